(** * The sampler language: values of expressions

    Every operation is total and means the Rocq function of the same name.

    Glossary
      scalar_value s == the values of scalar type [s]
      value b    == the values of base type [b]
      values t   == tuples of values
      apply1/2   == the meaning of an operation
      eval/evals == the value of an expression, of a tuple of expressions     *)

From Coq Require Import Bool NArith ZArith List.
From Verinoise Require Import Lang.Syntax.

Local Open Scope bool_scope.

Definition scalar_value (s : scalar) : Type :=
  match s with Bool => bool | Nat => N | Int => Z end.

Definition value (b : base) : Type :=
  match b with Scalar s => scalar_value s | Seq s => list (scalar_value s) end.

Definition values (t : ty) : Type := tuple value t.

(** The value of a scalar type that stands outside of a sequence. *)
Definition outside (s : scalar) : scalar_value s :=
  match s with Bool => false | Nat => 0%N | Int => 0%Z end.

(** The item number [i], from 0. *)
Fixpoint get {s} (items : list (scalar_value s)) (i : N) : scalar_value s :=
  match items with
  | nil => outside s
  | cons item items => if (i =? 0)%N then item else get items (i - 1)
  end.

Definition apply1 {b1 b2} (op : unary b1 b2) : value b1 -> value b2 :=
  match op with
  | Not => negb
  | Odd => N.odd
  | BitLength => N.size
  | Sqrt => N.sqrt
  | OfNat => Z.of_N
  | Neg => Z.opp
  | Magnitude => Z.abs_N
  | Length => fun items => N.of_nat (length items)
  end.

Definition apply2 {b1 b2 b3} (op : binary b1 b2 b3) : value b1 -> value b2 -> value b3 :=
  match op with
  | Add => N.add
  | Sub => N.sub
  | Mul => N.mul
  | Div => N.div
  | ShiftL => N.shiftl
  | ShiftR => N.shiftr
  | BitAnd => N.land
  | Eq => N.eqb
  | Lt => N.ltb
  | Le => N.leb
  | AddInt => Z.add
  | Get => get
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
