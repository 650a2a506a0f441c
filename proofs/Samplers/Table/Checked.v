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

(** ** Each checker *)

Theorem table_check_block_sound (t : parts) (entry mirrored home run stop mass : N) tape :
  (selector_shift t < word_bytes t * 8)%N -> (half_cells t * cell_size t = selector_count t)%N ->
  (run <= half_cells t)%N ->
  outputs (body table_check_block value
    ((selector_bits t, cell_bits t, complements t, entries t), (entry, mirrored, home, run, stop)))
    tape (mass, true) ->
  (mass <= lookups t (entry, mirrored))%N /\ (stop <= half_cells t)%N.
Proof.
  intros Hshift Hcells Hrun Houtputs. apply outputs_possible in Houtputs.
  exact (table_check_block_counts t Hshift Hcells _ _ _ _ _ _ Houtputs Hrun).
Qed.

Theorem table_check_lookup_sound (t : parts) (homes runs : list N) tape :
  outputs (body table_check_lookup value
    (lookup_of t, (bias t, blocks t, certain t), (homes, runs))) tape true -> lookup_right t.
Proof. intros H. apply outputs_possible in H. exact (table_check_lookup_right t homes runs H). Qed.

Theorem table_check_blocks_sound (t : parts) (bits : N) tape :
  outputs (body table_check_blocks value (weight_of t, layout_of t, (tail_start t, bits))) tape true ->
  blocks_checked t.
Proof. intros H. apply outputs_possible in H. exact (table_check_blocks_checked t bits H). Qed.

Theorem table_check_tail_sound (t : parts) (bits : N) tape :
  (0 < denominator t)%N -> N.of_nat (length (wedges t)) = (block_total t + 1)%N ->
  outputs (body table_check_tail value
    (weight_of t, (unit t, certain t, wedges t), (tail_start t, tail_bits t, bits))) tape true ->
  tail_checked t.
Proof.
  intros Hd Hlength H. apply outputs_possible in H.
  exact (table_check_tail_checked t Hd bits Hlength H).
Qed.

(** ** All of them *)

Theorem passes_right (t : parts) (h : hints) : passes t h -> right t.
Proof.
  intros (Hlookup & Hblocks & Htail).
  apply table_check_lookup_sound in Hlookup. apply table_check_blocks_sound in Hblocks.
  pose proof (checked_tiling t Hblocks) as Htiling.
  pose proof (right_total t Hlookup) as Htotal.
  apply table_check_tail_sound in Htail;
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
