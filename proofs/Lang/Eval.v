(** * The sampler language: values of expressions

    Every operation is total and means the Rocq function of the same name.

    Glossary
      value b    == the values of base type [b]
      values t   == tuples of values
      apply1/2   == the meaning of an operation
      eval/evals == the value of an expression, of a tuple of expressions     *)

From Coq Require Import Bool NArith ZArith.
From Verinoise Require Import Lang.Syntax.

Local Open Scope bool_scope.

Definition value (b : base) : Type :=
  match b with Bool => bool | Nat => N | Int => Z end.

Definition values (t : ty) : Type := tuple value t.

Definition apply1 {b1 b2} (op : unary b1 b2) : value b1 -> value b2 :=
  match op with
  | Not => negb
  | Odd => N.odd
  | BitLength => N.size
  | Sqrt => N.sqrt
  | OfNat => Z.of_N
  | Neg => Z.opp
  | Magnitude => Z.abs_N
  end.

Definition apply2 {b1 b2 b3} (op : binary b1 b2 b3) : value b1 -> value b2 -> value b3 :=
  match op with
  | Add => N.add
  | Sub => N.sub
  | Mul => N.mul
  | Div => N.div
  | ShiftR => N.shiftr
  | Eq => N.eqb
  | Lt => N.ltb
  | Le => N.leb
  | AddInt => Z.add
  end.

Fixpoint eval {b} (e : expression value b) : value b :=
  match e with
  | Var x => x
  | BoolLit v => v
  | NatLit v => v
  | And e1 e2 => eval e1 && eval e2
  | Unary op e1 => apply1 op (eval e1)
  | Binary op e1 e2 => apply2 op (eval e1) (eval e2)
  end.

Definition evals {t} (es : expressions value t) : values t := tuple_map (@eval) es.
