(** * Discrete Gaussian noise: the expected number of bytes

    A round takes a Laplace proposal and a coin of at most exp(1) flips, whatever
    its exponent; the number of rounds is one over the probability that a proposal
    is kept.  For the scales that [gaussian] chooses that probability is at least
    2/5 at every variance.

    Glossary
      word_bytes a       == the number of bytes that hold [a - 1] (Uniform)
      flip_bytes         == the expected bytes of one flip, 256/255 (Bernoulli)
      bytes_within c B   == the expected number of bytes is finite, at most [B]
      acceptance a b n d c e == the probability that a round keeps its proposal
      keep a b c e y     == the probability of keeping the proposal [y] (Proof.v)
      kept v m           == the same in closed form (MathLite, BellAcceptance.v)  *)

From Coq Require Import Bool Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist While Until Coin Rejection ExpTaylor ExpBounds Theta.
From Verinoise Require Import Samplers.Gaussian.BellAcceptance.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio Samplers.Uniform.Cost Samplers.Bernoulli.Cost.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Proof.
From Verinoise Require Import Samplers.BernoulliExp.Cost.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec.
From Verinoise Require Import Samplers.Laplace.Proof Samplers.Laplace.Cost.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Spec Samplers.Gaussian.Proof.
Local Open Scope R_scope.

(** ** Any proposals *)

Section Rejection.
Variables a b n d c e : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Hypothesis e_pos : (0 < e)%N.

Local Notation proposal := (pmf (body laplace value (n, d))).
Local Notation round := (proposed (T := Z) proposal (keep a b c e)).

Lemma acceptance_pmf : tsum (fun y : Z => proposal y * keep a b c e y) = acceptance a b n d c e.
Proof using n_pos d_pos.
  apply tsum_ext. intros y. f_equal. exact (laplace_pmf n d n_pos d_pos y).
Qed.

Lemma keep_bounds (y : Z) : 0 <= keep a b c e y <= 1.
Proof using a_pos e_pos. split; [left; apply keep_pos | apply keep_le_1; assumption]. Qed.

Lemma acceptance_pos : 0 < acceptance a b n d c e.
Proof using a_pos n_pos d_pos e_pos.
  assert (Hsome : exists y, 0 < proposal y * keep a b c e y) by (apply some_kept; assumption).
  rewrite <- acceptance_pmf. destruct Hsome as [y Hy].
  apply Rlt_le_trans with (1 := Hy). apply (tsum_term_le (fun x => proposal x * keep a b c e x)).
  apply proposed_summable. intros x. apply keep_bounds.
Qed.

Lemma round_again : reject rejected round = 1 - acceptance a b n d c e.
Proof using a_pos n_pos d_pos e_pos.
  assert (Haccept : accept rejected round = acceptance a b n d c e).
  { rewrite <- acceptance_pmf. apply proposed_accept; intros y; apply keep_bounds. }
  rewrite <- Haccept, <- (one_minus_reject rejected round); [lra |].
  apply proposed_total. exact (laplace_terminates n d n_pos d_pos).
Qed.

Lemma rejection_costs (L : R) :
  costs (body laplace value (n, d)) no_more L ->
  costs (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) no_more
    ((L + flip_bytes * exp 1) / acceptance a b n d c e).
