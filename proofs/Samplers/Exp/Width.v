(** * Enclosures of exp: they are narrow

    A step of Horner's scheme divides the width by 256 for arguments below 1/256,
    and adds at most 4; a squaring doubles it and adds less than 2.  As many
    working bits as there are squarings, and a few more, make up for that.

    Glossary
      scale bits         == 2^bits as a real number (Spec.v)
      width p            == the difference of the two bounds, as a real number
      real n             == the natural number [n] as a real number           *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Spec Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Exp.Enclosure.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

Local Definition width (bounds : N * N) : R := real (snd bounds) - real (fst bounds).

(** Whole numbers that differ by less than [n + 1]. *)
Lemma width_lt (bounds : N * N) (n : N) :
  width bounds < real n + 1 -> (snd bounds <= fst bounds + n)%N.
Proof.
  unfold width. change 1 with (real 1). intros Hwidth.
  apply N.lt_succ_r. rewrite <- N.add_1_r. apply real_lt. rewrite !real_add. lra.
Qed.

(** ** Horner's scheme *)

Section Horner.
Variables z_lower z_upper bits : N.
Hypothesis z_le : (z_lower <= z_upper)%N.
Hypothesis z_gap : (z_upper <= z_lower + 2)%N.
Hypothesis z_small : (256 * z_lower <= 2 ^ bits)%N.

Lemma horner_round_le (t lower upper : N) : (0 < t)%N -> (lower <= upper)%N ->
  let bounds := bounds_of (horner_round z_lower z_upper bits (t, lower, upper)) in
  (fst bounds <= snd bounds)%N.
Proof using z_le.
  intros Ht Hle. cbn [horner_round bounds_of fst snd].
  apply N.sub_le_mono_l. transitivity (N.shiftr (z_upper * upper) bits / t)%N; [| apply N.le_add_r].
  apply div_mono; [exact Ht |]. rewrite !N.shiftr_div_pow2.
  apply div_mono; [apply pow2_pos |]. apply N.mul_le_mono; assumption.
Qed.

Lemma horner_round_width (t lower upper : N) :
  (0 < t)%N -> (lower <= upper)%N -> (upper <= 2 ^ bits)%N ->
  width (bounds_of (horner_round z_lower z_upper bits (t, lower, upper)))
  <= width (lower, upper) / 256 + 4.
Proof using z_gap z_small.
  intros Ht Hle Hone. unfold width. cbn [horner_round bounds_of fst snd]. rewrite shiftl_1.
  generalize (scale_pos bits) (of_N_ge_0 z_lower) (of_N_ge_0 lower). intros Hscale Hz Hlower.
  assert (HtR : 1 <= real t) by (apply (IZR_le 1); clear - Ht; lia).
  assert (HgapR : real z_upper <= real z_lower + 2).
  { apply real_le in z_gap. rewrite real_add in z_gap. exact z_gap. }
  assert (HzR : 256 * real z_lower <= scale bits).
  { apply real_le in z_small. rewrite real_mul in z_small. exact z_small. }
  apply real_le in Hle. apply real_le in Hone. fold (scale bits) in Hone.
  set (r := / (scale bits * real t)).
  assert (Hr : 0 < r) by (apply Rinv_0_lt_compat; nra).
  assert (Hsr : scale bits * r <= 1).
  { apply (Rmult_le_reg_r (real t)); [lra |]. unfold r.
    replace (scale bits * / (scale bits * real t) * real t) with 1 by (field; lra). lra. }
  generalize (share_le (z_upper * upper) bits t Ht) (share_gt (z_lower * lower) bits t Ht)
             (share_le (z_lower * lower) bits t Ht).
  rewrite !real_mul. unfold Rdiv. fold r.
  intros Hupper_share Hlower_share Hlower_share_le.
  assert (Hnew_lower : scale bits - (real (N.shiftr (z_upper * upper) bits / t) + 1)
    <= real (2 ^ bits - (N.shiftr (z_upper * upper) bits / t + 1))).
  { eapply Rle_trans; [| apply sub_ge]. rewrite real_add. apply Rle_refl. }
  assert (Hupper_r : real upper * r <= 1).
  { apply Rle_trans with (2 := Hsr). apply Rmult_le_compat_r; lra. }
  assert (Hlower_r : real lower * r <= 1).
  { apply Rle_trans with (2 := Hupper_r). apply Rmult_le_compat_r; lra. }
  assert (Hnew_upper : real (2 ^ bits - N.shiftr (z_lower * lower) bits / t)
    <= scale bits - real (N.shiftr (z_lower * lower) bits / t)).
  { apply sub_le; [| apply Rle_refl].
    assert (Hshare : real z_lower * (real lower * r) <= real z_lower * 1)
      by (apply Rmult_le_compat_l; assumption). lra. }
  assert (Hgap : real z_upper * (real upper * r) <= (real z_lower + 2) * (real upper * r)).
  { apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | exact HgapR]. }
  assert (Hwidth : real z_lower * ((real upper - real lower) * r)
                   <= (real upper - real lower) * / 256).
  { apply Rle_trans with (scale bits * / 256 * ((real upper - real lower) * r)).
    - apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | lra].
    - replace (scale bits * / 256 * ((real upper - real lower) * r))
        with ((real upper - real lower) * / 256 * (scale bits * r)) by ring.
      rewrite <- Rmult_1_r. apply Rmult_le_compat_l; lra. }
  lra.
