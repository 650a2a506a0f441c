(** * Claims: the samplers that the noise is made of

    For each exported function: the probability of every outcome in closed form ([_pmf]),
    total mass 1 ([_terminates]), the same probability for the running program ([_tape]),
    and a bound on the expected number of bytes that it reads ([_bytes]).

    Parameters are naturals of any size; a rational is a numerator and a denominator, and
    the preconditions are what the typed Rust constructors enforce.  The programs and their
    closed forms are in Samplers/<Name>/{Code,Spec}.v.

    Glossary
      word_bytes n == the number of bytes that hold [n - 1] *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Lang.Cost Samplers.Ratio.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Spec Samplers.Uniform.Cost.
From Verinoise Require Import Samplers.Bernoulli.Code Samplers.Bernoulli.Spec Samplers.Bernoulli.Cost.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Spec Samplers.BernoulliExp.Cost.
From Verinoise Require Import Samplers.Geometric.Code Samplers.Geometric.Spec Samplers.Geometric.Cost.
From Verinoise Require Samplers.Uniform.Proof.
From Verinoise Require Samplers.Bernoulli.Proof.
From Verinoise Require Samplers.BernoulliExp.Proof.
From Verinoise Require Samplers.Geometric.Proof.
Import ListNotations.
Local Open Scope R_scope.

(** [uniform n] draws each natural number below [n] with probability 1/n. *)
Theorem uniform_pmf (n x : N) : (0 < n)%N ->
  pmf (body uniform value n) x = uniform_mass n x.
Proof. exact (Uniform.Proof.uniform_pmf n x). Qed.

(** [uniform n] ends with probability 1. *)
Theorem uniform_terminates (n : N) : (0 < n)%N -> terminates (body uniform value n).
Proof. exact (Uniform.Proof.uniform_terminates n). Qed.

(** The running program [uniform n] outputs each value with the same probability, if its
    bytes are uniform and independent. *)
Theorem uniform_tape (n x : N) : (0 < n)%N ->
  tape_probability (body uniform value n) x = uniform_mass n x.
Proof. exact (Uniform.Proof.uniform_tape n x). Qed.

(** [uniform n] reads on average at most twice the number of bytes that hold n - 1. *)
Theorem uniform_bytes (n : N) : (0 < n)%N ->
  bytes_within (body uniform value n) (2 * word_bytes n).
Proof. exact (Uniform.Cost.uniform_bytes n). Qed.

(** [bernoulli (n, d)], the lazy coin, shows true with probability n/d. *)
Theorem bernoulli_pmf (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  pmf (body bernoulli value (n, d)) b = bernoulli_mass n d b.
Proof. exact (Bernoulli.Proof.bernoulli_pmf n d b). Qed.

(** [bernoulli (n, d)] ends with probability 1. *)
Theorem bernoulli_terminates (n d : N) : (0 < d)%N ->
  terminates (body bernoulli value (n, d)).
Proof. exact (Bernoulli.Proof.bernoulli_terminates n d). Qed.

(** The running program [bernoulli (n, d)] outputs each value with the same probability, if
    its bytes are uniform and independent. *)
Theorem bernoulli_tape (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  tape_probability (body bernoulli value (n, d)) b = bernoulli_mass n d b.
Proof. exact (Bernoulli.Proof.bernoulli_tape n d b). Qed.

(** [bernoulli (n, d)] reads at most 256/255 bytes on average. *)
Theorem bernoulli_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body bernoulli value (n, d)) (256 / 255).
Proof. exact (Bernoulli.Cost.bernoulli_bytes n d). Qed.

(** [bernoulli (n, d)] reads no bytes where the outcome is certain. *)
Theorem bernoulli_bytes_certain (n d : N) :
  n = 0%N \/ (d <= n)%N -> bytes_within (body bernoulli value (n, d)) 0.
Proof. exact (Bernoulli.Cost.bernoulli_bytes_certain n d). Qed.

(** [bernoulli_exp_unit (n, d)] shows true with probability exp(-n/d), for n/d at most 1. *)
Theorem bernoulli_exp_unit_pmf (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  pmf (body bernoulli_exp_unit value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_unit_pmf n d b). Qed.

(** [bernoulli_exp_unit (n, d)] ends with probability 1. *)
Theorem bernoulli_exp_unit_terminates (n d : N) : (0 < d)%N -> (n <= d)%N ->
  terminates (body bernoulli_exp_unit value (n, d)).
Proof. exact (BernoulliExp.Proof.bernoulli_exp_unit_terminates n d). Qed.

(** The running program [bernoulli_exp_unit (n, d)] outputs each value with the same
    probability, if its bytes are uniform and independent. *)
Theorem bernoulli_exp_unit_tape (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  tape_probability (body bernoulli_exp_unit value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_unit_tape n d b). Qed.

(** [bernoulli_exp_unit (n, d)] reads at most 256/255 e^{n/d} bytes on average. *)
Theorem bernoulli_exp_unit_bytes (n d : N) : (0 < d)%N -> (n <= d)%N ->
  bytes_within (body bernoulli_exp_unit value (n, d)) (256 / 255 * exp (ratio n d)).
Proof. exact (BernoulliExp.Cost.bernoulli_exp_unit_bytes n d). Qed.

(** [bernoulli_exp (n, d)] shows true with probability exp(-n/d). *)
Theorem bernoulli_exp_pmf (n d : N) (b : bool) : (0 < d)%N ->
  pmf (body bernoulli_exp value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_pmf n d b). Qed.

(** [bernoulli_exp (n, d)] ends with probability 1. *)
Theorem bernoulli_exp_terminates (n d : N) : (0 < d)%N ->
  terminates (body bernoulli_exp value (n, d)).
Proof. exact (BernoulliExp.Proof.bernoulli_exp_terminates n d). Qed.

(** The running program [bernoulli_exp (n, d)] outputs each value with the same probability,
    if its bytes are uniform and independent. *)
Theorem bernoulli_exp_tape (n d : N) (b : bool) : (0 < d)%N ->
  tape_probability (body bernoulli_exp value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_tape n d b). Qed.

(** [bernoulli_exp (n, d)] reads at most 256/255 e^{min(1, n/d)} bytes on average. *)
Theorem bernoulli_exp_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body bernoulli_exp value (n, d)) (256 / 255 * exp (Rmin 1 (ratio n d))).
Proof. exact (BernoulliExp.Cost.bernoulli_exp_bytes n d). Qed.

(** [geometric_by_trials (n, d)], which flips a coin again and again, draws k with
    probability (1 - r) r^k, where r = exp(-n/d). *)
Theorem geometric_by_trials_pmf (n d : N) (k : N) : (0 < d)%N ->
  pmf (body geometric_by_trials value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_trials_pmf; assumption. Qed.

(** [geometric_by_trials (n, d)] ends with probability 1. *)
Theorem geometric_by_trials_terminates (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body geometric_by_trials value (n, d)).
Proof. intros. apply Geometric.Proof.geometric_by_trials_terminates; assumption. Qed.

(** The running program [geometric_by_trials (n, d)] outputs each value with the same
    probability, if its bytes are uniform and independent. *)
Theorem geometric_by_trials_tape (n d : N) (k : N) : (0 < d)%N ->
  tape_probability (body geometric_by_trials value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_trials_tape; assumption. Qed.

(** [geometric_by_trials (n, d)] reads at most 256/255 e^{min(1, n/d)} / (1 - e^{-n/d}) bytes
    on average. *)
Theorem geometric_by_trials_bytes (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body geometric_by_trials value (n, d))
    (256 / 255 * exp (Rmin 1 (ratio n d)) / (1 - exp (- ratio n d))).
Proof. exact (Geometric.Cost.geometric_by_trials_bytes n d). Qed.

(** [geometric_by_digits (n, d)], which draws a digit and a count, draws k with probability
    (1 - r) r^k, where r = exp(-n/d). *)
Theorem geometric_by_digits_pmf (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  pmf (body geometric_by_digits value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_digits_pmf; assumption. Qed.

(** [geometric_by_digits (n, d)] ends with probability 1. *)
Theorem geometric_by_digits_terminates (n d : N) : (0 < d)%N ->
  terminates (body geometric_by_digits value (n, d)).
Proof. intros. apply Geometric.Proof.geometric_by_digits_terminates; assumption. Qed.

(** The running program [geometric_by_digits (n, d)] outputs each value with the same
    probability, if its bytes are uniform and independent. *)
Theorem geometric_by_digits_tape (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body geometric_by_digits value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_digits_tape; assumption. Qed.

(** [geometric_by_digits (n, d)] reads on average at most 2 w / (1 - 1/e) + 512/255 e bytes,
    where w is the number of bytes that hold d - 1. *)
Theorem geometric_by_digits_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body geometric_by_digits value (n, d))
    (2 * word_bytes d / (1 - exp (-1)) + 2 * (256 / 255) * exp 1).
Proof. exact (Geometric.Cost.geometric_by_digits_bytes n d). Qed.

(** [geometric (n, d)], which is one of the two programs before it, draws k with probability
    (1 - r) r^k, where r = exp(-n/d). *)
Theorem geometric_pmf (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  pmf (body geometric value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_pmf; assumption. Qed.

(** [geometric (n, d)] ends with probability 1. *)
Theorem geometric_terminates (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body geometric value (n, d)).
Proof. intros. apply Geometric.Proof.geometric_terminates; assumption. Qed.

(** The running program [geometric (n, d)] outputs each value with the same probability, if
    its bytes are uniform and independent. *)
Theorem geometric_tape (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body geometric value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_tape; assumption. Qed.

(** [geometric (n, d)] reads on average at most 16/5 times the number of bytes that hold d -
    1, plus 11/2. *)
Theorem geometric_bytes (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body geometric value (n, d)) (16 / 5 * word_bytes d + 11 / 2).
Proof. exact (Geometric.Cost.geometric_bytes n d). Qed.
