(** * A coin with probability exp(-numerator/denominator): golden parameters and known points

    Glossary
      bernoulli_exp_unit_points == parameters of the golden tapes: exponents up to 1
      bernoulli_exp_points      == and above                                  *)

From Coq Require Import Reals NArith List.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Ratio Samplers.BernoulliExp.Code Samplers.BernoulliExp.Spec.
Import ListNotations.

Definition bernoulli_exp_unit_points : list (values nat2) := [
  (0, 1); (1, 1); (1, 2); (2, 3); (99, 100); (1, 1000); (2^40 - 1, 2^40); (10^30 - 1, 10^30)]%N.

Definition bernoulli_exp_points : list (values nat2) :=
  bernoulli_exp_unit_points ++ [(3, 2); (7, 1); (10^30, 1); (10^30 + 1, 10^30)]%N.

(** The exponent 0 is certain. For 1 the first coin is certain; then the second coin, a fair one,
    and the third, of probability 1/3, decide: two successes make an odd number of coins. *)
Example bernoulli_exp_of_zero : run exact 1 (body bernoulli_exp value (0, 1)%N) [] = Done true [].
Proof. reflexivity. Qed.

Example bernoulli_exp_of_one : run exact 3 (body bernoulli_exp value (1, 1)%N) [x00; xff] = Done true [].
Proof. reflexivity. Qed.

Example bernoulli_exp_of_one_fails : run exact 2 (body bernoulli_exp value (1, 1)%N) [xff] = Done false [].
Proof. reflexivity. Qed.

Example bernoulli_exp_mass_of_zero : bernoulli_exp_mass 0 1 true = 1%R.
Proof.
  unfold bernoulli_exp_mass. rewrite ratio_0, Ropp_0. exact exp_0.
Qed.
