(** * Claims: certified enclosures of the exponential function

    [exp_opp] and [exp_up] enclose exp(-n/d) and exp(n/d), for a rational n/d of any size,
    between two natural numbers in units of 2^-bits, for any number of bits; the two
    differ by at most 2.  These programs draw nothing.  [exp_exceeds] is a coin whose
    probability is known by such enclosures alone: it compares random bits with them,
    and takes more bits only as long as the answer is open.

    For each exported function: what its outcome is ([_pmf]), total mass 1
    ([_terminates]), the same for the running program ([_tape]), and the expected number
    of bytes that it reads ([_bytes]).  A program that draws nothing has one outcome,
    and reads no byte.

    Parameters are naturals of any size.  The programs are in
    Samplers/{Exp,ExpExceeds}/Code.v, [encloses] is in Samplers/Exp/Spec.v.

    Glossary
      encloses bits (lower, upper) x == [lower <= 2^bits * x <= upper]
      excess t c n d                 == c exp(-n/d) - t                      *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Lang.Cost Samplers.Ratio.
From Verinoise Require Import Samplers.Exp.Code Samplers.Exp.Spec.
From Verinoise Require Import Samplers.ExpExceeds.Code Samplers.ExpExceeds.Spec.
From Verinoise Require Samplers.Exp.Proof Samplers.Exp.Cost Samplers.Exp.Tape.
From Verinoise Require Samplers.ExpExceeds.Proof Samplers.ExpExceeds.Cost.
Import ListNotations.
Local Open Scope R_scope.

(** [exp_opp_fixed (n, d, halvings, terms, bits)] outputs with certainty two natural numbers,
    at most 2^bits, that enclose 2^bits exp(-n/d), for any numbers of halvings, terms and bits. *)
Theorem exp_opp_fixed_pmf (n d halvings terms bits : N) : (0 < d)%N ->
  exists lower upper : N,
    pmf (body exp_opp_fixed value (n, d, halvings, terms, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (- ratio n d)) /\ (lower <= upper <= 2 ^ bits)%N.
Proof. exact (Exp.Proof.exp_opp_fixed_pmf n d halvings terms bits). Qed.

(** [exp_opp_fixed (n, d, halvings, terms, bits)] ends with probability 1. *)
Theorem exp_opp_fixed_terminates (n d halvings terms bits : N) :
  terminates (body exp_opp_fixed value (n, d, halvings, terms, bits)).
Proof. exact (Exp.Proof.exp_opp_fixed_terminates n d halvings terms bits). Qed.

(** The running program [exp_opp_fixed (n, d, halvings, terms, bits)] outputs two such numbers
    on the empty tape, and outputs nothing else. *)
Theorem exp_opp_fixed_tape (n d halvings terms bits : N) : (0 < d)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_opp_fixed value (n, d, halvings, terms, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (- ratio n d)) /\ (lower <= upper <= 2 ^ bits)%N.
Proof. exact (Exp.Tape.exp_opp_fixed_tape n d halvings terms bits). Qed.

(** [exp_opp_fixed (n, d, halvings, terms, bits)] reads no bytes. *)
Theorem exp_opp_fixed_bytes (n d halvings terms bits : N) :
  bytes_within (body exp_opp_fixed value (n, d, halvings, terms, bits)) 0.
Proof. exact (Exp.Cost.exp_opp_fixed_bytes n d halvings terms bits). Qed.

(** [exp_opp (n, d, bits)] outputs with certainty two natural numbers, at most 2^bits, that
    enclose 2^bits exp(-n/d) and differ by at most 2, for any number of bits. *)
Theorem exp_opp_pmf (n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    pmf (body exp_opp value (n, d, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (- ratio n d)) /\
    (lower <= upper <= lower + 2)%N /\ (upper <= 2 ^ bits)%N.
Proof. exact (Exp.Proof.exp_opp_pmf n d bits). Qed.

(** [exp_opp (n, d, bits)] ends with probability 1. *)
Theorem exp_opp_terminates (n d bits : N) : terminates (body exp_opp value (n, d, bits)).
Proof. exact (Exp.Proof.exp_opp_terminates n d bits). Qed.

(** The running program [exp_opp (n, d, bits)] outputs two such numbers on the empty tape, and
    outputs nothing else. *)
Theorem exp_opp_tape (n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_opp value (n, d, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (- ratio n d)) /\
    (lower <= upper <= lower + 2)%N /\ (upper <= 2 ^ bits)%N.
Proof. exact (Exp.Tape.exp_opp_tape n d bits). Qed.

(** [exp_opp (n, d, bits)] reads no bytes. *)
Theorem exp_opp_bytes (n d bits : N) : bytes_within (body exp_opp value (n, d, bits)) 0.
Proof. exact (Exp.Cost.exp_opp_bytes n d bits). Qed.

(** [exp_up (n, d, bits)] outputs with certainty two natural numbers that enclose
    2^bits exp(n/d) and differ by at most 2, for any number of bits. *)
Theorem exp_up_pmf (n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    pmf (body exp_up value (n, d, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (ratio n d)) /\ (lower <= upper <= lower + 2)%N.
Proof. exact (Exp.Proof.exp_up_pmf n d bits). Qed.

(** [exp_up (n, d, bits)] ends with probability 1. *)
Theorem exp_up_terminates (n d bits : N) : terminates (body exp_up value (n, d, bits)).
Proof. exact (Exp.Proof.exp_up_terminates n d bits). Qed.

(** The running program [exp_up (n, d, bits)] outputs two such numbers on the empty tape, and
    outputs nothing else. *)
Theorem exp_up_tape (n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_up value (n, d, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (ratio n d)) /\ (lower <= upper <= lower + 2)%N.
Proof. exact (Exp.Tape.exp_up_tape n d bits). Qed.

(** [exp_up (n, d, bits)] reads no bytes. *)
Theorem exp_up_bytes (n d bits : N) : bytes_within (body exp_up value (n, d, bits)) 0.
Proof. exact (Exp.Cost.exp_up_bytes n d bits). Qed.

(** [exp_opp_cubic (n, d, bits)], which divides once, outputs with certainty two natural
    numbers that enclose 2^bits exp(-n/d), for any n/d and any number of bits. *)
Theorem exp_opp_cubic_pmf (n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    pmf (body exp_opp_cubic value (n, d, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (- ratio n d)) /\ (lower <= upper)%N.
Proof. exact (Exp.Proof.exp_opp_cubic_pmf n d bits). Qed.

(** [exp_opp_cubic (n, d, bits)] ends with probability 1. *)
Theorem exp_opp_cubic_terminates (n d bits : N) :
  terminates (body exp_opp_cubic value (n, d, bits)).
Proof. exact (Exp.Proof.exp_opp_cubic_terminates n d bits). Qed.

(** The running program [exp_opp_cubic (n, d, bits)] outputs two such numbers on the empty
    tape, and outputs nothing else. *)
Theorem exp_opp_cubic_tape (n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_opp_cubic value (n, d, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (- ratio n d)) /\ (lower <= upper)%N.
Proof. exact (Exp.Tape.exp_opp_cubic_tape n d bits). Qed.

(** [exp_opp_cubic (n, d, bits)] reads no bytes. *)
Theorem exp_opp_cubic_bytes (n d bits : N) :
  bytes_within (body exp_opp_cubic value (n, d, bits)) 0.
Proof. exact (Exp.Cost.exp_opp_cubic_bytes n d bits). Qed.

(** [exp_opp_scaled (c, n, d, bits)] outputs with certainty two natural numbers that enclose
    2^bits c exp(-n/d) and differ by at most 2, for any coefficient c and any number of bits. *)
Theorem exp_opp_scaled_pmf (c n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    pmf (body exp_opp_scaled value (c, n, d, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (IZR (Z.of_N c) * exp (- ratio n d)) /\
    (lower <= upper <= lower + 2)%N.
Proof. exact (ExpExceeds.Proof.exp_opp_scaled_pmf c n d bits). Qed.

(** [exp_opp_scaled (c, n, d, bits)] ends with probability 1. *)
Theorem exp_opp_scaled_terminates (c n d bits : N) :
  terminates (body exp_opp_scaled value (c, n, d, bits)).
Proof. exact (ExpExceeds.Proof.exp_opp_scaled_terminates c n d bits). Qed.

(** The running program [exp_opp_scaled (c, n, d, bits)] outputs two such numbers on the empty
    tape, and outputs nothing else. *)
Theorem exp_opp_scaled_tape (c n d bits : N) : (0 < d)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_opp_scaled value (c, n, d, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (IZR (Z.of_N c) * exp (- ratio n d)) /\
    (lower <= upper <= lower + 2)%N.
Proof. exact (ExpExceeds.Cost.exp_opp_scaled_tape c n d bits). Qed.

(** [exp_opp_scaled (c, n, d, bits)] reads no bytes. *)
Theorem exp_opp_scaled_bytes (c n d bits : N) :
  bytes_within (body exp_opp_scaled value (c, n, d, bits)) 0.
Proof. exact (ExpExceeds.Cost.exp_opp_scaled_bytes c n d bits). Qed.

(** [exp_exceeds (t, c, n, d)] shows true with probability c exp(-n/d) - t, cut to the interval
    from 0 to 1: it tells whether c exp(-n/d) is above a uniform real number between t and
    t + 1. *)
Theorem exp_exceeds_pmf (t c n d : N) (b : bool) : (0 < d)%N ->
  pmf (body exp_exceeds value (t, c, n, d)) b = exp_exceeds_mass t c n d b.
Proof. exact (ExpExceeds.Proof.exp_exceeds_pmf t c n d b). Qed.

(** [exp_exceeds (t, c, n, d)] ends with probability 1. *)
Theorem exp_exceeds_terminates (t c n d : N) : (0 < d)%N ->
  terminates (body exp_exceeds value (t, c, n, d)).
Proof. exact (ExpExceeds.Proof.exp_exceeds_terminates t c n d). Qed.

(** The running program [exp_exceeds (t, c, n, d)] outputs each value with the same
    probability, if its bytes are uniform and independent. *)
Theorem exp_exceeds_tape (t c n d : N) (b : bool) : (0 < d)%N ->
  tape_probability (body exp_exceeds value (t, c, n, d)) b = exp_exceeds_mass t c n d b.
Proof. exact (ExpExceeds.Proof.exp_exceeds_tape t c n d b). Qed.

(** [exp_exceeds (t, c, n, d)] reads at most 8 / (1 - 2^-63) bytes on average. *)
Theorem exp_exceeds_bytes (t c n d : N) : (0 < d)%N ->
  bytes_within (body exp_exceeds value (t, c, n, d)) (8 / (1 - / 2 ^ 63)).
Proof. exact (ExpExceeds.Cost.exp_exceeds_bytes t c n d). Qed.

(** [exp_exceeds (t, c, n, d)] reads no bytes where c exp(-n/d) - t is above 2 or at most -2. *)
Theorem exp_exceeds_bytes_certain (t c n d : N) : (0 < d)%N ->
  2 < excess t c n d \/ excess t c n d <= -2 ->
  bytes_within (body exp_exceeds value (t, c, n, d)) 0.
Proof. exact (ExpExceeds.Cost.exp_exceeds_bytes_certain t c n d). Qed.
