(** * How far Gaussian noise strays

    The noise has mean 0, so answers are unbiased.  The inequality theta(s) <=
    theta(0) makes it sub-Gaussian with the variance parameter s as proxy,

      E exp(l X) = exp(l^2 s / 2) theta(l s) / theta(0) <= exp(l^2 s / 2),

    so that its tails are below those of the continuous Gaussian in Chernoff's bound,
    and its variance is at most s: cosh(l x) is at least 1 + l^2 x^2 / 2; let l go
    to 0.

    Canonne, Kamath, Steinke 2020.
    Paper section: 4, The theta inequality without Fourier analysis.

    Glossary
      gaussian_at a b m == the exported [gaussian_shifted] at location [m] with
                           variance parameter a/b (Gaussian/Mechanism.v)
      probability p S   == the mass of the event [S] (Definitions.v)
      mean, variance    == of a distribution of integers (MathLite, Moments.v)
      finite_variance p == the sum of x^2 p(x) is finite                      *)

From Coq Require Import Reals Lra NArith ZArith List Lia.
From MathLite Require Import Prob Sums Tsum Dist Theta ThetaBound Moments.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.CoshParabola.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Gaussian.Spec Samplers.Gaussian.Proof.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Privacy.
Local Open Scope R_scope.

Section Utility.
Variables a b : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.
Local Notation s := (ratio a b).

Local Lemma s_pos : 0 < s.
Proof using a_pos b_pos. apply variance_pos; assumption. Qed.

Section Location.
Variable m : Z.
Local Notation noisy := (gaussian_at a b m).

(** ** Exponential moments *)

Lemma gaussian_mgf_term (l : R) (x : Z) :
  noisy x * exp (l * IZR (x - m))
  = exp (l ^ 2 * s / 2) / theta s 0 * bell s (IZR x - (IZR m + l * s)).
Proof using a_pos b_pos.
  generalize s_pos. intros Hs. generalize (theta_pos s Hs 0). intros Htheta.
  rewrite (gaussian_at_bell a b a_pos b_pos), minus_IZR.
  transitivity (bell s (IZR x - IZR m) * exp (l * (IZR x - IZR m)) / theta s 0); [field; lra |].
  transitivity (exp (l ^ 2 * s / 2) * bell s (IZR x - (IZR m + l * s)) / theta s 0); [| field; lra].
  f_equal. unfold bell. rewrite <- !exp_plus. f_equal. field. lra.
Qed.

Lemma mgf_constant_pos (l : R) : 0 < exp (l ^ 2 * s / 2) / theta s 0.
Proof using a_pos b_pos.
  apply Rdiv_lt_0_compat; [apply exp_pos |]. apply theta_pos. exact s_pos.
Qed.

Lemma gaussian_mgf_summable (l : R) : summable (fun x => noisy x * exp (l * IZR (x - m))).
Proof using a_pos b_pos.
  apply (summable_ext _ _ (fun x => eq_sym (gaussian_mgf_term l x))).
  apply summable_scal; [left; apply mgf_constant_pos |]. apply theta_summable. exact s_pos.
Qed.

Theorem gaussian_mgf_le (l : R) :
  tsum (fun x => noisy x * exp (l * IZR (x - m))) <= exp (l ^ 2 * s / 2).
Proof using a_pos b_pos.
  generalize (mgf_constant_pos l), (theta_pos s s_pos 0). intros Hconstant Htheta.
  rewrite (tsum_ext _ _ (gaussian_mgf_term l)), tsum_scal_l by (left; exact Hconstant).
  fold (theta s (IZR m + l * s)).
  apply Rle_trans with (exp (l ^ 2 * s / 2) / theta s 0 * theta s 0).
  - apply Rmult_le_compat_l; [left; exact Hconstant |]. apply theta_le. exact s_pos.
  - right. field. lra.
Qed.

(** ** Tails *)

Lemma gaussian_chernoff (S : Z -> Prop) (l c : R) :
  (forall x, S x -> c <= l * IZR (x - m)) ->
  probability noisy S <= exp (l ^ 2 * s / 2 - c).
