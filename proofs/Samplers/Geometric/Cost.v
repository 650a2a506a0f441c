(** * Geometric numbers with ratio exp(-numerator/denominator): the expected bytes

    By trials: 1 / (1 - exp(-n/d)) coins are expected.  By digits: a candidate
    takes a uniform digit and a coin of at most exp(1) - 1 flips on average, and is
    kept with probability at least 1 - exp(-1); then come the trials with ratio
    exp(-1).  The switch keeps to the cheaper one.

    Glossary
      word_bytes d     == the number of bytes that hold [d - 1] (Uniform)
      flip_bytes       == the expected bytes of one flip, 256/255 (Bernoulli)
      exp_flips x      == exp(x) for x at most 1, exp(1) above (BernoulliExp)
      bytes_within c B == the expected number of bytes is finite, at most [B]
      decay d          == exp(-1/d) (Proof.v)                                 *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From MathLite Require Import Dist While Until Coin Rejection Trials.
From Verinoise Require Import Samplers.Geometric.Digits.
From MathLite Require Import ExpPow ExpTaylor ExpBounds Theta.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Proof Samplers.Uniform.Cost.
From Verinoise Require Import Samplers.Bernoulli.Cost.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Proof.
From Verinoise Require Import Samplers.BernoulliExp.Cost.
From Verinoise Require Import Samplers.Geometric.Code Samplers.Geometric.Proof.
Local Open Scope R_scope.

Local Notation decay := Geometric.Proof.decay.

(** ** By trials *)

Section Trials.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.

Lemma trials_costs (coin : R) :
  costs (body bernoulli_exp value (n, d)) no_more coin ->
  costs (body geometric_by_trials value (n, d)) no_more (coin / (1 - exp (- ratio n d))).
Proof using n_pos d_pos.
  intros Hcoin. cbn -[bernoulli_exp]. rewrite <- (Rplus_0_r (coin / _)).
  apply costs_seq; [lra | | intros v _; apply costs_ret; unfold no_more; lra].
  apply costs_while_geometric with (Inv := fun _ => True).
  - apply exp_chance_lt_1; assumption.
  - exact (costs_ge_0 _ _ _ Hcoin).
  - auto.
  - intros s _ _. rewrite <- (Rplus_0_r coin). apply costs_seq; [lra | |].
    + apply costs_call. exact Hcoin.
    + intros v _. apply costs_ret; unfold no_more; lra.
  - intros s _ _. right. rewrite <- (attempt_again (exp (- ratio n d)) (exp_chance n d d_pos) s).
    apply tsum_ext. intros u. f_equal. refine (_ : dbind _ _ u = _).
    apply dbind_ext; [apply bernoulli_exp_coin; exact d_pos | reflexivity].
  - exact I.
Qed.

Lemma geometric_by_trials_costs :
  costs (body geometric_by_trials value (n, d)) no_more
    (flip_bytes * exp_flips (ratio n d) / (1 - exp (- ratio n d))).
Proof using n_pos d_pos. apply trials_costs. apply bernoulli_exp_costs. exact d_pos. Qed.

Theorem geometric_by_trials_bytes :
  bytes_within (body geometric_by_trials value (n, d))
    (flip_bytes * exp_flips (ratio n d) / (1 - exp (- ratio n d))).
Proof using n_pos d_pos. apply bytes_within_costs. exact geometric_by_trials_costs. Qed.

End Trials.

Lemma exp_opp_1_lt_1 : exp (-1) < 1.
Proof. generalize exp_opp_1_le. lra. Qed.

Lemma exp_1_quotient : (exp 1 - 1) / (1 - exp (-1)) = exp 1.
Proof.
  generalize exp_opp_1_lt_1, exp_1_recurrence. intros Hlt Hrec.
  apply (Rmult_eq_reg_r (1 - exp (-1))); [| lra].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** The wraps: their coins have the exponent 1. *)
