(** * Enclosures of exp: the cubic polynomial

    The Taylor polynomials of degree 3 and 2 are below and above exp(-z) for every
    z >= 0, and the rounding goes the safe way for every z too.

    Glossary
      encloses bits p x  == [fst p <= 2^bits * x <= snd p] (Spec.v)
      scale bits         == 2^bits as a real number (Spec.v)
      real n             == the natural number [n] as a real number           *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From MathLite Require Import ExpTaylor.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Spec Samplers.Exp.Rounding.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

Lemma taylor_3 (z : R) : taylor 3 z = 1 - z + z * z / 2.
Proof. unfold taylor. simpl. field. Qed.

Lemma taylor_4 (z : R) : taylor 4 z = 1 - z + z * z / 2 - z * z * z / 6.
Proof. unfold taylor. simpl. field. Qed.

(** The rounded polynomials, [a <= scale bits * z <= b]. *)
Section Cubic.
Variables (z : R) (a b bits : N).
Hypothesis a_le : real a <= scale bits * z.
Hypothesis b_ge : scale bits * z <= real b.

Let s := scale bits.

Lemma cubic_lower :
  real (2 ^ bits + N.shiftr (a * a) (bits + 1)
        - (b + N.shiftr (b * b * b) (2 * bits + 2) + 1)) <= s * exp (- z).
Proof using a_le b_ge.
  generalize (scale_pos bits : 0 < s) (above_ge_0 _ _ _ a_le) (of_N_ge_0 a). intros Hs Hz Ha.
  assert (Hsz : 0 <= s * z) by (apply Rmult_le_pos; lra).
  apply sub_le; [apply Rmult_le_pos; [lra | left; apply exp_pos] |].
  rewrite !real_add. fold (scale bits) s. change (real 1) with 1.
  assert (Hsquare : real (N.shiftr (a * a) (bits + 1)) <= s * (z * z / 2)).
  { eapply Rle_trans; [apply shiftr_le |].
    rewrite scale_add, real_mul. change (scale 1) with 2. fold s.
    replace (s * (z * z / 2)) with (s * z * (s * z) / (s * 2)) by (field; lra).
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra |].
    apply Rmult_le_compat; assumption. }
  assert (Hcube : s * (z * z * z / 6) <= real (N.shiftr (b * b * b) (2 * bits + 2)) + 1).
  { eapply Rle_trans; [| left; apply shiftr_gt].
    replace (2 * bits + 2)%N with (bits + bits + 2)%N by lia.
    rewrite !scale_add, !real_mul. change (scale 2) with 4. fold s.
    apply Rle_trans with (s * z * (s * z) * (s * z) / (s * s * 4)).
    - replace (s * z * (s * z) * (s * z) / (s * s * 4)) with (s * (z * z * z / 4))
        by (field; lra).
      assert (Hzzz : 0 <= z * z * z) by (repeat apply Rmult_le_pos; exact Hz).
      apply Rmult_le_compat_l; lra.
    - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; nra |].
      repeat apply Rmult_le_compat; try assumption; apply Rmult_le_pos; assumption. }
  generalize (Rmult_le_compat_l s _ _ (Rlt_le _ _ Hs) (taylor_even_le 2 z Hz)).
  change (2 * 2)%nat with 4%nat. rewrite taylor_4. fold s in b_ge. lra.
Qed.

Lemma cubic_upper :
  s * exp (- z) <= real (2 ^ bits - a + N.shiftr (b * b) (bits + 1) + 1).
Proof using a_le b_ge.
  generalize (scale_pos bits : 0 < s) (above_ge_0 _ _ _ a_le). intros Hs Hz.
  assert (Hsz : 0 <= s * z) by (apply Rmult_le_pos; lra).
  rewrite !real_add. change (real 1) with 1.
  generalize (sub_ge (2 ^ bits) a). fold (scale bits) s. intros Hsub.
  assert (Hsquare : s * (z * z / 2) <= real (N.shiftr (b * b) (bits + 1)) + 1).
  { eapply Rle_trans; [| left; apply shiftr_gt].
    rewrite scale_add, real_mul. change (scale 1) with 2. fold s.
    replace (s * (z * z / 2)) with (s * z * (s * z) / (s * 2)) by (field; lra).
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra |].
    apply Rmult_le_compat; assumption. }
  generalize (Rmult_le_compat_l s _ _ (Rlt_le _ _ Hs) (taylor_odd_ge 1 z Hz)).
  change (S (2 * 1))%nat with 3%nat. rewrite taylor_3. fold s in a_le. lra.
Qed.

End Cubic.

Theorem exp_opp_cubic_encloses (numerator denominator bits : N) : (0 < denominator)%N ->
  encloses bits (exp_opp_cubic_bounds numerator denominator bits) (exp (- ratio numerator denominator)).
Proof.
  intros Hd. generalize (of_N_pos denominator Hd). intros HdR.
  assert (Hquotient : scale bits * ratio numerator denominator
                      = real (N.shiftl numerator bits) / real denominator).
  { rewrite N.shiftl_mul_pow2, real_mul. fold (scale bits). unfold ratio. field. lra. }
  generalize (div_le (N.shiftl numerator bits) denominator Hd)
             (div_gt (N.shiftl numerator bits) denominator Hd).
  rewrite <- Hquotient. intros Hlower Hupper.
  unfold exp_opp_cubic_bounds. rewrite shiftl_1. split; cbn [fst snd].
  - apply cubic_lower; [exact Hlower |]. rewrite real_add. apply Rlt_le. exact Hupper.
  - apply cubic_upper; [exact Hlower |]. rewrite real_add. apply Rlt_le. exact Hupper.
Qed.
