(** * Rényi divergence

    Purpose: bounds on the Rényi divergence of two distributions: from itself, after
    processing, of pairs, of smaller order.

    Paper section: 5, Privacy.  van Erven, Harremoës 2014; Mironov 2017.

    Glossary:
      renyi_le a tau p q == the divergence of order a of p from q is at most tau
                            (Definitions)
      renyi_term a p q o == p(o)^a q(o)^(1-a) (Independent)
      zcdp_le rho p q == renyi_le a (a rho) p q for every a > 1 (Definitions)
      dbind p f == draw o from p, then from f o; dpair returns o as well (MathLite) *)

From Coq Require Import Reals Lra List.
From MathLite Require Import Dist Pairing.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Notions.Power.
From Verinoise Require Import Privacy.Notions.Perspective.
Local Open Scope R_scope.

Lemma exp_split x y z : x = y + z -> exp x = exp y * exp z.
Proof. intros ->. apply exp_plus. Qed.

(** ** One type of outputs *)

Section Distributions.
Context {O : Type} (a : R).
Implicit Types (p q r : dist O).

Lemma renyi_le_refl p : renyi_le a 0 p p.
Proof using.
  split; [auto |]. intros l Hl. rewrite Rmult_0_r, exp_0.
  rewrite (lsum_ext _ p) by (intros o _; apply power_compl, mass_ge_0).
  apply mass_sum_le_1. exact Hl.
Qed.

Lemma renyi_le_ext tau p1 p2 q1 q2 :
  p1 =d p2 -> q1 =d q2 -> renyi_le a tau p1 q1 -> renyi_le a tau p2 q2.
Proof using.
  intros Hp Hq [Habs Hsum]. split.
  - intros o. rewrite <- (Hp o), <- (Hq o). apply Habs.
  - intros l Hl. rewrite <- (lsum_ext (renyi_term a p1 q1)); [apply Hsum; exact Hl |].
    intros o _. unfold renyi_term. rewrite (Hp o), (Hq o). reflexivity.
Qed.

