(** * Rejection from two-sided exponentials: how often a proposal is kept

    Purpose: proposals that decay like r^|x| are turned into a bell of variance
    parameter v by rejection; with r = exp(-m/v) one is kept with probability
    (1 - r)/(1 + r) exp(-m^2 / (2 v)) theta v 0.  That is at least 2/5 for the two
    choices that the discrete Gaussian makes: v at most 1 and m = v, or m the
    rounded root of v.

    Paper section: 3, Distributions.

    Glossary:
      kept v m == (1 - r)/(1 + r) exp(-m^2 / (2 v)) theta v 0, for r = exp(-m/v)
      u == m^2 / v, the load: from (m / (m + 1))^2 to 1 for a rounded root m *)

From Coq Require Import Reals Lra Lia List ZArith.
From MathLite Require Import ExpTaylor ExpBounds.
From Verinoise Require Export Samplers.Gaussian.BellSums.
Local Open Scope R_scope.

Definition kept (v m : R) : R :=
  (1 - exp (- (m / v))) / (1 + exp (- (m / v))) * bell v m * theta v 0.

(** Lower bounds at points: a Taylor polynomial of [2 n] terms. *)
Ltac exp_at n :=
  eapply Rle_trans; [| apply (taylor_even_le n)]; [taylor_value | lra].

Lemma exp_at_1_8 : 882 / 1000 <= exp (- (1 / 8)).
Proof. exp_at 2%nat. Qed.

Lemma exp_at_1_4 : 7786 / 10000 <= exp (- (1 / 4)).
Proof. exp_at 2%nat. Qed.

Lemma exp_at_2_5 : 67 / 100 <= exp (- (2 / 5)).
Proof. exp_at 3%nat. Qed.

Lemma exp_at_4_9 : 641 / 1000 <= exp (- (4 / 9)).
Proof. exp_at 3%nat. Qed.

Lemma exp_at_1_2 : 606 / 1000 <= exp (- (1 / 2)).
Proof. exp_at 3%nat. Qed.

Lemma exp_at_5_8 : 535 / 1000 <= exp (- (5 / 8)).
Proof. exp_at 3%nat. Qed.

Lemma exp_at_2_3 : 513 / 1000 <= exp (- (2 / 3)).
Proof. exp_at 3%nat. Qed.

(** Larger exponents by products. *)
Lemma exp_opp_plus_ge (x y a b : R) : 0 <= a -> 0 <= b ->
  a <= exp (- x) -> b <= exp (- y) -> a * b <= exp (- (x + y)).
Proof.
  intros Ha Hb Hx Hy. rewrite Ropp_plus_distr, exp_plus. apply Rmult_le_compat; assumption.
Qed.

Lemma exp_at_5_3 : 188 / 1000 <= exp (- (5 / 3)).
Proof.
  replace (5 / 3) with (1 + 2 / 3) by lra.
  apply Rle_trans with (3678 / 10000 * (513 / 1000)); [lra |].
  apply exp_opp_plus_ge; [lra | lra | exact exp_opp_1_ge | exact exp_at_2_3].
Qed.

Lemma exp_at_2 : 135 / 1000 <= exp (- (2)).
Proof.
  replace 2 with (1 + 1) by lra. apply Rle_trans with (3678 / 10000 * (3678 / 10000)); [lra |].
  apply exp_opp_plus_ge; [lra | lra | exact exp_opp_1_ge | exact exp_opp_1_ge].
Qed.

Lemma exp_at_5_2 : 815 / 10000 <= exp (- (5 / 2)).
Proof.
  replace (5 / 2) with (2 + 1 / 2) by lra.
  apply Rle_trans with (135 / 1000 * (606 / 1000)); [lra |].
  apply exp_opp_plus_ge; [lra | lra | exact exp_at_2 | exact exp_at_1_2].
Qed.

Lemma exp_at_10_3 : 353 / 10000 <= exp (- (10 / 3)).
Proof.
  replace (10 / 3) with (5 / 3 + 5 / 3) by lra.
  apply Rle_trans with (188 / 1000 * (188 / 1000)); [lra |].
  apply exp_opp_plus_ge; [lra | lra | exact exp_at_5_3 | exact exp_at_5_3].
Qed.

(** ** Variances at most 1 *)

