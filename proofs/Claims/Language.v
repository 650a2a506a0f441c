(** * Claims: the language

    A program has a probability mass function, about which the other claims speak, and a
    machine that runs it on a byte string.  The claims of this file tie the two together,
    and tie the machine on unbounded numbers to the machine on words.

    The definitions are in Lang: Syntax, Eval, Pmf, Machine, MachineFacts, TapeProbability,
    Words, Wrapping, Ladder, Cost;
    and in MathLite: Prob, Sums, Tsum, Dist, Dsup, While ([ind], [tsum], [dist], [dwhile]).

    Glossary
      tape_probability c v == the sum of 256^-l over the byte strings, of length [l], on
                              which the machine running [c] outputs [v]
      bytes_within c B     == the expected number of bytes, over the runs that end, is finite
                              and at most [B]                                    *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Lang.Words Lang.Wrapping Lang.Ladder Lang.Cost.
From Verinoise Require Lang.MachineFacts Lang.Adequacy.
Import ListNotations.
Local Open Scope R_scope.

(** ** A program's distribution and its runs *)

(** Adequacy holds for every program.  If bytes are uniform and independent, the machine
    outputs [v] with probability [pmf c v]. *)
Theorem adequacy {t} (c : cmd value t) (v : values t) : tape_probability c v = pmf c v.
Proof. exact (Adequacy.adequacy c v). Qed.

(** The sum over all byte strings in [tape_probability] is a proper sum: its finite parts are
    bounded. *)
Theorem adequacy_summable {t} (c : cmd value t) (v : values t) :
  summable (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape).
Proof. exact (Adequacy.adequacy_summable c v). Qed.

(** On one byte string a program outputs at most one value. *)
Theorem outputs_functional {t} (c : cmd value t) tape v w :
  outputs c tape v -> outputs c tape w -> v = w.
Proof. exact (MachineFacts.outputs_functional c tape v w). Qed.

(** No byte string on which a program outputs a value is a proper prefix of another one, so
    that the byte strings that are summed over stand for disjoint events. *)
Theorem outputs_prefix_free {t} (c : cmd value t) tape more v w :
  outputs c tape v -> outputs c (tape ++ more) w -> more = [].
Proof. exact (MachineFacts.outputs_prefix_free c tape more v w). Qed.

(** A run that ends with a value has read a prefix of its tape; on this prefix alone it ends
    with the same value, and whatever follows the prefix it leaves unread. *)
Theorem run_prefix {t} (A : arithmetic) (c : cmd value t) fuel tape v rest :
  run A fuel c tape = Done v rest ->
  exists used, tape = used ++ rest /\ run A fuel c used = Done v []
    /\ forall rest', run A fuel c (used ++ rest') = Done v rest'.
Proof. exact (MachineFacts.run_prefix c A fuel tape v rest). Qed.

(** A run that ends with a value and reads its whole tape ends with the same value on every
    longer tape, and leaves the rest unread. *)
Theorem run_extend {t} (A : arithmetic) (c : cmd value t) fuel used v rest :
  run A fuel c used = Done v [] -> run A fuel c (used ++ rest) = Done v rest.
Proof. exact (MachineFacts.run_extend c A fuel used v rest). Qed.

(** With more fuel a run that ends with a value ends with the same value and leaves the same
    bytes unread. *)
Theorem run_more_fuel {t} (A : arithmetic) (c : cmd value t) fuel more tape v rest :
  (fuel <= more)%nat -> run A fuel c tape = Done v rest -> run A more c tape = Done v rest.
Proof. exact (MachineFacts.run_more_fuel c A fuel more tape v rest). Qed.

(** With more fuel a run that reaches the end of its tape reaches it, too. *)
Theorem run_more_fuel_out_of_bytes {t} (A : arithmetic) (c : cmd value t) fuel more tape :
  (fuel <= more)%nat -> run A fuel c tape = OutOfBytes -> run A more c tape = OutOfBytes.
Proof. exact (MachineFacts.run_more_fuel_out_of_bytes c A fuel more tape). Qed.

(** ** Words *)

(** Let each operation of an arithmetic give the exact result or a fault.  A run with this
    arithmetic that ends with a value is, byte for byte, a run on unbounded numbers. *)
Theorem faithful_run {t} (A : arithmetic) (c : cmd value t) fuel tape v rest :
  faithful A -> run A fuel c tape = Done v rest -> run exact fuel c tape = Done v rest.
Proof. exact (MachineFacts.faithful_run c A fuel tape v rest). Qed.

(** A run with such an arithmetic that reaches the end of its tape does so on unbounded numbers,
    too. *)
Theorem faithful_run_out_of_bytes {t} (A : arithmetic) (c : cmd value t) fuel tape :
  faithful A -> run A fuel c tape = OutOfBytes -> run exact fuel c tape = OutOfBytes.
Proof. exact (MachineFacts.faithful_run_out_of_bytes c A fuel tape). Qed.

(** What a run with such an arithmetic ends with is an output of the program, on the bytes that
    the run has read. *)
Theorem run_outputs {t} (A : arithmetic) (c : cmd value t) fuel tape v rest :
  faithful A -> run A fuel c tape = Done v rest ->
  exists used, tape = used ++ rest /\ outputs c used v.
Proof. exact (MachineFacts.run_outputs c A fuel tape v rest). Qed.

(** Words of any width are such an arithmetic. *)
Theorem words_faithful (width : N) : faithful (words width).
Proof. exact (Words.words_faithful width). Qed.

(** Words that wrap around never fault: a result that does not fit is counted modulo 2^width. *)
Theorem wrapping_never_faults {t} (width : N) (c : cmd value t) fuel tape :
  run (wrapping width) fuel c tape <> Fault.
Proof. exact (Wrapping.wrapping_never_faults width fuel c tape). Qed.

(** Where checked words end with a value or at the end of the tape, words that wrap around do the
    same: they end with the same value and leave the same bytes unread. *)
Theorem words_run_wrapping {t} (width : N) (c : cmd value t) fuel tape :
  MachineFacts.settled (run (words width) fuel c tape) ->
  run (wrapping width) fuel c tape = run (words width) fuel c tape.
Proof. exact (Wrapping.words_run_wrapping width fuel c tape). Qed.

(** ** Words first, then the same bytes again *)

(** Where no request for bytes is refused, an attempt is a run of the machine. *)
Theorem attempt_never {t} (A : arithmetic) (c : cmd value t) fuel tape :
  attempt A never fuel c tape = run A fuel c tape.
Proof. exact (Ladder.attempt_never A fuel c tape). Qed.

(** The arithmetic of an attempt may fail to give a result, and its requests for bytes may be
    refused for any reason.  The attempt gives up, or it ends as the run on unbounded numbers
    does with the same fuel; in particular it does not go on for ever where that run stops. *)
Theorem attempt_gives_up {t} (A : arithmetic) (refuses : refusal) (c : cmd value t) fuel tape :
  faithful A ->
  attempt A refuses fuel c tape = Fault
  \/ attempt A refuses fuel c tape = run exact fuel c tape.
Proof. exact (Ladder.attempt_gives_up A refuses fuel c tape). Qed.

(** Attempts in turn, each on the same bytes, and at last the run on unbounded numbers: on every
    tape and with every fuel, this is the run on unbounded numbers, whatever the attempts are
    and wherever they give up. *)
Theorem ladder_exact {t} (attempts : list (arithmetic * (list byte -> refusal)))
    (c : cmd value t) fuel tape :
  (forall A refuses, In (A, refuses) attempts -> faithful A) ->
  ladder attempts fuel c tape = run exact fuel c tape.
Proof. exact (Ladder.ladder_exact attempts fuel c tape). Qed.

(** The ladder of the crate is words, then wider words, then unbounded numbers.  It is the run on
    unbounded numbers, for all widths of the words and for all sizes of the records of bytes. *)
Theorem words_ladder_exact {t} (size w size' w' : N) (c : cmd value t) fuel tape :
  ladder [word_attempt size w; word_attempt size' w'] fuel c tape = run exact fuel c tape.
Proof. exact (Ladder.words_ladder_exact size w size' w' fuel c tape). Qed.

(** ** Bytes *)

(** With [k] bytes at hand, a program that ends with probability 1 and reads at most [B] bytes on
    average ends with probability at least 1 - B/(k + 1). *)
Theorem bytes_enough {t} (c : cmd value t) (B : R) (k : nat) :
  bytes_within c B -> terminates c ->
  1 - B / INR (S k)
  <= tsum (fun tape => ind ((exists v, outputs c tape v) /\ (length tape <= k)%nat)
                       * (/ 256) ^ length tape).
Proof. exact (Cost.bytes_enough c B k). Qed.
