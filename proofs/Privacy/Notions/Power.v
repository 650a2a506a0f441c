(** * Real powers

    Purpose: laws and inequalities of [power x a], the real power of a number
    that is not negative, with [power 0 a = 0] for every exponent.  The tangent
    inequalities replace Hölder's and Jensen's in the theory of Rényi divergence.

    Paper section: 5, Privacy.

    Glossary:
      power x a == x^a for x > 0, and 0 otherwise (Definitions)
      tangent == the graph of r^a lies above its tangents for a >= 1, and below
                 them for 0 <= a <= 1 *)

From Coq Require Import Reals Lra Psatz.
From MathLite Require Import Prob.
From Verinoise Require Import Privacy.Notions.Definitions.
Local Open Scope R_scope.

(** ** Values *)

Lemma power_pos_eq x a : 0 < x -> power x a = exp (a * ln x).
Proof. intros Hx. unfold power, Rpower. rewrite ind_true by exact Hx. lra. Qed.

Lemma power_nonpos x a : x <= 0 -> power x a = 0.
Proof. intros Hx. unfold power. rewrite ind_false; lra. Qed.

Lemma power_0_l a : power 0 a = 0.
Proof. apply power_nonpos. lra. Qed.

Lemma power_ge_0 x a : 0 <= power x a.
Proof. apply ind_mult_ge_0. left. apply exp_pos. Qed.

Lemma power_pos x a : 0 < x -> 0 < power x a.
Proof. intros Hx. rewrite power_pos_eq by exact Hx. apply exp_pos. Qed.

Lemma power_1_r x : 0 <= x -> power x 1 = x.
Proof.
  intros [Hx | <-]; [| apply power_0_l].
  rewrite power_pos_eq, Rmult_1_l by exact Hx. apply exp_ln. exact Hx.
Qed.

Lemma power_0_r x : 0 < x -> power x 0 = 1.
Proof. intros Hx. rewrite power_pos_eq, Rmult_0_l by exact Hx. apply exp_0. Qed.

Lemma power_1_l a : power 1 a = 1.
Proof. rewrite power_pos_eq, ln_1, Rmult_0_r by lra. apply exp_0. Qed.

Lemma power_exp u a : power (exp u) a = exp (a * u).
Proof. rewrite power_pos_eq, ln_exp by apply exp_pos. reflexivity. Qed.

(** ** Laws *)

Lemma power_plus x a b : power x (a + b) = power x a * power x b.
Proof.
  destruct (Rlt_or_le 0 x) as [Hx | Hx].
  - rewrite !power_pos_eq, Rmult_plus_distr_r by exact Hx. apply exp_plus.
  - rewrite !power_nonpos by exact Hx. lra.
Qed.

Lemma power_mult_distr x y a : 0 <= x -> 0 <= y -> power (x * y) a = power x a * power y a.
Proof.
  intros [Hx | <-]; [| rewrite Rmult_0_l, power_0_l; lra].
  intros [Hy | <-]; [| rewrite Rmult_0_r, power_0_l; lra].
  rewrite !power_pos_eq by (try apply Rmult_lt_0_compat; assumption).
  rewrite ln_mult, <- exp_plus by assumption. f_equal. lra.
Qed.

Lemma power_power x a b : power (power x a) b = power x (a * b).
Proof.
  destruct (Rlt_or_le 0 x) as [Hx | Hx].
  - rewrite !(power_pos_eq x), power_exp by exact Hx. f_equal. lra.
  - rewrite !(power_nonpos x), power_0_l by exact Hx. reflexivity.
Qed.

Lemma power_inv x a : 0 < x -> power (/ x) a = power x (- a).
Proof.
  intros Hx. rewrite !power_pos_eq by (try apply Rinv_0_lt_compat; exact Hx).
  rewrite ln_Rinv by exact Hx. f_equal. lra.
Qed.

Lemma power_pred x a : 0 <= x -> power x a = x * power x (a - 1).
Proof.
  intros Hx. replace a with (1 + (a - 1)) at 1 by lra.
  rewrite power_plus, power_1_r by exact Hx. reflexivity.
Qed.

(** [x^a x^(1-a) = x]: the divergence of a distribution from itself. *)
Lemma power_compl x a : 0 <= x -> power x a * power x (1 - a) = x.
Proof.
  intros Hx. rewrite <- power_plus. replace (a + (1 - a)) with 1 by lra.
  apply power_1_r. exact Hx.
Qed.

(** The term of a Rényi divergence as a power of the ratio. *)
Lemma power_ratio x y a : 0 <= x -> 0 < y -> power x a * power y (1 - a) = y * power (x / y) a.
Proof.
  intros Hx Hy. assert (Hyi : 0 < / y) by (apply Rinv_0_lt_compat; exact Hy).
  unfold Rdiv. rewrite power_mult_distr by lra. rewrite power_inv by exact Hy.
  unfold Rminus. rewrite power_plus, power_1_r by lra. lra.
Qed.

(** A common factor comes out of the term of a Rényi divergence. *)
Lemma power_scal c x y a : 0 <= c -> 0 <= x -> 0 <= y ->
  power (c * x) a * power (c * y) (1 - a) = c * (power x a * power y (1 - a)).