Theorem kept_small (v : R) : 0 < v <= 1 -> 2 / 5 <= kept v v.
Proof.
  intros Hv. unfold kept. replace (v / v) with 1 by (field; lra).
  assert (Hratio : 4617 / 10000 <= (1 - exp (- (1))) / (1 + exp (- (1)))).
  { generalize (exp_pos (- (1))), exp_opp_1_le. change (-1) with (- (1)). intros Hpos Hle.
    apply (Rmult_le_reg_r (1 + exp (- (1)))); [lra |].
    unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (Hbell : bell v v = exp (- (v / 2))) by (unfold bell; f_equal; field; lra).
  assert (Hnext : bell v 1 = exp (- (1 / (2 * v)))) by (unfold bell; f_equal; field; lra).
  generalize (theta_ge_partial v (proj1 Hv) 1). cbn [seq lsum INR]. rewrite Rplus_0_r, Hnext.
  intros Htheta.
  assert (Hpeak : 867 / 1000 <= bell v v * theta v 0).
  { apply Rle_trans with (bell v v * (1 + 2 * exp (- (1 / (2 * v)))));
      [| apply Rmult_le_compat_l; [apply bell_ge_0 | exact Htheta]].
    assert (Hpiece : forall a b x y : R, 0 <= a -> 0 <= b ->
      v <= 2 * x -> 1 <= 2 * v * y -> a <= exp (- x) -> b <= exp (- y) ->
      a * (1 + 2 * b) <= bell v v * (1 + 2 * exp (- (1 / (2 * v))))).
    { intros a b x y Ha Hb Hx Hy Hax Hby. rewrite Hbell. apply Rmult_le_compat; [lra | lra | |].
      - apply Rle_trans with (1 := Hax). apply exp_le. lra.
      - apply Rplus_le_compat_l. apply Rmult_le_compat_l; [lra |].
        apply Rle_trans with (1 := Hby). apply exp_le. apply Ropp_le_contravar.
        apply (Rmult_le_reg_r (2 * v)); [lra |].
        unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    destruct (Rle_lt_dec v (1 / 4)) as [Hlow | Hlow].
    - apply Rle_trans with (882 / 1000 * (1 + 2 * 0)); [lra |].
      rewrite Hbell. apply Rmult_le_compat; [lra | lra | |].
      + apply Rle_trans with (1 := exp_at_1_8). apply exp_le. lra.
      + generalize (exp_pos (- (1 / (2 * v)))). lra.
    - destruct (Rle_lt_dec v (1 / 2)) as [Hmiddle | Hmiddle].
      + apply Rle_trans with (7786 / 10000 * (1 + 2 * (135 / 1000))); [lra |].
        apply (Hpiece _ _ (1 / 4) 2); try lra; [exact exp_at_1_4 | exact exp_at_2].
      + apply Rle_trans with (606 / 1000 * (1 + 2 * (3678 / 10000))); [lra |].
        apply (Hpiece _ _ (1 / 2) 1); try lra; [exact exp_at_1_2 | exact exp_opp_1_ge]. }
  rewrite Rmult_assoc. apply Rle_trans with (4617 / 10000 * (867 / 1000)); [lra |].
  apply Rmult_le_compat; lra.
Qed.

(** ** Rounded roots *)

Lemma load_low (u : R) : 1 / 4 <= u <= 1 ->
  4667 / 10000
  <= 3 / 2 * (u * exp (- (1 * u))) + u * exp (- (5 / 2 * u)) + u * exp (- (5 * u)).
Proof.
  intros Hu.
  destruct (Rle_lt_dec u (2 / 5)) as [Hlow | Hlow].
  - generalize (decay_rises 1 (1 / 4) u), (decay_rises (5 / 2) (1 / 4) u), (decay_falls 5 u (2 / 5)).
    replace (1 * (1 / 4)) with (1 / 4) by lra. replace (5 / 2 * (1 / 4)) with (5 / 8) by lra.
    replace (5 * (2 / 5)) with 2 by lra. generalize exp_at_1_4, exp_at_5_8, exp_at_2. lra.
  - generalize (decay_rises 1 (2 / 5) u), (decay_falls (5 / 2) u 1).
    replace (1 * (2 / 5)) with (2 / 5) by lra. replace (5 / 2 * 1) with (5 / 2) by lra.
    generalize exp_at_2_5, exp_at_5_2.
    assert (Hrest : 0 <= u * exp (- (5 * u))) by (apply Rmult_le_pos; [lra | apply exp_ge_0]).
    lra.
Qed.

Lemma load_high (u : R) : 4 / 9 <= u <= 1 ->
  42 / 100 <= u * exp (- (1 * u)) + u * exp (- (5 / 2 * u)) + u * exp (- (5 * u)).
Proof.
  intros Hu.
  destruct (Rle_lt_dec u (2 / 3)) as [Hlow | Hlow].
  - generalize (decay_rises 1 (4 / 9) u), (decay_falls (5 / 2) u (2 / 3)), (decay_falls 5 u (2 / 3)).
    replace (1 * (4 / 9)) with (4 / 9) by lra. replace (5 / 2 * (2 / 3)) with (5 / 3) by lra.
    replace (5 * (2 / 3)) with (10 / 3) by lra. generalize exp_at_4_9, exp_at_5_3, exp_at_10_3. lra.
  - generalize (decay_rises 1 (2 / 3) u), (decay_falls (5 / 2) u 1).
    replace (1 * (2 / 3)) with (2 / 3) by lra. replace (5 / 2 * 1) with (5 / 2) by lra.
    generalize exp_at_2_3, exp_at_5_2.
    assert (Hrest : 0 <= u * exp (- (5 * u))) by (apply Rmult_le_pos; [lra | apply exp_ge_0]).
    lra.
Qed.

Section Root.
Variable v : R.
Variable m : nat.
Hypothesis m_pos : (1 <= m)%nat.
Hypothesis root_low : INR m ^ 2 <= v.
Hypothesis root_high : v < (INR m + 1) ^ 2.

Local Notation M := (INR m).
Local Notation u := (INR m ^ 2 / v).

Local Definition blocks : R := exp (- (1 * u)) + exp (- (5 / 2 * u)) + exp (- (5 * u)).

Lemma root_ge_1 : 1 <= M.
Proof using m_pos. apply (le_INR 1). exact m_pos. Qed.

Lemma root_variance_pos : 0 < v.
Proof using m_pos root_low.
  apply Rlt_le_trans with (2 := root_low). apply pow_lt. generalize root_ge_1. lra.
Qed.

Lemma load_le_1 : u <= 1.
Proof using m_pos root_low.
  generalize root_variance_pos. intros Hv. apply (Rmult_le_reg_r v); [exact Hv |].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** The load is above every square of a fraction below M / (M + 1). *)
Lemma load_ge (p : R) : 0 <= p -> p * (M + 1) <= M -> p ^ 2 <= u.
Proof using m_pos root_low root_high.
  intros Hp Hpm. generalize root_variance_pos, root_ge_1. intros Hv HM.
  apply (Rmult_le_reg_r v); [exact Hv |].
  replace (u * v) with (M ^ 2) by (field; lra).
  apply Rle_trans with (p ^ 2 * (M + 1) ^ 2).
  - apply Rmult_le_compat_l; [apply pow2_ge_0 | lra].
  - rewrite <- Rpow_mult_distr. apply pow_incr. split; [| exact Hpm].
    apply Rmult_le_pos; lra.
Qed.

(** The bells of all blocks together, seen from the proposals' peak. *)
Lemma blocks_ge : exp (- (1 * u)) + 2 * M * blocks <= bell v M * theta v 0.
Proof using m_pos root_low.
  generalize root_variance_pos, root_ge_1. intros Hv HM.
  apply Rle_trans with (bell v M * (1 + 2 * M * (bell v M + bell v (2 * M) + bell v (3 * M)))).
  - assert (Hfirst : bell v M * bell v M = exp (- (1 * u))).
    { unfold bell. rewrite <- exp_plus. f_equal. field. lra. }
    assert (Hsecond : bell v M * bell v (2 * M) = exp (- (5 / 2 * u))).
    { unfold bell. rewrite <- exp_plus. f_equal. field. lra. }
    assert (Hthird : bell v M * bell v (3 * M) = exp (- (5 * u))).
    { unfold bell. rewrite <- exp_plus. f_equal. field. lra. }
    unfold blocks. rewrite <- Hfirst, <- Hsecond, <- Hthird.
    assert (Hsquare : bell v M * bell v M <= bell v M * 1).
    { apply Rmult_le_compat_l; [apply bell_ge_0 | apply bell_le_1; exact Hv]. }
    lra.
  - apply Rmult_le_compat_l; [apply bell_ge_0 |]. apply theta_ge_blocks. exact Hv.
Qed.

(** A bound [s] on what the hyperbolic tangent of [z = u / (2 M)] loses against [z], and
    a bound [w] on the blocks. *)
Lemma kept_ge (s w : R) : 0 <= s -> 0 <= w ->
  (forall z, 0 <= z -> 2 * M * z = u -> s * z <= z * (1 + z) / (1 + z + z ^ 2)) ->
  w <= exp (- (1 * u)) + 2 * M * blocks ->
  s * (u / (2 * M)) * w <= kept v M.
Proof using m_pos root_low root_high.
  intros Hs Hw Htanh Hblocks. generalize root_variance_pos, root_ge_1. intros Hv HM.
  assert (Hz : 0 <= u / (2 * M)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0 |] |];
      left; apply Rinv_0_lt_compat; lra. }
  assert (Hdouble : 2 * (u / (2 * M)) = M / v) by (field; lra).
  generalize (tanh_ge _ Hz). rewrite Hdouble. intros Hfactor.
  unfold kept. rewrite (Rmult_assoc ((1 - _) / _)). apply Rmult_le_compat.
  - apply Rmult_le_pos; assumption.
  - exact Hw.
  - apply Rle_trans with (2 := Hfactor). apply Htanh; [exact Hz |]. field. lra.
  - apply Rle_trans with (1 := Hblocks). exact blocks_ge.
