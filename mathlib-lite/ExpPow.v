(** * Natural powers of exp

    Purpose: exp(n y) = exp(y)^n for a natural number n.

    Paper section: 3, Distributions. *)

From Coq Require Import Reals Lra.
Local Open Scope R_scope.

Lemma exp_mult_INR (n : nat) (y : R) : exp (INR n * y) = exp y ^ n.
Proof.
  induction n as [| n IH].
  - rewrite Rmult_0_l. apply exp_0.
  - rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, IH. simpl. lra.
Qed.
