(** * Sandwich tables: the checkers read no bytes

    Glossary
      bytes_within c B == the expected number of bytes is finite, at most [B]   *)

From Coq Require Import Reals NArith.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Exp.Code Samplers.Exp.Cost.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode.

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
