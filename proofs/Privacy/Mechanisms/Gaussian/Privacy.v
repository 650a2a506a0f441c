(** * Gaussian noise is concentrated differentially private

    A query with integer answers, plus discrete Gaussian noise of variance
    parameter s: if adjacent data move the answer by at most delta, the mechanism
    is delta^2/(2 s)-zCDP, with the constant of the continuous Gaussian.  For
    vectors of answers the same holds of independent noise and the l2 distance;
    each entry may have a variance of its own.

    For the order a, integers mu and nu, and m = a mu + (1 - a) nu,

      a (x - mu)^2 + (1 - a) (x - nu)^2 = (x - m)^2 - a (a - 1) (mu - nu)^2,

    so the Renyi sum is exp(a (a - 1) (mu - nu)^2 / (2 s)) theta(m) / theta(0), and
    theta is largest at 0.

    Canonne, Kamath, Steinke 2020.
    Paper sections: 4, The theta inequality without Fourier analysis; 5, Privacy.

    Glossary
      gaussian_noise, gaussian_vector, gaussian_for, ... == see Mechanism.v
      bell v x, theta v m   == exp(-x^2/(2 v)), the sum of bell v (x - m) over the
                               integers x (MathLite, Theta.v)                 *)

From Coq Require Import Reals Lra NArith ZArith List Lia.
From MathLite Require Import Prob Sums Tsum Dist Theta ThetaBound.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Spec Samplers.Gaussian.Proof.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Power.
From Verinoise Require Import Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Mechanism.
Import ListNotations.
Local Open Scope R_scope.

(** ** Two locations *)

Lemma square_le (u v delta : Z) : (Z.abs (u - v) <= delta)%Z -> IZR (u - v) ^ 2 <= IZR delta ^ 2.
Proof.
  intros Huv. rewrite <- pow2_abs, <- abs_IZR. apply pow_incr. split.
  - apply (IZR_le 0). lia.
  - apply IZR_le. exact Huv.
Qed.

Section Bells.
Variable v : R.
Hypothesis v_pos : 0 < v.

Lemma power_bell (alpha d : R) :
  power (bell v d / theta v 0) alpha = exp (alpha * (- d ^ 2 / (2 * v) - ln (theta v 0))).
Proof using v_pos.
  generalize (theta_pos v v_pos 0), (bell_pos v d). intros Htheta Hbell.
  rewrite power_pos_eq by (apply Rdiv_lt_0_compat; assumption).
  do 2 f_equal. unfold Rdiv at 1.
  rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; assumption).
  unfold bell. rewrite ln_exp. lra.
Qed.

(** Completing the square. *)
Lemma power_bell_mult (alpha mu nu x : R) :
  power (bell v (x - mu) / theta v 0) alpha * power (bell v (x - nu) / theta v 0) (1 - alpha)
  = exp (alpha * (alpha - 1) * (mu - nu) ^ 2 / (2 * v)) / theta v 0
    * bell v (x - (alpha * mu + (1 - alpha) * nu)).
Proof using v_pos.
  generalize (theta_pos v v_pos 0). intros Htheta.
  replace (exp (alpha * (alpha - 1) * (mu - nu) ^ 2 / (2 * v)) / theta v 0)
    with (exp (alpha * (alpha - 1) * (mu - nu) ^ 2 / (2 * v)) * exp (- ln (theta v 0)))
    by (rewrite exp_Ropp, exp_ln by exact Htheta; reflexivity).
  rewrite !power_bell. unfold bell. rewrite <- !exp_plus. f_equal. field. lra.
Qed.

End Bells.

Section Noise.
Variables a b : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.

Lemma gaussian_at_total (m : Z) : total (gaussian_at a b m) = 1.
Proof using a_pos b_pos. exact (gaussian_shifted_terminates a b a_pos b_pos m). Qed.

Lemma gaussian_at_bell (m x : Z) :
  gaussian_at a b m x = bell (ratio a b) (IZR x - IZR m) / theta (ratio a b) 0.
Proof using a_pos b_pos.
  unfold gaussian_at. rewrite (gaussian_shifted_pmf a b a_pos b_pos), gaussian_mass_theta.
  rewrite minus_IZR. reflexivity.
Qed.

Lemma gaussian_at_pos (m x : Z) : 0 < gaussian_at a b m x.
Proof using a_pos b_pos.
  unfold gaussian_at. rewrite (gaussian_shifted_pmf a b a_pos b_pos).
  apply gaussian_mass_pos; assumption.
