(** * Two draws in a row

    Purpose: the joint distribution of a draw and of a second draw that may
    depend on it.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      dpair p k == draw a from p, then b from k a, return (a, b) *)

From Coq Require Import Reals Lra.
From MathLite Require Export Dist.
Local Open Scope R_scope.

Definition dpair {A B : Type} (p : dist A) (k : A -> dist B) : dist (A * B) :=
  dbind p (fun a => dmap (pair a) (k a)).

Section Pairs.
Context {A B : Type}.
Implicit Types (p q : dist A) (k h : A -> dist B).

Lemma dpair_mass p k a b : dpair p k (a, b) = p a * k a b.
Proof.
  unfold dpair. rewrite dbind_mass, (tsum_one _ a).
  - rewrite dmap_inj_mass; [reflexivity |]. intros b1 b2 Heq. congruence.
  - apply (bind_term_ge_0 p (fun a => dmap (pair a) (k a))).
  - intros a1 Ha1. rewrite dmap_mass, tsum_all_0; [lra |].
    intros b1. rewrite ind_false; [lra | congruence].
Qed.

Lemma dpair_ext p q k h : p =d q -> (forall a, k a =d h a) -> dpair p k =d dpair q h.
Proof. intros Hpq Hkh [a b]. rewrite !dpair_mass, Hpq, (Hkh a). reflexivity. Qed.

(** Dropping the first draw leaves the bind. *)
Lemma dmap_snd_dpair p k : dmap snd (dpair p k) =d dbind p k.
Proof.
  unfold dmap, dpair. rewrite dbind_assoc. apply dbind_ext; [reflexivity |]. intros a.
  unfold dmap. rewrite dbind_assoc. transitivity (dbind (k a) dret); [| apply dbind_ret_r].
  apply dbind_ext; [reflexivity |]. intros b.
  apply (dbind_ret_l (a, b) (fun x => dret (snd x))).
Qed.

Lemma total_dpair p k : total p = 1 -> (forall a, total (k a) = 1) -> total (dpair p k) = 1.
Proof.
  intros Hp Hk. apply total_dbind_1; [exact Hp |].
  intros a. rewrite total_dmap. apply Hk.
Qed.

End Pairs.