Proof using a_pos b_pos.
  intros HS. unfold probability.
  apply Rle_trans with (tsum (fun x => exp (- c) * (noisy x * exp (l * IZR (x - m))))).
  - apply tsum_le.
    + intros x. replace (exp (- c) * (noisy x * exp (l * IZR (x - m))))
        with (exp (l * IZR (x - m) - c) * noisy x)
        by (unfold Rminus; rewrite exp_plus; ring).
      apply Rmult_le_compat_r; [apply mass_ge_0 |].
      destruct (ind_cases (S x)) as [[Hx ->] | [_ ->]]; [| apply exp_ge_0].
      rewrite <- exp_0. apply exp_le. generalize (HS x Hx). lra.
    + apply summable_scal; [apply exp_ge_0 | apply gaussian_mgf_summable].
  - rewrite tsum_scal_l by apply exp_ge_0. unfold Rminus. rewrite exp_plus, Rmult_comm.
    apply Rmult_le_compat_r; [apply exp_ge_0 | apply gaussian_mgf_le].
Qed.

Lemma gaussian_tail_exponent (w : R) : (w / s) ^ 2 * s / 2 - w ^ 2 / s = - (w ^ 2 / (2 * s)).
Proof using a_pos b_pos. generalize s_pos. intros Hs. field. lra. Qed.

Theorem gaussian_upper_tail (w : R) : 0 <= w ->
  probability noisy (fun x => w <= IZR (x - m)) <= exp (- (w ^ 2 / (2 * s))).
Proof using a_pos b_pos.
  intros Hw. rewrite <- gaussian_tail_exponent. apply gaussian_chernoff. intros x Hx.
  replace (w ^ 2 / s) with (w / s * w) by (unfold Rdiv; ring).
  apply Rmult_le_compat_l; [| exact Hx].
  apply Rmult_le_pos; [exact Hw |]. left. apply Rinv_0_lt_compat. exact s_pos.
Qed.

Theorem gaussian_lower_tail (w : R) : 0 <= w ->
  probability noisy (fun x => IZR (x - m) <= - w) <= exp (- (w ^ 2 / (2 * s))).
Proof using a_pos b_pos.
  intros Hw. rewrite <- gaussian_tail_exponent.
  replace ((w / s) ^ 2) with ((- (w / s)) ^ 2) by ring.
  apply gaussian_chernoff. intros x Hx.
  replace (w ^ 2 / s) with (w / s * w) by (unfold Rdiv; ring).
  replace (- (w / s) * IZR (x - m)) with (w / s * - IZR (x - m)) by ring.
  apply Rmult_le_compat_l; [| lra].
  apply Rmult_le_pos; [exact Hw |]. left. apply Rinv_0_lt_compat. exact s_pos.
Qed.

Theorem gaussian_tail (w : R) : 0 <= w ->
  probability noisy (fun x => w <= Rabs (IZR (x - m))) <= 2 * exp (- (w ^ 2 / (2 * s))).
Proof using a_pos b_pos.
  intros Hw. generalize (gaussian_upper_tail w Hw), (gaussian_lower_tail w Hw).
  intros Hupper Hlower.
  apply Rle_trans with (probability noisy (fun x => w <= IZR (x - m))
                        + probability noisy (fun x => IZR (x - m) <= - w)); [| lra].
  assert (Hge : forall (S : Z -> Prop) x, 0 <= ind (S x) * noisy x).
  { intros S x. apply ind_mult_ge_0. apply mass_ge_0. }
  assert (Hsummable : forall S : Z -> Prop, summable (fun x => ind (S x) * noisy x)).
  { intros S. apply summable_ind; [apply mass_ge_0 | apply summable_mass]. }
  unfold probability.
  rewrite <- (tsum_plus _ _ (Hge _) (Hge _) (Hsummable _) (Hsummable _)). apply tsum_le.
  - intros x. rewrite <- Rmult_plus_distr_r. apply Rmult_le_compat_r; [apply mass_ge_0 |].
    generalize (ind_ge_0 (w <= IZR (x - m))), (ind_ge_0 (IZR (x - m) <= - w)).
    intros Hind1 Hind2.
    destruct (ind_cases (w <= Rabs (IZR (x - m)))) as [[Hx ->] | [_ ->]]; [| lra].
    unfold Rabs in Hx. destruct (Rcase_abs (IZR (x - m))).
    + rewrite (ind_true (IZR (x - m) <= - w)); lra.
    + rewrite (ind_true (w <= IZR (x - m))); lra.
  - apply summable_plus; apply Hsummable.
