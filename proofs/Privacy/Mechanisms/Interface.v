(** * Two currencies, one interface

    Purpose: what a query needs from a notion of privacy: its closure properties,
    noise for a query of bounded sensitivity, a price for groups, and what a cost
    amounts to in (eps, delta).  Pure privacy with discrete Laplace noise and zCDP
    with discrete Gaussian noise have it all, so that a query is proved private once
    for both.

    Paper section: 5, Privacy.  In the spirit of the abstract privacy interface of
    de Medeiros, Naveed, Lepoint, Wei, Chatterjee, Tristan (SampCert), 2024.

    Glossary:
      notion, cost, private == see Notion
      noisy S q delta n d == the answer of q, of sensitivity delta, with noise for a
                             cost of n/d
      cost_of S n d == the cost n/d
      group_cost S k s == the cost for groups of k records of a mechanism of cost s
      epsilon_at S s delta == the eps to which a cost s amounts at this delta
      laplace_for, gaussian_for == calibrated noise (Mechanisms) *)

From Coq Require Import Reals Lra NArith ZArith.
From MathLite Require Import Dist.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Adjacency.
From Verinoise Require Import Privacy.Notions.Notion.
From Verinoise Require Import Privacy.Notions.PureDp Privacy.Notions.ApproxDp.
From Verinoise Require Import Privacy.Notions.Zcdp Privacy.Conversions.FromRenyi.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Privacy.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Privacy.
Local Open Scope R_scope.

Record system := System {
  system_notion :> notion;

  cost_of : N -> N -> cost system_notion;
  cost_of_ge_0 : forall n d, (0 < n)%N -> (0 < d)%N -> cost_le cost_0 (cost_of n d);

  noisy : forall {D : Type}, (D -> Z) -> N -> N -> N -> mechanism D Z;
  noisy_total : forall D (q : D -> Z) delta n d,
    (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> total_mechanism (noisy q delta n d);
  noisy_private : forall D (adj : relation D) (q : D -> Z) delta n d,
    (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q (Z.of_N delta) ->
    private system_notion adj (cost_of n d) (noisy q delta n d);

  group_cost : nat -> cost system_notion -> cost system_notion;
  private_group : forall D O (adj : relation D) k s (M : mechanism D O),
    cost_le cost_0 s -> private system_notion adj s M ->
    private system_notion (within adj k) (group_cost k s) M;

  epsilon_at : cost system_notion -> R -> R;
  private_approx : forall D O (adj : relation D) s delta (M : mechanism D O),
    cost_le cost_0 s -> 0 < delta <= 1 -> private system_notion adj s M ->
    approx_dp adj (epsilon_at s delta) delta M }.

Arguments noisy _ {D}.

(** ** Pure privacy *)

Lemma pure_dp_approx_dp D O (adj : relation D) eps delta (M : mechanism D O) :
  0 <= eps -> 0 < delta <= 1 -> pure_dp adj eps M -> approx_dp adj eps delta M.
Proof.
  intros _ Hdelta HM. apply (approx_dp_monotone adj eps eps 0 delta); [lra | lra |].
  apply approx_dp_pure. exact HM.
Qed.

Definition pure_system : system :=
  System pure_notion
    ratio (fun n d _ Hd => ratio_ge_0 d Hd n)
    (@laplace_for)
    (fun D q delta n d Hdelta Hn Hd => laplace_for_total delta n d Hdelta Hn Hd q)
    (fun D adj q delta n d Hdelta Hn Hd => laplace_for_pure_dp delta n d Hdelta Hn Hd adj q)
    (fun k eps => INR k * eps) (@pure_dp_group)
    (fun eps _ => eps) pure_dp_approx_dp.

(** ** zCDP *)

Lemma gaussian_for_private D (adj : relation D) (q : D -> Z) delta n d :
  (0 < delta)%N -> (0 < n)%N -> (0 < d)%N -> sensitivity adj q (Z.of_N delta) ->
  private zcdp_notion adj (ratio n d) (gaussian_for q delta n d).
Proof.
  intros Hdelta Hn Hd Hq. apply zcdp_private. apply gaussian_for_zcdp; assumption.
Qed.

Lemma zcdp_private_group D O (adj : relation D) k rho (M : mechanism D O) :
  0 <= rho -> private zcdp_notion adj rho M ->
  private zcdp_notion (within adj k) (INR k ^ 2 * rho) M.
Proof.
  intros Hrho HM. apply zcdp_private, zcdp_group; [exact Hrho |].
  apply zcdp_private. exact HM.
Qed.

Lemma zcdp_private_approx D O (adj : relation D) rho delta (M : mechanism D O) :
  0 <= rho -> 0 < delta <= 1 -> private zcdp_notion adj rho M ->
  approx_dp adj (rho + 2 * sqrt (rho * ln (1 / delta))) delta M.
Proof.
  intros Hrho Hdelta HM. apply zcdp_approx_dp_textbook; [| exact Hrho | exact Hdelta].
  apply zcdp_private. exact HM.
Qed.

Definition zcdp_system : system :=
  System zcdp_notion
    ratio (fun n d _ Hd => ratio_ge_0 d Hd n)
    (@gaussian_for)
    (fun D q delta n d Hdelta Hn Hd => gaussian_for_total n d Hn Hd q delta Hdelta)
    gaussian_for_private
    (fun k rho => INR k ^ 2 * rho) zcdp_private_group
    (fun rho delta => rho + 2 * sqrt (rho * ln (1 / delta))) zcdp_private_approx.
