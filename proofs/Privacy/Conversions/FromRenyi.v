(** * From Renyi bounds and zCDP to (eps, delta)

    One output: max (0, p - e^eps q) is at most a constant times p^a q^(1-a), as the
    line r - 1 is below a multiple of r^a at r = p / (e^eps q).  Summed over the
    outputs, a bound on the Renyi divergence of order a bounds delta.  The constant is
    the best possible for one term; the delta of the mechanism may be smaller.  For zCDP
    every order may be used; the infimum over the orders is the smallest bound that is
    found so, and the choice a - 1 = (eps - rho) / (2 rho) gives the textbook form.

    Mironov 2017; Bun, Steinke 2016; Canonne, Kamath, Steinke 2020.
    Paper section: 5, Privacy.

    Glossary
      renyi_delta a tau eps == e^((a-1)(tau-eps)) / (a-1) * (1 - 1/a)^a
      zcdp_delta rho eps  == the infimum of renyi_delta a (a rho) eps over a > 1
      hockey_stick eps p q == the sum of max (0, p - e^eps q) (HockeyStick.v)
      hockey_constant a   == (1 - 1/a)^a / (a-1), the largest value of
                             (r - 1) / r^a over r > 0
      power x a           == x^a for x > 0, and 0 for x = 0 (Definitions.v)    *)

From Coq Require Import Reals Lra List.
Set Warnings "-ambiguous-paths". (* of the coercions between R and Rbar, harmless *)
From Coquelicot Require Import Rbar Lub.
From MathLite Require Import Dist.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Power.
From Verinoise Require Import Privacy.Notions.HockeyStick.
Local Open Scope R_scope.

Definition renyi_delta (a tau eps : R) : R :=
  exp ((a - 1) * (tau - eps)) / (a - 1) * power (1 - 1 / a) a.

Definition zcdp_delta (rho eps : R) : R :=
  real (Glb_Rbar (fun delta => exists a, 1 < a /\ delta = renyi_delta a (a * rho) eps)).

(** ** How far a line can be above a power *)

Definition hockey_constant (a : R) : R := power (1 - 1 / a) a / (a - 1).

Section Hockey.
Variable a : R.
Hypothesis a_gt_1 : 1 < a.

Lemma one_minus_inv_bounds : 0 < 1 - 1 / a < 1.
Proof using a_gt_1.
  assert (Hinv : 0 < / a) by (apply Rinv_0_lt_compat; lra).
  assert (Hlt : / a < 1) by (rewrite <- Rinv_1; apply Rinv_lt_contravar; lra).
  unfold Rdiv. lra.
Qed.

Lemma hockey_constant_pos : 0 < hockey_constant a.
Proof using a_gt_1.
  generalize one_minus_inv_bounds. intros Hbounds.
  apply Rdiv_lt_0_compat; [apply power_pos |]; lra.
Qed.

Lemma hockey_constant_power (r : R) : 0 <= r ->
  hockey_constant a * power r a = power ((1 - 1 / a) * r) a / (a - 1).
Proof using a_gt_1.
  generalize one_minus_inv_bounds. intros Hbounds Hr.
  rewrite power_mult_distr by lra. unfold hockey_constant. field. lra.
Qed.

Lemma minus_1_le_hockey (r : R) : 0 <= r -> r - 1 <= hockey_constant a * power r a.
Proof using a_gt_1.
  intros Hr. generalize one_minus_inv_bounds. intros Hbounds.
  rewrite hockey_constant_power by exact Hr.
  apply Rle_trans with ((1 + a * ((1 - 1 / a) * r - 1)) / (a - 1)); [right; field; lra |].
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra |].
  apply power_bernoulli; [apply Rmult_le_pos |]; lra.
Qed.

(** The line touches the power at a / (a - 1): no smaller constant would do. *)
Lemma hockey_constant_touches : a / (a - 1) - 1 = hockey_constant a * power (a / (a - 1)) a.
Proof using a_gt_1.
  rewrite hockey_constant_power by (left; apply Rdiv_lt_0_compat; lra).
  replace ((1 - 1 / a) * (a / (a - 1))) with 1 by (field; lra).
  rewrite power_1_l. field. lra.
Qed.

Lemma hockey_constant_le_inv : hockey_constant a <= / a.
Proof using a_gt_1.
  generalize one_minus_inv_bounds. intros Hbounds. unfold hockey_constant.
  rewrite power_pred by lra.
  replace ((1 - 1 / a) * power (1 - 1 / a) (a - 1) / (a - 1))
    with (/ a * power (1 - 1 / a) (a - 1)) by (field; lra).
  rewrite <- (Rmult_1_r (/ a)) at 2.
  apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra |].
  apply Rle_trans with (power 1 (a - 1)); [apply power_le; lra |].
  rewrite power_1_l. lra.
