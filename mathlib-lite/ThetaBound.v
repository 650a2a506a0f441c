(** * The sum of Gaussian bells is largest at the integers

    Purpose: [theta v s <= theta v 0] for every real [s], without Fourier
    analysis.  A product of two sums is a sum over pairs of integers; grouped by
    their difference, which is even or odd, it is a sum of two products of sums
    of half the variance.  Two instances and the inequality of Cauchy and
    Schwarz give [g s ^ 4 <= g (2 s)] for [g s = theta v s / theta v 0]; and a
    bounded [g] with this property is at most 1.

    Paper section: 4, The theta inequality without Fourier analysis.

    Glossary:
      bell v d == exp (-d^2 / (2 v)) (Theta)
      theta v s == the sum of bell v (x - s) over the integers x (Theta)
      term n j == the product of the bells at the integers n and n + j *)

From Coq Require Import Reals Lra Lia ZArith.
From MathLite Require Export Theta.
Local Open Scope R_scope.

(** ** Even and odd integers *)

Lemma tsum_Z_parity (f : Z -> R) : (forall z, 0 <= f z) -> summable f ->
  tsum f = tsum (fun k => f (2 * k)%Z) + tsum (fun k => f (2 * k + 1)%Z).
Proof.
  apply tsum_cover; try lia. intros z.
  destruct (Z.Even_or_Odd z) as [[k Hk] | [k Hk]]; [left | right]; exists k; lia.
Qed.

(** ** Bells *)

(** The parallelogram identity. *)
Lemma bell_mult (v p q : R) : 0 < v ->
  bell v p * bell v q = bell (v / 2) ((p + q) / 2) * bell (v / 2) ((p - q) / 2).
Proof. intros Hv. unfold bell. rewrite <- !exp_plus. f_equal. field. lra. Qed.

(** ** A product of two sums *)

Section Product.
Variables v p q : R.
Hypothesis v_pos : 0 < v.

(** One term of the product: the integers [n] and [n + j]. *)
Local Definition term (n j : Z) : R :=
  bell v (IZR n - (p - q)) * bell v (IZR j - (p + q - IZR n)).

Lemma term_ge_0 (n j : Z) : 0 <= term n j.
Proof using. apply Rmult_le_pos; apply bell_ge_0. Qed.

Lemma term_row_summable (n : Z) : summable (term n).
Proof using v_pos.
  apply summable_scal; [apply bell_ge_0 |]. apply theta_summable. exact v_pos.
Qed.

Lemma term_row (n : Z) : tsum (term n) = bell v (IZR n - (p - q)) * theta v (p + q).
Proof using.
  rewrite <- (theta_shift v (p + q) (- n)), opp_IZR. apply tsum_scal_l. apply bell_ge_0.
Qed.

Lemma term_rows_summable : summable (fun n => tsum (term n)).
Proof using v_pos.
  apply (summable_ext (fun n => bell v (IZR n - (p - q)) * theta v (p + q))).
  - intros n. symmetry. apply term_row.
  - apply summable_scal_r; [apply tsum_ge_0 |]. apply theta_summable. exact v_pos.
Qed.

Lemma term_sum : theta v (p - q) * theta v (p + q) = tsum (fun n => tsum (term n)).
Proof using.
  rewrite (tsum_ext _ _ term_row). symmetry. apply tsum_scal_r. apply tsum_ge_0.
Qed.

(** For a fixed difference [j] the sum over [n] is a theta again. *)
Lemma term_column (j : Z) :
  tsum (fun n => term n j) = theta (v / 2) (p - IZR j / 2) * bell (v / 2) (IZR j / 2 - q).
Proof using v_pos.
  unfold theta. rewrite <- tsum_scal_r by apply bell_ge_0. apply tsum_ext. intros n.
  unfold term. rewrite Rmult_comm, bell_mult by exact v_pos. f_equal; f_equal; field.
Qed.

Lemma term_column_even (k : Z) :
  tsum (fun n => term n (2 * k)%Z) = theta (v / 2) p * bell (v / 2) (IZR k - q).
Proof using v_pos.
  rewrite term_column, mult_IZR, <- (theta_shift (v / 2) p (- k)), opp_IZR.
  f_equal; f_equal; field.
Qed.

Lemma term_column_odd (k : Z) :
  tsum (fun n => term n (2 * k + 1)%Z)
  = theta (v / 2) (p - 1 / 2) * bell (v / 2) (IZR k - (q - 1 / 2)).
Proof using v_pos.
  rewrite term_column, plus_IZR, mult_IZR, <- (theta_shift (v / 2) (p - 1 / 2) (- k)), opp_IZR.
  f_equal; f_equal; field.
Qed.

Theorem theta_mult :
  theta v (p - q) * theta v (p + q)
  = theta (v / 2) p * theta (v / 2) q
    + theta (v / 2) (p - 1 / 2) * theta (v / 2) (q - 1 / 2).
