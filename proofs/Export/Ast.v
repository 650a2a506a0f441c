(** * Export: first-order syntax

    Reads a sampler with numbers for its variables, and collects every function
    that it calls.  A call carries both a name and a body; the table of functions
    holds one body a name, compared by computation, so that a call whose name and
    body disagree cannot be exported.

    Glossary
      expr, code    == expressions and commands; variables are numbers, counted
                       from the outermost binder
      binder        == the name and the type of a variable
      fn            == a function: what is printed, and nothing else
      reify f       == [f] as an [fn]
      reachable f   == the table of [f] and all that it calls, callees first     *)

From Coq Require Import Bool NArith String List.
From Verinoise Require Import Lang.Syntax.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope list_scope.

Inductive op1 := ONot | OOdd | OBitLength | OSqrt | OOfNat | ONeg | OMagnitude | OLength.

Inductive op2 :=
  OAdd | OSub | OMul | ODiv | OShiftL | OShiftR | OBitAnd | OEq | OLt | OLe | OAddInt | OGet.

Inductive expr :=
| EVar (x : nat)
| EBool (v : bool)
| ENat (v : N)
| EAnd (e1 e2 : expr)
| EUnary (op : op1) (e : expr)
| EBinary (op : op2) (e1 e2 : expr).

Definition binder : Type := string * base.

Inductive code :=
| CRet (es : list expr)
| CBind (xs : list binder) (c k : code)
| CIf (e : expr) (c1 c2 : code)
| CBytes (count : expr)
| CWhile (xs : list binder) (guard : expr) (body : code) (init : list expr)
| CFold (xs : list binder) (item : binder) (items : expr) (body : code) (init : list expr)
| CCall (file name : string) (args : list expr).

Record fn := Fn {
  fn_file : string;
  fn_name : string;
  fn_params : list binder;
  fn_result : list base;
  fn_doc : list string;
  fn_heat : hint;
  fn_code : code
}.

(** ** Equality, by computation *)

Scheme Equality for scalar.
Scheme Equality for base.
Scheme Equality for hint.
Scheme Equality for op1.
Scheme Equality for op2.

Fixpoint list_eqb {A} (eqb : A -> A -> bool) (l m : list A) : bool :=
  match l, m with
  | [], [] => true
  | x :: l, y :: m => eqb x y && list_eqb eqb l m
  | _, _ => false
  end.

Fixpoint expr_eqb (e f : expr) : bool :=
  match e, f with
  | EVar x, EVar y => Nat.eqb x y
  | EBool v, EBool w => Bool.eqb v w
  | ENat v, ENat w => N.eqb v w
  | EAnd e1 e2, EAnd f1 f2 => expr_eqb e1 f1 && expr_eqb e2 f2
  | EUnary o e, EUnary p f => op1_beq o p && expr_eqb e f
  | EBinary o e1 e2, EBinary p f1 f2 => op2_beq o p && expr_eqb e1 f1 && expr_eqb e2 f2
  | _, _ => false
  end.

Definition binder_eqb (x y : binder) : bool :=
  String.eqb (fst x) (fst y) && base_beq (snd x) (snd y).

Fixpoint code_eqb (c d : code) : bool :=
  match c, d with
  | CRet es, CRet fs => list_eqb expr_eqb es fs
  | CBind xs c1 k1, CBind ys d1 k2 =>
      list_eqb binder_eqb xs ys && code_eqb c1 d1 && code_eqb k1 k2
  | CIf e c1 c2, CIf f d1 d2 => expr_eqb e f && code_eqb c1 d1 && code_eqb c2 d2
  | CBytes e, CBytes f => expr_eqb e f
  | CWhile xs e c es, CWhile ys f d fs =>
      list_eqb binder_eqb xs ys && expr_eqb e f && code_eqb c d && list_eqb expr_eqb es fs
  | CFold xs x e c es, CFold ys y f d fs =>
      list_eqb binder_eqb xs ys && binder_eqb x y && expr_eqb e f && code_eqb c d
      && list_eqb expr_eqb es fs
  | CCall f n es, CCall g m fs =>
      String.eqb f g && String.eqb n m && list_eqb expr_eqb es fs
  | _, _ => false
  end.

Definition fn_eqb (f g : fn) : bool :=
  String.eqb (fn_file f) (fn_file g) && String.eqb (fn_name f) (fn_name g)
  && list_eqb binder_eqb (fn_params f) (fn_params g)
  && list_eqb base_beq (fn_result f) (fn_result g)
  && list_eqb String.eqb (fn_doc f) (fn_doc g) && hint_beq (fn_heat f) (fn_heat g)
  && code_eqb (fn_code f) (fn_code g).

(** ** From terms to first-order syntax *)

Definition number (b : base) : Type := nat.

Fixpoint leaves {A} {t : ty} : tuple (fun _ => A) t -> list A :=
  match t with
  | Base _ => fun x => [x]
  | Prod _ _ => fun p => leaves (fst p) ++ leaves (snd p)
  end.