Qed.

End Hockey.

(** ** The value of delta *)

Lemma renyi_delta_eq (a tau eps : R) : 1 < a ->
  renyi_delta a tau eps = hockey_constant a * exp (- ((a - 1) * eps)) * exp ((a - 1) * tau).
Proof.
  intros Ha. unfold renyi_delta, hockey_constant.
  replace ((a - 1) * (tau - eps)) with (- ((a - 1) * eps) + (a - 1) * tau) by ring.
  rewrite exp_plus. field. lra.
Qed.

Lemma renyi_delta_pos (a tau eps : R) : 1 < a -> 0 < renyi_delta a tau eps.
Proof.
  intros Ha. rewrite renyi_delta_eq by exact Ha.
  apply Rmult_lt_0_compat; [| apply exp_pos].
  apply Rmult_lt_0_compat; [apply hockey_constant_pos; exact Ha | apply exp_pos].
Qed.

Lemma renyi_delta_le (a tau eps : R) : 1 < a ->
  renyi_delta a tau eps <= exp ((a - 1) * (tau - eps)) / a.
Proof.
  intros Ha. replace (renyi_delta a tau eps)
    with (exp ((a - 1) * (tau - eps)) * hockey_constant a)
    by (unfold renyi_delta, hockey_constant; field; lra).
  apply Rmult_le_compat_l; [left; apply exp_pos | apply hockey_constant_le_inv; exact Ha].
Qed.

(** ** One output *)

(** A term is a power of the ratio of [x] to [e^eps y]. *)
Lemma power_excess_ratio (a eps x y : R) : 0 <= x -> 0 < y ->
  exp (- ((a - 1) * eps)) * (power x a * power y (1 - a))
  = exp eps * y * power (x / (exp eps * y)) a.
Proof.
  intros Hx Hy. generalize (exp_pos eps). intros Hexp.
  rewrite <- power_ratio by (try apply Rmult_lt_0_compat; assumption).
  rewrite (power_mult_distr (exp eps) y), power_exp by lra.
  replace ((1 - a) * eps) with (- ((a - 1) * eps)) by ring. ring.
Qed.

Lemma excess_le_power (a eps x y : R) : 1 < a -> 0 <= x -> 0 <= y -> (y = 0 -> x = 0) ->
  Rmax 0 (x - exp eps * y)
  <= hockey_constant a * exp (- ((a - 1) * eps)) * (power x a * power y (1 - a)).
Proof.
  intros Ha Hx Hy Hsupport. generalize (exp_pos eps). intros Hexp.
  assert (Hbound : 0 <= hockey_constant a * exp (- ((a - 1) * eps))
                        * (power x a * power y (1 - a))).
  { apply Rmult_le_pos; [| apply Rmult_le_pos; apply power_ge_0].
    apply Rmult_le_pos; left; [apply hockey_constant_pos; exact Ha | apply exp_pos]. }
  apply Rmax_lub; [exact Hbound |]. destruct Hy as [Hy | <-].
  - assert (Hscale : 0 < exp eps * y) by (apply Rmult_lt_0_compat; assumption).
    rewrite Rmult_assoc, power_excess_ratio by assumption.
    apply Rle_trans with (exp eps * y * (x / (exp eps * y) - 1)); [right; field; lra |].
    apply Rle_trans with
      (exp eps * y * (hockey_constant a * power (x / (exp eps * y)) a)); [| right; ring].
    apply Rmult_le_compat_l; [lra |]. apply minus_1_le_hockey; [exact Ha |].
    apply Rle_mult_inv_pos; assumption.
  - rewrite Hsupport by reflexivity. rewrite Hsupport in Hbound by reflexivity. lra.
Qed.

(** ** One order *)

Section Pair.
Context {O : Type} (p q : dist O).

Theorem renyi_le_hockey_stick (a tau eps : R) : 1 < a ->
  renyi_le a tau p q -> hockey_stick eps p q <= renyi_delta a tau eps.
