(** * Enclosures of exp: they enclose

    Horner's scheme with directed rounding encloses the sum of the alternating
    series for every argument and every number of terms, because the rests of the
    series, in units of their first terms, lie between 0 and 1.  Squaring keeps the
    enclosure.

    Glossary
      encloses bits p x  == [fst p <= 2^bits * x <= snd p] (Spec.v)
      scale bits         == 2^bits as a real number (Spec.v)
      g t                == the rest of the series of exp(-z) from term t on, in
                            units of its first term (ExpTaylor.v)
      real n             == the natural number [n] as a real number           *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From MathLite Require Import ExpTaylor ExpPow.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Spec Samplers.Exp.Rounding.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

Lemma encloses_le (bits : N) (bounds : N * N) (x : R) :
  encloses bits bounds x -> (fst bounds <= snd bounds)%N.
Proof. intros [Hlower Hupper]. apply real_le. lra. Qed.

(** ** Horner's scheme *)

Section Horner.
Variables (z : R) (z_lower z_upper bits : N).
Hypothesis z_lower_le : real z_lower <= scale bits * z.
Hypothesis z_upper_ge : scale bits * z <= real z_upper.

(** One step: [x] is the rest from [t] on. *)
Lemma horner_round_encloses (t lower upper : N) (x y : R) :
  (0 < t)%N -> 0 <= x -> 0 <= y -> y = 1 - z / real t * x ->
  encloses bits (lower, upper) x ->
  encloses bits (bounds_of (horner_round z_lower z_upper bits (t, lower, upper))) y.
Proof using z_lower_le z_upper_ge.
  intros Ht Hx Hy Hxy [Hlower Hupper].
  cbn [horner_round bounds_of fst snd] in *. rewrite shiftl_1.
  generalize (scale_pos bits) (of_N_pos t Ht) (above_ge_0 _ _ _ z_lower_le). intros Hscale HtR Hz.
  assert (Hden : 0 < / (scale bits * real t)).
  { apply Rinv_0_lt_compat. apply Rmult_lt_0_compat; assumption. }
  assert (Hsy : scale bits * y
                = scale bits - scale bits * z * (scale bits * x) / (scale bits * real t)).
  { rewrite Hxy. field. lra. }
  assert (Hsy0 : 0 <= scale bits * y) by (apply Rmult_le_pos; lra).
  split; cbn [fst snd].
  - apply sub_le; [exact Hsy0 |].
    rewrite real_add. change (real 1) with 1. fold (scale bits).
    assert (Hproduct : scale bits * z * (scale bits * x) / (scale bits * real t)
                       <= real (z_upper * upper) / (scale bits * real t)).
    { apply Rmult_le_compat_r; [lra |]. rewrite real_mul.
      apply Rmult_le_compat; try assumption; apply Rmult_le_pos; lra. }
    generalize (share_gt (z_upper * upper) bits t Ht). lra.
  - eapply Rle_trans; [| apply sub_ge]. fold (scale bits).
    assert (Hproduct : real (z_lower * lower) / (scale bits * real t)
                       <= scale bits * z * (scale bits * x) / (scale bits * real t)).
    { apply Rmult_le_compat_r; [lra |]. rewrite real_mul.
      apply Rmult_le_compat; try assumption; apply of_N_ge_0. }
    generalize (share_le (z_lower * lower) bits t Ht). lra.
Qed.

Lemma horner_round_upper (s : N * N * N) :
  (snd (horner_round z_lower z_upper bits s) <= 2 ^ bits)%N.
Proof using. destruct s as [[t lower] upper]. cbn [horner_round snd]. rewrite shiftl_1. apply N.le_sub_l. Qed.

Section Rounds.
Variable terms : N.

Local Notation state k :=
  (N.iter k (horner_round z_lower z_upper bits) (terms, 0%N, N.shiftl 1 bits)).

Lemma horner_term (k : N) : fst (fst (state k)) = (terms - k)%N.
Proof using.
  induction k as [| k IH] using N.peano_ind.
  - cbn. lia.
  - rewrite N.iter_succ. destruct (state k) as [[t lower] upper].
    cbn [horner_round fst] in *. lia.
Qed.

Lemma horner_upper_state (k : N) : (snd (state k) <= 2 ^ bits)%N.
Proof using.
  induction k as [| k IH] using N.peano_ind.
  - cbn [N.iter snd]. rewrite shiftl_1. lia.
  - rewrite N.iter_succ. apply horner_round_upper.
Qed.

Lemma horner_state_encloses (g : nat -> R) :
  (forall t, 0 <= g t <= 1) -> (forall t, g t = 1 - z / INR (S t) * g (S t)) ->
  forall k, (k <= terms)%N -> encloses bits (bounds_of (state k)) (g (N.to_nat (terms - k))).
Proof using z_lower_le z_upper_ge.
  intros Hunit Hstep k. induction k as [| k IH] using N.peano_ind; intros Hk.
  - cbn [N.iter]. unfold encloses, bounds_of. cbn [fst snd]. rewrite shiftl_1.
    fold (scale bits). generalize (scale_pos bits) (Hunit (N.to_nat (terms - 0))).
    intros Hscale Hg. split.
    + apply Rmult_le_pos; lra.
    + rewrite <- (Rmult_1_r (scale bits)) at 2. apply Rmult_le_compat_l; lra.
  - rewrite N.iter_succ. generalize (horner_term k) (IH ltac:(lia)).
    destruct (state k) as [[t lower] upper]. cbn [bounds_of fst snd]. intros -> Hbefore.
    assert (Hterm : N.to_nat (terms - k) = S (N.to_nat (terms - N.succ k))) by lia.
    rewrite Hterm in Hbefore.
    apply horner_round_encloses with (x := g (S (N.to_nat (terms - N.succ k)))).
    + lia.
    + apply Hunit.
    + apply Hunit.
    + rewrite (Hstep (N.to_nat (terms - N.succ k))), <- Hterm.
      rewrite INR_IZR_INZ, N_nat_Z. reflexivity.
    + exact Hbefore.
Qed.

End Rounds.

Theorem horner_encloses (terms : N) :
  encloses bits (horner z_lower z_upper terms bits) (exp (- z)).
Proof using z_lower_le z_upper_ge.
  destruct (exp_recurrence z (above_ge_0 _ _ _ z_lower_le)) as [g [Hstart [Hunit Hstep]]]. rewrite <- Hstart.
  replace O with (N.to_nat (terms - terms)) by lia.
  apply horner_state_encloses; [exact Hunit | exact Hstep | lia].
Qed.

Lemma horner_upper (terms : N) : (snd (horner z_lower z_upper terms bits) <= 2 ^ bits)%N.
Proof using. apply horner_upper_state. Qed.

End Horner.

(** ** Squarings *)

Section Squares.
Variable bits : N.

Lemma square_round_encloses (remaining lower upper : N) (x : R) :
  0 <= x -> encloses bits (lower, upper) x ->
  encloses bits (bounds_of (square_round bits (remaining, lower, upper))) (x * x).
Proof using.
  intros Hx [Hlower Hupper]. cbn [square_round bounds_of fst snd] in *.
  generalize (scale_pos bits) (of_N_ge_0 lower). intros Hscale Hlower0.
  assert (Hproduct : scale bits * (x * x) = scale bits * x * (scale bits * x) / scale bits)
    by (field; lra).
  assert (Hsx : 0 <= scale bits * x) by (apply Rmult_le_pos; lra).
  assert (Hinv : 0 <= / scale bits) by (left; apply Rinv_0_lt_compat; exact Hscale).
  split; cbn [fst snd]; rewrite Hproduct.
  - eapply Rle_trans; [apply shiftr_le |]. apply Rmult_le_compat_r; [exact Hinv |].
    rewrite real_mul. apply Rmult_le_compat; assumption.
  - eapply Rle_trans; [| apply ceiling_ge]. apply Rmult_le_compat_r; [exact Hinv |].
    rewrite real_mul. apply Rmult_le_compat; assumption.
Qed.

Lemma square_round_upper (s : N * N * N) :
  (snd s <= 2 ^ bits)%N -> (snd (square_round bits s) <= 2 ^ bits)%N.
Proof using.
  destruct s as [[remaining lower] upper]. cbn [square_round snd]. intros Hupper.
  apply ceiling_le. nia.
Qed.

Lemma square_rounds_enclose (s : N * N * N) (y : R) (k : N) :
  encloses bits (bounds_of s) (exp y) ->
  encloses bits (bounds_of (N.iter k (square_round bits) s)) (exp (scale k * y)).
Proof using.
  intros Hs. induction k as [| k IH] using N.peano_ind.
  - cbn [N.iter]. change (scale 0) with 1. rewrite Rmult_1_l. exact Hs.
  - rewrite N.iter_succ. destruct (N.iter k (square_round bits) s) as [[remaining lower] upper].
    replace (exp (scale (N.succ k) * y)) with (exp (scale k * y) * exp (scale k * y)).
    + apply square_round_encloses; [left; apply exp_pos | exact IH].
    + rewrite <- exp_plus, <- N.add_1_r, scale_add. change (scale 1) with 2. f_equal. lra.
Qed.

Lemma square_rounds_upper (s : N * N * N) (k : N) :
  (snd s <= 2 ^ bits)%N -> (snd (N.iter k (square_round bits) s) <= 2 ^ bits)%N.
Proof using.
  intros Hs. induction k as [| k IH] using N.peano_ind; [exact Hs |].
  rewrite N.iter_succ. apply square_round_upper. exact IH.
Qed.

Theorem squares_enclose (halvings : N) (bounds : N * N) (y : R) :
  encloses bits bounds (exp y) ->
  encloses bits (squares halvings bits bounds) (exp (scale halvings * y)).
Proof using. intros Hbounds. apply square_rounds_enclose. destruct bounds. exact Hbounds. Qed.

Lemma squares_upper (halvings : N) (bounds : N * N) :
  (snd bounds <= 2 ^ bits)%N -> (snd (squares halvings bits bounds) <= 2 ^ bits)%N.
Proof using.
  intros Hbounds. apply (square_rounds_upper (halvings, fst bounds, snd bounds)). exact Hbounds.
Qed.

End Squares.

(** ** exp(-numerator/denominator) *)

(** What is kept of the denominator. *)
Lemma argument_kept (denominator bits : N) : (0 < denominator)%N ->
  let dropped := argument_dropped denominator bits in
  (0 < N.shiftr denominator dropped)%N /\
  (dropped = 0 \/ 2 ^ bits <= N.shiftr denominator dropped)%N.
Proof.
  intros Hd dropped. destruct (N.eq_0_gt_0_cases dropped) as [Hnone | Hsome].
  - split; [| left; exact Hnone]. rewrite Hnone, N.shiftr_0_r. exact Hd.
  - assert (Hkept : (2 ^ bits <= N.shiftr denominator dropped)%N).
    { generalize (shiftr_bounds denominator dropped) (N.size_le denominator) (pow2_pos dropped).
      replace (N.size denominator) with (dropped + bits + 1)%N
        by (unfold dropped, argument_dropped in *; lia).
      rewrite !N.pow_add_r. change (2 ^ 1)%N with 2%N. intros [_ Hgt] Hsize Hpos.
      rewrite N.succ_double_spec in Hsize.
      assert (Hlow : (2 ^ dropped * 2 ^ bits <= denominator)%N) by lia. nia. }
    split; [| right; exact Hkept]. generalize (pow2_pos bits). lia.
Qed.

Lemma fraction_le (a b c d : R) : 0 <= a -> a <= b -> 0 < d -> d <= c -> a / c <= b / d.
Proof.
  intros Ha Hab Hd Hdc. apply Rmult_le_compat; try assumption.
  - left. apply Rinv_0_lt_compat. lra.
  - apply Rinv_le_contravar; assumption.
Qed.

(** The argument, halved. *)
Theorem argument_encloses (numerator denominator halvings bits : N) : (0 < denominator)%N ->
  encloses bits (argument_bounds numerator denominator halvings bits)
    (ratio numerator denominator / scale halvings).
Proof.
  intros Hd. unfold argument_bounds. cbn zeta.
  destruct (argument_kept denominator bits Hd) as [Hkept _].
  set (dropped := argument_dropped denominator bits) in *.
  set (gain := (bits - halvings)%N). set (loss := (halvings - bits)%N).
  generalize (ceiling_bounds denominator dropped) (scale_pos dropped) (scale_pos halvings)
    (scale_pos gain) (scale_pos loss) (of_N_pos _ Hd) (of_N_pos _ Hkept).
  intros Hceiling Hdropped Hhalvings Hgain Hloss HdR HkeptR.
  assert (Hexact : scale bits * (ratio numerator denominator / scale halvings)
    = real numerator / scale dropped * scale gain / (real denominator / scale dropped * scale loss)).
  { assert (Hunits : scale bits * scale loss = scale gain * scale halvings).
    { rewrite <- !scale_add. f_equal. unfold gain, loss. lia. }
    replace (scale bits) with (scale gain * scale halvings / scale loss)
      by (rewrite <- Hunits; field; lra).
    unfold ratio. field. lra. }
  assert (Hshifted : forall a k, real (N.shiftl a k) = real a * scale k).
  { intros a k. rewrite N.shiftl_mul_pow2. apply real_mul. }
  assert (Hpos : forall a, (0 < a -> 0 < N.shiftl a loss)%N).
  { intros a Ha. rewrite N.shiftl_mul_pow2. generalize (pow2_pos loss). nia. }
  assert (Hceiling_pos : (0 < ceiling denominator dropped)%N) by nia.
  split; cbn [fst snd]; rewrite Hexact.
  - eapply Rle_trans; [apply div_le; apply Hpos; exact Hceiling_pos |].
    rewrite !Hshifted. apply fraction_le.
    + apply Rmult_le_pos; [apply of_N_ge_0 | lra].
    + apply Rmult_le_compat_r; [lra | apply shiftr_le].
    + apply Rmult_lt_0_compat; [| exact Hloss]. apply Rdiv_lt_0_compat; assumption.
    + apply Rmult_le_compat_r; [lra | apply ceiling_ge].
  - rewrite real_add. left.
    eapply Rle_lt_trans; [| apply div_gt; apply Hpos; exact Hkept].
    rewrite !Hshifted. apply fraction_le.
    + apply Rmult_le_pos; [| lra]. apply Rle_mult_inv_pos; [apply of_N_ge_0 | exact Hdropped].
    + apply Rmult_le_compat_r; [lra | apply ceiling_ge].
    + apply Rmult_lt_0_compat; assumption.
    + apply Rmult_le_compat_r; [lra | apply shiftr_le].
Qed.

Theorem exp_opp_fixed_encloses (numerator denominator halvings terms bits : N) :
  (0 < denominator)%N ->
  encloses bits (exp_opp_fixed_bounds numerator denominator halvings terms bits)
    (exp (- ratio numerator denominator)).
Proof.
  intros Hd. destruct (argument_encloses numerator denominator halvings bits Hd) as [Hlower Hupper].
  generalize (scale_pos halvings). intros Hscale.
  replace (- ratio numerator denominator)
    with (scale halvings * - (ratio numerator denominator / scale halvings)) by (field; lra).
  apply squares_enclose. apply horner_encloses; assumption.
Qed.

Theorem exp_opp_fixed_upper (numerator denominator halvings terms bits : N) :
  (snd (exp_opp_fixed_bounds numerator denominator halvings terms bits) <= 2 ^ bits)%N.
Proof. apply squares_upper. apply horner_upper. Qed.
