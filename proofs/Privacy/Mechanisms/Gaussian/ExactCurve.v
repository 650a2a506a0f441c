(** * The exact privacy curve of one Gaussian answer

    Discrete Gaussian noise of variance parameter s = a/b on a query with integer
    answers.  Where two answers are k > 0 apart, the first distribution is above e^eps
    times the second on a half-line, the one where the noise is more than
    eps s / k - k / 2; so the smallest delta is a difference of two tails.  A half-line
    loses less under smaller shifts, hence answers at most k apart need no more than
    answers exactly k apart: the curve below is an upper bound for every query of
    sensitivity k, and no smaller delta is correct when the sensitivity is attained.

    Balle, Wang 2018 (continuous noise); Canonne, Kamath, Steinke 2020.
    Paper section: 5, Privacy.

    Glossary
      gaussian_mass a b x  == the discrete Gaussian mass at x (Gaussian/Spec.v)
      gaussian_tail a b t  == the probability that the noise exceeds the real t
      gaussian_delta a b k eps == tail (eps s/k - k/2) - e^eps tail (eps s/k + k/2)
      gaussian_at a b m    == the noise added to m (Gaussian/Mechanism.v)
      gaussian_noise q a b == the mechanism that adds it to q (Gaussian/Mechanism.v)
      hockey_stick eps p q == the sum of max (0, p - e^eps q) (HockeyStick.v)
      zcdp_delta rho eps   == the delta that zCDP gives for eps (FromRenyi.v)
      half_line c          == the event of the outputs above the real c         *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist Theta.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Gaussian.Spec Samplers.Gaussian.Proof.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.HockeyStick.
From Verinoise Require Import Privacy.Conversions.FromRenyi.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Privacy.
Local Open Scope R_scope.

Definition gaussian_tail (a b : N) (t : R) : R :=
  tsum (fun x : Z => ind (t < IZR x) * gaussian_mass a b x).

Definition gaussian_delta (a b : N) (k : Z) (eps : R) : R :=
  gaussian_tail a b (eps * ratio a b / IZR k - IZR k / 2)
  - exp eps * gaussian_tail a b (eps * ratio a b / IZR k + IZR k / 2).

Local Definition half_line (c : R) (x : Z) : Prop := c < IZR x.

Section Curve.
Variables (a b : N) (eps : R).
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.

Local Notation at_ m := (gaussian_at a b m).

(** ** Half-lines *)

Lemma gaussian_tail_antitone (t u : R) : t <= u -> gaussian_tail a b u <= gaussian_tail a b t.
Proof using a_pos b_pos.
  intros Htu. apply tsum_le.
  - intros x. apply Rmult_le_compat_r; [left; apply gaussian_mass_pos; assumption |].
    apply ind_le. intros Hx. lra.
  - apply (summable_ind (fun x => t < IZR x)).
    + intros x. left. apply gaussian_mass_pos; assumption.
    + apply gaussian_mass_summable; assumption.
Qed.

Lemma probability_half_line (m : Z) (c : R) :
  probability (at_ m) (half_line c) = gaussian_tail a b (c - IZR m).
Proof using a_pos b_pos.
  unfold probability, gaussian_tail. rewrite <- (tsum_Z_shift m). apply tsum_ext. intros x.
  unfold gaussian_at. rewrite gaussian_shifted_pmf by assumption.
  replace (x + m - m)%Z with x by lia. f_equal. apply ind_iff.
  unfold half_line. rewrite plus_IZR. lra.
Qed.

(** A half-line is one event among others. *)
Lemma half_line_le_hockey_stick (m n : Z) (c : R) :
  gaussian_tail a b (c - IZR m) - exp eps * gaussian_tail a b (c - IZR n)
  <= hockey_stick eps (at_ m) (at_ n).
Proof using a_pos b_pos. rewrite <- !probability_half_line. apply hockey_stick_ge. Qed.

(** It is the most demanding one, if it begins in the right place. *)
Lemma excessive_half_line (m n x : Z) : (n < m)%Z ->
  (excessive eps (at_ m) (at_ n) x
   <-> half_line (eps * ratio a b / IZR (m - n) + (IZR m + IZR n) / 2) x).
Proof using a_pos b_pos.
  intros Hnm. apply (IZR_lt n m) in Hnm.
  generalize (variance_pos a b a_pos b_pos). intros Hv.
  generalize (theta_pos _ Hv 0). intros Htheta.
  unfold excessive, half_line. rewrite !gaussian_at_bell, minus_IZR by assumption.
  set (v := ratio a b) in *. set (M := IZR m) in *. set (N := IZR n) in *. set (X := IZR x).
  assert (Hgap : (X - N) ^ 2 - (X - M) ^ 2 - 2 * v * eps
                 = 2 * (M - N) * (X - (eps * v / (M - N) + (M + N) / 2))) by (field; lra).
  assert (Hexponent : 2 * v * (- (X - M) ^ 2 / (2 * v) - (eps + - (X - N) ^ 2 / (2 * v)))
                      = (X - N) ^ 2 - (X - M) ^ 2 - 2 * v * eps) by (field; lra).
  replace (exp eps * (bell v (X - N) / theta v 0))
    with (exp (eps + - (X - N) ^ 2 / (2 * v)) * / theta v 0)
    by (unfold bell; rewrite exp_plus; field; lra).
  unfold bell.
  split.
  - intros Hlt. apply Rmult_lt_reg_r in Hlt; [| apply Rinv_0_lt_compat; exact Htheta].
    apply exp_lt_inv in Hlt. nra.
  - intros Hlt. apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat; exact Htheta |].
    apply exp_increasing. nra.