Lemma wraps_costs : costs (body geometric_by_trials value (1, 1)%N) no_more (flip_bytes * exp 1).
Proof.
  assert (Hone : (0 < 1)%N) by lia.
  apply costs_le with (2 := trials_costs 1 1 Hone Hone _ (bernoulli_exp_costs_1 1 Hone)).
  rewrite ratio_self by exact Hone. right. unfold Rdiv. rewrite Rmult_assoc.
  f_equal. exact exp_1_quotient.
Qed.

(** ** By digits *)

Section Digits.
Variable d : N.
Hypothesis d_pos : (0 < d)%N.

Local Notation dR := (IZR (Z.of_N d)).

(** A digit's coin takes at most exp(1) - 1 flips on average: a sum below an
    integral. *)
Lemma digit_flips : lsum (fun u => exp (ratio u d)) (below d) / dR <= exp 1 - 1.
Proof using d_pos.
  generalize (of_N_pos d d_pos). intros Hd.
  set (grow := exp (ratio 1 d)).
  assert (Hgrow : forall m, exp (ratio m d) = grow ^ N.to_nat m).
  { intros m. unfold grow. rewrite <- exp_mult_INR, INR_IZR_INZ, N_nat_Z. f_equal.
    unfold ratio. simpl (IZR (Z.of_N 1)). lra. }
  assert (Hstep : 1 <= dR * (grow - 1)).
  { assert (Hexp : 1 + / dR <= grow).
    { unfold grow, ratio. simpl (IZR (Z.of_N 1)). unfold Rdiv. rewrite Rmult_1_l.
      exact (exp_ineq1_le (/ dR)). }
    apply (Rmult_le_compat_l dR) in Hexp; [| lra].
    rewrite Rmult_plus_distr_l, Rinv_r in Hexp by lra. lra. }
  generalize (lsum_powers grow d). rewrite <- Hgrow, ratio_self by exact d_pos.
  rewrite <- (lsum_ext (fun u => exp (ratio u d))) by (intros u _; apply Hgrow).
  set (sum := lsum _ _). intros Hsum.
  assert (Hsum_pos : 0 <= sum).
  { apply lsum_ge_0. intros u _. left. apply exp_pos. }
  apply (Rmult_le_reg_r dR); [exact Hd |].
  replace (sum / dR * dR) with sum by (field; lra).
  replace (exp 1 - 1) with ((grow - 1) * sum) by lra.
  generalize (Rmult_le_compat_r sum _ _ Hsum_pos Hstep). lra.
Qed.

Local Notation digit_round := (proposed (duniform d) (fun u => decay d ^ N.to_nat u)).

Lemma digit_again : reject rejected digit_round <= exp (-1).
Proof using d_pos.
  generalize (decay_bounds d d_pos), exp_opp_1_lt_1, (of_N_pos d d_pos). intros Hdecay Hlt Hd.
  pose proof (keep_bounds d d_pos) as Hkeep.
  generalize (one_minus_reject rejected digit_round (proposed_total _ _ (total_duniform d d_pos))).
  rewrite (proposed_accept _ _ (fun u => proj1 (Hkeep u)) (fun u => proj2 (Hkeep u))).
  rewrite (tsum_ext _ (fun u => / dR * (ind (u < d)%N * decay d ^ N.to_nat u)))
    by (intros u; rewrite duniform_eq; unfold Rdiv; ring).
  rewrite tsum_scal_l, (kept_weight d d_pos), (decay_pow_self d d_pos)
    by (left; apply Rinv_0_lt_compat; exact Hd).
  intros Hreject.
  assert (Hstep : dR * (1 - decay d) <= 1).
  { assert (Hexp : 1 - / dR <= decay d).
    { unfold Geometric.Proof.decay, ratio. simpl (IZR (Z.of_N 1)). unfold Rdiv. rewrite Rmult_1_l.
      exact (exp_ineq1_le (- / dR)). }
    apply (Rmult_le_compat_l dR) in Hexp; [| lra].
    rewrite Rmult_minus_distr_l, Rinv_r in Hexp by lra. lra. }
  assert (Haccept : 1 - exp (-1) <= / dR * ((1 - exp (-1)) / (1 - decay d))); [| lra].
  apply (Rmult_le_reg_r (dR * (1 - decay d))).
  - apply Rmult_lt_0_compat; lra.
  - replace (/ dR * ((1 - exp (-1)) / (1 - decay d)) * (dR * (1 - decay d)))
      with (1 - exp (-1)) by (field; lra).
    rewrite <- (Rmult_1_r (1 - exp (-1))) at 2. apply Rmult_le_compat_l; lra.
