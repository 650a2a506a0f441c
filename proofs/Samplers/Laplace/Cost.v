(** * Discrete Laplace noise: the expected number of bytes

    A round takes one byte for the sign and a geometric number, and is drawn again
    with probability (1 - r) / 2, where r = exp(-1/t) is the ratio of the size.
    Large scales are rarely drawn again, small ones have cheap sizes.

    Glossary
      word_bytes n      == the number of bytes that hold [n - 1] (Uniform)
      geometric_price   == what a geometric number may take (Geometric)
      bytes_within c B  == the expected number of bytes is finite, at most [B]
      round size        == the law of one round (Proof.v)
      negative_zero s   == the outcome [s] is drawn again (Proof.v)           *)

From Coq Require Import Bool Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist While Until Coin ExpTaylor ExpBounds Theta.
From Verinoise Require Import Samplers.Laplace.Parity.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio Samplers.Uniform.Cost Samplers.Bernoulli.Cost.
From Verinoise Require Import Samplers.Geometric.Code Samplers.Geometric.Proof Samplers.Geometric.Cost.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec Samplers.Laplace.Proof.
Local Open Scope R_scope.

Local Notation negative_zero := Laplace.Proof.negative_zero.
Local Notation round := Laplace.Proof.round.

Section Laplace.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.

Local Notation size := (pmf (body geometric value (d, n))).
Local Notation r := (exp (- / ratio n d)).

Lemma round_law :
  dbind (duniform (256 ^ 1)) (fun sign => dbind size (fun draw => dret (N.odd sign, draw)))
  =d round size.
Proof using.
  unfold Laplace.Proof.round. rewrite <- (duniform_odd 128 eq_refl). unfold dmap.
  rewrite dbind_assoc. apply dbind_ext; [reflexivity |].
  intros sign. rewrite dbind_ret_l. reflexivity.
Qed.

Lemma laplace_costs_size (G : R) :
  costs (body geometric value (d, n)) no_more G ->
  costs (body laplace value (n, d)) no_more ((1 + G) * 2 / (1 + r)).
Proof using n_pos d_pos.
  intros Hsize. pose proof (costs_ge_0 _ _ _ Hsize) as HG.
  generalize (scale_ratio_bounds _ (scale_pos n d n_pos d_pos)). intros Hr.
  replace ((1 + G) * 2 / (1 + r)) with ((1 + G) / (1 - (1 - r) / 2)) by (field; lra).
  cbn -[geometric]. rewrite <- (Rplus_0_r ((1 + G) / _)). apply costs_seq; [lra | |].
  - apply costs_while_geometric with (Inv := fun _ => True); [lra | lra | auto | | | exact I].
    + intros s _ _. apply costs_seq; [exact HG | exact (costs_bytes (NatLit 1)) |].
      intros sign _. rewrite <- (Rplus_0_r G). apply costs_seq; [lra | |].
      * apply costs_call. exact Hsize.
      * intros draw _. apply costs_ret; unfold no_more; lra.
    + intros s _ _. right.
      transitivity (reject negative_zero (round size)).
      * apply tsum_ext. intros u. f_equal. exact (round_law u).
      * generalize (one_minus_reject negative_zero _ (round_total _ (size_total n d n_pos d_pos))).
        rewrite (round_accept _ _ (size_mass n d n_pos d_pos) (size_total n d n_pos d_pos)). lra.
  - intros [negative magnitude] _. apply costs_if. cbn.
    destruct negative; apply costs_ret; unfold no_more; lra.
Qed.

Lemma ratio_inverse : / ratio n d = ratio d n.
Proof using n_pos d_pos.
  generalize (of_N_pos n n_pos), (of_N_pos d d_pos). intros Hn Hd. unfold ratio. field. lra.
Qed.

Local Notation price := ((1 + geometric_price d n) * 2 / (1 + r)).

(** Sizes by trials, of ratio at most exp(-1). *)
Lemma price_high : (n <= 5 * d)%N -> 1 <= ratio d n -> price <= 8.
Proof using n_pos d_pos.
  intros Hswitch Hx. generalize (exp_pos (- ratio d n)). intros Hpos.
  destruct (trials_price_high _ Hx) as [Hratio Hprice].
  unfold geometric_price. apply N.leb_le in Hswitch. rewrite Hswitch, ratio_inverse.
  revert Hpos Hratio Hprice. generalize (exp (- ratio d n)). intros q Hpos Hratio Hprice.
  assert (Hconcave : 0 <= q * (3682 / 10000 - q)) by (apply Rmult_le_pos; lra).
  apply (Rmult_le_reg_r ((1 + q) * (1 - q))); [apply Rmult_lt_0_compat; lra |].
  replace ((1 + trials_price (ratio d n)) * 2 / (1 + q) * ((1 + q) * (1 - q)))
    with (2 * (1 - q) + 2 * (trials_price (ratio d n) * (1 - q))) by (field; lra).
  lra.
Qed.

