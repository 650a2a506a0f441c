(** * Renyi constants of Gaussian noise

    zCDP is a family of Renyi bounds, one for every order; this file states the bound of
    the noise at a given order.  It is an equality at the integer orders, as theta has its
    largest value at every integer: neither the Renyi constants nor rho can be improved.

    Mironov 2017; Bun, Steinke 2016; Canonne, Kamath, Steinke 2020.
    Paper section: 5, Privacy.

    Glossary
      rdp adj alpha tau M == the Renyi divergence of order alpha is at most tau
      gaussian_noise q a b == noise of variance parameter a/b, added to q (Mechanism.v)
      loss a b u v        == (u - v)^2 / (2 a/b) (Mechanism.v)                 *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist Theta.
From Verinoise Require Import Samplers.Ratio Samplers.Gaussian.Proof.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Privacy.
Local Open Scope R_scope.

(** ** Gaussian noise *)

Section Gaussian.
Variables a b : N.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.

(** At an integer order the centre of the sum is an integer. *)
Lemma gaussian_at_renyi_integer (order m n : Z) :
  tsum (renyi_term (IZR order) (gaussian_at a b m) (gaussian_at a b n))
  = exp ((IZR order - 1) * (IZR order * loss a b m n)).
Proof using a_pos b_pos.
  generalize (variance_pos a b a_pos b_pos). intros Hv.
  generalize (theta_pos _ Hv 0). intros Htheta.
  rewrite (tsum_ext _ _ (gaussian_renyi_term a b a_pos b_pos (IZR order) m n)).
  rewrite tsum_scal_l by (left; apply Rdiv_lt_0_compat; [apply exp_pos | exact Htheta]).
  replace (IZR order * IZR m + (1 - IZR order) * IZR n)
    with (IZR (order * m + (1 - order) * n))
    by (rewrite plus_IZR, !mult_IZR, minus_IZR; reflexivity).
  fold (theta (ratio a b) (IZR (order * m + (1 - order) * n))).
  rewrite (theta_IZR _ (order * m + (1 - order) * n)). field. lra.
Qed.

Lemma loss_attained (u v k : Z) : Z.abs (u - v) = k ->
  loss a b u v = IZR k ^ 2 / (2 * ratio a b).
Proof using.
  intros <-. unfold loss. rewrite abs_IZR, pow2_abs. reflexivity.
Qed.

Context {D : Type} (adj : relation D) (q : D -> Z) (k : Z).

Theorem gaussian_rdp (alpha : R) : sensitivity adj q k -> 1 < alpha ->
  rdp adj alpha (alpha * (IZR k ^ 2 / (2 * ratio a b))) (gaussian_noise q a b).
Proof using a_pos b_pos.
  intros Hq Halpha. split; [exact Halpha |]. apply gaussian_zcdp; assumption.
Qed.

Theorem gaussian_rdp_tight (order : Z) (tau : R) (x y : D) :
  (1 < order)%Z -> adj x y -> Z.abs (q x - q y) = k ->
  rdp adj (IZR order) tau (gaussian_noise q a b) ->
  IZR order * (IZR k ^ 2 / (2 * ratio a b)) <= tau.
Proof using a_pos b_pos.
  intros Horder Hxy Hk HM. apply (IZR_lt 1) in Horder.
  generalize (renyi_tsum_le _ _ _ _ (proj2 HM x y Hxy)). unfold gaussian_noise.
  rewrite gaussian_at_renyi_integer, (loss_attained _ _ k Hk). intros Hexp.
  apply (Rmult_le_reg_l (IZR order - 1)); [lra |].
  apply Rnot_lt_le. intros Hlt. apply exp_increasing in Hlt. lra.
Qed.

Theorem gaussian_zcdp_tight (rho : R) (x y : D) :
  adj x y -> Z.abs (q x - q y) = k ->
  zcdp adj rho (gaussian_noise q a b) -> IZR k ^ 2 / (2 * ratio a b) <= rho.
Proof using a_pos b_pos.
  intros Hxy Hk HM. assert (H2 : rdp adj 2 (2 * rho) (gaussian_noise q a b)).
  { split; [lra |]. apply HM. lra. }
  generalize (gaussian_rdp_tight 2 (2 * rho) x y ltac:(lia) Hxy Hk H2). lra.
Qed.

End Gaussian.
