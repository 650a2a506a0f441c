(** * What verinoise claims

    Every public theorem, each under a paragraph of English.  Proofs are
    elsewhere; what the statements mean is in

      MathLite: Prob, Sums, Tsum, Dist, Dsup, While   [ind], [tsum], [dist], [dwhile]
      Lang: Syntax, Eval, Pmf, Machine, Words         the language and its two readings
      Lang: Cost                                      [bytes_within]
      Samplers/<Name>/{Code,Spec}.v                   the programs and their closed forms

    Names follow the function: [_pmf] the probability of every outcome,
    [_terminates] total mass 1, [_tape] the same as [_pmf] about the running program,
    [_bytes] a bound on the bytes that it reads, on average.
    Parameters are naturals of any size; a rational is a numerator and a
    denominator, and preconditions are what the typed Rust constructors enforce.

    What the noise achieves is in ClaimsPrivacy.v, how costs add up in ClaimsCalculus.v.

    Glossary
      tape_probability c v == the weight of the byte strings on which the machine
                              outputs [v], a string of [l] bytes weighing 256^-l
      bytes_within c B     == the expected number of bytes is finite and at most [B]
      word_bytes n         == the number of bytes that hold [n - 1]
      acceptance ...       == the probability that a proposal is kept           *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.Words.
From Verinoise Require Import Lang.Cost Samplers.Ratio.
From Verinoise Require Import Samplers.Uniform.Cost Samplers.Bernoulli.Cost.
From Verinoise Require Import Samplers.BernoulliExp.Cost Samplers.Geometric.Cost.
From Verinoise Require Import Samplers.Laplace.Cost Samplers.Gaussian.Cost.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Spec.
From Verinoise Require Import Samplers.Bernoulli.Code Samplers.Bernoulli.Spec.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Spec.
From Verinoise Require Import Samplers.Geometric.Code Samplers.Geometric.Spec.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Spec.
From Verinoise Require Lang.MachineFacts Lang.Adequacy.
From Verinoise Require Samplers.Uniform.Proof Samplers.Bernoulli.Proof Samplers.BernoulliExp.Proof.
From Verinoise Require Samplers.Geometric.Proof Samplers.Laplace.Proof Samplers.Gaussian.Proof.
From Verinoise Require Import Export.Ast Export.AstFacts Export.Crate Export.CrateFacts.
Import ListNotations.
Local Open Scope R_scope.

Definition tape_probability {t} (c : cmd value t) (v : values t) : R :=
  tsum (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape).

(** ** The language *)

(** Adequacy.  For every program: if bytes are uniform and independent, the machine
    outputs [v] with probability [pmf c v].  The sum runs over all finite byte
    strings, and is a proper sum: its finite parts are bounded. *)
Theorem adequacy {t} (c : cmd value t) (v : values t) : tape_probability c v = pmf c v.
Proof. exact (Adequacy.adequacy c v). Qed.

Theorem adequacy_summable {t} (c : cmd value t) (v : values t) :
  summable (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape).
Proof. exact (Adequacy.adequacy_summable c v). Qed.

(** The byte strings that are summed over stand for disjoint events: on each the
    program outputs one value, and none is a proper prefix of another. *)
Theorem outputs_functional {t} (c : cmd value t) tape v w :
  outputs c tape v -> outputs c tape w -> v = w.
Proof. exact (MachineFacts.outputs_functional c tape v w). Qed.

Theorem outputs_prefix_free {t} (c : cmd value t) tape more v w :
  outputs c tape v -> outputs c (tape ++ more) w -> more = [].
Proof. exact (MachineFacts.outputs_prefix_free c tape more v w). Qed.

(** Words.  Let an arithmetic be such that each operation gives the exact result or a
    fault.  A run with it that ends without a fault is, byte for byte, a run on
    unbounded numbers.  Words of any width are such an arithmetic. *)
Theorem faithful_run {t} (A : arithmetic) (c : cmd value t) fuel tape v rest :
  faithful A -> run A fuel c tape = Done v rest -> run exact fuel c tape = Done v rest.
Proof. exact (MachineFacts.faithful_run c A fuel tape v rest). Qed.

Theorem words_faithful (width : N) : faithful (words width).
Proof. exact (Words.words_faithful width). Qed.

(** Bytes.  With [k] bytes at hand, a program that reads at most [B] on average ends with
    probability at least 1 - B/(k + 1). *)
Theorem bytes_enough {t} (c : cmd value t) (B : R) (k : nat) :
  bytes_within c B -> terminates c ->
  1 - B / INR (S k)
  <= tsum (fun tape => ind ((exists v, outputs c tape v) /\ (length tape <= k)%nat)
                       * (/ 256) ^ length tape).
Proof. exact (Cost.bytes_enough c B k). Qed.

(** ** The samplers *)

(** [uniform n] draws each natural number below [n] with probability 1/n. *)
Theorem uniform_pmf (n x : N) : (0 < n)%N ->
  pmf (body uniform value n) x = uniform_mass n x.
Proof. exact (Uniform.Proof.uniform_pmf n x). Qed.

Theorem uniform_terminates (n : N) : (0 < n)%N -> terminates (body uniform value n).
Proof. exact (Uniform.Proof.uniform_terminates n). Qed.

Theorem uniform_tape (n x : N) : (0 < n)%N ->
  tape_probability (body uniform value n) x = uniform_mass n x.
Proof. exact (Uniform.Proof.uniform_tape n x). Qed.

Theorem uniform_bytes (n : N) : (0 < n)%N ->
  bytes_within (body uniform value n) (2 * word_bytes n).
Proof. exact (Uniform.Cost.uniform_bytes n). Qed.

(** [bernoulli (n, d)], the lazy coin, shows true with probability n/d. *)
Theorem bernoulli_pmf (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  pmf (body bernoulli value (n, d)) b = bernoulli_mass n d b.
Proof. exact (Bernoulli.Proof.bernoulli_pmf n d b). Qed.

Theorem bernoulli_terminates (n d : N) : (0 < d)%N ->
  terminates (body bernoulli value (n, d)).
Proof. exact (Bernoulli.Proof.bernoulli_terminates n d). Qed.

Theorem bernoulli_tape (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  tape_probability (body bernoulli value (n, d)) b = bernoulli_mass n d b.
Proof. exact (Bernoulli.Proof.bernoulli_tape n d b). Qed.

Theorem bernoulli_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body bernoulli value (n, d)) (256 / 255).
Proof. exact (Bernoulli.Cost.bernoulli_bytes n d). Qed.

(** [bernoulli_exp_unit (n, d)] shows true with probability exp(-n/d), for n/d at most 1. *)
Theorem bernoulli_exp_unit_pmf (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  pmf (body bernoulli_exp_unit value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_unit_pmf n d b). Qed.

Theorem bernoulli_exp_unit_terminates (n d : N) : (0 < d)%N -> (n <= d)%N ->
  terminates (body bernoulli_exp_unit value (n, d)).
Proof. exact (BernoulliExp.Proof.bernoulli_exp_unit_terminates n d). Qed.

Theorem bernoulli_exp_unit_tape (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  tape_probability (body bernoulli_exp_unit value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_unit_tape n d b). Qed.

Theorem bernoulli_exp_unit_bytes (n d : N) : (0 < d)%N -> (n <= d)%N ->
  bytes_within (body bernoulli_exp_unit value (n, d)) (256 / 255 * exp (ratio n d)).
Proof. exact (BernoulliExp.Cost.bernoulli_exp_unit_bytes n d). Qed.

(** [bernoulli_exp (n, d)] shows true with probability exp(-n/d). *)
Theorem bernoulli_exp_pmf (n d : N) (b : bool) : (0 < d)%N ->
  pmf (body bernoulli_exp value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_pmf n d b). Qed.

Theorem bernoulli_exp_terminates (n d : N) : (0 < d)%N ->
  terminates (body bernoulli_exp value (n, d)).
Proof. exact (BernoulliExp.Proof.bernoulli_exp_terminates n d). Qed.

Theorem bernoulli_exp_tape (n d : N) (b : bool) : (0 < d)%N ->
  tape_probability (body bernoulli_exp value (n, d)) b = bernoulli_exp_mass n d b.
Proof. exact (BernoulliExp.Proof.bernoulli_exp_tape n d b). Qed.

Theorem bernoulli_exp_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body bernoulli_exp value (n, d)) (256 / 255 * exp (Rmin 1 (ratio n d))).
Proof. exact (BernoulliExp.Cost.bernoulli_exp_bytes n d). Qed.

(** [geometric (n, d)] draws k with probability (1 - r) r^k, r = exp(-n/d); so does each
    of the two programs that it switches between. *)
Theorem geometric_by_trials_pmf (n d : N) (k : N) : (0 < d)%N ->
  pmf (body geometric_by_trials value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_trials_pmf; assumption. Qed.

Theorem geometric_by_trials_terminates (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body geometric_by_trials value (n, d)).
Proof. intros. apply Geometric.Proof.geometric_by_trials_terminates; assumption. Qed.

Theorem geometric_by_trials_tape (n d : N) (k : N) : (0 < d)%N ->
  tape_probability (body geometric_by_trials value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_trials_tape; assumption. Qed.

Theorem geometric_by_trials_bytes (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body geometric_by_trials value (n, d))
    (256 / 255 * exp (Rmin 1 (ratio n d)) / (1 - exp (- ratio n d))).
Proof. exact (Geometric.Cost.geometric_by_trials_bytes n d). Qed.

Theorem geometric_by_digits_pmf (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  pmf (body geometric_by_digits value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_digits_pmf; assumption. Qed.

Theorem geometric_by_digits_terminates (n d : N) : (0 < d)%N ->
  terminates (body geometric_by_digits value (n, d)).
Proof. intros. apply Geometric.Proof.geometric_by_digits_terminates; assumption. Qed.

Theorem geometric_by_digits_tape (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body geometric_by_digits value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_by_digits_tape; assumption. Qed.

Theorem geometric_by_digits_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body geometric_by_digits value (n, d))
    (2 * word_bytes d / (1 - exp (-1)) + 2 * (256 / 255) * exp 1).
Proof. exact (Geometric.Cost.geometric_by_digits_bytes n d). Qed.

Theorem geometric_pmf (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  pmf (body geometric value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_pmf; assumption. Qed.

Theorem geometric_terminates (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body geometric value (n, d)).
Proof. intros. apply Geometric.Proof.geometric_terminates; assumption. Qed.

Theorem geometric_tape (n d : N) (k : N) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body geometric value (n, d)) k = geometric_mass n d k.
Proof. intros. apply Geometric.Proof.geometric_tape; assumption. Qed.

Theorem geometric_bytes (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body geometric value (n, d)) (16 / 5 * word_bytes d + 11 / 2).
Proof. exact (Geometric.Cost.geometric_bytes n d). Qed.

(** [laplace (n, d)] is discrete Laplace noise of scale t = n/d: x has probability
    (1 - e^{-1/t}) / (1 + e^{-1/t}) * e^{-|x|/t}.  [laplace_shifted] adds a location. *)
Theorem laplace_pmf (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  pmf (body laplace value (n, d)) x = laplace_mass (ratio n d) x.
Proof. intros. apply Laplace.Proof.laplace_pmf; assumption. Qed.

Theorem laplace_terminates (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body laplace value (n, d)).
Proof. intros. apply Laplace.Proof.laplace_terminates; assumption. Qed.

Theorem laplace_tape (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body laplace value (n, d)) x = laplace_mass (ratio n d) x.
Proof. intros. apply Laplace.Proof.laplace_tape; assumption. Qed.

Theorem laplace_bytes (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body laplace value (n, d)) (7 / 2 * word_bytes n + 8).
Proof. exact (Laplace.Cost.laplace_bytes n d). Qed.

(** The bound grows with the numbers that write the scale; for scales up to 5 it need not. *)
Theorem laplace_bytes_small (n d : N) : (0 < n)%N -> (0 < d)%N -> (n <= 5 * d)%N ->
  bytes_within (body laplace value (n, d)) 9.
Proof. exact (Laplace.Cost.laplace_bytes_small n d). Qed.

Theorem laplace_shifted_pmf (location : Z) (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  pmf (body laplace_shifted value (location, (n, d))) x = laplace_mass (ratio n d) (x - location).
Proof. intros. apply Laplace.Proof.laplace_shifted_pmf; assumption. Qed.

Theorem laplace_shifted_terminates (location : Z) (n d : N) : (0 < n)%N -> (0 < d)%N ->
  terminates (body laplace_shifted value (location, (n, d))).
Proof. intros. apply Laplace.Proof.laplace_shifted_terminates; assumption. Qed.

Theorem laplace_shifted_tape (location : Z) (n d : N) (x : Z) : (0 < n)%N -> (0 < d)%N ->
  tape_probability (body laplace_shifted value (location, (n, d))) x
  = laplace_mass (ratio n d) (x - location).
Proof. intros. apply Laplace.Proof.laplace_shifted_tape; assumption. Qed.

Theorem laplace_shifted_bytes (location : Z) (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body laplace_shifted value (location, (n, d))) (7 / 2 * word_bytes n + 8).
Proof. intros Hn Hd. exact (Laplace.Cost.laplace_shifted_bytes n d Hn Hd location). Qed.

(** [gaussian (a, b)] is discrete Gaussian noise of variance parameter s = a/b: x has
    probability e^{-x^2/(2s)} divided by the sum of these over all integers. *)
Theorem gaussian_pmf (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  pmf (body gaussian value (a, b)) x = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_pmf; assumption. Qed.

Theorem gaussian_terminates (a b : N) : (0 < a)%N -> (0 < b)%N ->
  terminates (body gaussian value (a, b)).
Proof. intros. apply Gaussian.Proof.gaussian_terminates; assumption. Qed.

Theorem gaussian_tape (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  tape_probability (body gaussian value (a, b)) x = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_tape; assumption. Qed.

Theorem gaussian_bytes (a b : N) : (0 < a)%N -> (0 < b)%N ->
  bytes_within (body gaussian value (a, b)) (35 / 4 * word_bytes a + 27).
Proof. exact (Gaussian.Cost.gaussian_bytes a b). Qed.

Theorem gaussian_bytes_small (a b : N) : (0 < a)%N -> (0 < b)%N -> (a <= 15 * b)%N ->
  bytes_within (body gaussian value (a, b)) 30.
Proof. exact (Gaussian.Cost.gaussian_bytes_small a b). Qed.

(** The same distribution comes from discrete Laplace proposals of any scale t = n/d,
    when the centre is s/t = c/e. *)
Theorem gaussian_by_rejection_pmf (a b n d c e : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  (c * (b * n) = e * (a * d))%N ->
  pmf (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) x = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_by_rejection_pmf; assumption. Qed.

Theorem gaussian_by_rejection_terminates (a b n d c e : N) :
  (0 < a)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  terminates (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))).
Proof. intros. apply Gaussian.Proof.gaussian_by_rejection_terminates; assumption. Qed.

Theorem gaussian_by_rejection_tape (a b n d c e : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  (c * (b * n) = e * (a * d))%N ->
  tape_probability (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) x
  = gaussian_mass a b x.
Proof. intros. apply Gaussian.Proof.gaussian_by_rejection_tape; assumption. Qed.

Theorem gaussian_by_rejection_bytes (a b n d c e : N) :
  (0 < a)%N -> (0 < n)%N -> (0 < d)%N -> (0 < e)%N ->
  bytes_within (body gaussian_by_rejection value ((a, b), ((n, d), (c, e))))
    ((7 / 2 * word_bytes n + 8 + 256 / 255 * exp 1) / acceptance a b n d c e).
Proof. exact (Gaussian.Cost.gaussian_by_rejection_bytes a b n d c e). Qed.

(** [gaussian_shifted] adds a location. *)
Theorem gaussian_shifted_pmf (location : Z) (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  pmf (body gaussian_shifted value (location, (a, b))) x = gaussian_mass a b (x - location).
Proof. intros. apply Gaussian.Proof.gaussian_shifted_pmf; assumption. Qed.

Theorem gaussian_shifted_terminates (location : Z) (a b : N) : (0 < a)%N -> (0 < b)%N ->
  terminates (body gaussian_shifted value (location, (a, b))).
Proof. intros. apply Gaussian.Proof.gaussian_shifted_terminates; assumption. Qed.

Theorem gaussian_shifted_tape (location : Z) (a b : N) (x : Z) : (0 < a)%N -> (0 < b)%N ->
  tape_probability (body gaussian_shifted value (location, (a, b))) x
  = gaussian_mass a b (x - location).
Proof. intros. apply Gaussian.Proof.gaussian_shifted_tape; assumption. Qed.

Theorem gaussian_shifted_bytes (location : Z) (a b : N) : (0 < a)%N -> (0 < b)%N ->
  bytes_within (body gaussian_shifted value (location, (a, b))) (35 / 4 * word_bytes a + 27).
Proof. intros Ha Hb. exact (Gaussian.Cost.gaussian_shifted_bytes a b Ha Hb location). Qed.

(** ** The export *)

(** What is exported has one body a name: the table of functions has unique names and
    holds, for every call anywhere in an exported function, the body of that call. *)
Theorem reachable_resolved {a b} (f : func a b) (known t : table) :
  unique_names known -> reachable f (Ok known) = Ok t ->
  unique_names t /\ In (reify f) t /\ resolved t (width a) (body f number (numbered a 0)).
Proof. exact (AstFacts.reachable_resolved f known t). Qed.

(** The crate's own table exists, with unique names. *)
Theorem functions_unique : exists t, functions = Ok t /\ unique_names t.
Proof. exact CrateFacts.functions_unique. Qed.
