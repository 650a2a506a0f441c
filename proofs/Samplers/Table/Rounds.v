(** * Sandwich tables: the number of rounds

    A round keeps its value with the same probability, whatever happened before.  Hence the
    number of rounds is geometric, and independent of the value.

    Glossary
      right t      == what the checkers establish (Proof.v)
      keeps t      == the probability that a round keeps its value (Spec.v)
      within t k x == the probability that the value is [x], and that it is found in the
                      first [k] rounds (Spec.v)                                *)

From Coq Require Import Reals Lra NArith ZArith.
From MathLite Require Import Dist Until Sandwich SandwichLaw.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Ratio Samplers.Table.Code Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Rare Samplers.Table.Proof.
Local Open Scope R_scope.

Section Rounds.
Variable t : parts.
Hypothesis t_right : right t.

Theorem table_round_keeps :
  keeps t = ratio (unit t) (selector_count t) * tsum (fun x : Z => table_weight t (Z.abs_N x)).
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]].
  transitivity (accept rejected (round (blocks_of t) (table_weight t) pick halvings)).
  - apply tsum_ext. intros s. f_equal. exact (round_meaning t t_right pick Hdraw s).
  - exact (round_accept _ _ pick halvings (right_bounds t t_right) Hpick halvings_halves).
Qed.

(** The value is [x], and it is found in round [k + 1]. *)
Theorem table_sample_in_round (k : nat) (x : Z) :
  within t (S k) x - within t k x = table_mass t x * (keeps t * (1 - keeps t) ^ k).
Proof using t_right.
  rewrite !(table_sample_rounds t t_right). simpl. ring.
Qed.

Lemma keeps_bounds : 0 <= keeps t <= 1.
Proof using.
  assert (Hle : keeps t + reject unkept (round_of t) <= 1).
  { unfold keeps. rewrite accept_plus_reject. apply total_le_1. }
  assert (Hreject : 0 <= reject unkept (round_of t)) by apply tsum_ge_0.
  split; [apply tsum_ge_0 | lra].
Qed.

(** The value is found in round [k + 1]. *)
Theorem table_sample_round_number (k : nat) :
  tsum (fun x => within t (S k) x - within t k x) = keeps t * (1 - keeps t) ^ k.
Proof using t_right.
  generalize keeps_bounds. intros Hkeeps.
  rewrite (tsum_ext _ _ (table_sample_in_round k)), tsum_scal_r.
  - rewrite <- (tsum_ext _ _ (table_sample_mass t t_right)).
    pose proof (table_sample_total t t_right) as Htotal. unfold terminates, total in Htotal.
    transitivity (1 * (keeps t * (1 - keeps t) ^ k)); [f_equal; exact Htotal | lra].
  - apply Rmult_le_pos; [lra |]. apply pow_le. lra.
Qed.

Theorem table_sample_independent (k : nat) (x : Z) :
  within t (S k) x - within t k x
  = pmf (body table_sample value (table_of t)) x
    * tsum (fun y => within t (S k) y - within t k y).
Proof using t_right.
  rewrite table_sample_in_round, table_sample_round_number. f_equal. symmetry.
  exact (table_sample_mass t t_right x).
Qed.

End Rounds.
