(** * Mean and variance of integer distributions

    Purpose: sums of terms of either sign, as the sum of the positive parts minus
    the sum of the negative parts; with them the mean and the variance of a
    distribution of integers, for symmetric distributions and under translation.

    Paper section: 4, The theta inequality without Fourier analysis (tails and
    variance).

    Glossary:
      signed_tsum f == the sum of f over the positive terms, minus the sum of -f
                       over the negative ones
      mean p == the sum of x p(x), signed
      variance p == the sum of (x - mean p)^2 p(x)
      finite_variance p == the sum of x^2 p(x) is finite; then so is all above *)

From Coq Require Import Reals Lra Lia ZArith List.
From MathLite Require Export Dist.
Local Open Scope R_scope.

(** ** Signed sums *)

Section Signed.
Context {T : Type}.
Implicit Types f g h : T -> R.

Definition signed_tsum f : R := tsum (fun x => Rmax 0 (f x)) - tsum (fun x => Rmax 0 (- f x)).

Lemma signed_tsum_ext f g : (forall x, f x = g x) -> signed_tsum f = signed_tsum g.
Proof.
  intros Hfg. unfold signed_tsum. f_equal; apply tsum_ext; intros x; rewrite Hfg; reflexivity.
Qed.

(** Any two nonnegative parts give the same sum. *)
Lemma signed_tsum_minus f g h :
  (forall x, 0 <= g x) -> (forall x, 0 <= h x) -> summable g -> summable h ->
  (forall x, f x = g x - h x) -> signed_tsum f = tsum g - tsum h.
Proof.
  intros Hg0 Hh0 Hg Hh Hf.
  assert (Hpos : summable (fun x => Rmax 0 (f x))).
  { apply (summable_le _ g); [| exact Hg]. intros x. rewrite Hf. generalize (Hg0 x) (Hh0 x).
    intros Hgx Hhx. apply Rmax_lub; lra. }
  assert (Hneg : summable (fun x => Rmax 0 (- f x))).
  { apply (summable_le _ h); [| exact Hh]. intros x. rewrite Hf. generalize (Hg0 x) (Hh0 x).
    intros Hgx Hhx. apply Rmax_lub; lra. }
  assert (Hsums : tsum (fun x => Rmax 0 (f x) + h x) = tsum (fun x => g x + Rmax 0 (- f x))).
  { apply tsum_ext. intros x. rewrite Hf. destruct (Rle_dec (g x) (h x)).
    - rewrite Rmax_left, Rmax_right by lra. lra.
    - rewrite Rmax_right, Rmax_left by lra. lra. }
  rewrite !tsum_plus in Hsums by (try (intros x; apply Rmax_l); assumption).
  unfold signed_tsum. lra.
Qed.

Lemma signed_tsum_ge_0 f : (forall x, 0 <= f x) -> signed_tsum f = tsum f.
Proof.
  intros Hf. unfold signed_tsum. rewrite (tsum_ext (fun x => Rmax 0 (f x)) f).
  - rewrite (tsum_all_0 (fun x => Rmax 0 (- f x))); [lra |].
    intros x. apply Rmax_left. specialize (Hf x). lra.
  - intros x. apply Rmax_right. apply Hf.
Qed.

Lemma signed_parts_summable f : summable (fun x => Rabs (f x)) ->
  summable (fun x => Rmax 0 (f x)) /\ summable (fun x => Rmax 0 (- f x)).
Proof.
  intros Hf. split; (apply (summable_le _ (fun x => Rabs (f x))); [| exact Hf]); intros x;
    apply Rmax_lub; try apply Rabs_pos; [| rewrite <- Rabs_Ropp]; apply Rle_abs.
Qed.

Lemma signed_tsum_plus f g :
  summable (fun x => Rabs (f x)) -> summable (fun x => Rabs (g x)) ->
  signed_tsum (fun x => f x + g x) = signed_tsum f + signed_tsum g.
Proof.
  intros Hf Hg. destruct (signed_parts_summable f Hf) as [Hf1 Hf2].
  destruct (signed_parts_summable g Hg) as [Hg1 Hg2].
  rewrite (signed_tsum_minus _ (fun x => Rmax 0 (f x) + Rmax 0 (g x))
             (fun x => Rmax 0 (- f x) + Rmax 0 (- g x))).
  - rewrite !tsum_plus by (try (intros x; apply Rmax_l); assumption). unfold signed_tsum. lra.
  - intros x. generalize (Rmax_l 0 (f x)) (Rmax_l 0 (g x)). lra.
  - intros x. generalize (Rmax_l 0 (- f x)) (Rmax_l 0 (- g x)). lra.
  - apply (summable_plus (fun x => Rmax 0 (f x))); assumption.
  - apply (summable_plus (fun x => Rmax 0 (- f x))); assumption.
  - intros x. unfold Rmax. repeat destruct (Rle_dec _ _); lra.
Qed.

Lemma signed_tsum_opp f : signed_tsum (fun x => - f x) = - signed_tsum f.
Proof.
  unfold signed_tsum. rewrite (tsum_ext (fun x => Rmax 0 (- - f x)) (fun x => Rmax 0 (f x))).
  - lra.
  - intros x. rewrite Ropp_involutive. reflexivity.
Qed.

Lemma signed_tsum_scal (c : R) f : (forall x, 0 <= f x) ->
  signed_tsum (fun x => c * f x) = c * tsum f.
