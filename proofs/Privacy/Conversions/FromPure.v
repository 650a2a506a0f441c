(** * From pure privacy to Renyi bounds and zCDP

    Two distributions with ratios between e^-eps and e^eps: on this interval r^a is
    below its chord, and as the mean ratio is 1, the sum of p^a q^(1-a) is at most the
    value of the chord at 1.  Randomised response attains it, so the resulting Renyi
    bound is the best possible.  It is cosh ((a - 1/2) eps) / cosh (eps / 2), which is
    at most e^(a (a-1) eps^2 / 2).

    Bun, Steinke 2016, proposition 3.3.
    Paper section: 5, Privacy.

    Glossary
      two_point a eps == the sum of p^a q^(1-a) for p = (e^eps, 1) / (1 + e^eps) and
                         q = (1, e^eps) / (1 + e^eps)
      power x a       == x^a for x > 0, and 0 for x = 0 (Definitions.v)        *)

From Coq Require Import Reals Lra List.
From MathLite Require Import Dist Theta.
From Verinoise Require Import Privacy.Conversions.Cosh.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Power.
From Verinoise Require Import Privacy.Notions.Independent Privacy.Notions.Renyi.
From Verinoise Require Import Privacy.Notions.Zcdp.
Local Open Scope R_scope.

Definition two_point (a eps : R) : R := (exp (a * eps) + exp ((1 - a) * eps)) / (1 + exp eps).

(** ** Two points *)

Lemma two_point_pos (a eps : R) : 0 < two_point a eps.
Proof.
  generalize (exp_pos (a * eps)) (exp_pos ((1 - a) * eps)) (exp_pos eps). intros Hx Hy Hz.
  apply Rdiv_lt_0_compat; lra.
Qed.

Lemma two_point_cosh (a eps : R) : two_point a eps = cosh ((a - 1 / 2) * eps) / cosh (eps / 2).
Proof.
  unfold two_point, cosh. generalize (exp_pos (eps / 2)). intros Hhalf.
  replace (a * eps) with ((a - 1 / 2) * eps + eps / 2) by field.
  replace ((1 - a) * eps) with (- ((a - 1 / 2) * eps) + eps / 2) by field.
  replace (exp eps) with (exp (eps / 2) * exp (eps / 2)) by (rewrite <- exp_plus; f_equal; field).
  rewrite !exp_plus, !exp_Ropp. generalize (exp_pos ((a - 1 / 2) * eps)). intros Ha.
  field. repeat split; nra.
Qed.

Lemma two_point_le (a eps : R) : 1 <= a -> 0 <= eps ->
  two_point a eps <= exp ((a - 1) * (a * (1 / 2 * eps ^ 2))).
Proof.
  intros Ha Heps. rewrite two_point_cosh.
  apply (Rmult_le_reg_r (cosh (eps / 2))); [apply cosh_pos |].
  unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r
    by (generalize (cosh_pos (eps / 2)); lra).
  rewrite (Rmult_comm (exp _)).
  replace ((a - 1) * (a * (1 / 2 * eps ^ 2)))
    with ((((a - 1 / 2) * eps) ^ 2 - (eps / 2) ^ 2) / 2) by field.
  apply cosh_le. split; [lra | nra].
Qed.

(** Randomised response. *)
Lemma two_point_attained (a eps : R) :
  power (exp eps / (1 + exp eps)) a * power (1 / (1 + exp eps)) (1 - a)
  + power (1 / (1 + exp eps)) a * power (exp eps / (1 + exp eps)) (1 - a)
  = two_point a eps.
Proof.
  generalize (exp_pos eps). intros Hexp.
  assert (Hshare : 0 <= / (1 + exp eps)) by (left; apply Rinv_0_lt_compat; lra).
  unfold Rdiv. rewrite !(Rmult_comm _ (/ (1 + exp eps))), !power_scal by lra.
  rewrite !power_1_l, !power_exp. unfold two_point, Rdiv. ring.
Qed.

(** ** The chord *)

