(** * Sandwich tables: the expected number of bytes of the programs with scans

    A scan reads the words that a look-up reads, and the rest of a round is the same.  So the
    bounds are those of the programs that look up (Cost.v).

    Glossary
      bytes_within c B == the expected number of bytes is finite, at most [B]
      draw_bytes, round_bytes, rare_chance t == the bounds of Cost.v                *)

From Coq Require Import Reals Lra NArith ZArith.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Rounding Samplers.Exp.Cost.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.ScanCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.ScanSpec Samplers.Table.WordDigits Samplers.Table.Proof Samplers.Table.ScanProof.
From Verinoise Require Import Samplers.Table.Laws Samplers.Table.Cost.
Local Open Scope R_scope.

Lemma table_scan_costs (t : parts) :
  costs (body table_scan value (scan_of t)) no_more (draw_bytes t).
Proof.
  cbn -[N.shiftl N.shiftr N.land N.add N.sub N.mul]. unfold draw_bytes. rewrite real_add.
  do 4 (apply costs_let; [apply no_more_ge_0 |]).
  apply costs_seq; [apply of_N_ge_0 | exact (costs_bytes (NatLit (word_bytes t))) |].
  intros word _. apply costs_then.
  - apply costs_if. destruct (eval _).
    + apply costs_ret; unfold no_more; [lra | apply of_N_ge_0].
    + exact (costs_bytes (NatLit (extra_bytes t))).
  - intros position. do 3 apply free_let. apply free_bind.
    + apply free_fold. intros item s. do 4 apply free_let. apply free_ret.
    + intros s. do 5 apply free_let. apply free_ret.
Qed.

Theorem table_scan_bytes (t : parts) :
  bytes_within (body table_scan value (scan_of t)) (draw_bytes t).
Proof. apply bytes_within_costs. apply table_scan_costs. Qed.

Section Right.
Variable t : parts.
Hypothesis t_right : right t.
Hypothesis suffice : words_suffice t.

Lemma table_scan_round_costs :
  costs (body table_scan_round value (scan_table_of t)) no_more (round_bytes t).
Proof using t_right suffice.
  cbn -[table_scan table_rare].
  apply round_costs; [apply costs_call, table_scan_costs | | exact (drawn_costs t t_right)].
  transitivity (pmf (body table_draw value (lookup_of t)) 0%N);
    [exact (table_scan_draw t t_right suffice 0%N) | exact (table_draw_rare t t_right)].
Qed.

Theorem table_scan_round_bytes :
  bytes_within (body table_scan_round value (scan_table_of t)) (round_bytes t).
Proof using t_right suffice. apply bytes_within_costs. exact table_scan_round_costs. Qed.

Theorem table_scan_sample_bytes :
  bytes_within (body table_scan_sample value (scan_table_of t)) (round_bytes t / (1 - rare_chance t)).
Proof using t_right suffice.
  apply bytes_within_costs. cbn -[table_scan_round].
  apply costs_then; [| intros s; apply free_ret].
  apply (sample_costs t t_right).
  - reflexivity.
  - intros s. exact (table_scan_round_law t t_right suffice).
  - intros s. apply costs_call. exact table_scan_round_costs.
Qed.

End Right.