Qed.

Theorem kept_root : 2 / 5 <= kept v M.
Proof using m_pos root_low root_high.
  generalize root_variance_pos, root_ge_1, load_le_1. intros Hv HM Hu.
  assert (Hblocks_ge_0 : 0 <= blocks).
  { unfold blocks. generalize (exp_pos (- (1 * u))), (exp_pos (- (5 / 2 * u))), (exp_pos (- (5 * u))). lra. }
  assert (Hfraction : forall s z, 0 <= z -> s * (1 + z + z ^ 2) <= 1 + z ->
    s * z <= z * (1 + z) / (1 + z + z ^ 2)).
  { intros s z Hz Hsz. assert (Hdenominator : 0 < 1 + z + z ^ 2) by (generalize (pow2_ge_0 z); lra).
    apply (Rmult_le_reg_r (1 + z + z ^ 2)); [exact Hdenominator |].
    unfold Rdiv. rewrite (Rmult_assoc (z * (1 + z))), Rinv_l, Rmult_1_r by lra.
    apply (Rmult_le_compat_l z) in Hsz; lra. }
  destruct (Nat.eq_dec m 1) as [Hone | Hmore].
  - assert (HM_1 : M = 1) by (rewrite Hone; reflexivity).
    assert (Hlow : 1 / 4 <= u).
    { replace (1 / 4) with ((1 / 2) ^ 2) by lra. apply load_ge; lra. }
    apply Rle_trans with (6 / 7 * (u / (2 * M)) * (exp (- (1 * u)) + 2 * M * blocks)).
    + generalize (load_low u (conj Hlow Hu)). unfold blocks.
      set (e1 := exp (- (1 * u))). set (e2 := exp (- (5 / 2 * u))). set (e3 := exp (- (5 * u))).
      replace (6 / 7 * (u / (2 * M)) * (e1 + 2 * M * (e1 + e2 + e3)))
        with (6 / 7 * (u * e1 / (2 * M) + (u * e1 + u * e2 + u * e3))) by (field; lra).
      replace (u * e1 / (2 * M)) with (1 / 2 * (u * e1)) by (rewrite HM_1; field; lra). lra.
    + apply kept_ge; [lra | | | lra].
      * apply Rplus_le_le_0_compat; [apply exp_ge_0 |]. apply Rmult_le_pos; lra.
      * intros z Hz Hzu. apply Hfraction; [exact Hz |].
        replace (2 * M * z) with (2 * z) in Hzu by (rewrite HM_1; ring).
        assert (Hhalf : z <= 1 / 2) by lra.
        assert (Hslack : 0 <= (1 / 2 - z) * (2 + 6 * z)) by (apply Rmult_le_pos; lra). lra.
  - assert (HM_2 : 2 <= M) by (apply (le_INR 2); lia).
    assert (Hlow : 4 / 9 <= u).
    { replace (4 / 9) with ((2 / 3) ^ 2) by lra. apply load_ge; lra. }
    apply Rle_trans with (20 / 21 * (u / (2 * M)) * (2 * M * blocks)).
    + generalize (load_high u (conj Hlow Hu)). unfold blocks.
      set (e1 := exp (- (1 * u))). set (e2 := exp (- (5 / 2 * u))). set (e3 := exp (- (5 * u))).
      replace (20 / 21 * (u / (2 * M)) * (2 * M * (e1 + e2 + e3)))
        with (20 / 21 * (u * e1 + u * e2 + u * e3)) by (field; lra). lra.
    + apply kept_ge; [lra | | |].
      * apply Rmult_le_pos; lra.
      * intros z Hz Hzu. apply Hfraction; [exact Hz |].
        assert (Hquarter : z <= 1 / 4).
        { assert (Hmono : 2 * 2 * z <= 2 * M * z) by (apply Rmult_le_compat_r; lra). lra. }
        assert (Hslack : 0 <= (1 / 4 - z) * (4 + 20 * z)) by (apply Rmult_le_pos; lra). lra.
      * generalize (exp_pos (- (1 * u))). lra.
Qed.

End Root.
