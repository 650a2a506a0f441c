(** * Folds along a list

    Purpose: a state that is carried through the items of a list, with a random step for
    each item: extension, monotonicity, continuity, total mass, invariants.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      dfold step items s == the state after a [step] for each of the items, from the first
                            to the last *)

From Coq Require Import Reals List.
From MathLite Require Export Dsup.
Import ListNotations.
Local Open Scope R_scope.

Fixpoint dfold {A S : Type} (step : A -> S -> dist S) (items : list A) (s : S) : dist S :=
  match items with
  | [] => dret s
  | item :: items => dbind (step item s) (dfold step items)
  end.

Section Fold.
Context {A S : Type}.
Implicit Types (items : list A) (s : S).

Lemma dfold_le (step step' : A -> S -> dist S) items s :
  (forall item u, dle (step item u) (step' item u)) ->
  dle (dfold step items s) (dfold step' items s).
Proof using.
  intros Hstep. revert s. induction items as [| item items IH]; intros s; cbn [dfold].
  - apply dle_refl.
  - apply dbind_le; auto.
Qed.

Lemma dfold_ext (step step' : A -> S -> dist S) items s :
  (forall item u, step item u =d step' item u) ->
  dfold step items s =d dfold step' items s.
Proof using.
  intros Hstep. apply dle_antisym; apply dfold_le; intros item u; apply deq_dle;
    [| symmetry]; apply Hstep.
Qed.

Lemma dfold_increasing (step : A -> S -> nat -> dist S) items s :
  (forall item u n, dle (step item u n) (step item u (Datatypes.S n))) ->
  forall n, dle (dfold (fun item u => step item u n) items s)
                (dfold (fun item u => step item u (Datatypes.S n)) items s).
Proof using. intros Hstep n. apply dfold_le. auto. Qed.

(** A fold of suprema is the supremum of the folds. *)
Lemma dfold_dsup (step : A -> S -> nat -> dist S)
    (step_incr : forall item u n, dle (step item u n) (step item u (Datatypes.S n))) items s H :
  dfold (fun item u => dsup (step item u) (step_incr item u)) items s
  =d dsup (fun n => dfold (fun item u => step item u n) items s) H.
Proof using.
  revert s H. induction items as [| item items IH]; intros s H; cbn [dfold] in *.
  - symmetry. apply (dsup_const (dret s)).
  - rewrite <- (dbind_dsup (step item s) (step_incr item s)
                  (fun u n => dfold (fun item u => step item u n) items u)
                  (fun u => dfold_increasing step items u step_incr) H).
    apply dbind_ext; [reflexivity |]. intros u. apply IH.
Qed.

(** A fold with certain steps is a fold of lists. *)
Lemma dfold_dret (step : A -> S -> dist S) (f : S -> A -> S) items s :
  (forall item u, step item u =d dret (f u item)) ->
  dfold step items s =d dret (fold_left f items s).
Proof using.
  intros Hstep. revert s. induction items as [| item items IH]; intros s; cbn [dfold fold_left].
  - reflexivity.
  - transitivity (dbind (dret (f s item)) (dfold step items)).
    + apply dbind_ext; [apply Hstep | reflexivity].
    + rewrite dbind_ret_l. apply IH.
Qed.

End Fold.
