(** * Sandwich tables: golden parameters and known points

    The samplers run with the tables of Examples.v.  The checkers accept these, and refuse
    what is made of them by a fault; the golden tapes hold the answers.

    Glossary
      change i f l   == the list [l] with [f] applied to its item number [i]
      ..._args t h   == the arguments of a checker for the table [t] and the hints [h]
      ..._faults args == arguments with a fault
      ..._points     == parameters of the golden tapes
      ..._tapes      == tapes beside the usual ones                            *)

From Coq Require Import NArith ZArith List.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.Laplace.Points.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Examples.
Import ListNotations.
Local Open Scope N_scope.

(** ** Samplers *)

Definition numbers (count : nat) : list N := map N.of_nat (seq 0 count).

Definition tables : list parts := map fst examples.

Definition table_draw_points : list (values lookup) := map lookup_of tables.

(** Each fifth byte, through a table of words of one byte. *)
Definition fifths : list N := map (N.mul 5) (numbers 52).

Definition table_draw_tapes : list (values lookup * list N) :=
  map (fun b => (lookup_of gaussian_wide, [b])) fifths.

Definition table_block_points : list (values (nat1 ** naturals)) :=
  flat_map (fun t => map (fun rank => (rank, wedges t))
      (numbers (N.to_nat (N.min 60 (get (s := Nat) (wedges t) (block_total t))))))
    tables.

(** Ranks of the first wedge that is not empty, of one between, of the last. *)
Definition table_wedge_points : list (values (nat1 ** weight ** layout)) :=
  flat_map (fun t => let last := get (s := Nat) (wedges t) (block_total t) in
      map (fun rank => (rank, weight_of t, layout_of t)) [0; last / 2; last - 1])
    tables.

Definition table_tail_points : list (values (weight ** (nat1 ** nat1 ** nat1))) :=
  flat_map (fun t =>
      map (fun bits => (weight_of t, (unit t, tail_start t, bits))) [0; tail_bits t; 7])
    tables.

Definition table_rare_points : list (values (weight ** layout ** (nat1 ** nat1))) :=
  map (fun t => (weight_of t, layout_of t, (tail_start t, tail_bits t))) tables.

(** Tapes of the numbers from 0, which leave the level of a wedge behind or not. *)
Definition table_rare_tapes : list (values (weight ** layout ** (nat1 ** nat1)) * list N) :=
  flat_map (fun rank => map (fun word =>
      ((weight_of gaussian_bytes, layout_of gaussian_bytes,
        (tail_start gaussian_bytes, tail_bits gaussian_bytes)),
       rank :: List.repeat word 8%nat ++ [word]))
    [0; 85; 170; 255]) (numbers 9).

Definition table_points : list (values table) := map table_of tables.

(** Some selectors of a table of one byte that are certain, and a rare one. *)
Definition table_tapes : list (values table * list N) :=
  map (fun b => (table_of gaussian_bytes, [10 * b])) (numbers 12)
  ++ flat_map (fun rank => map (fun word =>
       (table_of gaussian_bytes, 120 :: rank :: List.repeat word 8%nat ++ [word]))
     [0; 85; 170; 255]) (numbers 9).

Definition table_shifted_points : list (values (Base Int ** table)) :=
  map (fun location => (location, table_of gaussian_wide)) locations.

(** ** Faults *)

Fixpoint change (i : nat) (f : N -> N) (l : list N) : list N :=
  match l, i with
  | [], _ => []
  | x :: l, O => f x :: l
  | x :: l, S i => x :: change i f l
  end.

(** The last item takes what is added to item [i]. *)
Definition shift_mass (i : nat) (l : list N) : list N :=
  change i (N.add 1) (change (length l - 1) N.pred l).

Definition check_lookup := lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals).

Definition table_check_lookup_args (t : parts) (h : hints) : values check_lookup :=
  (lookup_of t, (bias t, blocks t, certain t), (homes h, runs h)).

(** Offsets that overlap the selector and other wrong bits, complements off by one, wrong entries;
    a bias, a block, a mass, a home and a run off by one. *)
