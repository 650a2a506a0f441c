(** * Sandwich tables: the weights, and enclosures of them

    From one block to the next of the same width the weight changes by a ratio, and the
    ratio by a change that depends on the width alone.  Enclosures can be multiplied: lower
    bounds are rounded down, upper bounds up.

    Glossary
      table_weight t x     == the weight of the magnitude [x] (Spec.v)
      weight_ratio t x h   == the weight of x + h over that of x
      weight_change t h    == the ratio at x + h over that at x
      encloses bits p x    == [fst p <= 2^bits * x <= snd p] (Exp/Spec.v)
      scale bits           == 2^bits as a real number (Exp/Spec.v)
      real n               == the natural number [n] as a real number           *)

From Coq Require Import Reals Lra Lia NArith ZArith.
From MathLite Require Import Dist Theta.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Support.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Code Samplers.Exp.Spec.
From Verinoise Require Import Samplers.Exp.Rounding Samplers.Exp.Proof Samplers.Table.Spec.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

(** ** The weights *)

Section Weight.
Variable t : parts.

Definition weight_ratio (x h : N) : R :=
  exp (- ratio ((quadratic t * (x + x + h) + linear t) * h) (denominator t)).

Definition weight_change (h : N) : R :=
  exp (- ratio (2 * quadratic t * (h * h)) (denominator t)).

Lemma exp_opp_ratio_add (n m d : N) :
  exp (- ratio (n + m) d) = exp (- ratio n d) * exp (- ratio m d).
Proof using.
  rewrite <- exp_plus. f_equal. unfold ratio. rewrite real_add. unfold Rdiv. ring.
Qed.

Lemma table_weight_add (x h : N) :
  table_weight t (x + h) = table_weight t x * weight_ratio x h.
Proof using.
  unfold table_weight, exponent, weight_ratio. rewrite <- exp_opp_ratio_add.
  do 3 f_equal. ring.
Qed.

Lemma weight_ratio_add (x h : N) :
  weight_ratio (x + h) h = weight_ratio x h * weight_change h.
Proof using.
  unfold weight_ratio, weight_change. rewrite <- exp_opp_ratio_add. do 3 f_equal. ring.
Qed.

Lemma table_weight_0 : table_weight t 0 = 1.
Proof using.
  unfold table_weight, exponent. rewrite N.mul_0_r, ratio_0, Ropp_0. apply exp_0.
Qed.

Lemma table_weight_pos (x : N) : 0 < table_weight t x.
Proof using. apply exp_pos. Qed.

Hypothesis denominator_pos : (0 < denominator t)%N.

Lemma table_weight_le (x y : N) : (x <= y)%N -> table_weight t y <= table_weight t x.
Proof using denominator_pos.
  intros Hxy. unfold table_weight, exponent. apply exp_le. apply Ropp_le_contravar.
  apply ratio_le; [exact denominator_pos |].
  apply N.mul_le_mono; [apply N.add_le_mono_r; apply N.mul_le_mono_l |]; exact Hxy.
Qed.

End Weight.

(** ** Enclosures *)

Lemma exp_opp_possible (numerator denominator bits lower upper : N) : (0 < denominator)%N ->
  possible (body exp_opp value (numerator, denominator, bits)) (lower, upper) ->
  encloses bits (lower, upper) (exp (- ratio numerator denominator)).
Proof.
  intros Hd. destruct (exp_opp_pmf numerator denominator bits Hd) as [l [u [Hpmf [Hlu _]]]].
  unfold possible. rewrite (Hpmf (lower, upper)). intros Hpos.
  rewrite (dret_pos_inv _ _ Hpos). exact Hlu.
Qed.

Lemma encloses_product (bits lower upper lower' upper' : N) (x y : R) :
  0 <= x -> 0 <= y -> encloses bits (lower, upper) x -> encloses bits (lower', upper') y ->
  encloses bits (N.shiftr (lower * lower') bits, N.shiftr (upper * upper') bits + 1)%N (x * y).
Proof.
  intros Hx Hy [Hlower Hupper] [Hlower' Hupper']. cbn [fst snd] in *.
  generalize (scale_pos bits). intros Hscale.
  assert (Hinv : 0 <= / scale bits) by (left; apply Rinv_0_lt_compat; exact Hscale).
  assert (Hproduct : scale bits * (x * y) = scale bits * x * (scale bits * y) / scale bits)
    by (field; lra).
  assert (Hsx : 0 <= scale bits * x) by (apply Rmult_le_pos; lra).
  assert (Hsy : 0 <= scale bits * y) by (apply Rmult_le_pos; lra).
  split; cbn [fst snd]; rewrite Hproduct.
  - eapply Rle_trans; [apply shiftr_le |]. apply Rmult_le_compat_r; [exact Hinv |].
    rewrite real_mul. apply Rmult_le_compat; auto using of_N_ge_0.
  - rewrite real_add. apply Rlt_le. eapply Rle_lt_trans; [| apply shiftr_gt].
    apply Rmult_le_compat_r; [exact Hinv |].
    rewrite real_mul. apply Rmult_le_compat; auto.
Qed.

(** Comparisons with a scaled bound. *)
Lemma shifted_le (bits a c lower : N) (x : R) :
  (N.shiftl a bits <= c * lower)%N -> real lower <= scale bits * x -> real a <= real c * x.
Proof.
  rewrite N.shiftl_mul_pow2, real_le, !real_mul. fold (scale bits). intros Ha Hlower.
  generalize (scale_pos bits). intros Hscale. apply (Rmult_le_reg_r (scale bits)); [exact Hscale |].
  generalize (Rmult_le_compat_l (real c) _ _ (of_N_ge_0 c) Hlower). lra.
Qed.

Lemma shifted_ge (bits a c upper : N) (x : R) :
  (c * upper <= N.shiftl a bits)%N -> scale bits * x <= real upper -> real c * x <= real a.
Proof.
  rewrite N.shiftl_mul_pow2, real_le, !real_mul. fold (scale bits). intros Ha Hupper.
  generalize (scale_pos bits). intros Hscale. apply (Rmult_le_reg_r (scale bits)); [exact Hscale |].
  generalize (Rmult_le_compat_l (real c) _ _ (of_N_ge_0 c) Hupper). lra.
Qed.
