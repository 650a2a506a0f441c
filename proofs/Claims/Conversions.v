(** * Claims: what one notion of privacy says in terms of another

    [two_point], the Renyi sum of randomised response, is in Privacy/Conversions/FromPure.v;
    [renyi_delta] and [zcdp_delta] are in FromRenyi.v beside it.                  *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Import Privacy.Conversions.FromRenyi Privacy.Conversions.FromPure.
From Verinoise Require Privacy.Notions.ApproxDp Privacy.Notions.Zcdp.
Import ListNotations.
Local Open Scope R_scope.

Section Conversions.
Context {D O : Type} (adj : relation D).

(** A mechanism is rho-zCDP exactly if, for every order a above 1, it has the Renyi bound a rho. *)
Theorem zcdp_rdp rho (M : mechanism D O) :
  zcdp adj rho M <-> forall a, 1 < a -> rdp adj a (a * rho) M.
Proof. exact (Zcdp.zcdp_rdp adj rho M). Qed.

(** Pure eps-DP is (eps, 0)-DP. *)
Theorem approx_dp_pure eps (M : mechanism D O) : approx_dp adj eps 0 M <-> pure_dp adj eps M.
Proof. apply ApproxDp.approx_dp_pure. Qed.

(** A pure eps-DP mechanism has the Renyi bound eps at every order above 1. *)
Theorem pure_dp_rdp_eps a eps (M : mechanism D O) : 1 < a ->
  pure_dp adj eps M -> rdp adj a eps M.
Proof. exact (FromPure.pure_dp_rdp_eps adj eps M a). Qed.

(** A pure eps-DP mechanism that ends with probability 1, for symmetric adjacency, has at every
    order above 1 the Renyi bound of randomised response with the same eps. *)
Theorem pure_dp_rdp a eps (M : mechanism D O) : symmetric adj -> total_mechanism M -> 1 < a ->
  pure_dp adj eps M -> rdp adj a (ln (two_point a eps) / (a - 1)) M.
Proof. intros Hadj HM Ha Heps. exact (FromPure.pure_dp_rdp adj eps M Hadj HM Heps a Ha). Qed.

(** Randomised response with this eps attains that bound: its Renyi sum is [two_point]. *)
Theorem two_point_attained a eps :
  power (exp eps / (1 + exp eps)) a * power (1 / (1 + exp eps)) (1 - a)
  + power (1 / (1 + exp eps)) a * power (exp eps / (1 + exp eps)) (1 - a)
  = two_point a eps.
Proof. exact (FromPure.two_point_attained a eps). Qed.

(** A pure eps-DP mechanism that ends with probability 1, for symmetric adjacency, is rho-zCDP
    where rho is the smaller of eps and eps^2/2.  (For eps^2/2, Bun, Steinke 2016.) *)
Theorem pure_dp_zcdp eps (M : mechanism D O) : symmetric adj -> total_mechanism M ->
  pure_dp adj eps M -> zcdp adj (Rmin eps (1 / 2 * eps ^ 2)) M.
Proof. exact (FromPure.pure_dp_zcdp adj eps M). Qed.

(** A pure eps-DP mechanism is eps-zCDP, also where it may not end and adjacency is not
    symmetric. *)
Theorem pure_dp_zcdp_eps eps (M : mechanism D O) : 0 <= eps ->
  pure_dp adj eps M -> zcdp adj eps M.
Proof. exact (FromPure.pure_dp_zcdp_eps adj eps M). Qed.

(** A Renyi bound tau at one order a gives (eps, delta)-DP for every eps, where delta is
    e^((a-1)(tau-eps)) / (a-1) * (1 - 1/a)^a (Canonne, Kamath, Steinke 2020). *)
Theorem rdp_approx_dp a tau eps (M : mechanism D O) : rdp adj a tau M ->
  approx_dp adj eps (renyi_delta a tau eps) M.
Proof. exact (FromRenyi.rdp_approx_dp adj a tau eps M). Qed.

(** A rho-zCDP mechanism is (eps, delta)-DP for every eps with the delta of any one order. *)
Theorem zcdp_approx_dp_order rho a eps (M : mechanism D O) : 1 < a -> zcdp adj rho M ->
  approx_dp adj eps (renyi_delta a (a * rho) eps) M.
Proof. intros Ha HM. exact (FromRenyi.zcdp_approx_dp_order adj rho M HM a eps Ha). Qed.

(** A rho-zCDP mechanism is (eps, delta)-DP for every eps with the infimum of these over the
    orders. *)
Theorem zcdp_approx_dp rho eps (M : mechanism D O) : zcdp adj rho M ->
  approx_dp adj eps (zcdp_delta rho eps) M.
Proof. intros HM. exact (FromRenyi.zcdp_approx_dp adj rho M HM eps). Qed.

(** A closed form of a delta for a rho-zCDP mechanism, where eps is above rho. *)
Theorem zcdp_approx_dp_closed rho eps (M : mechanism D O) :
  zcdp adj rho M -> 0 < rho -> rho < eps ->
  approx_dp adj eps (exp (- (eps - rho) ^ 2 / (4 * rho)) / (1 + (eps - rho) / (2 * rho))) M.
Proof. intros HM. exact (FromRenyi.zcdp_approx_dp_closed adj rho M HM eps). Qed.

(** A closed form of an eps for a rho-zCDP mechanism and a given delta (Bun, Steinke 2016). *)
Theorem zcdp_approx_dp_textbook rho delta (M : mechanism D O) :
  zcdp adj rho M -> 0 <= rho -> 0 < delta <= 1 ->
  approx_dp adj (rho + 2 * sqrt (rho * ln (1 / delta))) delta M.
Proof. intros HM. exact (FromRenyi.zcdp_approx_dp_textbook adj rho M HM delta). Qed.

End Conversions.