Proof using.
  intros Ha [Hsupport Hsum]. rewrite renyi_delta_eq by exact Ha.
  assert (Hconstant : 0 <= hockey_constant a * exp (- ((a - 1) * eps))).
  { apply Rmult_le_pos; left; [apply hockey_constant_pos; exact Ha | apply exp_pos]. }
  apply tsum_lub. intros l Hl.
  apply Rle_trans with (lsum (fun o => hockey_constant a * exp (- ((a - 1) * eps))
                                       * (power (p o) a * power (q o) (1 - a))) l).
  - apply lsum_le. intros o _.
    apply excess_le_power; [exact Ha | apply mass_ge_0 | apply mass_ge_0 | apply Hsupport].
  - rewrite lsum_scal. apply Rmult_le_compat_l; [exact Hconstant | exact (Hsum l Hl)].
Qed.

Theorem renyi_le_approx_le (a tau eps : R) : 1 < a ->
  renyi_le a tau p q -> approx_le eps (renyi_delta a tau eps) p q.
Proof using.
  intros Ha Hrenyi. apply approx_le_hockey_stick.
  apply renyi_le_hockey_stick; assumption.
Qed.

End Pair.

Theorem rdp_approx_dp {D O} (adj : relation D) (a tau eps : R) (M : mechanism D O) :
  rdp adj a tau M -> approx_dp adj eps (renyi_delta a tau eps) M.
Proof.
  intros [Ha HM] x y Hxy. apply renyi_le_approx_le; [exact Ha | exact (HM x y Hxy)].
Qed.

(** ** The infimum over all orders *)

Lemma zcdp_delta_is_glb (rho eps : R) :
  is_glb_Rbar (fun delta => exists a, 1 < a /\ delta = renyi_delta a (a * rho) eps)
              (zcdp_delta rho eps).
Proof.
  unfold zcdp_delta. set (E := fun delta => exists a, _).
  assert (Htwo : E (renyi_delta 2 (2 * rho) eps)) by (exists 2; split; [lra | reflexivity]).
  destruct (Glb_Rbar_correct E) as [Hlower Hgreatest].
  assert (Hpos : Rbar_le 0 (Glb_Rbar E)).
  { apply Hgreatest. intros delta [a [Ha ->]]. left. apply renyi_delta_pos. exact Ha. }
  assert (Hfinite : Glb_Rbar E = Finite (real (Glb_Rbar E))).
  { specialize (Hlower _ Htwo). destruct (Glb_Rbar E); simpl in *; [reflexivity | tauto | tauto]. }
  rewrite <- Hfinite. split; assumption.
Qed.

Lemma zcdp_delta_le (rho eps a : R) : 1 < a -> zcdp_delta rho eps <= renyi_delta a (a * rho) eps.
Proof. intros Ha. apply (proj1 (zcdp_delta_is_glb rho eps)). exists a. auto. Qed.

Lemma zcdp_delta_greatest (rho eps m : R) :
  (forall a, 1 < a -> m <= renyi_delta a (a * rho) eps) -> m <= zcdp_delta rho eps.
Proof.
  intros Hm. apply (proj2 (zcdp_delta_is_glb rho eps) (Finite m)).
  intros delta [a [Ha ->]]. apply Hm. exact Ha.
Qed.

(** At the order 1 + (eps - rho) / (2 rho), with nothing lost in the exponent. *)
Lemma zcdp_delta_closed (rho eps : R) : 0 < rho -> rho < eps ->
  zcdp_delta rho eps <= exp (- (eps - rho) ^ 2 / (4 * rho)) / (1 + (eps - rho) / (2 * rho)).
Proof.
  intros Hrho Heps. set (a := 1 + (eps - rho) / (2 * rho)).
  assert (Ha : 1 < a).
  { assert (Hgap : 0 < (eps - rho) / (2 * rho)) by (apply Rdiv_lt_0_compat; lra).
    unfold a. lra. }
  apply Rle_trans with (1 := zcdp_delta_le rho eps a Ha).
  replace (- (eps - rho) ^ 2 / (4 * rho)) with ((a - 1) * (a * rho - eps))
    by (unfold a; field; lra).
  apply renyi_delta_le. exact Ha.
Qed.

(** Without a budget only eps = 0 is left, and every delta > 0 serves. *)
Lemma zcdp_delta_0 : zcdp_delta 0 0 <= 0.
Proof.
  apply Rnot_lt_le. intros Hpos. set (d := zcdp_delta 0 0) in *.
  assert (Ha : 1 < 1 + / d) by (generalize (Rinv_0_lt_compat d Hpos); lra).
  generalize (zcdp_delta_le 0 0 (1 + / d) Ha), (renyi_delta_le (1 + / d) ((1 + / d) * 0) 0 Ha).
  replace ((1 + / d - 1) * ((1 + / d) * 0 - 0)) with 0 by ring. rewrite exp_0. fold d.
  replace (1 / (1 + / d)) with (d / (1 + d)) by (field; lra). intros Hle Hbound.
  assert (Hless : d / (1 + d) < d / 1).
  { apply Rmult_lt_compat_l; [exact Hpos | apply Rinv_lt_contravar; lra]. }
  lra.