(** Sizes by trials, of ratio between exp(-1) and exp(-1/5). *)
Lemma price_middle : (n <= 5 * d)%N -> ratio d n <= 1 -> price <= 9.
Proof using n_pos d_pos.
  intros Hswitch Hx.
  destruct (trials_price_middle (ratio d n)) as [Hratio Hprice].
  { split; [apply switch_trials; assumption | exact Hx]. }
  unfold geometric_price. apply N.leb_le in Hswitch. rewrite Hswitch, ratio_inverse.
  revert Hratio Hprice. generalize (exp (- ratio d n)). intros q Hratio Hprice.
  assert (Hconcave : 0 <= (q - 3678 / 10000) * (82 / 100 - q)) by (apply Rmult_le_pos; lra).
  assert (Hcubic : 0 <= (q - 3678 / 10000) * (82 / 100 - q) * (9 * q + 86902 / 10000)).
  { apply Rmult_le_pos; [exact Hconcave | lra]. }
  apply (Rmult_le_reg_r ((1 + q) * (q * (1 - q)))).
  { apply Rmult_lt_0_compat; [lra |]. apply Rmult_lt_0_compat; lra. }
  replace ((1 + trials_price (ratio d n)) * 2 / (1 + q) * ((1 + q) * (q * (1 - q))))
    with (2 * (q * (1 - q)) + 2 * (trials_price (ratio d n) * (q * (1 - q)))) by (field; lra).
  rewrite Hprice. unfold flip_bytes. lra.
Qed.

(** Sizes by digits. *)
Lemma price_digits : (5 * d < n)%N -> price <= 7 / 2 * word_bytes n + 8.
Proof using n_pos d_pos.
  intros Hswitch. generalize (word_bytes_ge_0 n), (exp_pos (- ratio d n)). intros Hwords Hpos.
  assert (Hratio : 818 / 1000 <= exp (- ratio d n)).
  { apply Rle_trans with (1 := exp_opp_fifth_ge). apply exp_le.
    generalize (switch_digits d n n_pos Hswitch). lra. }
  unfold geometric_price. destruct (N.leb_spec n (5 * d)) as [Hfalse | _]; [lia |].
  rewrite ratio_inverse. apply (Rmult_le_reg_r (1 + exp (- ratio d n))); [lra |].
  unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_trans with ((7 / 2 * word_bytes n + 8) * (1 + 818 / 1000)).
  - generalize (digits_price_le n). lra.
  - apply Rmult_le_compat_l; lra.
Qed.

Lemma price_le : price <= 7 / 2 * word_bytes n + 8.
Proof using n_pos d_pos.
  generalize (word_bytes_ge_0 n). intros Hwords.
  destruct (N.le_gt_cases n (5 * d)) as [Hswitch | Hswitch]; [| exact (price_digits Hswitch)].
  destruct (Rle_lt_dec 1 (ratio d n)) as [Hx | Hx].
  - generalize (price_high Hswitch Hx). lra.
  - assert (Hwords_1 : 1 <= word_bytes n).
    { apply word_bytes_ge_1. destruct (N.le_gt_cases n 1) as [H1 | H1]; [| exact H1].
      exfalso. apply (Rlt_not_le 1 (ratio d n) Hx). rewrite <- (ratio_self n n_pos).
      apply ratio_le; [exact n_pos | lia]. }
    generalize (price_middle Hswitch (Rlt_le _ _ Hx)). lra.
Qed.

Lemma laplace_costs : costs (body laplace value (n, d)) no_more (7 / 2 * word_bytes n + 8).
Proof using n_pos d_pos.
  apply costs_le with (1 := price_le). apply laplace_costs_size. apply geometric_costs; assumption.
Qed.

(** Scales up to 5: no dependence on the size of the parameters. *)
Lemma laplace_costs_small : (n <= 5 * d)%N -> costs (body laplace value (n, d)) no_more 9.
Proof using n_pos d_pos.
  intros Hswitch. apply costs_le with price.
  - destruct (Rle_lt_dec 1 (ratio d n)) as [Hx | Hx].
    + generalize (price_high Hswitch Hx). lra.
    + exact (price_middle Hswitch (Rlt_le _ _ Hx)).
  - apply laplace_costs_size. apply geometric_costs; assumption.
Qed.

Theorem laplace_bytes : bytes_within (body laplace value (n, d)) (7 / 2 * word_bytes n + 8).
Proof using n_pos d_pos. apply bytes_within_costs. exact laplace_costs. Qed.

Theorem laplace_bytes_small : (n <= 5 * d)%N -> bytes_within (body laplace value (n, d)) 9.
Proof using n_pos d_pos.
  intros Hswitch. apply bytes_within_costs. exact (laplace_costs_small Hswitch).
Qed.

(** A shift is free. *)
Lemma laplace_shifted_costs (location : Z) (B : R) :
  costs (body laplace value (n, d)) no_more B ->
  costs (body laplace_shifted value (location, (n, d))) no_more B.
Proof using.
  intros Hnoise. cbn -[laplace]. rewrite <- (Rplus_0_r B). apply costs_seq; [lra | |].
  - apply costs_call. exact Hnoise.
  - intros noise _. apply costs_ret; unfold no_more; lra.
Qed.

Theorem laplace_shifted_bytes (location : Z) :
  bytes_within (body laplace_shifted value (location, (n, d))) (7 / 2 * word_bytes n + 8).
Proof using n_pos d_pos.
  apply bytes_within_costs. apply laplace_shifted_costs. exact laplace_costs.
Qed.

Theorem laplace_shifted_bytes_small (location : Z) : (n <= 5 * d)%N ->
  bytes_within (body laplace_shifted value (location, (n, d))) 9.
Proof using n_pos d_pos.
  intros Hswitch. apply bytes_within_costs. apply laplace_shifted_costs.
  exact (laplace_costs_small Hswitch).
Qed.

End Laplace.
