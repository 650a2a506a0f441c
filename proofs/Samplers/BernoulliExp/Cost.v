(** * A coin with probability exp(-numerator/denominator): the expected bytes

    With exponent x at most 1, the flip after [t] successes is reached with
    probability x^t / t!, so exp(x) flips are expected.  A peeled factor costs
    exp(1) - 1 flips, its first one being free, and is survived with probability
    exp(-1); as (exp(1) - 1) / (1 - exp(-1)) = exp(1), the whole of a large exponent
    costs no more flips than the exponent 1 can.

    Glossary
      flip_bytes       == the expected bytes of one flip, 256/255
      exp_flips x      == exp(x) for x at most 1, exp(1) above
      bytes_within c B == the expected number of bytes is finite, at most [B]
      no_more          == nothing is left to pay (Bills.v)                    *)

From Coq Require Import Bool Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist While Coin ExpTaylor ExpBounds.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Bernoulli.Code Samplers.Bernoulli.Proof.
From Verinoise Require Import Samplers.Bernoulli.Cost.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Proof.
Local Open Scope R_scope.

Lemma flip_bytes_pos : 0 < flip_bytes.
Proof. unfold flip_bytes. lra. Qed.

(** ** Exponents at most 1 *)

Section Unit.
Variables n d : N.
Hypothesis d_pos : (0 < d)%N.
Hypothesis n_le : (n <= d)%N.

Local Notation x := (ratio n d).

Variable g : nat -> R.
Hypothesis g_ge_0 : forall t, 0 <= g t.
Hypothesis g_recurrence : forall t, g t = 1 + x / INR (S t) * g (S t).

(** The price of the first flip is a parameter. *)
Variable first : R.
Hypothesis first_costs : costs (body bernoulli value (n, d)) no_more first.

Local Definition flips_due (s : N * bool) : R :=
  if snd s then
    if (fst s =? 0)%N then first + x * (flip_bytes * g 1) else flip_bytes * g (N.to_nat (fst s))
  else 0.

Lemma flips_due_ge_0 (s : N * bool) : 0 <= flips_due s.
Proof using d_pos g_ge_0 first_costs.
  generalize flip_bytes_pos, (ratio_ge_0 d d_pos n), (costs_ge_0 _ _ _ first_costs).
  intros Hflip Hx Hfirst. unfold flips_due. destruct (snd s); [| lra].
  destruct (fst s =? 0)%N; [| apply Rmult_le_pos; [lra | apply g_ge_0]].
  apply Rplus_le_le_0_compat; [exact Hfirst |].
  apply Rmult_le_pos; [exact Hx |]. apply Rmult_le_pos; [lra | apply g_ge_0].
Qed.

(** One flip after [t] successes, and what is due then. *)
Lemma flip_round (t : N) :
  costs (body bernoulli value (n, d * (t + 1))%N) (fun b => flips_due ((t + 1)%N, b))
    (flips_due (t, true)).
Proof using d_pos n_le g_ge_0 g_recurrence first_costs.
  assert (Hchance : 0 <= x / INR (S (N.to_nat t)) <= 1).
  { apply trial_chance_bounds. apply ratio_bounds; assumption. }
  assert (Hlaw : pmf (body bernoulli value (n, d * (t + 1))%N) =d dcoin (x / INR (S (N.to_nat t)))).
  { rewrite bernoulli_coin by lia. rewrite ratio_mul_r, of_N_succ by lia. reflexivity. }
  assert (Hnext : flips_due ((t + 1)%N, true) = flip_bytes * g (S (N.to_nat t))).
  { unfold flips_due. cbn [fst snd]. destruct (N.eqb_spec (t + 1) 0) as [Hfalse | _]; [lia |].
    f_equal. f_equal. lia. }
  pose proof (fun B => costs_coin (body bernoulli value (n, d * (t + 1))%N) _
    (fun b => flips_due ((t + 1)%N, b)) B Hchance Hlaw (fun b => flips_due_ge_0 _)) as Hcoin.
  unfold flips_due at 2. cbn [fst snd].
  destruct (N.eqb_spec t 0) as [-> | Ht].
  - assert (Hfirst : costs (body bernoulli value (n, d * (0 + 1))%N) no_more first)
      by (replace (d * (0 + 1))%N with d by lia; exact first_costs).
    apply costs_le with (2 := Hcoin first Hfirst).
    rewrite Hnext. unfold flips_due. cbn [snd]. simpl (N.to_nat 0).
    change (INR 1) with 1. lra.
  - apply costs_le with (2 := Hcoin flip_bytes (bernoulli_costs n (d * (t + 1)) ltac:(lia))).
    rewrite Hnext. unfold flips_due. cbn [snd]. rewrite (g_recurrence (N.to_nat t)). lra.
Qed.

Lemma unit_costs :
  costs (body bernoulli_exp_unit value (n, d)) no_more (first + x * (flip_bytes * g 1)).