Qed.

(** ** The second moment *)

Lemma square_le_exp (l d : R) : 2 + l ^ 2 * d ^ 2 <= exp (l * d) + exp (- l * d).
Proof using.
  replace (l ^ 2 * d ^ 2) with ((l * d) ^ 2) by ring.
  replace (- l * d) with (- (l * d)) by ring. apply cosh_ge_parabola.
Qed.

Lemma second_moment_summable : summable (fun x => IZR (x - m) ^ 2 * noisy x).
Proof using a_pos b_pos.
  apply (summable_le _ (fun x => noisy x * exp (1 * IZR (x - m))
                                 + noisy x * exp (- (1) * IZR (x - m)))).
  - intros x. generalize (square_le_exp 1 (IZR (x - m))). intros Hsquare.
    rewrite <- Rmult_plus_distr_l, Rmult_comm. apply Rmult_le_compat_l; [apply mass_ge_0 | lra].
  - apply summable_plus; apply gaussian_mgf_summable.
Qed.

Lemma second_moment_exp (l : R) :
  2 + l ^ 2 * tsum (fun x => IZR (x - m) ^ 2 * noisy x) <= 2 * exp (l ^ 2 * s / 2).
Proof using a_pos b_pos.
  assert (Hl : 0 <= l ^ 2) by apply pow2_ge_0.
  assert (Hsquare : forall x, 0 <= IZR (x - m) ^ 2 * noisy x).
  { intros x. apply Rmult_le_pos; [apply pow2_ge_0 | apply mass_ge_0]. }
  assert (Hexp : forall k x, 0 <= noisy x * exp (k * IZR (x - m))).
  { intros k x. apply Rmult_le_pos; [apply mass_ge_0 | apply exp_ge_0]. }
  replace 2 with (2 * total noisy) at 1
    by (rewrite gaussian_at_total by assumption; lra).
  unfold total. rewrite <- tsum_scal_l, <- tsum_scal_l by lra.
  rewrite <- (tsum_plus (fun x => 2 * noisy x)).
  - apply Rle_trans with (tsum (fun x => noisy x * exp (l * IZR (x - m))
                                         + noisy x * exp (- l * IZR (x - m)))).
    + apply tsum_le; [| apply summable_plus; apply gaussian_mgf_summable]. intros x.
      replace (2 * noisy x + l ^ 2 * (IZR (x - m) ^ 2 * noisy x))
        with (noisy x * (2 + l ^ 2 * IZR (x - m) ^ 2)) by ring.
      rewrite <- Rmult_plus_distr_l. apply Rmult_le_compat_l; [apply mass_ge_0 |].
      apply square_le_exp.
    + rewrite tsum_plus by (try apply Hexp; apply gaussian_mgf_summable).
      generalize (gaussian_mgf_le l), (gaussian_mgf_le (- l)).
      replace ((- l) ^ 2) with (l ^ 2) by ring. lra.
  - intros x. generalize (mass_ge_0 noisy x). lra.
  - intros x. apply Rmult_le_pos; auto.
  - apply summable_scal; [lra | apply summable_mass].
  - apply summable_scal; [exact Hl | exact second_moment_summable].
Qed.

(** With u = l^2 s / 2. *)
Lemma second_moment_upto (u : R) : 0 < u < 1 ->
  tsum (fun x => IZR (x - m) ^ 2 * noisy x) * (1 - u) <= s.
