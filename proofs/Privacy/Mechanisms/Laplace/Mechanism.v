(** * Mechanisms that add Laplace noise

    A query has integer answers, one or a list of them; the mechanism adds independent
    discrete Laplace noise to each.

    Paper section: 5, Privacy.

    Glossary
      laplace_at n d m     == the exported [laplace_shifted] at location [m], scale n/d
      laplace_noise q n d  == the mechanism that answers with [laplace_at n d (q x)]
      laplace_vector q n d == the same for each entry of [q x], independently
      laplace_for q delta n d, laplace_vector_for q delta n d
                           == these for sensitivity delta and privacy n/d: the scale
                              is delta / (n/d) *)

From Coq Require Import NArith ZArith List.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Laplace.Code.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.

Definition laplace_at (n d : N) (location : Z) : dist Z :=
  pmf (body laplace_shifted value (location, (n, d))).

Definition laplace_noise {D : Type} (q : D -> Z) (n d : N) : mechanism D Z :=
  fun x => laplace_at n d (q x).

Definition laplace_vector {D : Type} (q : D -> list Z) (n d : N) : mechanism D (list Z) :=
  fun x => draws (map (laplace_at n d) (q x)).

(** Calibrated: sensitivity delta, privacy n/d. *)
Definition laplace_for {D : Type} (q : D -> Z) (delta n d : N) : mechanism D Z :=
  laplace_noise q (delta * d) n.

Definition laplace_vector_for {D : Type} (q : D -> list Z) (delta n d : N) : mechanism D (list Z) :=
  laplace_vector q (delta * d) n.
