(** * How far Laplace noise strays

    The noise has mean 0, so answers are unbiased.  Its tails and its variance in
    closed form, with r = exp(-1/t) for scale t:

      P(X >= w) = r^w / (1 + r),   P(|X| >= w) = 2 r^w / (1 + r),
      Var X = 2 r / (1 - r)^2.

    Ghosh, Roughgarden, Sundararajan 2012; Canonne, Kamath, Steinke 2020.
    Paper section: 3, Distributions.

    Glossary
      laplace_at n d m  == the exported [laplace_shifted] at location [m], scale n/d
                           (Laplace/Mechanism.v)
      decay             == exp(-1/t) for the scale t = n/d
      probability p S   == the mass of the event [S] (Definitions.v)
      mean, variance    == of a distribution of integers (MathLite, Moments.v)
      finite_variance p == the sum of x^2 p(x) is finite                      *)

From Coq Require Import Reals Lra NArith ZArith List Lia.
From MathLite Require Import Prob Sums Tsum Dist ExpPow Moments.
From Verinoise Require Import Privacy.Mechanisms.Laplace.GeometricMoments.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Laplace.Spec Samplers.Laplace.Proof.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Privacy.
Local Open Scope R_scope.

Section Utility.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Local Notation t := (ratio n d).
Local Notation decay := (exp (- / ratio n d)).

Lemma decay_bounds : 0 <= decay < 1.
Proof using n_pos d_pos. apply scale_ratio_bounds. apply scale_pos; assumption. Qed.

Lemma laplace_at_mass (m x : Z) :
  laplace_at n d m x = (1 - decay) / (1 + decay) * decay ^ Z.abs_nat (x - m).
Proof using n_pos d_pos.
  unfold laplace_at. rewrite (laplace_shifted_pmf n d n_pos d_pos). apply laplace_mass_pow.
Qed.

Lemma peak_ge_0 : 0 <= (1 - decay) / (1 + decay).
Proof using n_pos d_pos.
  generalize decay_bounds. intros Hr.
  apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. lra.
Qed.

(** ** Tails *)

(** The half line of all [h k], at distance [w + k] from the location. *)
Lemma half_line (m : Z) (S : Z -> Prop) (h : nat -> Z) (w : nat) :
  (forall x, S x <-> exists k, h k = x) -> (forall k, Z.abs_nat (h k - m) = (w + k)%nat) ->
  probability (laplace_at n d m) S = decay ^ w / (1 + decay).
Proof using n_pos d_pos.
  intros HS Hdistance. generalize decay_bounds, peak_ge_0. intros Hr Hpeak.
  unfold probability.
  rewrite (tsum_ext _ (fun x => ind (exists k, h k = x) * laplace_at n d m x)).
  - rewrite tsum_image.
    + rewrite (tsum_ext _ (fun k => (1 - decay) / (1 + decay) * decay ^ w * decay ^ k)).
      * rewrite (tsum_scal_l _ (fun k => decay ^ k)); [rewrite (tsum_geom _ Hr); field; lra |].
        apply Rmult_le_pos; [exact Hpeak | apply pow_le; lra].
      * intros k. rewrite laplace_at_mass, Hdistance, pow_add. ring.
    + intros j k Hjk. generalize (Hdistance j), (Hdistance k). rewrite Hjk. lia.
  - intros x. f_equal. apply ind_iff. apply HS.
Qed.

Lemma decay_pow (w : Z) : (0 <= w)%Z -> decay ^ Z.to_nat w = exp (- IZR w / t).
Proof using.
  intros Hw. rewrite <- exp_mult_INR, INR_IZR_INZ, Z2Nat.id by exact Hw.
  f_equal. unfold Rdiv. ring.
Qed.

Theorem laplace_upper_tail (m w : Z) : (0 <= w)%Z ->
  probability (laplace_at n d m) (fun x => (w <= x - m)%Z) = exp (- IZR w / t) / (1 + decay).
Proof using n_pos d_pos.
  intros Hw. rewrite <- decay_pow by exact Hw.
  apply (half_line m _ (fun k => m + w + Z.of_nat k)%Z).
  - intros x. split.
    + intros Hx. exists (Z.to_nat (x - m - w)). lia.
    + intros [k <-]. lia.
  - intros k. lia.
Qed.

Theorem laplace_lower_tail (m w : Z) : (0 <= w)%Z ->
  probability (laplace_at n d m) (fun x => (x - m <= - w)%Z) = exp (- IZR w / t) / (1 + decay).
Proof using n_pos d_pos.
  intros Hw. rewrite <- decay_pow by exact Hw.
  apply (half_line m _ (fun k => m - w - Z.of_nat k)%Z).
  - intros x. split.
    + intros Hx. exists (Z.to_nat (m - w - x)). lia.
    + intros [k <-]. lia.
  - intros k. lia.
Qed.

Theorem laplace_tail (m w : Z) : (0 < w)%Z ->
  probability (laplace_at n d m) (fun x => (w <= Z.abs (x - m))%Z)
  = 2 * exp (- IZR w / t) / (1 + decay).
