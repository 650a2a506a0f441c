(** * Enclosures of exp: golden parameters and known points

    Glossary
      exp_opp_points, ... == parameters of the golden tapes: quotients that are 0,
                             tiny, moderate and large; few and many bits
      long_quotients      == quotients below 64 of numbers below 2^120        *)

From Coq Require Import NArith List.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine Lang.Words.
From Verinoise Require Import Samplers.Exp.Code.
Import ListNotations.

(** All of these quotients with all of these numbers of bits. *)
Definition at_bits (quotients : list (values nat2)) (bits : list N) : list (values nat3) :=
  list_prod quotients bits.

Definition long_quotients : list (values nat2) :=
  [(1, 2^113); (2^60, 2^118 - 1); (2^57 - 1, 2^57 + 1); (2^58 - 1, 2^58); (2^117 + 1, 2^118 - 1);
   (3 * 2^112 + 1, 2^113); (2^119 - 1, 2^116 + 12345); (2^118, 2^113); (2^119 - 1, 2^113);
   (2^120 - 1, 2^114 + 1)]%N.

Definition exp_opp_fixed_points : list (values (nat3 ** nat1 ** nat1)) :=
  [(0, 1, 0, 0, 0); (1, 1, 0, 0, 8); (1, 1, 8, 2, 0); (1, 1, 0, 12, 20); (1, 1, 8, 4, 24);
   (3, 2, 4, 6, 30); (7, 2, 0, 20, 40); (40, 1, 14, 9, 70); (1, 10^6, 2, 3, 60); (5, 3, 8, 8, 60);
   (10^30, 10^30 + 7, 8, 14, 100); (10^30, 3, 110, 16, 120);
   (10^30, 10^30 + 7, 8, 4, 20); (10^30, 10^30 + 7, 20, 4, 12); (10^30, 10^30 + 7, 3, 4, 0)]%N
  ++ list_prod (list_prod (at_bits [(1, 3); (3, 2); (12, 1)]%N [0; 1; 4; 9]%N) [0; 1; 5]%N) [5; 12; 30]%N.

Definition exp_opp_points : list (values nat3) :=
  [(0, 7, 60); (1, 10^9, 60); (40, 1, 60); (40, 1, 100); (10^30, 1, 60); (1, 10^30, 100);
   (10^30, 10^30 + 7, 100); (10^30, 10^29, 60); (1234567, 1000, 60)]%N
  ++ at_bits long_quotients [44]%N
  ++ at_bits [(0, 1); (1, 1); (1, 2); (2, 3); (1, 10); (1, 1000); (9, 4); (5, 1); (40, 1)]%N
             [0; 1; 2; 3; 5; 8; 10; 12; 14; 60; 100]%N.

Definition exp_up_points : list (values nat3) :=
  [(0, 7, 60); (1, 10^9, 60); (40, 1, 60); (200, 1, 0); (1, 10^30, 100); (10^30, 10^30 + 7, 100)]%N
  ++ at_bits [(0, 1); (1, 1); (1, 2); (2, 3); (1, 10); (1, 1000); (9, 4); (5, 1); (40, 1)]%N
             [0; 1; 2; 3; 4; 5; 6; 7; 8; 60; 100]%N.

Definition exp_opp_cubic_points : list (values nat3) :=
  [(0, 7, 60); (1, 10^9, 60); (1, 10^9, 100); (40, 1, 60); (10^30, 1, 60); (1, 10^30, 100);
   (10^30, 10^36, 60)]%N
  ++ at_bits [(0, 1); (1, 1); (1, 2); (2, 3); (1, 10); (1, 1000); (3, 2); (9, 4); (40, 1)]%N
             [0; 1; 2; 3; 5; 8; 12; 16; 20; 32; 60]%N.

(** exp(0) = 1. *)
Example exp_opp_of_0 : run exact 20 (body exp_opp value (0, 1, 8)%N) [] = Done (255, 256)%N [].
Proof. vm_compute. reflexivity. Qed.

(** exp(-1) = 0.36787944...; of 2^8 it is 94.177... *)
Example exp_opp_of_1 : run exact 20 (body exp_opp value (1, 1, 8)%N) [] = Done (94, 95)%N [].
Proof. vm_compute. reflexivity. Qed.

(** Of 2^60 it is 424136118829305329.7... *)
Example exp_opp_of_1_long :
  run exact 20 (body exp_opp value (1, 1, 60)%N) []
  = Done (424136118829305329, 424136118829305330)%N [].
Proof. vm_compute. reflexivity. Qed.

(** With 44 bits, words of 128 bits are enough for such quotients. *)
Example exp_opp_of_long :
  forall quotient, In quotient long_quotients ->
  run (words 128) 20 (body exp_opp value (quotient, 44)%N) []
  = run exact 20 (body exp_opp value (quotient, 44)%N) [].
Proof.
  intros quotient Hquotient. cbn [long_quotients In] in Hquotient.
  repeat (destruct Hquotient as [<- | Hquotient]; [vm_compute; reflexivity |]).
  destruct Hquotient.
Qed.

(** exp(-40) is below 2^-57. *)
Example exp_opp_of_40 : run exact 20 (body exp_opp value (40, 1, 8)%N) [] = Done (0, 1)%N [].
Proof. vm_compute. reflexivity. Qed.

(** exp(1) = 2.71828...; of 2^8 it is 695.88... *)
Example exp_up_of_1 : run exact 20 (body exp_up value (1, 1, 8)%N) [] = Done (695, 696)%N [].
Proof. vm_compute. reflexivity. Qed.

(** exp(-1/2) = 0.6065...; of 2^10 it is 621.09...  The bounds are those of 2^10 times 1 - 1/2 + 1/8
    with and without 1/32, a little rounded. *)
Example exp_opp_cubic_of_half :
  run exact 0 (body exp_opp_cubic value (1, 2, 10)%N) [] = Done (606, 641)%N [].
Proof. vm_compute. reflexivity. Qed.
