(** * Sandwich tables: what a scan uses of a table

    Glossary
      scan_of t, scan_table_of t == the arguments of the programs with scans, for the table [t]
      scan_fits t       == the words, the entries of the blocks, and the sequence of the certain
                           masses have such sizes that a scan stays within 64 bits   *)

From Coq Require Import NArith List.
From Verinoise Require Import Lang.Syntax Lang.Eval.
From Verinoise Require Import Samplers.Table.ScanCode Samplers.Table.Spec.
Local Open Scope N_scope.

Section Parts.
Variable t : parts.

Definition scan_of : values scan :=
  (word_bytes t, extra_bytes t, selector_shift t, offset_bits t, bias t, blocks t, certain t).

Definition scan_table_of : values scan_table :=
  ((word_bytes t, extra_bytes t, selector_shift t, offset_bits t), weight_of t,
   (unit t, slack t, bias t, blocks t, certain t, wedges t), (tail_start t, tail_bits t)).

Record scan_fits : Prop := ScanFits {
  fits_word : word_bytes t <= 8;
  fits_extra : extra_bytes t <= 8;
  fits_blocks : Forall (fun entry => entry < 2 ^ 64) (blocks t);
  fits_certain : N.of_nat (length (certain t)) = block_total t + 1
}.

End Parts.