Lemma power_le_chord (w x y a : R) : 0 < x -> 0 < y -> 0 <= w <= 1 -> 1 <= a ->
  power (w * x + (1 - w) * y) a <= w * power x a + (1 - w) * power y a.
Proof.
  intros Hx Hy Hw Ha. set (m := w * x + (1 - w) * y).
  assert (Hm : 0 < m) by (unfold m; nra).
  apply Rle_trans with (w * (power m a + a * power m (a - 1) * (x - m))
                        + (1 - w) * (power m a + a * power m (a - 1) * (y - m))).
  - right. unfold m. ring.
  - apply Rplus_le_compat; (apply Rmult_le_compat_l; [lra | apply power_tangent; lra]).
Qed.

(** A line above r^a between e^-eps and e^eps, and its value at 1. *)
Lemma power_below_line (a eps : R) : 1 <= a -> 0 <= eps ->
  exists slope drop, 0 <= slope /\ 0 <= drop /\ slope - drop = two_point a eps
    /\ forall r, exp (- eps) <= r <= exp eps -> power r a <= slope * r - drop.
Proof.
  intros Ha [Heps | <-].
  - set (lo := exp (- eps)). set (hi := exp eps).
    assert (Hlo : 0 < lo) by apply exp_pos.
    assert (Hhi : 1 < hi) by (unfold hi; rewrite <- exp_0; apply exp_increasing; exact Heps).
    assert (Hinv : lo = / hi) by apply exp_Ropp.
    assert (Hlohi : lo < hi) by (apply exp_increasing; lra).
    assert (Hup : exp (- (a * eps)) <= exp (a * eps)) by (apply exp_le; nra).
    assert (Hdown : lo * exp (a * eps) >= hi * exp (- (a * eps))).
    { unfold lo, hi. rewrite <- !exp_plus. apply Rle_ge. apply exp_le. nra. }
    exists ((exp (a * eps) - exp (- (a * eps))) / (hi - lo)),
           ((lo * exp (a * eps) - hi * exp (- (a * eps))) / (hi - lo)).
    repeat split.
    + apply Rle_mult_inv_pos; lra.
    + apply Rle_mult_inv_pos; lra.
    + unfold two_point. replace ((1 - a) * eps) with (eps + - (a * eps)) by ring.
      rewrite exp_plus. fold hi. rewrite Hinv. field. repeat split; nra.
    + intros r [Hrlo Hrhi]. set (w := (r - lo) / (hi - lo)).
      assert (Hw : 0 <= w <= 1).
      { split; [apply Rle_mult_inv_pos; lra |].
        apply (Rmult_le_reg_r (hi - lo)); [lra |].
        replace (w * (hi - lo)) with (r - lo) by (unfold w; field; lra). lra. }
      replace r with (w * hi + (1 - w) * lo) at 1 by (unfold w; field; lra).
      apply Rle_trans with (w * power hi a + (1 - w) * power lo a);
        [apply power_le_chord; lra |].
      unfold hi at 1, lo at 1. rewrite !power_exp.
      replace (a * - eps) with (- (a * eps)) by ring. right. unfold w. field. lra.
  - exists 1, 0. unfold two_point. rewrite !Rmult_0_r, Ropp_0, exp_0.
    repeat split; try lra. intros r Hr. replace r with 1 by lra. rewrite power_1_l. lra.
Qed.

(** ** Two distributions *)

Section Pair.
Context {O : Type} (eps : R) (p q : dist O).
Hypothesis p_le : pure_le eps p q.

Lemma pure_le_support (o : O) : q o = 0 -> p o = 0.
Proof using p_le.
  intros Hq. apply Rle_antisym; [| apply mass_ge_0].
  generalize (p_le o). rewrite Hq, Rmult_0_r. auto.
Qed.