Proof using d_pos n_le g_ge_0 g_recurrence first_costs.
  cbn -[bernoulli]. rewrite <- (Rplus_0_r (first + _)).
  apply costs_seq; [lra | | intros v _; apply costs_ret; unfold no_more; lra].
  apply costs_while with (Inv := fun _ => True) (h := flips_due); auto using no_more_ge_0.
  - exact flips_due_ge_0.
  - intros s _ _. apply flips_due_ge_0.
  - intros [t success] _ Hgo. cbn in Hgo. rewrite Hgo.
    apply costs_let; [exact flips_due_ge_0 |].
    apply costs_bind with (h := fun b => flips_due ((t + 1)%N, b)).
    + exact flips_due_ge_0.
    + apply costs_call. exact (flip_round t).
    + intros b _. apply costs_ret; [apply flips_due_ge_0 | apply Rle_refl].
  - apply Rle_refl.
Qed.

End Unit.

Lemma bernoulli_exp_unit_costs (n d : N) : (0 < d)%N -> (n <= d)%N ->
  costs (body bernoulli_exp_unit value (n, d)) no_more (flip_bytes * exp (ratio n d)).
Proof.
  intros Hd Hn. destruct (exp_growth (ratio n d)) as [g [Hg0 [Hge Hrec]]].
  { apply ratio_ge_0. exact Hd. }
  apply costs_le with (2 := unit_costs n d Hd Hn g Hge Hrec flip_bytes (bernoulli_costs n d Hd)).
  rewrite <- Hg0, (Hrec O). right. simpl. field.
Qed.

(** For the exponent 1 the first flip is certain, and free. *)
Lemma bernoulli_exp_unit_costs_1 (d : N) : (0 < d)%N ->
  costs (body bernoulli_exp_unit value (d, d)) no_more (flip_bytes * (exp 1 - 1)).
Proof.
  intros Hd. destruct (exp_growth (ratio d d)) as [g [Hg0 [Hge Hrec]]].
  { apply ratio_ge_0. exact Hd. }
  assert (Hcertain : d = 0%N \/ (d <= d)%N) by (right; lia).
  apply costs_le with (2 := unit_costs d d Hd (N.le_refl d) g Hge Hrec 0
                              (bernoulli_costs_certain d d Hcertain)).
  rewrite (Hrec O), ratio_self in Hg0 by exact Hd. rewrite ratio_self, <- Hg0 by exact Hd.
  right. simpl. field.
Qed.

Theorem bernoulli_exp_unit_bytes (n d : N) : (0 < d)%N -> (n <= d)%N ->
  bytes_within (body bernoulli_exp_unit value (n, d)) (flip_bytes * exp (ratio n d)).
Proof.
  intros Hd Hn. apply bytes_within_costs. apply bernoulli_exp_unit_costs; assumption.
Qed.

(** ** Any exponent *)

Definition exp_flips (x : R) : R := exp (Rmin 1 x).

Lemma exp_flips_low (x : R) : x <= 1 -> exp_flips x = exp x.
Proof. intros Hx. unfold exp_flips. rewrite Rmin_right by exact Hx. reflexivity. Qed.

Lemma exp_flips_high (x : R) : 1 <= x -> exp_flips x = exp 1.
Proof. intros Hx. unfold exp_flips. rewrite Rmin_left by exact Hx. reflexivity. Qed.

Lemma exp_flips_le (x : R) : exp_flips x <= exp 1.
Proof.
  unfold exp_flips. destruct (Rmin_l 1 x) as [Hlt | ->]; [| lra]. left. apply exp_increasing. exact Hlt.
Qed.

Lemma exp_flips_pos (x : R) : 0 < exp_flips x.
Proof. apply exp_pos. Qed.

Section Peel.
Variable d : N.
Hypothesis d_pos : (0 < d)%N.

Local Definition peel_due (s : N * bool) : R :=
  if snd s then flip_bytes * exp_flips (ratio (fst s) d) else 0.

Lemma peel_due_ge_0 (s : N * bool) : 0 <= peel_due s.
Proof using.
  unfold peel_due. destruct (snd s); [| lra].
  apply Rmult_le_pos; [generalize flip_bytes_pos; lra | left; apply exp_flips_pos].
Qed.

Lemma peel_due_le (s : N * bool) : peel_due s <= flip_bytes * exp 1.
Proof using.
  generalize flip_bytes_pos. intros Hflip. unfold peel_due. destruct (snd s).
  - apply Rmult_le_compat_l; [lra | apply exp_flips_le].
  - apply Rmult_le_pos; [lra | left; apply exp_pos].
Qed.

Lemma exp_1_recurrence : exp 1 - 1 + exp (-1) * exp 1 = exp 1.
Proof using. generalize exp_1_opp. lra. Qed.

(** One round: a coin with exponent 1, and what is due then. *)
Lemma peel_round (n : N) (k : bool -> N * bool) :
  (d < n)%N -> (forall b, snd (k b) = b) ->
  costs (body bernoulli_exp_unit value (1, 1)%N) (fun b => peel_due (k b)) (peel_due (n, true)).
