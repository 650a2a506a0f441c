(** * Discrete Gaussian noise: the proof

    A Laplace proposal of scale t that is kept with probability
    exp(-(|y| - s/t)^2 / (2 s)) is kept at y with mass proportional to
    exp(-y^2 / (2 s)): in (|y| - s/t)^2 / (2 s) + |y| / t the terms linear in |y|
    cancel, and what is left besides y^2 / (2 s) does not depend on y.  Drawing
    until a proposal is kept divides by the total.

    Glossary
      bell v x       == exp (-x^2 / (2 v)) (MathLite, Theta.v)
      theta v s      == the sum of bell v (y - s) over the integers y
      distance c e y == e times the distance of |y| from c / e
      keep a b c e y == the probability that the proposal y is kept           *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Coin Rejection ExpTaylor Theta.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.Pmf Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Proof.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec.
From Verinoise Require Import Samplers.Laplace.Proof.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Spec.
Local Open Scope R_scope.

(* The language has a type of expressions of the same name. *)

(** ** The specified distribution *)

Section Mass.
Variables a b : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.

Lemma variance_pos : 0 < ratio a b.
Proof using a_pos b_pos. apply Rdiv_lt_0_compat; apply of_N_pos; assumption. Qed.

Lemma gaussian_mass_theta (x : Z) :
  gaussian_mass a b x = bell (ratio a b) (IZR x) / theta (ratio a b) 0.
Proof using. rewrite theta_0. reflexivity. Qed.

Lemma gaussian_mass_pos (x : Z) : 0 < gaussian_mass a b x.
Proof using a_pos b_pos.
  rewrite gaussian_mass_theta. apply Rdiv_lt_0_compat; [apply bell_pos |].
  apply theta_pos. exact variance_pos.
Qed.

Lemma gaussian_mass_opp (x : Z) : gaussian_mass a b (- x) = gaussian_mass a b x.
Proof using. rewrite !gaussian_mass_theta, opp_IZR, bell_opp. reflexivity. Qed.

Lemma gaussian_mass_summable : summable (gaussian_mass a b).
Proof using a_pos b_pos.
  apply (summable_ext (fun x : Z => bell (ratio a b) (IZR x) * / theta (ratio a b) 0)).
  { intros x. symmetry. apply gaussian_mass_theta. }
  apply summable_scal_r.
  - left. apply Rinv_0_lt_compat. apply theta_pos. exact variance_pos.
  - apply bell_summable. exact variance_pos.
Qed.

End Mass.

(** ** The probability of keeping a proposal *)

Lemma distance_abs (c e : N) (y : Z) :
  Z.of_N (distance c e y) = Z.abs (Z.abs y * Z.of_N e - Z.of_N c).
Proof.
  unfold distance. rewrite <- (N2Z.inj_abs_N y), <- N2Z.inj_mul.
  generalize (Z.abs_N y * e)%N. lia.
Qed.

Lemma distance_square (c e : N) (y : Z) :
  IZR (Z.of_N (distance c e y)) * IZR (Z.of_N (distance c e y))
  = (Rabs (IZR y) * IZR (Z.of_N e) - IZR (Z.of_N c)) ^ 2.
Proof.
  rewrite <- mult_IZR, distance_abs, Z.abs_square, mult_IZR, minus_IZR, mult_IZR, abs_IZR. ring.
Qed.

Lemma keep_bell (a b c e : N) (y : Z) : (0 < a)%N -> (0 < b)%N -> (0 < e)%N ->
  keep a b c e y = bell (ratio a b) (Rabs (IZR y) - ratio c e).
Proof.
  intros Ha Hb He. generalize (of_N_pos a Ha), (of_N_pos b Hb), (of_N_pos e He).
  intros HaR HbR HeR. unfold keep, bell, ratio. f_equal.
  rewrite !N2Z.inj_mul, !mult_IZR, distance_square. simpl (IZR (Z.of_N 2)). field. lra.
Qed.

Lemma keep_pos (a b c e : N) (y : Z) : 0 < keep a b c e y.
Proof. apply exp_pos. Qed.

Lemma keep_le_1 (a b c e : N) (y : Z) : (0 < a)%N -> (0 < e)%N -> keep a b c e y <= 1.
Proof. intros Ha He. apply exp_opp_bounds. apply ratio_ge_0. lia. Qed.

(** The linear terms cancel if the bell stands at [v / t]. *)
Lemma bell_times_decay (v t y : R) : 0 < v -> 0 < t ->
  exp (- (Rabs y / t)) * bell v (Rabs y - v / t) = bell v (v / t) * bell v y.
Proof.
  intros Hv Ht. unfold bell. rewrite <- !exp_plus. f_equal.
  rewrite <- (pow2_abs y). field. lra.
Qed.

(** ** Rejection *)

Lemma gaussian_by_rejection_meaning (a b n d c e : N) : (0 < a)%N -> (0 < e)%N ->
  pmf (body gaussian_by_rejection value ((a, b), ((n, d), (c, e))))
  =d drejection (pmf (body laplace value (n, d))) (keep a b c e) (0%Z, false).
Proof.
  intros Ha He. cbn -[laplace bernoulli_exp N.mul]. rewrite dbind_ret_l.
  apply dbind_ext; [| reflexivity]. apply dwhile_ext. intros _.
  apply dbind_ext; [reflexivity |]. intros y. do 3 rewrite dbind_ret_l.
  rewrite bernoulli_exp_coin by lia. reflexivity.
Qed.

(** Of the proposals only this much is needed. *)
Lemma laplace_decay (n d : N) : (0 < n)%N -> (0 < d)%N ->
  exists K : R, 0 < K /\
    forall x : Z, pmf (body laplace value (n, d)) x = K * exp (- (Rabs (IZR x) / ratio n d)).
Proof.
  intros Hn Hd. exists ((1 - exp (- / ratio n d)) / (1 + exp (- / ratio n d))). split.
  - generalize (exp_pos (- / ratio n d)). intros Hpos.
    assert (Hlt : exp (- / ratio n d) < 1).
    { apply exp_neg_lt_1. apply Rinv_0_lt_compat.
      apply Rdiv_lt_0_compat; apply of_N_pos; assumption. }
    apply Rdiv_lt_0_compat; lra.
  - intros x. rewrite (laplace_pmf n d Hn Hd x). unfold laplace_mass.
    rewrite abs_IZR. do 2 f_equal. lra.
Qed.

Section Rejection.
Variables a b n d c e : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Hypothesis e_pos : (0 < e)%N.

Lemma some_kept : exists y, 0 < pmf (body laplace value (n, d)) y * keep a b c e y.
Proof using n_pos d_pos.
  destruct (laplace_decay n d n_pos d_pos) as [K [HK Hlaplace]]. exists 0%Z.
  rewrite (Hlaplace 0%Z). apply Rmult_lt_0_compat; [| apply keep_pos].
  apply Rmult_lt_0_compat; [exact HK | apply exp_pos].
Qed.

(** Whatever the centre, the loop ends. *)
Theorem gaussian_by_rejection_terminates :
  terminates (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))).
