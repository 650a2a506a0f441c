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
      certain_mass t x     == the probability that a draw is certain, and of the value [x]
      rare_chance t        == the probability that a round is rare
      draw_mass, wedge_mass, tail_mass, rare_mass
                           == the closed forms of the functions table_draw, ...
      unkept s             == the loop of rounds goes on
      round_of t           == the distribution of a value and whether it is kept
      keeps t              == the probability that a round keeps its value
      within t k x         == the probability that the value is [x], and that it is found
                              in the first [k] rounds
      block_at t rank      == the block in whose wedge [rank] lies
      share x              == 1 for x = 0, else 1/2: the part of a sign (MathLite)
      blocks_of t          == the table in the words of MathLite, Sandwich.v     *)

From Coq Require Import Bool Reals NArith ZArith List.
From MathLite Require Import Sums Tsum Dist While Until Sandwich.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine.
From Verinoise Require Import Samplers.Ratio Samplers.ExpExceeds.Spec.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode.
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

(** ** The blocks *)

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

(** ** What the parts of a round draw *)

(** The certain mass of a block is spread evenly over its magnitudes and both signs. *)
Definition certain_mass (x : Z) : R :=
  lsum (fun j =>
    if (start_of j <=? Z.abs_N x)%N && (Z.abs_N x <? start_of (j + 1))%N then
      ratio (certain_of j) (selector_count * 2 ^ width_of j) * share (Z.abs_N x)
    else 0) (below block_total).

Definition rare_chance : R := ratio (certain_of block_total) selector_count.

Definition draw_mass (drawn : N) : R :=
  if (drawn =? 0)%N then rare_chance else certain_mass (Z.of_N drawn - Z.of_N (bias t)).

(** A magnitude is kept if its weight, in units of mass, is above the level of the rank. *)
Definition wedge_mass (rank : N) (v : N * bool) : R :=
  let (x, kept) := v in
  let j := block_at rank in
  if (start_of j <=? x)%N && (x <? start_of (j + 1))%N then
    ratio 1 (2 ^ width_of j)
    * exp_exceeds_mass (certain_of j + (rank - wedges_upto j)) (unit t * 2 ^ (width_of j + 1))
        ((quadratic t * x + linear t) * x) (denominator t) kept
  else 0.

(** The pieces of the tail have 2^tail_bits numbers each, and each half the chance of the one before. *)
Definition tail_mass (v : N * bool) : R :=
  let (x, kept) := v in
  let piece := ((x - tail_start t) / 2 ^ tail_bits t)%N in
  if (tail_start t <=? x)%N then
    ratio 1 (2 ^ (piece + 1 + tail_bits t))
    * exp_exceeds_mass 0 (unit t * 2 ^ (piece + (tail_bits t + 1)))
        ((quadratic t * x + linear t) * x) (denominator t) kept
  else 0.

(** What the certain draws leave of the mass of [x] in a round. *)
Definition rare_mass (x : Z) : R :=
  (ratio (unit t) selector_count * table_weight (Z.abs_N x) - certain_mass x) / rare_chance.

(** ** Rounds *)

Definition unkept (s : Z * bool) : bool := negb (snd s).

Definition round_of : dist (Z * bool) := pmf (body table_round value table_of).

Definition keeps : R := accept unkept round_of.

(** The loop of rounds, cut after [k] of them. *)
Definition within (k : nat) (x : Z) : R :=
  unroll unkept (fun _ => round_of) k (0%Z, false) (x, true).

(** ** The table in the words of MathLite *)

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