Proof using a_pos n_pos d_pos e_pos.
  intros Hproposal. generalize acceptance_pos, flip_bytes_pos, (exp_pos 1). intros Haccept Hflip He.
  pose proof (costs_ge_0 _ _ _ Hproposal) as HL.
  assert (Hcoin : 0 <= flip_bytes * exp 1) by (apply Rmult_le_pos; lra).
  replace (acceptance a b n d c e) with (1 - (1 - acceptance a b n d c e)) by lra.
  cbn -[laplace bernoulli_exp N.mul]. apply costs_let; [apply no_more_ge_0 |].
  rewrite <- (Rplus_0_r (_ / _)). apply costs_seq; [lra | |].
  - apply costs_while_geometric with (Inv := fun _ => True); [lra | lra | auto | | | exact I].
    + intros s _ _. apply costs_seq; [exact Hcoin | apply costs_call; exact Hproposal |].
      intros y _. do 3 (apply costs_let; [apply no_more_ge_0 |]).
      rewrite <- (Rplus_0_r (flip_bytes * _)). apply costs_seq; [lra | |].
      * apply costs_call. apply bernoulli_exp_costs_any. cbn -[N.mul]. lia.
      * intros flip _. apply costs_ret; unfold no_more; lra.
    + intros s _ _. rewrite <- round_again. right.
      apply tsum_ext. intros u. f_equal. refine (_ : dbind proposal _ u = _).
      apply dbind_ext; [reflexivity |]. intros y. cbn -[bernoulli_exp N.mul].
      do 3 rewrite dbind_ret_l. rewrite bernoulli_exp_coin by lia. reflexivity.
  - intros s _. apply costs_ret; unfold no_more; lra.
Qed.

Theorem gaussian_by_rejection_bytes :
  bytes_within (body gaussian_by_rejection value ((a, b), ((n, d), (c, e))))
    ((7 / 2 * word_bytes n + 8 + flip_bytes * exp 1) / acceptance a b n d c e).
Proof using a_pos n_pos d_pos e_pos.
  apply bytes_within_costs. apply rejection_costs. apply laplace_costs; assumption.
Qed.

(** In closed form, if the centre is the variance by the scale. *)
Hypothesis b_pos : (0 < b)%N.
Hypothesis centre : ratio c e = ratio a b / ratio n d.

Lemma acceptance_kept : acceptance a b n d c e = kept (ratio a b) (ratio c e).
Proof using a_pos b_pos n_pos d_pos e_pos centre.
  assert (Hv : 0 < ratio a b) by (apply Rdiv_lt_0_compat; apply of_N_pos; assumption).
  assert (Ht : 0 < ratio n d) by (apply Rdiv_lt_0_compat; apply of_N_pos; assumption).
  assert (Hratio : ratio c e / ratio a b = / ratio n d) by (rewrite centre; field; lra).
  unfold acceptance, kept. rewrite Hratio, theta_0.
  set (K := (1 - exp (- / ratio n d)) / (1 + exp (- / ratio n d))).
  assert (HK : 0 <= K).
  { assert (Hlt : exp (- / ratio n d) < 1) by (apply exp_neg_lt_1, Rinv_0_lt_compat; exact Ht).
    generalize (exp_pos (- / ratio n d)). intros Hpos.
    left. apply Rdiv_lt_0_compat; lra. }
  rewrite (tsum_ext _ (fun y => K * bell (ratio a b) (ratio c e) * bell (ratio a b) (IZR y))).
  - apply tsum_scal_l. apply Rmult_le_pos; [exact HK | apply bell_ge_0].
  - intros y. rewrite keep_bell by assumption. unfold laplace_mass. fold K.
    rewrite abs_IZR, !Rmult_assoc. f_equal. rewrite centre.
    rewrite <- bell_times_decay by assumption. f_equal. f_equal. lra.
Qed.

Lemma rejection_costs_kept (L : R) :
  2 / 5 <= kept (ratio a b) (ratio c e) -> costs (body laplace value (n, d)) no_more L ->
  costs (body gaussian_by_rejection value ((a, b), ((n, d), (c, e)))) no_more (5 / 2 * L + 7).
Proof using a_pos b_pos n_pos d_pos e_pos centre.
  intros Hkept Hproposal. pose proof (costs_ge_0 _ _ _ Hproposal) as HL.
  apply costs_le with (2 := rejection_costs L Hproposal). rewrite acceptance_kept.
  generalize exp_1_le. intros He.
  apply (Rmult_le_reg_r (kept (ratio a b) (ratio c e))); [lra |].
  unfold Rdiv at 1. rewrite (Rmult_assoc _ (/ _)), Rinv_l, Rmult_1_r by lra.
  apply Rle_trans with ((5 / 2 * L + 7) * (2 / 5)).
  - unfold flip_bytes. lra.
  - apply Rmult_le_compat_l; lra.
