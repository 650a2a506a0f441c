(** * What verinoise claims about privacy

    What the noise of the exported samplers achieves: privacy, utility, and both for
    the programs that run.  Closure properties and conversions are in ClaimsCalculus.v;
    samplers and language in Claims.v.  What the statements mean is in

      Privacy/Definitions.v                    adjacency, sensitivity, notions of privacy
      Privacy/{NoiseLaplace,NoiseGaussian}.v   mechanisms, at the top of each file
      Privacy/{EndToEnd,EndToEndVector}.v      [tape_event], [running], [outputs_each]
      MathLite: Moments                        [mean], [variance]

    Adjacency is any relation; only where a statement says so must it be symmetric.  *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Sums Tsum Dist Moments.
From MathLite Require ThetaBound.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Code Samplers.Gaussian.Code.
From Verinoise Require Import Privacy.Definitions Privacy.Independent Privacy.NoiseLaplace.
From Verinoise Require Import Privacy.NoiseGaussian Privacy.Conversion.
From Verinoise Require Import Privacy.EndToEnd Privacy.EndToEndVector.
From Verinoise Require Privacy.UtilityLaplace Privacy.UtilityGaussian.
From Verinoise Require Import Claims.
Import ListNotations.
Local Open Scope R_scope.

(** ** The theta inequality: a sum of Gaussian bells at the integers is largest when they
    are centred at one.  The privacy and the tails of the discrete Gaussian come from it. *)
Theorem theta_le (v s : R) : 0 < v ->
  summable (fun n : Z => exp (- (IZR n - s) ^ 2 / (2 * v)))
  /\ tsum (fun n : Z => exp (- (IZR n - s) ^ 2 / (2 * v)))
     <= tsum (fun n : Z => exp (- IZR n ^ 2 / (2 * v))).
Proof.
  intros Hv. split; [exact (Theta.theta_summable v Hv s) |].
  exact (Rle_trans _ _ _ (ThetaBound.theta_le v Hv s) (Req_le _ _ (Theta.theta_0 v))).
Qed.

(** ** Noise: privacy *)

(** Discrete Laplace noise of scale n/d on a query of sensitivity delta, one answer or
    a vector (l1), is (delta / (n/d))-differentially private; [laplace_for] picks the
    scale for privacy n/d. *)
Theorem laplace_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta ->
  pure_dp adj (IZR delta / ratio n d) (laplace_noise q n d).
Proof. intros Hn Hd. exact (NoiseLaplace.laplace_pure_dp n d Hn Hd adj q delta). Qed.

Theorem laplace_vector_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q delta ->
  pure_dp adj (IZR delta / ratio n d) (laplace_vector q n d).
Proof. intros Hn Hd. exact (NoiseLaplace.laplace_vector_pure_dp n d Hn Hd adj q delta). Qed.

Theorem laplace_for_pure_dp {D} (adj : relation D) (q : D -> Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q (Z.of_N delta) ->
  pure_dp adj (ratio n d) (laplace_for q delta n d).
Proof. intros H1 H2 H3. exact (NoiseLaplace.laplace_for_pure_dp delta n d H1 H2 H3 adj q). Qed.

Theorem laplace_vector_for_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q (Z.of_N delta) ->
  pure_dp adj (ratio n d) (laplace_vector_for q delta n d).
Proof.
  intros H1 H2 H3. exact (NoiseLaplace.laplace_vector_for_pure_dp delta n d H1 H2 H3 adj q).
Qed.

(** Discrete Gaussian noise of variance parameter s = a/b on a query of sensitivity
    delta, one answer or a vector (l2, squared), is delta^2/(2 s)-zCDP; with a variance
    for each entry the losses add up; [gaussian_for] picks s for (n/d)-zCDP. *)
Theorem gaussian_zcdp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  zcdp adj (IZR delta ^ 2 / (2 * ratio a b)) (gaussian_noise q a b).
Proof. intros Ha Hb. exact (NoiseGaussian.gaussian_zcdp a b Ha Hb adj q delta). Qed.

Theorem gaussian_vector_zcdp {D} (adj : relation D) (q : D -> list Z) (delta2 : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> l2_sensitivity_squared adj q delta2 ->
  zcdp adj (IZR delta2 / (2 * ratio a b)) (gaussian_vector q a b).
Proof. intros Ha Hb. exact (NoiseGaussian.gaussian_vector_zcdp a b Ha Hb adj q delta2). Qed.

Theorem gaussian_vector_each_zcdp {D} (adj : relation D) (q : D -> list Z)
    (variances : list (N * N)) (rho : R) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  (forall x y, adj x y -> length (q x) = length (q y) /\ losses variances (q x) (q y) <= rho) ->
  zcdp adj rho (gaussian_vector_each q variances).
Proof. intros Hv. exact (NoiseGaussian.gaussian_vector_each_zcdp variances Hv adj q rho). Qed.

Theorem gaussian_vector_each_entry_zcdp {D} (adj : relation D) (q : D -> list Z)
    (variances : list (N * N)) (deltas : list Z) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  entry_sensitivity adj q deltas ->
  zcdp adj (entry_losses variances deltas) (gaussian_vector_each q variances).
Proof.
  intros Hv. exact (NoiseGaussian.gaussian_vector_each_entry_zcdp variances Hv adj q deltas).
Qed.

Theorem gaussian_for_zcdp {D} (adj : relation D) (q : D -> Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q (Z.of_N delta) ->
  zcdp adj (ratio n d) (gaussian_for q delta n d).
Proof. intros H1 H2 H3. exact (NoiseGaussian.gaussian_for_zcdp n d H2 H3 adj q delta H1). Qed.

Theorem gaussian_vector_for_zcdp {D} (adj : relation D) (q : D -> list Z) (delta2 n d : N) :
  (0 < delta2)%N -> (0 < n)%N -> (0 < d)%N -> l2_sensitivity_squared adj q (Z.of_N delta2) ->
  zcdp adj (ratio n d) (gaussian_vector_for q delta2 n d).
Proof.
  intros H1 H2 H3. exact (NoiseGaussian.gaussian_vector_for_zcdp n d H2 H3 adj q delta2 H1).
Qed.

(** Every mechanism above ends with probability 1. *)
Theorem laplace_vector_total {D} (q : D -> list Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> total_mechanism (laplace_vector q n d).
Proof. intros Hn Hd. exact (NoiseLaplace.laplace_vector_total n d Hn Hd q). Qed.

Theorem gaussian_vector_each_total {D} (q : D -> list Z) (variances : list (N * N)) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  total_mechanism (gaussian_vector_each q variances).
Proof. intros Hv. exact (NoiseGaussian.gaussian_vector_each_total variances Hv q). Qed.

(** ** Noise: utility *)

(** Laplace noise at location m: unbiased; variance and tails in closed form. *)
Theorem laplace_mean (n d : N) (m : Z) : (0 < n)%N -> (0 < d)%N ->
  finite_variance (laplace_at n d m) /\ mean (laplace_at n d m) = IZR m.
Proof.
  intros Hn Hd. exact (conj (UtilityLaplace.laplace_finite_variance n d Hn Hd m)
                         (UtilityLaplace.laplace_mean n d Hn Hd m)).
Qed.

Theorem laplace_variance (n d : N) (m : Z) : (0 < n)%N -> (0 < d)%N ->
  variance (laplace_at n d m)
  = 2 * exp (- / ratio n d) / (1 - exp (- / ratio n d)) ^ 2.
Proof. intros Hn Hd. exact (UtilityLaplace.laplace_variance n d Hn Hd m). Qed.

Theorem laplace_tail (n d : N) (m w : Z) : (0 < n)%N -> (0 < d)%N -> (0 < w)%Z ->
  probability (laplace_at n d m) (fun x => (w <= Z.abs (x - m))%Z)
  = 2 * exp (- IZR w / ratio n d) / (1 + exp (- / ratio n d)).
Proof. intros Hn Hd. exact (UtilityLaplace.laplace_tail n d Hn Hd m w). Qed.

(** Gaussian noise at location m: unbiased, variance at most s, sub-Gaussian. *)
Theorem gaussian_mean (a b : N) (m : Z) : (0 < a)%N -> (0 < b)%N ->
  finite_variance (gaussian_at a b m) /\ mean (gaussian_at a b m) = IZR m.
Proof.
  intros Ha Hb. exact (conj (UtilityGaussian.gaussian_finite_variance a b Ha Hb m)
                         (UtilityGaussian.gaussian_mean a b Ha Hb m)).
Qed.

Theorem gaussian_variance_le (a b : N) (m : Z) : (0 < a)%N -> (0 < b)%N ->
  variance (gaussian_at a b m) <= ratio a b.
Proof. intros Ha Hb. exact (UtilityGaussian.gaussian_variance_le a b Ha Hb m). Qed.

Theorem gaussian_mgf_le (a b : N) (m : Z) (l : R) : (0 < a)%N -> (0 < b)%N ->
  summable (fun x => gaussian_at a b m x * exp (l * IZR (x - m)))
  /\ tsum (fun x => gaussian_at a b m x * exp (l * IZR (x - m))) <= exp (l ^ 2 * ratio a b / 2).
Proof.
  intros Ha Hb. exact (conj (UtilityGaussian.gaussian_mgf_summable a b Ha Hb m l)
                         (UtilityGaussian.gaussian_mgf_le a b Ha Hb m l)).
Qed.

Theorem gaussian_upper_tail (a b : N) (m : Z) (w : R) : (0 < a)%N -> (0 < b)%N -> 0 <= w ->
  probability (gaussian_at a b m) (fun x => w <= IZR (x - m))
  <= exp (- (w ^ 2 / (2 * ratio a b))).
Proof. intros Ha Hb. exact (UtilityGaussian.gaussian_upper_tail a b Ha Hb m w). Qed.

Theorem gaussian_tail (a b : N) (m : Z) (w : R) : (0 < a)%N -> (0 < b)%N -> 0 <= w ->
  probability (gaussian_at a b m) (fun x => w <= Rabs (IZR (x - m)))
  <= 2 * exp (- (w ^ 2 / (2 * ratio a b))).
Proof. intros Ha Hb. exact (UtilityGaussian.gaussian_tail a b Ha Hb m w). Qed.

(** ** The running programs *)

(** An event has on tapes the probability that the mass function gives it, so all that is
    claimed of mass functions holds of running programs. *)
Theorem tape_event_adequacy {t} (c : cmd value t) (S : values t -> Prop) :
  tsum (fun tape => ind (exists v, S v /\ outputs c tape v) * (/ 256) ^ length tape)
  = probability (pmf c) S.
Proof. exact (EndToEnd.tape_event_adequacy c S). Qed.

Theorem running_pure_dp {t D} (adj : relation D) (c : D -> cmd value t) (eps : R) :
  pure_dp adj eps (fun x => running (c x)) <-> pure_dp adj eps (fun x => pmf (c x)).
Proof. exact (EndToEnd.running_pure_dp adj c eps). Qed.

Theorem running_approx_dp {t D} (adj : relation D) (c : D -> cmd value t) (eps delta : R) :
  approx_dp adj eps delta (fun x => running (c x))
  <-> approx_dp adj eps delta (fun x => pmf (c x)).
Proof. exact (EndToEnd.running_approx_dp adj c eps delta). Qed.

Theorem running_zcdp {t D} (adj : relation D) (c : D -> cmd value t) (rho : R) :
  zcdp adj rho (fun x => running (c x)) <-> zcdp adj rho (fun x => pmf (c x)).
Proof. exact (EndToEnd.running_zcdp adj c rho). Qed.

Theorem laplace_tape_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta -> forall x y o, adj x y ->
  tape_probability (body laplace_shifted value (q x, (n, d))) o
  <= exp (IZR delta / ratio n d)
     * tape_probability (body laplace_shifted value (q y, (n, d))) o.
Proof. exact (EndToEnd.laplace_tape_pure_dp adj q delta n d). Qed.

Theorem laplace_event_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta -> forall x y (S : Z -> Prop), adj x y ->
  tape_event (body laplace_shifted value (q x, (n, d))) S
  <= exp (IZR delta / ratio n d) * tape_event (body laplace_shifted value (q y, (n, d))) S.
Proof. exact (EndToEnd.laplace_event_pure_dp adj q delta n d). Qed.

Theorem gaussian_tape_zcdp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta -> forall x y alpha, adj x y -> 1 < alpha ->
  let P x o := tape_probability (body gaussian_shifted value (q x, (a, b))) o in
  (forall o, P y o = 0 -> P x o = 0)
  /\ forall l, NoDup l ->
       lsum (fun o => power (P x o) alpha * power (P y o) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta ^ 2 / (2 * ratio a b)))).
Proof. exact (EndToEnd.gaussian_tape_zcdp adj q delta a b). Qed.

Theorem gaussian_event_approx_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta -> forall x y eps (S : Z -> Prop), adj x y ->
  tape_event (body gaussian_shifted value (q x, (a, b))) S
  <= exp eps * tape_event (body gaussian_shifted value (q y, (a, b))) S
     + zcdp_delta (IZR delta ^ 2 / (2 * ratio a b)) eps.
Proof. exact (EndToEnd.gaussian_event_approx_dp adj q delta a b). Qed.

Theorem gaussian_event_approx_dp_textbook {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  forall x y failure (S : Z -> Prop), adj x y -> 0 < failure <= 1 ->
  let rho := IZR delta ^ 2 / (2 * ratio a b) in
  tape_event (body gaussian_shifted value (q x, (a, b))) S
  <= exp (rho + 2 * R_sqrt.sqrt (rho * ln (1 / failure)))
     * tape_event (body gaussian_shifted value (q y, (a, b))) S + failure.
Proof. exact (EndToEnd.gaussian_event_approx_dp_textbook adj q delta a b). Qed.

(** Programs in turn on one stream of bytes are independent. *)
Definition tape_probability_each {t} (cs : list (cmd value t)) (vs : list (values t)) : R :=
  tsum (fun tape => ind (outputs_each cs tape vs) * (/ 256) ^ length tape).

Theorem each_adequacy {t} (cs : list (cmd value t)) (vs : list (values t)) :
  tape_probability_each cs vs = draws (map pmf cs) vs.
Proof. exact (EndToEndVector.each_adequacy cs vs). Qed.

Theorem laplace_vector_tape_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta : Z)
    (n d : N) :
  (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q delta -> forall x y os, adj x y ->
  let P x os := tape_probability_each
    (map (fun answer => body laplace_shifted value (answer, (n, d))) (q x)) os in
  P x os <= exp (IZR delta / ratio n d) * P y os.
Proof. exact (EndToEndVector.laplace_vector_tape_pure_dp adj q delta n d). Qed.

Theorem gaussian_vector_tape_zcdp {D} (adj : relation D) (q : D -> list Z) (delta2 : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> l2_sensitivity_squared adj q delta2 ->
  forall x y alpha, adj x y -> 1 < alpha ->
  let P x os := tape_probability_each
    (map (fun answer => body gaussian_shifted value (answer, (a, b))) (q x)) os in
  (forall os, P y os = 0 -> P x os = 0)
  /\ forall l, NoDup l ->
       lsum (fun os => power (P x os) alpha * power (P y os) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta2 / (2 * ratio a b)))).
Proof. exact (EndToEndVector.gaussian_vector_tape_zcdp adj q delta2 a b). Qed.

Theorem gaussian_vector_each_tape_zcdp {D} (adj : relation D) (q : D -> list Z)
    (variances : list (N * N)) (rho : R) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  (forall x y, adj x y -> length (q x) = length (q y) /\ losses variances (q x) (q y) <= rho) ->
  forall x y alpha, adj x y -> 1 < alpha ->
  let P x os := tape_probability_each
    (map (fun entry => body gaussian_shifted value entry) (combine (q x) variances)) os in
  (forall os, P y os = 0 -> P x os = 0)
  /\ forall l, NoDup l ->
       lsum (fun os => power (P x os) alpha * power (P y os) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * rho)).
Proof. exact (EndToEndVector.gaussian_vector_each_tape_zcdp adj q variances rho). Qed.
