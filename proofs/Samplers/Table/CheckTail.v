(** * Sandwich tables: what the checker of the tail accepts

    The exponent grows by at least 7/10 from one piece of the tail to the next, as it does so
    at its start and the growth increases; and exp(-7/10) is below 1/2.

    Glossary
      tail_checked t  == what a table [t] satisfies that passes
      real n          == the natural number [n] as a real number                            *)

From Coq Require Import Bool Reals Lra Lia NArith ZArith List.
From MathLite Require Import ExpTaylor ExpBounds Theta.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Support.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Code Samplers.Exp.Spec Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Weight Samplers.Table.CheckBlocks.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

Record tail_checked (t : parts) : Prop := TailChecked {
  checked_rare : (wedges_upto t (block_total t) + 2 <= certain_of t (block_total t))%N;
  checked_top : real (unit t * 2 ^ (tail_bits t + 1)) * table_weight t (tail_start t) <= 1;
  checked_half : forall x, (tail_start t <= x)%N ->
    table_weight t (x + 2 ^ tail_bits t) <= table_weight t x / 2
}.

Lemma exp_opp_seven_tenths_le : exp (- (7 / 10)) <= / 2.
Proof.
  assert (Hpos : 0 <= 7 / 10) by lra.
  apply Rle_trans with (1 := taylor_odd_ge 2 (7 / 10) Hpos). taylor_value.
Qed.

Section Tail.
Variable t : parts.
Hypothesis denominator_pos : (0 < denominator t)%N.

Lemma weight_ratio_le_half (x y h : N) : (x <= y)%N ->
  (denominator t * 7 <= (quadratic t * (x + x + h) + linear t) * h * 10)%N ->
  weight_ratio t y h <= / 2.
Proof using denominator_pos.
  intros Hxy Hstep. apply Rle_trans with (2 := exp_opp_seven_tenths_le).
  unfold weight_ratio. apply exp_le. apply Ropp_le_contravar.
  apply Rle_trans with (ratio ((quadratic t * (x + x + h) + linear t) * h) (denominator t)).
  - apply real_le in Hstep. rewrite !real_mul in Hstep.
    generalize (of_N_pos _ denominator_pos). intros Hd.
    apply (Rmult_le_reg_r (real (denominator t))); [exact Hd |].
    rewrite ratio_mult, real_mul by exact denominator_pos.
    change (real 7) with 7 in Hstep. change (real 10) with 10 in Hstep. lra.
  - apply ratio_le; [exact denominator_pos |].
    apply N.mul_le_mono_r. apply N.add_le_mono_r. apply N.mul_le_mono_l. lia.
Qed.

Theorem table_check_tail_checked (bits : N) :
  N.of_nat (length (wedges t)) = (block_total t + 1)%N ->
  possible (body table_check_tail value
    (weight_of t, (unit t, certain t, wedges t), (tail_start t, tail_bits t, bits))) true ->
  tail_checked t.
Proof using denominator_pos.
  intros Hlength H.
  do 2 (apply possible_let in H; cbn -[exp_opp N.shiftl] in H).
  apply possible_bind in H as [[lower upper] [Hexp H]].
  apply possible_call in Hexp.
  do 3 (apply possible_let in H; cbn -[N.shiftl] in H).
  assert (Hweight : encloses bits (lower, upper) (table_weight t (tail_start t)))
    by exact (exp_opp_possible _ _ _ _ _ denominator_pos Hexp).
  apply possible_ret in H. cbn -[N.shiftl] in H. symmetry in H.
  rewrite Hlength, (N.shiftl_1_l (tail_bits t)), !andb_true_iff, !N.leb_le in H.
  replace (block_total t + 1 - 1)%N with (block_total t) in H by lia.
  destruct H as [[Hrare Htop] Hstep].
  split; [exact Hrare | |].
  - rewrite <- N.shiftl_mul_pow2. exact (shifted_ge _ _ _ _ _ Htop (proj2 Hweight)).
  - intros x Hx. rewrite table_weight_add.
    apply Rmult_le_compat_l; [left; apply table_weight_pos |].
    exact (weight_ratio_le_half _ _ _ Hx Hstep).
Qed.

End Tail.
