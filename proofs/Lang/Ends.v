(** * The sampler language: programs that end

    A program ends with probability 1 if its parts do; a loop, if every round lowers a rank.
    Only what a part can output counts for what comes after it.

    Glossary
      terminates c   == the probabilities of the outcomes of [c] add up to 1 (Pmf.v)
      possible c v   == the program [c] outputs [v] with positive probability (Support.v)  *)

From Coq Require Import Reals NArith.
From MathLite Require Import Dist Terminate Fold.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Support.
Local Unset Asymmetric Patterns.
Local Open Scope R_scope.

Lemma terminates_ret {t} (es : expressions value t) : terminates (Ret es).
Proof. apply total_dret. Qed.

Lemma terminates_bind {a b} (xs : names a) (c : cmd value a) (k : values a -> cmd value b) :
  terminates c -> (forall v, possible c v -> terminates (k v)) -> terminates (Bind xs c k).
Proof.
  unfold terminates. cbn [pmf]. intros Hc Hk. rewrite <- Hc. apply total_dbind_support. exact Hk.
Qed.

Lemma terminates_let {a b} (xs : names a) (es : expressions value a)
    (k : values a -> cmd value b) :
  terminates (k (evals es)) -> terminates (Bind xs (Ret es) k).
Proof.
  intros Hk. apply terminates_bind; [apply terminates_ret |].
  intros v Hv. apply possible_ret in Hv as ->. exact Hk.
Qed.

Lemma terminates_if {t} (e : expression value Bool) (c1 c2 : cmd value t) :
  terminates c1 -> terminates c2 -> terminates (If e c1 c2).
Proof. unfold terminates. cbn [pmf]. destruct (eval e); auto. Qed.

Lemma terminates_call {a b} (p : prototype a) (body : values a -> cmd value b)
    (args : expressions value a) :
  terminates (body (evals args)) -> terminates (Call p body args).
Proof. auto. Qed.

Lemma terminates_bytes (count : expression value Nat) : terminates (Bytes count).
Proof.
  apply total_duniform. apply N.neq_0_lt_0. apply N.pow_nonzero. discriminate.
Qed.

(** A fold ends if its rounds do. *)
Lemma terminates_fold {e s} (xs : names (Prod s (Base (Scalar e)))) (items : expression value (Seq e))
    (body : values (Prod s (Base (Scalar e))) -> cmd value s) (init : expressions value s) :
  (forall x, terminates (body x)) -> terminates (Fold xs items body init).
Proof.
  intros Hends. unfold terminates. cbn [pmf]. generalize (evals init).
  induction (eval items) as [| item rest IH]; intros x; cbn [dfold].
  - apply total_dret.
  - apply total_dbind_1; [exact (Hends (x, item)) | exact IH].
Qed.

(** A loop whose rounds lower a rank. *)
Theorem terminates_while {s} (rank : values s -> nat) (xs : names s)
    (guard : values s -> expression value Bool) (body : values s -> cmd value s)
    (init : expressions value s) :
  (forall x, eval (guard x) = true -> terminates (body x)) ->
  (forall x y, eval (guard x) = true -> possible (body x) y -> (rank y < rank x)%nat) ->
  terminates (While xs guard body init).
Proof.
  intros Hends Hrank.
  apply (dwhile_terminates_rank (fun x => eval (guard x)) (fun x => pmf (body x)) (fun _ => True))
    with (rank := rank); [| | | exact I].
  - intros x y _ _ _. exact I.
  - intros x _ Hgo. exact (Hends x Hgo).
  - intros x y _ Hgo Hy. exact (Hrank x y Hgo Hy).
Qed.
