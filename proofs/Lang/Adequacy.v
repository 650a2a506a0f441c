(** * Adequacy: the mass function is about the machine that runs

    If every byte is uniform and independent, the machine consumes exactly a
    given tape of length [l] with probability [256^-l] when it outputs on that
    tape.  Theorem [adequacy]: the tapes on which a program outputs [v] weigh
    [pmf c v] together.  They form a prefix-free set (MachineFacts.v), so these
    are probabilities of disjoint events.

    Proof: with loops cut off after [fuel] rounds, both readings agree by
    structural induction (a tape splits in exactly one way into the parts that two
    commands consume); then the fuel grows.

    Glossary
      pmf_upto fuel c == [pmf c] with every loop cut off after [fuel] rounds
      has_tsum f s    == [f] is summable and its sum is [s] (Tapes.v)         *)

From Coq Require Import Reals Lra NArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist Dsup While Fold.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts Lang.Pmf.
From Verinoise Require Import Lang.Tapes.
Import ListNotations.
Local Unset Asymmetric Patterns.
Local Open Scope R_scope.

(** ** Bounded loops *)

Fixpoint pmf_upto (fuel : nat) {t} (c : cmd value t) : dist (values t) :=
  match c with
  | Ret es => dret (evals es)
  | Bind _ c1 k => dbind (pmf_upto fuel c1) (fun v => pmf_upto fuel (k v))
  | If e c1 c2 => if eval e then pmf_upto fuel c1 else pmf_upto fuel c2
  | Bytes count => duniform (256 ^ eval count)
  | While _ guard body init =>
      unroll (fun s => eval (guard s)) (fun s => pmf_upto fuel (body s)) fuel (evals init)
  | Fold _ items body init =>
      dfold (fun item s => pmf_upto fuel (body (s, item))) (eval items) (evals init)
  | Call _ body args => pmf_upto fuel (body (evals args))
  end.

Lemma pmf_upto_increasing {t} (c : cmd value t) (n : nat) : dle (pmf_upto n c) (pmf_upto (S n) c).
Proof.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args]; cbn [pmf_upto].
  - reflexivity.
  - apply dbind_le; assumption.
  - destruct (eval e); assumption.
  - reflexivity.
  - transitivity
      (unroll (fun s => eval (guard s)) (fun s => pmf_upto (S n) (body s)) n (evals init)).
    + apply unroll_body_le. exact IHbody.
    + apply unroll_increasing.
  - apply dfold_le. intros item s0. apply IHbody.
  - apply IHbody.
Qed.

Lemma pmf_upto_sup {t} (c : cmd value t) :
  pmf c =d dsup (fun n => pmf_upto n c) (pmf_upto_increasing c).
Proof.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args].
  - symmetry. apply (dsup_const (dret (evals es))).
  - cbn [pmf].
    rewrite <- (dbind_dsup (fun n => pmf_upto n c1) (pmf_upto_increasing c1)
                  (fun v n => pmf_upto n (k v)) (fun v => pmf_upto_increasing (k v))).
    apply dbind_ext; assumption.
  - cbn [pmf]. intros v. rewrite dsup_mass. cbn [pmf_upto].
    destruct (eval e); [apply IHc1 | apply IHc2].
  - symmetry. apply (dsup_const (duniform (256 ^ eval count))).
  - cbn [pmf].
    transitivity (dwhile (fun s => eval (guard s))
      (fun s => dsup (fun n => pmf_upto n (body s)) (pmf_upto_increasing (body s))) (evals init)).
    + apply dwhile_ext. exact IHbody.
    + exact (dwhile_dsup (fun s => eval (guard s)) (fun s n => pmf_upto n (body s))
               (fun s => pmf_upto_increasing (body s)) (evals init) _).
  - cbn [pmf].
    transitivity (dfold (fun item u => dsup (fun n => pmf_upto n (body (u, item)))
                           (pmf_upto_increasing (body (u, item)))) (eval items) (evals init)).
    + apply dfold_ext. intros item u. apply IHbody.
    + exact (dfold_dsup (fun item u n => pmf_upto n (body (u, item)))
               (fun item u => pmf_upto_increasing (body (u, item))) (eval items) (evals init) _).
  - exact (IHbody (evals args)).
