(** * Triangle inequalities

    Purpose: if [p] is close to [r] and [r] to [q] in Rényi divergence, at other
    orders, then [p] is close to [q].  For zCDP the square roots of the costs add up.

    Paper section: 5, Privacy.  Mironov 2017, Proposition 11; Bun, Steinke 2016,
    Lemma 5.2 and Proposition 1.9.

    Glossary:
      renyi_le a tau p q == the divergence of order a of p from q is at most tau
                            (Definitions)
      renyi_term a p q o == p(o)^a q(o)^(1-a) (Independent)
      zcdp_le rho p q == renyi_le a (a rho) p q for every a > 1 (Definitions) *)

From Coq Require Import Reals Lra List.
From MathLite Require Import Dist.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Notions.Power.
Local Open Scope R_scope.

(** Hölder's inequality, from the inequality of the means. *)
Lemma hoelder_lsum {T} (x y : T -> R) (cx cy t : R) (l : list T) :
  (forall o, 0 <= x o) -> (forall o, 0 <= y o) -> 0 <= t <= 1 -> 0 < cx -> 0 < cy ->
  lsum x l <= cx -> lsum y l <= cy ->
  lsum (fun o => power (x o) t * power (y o) (1 - t)) l <= power cx t * power cy (1 - t).
Proof.
  intros Hx Hy Ht Hcx Hcy Hsumx Hsumy. set (b := power cx t * power cy (1 - t)).
  assert (Hb : 0 <= b) by (apply Rmult_le_pos; apply power_ge_0).
  assert (Hix : 0 < / cx) by (apply Rinv_0_lt_compat; exact Hcx).
  assert (Hiy : 0 < / cy) by (apply Rinv_0_lt_compat; exact Hcy).
  assert (Hterm : forall o, power (x o) t * power (y o) (1 - t)
                            <= b * (t * / cx * x o + (1 - t) * / cy * y o)).
  { intros o. replace (x o) with (cx * (/ cx * x o)) at 1 by (field; lra).
    replace (y o) with (cy * (/ cy * y o)) at 1 by (field; lra).
    assert (H1 : 0 <= / cx * x o) by (apply Rmult_le_pos; [lra | apply Hx]).
    assert (H2 : 0 <= / cy * y o) by (apply Rmult_le_pos; [lra | apply Hy]).
    rewrite (power_mult_distr cx), (power_mult_distr cy) by lra.
    apply Rle_trans with (b * (power (/ cx * x o) t * power (/ cy * y o) (1 - t)));
      [right; unfold b; ring |].
    apply Rmult_le_compat_l; [exact Hb |].
    generalize (power_young _ _ t H1 H2 Ht). lra. }
  apply Rle_trans with (1 := lsum_le _ _ l (fun o _ => Hterm o)).
  rewrite lsum_scal, lsum_plus, !lsum_scal. rewrite <- (Rmult_1_r b) at 2.
  apply Rmult_le_compat_l; [exact Hb |].
  assert (Hpart : forall w s u, 0 <= w -> 0 < u -> s <= u -> w * / u * s <= w).
  { intros w s u Hw Hu Hs. rewrite Rmult_assoc. rewrite <- (Rmult_1_r w) at 2.
    apply Rmult_le_compat_l; [exact Hw |]. apply (Rmult_le_reg_l u); [exact Hu |].
    rewrite <- Rmult_assoc, Rinv_r by lra. lra. }
  generalize (Hpart t _ _ (proj1 Ht) Hcx Hsumx) (Hpart (1 - t) (lsum y l) cy ltac:(lra) Hcy Hsumy).
  lra.
Qed.

Section Triangle.
Context {O : Type}.
Implicit Types (p q r : dist O).

(** Every [t] between 0 and 1 gives a triangle inequality. *)
Theorem renyi_le_triangle a t tau1 tau2 p r q : 1 < a -> 0 < t < 1 ->
  renyi_le (a / t) tau1 p r -> renyi_le ((a - t) / (1 - t)) tau2 r q ->
  renyi_le a ((a - t) / (a - 1) * tau1 + tau2) p q.
Proof using.
  intros Ha Ht [Habs1 Hsum1] [Habs2 Hsum2]. split; [auto |]. intros l Hl.
  set (b := a / t) in *. set (c := (a - t) / (1 - t)) in *.
  assert (Hsplit : forall o, power (p o) a * power (q o) (1 - a)
                             = power (renyi_term b p r o) t * power (renyi_term c r q o) (1 - t)).
  { intros o. unfold renyi_term.
    destruct (mass_pos_or_0 p o) as [Hp | Hp];
      [| rewrite Hp, !power_0_l, !Rmult_0_l, power_0_l; lra].
    destruct (mass_pos_or_0 r o) as [Hr | Hr]; [| rewrite (Habs1 o Hr) in Hp; lra].
    rewrite !power_mult_distr by apply power_ge_0. rewrite !power_power.
    replace (b * t) with a by (unfold b; field; lra).
    replace ((1 - c) * (1 - t)) with (1 - a) by (unfold c; field; lra).
    replace (power (p o) a * power (r o) ((1 - b) * t)
             * (power (r o) (c * (1 - t)) * power (q o) (1 - a)))
      with (power (r o) ((1 - b) * t) * power (r o) (c * (1 - t))
            * (power (p o) a * power (q o) (1 - a))) by ring.
    rewrite <- power_plus.
    replace ((1 - b) * t + c * (1 - t)) with 0 by (unfold b, c; field; lra).
    rewrite power_0_r by exact Hr. lra. }
  rewrite (lsum_ext _ _ l (fun o _ => Hsplit o)).
  apply Rle_trans with (power (exp ((b - 1) * tau1)) t * power (exp ((c - 1) * tau2)) (1 - t)).
  - apply hoelder_lsum; try apply exp_pos.
    + intros o. apply renyi_term_ge_0.
    + intros o. apply renyi_term_ge_0.
    + lra.
    + apply Hsum1. exact Hl.
    + apply Hsum2. exact Hl.
  - right. rewrite !power_exp, <- exp_plus. f_equal. unfold b, c. field. lra.
Qed.

(** [sqrt rho] obeys the triangle inequality, stated without square roots. *)
Theorem zcdp_le_triangle rho s t p r q : 0 < s -> 0 < t ->
  zcdp_le (s ^ 2 * rho) p r -> zcdp_le (t ^ 2 * rho) r q -> zcdp_le ((s + t) ^ 2 * rho) p q.
Proof using.
  intros Hs Ht Hpr Hrq a Ha.
  assert (Hd : 0 < a * (s + t) - t).
  { apply Rlt_le_trans with (1 * (s + t) - t); [lra |].
    apply Rplus_le_compat_r, Rmult_le_compat_r; lra. }
  set (d := a * (s + t) - t) in *. set (w := a * s / d).
  assert (Hw0 : 0 < w) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | exact Hd]).
  assert (Hcompl : 1 - w = t * (a - 1) / d) by (unfold w, d; field; fold d; lra).
  assert (Hw1 : 0 < 1 - w).
  { rewrite Hcompl. apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | exact Hd]. }
  assert (Hrest : a - w = a * (a - 1) * (s + t) / d) by (unfold w, d; field; fold d; lra).
  assert (Hfirst : a / w = d / s) by (unfold w; field; lra).
  assert (Hsecond : (a - w) / (1 - w) = a * (s + t) / t).
  { rewrite Hrest, Hcompl. field. repeat split; lra. }
  replace (a * ((s + t) ^ 2 * rho))
    with ((a - w) / (a - 1) * (a / w * (s ^ 2 * rho)) + (a - w) / (1 - w) * (t ^ 2 * rho)).
  - apply renyi_le_triangle with (r := r) (t := w); [exact Ha | lra | |].
    + apply Hpr. rewrite Hfirst. apply (Rmult_lt_reg_r s); [exact Hs |].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
      generalize (Rmult_lt_0_compat (a - 1) (s + t) ltac:(lra) ltac:(lra)). unfold d. lra.
    + apply Hrq. rewrite Hsecond. apply (Rmult_lt_reg_r t); [exact Ht |].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
      generalize (Rmult_lt_0_compat (a - 1) t ltac:(lra) Ht) (Rmult_lt_0_compat a s ltac:(lra) Hs).
      lra.
  - rewrite Hsecond, Hfirst, Hrest. field. repeat split; lra.
Qed.

End Triangle.
