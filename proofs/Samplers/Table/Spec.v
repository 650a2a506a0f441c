(** * Sandwich tables: the specification

    Glossary
      parts                == all that a table consists of
      hints                == what the checkers are told beside the table
      passes t h           == the three checkers answer [true] about the table [t], for
                              the hints [h]
      exponent t x         == the number whose exponential, negated, is the weight of
                              the magnitude [x]
      table_weight t x     == exp(- exponent t x)
      table_mass t x       == the weight of |x|, divided by the sum of these over all
                              integers
      gaussian_table t a b == the weight is that of discrete Gaussian noise
      laplace_table t n d  == the weight is that of discrete Laplace noise
      block_at t rank      == the block in whose wedge [rank] lies
      blocks_of t          == the table in the words of MathLite, Sandwich.v     *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Tsum Sandwich.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Ratio Samplers.Table.Code Samplers.Table.CheckCode.
Import ListNotations.
Local Open Scope R_scope.

Record parts := Parts {
  word_bytes : N; extra_bytes : N; selector_shift : N; offset_bits : N; cell_bits : N;
  complements : list N; entries : list N;
  quadratic : N; linear : N; denominator : N;
  unit : N; slack : N; bias : N;
  blocks : list N; certain : list N; wedges : list N;
  tail_start : N; tail_bits : N
}.

Section Parts.
Variable t : parts.

(** The arguments of the programs. *)
Definition lookup_of : values lookup :=
  (word_bytes t, extra_bytes t, selector_shift t, offset_bits t, cell_bits t, complements t, entries t).
Definition weight_of : values weight := (quadratic t, linear t, denominator t).
Definition layout_of : values layout :=
  (unit t, slack t, offset_bits t, bias t, blocks t, certain t, wedges t).
Definition table_of : values table :=
  (lookup_of, weight_of, (unit t, slack t, bias t, blocks t, certain t, wedges t),
   (tail_start t, tail_bits t)).

(** What the checkers are told beside the table: homes, runs, and the bits of the enclosures. *)
Record hints := Hints { homes : list N; runs : list N; block_digits : N; tail_digits : N }.

Definition passes (h : hints) : Prop :=
  outputs (body table_check_lookup value
    (lookup_of, (bias t, blocks t, certain t), (homes h, runs h))) [] true
  /\ outputs (body table_check_blocks value
    (weight_of, layout_of, (tail_start t, block_digits h))) [] true
  /\ outputs (body table_check_tail value
    (weight_of, (unit t, certain t, wedges t), (tail_start t, tail_bits t, tail_digits h))) [] true.

(** ** The distribution *)

Definition exponent (x : N) : R :=
  ratio ((quadratic t * x + linear t) * x) (denominator t).

Definition table_weight (x : N) : R := exp (- exponent x).

Definition table_mass (x : Z) : R :=
  table_weight (Z.abs_N x) / tsum (fun y : Z => table_weight (Z.abs_N y)).

(** The weight of the discrete Gaussian distribution of variance parameter a / b. *)
Definition gaussian_table (a b : N) : Prop :=
  quadratic t = b /\ linear t = 0%N /\ denominator t = (2 * a)%N.

(** The weight of the discrete Laplace distribution of scale n / d. *)
Definition laplace_table (n d : N) : Prop :=
  quadratic t = 0%N /\ linear t = d /\ denominator t = n.

(** ** The table in the words of MathLite *)

Definition block_total : N := N.of_nat (length (blocks t)).

Definition start_of (j : N) : N :=
  if (j <? block_total)%N then (N.shiftr (get (s := Nat) (blocks t) j) 6 - bias t)%N else tail_start t.

Definition width_of (j : N) : N := (offset_bits t - N.land (get (s := Nat) (blocks t) j) 63)%N.

Definition certain_of (j : N) : N := get (s := Nat) (certain t) j.

Definition wedges_upto (j : N) : N := get (s := Nat) (wedges t) j.

Definition envelope_of (j : N) : N :=
  (certain_of j + (wedges_upto (j + 1) - wedges_upto j))%N.

(** The bits of a selector, one of which is the sign. *)
Definition selector_bits : N := (word_bytes t * 8 - selector_shift t)%N.

(** The number of selectors of each sign. *)
Definition selector_count : N := (2 ^ (selector_bits - 1))%N.

(** The block in whose wedge [rank] lies: the number of the sums, but the first, up to [rank]. *)
Definition block_at (rank : N) : N :=
  N.of_nat (length (filter (fun sum => (sum <=? rank)%N) (tl (wedges t)))).

Definition blocks_of : Sandwich.table := {|
  block_count := block_total;
  block_start := start_of;
  block_width := width_of;
  Sandwich.certain := certain_of;
  envelope := envelope_of;
  selectors := selector_count;
  table_scale := unit t;
  Sandwich.tail_bits := tail_bits t;
  block_of := block_at
|}.

End Parts.
