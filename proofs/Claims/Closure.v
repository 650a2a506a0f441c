(** * Claims: how the costs of privacy add up

    What may be done to outputs, how costs add up, and what groups cost, for each notion of
    privacy.  Data, outputs and adjacency are arbitrary.  The notions and [postprocess],
    [adaptive], [transcript], [parallel], [within] are in Privacy/Notions/Definitions.v. *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Privacy.Notions.PureDp.
From Verinoise Require Privacy.Notions.ApproxDp.
From Verinoise Require Privacy.Notions.Rdp.
From Verinoise Require Privacy.Notions.Zcdp.
From Verinoise Require Privacy.Notions.Combinators.
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
