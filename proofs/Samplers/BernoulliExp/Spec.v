(** * A coin with probability exp(-numerator/denominator): the specification

    Glossary
      ratio n d                == n / d as a real number (Ratio.v)
      bernoulli_exp_mass n d b == exp(-n/d) for true, 1 - exp(-n/d) for false *)

From Coq Require Import Reals NArith.
From Verinoise Require Import Samplers.Ratio.
Local Open Scope R_scope.

Definition bernoulli_exp_mass (n d : N) (b : bool) : R :=
  let p := exp (- ratio n d) in
  if b then p else 1 - p.
