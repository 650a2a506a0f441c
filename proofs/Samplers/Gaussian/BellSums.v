(** * Lower bounds on sums of Gaussian bells

    Purpose: the sum of all bells from below, by the bells at whole multiples of a
    block length; elementary estimates of [u exp(-c u)] and of (1 - r)/(1 + r).

    Paper section: 3, Distributions (the choice of the scale of the proposals is
    only about speed).

    Glossary:
      bell v d == exp (-d^2 / (2 v)) (Theta)
      theta v 0 == the sum of bell v x over the integers x (Theta) *)

From Coq Require Import Reals Lra Lia List ZArith.
From MathLite Require Import ExpTaylor ExpBounds.
From MathLite Require Export Theta.
Local Open Scope R_scope.

(** ** Blocks *)

Section Blocks.
Variable v : R.
Hypothesis v_pos : 0 < v.

Lemma bell_decreasing (x y : R) : 0 <= x <= y -> bell v y <= bell v x.
Proof using v_pos.
  intros Hxy. apply exp_le. unfold Rdiv. apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat. lra.
  - apply Ropp_le_contravar. apply pow_incr. exact Hxy.
Qed.

Lemma theta_ge_partial (k : nat) :
  1 + 2 * lsum (fun n => bell v (INR (S n))) (seq 0 k) <= theta v 0.
Proof using v_pos.
  assert (Hhalf : forall h : nat -> Z, (forall n m, h n = h m -> n = m) ->
    (forall n, bell v (IZR (h n)) = bell v (INR (S n))) ->
    lsum (fun n => bell v (INR (S n))) (seq 0 k) <= tsum (fun n => bell v (IZR (h n)))).
  { intros h Hinj Hbell.
    destruct (tsum_inj_le h (fun x => bell v (IZR x)) (fun x => bell_ge_0 v (IZR x)) Hinj
                (bell_summable v v_pos)) as [Hsummable _].
    rewrite (lsum_ext _ (fun n => bell v (IZR (h n)))) by (intros n _; symmetry; apply Hbell).
    apply tsum_ub; [exact Hsummable | apply seq_NoDup]. }
  rewrite theta_0, (tsum_Z _ (fun x => bell_ge_0 v (IZR x)) (bell_summable v v_pos)), bell_0.
  generalize (Hhalf (fun n => Z.of_nat (S n))), (Hhalf (fun n => (- Z.of_nat (S n))%Z)).
  intros Hright Hleft.
  assert (Hright_le := Hright ltac:(lia) (fun n => f_equal (bell v) (eq_sym (INR_IZR_INZ (S n))))).
  assert (Hleft_le : lsum (fun n => bell v (INR (S n))) (seq 0 k)
                     <= tsum (fun n => bell v (IZR (- Z.of_nat (S n))))).
  { apply Hleft; [lia |]. intros n. rewrite opp_IZR, bell_opp, <- INR_IZR_INZ. reflexivity. }
  lra.
Qed.

(** [m] bells up to [j m] are at least the last of them. *)
Lemma block_ge (m j : nat) :
  INR m * bell v (INR (S j) * INR m) <= lsum (fun n => bell v (INR (S n))) (seq (j * m) m).
Proof using v_pos.
  assert (Hlength : forall k i, length (seq i k) = k).
  { intros k. induction k as [| k IH]; intros i; simpl; [| rewrite IH]; reflexivity. }
  rewrite <- (Hlength m (j * m)%nat) at 1. rewrite <- (lsum_const _ (seq (j * m) m)).
  apply lsum_le. intros n Hn. apply in_seq in Hn. apply bell_decreasing.
  split; [apply pos_INR |]. rewrite <- mult_INR. apply le_INR. simpl. lia.
Qed.

Lemma theta_ge_blocks (m : nat) :
  1 + 2 * INR m * (bell v (INR m) + bell v (2 * INR m) + bell v (3 * INR m)) <= theta v 0.
