(** * Claims: mechanisms

    [histogram] is in Privacy/Mechanisms/Histogram/Privacy.v, [system] in Interface.v. *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Import Privacy.Notions.Notion Privacy.Mechanisms.Interface.
From Verinoise Require Import Privacy.Mechanisms.Histogram.Privacy.
From Verinoise Require Import Privacy.Mechanisms.RandomizedResponse.Privacy.
Import ListNotations.
Local Open Scope R_scope.

(** ** One interface: a histogram, proved private once, is pure with Laplace noise and zCDP
    with Gaussian noise. *)

Theorem histogram_private {A K} (key : A -> K) K_eq_dec (S : system) bins (n d : N) :
  NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  private S add_remove (cost_of S n d) (histogram key K_eq_dec S bins n d).
Proof. intros. apply Histogram.Privacy.histogram_private; assumption. Qed.

Theorem histogram_pure_dp {A K} (key : A -> K) K_eq_dec bins (n d : N) :
  NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  pure_dp add_remove (ratio n d) (histogram key K_eq_dec pure_system bins n d).
Proof. intros. apply Histogram.Privacy.histogram_pure_dp; assumption. Qed.

Theorem histogram_zcdp {A K} (key : A -> K) K_eq_dec bins (n d : N) :
  NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  zcdp add_remove (ratio n d) (histogram key K_eq_dec zcdp_system bins n d).
Proof. intros. apply Histogram.Privacy.histogram_zcdp; assumption. Qed.

(** ** The definitions at a known point: randomised response, which tells a bit truly with
    probability 3/4, is exactly (ln 3)-private. *)

Theorem response_pure_dp eps :
  pure_dp any eps response <-> ln 3 <= eps.
Proof. apply RandomizedResponse.Privacy.response_pure_dp. Qed.
