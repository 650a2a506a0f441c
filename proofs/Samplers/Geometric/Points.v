(** * Geometric numbers with ratio exp(-numerator/denominator): golden parameters and known points

    Glossary
      geometric_points           == parameters of the golden tapes: both sides of
                                    the switch, at five denominators
      geometric_by_trials_points == those where few trials are expected       *)

From Coq Require Import Reals NArith List.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Ratio Samplers.Geometric.Code Samplers.Geometric.Spec.
Import ListNotations.

Definition geometric_points : list (values nat2) := [
  (1, 1); (1, 2); (1, 3); (1, 5); (1, 6); (2, 5); (7, 2); (1, 100); (3, 1000); (1, 10^30); (10^30, 1);
  (2^64, 5 * 2^64); (2^64, 5 * 2^64 + 1)]%N.

Definition geometric_by_trials_points : list (values nat2) :=
  filter (fun p => (snd p <? 1000 * fst p)%N) geometric_points.

(** One coin of probability exp(-1) that shows true, and one that does not. *)
Example geometric_of_one :
  run exact 3 (body geometric value (1, 1)%N) [x00; xff; xff] = Done 1%N [].
Proof. reflexivity. Qed.

(** A denominator of 6 takes the other program: the digit 2, kept, and no wrap. *)
Example geometric_of_sixth :
  run exact 3 (body geometric value (1, 6)%N) [x40; xff; xff] = Done 2%N [].
Proof. reflexivity. Qed.

Example geometric_mass_falls (n d k : N) :
  geometric_mass n d (k + 1) = (geometric_mass n d k * exp (- ratio n d))%R.
Proof.
  unfold geometric_mass. rewrite N.add_1_r, Nnat.N2Nat.inj_succ. simpl. ring.
Qed.
