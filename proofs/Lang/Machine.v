(** * The sampler language: the byte-tape machine

    [run] is the deterministic machine that a computer executes: it reads bytes
    from a tape and ends with a value and the rest of the tape.  Loops carry
    fuel, the largest number of rounds of any one loop.

    The machine is parametrised by an arithmetic.  [exact] is unbounded.  A
    machine-word arithmetic may instead give up on an operation ([Fault]); it is
    [faithful] when every result that it does give is the exact one.

    Glossary
      outcome      == what a run ends with
      le_value     == the number that bytes spell, little-endian
      arithmetic   == results of literals and operations; [None] is a fault.
                      The items of a sequence and the numbers that bytes spell are
                      literals, too
      outputs c tape v == [c] reads exactly [tape] and yields [v]              *)

From Coq Require Import NArith ZArith List.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Eval.
Import ListNotations.

Inductive outcome (T : Type) :=
| Done (v : T) (rest : list byte)
| OutOfBytes
| OutOfFuel
| Fault.

Arguments Done {T} v rest.
Arguments OutOfBytes {T}.
Arguments OutOfFuel {T}.
Arguments Fault {T}.

Fixpoint le_value (bytes : list byte) : N :=
  match bytes with
  | [] => 0
  | b :: bs => Byte.to_N b + 256 * le_value bs
  end.

(** The first [n] bytes and the rest. *)
Fixpoint split_at {A} (n : nat) (l : list A) : option (list A * list A) :=
  match n, l with
  | O, _ => Some ([], l)
  | S _, [] => None
  | S m, x :: xs =>
      match split_at m xs with
      | Some (taken, rest) => Some (x :: taken, rest)
      | None => None
      end
  end.

(** ** Arithmetics *)

Record arithmetic := Arithmetic {
  literal : forall s, scalar_value s -> option (scalar_value s);
  result1 : forall b1 b2, unary b1 b2 -> value b1 -> option (value b2);
  result2 : forall b1 b2 b3, binary b1 b2 b3 -> value b1 -> value b2 -> option (value b3)
}.

Definition exact : arithmetic := {|
  literal s v := Some v;
  result1 b1 b2 op x := Some (apply1 op x);
  result2 b1 b2 b3 op x y := Some (apply2 op x y)
|}.

Record faithful (A : arithmetic) : Prop := Faithful {
  faithful_literal : forall s v w, literal A s v = Some w -> w = v;
  faithful_unary : forall b1 b2 (op : unary b1 b2) x w,
    result1 A b1 b2 op x = Some w -> w = apply1 op x;
  faithful_binary : forall b1 b2 b3 (op : binary b1 b2 b3) x y w,
    result2 A b1 b2 b3 op x y = Some w -> w = apply2 op x y
}.

(** [And] looks at its second operand only when it must, as in Rust. *)
Fixpoint compute (A : arithmetic) {b} (e : expression value b) : option (value b) :=
  match e with
  | Var x => Some x
  | BoolLit v => Some v
  | NatLit v => literal A Nat v
  | And e1 e2 =>
      match compute A e1 with Some true => compute A e2 | stop => stop end
  | Unary op e1 =>
      match compute A e1 with
      | Some x => result1 A _ _ op x
      | None => None
      end
  | Binary op e1 e2 =>
      match compute A e1, compute A e2 with
      | Some x, Some y => result2 A _ _ _ op x y
      | _, _ => None
      end
  end.

Fixpoint computes (A : arithmetic) {t} : expressions value t -> option (values t) :=
  match t with
  | Base b => compute A
  | Prod t1 t2 => fun es =>
      match computes A (fst es), computes A (snd es) with
      | Some x, Some y => Some (x, y)
      | _, _ => None
      end
  end.

(** ** The machine *)

Definition and_then {A B} (o : outcome A) (k : A -> list byte -> outcome B) : outcome B :=
  match o with
  | Done v rest => k v rest
  | OutOfBytes => OutOfBytes
  | OutOfFuel => OutOfFuel
  | Fault => Fault
  end.

Definition or_fault {A B} (o : option A) (k : A -> outcome B) : outcome B :=
  match o with Some v => k v | None => Fault end.

(** At most [fuel] rounds of a loop from state [s]. *)
Fixpoint repeat {S} (guard : S -> option bool) (body : S -> list byte -> outcome S)
    (fuel : nat) (s : S) (tape : list byte) : outcome S :=
  or_fault (guard s) (fun go =>
    if go then
      match fuel with
      | O => OutOfFuel
      | Datatypes.S fuel' => and_then (body s tape) (repeat guard body fuel')
      end
    else Done s tape).

(** One round for each item, from state [s]. *)
Fixpoint each {I S} (literal : I -> option I) (body : I -> S -> list byte -> outcome S)
    (items : list I) (s : S) (tape : list byte) : outcome S :=
  match items with
  | [] => Done s tape
  | item :: items =>
      or_fault (literal item) (fun item => and_then (body item s tape) (each literal body items))
  end.

Fixpoint run (A : arithmetic) (fuel : nat) {t} (c : cmd value t) (tape : list byte)
    : outcome (values t) :=
  match c with
  | Ret es => or_fault (computes A es) (fun vs => Done vs tape)
  | Bind _ c1 k => and_then (run A fuel c1 tape) (fun v => run A fuel (k v))
  | If e c1 c2 =>
      or_fault (compute A e) (fun b : bool => if b then run A fuel c1 tape else run A fuel c2 tape)
  | Bytes count =>
      or_fault (compute A count) (fun n =>
        match split_at (N.to_nat n) tape with
        | Some (taken, rest) => or_fault (literal A Nat (le_value taken)) (fun v => Done v rest)
        | None => OutOfBytes
        end)
  | While _ guard body init =>
      or_fault (computes A init) (fun s =>
        repeat (fun s => compute A (guard s)) (fun s => run A fuel (body s)) fuel s tape)
  | @Fold _ e _ _ items body init =>
      or_fault (compute A items) (fun items => or_fault (computes A init) (fun s =>
        each (literal A e) (fun item s => run A fuel (body (s, item))) items s tape))
  | Call _ body args => or_fault (computes A args) (fun vs => run A fuel (body vs) tape)
  end.

Definition outputs {t} (c : cmd value t) (tape : list byte) (v : values t) : Prop :=
  exists fuel, run exact fuel c tape = Done v [].