Definition table_check_lookup_faults (args : values check_lookup) : list (values check_lookup) :=
  let '((wb, eb, shift, offset, cell, cs, es), (bias, bs, ms), (hs, rs)) := args in
  [ ((wb, eb, shift, offset + 1, cell, cs, es), (bias, bs, ms), (hs, rs));
    ((wb, eb, shift, offset + 8, cell, cs, es), (bias, bs, ms), (hs, rs));
    ((wb, eb, shift + 1, offset, cell, cs, es), (bias, bs, ms), (hs, rs));
    ((wb, eb, wb * 8, offset, cell, cs, es), (bias, bs, ms), (hs, rs));
    ((wb + 1, eb, shift, offset, cell, cs, es), (bias, bs, ms), (hs, rs));
    ((wb, eb, shift, offset, cell + 1, cs, es), (bias, bs, ms), (hs, rs));
    ((wb, eb, shift, offset, cell, [], es), (bias, bs, ms), (hs, rs));
    ((wb, eb, shift, offset, cell, cs, es), (bias + 1, bs, ms), (hs, rs));
    ((wb, eb, shift, offset, cell, cs, es), (bias, bs, shift_mass 0 ms), (hs, rs));
    ((wb, eb, shift, offset, cell, cs, es), (bias, bs, change 1 N.pred ms), (hs, rs)) ]
  ++ map (fun i => ((wb, eb, shift, offset, cell, change i (N.add 1) cs, es), (bias, bs, ms), (hs, rs)))
       [0; 3; length cs / 2; length cs / 2 + 2]%nat
  ++ map (fun i => ((wb, eb, shift, offset, cell, cs, change i (N.add 64) es), (bias, bs, ms), (hs, rs)))
       [0; 1; 2 * nth 0 (map N.to_nat hs) 0; length es / 2; length es / 2 + 1]%nat
  ++ map (fun i => ((wb, eb, shift, offset, cell, cs, es), (bias, change i N.pred bs, ms), (hs, rs)))
       [0; 2]%nat
  ++ map (fun i => ((wb, eb, shift, offset, cell, cs, es), (bias, bs, ms), (change i (N.add 1) hs, rs)))
       [1; 3]%nat
  ++ [ ((wb, eb, shift, offset, cell, cs, es), (bias, bs, ms), (hs, change 0 (N.add 1) rs)) ].

Definition table_check_lookup_points : list (values check_lookup) :=
  flat_map (fun e => let args := table_check_lookup_args (fst e) (snd e) in
      args :: table_check_lookup_faults args)
    examples.

Definition check_blocks := weight ** layout ** (nat1 ** nat1).

Definition table_check_blocks_args (t : parts) (h : hints) : values check_blocks :=
  (weight_of t, layout_of t, (tail_start t, block_digits h)).

(** Zero counted under both signs; certain masses that leave nothing to the rare rounds, or are one
    too large; envelopes one too small; a bias below the tail; another weight, unit or slack; a
    tail that begins elsewhere; blocks and sums that are wrong or missing; few bits. *)
