(** * Geometric numbers with ratio exp(-numerator/denominator): the specification

    Glossary
      ratio n d            == n / d as a real number (Ratio.v)
      geometric_mass n d k == (1 - r) r^k, where r = exp(-n/d)                *)

From Coq Require Import Reals NArith.
From Verinoise Require Import Samplers.Ratio.
Local Open Scope R_scope.

Definition geometric_mass (n d k : N) : R :=
  let r := exp (- ratio n d) in
  (1 - r) * r ^ N.to_nat k.
