(** * Sandwich tables: the blocks tile the magnitudes below the tail

    Glossary
      tiling t == the blocks of the table [t] are where Sandwich.v says, and their codes hold
                  where the values start, plus [bias], and the bits of the offset that are dropped
      drawn_from t j == a value of block [j] under a random sign, plus [bias]; 0 for the rare
                  rounds                                                       *)

From Coq Require Import NArith ZArith Lia.
From MathLite Require Import Dist Sandwich.
From Verinoise Require Import Lang.Syntax Lang.Eval.
From Verinoise Require Import Samplers.Table.Spec.

Record tiling (t : parts) : Prop := Tiling {
  tiling_blocks : (0 < block_total t)%N;
  tiling_offset : (offset_bits t < 64)%N;
  tiling_entry : forall j, (j < block_total t)%N ->
    get (s := Nat) (blocks t) j = ((bias t + start_of t j) * 64 + (offset_bits t - width_of t j))%N;
  tiling_width : forall j, (j < block_total t)%N -> (width_of t j <= offset_bits t)%N;
  tiling_start_0 : start_of t 0 = 0%N;
  tiling_width_0 : width_of t 0 = 0%N;
  tiling_next : forall j, (j < block_total t)%N ->
    start_of t (j + 1) = (start_of t j + 2 ^ width_of t j)%N;
  tiling_bias : (Spec.tail_start t <= bias t)%N
}.

Definition drawn_from (t : parts) (j : N) : dist N :=
  if (j <? block_total t)%N then
    dbind (duniform (2 ^ width_of t j)) (fun k => dbind (duniform 2) (fun s =>
      dret (Z.to_N (Z.of_N (bias t) + signed s (start_of t j + k)))))
  else dret 0%N.

(** ** Where the blocks are *)

Section Tiling.
Local Open Scope N_scope.
Variable t : parts.
Hypothesis tiles : tiling t.

Lemma start_last : start_of t (block_total t) = Spec.tail_start t.
Proof using. unfold start_of. rewrite N.ltb_irrefl. reflexivity. Qed.

Lemma start_le (i j : N) : i <= j -> j <= block_total t -> start_of t i <= start_of t j.
Proof using tiles.
  intros Hij. replace j with (i + (j - i)) by lia. generalize (j - i) as k. clear j Hij.
  induction k as [| k IH] using N.peano_ind; intros Hk; [rewrite N.add_0_r; lia |].
  apply N.le_trans with (start_of t (i + k)); [apply IH; lia |].
  rewrite N.add_succ_r, <- N.add_1_r, (tiling_next t tiles) by lia. lia.
Qed.

Lemma start_after (i j : N) :
  i < j -> j <= block_total t -> start_of t i + 2 ^ width_of t i <= start_of t j.
Proof using tiles.
  intros Hij Hj. rewrite <- (tiling_next t tiles) by lia. apply start_le; lia.
Qed.

Lemma block_end (j : N) : j < block_total t -> start_of t j + 2 ^ width_of t j <= bias t.
Proof using tiles.
  intros Hj. apply N.le_trans with (Spec.tail_start t); [| exact (tiling_bias t tiles)].
  rewrite <- start_last. apply start_after; lia.
Qed.

End Tiling.
