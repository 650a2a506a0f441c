(** * Counting trials

    Purpose: the number of flips of a coin up to the first that shows false.

    Paper section: 3, Distributions.

    Glossary:
      attempt q s == one more flip of a coin of probability q; the state is the
                     number of flips and the last answer
      trials q s == flips from the state s until one shows false
      successes q == the number of flips before the first that shows false *)

From Coq Require Import Reals Lra NArith List Lia.
From MathLite Require Export While Terminate Coin.
From MathLite Require Import Expectation.
Local Open Scope R_scope.

Definition attempt (q : R) (s : N * bool) : dist (N * bool) :=
  dmap (fun b => ((fst s + 1)%N, b)) (dcoin q).

Definition trials (q : R) : N * bool -> dist (N * bool) := dwhile snd (attempt q).

Definition successes (q : R) : dist N := dmap (fun s => (fst s - 1)%N) (trials q (0%N, true)).

Section Trials.
Variable q : R.
Hypothesis q_bounds : 0 <= q <= 1.

Lemma attempt_fst (s u : N * bool) : 0 < attempt q s u -> fst u = (fst s + 1)%N.
Proof using.
  intros Hu. destruct (dbind_pos_inv _ _ _ Hu) as [b [_ Hb]].
  apply dret_pos_inv in Hb. subst u. reflexivity.
Qed.

Lemma trials_step (i : N) (v : N * bool) :
  trials q (i, true) v = q * trials q ((i + 1)%N, true) v + (1 - q) * ind (v = ((i + 1)%N, false)).
Proof using q_bounds.
  unfold trials. rewrite (dwhile_step snd (attempt q) (i, true) eq_refl v).
  unfold attempt at 1, dmap. cbn [fst]. rewrite (dbind_assoc _ _ _ v), dbind_dcoin by exact q_bounds.
  rewrite !(dbind_ret_l _ _ v). f_equal. f_equal.
  apply (dwhile_stop snd (attempt q) ((i + 1)%N, false) eq_refl v).
Qed.

(** Flips are never taken back. *)
Lemma trials_early (i j : N) : (j <= i)%N -> trials q (i, true) (j, false) = 0.
Proof using.
  intros Hj. destruct (mass_pos_or_0 (trials q (i, true)) (j, false)) as [Hpos | H0]; [| exact H0].
  destruct (dwhile_invariant snd (attempt q) (fun s => (i <= fst s)%N /\ (snd s = false -> (i < fst s)%N))
              (i, true) (j, false)) as [[_ Hlate] _].
  - intros s u [Hs _] _ Hu. rewrite (attempt_fst s u Hu). lia.
  - cbn [fst snd]. split; [lia | discriminate].
  - exact Hpos.
  - cbn [fst snd] in Hlate. specialize (Hlate eq_refl). lia.
Qed.

Lemma trials_mass (k i : N) :
  trials q (i, true) ((i + 1 + k)%N, false) = (1 - q) * q ^ N.to_nat k.
Proof using q_bounds.
  revert i. induction k as [| k IH] using N.peano_ind; intros i; rewrite trials_step.
  - rewrite N.add_0_r, trials_early, ind_true by first [lia | reflexivity]. simpl. lra.
  - replace (i + 1 + N.succ k)%N with (i + 1 + 1 + k)%N by lia.
    rewrite (IH (i + 1)%N), ind_false by (intros Heq; injection Heq; lia).
    rewrite N2Nat.inj_succ. simpl. lra.
Qed.

Theorem successes_mass (k : N) : successes q k = (1 - q) * q ^ N.to_nat k.
Proof using q_bounds.
  unfold successes. rewrite dmap_mass, (tsum_one _ ((0 + 1 + k)%N, false)).
  - rewrite ind_true, trials_mass by (cbn [fst]; lia). lra.
  - apply ind_mult_ge_0. apply mass_ge_0.
  - intros [j [|]] Hother.
    + unfold trials. rewrite dwhile_mass_0 by reflexivity. lra.
    + destruct (N.eq_dec j 0) as [-> | Hj]; [rewrite trials_early by lia; lra |].
      rewrite ind_false; [lra |]. cbn [fst]. intros Hk. apply Hother. f_equal. lia.
Qed.

Lemma attempt_again (s : N * bool) : tsum (fun u => ind (snd u = true) * attempt q s u) = q.
Proof using q_bounds.
  unfold attempt. rewrite (event_dmap _ _ (fun u : N * bool => snd u = true)). cbn [snd].
  rewrite tsum_bool by (intros b; apply ind_mult_ge_0, mass_ge_0).
  rewrite ind_true, ind_false, dcoin_true by first [congruence | exact q_bounds]. lra.
Qed.

Theorem total_successes : q < 1 -> total (successes q) = 1.
Proof using q_bounds.
  intros Hq. unfold successes. rewrite total_dmap.
  apply (dwhile_terminates_geometric snd (attempt q) (fun _ => True)) with (theta := q).
  - auto.
  - intros s _ _. unfold attempt. rewrite total_dmap. apply total_dcoin.
  - intros s _ _. rewrite attempt_again. lra.
  - exact Hq.
  - exact I.
Qed.

End Trials.