Qed.

Lemma digit_round_law :
  dbind (pmf (body uniform value d)) (fun u =>
    dbind (pmf (body bernoulli_exp_unit value (u, d))) (fun b => dret (u, b))) =d digit_round.
Proof using d_pos.
  unfold proposed. rewrite (Uniform.Proof.uniform_law d d_pos).
  apply dbind_ext_support. intros u Hu. apply duniform_pos_inv in Hu. rewrite <- decay_pow.
  apply dbind_ext; [| reflexivity]. apply bernoulli_exp_unit_coin; lia.
Qed.

(** What the coin of a uniform digit is expected to take. *)
Lemma digit_due :
  costs (body uniform value d) (fun u => flip_bytes * exp (ratio u d))
    (2 * word_bytes d + flip_bytes * (exp 1 - 1)).
Proof using d_pos.
  generalize flip_bytes_pos, (of_N_pos d d_pos). intros Hflip Hd.
  assert (Hge : forall u, 0 <= flip_bytes * exp (ratio u d)).
  { intros u. apply Rmult_le_pos; [lra | left; apply exp_pos]. }
  assert (Hdue : forall u, pmf (body uniform value d) u * (flip_bytes * exp (ratio u d))
                           = ind (u < d)%N * (flip_bytes * / dR * exp (ratio u d))).
  { intros u. rewrite (Uniform.Proof.uniform_law d d_pos u), duniform_eq. unfold Rdiv. ring. }
  assert (Hterm : forall u, 0 <= flip_bytes * / dR * exp (ratio u d)).
  { intros u. apply Rmult_le_pos; [| left; apply exp_pos].
    apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. exact Hd. }
  apply (costs_expect_as _ _ _ _ _ Hdue Hge (uniform_costs d d_pos)).
  - apply (summable_fin _ (below d)).
    + intros u. apply ind_mult_ge_0. apply Hterm.
    + intros u Hu. apply below_in. apply ind_neq_0. intros H0. apply Hu. rewrite H0. lra.
  - rewrite tsum_below by (intros u _; apply Hterm).
    rewrite lsum_scal. generalize (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hflip) digit_flips).
    unfold Rdiv. lra.
Qed.

Lemma digit_costs (n : N) :
  costs (body geometric_by_digits value (n, d)) no_more
    (2 * word_bytes d / (1 - exp (-1)) + 2 * flip_bytes * exp 1).
Proof using d_pos.
  generalize flip_bytes_pos, exp_opp_1_lt_1, exp_1_recurrence, (word_bytes_ge_0 d).
  intros Hflip Hlt Hrec Hwords.
  replace (2 * word_bytes d / (1 - exp (-1)) + 2 * flip_bytes * exp 1)
    with ((2 * word_bytes d + flip_bytes * (exp 1 - 1)) / (1 - exp (-1)) + flip_bytes * exp 1).
  2: { rewrite <- exp_1_quotient at 2 3. field. lra. }
  cbn -[uniform bernoulli_exp_unit geometric_by_trials]. apply costs_seq.
  - apply Rmult_le_pos; [lra | left; apply exp_pos].
  - apply costs_while_geometric with (Inv := fun _ => True); [exact Hlt | | auto | | | exact I].
    + exact (costs_ge_0 _ _ _ digit_due).
    + intros s _ _. apply costs_bind with (h := fun u => flip_bytes * exp (ratio u d)).
      * apply no_more_ge_0.
      * apply costs_call. exact digit_due.
      * intros u Hu. change (0 < pmf (body uniform value d) u) in Hu.
        rewrite (Uniform.Proof.uniform_law d d_pos u) in Hu. apply duniform_pos_inv in Hu.
        rewrite <- (Rplus_0_r (_ * _)). apply costs_seq; [lra | |].
        -- apply costs_call. apply bernoulli_exp_unit_costs; [exact d_pos | lia].
        -- intros v _. apply costs_ret; unfold no_more; lra.
    + intros s _ _. apply Rle_trans with (2 := digit_again). right.
      apply tsum_ext. intros u. f_equal. exact (digit_round_law u).
  - intros s _. rewrite <- (Rplus_0_r (_ * _)). apply costs_seq; [lra | |].
    + apply costs_call. exact wraps_costs.
    + intros v _. apply costs_ret; unfold no_more; lra.
