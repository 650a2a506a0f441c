(** * Distributions given by weights

    Purpose: the distribution on 0, ..., n-1 that is proportional to integer
    weights.

    Paper section: 6, Exact and fast.

    Glossary:
      nsum f n == f 0 + ... + f (n - 1) (PrefixSums)
      dweights f n == j with probability f j / nsum f n, for j < n
      real n == n as a real number *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Export Dist PrefixSums.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Section Weights.
Variables (f : N -> N) (n : N).

Definition dweights_mass (j : N) : R := ind (j < n)%N * (real (f j) / real (nsum f n)).

Lemma dweights_term_ge_0 (j : N) : (j < n)%N -> 0 <= real (f j) / real (nsum f n).
Proof using.
  intros Hj. destruct (N.eq_0_gt_0_cases (nsum f n)) as [H0 | Hpos].
  - assert (Hle : (f j <= nsum f n)%N).
    { rewrite <- (N.add_0_l (f j)). apply N.le_trans with (nsum f (N.succ j)).
      - rewrite nsum_succ. lia.
      - apply nsum_le_mono. lia. }
    replace (f j) with 0%N by lia. unfold Rdiv. simpl (real 0). lra.
  - apply Rle_mult_inv_pos; [apply (IZR_le 0) | apply (IZR_lt 0)]; lia.
Qed.

Lemma dweights_ge_0 (j : N) : 0 <= dweights_mass j.
Proof using.
  unfold dweights_mass. destruct (ind_cases (j < n)%N) as [[Hj ->] | [_ ->]]; [| lra].
  generalize (dweights_term_ge_0 j Hj). lra.
Qed.

Lemma dweights_tsum : tsum dweights_mass = real (nsum f n) / real (nsum f n).
Proof using.
  unfold dweights_mass.
  rewrite (tsum_below n (fun j => real (f j) / real (nsum f n)) dweights_term_ge_0).
  unfold Rdiv. rewrite lsum_scal_r, <- real_nsum. reflexivity.
Qed.

Lemma dweights_sum_le_1 (l : list N) : NoDup l -> lsum dweights_mass l <= 1.
Proof using.
  intros Hl. apply Rle_trans with (tsum dweights_mass).
  - apply tsum_ub; [| exact Hl].
    apply (summable_fin _ (below n)); [exact dweights_ge_0 |].
    intros j Hj. apply below_in, ind_neq_0. intros H0. apply Hj.
    unfold dweights_mass. rewrite H0. lra.
  - rewrite dweights_tsum. destruct (N.eq_0_gt_0_cases (nsum f n)) as [-> | Hpos].
    + unfold Rdiv. simpl (real 0). lra.
    + right. apply Rinv_r. apply Rgt_not_eq, (IZR_lt 0). lia.
Qed.

Definition dweights : dist N := Dist dweights_mass dweights_ge_0 dweights_sum_le_1.

Lemma dweights_in (j : N) : (j < n)%N -> dweights j = real (f j) / real (nsum f n).
Proof using.
  intros Hj. change (dweights j) with (dweights_mass j).
  unfold dweights_mass. rewrite (ind_true _ Hj). lra.
Qed.

Lemma dweights_out (j : N) : (n <= j)%N -> dweights j = 0.
Proof using.
  intros Hj. change (dweights j) with (dweights_mass j).
  unfold dweights_mass. rewrite ind_false by lia. lra.
Qed.

Lemma dweights_pos_inv (j : N) : 0 < dweights j -> (j < n)%N.
Proof using.
  intros Hpos. destruct (N.lt_ge_cases j n) as [Hj | Hj]; [exact Hj |].
  rewrite (dweights_out j Hj) in Hpos. lra.
Qed.

Lemma total_dweights : (0 < nsum f n)%N -> total dweights = 1.
Proof using.
  intros Hpos. change (tsum dweights_mass = 1). rewrite dweights_tsum.
  apply Rinv_r. apply Rgt_not_eq, (IZR_lt 0). lia.
Qed.

(** A uniform draw below the sum of the weights, of which only the interval counts. *)
Theorem dbind_duniform_nsum {B : Type} (k h : N -> dist B) :
  (forall j i, (j < n)%N -> (i < f j)%N -> k (nsum f j + i)%N =d h j) ->
  dbind (duniform (nsum f n)) k =d dbind dweights h.
Proof using.
  intros Hk v. rewrite dbind_duniform, lsum_below_nsum, dbind_mass.
  rewrite (tsum_ext _ (fun j => ind (j < n)%N * (real (f j) / real (nsum f n) * h j v))).
  - rewrite (tsum_below n (fun j => real (f j) / real (nsum f n) * h j v)).
    + unfold Rdiv. rewrite <- lsum_scal_r. apply lsum_ext. intros j Hj. apply below_in in Hj.
      rewrite (lsum_ext _ (fun _ => h j v)).
      * rewrite lsum_below_const. lra.
      * intros i Hi. apply below_in in Hi. exact (Hk j i Hj Hi v).
    + intros j Hj. apply Rmult_le_pos; [exact (dweights_term_ge_0 j Hj) | apply mass_ge_0].
  - intros j. change (dweights j) with (dweights_mass j). unfold dweights_mass. lra.
Qed.

End Weights.
