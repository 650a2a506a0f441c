(** * The probability of an output of the running machine

    Let every byte be uniform and independent, so that a byte string of length [l] has
    probability 256^-l.  The sums below are over all finite byte strings; Adequacy.v
    proves that they are proper sums, and equal to the probability mass function.

    Paper section: 2, One program, two semantics, one theorem (adequacy).

    Glossary
      outputs c tape v     == the machine, running [c], reads exactly [tape] and
                              outputs [v] (Machine.v)
      tape_probability c v == the sum of the probabilities of the byte strings on which
                              [c] outputs [v]
      tape_event c S       == the same for the event that the output is in the set [S]
      outputs_each cs tape vs == the programs [cs], run in turn on [tape], read exactly
                              [tape] and output [vs]
      tape_probability_each cs vs == the sum of the probabilities of the byte strings on
                              which [cs] output [vs]                               *)

From Coq Require Import Reals List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Tsum.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine.
Import ListNotations.
Local Open Scope R_scope.

Definition tape_probability {t} (c : cmd value t) (v : values t) : R :=
  tsum (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape).

Definition tape_event {t} (c : cmd value t) (S : values t -> Prop) : R :=
  tsum (fun tape => ind (exists v, S v /\ outputs c tape v) * (/ 256) ^ length tape).

Fixpoint outputs_each {t} (cs : list (cmd value t)) (tape : list byte) (vs : list (values t))
    : Prop :=
  match cs, vs with
  | [], [] => tape = []
  | c :: cs, v :: vs =>
      exists first rest, tape = first ++ rest /\ outputs c first v /\ outputs_each cs rest vs
  | _, _ => False
  end.

Definition tape_probability_each {t} (cs : list (cmd value t)) (vs : list (values t)) : R :=
  tsum (fun tape => ind (outputs_each cs tape vs) * (/ 256) ^ length tape).