Definition table_check_blocks_faults (args : values check_blocks) : list (values check_blocks) :=
  let '((q, l, d), (u, s, offset, bias, bs, ms, ws), (tail, bits)) := args in
  let low := map (fun code => code - 64 * (bias + 1 - tail)) bs in
  let rest := nth (length ms - 1) ms 0 in
  [ ((q, l, d), (u, s, offset, bias, bs, change 0 (N.mul 2) ms, ws), (tail, bits));
    ((q, l, d), (u, s, offset, bias, bs, change 1 (N.add rest) ms, ws), (tail, bits));
    ((q, l, d), (u, s, offset, tail - 1, low, ms, ws), (tail, bits));
    ((q + 1, l, d), (u, s, offset, bias, bs, ms, ws), (tail, bits));
    ((q, l + 1, d), (u, s, offset, bias, bs, ms, ws), (tail, bits));
    ((q, l, 0), (u, s, offset, bias, bs, ms, ws), (tail, bits));
    ((q, l, d + d), (u, s, offset, bias, bs, ms, ws), (tail, bits));
    ((q, l, d), (0, s, offset, bias, bs, ms, ws), (tail, bits));
    ((q, l, d), (u + 1, s, offset, bias, bs, change 0 (N.add 1) ms, ws), (tail, bits));
    ((q, l, d), (u, 0, offset, bias, bs, ms, ws), (tail, bits));
    ((q, l, d), (u, s, offset + 1, bias, bs, ms, ws), (tail, bits));
    ((q, l, d), (u, s, offset, bias, bs, ms, ws), (tail + 1, bits));
    ((q, l, d), (u, s, offset, bias, bs, ms, ws), (tail - 1, bits));
    ((q, l, d), (u, s, offset, bias, [], ms, ws), (tail, bits));
    ((q, l, d), (u, s, offset, bias, bs, ms, 0 :: ws), (tail, bits));
    ((q, l, d), (u, s, offset, bias, bs, ms, ws), (tail, 3)) ]
  ++ map (fun i => ((q, l, d), (u, s, offset, bias, bs, change i (N.add 1) ms, ws), (tail, bits)))
       [1; 3]%nat
  ++ map (fun i => ((q, l, d), (u, s, offset, bias, bs, ms, change i N.pred ws), (tail, bits)))
       [3; length ws - 1]%nat
  ++ map (fun i => ((q, l, d), (u, s, offset, bias, change i (N.add 64) bs, ms, ws), (tail, bits)))
       [0; 1]%nat.

Definition table_check_blocks_points : list (values check_blocks) :=
  flat_map (fun e => let args := table_check_blocks_args (fst e) (snd e) in
      args :: (fst args, (tail_start (fst e), 64)) :: table_check_blocks_faults args)
    examples.

Definition check_tail := weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1).

Definition table_check_tail_args (t : parts) (h : hints) : values check_tail :=
  (weight_of t, (unit t, certain t, wedges t), (tail_start t, tail_bits t, tail_digits h)).

(** A tail that is too heavy: one that starts early, of too large a unit, of too flat a weight;
    certain masses that leave nothing, or not enough, to the rare rounds; too few bits. *)
Definition table_check_tail_faults (args : values check_tail) : list (values check_tail) :=
  let '((q, l, d), (u, ms, ws), (tail, piece, bits)) := args in
  let rest := (length ms - 1)%nat in
  [ ((q, l, d), (u, ms, ws), (tail / 2, piece, bits));
    ((q, l, d), (u, ms, ws), (0, piece, bits));
    ((q, l, d), (2^20 * u, ms, ws), (tail, piece, bits));
    ((q, l, d * 4), (u, ms, ws), (tail, piece, bits));
    ((0, 0, d), (u, ms, ws), (tail, piece, bits));
    ((q, l, d), (u, change rest (fun _ => 0) ms, ws), (tail, piece, bits));
    ((q, l, d), (u, change rest (fun _ => nth rest ws 0 + 1) ms, ws), (tail, piece, bits));
    ((q, l, d), (u, [], ws), (tail, piece, bits));
    ((q, l, d), (u, ms, ws), (tail, piece, 1)) ].

(** What may or may not be accepted. *)
Definition table_check_tail_others (args : values check_tail) : list (values check_tail) :=
  let '((q, l, d), (u, ms, ws), (tail, piece, bits)) := args in
  let rest := (length ms - 1)%nat in
  [ ((q, l, d), (u, ms, ws), (tail - 1, piece, bits));
    ((q, l, d), (u, ms, ws), (tail + 1, piece, bits));
    ((q, l, d), (16 * u, ms, ws), (tail, piece, bits));
    ((q, l, d), (u, ms, ws), (tail, piece + 3, bits));
    ((q, l, d), (u, ms, ws), (tail, piece - 1, bits));
    ((q, l, d), (u, change rest (fun _ => nth rest ws 0 + 2) ms, ws), (tail, piece, bits));
    ((q, l, d), (u, ms, []), (tail, piece, bits));
    ((q, l, d), (u, ms, ws), (tail, piece, 8));
    ((q, l, d), (u, ms, ws), (tail, piece, 64)) ].

