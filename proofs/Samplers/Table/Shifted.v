(** * Sandwich tables: a sample beside a location

    Glossary
      passes t h   == the checkers accept the table [t], for the hints [h] (Spec.v)
      table_mass t == the distribution of the table (Spec.v)                  *)

From Coq Require Import Reals NArith ZArith Lia.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Lang.Adequacy Lang.TapeProbability Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Cost.
From Verinoise Require Import Samplers.Laplace.Spec Samplers.Laplace.Code Samplers.Laplace.Proof.
From Verinoise Require Import Samplers.Gaussian.Spec Samplers.Gaussian.Code Samplers.Gaussian.Proof.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.Proof.
From Verinoise Require Import Samplers.Table.Cost Samplers.Table.Checked Samplers.Table.Instances.
Local Open Scope R_scope.

Section Shifted.
Variables (t : parts) (h : hints) (location : Z).
Hypothesis t_passes : passes t h.

Local Notation program := (body table_shifted value (location, table_of t)).

Lemma table_shifted_meaning :
  pmf program =d dmap (fun noise => (location + noise)%Z) (pmf (body table_sample value (table_of t))).
Proof using. reflexivity. Qed.

(** The law of a sample, at its distance from the location. *)
Lemma table_shifted_sample (x : Z) :
  pmf program x = pmf (body table_sample value (table_of t)) (x - location)%Z.
Proof using.
  rewrite (table_shifted_meaning x). replace x with (location + (x - location))%Z at 1 by lia.
  apply (dmap_inj_mass (fun noise => (location + noise)%Z)). lia.
Qed.

Theorem table_shifted_pmf (x : Z) : pmf program x = table_mass t (x - location).
Proof using t_passes.
  rewrite table_shifted_sample. exact (table_sample_mass t (passes_right t h t_passes) _).
Qed.

Theorem table_shifted_terminates : terminates program.
Proof using t_passes.
  unfold terminates. rewrite (total_ext _ _ table_shifted_meaning), total_dmap.
  exact (table_sample_total t (passes_right t h t_passes)).
Qed.

Theorem table_shifted_tape (x : Z) : tape_probability program x = table_mass t (x - location).
Proof using t_passes. rewrite <- table_shifted_pmf. exact (adequacy program x). Qed.

Theorem table_shifted_bytes : bytes_within program (round_bytes t / (1 - rare_chance t)).
Proof using t_passes.
  apply bytes_within_costs. cbn -[table_sample].
  apply costs_then; [| intros noise; apply free_ret]. apply costs_call, bytes_within_costs.
  exact (table_sample_bytes t (passes_right t h t_passes)).
Qed.

(** ** The programs without a table *)

Theorem gaussian_table_shifted (a b : N) :
  (0 < a)%N -> (0 < b)%N -> gaussian_table t a b ->
  pmf program =d pmf (body gaussian_shifted value (location, (a, b))).
Proof using t_passes.
  intros Ha Hb Ht x. rewrite table_shifted_sample, (gaussian_shifted_pmf a b Ha Hb location x).
  exact (gaussian_table_pmf t h t_passes a b _ Ha Hb Ht).
Qed.

Theorem laplace_table_shifted (n d : N) :
  (0 < n)%N -> (0 < d)%N -> laplace_table t n d ->
  pmf program =d pmf (body laplace_shifted value (location, (n, d))).
Proof using t_passes.
  intros Hn Hd Ht x. rewrite table_shifted_sample, (laplace_shifted_pmf n d Hn Hd location x).
  exact (laplace_table_pmf t h t_passes n d _ Hn Hd Ht).
Qed.

End Shifted.
