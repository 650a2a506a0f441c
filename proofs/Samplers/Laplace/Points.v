(** * Discrete Laplace noise: golden parameters and known points

    Glossary
      laplace_points         == parameters of the golden tapes: scales from
                                10^-30 to 10^30
      locations              == locations, words and beyond
      laplace_shifted_points == each of them, with one scale                  *)

From Coq Require Import Reals NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec.
Import ListNotations.

Definition laplace_points : list (values nat2) := [
  (1, 1); (2, 1); (5, 1); (6, 1); (1, 2); (5, 2); (10, 1); (10, 3); (1000, 1); (2^20, 1); (1, 10^30);
  (10^30, 1); (10^30, 7); (2^64 - 1, 2^32 + 1)]%N.

Definition locations : list Z := [0; -1; 1000; 2^63 - 1; - 2^63; 10^30; - 10^30]%Z.

Definition laplace_shifted_points : list (values (Prod (Base Int) nat2)) :=
  map (fun location => (location, (3, 1)%N)) locations.

(** The sign is the lowest bit of the first byte; then comes the geometric number. *)
Example laplace_of_one :
  run exact 4 (body laplace value (1, 1)%N) [x01; x00; xff; xff] = Done (-1)%Z [].
Proof. reflexivity. Qed.

(** A negative zero is drawn again. *)
Example laplace_of_one_again :
  run exact 4 (body laplace value (1, 1)%N) [x01; xff; x00; xff] = Done 0%Z [].
Proof. reflexivity. Qed.

Example laplace_shifted_of_one :
  run exact 4 (body laplace_shifted value (10, (1, 1)%N)%Z) [x01; x00; xff; xff] = Done 9%Z [].
Proof. reflexivity. Qed.

Example laplace_mass_symmetric (t : R) (x : Z) : laplace_mass t (- x) = laplace_mass t x.
Proof. unfold laplace_mass. rewrite Z.abs_opp. reflexivity. Qed.

Example laplace_mass_falls (t : R) (x : Z) : (0 <= x)%Z ->
  laplace_mass t (x + 1) = (laplace_mass t x * exp (- / t))%R.
Proof.
  intros Hx. unfold laplace_mass. rewrite !Z.abs_eq by lia. rewrite plus_IZR.
  replace (- (IZR x + 1) / t)%R with (- IZR x / t + - / t)%R by (unfold Rdiv; ring).
  rewrite exp_plus. ring.
Qed.
