(** * Claims: sandwich tables that are scanned

    The programs with scans draw from the tables of Tables.v, with the same distributions, by
    reads and operations that do not depend on the random bytes as long as no round is rare.

    The programs are in Samplers/Table/ScanCode.v, what they use of a table in ScanSpec.v, the
    closed forms in Spec.v, the bounds of the bytes in Cost.v.

    Glossary
      passes t h      == the three checkers answer [true] about the table [t], for the hints [h]
      scan_of t       == what a scan uses of the table [t]
      scan_table_of t == what a round uses of it
      draw_mass t     == the closed form of a draw: a value plus the bias, or 0 for rare rounds
      table_mass t x  == the weight of x, divided by the sum of the weights of all integers
      keeps t         == the probability that a round keeps its value
      scan_fits t     == words of at most 8 bytes, entries of the blocks below 2^64, and one certain
                         mass for each block and one for the rare rounds             *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Prob Sums Tsum Dist While.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Lang.Words Lang.Wrapping Lang.Cost.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Spec Samplers.Gaussian.Spec.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.ScanCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.ScanSpec Samplers.Table.Cost.
From Verinoise Require Lang.MachineFacts Samplers.Table.Checked.
From Verinoise Require Samplers.Table.ScanLaws Samplers.Table.ScanCost Samplers.Table.ScanFits.
Local Open Scope R_scope.

(** ** A draw *)

(** [table_scan] draws with the probabilities of [table_draw] (Tables.v). *)
Theorem table_scan_pmf (t : parts) (h : hints) (v : N) : passes t h ->
  pmf (body table_scan value (scan_of t)) v = draw_mass t v.
Proof.
  intros H. exact (ScanLaws.table_scan_mass t (Checked.passes_right t h H) (Checked.passes_words t h H) v).
Qed.

(** [table_scan] ends with probability 1, for any arguments. *)
Theorem table_scan_terminates (args : values scan) : terminates (body table_scan value args).
Proof. exact (ScanLaws.table_scan_ends args). Qed.

(** The running program [table_scan] outputs each value with the same probability, if its bytes are
    uniform and independent. *)
Theorem table_scan_tape (t : parts) (h : hints) (v : N) : passes t h ->
  tape_probability (body table_scan value (scan_of t)) v = draw_mass t v.
Proof.
  intros H. exact (ScanLaws.table_scan_tape t (Checked.passes_right t h H) (Checked.passes_words t h H) v).
Qed.

(** [table_scan] reads at most one or two words. *)
Theorem table_scan_bytes (t : parts) :
  bytes_within (body table_scan value (scan_of t)) (draw_bytes t).
Proof. exact (ScanCost.table_scan_bytes t). Qed.

(** No number of [table_scan] outgrows a word of 64 bits.  On checked words it ends with a value or at
    the end of the tape, whatever the bytes are, and as on unbounded numbers. *)
Theorem table_scan_words (t : parts) (h : hints) (fuel : nat) (tape : list byte) :
  passes t h -> scan_fits t ->
  MachineFacts.settled (run (words 64) fuel (body table_scan value (scan_of t)) tape)
  /\ run (words 64) fuel (body table_scan value (scan_of t)) tape
     = run exact fuel (body table_scan value (scan_of t)) tape.
Proof.
  intros H Hfits. exact (ScanFits.table_scan_words t (Checked.passes_right t h H)
    (Checked.passes_words t h H) Hfits fuel tape).
Qed.

(** So the checks can be left out: on words of 64 bits that wrap around, [table_scan] does on every tape
    what it does on unbounded numbers. *)
Theorem table_scan_wrapping (t : parts) (h : hints) (fuel : nat) (tape : list byte) :
  passes t h -> scan_fits t ->
  run (wrapping 64) fuel (body table_scan value (scan_of t)) tape
  = run exact fuel (body table_scan value (scan_of t)) tape.
Proof.
  intros H Hfits. exact (ScanFits.table_scan_wrapping t (Checked.passes_right t h H)
    (Checked.passes_words t h H) Hfits fuel tape).
Qed.

(** ** A round *)

(** [table_scan_round] draws and keeps x with the same multiple of its weight, for every x. *)
Theorem table_scan_round_pmf (t : parts) (h : hints) (x : Z) : passes t h ->
  pmf (body table_scan_round value (scan_table_of t)) (x, true)
  = ratio (unit t) (selector_count t) * table_weight t (Z.abs_N x).
Proof.
  intros H.
  exact (ScanLaws.table_scan_round_mass t (Checked.passes_right t h H) (Checked.passes_words t h H) x).
Qed.

(** [table_scan_round] ends with probability 1. *)
Theorem table_scan_round_terminates (t : parts) (h : hints) : passes t h ->
  terminates (body table_scan_round value (scan_table_of t)).
Proof.
  intros H.
  exact (ScanLaws.table_scan_round_total t (Checked.passes_right t h H) (Checked.passes_words t h H)).
Qed.

(** The running program [table_scan_round] outputs and keeps each value with the same probability, if its
    bytes are uniform and independent. *)
Theorem table_scan_round_tape (t : parts) (h : hints) (x : Z) : passes t h ->
  tape_probability (body table_scan_round value (scan_table_of t)) (x, true)
  = ratio (unit t) (selector_count t) * table_weight t (Z.abs_N x).
Proof.
  intros H.
  exact (ScanLaws.table_scan_round_tape t (Checked.passes_right t h H) (Checked.passes_words t h H) x).
Qed.

(** [table_scan_round] reads on average at most its words, and the bytes of a rare round times the
    probability of one. *)
Theorem table_scan_round_bytes (t : parts) (h : hints) : passes t h ->
  bytes_within (body table_scan_round value (scan_table_of t)) (round_bytes t).
Proof.
  intros H.
  exact (ScanCost.table_scan_round_bytes t (Checked.passes_right t h H) (Checked.passes_words t h H)).
Qed.

(** ** A sample *)

(** [table_scan_sample] draws x with probability proportional to its weight, exactly. *)
Theorem table_scan_sample_pmf (t : parts) (h : hints) (x : Z) : passes t h ->
  pmf (body table_scan_sample value (scan_table_of t)) x = table_mass t x.
Proof.
  intros H.
  exact (ScanLaws.table_scan_sample_mass t (Checked.passes_right t h H) (Checked.passes_words t h H) x).
Qed.

(** [table_scan_sample] ends with probability 1. *)
Theorem table_scan_sample_terminates (t : parts) (h : hints) : passes t h ->
  terminates (body table_scan_sample value (scan_table_of t)).
Proof.
  intros H.
  exact (ScanLaws.table_scan_sample_total t (Checked.passes_right t h H) (Checked.passes_words t h H)).
Qed.

(** The running program [table_scan_sample] outputs each value with the same probability, if its bytes are
    uniform and independent. *)
Theorem table_scan_sample_tape (t : parts) (h : hints) (x : Z) : passes t h ->
  tape_probability (body table_scan_sample value (scan_table_of t)) x = table_mass t x.
Proof.
  intros H.
  exact (ScanLaws.table_scan_sample_tape t (Checked.passes_right t h H) (Checked.passes_words t h H) x).
Qed.

(** The number of rounds is independent of the sample: the sample is x and found in the first k rounds
    with the product of the probabilities. *)
Theorem table_scan_sample_rounds (t : parts) (h : hints) (k : nat) (x : Z) : passes t h ->
  unroll unkept (fun _ => pmf (body table_scan_round value (scan_table_of t))) k (0%Z, false) (x, true)
  = table_mass t x * (1 - (1 - keeps t) ^ k).
Proof.
  intros H.
  exact (ScanLaws.table_scan_sample_rounds t (Checked.passes_right t h H) (Checked.passes_words t h H) k x).
Qed.

(** [table_scan_sample] reads on average at most the bytes of a round, divided by the probability that a
    round is not rare. *)
Theorem table_scan_sample_bytes (t : parts) (h : hints) : passes t h ->
  bytes_within (body table_scan_sample value (scan_table_of t)) (round_bytes t / (1 - rare_chance t)).
Proof.
  intros H.
  exact (ScanCost.table_scan_sample_bytes t (Checked.passes_right t h H) (Checked.passes_words t h H)).
Qed.

(** ** Discrete Gaussian and discrete Laplace noise, by scans *)

(** A table that passed, with the weight exp(-x^2 / (2 a/b)), gives discrete Gaussian noise of
    variance parameter a/b if it is scanned. *)
Theorem gaussian_scan_pmf (t : parts) (h : hints) (a b : N) (x : Z) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N ->
  pmf (body table_scan_sample value (scan_table_of t)) x = gaussian_mass a b x.
Proof. intros. apply ScanLaws.gaussian_scan_pmf; eauto using Checked.passes_right, Checked.passes_words. Qed.

(** So does the running program, if its bytes are uniform and independent. *)
Theorem gaussian_scan_tape (t : parts) (h : hints) (a b : N) (x : Z) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N ->
  tape_probability (body table_scan_sample value (scan_table_of t)) x = gaussian_mass a b x.
Proof. intros. apply ScanLaws.gaussian_scan_tape; eauto using Checked.passes_right, Checked.passes_words. Qed.

(** A table that passed, with the weight exp(-|x| d/n), gives discrete Laplace noise of scale n/d
    if it is scanned. *)
Theorem laplace_scan_pmf (t : parts) (h : hints) (n d : N) (x : Z) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N ->
  pmf (body table_scan_sample value (scan_table_of t)) x = laplace_mass (ratio n d) x.
Proof. intros. apply ScanLaws.laplace_scan_pmf; eauto using Checked.passes_right, Checked.passes_words. Qed.

(** So does the running program, if its bytes are uniform and independent. *)
Theorem laplace_scan_tape (t : parts) (h : hints) (n d : N) (x : Z) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N ->
  tape_probability (body table_scan_sample value (scan_table_of t)) x = laplace_mass (ratio n d) x.
Proof. intros. apply ScanLaws.laplace_scan_tape; eauto using Checked.passes_right, Checked.passes_words. Qed.
