(** * Claims: privacy of the programs that run

    The theorems on noise speak of probability mass functions; these say the same of the
    machine that reads bytes.  [tape_event] and [tape_probability_each] are in
    Lang/TapeProbability.v, [running] is in Privacy/Running/Scalar.v. *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Code Samplers.Gaussian.Code.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Conversions.FromRenyi.
From Verinoise Require Import Privacy.Running.Scalar.
From Verinoise Require Privacy.Running.Vector Privacy.Running.Tables.
Import ListNotations.
Local Open Scope R_scope.

(** ** One program *)

(** The byte strings on which a program outputs a value in a set S have together the
    probability that the mass function gives S. *)
Theorem tape_event_adequacy {t} (c : cmd value t) (S : values t -> Prop) :
  tsum (fun tape => ind (exists v, S v /\ outputs c tape v) * (/ 256) ^ length tape)
  = probability (pmf c) S.
Proof. exact (Scalar.tape_event_adequacy c S). Qed.

(** The sum over all byte strings in [tape_event] is a proper sum: its finite parts are
    bounded. *)
Theorem tape_event_summable {t} (c : cmd value t) (S : values t -> Prop) :
  summable (fun tape => ind (exists v, S v /\ outputs c tape v) * (/ 256) ^ length tape).
Proof. exact (Scalar.tape_event_summable c S). Qed.

(** Running programs are pure eps-DP exactly if their mass functions are. *)
Theorem running_pure_dp {t D} (adj : relation D) (c : D -> cmd value t) (eps : R) :
  pure_dp adj eps (fun x => running (c x)) <-> pure_dp adj eps (fun x => pmf (c x)).
Proof. exact (Scalar.running_pure_dp adj c eps). Qed.

(** Running programs are (eps, delta)-DP exactly if their mass functions are. *)
Theorem running_approx_dp {t D} (adj : relation D) (c : D -> cmd value t) (eps delta : R) :
  approx_dp adj eps delta (fun x => running (c x))
  <-> approx_dp adj eps delta (fun x => pmf (c x)).
Proof. exact (Scalar.running_approx_dp adj c eps delta). Qed.

(** Running programs have a Renyi bound exactly if their mass functions have it. *)
Theorem running_rdp {t D} (adj : relation D) (c : D -> cmd value t) (a tau : R) :
  rdp adj a tau (fun x => running (c x)) <-> rdp adj a tau (fun x => pmf (c x)).
Proof. exact (Scalar.running_rdp adj c a tau). Qed.

(** Running programs are rho-zCDP exactly if their mass functions are. *)
Theorem running_zcdp {t D} (adj : relation D) (c : D -> cmd value t) (rho : R) :
  zcdp adj rho (fun x => running (c x)) <-> zcdp adj rho (fun x => pmf (c x)).
Proof. exact (Scalar.running_zcdp adj c rho). Qed.

(** Running programs end with probability 1 exactly if the total mass of their mass functions
    is 1. *)
Theorem running_total {t D} (c : D -> cmd value t) :
  total_mechanism (fun x => running (c x)) <-> total_mechanism (fun x => pmf (c x)).
Proof. exact (Scalar.running_total c). Qed.

(** The exported [laplace_shifted] at the answer outputs each value o on data x with at most
    e^eps times the probability on adjacent data y, for eps = delta / (n/d). *)
Theorem laplace_tape_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta -> forall x y o, adj x y ->
  tape_probability (body laplace_shifted value (q x, (n, d))) o
  <= exp (IZR delta / ratio n d)
     * tape_probability (body laplace_shifted value (q y, (n, d))) o.
Proof. exact (Scalar.laplace_tape_pure_dp adj q delta n d). Qed.

(** The same holds of each set S of outputs. *)
Theorem laplace_event_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta -> forall x y (S : Z -> Prop), adj x y ->
  tape_event (body laplace_shifted value (q x, (n, d))) S
  <= exp (IZR delta / ratio n d) * tape_event (body laplace_shifted value (q y, (n, d))) S.
Proof. exact (Scalar.laplace_event_pure_dp adj q delta n d). Qed.

(** On adjacent data, the probabilities with which the exported [gaussian_shifted] at the
    answer outputs each value satisfy the inequalities of rho-zCDP for rho = delta^2 / (2
    a/b), written out. *)
Theorem gaussian_tape_zcdp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta -> forall x y alpha, adj x y -> 1 < alpha ->
  let P x o := tape_probability (body gaussian_shifted value (q x, (a, b))) o in
  (forall o, P y o = 0 -> P x o = 0)
  /\ forall l, NoDup l ->
       lsum (fun o => power (P x o) alpha * power (P y o) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta ^ 2 / (2 * ratio a b)))).
