(** * Sandwich tables: a table that passes is a sandwich

    What the three checks decide, in the words of MathLite, Sandwich.v.

    Glossary
      blocks_checked, tail_checked t == what the checks of blocks and tail decide
      sandwich (blocks_of t) (table_weight t) == the bounds of the table hold (MathLite)   *)

From Coq Require Import Reals Lra Lia NArith ZArith List.
From MathLite Require Import Dist Sandwich.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Tiling Samplers.Table.Weight Samplers.Table.CheckBlocks.
From Verinoise Require Import Samplers.Table.CheckTail Samplers.Table.Bisection Samplers.Table.Pick.
Local Open Scope N_scope.

Section Checked.
Variable t : parts.
Hypothesis blocks_right : blocks_checked t.

Lemma checked_prefix (j : N) : j <= block_total t ->
  Sandwich.wedges (blocks_of t) j = wedges_upto t j.
Proof using blocks_right.
  induction j as [| j IH] using N.peano_ind; intros Hj.
  - symmetry. exact (checked_wedges_0 t blocks_right).
  - unfold Sandwich.wedges in *. rewrite nsum_succ, IH, <- N.add_1_r by lia.
    unfold wedge. cbn [blocks_of envelope Sandwich.certain]. unfold envelope_of.
    generalize (checked_wedges t blocks_right j). lia.
Qed.

Lemma checked_envelopes : nsum (envelope_of t) (block_total t)
  = nsum (certain_of t) (block_total t) + wedges_upto t (block_total t).
Proof using blocks_right.
  rewrite <- checked_prefix by lia. unfold Sandwich.wedges.
  rewrite <- nsum_plus. apply nsum_ext. intros j _.
  unfold wedge. cbn [blocks_of envelope Sandwich.certain]. unfold envelope_of. lia.
Qed.

Lemma checked_block_between (rank : N) : rank < wedges_upto t (block_total t) ->
  block_at t rank < block_total t
  /\ wedges_upto t (block_at t rank) <= rank < wedges_upto t (block_at t rank + 1).
Proof using blocks_right.
  intros Hrank.
  exact (block_at_bounds t rank (checked_length t blocks_right) (checked_wedges t blocks_right)
    (checked_wedges_0 t blocks_right) Hrank).
Qed.

Theorem checked_bisects (rank : N) : rank < wedges_upto t (block_total t) ->
  pmf (body table_block value (rank, wedges t)) =d dret (block_at t rank).
Proof using blocks_right.
  intros Hrank.
  exact (table_block_law t rank (checked_length t blocks_right) (checked_wedges t blocks_right)
    (checked_wedges_0 t blocks_right) Hrank).
Qed.

Hypothesis total : nsum (certain_of t) (block_total t + 1) = selector_count t.

Hypothesis tail_right : tail_checked t.

Theorem checked_sandwich : sandwich (blocks_of t) (table_weight t).
Proof using All.
  generalize (checked_tiling t blocks_right) (checked_denominator t blocks_right).
  intros Htiling Hd.
  assert (Htail : Sandwich.tail_start (blocks_of t) = tail_start t).
  { unfold Sandwich.tail_start. cbn [blocks_of block_start block_count]. unfold start_of.
    rewrite N.ltb_irrefl. reflexivity. }
  assert (Henvelope_0 : envelope_of t 0 = unit t).
  { unfold envelope_of. change (0 + 1) with 1.
    rewrite (checked_certain_0 t blocks_right), (checked_wedges_1 t blocks_right). lia. }
  split; rewrite ?Htail; cbn [blocks_of block_count block_start block_width Sandwich.certain envelope
    selectors table_scale Sandwich.tail_bits block_of].
  - apply table_weight_0.
  - intros x. apply Rlt_le. apply table_weight_pos.
  - exact (checked_unit t blocks_right).
  - exact (tiling_blocks t Htiling).
  - exact (tiling_start_0 t Htiling).
  - exact (tiling_width_0 t Htiling).
  - exact (checked_certain_0 t blocks_right).
  - exact Henvelope_0.
  - exact (tiling_next t Htiling).
  - exact (checked_heights t blocks_right).
  - generalize checked_envelopes (certain_rest t total) (checked_rare t tail_right). lia.
  - intros rank. rewrite checked_prefix by lia. intros Hrank.
    generalize (checked_block_between rank Hrank). intros [Hblock Hbetween].
    rewrite !checked_prefix by lia. split; assumption.
  - exact (checked_top t tail_right).
  - intros x Hx. exact (table_weight_le t Hd _ _ Hx).
  - exact (checked_half t tail_right).
Qed.

End Checked.
