(** * Sandwich tables: the law of a scan

    The rank of a selector is uniform, and falls with the certain mass of a block between the
    sums of the masses before and after it.  So a scan picks the blocks as a look-up does.  Sign
    and offset complete the value.  Hence the programs with scans have the laws of those that
    look up.

    Glossary
      scan_of t, scan_table_of t == the arguments of the programs (ScanSpec.v)
      words_suffice t   == the words have bits for a selector and an offset (WordDigits.v)
      drawn_from t j    == a value of block [j], plus the bias, or 0 for the rare rounds
      pick_of t         == the distribution of the blocks (Pick.v)
      block_entry, scan, scanned == the state of a scan and its result (ScanState.v)   *)

From Coq Require Import Reals Lia List NArith ZArith.
From MathLite Require Import Dist While UniformDraws Weights Fold Sandwich SandwichRound.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.ScanCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.ScanSpec.
From Verinoise Require Import Samplers.Table.Tiling Samplers.Table.WordDigits Samplers.Table.Pick.
From Verinoise Require Import Samplers.Table.ScanState Samplers.Table.Rare Samplers.Table.Proof.
Local Unset Asymmetric Patterns.
Local Open Scope N_scope.

Section Scan.
Variable t : parts.

(** The result for a selector and an offset. *)
Definition scanned_at (selector offset : N) : N :=
  let rank := N.land selector (selector_count t - 1) in
  scanned t (N.shiftr selector (selector_bits t - 1)) rank (snd (scan t rank)) offset.

Lemma scanned_at_digits (sign rank offset : N) : rank < selector_count t ->
  scanned_at (sign * selector_count t + rank) offset
  = scanned t sign rank (snd (scan t rank)) offset.
Proof using.
  intros Hrank. unfold scanned_at, selector_count in *.
  rewrite land_pred_pow2, mod_multiple, N.mod_small by (assumption || apply pow2_pos).
  rewrite N.shiftr_div_pow2, <- (N.div_unique _ (2 ^ (selector_bits t - 1)) sign rank) by lia.
  reflexivity.
Qed.

Lemma pmf_scanned :
  pmf (body table_scan value (scan_of t))
  =d dbind (duniform (256 ^ word_bytes t)) (fun word =>
       dbind (if extra_bytes t =? 0 then dret word else duniform (256 ^ extra_bytes t))
         (fun position => dret (scanned_at (N.shiftr word (selector_shift t))
                                           (N.land position (N.shiftl 1 (offset_bits t) - 1))))).
Proof using.
  cbn -[N.shiftl N.shiftr N.land N.add N.mul N.sub N.pow]. do 4 rewrite dbind_ret_l.
  apply dbind_ext; [reflexivity |].
  intros word. apply dbind_ext; [destruct (extra_bytes t =? 0); reflexivity |].
  intros position. do 3 rewrite dbind_ret_l. unfold scanned_at.
  fold (selector_bits t). rewrite N.shiftl_1_l. fold (selector_count t).
  set (rank := N.land (N.shiftr word (selector_shift t)) (selector_count t - 1)).
  transitivity (dbind (dret (scan t rank)) (fun state : N * N * N =>
    dret (scanned t (N.shiftr (N.shiftr word (selector_shift t)) (selector_bits t - 1)) rank
      (snd state) (N.land position (N.shiftl 1 (offset_bits t) - 1))))).
  - apply dbind_ext.
    + apply dfold_dret. intros mass [[index sum] entry]. do 4 rewrite dbind_ret_l. reflexivity.
    + intros state. do 5 rewrite dbind_ret_l. reflexivity.
  - rewrite dbind_ret_l. reflexivity.
Qed.

Hypothesis tiles : tiling t.
Hypothesis suffice : words_suffice t.
Hypothesis total : PrefixSums.nsum (certain_of t) (block_total t + 1) = selector_count t.

(** The result for the ranks of a block. *)
Definition scanned_block (rank : N) : dist N :=
  dbind (duniform (2 ^ offset_bits t)) (fun offset =>
  dbind (duniform 2) (fun sign => dret (scanned t sign rank (snd (scan t rank)) offset))).

Lemma scanned_block_law (j i : N) : j < block_total t + 1 -> i < certain_of t j ->
  scanned_block (mass_upto t j + i) =d drawn_from t j.