Definition table_check_tail_points : list (values check_tail) :=
  flat_map (fun e => let args := table_check_tail_args (fst e) (snd e) in
      args :: table_check_tail_faults args ++ table_check_tail_others args)
    examples.

(** The blocks of all tables, with their entries, and with wrong entries, homes and runs. *)
Definition table_check_block_points
    : list (values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :=
  flat_map (fun e : parts * hints => let (t, h) := e in
      let half := N.of_nat (length (complements t)) / 2 in
      let cells := (selector_bits t, cell_bits t, complements t, entries t) in
      flat_map (fun j =>
          let home := get (s := Nat) (homes h) j in
          let entry := get (s := Nat) (entries t) (2 * home) in
          let mirrored := get (s := Nat) (entries t) (2 * (home + half)) in
          let run := if j =? 0 then 0 else get (s := Nat) (runs h) (j - 1) in
          let stop := get (s := Nat) (runs h) j in
          [ (cells, (entry, mirrored, home, run, stop));
            (cells, (entry, mirrored + 64, home, run, stop));
            (cells, (entry, mirrored, home, run, stop + 1)) ])
        (numbers (length (homes h))))
    examples.

Definition table_bounds_points : list (values (weight ** (nat1 ** nat1 ** nat1))) :=
  list_prod [(1, 0, 4); (3, 0, 200); (0, 2, 3); (1, 0, 2 * 10^12); (5, 7, 10^6)]
    (list_prod (list_prod [1; 6; 100] [0; 1; 5]) [3; 24; 64]).

(** ** Known points *)

(** The last two bits of the byte are the offset; those of the block of 0 are all dropped, and the
    bias is 16. *)
Example table_draw_of_zero :
  run exact 1 (body table_draw value (lookup_of gaussian_wide)) [x03] = Done 16 [].
Proof. reflexivity. Qed.

(** The highest bit of the byte is the sign. *)
Example table_sample_of_three :
  run exact 1 (body table_sample value (table_of gaussian_bytes)) [x00] = Done 3%Z [].
Proof. reflexivity. Qed.

Example table_sample_of_minus_three :
  run exact 1 (body table_sample value (table_of gaussian_bytes)) [x80] = Done (-3)%Z [].
Proof. reflexivity. Qed.

(** A rare round: rank 0 is in the wedge of the block of 1, the weight is 52.95..., the level 52. *)
Example table_round_kept :
  run exact 100 (body table_round value (table_of gaussian_bytes))
    [x78; x00; x00; x00; x00; x00; x00; x00; x00; xf4; x01] = Done ((-1)%Z, true) [].
Proof. vm_compute. reflexivity. Qed.

Example table_round_refused :
  run exact 100 (body table_round value (table_of gaussian_bytes))
    [x78; x00; x00; x00; x00; x00; x00; x00; x00; xf6; x01] = Done ((-1)%Z, false) [].
Proof. vm_compute. reflexivity. Qed.

(** Each fault is refused, in each table. *)
Definition refused {t} (check : func t (Base Bool)) (args : values t) : Prop :=
  run exact 100 (body check value args) [] = Done false [].

Example table_check_lookup_refuses :
  Forall (refused table_check_lookup)
    (flat_map (fun e => table_check_lookup_faults (table_check_lookup_args (fst e) (snd e))) examples).
Proof. repeat (constructor; [vm_compute; reflexivity |]). constructor. Qed.

Example table_check_blocks_refuses :
  Forall (refused table_check_blocks)
    (flat_map (fun e => table_check_blocks_faults (table_check_blocks_args (fst e) (snd e))) examples).
Proof. repeat (constructor; [vm_compute; reflexivity |]). constructor. Qed.

Example table_check_tail_refuses :
  Forall (refused table_check_tail)
    (flat_map (fun e => table_check_tail_faults (table_check_tail_args (fst e) (snd e))) examples).
Proof. repeat (constructor; [vm_compute; reflexivity |]). constructor. Qed.
