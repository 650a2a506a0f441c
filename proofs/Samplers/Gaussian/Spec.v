(** * Discrete Gaussian noise: the specification

    Glossary
      ratio a b           == a / b as a real number (Ratio.v)
      tsum f              == the sum of all values of [f] (MathLite, Tsum.v)
      gaussian_mass a b x == with s = a / b: exp (-x^2 / (2 s)), divided by the
                             sum of these over all integers
      distance c e y      == e times the distance of |y| from c / e
      keep a b c e y      == exp (- (|y| - c/e)^2 / (2 a/b)), the probability that the
                             proposal [y] is kept
      acceptance a b n d c e == the probability that a discrete Laplace proposal of
                             scale n/d is kept                                *)

From Coq Require Import Reals NArith ZArith.
From MathLite Require Import Tsum.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Spec.
Local Open Scope R_scope.

Definition gaussian_mass (a b : N) (x : Z) : R :=
  exp (- IZR x ^ 2 / (2 * ratio a b))
  / tsum (fun y : Z => exp (- IZR y ^ 2 / (2 * ratio a b))).

Definition distance (c e : N) (y : Z) : N :=
  (Z.abs_N y * e - c + (c - Z.abs_N y * e))%N.

Definition keep (a b c e : N) (y : Z) : R :=
  exp (- ratio (distance c e y * distance c e y * b) (2 * a * (e * e))).

Definition acceptance (a b n d c e : N) : R :=
  tsum (fun y : Z => laplace_mass (ratio n d) y * keep a b c e y).
