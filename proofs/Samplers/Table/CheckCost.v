(** * Sandwich tables: the checkers read no bytes

    As they end, too, each outputs one value on the empty tape, and nothing else.

    Glossary
      bytes_within c B == the expected number of bytes is finite, at most [B]
      outputs c tape v == the machine, running [c], reads exactly [tape] and outputs
                          [v] (Machine.v)                                     *)

From Coq Require Import Reals NArith List.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine.
From Verinoise Require Import Lang.Support Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Exp.Code Samplers.Exp.Spec Samplers.Exp.Cost.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Weight Samplers.Table.CheckBlocks Samplers.Table.Ends.
Import ListNotations.

Lemma table_check_block_free (args : values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :
  costs (body table_check_block value args) no_more 0.
Proof.
  destruct args as [[[[selector_bits cell_bits] complements] entries]
                    [[[[entry mirrored] home] run] stop]].
  cbn -[N.shiftl N.shiftr N.add N.sub N.mul]. do 10 apply free_let.
  apply free_bind; [| intros s; apply free_ret].
  apply free_while. intros s. do 5 apply free_let. apply free_ret.
Qed.

Theorem table_check_block_bytes
    (args : values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :
  bytes_within (body table_check_block value args) 0.
Proof. apply bytes_within_costs. apply table_check_block_free. Qed.

Theorem table_check_lookup_bytes
    (args : values (lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals))) :
  bytes_within (body table_check_lookup value args) 0.
Proof.
  destruct args as [[[[[[[[word_bytes extra_bytes] shift] offset_bits] cell_bits] complements] entries]
                     [[bias blocks] certain]] [homes runs]].
  apply bytes_within_costs.
  cbn -[table_check_block N.shiftl N.shiftr N.land N.add N.sub N.mul]. do 3 apply free_let.
  apply free_bind.
  - apply free_while. intros s. do 5 apply free_let.
    apply free_bind; [apply costs_if; destruct (eval _); apply free_ret |]. intros e.
    apply free_let. apply free_bind; [apply costs_call, table_check_block_free |]. intros counted.
    apply free_let. apply free_ret.
  - intros s. do 4 apply free_let.
    apply free_bind; [apply costs_if; destruct (eval _); apply free_ret | intros apart; apply free_ret].
Qed.

Lemma table_bounds_free (args : values (weight ** (nat1 ** nat1 ** nat1))) :
  costs (body table_bounds value args) no_more 0.
Proof.
  destruct args as [[[quadratic linear] denominator] [[size width] bits]].
  cbn -[exp_opp N.shiftl N.add N.mul]. apply free_let.
  do 3 (apply free_bind; [apply costs_call, exp_opp_free | intros ?]). apply free_ret.
Qed.

Theorem table_bounds_bytes (args : values (weight ** (nat1 ** nat1 ** nat1))) :
  bytes_within (body table_bounds value args) 0.
Proof. apply bytes_within_costs. apply table_bounds_free. Qed.

Theorem table_check_blocks_bytes (args : values (weight ** layout ** (nat1 ** nat1))) :
  bytes_within (body table_check_blocks value args) 0.
Proof.
  destruct args as [[[[quadratic linear] denominator]
                     [[[[[[unit slack] offset_bits] bias] blocks] certain] wedges]] [tail_start bits]].
  apply bytes_within_costs.
  cbn -[table_bounds N.shiftl N.shiftr N.land N.add N.sub N.mul]. do 7 apply free_let.
  apply free_bind; [| intros s; apply free_ret].
  apply free_while. intros s. do 2 apply free_let. apply free_bind.
  - apply costs_if. destruct (eval _); [apply free_ret | apply costs_call, table_bounds_free].
  - intros bounds. do 6 apply free_let.
    apply free_bind; [apply costs_if; destruct (eval _); apply free_ret |]. intros below.
    do 6 apply free_let. apply free_ret.
Qed.

Theorem table_check_tail_bytes
    (args : values (weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1))) :
  bytes_within (body table_check_tail value args) 0.
Proof.
  destruct args as [[[[quadratic linear] denominator] [[unit certain] wedges]]
                    [[tail_start tail_bits] bits]].
  apply bytes_within_costs. cbn -[exp_opp N.shiftl N.add N.sub N.mul]. do 2 apply free_let.
  apply free_bind; [apply costs_call, exp_opp_free |]. intros bounds.
  do 3 apply free_let. apply free_ret.
