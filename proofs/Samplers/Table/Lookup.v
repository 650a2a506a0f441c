(** * Sandwich tables: the law of a draw

    The certain masses of the blocks and of the rare rounds add up to the number of all
    selectors, and each is looked up by at least as many selectors as its mass says: so it is
    by exactly as many.  The draw is then the result of the one block that was picked, or 0.

    Glossary
      drawn_from t j    == a value of block [j], plus the bias, or 0 for the rare rounds
      picks b pick      == [pick] is the distribution of the blocks of [b] (Sandwich.v)
      completed t e     == the results for the pair [e] of entries (LookupWord.v)
      codes_of t j      == the pair of entries of block [j] (CheckLookup.v)           *)

From Coq Require Import Reals Lra Lia List NArith ZArith Classical.
From MathLite Require Import Dist PrefixSums UniformDraws Weights Sandwich.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.Tiling.
From Verinoise Require Import Samplers.Table.CheckLookup Samplers.Table.LookupWord Samplers.Table.Pick.
Local Unset Asymmetric Patterns.
Local Open Scope N_scope.

Section Lookup.
Variable t : parts.
Hypothesis tiles : tiling t.

(** ** The codes of the blocks *)

Lemma code_eq (j : N) : j < block_total t ->
  code_of t j = (bias t + start_of t j) * 64 + (offset_bits t - width_of t j).
Proof using tiles.
  intros Hj. unfold code_of. apply N.ltb_lt in Hj as Hltb. rewrite Hltb.
  exact (tiling_entry t tiles j Hj).
Qed.

Lemma mirrored_eq (j : N) : j < block_total t ->
  mirrored_of t j = (bias t + 1 - (start_of t j + 2 ^ width_of t j)) * 64
                    + (offset_bits t - width_of t j).
Proof using tiles.
  intros Hj. unfold mirrored_of. apply N.ltb_lt in Hj as Hltb.
  rewrite Hltb, (tiling_entry t tiles j Hj).
  generalize (tiling_width t tiles j Hj) (tiling_offset t tiles) (block_end t tiles j Hj).
  intros Hwidth Hoffset Hend.
  change 63 with (N.ones 6). rewrite N.land_ones, N.shiftr_div_pow2, N.shiftl_mul_pow2.
  change (2 ^ 6) with 64.
  rewrite <- (N.div_unique _ 64 (bias t + start_of t j) (offset_bits t - width_of t j)) by lia.
  rewrite <- (N.mod_unique _ 64 (bias t + start_of t j) (offset_bits t - width_of t j)) by lia.
  replace (offset_bits t - (offset_bits t - width_of t j)) with (width_of t j) by lia.
  rewrite N.shiftl_1_l. lia.
Qed.

Lemma code_neq (i j : N) : i < j -> j <= block_total t -> code_of t i <> code_of t j.
Proof using tiles.
  intros Hij Hj. rewrite code_eq by lia.
  generalize (tiling_offset t tiles) (pow2_pos (width_of t i)) (start_after t tiles i j Hij Hj).
  intros H64 Hpow Hlt.
  assert (Hcase : j < block_total t \/ j = block_total t) by lia. destruct Hcase as [Hblock | ->].
  - rewrite code_eq by exact Hblock. lia.
  - unfold code_of. rewrite N.ltb_irrefl. rewrite start_last in Hlt.
    generalize (tiling_bias t tiles). lia.
Qed.

Lemma codes_inj (i j : N) :
  i <= block_total t -> j <= block_total t -> codes_of t i = codes_of t j -> i = j.
Proof using tiles.
  intros Hi Hj Heq. apply (f_equal fst) in Heq. cbn [fst codes_of] in Heq.
  destruct (N.lt_trichotomy i j) as [Hlt | [Hij | Hlt]]; [| exact Hij |].
  - destruct (code_neq i j Hlt Hj Heq).
  - destruct (code_neq j i Hlt Hi (eq_sym Heq)).
Qed.

(** ** The results for the codes of a block *)

Lemma completed_rare : completed t (63, 63) =d dret 0.
Proof using tiles.
  transitivity (dbind (duniform (2 ^ offset_bits t)) (fun _ => @dret N 0));
    [| exact (dbind_unused _ _ (total_duniform _ (pow2_pos _)))].
  apply dbind_duniform_ext. intros offset Hoffset.
  transitivity (dbind (duniform 2) (fun _ => @dret N 0));
    [| exact (dbind_unused _ _ (total_duniform 2 eq_refl))].
  apply dbind_ext; [reflexivity |]. intros s.
  replace (side s (63, 63)) with (0 * 64 + 63) by (unfold side; destruct (s =? 0); reflexivity).
  rewrite decode_eq by lia. rewrite N.div_small; [reflexivity |].
  apply N.lt_le_trans with (1 := Hoffset). apply N.pow_le_mono_r; [lia |].
  generalize (tiling_offset t tiles). lia.
Qed.