Qed.

Section Rounds.
Variable terms : N.

Local Notation state k :=
  (N.iter k (horner_round z_lower z_upper bits) (terms, 0%N, N.shiftl 1 bits)).

Lemma horner_state_width (k : N) : (k <= terms)%N ->
  (fst (bounds_of (state k)) <= snd (bounds_of (state k)))%N /\
  width (bounds_of (state k)) <= scale bits / scale (8 * k) + 5.
Proof using z_le z_gap z_small.
  induction k as [| k IH] using N.peano_ind; intros Hk.
  - unfold width. cbn [N.iter bounds_of fst snd]. rewrite shiftl_1. fold (scale bits).
    change (scale (8 * 0)) with 1. change (real 0) with 0. split; [apply N.le_0_l | lra].
  - destruct (IH ltac:(lia)) as [Hle Hwidth].
    generalize (horner_term z_lower z_upper bits terms k)
      (horner_upper_state z_lower z_upper bits terms k).
    rewrite N.iter_succ. destruct (state k) as [[t lower] upper].
    change (bounds_of (t, lower, upper)) with (lower, upper) in *. cbn [fst snd] in *.
    intros Ht Hupper. split.
    + apply horner_round_le; [lia | exact Hle].
    + eapply Rle_trans; [apply horner_round_width; [lia | exact Hle | exact Hupper] |].
      replace (8 * N.succ k)%N with (8 + 8 * k)%N by lia. rewrite scale_add.
      change (scale 8) with 256. generalize (scale_pos (8 * k)). intros Hscale.
      replace (scale bits / (256 * scale (8 * k))) with (scale bits / scale (8 * k) / 256)
        by (field; lra). lra.
Qed.

End Rounds.

Lemma horner_width (terms : N) : (bits < 8 * terms)%N ->
  let bounds := horner z_lower z_upper terms bits in
  (fst bounds <= snd bounds)%N /\ (snd bounds <= fst bounds + 5)%N.
Proof using z_le z_gap z_small.
  intros Hterms bounds. destruct (horner_state_width terms terms (N.le_refl terms)) as [Hle Hwidth].
  split; [exact Hle |]. apply width_lt.
  apply Rle_lt_trans with (1 := Hwidth). rewrite Rplus_comm. apply Rplus_lt_compat_l.
  generalize (scale_pos (8 * terms)). intros Hscale.
  apply (Rmult_lt_reg_r (scale (8 * terms))); [exact Hscale |].
  replace (scale bits / scale (8 * terms) * scale (8 * terms)) with (scale bits) by (field; lra).
  rewrite Rmult_1_l. apply real_lt. apply N.pow_lt_mono_r; lia.
Qed.

End Horner.

(** ** Squarings *)

Section Squares.
Variable bits : N.

Lemma square_round_width (remaining lower upper : N) :
  (lower <= upper)%N -> (upper <= 2 ^ bits)%N ->
  let bounds := bounds_of (square_round bits (remaining, lower, upper)) in
  (fst bounds <= snd bounds)%N /\ width bounds + 2 <= 2 * (width (lower, upper) + 2).