(** A bound holds for the smaller orders: [x^s] lies below its tangents for [s <= 1]. *)
Lemma renyi_le_order b tau p q : 1 <= a <= b -> 1 < b -> renyi_le b tau p q -> renyi_le a tau p q.
Proof using.
  intros Hab Hb [Habs Hsum]. split; [exact Habs |]. intros l Hl.
  set (s := (a - 1) / (b - 1)). set (c := exp ((b - 1) * tau)).
  assert (Hs : 0 <= s <= 1).
  { split; [apply Rle_mult_inv_pos; lra |]. apply (Rmult_le_reg_r (b - 1)); [lra |].
    unfold s, Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (Hc : 0 < c) by apply exp_pos.
  assert (Hcs : power c s = exp ((a - 1) * tau)).
  { unfold c, s. rewrite power_exp. f_equal. field. lra. }
  assert (Hslope : 0 <= s * power c (s - 1)).
  { apply Rmult_le_pos; [lra | apply power_ge_0]. }
  assert (Hmeet : s * power c (s - 1) * c = s * power c s).
  { rewrite (power_pred c s) by lra. ring. }
  assert (Hterm : forall o, power (p o) a * power (q o) (1 - a)
                            <= (power c s - s * power c s) * p o
                               + s * power c (s - 1) * (power (p o) b * power (q o) (1 - b))).
  { intros o. destruct (mass_pos_or_0 p o) as [Hp | Hp]; [| rewrite Hp, !power_0_l; lra].
    destruct (mass_pos_or_0 q o) as [Hq | Hq]; [| rewrite (Habs o Hq) in Hp; lra].
    assert (Hr : 0 < p o / q o) by (apply Rdiv_lt_0_compat; assumption).
    assert (Hratio : forall e, power (p o) e * power (q o) (1 - e)
                               = p o * power (p o / q o) (e - 1)).
    { intros e. rewrite power_ratio, (power_pred (p o / q o) e) by lra. field. lra. }
    rewrite !Hratio.
    replace (power (p o / q o) (a - 1)) with (power (power (p o / q o) (b - 1)) s)
      by (rewrite power_power; f_equal; unfold s; field; lra).
    generalize (power_tangent_concave (power (p o / q o) (b - 1)) c (power_ge_0 _ _) Hc s Hs).
    intros Htangent. apply (Rmult_le_compat_l (p o)) in Htangent; [| lra].
    apply Rle_trans with (1 := Htangent). right. rewrite <- Hmeet. ring. }
  apply Rle_trans with (1 := lsum_le _ _ l (fun o _ => Hterm o)).
  rewrite lsum_plus, !lsum_scal, <- Hcs.
  assert (Hmass : (power c s - s * power c s) * lsum p l <= (power c s - s * power c s) * 1).
  { apply Rmult_le_compat_l; [| apply mass_sum_le_1; exact Hl].
    generalize (Rmult_le_compat_r _ _ _ (power_ge_0 c s) (proj2 Hs)). lra. }
  generalize (Rmult_le_compat_l _ _ _ Hslope (Hsum l Hl)). fold c. rewrite Hmeet. lra.
Qed.

End Distributions.

(** ** Two draws *)

Section TwoDraws.
Context {O U : Type} (a : R).
Implicit Types (p q : dist O) (k h f : O -> dist U).

Lemma renyi_le_pair tau1 tau2 p q k h :
  renyi_le a tau1 p q -> (forall o, 0 < p o -> renyi_le a tau2 (k o) (h o)) ->
  renyi_le a (tau1 + tau2) (dpair p k) (dpair q h).
Proof using.
  intros [Habs Hsum] Hkh. split.
  - intros [o u]. rewrite !dpair_mass. intros Hzero.
    destruct (mass_pos_or_0 p o) as [Ho | Ho]; [| rewrite Ho; lra].
    destruct (Rmult_integral _ _ Hzero) as [Hq | Hh]; [rewrite (Habs o Hq); lra |].
    rewrite (proj1 (Hkh o Ho) u Hh). lra.
  - intros l Hl. destruct (incl_prod l) as [lo [lu [Hlo [Hlu Hincl]]]].
    apply Rle_trans with (lsum (renyi_term a (dpair p k) (dpair q h)) (list_prod lo lu)).
    { apply lsum_incl; [| exact Hl | exact Hincl]. intros ou. apply renyi_term_ge_0. }
    rewrite lsum_prod, (exp_split _ ((a - 1) * tau1) ((a - 1) * tau2)) by ring.
    apply Rle_trans with (lsum (fun o => renyi_term a p q o * exp ((a - 1) * tau2)) lo).
    + apply lsum_le. intros o _.
      rewrite (lsum_ext _ (fun u => renyi_term a p q o * renyi_term a (k o) (h o) u)).
      * rewrite lsum_scal. destruct (mass_pos_or_0 p o) as [Ho | Ho].
        -- apply Rmult_le_compat_l; [apply renyi_term_ge_0 |]. apply (Hkh o Ho). exact Hlu.
        -- unfold renyi_term at 1 3. rewrite Ho, power_0_l. lra.
      * intros u _. unfold renyi_term.
        rewrite !dpair_mass, !power_mult_distr by apply mass_ge_0. ring.
    + rewrite lsum_scal_r. apply Rmult_le_compat_r; [left; apply exp_pos |].
      apply Hsum. exact Hlo.
Qed.

Lemma renyi_le_bind tau p q f :
  1 <= a -> renyi_le a tau p q -> renyi_le a tau (dbind p f) (dbind q f).
Proof using.
  intros Ha Hle. pose proof Hle as [Habs Hsum].
  assert (Hsupport : forall o u, q o * f o u = 0 -> p o * f o u = 0).
  { intros o u Hzero. destruct (Rmult_integral _ _ Hzero) as [Hq | Hf].
    - rewrite (Habs o Hq). lra.
    - rewrite Hf. lra. }
  assert (Hscal : forall u o, power (p o * f o u) a * power (q o * f o u) (1 - a)
                              = renyi_term a p q o * f o u).
  { intros u o. rewrite !(Rmult_comm _ (f o u)), power_scal by apply mass_ge_0. reflexivity. }
  assert (Hterm : forall u, summable (fun o => renyi_term a p q o * f o u)).
  { intros u. apply (summable_le _ (renyi_term a p q)).
    - intros o. rewrite <- (Rmult_1_r (renyi_term a p q o)) at 2.
      apply Rmult_le_compat_l; [apply renyi_term_ge_0 | apply mass_le_1].
    - exact (renyi_summable a tau p q Hle). }
  split.
  - intros u Hzero. apply tsum_all_0. intros o. apply Hsupport.
    apply (tsum_eq_0_inv (fun o => q o * f o u)); [| apply summable_bind | exact Hzero].
    intros o1. apply (bind_term_ge_0 q f).
  - intros l Hl.
    apply Rle_trans with (lsum (fun u => tsum (fun o => renyi_term a p q o * f o u)) l).
    + apply lsum_le. intros u _. rewrite !dbind_mass.
      rewrite <- (tsum_ext _ _ (Hscal u)).
      apply (perspective_tsum (fun o => p o * f o u) (fun o => q o * f o u) a Ha).
      * intros o. apply (bind_term_ge_0 p f).
      * intros o. apply (bind_term_ge_0 q f).
      * intros o. apply Hsupport.
      * apply summable_bind.
      * apply summable_bind.
      * apply (summable_ext (fun o => renyi_term a p q o * f o u)); [| apply Hterm].
        intros o. symmetry. apply Hscal.
    + rewrite <- (tsum_lsum (fun u o => renyi_term a p q o * f o u)).
      * apply Rle_trans with (tsum (renyi_term a p q)); [| exact (renyi_tsum_le a tau p q Hle)].
        apply tsum_le; [| exact (renyi_summable a tau p q Hle)].
        intros o. rewrite lsum_scal. rewrite <- (Rmult_1_r (renyi_term a p q o)) at 2.
        apply Rmult_le_compat_l; [apply renyi_term_ge_0 | apply mass_sum_le_1; exact Hl].
      * intros u o. apply Rmult_le_pos; [apply renyi_term_ge_0 | apply mass_ge_0].
      * exact Hterm.
Qed.

End TwoDraws.