Qed.

(** ** Answers at a given distance *)

Lemma hockey_stick_below (m n : Z) : (n < m)%Z ->
  hockey_stick eps (at_ m) (at_ n) = gaussian_delta a b (m - n) eps.
Proof using a_pos b_pos.
  intros Hnm. rewrite hockey_stick_event. unfold gaussian_delta.
  set (c := eps * ratio a b / IZR (m - n) + (IZR m + IZR n) / 2).
  assert (Hevent : forall p, probability p (excessive eps (at_ m) (at_ n))
                             = probability p (half_line c)).
  { intros p. apply tsum_ext. intros x. f_equal. apply ind_iff.
    apply excessive_half_line. exact Hnm. }
  rewrite !Hevent, !probability_half_line. unfold c.
  do 2 f_equal; [| f_equal]; rewrite minus_IZR; lra.
Qed.

(** Reflection exchanges the two answers. *)
Lemma hockey_stick_swap (m n : Z) :
  hockey_stick eps (at_ m) (at_ n) = hockey_stick eps (at_ n) (at_ m).
Proof using a_pos b_pos.
  unfold hockey_stick. rewrite <- tsum_Z_opp, <- (tsum_Z_shift (- (m + n))). apply tsum_ext.
  intros x. unfold excess, gaussian_at. rewrite !gaussian_shifted_pmf by assumption.
  rewrite <- (gaussian_mass_opp a b (x - n)), <- (gaussian_mass_opp a b (x - m)).
  do 2 f_equal; [| f_equal]; f_equal; lia.
Qed.

Theorem hockey_stick_gaussian (m n k : Z) : (0 < k)%Z -> Z.abs (m - n) = k ->
  hockey_stick eps (at_ m) (at_ n) = gaussian_delta a b k eps.
Proof using a_pos b_pos.
  intros Hk Habs. destruct (Z.lt_total m n) as [Hmn | [-> | Hnm]]; [| lia |].
  - rewrite hockey_stick_swap, hockey_stick_below by exact Hmn. f_equal. lia.
  - rewrite hockey_stick_below by exact Hnm. f_equal. lia.
Qed.

(** ** Answers at most at a given distance *)

Lemma gaussian_delta_hockey_stick (k : Z) : (0 < k)%Z ->
  gaussian_delta a b k eps = hockey_stick eps (at_ k) (at_ 0).
Proof using a_pos b_pos.
  intros Hk. symmetry. apply hockey_stick_gaussian; [exact Hk | lia].
Qed.

Lemma gaussian_delta_monotone (j k : Z) : (0 < j)%Z -> (j <= k)%Z ->
  gaussian_delta a b j eps <= gaussian_delta a b k eps.
Proof using a_pos b_pos.
  intros Hj Hjk. rewrite (gaussian_delta_hockey_stick k) by lia.
  set (c := eps * ratio a b / IZR j - IZR j / 2 + IZR k).
  apply Rle_trans with (2 := half_line_le_hockey_stick k 0 c). unfold gaussian_delta.
  apply (IZR_le j k) in Hjk. simpl (IZR 0).
  replace (eps * ratio a b / IZR j - IZR j / 2) with (c - IZR k) by (unfold c; lra).
  assert (Htail : gaussian_tail a b (c - 0)
                  <= gaussian_tail a b (eps * ratio a b / IZR j + IZR j / 2)).
  { apply gaussian_tail_antitone. unfold c. lra. }
  apply (Rmult_le_compat_l (exp eps)) in Htail; [| left; apply exp_pos]. lra.
