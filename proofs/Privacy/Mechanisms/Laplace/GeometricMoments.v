(** * Moments of the geometric series

    Purpose: the sum of n^2 r^n over the naturals, for 0 <= r < 1.

    Paper section: 3, Distributions. *)

From Coq Require Import Reals Lra List.
From MathLite Require Export TsumTypes.
Local Open Scope R_scope.

Section Moments.
Variable r : R.
Hypothesis r_bounds : 0 <= r < 1.

Lemma square_geom_ge_0 (n : nat) : 0 <= INR n ^ 2 * r ^ n.
Proof using r_bounds. apply Rmult_le_pos; [apply pow2_ge_0 | apply pow_le; lra]. Qed.

Lemma linear_geom_ge_0 (n : nat) : 0 <= INR n * r ^ n.
Proof using r_bounds. apply Rmult_le_pos; [apply pos_INR | apply pow_le; lra]. Qed.

(** Partial sums in closed form. *)
Lemma square_geom_partial (n : nat) :
  lsum (fun k => INR k ^ 2 * r ^ k) (seq 0 n) * (1 - r) ^ 3
  = r * (1 + r) - r ^ n * (INR n ^ 2 * (1 - r) ^ 2 + 2 * INR n * (r * (1 - r)) + r * (1 + r)).
Proof using.
  induction n as [| n IH]; [simpl; ring |].
  rewrite lsum_seq_S, Rmult_plus_distr_r, IH, S_INR. change (r ^ S n) with (r * r ^ n). ring.
Qed.

Lemma summable_square_geom : summable (fun n => INR n ^ 2 * r ^ n).
Proof using r_bounds.
  assert (Hcube : 0 < (1 - r) ^ 3) by (apply pow_lt; lra).
  apply (summable_nat _ square_geom_ge_0 (r * (1 + r) / (1 - r) ^ 3)). intros n.
  apply (Rmult_le_reg_r ((1 - r) ^ 3)); [exact Hcube |].
  rewrite square_geom_partial.
  replace (r * (1 + r) / (1 - r) ^ 3 * (1 - r) ^ 3) with (r * (1 + r)) by (field; lra).
  assert (Hrest : 0 <= r ^ n * (INR n ^ 2 * (1 - r) ^ 2 + 2 * INR n * (r * (1 - r)) + r * (1 + r)));
    [| lra].
  apply Rmult_le_pos; [apply pow_le; lra |].
  assert (Hlast : 0 <= r * (1 + r)) by (apply Rmult_le_pos; lra).
  assert (Hmiddle : 0 <= 2 * INR n * (r * (1 - r))).
  { generalize (pos_INR n). intros Hn. apply Rmult_le_pos; [lra |]. apply Rmult_le_pos; lra. }
  generalize (Rmult_le_pos _ _ (pow2_ge_0 (INR n)) (pow2_ge_0 (1 - r))). lra.
Qed.

Lemma summable_linear_geom : summable (fun n => INR n * r ^ n).
Proof using r_bounds.
  apply (summable_le _ (fun n => INR n ^ 2 * r ^ n)); [| exact summable_square_geom].
  intros n. apply Rmult_le_compat_r; [apply pow_le; lra |].
  destruct n as [| n]; [simpl; lra |]. generalize (pos_INR n). rewrite S_INR. intros Hn.
  generalize (Rmult_le_pos _ _ Hn Hn). lra.
Qed.

Lemma tsum_linear_geom : tsum (fun n => INR n * r ^ n) = r / (1 - r) ^ 2.
Proof using r_bounds.
  assert (Hshift : tsum (fun n => INR n * r ^ n)
                   = r * (tsum (fun n => INR n * r ^ n) + tsum (fun n => r ^ n))).
  { rewrite (tsum_nat_first _ linear_geom_ge_0 summable_linear_geom) at 1.
    rewrite <- tsum_plus, <- tsum_scal_l.
    - simpl (INR 0). rewrite Rmult_0_l, Rplus_0_l. apply tsum_ext.
      intros n. rewrite S_INR. change (r ^ S n) with (r * r ^ n). ring.
    - lra.
    - exact linear_geom_ge_0.
    - intros n. apply pow_le. lra.
    - exact summable_linear_geom.
    - apply summable_geom. exact r_bounds. }
  rewrite (tsum_geom r r_bounds) in Hshift.
  apply (Rmult_eq_reg_r (1 - r)); [| lra].
  replace (r / (1 - r) ^ 2 * (1 - r)) with (r * / (1 - r)) by (field; lra). lra.
Qed.

Lemma tsum_square_geom : tsum (fun n => INR n ^ 2 * r ^ n) = r * (1 + r) / (1 - r) ^ 3.
Proof using r_bounds.
  assert (Hpow : forall n, 0 <= r ^ n) by (intros n; apply pow_le; lra).
  assert (Hshift : tsum (fun n => INR n ^ 2 * r ^ n)
                   = r * (tsum (fun n => INR n ^ 2 * r ^ n)
                          + (2 * tsum (fun n => INR n * r ^ n) + tsum (fun n => r ^ n)))).
  { rewrite (tsum_nat_first _ square_geom_ge_0 summable_square_geom) at 1.
    assert (Hlinear : summable (fun n => 2 * (INR n * r ^ n))).
    { apply summable_scal; [lra | exact summable_linear_geom]. }
    assert (Hlinear_ge_0 : forall n, 0 <= 2 * (INR n * r ^ n)).
    { intros n. generalize (linear_geom_ge_0 n). lra. }
    generalize (summable_geom r r_bounds). intros Hgeom.
    rewrite <- (tsum_scal_l 2) by lra.
    rewrite <- (tsum_plus (fun n => 2 * (INR n * r ^ n))) by assumption.
    rewrite <- tsum_plus, <- tsum_scal_l.
    - simpl (INR 0 ^ 2 * r ^ 0). rewrite !Rmult_0_l, Rplus_0_l. apply tsum_ext.
      intros n. rewrite S_INR. change (r ^ S n) with (r * r ^ n). ring.
    - lra.
    - exact square_geom_ge_0.
    - intros n. generalize (Hlinear_ge_0 n) (Hpow n). lra.
    - exact summable_square_geom.
    - apply (summable_plus (fun n => 2 * (INR n * r ^ n))); assumption. }
  rewrite tsum_linear_geom, (tsum_geom r r_bounds) in Hshift.
  apply (Rmult_eq_reg_r (1 - r)); [| lra].
  replace (r * (1 + r) / (1 - r) ^ 3 * (1 - r)) with (r * (2 * (r / (1 - r) ^ 2) + / (1 - r)))
    by (field; lra).
  lra.
Qed.

End Moments.
