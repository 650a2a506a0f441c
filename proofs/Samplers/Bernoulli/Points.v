(** * The lazy coin: golden parameters and known points

    Glossary
      bernoulli_points == parameters of the golden tapes: certain coins, and
                          probabilities with few and with many digits
      digits n d l     == the first [l] digits of n/d in base 256
      bernoulli_tapes  == tapes of the digits of the coin's own probability: it
                          stays undecided for a long time                     *)

From Coq Require Import Reals NArith List Lra.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Ratio Samplers.Bernoulli.Code Samplers.Bernoulli.Spec.
Import ListNotations.

Definition bernoulli_points : list (values nat2) := [
  (0, 1); (1, 1); (1, 2); (1, 3); (2, 3); (1, 255); (255, 256); (1, 257); (5, 3); (3, 0);
  (2^55, 2^56 + 1); (2^63, 2^64 - 1); (1, 10^30); (10^30 - 1, 10^30); (2^127 - 1, 2^128)]%N.

Fixpoint digits (n d : N) (length : nat) : list N :=
  match length with
  | O => []
  | S l => (n * 256 / d)%N :: digits ((n * 256) mod d) d l
  end.

Definition bernoulli_tapes : list (values nat2 * list N) :=
  map (fun p => (p, digits (fst p) (snd p) 12 ++ [128%N]))
    (filter (fun p => (0 <? snd p)%N) bernoulli_points).

(** A fair coin is decided by the first bit, most significant; a certain one takes no byte. *)
Example bernoulli_of_half : run exact 1 (body bernoulli value (1, 2)%N) [x7f] = Done true [].
Proof. reflexivity. Qed.

Example bernoulli_of_half_fails : run exact 1 (body bernoulli value (1, 2)%N) [x80] = Done false [].
Proof. reflexivity. Qed.

Example bernoulli_of_one : run exact 0 (body bernoulli value (1, 1)%N) [] = Done true [].
Proof. reflexivity. Qed.

(** The digits of 1/3 are 85, 85, ...: nothing is decided before another digit comes. *)
Example bernoulli_of_third : run exact 3 (body bernoulli value (1, 3)%N) [x55; x55; x54] = Done true [].
Proof. reflexivity. Qed.

Example bernoulli_mass_of_third : bernoulli_mass 1 3 false = (2 / 3)%R.
Proof. unfold bernoulli_mass, ratio. simpl. lra. Qed.
