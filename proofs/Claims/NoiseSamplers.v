(** * Claims: the samplers of discrete Laplace and discrete Gaussian noise

    As in Samplers.v: [_pmf], [_terminates], [_tape] and [_bytes] for each function.

    Glossary
      word_bytes n   == the number of bytes that hold [n - 1]
      acceptance ... == the probability that a proposal is kept *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Lang.Cost Samplers.Ratio Samplers.Uniform.Cost.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec Samplers.Laplace.Cost.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Spec Samplers.Gaussian.Cost.
From Verinoise Require Samplers.Laplace.Proof.
From Verinoise Require Samplers.Gaussian.Proof.
Import ListNotations.
Local Open Scope R_scope.

(** [laplace (n, d)] is discrete Laplace noise of scale t = n/d: it draws x with probability
    (1 - e^{-1/t}) / (1 + e^{-1/t}) * e^{-|x|/t}. *)
Theorem laplace_pmf (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  pmf (body laplace value (n, d)) x = laplace_mass (ratio n d) x.
Proof. intros. apply Laplace.Proof.laplace_pmf; assumption. Qed.

(** [laplace (n, d)] ends with probability 1. *)
Theorem laplace_terminates (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body laplace value (n, d)).
Proof. intros. apply Laplace.Proof.laplace_terminates; assumption. Qed.

(** The running program [laplace (n, d)] outputs each value with the same probability, if its
    bytes are uniform and independent. *)
Theorem laplace_tape (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body laplace value (n, d)) x = laplace_mass (ratio n d) x.
Proof. intros. apply Laplace.Proof.laplace_tape; assumption. Qed.

(** [laplace (n, d)] reads on average at most 7/2 times the number of bytes that hold n - 1,
    plus 8. *)
Theorem laplace_bytes (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body laplace value (n, d)) (7 / 2 * word_bytes n + 8).
Proof. exact (Laplace.Cost.laplace_bytes n d). Qed.

(** [laplace (n, d)] reads at most 9 bytes on average if the scale n/d is at most 5, whatever
    the numbers that write the scale. *)
Theorem laplace_bytes_small (n d : N) : (0 < n)%N -> (0 < d)%N -> (n <= 5 * d)%N ->
  bytes_within (body laplace value (n, d)) 9.
Proof. exact (Laplace.Cost.laplace_bytes_small n d). Qed.

(** [laplace_shifted (location, (n, d))] is discrete Laplace noise of scale n/d, added to a
    location. *)
Theorem laplace_shifted_pmf (location : Z) (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  pmf (body laplace_shifted value (location, (n, d))) x = laplace_mass (ratio n d) (x - location).
Proof. intros. apply Laplace.Proof.laplace_shifted_pmf; assumption. Qed.

(** [laplace_shifted (location, (n, d))] ends with probability 1. *)
Theorem laplace_shifted_terminates (location : Z) (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body laplace_shifted value (location, (n, d))).
Proof. intros. apply Laplace.Proof.laplace_shifted_terminates; assumption. Qed.

(** The running program [laplace_shifted (location, (n, d))] outputs each value with the same
    probability, if its bytes are uniform and independent. *)
Theorem laplace_shifted_tape (location : Z) (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body laplace_shifted value (location, (n, d))) x
  = laplace_mass (ratio n d) (x - location).
Proof. intros. apply Laplace.Proof.laplace_shifted_tape; assumption. Qed.

(** [laplace_shifted (location, (n, d))] reads on average at most 7/2 times the number of
    bytes that hold n - 1, plus 8, as without a location. *)
Theorem laplace_shifted_bytes (location : Z) (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body laplace_shifted value (location, (n, d))) (7 / 2 * word_bytes n + 8).
Proof. intros Hn Hd. exact (Laplace.Cost.laplace_shifted_bytes n d Hn Hd location). Qed.

(** [laplace_shifted] reads at most 9 bytes on average if the scale n/d is at most 5. *)
Theorem laplace_shifted_bytes_small (location : Z) (n d : N) :
  (0 < n)%N -> (0 < d)%N -> (n <= 5 * d)%N ->
  bytes_within (body laplace_shifted value (location, (n, d))) 9.
Proof. intros Hn Hd. exact (Laplace.Cost.laplace_shifted_bytes_small n d Hn Hd location). Qed.

(** [gaussian (a, b)] is discrete Gaussian noise of variance parameter s = a/b: it draws x
    with probability e^{-x^2/(2s)}, divided by the sum of these over all integers. *)
Theorem gaussian_pmf (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  pmf (body gaussian value (a, b)) x = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_pmf; assumption. Qed.

(** [gaussian (a, b)] ends with probability 1. *)
Theorem gaussian_terminates (a b : N) : (0 < a)%N -> (0 < b)%N ->
  terminates (body gaussian value (a, b)).
Proof. intros. apply Gaussian.Proof.gaussian_terminates; assumption. Qed.

(** The running program [gaussian (a, b)] outputs each value with the same probability, if
    its bytes are uniform and independent. *)
Theorem gaussian_tape (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  tape_probability (body gaussian value (a, b)) x = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_tape; assumption. Qed.

(** [gaussian (a, b)] reads on average at most 35/4 times the number of bytes that hold a -
    1, plus 27. *)
Theorem gaussian_bytes (a b : N) : (0 < a)%N -> (0 < b)%N ->
  bytes_within (body gaussian value (a, b)) (35 / 4 * word_bytes a + 27).
Proof. exact (Gaussian.Cost.gaussian_bytes a b). Qed.

(** [gaussian (a, b)] reads at most 30 bytes on average if a/b is at most 15, whatever the
    numbers that write the variance parameter. *)
Theorem gaussian_bytes_small (a b : N) : (0 < a)%N -> (0 < b)%N -> (a <= 15 * b)%N ->
  bytes_within (body gaussian value (a, b)) 30.
Proof. exact (Gaussian.Cost.gaussian_bytes_small a b). Qed.

(** Discrete Laplace proposals of any scale t = n/d give discrete Gaussian noise of variance
    parameter s = a/b, if the centre is s/t = c/e. *)
Theorem gaussian_by_rejection_pmf (a b n d c e : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  (c * (b * n) = e * (a * d))%N ->
  pmf (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) x = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_by_rejection_pmf; assumption. Qed.

(** [gaussian_by_rejection] ends with probability 1. *)
Theorem gaussian_by_rejection_terminates (a b n d c e : N) :
  (0 < a)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  terminates (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))).
Proof. intros. apply Gaussian.Proof.gaussian_by_rejection_terminates; assumption. Qed.

(** The running program [gaussian_by_rejection] outputs each value with the same probability,
    if its bytes are uniform and independent. *)
Theorem gaussian_by_rejection_tape (a b n d c e : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  (c * (b * n) = e * (a * d))%N ->
  tape_probability (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) x
  = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_by_rejection_tape; assumption. Qed.

(** [gaussian_by_rejection] reads on average at most the bytes of one proposal and of its
    verdict, divided by the probability that a proposal is kept. *)
Theorem gaussian_by_rejection_bytes (a b n d c e : N) :
  (0 < a)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  bytes_within (body gaussian_by_rejection value ((a, b), ((n, d), (c, e))))
    ((7 / 2 * word_bytes n + 8 + 256 / 255 * exp 1) / acceptance a b n d c e).
Proof. exact (Gaussian.Cost.gaussian_by_rejection_bytes a b n d c e). Qed.

(** [gaussian_shifted (location, (a, b))] is discrete Gaussian noise of variance parameter
    a/b, added to a location. *)
Theorem gaussian_shifted_pmf (location : Z) (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  pmf (body gaussian_shifted value (location, (a, b))) x = gaussian_mass a b (x - location).
Proof. intros. apply Gaussian.Proof.gaussian_shifted_pmf; assumption. Qed.

(** [gaussian_shifted (location, (a, b))] ends with probability 1. *)
Theorem gaussian_shifted_terminates (location : Z) (a b : N) : (0 < a)%N -> (0 < b)%N ->
  terminates (body gaussian_shifted value (location, (a, b))).
Proof. intros. apply Gaussian.Proof.gaussian_shifted_terminates; assumption. Qed.

(** The running program [gaussian_shifted (location, (a, b))] outputs each value with the
    same probability, if its bytes are uniform and independent. *)
Theorem gaussian_shifted_tape (location : Z) (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  tape_probability (body gaussian_shifted value (location, (a, b))) x
  = gaussian_mass a b (x - location).
Proof. intros. apply Gaussian.Proof.gaussian_shifted_tape; assumption. Qed.

(** [gaussian_shifted (location, (a, b))] reads on average at most 35/4 times the number of
    bytes that hold a - 1, plus 27, as without a location. *)
Theorem gaussian_shifted_bytes (location : Z) (a b : N) : (0 < a)%N -> (0 < b)%N ->
  bytes_within (body gaussian_shifted value (location, (a, b))) (35 / 4 * word_bytes a + 27).
Proof. intros Ha Hb. exact (Gaussian.Cost.gaussian_shifted_bytes a b Ha Hb location). Qed.

(** [gaussian_shifted] reads at most 30 bytes on average if a/b is at most 15. *)
Theorem gaussian_shifted_bytes_small (location : Z) (a b : N) :
  (0 < a)%N -> (0 < b)%N -> (a <= 15 * b)%N ->
  bytes_within (body gaussian_shifted value (location, (a, b))) 30.
Proof. intros Ha Hb. exact (Gaussian.Cost.gaussian_shifted_bytes_small a b Ha Hb location). Qed.
