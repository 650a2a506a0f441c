(** * Enclosures of exp: the proof

    The programs compute the functions of Spec.v, which enclose (Enclosure.v,
    Cubic.v, Up.v) and are narrow (Width.v).

    Glossary
      encloses bits p x  == [fst p <= 2^bits * x <= snd p] (Spec.v)            *)

From Coq Require Import Reals NArith.
From MathLite Require Import Dist While Deterministic.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Code Samplers.Exp.Spec.
From Verinoise Require Import Samplers.Exp.Enclosure Samplers.Exp.Width.
From Verinoise Require Import Samplers.Exp.Up Samplers.Exp.Cubic.
Local Open Scope R_scope.

(** ** What the programs compute *)

(** A loop over a counter and two bounds, and what follows it. *)
Lemma counter_loop {T : Type} (round : N * N * N -> N * N * N) (body : N * N * N -> dist (N * N * N))
  (k : N * N * N -> dist T) (s : N * N * N) :
  (forall c lower upper, body (c, lower, upper) =d dret (round (c, lower, upper))) ->
  (forall c lower upper, fst (fst (round (c, lower, upper))) = (c - 1)%N) ->
  dbind (dwhile (fun s => (0 <? fst (fst s))%N) body s) k =d k (N.iter (fst (fst s)) round s).
Proof.
  intros Hbody Hcount. apply dbind_deterministic.
  apply (dwhile_count _ _ round (fun s => fst (fst s))).
  - intros [[c lower] upper]. apply Hbody.
  - intros x. reflexivity.
  - intros [[c lower] upper]. apply Hcount.
Qed.

Lemma exp_opp_fixed_meaning (numerator denominator halvings terms bits : N) :
  pmf (body exp_opp_fixed value (numerator, denominator, halvings, terms, bits))
  =d dret (exp_opp_fixed_bounds numerator denominator halvings terms bits).
Proof.
  cbn. do 11 rewrite dbind_ret_l.
  set (z := argument_bounds numerator denominator halvings bits).
  etransitivity;
    [apply (counter_loop (horner_round (fst z) (snd z) bits)); intros c lower upper |].
  { cbn [fst snd]. do 2 rewrite dbind_ret_l. reflexivity. }
  { reflexivity. }
  cbn [fst snd].
  etransitivity;
    [apply (counter_loop (square_round bits)); intros c lower upper; reflexivity |].
  reflexivity.
Qed.

Lemma exp_opp_meaning (numerator denominator bits : N) :
  pmf (body exp_opp value (numerator, denominator, bits))
  =d dret (exp_opp_bounds numerator denominator bits).
Proof.
  cbn -[exp_opp_fixed exp_opp_bounds]. do 3 rewrite dbind_ret_l.
  etransitivity; [exact (dbind_deterministic _ _ _ (exp_opp_fixed_meaning _ _ _ _ _)) |].
  rewrite dbind_ret_l, exp_opp_eq. reflexivity.
Qed.

Lemma exp_up_meaning (numerator denominator bits : N) :
  pmf (body exp_up value (numerator, denominator, bits))
  =d dret (exp_up_bounds numerator denominator bits).
Proof.
  cbn -[exp_opp exp_up_bounds]. do 2 rewrite dbind_ret_l.
  etransitivity; [exact (dbind_deterministic _ _ _ (exp_opp_meaning _ _ _)) |].
  rewrite dbind_ret_l. unfold exp_up_bounds, exp_up_internal.
  destruct (exp_opp_bounds numerator denominator _). reflexivity.
Qed.

Lemma exp_opp_cubic_meaning (numerator denominator bits : N) :
  pmf (body exp_opp_cubic value (numerator, denominator, bits))
  =d dret (exp_opp_cubic_bounds numerator denominator bits).
Proof. cbn. do 9 rewrite dbind_ret_l. reflexivity. Qed.

(** ** What is known of the results *)

Theorem exp_opp_fixed_pmf (numerator denominator halvings terms bits : N) :
  (0 < denominator)%N ->
  exists lower upper : N,
    pmf (body exp_opp_fixed value (numerator, denominator, halvings, terms, bits))
    =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (- ratio numerator denominator)) /\
    (lower <= upper <= 2 ^ bits)%N.
