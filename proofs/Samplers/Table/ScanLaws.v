(** * Sandwich tables: closed forms for the programs with scans

    They are those of the programs that look up, whose laws they have.

    Glossary
      right t           == what the checkers establish (Proof.v)
      words_suffice t   == the words have bits for a selector and an offset (WordDigits.v)
      draw_mass t v     == the closed form of a draw (Spec.v)
      table_mass t x    == the closed form of a sample (Spec.v)                   *)

From Coq Require Import Reals NArith ZArith.
From MathLite Require Import Dist While.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Lang.Ends Lang.Adequacy Lang.TapeProbability.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Spec Samplers.Gaussian.Spec.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.ScanCode.
From Verinoise Require Import Samplers.Table.Spec Samplers.Table.WordDigits Samplers.Table.Proof.
From Verinoise Require Import Samplers.Table.Laws Samplers.Table.Instances Samplers.Table.ScanSpec Samplers.Table.ScanProof.
Local Open Scope R_scope.

Theorem table_scan_ends (args : values scan) : terminates (body table_scan value args).
Proof.
  destruct args as [[[[[[word_bytes extra_bytes] shift] offset_bits] bias] blocks] certain].
  cbn -[N.shiftl N.shiftr N.land N.add N.sub N.mul]. do 4 apply terminates_let.
  apply terminates_bind; [apply terminates_bytes |]. intros word _. apply terminates_bind.
  - apply terminates_if; [apply terminates_ret | apply terminates_bytes].
  - intros position _. do 3 apply terminates_let. apply terminates_bind.
    + apply terminates_fold. intros s. do 4 apply terminates_let. apply terminates_ret.
    + intros s _. do 5 apply terminates_let. apply terminates_ret.
Qed.

Section Right.
Variable t : parts.
Hypothesis t_right : right t.
Hypothesis suffice : words_suffice t.

(** ** A draw *)

Theorem table_scan_mass (v : N) : pmf (body table_scan value (scan_of t)) v = draw_mass t v.
Proof using t_right suffice.
  rewrite (table_scan_draw t t_right suffice v). exact (table_draw_mass t t_right v).
Qed.

Theorem table_scan_tape (v : N) :
  tape_probability (body table_scan value (scan_of t)) v = draw_mass t v.
Proof using t_right suffice.
  rewrite <- table_scan_mass. exact (adequacy (body table_scan value (scan_of t)) v).
Qed.

(** ** Rounds and samples *)

Theorem table_scan_round_mass (x : Z) :
  pmf (body table_scan_round value (scan_table_of t)) (x, true)
  = ratio (unit t) (selector_count t) * table_weight t (Z.abs_N x).
Proof using t_right suffice.
  rewrite (table_scan_round_law t t_right suffice (x, true)). exact (table_round_mass t t_right x).
Qed.

Theorem table_scan_round_total : terminates (body table_scan_round value (scan_table_of t)).
Proof using t_right suffice.
  unfold terminates. rewrite (total_ext _ _ (table_scan_round_law t t_right suffice)).
  exact (table_round_total t t_right).
Qed.

Theorem table_scan_round_tape (x : Z) :
  tape_probability (body table_scan_round value (scan_table_of t)) (x, true)
  = ratio (unit t) (selector_count t) * table_weight t (Z.abs_N x).
Proof using t_right suffice.
  rewrite <- table_scan_round_mass.
  exact (adequacy (body table_scan_round value (scan_table_of t)) (x, true)).
Qed.

Theorem table_scan_sample_mass (x : Z) :
  pmf (body table_scan_sample value (scan_table_of t)) x = table_mass t x.
Proof using t_right suffice.
  rewrite (table_scan_sample_law t t_right suffice x). exact (table_sample_mass t t_right x).
Qed.

Theorem table_scan_sample_total : terminates (body table_scan_sample value (scan_table_of t)).
Proof using t_right suffice.
  unfold terminates. rewrite (total_ext _ _ (table_scan_sample_law t t_right suffice)).
  exact (table_sample_total t t_right).
Qed.

Theorem table_scan_sample_tape (x : Z) :
  tape_probability (body table_scan_sample value (scan_table_of t)) x = table_mass t x.
Proof using t_right suffice.
  rewrite <- table_scan_sample_mass.
  exact (adequacy (body table_scan_sample value (scan_table_of t)) x).
Qed.

(** The sample is [x], and there are at most [k] rounds. *)
Theorem table_scan_sample_rounds (k : nat) (x : Z) :
  unroll unkept (fun _ => pmf (body table_scan_round value (scan_table_of t))) k (0%Z, false) (x, true)
  = table_mass t x * (1 - (1 - keeps t) ^ k).
Proof using t_right suffice.
  rewrite <- (table_sample_rounds t t_right k x). unfold within.
  apply unroll_body_ext. intros _. exact (table_scan_round_law t t_right suffice).
Qed.

(** ** Discrete Gaussian and discrete Laplace noise *)

Theorem gaussian_scan_pmf (a b : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> gaussian_table t a b ->
  pmf (body table_scan_sample value (scan_table_of t)) x = gaussian_mass a b x.
Proof using t_right suffice.
  intros Ha Hb Ht. rewrite <- (gaussian_table_mass t a b x Ha Hb Ht). exact (table_scan_sample_mass x).
Qed.

Theorem gaussian_scan_tape (a b : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> gaussian_table t a b ->
  tape_probability (body table_scan_sample value (scan_table_of t)) x = gaussian_mass a b x.
Proof using t_right suffice.
  intros Ha Hb Ht. rewrite <- (gaussian_table_mass t a b x Ha Hb Ht). exact (table_scan_sample_tape x).
Qed.

Theorem laplace_scan_pmf (n d : N) (x : Z) :
  (0 < n)%N -> (0 < d)%N -> laplace_table t n d ->
  pmf (body table_scan_sample value (scan_table_of t)) x = laplace_mass (ratio n d) x.
Proof using t_right suffice.
  intros Hn Hd Ht. rewrite <- (laplace_table_mass t n d x Hn Hd Ht). exact (table_scan_sample_mass x).
Qed.

Theorem laplace_scan_tape (n d : N) (x : Z) :
  (0 < n)%N -> (0 < d)%N -> laplace_table t n d ->
  tape_probability (body table_scan_sample value (scan_table_of t)) x = laplace_mass (ratio n d) x.
Proof using t_right suffice.
  intros Hn Hd Ht. rewrite <- (laplace_table_mass t n d x Hn Hd Ht). exact (table_scan_sample_tape x).
Qed.

End Right.
