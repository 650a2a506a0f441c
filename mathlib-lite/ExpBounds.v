(** * Bounds on exp

    Purpose: the rests of the Taylor series of exp(x), for x >= 0, in units of the
    first omitted term; rational bounds on a few values of exp.

    Paper section: 6, Exact and fast (certified exp).

    Glossary:
      exp_term x n == x^n / n!
      taylor n x == the first n terms of the series of exp(-x) (ExpTaylor) *)

From Coq Require Import Reals Lra Lia List.
Set Warnings "-ambiguous-paths". (* of the coercions between R and Rbar, harmless *)
From Coquelicot Require Import Hierarchy Series PSeries ElemFct.
From MathLite Require Import TsumTypes ExpTaylor.
Local Open Scope R_scope.

(** ** The rests of the series *)

Definition exp_term (x : R) (n : nat) : R := x ^ n / INR (fact n).

Lemma exp_term_ge_0 (x : R) (n : nat) : 0 <= x -> 0 <= exp_term x n.
Proof.
  intros Hx. apply Rmult_le_pos; [apply pow_le; exact Hx |].
  left. apply Rinv_0_lt_compat. apply fact_pos.
Qed.

Lemma exp_partial_le (x : R) (n : nat) : 0 <= x -> lsum (exp_term x) (seq 0 n) <= exp x.
Proof.
  intros Hx.
  assert (Hseries : is_series (exp_term x) (exp x)).
  { apply (is_series_ext (fun k => scal (pow_n x k) (/ INR (fact k)))).
    - intros k. rewrite pow_n_pow. reflexivity.
    - exact (is_exp_Reals x). }
  assert (Hge : forall k, 0 <= exp_term x k) by (intros k; apply exp_term_ge_0; exact Hx).
  rewrite <- (is_series_tsum _ Hge (exp x) Hseries).
  apply tsum_ub; [exact (is_series_summable _ Hge (exp x) Hseries) | apply seq_NoDup].
Qed.

(** If step [t + 1] is taken with probability x/(t + 1), given all before it, then
    [g t] steps are expected after step [t], that one included. *)
Theorem exp_growth (x : R) : 0 <= x ->
  exists g : nat -> R, g O = exp x /\ (forall t, 0 <= g t) /\
    forall t, g t = 1 + x / INR (S t) * g (S t).
Proof.
  intros [Hx | <-].
  - assert (Hterm : forall t, 0 < exp_term x t).
    { intros t. apply Rdiv_lt_0_compat; [apply pow_lt; exact Hx | apply fact_pos]. }
    exists (fun t => (exp x - lsum (exp_term x) (seq 0 t)) / exp_term x t). repeat split.
    + unfold exp_term. simpl. field.
    + intros t. apply Rmult_le_pos.
      * generalize (exp_partial_le x t (Rlt_le _ _ Hx)). lra.
      * left. apply Rinv_0_lt_compat. apply Hterm.
    + intros t. rewrite lsum_seq_S. generalize (Hterm t).
      assert (Hstep : exp_term x (S t) = x / INR (S t) * exp_term x t).
      { unfold exp_term. rewrite fact_simpl, mult_INR. cbn [pow].
        assert (Hfact : INR (fact t) <> 0) by apply INR_fact_neq_0.
        assert (Ht : INR (S t) <> 0) by (apply not_0_INR; discriminate).
        field. auto. }
      rewrite Hstep. intros Hpos.
      assert (Ht : INR (S t) <> 0) by (apply not_0_INR; discriminate).
      field. lra.
  - exists (fun _ => 1). repeat split.
    + symmetry. apply exp_0.
    + intros t. lra.
    + intros t. unfold Rdiv. lra.
Qed.

(** ** Values *)

(** Compares a Taylor polynomial at a rational point; few terms only, as factorials
    are computed in unary. *)
Ltac taylor_value :=
  cbn [taylor pow Nat.mul Nat.add];
  repeat match goal with
  | |- context [INR (fact ?n)] =>
      let v := eval vm_compute in (Z.of_nat (fact n)) in
      replace (INR (fact n)) with (IZR v) by (rewrite INR_IZR_INZ; reflexivity)
  end;
  lra.

Lemma exp_opp_1_ge : 3678 / 10000 <= exp (-1).
Proof. apply Rle_trans with (2 := taylor_even_le 4 1 Rle_0_1). taylor_value. Qed.

Lemma exp_opp_1_le : exp (-1) <= 3682 / 10000.
Proof. apply Rle_trans with (1 := taylor_odd_ge 3 1 Rle_0_1). taylor_value. Qed.

Lemma exp_1_opp : exp 1 * exp (-1) = 1.
Proof. rewrite <- exp_plus. replace (1 + -1) with 0 by lra. apply exp_0. Qed.

Lemma exp_1_le : exp 1 <= 272 / 100.
Proof.
  apply (Rmult_le_reg_r (exp (-1))); [apply exp_pos |]. rewrite exp_1_opp.
  generalize exp_opp_1_ge. lra.
Qed.

Lemma one_fifth_ge_0 : 0 <= / 5.
Proof. lra. Qed.

Lemma exp_opp_fifth_ge : 818 / 1000 <= exp (- / 5).
Proof. apply Rle_trans with (2 := taylor_even_le 2 (/ 5) one_fifth_ge_0). taylor_value. Qed.

Lemma exp_opp_fifth_le : exp (- / 5) <= 82 / 100.
Proof. apply Rle_trans with (1 := taylor_odd_ge 1 (/ 5) one_fifth_ge_0). taylor_value. Qed.
