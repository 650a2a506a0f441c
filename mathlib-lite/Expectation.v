(** * Weighted sums under a map

    Purpose: sums of a bounded weight over the values of [dret] and [dmap]; the
    mass of an event under [dmap].

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      dmap h p == draw a from p, return h a (Dist)
      ind P == 1 if P holds, 0 if it does not (Prob) *)

From Coq Require Import Reals Lra.
From MathLite Require Export Dist.
Local Open Scope R_scope.

Lemma tsum_dret {T : Type} (a : T) (g : T -> R) : 0 <= g a -> tsum (fun x => dret a x * g x) = g a.
Proof. apply (tsum_single g). Qed.

Lemma tsum_dmap {A B : Type} (h : A -> B) (p : dist A) (g : B -> R) (M : R) :
  (forall b, 0 <= g b) -> (forall b, g b <= M) ->
  tsum (fun b => dmap h p b * g b) = tsum (fun a => p a * g (h a)).
Proof.
  intros Hg HM. unfold dmap.
  destruct (Classical_Prop.classic (inhabited B)) as [[b] | Hempty].
  - rewrite (tsum_dbind p _ g M Hg HM) by (apply Rle_trans with (g b); auto).
    apply tsum_ext. intros a. f_equal. apply tsum_dret. apply Hg.
  - rewrite !tsum_all_0; [reflexivity | |].
    + intros a. destruct (Hempty (inhabits (h a))).
    + intros b. destruct (Hempty (inhabits b)).
Qed.

(** The mass of an event is the mass of its preimage. *)
Lemma event_dmap {A B : Type} (h : A -> B) (p : dist A) (P : B -> Prop) :
  tsum (fun b => ind (P b) * dmap h p b) = tsum (fun a => ind (P (h a)) * p a).
Proof.
  rewrite (tsum_ext _ (fun b => dmap h p b * ind (P b))) by (intros b; lra).
  rewrite (tsum_dmap h p _ 1).
  - apply tsum_ext. intros a. lra.
  - intros b. apply ind_ge_0.
  - intros b. apply ind_le_1.
Qed.