Proof using tiles total.
  clear suffice. intros Hj Hi. set (rank := mass_upto t j + i).
  assert (Hin : mass_upto t j <= rank < mass_upto t (j + 1)).
  { generalize (mass_next t j). unfold rank. lia. }
  assert (Hlt : rank < selector_count t).
  { rewrite <- total. apply N.lt_le_trans with (1 := proj2 Hin). apply nsum_le_mono. lia. }
  assert (Hle : j <= block_total t) by lia.
  unfold scanned_block, drawn_from. rewrite (scan_eq t tiles j rank Hle Hin Hlt).
  destruct (N.ltb_spec j (block_total t)) as [Hblock | Hrare].
  - replace (N.min j (block_total t - 1)) with j by lia.
    set (dropped := offset_bits t - width_of t j).
    assert (Hbits : 2 ^ offset_bits t = 2 ^ width_of t j * 2 ^ dropped).
    { rewrite <- N.pow_add_r. f_equal. generalize (tiling_width t tiles j Hblock). lia. }
    rewrite Hbits, <- (dbind_duniform_div (2 ^ width_of t j) (2 ^ dropped)) by apply pow2_pos.
    rewrite <- Hbits. apply dbind_duniform_ext. intros offset Hoffset.
    apply dbind_duniform_ext. intros sign Hsign.
    rewrite (scanned_value t tiles j rank Hle Hin Hlt total sign offset Hblock Hsign Hoffset).
    reflexivity.
  - transitivity (dbind (duniform (2 ^ offset_bits t)) (fun _ => @dret N 0));
      [| exact (dbind_unused _ _ (total_duniform _ (pow2_pos _)))].
    apply dbind_ext; [reflexivity |]. intros offset.
    transitivity (dbind (duniform 2) (fun _ => @dret N 0));
      [| exact (dbind_unused _ _ (total_duniform 2 eq_refl))].
    apply dbind_ext; [reflexivity |]. intros sign.
    rewrite (scanned_rare t j rank Hle Hin Hlt total) by lia. reflexivity.
Qed.

Theorem scan_draws : pmf (body table_scan value (scan_of t)) =d dbind (pick_of t) (drawn_from t).
Proof using tiles suffice total.
  rewrite pmf_scanned, (dbind_words t suffice (fun selector offset => dret (scanned_at selector offset))).
  rewrite (dbind_selector t _ suffice), dbind_duniform_swap. unfold pick_of.
  rewrite <- (dbind_duniform_nsum _ _ scanned_block _ scanned_block_law), total.
  apply dbind_duniform_ext. intros rank Hrank. unfold scanned_block.
  rewrite dbind_duniform_swap. apply dbind_ext; [reflexivity |]. intros offset.
  apply dbind_ext; [reflexivity |]. intros sign.
  rewrite (scanned_at_digits sign rank offset Hrank). reflexivity.
Qed.

(** The blocks are picked with their certain masses, and the values as from a look-up. *)
Theorem scan_law : exists pick : dist N, picks (blocks_of t) pick
  /\ pmf (body table_scan value (scan_of t)) =d dbind pick (drawn_from t).
Proof using tiles suffice total.
  exists (pick_of t). split; [exact (pick_of_picks t total) | exact scan_draws].
Qed.

End Scan.

(** ** Rounds and samples *)

Section Right.
Variable t : parts.
Hypothesis t_right : right t.
Hypothesis suffice : words_suffice t.

Lemma certain_total :
  PrefixSums.nsum (certain_of t) (block_total t + 1) = selector_count t.
Proof using t_right.
  generalize (right_bounds t t_right). intros Hbounds.
  generalize (selectors_split _ _ Hbounds). cbn [blocks_of selectors Sandwich.certain block_count].
  rewrite <- (right_rest t t_right), N.add_1_r. intros ->. apply nsum_succ.
Qed.

(** A scan draws as a look-up does. *)
Theorem table_scan_draw :
  pmf (body table_scan value (scan_of t)) =d pmf (body table_draw value (lookup_of t)).
Proof using t_right suffice.
  destruct (right_draws t t_right) as [pick [Hpick ->]].
  destruct (scan_law t (right_tiling t t_right) suffice certain_total) as [other [Hother ->]].
  apply dbind_ext; [| reflexivity].
  exact (picks_unique _ _ _ _ (right_bounds t t_right) Hother Hpick).
Qed.

Theorem table_scan_round_law : pmf (body table_scan_round value (scan_table_of t)) =d round_of t.
Proof using t_right suffice.
  unfold round_of. cbn -[table_scan table_draw table_rare].
  apply dbind_ext; [exact table_scan_draw | reflexivity].
Qed.

Theorem table_scan_sample_law :
  pmf (body table_scan_sample value (scan_table_of t)) =d pmf (body table_sample value (table_of t)).
Proof using t_right suffice.
  cbn -[table_scan_round table_round]. apply dbind_ext; [| reflexivity].
  apply dwhile_ext. intros _. exact table_scan_round_law.
Qed.

End Right.
