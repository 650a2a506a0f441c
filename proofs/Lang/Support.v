(** * The sampler language: what a program can output

    A value is possible when its probability is positive.  What holds of all possible values
    of a program is found from the values of its parts; a loop needs an invariant, and whether
    it ends does not matter.

    Glossary
      possible c v == the program [c] outputs [v] with positive probability
      outputs c tape v == on [tape] the machine outputs [v] (Machine.v)       *)

From Coq Require Import Reals Lra NArith List.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Deterministic.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Machine Lang.Cost.
Import ListNotations.
Local Unset Asymmetric Patterns.
Local Open Scope R_scope.

Definition possible {t} (c : cmd value t) (v : values t) : Prop := 0 < pmf c v.

(** What a run outputs is possible. *)
Lemma outputs_possible {t} (c : cmd value t) (tape : list byte) (v : values t) :
  outputs c tape v -> possible c v.
Proof. intros [n Hn]. exact (outputs_pos c n tape v Hn). Qed.

Lemma possible_ret {t} (es : expressions value t) (v : values t) :
  possible (Ret es) v -> v = evals es.
Proof. apply dret_pos_inv. Qed.

Lemma possible_bind {a b} (xs : names a) (c : cmd value a) (k : values a -> cmd value b)
    (v : values b) :
  possible (Bind xs c k) v -> exists u, possible c u /\ possible (k u) v.
Proof. apply dbind_pos_inv. Qed.

Lemma possible_let {a b} (xs : names a) (es : expressions value a) (k : values a -> cmd value b)
    (v : values b) :
  possible (Bind xs (Ret es) k) v -> possible (k (evals es)) v.
Proof.
  intros Hv. apply possible_bind in Hv as [u [Hu Hv]]. apply possible_ret in Hu as ->. exact Hv.
Qed.

Lemma possible_if {t} (e : expression value Bool) (c1 c2 : cmd value t) (v : values t) :
  possible (If e c1 c2) v ->
  (eval e = true /\ possible c1 v) \/ (eval e = false /\ possible c2 v).
Proof. unfold possible. cbn [pmf]. destruct (eval e); auto. Qed.

Lemma possible_call {a b} (p : prototype a) (body : values a -> cmd value b)
    (args : expressions value a) (v : values b) :
  possible (Call p body args) v -> possible (body (evals args)) v.
Proof. auto. Qed.

(** A loop, for an invariant. *)
Theorem possible_while {s} (Inv : values s -> Prop) (xs : names s)
    (guard : values s -> expression value Bool) (body : values s -> cmd value s)
    (init : expressions value s) (v : values s) :
  (forall x y, Inv x -> eval (guard x) = true -> possible (body x) y -> Inv y) ->
  Inv (evals init) -> possible (While xs guard body init) v -> Inv v /\ eval (guard v) = false.
Proof.
  intros Hbody Hinit Hv. exact (dwhile_invariant (fun x => eval (guard x))
    (fun x => pmf (body x)) Inv (evals init) v Hbody Hinit Hv).
Qed.
