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
From Verinoise Require Import Export.Ast Export.Rust.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Bernoulli.Code.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.Geometric.Code.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Gaussian.Code.
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

(** The digits of [n/d] in base 256: a coin of that probability stays undecided. *)
Fixpoint digits (n d : N) (len : nat) : list byte :=
  match len with
  | O => []
  | S l => to_byte (n * 256 / d) :: digits ((n * 256) mod d) d l
  end.

(** ** Texts *)

Definition hex_digit (n : N) : string :=
  match n with
  | 10 => "a" | 11 => "b" | 12 => "c" | 13 => "d" | 14 => "e" | 15 => "f" | _ => decimal n
  end.

Definition hex (bs : list byte) : string :=
  String.concat "" (map (fun b => hex_digit (Byte.to_N b / 16) ++ hex_digit (Byte.to_N b mod 16)) bs).

Definition show_base (b : base) : value b -> string :=
  match b with
  | Bool => fun v => if v then "true" else "false"
  | Syntax.Nat => decimal
  | Int => fun v => NilZero.string_of_int (Z.to_int v)
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

(** ** Cases: from tiny to 10^30 and beyond, on both sides of every switch *)

Definition bounds : list N :=
  [1; 2; 3; 7; 8; 255; 256; 257; 1000; 65536; 2^32; 2^63; 2^64 - 1; 2^64; 2^64 + 1; 2^128; 2^128 + 1; 10^30].

Definition probabilities : list (N * N) :=
  [(0, 1); (1, 1); (1, 2); (1, 3); (2, 3); (1, 255); (255, 256); (1, 257); (5, 3); (3, 0);
   (2^55, 2^56 + 1); (2^63, 2^64 - 1); (1, 10^30); (10^30 - 1, 10^30); (2^127 - 1, 2^128)].

Definition exponents_unit : list (N * N) :=
  [(0, 1); (1, 1); (1, 2); (2, 3); (99, 100); (1, 1000); (2^40 - 1, 2^40); (10^30 - 1, 10^30)].

Definition exponents : list (N * N) :=
  (exponents_unit ++ [(3, 2); (7, 1); (10^30, 1); (10^30 + 1, 10^30)])%list.

Definition ratios : list (N * N) :=
  [(1, 1); (1, 2); (1, 3); (1, 5); (1, 6); (2, 5); (7, 2); (1, 100); (3, 1000); (1, 10^30); (10^30, 1);
   (2^64, 5 * 2^64); (2^64, 5 * 2^64 + 1)].

Definition scales : list (N * N) :=
  [(1, 1); (2, 1); (5, 1); (6, 1); (1, 2); (5, 2); (10, 1); (10, 3); (1000, 1); (2^20, 1); (1, 10^30);
   (10^30, 1); (10^30, 7); (2^64 - 1, 2^32 + 1)].

Definition variances : list (N * N) :=
  [(1, 1); (1, 2); (99, 100); (1, 100); (1, 10^30); (3, 2); (2, 1); (5, 1); (25, 4); (100, 1); (10^6, 1);
   (10^6 + 1, 3); (2^40, 1); (2^52, 1); (2^80, 1); (10^30, 1); (10^30, 10^15 + 7); (10^60, 1)].

(** Proposals of scale 1, 2, [a/b] and [1/3] for variance [a/b]: the centre is
    variance over scale. *)
Definition proposals : list (values Gaussian.Code.proposal) :=
  flat_map
    (fun v => let '(a, b) := v in
      [ ((a, b), ((1, 1), (a, b))); ((a, b), ((2, 1), (a, 2 * b)));
        ((a, b), ((a, b), (1, 1))); ((a, b), ((1, 3), (3 * a, b))) ])
    [(1, 1); (1, 2); (9, 4); (10^30, 10^30 - 1)].

Definition locations : list Z :=
  [0; -1; 1000; 2^63 - 1; - 2^63; 10^30; - 10^30]%Z.

Definition located (params : list (N * N)) : list (values (Prod (Base Int) nat2)) :=
  flat_map (fun l => map (fun p => (l, p)) params) locations.

(** A list of cases for each function. *)
Definition golden : list (list string) :=
  [ cases uniform bounds
  ; cases bernoulli probabilities
  ; map (fun p => case bernoulli p (digits (fst p) (snd p) 12 ++ [x80])%list)
      (filter (fun p => 0 <? snd p) probabilities)
  ; cases bernoulli_exp_unit exponents_unit
  ; cases bernoulli_exp exponents
  ; cases geometric_by_trials (filter (fun p => snd p <? 1000 * fst p) ratios)
  ; cases geometric_by_digits ratios
  ; cases geometric ratios
  ; cases laplace scales
  ; cases laplace_shifted (located [(3, 1)])
  ; cases gaussian_by_rejection proposals
  ; cases gaussian variances
  ; cases gaussian_shifted (located [(25, 4)]) ].