Qed.

End Digits.

Theorem geometric_by_digits_bytes (n d : N) : (0 < d)%N ->
  bytes_within (body geometric_by_digits value (n, d))
    (2 * word_bytes d / (1 - exp (-1)) + 2 * flip_bytes * exp 1).
Proof. intros Hd. apply bytes_within_costs. apply digit_costs. exact Hd. Qed.

(** ** The switch *)

Definition trials_price (x : R) : R := flip_bytes * exp_flips x / (1 - exp (- x)).

Definition digits_price (d : N) : R := 2 * word_bytes d / (1 - exp (-1)) + 2 * flip_bytes * exp 1.

Definition geometric_price (n d : N) : R :=
  if (d <=? 5 * n)%N then trials_price (ratio n d) else digits_price d.

Lemma geometric_costs (n d : N) : (0 < n)%N -> (0 < d)%N ->
  costs (body geometric value (n, d)) no_more (geometric_price n d).
Proof.
  intros Hn Hd. unfold geometric_price. cbn -[geometric_by_trials geometric_by_digits N.mul].
  apply costs_if. cbn -[geometric_by_trials geometric_by_digits N.mul].
  destruct (d <=? 5 * n)%N; apply costs_call.
  - apply geometric_by_trials_costs; assumption.
  - apply digit_costs. exact Hd.
Qed.

Lemma digits_price_le (d : N) : digits_price d <= 317 / 100 * word_bytes d + 547 / 100.
Proof.
  generalize (word_bytes_ge_0 d), exp_1_le, exp_opp_1_le. intros Hwords He Hinv.
  unfold digits_price, flip_bytes.
  assert (Hscale : / (1 - exp (-1)) <= / (6318 / 10000)) by (apply Rinv_le_contravar; lra).
  apply (Rmult_le_compat_l (2 * word_bytes d)) in Hscale; [| lra].
  unfold Rdiv at 1. lra.
Qed.

(** Ratios at most exp(-1). *)
Lemma trials_price_high (x : R) : 1 <= x ->
  exp (- x) <= 3682 / 10000 /\ trials_price x * (1 - exp (- x)) <= 274 / 100.
Proof.
  intros Hx.
  assert (Hratio : exp (- x) <= 3682 / 10000).
  { apply Rle_trans with (2 := exp_opp_1_le). apply exp_le. lra. }
  split; [exact Hratio |].
  unfold trials_price. rewrite exp_flips_high by exact Hx. unfold Rdiv at 1.
  rewrite Rmult_assoc, Rinv_l by lra. generalize exp_1_le. unfold flip_bytes. lra.
Qed.

(** Ratios between exp(-1) and exp(-1/5). *)
Lemma trials_price_middle (x : R) : / 5 <= x <= 1 ->
  3678 / 10000 <= exp (- x) <= 82 / 100
  /\ trials_price x * (exp (- x) * (1 - exp (- x))) = flip_bytes.