Proof using.
  intros Hle Hone bounds.
  generalize (scale_pos bits) (of_N_ge_0 lower). intros Hscale Hlower.
  apply real_le in Hle. apply real_le in Hone. fold (scale bits) in Hone.
  set (r := / scale bits).
  assert (Hr : 0 < r) by (apply Rinv_0_lt_compat; exact Hscale).
  assert (Hsr : scale bits * r = 1) by (unfold r; field; lra).
  generalize (shiftr_le (lower * lower) bits) (shiftr_gt (lower * lower) bits)
             (ceiling_ge (upper * upper) bits) (ceiling_lt (upper * upper) bits).
  rewrite !real_mul. unfold Rdiv. fold r. intros Hfloor_le Hfloor_gt Hceiling_ge Hceiling_lt.
  assert (Hmono : real lower * real lower * r <= real upper * real upper * r).
  { apply Rmult_le_compat_r; [lra |]. apply Rmult_le_compat; assumption. }
  unfold bounds, width. cbn [square_round bounds_of fst snd]. split; [apply real_le; lra |].
  assert (Hsum : (real upper + real lower) * r <= 2).
  { apply Rle_trans with (2 * scale bits * r); [| lra]. apply Rmult_le_compat_r; lra. }
  apply (Rmult_le_compat_l (real upper - real lower)) in Hsum; [| lra].
  replace ((real upper - real lower) * ((real upper + real lower) * r))
    with (real upper * real upper * r - real lower * real lower * r) in Hsum by ring.
  lra.
Qed.

Lemma square_rounds_width (s : N * N * N) (k : N) :
  (fst (bounds_of s) <= snd (bounds_of s))%N -> (snd s <= 2 ^ bits)%N ->
  let bounds := bounds_of (N.iter k (square_round bits) s) in
  (fst bounds <= snd bounds)%N /\ width bounds + 2 <= scale k * (width (bounds_of s) + 2).
Proof using.
  intros Hle Hone. induction k as [| k IH] using N.peano_ind; cbn zeta in *.
  - cbn [N.iter]. change (scale 0) with 1. split; [exact Hle | lra].
  - destruct IH as [IHle IHwidth]. generalize (square_rounds_upper bits s k Hone).
    rewrite N.iter_succ. destruct (N.iter k (square_round bits) s) as [[remaining lower] upper].
    intros Hupper. cbn [snd] in Hupper.
    destruct (square_round_width remaining lower upper IHle Hupper) as [Hnew_le Hnew_width].
    split; [exact Hnew_le |]. apply Rle_trans with (1 := Hnew_width).
    rewrite <- N.add_1_r, scale_add. change (scale 1) with 2.
    change (bounds_of (remaining, lower, upper)) with (lower, upper) in IHwidth. lra.
Qed.

End Squares.

(** ** exp(-numerator/denominator) *)

Theorem exp_opp_fixed_width (numerator denominator halvings terms bits : N) :
  let z := argument_bounds numerator denominator halvings bits in
  (fst z <= snd z <= fst z + 2)%N -> (256 * fst z <= 2 ^ bits)%N -> (bits < 8 * terms)%N ->
  width (exp_opp_fixed_bounds numerator denominator halvings terms bits) < 7 * scale halvings.
Proof.
  intros z [Hle Hgap] Hsmall Hterms.
  destruct (horner_width (fst z) (snd z) bits Hle Hgap Hsmall terms Hterms) as [Hbase_le Hbase].
  unfold exp_opp_fixed_bounds, squares. cbn zeta. fold z.
  destruct (square_rounds_width bits (halvings, fst (horner (fst z) (snd z) terms bits),
      snd (horner (fst z) (snd z) terms bits)) halvings
      Hbase_le (horner_upper _ _ bits terms)) as [_ Hsquares].
  assert (Hwidth : width (horner (fst z) (snd z) terms bits) <= 5).
  { apply real_le in Hbase. rewrite real_add in Hbase. unfold width.
    change (real 5) with 5 in Hbase. lra. }
  generalize (scale_pos halvings). intros Hscale.
  eapply (Rmult_le_compat_l (scale halvings)) in Hwidth; [| lra].
  unfold width, bounds_of in *. cbn [fst snd] in *. lra.
Qed.

Section Exp.
Variables numerator denominator bits : N.
Hypothesis denominator_pos : (0 < denominator)%N.

Local Notation size := (quotient_bits numerator denominator).
Local Notation halvings := (exp_opp_halvings numerator denominator).
Local Notation excess := (exp_opp_excess numerator denominator).
Local Notation internal := (exp_opp_internal numerator denominator bits).
Local Notation argument := (argument_bounds numerator denominator halvings internal).
Local Notation fixed :=
  (exp_opp_fixed_bounds numerator denominator halvings (N.shiftr internal 3 + 1) internal).