Qed.

(** ** The running programs *)

Section Certain.
Context {t : ty} (c : cmd value t).
Hypothesis free : bytes_within c 0.
Hypothesis ends : terminates c.

Lemma certain_tape : exists v, forall tape w, outputs c tape w <-> tape = [] /\ w = v.
Proof using free ends. destruct (outputs_certain c free ends) as [v [_ Hv]]. exists v. exact Hv. Qed.

End Certain.

Theorem table_check_block_tape
    (args : values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :
  exists v, forall tape w, outputs (body table_check_block value args) tape w <-> tape = [] /\ w = v.
Proof. exact (certain_tape _ (table_check_block_bytes args) (table_check_block_ends args)). Qed.

Theorem table_check_lookup_tape
    (args : values (lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals))) :
  exists v, forall tape w, outputs (body table_check_lookup value args) tape w <-> tape = [] /\ w = v.
Proof. exact (certain_tape _ (table_check_lookup_bytes args) (table_check_lookup_ends args)). Qed.

Theorem table_check_blocks_tape (args : values (weight ** layout ** (nat1 ** nat1))) :
  exists v, forall tape w, outputs (body table_check_blocks value args) tape w <-> tape = [] /\ w = v.
Proof. exact (certain_tape _ (table_check_blocks_bytes args) (table_check_blocks_ends args)). Qed.

Theorem table_check_tail_tape
    (args : values (weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1))) :
  exists v, forall tape w, outputs (body table_check_tail value args) tape w <-> tape = [] /\ w = v.
Proof. exact (certain_tape _ (table_check_tail_bytes args) (table_check_tail_ends args)). Qed.

(** ** The bounds *)

Section Bounds.
Variables (t : parts) (size width bits : N).
Hypothesis denominator_pos : (0 < denominator t)%N.

Local Lemma bounds_certain :
  exists b : values bounds,
    pmf (body table_bounds value (weight_of t, (size, width, bits))) =d dret b /\
    (forall tape v, outputs (body table_bounds value (weight_of t, (size, width, bits))) tape v
                    <-> tape = [] /\ v = b) /\
    enclosed t bits size width b.
Proof using denominator_pos.
  destruct (outputs_certain _ (table_bounds_bytes (weight_of t, (size, width, bits)))
    (table_bounds_ends (weight_of t, (size, width, bits)))) as [b [Hpmf Houtputs]].
  exists b. split; [exact Hpmf |]. split; [exact Houtputs |].
  apply (table_bounds_possible t bits size width b denominator_pos). unfold possible.
  rewrite (Hpmf b), dret_mass, ind_true by reflexivity. exact Rlt_0_1.
Qed.

Theorem table_bounds_pmf :
  exists low high ratio_low ratio_high change_low change_high : N,
    pmf (body table_bounds value (weight_of t, (size, width, bits)))
    =d dret (low, high, ratio_low, ratio_high, change_low, change_high) /\
    encloses bits (low, high) (table_weight t size) /\
    encloses bits (ratio_low, ratio_high) (weight_ratio t size (2 ^ width)) /\
    encloses bits (change_low, change_high) (weight_change t (2 ^ width)).
Proof using denominator_pos.
  destruct bounds_certain as [[[[[[l h] rl] rh] cl] ch] [Hpmf [_ Hb]]].
  exists l, h, rl, rh, cl, ch. split; [exact Hpmf | exact Hb].
Qed.

Theorem table_bounds_tape :
  exists low high ratio_low ratio_high change_low change_high : N,
    (forall tape v, outputs (body table_bounds value (weight_of t, (size, width, bits))) tape v
      <-> tape = [] /\ v = (low, high, ratio_low, ratio_high, change_low, change_high)) /\
    encloses bits (low, high) (table_weight t size) /\
    encloses bits (ratio_low, ratio_high) (weight_ratio t size (2 ^ width)) /\
    encloses bits (change_low, change_high) (weight_change t (2 ^ width)).
Proof using denominator_pos.
  destruct bounds_certain as [[[[[[l h] rl] rh] cl] ch] [_ [Houtputs Hb]]].
  exists l, h, rl, rh, cl, ch. split; [exact Houtputs | exact Hb].
Qed.

End Bounds.