Proof. exact (Scalar.gaussian_tape_zcdp adj q delta a b). Qed.

(** On adjacent data, the probabilities of each set of outputs of [gaussian_shifted] satisfy
    the inequality of (eps, delta)-DP for every eps, with the delta that zCDP gives. *)
Theorem gaussian_event_approx_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta -> forall x y eps (S : Z -> Prop), adj x y ->
  tape_event (body gaussian_shifted value (q x, (a, b))) S
  <= exp eps * tape_event (body gaussian_shifted value (q y, (a, b))) S
     + zcdp_delta (IZR delta ^ 2 / (2 * ratio a b)) eps.
Proof. exact (Scalar.gaussian_event_approx_dp adj q delta a b). Qed.

(** They satisfy it for every delta (here [failure]) with the eps of Bun and Steinke (2016). *)
Theorem gaussian_event_approx_dp_textbook {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  forall x y failure (S : Z -> Prop), adj x y -> 0 < failure <= 1 ->
  let rho := IZR delta ^ 2 / (2 * ratio a b) in
  tape_event (body gaussian_shifted value (q x, (a, b))) S
  <= exp (rho + 2 * R_sqrt.sqrt (rho * ln (1 / failure)))
     * tape_event (body gaussian_shifted value (q y, (a, b))) S + failure.
Proof. exact (Scalar.gaussian_event_approx_dp_textbook adj q delta a b). Qed.

(** ** Programs in turn *)

(** Programs that run in turn on one stream of bytes are independent: they output the values
    [vs] with the probability of independent draws from their mass functions. *)
Theorem each_adequacy {t} (cs : list (cmd value t)) (vs : list (values t)) :
  tape_probability_each cs vs = draws (map pmf cs) vs.
Proof. exact (Vector.each_adequacy cs vs). Qed.

(** The sum over all byte strings in [tape_probability_each] is a proper sum: its finite parts
    are bounded. *)
Theorem each_adequacy_summable {t} (cs : list (cmd value t)) (vs : list (values t)) :
  summable (fun tape => ind (outputs_each cs tape vs) * (/ 256) ^ length tape).
Proof. exact (Vector.each_adequacy_summable cs vs). Qed.

(** [laplace_shifted] at each of a vector of answers, in turn on one stream of bytes, outputs
    each vector on data x with at most e^eps times the probability on adjacent data y, for
    eps = delta / (n/d). *)
Theorem laplace_vector_tape_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta : Z)
    (n d : N) :
  (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q delta -> forall x y os, adj x y ->
  let P x os := tape_probability_each
    (map (fun answer => body laplace_shifted value (answer, (n, d))) (q x)) os in
  P x os <= exp (IZR delta / ratio n d) * P y os.
Proof. exact (Vector.laplace_vector_tape_pure_dp adj q delta n d). Qed.

(** On adjacent data, the probabilities with which [gaussian_shifted] at each of a vector of
    answers, in turn on one stream of bytes, outputs each vector satisfy the inequalities of
    zCDP, written out. *)
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

(** The same holds with a variance parameter for each entry. *)
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

(** ** Noise from tables *)

(** [table_shifted] at the answer, with a table that passed its checks and has the Laplace weight of
    scale n/d, outputs each value o on data x with at most e^eps times the probability on adjacent
    data y, for eps = delta / (n/d). *)
Theorem laplace_table_tape_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (t : parts) (h : hints) (n d : N) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta ->
  forall x y o, adj x y ->
  tape_probability (body table_shifted value (q x, table_of t)) o
  <= exp (IZR delta / ratio n d)
     * tape_probability (body table_shifted value (q y, table_of t)) o.
Proof. intros. apply (Tables.laplace_table_tape_pure_dp adj delta t h n d); assumption. Qed.

(** The same holds of each set S of outputs. *)
Theorem laplace_table_event_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (t : parts) (h : hints) (n d : N) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta ->
  forall x y (S : Z -> Prop), adj x y ->
  tape_event (body table_shifted value (q x, table_of t)) S
  <= exp (IZR delta / ratio n d) * tape_event (body table_shifted value (q y, table_of t)) S.
Proof. intros. apply (Tables.laplace_table_event_pure_dp adj delta t h n d); assumption. Qed.

(** On adjacent data, the probabilities with which [table_shifted] at the answer, with a table that
    passed its checks and has the Gaussian weight of variance parameter a/b, outputs each value
    satisfy the inequalities of rho-zCDP for rho = delta^2 / (2 a/b), written out. *)
Theorem gaussian_table_tape_zcdp {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (t : parts) (h : hints) (a b : N) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  forall x y alpha, adj x y -> 1 < alpha ->
  let P x o := tape_probability (body table_shifted value (q x, table_of t)) o in
  (forall o, P y o = 0 -> P x o = 0)
  /\ forall l, NoDup l ->
       lsum (fun o => power (P x o) alpha * power (P y o) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta ^ 2 / (2 * ratio a b)))).
