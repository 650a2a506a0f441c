(** * The lazy coin: the specification

    Glossary
      ratio n d            == n / d as a real number (Ratio.v)
      bernoulli_mass n d b == n/d for true, 1 - n/d for false                 *)

From Coq Require Import Reals NArith.
From Verinoise Require Import Samplers.Ratio.
Local Open Scope R_scope.

Definition bernoulli_mass (n d : N) (b : bool) : R :=
  if b then ratio n d else 1 - ratio n d.
