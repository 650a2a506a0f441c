(** * Enclosures of exp: the running programs

    They read no bytes (Cost.v) and their outcome is certain (Proof.v), so that they
    output it on the empty tape, and nothing on any other.

    Glossary
      encloses bits p x  == [fst p <= 2^bits * x <= snd p] (Spec.v)
      outputs c tape v   == the machine, running [c], reads exactly [tape] and outputs
                            [v] (Machine.v)                                    *)

From Coq Require Import Reals NArith List.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine Lang.Cost.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Code Samplers.Exp.Spec.
From Verinoise Require Import Samplers.Exp.Proof Samplers.Exp.Cost.
Import ListNotations.
Local Open Scope R_scope.

Theorem exp_opp_fixed_tape (numerator denominator halvings terms bits : N) :
  (0 < denominator)%N ->
  exists lower upper : N,
    (forall tape v,
      outputs (body exp_opp_fixed value (numerator, denominator, halvings, terms, bits)) tape v
      <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (- ratio numerator denominator)) /\
    (lower <= upper <= 2 ^ bits)%N.
Proof.
  intros Hd. destruct (exp_opp_fixed_pmf numerator denominator halvings terms bits Hd)
    as [lower [upper [Hpmf Hbounds]]].
  exists lower, upper. split; [| exact Hbounds].
  exact (outputs_free _ _ (exp_opp_fixed_bytes _ _ _ _ _) Hpmf).
Qed.

Theorem exp_opp_tape (numerator denominator bits : N) : (0 < denominator)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_opp value (numerator, denominator, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (- ratio numerator denominator)) /\
    (lower <= upper <= lower + 2)%N /\ (upper <= 2 ^ bits)%N.
Proof.
  intros Hd. destruct (exp_opp_pmf numerator denominator bits Hd) as [lower [upper [Hpmf Hbounds]]].
  exists lower, upper. split; [| exact Hbounds].
  exact (outputs_free _ _ (exp_opp_bytes _ _ _) Hpmf).
Qed.

Theorem exp_up_tape (numerator denominator bits : N) : (0 < denominator)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_up value (numerator, denominator, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (ratio numerator denominator)) /\
    (lower <= upper <= lower + 2)%N.
Proof.
  intros Hd. destruct (exp_up_pmf numerator denominator bits Hd) as [lower [upper [Hpmf Hbounds]]].
  exists lower, upper. split; [| exact Hbounds].
  exact (outputs_free _ _ (exp_up_bytes _ _ _) Hpmf).
Qed.

Theorem exp_opp_cubic_tape (numerator denominator bits : N) : (0 < denominator)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_opp_cubic value (numerator, denominator, bits)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses bits (lower, upper) (exp (- ratio numerator denominator)) /\ (lower <= upper)%N.
Proof.
  intros Hd. destruct (exp_opp_cubic_pmf numerator denominator bits Hd)
    as [lower [upper [Hpmf Hbounds]]].
  exists lower, upper. split; [| exact Hbounds].
  exact (outputs_free _ _ (exp_opp_cubic_bytes _ _ _) Hpmf).
Qed.