Proof using a_pos b_pos.
  intros Hu. generalize s_pos. intros Hs.
  set (moment := tsum (fun x => IZR (x - m) ^ 2 * noisy x)).
  generalize (second_moment_exp (sqrt (2 * u / s))), (exp_le_inv u). fold moment.
  rewrite pow2_sqrt.
  - intros Hmoment Hexp.
    replace (2 * u / s * s / 2) with u in Hmoment by (field; lra).
    assert (Hbound : 2 * u / s * moment <= 2 * (/ (1 - u) - 1))
      by (specialize (Hexp (proj2 Hu)); lra).
    apply (Rmult_le_compat_l (s * (1 - u) / (2 * u))) in Hbound.
    + replace (s * (1 - u) / (2 * u) * (2 * u / s * moment)) with (moment * (1 - u)) in Hbound
        by (field; lra).
      replace (s * (1 - u) / (2 * u) * (2 * (/ (1 - u) - 1))) with s in Hbound by (field; lra).
      exact Hbound.
    + apply Rmult_le_pos; [apply Rmult_le_pos; lra |]. left. apply Rinv_0_lt_compat. lra.
  - apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. exact Hs.
Qed.

Lemma second_moment_le : tsum (fun x => IZR (x - m) ^ 2 * noisy x) <= s.
Proof using a_pos b_pos.
  generalize s_pos, second_moment_upto. intros Hs Hupto.
  set (moment := tsum (fun x => IZR (x - m) ^ 2 * noisy x)) in *.
  apply Rnot_lt_le. intros Hmoment.
  assert (Hu : 0 < (moment - s) / (2 * moment) < 1).
  { split; [apply Rdiv_lt_0_compat; lra |].
    apply (Rmult_lt_reg_r (2 * moment)); [lra |]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  generalize (Hupto _ Hu).
  replace (moment * (1 - (moment - s) / (2 * moment))) with ((moment + s) / 2) by (field; lra).
  lra.
Qed.

End Location.

(** ** Mean and variance *)

Lemma gaussian_at_symmetric (x : Z) : gaussian_at a b 0 (- x)%Z = gaussian_at a b 0 x.
Proof using a_pos b_pos.
  rewrite !(gaussian_at_bell a b a_pos b_pos), opp_IZR.
  rewrite <- (bell_opp _ (IZR x - 0)). do 2 f_equal. ring.
Qed.

Lemma gaussian_at_translate (m x : Z) : gaussian_at a b m x = gaussian_at a b 0 (x - m)%Z.
Proof using a_pos b_pos.
  rewrite !(gaussian_at_bell a b a_pos b_pos), minus_IZR. do 2 f_equal. ring.
Qed.

Lemma gaussian_0_finite_variance : finite_variance (gaussian_at a b 0).
Proof using a_pos b_pos.
  apply (summable_ext (fun x => IZR (x - 0) ^ 2 * gaussian_at a b 0 x)).
  - intros x. rewrite Z.sub_0_r. reflexivity.
  - apply second_moment_summable.
Qed.

Theorem gaussian_finite_variance (m : Z) : finite_variance (gaussian_at a b m).
Proof using a_pos b_pos.
  apply (finite_variance_shift _ _ m gaussian_0_finite_variance). apply gaussian_at_translate.
Qed.

(** Answers are unbiased. *)
Theorem gaussian_mean (m : Z) : mean (gaussian_at a b m) = IZR m.
Proof using a_pos b_pos.
  rewrite (mean_shift (gaussian_at a b 0) _ m).
  - rewrite mean_symmetric; [lra | exact gaussian_at_symmetric].
  - apply gaussian_at_total; assumption.
  - exact gaussian_0_finite_variance.
  - apply gaussian_at_translate.
Qed.

Theorem gaussian_variance_le (m : Z) : variance (gaussian_at a b m) <= ratio a b.
Proof using a_pos b_pos.
  apply Rle_trans with (2 := second_moment_le m). right. apply tsum_ext. intros x.
  rewrite gaussian_mean, minus_IZR. reflexivity.
Qed.

End Utility.