(** One side is enough for the divergence of any order to be at most [eps]. *)
Theorem pure_le_renyi_le_eps (a : R) : 1 < a -> renyi_le a eps p q.
Proof using p_le.
  intros Ha. split; [exact pure_le_support |]. intros l Hl.
  apply Rle_trans with (lsum (fun o => exp ((a - 1) * eps) * p o) l).
  - apply lsum_le. intros o _. destruct (mass_ge_0 q o) as [Hq | Hq].
    + rewrite power_pred, Rmult_assoc by apply mass_ge_0. rewrite (Rmult_comm (exp _)).
      apply Rmult_le_compat_l; [apply mass_ge_0 |].
      apply Rle_trans with (power (exp eps * q o) (a - 1) * power (q o) (1 - a)).
      * apply Rmult_le_compat_r; [apply power_ge_0 |]. apply power_le; [lra | apply p_le].
      * rewrite power_mult_distr by (left; first [apply exp_pos | exact Hq]).
        rewrite Rmult_assoc, <- power_plus, power_exp.
        replace (a - 1 + (1 - a)) with 0 by ring. rewrite power_0_r by exact Hq. lra.
    + rewrite pure_le_support, power_0_l by auto. lra.
  - rewrite lsum_scal. rewrite <- (Rmult_1_r (exp _)) at 2.
    apply Rmult_le_compat_l; [left; apply exp_pos | apply mass_sum_le_1; exact Hl].
Qed.

Hypothesis eps_ge_0 : 0 <= eps.
Hypothesis q_le : pure_le eps q p.
Hypothesis same_total : total p = total q.

Lemma pure_le_ratio (o : O) : 0 < q o -> exp (- eps) <= p o / q o <= exp eps.
Proof using p_le q_le.
  intros Hq. split.
  - apply (Rmult_le_reg_r (exp eps * q o)).
    { apply Rmult_lt_0_compat; [apply exp_pos | exact Hq]. }
    rewrite <- Rmult_assoc, <- exp_plus, Rplus_opp_l, exp_0.
    replace (p o / q o * (exp eps * q o)) with (exp eps * p o) by (field; lra).
    generalize (q_le o). lra.
  - apply (Rmult_le_reg_r (q o)); [exact Hq |].
    replace (p o / q o * q o) with (p o) by (field; lra). apply p_le.
Qed.

Lemma pure_le_sum (a : R) (l : list O) : 1 <= a -> NoDup l ->
  lsum (fun o => power (p o) a * power (q o) (1 - a)) l <= two_point a eps.
Proof using eps_ge_0 p_le q_le same_total.
  intros Ha Hl.
  destruct (power_below_line a eps Ha eps_ge_0) as [slope [drop [Hslope [Hdrop [Hvalue Hline]]]]].
  assert (Hterm : forall o, power (p o) a * power (q o) (1 - a) <= slope * p o - drop * q o).
  { intros o. destruct (mass_ge_0 q o) as [Hq | Hq].
    - rewrite power_ratio by (try apply mass_ge_0; exact Hq).
      replace (slope * p o - drop * q o) with (q o * (slope * (p o / q o) - drop))
        by (field; lra).
      apply Rmult_le_compat_l; [lra |]. apply Hline. apply pure_le_ratio. exact Hq.
    - rewrite (pure_le_support o), power_0_l, <- Hq by auto. lra. }
  assert (Hdiff_ge_0 : forall o, drop * q o <= slope * p o).
  { intros o. generalize (Hterm o) (power_ge_0 (p o) a) (power_ge_0 (q o) (1 - a)). nra. }
  assert (Hsummable : summable (fun o => slope * p o)).
  { apply summable_scal; [exact Hslope | apply summable_mass]. }
  assert (Hsum : tsum (fun o => slope * p o - drop * q o) <= two_point a eps).
  { rewrite tsum_minus; [| | exact Hdiff_ge_0 | exact Hsummable].
    - rewrite !tsum_scal_l by assumption. fold (total p) (total q).
      rewrite same_total. generalize (total_ge_0 q) (total_le_1 q) (two_point_pos a eps).
      rewrite <- Hvalue. nra.
    - intros o. apply Rmult_le_pos; [exact Hdrop | apply mass_ge_0]. }
  apply Rle_trans with (2 := Hsum).
  apply Rle_trans with (lsum (fun o => slope * p o - drop * q o) l).
  - apply lsum_le. intros o _. apply Hterm.
  - apply tsum_ub; [| exact Hl]. apply (summable_le _ (fun o => slope * p o)); [| exact Hsummable].
    intros o. generalize (Rmult_le_pos _ _ Hdrop (mass_ge_0 q o)). lra.