Proof using v_pos.
  apply Rle_trans with (2 := theta_ge_partial (m + (m + m))).
  rewrite !seq_app, !lsum_app.
  generalize (block_ge m 0), (block_ge m 1), (block_ge m 2). simpl (INR 1). simpl (INR 2).
  replace (INR 3) with 3 by (simpl; lra).
  replace (0 * m)%nat with 0%nat by lia. replace (1 * m)%nat with (0 + m)%nat by lia.
  replace (2 * m)%nat with (0 + m + m)%nat by lia.
  rewrite Rmult_1_l. replace (1 + 1) with 2 by lra. lra.
Qed.

End Blocks.

(** ** One-variable estimates *)

(** [u exp(-c u)] rises up to [1 / c] and falls from there. *)
Lemma decay_rises (c p u : R) : 0 <= c -> 0 <= p <= u -> c * u <= 1 ->
  p * exp (- (c * p)) <= u * exp (- (c * u)).
Proof.
  intros Hc Hpu Hcu.
  replace (- (c * u)) with (- (c * p) + - (c * (u - p))) by ring. rewrite exp_plus.
  generalize (exp_pos (- (c * p))), (exp_ineq1_le (- (c * (u - p)))). intros Hpos Hline.
  assert (Hu : p <= u * exp (- (c * (u - p)))).
  { apply Rle_trans with (u * (1 + - (c * (u - p)))); [| apply Rmult_le_compat_l; lra].
    assert (Hslack : 0 <= (u - p) * (1 - c * u)) by (apply Rmult_le_pos; lra). lra. }
  apply (Rmult_le_compat_l (exp (- (c * p)))) in Hu; lra.
Qed.

Lemma decay_falls (c u q : R) : 0 <= c -> 0 <= u <= q -> 1 <= c * u ->
  q * exp (- (c * q)) <= u * exp (- (c * u)).
Proof.
  intros Hc Huq Hcu.
  replace (- (c * u)) with (- (c * q) + c * (q - u)) by ring. rewrite exp_plus.
  generalize (exp_pos (- (c * q))), (exp_ineq1_le (c * (q - u))). intros Hpos Hline.
  assert (Hq : q <= u * exp (c * (q - u))).
  { apply Rle_trans with (u * (1 + c * (q - u))); [| apply Rmult_le_compat_l; lra].
    assert (Hslack : 0 <= (q - u) * (c * u - 1)) by (apply Rmult_le_pos; lra). lra. }
  apply (Rmult_le_compat_l (exp (- (c * q)))) in Hq; lra.
Qed.

(** (1 - r)/(1 + r) for r = exp(-2 z): the hyperbolic tangent of [z]. *)
Lemma tanh_ge (z : R) : 0 <= z ->
  z * (1 + z) / (1 + z + z ^ 2) <= (1 - exp (- (2 * z))) / (1 + exp (- (2 * z))).
Proof.
  intros Hz. generalize (exp_pos (- (2 * z))). intros Hpos.
  assert (Hgrow : 1 + 2 * z + 2 * z ^ 2 <= exp (2 * z)).
  { apply Rle_trans with (2 := exp_partial_le (2 * z) 3 ltac:(lra)).
    unfold exp_term. simpl. lra. }
  assert (Hinv : exp (2 * z) * exp (- (2 * z)) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  assert (Hdenominator : 0 < 1 + z + z ^ 2) by (generalize (pow2_ge_0 z); lra).
  apply (Rmult_le_reg_r ((1 + z + z ^ 2) * (1 + exp (- (2 * z))))).
  - apply Rmult_lt_0_compat; lra.
  - replace (z * (1 + z) / (1 + z + z ^ 2) * ((1 + z + z ^ 2) * (1 + exp (- (2 * z)))))
      with ((z + z ^ 2) * (1 + exp (- (2 * z)))) by (field; lra).
    replace ((1 - exp (- (2 * z))) / (1 + exp (- (2 * z))) * ((1 + z + z ^ 2) * (1 + exp (- (2 * z)))))
      with ((1 - exp (- (2 * z))) * (1 + z + z ^ 2)) by (field; lra).
    apply (Rmult_le_compat_r (exp (- (2 * z)))) in Hgrow; lra.
Qed.