Qed.

Lemma gaussian_renyi_term (alpha : R) (m n x : Z) :
  renyi_term alpha (gaussian_at a b m) (gaussian_at a b n) x
  = exp ((alpha - 1) * (alpha * loss a b m n)) / theta (ratio a b) 0
    * bell (ratio a b) (IZR x - (alpha * IZR m + (1 - alpha) * IZR n)).
Proof using a_pos b_pos.
  unfold renyi_term. rewrite !gaussian_at_bell.
  generalize (variance_pos a b a_pos b_pos). intros Hv.
  rewrite (power_bell_mult _ Hv). do 3 f_equal. unfold loss. rewrite minus_IZR. field. lra.
Qed.

Lemma gaussian_at_renyi_le (alpha : R) (m n : Z) :
  renyi_le alpha (alpha * loss a b m n) (gaussian_at a b m) (gaussian_at a b n).
Proof using a_pos b_pos.
  generalize (variance_pos a b a_pos b_pos). intros Hv.
  generalize (theta_pos _ Hv 0). intros Htheta.
  set (e := exp ((alpha - 1) * (alpha * loss a b m n))).
  assert (Hconstant : 0 < e / theta (ratio a b) 0).
  { apply Rdiv_lt_0_compat; [apply exp_pos | exact Htheta]. }
  apply renyi_le_tsum.
  - intros x Hzero. generalize (gaussian_at_pos n x). lra.
  - apply (summable_ext _ _ (fun x => eq_sym (gaussian_renyi_term alpha m n x))).
    apply summable_scal; [left; exact Hconstant |]. apply theta_summable. exact Hv.
  - rewrite (tsum_ext _ _ (gaussian_renyi_term alpha m n)).
    rewrite tsum_scal_l by (left; exact Hconstant).
    fold (theta (ratio a b) (alpha * IZR m + (1 - alpha) * IZR n)). fold e.
    apply Rle_trans with (e / theta (ratio a b) 0 * theta (ratio a b) 0).
    + apply Rmult_le_compat_l; [left; exact Hconstant |]. apply theta_le. exact Hv.
    + right. field. lra.
Qed.

Lemma double_variance_inv_ge_0 : 0 <= / (2 * ratio a b).
Proof using a_pos b_pos.
  generalize (variance_pos a b a_pos b_pos). intros Hv. left. apply Rinv_0_lt_compat. lra.
Qed.

Lemma loss_le (u v delta : Z) :
  (Z.abs (u - v) <= delta)%Z -> loss a b u v <= IZR delta ^ 2 / (2 * ratio a b).
Proof using a_pos b_pos.
  intros Huv. apply Rmult_le_compat_r; [exact double_variance_inv_ge_0 |].
  apply square_le. exact Huv.
Qed.

Lemma l2_distance_loss (u v : list Z) :
  IZR (l2_distance_squared u v) / (2 * ratio a b)
  = lsum (fun p => loss a b (fst p) (snd p)) (combine u v).
Proof using.
  unfold Rdiv, loss, Rdiv. rewrite lsum_scal_r. f_equal. unfold l2_distance_squared.
  induction (combine u v) as [| p l IH]; [reflexivity |].
  cbn [map fold_right lsum]. rewrite plus_IZR, IH, (pow_IZR _ 2). reflexivity.
Qed.

Context {D : Type} (adj : relation D).

(** One answer. *)
Theorem gaussian_zcdp (q : D -> Z) (delta : Z) :
  sensitivity adj q delta -> zcdp adj (IZR delta ^ 2 / (2 * ratio a b)) (gaussian_noise q a b).
Proof using a_pos b_pos.
  intros Hq alpha Halpha x y Hxy.
  apply (renyi_le_weaken _ (alpha * loss a b (q x) (q y))); [lra | |].
  - apply Rmult_le_compat_l; [lra |]. apply loss_le. apply Hq. exact Hxy.
  - apply gaussian_at_renyi_le.
Qed.

Theorem gaussian_noise_total (q : D -> Z) : total_mechanism (gaussian_noise q a b).
Proof using a_pos b_pos. intros x. apply gaussian_at_total. Qed.

(** Many answers. *)
Theorem gaussian_vector_zcdp (q : D -> list Z) (delta2 : Z) :
  l2_sensitivity_squared adj q delta2 ->
  zcdp adj (IZR delta2 / (2 * ratio a b)) (gaussian_vector q a b).
