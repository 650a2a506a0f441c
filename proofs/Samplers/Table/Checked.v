(** * Sandwich tables: whatever passes the checkers is right

    The three checkers establish all that the law of the sampler rests on.

    Glossary
      passes t h == the three checkers answer [true] about the table [t], for the hints [h]
      right t    == what the law of the sampler rests on (Proof.v)
      words_suffice t == the words have bits for a selector and an offset (WordDigits.v)  *)

From Coq Require Import Reals NArith ZArith List.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.Support.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Tiling Samplers.Table.CheckLookup Samplers.Table.Lookup.
From Verinoise Require Import Samplers.Table.WordDigits Samplers.Table.LookupWord.
From Verinoise Require Import Samplers.Table.CheckBlocks Samplers.Table.CheckTail Samplers.Table.Pick.
From Verinoise Require Import Samplers.Table.Sandwiched Samplers.Table.Proof.

Theorem passes_right (t : parts) (h : hints) : passes t h -> right t.
Proof.
  intros (Hlookup & Hblocks & Htail).
  apply outputs_possible in Hlookup, Hblocks, Htail.
  apply table_check_lookup_right in Hlookup. apply table_check_blocks_checked in Hblocks.
  pose proof (checked_tiling t Hblocks) as Htiling.
  pose proof (right_total t Hlookup) as Htotal.
  apply table_check_tail_checked in Htail;
    [| exact (checked_denominator t Hblocks) | exact (checked_length t Hblocks)].
  split.
  - exact (checked_denominator t Hblocks).
  - exact Htiling.
  - exact (checked_sandwich t Hblocks Htotal Htail).
  - exact (checked_prefix t Hblocks).
  - exact (certain_rare t Htotal).
  - exact (checked_slack t Hblocks).
  - exact (checked_bisects t Hblocks).
  - exact (draw_law t Htiling Hlookup).
Qed.

Theorem passes_words (t : parts) (h : hints) : passes t h -> words_suffice t.
Proof.
  intros (Hlookup & _ & _). apply outputs_possible, table_check_lookup_right in Hlookup.
  exact (lookup_words t Hlookup).
Qed.