Proof using a_pos n_pos d_pos e_pos.
  unfold terminates.
  rewrite (total_ext _ _ (gaussian_by_rejection_meaning a b n d c e a_pos e_pos)).
  apply total_drejection.
  - apply laplace_terminates; assumption.
  - intros y. left. apply keep_pos.
  - intros y. apply keep_le_1; assumption.
  - exact some_kept.
Qed.

Hypothesis centre : (c * (b * n) = e * (a * d))%N. (* c/e = (a/b) / (n/d) *)

Lemma centre_ratio : ratio c e = ratio a b / ratio n d.
Proof using b_pos n_pos d_pos e_pos centre.
  generalize (of_N_pos b b_pos), (of_N_pos n n_pos), (of_N_pos d d_pos), (of_N_pos e e_pos).
  intros Hb Hn Hd He. apply (f_equal (fun k => IZR (Z.of_N k))) in centre.
  rewrite !N2Z.inj_mul, !mult_IZR in centre.
  unfold ratio. apply (Rmult_eq_reg_r (IZR (Z.of_N e) * (IZR (Z.of_N b) * IZR (Z.of_N n)))).
  - transitivity (IZR (Z.of_N c) * (IZR (Z.of_N b) * IZR (Z.of_N n))); [field; lra |].
    rewrite centre. field. lra.
  - apply Rmult_integral_contrapositive_currified; [lra |].
    apply Rmult_integral_contrapositive_currified; lra.
Qed.

Theorem gaussian_by_rejection_pmf (x : Z) :
  pmf (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) x = gaussian_mass a b x.