Lemma quotient_bits_gt : (numerator < denominator * 2 ^ size)%N.
Proof using denominator_pos.
  generalize (N.mul_succ_div_gt numerator denominator) (N.size_gt (numerator / denominator)).
  unfold quotient_bits. nia.
Qed.

(** After the halvings the argument is below 1/256. *)
Lemma exp_opp_small : (256 * fst argument <= 2 ^ internal)%N.
Proof using denominator_pos.
  destruct (argument_encloses numerator denominator halvings internal denominator_pos)
    as [Hlower _].
  apply real_le. rewrite real_mul. change (real 256) with 256. fold (scale internal).
  assert (Hratio : ratio numerator denominator <= scale size).
  { generalize (of_N_pos denominator denominator_pos). intros HdR.
    apply (Rmult_le_reg_r (real denominator)); [exact HdR |].
    replace (ratio numerator denominator * real denominator) with (real numerator)
      by (unfold ratio; field; lra).
    unfold scale. rewrite <- real_mul. apply real_le. generalize quotient_bits_gt. lia. }
  assert (Hhalved : ratio numerator denominator / scale halvings <= / 256).
  { unfold exp_opp_halvings. rewrite scale_add. change (scale 8) with 256.
    generalize (scale_pos size). intros Hsize.
    apply (Rmult_le_reg_r (scale size * 256)); [lra |].
    replace (ratio numerator denominator / (scale size * 256) * (scale size * 256))
      with (ratio numerator denominator) by (field; lra). lra. }
  apply (Rmult_le_compat_l (scale internal)) in Hhalved; [| left; apply scale_pos]. lra.
Qed.

