(** * Taylor polynomials of exp(-x)

    Purpose: for x >= 0 the Taylor polynomials of exp(-x) lie alternately above
    and below it, whatever their degree; the rests, measured in units of the
    first omitted term, are numbers between 0 and 1 that satisfy a recurrence.

    Paper sections: 3, Distributions; 6, Exact and fast (certified exp).

    Glossary:
      taylor n x == the sum of (-x)^m / m! over m < n
      taylor_rest n x == (-1)^n (exp(-x) - taylor n x) *)

From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Rcomplements Hierarchy Derive AutoDerive.
Local Open Scope R_scope.

Fixpoint taylor (n : nat) (x : R) : R :=
  match n with
  | O => 0
  | S m => taylor m x + (- x) ^ m / INR (fact m)
  end.

Definition taylor_rest (n : nat) (x : R) : R := (-1) ^ n * (exp (- x) - taylor n x).

Lemma exp_opp_bounds (x : R) : 0 <= x -> 0 <= exp (- x) <= 1.
Proof.
  intros Hx. split; [left; apply exp_pos |].
  rewrite <- exp_0. destruct Hx as [Hx | <-].
  - left. apply exp_increasing. lra.
  - rewrite Ropp_0. lra.
Qed.

Lemma fact_pos (n : nat) : 0 < INR (fact n).
Proof. apply lt_0_INR. apply lt_O_fact. Qed.

Lemma taylor_rest_O (x : R) : taylor_rest 0 x = exp (- x).
Proof. unfold taylor_rest. simpl. lra. Qed.

Lemma taylor_rest_S (n : nat) (x : R) :
  taylor_rest (S n) x = x ^ n / INR (fact n) - taylor_rest n x.
Proof.
  unfold taylor_rest. cbn [taylor pow].
  replace ((- x) ^ n) with ((-1) ^ n * x ^ n) by (rewrite <- Rpow_mult_distr; f_equal; lra).
  assert (Hsquare : (-1) ^ n * (-1) ^ n = 1).
  { rewrite <- Rpow_mult_distr. replace (-1 * -1) with 1 by lra. apply pow1. }
  transitivity ((-1) ^ n * (-1) ^ n * (x ^ n / INR (fact n))
                - (-1) ^ n * (exp (- x) - taylor n x)).
  - unfold Rdiv. ring.
  - rewrite Hsquare. lra.
Qed.

Lemma taylor_rest_S_0 (n : nat) : taylor_rest (S n) 0 = 0.
Proof.
  induction n as [| n IH]; rewrite taylor_rest_S.
  - rewrite taylor_rest_O, Ropp_0, exp_0. simpl. lra.
  - rewrite IH, pow_ne_zero by discriminate. lra.
Qed.

Lemma taylor_rest_derive (n : nat) (x : R) : is_derive (taylor_rest (S n)) x (taylor_rest n x).
Proof.
  revert x. induction n as [| n IH]; intros x.
  - apply (is_derive_ext (fun y => 1 - exp (- y))).
    + intros y. rewrite taylor_rest_S, taylor_rest_O. simpl. lra.
    + rewrite taylor_rest_O. auto_derive; [exact I | lra].
  - apply (is_derive_ext (fun y => y ^ S n / INR (fact (S n)) - taylor_rest (S n) y)).
    + intros y. rewrite (taylor_rest_S (S n)). reflexivity.
    + rewrite taylor_rest_S.
      apply (is_derive_minus (fun y => y ^ S n / INR (fact (S n)))); [| apply IH].
      auto_derive; [exact I |].
      change (1 * (INR (S n) * x ^ n) * / INR (fact (S n)) = x ^ n / INR (fact n)).
      rewrite fact_simpl, mult_INR.
      field. split; [generalize (fact_pos n); lra |]. apply not_0_INR. discriminate.
Qed.

Theorem taylor_rest_ge_0 (n : nat) (x : R) : 0 <= x -> 0 <= taylor_rest n x.
Proof.
  revert x. induction n as [| n IH]; intros x Hx.
  - rewrite taylor_rest_O. left. apply exp_pos.
  - destruct Hx as [Hx | <-]; [| rewrite taylor_rest_S_0; lra].
    destruct (MVT_cor2 (taylor_rest (S n)) (taylor_rest n) 0 x Hx) as [c [Hc Hbetween]].
    + intros c _. apply is_derive_Reals. apply taylor_rest_derive.
    + rewrite taylor_rest_S_0, Rminus_0_r in Hc. rewrite Hc.
      apply Rmult_le_pos; [apply IH |]; lra.
Qed.

(** The taylor_rest is at most the first omitted term. *)
Theorem taylor_rest_le (n : nat) (x : R) : 0 <= x -> taylor_rest n x <= x ^ n / INR (fact n).
Proof. intros Hx. generalize (taylor_rest_ge_0 (S n) x Hx). rewrite taylor_rest_S. lra. Qed.

(** Polynomials with an even number of terms are below, the others above. *)
Theorem taylor_even_le (n : nat) (x : R) : 0 <= x -> taylor (2 * n) x <= exp (- x).
Proof.
  intros Hx. generalize (taylor_rest_ge_0 (2 * n) x Hx).
  unfold taylor_rest. rewrite pow_1_even. lra.
Qed.

Theorem taylor_odd_ge (n : nat) (x : R) : 0 <= x -> exp (- x) <= taylor (S (2 * n)) x.
Proof.
  intros Hx. generalize (taylor_rest_ge_0 (S (2 * n)) x Hx).
  unfold taylor_rest. rewrite pow_1_odd. lra.
Qed.

(** The rests in units of the first omitted term. *)
Theorem exp_recurrence (x : R) : 0 <= x ->
  exists g : nat -> R, g O = exp (- x) /\ (forall t, 0 <= g t <= 1) /\
    forall t, g t = 1 - x / INR (S t) * g (S t).
Proof.
  intros [Hx | <-].
  - assert (Hunit : forall t, 0 < x ^ t / INR (fact t)).
    { intros t. apply Rdiv_lt_0_compat; [apply pow_lt; exact Hx | apply fact_pos]. }
    exists (fun t => taylor_rest t x / (x ^ t / INR (fact t))). repeat split.
    + rewrite taylor_rest_O. simpl. field.
    + apply Rmult_le_pos; [apply taylor_rest_ge_0; lra |].
      left. apply Rinv_0_lt_compat. apply Hunit.
    + apply Rle_div_l; [apply Hunit |]. rewrite Rmult_1_l. apply taylor_rest_le. lra.
    + intros t. rewrite taylor_rest_S, fact_simpl, mult_INR. cbn [pow].
      assert (Hx0 : x <> 0) by lra.
      assert (Hpow : x ^ t <> 0) by (apply pow_nonzero; exact Hx0).
      assert (Hfact : INR (fact t) <> 0) by apply INR_fact_neq_0.
      assert (Ht : INR (S t) <> 0) by (apply not_0_INR; discriminate).
      field. auto.
  - exists (fun _ => 1). repeat split; try lra.
    + rewrite Ropp_0, exp_0. reflexivity.
    + intros t. unfold Rdiv. lra.
Qed.
