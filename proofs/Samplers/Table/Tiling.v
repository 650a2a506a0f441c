(** * Sandwich tables: the blocks tile the magnitudes below the tail

    Glossary
      tiling t == the blocks of the table [t] are where Sandwich.v says, and their codes hold
                  where the values start, plus [bias], and the bits of the offset that are dropped *)

From Coq Require Import NArith.
From Verinoise Require Import Lang.Syntax Lang.Eval.
From Verinoise Require Import Samplers.Table.Spec.

Record tiling (t : parts) : Prop := Tiling {
  tiling_blocks : (0 < block_total t)%N;
  tiling_offset : (offset_bits t < 64)%N;
  tiling_entry : forall j, (j < block_total t)%N ->
    get (s := Nat) (blocks t) j = ((bias t + start_of t j) * 64 + (offset_bits t - width_of t j))%N;
  tiling_width : forall j, (j < block_total t)%N -> (width_of t j <= offset_bits t)%N;
  tiling_start_0 : start_of t 0 = 0%N;
  tiling_width_0 : width_of t 0 = 0%N;
  tiling_next : forall j, (j < block_total t)%N ->
    start_of t (j + 1) = (start_of t j + 2 ^ width_of t j)%N;
  tiling_bias : (tail_start t <= bias t)%N
}.
