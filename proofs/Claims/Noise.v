(** * Claims: privacy of the noise

    Adjacency is any relation on data of any type; only where a statement says so must it
    be symmetric.  The notions of privacy are in Privacy/Notions/Definitions.v, the
    mechanisms in Privacy/Mechanisms/{Laplace,Gaussian}/Mechanism.v. *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From MathLite Require ThetaBound.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.ExactCurve.
From Verinoise Require Privacy.Mechanisms.Laplace.Privacy Privacy.Mechanisms.Gaussian.Privacy.
From Verinoise Require Import Privacy.Conversions.FromRenyi Privacy.Conversions.FromPure.
From Verinoise Require Privacy.Mechanisms.Laplace.Constants Privacy.Mechanisms.Gaussian.Constants.
Import ListNotations.
Local Open Scope R_scope.

(** The theta inequality: a sum of Gaussian bells at the integers is a proper sum, and it is
    largest when the bells are centred at an integer. The privacy and the tails of the
    discrete Gaussian come from it. *)
Theorem theta_le (v s : R) : 0 < v ->
  summable (fun n : Z => exp (- (IZR n - s) ^ 2 / (2 * v)))
  /\ tsum (fun n : Z => exp (- (IZR n - s) ^ 2 / (2 * v)))
     <= tsum (fun n : Z => exp (- IZR n ^ 2 / (2 * v))).
Proof.
  intros Hv. split; [exact (Theta.theta_summable v Hv s) |].
  exact (Rle_trans _ _ _ (ThetaBound.theta_le v Hv s) (Req_le _ _ (Theta.theta_0 v))).
Qed.

(** ** Privacy *)

(** Discrete Laplace noise of scale n/d on one answer of sensitivity delta is pure eps-DP for
    eps = delta / (n/d). *)
Theorem laplace_pure_dp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> sensitivity adj q delta ->
  pure_dp adj (IZR delta / ratio n d) (laplace_noise q n d).
Proof. intros Hn Hd. exact (Laplace.Privacy.laplace_pure_dp n d Hn Hd adj q delta). Qed.

(** Independent discrete Laplace noise of scale n/d on each of a vector of answers of l1
    sensitivity delta is pure eps-DP for eps = delta / (n/d). *)
Theorem laplace_vector_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q delta ->
  pure_dp adj (IZR delta / ratio n d) (laplace_vector q n d).
Proof. intros Hn Hd. exact (Laplace.Privacy.laplace_vector_pure_dp n d Hn Hd adj q delta). Qed.

(** [laplace_for] picks the scale for one answer of sensitivity delta so that the mechanism is
    pure (n/d)-DP. *)
Theorem laplace_for_pure_dp {D} (adj : relation D) (q : D -> Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q (Z.of_N delta) ->
  pure_dp adj (ratio n d) (laplace_for q delta n d).
Proof. intros H1 H2 H3. exact (Laplace.Privacy.laplace_for_pure_dp delta n d H1 H2 H3 adj q). Qed.

(** [laplace_vector_for] picks the scale for a vector of answers of l1 sensitivity delta so
    that the mechanism is pure (n/d)-DP. *)
Theorem laplace_vector_for_pure_dp {D} (adj : relation D) (q : D -> list Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> l1_sensitivity adj q (Z.of_N delta) ->
  pure_dp adj (ratio n d) (laplace_vector_for q delta n d).
Proof.
  intros H1 H2 H3. exact (Laplace.Privacy.laplace_vector_for_pure_dp delta n d H1 H2 H3 adj q).
Qed.

(** Discrete Gaussian noise of variance parameter s = a/b on one answer of sensitivity delta
    is rho-zCDP for rho = delta^2 / (2 s). *)
Theorem gaussian_zcdp {D} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q delta ->
  zcdp adj (IZR delta ^ 2 / (2 * ratio a b)) (gaussian_noise q a b).
Proof. intros Ha Hb. exact (Gaussian.Privacy.gaussian_zcdp a b Ha Hb adj q delta). Qed.

(** Independent discrete Gaussian noise of variance parameter s = a/b on each of a vector of
    answers, whose squared l2 sensitivity is delta2, is rho-zCDP for rho = delta2 / (2 s). *)
Theorem gaussian_vector_zcdp {D} (adj : relation D) (q : D -> list Z) (delta2 : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> l2_sensitivity_squared adj q delta2 ->
  zcdp adj (IZR delta2 / (2 * ratio a b)) (gaussian_vector q a b).
Proof. intros Ha Hb. exact (Gaussian.Privacy.gaussian_vector_zcdp a b Ha Hb adj q delta2). Qed.

(** With a variance parameter s_i for each entry, the mechanism is rho-zCDP if the sum of (u_i
    - v_i)^2 / (2 s_i) is at most rho for the answers u and v on adjacent data. *)
Theorem gaussian_vector_each_zcdp {D} (adj : relation D) (q : D -> list Z)
    (variances : list (N * N)) (rho : R) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  (forall x y, adj x y -> length (q x) = length (q y) /\ losses variances (q x) (q y) <= rho) ->
  zcdp adj rho (gaussian_vector_each q variances).
Proof. intros Hv. exact (Gaussian.Privacy.gaussian_vector_each_zcdp variances Hv adj q rho). Qed.

(** If entry i moves by at most delta_i on adjacent data, then that rho may be the sum of
    delta_i^2 / (2 s_i). *)
Theorem gaussian_vector_each_entry_zcdp {D} (adj : relation D) (q : D -> list Z)
    (variances : list (N * N)) (deltas : list Z) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  entry_sensitivity adj q deltas ->
  zcdp adj (entry_losses variances deltas) (gaussian_vector_each q variances).
Proof.
  intros Hv. exact (Gaussian.Privacy.gaussian_vector_each_entry_zcdp variances Hv adj q deltas).
Qed.

(** [gaussian_for] picks the variance parameter for one answer of sensitivity delta so that
    the mechanism is (n/d)-zCDP. *)
Theorem gaussian_for_zcdp {D} (adj : relation D) (q : D -> Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q (Z.of_N delta) ->
  zcdp adj (ratio n d) (gaussian_for q delta n d).
Proof. intros H1 H2 H3. exact (Gaussian.Privacy.gaussian_for_zcdp n d H2 H3 adj q delta H1). Qed.

(** [gaussian_vector_for] picks the variance parameter for a vector of answers of squared l2
    sensitivity delta2 so that the mechanism is (n/d)-zCDP. *)
Theorem gaussian_vector_for_zcdp {D} (adj : relation D) (q : D -> list Z) (delta2 n d : N) :
  (0 < delta2)%N -> (0 < n)%N -> (0 < d)%N -> l2_sensitivity_squared adj q (Z.of_N delta2) ->
  zcdp adj (ratio n d) (gaussian_vector_for q delta2 n d).
Proof.
  intros H1 H2 H3. exact (Gaussian.Privacy.gaussian_vector_for_zcdp n d H2 H3 adj q delta2 H1).
Qed.

(** ** Every mechanism ends *)

(** Laplace noise on one answer ends with probability 1. *)
Theorem laplace_noise_total {D} (q : D -> Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> total_mechanism (laplace_noise q n d).
Proof. intros Hn Hd. exact (Laplace.Privacy.laplace_noise_total n d Hn Hd q). Qed.

(** Laplace noise on a vector of answers ends with probability 1. *)
Theorem laplace_vector_total {D} (q : D -> list Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> total_mechanism (laplace_vector q n d).
Proof. intros Hn Hd. exact (Laplace.Privacy.laplace_vector_total n d Hn Hd q). Qed.

(** [laplace_for] ends with probability 1. *)
Theorem laplace_for_total {D} (q : D -> Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> total_mechanism (laplace_for q delta n d).
Proof. intros H1 H2 H3. exact (Laplace.Privacy.laplace_for_total delta n d H1 H2 H3 q). Qed.

(** [laplace_vector_for] ends with probability 1. *)
Theorem laplace_vector_for_total {D} (q : D -> list Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> total_mechanism (laplace_vector_for q delta n d).
Proof. intros H1 H2 H3. exact (Laplace.Privacy.laplace_vector_for_total delta n d H1 H2 H3 q). Qed.

(** Gaussian noise on one answer ends with probability 1. *)
Theorem gaussian_noise_total {D} (q : D -> Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> total_mechanism (gaussian_noise q a b).
Proof. intros Ha Hb. exact (Gaussian.Privacy.gaussian_noise_total a b Ha Hb q). Qed.

(** Gaussian noise on a vector of answers ends with probability 1. *)
Theorem gaussian_vector_total {D} (q : D -> list Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> total_mechanism (gaussian_vector q a b).
Proof. intros Ha Hb. exact (Gaussian.Privacy.gaussian_vector_total a b Ha Hb q). Qed.

(** Gaussian noise with a variance parameter for each entry ends with probability 1. *)
Theorem gaussian_vector_each_total {D} (q : D -> list Z) (variances : list (N * N)) :
  (forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N) ->
  total_mechanism (gaussian_vector_each q variances).
Proof. intros Hv. exact (Gaussian.Privacy.gaussian_vector_each_total variances Hv q). Qed.

(** [gaussian_for] ends with probability 1. *)
Theorem gaussian_for_total {D} (q : D -> Z) (delta n d : N) :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> total_mechanism (gaussian_for q delta n d).
Proof. intros H1 H2 H3. exact (Gaussian.Privacy.gaussian_for_total n d H2 H3 q delta H1). Qed.

(** [gaussian_vector_for] ends with probability 1. *)
Theorem gaussian_vector_for_total {D} (q : D -> list Z) (delta2 n d : N) :
  (0 < delta2)%N -> (0 < n)%N -> (0 < d)%N -> total_mechanism (gaussian_vector_for q delta2 n d).
Proof. intros H1 H2 H3. exact (Gaussian.Privacy.gaussian_vector_for_total n d H2 H3 q delta2 H1). Qed.

(** ** The exact curve of one Gaussian answer *)

(** If the sensitivity k of a query is attained, then [gaussian_delta] is the smallest delta
    for which Gaussian noise on one answer is (eps, delta)-DP. *)
Theorem gaussian_noise_approx_dp_exact {D} (adj : relation D) (q : D -> Z) (a b : N) (k : Z)
    (eps delta : R) : (0 < a)%N -> (0 < b)%N -> (0 < k)%Z -> sensitivity adj q k ->
  (exists x y, adj x y /\ Z.abs (q x - q y) = k) ->
  approx_dp adj eps delta (gaussian_noise q a b) <-> gaussian_delta a b k eps <= delta.
Proof.
  intros Ha Hb Hk.
  exact (ExactCurve.gaussian_noise_approx_dp_exact a b eps Ha Hb adj q k Hk delta).
Qed.

(** The delta of the exact curve is at most the one that zCDP gives. *)
Theorem gaussian_delta_le_zcdp_delta (a b : N) (k : Z) (eps : R) :
  (0 < a)%N -> (0 < b)%N -> (0 < k)%Z ->
  gaussian_delta a b k eps <= zcdp_delta (IZR k ^ 2 / (2 * ratio a b)) eps.
Proof. intros Ha Hb. exact (ExactCurve.gaussian_delta_le_zcdp_delta a b eps Ha Hb k). Qed.

(** ** Renyi bounds *)

(** Laplace noise of scale n/d on one answer of sensitivity delta has, for symmetric adjacency and
    at each order above 1, the Renyi bound of randomised response with eps = delta / (n/d). *)
Theorem laplace_rdp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) (alpha : R) :
  (0 < n)%N -> (0 < d)%N -> symmetric adj -> sensitivity adj q delta -> 1 < alpha ->
  rdp adj alpha (ln (two_point alpha (IZR delta / ratio n d)) / (alpha - 1)) (laplace_noise q n d).
Proof. intros Hn Hd Hadj. exact (Laplace.Constants.laplace_rdp n d Hn Hd adj delta Hadj q alpha). Qed.

(** Laplace noise of scale n/d on one answer of sensitivity delta is, for symmetric adjacency,
    rho-zCDP where rho is the smaller of eps and eps^2/2, for eps = delta / (n/d). *)
Theorem laplace_zcdp {D} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> symmetric adj -> sensitivity adj q delta ->
  zcdp adj (Rmin (IZR delta / ratio n d) (1 / 2 * (IZR delta / ratio n d) ^ 2))
    (laplace_noise q n d).
Proof. intros Hn Hd Hadj. exact (Laplace.Constants.laplace_zcdp n d Hn Hd adj delta Hadj q). Qed.

(** The same holds, for symmetric adjacency, of independent Laplace noise on a vector of answers
    of l1 sensitivity delta. *)
Theorem laplace_vector_zcdp {D} (adj : relation D) (q : D -> list Z) (delta : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> symmetric adj -> l1_sensitivity adj q delta ->
  zcdp adj (Rmin (IZR delta / ratio n d) (1 / 2 * (IZR delta / ratio n d) ^ 2))
    (laplace_vector q n d).
Proof.
  intros Hn Hd Hadj. exact (Laplace.Constants.laplace_vector_zcdp n d Hn Hd adj delta Hadj q).
Qed.

(** Gaussian noise of variance parameter s = a/b on one answer of sensitivity k has, at each
    order alpha above 1, the Renyi bound alpha k^2 / (2 s). *)
Theorem gaussian_rdp {D} (adj : relation D) (q : D -> Z) (a b : N) (k : Z) (alpha : R) :
  (0 < a)%N -> (0 < b)%N -> sensitivity adj q k -> 1 < alpha ->
  rdp adj alpha (alpha * (IZR k ^ 2 / (2 * ratio a b))) (gaussian_noise q a b).
Proof. intros Ha Hb. exact (Gaussian.Constants.gaussian_rdp a b Ha Hb adj q k alpha). Qed.

(** At integer orders this Renyi bound cannot be improved, if the sensitivity is attained. *)
Theorem gaussian_rdp_tight {D} (adj : relation D) (q : D -> Z) (a b : N) (k order : Z) (tau : R)
    (x y : D) : (0 < a)%N -> (0 < b)%N ->
  (1 < order)%Z -> adj x y -> Z.abs (q x - q y) = k ->
  rdp adj (IZR order) tau (gaussian_noise q a b) ->
  IZR order * (IZR k ^ 2 / (2 * ratio a b)) <= tau.
Proof.
  intros Ha Hb. exact (Gaussian.Constants.gaussian_rdp_tight a b Ha Hb adj q k order tau x y).
Qed.

(** The rho of Gaussian noise on one answer cannot be improved, if the sensitivity k is
    attained. *)
Theorem gaussian_zcdp_tight {D} (adj : relation D) (q : D -> Z) (a b : N) (k : Z) (rho : R)
    (x y : D) : (0 < a)%N -> (0 < b)%N -> adj x y -> Z.abs (q x - q y) = k ->
  zcdp adj rho (gaussian_noise q a b) -> IZR k ^ 2 / (2 * ratio a b) <= rho.
Proof. intros Ha Hb. exact (Gaussian.Constants.gaussian_zcdp_tight a b Ha Hb adj q k rho x y). Qed.