Qed.

(** ** Bounded adequacy *)

Lemma accounts_repeat {S} (guard : S -> option bool) (go : S -> bool)
    (body : S -> list byte -> outcome S) (p : S -> dist S) :
  (forall s, guard s = Some (go s)) -> (forall s, splits (body s)) ->
  (forall s, accounts (body s) (p s)) ->
  forall n s, accounts (repeat guard body n s) (unroll go p n s).
Proof.
  intros Hguard Hsplits Hbody n.
  induction n as [| n IH]; intros s; cbn [repeat unroll]; rewrite (Hguard s);
    cbn [or_fault]; destruct (go s).
  - apply accounts_dzero. discriminate.
  - apply accounts_ret.
  - apply accounts_and_then; auto.
  - apply accounts_ret.
Qed.

Lemma accounts_each {I S} (body : I -> S -> list byte -> outcome S) (p : I -> S -> dist S) :
  (forall i s, splits (body i s)) -> (forall i s, accounts (body i s) (p i s)) ->
  forall items s, accounts (each Some body items s) (dfold p items s).
Proof.
  intros Hsplits Hbody items. induction items as [| i items IH]; intros s; cbn [each dfold or_fault].
  - apply accounts_ret.
  - apply accounts_and_then; auto.
Qed.

Theorem adequacy_upto {t} (c : cmd value t) (n : nat) : accounts (run exact n c) (pmf_upto n c).
Proof.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args]; cbn [run pmf_upto].
  - rewrite computes_exact. apply accounts_ret.
  - apply accounts_and_then; [apply run_splits | exact IHc1 | exact IHk].
  - rewrite compute_exact. cbn [or_fault]. destruct (eval e); assumption.
  - rewrite compute_exact. apply (accounts_ext (take_bytes (eval count)));
      [| apply accounts_take_bytes].
    intros tape. unfold take_bytes. cbn [or_fault].
    destruct (split_at (N.to_nat (eval count)) tape) as [[taken rest] |]; reflexivity.
  - rewrite computes_exact. cbn [or_fault]. apply accounts_repeat.
    + intros u. exact (compute_exact (guard u)).
    + intros u. apply run_splits.
    + exact IHbody.
  - rewrite compute_exact, computes_exact. cbn [or_fault]. apply accounts_each.
    + intros i u. apply run_splits.
    + intros i u. apply IHbody.
  - rewrite computes_exact. cbn [or_fault]. apply IHbody.
Qed.

(** ** Adequacy *)

Section Adequacy.
Context {t : ty} (c : cmd value t).

Lemma run_mass_increasing (v : values t) (n : nat) (tape : list byte) :
  tape_mass (run exact n c) v tape <= tape_mass (run exact (S n) c) v tape.
Proof using.
  apply Rmult_le_compat_r; [apply weight_ge_0 |]. apply ind_le.
  apply run_more_fuel. lia.
Qed.

Lemma outputs_mass (v : values t) (tape : list byte) :
  ind (outputs c tape v) * weight tape = rsup (fun n => tape_mass (run exact n c) v tape).
Proof using.
  symmetry. apply rsup_unique.
  - intros n. apply Rmult_le_compat_r; [apply weight_ge_0 |]. apply ind_le.
    intros Hrun. exists n. exact Hrun.
  - intros M HM. destruct (ind_cases (outputs c tape v)) as [[[n Hn] ->] | [_ ->]].
    + apply Rle_trans with (2 := HM n). rewrite (tape_mass_of_done _ _ _ Hn). lra.
    + apply Rle_trans with (2 := HM O). rewrite Rmult_0_l. apply tape_mass_ge_0.
Qed.

