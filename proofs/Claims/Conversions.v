(** * Claims: what one notion of privacy says in terms of another

    [renyi_delta] and [zcdp_delta] are in Privacy/Conversions/FromRenyi.v. *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Import Privacy.Conversions.FromRenyi.
From Verinoise Require Privacy.Conversions.FromPure.
From Verinoise Require Privacy.Notions.ApproxDp.
From Verinoise Require Privacy.Notions.Rdp.
From Verinoise Require Privacy.Notions.Zcdp.
Import ListNotations.
Local Open Scope R_scope.

Section Conversions.
Context {D O : Type} (adj : relation D).

(** The textbook definition by orders; pure privacy is approximate privacy with delta 0. *)
Theorem zcdp_rdp rho (M : mechanism D O) :
  zcdp adj rho M <-> forall a, 1 < a -> rdp adj a (a * rho) M.
Proof. apply Zcdp.zcdp_rdp. Qed.

Theorem approx_dp_pure eps (M : mechanism D O) : approx_dp adj eps 0 M <-> pure_dp adj eps M.
Proof. apply ApproxDp.approx_dp_pure. Qed.

(** Pure eps-privacy is (eps^2/2)-zCDP (Bun, Steinke 2016). *)
Theorem pure_dp_zcdp eps (M : mechanism D O) : symmetric adj -> total_mechanism M ->
  pure_dp adj eps M -> zcdp adj (1 / 2 * eps ^ 2) M.
Proof. apply FromPure.pure_dp_zcdp. Qed.

(** From Renyi privacy of any one order, with the best constant (Canonne, Kamath, Steinke
    2020); from zCDP, with the infimum over orders; and the closed form of Bun, Steinke. *)
Theorem rdp_approx_dp a tau eps (M : mechanism D O) : 1 < a -> rdp adj a tau M ->
  approx_dp adj eps (renyi_delta a tau eps) M.
Proof. apply FromRenyi.rdp_approx_dp. Qed.

Theorem zcdp_approx_dp_order rho a eps (M : mechanism D O) : 1 < a -> zcdp adj rho M ->
  approx_dp adj eps (renyi_delta a (a * rho) eps) M.
Proof. intros Ha HM. exact (FromRenyi.zcdp_approx_dp_order adj rho M HM a eps Ha). Qed.

Theorem zcdp_approx_dp rho eps (M : mechanism D O) : zcdp adj rho M ->
  approx_dp adj eps (zcdp_delta rho eps) M.
Proof. intros HM. exact (FromRenyi.zcdp_approx_dp adj rho M HM eps). Qed.

Theorem zcdp_approx_dp_textbook rho delta (M : mechanism D O) :
  zcdp adj rho M -> 0 <= rho -> 0 < delta <= 1 ->
  approx_dp adj (rho + 2 * sqrt (rho * ln (1 / delta))) delta M.
Proof. intros HM. exact (FromRenyi.zcdp_approx_dp_textbook adj rho M HM delta). Qed.

End Conversions.
