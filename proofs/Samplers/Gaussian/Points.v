(** * Discrete Gaussian noise: golden parameters and known points

    Glossary
      gaussian_points              == parameters of the golden tapes: variances
                                      from 10^-30 to 10^60
      gaussian_by_rejection_points == proposals of scale 1, 2, a/b and 1/3 for
                                      some variances a/b: the centre is variance
                                      over scale
      gaussian_shifted_points      == locations, with one variance            *)

From Coq Require Import Reals NArith ZArith List.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Laplace.Points.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Spec.
Import ListNotations.

Definition gaussian_points : list (values nat2) := [
  (1, 1); (1, 2); (99, 100); (1, 100); (1, 10^30); (3, 2); (2, 1); (5, 1); (25, 4); (100, 1); (10^6, 1);
  (10^6 + 1, 3); (2^40, 1); (2^52, 1); (2^80, 1); (10^30, 1); (10^30, 10^15 + 7); (10^60, 1)]%N.

Definition gaussian_by_rejection_points : list (values proposal) :=
  flat_map
    (fun v => let '(a, b) := v in
      [ ((a, b), ((1, 1), (a, b))); ((a, b), ((2, 1), (a, 2 * b)));
        ((a, b), ((a, b), (1, 1))); ((a, b), ((1, 3), (3 * a, b))) ])%N
    [(1, 1); (1, 2); (9, 4); (10^30, 10^30 - 1)]%N.

Definition gaussian_shifted_points : list (values (Prod (Base Int) nat2)) :=
  map (fun location => (location, (25, 4)%N)) locations.

(** Variance 1: the proposal 1 is the centre, and kept without a further byte. *)
Example gaussian_of_one :
  run exact 4 (body gaussian value (1, 1)%N) [x00; x00; xff; xff] = Done 1%Z [].
Proof. reflexivity. Qed.

(** The proposal 0 is refused by the two bytes that follow; the second proposal is kept. *)
Example gaussian_of_one_again :
  run exact 4 (body gaussian value (1, 1)%N) [x00; xff; x00; xff; x01; x00; xff; xff] = Done (-1)%Z [].
Proof. reflexivity. Qed.

Example gaussian_shifted_of_one :
  run exact 4 (body gaussian_shifted value (10, (1, 1)%N)%Z) [x00; x00; xff; xff] = Done 11%Z [].
Proof. reflexivity. Qed.

Example gaussian_mass_symmetric (a b : N) (x : Z) : gaussian_mass a b (- x) = gaussian_mass a b x.
Proof.
  unfold gaussian_mass. rewrite opp_IZR. do 2 f_equal. unfold Rdiv. f_equal. ring.
Qed.