Proof using a_pos b_pos n_pos d_pos e_pos centre.
  rewrite (gaussian_by_rejection_meaning a b n d c e a_pos e_pos x).
  destruct (laplace_decay n d n_pos d_pos) as [K [HK Hlaplace]].
  apply (drejection_normalised _ _) with (w := fun y : Z => bell (ratio a b) (IZR y))
    (c := K * bell (ratio a b) (ratio c e)).
  - apply laplace_terminates; assumption.
  - intros y. left. apply keep_pos.
  - intros y. apply keep_le_1; assumption.
  - exact some_kept.
  - apply Rmult_lt_0_compat; [exact HK | apply bell_pos].
  - intros y. transitivity (K * exp (- (Rabs (IZR y) / ratio n d)) * keep a b c e y).
    { f_equal. apply Hlaplace. }
    rewrite keep_bell, centre_ratio, !Rmult_assoc by assumption.
    rewrite bell_times_decay by (apply variance_pos; assumption). reflexivity.
Qed.

(** On uniform bytes the machine outputs [x] with the specified probability. *)
Theorem gaussian_by_rejection_tape (x : Z) :
  tsum (fun tape =>
    ind (outputs (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) tape x)
    * (/ 256) ^ length tape)
  = gaussian_mass a b x.
Proof using a_pos b_pos n_pos d_pos e_pos centre.
  rewrite adequacy. apply gaussian_by_rejection_pmf.
Qed.

End Rejection.

(** ** Any variance *)

Section Gaussian.
Variables a b : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.

(** The parameters of the proposal, by the two branches of the program. *)
Lemma gaussian_meaning :
  exists n d c e : N,
    (0 < n)%N /\ (0 < d)%N /\ (0 < e)%N /\ (c * (b * n) = e * (a * d))%N
    /\ pmf (body gaussian value (a, b))
       =d pmf (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))).
Proof using a_pos b_pos.
  cbn -[gaussian_by_rejection N.mul N.div]. destruct (N.ltb_spec a b) as [Hab | Hab].
  - exists 1%N, 1%N, a, b. do 4 (split; [lia |]). reflexivity.
  - assert (Hquotient : (0 < a / b)%N) by (apply N.div_str_pos; lia).
    assert (Hroot : (1 <= N.sqrt (a / b))%N) by (apply N.sqrt_le_square; lia).
    exists a, (b * N.sqrt (a / b))%N, (N.sqrt (a / b)), 1%N.
    do 4 (split; [lia |]). apply (dbind_ret_l (N.sqrt (a / b))).
Qed.

Theorem gaussian_pmf (x : Z) : pmf (body gaussian value (a, b)) x = gaussian_mass a b x.
Proof using a_pos b_pos.
  destruct gaussian_meaning as [n [d [c [e [Hn [Hd [He [Hcentre Hmeaning]]]]]]]].
  rewrite (Hmeaning x). apply gaussian_by_rejection_pmf; assumption.
Qed.

Theorem gaussian_terminates : terminates (body gaussian value (a, b)).
Proof using a_pos b_pos.
  destruct gaussian_meaning as [n [d [c [e [Hn [Hd [He [_ Hmeaning]]]]]]]].
  unfold terminates. rewrite (total_ext _ _ Hmeaning).
  apply gaussian_by_rejection_terminates; assumption.
Qed.

Theorem gaussian_tape (x : Z) :
  tsum (fun tape => ind (outputs (body gaussian value (a, b)) tape x) * (/ 256) ^ length tape)
  = gaussian_mass a b x.
Proof using a_pos b_pos. rewrite adequacy. apply gaussian_pmf. Qed.

(** ** A shifted draw *)

Variable location : Z.

Lemma gaussian_shifted_meaning :
  pmf (body gaussian_shifted value (location, (a, b)))
  =d dmap (fun noise => (location + noise)%Z) (pmf (body gaussian value (a, b))).
Proof using. reflexivity. Qed.

Theorem gaussian_shifted_pmf (x : Z) :
  pmf (body gaussian_shifted value (location, (a, b))) x = gaussian_mass a b (x - location).
Proof using a_pos b_pos.
  rewrite (gaussian_shifted_meaning x).
  replace x with (location + (x - location))%Z at 1 by lia.
  rewrite (dmap_inj_mass (fun noise => (location + noise)%Z)) by lia.
  apply gaussian_pmf.
Qed.

Theorem gaussian_shifted_terminates : terminates (body gaussian_shifted value (location, (a, b))).
Proof using a_pos b_pos.
  unfold terminates. rewrite (total_ext _ _ gaussian_shifted_meaning), total_dmap.
  exact gaussian_terminates.
Qed.

Theorem gaussian_shifted_tape (x : Z) :
  tsum (fun tape =>
    ind (outputs (body gaussian_shifted value (location, (a, b))) tape x) * (/ 256) ^ length tape)
  = gaussian_mass a b (x - location).
Proof using a_pos b_pos.
  rewrite adequacy. apply gaussian_shifted_pmf.
Qed.

End Gaussian.