Lemma adequacy_has_tsum (v : values t) :
  has_tsum (fun tape => ind (outputs c tape v) * weight tape) (pmf c v).
Proof using.
  assert (Hupto : forall n, has_tsum (tape_mass (run exact n c) v) (pmf_upto n c v)).
  { intros n. apply adequacy_upto. }
  assert (Hge : forall n tape, 0 <= tape_mass (run exact n c) v tape).
  { intros n tape. apply tape_mass_ge_0. }
  assert (Hsummable : forall n, summable (tape_mass (run exact n c) v)) by apply Hupto.
  assert (Hle_1 : forall n, tsum (tape_mass (run exact n c) v) <= 1).
  { intros n. rewrite (proj2 (Hupto n)). apply mass_le_1. }
  apply (has_tsum_ext (fun tape => rsup (fun n => tape_mass (run exact n c) v tape))).
  { intros tape. symmetry. apply outputs_mass. }
  split.
  - apply (summable_mono_conv _ 1); auto using run_mass_increasing.
  - rewrite (tsum_mono_conv _ 1) by auto using run_mass_increasing.
    rewrite (pmf_upto_sup c v), dsup_mass. apply rsup_ext. intros n. apply Hupto.
Qed.

(** The tapes on which [c] outputs [v] weigh [pmf c v]. *)
Theorem adequacy (v : values t) :
  tsum (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape) = pmf c v.
Proof using. exact (proj2 (adequacy_has_tsum v)). Qed.

(** The sum above is a sum: its finite parts are bounded. *)
Theorem adequacy_summable (v : values t) :
  summable (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape).
Proof using. exact (proj1 (adequacy_has_tsum v)). Qed.

(** ** Stopping *)

Lemma stopping_inner (tape : list byte) :
  tsum (fun v => ind (outputs c tape v) * weight tape)
  = ind (exists v, outputs c tape v) * weight tape.
Proof using.
  destruct (ind_cases (exists v, outputs c tape v)) as [[[v Hv] ->] | [Hnone ->]].
  - rewrite (tsum_one _ v).
    + rewrite (ind_true _ Hv). reflexivity.
    + apply ind_mult_ge_0. apply weight_ge_0.
    + intros w Hw. rewrite ind_false; [lra |].
      intros Houtputs. apply Hw. exact (outputs_functional c tape w v Houtputs Hv).
  - rewrite tsum_all_0; [lra |].
    intros v. rewrite ind_false; [lra |]. intros Hv. apply Hnone. exists v. exact Hv.
Qed.

Lemma stopping_has_tsum :
  has_tsum (fun tape => ind (exists v, outputs c tape v) * weight tape) (total (pmf c)).
Proof using.
  set (f := fun (v : values t) (tape : list byte) => ind (outputs c tape v) * weight tape).
  assert (Hge : forall v tape, 0 <= f v tape).
  { intros v tape. apply ind_mult_ge_0. apply weight_ge_0. }
  assert (Hsummable : summable (fun x => f (fst x) (snd x))).
  { apply (summable_iter f Hge).
    - exact adequacy_summable.
    - apply (summable_ext (pmf c)); [| apply summable_mass].
      intros v. symmetry. apply adequacy. }
  apply (has_tsum_ext (fun tape => tsum (fun v => f v tape)) _ _ stopping_inner).
  split.
  - exact (summable_swap_outer f Hge Hsummable).
  - rewrite <- (tsum_swap f Hge Hsummable). apply tsum_ext. exact adequacy.
Qed.

(** The tapes on which [c] outputs anything weigh the total mass of [pmf c]. *)
Theorem adequacy_total :
  tsum (fun tape => ind (exists v, outputs c tape v) * (/ 256) ^ length tape) = total (pmf c).
Proof using. exact (proj2 stopping_has_tsum). Qed.

Theorem adequacy_total_summable :
  summable (fun tape => ind (exists v, outputs c tape v) * (/ 256) ^ length tape).
Proof using. exact (proj1 stopping_has_tsum). Qed.

End Adequacy.