Lemma completed_block (j : N) : j < block_total t -> completed t (codes_of t j) =d drawn_from t j.
Proof using tiles.
  intros Hj. unfold drawn_from. apply N.ltb_lt in Hj as Hltb. rewrite Hltb.
  generalize (tiling_width t tiles j Hj) (tiling_offset t tiles) (block_end t tiles j Hj).
  intros Hwidth Hoffset Hend.
  set (dropped := offset_bits t - width_of t j).
  transitivity (dbind (duniform 2) (fun s => dbind (duniform (2 ^ width_of t j)) (fun k =>
    dret (decode (side s (codes_of t j)) (k * 2 ^ dropped))))).
  - unfold completed. rewrite dbind_duniform_swap. apply dbind_ext; [reflexivity |]. intros s.
    replace (offset_bits t) with (width_of t j + dropped) by lia. rewrite N.pow_add_r.
    rewrite <- (dbind_duniform_div (2 ^ width_of t j) (2 ^ dropped)) by apply pow2_pos.
    apply dbind_ext; [reflexivity |]. intros offset.
    unfold side, codes_of. destruct (s =? 0); cbn [fst snd];
      rewrite ?code_eq, ?mirrored_eq by exact Hj; fold dropped;
      rewrite !decode_eq by lia; rewrite N.div_mul by (generalize (pow2_pos dropped); lia);
      reflexivity.
  - rewrite (dbind_duniform_swap (2 ^ width_of t j)).
    apply dbind_duniform_ext. intros s Hs. unfold side, codes_of, signed.
    destruct (N.eqb_spec s 0) as [_ | _]; cbn [fst snd].
    + rewrite code_eq by exact Hj. fold dropped.
      apply dbind_duniform_ext. intros k Hk. rewrite decode_eq by lia.
      rewrite N.div_mul by (generalize (pow2_pos dropped); lia).
      replace (Z.to_N _) with (bias t + start_of t j + k) by lia. reflexivity.
    + rewrite mirrored_eq by exact Hj. fold dropped.
      rewrite <- dbind_duniform_mirror.
      apply dbind_duniform_ext. intros k Hk. rewrite decode_eq by lia.
      rewrite N.div_mul by (generalize (pow2_pos dropped); lia).
      match goal with |- dret ?x =d dret ?y => replace x with y by lia end. reflexivity.
Qed.

(** ** Which block is picked *)

Hypothesis right : lookup_right t.

Theorem looked_up_law :
  dmap (codes_of t) (pick_of t) =d dmap (looked_up t) (duniform (selector_count t)).
Proof using right tiles.
  apply dist_dominated.
  - rewrite total_dmap. apply total_dweights. exact (selectors_pos t (right_total t right)).
  - intros e. rewrite (looked_up_mass t).
    destruct (classic (exists j, j <= block_total t /\ codes_of t j = e)) as [(j & Hj & <-) | Hnone].
    + rewrite dmap_mass, (tsum_one _ j).
      * rewrite ind_true, Rmult_1_l by reflexivity. unfold pick_of.
        rewrite dweights_in, (right_total t right) by lia.
        apply Rmult_le_compat_r.
        -- left. apply Rinv_0_lt_compat, (IZR_lt 0).
           rewrite <- (right_total t right). generalize (selectors_pos t (right_total t right)). lia.
        -- apply IZR_le. generalize (right_mass t right j Hj). lia.
      * apply ind_mult_ge_0. apply mass_ge_0.
      * intros i Hi. destruct (N.lt_ge_cases i (block_total t + 1)) as [Hin | Hout].
        -- rewrite ind_false; [lra |]. intros Heq. apply Hi.
           apply codes_inj; [lia | exact Hj | exact Heq].
        -- unfold pick_of. rewrite (dweights_out _ _ _ Hout). lra.
    + rewrite dmap_mass, tsum_all_0.
      * rewrite <- (looked_up_mass t). apply mass_ge_0.
      * intros j. destruct (N.lt_ge_cases j (block_total t + 1)) as [Hin | Hout].
        -- rewrite ind_false; [lra |]. intros Heq. apply Hnone. exists j. split; [lia | exact Heq].
        -- unfold pick_of. rewrite (dweights_out _ _ _ Hout). lra.
Qed.

Theorem draw_law : exists pick : dist N, picks (blocks_of t) pick
  /\ pmf (body table_draw value (lookup_of t)) =d dbind pick (drawn_from t).
Proof using right tiles.
  exists (pick_of t). split; [exact (pick_of_picks t (right_total t right)) |].
  rewrite (draw_selector t right), <- looked_up_law, dbind_dmap.
  apply dbind_ext_support. intros j Hj. apply dweights_pos_inv in Hj.
  assert (Hcase : j < block_total t \/ j = block_total t) by lia. destruct Hcase as [Hlt | ->].
  - exact (completed_block j Hlt).
  - unfold codes_of, code_of, mirrored_of, drawn_from. rewrite N.ltb_irrefl. exact completed_rare.
Qed.

End Lookup.
