(** * The sampler language: how terms are written

    A binder's variables are handed to its scope as the expressions that read
    them.  The string after [as] is the name that the variable has in Rust.

    Glossary (in scope [sampler])
      # n                                == the natural number [n]
      + - * / << >> & , < <= ==, && !    == operations
      let! x as "x" := c in k            == run [c], name its result, go on
      set! x as "x" := e in k            == name the value of [e], go on
      loop x as "x" in t := e while g do c end
                                         == state [x] of type [t], at first [e]:
                                            repeat [c] while [g] holds
      each item of e with x as xs in t := s do c end
                                         == state [x] of type [t], at first [s]:
                                            [c] for each item of the sequence [e]
      s .[ i ]                           == the item number [i] of a sequence
      f @ args                           == call a function                    *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax.

Arguments Ret {V t} & e.

Definition read {V t} (x : tuple V t) : expressions V t := tuple_map (@Var V) x.

Definition bind {V a b} (c : cmd V a) (xs : names a) (k : expressions V a -> cmd V b) : cmd V b :=
  Bind xs c (fun x => k (read x)).

Definition while {V s} (init : expressions V s) (xs : names s) (guard : expressions V s -> expression V Bool)
    (round : expressions V s -> cmd V s) : cmd V s :=
  While xs (fun x => guard (read x)) (fun x => round (read x)) init.

Definition fold {V e s} (items : expression V (Seq e)) (init : expressions V s)
    (xs : names (Prod s (Base (Scalar e))))
    (round : expression V (Scalar e) -> expressions V s -> cmd V s) : cmd V s :=
  Fold xs items (fun x => round (Var (snd x)) (read (fst x))) init.

Definition function {a b} (file name : string) (params : names a) (doc : list string)
    (code : forall V, expressions V a -> cmd V b) : func a b :=
  Func (Prototype file name params doc Plain) (fun V x => code V (read x)).

(** The same function, compiled into its callers. *)
Definition hot {a b} (f : func a b) : func a b :=
  Func (Prototype (file (proto f)) (name (proto f)) (params (proto f)) (doc (proto f)) Hot) (body f).

(** The same function, kept out of its callers. *)
Definition cold {a b} (f : func a b) : func a b :=
  Func (Prototype (file (proto f)) (name (proto f)) (params (proto f)) (doc (proto f)) Cold) (body f).

Arguments function {a b} & file name params doc code.
Arguments hot {a b} & f.
Arguments cold {a b} & f.
Arguments If {V t} & e c1 c2.
Arguments bind {V a b} & c xs k.
Arguments while {V s} & init xs guard round.
Arguments fold {V e s} & items init xs round.

(** Types for signatures. [t ** u ** v] has the tuples [(x, y, z)]. *)
Notation "t ** u" := (Prod t u) (at level 40, left associativity).
Definition nat1 := Base Nat.
Definition nat2 := Prod nat1 nat1.
Definition naturals := Base (Seq Nat).

Declare Scope sampler_scope.
Delimit Scope sampler_scope with sampler.
Bind Scope sampler_scope with expression.
Bind Scope sampler_scope with cmd.

Notation "# n" := (NatLit n%N) (at level 1, n at level 0, format "# n") : sampler_scope.
Notation "x + y" := (Binary Add x y) : sampler_scope.
Notation "x +i y" := (Binary AddInt x y) (at level 50, left associativity) : sampler_scope.
Notation "x - y" := (Binary Sub x y) : sampler_scope.
Notation "x * y" := (Binary Mul x y) : sampler_scope.
Notation "x / y" := (Binary Div x y) : sampler_scope.
Notation "x << y" := (Binary ShiftL x y) (at level 35) : sampler_scope.
Notation "x & y" := (Binary BitAnd x y) (at level 38, left associativity) : sampler_scope.
Notation "x >> y" := (Binary ShiftR x y) (at level 35) : sampler_scope.
Notation "x < y" := (Binary Lt x y) : sampler_scope.
Notation "x <= y" := (Binary Le x y) : sampler_scope.
Notation "x == y" := (Binary Eq x y) (at level 70, no associativity) : sampler_scope.
Notation "x && y" := (And x y) : sampler_scope.
Notation "! x" := (Unary Not x) (at level 35) : sampler_scope.
Notation odd := (Unary Odd).
Notation bit_length := (Unary BitLength).
Notation sqrt := (Unary Sqrt).
Notation of_nat := (Unary OfNat).
Notation neg := (Unary Neg).
Notation magnitude := (Unary Magnitude).
Notation length_of := (Unary Length).
Notation "s .[ i ]" := (Binary Get s i) (at level 2, left associativity, format "s .[ i ]")
  : sampler_scope.

Notation "f @ args" := (call f args) (at level 65) : sampler_scope.

Notation "'let!' x 'as' xs := c 'in' k" := (bind c xs (fun x => k))
  (at level 200, x pattern, xs at level 0, c at level 200, k at level 200) : sampler_scope.

Notation "'set!' x 'as' xs := e 'in' k" := (bind (@Ret _ (Base _) e) xs (fun x => k))
  (at level 200, x pattern, xs at level 0, e at level 200, k at level 200) : sampler_scope.

Notation "'loop' x 'as' xs 'in' t := init 'while' guard 'do' round 'end'" :=
  (@while _ t init xs (fun x => guard) (fun x => round))
  (at level 200, x pattern, xs at level 0, t at level 0, init at level 200, guard at level 200,
   round at level 200) : sampler_scope.

Notation "'each' item 'of' e 'with' x 'as' xs 'in' t := init 'do' round 'end'" :=
  (@fold _ _ t e init xs (fun item x => round))
  (at level 200, item name, x pattern, xs at level 0, t at level 0, e at level 200,
   init at level 200, round at level 200) : sampler_scope.

Notation "'if!' e 'then' c1 'else' c2" := (If e c1 c2)
  (at level 200, e at level 200, c1 at level 200, c2 at level 200) : sampler_scope.