Proof.
  intros Hc Hx Hy. rewrite !power_mult_distr by assumption.
  rewrite <- (power_compl c a) at 3 by exact Hc. lra.
Qed.

(** ** Order *)

Lemma power_le x y a : 0 <= a -> x <= y -> power x a <= power y a.
Proof.
  intros Ha Hxy. destruct (Rlt_or_le 0 x) as [Hx | Hx].
  - unfold power. rewrite !ind_true, !Rmult_1_l by lra. apply Rle_Rpower_l; lra.
  - rewrite power_nonpos by exact Hx. apply power_ge_0.
Qed.

(** ** Tangents *)

(** [t^a <= 1 + a (t - 1)] for [0 <= a <= 1]: the exponential is above its tangents. *)
Lemma power_bernoulli_concave t a : 0 <= t -> 0 <= a <= 1 -> power t a <= 1 + a * (t - 1).
Proof.
  intros [Ht | <-] Ha; [| rewrite power_0_l; lra].
  rewrite power_pos_eq by exact Ht. set (m := a * ln t).
  assert (Htangent : exp m * (1 + ln t - m) <= t).
  { rewrite <- (exp_ln t Ht) at 2. replace (ln t) with (m + (ln t - m)) at 2 by lra.
    rewrite exp_plus. apply Rmult_le_compat_l; [left; apply exp_pos |].
    replace (1 + ln t - m) with (1 + (ln t - m)) by lra. apply exp_ineq1_le. }
  assert (Hone : exp m * (1 - m) <= 1).
  { apply Rle_trans with (exp m * exp (- m)).
    - apply Rmult_le_compat_l; [left; apply exp_pos | apply (exp_ineq1_le (- m))].
    - rewrite <- exp_plus, Rplus_opp_r, exp_0. lra. }
  apply (Rmult_le_compat_l a) in Htangent; [| lra].
  apply (Rmult_le_compat_l (1 - a)) in Hone; [| lra].
  replace (exp m) with (a * (exp m * (1 + ln t - m)) + (1 - a) * (exp m * (1 - m)))
    by (unfold m; ring).
  lra.
Qed.

(** [t^a >= 1 + a (t - 1)] for [a >= 1]. *)
Lemma power_bernoulli t a : 0 <= t -> 1 <= a -> 1 + a * (t - 1) <= power t a.
Proof.
  intros Ht Ha. assert (Hai : 0 < / a) by (apply Rinv_0_lt_compat; lra).
  assert (Hai1 : / a <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
  assert (Hconcave : power (power t a) (/ a) <= 1 + / a * (power t a - 1)).
  { apply power_bernoulli_concave; [apply power_ge_0 | lra]. }
  rewrite power_power, Rinv_r, power_1_r in Hconcave by lra.
  apply (Rmult_le_compat_l a) in Hconcave; [| lra].
  rewrite Rmult_plus_distr_l, <- Rmult_assoc, Rinv_r in Hconcave by lra. lra.
Qed.

Section Tangent.
Context (r c : R).
Hypothesis r_ge_0 : 0 <= r.
Hypothesis c_pos : 0 < c.

Lemma power_rescale a : power r a = power c a * power (r / c) a.
Proof using r_ge_0 c_pos.
  assert (Hrc : 0 <= r / c) by (apply Rle_mult_inv_pos; assumption).
  rewrite <- power_mult_distr by lra. f_equal. field. lra.
Qed.

Lemma tangent_rescale a :
  power c a + a * power c (a - 1) * (r - c) = power c a * (1 + a * (r / c - 1)).
Proof using c_pos. rewrite (power_pred c a) by lra. field. lra. Qed.

Lemma power_tangent a : 1 <= a -> power c a + a * power c (a - 1) * (r - c) <= power r a.
Proof using r_ge_0 c_pos.
  intros Ha. rewrite tangent_rescale, power_rescale.
  apply Rmult_le_compat_l; [apply power_ge_0 |].
  apply power_bernoulli; [apply Rle_mult_inv_pos |]; assumption.
Qed.

Lemma power_tangent_concave a :
  0 <= a <= 1 -> power r a <= power c a + a * power c (a - 1) * (r - c).
Proof using r_ge_0 c_pos.
  intros Ha. rewrite tangent_rescale, power_rescale.
  apply Rmult_le_compat_l; [apply power_ge_0 |].
  apply power_bernoulli_concave; [apply Rle_mult_inv_pos |]; assumption.
Qed.

End Tangent.

(** The weighted inequality of the means (Young). *)
Lemma power_young x y t : 0 <= x -> 0 <= y -> 0 <= t <= 1 ->
  power x t * power y (1 - t) <= t * x + (1 - t) * y.
Proof.
  intros Hx [Hy | <-] Ht; [| rewrite power_0_l; nra].
  rewrite power_ratio by assumption.
  apply Rle_trans with (y * (1 + t * (x / y - 1))).
  - apply Rmult_le_compat_l; [lra |].
    apply power_bernoulli_concave; [apply Rle_mult_inv_pos |]; assumption.
  - right. field. lra.
Qed.
