(** * What verinoise claims about the calculus of privacy

    How costs add up, what may be done to outputs, and what one notion of privacy says
    in terms of another.  Data, outputs and adjacency are arbitrary; no mechanism has to
    be total and no relation symmetric, unless a statement says so.  What the statements
    mean is in

      Privacy/Definitions.v   notions; [postprocess], [adaptive], [parallel], [within]
      Privacy/Conversion.v    [renyi_delta], [zcdp_delta]
      Privacy/ExactCurve.v    [gaussian_delta]
      Privacy/{Notion,Interface,Histogram}.v   one interface for two currencies     *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Definitions Privacy.Notion Privacy.Interface.
From Verinoise Require Import Privacy.Histogram Privacy.HockeyStick Privacy.Conversion.
From Verinoise Require Import Privacy.NoiseGaussian Privacy.ExactCurve.
From Verinoise Require Privacy.PureDp Privacy.ApproxDp Privacy.Rdp Privacy.Zcdp.
From Verinoise Require Privacy.ConversionPure Privacy.RenyiConstants.
From Verinoise Require Privacy.RandomizedResponse Privacy.Combinators.
Import ListNotations.
Local Open Scope R_scope.

Section Closure.
Context {D O U : Type} (adj : relation D).

(** ** Post-processing: whatever is done to an output, also at random, costs nothing. *)

Theorem pure_dp_postprocess eps (M : mechanism D O) (f : O -> dist U) :
  pure_dp adj eps M -> pure_dp adj eps (postprocess M f).
Proof. apply PureDp.pure_dp_postprocess. Qed.

Theorem approx_dp_postprocess eps delta (M : mechanism D O) (f : O -> dist U) :
  approx_dp adj eps delta M -> approx_dp adj eps delta (postprocess M f).
Proof. apply ApproxDp.approx_dp_postprocess. Qed.

Theorem rdp_postprocess a tau (M : mechanism D O) (f : O -> dist U) : 1 <= a ->
  rdp adj a tau M -> rdp adj a tau (postprocess M f).
Proof. apply Rdp.rdp_postprocess. Qed.

Theorem zcdp_postprocess rho (M : mechanism D O) (f : O -> dist U) :
  zcdp adj rho M -> zcdp adj rho (postprocess M f).
Proof. apply Zcdp.zcdp_postprocess. Qed.

(** ** Composition: costs add up, also where the second mechanism is chosen by the output
    of the first. *)

Theorem pure_dp_adaptive eps1 eps2 (M : mechanism D O) (N : O -> mechanism D U) :
  pure_dp adj eps1 M -> (forall o, pure_dp adj eps2 (N o)) ->
  pure_dp adj (eps1 + eps2) (adaptive M N).
Proof. apply PureDp.pure_dp_adaptive. Qed.

Theorem approx_dp_adaptive eps1 eps2 delta1 delta2 (M : mechanism D O)
    (N : O -> mechanism D U) : 0 <= delta2 ->
  approx_dp adj eps1 delta1 M -> (forall o, approx_dp adj eps2 delta2 (N o)) ->
  approx_dp adj (eps1 + eps2) (delta1 + delta2) (adaptive M N).
Proof. apply ApproxDp.approx_dp_adaptive. Qed.

Theorem rdp_adaptive a tau1 tau2 (M : mechanism D O) (N : O -> mechanism D U) :
  rdp adj a tau1 M -> (forall o, rdp adj a tau2 (N o)) ->
  rdp adj a (tau1 + tau2) (adaptive M N).
Proof. apply Rdp.rdp_adaptive. Qed.

Theorem zcdp_adaptive rho1 rho2 (M : mechanism D O) (N : O -> mechanism D U) :
  zcdp adj rho1 M -> (forall o, zcdp adj rho2 (N o)) ->
  zcdp adj (rho1 + rho2) (adaptive M N).
Proof. apply Zcdp.zcdp_adaptive. Qed.

(** Any number of mechanisms in turn, each chosen by the outputs before it. *)
Theorem zcdp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall2 (fun rho M => forall seen, zcdp adj rho (M seen)) costs Ms ->
  zcdp adj (fold_right Rplus 0 costs) (transcript Ms before).
Proof. apply Zcdp.zcdp_transcript. Qed.

Theorem pure_dp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall2 (fun eps M => forall seen, pure_dp adj eps (M seen)) costs Ms ->
  pure_dp adj (fold_right Rplus 0 costs) (transcript Ms before).
Proof. apply PureDp.pure_dp_transcript. Qed.

Theorem approx_dp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall (fun cost => 0 <= snd cost) costs ->
  Forall2 (fun cost M => forall seen, approx_dp adj (fst cost) (snd cost) (M seen)) costs Ms ->
  approx_dp adj (fold_right Rplus 0 (map fst costs)) (fold_right Rplus 0 (map snd costs))
    (transcript Ms before).
Proof. apply ApproxDp.approx_dp_transcript. Qed.

Theorem rdp_transcript a costs (Ms : list (list O -> mechanism D O)) before : 1 <= a ->
  Forall2 (fun tau M => forall seen, rdp adj a tau (M seen)) costs Ms ->
  rdp adj a (fold_right Rplus 0 costs) (transcript Ms before).
Proof. apply Rdp.rdp_transcript. Qed.

(** ** What does not look at the data costs nothing; a bound may be relaxed. *)

Theorem pure_dp_const (p : dist O) : pure_dp adj 0 (fun _ => p).
Proof. apply PureDp.pure_dp_const. Qed.

Theorem approx_dp_const (p : dist O) : approx_dp adj 0 0 (fun _ => p).
Proof. apply ApproxDp.approx_dp_const. Qed.

Theorem rdp_const a (p : dist O) : rdp adj a 0 (fun _ => p).
Proof. apply Rdp.rdp_const. Qed.

Theorem zcdp_const (p : dist O) : zcdp adj 0 (fun _ => p).
Proof. apply Zcdp.zcdp_const. Qed.

Theorem pure_dp_monotone eps eps1 (M : mechanism D O) :
  eps <= eps1 -> pure_dp adj eps M -> pure_dp adj eps1 M.
Proof. apply PureDp.pure_dp_monotone. Qed.

Theorem approx_dp_monotone eps eps1 delta delta1 (M : mechanism D O) :
  eps <= eps1 -> delta <= delta1 -> approx_dp adj eps delta M -> approx_dp adj eps1 delta1 M.
Proof. apply ApproxDp.approx_dp_monotone. Qed.

Theorem rdp_monotone a tau tau1 (M : mechanism D O) : 1 <= a ->
  tau <= tau1 -> rdp adj a tau M -> rdp adj a tau1 M.
Proof. apply Rdp.rdp_monotone. Qed.

Theorem rdp_order a b tau (M : mechanism D O) :
  1 <= a <= b -> 1 < b -> rdp adj b tau M -> rdp adj a tau M.
Proof. apply Rdp.rdp_order. Qed.

Theorem zcdp_monotone rho rho1 (M : mechanism D O) :
  rho <= rho1 -> zcdp adj rho M -> zcdp adj rho1 M.
Proof. apply Zcdp.zcdp_monotone. Qed.

(** ** Groups: data that are [k] steps apart.  Renyi privacy pays with larger orders: for
    [2^c] steps, order [2^c a] gives order [a] (Mironov 2017, Proposition 2, has [3^c]). *)

Theorem pure_dp_group k eps (M : mechanism D O) : 0 <= eps ->
  pure_dp adj eps M -> pure_dp (within adj k) (INR k * eps) M.
Proof. apply PureDp.pure_dp_group. Qed.

Theorem approx_dp_group k eps delta (M : mechanism D O) : 0 <= eps -> 0 <= delta ->
  approx_dp adj eps delta M ->
  approx_dp (within adj k) (INR k * eps)
    (delta * lsum (fun i => exp (INR i * eps)) (seq 0 k)) M.
Proof. apply ApproxDp.approx_dp_group. Qed.

Theorem zcdp_group k rho (M : mechanism D O) : 0 <= rho ->
  zcdp adj rho M -> zcdp (within adj k) (INR k ^ 2 * rho) M.
Proof. apply Zcdp.zcdp_group. Qed.

Theorem rdp_group c a tau (M : mechanism D O) : 2 <= a -> 0 <= tau ->
  rdp adj (2 ^ c * a) tau M -> rdp (within adj (Nat.pow 2 c)) a ((5 / 2) ^ c * tau) M.
Proof. apply Rdp.rdp_group. Qed.

(** ** Conversions *)

(** The textbook definition by orders; pure privacy is approximate privacy with delta 0. *)
Theorem zcdp_rdp rho (M : mechanism D O) :
  zcdp adj rho M <-> forall a, 1 < a -> rdp adj a (a * rho) M.
Proof. apply Zcdp.zcdp_rdp. Qed.

Theorem approx_dp_pure eps (M : mechanism D O) : approx_dp adj eps 0 M <-> pure_dp adj eps M.
Proof. apply ApproxDp.approx_dp_pure. Qed.

(** Pure eps-privacy is (eps^2/2)-zCDP (Bun, Steinke 2016). *)
Theorem pure_dp_zcdp eps (M : mechanism D O) : symmetric adj -> total_mechanism M ->
  pure_dp adj eps M -> zcdp adj (1 / 2 * eps ^ 2) M.
Proof. apply ConversionPure.pure_dp_zcdp. Qed.

(** From Renyi privacy of any one order, with the best constant (Canonne, Kamath, Steinke
    2020); from zCDP, with the infimum over orders; and the closed form of Bun, Steinke. *)
Theorem rdp_approx_dp a tau eps (M : mechanism D O) : 1 < a -> rdp adj a tau M ->
  approx_dp adj eps (renyi_delta a tau eps) M.
Proof. apply Conversion.rdp_approx_dp. Qed.

Theorem zcdp_approx_dp_order rho a eps (M : mechanism D O) : 1 < a -> zcdp adj rho M ->
  approx_dp adj eps (renyi_delta a (a * rho) eps) M.
Proof. intros Ha HM. exact (Conversion.zcdp_approx_dp_order adj rho M HM a eps Ha). Qed.

Theorem zcdp_approx_dp rho eps (M : mechanism D O) : zcdp adj rho M ->
  approx_dp adj eps (zcdp_delta rho eps) M.
Proof. intros HM. exact (Conversion.zcdp_approx_dp adj rho M HM eps). Qed.

Theorem zcdp_approx_dp_textbook rho delta (M : mechanism D O) :
  zcdp adj rho M -> 0 <= rho -> 0 < delta <= 1 ->
  approx_dp adj (rho + 2 * sqrt (rho * ln (1 / delta))) delta M.
Proof. intros HM. exact (Conversion.zcdp_approx_dp_textbook adj rho M HM delta). Qed.

End Closure.

(** ** Partitions: mechanisms on disjoint parts of a table cost the larger of their costs when
    a record comes or goes; a replaced record may sit in both parts. *)

Section Parallel.
Context {A O U : Type} (b : A -> bool) (M : mechanism (list A) O) (N : mechanism (list A) U).

Theorem pure_dp_parallel eps1 eps2 :
  pure_dp add_remove eps1 M -> pure_dp add_remove eps2 N ->
  pure_dp add_remove (Rmax eps1 eps2) (parallel b M N).
Proof. apply PureDp.pure_dp_parallel. Qed.

Theorem approx_dp_parallel eps1 eps2 delta1 delta2 : 0 <= delta2 ->
  approx_dp add_remove eps1 delta1 M -> approx_dp add_remove eps2 delta2 N ->
  approx_dp add_remove (Rmax eps1 eps2) (Rmax delta1 delta2) (parallel b M N).
Proof. apply ApproxDp.approx_dp_parallel. Qed.

Theorem rdp_parallel a tau1 tau2 : 1 <= a ->
  rdp add_remove a tau1 M -> rdp add_remove a tau2 N ->
  rdp add_remove a (Rmax tau1 tau2) (parallel b M N).
Proof. apply Rdp.rdp_parallel. Qed.

Theorem zcdp_parallel rho1 rho2 :
  zcdp add_remove rho1 M -> zcdp add_remove rho2 N ->
  zcdp add_remove (Rmax rho1 rho2) (parallel b M N).
Proof. apply Zcdp.zcdp_parallel. Qed.

Theorem pure_dp_parallel_replace_twice eps1 eps2 : 0 <= Rmax eps1 eps2 ->
  pure_dp add_remove eps1 M -> pure_dp add_remove eps2 N ->
  pure_dp replace_one (2 * Rmax eps1 eps2) (parallel b M N).
Proof. apply PureDp.pure_dp_parallel_replace_twice. Qed.

Theorem zcdp_parallel_replace_twice rho1 rho2 : 0 <= Rmax rho1 rho2 ->
  zcdp add_remove rho1 M -> zcdp add_remove rho2 N ->
  zcdp replace_one (4 * Rmax rho1 rho2) (parallel b M N).
Proof. apply Zcdp.zcdp_parallel_replace_twice. Qed.

(** What is put together from total mechanisms is total. *)
Theorem parallel_total :
  total_mechanism M -> total_mechanism N -> total_mechanism (parallel b M N).
Proof. apply Combinators.parallel_total. Qed.

End Parallel.

(** ** The exact curve of one Gaussian answer: [gaussian_delta] is the smallest delta. *)

Theorem gaussian_noise_approx_dp_exact {D} (adj : relation D) (q : D -> Z) (a b : N) (k : Z)
    (eps delta : R) : (0 < a)%N -> (0 < b)%N -> (0 < k)%Z -> sensitivity adj q k ->
  (exists x y, adj x y /\ Z.abs (q x - q y) = k) ->
  approx_dp adj eps delta (gaussian_noise q a b) <-> gaussian_delta a b k eps <= delta.
Proof.
  intros Ha Hb Hk.
  exact (ExactCurve.gaussian_noise_approx_dp_exact a b eps Ha Hb adj q k Hk delta).
Qed.

(** The rho of Gaussian noise cannot be improved. *)
Theorem gaussian_zcdp_tight {D} (adj : relation D) (q : D -> Z) (a b : N) (k : Z) (rho : R)
    (x y : D) : (0 < a)%N -> (0 < b)%N -> adj x y -> Z.abs (q x - q y) = k ->
  zcdp adj rho (gaussian_noise q a b) -> IZR k ^ 2 / (2 * ratio a b) <= rho.
Proof. intros Ha Hb. exact (RenyiConstants.gaussian_zcdp_tight a b Ha Hb adj q k rho x y). Qed.

(** ** One interface: a histogram, proved private once, is pure with Laplace noise and zCDP
    with Gaussian noise. *)

Theorem histogram_private {A K} (key : A -> K) K_eq_dec (S : system) bins (n d : N) :
  NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  private S add_remove (cost_of S n d) (histogram key K_eq_dec S bins n d).
Proof. intros. apply Histogram.histogram_private; assumption. Qed.

Theorem histogram_pure_dp {A K} (key : A -> K) K_eq_dec bins (n d : N) :
  NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  pure_dp add_remove (ratio n d) (histogram key K_eq_dec pure_system bins n d).
Proof. intros. apply Histogram.histogram_pure_dp; assumption. Qed.

Theorem histogram_zcdp {A K} (key : A -> K) K_eq_dec bins (n d : N) :
  NoDup bins -> (0 < n)%N -> (0 < d)%N ->
  zcdp add_remove (ratio n d) (histogram key K_eq_dec zcdp_system bins n d).
Proof. intros. apply Histogram.histogram_zcdp; assumption. Qed.

(** ** The definitions at a known point: randomised response, which tells a bit truly with
    probability 3/4, is exactly (ln 3)-private. *)

Theorem response_pure_dp eps :
  pure_dp RandomizedResponse.any eps RandomizedResponse.response <-> ln 3 <= eps.
Proof. apply RandomizedResponse.response_pure_dp. Qed.