Proof.
  intros [Hlow Hhigh].
  assert (Hge : 3678 / 10000 <= exp (- x)).
  { apply Rle_trans with (1 := exp_opp_1_ge). apply exp_le. lra. }
  assert (Hle : exp (- x) <= 82 / 100).
  { apply Rle_trans with (2 := exp_opp_fifth_le). apply exp_le. lra. }
  split; [split; assumption |].
  unfold trials_price. rewrite exp_flips_low by exact Hhigh.
  assert (Hinv : exp x * exp (- x) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  replace (flip_bytes * exp x / (1 - exp (- x)) * (exp (- x) * (1 - exp (- x))))
    with (flip_bytes * (exp x * exp (- x))) by (field; lra).
  rewrite Hinv. lra.
Qed.

Lemma switch_trials (n d : N) : (0 < d)%N -> (d <= 5 * n)%N -> / 5 <= ratio n d.
Proof.
  intros Hd Hswitch. generalize (of_N_pos d Hd). intros HdR.
  apply (Rmult_le_reg_r (IZR (Z.of_N d))); [exact HdR |]. rewrite ratio_mult by exact Hd.
  apply (Rmult_le_reg_l 5); [lra |]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
  rewrite <- mult_IZR. apply IZR_le. lia.
Qed.

Lemma switch_digits (n d : N) : (0 < d)%N -> (5 * n < d)%N -> ratio n d <= / 5.
Proof.
  intros Hd Hswitch. generalize (of_N_pos d Hd). intros HdR.
  apply (Rmult_le_reg_r (IZR (Z.of_N d))); [exact HdR |]. rewrite ratio_mult by exact Hd.
  apply (Rmult_le_reg_l 5); [lra |]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l by lra.
  rewrite <- mult_IZR. apply IZR_le. lia.
Qed.

Lemma geometric_price_le (n d : N) : (0 < n)%N -> (0 < d)%N ->
  geometric_price n d <= 16 / 5 * word_bytes d + 11 / 2.
Proof.
  intros Hn Hd. generalize (word_bytes_ge_0 d). intros Hwords. unfold geometric_price.
  destruct (N.leb_spec d (5 * n)) as [Hswitch | Hswitch].
  - destruct (Rle_lt_dec 1 (ratio n d)) as [Hx | Hx].
    + destruct (trials_price_high _ Hx) as [Hratio Hprice].
      apply (Rmult_le_reg_r (1 - exp (- ratio n d))); [lra |].
      apply Rle_trans with (1 := Hprice). apply Rle_trans with (11 / 2 * (1 - exp (- ratio n d))); [lra |].
      apply Rmult_le_compat_r; lra.
    + assert (Hwords_1 : 1 <= word_bytes d).
      { apply word_bytes_ge_1. destruct (N.le_gt_cases d 1) as [H1 | H1]; [| exact H1].
        exfalso. apply (Rlt_not_le 1 (ratio n d) Hx). rewrite <- (ratio_self d Hd).
        apply ratio_le; [exact Hd | lia]. }
      destruct (trials_price_middle (ratio n d)) as [Hratio Hprice].
      { split; [apply switch_trials; assumption | lra]. }
      apply Rle_trans with (87 / 10); [| lra].
      revert Hratio Hprice. generalize (exp (- ratio n d)). intros r Hratio Hprice.
      assert (Hconcave : 0 <= (r - 3678 / 10000) * (82 / 100 - r)) by (apply Rmult_le_pos; lra).
      apply (Rmult_le_reg_r (r * (1 - r))); [lra |]. rewrite Hprice. unfold flip_bytes. lra.
  - generalize (digits_price_le d). lra.
Qed.

Theorem geometric_bytes (n d : N) : (0 < n)%N -> (0 < d)%N ->
  bytes_within (body geometric value (n, d)) (16 / 5 * word_bytes d + 11 / 2).
Proof.
  intros Hn Hd. apply bytes_within_costs.
  apply costs_le with (2 := geometric_costs n d Hn Hd). apply geometric_price_le; assumption.
Qed.
