(** * Export: golden tapes

    The machine of Lang/Machine.v, evaluated inside Rocq on many tapes.  The Rust
    replays them: same bytes, same value, same number of bytes.

    Glossary
      tapes         == pseudo-random tapes: even, sparse and saturated, long and
                       too short
      cases f ps    == one line per parameter in [ps] and tape: function,
                       parameters, bytes read, and the value, or "end" where the
                       tape ends too early                                     *)

From Coq Require Import NArith ZArith String List DecimalString.
From Coq Require Import Strings.Byte Strings.HexString.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Export.Rust Samplers.All.
Import ListNotations.
Local Open Scope list_scope.
Local Open Scope string_scope.
Local Open Scope N_scope.

(** ** Tapes *)

Definition to_byte (n : N) : byte :=
  match Byte.of_N (n mod 256) with Some b => b | None => x00 end.

(** A linear congruential generator modulo 2^31; its top byte is used. *)
Definition next_state (s : N) : N := N.land (s * 1103515245 + 12345) 2147483647.

Fixpoint stream (pick : N -> byte) (len : nat) (s : N) : list byte :=
  match len with
  | O => []
  | S n => pick (N.shiftr s 23) :: stream pick n (next_state s)
  end.

Definition even (b : N) : byte := to_byte b.
(** Mostly extreme bytes: runs of certain successes and failures. *)
Definition sparse (b : N) : byte := if b <? 160 then x00 else if b <? 176 then xff else to_byte (b * 37).
Definition saturated (b : N) : byte := if b <? 160 then xff else if b <? 176 then x00 else to_byte (b * 37).

Definition tape (i : nat) : list byte :=
  let s := next_state (next_state (7919 * N.of_nat i)) in
  match Nat.modulo i 8 with
  | 5%nat => stream sparse 40 s
  | 6%nat => stream saturated 40 s
  | 7%nat => stream even (Nat.modulo i 5) s
  | _ => stream even 100 s
  end.

Definition tapes : list (list byte) := map tape (seq 0 64).

(** Twenty tapes, others for each [i]. *)
Definition some_tapes (i : nat) : list (list byte) :=
  firstn 20 (skipn (Nat.modulo (7 * i) 44) tapes).

(** ** Texts *)

Definition hex_digit (n : N) : string :=
  match n with
  | 10 => "a" | 11 => "b" | 12 => "c" | 13 => "d" | 14 => "e" | 15 => "f" | _ => decimal n
  end.

Definition hex (bs : list byte) : string :=
  String.concat "" (map (fun b => hex_digit (Byte.to_N b / 16) ++ hex_digit (Byte.to_N b mod 16)) bs).

Definition show_scalar (s : scalar) : scalar_value s -> string :=
  match s with
  | Bool => fun v => if v then "true" else "false"
  | Syntax.Nat => decimal
  | Int => fun v => NilZero.string_of_int (Z.to_int v)
  end.

(** The items of a sequence stand between brackets, with semicolons between them. *)
Definition show_base (b : base) : value b -> string :=
  match b with
  | Scalar s => show_scalar s
  | Seq s => fun items => "[" ++ String.concat ";" (map (show_scalar s) items) ++ "]"
  end.

Fixpoint show (t : ty) : values t -> list string :=
  match t with
  | Base b => fun v => [show_base b v]
  | Prod t1 t2 => fun v => (show t1 (fst v) ++ show t2 (snd v))%list
  end.

Definition fuel : nat := 1000.

Definition case {a b} (f : func a b) (args : values a) (tape : list byte) : string :=
  let (used, outcome) :=
    match run exact fuel (body f value args) tape with
    | Done v rest => (firstn (length tape - length rest) tape, String.concat " " (show b v))
    | OutOfBytes => (tape, "end")
    | OutOfFuel => (tape, "out of fuel")
    | Fault => (tape, "fault")
    end in
  name (proto f) ++ "," ++ String.concat " " (show a args) ++ "," ++ hex used ++ "," ++ outcome.

Definition cases {a b} (f : func a b) (params : list (values a)) : list string :=
  flat_map
    (fun p => map (case f (snd p)) (some_tapes (fst p)))
    (combine (seq 0 (length params)) params).

(** A list of cases for each function. *)
Definition golden : list (list string) :=
  map (fun e =>
         cases (program e) (points e)
         ++ map (fun p => case (program e) (fst p) (map to_byte (snd p))) (extra_tapes e))%list
    all.
