(** * Privacy: definitions

    A mechanism turns data into a distribution of outputs.  Data are of any type,
    with any adjacency; privacy is a bound on how much the distributions of
    adjacent data differ.

    Dwork, McSherry, Nissim, Smith 2006 (pure); Dwork, Kenthapadi, McSherry, Mironov,
    Naor 2006 (approximate); Bun, Steinke 2016 (zCDP); Mironov 2017 (RDP).

    Glossary (for adjacent [x] and [y], every output and every event)
      power x a            == x^a for x > 0, and 0 for x = 0
      probability p S      == the mass of the event [S]
      pure_dp adj eps M    == M x o <= e^eps M y o
      approx_dp adj eps delta M == P(M x in S) <= e^eps P(M y in S) + delta
      renyi_le a tau p q   == p vanishes where q does, and the sum of p^a q^(1-a)
                              is at most e^((a-1) tau)
      rdp adj a tau M      == renyi_le a tau (M x) (M y), and the order a is above 1: at
                              order 1 the sum of p^a q^(1-a) bounds nothing
      zcdp_le rho p q      == renyi_le a (a rho) p q for every real a > 1
      zcdp adj rho M       == renyi_le a (a rho) (M x) (M y) for every real a > 1

    Glossary of combinators
      postprocess M f      == run M, hand its output to f, which may be random
      adaptive M N         == run M, then N, which sees the data and M's output;
                              both outputs are published
      transcript Ms []     == run the mechanisms of the list Ms, each of which sees the
                              data and the outputs before it; all are published
      parallel b M N       == M on the records that satisfy b, N on the others;
                              both outputs are published                        *)

From Coq Require Import Reals List ZArith.
From MathLite Require Import Prob Sums Tsum Dist Pairing.
Import ListNotations.
Local Open Scope R_scope.

Definition mechanism (D O : Type) : Type := D -> dist O.

(** Every run ends with an output.  The notions below compare outputs; where a mechanism is not
    total, they say nothing of its silence (Silence.v).  Every mechanism is claimed to be. *)
Definition total_mechanism {D O} (M : mechanism D O) : Prop := forall x, total (M x) = 1.

Definition relation (D : Type) : Type := D -> D -> Prop.

Definition symmetric {D} (adj : relation D) : Prop := forall x y, adj x y -> adj y x.

(** ** Mechanisms from mechanisms *)

Definition postprocess {D O U} (M : mechanism D O) (f : O -> dist U) : mechanism D U :=
  fun x => dbind (M x) f.

(** [dpair p k] draws [o] from [p], then [u] from [k o], and returns [(o, u)]. *)
Definition adaptive {D O U} (M : mechanism D O) (N : O -> mechanism D U) : mechanism D (O * U) :=
  fun x => dpair (M x) (fun o => N o x).

(** Outputs are listed, oldest first. *)
Fixpoint transcript {D O} (Ms : list (list O -> mechanism D O)) (before : list O) :
  mechanism D (list O) :=
  fun x => match Ms with
           | [] => dret []
           | M :: Ms =>
               dbind (M before x) (fun o => dmap (cons o) (transcript Ms (before ++ [o]) x))
           end.

Definition parallel {A O U} (b : A -> bool)
  (M : mechanism (list A) O) (N : mechanism (list A) U) : mechanism (list A) (O * U) :=
  fun x => dpair (M (filter b x)) (fun _ => N (filter (fun a => negb (b a)) x)).

(** ** Adjacency of data sets, as lists of records in any order *)

(** One has exactly one record more. *)
Definition add_remove {A} (x y : list A) : Prop :=
  exists a l1 l2, (x = l1 ++ l2 /\ y = l1 ++ a :: l2) \/ (y = l1 ++ l2 /\ x = l1 ++ a :: l2).

(** They differ in one record. *)
Definition replace_one {A} (x y : list A) : Prop :=
  exists a b l1 l2, x = l1 ++ a :: l2 /\ y = l1 ++ b :: l2.

Definition either {D} (adj1 adj2 : relation D) : relation D := fun x y => adj1 x y \/ adj2 x y.

(** Reached in at most [k] steps between adjacent data: groups of [k] records. *)
Fixpoint within {D} (adj : relation D) (k : nat) (x y : D) : Prop :=
  match k with
  | O => x = y
  | S k => x = y \/ exists z, adj x z /\ within adj k z y
  end.

(** ** Sensitivity *)

Definition sensitivity {D} (adj : relation D) (q : D -> Z) (delta : Z) : Prop :=
  forall x y, adj x y -> (Z.abs (q x - q y) <= delta)%Z.

(** Vectors are lists of one length. *)
Definition l1_distance (u v : list Z) : Z :=
  fold_right Z.add 0%Z (map (fun p => Z.abs (fst p - snd p)) (combine u v)).

Definition l2_distance_squared (u v : list Z) : Z :=
  fold_right Z.add 0%Z (map (fun p => ((fst p - snd p) ^ 2)%Z) (combine u v)).

Definition l1_sensitivity {D} (adj : relation D) (q : D -> list Z) (delta : Z) : Prop :=
  forall x y, adj x y -> length (q x) = length (q y) /\ (l1_distance (q x) (q y) <= delta)%Z.

(** The square of the sensitivity is bounded, which need not be a square. *)
Definition l2_sensitivity_squared {D} (adj : relation D) (q : D -> list Z) (delta2 : Z) : Prop :=
  forall x y, adj x y ->
    length (q x) = length (q y) /\ (l2_distance_squared (q x) (q y) <= delta2)%Z.

(** ** Privacy *)

Definition power (x a : R) : R := ind (0 < x) * Rpower x a.

Definition probability {O} (p : dist O) (S : O -> Prop) : R := tsum (fun o => ind (S o) * p o).

Definition pure_le {O} (eps : R) (p q : dist O) : Prop := forall o, p o <= exp eps * q o.

Definition approx_le {O} (eps delta : R) (p q : dist O) : Prop :=
  forall S, probability p S <= exp eps * probability q S + delta.

Definition renyi_le {O} (a tau : R) (p q : dist O) : Prop :=
  (forall o, q o = 0 -> p o = 0) /\
  forall l, NoDup l -> lsum (fun o => power (p o) a * power (q o) (1 - a)) l <= exp ((a - 1) * tau).

Definition zcdp_le {O} (rho : R) (p q : dist O) : Prop :=
  forall a, 1 < a -> renyi_le a (a * rho) p q.

Section Privacy.
Context {D O : Type} (adj : relation D).

Definition pure_dp (eps : R) (M : mechanism D O) : Prop :=
  forall x y, adj x y -> pure_le eps (M x) (M y).

Definition approx_dp (eps delta : R) (M : mechanism D O) : Prop :=
  forall x y, adj x y -> approx_le eps delta (M x) (M y).

Definition rdp (a tau : R) (M : mechanism D O) : Prop :=
  1 < a /\ forall x y, adj x y -> renyi_le a tau (M x) (M y).

Definition zcdp (rho : R) (M : mechanism D O) : Prop :=
  forall a, 1 < a -> forall x y, adj x y -> renyi_le a (a * rho) (M x) (M y).

End Privacy.
