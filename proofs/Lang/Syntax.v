(** * The sampler language: syntax

    A sampler is a term of a small typed language.  Its only effect is to take
    fresh uniform bytes.  Binders are Rocq functions over a family of variables
    [V] (parametric higher-order abstract syntax), so that one term can be read
    in several ways: [V := value] gives its meaning (Pmf.v, Machine.v),
    [V := variable names] gives its Rust text (../Export).

    Glossary
      scalar      == the types of numbers and truth values
      base        == the types of variables: scalars, and sequences of them, which
                     are read-only
      ty          == types of commands: base types, tuples of them
      tuple V t   == a tree of the shape of [t] with a [V] at every leaf
      expression V b     == pure, total expressions of type [b]
      expressions V t    == a tuple of expressions
      cmd V t     == commands that take bytes and yield a tuple of type [t]
      prototype   == name, parameter names and documentation of a function
      func        == a prototype with its body                              *)

From Coq Require Import NArith ZArith String List.
Local Open Scope type_scope.

(** ** Types *)

Inductive scalar := Bool | Nat | Int.

Inductive base := Scalar (s : scalar) | Seq (s : scalar).

Coercion Scalar : scalar >-> base.

Inductive ty := Base (b : base) | Prod (t1 t2 : ty).

Fixpoint tuple (V : base -> Type) (t : ty) : Type :=
  match t with
  | Base b => V b
  | Prod t1 t2 => tuple V t1 * tuple V t2
  end.

Fixpoint tuple_map {V W : base -> Type} (f : forall b, V b -> W b) {t : ty}
  : tuple V t -> tuple W t :=
  match t with
  | Base b => f b
  | Prod t1 t2 => fun p => (tuple_map f (fst p), tuple_map f (snd p))
  end.

(** Names for the leaves of a tuple: hints for the printer, without meaning. *)
Definition names (t : ty) : Type := tuple (fun _ => string) t.

(** ** Operations: total, with Rocq's conventions *)

Inductive unary : base -> base -> Set :=
| Not : unary Bool Bool
| Odd : unary Nat Bool        (* [N.odd] *)
| BitLength : unary Nat Nat   (* [N.size]: 0 for 0 *)
| Sqrt : unary Nat Nat        (* [N.sqrt]: rounded down *)
| OfNat : unary Nat Int       (* [Z.of_N] *)
| Neg : unary Int Int
| Magnitude : unary Int Nat   (* [Z.abs_N] *)
| Length {s} : unary (Seq s) Nat.

Inductive binary : base -> base -> base -> Set :=
| Add : binary Nat Nat Nat
| Sub : binary Nat Nat Nat    (* truncated: [N.sub] *)
| Mul : binary Nat Nat Nat
| Div : binary Nat Nat Nat    (* [N.div]: rounded down, 0 for a zero divisor *)
| ShiftL : binary Nat Nat Nat (* [N.shiftl] *)
| ShiftR : binary Nat Nat Nat (* [N.shiftr] *)
| BitAnd : binary Nat Nat Nat (* [N.land] *)
| Eq : binary Nat Nat Bool
| Lt : binary Nat Nat Bool
| Le : binary Nat Nat Bool
| AddInt : binary Int Int Int
| Get {s} : binary (Seq s) Nat s. (* 0, or [false], outside *)

Inductive expression (V : base -> Type) : base -> Type :=
| Var {b} (x : V b) : expression V b
| BoolLit (v : bool) : expression V Bool
| NatLit (v : N) : expression V Nat
| And (e1 e2 : expression V Bool) : expression V Bool
| Unary {b1 b2} (op : unary b1 b2) (e : expression V b1) : expression V b2
| Binary {b1 b2 b3} (op : binary b1 b2 b3) (e1 : expression V b1) (e2 : expression V b2) : expression V b3.

Arguments Var {V b} x.
Arguments BoolLit {V} v.
Arguments NatLit {V} v.
Arguments And {V} e1 e2.
Arguments Unary {V b1 b2} op e.
Arguments Binary {V b1 b2 b3} op e1 e2.

Definition expressions (V : base -> Type) (t : ty) : Type := tuple (expression V) t.

(** ** Commands *)

(** What the compiler of the printed function is told: nothing, that the function is on the path
    that most calls take, or that it is off it. *)
Inductive hint := Plain | Hot | Cold.

Record prototype (a : ty) := Prototype {
  file : string;             (* the Rust module that holds the function *)
  name : string;             (* the function's name *)
  params : names a;          (* its parameters' names *)
  doc : list string;         (* its documentation, line by line *)
  heat : hint                (* how it is compiled *)
}.

Arguments Prototype {a} _ _ _ _ _.
Arguments file {a} _.
Arguments name {a} _.
Arguments params {a} _.
Arguments doc {a} _.
Arguments heat {a} _.

(** [Call p body args] means [body args]; it prints as a call of [p]'s name.  [Fold] carries its
    state through the items of a sequence, from the first to the last. *)
Inductive cmd (V : base -> Type) : ty -> Type :=
| Ret {t} (e : expressions V t) : cmd V t
| Bind {a b} (xs : names a) (c : cmd V a) (k : tuple V a -> cmd V b) : cmd V b
| If {t} (e : expression V Bool) (c1 c2 : cmd V t) : cmd V t
| Bytes (count : expression V Nat) : cmd V (Base Nat)
| While {s} (xs : names s) (guard : tuple V s -> expression V Bool)
    (body : tuple V s -> cmd V s) (init : expressions V s) : cmd V s
| Fold {e s} (xs : names (Prod s (Base (Scalar e)))) (items : expression V (Seq e))
    (body : tuple V (Prod s (Base (Scalar e))) -> cmd V s) (init : expressions V s) : cmd V s
| Call {a b} (p : prototype a) (body : tuple V a -> cmd V b) (args : expressions V a) : cmd V b.

Arguments Ret {V t} e.
Arguments Bind {V a b} xs c k.
Arguments If {V t} e c1 c2.
Arguments Bytes {V} count.
Arguments While {V s} xs guard body init.
Arguments Fold {V e s} xs items body init.
Arguments Call {V a b} p body args.

(** A function: a prototype and a body that treats variables parametrically. *)
Record func (a b : ty) := Func {
  proto : prototype a;
  body : forall V, tuple V a -> cmd V b
}.

Arguments Func {a b} proto body.
Arguments proto {a b} f.
Arguments body {a b} f V args : rename.

Definition call {V a b} (f : func a b) (args : expressions V a) : cmd V b :=
  Call (proto f) (body f V) args.