Qed.

(** The textbook choice of eps. *)
Lemma zcdp_delta_textbook (rho delta : R) : 0 <= rho -> 0 < delta < 1 ->
  zcdp_delta rho (rho + 2 * sqrt (rho * ln (1 / delta))) <= delta.
Proof.
  intros [Hrho | <-] Hdelta.
  - assert (Hlog : 0 < ln (1 / delta)).
    { rewrite <- ln_1. apply ln_increasing; [lra |]. unfold Rdiv. rewrite Rmult_1_l.
      rewrite <- Rinv_1. apply Rinv_lt_contravar; lra. }
    assert (Hprod : 0 < rho * ln (1 / delta)) by (apply Rmult_lt_0_compat; assumption).
    generalize (sqrt_lt_R0 _ Hprod) (sqrt_sqrt _ (Rlt_le _ _ Hprod)).
    set (root := sqrt (rho * ln (1 / delta))). intros Hroot Hsquare.
    apply Rle_trans with (1 := zcdp_delta_closed rho (rho + 2 * root) Hrho ltac:(lra)).
    replace (- (rho + 2 * root - rho) ^ 2 / (4 * rho)) with (- ln (1 / delta)).
    + unfold Rdiv at 2. rewrite Rmult_1_l, ln_Rinv, Ropp_involutive, exp_ln by lra.
      assert (Hgap : 0 <= (rho + 2 * root - rho) / (2 * rho)).
      { left. apply Rdiv_lt_0_compat; lra. }
      rewrite <- (Rmult_1_r delta) at 2. apply Rmult_le_compat_l; [lra |].
      rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
    + apply (Rmult_eq_reg_r (4 * rho)); [| lra].
      transitivity (- 4 * (root * root)); [rewrite Hsquare; ring | field; lra].
  - rewrite Rmult_0_l, sqrt_0, Rmult_0_r, Rplus_0_r.
    apply Rle_trans with (1 := zcdp_delta_0). lra.
Qed.

(** ** zCDP *)

Section Zcdp.
Context {D O : Type} (adj : relation D) (rho : R) (M : mechanism D O).
Hypothesis M_zcdp : zcdp adj rho M.

Theorem zcdp_approx_dp_order (a eps : R) :
  1 < a -> approx_dp adj eps (renyi_delta a (a * rho) eps) M.
Proof using M_zcdp.
  intros Ha. apply rdp_approx_dp. split; [exact Ha | exact (M_zcdp a Ha)].
Qed.

(** The infimum over the orders. *)
Theorem zcdp_approx_dp (eps : R) : approx_dp adj eps (zcdp_delta rho eps) M.
Proof using M_zcdp.
  apply approx_dp_hockey_stick. intros x y Hxy. apply zcdp_delta_greatest. intros a Ha.
  apply renyi_le_hockey_stick; [exact Ha | exact (M_zcdp a Ha x y Hxy)].
Qed.

Theorem zcdp_approx_dp_closed (eps : R) : 0 < rho -> rho < eps ->
  approx_dp adj eps (exp (- (eps - rho) ^ 2 / (4 * rho)) / (1 + (eps - rho) / (2 * rho))) M.
Proof using M_zcdp.
  intros Hrho Heps. apply (approx_dp_le_delta adj eps (zcdp_delta rho eps));
    [apply zcdp_delta_closed; assumption | apply zcdp_approx_dp].
Qed.

Theorem zcdp_approx_dp_textbook (delta : R) : 0 <= rho -> 0 < delta <= 1 ->
  approx_dp adj (rho + 2 * sqrt (rho * ln (1 / delta))) delta M.
Proof using M_zcdp.
  intros Hrho [Hdelta [Hlt | ->]].
  - apply (approx_dp_le_delta adj _ (zcdp_delta rho (rho + 2 * sqrt (rho * ln (1 / delta)))));
      [apply zcdp_delta_textbook; [exact Hrho | lra] | apply zcdp_approx_dp].
  - apply approx_dp_hockey_stick. intros x y _. apply hockey_stick_le_1.
Qed.

End Zcdp.