Qed.

(** Without a distance only the excess of 1 over e^eps is left, which is what all
    outputs together need. *)
Lemma hockey_stick_self (m k : Z) : (0 < k)%Z ->
  hockey_stick eps (at_ m) (at_ m) <= gaussian_delta a b k eps.
Proof using a_pos b_pos.
  intros Hk. rewrite gaussian_delta_hockey_stick by exact Hk.
  assert (Hall : forall n, probability (at_ n) (fun _ => True) = 1).
  { intros n. rewrite <- (gaussian_at_total a b a_pos b_pos n). apply tsum_ext. intros x.
    rewrite ind_true by exact I. apply Rmult_1_l. }
  generalize (hockey_stick_ge eps (at_ k) (at_ 0) (fun _ => True)).
  rewrite !Hall. generalize (hockey_stick_ge_0 eps (at_ k) (at_ 0)). intros Hpos Hone.
  rewrite hockey_stick_event. set (S := excessive eps (at_ m) (at_ m)).
  assert (HS : 0 <= probability (at_ m) S <= 1).
  { split; [apply tsum_ge_0 |]. rewrite <- (Hall m). apply tsum_le.
    - intros x. apply Rmult_le_compat_r; [apply mass_ge_0 | apply ind_le; auto].
    - apply (summable_event (fun _ => True)). }
  nra.
Qed.

Theorem hockey_stick_gaussian_le (m n k : Z) : (0 < k)%Z -> (Z.abs (m - n) <= k)%Z ->
  hockey_stick eps (at_ m) (at_ n) <= gaussian_delta a b k eps.
Proof using a_pos b_pos.
  intros Hk Habs. destruct (Z.eq_dec m n) as [-> | Hmn].
  - apply hockey_stick_self. exact Hk.
  - rewrite (hockey_stick_gaussian m n (Z.abs (m - n))) by lia.
    apply gaussian_delta_monotone; lia.
Qed.

(** The curve is below what the Renyi bounds of the noise give. *)
Theorem gaussian_delta_le_zcdp_delta (k : Z) : (0 < k)%Z ->
  gaussian_delta a b k eps <= zcdp_delta (IZR k ^ 2 / (2 * ratio a b)) eps.
Proof using a_pos b_pos.
  intros Hk. rewrite gaussian_delta_hockey_stick by exact Hk.
  apply zcdp_delta_greatest. intros alpha Halpha. apply renyi_le_hockey_stick; [exact Halpha |].
  generalize (gaussian_at_renyi_le a b a_pos b_pos alpha k 0).
  unfold loss. rewrite Z.sub_0_r. auto.
Qed.

(** ** The mechanism *)

Section Mechanism.
Context {D : Type} (adj : relation D) (q : D -> Z) (k : Z).
Hypothesis k_pos : (0 < k)%Z.

Theorem gaussian_noise_approx_dp :
  sensitivity adj q k -> approx_dp adj eps (gaussian_delta a b k eps) (gaussian_noise q a b).
Proof using a_pos b_pos k_pos.
  intros Hq. apply approx_dp_hockey_stick. intros x y Hxy.
  apply hockey_stick_gaussian_le; [exact k_pos | exact (Hq x y Hxy)].
Qed.

(** Where the sensitivity is attained, there is no better delta. *)
Theorem gaussian_noise_approx_dp_tight (x y : D) (delta : R) :
  adj x y -> Z.abs (q x - q y) = k ->
  approx_dp adj eps delta (gaussian_noise q a b) -> gaussian_delta a b k eps <= delta.
Proof using a_pos b_pos k_pos.
  intros Hxy Hk HM. rewrite <- (hockey_stick_gaussian (q x) (q y) k k_pos Hk).
  apply approx_le_hockey_stick. exact (HM x y Hxy).
Qed.

Theorem gaussian_noise_approx_dp_exact (delta : R) :
  sensitivity adj q k -> (exists x y, adj x y /\ Z.abs (q x - q y) = k) ->
  (approx_dp adj eps delta (gaussian_noise q a b) <-> gaussian_delta a b k eps <= delta).
Proof using a_pos b_pos k_pos.
  intros Hq [x [y [Hxy Hk]]]. split.
  - intros HM. exact (gaussian_noise_approx_dp_tight x y delta Hxy Hk HM).
  - intros Hdelta. exact (approx_dp_le_delta _ _ _ _ _ Hdelta (gaussian_noise_approx_dp Hq)).
Qed.

End Mechanism.

End Curve.
