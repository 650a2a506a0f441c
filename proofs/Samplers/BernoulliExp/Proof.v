(** * A coin with probability exp(-numerator/denominator): the proof

    Let [g t] be the Taylor rest of exp(-x) after [t] terms, in units of the first
    omitted term: [g 0 = exp(-x)] and [g t = 1 - x/(t+1) * g (t+1)].  After [t]
    successful trials the final number of trials is odd with probability [g t] for
    even [t] and [1 - g t] for odd [t]: this guess absorbs one trial, and the loop
    ends with probability 1, so it is right.

    Glossary
      trial x s   == one trial from the state [s], with exponent [x]
      guess g s   == the law of the answer from the state [s]
      peel d s    == one round of the program for large exponents            *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Terminate WhileBind Coin Expectation ExpTaylor.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.Pmf Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio Samplers.Bernoulli.Code Samplers.Bernoulli.Proof.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Spec.
Local Open Scope R_scope.

(* The language has a type of expressions of the same name. *)

(** ** Exponents at most 1 *)

Local Definition trial (x : R) (s : N * bool) : dist (N * bool) :=
  dmap (fun b => ((fst s + 1)%N, b)) (dcoin (x / INR (S (N.to_nat (fst s))))).

Local Definition parity (t : N * bool) : dist bool := dret (N.odd (fst t)).

Lemma bernoulli_exp_unit_meaning (n d : N) : (0 < d)%N ->
  pmf (body bernoulli_exp_unit value (n, d))
  =d dbind (dwhile snd (trial (ratio n d)) (0%N, true)) parity.
Proof.
  intros Hd. cbn -[bernoulli]. apply dbind_ext; [| reflexivity].
  apply dwhile_ext. intros s. rewrite dbind_ret_l.
  apply dbind_ext; [| reflexivity].
  rewrite bernoulli_coin by lia. rewrite ratio_mul_r, of_N_succ by lia. reflexivity.
Qed.

Section Unit.
Variable x : R.
Hypothesis x_bounds : 0 <= x <= 1.

Lemma trial_chance (t : nat) : 0 <= x / INR (S t) <= / INR (S t).
Proof using x_bounds.
  assert (Hpos : 0 < / INR (S t)) by (apply Rinv_0_lt_compat, lt_0_INR; lia).
  split; unfold Rdiv.
  - apply Rmult_le_pos; lra.
  - rewrite <- (Rmult_1_l (/ INR (S t))) at 2. apply Rmult_le_compat_r; lra.
Qed.

Lemma trial_chance_bounds (t : nat) : 0 <= x / INR (S t) <= 1.
Proof using x_bounds.
  generalize (trial_chance t). intros [Hlow Hhigh]. split; [exact Hlow |].
  apply Rle_trans with (1 := Hhigh). rewrite <- Rinv_1. apply Rinv_le_contravar; [lra |].
  rewrite S_INR. generalize (pos_INR t). lra.
Qed.

Lemma trial_total (s : N * bool) : total (trial x s) = 1.
Proof using. unfold trial. rewrite total_dmap. apply total_dcoin. Qed.

Lemma trial_first (s u : N * bool) : 0 < trial x s u -> fst u = (fst s + 1)%N.
Proof using.
  intros Hu. destruct (dbind_pos_inv _ _ _ Hu) as [b [_ Hb]].
  apply dret_pos_inv in Hb. subst u. reflexivity.
Qed.

Lemma trial_again (s : N * bool) :
  tsum (fun u => ind (snd u = true) * trial x s u) = x / INR (S (N.to_nat (fst s))).
Proof using x_bounds.
  unfold trial. rewrite (event_dmap _ _ (fun u : N * bool => snd u = true)). cbn [snd].
  rewrite tsum_bool by (intros b; apply ind_mult_ge_0, mass_ge_0).
  rewrite ind_true, ind_false by congruence.
  rewrite dcoin_true by apply trial_chance_bounds. lra.
Qed.

(** From the second trial on, a trial goes on with probability at most 1/2. *)
Lemma trials_total_later (s : N * bool) : (1 <= fst s)%N -> total (dwhile snd (trial x) s) = 1.
Proof using x_bounds.
  apply (dwhile_terminates_geometric snd (trial x) (fun s => (1 <= fst s)%N)) with (theta := / 2).
  - intros u v Hu _ Hv. rewrite (trial_first u v Hv). lia.
  - intros u _ _. apply trial_total.
  - intros u Hu _. rewrite trial_again.
    apply Rle_trans with (/ INR (S (N.to_nat (fst u)))); [apply trial_chance |].
    apply Rinv_le_contravar; [lra |]. change 2 with (INR 2). apply le_INR. lia.
  - lra.
Qed.

Lemma trials_total : total (dwhile snd (trial x) (0%N, true)) = 1.
Proof using x_bounds.
  rewrite (total_ext _ _ (dwhile_step snd (trial x) (0%N, true) eq_refl)).
  rewrite total_dbind_support; [apply trial_total |].
  intros s Hs. apply trials_total_later. rewrite (trial_first _ s Hs). simpl. lia.
Qed.

Section Guess.
Variable g : nat -> R.
Hypothesis g_bounds : forall t, 0 <= g t <= 1.
Hypothesis g_recurrence : forall t, g t = 1 - x / INR (S t) * g (S t).

Local Definition odd_chance (t : N) : R := if N.odd t then 1 - g (N.to_nat t) else g (N.to_nat t).

Local Definition guess (s : N * bool) : dist bool :=
  if snd s then dcoin (odd_chance (fst s)) else parity s.

Lemma odd_chance_bounds (t : N) : 0 <= odd_chance t <= 1.
Proof using g_bounds.
  generalize (g_bounds (N.to_nat t)). unfold odd_chance. destruct (N.odd t); lra.
Qed.

Lemma odd_chance_step (t : N) :
  odd_chance t = x / INR (S (N.to_nat t)) * odd_chance (t + 1)
                 + (1 - x / INR (S (N.to_nat t))) * ind (true = N.odd (t + 1)).
Proof using g_recurrence.
  unfold odd_chance. rewrite N.add_1_r, N.odd_succ, <- N.negb_odd, N2Nat.inj_succ.
  rewrite (g_recurrence (N.to_nat t)).
  destruct (N.odd t); cbn [negb].
  - rewrite ind_false by discriminate. lra.
  - rewrite ind_true by reflexivity. lra.
Qed.

Lemma guess_absorbs (s : N * bool) : snd s = true -> dbind (trial x s) guess =d guess s.
Proof using x_bounds g_bounds g_recurrence.
  destruct s as [t success]. cbn [snd]. intros ->. unfold trial, dmap. cbn [fst].
  rewrite dbind_assoc. unfold guess at 2. cbn [fst snd]. apply dcoin_unique.
  - apply total_dbind_1; [apply total_dcoin |]. intros b. rewrite (total_ext _ _ (dbind_ret_l _ _)).
    unfold guess. destruct b; [apply total_dcoin | apply total_dret].
  - rewrite dbind_dcoin by apply trial_chance_bounds.
    rewrite (dbind_ret_l _ guess true), (dbind_ret_l _ guess true).
    unfold guess, parity. cbn [fst snd]. rewrite dret_mass, dcoin_true by apply odd_chance_bounds.
    symmetry. apply odd_chance_step.
Qed.

Lemma trials_guess : dbind (dwhile snd (trial x) (0%N, true)) parity =d guess (0%N, true).
Proof using x_bounds g_bounds g_recurrence.
  apply (dwhile_bind_eq snd (trial x) (fun _ => True)).
  - auto.
  - intros s _. apply guess_absorbs.
  - intros s _ Hs. unfold guess. rewrite Hs. reflexivity.
  - exact I.
  - apply total_dbind_1; [exact trials_total |]. intros s. apply total_dret.
Qed.

End Guess.

Lemma trials_law : dbind (dwhile snd (trial x) (0%N, true)) parity =d dcoin (exp (- x)).
Proof using x_bounds.
  destruct (exp_recurrence x) as [g [Hg0 [Hbounds Hrec]]]; [lra |].
  rewrite (trials_guess g Hbounds Hrec). unfold guess, odd_chance. simpl. rewrite Hg0. reflexivity.
Qed.

End Unit.

Lemma exp_chance (n d : N) : (0 < d)%N -> 0 <= exp (- ratio n d) <= 1.
Proof.
  intros Hd. apply exp_opp_bounds. apply ratio_ge_0. exact Hd.
Qed.

Lemma coin_exp_mass (n d : N) (b : bool) :
  (0 < d)%N -> dcoin (exp (- ratio n d)) b = bernoulli_exp_mass n d b.
Proof.
  intros Hd. unfold bernoulli_exp_mass. destruct b.
  - apply dcoin_true, exp_chance. exact Hd.
  - apply dcoin_false, exp_chance. exact Hd.
Qed.

(** The program is the flip of a coin with probability exp(-n/d), at most 1. *)
Theorem bernoulli_exp_unit_coin (n d : N) : (0 < d)%N -> (n <= d)%N ->
  pmf (body bernoulli_exp_unit value (n, d)) =d dcoin (exp (- ratio n d)).
Proof.
  intros Hd Hn. rewrite bernoulli_exp_unit_meaning by exact Hd.
  apply trials_law. apply ratio_bounds; assumption.
Qed.

Theorem bernoulli_exp_unit_terminates (n d : N) : (0 < d)%N -> (n <= d)%N ->
  terminates (body bernoulli_exp_unit value (n, d)).
Proof.
  intros Hd Hn. unfold terminates. rewrite (total_ext _ _ (bernoulli_exp_unit_coin n d Hd Hn)).
  apply total_dcoin.
Qed.

Theorem bernoulli_exp_unit_pmf (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  pmf (body bernoulli_exp_unit value (n, d)) b = bernoulli_exp_mass n d b.
Proof.
  intros Hd Hn. rewrite (bernoulli_exp_unit_coin n d Hd Hn b). apply coin_exp_mass. exact Hd.
Qed.

(** On uniform bytes the machine answers [b] with the specified probability. *)
Theorem bernoulli_exp_unit_tape (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  tsum (fun tape =>
    ind (outputs (body bernoulli_exp_unit value (n, d)) tape b) * (/ 256) ^ length tape)
  = bernoulli_exp_mass n d b.
Proof. intros Hd Hn. rewrite adequacy. apply bernoulli_exp_unit_pmf; assumption. Qed.

(** ** Any exponent *)

Section Peel.
Variable d : N.
Hypothesis d_pos : (0 < d)%N.

Local Definition alive (s : N * bool) : bool := snd s && (d <? fst s)%N.

Local Definition peel (s : N * bool) : dist (N * bool) :=
  dmap (fun b => ((fst s - d)%N, b)) (dcoin (exp (- 1))).

Local Definition last (s : N * bool) : dist bool :=
  if snd s then pmf (body bernoulli_exp_unit value (fst s, d)) else dret false.

Local Definition survival (s : N * bool) : dist bool :=
  if snd s then dcoin (exp (- ratio (fst s) d)) else dret false.

Lemma bernoulli_exp_meaning (n : N) :
  pmf (body bernoulli_exp value (n, d)) =d dbind (dwhile alive peel (n, true)) last.
Proof using d_pos.
  cbn -[bernoulli_exp_unit]. apply dbind_ext; [| reflexivity].
  apply dwhile_ext. intros s. apply dbind_ext; [| reflexivity].
  rewrite bernoulli_exp_unit_coin by lia. rewrite ratio_self by lia. reflexivity.
Qed.

Lemma survival_absorbs (s : N * bool) : alive s = true -> dbind (peel s) survival =d survival s.
Proof using d_pos.
  destruct s as [n success]. unfold alive. cbn [fst snd].
  rewrite andb_true_iff, N.ltb_lt. intros [-> Hn].
  unfold peel, dmap, survival at 2. cbn [fst snd]. rewrite dbind_assoc. apply dcoin_unique.
  - apply total_dbind_1; [apply total_dcoin |]. intros b. rewrite (total_ext _ _ (dbind_ret_l _ _)).
    unfold survival. destruct b; [apply total_dcoin | apply total_dret].
  - rewrite dbind_dcoin by (apply (exp_opp_bounds 1); lra).
    rewrite (dbind_ret_l _ survival true), (dbind_ret_l _ survival true).
    unfold survival. cbn [fst snd]. rewrite dcoin_true by (apply exp_chance; exact d_pos).
    rewrite dret_mass, ind_false, Rmult_0_r, Rplus_0_r, <- exp_plus by discriminate.
    f_equal. rewrite ratio_sub, ratio_self by lia. lra.
Qed.

Lemma survival_last (s : N * bool) : alive s = false -> last s =d survival s.
Proof using d_pos.
  destruct s as [n success]. unfold alive, last, survival. cbn [fst snd].
  destruct success; [| reflexivity]. rewrite andb_true_l, N.ltb_ge. intros Hn.
  apply bernoulli_exp_unit_coin; assumption.
Qed.

Lemma peel_total (n : N) : total (dwhile alive peel (n, true)) = 1.
Proof using d_pos.
  apply (dwhile_terminates_rank alive peel (fun _ => True))
    with (rank := fun s => N.to_nat (fst s)).
  - auto.
  - intros s _ _. unfold peel. rewrite total_dmap. apply total_dcoin.
  - intros s u _ Hs Hu. unfold alive in Hs. apply andb_true_iff in Hs as [_ Hs].
    apply N.ltb_lt in Hs. destruct (dbind_pos_inv _ _ _ Hu) as [b [_ Hb]].
    apply dret_pos_inv in Hb. subst u. cbn [fst]. lia.
  - exact I.
Qed.

Lemma peel_law (n : N) : dbind (dwhile alive peel (n, true)) last =d dcoin (exp (- ratio n d)).
Proof using d_pos.
  apply (dwhile_bind_eq alive peel (fun _ => True) last survival).
  - auto.
  - intros s _. apply survival_absorbs.
  - intros s _. apply survival_last.
  - exact I.
  - rewrite total_dbind_support; [apply peel_total |].
    intros s Hs. rewrite (total_ext _ _ (survival_last s (dwhile_support _ _ _ _ Hs))).
    unfold survival. destruct (snd s); [apply total_dcoin | apply total_dret].
Qed.

End Peel.

(** The program is the flip of a coin with probability exp(-n/d). *)
Theorem bernoulli_exp_coin (n d : N) :
  (0 < d)%N -> pmf (body bernoulli_exp value (n, d)) =d dcoin (exp (- ratio n d)).
Proof. intros Hd. rewrite bernoulli_exp_meaning by exact Hd. exact (peel_law d Hd n). Qed.

Theorem bernoulli_exp_terminates (n d : N) :
  (0 < d)%N -> terminates (body bernoulli_exp value (n, d)).
Proof.
  intros Hd. unfold terminates. rewrite (total_ext _ _ (bernoulli_exp_coin n d Hd)).
  apply total_dcoin.
Qed.

Theorem bernoulli_exp_pmf (n d : N) (b : bool) :
  (0 < d)%N -> pmf (body bernoulli_exp value (n, d)) b = bernoulli_exp_mass n d b.
Proof. intros Hd. rewrite (bernoulli_exp_coin n d Hd b). apply coin_exp_mass. exact Hd. Qed.

(** On uniform bytes the machine answers [b] with the specified probability. *)
Theorem bernoulli_exp_tape (n d : N) (b : bool) : (0 < d)%N ->
  tsum (fun tape => ind (outputs (body bernoulli_exp value (n, d)) tape b) * (/ 256) ^ length tape)
  = bernoulli_exp_mass n d b.
Proof. intros Hd. rewrite adequacy. apply bernoulli_exp_pmf. exact Hd. Qed.
