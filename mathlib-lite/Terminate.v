(** * Loops that end with probability 1

    Purpose: two criteria for a loop to have total mass 1, each relative to an
    invariant: every round goes on with probability at most [theta < 1], or
    every round lowers a rank.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      Inv == a predicate on states that the body preserves
      theta == a bound on the probability that a round is not the last one
      rank == a natural number that each round lowers *)

From Coq Require Import Reals Lra Lia List.
From MathLite Require Export While.
Local Open Scope R_scope.

Section Terminate.
Context {S : Type} (c : S -> bool) (body : S -> dist S) (Inv : S -> Prop).
Hypothesis body_inv : forall x y, Inv x -> c x = true -> 0 < body x y -> Inv y.
Hypothesis body_total : forall x, Inv x -> c x = true -> total (body x) = 1.

(** ** Geometric decay *)

Section Geometric.
Variable theta : R.
Hypothesis go_on_le : forall x, Inv x -> c x = true ->
  tsum (fun y => ind (c y = true) * body x y) <= theta.

(** One round: the loss after it is an average of losses. *)
Lemma round_total_ge (k : S -> dist S) (r : R) (s : S) :
  0 <= r <= 1 -> Inv s -> c s = true ->
  (forall x, Inv x -> 1 - ind (c x = true) * r <= total (k x)) ->
  1 - theta * r <= total (dbind (body s) k).
Proof using body_inv body_total go_on_le.
  intros Hr Hs Hc Hk.
  assert (Hstay : forall x, 0 <= ind (c x = true) * body s x).
  { intros x. apply ind_mult_ge_0. apply mass_ge_0. }
  apply Rle_trans with (tsum (fun x => body s x - r * (ind (c x = true) * body s x))).
  - rewrite tsum_minus.
    + rewrite tsum_scal_l by lra.
      pose proof (body_total s Hs Hc) as Hone. unfold total in Hone. rewrite Hone.
      pose proof (Rmult_le_compat_l r _ _ (proj1 Hr) (go_on_le s Hs Hc)). lra.
    + intros x. apply Rmult_le_pos; [lra | apply Hstay].
    + intros x. apply Rle_trans with (1 * (ind (c x = true) * body s x)).
      * apply Rmult_le_compat_r; [apply Hstay | lra].
      * rewrite Rmult_1_l. apply ind_mult_le. apply mass_ge_0.
    + apply summable_mass.
  - rewrite total_dbind. apply tsum_le.
    + intros x. destruct (mass_pos_or_0 (body s) x) as [Hx | Hx]; [| rewrite Hx; lra].
      pose proof (Hk x (body_inv s x Hs Hc Hx)) as Hkx.
      apply (Rmult_le_compat_l (body s x)) in Hkx; lra.
    + apply (summable_mass_mult _ _ 1); [lra |]. intros x. apply total_le_1.
Qed.

Lemma unroll_total_ge (n : nat) (s : S) :
  0 <= theta <= 1 -> Inv s ->
  1 - ind (c s = true) * theta ^ n <= total (unroll c body n s).
Proof using body_inv body_total go_on_le.
  intros Htheta. revert s. induction n as [| n IH]; intros s Hs.
  - rewrite ind_bool. destruct (c s) eqn:Hc.
    + rewrite unroll_O, total_dzero by exact Hc. simpl. lra.
    + rewrite unroll_stop, total_dret by exact Hc. lra.
  - rewrite unroll_S, ind_bool. unfold once. destruct (c s) eqn:Hc.
    + rewrite Rmult_1_l. simpl pow. apply round_total_ge; [| exact Hs | exact Hc | exact IH].
      split; [apply pow_le; lra |].
      rewrite <- (pow1 n). apply pow_incr. exact Htheta.
    + rewrite total_dret. lra.
Qed.

Theorem dwhile_terminates_geometric (s : S) :
  theta < 1 -> Inv s -> total (dwhile c body s) = 1.
Proof using body_inv body_total go_on_le.
  intros Htheta Hs. destruct (c s) eqn:Hc.
  - assert (Hpos : 0 <= theta).
    { apply Rle_trans with (2 := go_on_le s Hs Hc). apply tsum_ge_0. }
    apply total_dsup_1. intros eps Heps.
    destruct (pow_lt_1_zero theta) with (y := eps) as [N HN]; [| exact Heps |].
    { rewrite Rabs_pos_eq; lra. }
    exists N. specialize (HN N (Nat.le_refl N)).
    rewrite Rabs_pos_eq in HN by (apply pow_le; exact Hpos).
    generalize (unroll_total_ge N s (conj Hpos (Rlt_le _ _ Htheta)) Hs).
    rewrite ind_bool, Hc. lra.
  - rewrite (total_ext _ _ (dwhile_stop c body s Hc)). apply total_dret.
Qed.

End Geometric.

(** ** Ranks *)

Section Rank.
Variable rank : S -> nat.
Hypothesis rank_decreases :
  forall x y, Inv x -> c x = true -> 0 < body x y -> (rank y < rank x)%nat.

Lemma unroll_rank_total (n : nat) (s : S) :
  (rank s < n)%nat -> Inv s -> total (unroll c body n s) = 1.
Proof using body_inv body_total rank_decreases.
  revert s. induction n as [| n IH]; intros s Hn Hs; [lia |].
  rewrite unroll_S. unfold once. destruct (c s) eqn:Hc; [| apply total_dret].
  rewrite total_dbind_support; [apply body_total; assumption |].
  intros x Hx. apply IH.
  - generalize (rank_decreases s x Hs Hc Hx). lia.
  - exact (body_inv s x Hs Hc Hx).
Qed.

(** With more fuel than the rank the loop is its unrolling. *)
Lemma dwhile_rank_unroll (n : nat) (s : S) :
  (rank s < n)%nat -> Inv s -> dwhile c body s =d unroll c body n s.
Proof using body_inv body_total rank_decreases.
  intros Hn Hs. symmetry. apply dist_dominated; [| apply unroll_le_dwhile].
  apply unroll_rank_total; assumption.
Qed.

Theorem dwhile_terminates_rank (s : S) : Inv s -> total (dwhile c body s) = 1.
Proof using body_inv body_total rank_decreases.
  intros Hs. rewrite (total_ext _ _ (dwhile_rank_unroll _ s (Nat.lt_succ_diag_r (rank s)) Hs)).
  apply unroll_rank_total; [lia | exact Hs].
Qed.

End Rank.
End Terminate.
