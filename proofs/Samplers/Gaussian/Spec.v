(** * Discrete Gaussian noise: the specification

    Glossary
      ratio a b           == a / b as a real number (Ratio.v)
      tsum f              == the sum of all values of [f] (MathLite, Tsum.v)
      gaussian_mass a b x == with s = a / b: exp (-x^2 / (2 s)), divided by the
                             sum of these over all integers                   *)

From Coq Require Import Reals NArith ZArith.
From MathLite Require Import Tsum.
From Verinoise Require Import Samplers.Ratio.
Local Open Scope R_scope.

Definition gaussian_mass (a b : N) (x : Z) : R :=
  exp (- IZR x ^ 2 / (2 * ratio a b))
  / tsum (fun y : Z => exp (- IZR y ^ 2 / (2 * ratio a b))).