Proof.
  intros Hf. destruct (Rle_dec 0 c) as [Hc | Hc].
  - rewrite signed_tsum_ge_0; [apply tsum_scal_l; exact Hc |].
    intros x. apply Rmult_le_pos; auto.
  - rewrite (signed_tsum_ext _ (fun x => - (- c * f x))) by (intros x; ring).
    rewrite signed_tsum_opp, signed_tsum_ge_0.
    + rewrite tsum_scal_l by lra. ring.
    + intros x. apply Rmult_le_pos; [lra | auto].
Qed.

End Signed.

Lemma signed_tsum_Z_shift (m : Z) (f : Z -> R) : signed_tsum (fun x => f (x + m)%Z) = signed_tsum f.
Proof.
  unfold signed_tsum. rewrite <- (tsum_Z_shift m (fun x => Rmax 0 (f x))).
  rewrite <- (tsum_Z_shift m (fun x => Rmax 0 (- f x))). reflexivity.
Qed.

(** ** Mean and variance *)

Definition mean (p : dist Z) : R := signed_tsum (fun x => IZR x * p x).

Definition variance (p : dist Z) : R := tsum (fun x => (IZR x - mean p) ^ 2 * p x).

Definition finite_variance (p : dist Z) : Prop := summable (fun x => IZR x ^ 2 * p x).

(** The size of an integer is at most its square. *)
Lemma abs_le_square (x : Z) : Rabs (IZR x) <= IZR x ^ 2.
Proof. rewrite <- abs_IZR, (pow_IZR x 2). apply IZR_le. simpl. nia. Qed.

Lemma finite_variance_mean (p : dist Z) :
  finite_variance p -> summable (fun x => Rabs (IZR x * p x)).
Proof.
  apply summable_le. intros x. rewrite Rabs_mult, (Rabs_pos_eq (p x)) by apply mass_ge_0.
  apply Rmult_le_compat_r; [apply mass_ge_0 | apply abs_le_square].
Qed.

Lemma mean_symmetric (p : dist Z) : (forall x, p (- x)%Z = p x) -> mean p = 0.
Proof.
  intros Hp. unfold mean, signed_tsum.
  rewrite <- (tsum_Z_opp (fun x => Rmax 0 (- (IZR x * p x)))).
  rewrite (tsum_ext (fun x => Rmax 0 (- (IZR (- x) * p (- x)%Z))) (fun x => Rmax 0 (IZR x * p x))).
  - lra.
  - intros x. rewrite Hp, opp_IZR. f_equal. ring.
Qed.

Lemma variance_symmetric (p : dist Z) :
  (forall x, p (- x)%Z = p x) -> variance p = tsum (fun x => IZR x ^ 2 * p x).
Proof.
  intros Hp. apply tsum_ext. intros x. rewrite (mean_symmetric p Hp), Rminus_0_r. reflexivity.
Qed.

(** ** Translation *)

Section Shift.
Variables (p q : dist Z) (m : Z).
Hypothesis p_full : total p = 1.
Hypothesis p_finite : finite_variance p.
Hypothesis shifted : forall x, q x = p (x - m)%Z.

Lemma shifted_back (x : Z) : q (x + m)%Z = p x.
Proof using shifted. rewrite shifted. f_equal. lia. Qed.

Lemma mean_shift : mean q = mean p + IZR m.
Proof using p_full p_finite shifted.
  unfold mean. rewrite <- (signed_tsum_Z_shift m).
  rewrite (signed_tsum_ext _ (fun x => IZR x * p x + IZR m * p x)).
  - rewrite (signed_tsum_plus (fun x => IZR x * p x)).
    + rewrite (signed_tsum_scal (IZR m) p (mass_ge_0 p)). fold (total p). rewrite p_full. ring.
    + exact (finite_variance_mean p p_finite).
    + apply (summable_ext (fun x => Rabs (IZR m) * p x)).
      * intros x. rewrite Rabs_mult, (Rabs_pos_eq (p x)) by apply mass_ge_0. reflexivity.
      * apply summable_scal; [apply Rabs_pos | apply summable_mass].
  - intros x. rewrite shifted_back, plus_IZR. ring.
Qed.

Lemma variance_shift : variance q = variance p.
Proof using p_full p_finite shifted.
  unfold variance. rewrite mean_shift, <- (tsum_Z_shift m). apply tsum_ext.
  intros x. rewrite shifted_back, plus_IZR. f_equal. ring.
Qed.

Lemma finite_variance_shift : finite_variance q.
Proof using p_finite shifted.
  apply (summable_reindex (fun x => x + m)%Z (fun x => x - m)%Z); [intros x; lia | intros x; lia |].
  apply (summable_le _ (fun x => 2 * (IZR x ^ 2 * p x) + 2 * IZR m ^ 2 * p x)).
  - intros x. rewrite shifted_back, plus_IZR.
    replace (2 * (IZR x ^ 2 * p x) + 2 * IZR m ^ 2 * p x)
      with ((IZR x + IZR m) ^ 2 * p x + (IZR x - IZR m) ^ 2 * p x) by ring.
    generalize (Rmult_le_pos _ _ (pow2_ge_0 (IZR x - IZR m)) (mass_ge_0 p x)). lra.
  - apply (summable_plus (fun x => 2 * (IZR x ^ 2 * p x))).
    + apply summable_scal; [lra | exact p_finite].
    + apply summable_scal; [| apply summable_mass]. generalize (pow2_ge_0 (IZR m)). lra.
Qed.

End Shift.
