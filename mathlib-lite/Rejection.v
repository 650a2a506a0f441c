(** * Rejection sampling with a coin

    Purpose: draw a proposal, flip a coin whose bias depends on it, and repeat
    until the coin shows [true]; the law of the last proposal.

    Paper section: 3, Distributions.

    Glossary:
      proposed p h == one round: a proposal y from p and a flip of bias h y
      rejected == the guard of the loop: the flip shows false
      drejection p h s == the last proposal of the loop started at s *)

From Coq Require Import Reals Lra.
From MathLite Require Export Coin Until.
Local Open Scope R_scope.

Definition proposed {T : Type} (p : dist T) (h : T -> R) : dist (T * bool) :=
  dbind p (fun y => dmap (pair y) (dcoin (h y))).

Definition rejected {T : Type} (s : T * bool) : bool := negb (snd s).

Definition drejection {T : Type} (p : dist T) (h : T -> R) (s : T * bool) : dist T :=
  dmap fst (dwhile rejected (fun _ => proposed p h) s).

Section Rejection.
Context {T : Type} (p : dist T) (h : T -> R).
Hypothesis p_total : total p = 1.
Hypothesis h_ge_0 : forall y, 0 <= h y.
Hypothesis h_le_1 : forall y, h y <= 1.
Hypothesis h_pos : exists y, 0 < p y * h y.

Lemma proposed_total : total (proposed p h) = 1.
Proof using p_total.
  apply total_dbind_1; [exact p_total |]. intros y.
  rewrite total_dmap. apply total_dcoin.
Qed.

Lemma proposed_mass (y : T) : proposed p h (y, true) = p y * h y.
Proof using h_ge_0 h_le_1.
  unfold proposed. rewrite dbind_mass, (tsum_one _ y).
  - rewrite dmap_inj_mass by congruence. rewrite dcoin_true by auto. reflexivity.
  - apply Rmult_le_pos; apply mass_ge_0.
  - intros x Hx. rewrite dmap_mass, tsum_all_0; [lra |].
    intros b. rewrite ind_false by congruence. lra.
Qed.

Lemma proposed_summable : summable (fun y => p y * h y).
Proof using h_le_1. apply (summable_mass_mult p h 1); [lra | exact h_le_1]. Qed.

(** A sum over the accepted states is a sum over proposals. *)
Lemma tsum_accepted (f : T * bool -> R) :
  tsum (fun s => ind (rejected s = false) * f s) = tsum (fun y => f (y, true)).
Proof using.
  apply (tsum_bij_support _ _ (fun y => (y, true))).
  - intros y1 y2 _ _ Heq. congruence.
  - intros y _. rewrite ind_true by reflexivity. lra.
  - intros [y b]. unfold rejected. cbn [snd]. rewrite ind_bool_false.
    destruct b; cbn [negb]; intros Hy; [| lra].
    exists y. split; [lra | reflexivity].
Qed.

Lemma proposed_accept : accept rejected (proposed p h) = tsum (fun y => p y * h y).
Proof using h_ge_0 h_le_1.
  unfold accept. rewrite tsum_accepted. apply tsum_ext. exact proposed_mass.
Qed.

Lemma proposed_accept_pos : 0 < accept rejected (proposed p h).
Proof using h_ge_0 h_le_1 h_pos.
  rewrite proposed_accept. destruct h_pos as [y Hy].
  apply Rlt_le_trans with (1 := Hy). apply (tsum_term_le (fun x => p x * h x)).
  exact proposed_summable.
Qed.

(** The loop ends in an accepted state, with the mass of one round rescaled. *)
Lemma rejection_loop_mass (y v : T) (b : bool) :
  dwhile rejected (fun _ => proposed p h) (y, false) (v, b)
  = ind (rejected (v, b) = false) * (p v * h v / tsum (fun x => p x * h x)).
Proof using p_total h_ge_0 h_le_1 h_pos.
  rewrite (dwhile_until_mass rejected (proposed p h) proposed_total proposed_accept_pos)
    by reflexivity.
  rewrite proposed_accept. unfold Rdiv. rewrite Rmult_assoc. apply ind_mult_ext.
  destruct b; [intros _ | discriminate]. rewrite proposed_mass. reflexivity.
Qed.

Theorem drejection_mass (y v : T) :
  drejection p h (y, false) v = p v * h v / tsum (fun x => p x * h x).
Proof using p_total h_ge_0 h_le_1 h_pos.
  unfold drejection. rewrite dmap_mass.
  assert (Hge : 0 <= p v * h v / tsum (fun x => p x * h x)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [apply mass_ge_0 | auto] |].
    left. apply Rinv_0_lt_compat. rewrite <- proposed_accept. exact proposed_accept_pos. }
  rewrite (tsum_one _ (v, true)).
  - rewrite rejection_loop_mass, !ind_true by reflexivity. lra.
  - apply ind_mult_ge_0. apply mass_ge_0.
  - intros [x b] Hx. rewrite rejection_loop_mass.
    destruct (ind_cases (fst (x, b) = v)) as [[Hxv ->] | [_ ->]]; [| lra].
    rewrite ind_false; [lra |]. cbn in Hxv. subst x.
    destruct b; [contradiction | discriminate].
Qed.

Theorem total_drejection (y : T) : total (drejection p h (y, false)) = 1.
Proof using p_total h_ge_0 h_le_1 h_pos.
  unfold drejection. rewrite total_dmap.
  apply total_dwhile_until; [exact proposed_total | exact proposed_accept_pos].
Qed.

(** The law needs to be known only up to a factor. *)
Corollary drejection_normalised (y v : T) (c : R) (w : T -> R) :
  0 < c -> (forall x, p x * h x = c * w x) -> drejection p h (y, false) v = w v / tsum w.
Proof using p_total h_ge_0 h_le_1 h_pos.
  intros Hc Hw. rewrite drejection_mass, Hw, (tsum_ext _ _ Hw), tsum_scal_l by lra.
  assert (Hsum : tsum w <> 0).
  { intros H0. generalize proposed_accept_pos.
    rewrite proposed_accept, (tsum_ext _ _ Hw), tsum_scal_l, H0 by lra. lra. }
  field. split; lra.
Qed.

End Rejection.