Proof. intros. apply (Tables.gaussian_table_tape_zcdp adj t h a b); assumption. Qed.

(** On adjacent data, the probabilities of each set of its outputs satisfy the inequality of
    (eps, delta)-DP for every eps, with the delta that zCDP gives. *)
Theorem gaussian_table_event_approx_dp {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (t : parts) (h : hints) (a b : N) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  forall x y eps (S : Z -> Prop), adj x y ->
  tape_event (body table_shifted value (q x, table_of t)) S
  <= exp eps * tape_event (body table_shifted value (q y, table_of t)) S
     + zcdp_delta (IZR delta ^ 2 / (2 * ratio a b)) eps.
Proof. intros. apply (Tables.gaussian_table_event_approx_dp adj t h a b); assumption. Qed.

(** They satisfy it for every delta (here [failure]) with the eps of Bun and Steinke (2016). *)
Theorem gaussian_table_event_approx_dp_textbook {D} (adj : relation D) (q : D -> Z) (delta : Z)
    (t : parts) (h : hints) (a b : N) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  forall x y failure (S : Z -> Prop), adj x y -> 0 < failure <= 1 ->
  let rho := IZR delta ^ 2 / (2 * ratio a b) in
  tape_event (body table_shifted value (q x, table_of t)) S
  <= exp (rho + 2 * R_sqrt.sqrt (rho * ln (1 / failure)))
     * tape_event (body table_shifted value (q y, table_of t)) S + failure.
Proof. intros. apply (Tables.gaussian_table_event_approx_dp_textbook adj t h a b); assumption. Qed.

(** [table_shifted] at each of a vector of answers, in turn on one stream of bytes, with such a table
    of the Laplace weight, outputs each vector on data x with at most e^eps times the probability on
    adjacent data y, for eps = delta / (n/d). *)
Theorem laplace_table_vector_tape_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta : Z)
    (t : parts) (h : hints) (n d : N) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q delta ->
  forall x y os, adj x y ->
  let P x os := tape_probability_each
    (map (fun answer => body table_shifted value (answer, table_of t)) (q x)) os in
  P x os <= exp (IZR delta / ratio n d) * P y os.
Proof.
  intros Ht Hl Hn Hd Hq x y os.
  exact (Tables.laplace_table_vector_tape_pure_dp adj delta t h n d Ht Hl Hn Hd q x y os Hq).
Qed.

(** On adjacent data, the probabilities with which [table_shifted] at each of a vector of answers, in
    turn on one stream of bytes, with such a table of the Gaussian weight, outputs each vector
    satisfy the inequalities of zCDP, written out. *)
Theorem gaussian_table_vector_tape_zcdp {D} (adj : relation D) (q : D -> list Z) (delta2 : Z)
    (t : parts) (h : hints) (a b : N) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N ->
  l2_sensitivity_squared adj q delta2 ->
  forall x y alpha, adj x y -> 1 < alpha ->
  let P x os := tape_probability_each
    (map (fun answer => body table_shifted value (answer, table_of t)) (q x)) os in
  (forall os, P y os = 0 -> P x os = 0)
  /\ forall l, NoDup l ->
       lsum (fun os => power (P x os) alpha * power (P y os) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta2 / (2 * ratio a b)))).
Proof.
  intros Ht Hg Ha Hb Hq x y alpha.
  exact (Tables.gaussian_table_vector_tape_zcdp adj t h a b Ht Hg Ha Hb q delta2 x y alpha Hq).
Qed.
