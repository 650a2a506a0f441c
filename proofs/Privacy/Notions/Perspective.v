(** * The perspective inequality

    Purpose: [P^a Q^(1-a) <= sum p^a q^(1-a)] where [P] and [Q] are the sums of [p]
    and [q], for [a >= 1]: merging outcomes does not increase Rényi divergence.
    It is the tangent of [r^a] at [P / Q], taken at [p / q] and weighted by [q].
    The textbooks use Hölder's inequality.

    Paper section: 5, Privacy.

    Glossary:
      power x a == x^a for x > 0, and 0 otherwise (Definitions)
      lsum f l, tsum f == finite and infinite sums (MathLite) *)

From Coq Require Import Reals Lra List.
From MathLite Require Import Tsum.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Power.
Local Open Scope R_scope.

(** One term lies above each tangent. *)
Lemma perspective_tangent p q a c :
  1 <= a -> 0 <= p -> 0 <= q -> (q = 0 -> p = 0) -> 0 < c ->
  power c a * q + a * power c (a - 1) * p <= power p a * power q (1 - a) + a * power c a * q.
Proof.
  intros Ha Hp [Hq | <-] Habs Hc.
  - rewrite power_ratio by assumption.
    apply Rle_trans with (q * (power c a + a * power c (a - 1) * (p / q - c)) + a * power c a * q).
    + right. rewrite (power_pred c a) by lra. field. lra.
    + apply Rplus_le_compat_r, Rmult_le_compat_l; [lra |].
      apply power_tangent; [apply Rle_mult_inv_pos |  |]; assumption.
  - rewrite (Habs eq_refl), !power_0_l. lra.
Qed.

(** What lies above all tangents lies above the curve. *)
Lemma perspective_of_tangents P Q F a :
  0 <= P -> 0 <= Q -> 0 <= F -> (Q = 0 -> P = 0) ->
  (forall c, 0 < c -> power c a * Q + a * power c (a - 1) * P <= F + a * power c a * Q) ->
  power P a * power Q (1 - a) <= F.
Proof.
  intros [HP | <-] HQ HF Habs Htangent; [| rewrite power_0_l; lra].
  assert (HQpos : 0 < Q) by (destruct HQ as [HQ | <-]; [exact HQ | specialize (Habs eq_refl); lra]).
  rewrite power_ratio by lra.
  specialize (Htangent (P / Q) (Rdiv_lt_0_compat P Q HP HQpos)).
  assert (Hmeet : a * power (P / Q) (a - 1) * P = a * power (P / Q) a * Q).
  { rewrite (power_pred (P / Q) a) by (left; apply Rdiv_lt_0_compat; lra). field. lra. }
  lra.
Qed.

Section Sums.
Context {T : Type} (p q : T -> R) (a : R).
Hypothesis a_ge_1 : 1 <= a.
Hypothesis p_ge_0 : forall o, 0 <= p o.
Hypothesis q_ge_0 : forall o, 0 <= q o.
Hypothesis absolutely_continuous : forall o, q o = 0 -> p o = 0.

Local Definition term (o : T) : R := power (p o) a * power (q o) (1 - a).

Lemma perspective_term_ge_0 o : 0 <= term o.
Proof using. apply Rmult_le_pos; apply power_ge_0. Qed.

Hypothesis p_summable : summable p.
Hypothesis q_summable : summable q.
Hypothesis term_summable : summable term.

Theorem perspective_tsum : power (tsum p) a * power (tsum q) (1 - a) <= tsum term.
Proof using a_ge_1 p_ge_0 q_ge_0 absolutely_continuous p_summable q_summable term_summable.
  assert (Hweight : forall c, 0 <= a * power c a).
  { intros c. apply Rmult_le_pos; [lra | apply power_ge_0]. }
  assert (Hslope : forall c, 0 <= a * power c (a - 1)).
  { intros c. apply Rmult_le_pos; [lra | apply power_ge_0]. }
  apply perspective_of_tangents; try apply tsum_ge_0.
  - intros HQ. apply tsum_all_0. intros o. apply absolutely_continuous.
    apply (tsum_eq_0_inv q); assumption.
  - intros c Hc. rewrite <- !tsum_scal_l by auto using power_ge_0.
    rewrite <- !tsum_plus;
      auto using perspective_term_ge_0, summable_scal, power_ge_0, Rmult_le_pos.
    apply tsum_le; [intros o; apply perspective_tangent; auto |].
    apply (summable_plus term); auto using summable_scal.
Qed.

End Sums.
