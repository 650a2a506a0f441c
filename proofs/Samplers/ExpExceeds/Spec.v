(** * A coin for a scaled exponential above a threshold: the specification

    Glossary
      ratio n d                  == n / d as a real number (Ratio.v)
      clamp p                    == p, cut to the interval from 0 to 1 (Coin.v)
      excess t c n d             == c exp(-n/d) - t
      exp_exceeds_mass t c n d b == clamp (excess t c n d) for true, the rest for
                                    false                                     *)

From Coq Require Import Reals NArith.
From MathLite Require Import Coin.
From Verinoise Require Import Samplers.Ratio.
Local Open Scope R_scope.

Definition excess (t c n d : N) : R := IZR (Z.of_N c) * exp (- ratio n d) - IZR (Z.of_N t).

Definition exp_exceeds_mass (t c n d : N) (b : bool) : R :=
  if b then clamp (excess t c n d) else 1 - clamp (excess t c n d).
