(** * A coin for a scaled exponential above a threshold: golden parameters

    Uniform tapes do not get beyond the first word: it leaves the question open
    with probability at most 2^-63.  Hence the tapes of the exponential's own bits.

    Glossary
      exp_opp_scaled_points == parameters of the golden tapes of the enclosure
      exp_exceeds_points    == parameters of the golden tapes of the coin
      enclosed p            == the lower number that the program encloses with
      own_words p k         == the first [k] words of the coin's own probability
      exp_exceeds_tapes     == tapes of these words, which leave the question open,
                               and of one word more that decides it            *)

From Coq Require Import NArith List.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine.
From Verinoise Require Import Samplers.ExpExceeds.Code.
Import ListNotations.

Definition exp_opp_scaled_points : list (values (nat1 ** nat1 ** nat1 ** nat1)) :=
  [(1, 0, 1, 0); (2^40, 1, 3, 0); (2^40, 1, 3, 128); (10^6, 5, 7, 30); (2^64, 44, 1, 64);
   (2^100, 70, 1, 64); (10^30, 1, 10^30, 1); (1, 10^20, 10^18, 192)]%N
  ++ flat_map (fun c => map (fun p : N * N * N => let '(n, d, bits) := p in (c, n, d, bits))
       (list_prod [(0, 1); (1, 3); (2, 3); (7, 2); (5, 1)]%N [0; 1; 3; 8; 64]%N))
     [0; 1; 3; 100]%N.

(** The scaled exponential of 2^40 and 1/3 is 787834507641.457...: on both sides of it the answer
    is certain.  Of numerator 0 the question is whether a whole number exceeds another. *)
Definition exp_exceeds_points : list (values (nat1 ** nat1 ** nat1 ** nat1)) := [
  (0, 1, 1, 3); (0, 1, 5, 1); (0, 1, 1, 10^30); (0, 1, 0, 1); (3, 3, 0, 1); (2, 3, 0, 5);
  (5, 3, 1, 2); (0, 3, 1, 2); (1, 3, 1, 2); (0, 0, 1, 1); (787834507640, 2^40, 1, 3);
  (787834507641, 2^40, 1, 3); (787834507642, 2^40, 1, 3); (0, 2^100, 70, 1); (489541, 10^6, 5, 7);
  (0, 2^64, 45, 1)]%N.

Definition enclosed (p : values (nat1 ** nat1 ** nat1 ** nat1)) (bits : N) : N :=
  let '(_, c, n, d) := p in
  match run exact 1000 (body exp_opp_scaled value (c, n, d, bits)) [] with
  | Done (lower, _) _ => lower
  | _ => 0
  end.

(** A word's bytes, least significant first. *)
Fixpoint word_bytes (w : N) (length : nat) : list N :=
  match length with
  | O => []
  | S l => (w mod 256)%N :: word_bytes (w / 256) l
  end.

Definition own_words (p : values (nat1 ** nat1 ** nat1 ** nat1)) (k : nat) : list N :=
  let '(threshold, _, _, _) := p in
  let bits := (64 * N.of_nat k)%N in
  let fraction := (enclosed p bits - threshold * 2 ^ bits)%N in
  flat_map (fun i => word_bytes (fraction / 2 ^ (64 * N.of_nat (k - 1 - i))) 8) (seq 0 k).

Definition exp_exceeds_tapes : list (values (nat1 ** nat1 ** nat1 ** nat1) * list N) :=
  flat_map
    (fun p => [(p, own_words p 2 ++ word_bytes 0 8); (p, own_words p 3 ++ word_bytes (2^64 - 1) 8)])
    [(0, 1, 1, 3); (0, 1, 5, 1); (0, 1, 0, 1); (3, 3, 0, 1); (1, 3, 1, 2);
     (787834507641, 2^40, 1, 3); (0, 2^100, 70, 1)]%N.

(** exp(-1/3) is 0.71...: the first word, least significant byte first, decides. *)
Example exp_exceeds_of_third :
  run exact 100 (body exp_exceeds value (0, 1, 1, 3)%N) [x00; x00; x00; x00; x00; x00; x00; xb0]
  = Done true [].
Proof. reflexivity. Qed.

Example exp_exceeds_of_third_fails :
  run exact 100 (body exp_exceeds value (0, 1, 1, 3)%N) [x00; x00; x00; x00; x00; x00; x00; xc0]
  = Done false [].
Proof. reflexivity. Qed.

(** Far above the threshold, and far below it, no byte is needed. *)
Example exp_exceeds_of_high :
  run exact 100 (body exp_exceeds value (787834507638, 2^40, 1, 3)%N) [] = Done true [].
Proof. reflexivity. Qed.

Example exp_exceeds_of_low :
  run exact 100 (body exp_exceeds value (5, 3, 1, 2)%N) [] = Done false [].
Proof. reflexivity. Qed.
