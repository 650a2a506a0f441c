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

Section Quotient.
Variables a b : N.
Hypothesis b_pos : (0 < b)%N.

Lemma div_le : real (a / b) <= real a / real b.
Proof using b_pos.
  generalize (of_N_pos b b_pos). intros Hb.
  apply (Rmult_le_reg_r (real b)); [exact Hb |].
  replace (real a / real b * real b) with (real a) by (field; lra).
  rewrite <- real_mul, <- real_le, N.mul_comm. apply N.mul_div_le. lia.
Qed.

Lemma div_gt : real a / real b < real (a / b) + 1.
Proof using b_pos.
  generalize (of_N_pos b b_pos). intros Hb.
  apply (Rmult_lt_reg_r (real b)); [exact Hb |].
  replace (real a / real b * real b) with (real a) by (field; lra).
  change 1 with (real 1). rewrite <- real_add, <- real_mul, <- real_lt, N.mul_comm, N.add_1_r.
  apply N.mul_succ_div_gt. lia.
Qed.

End Quotient.

Lemma shiftr_le (a k : N) : real (N.shiftr a k) <= real a / scale k.
Proof. rewrite N.shiftr_div_pow2. apply div_le. apply pow2_pos. Qed.

Lemma shiftr_gt (a k : N) : real a / scale k < real (N.shiftr a k) + 1.
Proof. rewrite N.shiftr_div_pow2. apply div_gt. apply pow2_pos. Qed.

(** A shift and a division round down once. *)
Lemma share_le (a k t : N) :
  (0 < t)%N -> real (N.shiftr a k / t) <= real a / (scale k * real t).
Proof.
  intros Ht. rewrite N.shiftr_div_pow2, N.div_div by (generalize (pow2_pos k); lia).
  unfold scale. rewrite <- real_mul. apply div_le. generalize (pow2_pos k). nia.
Qed.

Lemma share_gt (a k t : N) :
  (0 < t)%N -> real a / (scale k * real t) < real (N.shiftr a k / t) + 1.
Proof.
  intros Ht. rewrite N.shiftr_div_pow2, N.div_div by (generalize (pow2_pos k); lia).
  unfold scale. rewrite <- real_mul. apply div_gt. generalize (pow2_pos k). nia.
Qed.

Lemma ceiling_ge (a k : N) : real a / scale k <= real (ceiling a k).
Proof.
  unfold ceiling. rewrite shiftl_1, N.shiftr_div_pow2.
  generalize (pow2_pos k) (scale_pos k). intros Hpow Hscale.
  apply (Rmult_le_reg_r (scale k)); [exact Hscale |].
  replace (real a / scale k * scale k) with (real a) by (field; lra).
  unfold scale. rewrite <- real_mul, <- real_le.
  generalize (N.mul_succ_div_gt (a + (2 ^ k - 1)) (2 ^ k)). lia.
Qed.

Lemma ceiling_lt (a k : N) : real (ceiling a k) < real a / scale k + 1.
Proof.
  unfold ceiling. rewrite shiftl_1, N.shiftr_div_pow2.
  generalize (pow2_pos k) (scale_pos k). intros Hpow Hscale.
  apply (Rmult_lt_reg_r (scale k)); [exact Hscale |].
  replace ((real a / scale k + 1) * scale k) with (real a + scale k) by (field; lra).
  unfold scale. rewrite <- real_add, <- real_mul, <- real_lt.
  generalize (N.mul_div_le (a + (2 ^ k - 1)) (2 ^ k)). lia.
Qed.

(** What is at most a whole number stays below it when it is rounded up. *)
Lemma ceiling_le (a k m : N) : (a <= m * 2 ^ k)%N -> (ceiling a k <= m)%N.
Proof.
  intros Ha. unfold ceiling. rewrite shiftl_1, N.shiftr_div_pow2.
  generalize (pow2_pos k). intros Hpow.
  apply N.lt_succ_r, N.div_lt_upper_bound; lia.
Qed.

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
