(** * The sampler language: machine words

    The arithmetic of a machine with words of [w] bits: naturals below [2^w],
    integers from [-2^(w-1)] to [2^(w-1) - 1].  A literal or an operation faults
    when its exact result does not fit, and only then.  Hence a run on words that
    does not fault is, byte for byte, the run on unbounded numbers.

    Glossary
      fits w x     == the value [x] can be held in [w] bits
      checked w x  == [x] if it fits, a fault otherwise
      words w      == the arithmetic                                            *)

From Coq Require Import Bool NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts.
Import ListNotations.

Definition fits (w : N) {b : base} : value b -> bool :=
  match b with
  | Scalar Bool | Seq _ => fun _ => true
  | Scalar Nat => fun x => (x <? 2 ^ w)%N
  | Scalar Int => fun x => ((- (2 ^ Z.of_N (w - 1)) <=? x) && (x <? 2 ^ Z.of_N (w - 1)))%Z
  end.

Definition checked (w : N) {b : base} (x : value b) : option (value b) :=
  if fits w x then Some x else None.

Definition words (w : N) : arithmetic := {|
  literal s v := checked w (b := s) v;
  result1 b1 b2 op x := checked w (apply1 op x);
  result2 b1 b2 b3 op x y := checked w (apply2 op x y)
|}.

Lemma checked_some (w : N) {b : base} (x y : value b) :
  checked w x = Some y <-> y = x /\ fits w x = true.
Proof.
  unfold checked. destruct (fits w x); split.
  - intros Hxy. injection Hxy as <-. auto.
  - intros [-> _]. reflexivity.
  - discriminate.
  - intros [_ Hfalse]. discriminate.
Qed.

(** An operation gives a result exactly when the exact result fits. *)
Theorem words_result1 (w : N) {b1 b2} (op : unary b1 b2) x y :
  result1 (words w) b1 b2 op x = Some y <-> y = apply1 op x /\ fits w (apply1 op x) = true.
Proof. apply checked_some. Qed.

Theorem words_result2 (w : N) {b1 b2 b3} (op : binary b1 b2 b3) x1 x2 y :
  result2 (words w) b1 b2 b3 op x1 x2 = Some y <->
  y = apply2 op x1 x2 /\ fits w (apply2 op x1 x2) = true.
Proof. apply checked_some. Qed.

Theorem words_faithful (w : N) : faithful (words w).
Proof.
  split.
  - intros s v y Hy. exact (proj1 (proj1 (@checked_some w s v y) Hy)).
  - intros b1 b2 op x y Hy. exact (proj1 (proj1 (words_result1 w op x y) Hy)).
  - intros b1 b2 b3 op x1 x2 y Hy. exact (proj1 (proj1 (words_result2 w op x1 x2 y) Hy)).
Qed.

(** Known points: the ends of the ranges. *)
Example words_64_add :
  result2 (words 64) _ _ _ Add (2 ^ 64 - 2)%N 1%N = Some (2 ^ 64 - 1)%N /\
  result2 (words 64) _ _ _ Add (2 ^ 64 - 1)%N 1%N = None.
Proof. split; reflexivity. Qed.

Example words_64_int :
  result1 (words 64) _ _ Neg (2 ^ 63 - 1)%Z = Some (- (2 ^ 63 - 1))%Z /\
  result1 (words 64) _ _ Neg (- 2 ^ 63)%Z = None /\
  result1 (words 64) _ _ Magnitude (- 2 ^ 63)%Z = Some (2 ^ 63)%N /\
  result1 (words 64) _ _ OfNat (2 ^ 63)%N = None.
Proof. repeat split; reflexivity. Qed.
