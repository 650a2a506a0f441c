(** * The sampler language: words first, then the same bytes again

    The crate runs a program on machine words while the source records the bytes.  Where
    the words, the record or the count of bytes are too small, it gives up, rewinds, and
    runs the program on the same bytes with wider words, and then with unbounded numbers.
    Whatever the attempts are, this is the run on unbounded numbers: on every tape and with
    every fuel it ends with the same outcome and the same rest of the tape.

    Glossary
      refusal                == when a request for bytes is refused: by the part of the
                                tape that has not been read, and the number of bytes
      attempt A refuses fuel c tape == the machine, which gives up ([Fault]) on what the
                                arithmetic [A] or [refuses] cannot do
      ladder attempts fuel c tape == the attempts in turn, each on all of [tape], until one
                                does not give up; at last the run on unbounded numbers
      record_full size tape  == the bytes read of [tape] and those that are asked for are
                                more than [size]
      count_too_large limit  == more than [limit] bytes are asked for at once            *)

From Coq Require Import Bool NArith List.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts Lang.Words.
Import ListNotations.

Definition refusal : Type := list byte -> N -> bool.

Definition never : refusal := fun _ _ => false.

Definition record_full (size : N) (tape : list byte) : refusal :=
  fun unread count => (size <? N.of_nat (length tape - length unread) + count)%N.

Definition count_too_large (limit : N) : refusal := fun _ count => (limit <? count)%N.

Definition either_refuses (r1 r2 : refusal) : refusal :=
  fun unread count => r1 unread count || r2 unread count.

(** The machine of Machine.v, with one addition: a request for bytes may be refused. *)
Fixpoint attempt (A : arithmetic) (refuses : refusal) (fuel : nat) {t} (c : cmd value t)
    (tape : list byte) : outcome (values t) :=
  match c with
  | Ret es => or_fault (computes A es) (fun vs => Done vs tape)
  | Bind _ c1 k =>
      and_then (attempt A refuses fuel c1 tape) (fun v => attempt A refuses fuel (k v))
  | If e c1 c2 =>
      or_fault (compute A e) (fun b : bool =>
        if b then attempt A refuses fuel c1 tape else attempt A refuses fuel c2 tape)
  | Bytes count =>
      or_fault (compute A count) (fun n =>
        if refuses tape n then Fault else
        match split_at (N.to_nat n) tape with
        | Some (taken, rest) => or_fault (literal A Nat (le_value taken)) (fun v => Done v rest)
        | None => OutOfBytes
        end)
  | While _ guard body init =>
      or_fault (computes A init) (fun s =>
        repeat (fun s => compute A (guard s)) (fun s => attempt A refuses fuel (body s))
          fuel s tape)
  | @Fold _ e _ _ items body init =>
      or_fault (compute A items) (fun items => or_fault (computes A init) (fun s =>
        each (literal A e) (fun item s => attempt A refuses fuel (body (s, item))) items s tape))
  | Call _ body args =>
      or_fault (computes A args) (fun vs => attempt A refuses fuel (body vs) tape)
  end.

(** What may be refused can depend on the whole tape, as the size of a record does. *)
Fixpoint ladder (attempts : list (arithmetic * (list byte -> refusal))) (fuel : nat) {t}
    (c : cmd value t) (tape : list byte) : outcome (values t) :=
  match attempts with
  | [] => run exact fuel c tape
  | (A, refuses) :: others =>
      match attempt A (refuses tape) fuel c tape with
      | Fault => ladder others fuel c tape
      | done => done
      end
  end.

(** ** An attempt gives up or is exact *)

Lemma repeat_gives_up {S} (guard1 guard2 : S -> option bool)
    (body1 body2 : S -> list byte -> outcome S) :
  (forall s b, guard1 s = Some b -> guard2 s = Some b) ->
  (forall s tape, body1 s tape = Fault \/ body1 s tape = body2 s tape) ->
  forall fuel s tape, repeat guard1 body1 fuel s tape = Fault
    \/ repeat guard1 body1 fuel s tape = repeat guard2 body2 fuel s tape.
Proof.
  intros Hguard Hbody fuel. induction fuel as [| fuel IH]; intros s tape; simpl;
    destruct (guard1 s) as [[|] |] eqn:Hs; simpl; try (left; reflexivity);
    rewrite (Hguard s _ Hs); simpl; try (right; reflexivity).
  destruct (Hbody s tape) as [-> | ->]; [left; reflexivity |].
  destruct (body2 s tape); simpl; auto.
Qed.

Lemma each_gives_up {I S} (literal : I -> option I)
    (body1 body2 : I -> S -> list byte -> outcome S) :
  (forall i j, literal i = Some j -> j = i) ->
  (forall i s tape, body1 i s tape = Fault \/ body1 i s tape = body2 i s tape) ->
  forall items s tape, each literal body1 items s tape = Fault
    \/ each literal body1 items s tape = each Some body2 items s tape.
Proof.
  intros Hliteral Hbody items. induction items as [| i items IH]; intros s tape; simpl.
  - right. reflexivity.
  - destruct (literal i) as [j |] eqn:Hi; [| left; reflexivity].
    rewrite (Hliteral i j Hi). simpl. destruct (Hbody i s tape) as [-> | ->]; [left; reflexivity |].
    destruct (body2 i s tape); simpl; auto.
Qed.

Theorem attempt_gives_up (A : arithmetic) (refuses : refusal) (fuel : nat) {t}
    (c : cmd value t) (tape : list byte) :
  faithful A ->
  attempt A refuses fuel c tape = Fault
  \/ attempt A refuses fuel c tape = run exact fuel c tape.
