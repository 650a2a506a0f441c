(** * Enclosures of exp: they read no bytes

    Glossary
      bytes_within c B == the expected number of bytes is finite, at most [B]   *)

From Coq Require Import Reals Lra NArith.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Exp.Code.
Local Open Scope R_scope.

Section Free.
Context {a b : ty}.

Lemma free_let (xs : names a) (es : expressions value a) (k : values a -> cmd value b) :
  costs (k (evals es)) no_more 0 -> costs (Bind xs (Ret es) k) no_more 0.
Proof using. intros Hk. apply costs_let; [apply no_more_ge_0 | exact Hk]. Qed.

(** What comes after a command is free. *)
Lemma costs_then (xs : names a) (c : cmd value a) (k : values a -> cmd value b) (B : R) :
  costs c no_more B -> (forall v, costs (k v) no_more 0) -> costs (Bind xs c k) no_more B.
Proof using.
  intros Hc Hk. apply costs_bind with (h := no_more).
  - apply no_more_ge_0.
  - exact Hc.
  - intros v _. exact (Hk v).
Qed.

Lemma free_bind (xs : names a) (c : cmd value a) (k : values a -> cmd value b) :
  costs c no_more 0 -> (forall v, costs (k v) no_more 0) -> costs (Bind xs c k) no_more 0.
Proof using. apply costs_then. Qed.

Lemma free_ret (es : expressions value b) : costs (Ret es) no_more 0.
Proof using. apply costs_ret; unfold no_more; lra. Qed.

Lemma free_while (xs : names b) (guard : values b -> expression value Bool)
    (round : values b -> cmd value b) (init : expressions value b) :
  (forall s, costs (round s) no_more 0) -> costs (While xs guard round init) no_more 0.
Proof using.
  intros Hround. apply costs_while with (Inv := fun _ => True) (h := no_more); auto.
  - apply no_more_ge_0.
  - apply no_more_ge_0.
  - intros s _ _. apply Rle_refl.
  - apply Rle_refl.
Qed.

Lemma free_fold {e} (xs : names (Prod b (Base (Scalar e)))) (items : expression value (Seq e))
    (round : values (Prod b (Base (Scalar e))) -> cmd value b) (init : expressions value b) :
  (forall s, costs (round s) no_more 0) -> costs (Fold xs items round init) no_more 0.
Proof using.
  intros Hround. apply costs_fold with (h := fun _ => no_more); auto.
  - apply no_more_ge_0.
  - intros s. apply Rle_refl.
  - apply Rle_refl.
Qed.

End Free.

Lemma exp_opp_fixed_free (args : values (nat3 ** nat1 ** nat1)) :
  costs (body exp_opp_fixed value args) no_more 0.
Proof.
  destruct args as [[[[numerator denominator] halvings] terms] bits]. cbn.
  do 11 apply free_let. apply free_bind.
  { apply free_while. intros s. do 2 apply free_let. apply free_ret. }
  intros v. apply free_bind; [apply free_while; intros s; apply free_ret |].
  intros w. apply free_ret.
Qed.

Lemma exp_opp_free (args : values nat3) : costs (body exp_opp value args) no_more 0.
Proof.
  destruct args as [[numerator denominator] bits]. cbn -[exp_opp_fixed].
  do 3 apply free_let. apply free_bind; [apply costs_call; apply exp_opp_fixed_free |].
  intros v. apply free_let. apply free_ret.
Qed.

Lemma exp_up_free (args : values nat3) : costs (body exp_up value args) no_more 0.
Proof.
  destruct args as [[numerator denominator] bits]. cbn -[exp_opp].
  do 2 apply free_let. apply free_bind; [apply costs_call; apply exp_opp_free |].
  intros v. apply free_let. apply free_ret.
Qed.

Lemma exp_opp_cubic_free (args : values nat3) : costs (body exp_opp_cubic value args) no_more 0.
Proof.
  destruct args as [[numerator denominator] bits]. cbn.
  do 9 apply free_let. apply free_ret.
Qed.

Theorem exp_opp_fixed_bytes (numerator denominator halvings terms bits : N) :
  bytes_within (body exp_opp_fixed value (numerator, denominator, halvings, terms, bits)) 0.
Proof. apply bytes_within_costs. apply exp_opp_fixed_free. Qed.

Theorem exp_opp_bytes (numerator denominator bits : N) :
  bytes_within (body exp_opp value (numerator, denominator, bits)) 0.
Proof. apply bytes_within_costs. apply exp_opp_free. Qed.

Theorem exp_up_bytes (numerator denominator bits : N) :
  bytes_within (body exp_up value (numerator, denominator, bits)) 0.
Proof. apply bytes_within_costs. apply exp_up_free. Qed.

Theorem exp_opp_cubic_bytes (numerator denominator bits : N) :
  bytes_within (body exp_opp_cubic value (numerator, denominator, bits)) 0.
Proof. apply bytes_within_costs. apply exp_opp_cubic_free. Qed.
