(** * Directed rounding of natural numbers

    Quotients, shifts and truncated differences of natural numbers, compared with
    the real numbers that they round.

    Glossary
      scale bits     == 2^bits as a real number (Spec.v)
      ceiling a k    == a / 2^k, rounded up (Spec.v)
      real n         == the natural number [n] as a real number               *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Spec.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

Lemma real_add (a b : N) : real (a + b) = real a + real b.
Proof. rewrite N2Z.inj_add. apply plus_IZR. Qed.

Lemma real_mul (a b : N) : real (a * b) = real a * real b.
Proof. rewrite N2Z.inj_mul. apply mult_IZR. Qed.

Lemma real_le (a b : N) : (a <= b)%N <-> real a <= real b.
Proof.
  split; intros Hab.
  - apply IZR_le. lia.
  - apply le_IZR in Hab. lia.
Qed.

Lemma real_lt (a b : N) : (a < b)%N <-> real a < real b.
Proof.
  split; intros Hab.
  - apply IZR_lt. lia.
  - apply lt_IZR in Hab. lia.
Qed.

(** ** Powers of two *)

Lemma scale_ge_1 (bits : N) : 1 <= scale bits.
Proof. apply (IZR_le 1). generalize (N.pow_nonzero 2 bits). lia. Qed.

Lemma scale_pos (bits : N) : 0 < scale bits.
Proof. generalize (scale_ge_1 bits). lra. Qed.

(** What is above a natural number in units of 1/2^bits is not negative. *)
Lemma above_ge_0 (a bits : N) (z : R) : real a <= scale bits * z -> 0 <= z.
Proof.
  generalize (scale_pos bits) (of_N_ge_0 a). intros Hscale Ha Hz.
  apply (Rmult_le_reg_l (scale bits)); lra.
Qed.

Lemma scale_add (a b : N) : scale (a + b) = scale a * scale b.
Proof. unfold scale. rewrite N.pow_add_r. apply real_mul. Qed.

Lemma shiftl_1 (bits : N) : N.shiftl 1 bits = (2 ^ bits)%N.
Proof. rewrite N.shiftl_mul_pow2. apply N.mul_1_l. Qed.

Lemma pow2_pos (bits : N) : (0 < 2 ^ bits)%N.
Proof. generalize (N.pow_nonzero 2 bits). lia. Qed.

(** ** Quotients *)

Lemma real_div_le (a b q : N) : (0 < b)%N -> (q * b <= a)%N -> real q <= real a / real b.
Proof.
  intros Hb Hq. apply of_N_pos in Hb. apply (Rmult_le_reg_r (real b)); [exact Hb |].
  replace (real a / real b * real b) with (real a) by (field; lra).
  rewrite <- real_mul. apply real_le. exact Hq.
Qed.

Lemma real_div_gt (a b q : N) : (0 < b)%N -> (a < (q + 1) * b)%N -> real a / real b < real q + 1.
Proof.
  intros Hb Hq. apply of_N_pos in Hb. apply (Rmult_lt_reg_r (real b)); [exact Hb |].
  replace (real a / real b * real b) with (real a) by (field; lra).
  change 1 with (real 1). rewrite <- real_add, <- real_mul. apply real_lt. exact Hq.
Qed.

Section Quotient.
Variables a b : N.
Hypothesis b_pos : (0 < b)%N.

Lemma div_bounds : (a / b * b <= a < (a / b + 1) * b)%N.
Proof using b_pos.
  assert (Hdiv : a = (b * (a / b) + a mod b)%N) by (apply N.div_mod; lia).
  assert (Hmod : (a mod b < b)%N) by (apply N.mod_lt; lia).
  revert Hdiv Hmod. generalize (a / b)%N (a mod b)%N. nia.
Qed.

Lemma div_below (q : N) : (a < q * b)%N -> (a / b < q)%N.
Proof using b_pos. generalize div_bounds. nia. Qed.

Lemma div_le : real (a / b) <= real a / real b.
Proof using b_pos. apply real_div_le; [exact b_pos | apply div_bounds]. Qed.

Lemma div_gt : real a / real b < real (a / b) + 1.
Proof using b_pos. apply real_div_gt; [exact b_pos | apply div_bounds]. Qed.

End Quotient.

Lemma div_mono (a b c : N) : (0 < c)%N -> (a <= b)%N -> (a / c <= b / c)%N.
Proof.
  intros Hc Hab. apply N.lt_succ_r. rewrite <- N.add_1_r. apply div_below; [exact Hc |].
  generalize (div_bounds b c Hc). lia.
Qed.

(** Quotients that are close. *)
Lemma div_close (a b c d : N) :
  (0 < b -> 0 < d -> a * d <= c * b + b * d -> a / b <= c / d + 1)%N.
Proof.
  intros Hb Hd Hclose. apply N.lt_succ_r. rewrite <- N.add_1_r. apply div_below; [exact Hb |].
  apply (N.mul_lt_mono_pos_r d); [exact Hd |]. generalize (div_bounds c d Hd). nia.
Qed.

Lemma shiftr_bounds (a k : N) : (N.shiftr a k * 2 ^ k <= a < (N.shiftr a k + 1) * 2 ^ k)%N.
Proof. rewrite N.shiftr_div_pow2. apply div_bounds. apply pow2_pos. Qed.

Lemma shiftr_le (a k : N) : real (N.shiftr a k) <= real a / scale k.
Proof. apply real_div_le; [apply pow2_pos | apply shiftr_bounds]. Qed.

Lemma shiftr_gt (a k : N) : real a / scale k < real (N.shiftr a k) + 1.
Proof. apply real_div_gt; [apply pow2_pos | apply shiftr_bounds]. Qed.

(** A shift and a division round down once. *)
Lemma share_bounds (a k t : N) : (0 < t)%N ->
  (N.shiftr a k / t * (2 ^ k * t) <= a < (N.shiftr a k / t + 1) * (2 ^ k * t))%N.
Proof.
  intros Ht. generalize (div_bounds (N.shiftr a k) t Ht) (shiftr_bounds a k) (pow2_pos k).
  set (q := (N.shiftr a k / t)%N). generalize (N.shiftr a k) (2 ^ k)%N. nia.
Qed.

Lemma share_le (a k t : N) :
  (0 < t)%N -> real (N.shiftr a k / t) <= real a / (scale k * real t).
Proof.
  intros Ht. unfold scale. rewrite <- real_mul.
  apply real_div_le; [generalize (pow2_pos k); nia | apply share_bounds; exact Ht].
Qed.

Lemma share_gt (a k t : N) :
  (0 < t)%N -> real a / (scale k * real t) < real (N.shiftr a k / t) + 1.
Proof.
  intros Ht. unfold scale. rewrite <- real_mul.
  apply real_div_gt; [generalize (pow2_pos k); nia | apply share_bounds; exact Ht].
Qed.

Lemma ceiling_bounds (a k : N) : (a <= ceiling a k * 2 ^ k < a + 2 ^ k)%N.
Proof.
  generalize (shiftr_bounds (a + (N.shiftl 1 k - 1)) k) (pow2_pos k).
  fold (ceiling a k). rewrite shiftl_1. lia.
Qed.

Lemma ceiling_ge (a k : N) : real a / scale k <= real (ceiling a k).
Proof.
  generalize (scale_pos k). intros Hscale. apply (Rmult_le_reg_r (scale k)); [exact Hscale |].
  replace (real a / scale k * scale k) with (real a) by (field; lra).
  unfold scale. rewrite <- real_mul. apply real_le. apply ceiling_bounds.
Qed.

Lemma ceiling_lt (a k : N) : real (ceiling a k) < real a / scale k + 1.
Proof.
  generalize (scale_pos k). intros Hscale. apply (Rmult_lt_reg_r (scale k)); [exact Hscale |].
  replace ((real a / scale k + 1) * scale k) with (real a + scale k) by (field; lra).
  unfold scale. rewrite <- real_add, <- real_mul. apply real_lt. apply ceiling_bounds.
Qed.

(** What is at most a whole number stays below it when it is rounded up. *)
Lemma ceiling_le (a k m : N) : (a <= m * 2 ^ k)%N -> (ceiling a k <= m)%N.
Proof. generalize (ceiling_bounds a k). nia. Qed.

(** ** Truncated differences *)

Lemma sub_ge (a b : N) : real a - real b <= real (a - b).
Proof.
  rewrite <- minus_IZR. apply IZR_le. lia.
Qed.

Lemma sub_le (a b : N) (x : R) : 0 <= x -> real a - real b <= x -> real (a - b) <= x.
Proof.
  intros Hx Hab. destruct (N.le_ge_cases b a) as [Hle | Hge].
  - rewrite N2Z.inj_sub, minus_IZR by exact Hle. exact Hab.
  - replace (a - b)%N with 0%N by lia. exact Hx.
Qed.