Proof.
  intros Hfaithful. pose proof (faithful_refines A Hfaithful) as HA. revert tape.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args]; intros tape; simpl.
  - destruct (computes A es) as [vs |] eqn:Hes; [right | left; reflexivity].
    rewrite (computes_refines HA _ _ Hes). reflexivity.
  - destruct (IHc1 tape) as [-> | ->]; [left; reflexivity |].
    destruct (run exact fuel c1 tape) as [v rest | | |]; simpl; auto.
  - destruct (compute A e) as [v |] eqn:He; [| left; reflexivity].
    rewrite (compute_refines HA _ _ He). destruct v; simpl; auto.
  - destruct (compute A count) as [n |] eqn:Hn; [| left; reflexivity].
    rewrite (compute_refines HA _ _ Hn). simpl.
    destruct (refuses tape n); [left; reflexivity |].
    destruct (split_at (N.to_nat n) tape) as [[taken rest] |]; [| right; reflexivity].
    destruct (literal A Nat (le_value taken)) as [w |] eqn:Hw; [right | left; reflexivity].
    apply (refines_literal A exact HA) in Hw. injection Hw as <-. reflexivity.
  - destruct (computes A init) as [v |] eqn:Hv; [| left; reflexivity].
    rewrite (computes_refines HA _ _ Hv). simpl. apply repeat_gives_up; [| exact IHbody].
    intros u b. exact (compute_refines HA (guard u) b).
  - destruct (compute A items) as [l |] eqn:Hl; [| left; reflexivity].
    rewrite (compute_refines HA _ _ Hl). simpl.
    destruct (computes A init) as [v |] eqn:Hv; [| left; reflexivity].
    rewrite (computes_refines HA _ _ Hv). simpl. apply each_gives_up.
    + apply (faithful_literal A Hfaithful).
    + intros i u. apply IHbody.
  - destruct (computes A args) as [v |] eqn:Hv; [| left; reflexivity].
    rewrite (computes_refines HA _ _ Hv). simpl. apply IHbody.
Qed.

Lemma repeat_ext {S} (guard : S -> option bool) (body1 body2 : S -> list byte -> outcome S) :
  (forall s tape, body1 s tape = body2 s tape) ->
  forall fuel s tape, repeat guard body1 fuel s tape = repeat guard body2 fuel s tape.
Proof.
  intros Hbody fuel. induction fuel as [| fuel IH]; intros s tape; simpl; [reflexivity |].
  destruct (guard s) as [[|] |]; simpl; [| reflexivity ..].
  rewrite Hbody. destruct (body2 s tape); simpl; auto.
Qed.

Lemma each_ext {I S} (literal : I -> option I) (body1 body2 : I -> S -> list byte -> outcome S) :
  (forall i s tape, body1 i s tape = body2 i s tape) ->
  forall items s tape, each literal body1 items s tape = each literal body2 items s tape.
Proof.
  intros Hbody items. induction items as [| i items IH]; intros s tape; simpl; [reflexivity |].
  destruct (literal i) as [j |]; simpl; [| reflexivity].
  rewrite Hbody. destruct (body2 j s tape); simpl; auto.
Qed.

(** Where nothing is refused, an attempt is the machine of Machine.v. *)
Theorem attempt_never (A : arithmetic) (fuel : nat) {t} (c : cmd value t) (tape : list byte) :
  attempt A never fuel c tape = run A fuel c tape.
Proof.
  revert tape.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args]; intros tape; simpl.
  - reflexivity.
  - rewrite IHc1. destruct (run A fuel c1 tape); simpl; auto.
  - destruct (compute A e) as [[|] |]; simpl; auto.
  - reflexivity.
  - destruct (computes A init) as [v |]; [| reflexivity]. simpl. apply repeat_ext. exact IHbody.
  - destruct (compute A items) as [l |]; [| reflexivity]. simpl.
    destruct (computes A init) as [v |]; [| reflexivity]. simpl. apply each_ext.
    intros i u. apply IHbody.
  - destruct (computes A args) as [v |]; [| reflexivity]. simpl. apply IHbody.
Qed.

(** ** The ladder is the run on unbounded numbers *)

Theorem ladder_exact (attempts : list (arithmetic * (list byte -> refusal))) (fuel : nat) {t}
    (c : cmd value t) (tape : list byte) :
  (forall A refuses, In (A, refuses) attempts -> faithful A) ->
  ladder attempts fuel c tape = run exact fuel c tape.
Proof.
  induction attempts as [| [A refuses] others IH]; intros Hfaithful; simpl; [reflexivity |].
  assert (Hothers : ladder others fuel c tape = run exact fuel c tape).
  { apply IH. intros B r HB. apply (Hfaithful B r). right. exact HB. }
  destruct (attempt_gives_up A (refuses tape) fuel c tape
              (Hfaithful A refuses (or_introl eq_refl))) as [-> | ->]; [exact Hothers |].
  destruct (run exact fuel c tape); auto.
Qed.

(** The ladder of the crate: words of [w] bits, then words of [w'] bits.  A request for more
    bytes than a word has is refused, and so is one for more than the record holds: [size]
    bytes in the first attempt, [size'] bytes in the second, where the buffer is in another
    place. *)
Definition word_attempt (size w : N) : arithmetic * (list byte -> refusal) :=
  (words w, fun tape => either_refuses (record_full size tape) (count_too_large (w / 8))).

Theorem words_ladder_exact (size w size' w' : N) (fuel : nat) {t} (c : cmd value t)
    (tape : list byte) :
  ladder [word_attempt size w; word_attempt size' w'] fuel c tape = run exact fuel c tape.
Proof.
  apply ladder_exact. intros A refuses HA.
  repeat destruct HA as [HA | HA]; [| | contradiction];
    injection HA as <- _; apply words_faithful.
Qed.
