(** * Enclosures of exp of positive numbers

    Reciprocals of an enclosure of exp(-x) enclose exp(x).  It takes as many more
    bits as exp(2 x) has, which is at most three for each unit of x: the reciprocal
    widens a small number twice.

    Glossary
      encloses bits p x  == [fst p <= 2^bits * x <= snd p] (Spec.v)
      scale bits         == 2^bits as a real number (Spec.v)
      real n             == the natural number [n] as a real number           *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From MathLite Require Import ExpPow ExpBounds.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Spec Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Exp.Width.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

Lemma exp_2_le : exp 2 <= 8.
Proof.
  replace 2 with (1 + 1) by lra. rewrite exp_plus. generalize exp_1_le (exp_pos 1). intros Hle Hpos.
  assert (Hsquare : exp 1 * exp 1 <= 272 / 100 * (272 / 100)) by (apply Rmult_le_compat; lra). lra.
Qed.

Lemma scale_3_mul (n : N) : scale (3 * n) = 8 ^ N.to_nat n.
Proof.
  unfold scale. rewrite N.pow_mul_r. change (2 ^ 3)%N with 8%N.
  induction n as [| n IH] using N.peano_ind; [reflexivity |].
  rewrite N.pow_succ_r', N2Nat.inj_succ, real_mul, IH. reflexivity.
Qed.

Section Exp.
Variables numerator denominator bits : N.
Hypothesis denominator_pos : (0 < denominator)%N.

Let x := ratio numerator denominator.
Let units := (numerator / denominator + 1)%N.

Local Notation internal := (exp_up_internal numerator denominator bits).

Lemma exp_twice_le : exp (x + x) <= scale (3 * units).
Proof using denominator_pos.
  rewrite scale_3_mul. apply Rle_trans with (exp 2 ^ N.to_nat units).
  - rewrite <- exp_mult_INR.
    assert (Hx : x < INR (N.to_nat units)).
    { rewrite INR_IZR_INZ, N_nat_Z. unfold units. rewrite real_add. apply div_gt.
      exact denominator_pos. }
    left. apply exp_increasing. lra.
  - apply pow_incr. split; [left; apply exp_pos | exact exp_2_le].
Qed.

(** The enclosure of exp(-x) is of numbers with enough digits. *)
Lemma exp_up_digits :
  8 * scale (bits + internal) <= scale internal * exp (- x) * (scale internal * exp (- x)).
Proof using denominator_pos.
  assert (Hinternal : scale internal = scale bits * (scale (3 * units) * 8)).
  { unfold exp_up_internal. rewrite !scale_add. reflexivity. }
  rewrite scale_add.
  assert (Hone : exp (- x) * exp (- x) * exp (x + x) = 1).
  { rewrite <- !exp_plus. replace (- x + - x + (x + x)) with 0 by lra. apply exp_0. }
  assert (Hsquare : 1 <= exp (- x) * exp (- x) * scale (3 * units)).
  { rewrite <- Hone. apply Rmult_le_compat_l; [| exact exp_twice_le].
    apply Rmult_le_pos; left; apply exp_pos. }
  generalize (scale_pos bits) (scale_pos internal). intros Hbits Hscale.
  replace (scale internal * exp (- x) * (scale internal * exp (- x)))
    with (scale internal * (8 * scale bits) * (exp (- x) * exp (- x) * scale (3 * units)))
    by (rewrite Hinternal; ring).
  replace (8 * (scale bits * scale internal)) with (scale internal * (8 * scale bits) * 1) by ring.
  apply Rmult_le_compat_l; [| exact Hsquare].
  apply Rmult_le_pos; lra.
Qed.

Lemma exp_up_large : 4 <= scale internal * exp (- x).
Proof using denominator_pos.
  generalize exp_up_digits (scale_ge_1 bits) (scale_ge_1 (3 * units)). intros Hdigits Hbits Hunits.
  assert (Hinternal : 8 <= scale internal).
  { unfold exp_up_internal. rewrite !scale_add. change (scale 3) with 8.
    fold units. nra. }
  assert (Hpos : 0 <= scale internal * exp (- x)).
  { apply Rmult_le_pos; [lra | left; apply exp_pos]. }
  rewrite scale_add in Hdigits. nra.
Qed.

Lemma exp_up_real (lower upper : N) :
  encloses internal (lower, upper) (exp (- x)) -> (upper <= lower + 2)%N ->
  (0 < lower)%N /\ (0 < upper)%N /\
  real (2 ^ (bits + internal)) / real upper <= scale bits * exp x
    <= real (2 ^ (bits + internal)) / real lower /\
  real (2 ^ (bits + internal)) / real lower - real (2 ^ (bits + internal)) / real upper <= / 2.
Proof using denominator_pos.
  intros [Hlower Hupper] Hwidth. cbn [fst snd] in Hlower, Hupper.
  apply real_le in Hwidth. rewrite real_add in Hwidth. change (real 2) with 2 in Hwidth.
  fold (scale (bits + internal)).
  generalize exp_up_digits exp_up_large (scale_pos (bits + internal)).
  set (e := scale internal * exp (- x)) in *. set (t := scale (bits + internal)) in *.
  intros Hdigits Hlarge Ht.
  assert (Hexact : scale bits * exp x = t / e).
  { unfold t, e. rewrite scale_add.
    replace (exp (- x)) with (/ exp x) by (symmetry; apply exp_Ropp).
    generalize (scale_pos internal) (exp_pos x). intros Hscale Hexp. field. lra. }
  assert (Hlower_pos : 0 < real lower) by lra.
  assert (Hupper_pos : 0 < real upper) by lra.
  rewrite Hexact.
  split; [apply real_lt; exact Hlower_pos |]. split; [apply real_lt; exact Hupper_pos |].
  split; [split; apply Rmult_le_compat_l; try lra; apply Rinv_le_contravar; lra |].
  replace (t / real lower - t / real upper)
    with (t * (real upper - real lower) / (real lower * real upper)) by (field; lra).
  apply (Rmult_le_reg_r (real lower * real upper)); [apply Rmult_lt_0_compat; assumption |].
  replace (t * (real upper - real lower) / (real lower * real upper) * (real lower * real upper))
    with (t * (real upper - real lower)) by (field; lra).
  assert (Hhalf : e / 2 * e <= real lower * real upper) by (apply Rmult_le_compat; lra).
  assert (Hdifference : t * (real upper - real lower) <= t * 2)
    by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma exp_up_eq :
  exp_up_bounds numerator denominator bits =
  (2 ^ (bits + internal) / snd (exp_opp_bounds numerator denominator internal),
   2 ^ (bits + internal) / fst (exp_opp_bounds numerator denominator internal) + 1)%N.
Proof using.
  unfold exp_up_bounds. rewrite shiftl_1. destruct (exp_opp_bounds numerator denominator internal). reflexivity.
Qed.

Lemma exp_up_both :
  encloses bits (exp_up_bounds numerator denominator bits) (exp x) /\
  (snd (exp_up_bounds numerator denominator bits) <= fst (exp_up_bounds numerator denominator bits) + 2)%N.
Proof using denominator_pos.
  rewrite exp_up_eq.
  generalize (exp_opp_encloses numerator denominator internal denominator_pos)
             (exp_opp_width numerator denominator internal denominator_pos).
  destruct (exp_opp_bounds numerator denominator internal) as [lower upper].
  cbn [fst snd]. intros Hencloses Hwidth.
  destruct (exp_up_real lower upper Hencloses Hwidth) as [Hlower [Hupper [[Hfrom Hto] Hdifference]]].
  generalize (div_le (2 ^ (bits + internal)) upper Hupper)
    (div_gt (2 ^ (bits + internal)) upper Hupper) (div_le (2 ^ (bits + internal)) lower Hlower)
    (div_gt (2 ^ (bits + internal)) lower Hlower).
  intros Hupper_le Hupper_gt Hlower_le Hlower_gt. split.
  - split; cbn [fst snd]; [| rewrite real_add; change (real 1) with 1]; lra.
  - apply N.lt_succ_r. rewrite <- N.add_1_r. apply real_lt. rewrite !real_add.
    change (real 1) with 1. change (real 2) with 2. lra.
Qed.

Theorem exp_up_encloses :
  encloses bits (exp_up_bounds numerator denominator bits) (exp (ratio numerator denominator)).
Proof using denominator_pos. exact (proj1 exp_up_both). Qed.

Theorem exp_up_width :
  (snd (exp_up_bounds numerator denominator bits) <= fst (exp_up_bounds numerator denominator bits) + 2)%N.
Proof using denominator_pos. exact (proj2 exp_up_both). Qed.

End Exp.
