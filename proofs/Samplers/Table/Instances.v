(** * Sandwich tables: Gaussian and Laplace noise

    The distribution of a table is the discrete Gaussian or the discrete Laplace distribution,
    for the right three numbers of its weight.

    Glossary
      gaussian_table t a b == the weight of [t] is that of variance parameter a / b
      laplace_table t n d  == the weight of [t] is that of scale n / d        *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.TapeProbability.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Spec Samplers.Laplace.Code.
From Verinoise Require Import Samplers.Laplace.Proof Samplers.Gaussian.Spec.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.Proof.
From Verinoise Require Import Samplers.Table.Laws Samplers.Table.Checked.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Lemma abs_square (x : Z) : real (Z.abs_N x) ^ 2 = IZR x ^ 2.
Proof.
  cbn [pow]. rewrite !Rmult_1_r, <- !mult_IZR. f_equal. rewrite N2Z.inj_abs_N. lia.
Qed.

Lemma gaussian_weight (t : parts) (a b : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> gaussian_table t a b ->
  table_weight t (Z.abs_N x) = exp (- IZR x ^ 2 / (2 * ratio a b)).
Proof.
  intros Ha Hb (Hquadratic & Hlinear & Hdenominator).
  generalize (of_N_pos a Ha), (of_N_pos b Hb). intros HaR HbR.
  unfold table_weight, exponent. rewrite Hquadratic, Hlinear, Hdenominator. f_equal.
  unfold ratio. rewrite N.add_0_r, !N2Z.inj_mul, !mult_IZR, <- abs_square. field. lra.
Qed.

Theorem gaussian_table_mass (t : parts) (a b : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> gaussian_table t a b -> table_mass t x = gaussian_mass a b x.
Proof.
  intros Ha Hb Ht. unfold table_mass, gaussian_mass.
  rewrite (gaussian_weight t a b x Ha Hb Ht). f_equal. apply tsum_ext. intros y.
  exact (gaussian_weight t a b y Ha Hb Ht).
Qed.

Lemma laplace_weight (t : parts) (n d : N) (x : Z) :
  (0 < n)%N -> (0 < d)%N -> laplace_table t n d ->
  table_weight t (Z.abs_N x) = exp (- IZR (Z.abs x) / ratio n d).
Proof.
  intros Hn Hd (Hquadratic & Hlinear & Hdenominator).
  generalize (of_N_pos n Hn), (of_N_pos d Hd). intros HnR HdR.
  unfold table_weight, exponent. rewrite Hquadratic, Hlinear, Hdenominator. f_equal.
  unfold ratio. rewrite N.mul_0_l, N.add_0_l, N2Z.inj_mul, mult_IZR, N2Z.inj_abs_N. field. lra.
Qed.

Theorem laplace_table_mass (t : parts) (n d : N) (x : Z) :
  (0 < n)%N -> (0 < d)%N -> laplace_table t n d -> table_mass t x = laplace_mass (ratio n d) x.
Proof.
  intros Hn Hd Ht. set (s := ratio n d).
  assert (Hs : 0 < s) by (apply Rdiv_lt_0_compat; apply of_N_pos; assumption).
  set (c := (1 - exp (- / s)) / (1 + exp (- / s))).
  assert (Hc : 0 < c).
  { assert (Hone : exp (- / s) < 1).
    { rewrite <- exp_0. apply exp_increasing. generalize (Rinv_0_lt_compat s Hs). lra. }
    generalize (exp_pos (- / s)). intros Hpos. apply Rdiv_lt_0_compat; lra. }
  assert (Hmass : forall y, laplace_mass s y = c * table_weight t (Z.abs_N y)).
  { intros y. rewrite (laplace_weight t n d y Hn Hd Ht). reflexivity. }
  assert (Hsum : c * tsum (fun y : Z => table_weight t (Z.abs_N y)) = 1).
  { rewrite <- tsum_scal_l by lra. rewrite <- (tsum_ext _ _ Hmass).
    rewrite <- (laplace_terminates n d Hn Hd). unfold total. apply tsum_ext. intros y.
    symmetry. exact (laplace_pmf n d Hn Hd y). }
  rewrite Hmass. unfold table_mass.
  assert (Hnonzero : tsum (fun y : Z => table_weight t (Z.abs_N y)) <> 0).
  { intros H0. rewrite H0 in Hsum. lra. }
  replace c with (/ tsum (fun y : Z => table_weight t (Z.abs_N y))).
  - unfold Rdiv. ring.
  - apply (Rmult_eq_reg_r (tsum (fun y : Z => table_weight t (Z.abs_N y)))); [| exact Hnonzero].
    rewrite Hsum. field. exact Hnonzero.
Qed.

(** ** The sampler *)

Section Sampler.
Variables (t : parts) (h : hints).
Hypothesis t_passes : passes t h.

Theorem gaussian_table_pmf (a b : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> gaussian_table t a b ->
  pmf (body table_sample value (table_of t)) x = gaussian_mass a b x.
Proof using t_passes.
  intros Ha Hb Ht. rewrite <- (gaussian_table_mass t a b x Ha Hb Ht).
  exact (table_sample_mass t (passes_right t h t_passes) x).
Qed.

Theorem gaussian_table_tape (a b : N) (x : Z) :
  (0 < a)%N -> (0 < b)%N -> gaussian_table t a b ->
  tape_probability (body table_sample value (table_of t)) x = gaussian_mass a b x.
Proof using t_passes.
  intros Ha Hb Ht. rewrite <- (gaussian_table_mass t a b x Ha Hb Ht).
  exact (table_sample_tape t (passes_right t h t_passes) x).
Qed.

Theorem laplace_table_pmf (n d : N) (x : Z) :
  (0 < n)%N -> (0 < d)%N -> laplace_table t n d ->
  pmf (body table_sample value (table_of t)) x = laplace_mass (ratio n d) x.
Proof using t_passes.
  intros Hn Hd Ht. rewrite <- (laplace_table_mass t n d x Hn Hd Ht).
  exact (table_sample_mass t (passes_right t h t_passes) x).
Qed.

Theorem laplace_table_tape (n d : N) (x : Z) :
  (0 < n)%N -> (0 < d)%N -> laplace_table t n d ->
  tape_probability (body table_sample value (table_of t)) x = laplace_mass (ratio n d) x.
Proof using t_passes.
  intros Hn Hd Ht. rewrite <- (laplace_table_mass t n d x Hn Hd Ht).
  exact (table_sample_tape t (passes_right t h t_passes) x).
Qed.

End Sampler.
