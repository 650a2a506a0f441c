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

Lemma total_dpair p k : total p = 1 -> (forall a, total (k a) = 1) -> total (dpair p k) = 1.
Proof.
  intros Hp Hk. apply total_dbind_1; [exact Hp |].
  intros a. rewrite total_dmap. apply Hk.
Qed.

End Pairs.