Proof using n_pos d_pos.
  intros Hw. transitivity (probability (laplace_at n d m) (fun x => (w <= x - m)%Z)
                           + probability (laplace_at n d m) (fun x => (x - m <= - w)%Z)).
  - assert (Hge : forall (S : Z -> Prop) x, 0 <= ind (S x) * laplace_at n d m x).
    { intros S x. apply ind_mult_ge_0. apply mass_ge_0. }
    assert (Hsummable : forall S : Z -> Prop, summable (fun x => ind (S x) * laplace_at n d m x)).
    { intros S. apply summable_ind; [apply mass_ge_0 | apply summable_mass]. }
    unfold probability.
    rewrite <- (tsum_plus _ _ (Hge _) (Hge _) (Hsummable _) (Hsummable _)). apply tsum_ext.
    intros x. rewrite <- Rmult_plus_distr_r, <- ind_or_disjoint by lia.
    f_equal. apply ind_iff. lia.
  - rewrite laplace_upper_tail, laplace_lower_tail by lia. unfold Rdiv. ring.
Qed.

(** ** Mean and variance *)

Lemma laplace_at_symmetric (x : Z) : laplace_at n d 0 (- x)%Z = laplace_at n d 0 x.
Proof using n_pos d_pos. rewrite !laplace_at_mass. do 2 f_equal. lia. Qed.

Lemma laplace_at_translate (m x : Z) : laplace_at n d m x = laplace_at n d 0 (x - m)%Z.
Proof using n_pos d_pos. rewrite !laplace_at_mass. do 2 f_equal. lia. Qed.

Lemma second_moment_term (k : nat) :
  IZR (Z.of_nat k) ^ 2 * laplace_at n d 0 (Z.of_nat k)
  = (1 - decay) / (1 + decay) * (INR k ^ 2 * decay ^ k).
Proof using n_pos d_pos.
  rewrite laplace_at_mass, <- INR_IZR_INZ. replace (Z.abs_nat (Z.of_nat k - 0)) with k by lia. ring.
Qed.

Lemma second_moment_neg (k : nat) :
  IZR (- Z.of_nat k) ^ 2 * laplace_at n d 0 (- Z.of_nat k)%Z
  = (1 - decay) / (1 + decay) * (INR k ^ 2 * decay ^ k).
Proof using n_pos d_pos.
  rewrite <- second_moment_term, laplace_at_symmetric, opp_IZR. ring.
Qed.

Lemma positive_squares :
  summable (fun k => INR (S k) ^ 2 * decay ^ S k)
  /\ tsum (fun k => INR (S k) ^ 2 * decay ^ S k) = decay * (1 + decay) / (1 - decay) ^ 3.
Proof using n_pos d_pos.
  generalize decay_bounds. intros Hr.
  generalize (square_geom_ge_0 _ Hr), (summable_square_geom _ Hr). intros Hge Hsummable. split.
  - apply (tsum_inj_le S (fun k => INR k ^ 2 * decay ^ k) Hge); [congruence | exact Hsummable].
  - rewrite <- (tsum_square_geom _ Hr), (tsum_nat_first _ Hge Hsummable). simpl (INR 0 ^ 2). lra.
Qed.

Lemma laplace_0_finite_variance : finite_variance (laplace_at n d 0).
Proof using n_pos d_pos.
  generalize decay_bounds. intros Hr. apply summable_Z.
  - apply (summable_ext _ _ (fun k => eq_sym (second_moment_term k))).
    apply summable_scal; [exact peak_ge_0 | apply summable_square_geom; exact Hr].
  - apply (summable_ext _ _ (fun k => eq_sym (second_moment_neg (S k)))).
    apply summable_scal; [exact peak_ge_0 | apply positive_squares].
Qed.

Theorem laplace_finite_variance (m : Z) : finite_variance (laplace_at n d m).
Proof using n_pos d_pos.
  apply (finite_variance_shift _ _ m laplace_0_finite_variance). apply laplace_at_translate.
Qed.

(** Answers are unbiased. *)
Theorem laplace_mean (m : Z) : mean (laplace_at n d m) = IZR m.
Proof using n_pos d_pos.
  rewrite (mean_shift (laplace_at n d 0) _ m).
  - rewrite mean_symmetric; [lra | exact laplace_at_symmetric].
  - apply laplace_at_total; assumption.
  - exact laplace_0_finite_variance.
  - apply laplace_at_translate.
Qed.

Theorem laplace_variance (m : Z) :
  variance (laplace_at n d m) = 2 * decay / (1 - decay) ^ 2.
Proof using n_pos d_pos.
  generalize decay_bounds. intros Hr.
  rewrite (variance_shift (laplace_at n d 0) _ m).
  - rewrite (variance_symmetric _ laplace_at_symmetric), tsum_Z.
    + rewrite (tsum_ext _ _ (fun k => second_moment_term (S k))).
      rewrite (tsum_ext _ _ (fun k => second_moment_neg (S k))).
      rewrite tsum_scal_l, (proj2 positive_squares) by exact peak_ge_0. simpl (IZR 0 ^ 2).
      field. lra.
    + intros x. apply Rmult_le_pos; [apply pow2_ge_0 | apply mass_ge_0].
    + exact laplace_0_finite_variance.
  - apply laplace_at_total; assumption.
  - exact laplace_0_finite_variance.
  - apply laplace_at_translate.
Qed.

End Utility.
