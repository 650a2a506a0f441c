(** * Sandwich tables that are scanned: golden parameters and known points

    The programs run with the tables of Examples.v.

    Glossary
      tables        == the tables of Examples.v (Points.v)
      ..._points    == parameters of the golden tapes
      ..._tapes     == tapes beside the usual ones                             *)

From Coq Require Import NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine Lang.Wrapping.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.ScanCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.ScanSpec Samplers.Table.Examples Samplers.Table.Points.
Import ListNotations.
Local Open Scope N_scope.

Definition table_scan_points : list (values scan) := map scan_of tables.

Definition table_scan_tapes : list (values scan * list N) :=
  map (fun b => (scan_of gaussian_wide, [b])) fifths.

Definition table_scan_sample_points : list (values scan_table) := map scan_table_of tables.

(** ** Known points *)

(** The examples stay within words. *)
Example examples_fit : Forall scan_fits tables.
Proof.
  repeat (constructor; [split; [discriminate | discriminate | repeat constructor | reflexivity] |]).
  constructor.
Qed.

(** Rank 0 belongs to the block of 0, whatever the sign; the bias is 16. *)
Example table_scan_of_zero :
  run exact 1 (body table_scan value (scan_of gaussian_wide)) [x03] = Done 16 []
  /\ run exact 1 (body table_scan value (scan_of gaussian_wide)) [x83] = Done 16 [].
Proof. split; reflexivity. Qed.

(** Ranks 5 to 8 belong to the block of 2 and 3, of which the higher bit of the offset chooses. *)
Example table_scan_of_three :
  run exact 1 (body table_scan value (scan_of gaussian_wide)) [x16] = Done 19 []
  /\ run exact 1 (body table_scan value (scan_of gaussian_wide)) [x96] = Done 13 [].
Proof. split; reflexivity. Qed.

(** Rank 10 belongs to the block of 4 to 7, ranks from 11 on are rare. *)
Example table_scan_rare :
  run exact 1 (body table_scan value (scan_of gaussian_wide)) [x2b] = Done 23 []
  /\ run exact 1 (body table_scan value (scan_of gaussian_wide)) [x2c] = Done 0 [].
Proof. split; reflexivity. Qed.

(** On words that wrap around, too. *)
Example table_scan_wrapped :
  run (wrapping 64) 1 (body table_scan value (scan_of gaussian_wide)) [x96] = Done 13 [].
Proof. reflexivity. Qed.

Example table_scan_sample_of_minus_three :
  run exact 1 (body table_scan_sample value (scan_table_of gaussian_wide)) [x96] = Done (-3)%Z [].
Proof. reflexivity. Qed.
