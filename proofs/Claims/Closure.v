(** * Claims: how the costs of privacy add up

    What may be done to outputs, how costs add up, and what groups cost, for each notion of
    privacy.  Data, outputs and adjacency are arbitrary.  The notions and [postprocess],
    [adaptive], [transcript], [parallel], [within] are in Privacy/Notions/Definitions.v.

    The notions compare the outputs of a mechanism.  Whether it answers at all could tell
    something, too.  [observe M] (Privacy/Notions/Silence.v) is [M] with "no answer" as one
    more output; for a mechanism that always ends its privacy is that of [M], and what is put
    together from mechanisms that always end always ends.                         *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Silence.
From Verinoise Require Privacy.Notions.PureDp Privacy.Notions.ApproxDp Privacy.Notions.Rdp.
From Verinoise Require Privacy.Notions.Zcdp Privacy.Notions.Combinators.
Import ListNotations.
Local Open Scope R_scope.

Section Closure.
Context {D O U : Type} (adj : relation D).

(** ** Post-processing *)

(** Whatever is done to the output of a mechanism, also at random, leaves it pure eps-DP. *)
Theorem pure_dp_postprocess eps (M : mechanism D O) (f : O -> dist U) :
  pure_dp adj eps M -> pure_dp adj eps (postprocess M f).
Proof. exact (PureDp.pure_dp_postprocess adj eps M f). Qed.

(** Whatever is done to the output of a mechanism, also at random, leaves it (eps, delta)-DP. *)
Theorem approx_dp_postprocess eps delta (M : mechanism D O) (f : O -> dist U) :
  approx_dp adj eps delta M -> approx_dp adj eps delta (postprocess M f).
Proof. exact (ApproxDp.approx_dp_postprocess adj eps delta M f). Qed.

(** Whatever is done to the output of a mechanism, also at random, leaves its Renyi bound. *)
Theorem rdp_postprocess a tau (M : mechanism D O) (f : O -> dist U) :
  rdp adj a tau M -> rdp adj a tau (postprocess M f).
Proof. exact (Rdp.rdp_postprocess adj a tau M f). Qed.

(** Whatever is done to the output of a mechanism, also at random, leaves it rho-zCDP. *)
Theorem zcdp_postprocess rho (M : mechanism D O) (f : O -> dist U) :
  zcdp adj rho M -> zcdp adj rho (postprocess M f).
Proof. exact (Zcdp.zcdp_postprocess adj rho M f). Qed.

(** ** Composition of two mechanisms *)

(** The eps of two mechanisms add up, also where the second mechanism is chosen by the output of
    the first and both outputs are published. *)
Theorem pure_dp_adaptive eps1 eps2 (M : mechanism D O) (N : O -> mechanism D U) :
  pure_dp adj eps1 M -> (forall o, pure_dp adj eps2 (N o)) ->
  pure_dp adj (eps1 + eps2) (adaptive M N).
Proof. exact (PureDp.pure_dp_adaptive adj eps1 eps2 M N). Qed.

(** The eps and the delta of two mechanisms add up in the same situation. *)
Theorem approx_dp_adaptive eps1 eps2 delta1 delta2 (M : mechanism D O)
    (N : O -> mechanism D U) : 0 <= delta2 ->
  approx_dp adj eps1 delta1 M -> (forall o, approx_dp adj eps2 delta2 (N o)) ->
  approx_dp adj (eps1 + eps2) (delta1 + delta2) (adaptive M N).
Proof. apply ApproxDp.approx_dp_adaptive. Qed.

(** The Renyi bounds of one order of two mechanisms add up in the same situation. *)
Theorem rdp_adaptive a tau1 tau2 (M : mechanism D O) (N : O -> mechanism D U) :
  rdp adj a tau1 M -> (forall o, rdp adj a tau2 (N o)) ->
  rdp adj a (tau1 + tau2) (adaptive M N).
Proof. exact (Rdp.rdp_adaptive adj a tau1 tau2 M N). Qed.

(** The rho of two mechanisms add up in the same situation. *)
Theorem zcdp_adaptive rho1 rho2 (M : mechanism D O) (N : O -> mechanism D U) :
  zcdp adj rho1 M -> (forall o, zcdp adj rho2 (N o)) ->
  zcdp adj (rho1 + rho2) (adaptive M N).
Proof. exact (Zcdp.zcdp_adaptive adj rho1 rho2 M N). Qed.

(** ** Composition of any number of mechanisms *)

(** The eps of any number of mechanisms add up, where each is chosen by the outputs before it and
    all outputs are published. *)
Theorem pure_dp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall2 (fun eps M => forall seen, pure_dp adj eps (M seen)) costs Ms ->
  pure_dp adj (fold_right Rplus 0 costs) (transcript Ms before).
Proof. exact (PureDp.pure_dp_transcript adj costs Ms before). Qed.

(** The eps and the delta of any number of mechanisms add up in the same situation. *)
Theorem approx_dp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall (fun cost => 0 <= snd cost) costs ->
  Forall2 (fun cost M => forall seen, approx_dp adj (fst cost) (snd cost) (M seen)) costs Ms ->
  approx_dp adj (fold_right Rplus 0 (map fst costs)) (fold_right Rplus 0 (map snd costs))
    (transcript Ms before).
Proof. exact (ApproxDp.approx_dp_transcript adj costs Ms before). Qed.

(** The Renyi bounds of one order of any number of mechanisms add up in the same situation. *)
Theorem rdp_transcript a costs (Ms : list (list O -> mechanism D O)) before : 1 < a ->
  Forall2 (fun tau M => forall seen, rdp adj a tau (M seen)) costs Ms ->
  rdp adj a (fold_right Rplus 0 costs) (transcript Ms before).
Proof. exact (Rdp.rdp_transcript adj a costs Ms before). Qed.

(** The rho of any number of mechanisms add up in the same situation. *)
Theorem zcdp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall2 (fun rho M => forall seen, zcdp adj rho (M seen)) costs Ms ->
  zcdp adj (fold_right Rplus 0 costs) (transcript Ms before).
Proof. exact (Zcdp.zcdp_transcript adj costs Ms before). Qed.

(** ** Constants, and bounds that are relaxed *)

(** A mechanism that does not look at the data is pure 0-DP. *)
Theorem pure_dp_const (p : dist O) : pure_dp adj 0 (fun _ => p).
Proof. exact (PureDp.pure_dp_const adj p). Qed.

(** A mechanism that does not look at the data is (0, 0)-DP. *)
Theorem approx_dp_const (p : dist O) : approx_dp adj 0 0 (fun _ => p).
Proof. exact (ApproxDp.approx_dp_const adj p). Qed.

(** A mechanism that does not look at the data has the Renyi bound 0 at every order. *)
Theorem rdp_const a (p : dist O) : 1 < a -> rdp adj a 0 (fun _ => p).
Proof. exact (Rdp.rdp_const adj a p). Qed.

(** A mechanism that does not look at the data is 0-zCDP. *)
Theorem zcdp_const (p : dist O) : zcdp adj 0 (fun _ => p).
Proof. exact (Zcdp.zcdp_const adj p). Qed.

(** What is pure eps-DP is so for every larger eps. *)
Theorem pure_dp_monotone eps eps1 (M : mechanism D O) :
  eps <= eps1 -> pure_dp adj eps M -> pure_dp adj eps1 M.
Proof. exact (PureDp.pure_dp_monotone adj eps eps1 M). Qed.

(** What is (eps, delta)-DP is so for every larger eps and delta. *)
Theorem approx_dp_monotone eps eps1 delta delta1 (M : mechanism D O) :
  eps <= eps1 -> delta <= delta1 -> approx_dp adj eps delta M -> approx_dp adj eps1 delta1 M.
Proof. apply ApproxDp.approx_dp_monotone. Qed.

(** A Renyi bound may be replaced by a larger one. *)
Theorem rdp_monotone a tau tau1 (M : mechanism D O) :
  tau <= tau1 -> rdp adj a tau M -> rdp adj a tau1 M.
Proof. exact (Rdp.rdp_monotone adj a tau tau1 M). Qed.

(** A Renyi bound holds for the smaller orders above 1, too. *)
Theorem rdp_order a b tau (M : mechanism D O) :
  1 < a <= b -> rdp adj b tau M -> rdp adj a tau M.
Proof. exact (Rdp.rdp_order adj a b tau M). Qed.

(** What is rho-zCDP is so for every larger rho. *)
Theorem zcdp_monotone rho rho1 (M : mechanism D O) :
  rho <= rho1 -> zcdp adj rho M -> zcdp adj rho1 M.
Proof. exact (Zcdp.zcdp_monotone adj rho rho1 M). Qed.

(** ** Groups: data that are [k] steps apart *)

(** A pure eps-DP mechanism is (k eps)-DP for groups of k. *)
Theorem pure_dp_group k eps (M : mechanism D O) : 0 <= eps ->
  pure_dp adj eps M -> pure_dp (within adj k) (INR k * eps) M.
Proof. exact (PureDp.pure_dp_group adj k eps M). Qed.

(** An (eps, delta)-DP mechanism is, for groups of k, (k eps, delta')-DP, where delta' is delta
    times the sum of e^(i eps) over i below k. *)
Theorem approx_dp_group k eps delta (M : mechanism D O) : 0 <= eps -> 0 <= delta ->
  approx_dp adj eps delta M ->
  approx_dp (within adj k) (INR k * eps)
    (delta * lsum (fun i => exp (INR i * eps)) (seq 0 k)) M.
Proof. apply ApproxDp.approx_dp_group. Qed.

(** For a at least 2, a Renyi bound tau at order 2^c a gives, for groups of 2^c, the bound
    (5/2)^c tau at order a.
    (Mironov 2017, Proposition 2, has 3^c.) *)
Theorem rdp_group c a tau (M : mechanism D O) : 2 <= a -> 0 <= tau ->
  rdp adj (2 ^ c * a) tau M -> rdp (within adj (Nat.pow 2 c)) a ((5 / 2) ^ c * tau) M.
Proof. exact (Rdp.rdp_group adj c a tau M). Qed.

(** A rho-zCDP mechanism is (k^2 rho)-zCDP for groups of k. *)
Theorem zcdp_group k rho (M : mechanism D O) : 0 <= rho ->
  zcdp adj rho M -> zcdp (within adj k) (INR k ^ 2 * rho) M.
Proof. exact (Zcdp.zcdp_group adj k rho M). Qed.

(** ** Mechanisms that always end *)

(** If a mechanism ends with probability 1, and so does what is done to its output, then so do
    both together. *)
Theorem postprocess_total (M : mechanism D O) (f : O -> dist U) :
  total_mechanism M -> (forall o, total (f o) = 1) -> total_mechanism (postprocess M f).
Proof. exact (Combinators.postprocess_total M f). Qed.

(** If two mechanisms end with probability 1, then so do both together, also where the second is
    chosen by the output of the first. *)
Theorem adaptive_total (M : mechanism D O) (N : O -> mechanism D U) :
  total_mechanism M -> (forall o, total_mechanism (N o)) -> total_mechanism (adaptive M N).
Proof. exact (Combinators.adaptive_total M N). Qed.

(** If any number of mechanisms end with probability 1, then so do all of them in turn, each
    chosen by the outputs before it. *)
Theorem transcript_total (Ms : list (list O -> mechanism D O)) before :
  (forall M, In M Ms -> forall seen, total_mechanism (M seen)) ->
  total_mechanism (transcript Ms before).
Proof. exact (Combinators.transcript_total Ms before). Qed.

(** ** No answer as an output *)

(** For a mechanism that ends with probability 1, pure eps-DP does not change if one also sees
    whether there is an answer. *)
Theorem pure_dp_observe eps (M : mechanism D O) : total_mechanism M ->
  pure_dp adj eps (observe M) <-> pure_dp adj eps M.
Proof. exact (Silence.pure_dp_observe adj M eps). Qed.

(** For a mechanism that ends with probability 1, (eps, delta)-DP does not change if one also
    sees whether there is an answer. *)
Theorem approx_dp_observe eps delta (M : mechanism D O) : total_mechanism M ->
  approx_dp adj eps delta (observe M) <-> approx_dp adj eps delta M.
Proof. exact (Silence.approx_dp_observe adj M eps delta). Qed.

(** For a mechanism that ends with probability 1, a Renyi bound does not change if one also sees
    whether there is an answer. *)
Theorem rdp_observe a tau (M : mechanism D O) : total_mechanism M ->
  rdp adj a tau (observe M) <-> rdp adj a tau M.
Proof. exact (Silence.rdp_observe adj M a tau). Qed.

(** For a mechanism that ends with probability 1, rho-zCDP does not change if one also sees
    whether there is an answer. *)
Theorem zcdp_observe rho (M : mechanism D O) : total_mechanism M ->
  zcdp adj rho (observe M) <-> zcdp adj rho M.
Proof. exact (Silence.zcdp_observe adj M rho). Qed.

End Closure.

(** ** Functions of the data *)

Section Preprocess.
Context {D E O : Type} (adj : relation D) (adj1 : relation E) (k : nat) (f : D -> E).
Context (f_within : forall x y, adj x y -> within adj1 k (f x) (f y)).

(** If a function moves adjacent data at most k steps apart, then a pure eps-DP mechanism after
    this function is (k eps)-DP. *)
Theorem pure_dp_preprocess eps (M : mechanism E O) : 0 <= eps ->
  pure_dp adj1 eps M -> pure_dp adj (INR k * eps) (fun x => M (f x)).
Proof. intros Heps. exact (PureDp.pure_dp_preprocess adj adj1 k eps f M Heps f_within). Qed.

(** If a function moves adjacent data at most k steps apart, then an (eps, delta)-DP mechanism
    after this function is as private as for groups of k. *)
Theorem approx_dp_preprocess eps delta (M : mechanism E O) : 0 <= eps -> 0 <= delta ->
  approx_dp adj1 eps delta M ->
  approx_dp adj (INR k * eps) (delta * lsum (fun i => exp (INR i * eps)) (seq 0 k))
    (fun x => M (f x)).
Proof.
  intros Heps Hdelta.
  exact (ApproxDp.approx_dp_preprocess adj adj1 k eps delta f M Heps Hdelta f_within).
Qed.

(** If a function moves adjacent data at most k steps apart, then a rho-zCDP mechanism after this
    function is (k^2 rho)-zCDP. *)
Theorem zcdp_preprocess rho (M : mechanism E O) : 0 <= rho ->
  zcdp adj1 rho M -> zcdp adj (INR k ^ 2 * rho) (fun x => M (f x)).
Proof. intros Hrho. exact (Zcdp.zcdp_preprocess adj adj1 k rho f M Hrho f_within). Qed.

End Preprocess.

(** ** Partitions: mechanisms on disjoint parts of a table *)

Section Parallel.
Context {A O U : Type} (b : A -> bool) (M : mechanism (list A) O) (N : mechanism (list A) U).

(** Mechanisms on disjoint parts of a table cost the larger eps when a record comes or goes. *)
Theorem pure_dp_parallel eps1 eps2 :
  pure_dp add_remove eps1 M -> pure_dp add_remove eps2 N ->
  pure_dp add_remove (Rmax eps1 eps2) (parallel b M N).
Proof. exact (PureDp.pure_dp_parallel b eps1 eps2 M N). Qed.

(** Mechanisms on disjoint parts of a table cost the larger eps and the larger delta when a
    record comes or goes. *)
Theorem approx_dp_parallel eps1 eps2 delta1 delta2 : 0 <= delta2 ->
  approx_dp add_remove eps1 delta1 M -> approx_dp add_remove eps2 delta2 N ->
  approx_dp add_remove (Rmax eps1 eps2) (Rmax delta1 delta2) (parallel b M N).
Proof. apply ApproxDp.approx_dp_parallel. Qed.

(** Mechanisms on disjoint parts of a table have the larger Renyi bound when a record comes or
    goes. *)
Theorem rdp_parallel a tau1 tau2 :
  rdp add_remove a tau1 M -> rdp add_remove a tau2 N ->
  rdp add_remove a (Rmax tau1 tau2) (parallel b M N).
Proof. exact (Rdp.rdp_parallel b a tau1 tau2 M N). Qed.

(** Mechanisms on disjoint parts of a table cost the larger rho when a record comes or goes. *)
Theorem zcdp_parallel rho1 rho2 :
  zcdp add_remove rho1 M -> zcdp add_remove rho2 N ->
  zcdp add_remove (Rmax rho1 rho2) (parallel b M N).
Proof. exact (Zcdp.zcdp_parallel b rho1 rho2 M N). Qed.

(** When a record is replaced, both parts may change: the eps add up for mechanisms that withstand
    records that come, go or are replaced. *)
Theorem pure_dp_parallel_replace eps1 eps2 : 0 <= eps1 -> 0 <= eps2 ->
  pure_dp (either add_remove replace_one) eps1 M ->
  pure_dp (either add_remove replace_one) eps2 N ->
  pure_dp replace_one (eps1 + eps2) (parallel b M N).
Proof. exact (PureDp.pure_dp_parallel_replace b eps1 eps2 M N). Qed.

(** The eps and the delta add up in the same situation. *)
Theorem approx_dp_parallel_replace eps1 eps2 delta1 delta2 :
  0 <= eps1 -> 0 <= eps2 -> 0 <= delta1 -> 0 <= delta2 ->
  approx_dp (either add_remove replace_one) eps1 delta1 M ->
  approx_dp (either add_remove replace_one) eps2 delta2 N ->
  approx_dp replace_one (eps1 + eps2) (delta1 + delta2) (parallel b M N).
Proof. exact (ApproxDp.approx_dp_parallel_replace b eps1 eps2 delta1 delta2 M N). Qed.

(** The Renyi bounds add up in the same situation. *)
Theorem rdp_parallel_replace a tau1 tau2 : 0 <= tau1 -> 0 <= tau2 ->
  rdp (either add_remove replace_one) a tau1 M ->
  rdp (either add_remove replace_one) a tau2 N ->
  rdp replace_one a (tau1 + tau2) (parallel b M N).
Proof. exact (Rdp.rdp_parallel_replace b a tau1 tau2 M N). Qed.

(** The rho add up in the same situation. *)
Theorem zcdp_parallel_replace rho1 rho2 : 0 <= rho1 -> 0 <= rho2 ->
  zcdp (either add_remove replace_one) rho1 M ->
  zcdp (either add_remove replace_one) rho2 N ->
  zcdp replace_one (rho1 + rho2) (parallel b M N).
Proof. exact (Zcdp.zcdp_parallel_replace b rho1 rho2 M N). Qed.

(** Mechanisms that withstand records that come or go cost twice the larger eps when a record is
    replaced. *)
Theorem pure_dp_parallel_replace_twice eps1 eps2 : 0 <= Rmax eps1 eps2 ->
  pure_dp add_remove eps1 M -> pure_dp add_remove eps2 N ->
  pure_dp replace_one (2 * Rmax eps1 eps2) (parallel b M N).
Proof. exact (PureDp.pure_dp_parallel_replace_twice b eps1 eps2 M N). Qed.

(** Mechanisms that withstand records that come or go cost twice the larger eps, and 1 + e^eps
    times the larger delta, when a record is replaced. *)
Theorem approx_dp_parallel_replace_twice eps1 eps2 delta1 delta2 :
  0 <= Rmax eps1 eps2 -> 0 <= delta1 -> 0 <= delta2 ->
  approx_dp add_remove eps1 delta1 M -> approx_dp add_remove eps2 delta2 N ->
  approx_dp replace_one (2 * Rmax eps1 eps2)
    ((1 + exp (Rmax eps1 eps2)) * Rmax delta1 delta2) (parallel b M N).
Proof. exact (ApproxDp.approx_dp_parallel_replace_twice b eps1 eps2 delta1 delta2 M N). Qed.

(** Mechanisms that withstand records that come or go cost four times the larger rho when a record
    is replaced. *)
Theorem zcdp_parallel_replace_twice rho1 rho2 : 0 <= Rmax rho1 rho2 ->
  zcdp add_remove rho1 M -> zcdp add_remove rho2 N ->
  zcdp replace_one (4 * Rmax rho1 rho2) (parallel b M N).
Proof. exact (Zcdp.zcdp_parallel_replace_twice b rho1 rho2 M N). Qed.

(** If the mechanisms on both parts end with probability 1, then so do both together. *)
Theorem parallel_total :
  total_mechanism M -> total_mechanism N -> total_mechanism (parallel b M N).
Proof. exact (Combinators.parallel_total b M N). Qed.

End Parallel.
