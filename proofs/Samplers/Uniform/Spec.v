(** * Uniform naturals below a bound: the specification

    Glossary
      uniform_mass n x == 1/n for each of 0, ..., n-1, nothing elsewhere      *)

From Coq Require Import Reals NArith ZArith.
Local Open Scope R_scope.

Definition uniform_mass (n x : N) : R :=
  if (x <? n)%N then / IZR (Z.of_N n) else 0.
