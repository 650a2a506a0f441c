(** * Mechanisms that add Gaussian noise

    A query has integer answers, one or a list of them; the mechanism adds independent
    discrete Gaussian noise to each.

    Paper section: 5, Privacy.

    Glossary
      gaussian_at a b m     == the exported [gaussian_shifted] at location [m],
                               variance parameter a/b
      gaussian_noise q a b  == the mechanism that answers with [gaussian_at a b (q x)]
      gaussian_vector q a b == the same for each entry of [q x], independently
      gaussian_vector_each q variances == the same, with a variance for each entry
      gaussian_for q delta n d, gaussian_vector_for q delta2 n d
                            == noise for (n/d)-zCDP: for sensitivity delta, squared
                               sensitivity delta2, the variance is
                               delta^2 / (2 (n/d)), delta2 / (2 (n/d))
      loss a b u v          == (u - v)^2 / (2 s) for s = a/b, the loss rho of two answers
      losses variances u v  == the sum of the losses of two vectors of answers
      entry_sensitivity adj q deltas == entry i of [q] moves by at most delta_i
      entry_losses variances deltas  == the sum of delta_i^2 / (2 s_i) *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Ratio Samplers.Gaussian.Code.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
Local Open Scope R_scope.

(** ** Mechanisms *)

Definition gaussian_at (a b : N) (location : Z) : dist Z :=
  pmf (body gaussian_shifted value (location, (a, b))).

Definition gaussian_noise {D : Type} (q : D -> Z) (a b : N) : mechanism D Z :=
  fun x => gaussian_at a b (q x).

Definition gaussian_vector {D : Type} (q : D -> list Z) (a b : N) : mechanism D (list Z) :=
  fun x => draws (map (gaussian_at a b) (q x)).

(** Answers without a variance are left out. *)
Definition gaussian_vector_each {D : Type} (q : D -> list Z) (variances : list (N * N))
    : mechanism D (list Z) :=
  fun x => draws (map (fun '(answer, (a, b)) => gaussian_at a b answer) (combine (q x) variances)).

(** Calibrated: sensitivity delta, (n/d)-zCDP. *)
Definition gaussian_for {D : Type} (q : D -> Z) (delta n d : N) : mechanism D Z :=
  gaussian_noise q (delta * delta * d) (2 * n).

Definition gaussian_vector_for {D : Type} (q : D -> list Z) (delta2 n d : N)
    : mechanism D (list Z) :=
  gaussian_vector q (delta2 * d) (2 * n).

(** ** What adjacent answers cost *)

Definition loss (a b : N) (u v : Z) : R := IZR (u - v) ^ 2 / (2 * ratio a b).

(** The cost of two lists of answers, a variance for each place. *)
Definition losses (variances : list (N * N)) (u v : list Z) : R :=
  lsum (fun '(m, n, (a, b)) => loss a b m n)
    (combine (combine u v) variances).

(** Its bound by a sensitivity for each place. *)
Definition entry_losses (variances : list (N * N)) (deltas : list Z) : R :=
  lsum (fun '(delta, (a, b)) => IZR delta ^ 2 / (2 * ratio a b))
    (combine deltas variances).

(** Entry by entry, adjacent answers differ by at most [deltas]. *)
Definition entry_sensitivity {D : Type} (adj : relation D) (q : D -> list Z) (deltas : list Z)
    : Prop :=
  forall x y, adj x y ->
    length (q x) = length (q y)
    /\ forall i, (Z.abs (nth i (q x) 0 - nth i (q y) 0) <= nth i deltas 0)%Z.
