(** * Discrete Laplace noise: the specification

    Glossary
      laplace_mass t x == exp(-|x|/t), normalised: its sum over the integers x
                          is 1 for every scale t > 0                          *)

From Coq Require Import Reals ZArith.
Local Open Scope R_scope.

Definition laplace_mass (t : R) (x : Z) : R :=
  (1 - exp (- / t)) / (1 + exp (- / t)) * exp (- IZR (Z.abs x) / t).
