(** * cosh is above its parabola

    Purpose: exp y + exp(-y) is at least 2 + y^2, by sinh z >= z; and an upper bound
    on exp near 0.

    Paper section: 4, The theta inequality without Fourier analysis (variance). *)

From Coq Require Import Reals Lra.
Set Warnings "-ambiguous-paths". (* of the coercions between R and Rbar, harmless *)
From Coquelicot Require Import Rcomplements Hierarchy Derive AutoDerive.
Local Open Scope R_scope.

Lemma exp_le_inv (u : R) : u < 1 -> exp u <= / (1 - u).
Proof.
  intros Hu. rewrite <- (Ropp_involutive u) at 1. rewrite exp_Ropp.
  apply Rinv_le_contravar; [lra |]. generalize (exp_ineq1_le (- u)). lra.
Qed.

Lemma exp_square_sub (z : R) : (exp (z / 2) - exp (- (z / 2))) ^ 2 = exp z + exp (- z) - 2.
Proof.
  assert (Hsquare : forall y, exp (y / 2) * exp (y / 2) = exp y).
  { intros y. rewrite <- exp_plus. f_equal. field. }
  assert (Hone : exp (z / 2) * exp (- (z / 2)) = 1).
  { rewrite <- exp_plus, Rplus_opp_r. apply exp_0. }
  rewrite <- (Hsquare z), <- (Hsquare (- z)).
  replace (- z / 2) with (- (z / 2)) by field.
  set (p := exp (z / 2)) in *. set (q := exp (- (z / 2))) in *.
  transitivity (p * p + q * q - 2 * (p * q)); [ring | rewrite Hone; ring].
Qed.

(** sinh z is at least z. *)
Lemma double_le_sinh (z : R) : 0 <= z -> 2 * z <= exp z - exp (- z).
Proof.
  intros [Hz | <-].
  - destruct (MVT_cor2 (fun x => exp x - exp (- x) - 2 * x)
                (fun x => (exp (x / 2) - exp (- (x / 2))) ^ 2) 0 z Hz) as [c [Hc _]].
    + intros x _. apply is_derive_Reals. rewrite exp_square_sub.
      auto_derive; [exact I | lra].
    + rewrite Ropp_0 in Hc.
      generalize (Rmult_le_pos _ _ (pow2_ge_0 (exp (c / 2) - exp (- (c / 2))))
                    (Rlt_le 0 (z - 0) ltac:(lra))). lra.
  - rewrite Ropp_0. lra.
Qed.

Lemma cosh_ge_parabola (y : R) : 2 + y ^ 2 <= exp y + exp (- y).
Proof.
  assert (Habs : forall x, 0 <= x -> 2 + x ^ 2 <= exp x + exp (- x)).
  { intros x Hx. generalize (exp_square_sub x), (double_le_sinh (x / 2)). intros Hsquare Hsinh.
    assert (Hpow : x ^ 2 <= (exp (x / 2) - exp (- (x / 2))) ^ 2) by (apply pow_incr; lra).
    lra. }
  destruct (Rle_dec 0 y) as [Hy | Hy]; [exact (Habs y Hy) |].
  generalize (Habs (- y)). rewrite Ropp_involutive.
  replace ((- y) ^ 2) with (y ^ 2) by ring. lra.
Qed.
