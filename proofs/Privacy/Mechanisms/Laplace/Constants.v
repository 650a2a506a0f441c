(** * Renyi constants of Laplace noise

    Laplace noise is purely private, so the conversions from pure privacy give its Renyi
    bounds and its zCDP.

    Mironov 2017; Bun, Steinke 2016.
    Paper section: 5, Privacy.

    Glossary
      rdp adj alpha tau M  == the Renyi divergence of order alpha is at most tau
      two_point alpha eps  == the Renyi sum of randomised response (FromPure.v)
      laplace_noise q n d  == noise of scale n/d, added to q (Mechanism.v)       *)

From Coq Require Import Reals NArith ZArith.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Conversions.FromPure.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Privacy.
Local Open Scope R_scope.

Section Laplace.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Context {D : Type} (adj : relation D) (k : Z).
Hypothesis adj_symmetric : symmetric adj.

Theorem laplace_rdp (q : D -> Z) (alpha : R) : sensitivity adj q k -> 1 < alpha ->
  rdp adj alpha (ln (two_point alpha (IZR k / ratio n d)) / (alpha - 1)) (laplace_noise q n d).
Proof using n_pos d_pos adj_symmetric.
  intros Hq Halpha. apply pure_dp_rdp; [exact adj_symmetric | | | exact Halpha].
  - apply laplace_noise_total; assumption.
  - apply laplace_pure_dp; assumption.
Qed.

Theorem laplace_zcdp (q : D -> Z) : sensitivity adj q k ->
  zcdp adj (Rmin (IZR k / ratio n d) (1 / 2 * (IZR k / ratio n d) ^ 2)) (laplace_noise q n d).
Proof using n_pos d_pos adj_symmetric.
  intros Hq. apply pure_dp_zcdp; [exact adj_symmetric | |].
  - apply laplace_noise_total; assumption.
  - apply laplace_pure_dp; assumption.
Qed.

Theorem laplace_vector_zcdp (q : D -> list Z) : l1_sensitivity adj q k ->
  zcdp adj (Rmin (IZR k / ratio n d) (1 / 2 * (IZR k / ratio n d) ^ 2)) (laplace_vector q n d).
Proof using n_pos d_pos adj_symmetric.
  intros Hq. apply pure_dp_zcdp; [exact adj_symmetric | |].
  - apply laplace_vector_total; assumption.
  - apply laplace_vector_pure_dp; assumption.
Qed.

End Laplace.
