(** * Ratios of natural numbers

    Samplers take rational parameters as numerator and denominator.

    Glossary
      ratio n d == n / d as a real number                                     *)

From Coq Require Import Reals Lra NArith ZArith Lia.
Local Open Scope R_scope.

Definition ratio (n d : N) : R := IZR (Z.of_N n) / IZR (Z.of_N d).

Lemma of_N_ge_0 (n : N) : 0 <= IZR (Z.of_N n).
Proof. apply (IZR_le 0). lia. Qed.

Lemma of_N_pos (n : N) : (0 < n)%N -> 0 < IZR (Z.of_N n).
Proof. intros Hn. apply (IZR_lt 0). lia. Qed.

Lemma of_N_succ (n : N) : IZR (Z.of_N (n + 1)) = INR (S (N.to_nat n)).
Proof. rewrite INR_IZR_INZ. f_equal. lia. Qed.

Section Ratio.
Variable d : N.
Hypothesis d_pos : (0 < d)%N.

Lemma ratio_mult (n : N) : ratio n d * IZR (Z.of_N d) = IZR (Z.of_N n).
Proof using d_pos. generalize (of_N_pos d d_pos). intros Hd. unfold ratio. field. lra. Qed.

Lemma ratio_ge_0 (n : N) : 0 <= ratio n d.
Proof using d_pos.
  apply Rmult_le_pos; [apply of_N_ge_0 |]. left. apply Rinv_0_lt_compat. exact (of_N_pos d d_pos).
Qed.

Lemma ratio_le (n m : N) : (n <= m)%N -> ratio n d <= ratio m d.
Proof using d_pos.
  intros Hnm. apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat. exact (of_N_pos d d_pos).
  - apply IZR_le. lia.
Qed.

Lemma ratio_0 : ratio 0 d = 0.
Proof using. unfold ratio. simpl. lra. Qed.

Lemma ratio_self : ratio d d = 1.
Proof using d_pos. generalize (of_N_pos d d_pos). intros Hd. unfold ratio. field. lra. Qed.

Lemma ratio_bounds (n : N) : (n <= d)%N -> 0 <= ratio n d <= 1.
Proof using d_pos.
  intros Hn. rewrite <- ratio_self. split; [apply ratio_ge_0 | apply ratio_le; exact Hn].
Qed.

Lemma ratio_sub (n m : N) : (m <= n)%N -> ratio (n - m) d = ratio n d - ratio m d.
Proof using.
  intros Hmn. unfold ratio. rewrite N2Z.inj_sub by exact Hmn. rewrite minus_IZR. lra.
Qed.

Lemma ratio_mul_r (n m : N) : (0 < m)%N -> ratio n (d * m) = ratio n d / IZR (Z.of_N m).
Proof using d_pos.
  intros Hm. generalize (of_N_pos d d_pos), (of_N_pos m Hm). intros Hd HmR.
  unfold ratio. rewrite N2Z.inj_mul, mult_IZR. field. lra.
Qed.

End Ratio.
