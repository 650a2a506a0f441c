(** * Uniform naturals below a bound: golden parameters and known points

    Glossary
      uniform_points == parameters of the golden tapes: bounds of one byte and of
                        many, on both sides of powers of 256                  *)

From Coq Require Import Reals NArith List Lra.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Spec.
Import ListNotations.

Definition uniform_points : list (values nat1) := [
  1; 2; 3; 7; 8; 255; 256; 257; 1000; 65536; 2^32; 2^63; 2^64 - 1; 2^64; 2^64 + 1; 2^128; 2^128 + 1;
  10^30]%N.

(** One side of a die is certain and takes no byte; six take three bits of a byte. *)
Example uniform_of_one : run exact 1 (body uniform value 1%N) [] = Done 0%N [].
Proof. reflexivity. Qed.

Example uniform_of_six : run exact 1 (body uniform value 6%N) [xbf] = Done 5%N [].
Proof. reflexivity. Qed.

Example uniform_of_six_again : run exact 2 (body uniform value 6%N) [xc0; x20] = Done 1%N [].
Proof. reflexivity. Qed.

Example uniform_mass_inside : uniform_mass 6 5 = (1 / 6)%R.
Proof. unfold uniform_mass. simpl. lra. Qed.

Example uniform_mass_outside : uniform_mass 6 6 = 0%R.
Proof. reflexivity. Qed.
