(** * Sandwich tables: which block is picked

    The certain masses of the blocks and of the rare rounds add up to the number of selectors of
    each sign.  So they are the weights of a distribution of blocks.

    Glossary
      pick_of t      == the distribution of the blocks, of which the last stands for the rare rounds
      picks b pick   == [pick] is the distribution of the blocks of [b] (Sandwich.v)          *)

From Coq Require Import NArith Lia.
From MathLite Require Import Dist PrefixSums Weights Sandwich.
From Verinoise Require Import Samplers.Exp.Rounding Samplers.Table.Spec.
Local Open Scope N_scope.

Section Pick.
Variable t : parts.
Hypothesis total : nsum (certain_of t) (block_total t + 1) = selector_count t.

Definition pick_of : dist N := dweights (certain_of t) (block_total t + 1).

Lemma selectors_pos : 0 < nsum (certain_of t) (block_total t + 1).
Proof using total. rewrite total. apply pow2_pos. Qed.

Lemma certain_rest :
  nsum (certain_of t) (block_total t) + certain_of t (block_total t) = selector_count t.
Proof using total. rewrite <- total, N.add_1_r. symmetry. exact (nsum_succ (certain_of t) _). Qed.

(** The certain mass of the rare rounds is what the blocks leave. *)
Lemma certain_rare : certain_of t (block_total t) = rare (blocks_of t).
Proof using total.
  unfold rare. cbn [selectors Sandwich.certain block_count blocks_of].
  generalize certain_rest. lia.
Qed.

Lemma pick_of_picks : picks (blocks_of t) pick_of.
Proof using total.
  split.
  - intros j Hj. cbn [block_count blocks_of] in Hj. unfold pick_of.
    rewrite dweights_in, total by lia. reflexivity.
  - unfold pick_of. cbn [block_count blocks_of].
    rewrite dweights_in, total, certain_rare by lia. reflexivity.
Qed.

End Pick.