Proof using a_pos b_pos.
  intros Hq alpha Halpha x y Hxy. destruct (Hq x y Hxy) as [Hlength Hdistance].
  apply (renyi_le_weaken _ (alpha * (IZR (l2_distance_squared (q x) (q y)) / (2 * ratio a b))));
    [lra | |].
  - apply Rmult_le_compat_l; [lra |].
    apply Rmult_le_compat_r; [exact double_variance_inv_ge_0 |].
    apply IZR_le. exact Hdistance.
  - rewrite l2_distance_loss, <- lsum_scal. unfold gaussian_vector.
    rewrite (map_fst_combine _ (q x) (q y) Hlength), (map_snd_combine _ (q x) (q y) Hlength).
    apply (draws_renyi_le alpha (fun p => alpha * loss a b (fst p) (snd p))).
    intros p _. apply gaussian_at_renyi_le.
Qed.

Theorem gaussian_vector_total (q : D -> list Z) : total_mechanism (gaussian_vector q a b).
Proof using a_pos b_pos.
  intros x. apply draws_total. intros p Hp. apply in_map_iff in Hp.
  destruct Hp as [answer [<- _]]. apply gaussian_at_total.
Qed.

End Noise.

(** ** A variance for each entry *)

Lemma map_combine_fst {A B C E : Type} (f : A * C -> E) (u : list A) (v : list B) (w : list C) :
  length u = length v ->
  map f (combine u w) = map (fun i => f (fst (fst i), snd i)) (combine (combine u v) w).
Proof.
  revert v w.
  induction u as [| x u IH]; intros [| y v] w Hlength; try discriminate; [reflexivity |].
  destruct w as [| z w]; [reflexivity |]. cbn. f_equal. apply IH. injection Hlength. auto.
Qed.

Lemma map_combine_snd {A B C E : Type} (f : B * C -> E) (u : list A) (v : list B) (w : list C) :
  length u = length v ->
  map f (combine v w) = map (fun i => f (snd (fst i), snd i)) (combine (combine u v) w).
Proof.
  revert v w.
  induction u as [| x u IH]; intros [| y v] w Hlength; try discriminate; [reflexivity |].
  destruct w as [| z w]; [reflexivity |]. cbn. f_equal. apply IH. injection Hlength. auto.
Qed.

Lemma entry_losses_ge_0 (variances : list (N * N)) (deltas : list Z) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  0 <= entry_losses variances deltas.
Proof.
  intros Hpos. apply lsum_ge_0. intros [delta [a b]] Hin. apply in_combine_r in Hin.
  destruct (Hpos a b Hin) as [Ha Hb].
  apply Rmult_le_pos; [apply pow2_ge_0 | apply double_variance_inv_ge_0; assumption].
Qed.

(** Entries past the end of [deltas] are the same. *)
Lemma losses_le (variances : list (N * N)) (u v deltas : list Z) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  (forall i, (Z.abs (nth i u 0 - nth i v 0) <= nth i deltas 0)%Z) ->
  losses variances u v <= entry_losses variances deltas.
Proof.
  revert u v deltas.
  induction variances as [| [a b] vs IH]; intros u v deltas Hpos Hentries.
  - unfold losses, entry_losses. destruct (combine u v), deltas; simpl; lra.
  - destruct u as [| m u], v as [| n v]; try (apply entry_losses_ge_0; exact Hpos).
    destruct (Hpos a b) as [Ha Hb]; [left; reflexivity |].
    assert (Htail : losses vs u v <= entry_losses vs (tl deltas)).
    { apply IH.
      - intros a1 b1 Hin. apply Hpos. right. exact Hin.
      - intros i. specialize (Hentries (S i)). destruct deltas; [destruct i |]; exact Hentries. }
    generalize (loss_le a b Ha Hb m n _ (Hentries O)). intros Hhead.
    unfold losses, entry_losses in *. destruct deltas as [| delta deltas]; cbn in *; [| lra].
    replace (0 * (0 * 1)) with 0 in Hhead by ring. lra.
Qed.

Section Each.
Variable variances : list (N * N).
Hypothesis variances_pos : forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N.
Context {D : Type} (adj : relation D).

(** The losses add up. *)
Theorem gaussian_vector_each_zcdp (q : D -> list Z) (rho : R) :
  (forall x y, adj x y -> length (q x) = length (q y) /\ losses variances (q x) (q y) <= rho) ->
  zcdp adj rho (gaussian_vector_each q variances).