(** What is dropped from the argument is not felt. *)
Lemma exp_opp_gap : (fst argument <= snd argument <= fst argument + 2)%N.
Proof using denominator_pos.
  split; [exact (encloses_le _ _ _ (argument_encloses _ _ _ _ denominator_pos)) |].
  destruct (argument_kept denominator internal denominator_pos) as [Hpos Hkept].
  unfold argument_bounds. cbn zeta.
  set (dropped := argument_dropped denominator internal) in *.
  replace (internal - halvings)%N with (bits + 4)%N
    by (unfold exp_opp_internal, exp_opp_excess; lia).
  replace (halvings - internal)%N with 0%N by (unfold exp_opp_internal, exp_opp_excess; lia).
  rewrite !N.shiftl_0_r, !N.shiftl_mul_pow2. cbn [fst snd].
  generalize (shiftr_bounds numerator dropped) (ceiling_bounds numerator dropped)
    (shiftr_bounds denominator dropped) (ceiling_bounds denominator dropped)
    (pow2_pos dropped) quotient_bits_gt.
  set (n := N.shiftr numerator dropped). set (n' := ceiling numerator dropped).
  set (d := N.shiftr denominator dropped) in *. set (d' := ceiling denominator dropped).
  intros Hn Hn' Hd Hd' Hunit Hquotient.
  assert (Hn_le : (n' <= n + 1)%N) by (clear - Hn Hn' Hunit; nia).
  assert (Hd_le : (d <= d' <= d + 1)%N) by (clear - Hd Hd' Hunit; nia).
  replace (n' * 2 ^ (bits + 4) / d + 1 <= n * 2 ^ (bits + 4) / d' + 2)%N
    with (n' * 2 ^ (bits + 4) / d + 1 <= n * 2 ^ (bits + 4) / d' + 1 + 1)%N by (f_equal; lia).
  apply N.add_le_mono_r. apply div_close; [exact Hpos | clear - Hpos Hd_le; lia |].
  destruct Hkept as [Hnone | Hkept].
  - rewrite Hnone in *. change (2 ^ 0)%N with 1%N in *. rewrite !N.mul_1_r in *.
    replace n' with n by lia. replace d' with d by lia. apply N.le_add_r.
  - assert (Hn_small : (n <= d' * 2 ^ size)%N).
    { clear - Hn Hd' Hunit Hquotient. generalize (pow2_pos size). nia. }
    replace internal with (bits + 4 + (size + 8))%N in Hkept
      by (unfold exp_opp_internal, exp_opp_excess, exp_opp_halvings; lia).
    rewrite N.pow_add_r, (N.pow_add_r 2 size) in Hkept. change (2 ^ 8)%N with 256%N in Hkept.
    assert (Hmany : (2 ^ (bits + 4) * (2 ^ size + 1) <= d)%N).
    { clear - Hkept. generalize (pow2_pos size) (pow2_pos (bits + 4)). nia. }
    revert Hmany Hn_small. generalize (2 ^ (bits + 4))%N (2 ^ size)%N. intros g s Hmany Hn_small.
    assert (Hproducts : (n' * d' <= n * d + (n + d'))%N).
    { transitivity ((n + 1) * d')%N; [apply N.mul_le_mono_r; exact Hn_le |].
      transitivity (n * (d + 1) + d')%N; [| lia].
      rewrite N.mul_add_distr_r, N.mul_1_l. apply N.add_le_mono_r.
      apply N.mul_le_mono_l. apply Hd_le. }
    assert (Hrest : (g * (n + d') <= d * d')%N).
    { transitivity (g * (s + 1) * d')%N; [| apply N.mul_le_mono_r; exact Hmany].
      rewrite <- N.mul_assoc. apply N.mul_le_mono_l. lia. }
    apply (N.mul_le_mono_l _ _ g) in Hproducts. lia.
Qed.

Lemma exp_opp_terms : (internal < 8 * (N.shiftr internal 3 + 1))%N.
Proof using.
  rewrite N.shiftr_div_pow2. change (2 ^ 3)%N with 8%N. rewrite N.add_1_r.
  apply N.mul_succ_div_gt. discriminate.
Qed.

Lemma exp_opp_eq :
  exp_opp_bounds numerator denominator bits = (N.shiftr (fst fixed) excess, ceiling (snd fixed) excess).
Proof using. unfold exp_opp_bounds. destruct fixed. reflexivity. Qed.

Theorem exp_opp_encloses :
  encloses bits (exp_opp_bounds numerator denominator bits) (exp (- ratio numerator denominator)).
Proof using denominator_pos.
  destruct (exp_opp_fixed_encloses numerator denominator halvings (N.shiftr internal 3 + 1)
    internal denominator_pos) as [Hlower Hupper].
  rewrite exp_opp_eq. generalize (scale_pos excess). intros Hscale.
  assert (Hsplit : scale bits * exp (- ratio numerator denominator)
          = scale internal * exp (- ratio numerator denominator) / scale excess).
  { unfold exp_opp_internal. rewrite scale_add. field. lra. }
  assert (Hinv : 0 <= / scale excess) by (left; apply Rinv_0_lt_compat; exact Hscale).
  split; cbn [fst snd]; rewrite Hsplit.
  - eapply Rle_trans; [apply shiftr_le |]. apply Rmult_le_compat_r; assumption.
  - eapply Rle_trans; [| apply ceiling_ge]. apply Rmult_le_compat_r; assumption.
Qed.

Theorem exp_opp_upper : (snd (exp_opp_bounds numerator denominator bits) <= 2 ^ bits)%N.
Proof using.
  rewrite exp_opp_eq. cbn [snd]. apply ceiling_le. rewrite <- N.pow_add_r. apply exp_opp_fixed_upper.
Qed.

Theorem exp_opp_width :
  (snd (exp_opp_bounds numerator denominator bits) <= fst (exp_opp_bounds numerator denominator bits) + 2)%N.
Proof using denominator_pos.
  rewrite exp_opp_eq. apply width_lt.
  generalize (exp_opp_fixed_width numerator denominator halvings (N.shiftr internal 3 + 1)
    internal exp_opp_gap exp_opp_small exp_opp_terms).
  destruct fixed as [lower upper]. unfold width. cbn [fst snd]. intros Hwidth.
  generalize (shiftr_gt lower excess) (ceiling_lt upper excess) (scale_pos halvings).
  intros Hlower Hupper Hscale.
  assert (Hdropped : real upper / scale excess - real lower / scale excess < 1).
  { replace (real upper / scale excess - real lower / scale excess)
      with ((real upper - real lower) / scale halvings / 16).
    - assert (Hseven : (real upper - real lower) / scale halvings < 7).
      { apply (Rmult_lt_reg_r (scale halvings)); [exact Hscale |].
        replace ((real upper - real lower) / scale halvings * scale halvings)
          with (real upper - real lower) by (field; lra). exact Hwidth. }
      lra.
    - unfold exp_opp_excess. rewrite scale_add. change (scale 4) with 16. field. lra. }
  change (real 2) with 2. lra.
Qed.

End Exp.
