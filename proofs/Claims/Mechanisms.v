(** * Claims: mechanisms that are built from noise

    A histogram is proved private once, for a [system] (Privacy/Mechanisms/Interface.v): Laplace
    noise with pure privacy, or Gaussian noise with zCDP.  [histogram] is in
    Privacy/Mechanisms/Histogram/Privacy.v, [response] in RandomizedResponse/Privacy.v. *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Import Privacy.Notions.Notion Privacy.Mechanisms.Interface.
From Verinoise Require Import Privacy.Mechanisms.Histogram.Privacy.
From Verinoise Require Import Privacy.Mechanisms.RandomizedResponse.Privacy.
Import ListNotations.
Local Open Scope R_scope.

(** ** Histograms *)

Section Histogram.
Context {A K : Type} (key : A -> K) (K_eq_dec : forall j k : K, {j = k} + {j <> k}).
Context (bins : list K) (n d : N).

(** The noisy counts of distinct bins cost n/d in either system when a record comes or goes. *)
Theorem histogram_private (S : system) : NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  private S add_remove (cost_of S n d) (histogram key K_eq_dec S bins n d).
Proof. exact (Histogram.Privacy.histogram_private key K_eq_dec S bins n d). Qed.

(** With Laplace noise a histogram is pure (n/d)-DP when a record comes or goes. *)
Theorem histogram_pure_dp : NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  pure_dp add_remove (ratio n d) (histogram key K_eq_dec pure_system bins n d).
Proof. exact (Histogram.Privacy.histogram_pure_dp key K_eq_dec bins n d). Qed.

(** With Gaussian noise a histogram is (n/d)-zCDP when a record comes or goes. *)
Theorem histogram_zcdp : NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  zcdp add_remove (ratio n d) (histogram key K_eq_dec zcdp_system bins n d).
Proof. exact (Histogram.Privacy.histogram_zcdp key K_eq_dec bins n d). Qed.

(** The noisy counts of distinct bins cost twice n/d in either system when a record is
    replaced. *)
Theorem histogram_private_replace (S : system) : NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  private S replace_one (cost_times 2 (cost_of S n d)) (histogram key K_eq_dec S bins n d).
Proof. exact (Histogram.Privacy.histogram_private_replace key K_eq_dec S bins n d). Qed.

(** With Laplace noise a histogram is pure (2 n/d)-DP when a record is replaced. *)
Theorem histogram_replace_pure_dp : NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  pure_dp replace_one (2 * ratio n d) (histogram key K_eq_dec pure_system bins n d).
Proof. exact (Histogram.Privacy.histogram_replace_pure_dp key K_eq_dec bins n d). Qed.

(** With Gaussian noise a histogram is (2 n/d)-zCDP when a record is replaced. *)
Theorem histogram_replace_zcdp : NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  zcdp replace_one (2 * ratio n d) (histogram key K_eq_dec zcdp_system bins n d).
Proof. exact (Histogram.Privacy.histogram_replace_zcdp key K_eq_dec bins n d). Qed.

(** A histogram of distinct bins, of either system, is (eps, delta)-DP when a record comes or
    goes, where eps is what the system says of its cost and delta. *)
Theorem histogram_approx_dp (S : system) (delta : R) : NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  0 < delta <= 1 ->
  approx_dp add_remove (epsilon_at S (cost_of S n d) delta) delta
    (histogram key K_eq_dec S bins n d).
Proof.
  intros Hbins Hn Hd.
  exact (Histogram.Privacy.histogram_approx_dp key K_eq_dec bins n d Hbins Hn Hd S delta).
Qed.

(** A histogram of either system ends with probability 1. *)
Theorem histogram_total (S : system) : (0 < n)%N -> (0 < d)%N ->
  total_mechanism (histogram key K_eq_dec S bins n d).
Proof. exact (Histogram.Privacy.histogram_total key K_eq_dec S bins n d). Qed.

End Histogram.

(** ** Randomised response, the definitions at a known point *)

(** Randomised response, which tells a bit truly with probability 3/4, is pure eps-DP exactly if
    eps is at least ln 3. *)
Theorem response_pure_dp eps : pure_dp any eps response <-> ln 3 <= eps.
Proof. exact (RandomizedResponse.Privacy.response_pure_dp eps). Qed.

(** This randomised response is (0, delta)-DP exactly if delta is at least 1/2. *)
Theorem response_approx_dp delta : approx_dp any 0 delta response <-> 1 / 2 <= delta.
Proof. exact (RandomizedResponse.Privacy.response_approx_dp delta). Qed.

(** This randomised response ends with probability 1. *)
Theorem response_total : total_mechanism response.
Proof. exact RandomizedResponse.Privacy.response_total. Qed.