Fixpoint bases (t : ty) : list base :=
  match t with Base b => [b] | Prod t1 t2 => bases t1 ++ bases t2 end.

Definition width (t : ty) : nat := List.length (bases t).

Definition binders {t} (xs : names t) : list binder := combine (leaves xs) (bases t).

(** The variables [next], [next + 1], ... in the shape of [t]. *)
Fixpoint numbered (t : ty) (next : nat) : tuple number t :=
  match t with
  | Base _ => next
  | Prod t1 t2 => (numbered t1 next, numbered t2 (next + width t1))
  end.

Definition op1_of {b1 b2} (op : unary b1 b2) : op1 :=
  match op with
  | Not => ONot | Odd => OOdd | BitLength => OBitLength | Sqrt => OSqrt
  | OfNat => OOfNat | Neg => ONeg | Magnitude => OMagnitude | Length => OLength
  end.

Definition op2_of {b1 b2 b3} (op : binary b1 b2 b3) : op2 :=
  match op with
  | Add => OAdd | Sub => OSub | Mul => OMul | Div => ODiv
  | ShiftL => OShiftL | ShiftR => OShiftR | BitAnd => OBitAnd
  | Eq => OEq | Lt => OLt | Le => OLe | AddInt => OAddInt | Get => OGet
  end.

Fixpoint expr_of {b} (e : expression number b) : expr :=
  match e with
  | Var x => EVar x
  | BoolLit v => EBool v
  | NatLit v => ENat v
  | And e1 e2 => EAnd (expr_of e1) (expr_of e2)
  | Unary op e => EUnary (op1_of op) (expr_of e)
  | Binary op e1 e2 => EBinary (op2_of op) (expr_of e1) (expr_of e2)
  end.

Fixpoint exprs_of {t : ty} : expressions number t -> list expr :=
  match t with
  | Base _ => fun e => [expr_of e]
  | Prod _ _ => fun es => exprs_of (fst es) ++ exprs_of (snd es)
  end.

Fixpoint code_of {t} (next : nat) (c : cmd number t) : code :=
  match c with
  | Ret es => CRet (exprs_of es)
  | @Bind _ a _ xs c1 k =>
      CBind (binders xs) (code_of next c1) (code_of (next + width a) (k (numbered a next)))
  | If e c1 c2 => CIf (expr_of e) (code_of next c1) (code_of next c2)
  | Bytes count => CBytes (expr_of count)
  | @While _ s xs guard body init =>
      let state := numbered s next in
      CWhile (binders xs) (expr_of (guard state)) (code_of (next + width s) (body state))
        (exprs_of init)
  | @Fold _ e s xs items body init =>
      CFold (binders (fst xs)) (snd xs, Scalar e) (expr_of items)
        (code_of (next + width s + 1) (body (numbered s next, next + width s)))
        (exprs_of init)
  | Call p _ args => CCall (file p) (name p) (exprs_of args)
  end.

Definition fn_of {a b} (p : prototype a) (body : tuple number a -> cmd number b) : fn := {|
  fn_file := file p;
  fn_name := name p;
  fn_params := binders (params p);
  fn_result := bases b;
  fn_doc := doc p;
  fn_heat := heat p;
  fn_code := code_of (width a) (body (numbered a 0))
|}.

Definition reify {a b} (f : func a b) : fn := fn_of (proto f) (body f number).

(** ** The table of functions *)

Inductive result (A : Type) := Ok (v : A) | Error (message : string).
Arguments Ok {A} v.
Arguments Error {A} message.

Definition table := list fn.

(** Adds a function, unless its name stands for another one already. *)
Definition add (f : fn) (known : result table) : result table :=
  match known with
  | Error e => Error e
  | Ok t =>
      match find (fun g => String.eqb (fn_name g) (fn_name f)) t with
      | None => Ok (t ++ [f])
      | Some g => if fn_eqb f g then Ok t
                  else Error ("two different functions are called " ++ fn_name f)%string
      end
  end.

(** Adds what a command calls, callees first. *)
Fixpoint callees {t} (next : nat) (c : cmd number t) (known : result table) : result table :=
  match c with
  | Ret _ | Bytes _ => known
  | @Bind _ a _ _ c1 k =>
      callees (next + width a) (k (numbered a next)) (callees next c1 known)
  | If _ c1 c2 => callees next c2 (callees next c1 known)
  | @While _ s _ _ body _ => callees (next + width s) (body (numbered s next)) known
  | @Fold _ _ s _ _ body _ =>
      callees (next + width s + 1) (body (numbered s next, next + width s)) known
  | @Call _ a _ p body _ =>
      add (fn_of p body) (callees (width a) (body (numbered a 0)) known)
  end.

Definition reachable {a b} (f : func a b) (known : result table) : result table :=
  add (reify f) (callees (width a) (body f number (numbered a 0)) known).
