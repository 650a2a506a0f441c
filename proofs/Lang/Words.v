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
  | Bool => fun _ => true
  | Nat => fun x => (x <? 2 ^ w)%N
  | Int => fun x => ((- (2 ^ Z.of_N (w - 1)) <=? x) && (x <? 2 ^ Z.of_N (w - 1)))%Z
  end.

Definition checked (w : N) {b : base} (x : value b) : option (value b) :=
  if fits w x then Some x else None.

Definition words (w : N) : arithmetic := {|
  literal v := checked w (b := Nat) v;
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

Lemma checked_none (w : N) {b : base} (x : value b) : checked w x = None <-> fits w x = false.
Proof. unfold checked. destruct (fits w x); split; congruence. Qed.

(** An operation gives a result exactly when the exact result fits. *)
Theorem words_result1 (w : N) {b1 b2} (op : unary b1 b2) x y :
  result1 (words w) b1 b2 op x = Some y <-> y = apply1 op x /\ fits w (apply1 op x) = true.
Proof. apply checked_some. Qed.

Theorem words_result2 (w : N) {b1 b2 b3} (op : binary b1 b2 b3) x1 x2 y :
  result2 (words w) b1 b2 b3 op x1 x2 = Some y <->
  y = apply2 op x1 x2 /\ fits w (apply2 op x1 x2) = true.
Proof. apply checked_some. Qed.

Theorem words_literal (w v y : N) : literal (words w) v = Some y <-> y = v /\ (v < 2 ^ w)%N.
Proof.
  simpl. rewrite (@checked_some w Nat). simpl. rewrite N.ltb_lt. reflexivity.
Qed.

Theorem words_faithful (w : N) : faithful (words w).
Proof.
  split.
  - intros v y Hy. exact (proj1 (proj1 (@checked_some w Nat v y) Hy)).
  - intros b1 b2 op x y Hy. exact (proj1 (proj1 (words_result1 w op x y) Hy)).
  - intros b1 b2 b3 op x1 x2 y Hy. exact (proj1 (proj1 (words_result2 w op x1 x2 y) Hy)).
Qed.

(** Wider words compute whatever narrower words do. *)
Lemma fits_wider (w w' : N) {b : base} (x : value b) :
  (w <= w')%N -> fits w x = true -> fits w' x = true.
Proof.
  intros Hw. destruct b; simpl in *.
  - auto.
  - rewrite !N.ltb_lt. intros Hx.
    apply N.lt_le_trans with (2 ^ w)%N; [exact Hx | apply N.pow_le_mono_r; lia].
  - rewrite !andb_true_iff, !Z.leb_le, !Z.ltb_lt. intros [Hlow Hhigh].
    assert (Hpow : (2 ^ Z.of_N (w - 1) <= 2 ^ Z.of_N (w' - 1))%Z)
      by (apply Z.pow_le_mono_r; lia).
    lia.
Qed.

Lemma checked_wider (w w' : N) {b : base} (x y : value b) :
  (w <= w')%N -> checked w x = Some y -> checked w' x = Some y.
Proof.
  intros Hw. rewrite !checked_some. intros [-> Hfits].
  split; [reflexivity | exact (fits_wider w w' x Hw Hfits)].
Qed.

Theorem words_wider (w w' : N) : (w <= w')%N -> refines (words w) (words w').
Proof.
  intros Hw. split; simpl.
  - intros v y. exact (@checked_wider w w' Nat v y Hw).
  - intros b1 b2 op x y. apply checked_wider. exact Hw.
  - intros b1 b2 b3 op x1 x2 y. apply checked_wider. exact Hw.
Qed.

(** What the machine-word code returns, the big-number code returns, having
    read the same bytes. *)
Theorem run_words_agree (w : N) {t} (c : cmd value t) (n : nat) tape v rest :
  run (words w) n c tape = Done v rest -> run exact n c tape = Done v rest.
Proof. apply faithful_run. apply words_faithful. Qed.

Theorem run_words_out_of_bytes (w : N) {t} (c : cmd value t) (n : nat) tape :
  run (words w) n c tape = OutOfBytes -> run exact n c tape = OutOfBytes.
Proof. apply faithful_run_out_of_bytes. apply words_faithful. Qed.

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