Qed.

End Rejection.

(** ** Any variance *)

Section Gaussian.
Variables a b : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.

Lemma below_1_costs (L : R) : (a < b)%N ->
  costs (body laplace value (1, 1)%N) no_more L ->
  costs (body gaussian_by_rejection value ((a, b), ((1, 1), (a, b)))%N) no_more (5 / 2 * L + 7).
Proof using a_pos b_pos.
  intros Hab Hproposal. apply rejection_costs_kept; try assumption; try lia.
  - rewrite ratio_self by lia. field.
  - apply kept_small. split; [apply Rdiv_lt_0_compat; apply of_N_pos; assumption |].
    rewrite <- (ratio_self b b_pos). apply ratio_le; [exact b_pos | lia].
Qed.

Local Notation root := (N.sqrt (a / b)).

Lemma root_pos : (b <= a)%N -> (0 < root)%N.
Proof using a_pos b_pos.
  intros Hab. assert (Hquotient : (0 < a / b)%N) by (apply N.div_str_pos; lia).
  assert (Hroot : (1 <= root)%N) by (apply N.sqrt_le_square; lia). lia.
Qed.

Lemma root_square : IZR (Z.of_N root) ^ 2 <= ratio a b < (IZR (Z.of_N root) + 1) ^ 2.
Proof using a_pos b_pos.
  generalize (of_N_pos b b_pos). intros Hb.
  destruct (N.sqrt_spec (a / b) (N.le_0_l _)) as [Hlow Hhigh].
  assert (Hfloor : (b * (a / b) <= a < b * N.succ (a / b))%N).
  { split; [| apply N.mul_succ_div_gt; lia].
    rewrite (N.div_mod a b) at 2 by lia. apply N.le_add_r. }
  split.
  - apply (Rmult_le_reg_r (IZR (Z.of_N b))); [exact Hb |]. rewrite ratio_mult by exact b_pos.
    replace (IZR (Z.of_N root) ^ 2 * IZR (Z.of_N b)) with (IZR (Z.of_N (root * root * b)))
      by (rewrite !N2Z.inj_mul, !mult_IZR; ring).
    apply IZR_le, N2Z.inj_le. nia.
  - apply (Rmult_lt_reg_r (IZR (Z.of_N b))); [exact Hb |]. rewrite ratio_mult by exact b_pos.
    replace ((IZR (Z.of_N root) + 1) ^ 2 * IZR (Z.of_N b))
      with (IZR (Z.of_N (N.succ root * N.succ root * b)))
      by (rewrite !N2Z.inj_mul, !mult_IZR, !N2Z.inj_succ, !succ_IZR; ring).
    apply IZR_lt, N2Z.inj_lt. nia.
Qed.

Lemma from_1_costs (L : R) : (b <= a)%N ->
  costs (body laplace value (a, b * root)%N) no_more L ->
  costs (body gaussian_by_rejection value ((a, b), ((a, b * root), (root, 1)))%N) no_more
    (5 / 2 * L + 7).
Proof using a_pos b_pos.
  intros Hab Hproposal. generalize (root_pos Hab). intros Hroot.
  generalize (of_N_pos a a_pos), (of_N_pos b b_pos), (of_N_pos root Hroot). intros HaR HbR HrootR.
  apply rejection_costs_kept; try assumption; try lia.
  - rewrite ratio_mul_r by assumption. unfold ratio. simpl (IZR (Z.of_N 1)). field. lra.
  - replace (ratio root 1) with (INR (N.to_nat root)).
    + apply kept_root; rewrite ?INR_IZR_INZ, ?N_nat_Z; [lia | |]; apply root_square.
    + rewrite INR_IZR_INZ, N_nat_Z. unfold ratio. simpl (IZR (Z.of_N 1)). field.
Qed.

(** The bytes of a draw by those of its proposals. *)
Lemma gaussian_costs (L : R) :
  ((a < b)%N -> costs (body laplace value (1, 1)%N) no_more L) ->
  ((b <= a)%N -> costs (body laplace value (a, b * root)%N) no_more L) ->
  costs (body gaussian value (a, b)) no_more (5 / 2 * L + 7).