Proof.
  intros Hd.
  generalize (exp_opp_fixed_meaning numerator denominator halvings terms bits)
    (exp_opp_fixed_encloses numerator denominator halvings terms bits Hd)
    (exp_opp_fixed_upper numerator denominator halvings terms bits).
  destruct (exp_opp_fixed_bounds numerator denominator halvings terms bits) as [lower upper].
  cbn [snd]. intros Hpmf Hencloses Hupper. exists lower, upper.
  split; [exact Hpmf |]. split; [exact Hencloses |].
  split; [exact (encloses_le _ _ _ Hencloses) | exact Hupper].
Qed.

Theorem exp_opp_pmf (numerator denominator bits : N) : (0 < denominator)%N ->
  exists lower upper : N,
    pmf (body exp_opp value (numerator, denominator, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (- ratio numerator denominator)) /\
    (lower <= upper <= lower + 2)%N /\ (upper <= 2 ^ bits)%N.
Proof.
  intros Hd.
  generalize (exp_opp_meaning numerator denominator bits)
    (exp_opp_encloses numerator denominator bits Hd)
    (exp_opp_width numerator denominator bits Hd)
    (exp_opp_upper numerator denominator bits).
  destruct (exp_opp_bounds numerator denominator bits) as [lower upper].
  cbn [fst snd]. intros Hpmf Hencloses Hwidth Hupper. exists lower, upper.
  split; [exact Hpmf |]. split; [exact Hencloses |].
  split; [split; [exact (encloses_le _ _ _ Hencloses) | exact Hwidth] | exact Hupper].
Qed.

Theorem exp_up_pmf (numerator denominator bits : N) : (0 < denominator)%N ->
  exists lower upper : N,
    pmf (body exp_up value (numerator, denominator, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (ratio numerator denominator)) /\
    (lower <= upper <= lower + 2)%N.
Proof.
  intros Hd.
  generalize (exp_up_meaning numerator denominator bits)
    (exp_up_encloses numerator denominator bits Hd)
    (exp_up_width numerator denominator bits Hd).
  destruct (exp_up_bounds numerator denominator bits) as [lower upper].
  cbn [fst snd]. intros Hpmf Hencloses Hwidth. exists lower, upper.
  split; [exact Hpmf |]. split; [exact Hencloses |].
  split; [exact (encloses_le _ _ _ Hencloses) | exact Hwidth].
Qed.

Theorem exp_opp_cubic_pmf (numerator denominator bits : N) : (0 < denominator)%N ->
  exists lower upper : N,
    pmf (body exp_opp_cubic value (numerator, denominator, bits)) =d dret (lower, upper) /\
    encloses bits (lower, upper) (exp (- ratio numerator denominator)) /\ (lower <= upper)%N.
Proof.
  intros Hd.
  generalize (exp_opp_cubic_meaning numerator denominator bits)
    (exp_opp_cubic_encloses numerator denominator bits Hd).
  destruct (exp_opp_cubic_bounds numerator denominator bits) as [lower upper].
  intros Hpmf Hencloses. exists lower, upper.
  split; [exact Hpmf |]. split; [exact Hencloses | exact (encloses_le _ _ _ Hencloses)].
Qed.

(** They end for any arguments. *)

Theorem exp_opp_fixed_terminates (numerator denominator halvings terms bits : N) :
  terminates (body exp_opp_fixed value (numerator, denominator, halvings, terms, bits)).
Proof.
  unfold terminates. rewrite (total_ext _ _ (exp_opp_fixed_meaning _ _ _ _ _)). apply total_dret.
Qed.

Theorem exp_opp_terminates (numerator denominator bits : N) :
  terminates (body exp_opp value (numerator, denominator, bits)).
Proof. unfold terminates. rewrite (total_ext _ _ (exp_opp_meaning _ _ _)). apply total_dret. Qed.

Theorem exp_up_terminates (numerator denominator bits : N) :
  terminates (body exp_up value (numerator, denominator, bits)).
Proof. unfold terminates. rewrite (total_ext _ _ (exp_up_meaning _ _ _)). apply total_dret. Qed.

Theorem exp_opp_cubic_terminates (numerator denominator bits : N) :
  terminates (body exp_opp_cubic value (numerator, denominator, bits)).
Proof.
  unfold terminates. rewrite (total_ext _ _ (exp_opp_cubic_meaning _ _ _)). apply total_dret.
Qed.