Proof using variances_pos.
  intros Hq alpha Halpha x y Hxy. destruct (Hq x y Hxy) as [Hlength Hlosses].
  apply (renyi_le_weaken _ (alpha * losses variances (q x) (q y))); [lra | |].
  - apply Rmult_le_compat_l; [lra | exact Hlosses].
  - unfold losses. rewrite <- lsum_scal. unfold gaussian_vector_each.
    rewrite (map_combine_fst _ (q x) (q y) variances Hlength).
    rewrite (map_combine_snd _ (q x) (q y) variances Hlength).
    apply draws_renyi_le. intros [[m n] [a b]] Hin. apply in_combine_r in Hin.
    destruct (variances_pos a b Hin) as [Ha Hb]. cbn [fst snd].
    apply gaussian_at_renyi_le; assumption.
Qed.

(** A sensitivity for each entry: rho is the sum of delta_i^2 / (2 s_i). *)
Theorem gaussian_vector_each_entry_zcdp (q : D -> list Z) (deltas : list Z) :
  entry_sensitivity adj q deltas ->
  zcdp adj (entry_losses variances deltas) (gaussian_vector_each q variances).
Proof using variances_pos.
  intros Hq. apply gaussian_vector_each_zcdp. intros x y Hxy.
  destruct (Hq x y Hxy) as [Hlength Hentries]. split; [exact Hlength |].
  apply losses_le; assumption.
Qed.

Theorem gaussian_vector_each_total (q : D -> list Z) :
  total_mechanism (gaussian_vector_each q variances).
Proof using variances_pos.
  intros x. apply draws_total. intros p Hp. apply in_map_iff in Hp.
  destruct Hp as [[m [a b]] [<- Hin]]. apply in_combine_r in Hin.
  destruct (variances_pos a b Hin) as [Ha Hb].
  exact (gaussian_at_total a b Ha Hb m).
Qed.

End Each.

(** ** Calibrated noise *)

Section Calibrated.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Context {D : Type} (adj : relation D).

Lemma calibrated_variance (delta2 : N) : (0 < delta2)%N ->
  IZR (Z.of_N delta2) / (2 * ratio (delta2 * d) (2 * n)) = ratio n d.
Proof using n_pos d_pos.
  intros Hdelta2. generalize (of_N_pos delta2 Hdelta2), (of_N_pos n n_pos), (of_N_pos d d_pos).
  intros HdeltaR Hn Hd. unfold ratio. rewrite !N2Z.inj_mul, !mult_IZR.
  simpl (IZR (Z.of_N 2)). field. lra.
Qed.

Theorem gaussian_for_zcdp (q : D -> Z) (delta : N) : (0 < delta)%N ->
  sensitivity adj q (Z.of_N delta) -> zcdp adj (ratio n d) (gaussian_for q delta n d).
Proof using n_pos d_pos.
  intros Hdelta Hq. rewrite <- (calibrated_variance (delta * delta)) by lia.
  rewrite N2Z.inj_mul, mult_IZR.
  replace (IZR (Z.of_N delta) * IZR (Z.of_N delta)) with (IZR (Z.of_N delta) ^ 2) by ring.
  apply gaussian_zcdp; [lia | lia | exact Hq].
Qed.

Theorem gaussian_vector_for_zcdp (q : D -> list Z) (delta2 : N) : (0 < delta2)%N ->
  l2_sensitivity_squared adj q (Z.of_N delta2) ->
  zcdp adj (ratio n d) (gaussian_vector_for q delta2 n d).
Proof using n_pos d_pos.
  intros Hdelta2 Hq. rewrite <- (calibrated_variance delta2 Hdelta2).
  apply gaussian_vector_zcdp; [lia | lia | exact Hq].
Qed.

Theorem gaussian_for_total (q : D -> Z) (delta : N) : (0 < delta)%N ->
  total_mechanism (gaussian_for q delta n d).
Proof using n_pos d_pos. intros Hdelta. apply gaussian_noise_total; lia. Qed.

Theorem gaussian_vector_for_total (q : D -> list Z) (delta2 : N) : (0 < delta2)%N ->
  total_mechanism (gaussian_vector_for q delta2 n d).
Proof using n_pos d_pos. intros Hdelta2. apply gaussian_vector_total; lia. Qed.

End Calibrated.
