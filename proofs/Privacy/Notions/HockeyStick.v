(** * Approximate privacy as a divergence

    For a given eps the smallest delta that serves all events is the sum of the
    excesses max (0, p - e^eps q): the event of the outputs where p is above
    e^eps q needs this much, and no event needs more.

    Balle, Barthe, Gaboardi 2018.
    Paper section: 5, Privacy.

    Glossary
      excess eps p q o   == max (0, p o - e^eps q o)
      hockey_stick eps p q == the sum of the excesses over all outputs
      excessive eps p q  == the event of the outputs of positive excess        *)

From Coq Require Import Reals Lra.
From MathLite Require Import Dist.
From Verinoise Require Import Privacy.Notions.Definitions.
Local Open Scope R_scope.

Definition excess {O} (eps : R) (p q : dist O) (o : O) : R := Rmax 0 (p o - exp eps * q o).

Definition hockey_stick {O} (eps : R) (p q : dist O) : R := tsum (excess eps p q).

Definition excessive {O} (eps : R) (p q : dist O) (o : O) : Prop := exp eps * q o < p o.

Section HockeyStick.
Context {O : Type} (eps : R) (p q : dist O).

Lemma exp_mass_ge_0 (o : O) : 0 <= exp eps * q o.
Proof using. apply Rmult_le_pos; [left; apply exp_pos | apply mass_ge_0]. Qed.

Lemma summable_event (S : O -> Prop) (r : dist O) : summable (fun o => ind (S o) * r o).
Proof using. apply (summable_ind S); [apply mass_ge_0 | apply summable_mass]. Qed.

Lemma excess_ge_0 (o : O) : 0 <= excess eps p q o.
Proof using. apply Rmax_l. Qed.

Lemma excess_ge (o : O) : p o - exp eps * q o <= excess eps p q o.
Proof using. apply Rmax_r. Qed.

Lemma excess_le_mass (o : O) : excess eps p q o <= p o.
Proof using.
  apply Rmax_lub; [apply mass_ge_0 |]. generalize (exp_mass_ge_0 o). lra.
Qed.

Lemma excess_summable : summable (excess eps p q).
Proof using. apply (summable_le _ p); [exact excess_le_mass | apply summable_mass]. Qed.

Lemma excess_event (o : O) :
  excess eps p q o = ind (excessive eps p q o) * p o - exp eps * (ind (excessive eps p q o) * q o).
Proof using.
  unfold excess, excessive. destruct (ind_cases (exp eps * q o < p o)) as [[Ho ->] | [Ho ->]].
  - rewrite Rmax_right; lra.
  - rewrite Rmax_left; lra.
Qed.

(** The most demanding event. *)
Lemma hockey_stick_event :
  hockey_stick eps p q
  = probability p (excessive eps p q) - exp eps * probability q (excessive eps p q).
Proof using.
  unfold hockey_stick, probability. rewrite (tsum_ext _ _ excess_event).
  rewrite <- tsum_scal_l by (left; apply exp_pos). apply tsum_minus.
  - intros o. apply Rmult_le_pos; [left; apply exp_pos |].
    apply ind_mult_ge_0. apply mass_ge_0.
  - intros o. generalize (excess_ge_0 o). rewrite excess_event. lra.
  - apply summable_event.
Qed.

Lemma hockey_stick_ge (S : O -> Prop) :
  probability p S - exp eps * probability q S <= hockey_stick eps p q.
Proof using.
  assert (Hexp : 0 <= exp eps) by (left; apply exp_pos).
  assert (Hle : probability p S <= exp eps * probability q S + hockey_stick eps p q); [| lra].
  unfold probability. rewrite <- tsum_scal_l by exact Hexp.
  unfold hockey_stick. rewrite <- tsum_plus.
  - apply tsum_le.
    + intros o. generalize (excess_ge o) (excess_ge_0 o).
      destruct (ind_cases (S o)) as [[_ ->] | [_ ->]]; lra.
    + apply (summable_plus (fun o => exp eps * (ind (S o) * q o)));
        [apply summable_scal; [exact Hexp | apply summable_event] | exact excess_summable].
  - intros o. apply Rmult_le_pos; [exact Hexp |]. apply ind_mult_ge_0. apply mass_ge_0.
  - exact excess_ge_0.
  - apply summable_scal; [exact Hexp | apply summable_event].
  - exact excess_summable.
Qed.

Lemma hockey_stick_ge_0 : 0 <= hockey_stick eps p q.
Proof using. apply tsum_ge_0. Qed.

Lemma hockey_stick_le_1 : hockey_stick eps p q <= 1.
Proof using.
  apply Rle_trans with (total p); [| apply total_le_1].
  apply tsum_le; [exact excess_le_mass | apply summable_mass].
Qed.

(** The smallest delta that serves all events. *)
Theorem approx_le_hockey_stick (delta : R) :
  approx_le eps delta p q <-> hockey_stick eps p q <= delta.
Proof using.
  split.
  - intros Happrox. rewrite hockey_stick_event.
    generalize (Happrox (excessive eps p q)). lra.
  - intros Hdelta S. generalize (hockey_stick_ge S). lra.
Qed.

End HockeyStick.

(** The same for mechanisms. *)
Theorem approx_dp_hockey_stick {D O} (adj : relation D) (eps delta : R) (M : mechanism D O) :
  approx_dp adj eps delta M <-> forall x y, adj x y -> hockey_stick eps (M x) (M y) <= delta.
Proof.
  split; intros HM x y Hxy; apply approx_le_hockey_stick; exact (HM x y Hxy).
Qed.

Lemma approx_dp_le_delta {D O} (adj : relation D) (eps delta larger : R) (M : mechanism D O) :
  delta <= larger -> approx_dp adj eps delta M -> approx_dp adj eps larger M.
Proof. intros Hle HM x y Hxy S. generalize (HM x y Hxy S). lra. Qed.
