(** * The sampler language: probability mass functions

    [pmf c] is the sub-distribution of the outcomes of [c] when every byte is
    uniform and independent.  The theorems about samplers speak of it; Adequacy.v
    ties it to the machine that runs.  What is missing from mass 1 is the
    probability that [c] never ends.                                          *)

From Coq Require Import Reals NArith.
From MathLite Require Import Dist While Fold.
From Verinoise Require Import Lang.Syntax Lang.Eval.

(* A library below Coquelicot sets this for everyone. *)
Local Unset Asymmetric Patterns.

Fixpoint pmf {t} (c : cmd value t) : dist (values t) :=
  match c with
  | Ret es => dret (evals es)
  | Bind _ c1 k => dbind (pmf c1) (fun v => pmf (k v))
  | If e c1 c2 => if eval e then pmf c1 else pmf c2
  | Bytes count => duniform (256 ^ eval count)
  | While _ guard body init =>
      dwhile (fun s => eval (guard s)) (fun s => pmf (body s)) (evals init)
  | Fold _ items body init =>
      dfold (fun item s => pmf (body (s, item))) (eval items) (evals init)
  | Call _ body args => pmf (body (evals args))
  end.

(** [c] ends with probability 1. *)
Definition terminates {t} (c : cmd value t) : Prop := total (pmf c) = 1%R.