Proof using v_pos.
  rewrite term_sum. transitivity (tsum (fun j => tsum (fun n => term n j))).
  { exact (tsum_swap_iter term term_ge_0 term_row_summable term_rows_summable). }
  rewrite tsum_Z_parity.
  - rewrite (tsum_ext _ _ term_column_even), (tsum_ext _ _ term_column_odd).
    rewrite !tsum_scal_l by apply tsum_ge_0. reflexivity.
  - intros j. apply tsum_ge_0.
  - apply (summable_swap_outer term term_ge_0).
    apply (summable_iter term term_ge_0 term_row_summable term_rows_summable).
Qed.

End Product.

(** ** A bounded function that grows under doubling *)

Lemma doubling_bound (g : R -> R) (K : R) :
  (forall s, g s <= K) -> (forall s, 1 < g s -> g s ^ 4 <= g (2 * s)) -> forall s, g s <= 1.
Proof.
  intros HK Hgrow s. apply Rnot_lt_le. intros Hs.
  pose (E := fun x => exists t, x = g t).
  assert (Hub : forall t, g t <= rlub E).
  { intros t. apply (rlub_ub E K); [intros x [u ->]; apply HK | exists t; reflexivity]. }
  assert (Hone : 1 < rlub E) by (apply Rlt_le_trans with (1 := Hs); apply Hub).
  destruct (rlub_approx E ((rlub E - 1) / 2)) as [x [[t ->] Ht]].
  { exists (g s), s. reflexivity. }
  { lra. }
  assert (Hsquare : rlub E < g t ^ 2).
  { apply Rle_lt_trans with (((rlub E + 1) / 2) ^ 2).
    - generalize (pow2_ge_0 (rlub E - 1)). lra.
    - simpl. rewrite !Rmult_1_r. apply Rmult_le_0_lt_compat; lra. }
  assert (Hfourth : g t ^ 2 <= g t ^ 4) by (apply Rle_pow; [lra | lia]).
  generalize (Hgrow t) (Hub (2 * t)). lra.
Qed.

(** ** The bound *)

Section Bound.
Variable v : R.
Hypothesis v_pos : 0 < v.

(** Up to an integer the centre is between -1 and 0. *)
Lemma theta_bounded : exists K, forall s, theta v s <= K.
Proof using v_pos.
  exists (tsum (fun x : Z => exp ((1 / 2 + 1) / v) * exp (- (/ v * Rabs (IZR x))))).
  intros s. rewrite <- (theta_shift v s (- up s)), opp_IZR. apply tsum_le.
  - intros x. apply Rle_trans with (1 := bell_le_exp_abs v (s + - IZR (up s)) x v_pos).
    apply Rmult_le_compat_r; [apply exp_ge_0 |]. apply exp_le.
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact v_pos |].
    apply Rplus_le_compat_l. apply Rabs_le. generalize (archimed s). lra.
  - apply summable_scal; [apply exp_ge_0 |]. apply summable_exp_abs.
    apply Rinv_0_lt_compat. exact v_pos.
Qed.

(** Three products, and Cauchy-Schwarz. *)
Lemma theta_double (s : R) : theta v s ^ 4 <= theta v (2 * s) * theta v 0 ^ 3.
Proof using v_pos.
  generalize (theta_mult v s 0 v_pos), (theta_mult v s s v_pos), (theta_mult v 0 0 v_pos).
  replace (s - s) with 0 by ring. replace (s + s) with (2 * s) by ring.
  rewrite !Rminus_0_r, !Rplus_0_r.
  set (E0 := theta (v / 2) 0). set (O0 := theta (v / 2) (0 - 1 / 2)).
  set (E := theta (v / 2) s). set (O := theta (v / 2) (s - 1 / 2)).
  intros Hsquare Hdouble Hzero.
  replace (theta v s ^ 4) with ((theta v s * theta v s) ^ 2) by ring.
  replace (theta v (2 * s) * theta v 0 ^ 3)
    with ((theta v 0 * theta v (2 * s)) * (theta v 0 * theta v 0)) by ring.
  rewrite Hsquare, Hdouble, Hzero. generalize (pow2_ge_0 (E * O0 - O * E0)). lra.
Qed.

Theorem theta_le (s : R) : theta v s <= theta v 0.
Proof using v_pos.
  generalize (theta_pos v v_pos 0). intros H0.
  assert (Hratio : theta v s / theta v 0 <= 1).
  - destruct theta_bounded as [K HK].
    apply (doubling_bound (fun u => theta v u / theta v 0) (K / theta v 0)).
    + intros u. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact H0 | apply HK].
    + intros u _. apply (Rmult_le_reg_r (theta v 0 ^ 4)); [apply pow_lt; exact H0 |].
      replace ((theta v u / theta v 0) ^ 4 * theta v 0 ^ 4) with (theta v u ^ 4) by (field; lra).
      replace (theta v (2 * u) / theta v 0 * theta v 0 ^ 4)
        with (theta v (2 * u) * theta v 0 ^ 3) by (field; lra).
      apply theta_double.
  - apply (Rmult_le_compat_r (theta v 0)) in Hratio; [| lra].
    replace (theta v s / theta v 0 * theta v 0) with (theta v s) in Hratio by (field; lra). lra.
Qed.

End Bound.