Qed.

Theorem pure_le_renyi_le (a : R) : 1 < a ->
  renyi_le a (ln (two_point a eps) / (a - 1)) p q.
Proof using eps_ge_0 p_le q_le same_total.
  intros Ha. split; [exact pure_le_support |]. intros l Hl.
  replace ((a - 1) * (ln (two_point a eps) / (a - 1))) with (ln (two_point a eps))
    by (field; lra).
  rewrite exp_ln by apply two_point_pos. apply pure_le_sum; [lra | exact Hl].
Qed.

Theorem pure_le_zcdp_le : zcdp_le (1 / 2 * eps ^ 2) p q.
Proof using eps_ge_0 p_le q_le same_total.
  intros a Ha. split; [exact pure_le_support |]. intros l Hl.
  apply Rle_trans with (two_point a eps).
  - apply pure_le_sum; [lra | exact Hl].
  - apply two_point_le; [lra | exact eps_ge_0].
Qed.

End Pair.

(** ** Mechanisms *)

Section Mechanism.
Context {D O : Type} (adj : relation D) (eps : R) (M : mechanism D O).

Theorem pure_dp_rdp_eps (a : R) : 1 < a -> pure_dp adj eps M -> rdp adj a eps M.
Proof using.
  intros Ha HM. split; [exact Ha |]. intros x y Hxy.
  apply pure_le_renyi_le_eps; [exact (HM x y Hxy) | exact Ha].
Qed.

(** Its cost at order [a] is below [a eps]; this is the smaller bound where [eps] is above 2. *)
Theorem pure_dp_zcdp_eps : 0 <= eps -> pure_dp adj eps M -> zcdp adj eps M.
Proof using.
  intros Heps HM a Ha x y Hxy. apply (renyi_le_weaken a eps); [lra | nra |].
  apply pure_le_renyi_le_eps; [exact (HM x y Hxy) | exact Ha].
Qed.

Hypothesis adj_symmetric : symmetric adj.
Hypothesis M_total : total_mechanism M.
Hypothesis M_pure : pure_dp adj eps M.

(** With full mass a negative [eps] is impossible. *)
Lemma pure_dp_eps_ge_0 (x y : D) : adj x y -> 0 <= eps.
Proof using M_total M_pure.
  intros Hxy. assert (Hone : 1 <= exp eps * 1).
  { rewrite <- (M_total x) at 1. rewrite <- (M_total y). unfold total.
    rewrite <- tsum_scal_l by (left; apply exp_pos).
    apply tsum_le; [exact (M_pure x y Hxy) |].
    apply summable_scal; [left; apply exp_pos | apply summable_mass]. }
  apply Rnot_lt_le. intros Hneg. apply exp_increasing in Hneg. rewrite exp_0 in Hneg. lra.
Qed.

Theorem pure_dp_rdp (a : R) : 1 < a ->
  rdp adj a (ln (two_point a eps) / (a - 1)) M.
Proof using adj_symmetric M_total M_pure.
  intros Ha. split; [exact Ha |]. intros x y Hxy. apply pure_le_renyi_le; auto.
  - exact (pure_dp_eps_ge_0 x y Hxy).
  - rewrite !M_total. reflexivity.
Qed.

Theorem pure_dp_zcdp : zcdp adj (Rmin eps (1 / 2 * eps ^ 2)) M.
Proof using adj_symmetric M_total M_pure.
  intros a Ha x y Hxy. generalize (pure_dp_eps_ge_0 x y Hxy). intros Heps.
  unfold Rmin. destruct (Rle_dec eps (1 / 2 * eps ^ 2)) as [_ | _].
  - apply pure_dp_zcdp_eps; assumption.
  - apply pure_le_zcdp_le; auto. rewrite !M_total. reflexivity.
Qed.

End Mechanism.