Proof using a_pos b_pos.
  intros Hbelow Hfrom. cbn -[gaussian_by_rejection N.mul N.div]. apply costs_if.
  cbn -[gaussian_by_rejection N.mul N.div]. destruct (N.ltb_spec a b) as [Hab | Hab].
  - apply costs_call. exact (below_1_costs L Hab (Hbelow Hab)).
  - apply costs_let; [apply no_more_ge_0 |]. apply costs_call. exact (from_1_costs L Hab (Hfrom Hab)).
Qed.

Lemma gaussian_costs_words :
  costs (body gaussian value (a, b)) no_more (35 / 4 * word_bytes a + 27).
Proof using a_pos b_pos.
  replace (35 / 4 * word_bytes a + 27) with (5 / 2 * (7 / 2 * word_bytes a + 8) + 7) by field.
  apply gaussian_costs; intros Hab.
  - apply costs_le with (7 / 2 * word_bytes 1 + 8).
    + rewrite word_bytes_1. generalize (word_bytes_ge_0 a). lra.
    + apply laplace_costs; lia.
  - apply laplace_costs; [exact a_pos |]. generalize (root_pos Hab). lia.
Qed.

(** Variances up to 15, whose scales are at most 5: no dependence on the size of the
    parameters. *)
Lemma gaussian_costs_small : (a <= 15 * b)%N -> costs (body gaussian value (a, b)) no_more 30.
Proof using a_pos b_pos.
  intros Hsmall. apply costs_le with (5 / 2 * 9 + 7); [lra |].
  apply gaussian_costs; intros Hab.
  - apply laplace_costs_small; lia.
  - generalize (root_pos Hab). intros Hroot. apply laplace_costs_small; [exact a_pos | lia |].
    destruct (N.sqrt_spec (a / b) (N.le_0_l _)) as [_ Hhigh].
    assert (Hfloor : (a < b * N.succ (a / b))%N) by (apply N.mul_succ_div_gt; lia).
    destruct (N.le_gt_cases 3 root) as [Hthree | Hthree]; [nia |].
    assert (Hcases : root = 1%N \/ root = 2%N) by lia.
    destruct Hcases as [Hcase | Hcase]; rewrite Hcase in *; nia.
Qed.

Theorem gaussian_bytes : bytes_within (body gaussian value (a, b)) (35 / 4 * word_bytes a + 27).
Proof using a_pos b_pos. apply bytes_within_costs. exact gaussian_costs_words. Qed.

Theorem gaussian_bytes_small : (a <= 15 * b)%N -> bytes_within (body gaussian value (a, b)) 30.
Proof using a_pos b_pos.
  intros Hsmall. apply bytes_within_costs. exact (gaussian_costs_small Hsmall).
Qed.

(** A shift is free. *)
Lemma gaussian_shifted_costs (location : Z) (B : R) :
  costs (body gaussian value (a, b)) no_more B ->
  costs (body gaussian_shifted value (location, (a, b))) no_more B.
Proof using.
  intros Hnoise. cbn -[gaussian]. rewrite <- (Rplus_0_r B). apply costs_seq; [lra | |].
  - apply costs_call. exact Hnoise.
  - intros noise _. apply costs_ret; unfold no_more; lra.
Qed.

Theorem gaussian_shifted_bytes (location : Z) :
  bytes_within (body gaussian_shifted value (location, (a, b))) (35 / 4 * word_bytes a + 27).
Proof using a_pos b_pos.
  apply bytes_within_costs. apply gaussian_shifted_costs. exact gaussian_costs_words.
Qed.

Theorem gaussian_shifted_bytes_small (location : Z) : (a <= 15 * b)%N ->
  bytes_within (body gaussian_shifted value (location, (a, b))) 30.
Proof using a_pos b_pos.
  intros Hsmall. apply bytes_within_costs. apply gaussian_shifted_costs.
  exact (gaussian_costs_small Hsmall).
Qed.

End Gaussian.
