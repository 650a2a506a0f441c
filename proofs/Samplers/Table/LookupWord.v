(** * Sandwich tables: from a word to a selector, an offset and a sign

    The bits of the words that [table_draw] reads make a selector, an offset and a sign, which
    are uniform and independent.  The selector looks up a pair of entries, the sign chooses one
    of the two, and the offset completes it.

    Glossary
      side s e          == the entry of the pair [e] for the sign [s]
      decode entry o    == the result for an entry and an offset
      looked_up t index == the pair of entries that the selector [index] looks up
      completed t e     == the distribution of the results for the pair [e] of entries
      lookups t e       == the number of selectors that look up [e] (CheckLookup.v)   *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Import Dist PrefixSums UniformDraws.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.CheckLookup.
Local Unset Asymmetric Patterns.
Local Open Scope N_scope.
Local Notation real n := (IZR (Z.of_N n)).

Definition side (s : N) (e : N * N) : N := if s =? 0 then fst e else snd e.

Definition decode (entry offset : N) : N :=
  N.shiftr entry 6 + N.shiftr offset (N.land entry 63).

Lemma decode_eq (x dropped offset : N) :
  dropped < 64 -> decode (x * 64 + dropped) offset = x + offset / 2 ^ dropped.
Proof.
  intros Hd. unfold decode. change 63 with (N.ones 6).
  rewrite N.land_ones, !N.shiftr_div_pow2. change (2 ^ 6) with 64.
  rewrite <- (N.div_unique (x * 64 + dropped) 64 x dropped) by lia.
  rewrite <- (N.mod_unique (x * 64 + dropped) 64 x dropped) by lia. reflexivity.
Qed.

Lemma mod_multiple (q b r : N) : 0 < b -> (q * b + r) mod b = r mod b.
Proof.
  intros Hb. symmetry. apply (N.mod_unique _ b (q + r / b)); [apply N.mod_lt; lia |].
  rewrite N.mul_add_distr_l. generalize (N.div_mod r b). lia.
Qed.

Lemma pow2_split (a b : N) : a <= b -> 2 ^ b = 2 ^ (b - a) * 2 ^ a.
Proof. intros Hab. rewrite <- N.pow_add_r. f_equal. lia. Qed.

Lemma pow256 (n : N) : 256 ^ n = 2 ^ (n * 8).
Proof. rewrite N.mul_comm, N.pow_mul_r. reflexivity. Qed.

Section Word.
Variable t : parts.

Definition at_selector (cell low : N) : N * N :=
  if low <? threshold_of t cell then first_of t cell else second_of t cell.

Definition looked_up (index : N) : N * N :=
  at_selector (index / cell_size t) (index mod cell_size t).

Definition completed (e : N * N) : dist N :=
  dbind (duniform (2 ^ offset_bits t)) (fun offset =>
  dbind (duniform 2) (fun s => dret (decode (side s e) offset))).

(** ** The result for a word and a position *)

Definition drawn_entry (index s : N) : N :=
  let cell := N.shiftr index (cell_bits t) in
  let low := N.land index (N.shiftl 1 (cell_bits t) - 1) in
  let second := N.shiftr (low + (N.shiftl 1 (cell_bits t) - threshold_of t cell)) (cell_bits t) in
  get (s := Nat) (entries t) (cell * 4 + (second * 2 + s)).

Definition drawn (word position : N) : N :=
  decode (drawn_entry (N.shiftr word (selector_shift t)) (N.land word 1))
         (N.land position (N.shiftl 1 (offset_bits t) - 1)).

Lemma land_below (x e : N) : N.land x (N.shiftl 1 e - 1) = x mod 2 ^ e.
Proof using.
  rewrite N.shiftl_1_l, N.sub_1_r, <- N.ones_equiv. apply N.land_ones.
Qed.

Lemma drawn_entry_eq (index s : N) : s < 2 -> drawn_entry index s = side s (looked_up index).
Proof using.
  intros Hs. unfold drawn_entry, looked_up, at_selector.
  rewrite land_below, !N.shiftr_div_pow2, N.shiftl_1_l. fold (cell_size t).
  assert (Hsize : 0 < cell_size t) by apply pow2_pos.
  assert (Hlow : index mod cell_size t < cell_size t) by (apply N.mod_lt; lia).
  set (cell := index / cell_size t). set (low := index mod cell_size t) in *.
  unfold side, first_of, second_of. destruct (N.ltb_spec low (threshold_of t cell)) as [Hlt | Hge].
  - rewrite N.div_small by lia.
    destruct (N.eqb_spec s 0) as [-> | Hs1]; cbn [fst snd]; f_equal; lia.
  - rewrite <- (N.div_unique (low + (cell_size t - threshold_of t cell)) (cell_size t) 1
      (low - threshold_of t cell)) by lia.
    destruct (N.eqb_spec s 0) as [-> | Hs1]; cbn [fst snd]; f_equal; lia.
Qed.

(** ** The bits of the words *)

Hypothesis right : lookup_right t.

Lemma shift_pos : 1 <= selector_shift t.
Proof using right.
  generalize (right_apart t right). destruct (extra_bytes t =? 0); lia.
Qed.

Lemma drawn_digits (index r position : N) : r < 2 ^ selector_shift t ->
  drawn (index * 2 ^ selector_shift t + r) position
  = decode (side (r mod 2) (looked_up index)) (position mod 2 ^ offset_bits t).
Proof using right.
  intros Hr. unfold drawn. rewrite land_below, N.shiftr_div_pow2.
  rewrite <- (N.div_unique _ (2 ^ selector_shift t) index r) by lia.
  change 1 with (N.ones 1) at 1. rewrite N.land_ones. change (2 ^ 1) with 2.
  rewrite (pow2_split 1 (selector_shift t) shift_pos). change (2 ^ 1) with 2.
  rewrite N.mul_assoc, mod_multiple by lia.
  rewrite drawn_entry_eq by (apply N.mod_lt; lia). reflexivity.
Qed.

Lemma half_mod (index r : N) : offset_bits t + 1 <= selector_shift t ->
  N.shiftr (index * 2 ^ selector_shift t + r) 1 mod 2 ^ offset_bits t = (r / 2) mod 2 ^ offset_bits t.
Proof using.
  intros Hshift. rewrite N.shiftr_div_pow2. change (2 ^ 1) with 2.
  rewrite (pow2_split 1 (selector_shift t)) by lia. change (2 ^ 1) with 2.
  rewrite N.mul_assoc, N.div_add_l by lia.
  rewrite (pow2_split (offset_bits t) (selector_shift t - 1)) by lia.
  rewrite N.mul_assoc. apply mod_multiple, pow2_pos.
Qed.

(** The offset from the bits of the word between selector and sign. *)
Lemma completed_one_word (e : N * N) : offset_bits t + 1 <= selector_shift t ->
  dbind (duniform (2 ^ selector_shift t)) (fun r =>
    dret (decode (side (r mod 2) e) ((r / 2) mod 2 ^ offset_bits t)))
  =d completed e.
Proof using.
  intros Hshift. rewrite (pow2_split 1 (selector_shift t)) by lia. change (2 ^ 1) with 2.
  rewrite dbind_duniform_mul, (pow2_split (offset_bits t) (selector_shift t - 1)) by lia.
  unfold completed.
  rewrite <- (dbind_duniform_mod (2 ^ (selector_shift t - 1 - offset_bits t)) (2 ^ offset_bits t))
    by apply pow2_pos.
  apply dbind_ext; [reflexivity |]. intros q. apply dbind_duniform_ext. intros s Hs.
  rewrite <- (N.div_unique (q * 2 + s) 2 q s), <- (N.mod_unique (q * 2 + s) 2 q s) by lia.
  reflexivity.
Qed.

(** The offset from a second word. *)
Lemma completed_two_words (e : N * N) : offset_bits t <= extra_bytes t * 8 ->
  dbind (duniform (2 ^ selector_shift t)) (fun r =>
    dbind (duniform (2 ^ (extra_bytes t * 8))) (fun position =>
      dret (decode (side (r mod 2) e) (position mod 2 ^ offset_bits t))))
  =d completed e.
Proof using right.
  intros Hextra. unfold completed. rewrite dbind_duniform_swap.
  rewrite (pow2_split (offset_bits t) (extra_bytes t * 8)) by lia.
  rewrite <- (dbind_duniform_mod (2 ^ (extra_bytes t * 8 - offset_bits t)) (2 ^ offset_bits t))
    by apply pow2_pos.
  apply dbind_ext; [reflexivity |]. intros position.
  rewrite (pow2_split 1 (selector_shift t) shift_pos). change (2 ^ 1) with 2.
  apply (dbind_duniform_mod (2 ^ (selector_shift t - 1)) 2
    (fun s => dret (decode (side s e) (position mod 2 ^ offset_bits t)))); [apply pow2_pos | lia].
Qed.

Lemma pmf_drawn :
  pmf (body table_draw value (lookup_of t))
  =d dbind (duniform (256 ^ word_bytes t)) (fun word =>
       dbind (if extra_bytes t =? 0 then dret (N.shiftr word 1)
              else duniform (256 ^ extra_bytes t)) (fun position => dret (drawn word position))).
Proof using.
  cbn -[N.shiftl N.shiftr N.land N.add N.mul N.sub N.pow]. apply dbind_ext; [reflexivity |].
  intros word. apply dbind_ext; [destruct (extra_bytes t =? 0); reflexivity |].
  intros position. do 6 rewrite dbind_ret_l. reflexivity.
Qed.

Theorem draw_selector :
  pmf (body table_draw value (lookup_of t))
  =d dbind (dmap looked_up (duniform (selector_count t))) completed.
Proof using right.
  rewrite pmf_drawn, dbind_dmap, pow256, (pow2_split _ _ (right_shift t right)).
  fold (selector_count t). rewrite dbind_duniform_mul.
  apply dbind_ext; [reflexivity |]. intros index.
  generalize (right_apart t right). destruct (N.eqb_spec (extra_bytes t) 0) as [H0 | H0].
  - intros Hapart. rewrite <- (completed_one_word _ Hapart).
    apply dbind_duniform_ext. intros r Hr. rewrite dbind_ret_l.
    rewrite (drawn_digits _ _ _ Hr), (half_mod _ _ Hapart). reflexivity.
  - intros [_ Hapart]. rewrite <- (completed_two_words _ Hapart), pow256.
    apply dbind_duniform_ext. intros r Hr. apply dbind_ext; [reflexivity |]. intros position.
    rewrite (drawn_digits _ _ _ Hr). reflexivity.
Qed.

(** ** How many selectors look up a pair of entries *)

Local Open Scope R_scope.

Lemma lookups_cell (e : N * N) (cell : N) :
  lsum (fun low => ind (e = at_selector cell low)) (below (cell_size t))
  = real (first_lookups t e cell + second_lookups t e cell).
Proof using.
  set (threshold := threshold_of t cell). set (m := N.min threshold (cell_size t)).
  replace (cell_size t) with (m + (cell_size t - threshold))%N at 1 by lia.
  rewrite below_add, lsum_app, lsum_map.
  rewrite (lsum_ext _ (fun _ => ind (e = first_of t cell)) (below m)).
  - rewrite (lsum_ext (fun x => ind (e = at_selector cell (m + x))) (fun _ => ind (e = second_of t cell))).
    + rewrite !lsum_below_const, N2Z.inj_add, plus_IZR. unfold first_lookups, second_lookups.
      f_equal.
      * destruct (pair_eqb (first_of t cell) e) eqn:Heq.
        -- apply pair_eqb_eq in Heq. rewrite ind_true by congruence. fold threshold m. lra.
        -- rewrite ind_false; [simpl (real 0); lra |]. intros He. subst e.
           rewrite pair_eqb_refl in Heq. discriminate.
      * destruct (pair_eqb (second_of t cell) e) eqn:Heq.
        -- apply pair_eqb_eq in Heq. rewrite ind_true by congruence. fold threshold. lra.
        -- rewrite ind_false; [simpl (real 0); lra |]. intros He. subst e.
           rewrite pair_eqb_refl in Heq. discriminate.
    + intros low Hlow. apply below_in in Hlow. unfold at_selector.
      destruct (N.ltb_spec (m + low) (threshold_of t cell)); [lia | reflexivity].
  - intros low Hlow. apply below_in in Hlow. unfold at_selector.
    destruct (N.ltb_spec low (threshold_of t cell)); [reflexivity | lia].
Qed.

Theorem looked_up_mass (e : N * N) :
  dmap looked_up (duniform (selector_count t)) e = real (lookups t e) / real (selector_count t).
Proof using right.
  unfold dmap. rewrite dbind_duniform. f_equal.
  rewrite <- (right_cells t right), lsum_below_mul. unfold lookups. rewrite real_nsum.
  apply lsum_ext. intros cell _. rewrite <- lookups_cell.
  apply lsum_ext. intros low Hlow. apply below_in in Hlow. rewrite dret_mass.
  unfold looked_up. rewrite <- (N.div_unique _ (cell_size t) cell low),
    <- (N.mod_unique _ (cell_size t) cell low) by lia. reflexivity.
Qed.

End Word.