Proof using d_pos.
  intros Hn Hk. generalize flip_bytes_pos. intros Hflip.
  assert (Hlaw : pmf (body bernoulli_exp_unit value (1, 1)%N) =d dcoin (exp (-1))).
  { rewrite bernoulli_exp_unit_coin by lia. rewrite ratio_self by lia. reflexivity. }
  assert (Hchance : 0 <= exp (-1) <= 1) by exact (exp_opp_bounds 1 Rle_0_1).
  assert (Hone : (0 < 1)%N) by lia.
  apply costs_le with (2 := costs_coin _ _ (fun b => peel_due (k b)) _ Hchance Hlaw
    (fun b => peel_due_ge_0 (k b)) (bernoulli_exp_unit_costs_1 1 Hone)).
  assert (Hfalse : peel_due (k false) = 0) by (unfold peel_due; rewrite Hk; reflexivity).
  assert (Hdue : peel_due (n, true) = flip_bytes * exp 1).
  { unfold peel_due. cbn [fst snd]. rewrite exp_flips_high; [reflexivity |].
    rewrite <- (ratio_self d d_pos). apply ratio_le; [exact d_pos | lia]. }
  rewrite Hfalse, Hdue. pose proof (f_equal (Rmult flip_bytes) exp_1_recurrence) as Hrec.
  generalize (Rmult_le_compat_l _ _ _ (proj1 Hchance) (peel_due_le (k true))). lra.
Qed.

Lemma bernoulli_exp_costs (n : N) :
  costs (body bernoulli_exp value (n, d)) no_more (flip_bytes * exp_flips (ratio n d)).
Proof using d_pos.
  cbn -[bernoulli_exp_unit].
  apply costs_bind with (h := peel_due); [apply no_more_ge_0 | |].
  - apply costs_while with (Inv := fun _ => True) (h := peel_due); auto using peel_due_ge_0.
    + intros s _ _. apply Rle_refl.
    + intros [m alive] _ Hgo. cbn in Hgo. apply andb_true_iff in Hgo as [-> Hm].
      apply N.ltb_lt in Hm.
      apply costs_bind with (h := fun b => peel_due ((m - d)%N, b)).
      * exact peel_due_ge_0.
      * apply costs_call. apply peel_round; [exact Hm | reflexivity].
      * intros b _. apply costs_ret; [apply peel_due_ge_0 | apply Rle_refl].
    + apply Rle_refl.
  - intros [m alive] Hend. apply dwhile_support in Hend. cbn in Hend. apply costs_if. cbn.
    destruct alive; [| apply costs_ret; [apply Rle_refl | apply peel_due_ge_0]].
    apply N.ltb_ge in Hend. apply costs_call. unfold peel_due. cbn [fst snd].
    rewrite exp_flips_low.
    + apply bernoulli_exp_unit_costs; assumption.
    + rewrite <- (ratio_self d d_pos). apply ratio_le; assumption.
Qed.

Lemma bernoulli_exp_costs_any (n : N) :
  costs (body bernoulli_exp value (n, d)) no_more (flip_bytes * exp 1).
Proof using d_pos.
  apply costs_le with (2 := bernoulli_exp_costs n). apply Rmult_le_compat_l.
  - left. exact flip_bytes_pos.
  - apply exp_flips_le.
Qed.

(** An exponent at most 1 is not peeled. *)
Lemma bernoulli_exp_costs_low (n : N) (B : R) : (n <= d)%N ->
  costs (body bernoulli_exp_unit value (n, d)) no_more B ->
  costs (body bernoulli_exp value (n, d)) no_more B.
Proof using.
  intros Hn Hunit. pose proof (costs_ge_0 _ _ _ Hunit) as HB.
  assert (Hstop : (d <? n)%N = false) by (apply N.ltb_ge; exact Hn).
  cbn -[bernoulli_exp_unit]. apply costs_bind with (h := fun _ => B).
  - apply no_more_ge_0.
  - apply costs_while with (Inv := fun s => s = (n, true)) (h := fun _ => B);
      try (intros; lra); [| | reflexivity].
    + intros s u -> Hgo. cbn in Hgo. rewrite Hstop in Hgo. discriminate.
    + intros s -> Hgo. cbn in Hgo. rewrite Hstop in Hgo. discriminate.
  - intros v Hv. apply (dwhile_invariant _ _ (fun s => s = (n, true))) in Hv as [-> _].
    + apply costs_if. cbn. apply costs_call. exact Hunit.
    + intros s u -> Hgo. cbn in Hgo. rewrite Hstop in Hgo. discriminate.
    + reflexivity.
Qed.

Lemma bernoulli_exp_costs_1 :
  costs (body bernoulli_exp value (d, d)) no_more (flip_bytes * (exp 1 - 1)).
Proof using d_pos.
  apply bernoulli_exp_costs_low; [lia |]. apply bernoulli_exp_unit_costs_1. exact d_pos.
Qed.

End Peel.

Theorem bernoulli_exp_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body bernoulli_exp value (n, d)) (flip_bytes * exp_flips (ratio n d)).
Proof. intros Hd. apply bytes_within_costs. apply bernoulli_exp_costs. exact Hd. Qed.
