(** * Claims: privacy of the programs that run

    The theorems on noise speak of probability mass functions; these say the same of the
    machine that reads bytes.  [tape_event] and [tape_probability_each] are in
    Lang/TapeProbability.v, [running] is in Privacy/Running/Scalar.v. *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Code Samplers.Gaussian.Code.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Conversions.FromRenyi.
From Verinoise Require Import Privacy.Running.Scalar.
From Verinoise Require Privacy.Running.Vector.
Import ListNotations.
Local Open Scope R_scope.

(** An event has on tapes the probability that the mass function gives it, so all that is
    claimed of mass functions holds of running programs. *)
Theorem tape_event_adequacy {t} (c : cmd value t) (S : values t -> Prop) :
  tsum (fun tape => ind (exists v, S v /\ outputs c tape v) * (/ 256) ^ length tape)
  = probability (pmf c) S.
Proof. exact (Scalar.tape_event_adequacy c S). Qed.

Theorem running_pure_dp {t D} (adj : relation D) (c : D -> cmd value t) (eps : R) :
  pure_dp adj eps (fun x => running (c x)) <-> pure_dp adj eps (fun x => pmf (c x)).
Proof. exact (Scalar.running_pure_dp adj c eps). Qed.

Theorem running_approx_dp {t D} (adj : relation D) (c : D -> cmd value t) (eps delta : R) :
  approx_dp adj eps delta (fun x => running (c x))
  <-> approx_dp adj eps delta (fun x => pmf (c x)).
Proof. exact (Scalar.running_approx_dp adj c eps delta). Qed.

Theorem running_zcdp {t D} (adj : relation D) (c : D -> cmd value t) (rho : R) :
  zcdp adj rho (fun x => running (c x)) <-> zcdp adj rho (fun x => pmf (c x)).
Proof. exact (Scalar.running_zcdp adj c rho). Qed.

Theorem laplace_tape_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta -> forall x y o, adj x y ->
  tape_probability (body laplace_shifted value (q x, (n, d))) o
  <= exp (IZR delta / ratio n d)
     * tape_probability (body laplace_shifted value (q y, (n, d))) o.
Proof. exact (Scalar.laplace_tape_pure_dp adj q delta n d). Qed.

Theorem laplace_event_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta -> forall x y (S : Z -> Prop), adj x y ->
  tape_event (body laplace_shifted value (q x, (n, d))) S
  <= exp (IZR delta / ratio n d) * tape_event (body laplace_shifted value (q y, (n, d))) S.
Proof. exact (Scalar.laplace_event_pure_dp adj q delta n d). Qed.

Theorem gaussian_tape_zcdp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta -> forall x y alpha, adj x y -> 1 < alpha ->
  let P x o := tape_probability (body gaussian_shifted value (q x, (a, b))) o in
  (forall o, P y o = 0 -> P x o = 0)
  /\ forall l, NoDup l ->
       lsum (fun o => power (P x o) alpha * power (P y o) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta ^ 2 / (2 * ratio a b)))).
Proof. exact (Scalar.gaussian_tape_zcdp adj q delta a b). Qed.

Theorem gaussian_event_approx_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta -> forall x y eps (S : Z -> Prop), adj x y ->
  tape_event (body gaussian_shifted value (q x, (a, b))) S
  <= exp eps * tape_event (body gaussian_shifted value (q y, (a, b))) S
     + zcdp_delta (IZR delta ^ 2 / (2 * ratio a b)) eps.
Proof. exact (Scalar.gaussian_event_approx_dp adj q delta a b). Qed.

Theorem gaussian_event_approx_dp_textbook {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  forall x y failure (S : Z -> Prop), adj x y -> 0 < failure <= 1 ->
  let rho := IZR delta ^ 2 / (2 * ratio a b) in
  tape_event (body gaussian_shifted value (q x, (a, b))) S
  <= exp (rho + 2 * R_sqrt.sqrt (rho * ln (1 / failure)))
     * tape_event (body gaussian_shifted value (q y, (a, b))) S + failure.
Proof. exact (Scalar.gaussian_event_approx_dp_textbook adj q delta a b). Qed.

(** Programs in turn on one stream of bytes are independent. *)
Theorem each_adequacy {t} (cs : list (cmd value t)) (vs : list (values t)) :
  tape_probability_each cs vs = draws (map pmf cs) vs.
Proof. exact (Vector.each_adequacy cs vs). Qed.

Theorem laplace_vector_tape_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta : Z)
    (n d : N) :
  (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q delta -> forall x y os, adj x y ->
  let P x os := tape_probability_each
    (map (fun answer => body laplace_shifted value (answer, (n, d))) (q x)) os in
  P x os <= exp (IZR delta / ratio n d) * P y os.
Proof. exact (Vector.laplace_vector_tape_pure_dp adj q delta n d). Qed.

Theorem gaussian_vector_tape_zcdp {D} (adj : relation D) (q : D -> list Z) (delta2 : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> l2_sensitivity_squared adj q delta2 ->
  forall x y alpha, adj x y -> 1 < alpha ->
  let P x os := tape_probability_each
    (map (fun answer => body gaussian_shifted value (answer, (a, b))) (q x)) os in
  (forall os, P y os = 0 -> P x os = 0)
  /\ forall l, NoDup l ->
       lsum (fun os => power (P x os) alpha * power (P y os) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta2 / (2 * ratio a b)))).
Proof. exact (Vector.gaussian_vector_tape_zcdp adj q delta2 a b). Qed.

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
Proof. exact (Vector.gaussian_vector_each_tape_zcdp adj q variances rho). Qed.
