(** * The sampler language: words that wrap around

    The arithmetic of a machine with words of [w] bits that does not look whether a result fits:
    naturals are counted modulo [2^w], integers in two's complement.  It never gives up, so that
    it needs no branch for the case that it does.

    A result that fits is exact.  Hence a run on checked words that ends with a value, or at the
    end of the tape, is byte for byte the run on words that wrap around.  Where it is known that
    checked words do not fault, the checks can be left out.

    Glossary
      words w      == checked words of [w] bits (Words.v)
      wrap w x     == the value of [w] bits that stands for [x]
      wrapping w   == the arithmetic
      refines A B  == whatever [A] computes, [B] computes too (MachineFacts.v)       *)

From Coq Require Import Bool NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts Lang.Words.

Definition wrap (w : N) {b : base} : value b -> value b :=
  match b with
  | Scalar Bool | Seq _ => fun x => x
  | Scalar Nat => fun x => (x mod 2 ^ w)%N
  | Scalar Int => fun x =>
      let half := (2 ^ Z.of_N (w - 1))%Z in ((x + half) mod (2 * half) - half)%Z
  end.

Definition wrapping (w : N) : arithmetic := {|
  literal s v := Some (wrap w (b := s) v);
  result1 b1 b2 op x := Some (wrap w (apply1 op x));
  result2 b1 b2 b3 op x y := Some (wrap w (apply2 op x y))
|}.

(** A value that fits stands for itself. *)
Lemma wrap_fits (w : N) {b : base} (x : value b) : fits w x = true -> wrap w x = x.
Proof.
  destruct b as [[| |] | s]; cbn [fits wrap]; intros Hx; try reflexivity.
  - apply N.mod_small, N.ltb_lt. exact Hx.
  - apply andb_true_iff in Hx. rewrite Z.leb_le, Z.ltb_lt in Hx. cbv zeta.
    rewrite Z.mod_small by lia. apply Z.add_simpl_r.
Qed.

Lemma checked_wrap (w : N) {b : base} (x y : value b) :
  checked w x = Some y -> Some (wrap w x) = Some y.
Proof. intros Hy. apply checked_some in Hy as [-> Hx]. f_equal. exact (wrap_fits w x Hx). Qed.

Theorem words_refine_wrapping (w : N) : refines (words w) (wrapping w).
Proof.
  split.
  - intros s v y. exact (@checked_wrap w s v y).
  - intros b1 b2 op x y. exact (checked_wrap w (apply1 op x) y).
  - intros b1 b2 b3 op x1 x2 y. exact (checked_wrap w (apply2 op x1 x2) y).
Qed.

(** What checked words settle, words that wrap around settle in the same way. *)
Theorem words_run_wrapping (w : N) (fuel : nat) {t} (c : cmd value t) (tape : list byte) :
  settled (run (words w) fuel c tape) -> run (wrapping w) fuel c tape = run (words w) fuel c tape.
Proof. exact (run_improves (words_refine_wrapping w) c fuel fuel (le_n fuel) tape). Qed.

(** ** Nothing is given up *)

Lemma compute_wrapping (w : N) {b} (e : expression value b) : compute (wrapping w) e <> None.
Proof.
  induction e as [b x | v0 | v0 | e1 IH1 e2 IH2
                 | b1 b2 op e IH | b1 b2 b3 op e1 IH1 e2 IH2]; simpl; try discriminate.
  - destruct (compute (wrapping w) e1) as [[|] |]; [exact IH2 | discriminate | contradiction].
  - destruct (compute (wrapping w) e); [discriminate | contradiction].
  - destruct (compute (wrapping w) e1); [| contradiction].
    destruct (compute (wrapping w) e2); [discriminate | contradiction].
Qed.

Lemma computes_wrapping (w : N) {t} (es : expressions value t) : computes (wrapping w) es <> None.
Proof.
  induction t as [b | t1 IH1 t2 IH2]; simpl.
  - apply compute_wrapping.
  - specialize (IH1 (fst es)). specialize (IH2 (snd es)).
    destruct (computes (wrapping w) (fst es)); [| contradiction].
    destruct (computes (wrapping w) (snd es)); [discriminate | contradiction].
Qed.

Section Total.
Context {A B : Type}.

Lemma or_fault_total (o : option A) (k : A -> outcome B) :
  o <> None -> (forall v, k v <> Fault) -> or_fault o k <> Fault.
Proof using. intros Ho Hk. destruct o as [v |]; [apply Hk | contradiction]. Qed.

Lemma and_then_total (o : outcome A) (k : A -> list byte -> outcome B) :
  o <> Fault -> (forall v rest, k v rest <> Fault) -> and_then o k <> Fault.
Proof using. intros Ho Hk. destruct o; simpl; [apply Hk | discriminate | discriminate | contradiction]. Qed.

End Total.

Lemma repeat_total {S} (guard : S -> option bool) (body : S -> list byte -> outcome S) :
  (forall s, guard s <> None) -> (forall s tape, body s tape <> Fault) ->
  forall fuel s tape, repeat guard body fuel s tape <> Fault.
Proof.
  intros Hguard Hbody fuel. induction fuel as [| fuel IH]; intros s tape; simpl;
    apply or_fault_total; try apply Hguard; intros [|]; try discriminate.
  apply and_then_total; [apply Hbody | exact IH].
Qed.

Lemma each_total {I S} (literal : I -> option I) (body : I -> S -> list byte -> outcome S) :
  (forall i, literal i <> None) -> (forall i s tape, body i s tape <> Fault) ->
  forall items s tape, each literal body items s tape <> Fault.
Proof.
  intros Hliteral Hbody items. induction items as [| i items IH]; intros s tape; simpl;
    [discriminate |].
  apply or_fault_total; [apply Hliteral |]. intros j.
  apply and_then_total; [apply Hbody | exact IH].
Qed.

Theorem wrapping_never_faults (w : N) (fuel : nat) {t} (c : cmd value t) (tape : list byte) :
  run (wrapping w) fuel c tape <> Fault.
Proof.
  revert tape.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args]; intros tape; simpl.
  - apply or_fault_total; [apply computes_wrapping | discriminate].
  - apply and_then_total; [apply IHc1 | intros v rest; apply IHk].
  - apply or_fault_total; [exact (compute_wrapping w e) | intros [|]; auto].
  - apply or_fault_total; [exact (compute_wrapping w count) |]. intros n.
    destruct (split_at (N.to_nat n) tape) as [[taken rest] |]; discriminate.
  - apply or_fault_total; [apply computes_wrapping |]. intros v.
    apply repeat_total; [intros u; exact (compute_wrapping w (guard u)) | exact IHbody].
  - apply or_fault_total; [exact (compute_wrapping w items) |]. intros l.
    apply or_fault_total; [apply computes_wrapping |]. intros v.
    apply each_total; [discriminate | intros i u; apply IHbody].
  - apply or_fault_total; [apply computes_wrapping | intros v; apply IHbody].
Qed.

(** Known points: the ends of the ranges. *)
Example wrapping_64 :
  result2 (wrapping 64) _ _ _ Add (2 ^ 64 - 1)%N 3%N = Some 2%N /\
  result2 (wrapping 64) _ _ _ Sub 2%N 3%N = Some 0%N /\
  result1 (wrapping 64) _ _ OfNat (2 ^ 63)%N = Some (- 2 ^ 63)%Z /\
  result1 (wrapping 64) _ _ Neg (- 2 ^ 63)%Z = Some (- 2 ^ 63)%Z.
Proof. repeat split; reflexivity. Qed.
