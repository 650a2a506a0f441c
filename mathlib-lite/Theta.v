(** * Sums of Gaussian bells over the integers

    Purpose: the sum over all integers of the bell of variance parameter [v]
    around a real centre [s].  It is the normalising constant of the discrete
    Gaussian, and its dependence on [s] decides privacy and tails.

    Paper sections: 3, Distributions; 4, The theta inequality without Fourier
    analysis.

    Glossary:
      bell v d == exp (-d^2 / (2 v))
      theta v s == the sum of bell v (x - s) over the integers x *)

From Coq Require Import Reals Lra ZArith.
From MathLite Require Export TsumTypes.
From MathLite Require Import ExpTaylor ExpPow.
Local Open Scope R_scope.

(** ** Exponentials *)

Lemma exp_ge_0 (x : R) : 0 <= exp x.
Proof. left. apply exp_pos. Qed.

Lemma exp_le (x y : R) : x <= y -> exp x <= exp y.
Proof. intros [Hxy | <-]; [left; apply exp_increasing; exact Hxy | lra]. Qed.

Lemma exp_neg_lt_1 (x : R) : 0 < x -> exp (- x) < 1.
Proof. intros Hx. rewrite <- exp_0. apply exp_increasing. lra. Qed.

(** Two-sided exponential decay. *)
Lemma summable_exp_abs (r : R) : 0 < r -> summable (fun x : Z => exp (- (r * Rabs (IZR x)))).
Proof.
  intros Hr. assert (Hq : 0 <= exp (- r) < 1).
  { split; [apply exp_ge_0 | apply exp_neg_lt_1; exact Hr]. }
  assert (Hdecay : forall n : nat, exp (- (r * INR n)) = exp (- r) ^ n).
  { intros n. rewrite <- exp_mult_INR. f_equal. lra. }
  apply summable_Z.
  - apply (summable_ext (fun n => exp (- r) ^ n)); [| apply summable_geom; exact Hq].
    intros n. rewrite <- Hdecay, <- INR_IZR_INZ, Rabs_pos_eq by apply pos_INR. reflexivity.
  - apply (summable_ext (fun n => exp (- r) * exp (- r) ^ n)).
    + intros n. rewrite opp_IZR, Rabs_Ropp, <- INR_IZR_INZ, Rabs_pos_eq by apply pos_INR.
      rewrite Hdecay. reflexivity.
    + apply summable_scal; [apply exp_ge_0 | apply summable_geom; exact Hq].
Qed.

(** ** The bell *)

Definition bell (v d : R) : R := exp (- d ^ 2 / (2 * v)).

Lemma bell_pos (v d : R) : 0 < bell v d.
Proof. apply exp_pos. Qed.

Lemma bell_ge_0 (v d : R) : 0 <= bell v d.
Proof. apply exp_ge_0. Qed.

Lemma bell_0 (v : R) : bell v 0 = 1.
Proof. unfold bell. rewrite <- exp_0. f_equal. unfold Rdiv. ring. Qed.

Lemma bell_opp (v d : R) : bell v (- d) = bell v d.
Proof. unfold bell. replace ((- d) ^ 2) with (d ^ 2) by ring. reflexivity. Qed.

Lemma bell_le_1 (v d : R) : 0 < v -> bell v d <= 1.
Proof.
  intros Hv. replace (bell v d) with (exp (- (d ^ 2 / (2 * v)))).
  - apply exp_opp_bounds. apply Rmult_le_pos; [apply pow2_ge_0 |].
    left. apply Rinv_0_lt_compat. lra.
  - unfold bell. f_equal. field. lra.
Qed.

(** A bell is below a two-sided exponential: d^2 is at least 2 |d| - 1. *)
Lemma bell_le_exp_abs (v s : R) (x : Z) : 0 < v ->
  bell v (IZR x - s) <= exp ((1 / 2 + Rabs s) / v) * exp (- (/ v * Rabs (IZR x))).
Proof.
  intros Hv. rewrite <- exp_plus. apply exp_le.
  replace (- (IZR x - s) ^ 2 / (2 * v)) with (- ((IZR x - s) ^ 2 / 2) * / v) by (field; lra).
  replace ((1 / 2 + Rabs s) / v + - (/ v * Rabs (IZR x)))
    with ((1 / 2 + Rabs s - Rabs (IZR x)) * / v) by (field; lra).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact Hv |].
  assert (Htri : Rabs (IZR x) <= Rabs (IZR x - s) + Rabs s).
  { replace (IZR x) with (IZR x - s + s) at 1 by ring. apply Rabs_triang. }
  rewrite <- pow2_abs. generalize (pow2_ge_0 (Rabs (IZR x - s) - 1)). lra.
Qed.

(** ** The sum of bells *)

Definition theta (v s : R) : R := tsum (fun x : Z => bell v (IZR x - s)).

(** Symmetries hold whether the sum is finite or not. *)
Lemma theta_shift (v s : R) (m : Z) : theta v (s + IZR m) = theta v s.
Proof.
  unfold theta. rewrite <- (tsum_Z_shift m). apply tsum_ext. intros x.
  f_equal. rewrite plus_IZR. ring.
Qed.

Lemma theta_IZR (v : R) (m : Z) : theta v (IZR m) = theta v 0.
Proof. rewrite <- (theta_shift v 0 m). f_equal. ring. Qed.

Lemma theta_0 (v : R) : theta v 0 = tsum (fun x : Z => bell v (IZR x)).
Proof. apply tsum_ext. intros x. rewrite Rminus_0_r. reflexivity. Qed.

Section Theta.
Variable v : R.
Hypothesis v_pos : 0 < v.

Lemma theta_summable (s : R) : summable (fun x : Z => bell v (IZR x - s)).
Proof using v_pos.
  apply (summable_le _ (fun x : Z => exp ((1 / 2 + Rabs s) / v) * exp (- (/ v * Rabs (IZR x))))).
  - intros x. apply bell_le_exp_abs. exact v_pos.
  - apply summable_scal; [apply exp_ge_0 |]. apply summable_exp_abs.
    apply Rinv_0_lt_compat. exact v_pos.
Qed.

Lemma bell_summable : summable (fun x : Z => bell v (IZR x)).
Proof using v_pos.
  apply (summable_ext (fun x : Z => bell v (IZR x - 0))); [| apply theta_summable].
  intros x. rewrite Rminus_0_r. reflexivity.
Qed.

Lemma theta_ge_term (s : R) (x : Z) : bell v (IZR x - s) <= theta v s.
Proof using v_pos.
  apply (tsum_term_le (fun y : Z => bell v (IZR y - s))). apply theta_summable.
Qed.

Lemma theta_pos (s : R) : 0 < theta v s.
Proof using v_pos. apply Rlt_le_trans with (2 := theta_ge_term s 0). apply bell_pos. Qed.

End Theta.
