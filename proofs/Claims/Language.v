(** * Claims: the language

    A program has a probability mass function, about which the other claims speak, and a
    machine that runs it on a byte string.  The claims of this file tie the two together,
    and tie the machine on unbounded numbers to the machine on words.

    The definitions are in Lang: Syntax, Eval, Pmf, Machine, TapeProbability, Words, Cost;
    and in MathLite: Prob, Sums, Tsum, Dist, Dsup, While ([ind], [tsum], [dist], [dwhile]).

    Glossary
      tape_probability c v == the sum of 256^-l over the byte strings, of length [l], on
                              which the machine running [c] outputs [v]
      bytes_within c B     == the expected number of bytes is finite and at most [B] *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Lang.Words Lang.Cost.
From Verinoise Require Lang.MachineFacts Lang.Adequacy.
Import ListNotations.
Local Open Scope R_scope.

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
