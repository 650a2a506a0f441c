(** * Rejection by the answer of the round

    Purpose: a loop whose round returns a value and the answer whether the
    value is accepted.  If the round returns each accepted value with a mass
    proportional to a weight, then the loop has the law of that weight, which
    need not be normalised, and the number of rounds is independent of it.

    Paper sections: 3, Distributions; 6, Exact and fast.

    Glossary:
      rejected == the guard of the loop: the answer is false (Rejection)
      w == the weight of a value
      r == the ratio between the mass of an accepted value and its weight *)

From Coq Require Import Reals Lra.
From MathLite Require Export Rejection UntilRounds.
Local Open Scope R_scope.

(** ** The accepted mass of a round made of parts *)

Section Accept.
Context {A B : Type} (c : B -> bool).

Lemma accept_le_1 (d : dist B) : accept c d <= 1.
Proof using.
  generalize (accept_plus_reject c d), (total_le_1 d), (tsum_ge_0 (fun x => ind (c x = true) * d x)).
  fold (reject c d). lra.
Qed.

Lemma accept_dbind (p : dist A) (k : A -> dist B) :
  accept c (dbind p k) = tsum (fun a => p a * accept c (k a)).
Proof using.
  unfold accept. rewrite (tsum_ext _ (fun b => dbind p k b * ind (c b = false))) by (intros b; lra).
  rewrite (tsum_dbind p k (fun b => ind (c b = false)) 1).
  - apply tsum_ext. intros a. f_equal. apply tsum_ext. intros b. lra.
  - intros b. apply ind_ge_0.
  - intros b. apply ind_le_1.
  - lra.
Qed.

Lemma accept_all (d : dist B) : (forall x, 0 < d x -> c x = false) -> accept c d = total d.
Proof using.
  intros Hd. apply tsum_ext. intros x.
  destruct (mass_pos_or_0 d x) as [Hx | Hx]; [| rewrite Hx; lra].
  rewrite ind_true by (apply Hd; exact Hx). lra.
Qed.

End Accept.

(** ** The loop *)

Section Pairs.
Context {T : Type} (d : dist (T * bool)) (r : R) (w : T -> R).
Hypothesis d_total : total d = 1.
Hypothesis r_pos : 0 < r.
Hypothesis d_mass : forall x, d (x, true) = r * w x.

Lemma weight_eq (x : T) : w x = / r * d (x, true).
Proof using r_pos d_mass. rewrite d_mass. field. lra. Qed.

Theorem pairs_summable : summable w.
Proof using r_pos d_mass.
  apply (summable_ext (fun x => / r * d (x, true))); [intros x; symmetry; apply weight_eq |].
  apply summable_scal; [left; apply Rinv_0_lt_compat; exact r_pos |].
  apply (tsum_inj_le (fun x => (x, true)) d); [apply mass_ge_0 | congruence | apply summable_mass].
Qed.

Theorem pairs_accept : accept rejected d = r * tsum w.
Proof using r_pos d_mass.
  unfold accept. rewrite tsum_accepted, (tsum_ext _ _ d_mass). apply tsum_scal_l. lra.
Qed.

Hypothesis w_pos : exists x, 0 < w x.

Lemma pairs_tsum_pos : 0 < tsum w.
Proof using r_pos d_mass w_pos.
  destruct w_pos as [x Hx]. apply Rlt_le_trans with (1 := Hx).
  apply tsum_term_le. exact pairs_summable.
Qed.

Lemma pairs_accept_pos : 0 < accept rejected d.
Proof using r_pos d_mass w_pos.
  rewrite pairs_accept. apply Rmult_lt_0_compat; [exact r_pos | exact pairs_tsum_pos].
Qed.

(** A round that is accepted has the law of the weight. *)
Lemma pairs_round (x : T) :
  ind (rejected (x, true) = false) * d (x, true) / accept rejected d = w x / tsum w.
Proof using r_pos d_mass w_pos.
  rewrite ind_true by reflexivity. rewrite pairs_accept, d_mass.
  generalize pairs_tsum_pos. intros Hw. field. lra.
Qed.

Theorem pairs_loop_mass (y x : T) (b : bool) :
  dwhile rejected (fun _ => d) (y, false) (x, b) = ind (b = true) * (w x / tsum w).
Proof using d_total r_pos d_mass w_pos.
  destruct b.
  - rewrite (dwhile_until_mass rejected d d_total pairs_accept_pos) by reflexivity.
    rewrite pairs_round, ind_true by reflexivity. lra.
  - rewrite dwhile_mass_0, ind_false by (reflexivity || discriminate). lra.
Qed.

Theorem total_pairs (y : T) : total (dmap fst (dwhile rejected (fun _ => d) (y, false))) = 1.
Proof using d_total r_pos d_mass w_pos.
  rewrite total_dmap. apply total_dwhile_until; [exact d_total | exact pairs_accept_pos].
Qed.

Theorem pairs_mass (y x : T) :
  dmap fst (dwhile rejected (fun _ => d) (y, false)) x = w x / tsum w.
Proof using d_total r_pos d_mass w_pos.
  rewrite dmap_mass, (tsum_one _ (x, true)).
  - rewrite pairs_loop_mass, !ind_true by reflexivity. lra.
  - apply ind_mult_ge_0. apply mass_ge_0.
  - intros [u b] Hu. rewrite pairs_loop_mass. cbn [fst].
    destruct (ind_cases (u = x)) as [[-> _] | [_ ->]]; [| lra].
    rewrite (ind_false (b = true)); [lra | congruence].
Qed.

(** The value is [x] and there are at most [k] rounds. *)
Theorem pairs_rounds (k : nat) (y x : T) :
  unroll rejected (fun _ => d) k (y, false) (x, true)
  = w x / tsum w * (1 - (1 - accept rejected d) ^ k).
Proof using d_total r_pos d_mass w_pos.
  rewrite (unroll_until_mass rejected d d_total pairs_accept_pos) by reflexivity.
  rewrite pairs_round. reflexivity.
Qed.

End Pairs.
