(** * Sandwich tables: the programs end

    Most of them end for any arguments: bisection narrows its bracket, and the checkers count
    up.  The programs that compare with an exact weight need a denominator.

    Glossary
      terminates c == the probabilities of the outcomes of [c] add up to 1 (Pmf.v)     *)

From Coq Require Import Bool Reals Lra NArith Lia.
From MathLite Require Import Dist Coin Trials.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Support Lang.Ends.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Proof.
From Verinoise Require Import Samplers.Exp.Code Samplers.Exp.Rounding Samplers.Exp.Proof.
From Verinoise Require Import Samplers.ExpExceeds.Code Samplers.ExpExceeds.Proof.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Rare.
Local Open Scope R_scope.

(** ** The samplers *)

Theorem table_draw_ends (args : values lookup) : terminates (body table_draw value args).
Proof.
  destruct args as [[[[[[word_bytes extra_bytes] shift] offset_bits] cell_bits] complements] entries].
  cbn -[N.shiftl N.shiftr N.land N.add N.sub N.mul]. do 2 apply terminates_let.
  apply terminates_bind; [apply terminates_bytes |]. intros word _. apply terminates_bind.
  - apply terminates_if; [apply terminates_ret | apply terminates_bytes].
  - intros position _. do 5 apply terminates_let. apply terminates_ret.
Qed.

Theorem table_block_ends (args : values (nat1 ** naturals)) : terminates (body table_block value args).
Proof.
  destruct args as [rank wedges]. cbn -[N.shiftr N.add N.sub].
  apply terminates_bind; [| intros s _; apply terminates_ret].
  apply (terminates_while (s := nat2) (fun s => N.to_nat (snd s - fst s))).
  - intros s _. apply terminates_let. apply terminates_if; apply terminates_ret.
  - intros [low high] s Hgo Hs. cbn -[N.add] in Hgo. apply N.ltb_lt in Hgo.
    apply possible_let in Hs. cbn -[N.shiftr N.add] in Hs. rewrite N.shiftr_div_pow2 in Hs.
    change (2 ^ 1)%N with 2%N in Hs.
    assert (Hmiddle : (low < (low + high) / 2 < high)%N).
    { split; [| apply N.div_lt_upper_bound; lia].
      apply N.lt_le_trans with (low + 1)%N; [lia | apply N.div_le_lower_bound; lia]. }
    apply possible_if in Hs as [[_ Hs] | [_ Hs]]; apply possible_ret in Hs as ->;
      cbn -[N.div N.add N.sub]; lia.
Qed.

Lemma uniform_power_ends (bits : N) : terminates (body uniform value (N.shiftl 1 bits)).
Proof.
  unfold terminates. rewrite (total_ext _ _ (uniform_power bits)). apply total_duniform, pow2_pos.
Qed.

Section Samplers.
Variable t : parts.
Hypothesis denominator_pos : (0 < denominator t)%N.

Theorem table_wedge_ends (rank : N) :
  terminates (body table_wedge value (rank, weight_of t, layout_of t)).
Proof using denominator_pos.
  cbn -[table_block uniform exp_opp_cubic exp_exceeds N.shiftl N.shiftr N.land N.add N.sub N.mul].
  apply terminates_bind; [apply terminates_call, table_block_ends |]. intros block _.
  do 3 apply terminates_let.
  apply terminates_bind; [apply terminates_call, uniform_power_ends |]. intros offset _.
  do 3 apply terminates_let.
  apply terminates_bind; [apply terminates_call, exp_opp_cubic_terminates |]. intros bounds _.
  do 4 apply terminates_let. apply terminates_bind; [| intros kept _; apply terminates_ret].
  apply terminates_if; [apply terminates_ret |]. apply terminates_if; [apply terminates_ret |].
  apply terminates_call, exp_exceeds_terminates. exact denominator_pos.
Qed.

Theorem table_tail_ends :
  terminates (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))).
Proof using denominator_pos.
  unfold terminates. rewrite (total_ext _ _ (table_tail_law t denominator_pos)).
  apply total_dbind_1; [apply total_successes; lra |]. intros piece.
  apply total_dbind_1; [apply total_duniform, pow2_pos |]. intros offset. cbv zeta.
  rewrite total_dmap. apply total_dcoin.
Qed.

Theorem table_rare_ends : (0 < certain_of t (block_total t))%N ->
  terminates (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t))).
Proof using denominator_pos.
  intros Hrest. cbn -[table_wedge table_tail uniform N.add N.odd]. apply terminates_let.
  apply terminates_bind; [apply terminates_call, uniform_terminates; exact Hrest |]. intros rank _.
  apply terminates_bind.
  - apply terminates_if; [apply terminates_call, table_wedge_ends |].
    apply terminates_if; [apply terminates_call, table_tail_ends | apply terminates_ret].
  - intros offer _. apply terminates_bind; [apply terminates_bytes |]. intros byte _.
    apply terminates_if; apply terminates_ret.
Qed.

End Samplers.

(** ** The checkers *)

Theorem table_check_block_ends (args : values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :
  terminates (body table_check_block value args).
Proof.
  destruct args as [[[[selector_bits cell_bits] complements] entries]
                    [[[[entry mirrored] home] run] stop]].
  cbn -[N.shiftl N.shiftr N.add N.sub N.mul]. do 10 apply terminates_let.
  apply terminates_bind; [| intros s _; apply terminates_ret].
  apply (terminates_while (s := nat1 ** nat1 ** Base Bool) (fun s => N.to_nat (stop - fst (fst s)))).
  - intros s _. do 5 apply terminates_let. apply terminates_ret.
  - intros [[cell mass] same] s Hgo Hs. cbn in Hgo.
    apply andb_true_iff in Hgo as [_ Hgo]. apply N.ltb_lt in Hgo.
    do 5 apply possible_let in Hs. apply possible_ret in Hs as ->. cbn -[N.add N.sub]. lia.
Qed.

Theorem table_check_lookup_ends
    (args : values (lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals))) :
  terminates (body table_check_lookup value args).
Proof.
  destruct args as [[[[[[[[word_bytes extra_bytes] shift] offset_bits] cell_bits] complements] entries]
                     [[bias blocks] certain]] [homes runs]].
  cbn -[table_check_block N.shiftl N.shiftr N.land N.add N.sub N.mul]. do 3 apply terminates_let.
  apply terminates_bind.
  - apply (terminates_while (s := nat1 ** nat1 ** nat1 ** Base Bool)
      (fun s => N.to_nat (N.of_nat (length blocks) + 1 - fst (fst (fst s))))).
    + intros s _. do 5 apply terminates_let.
      apply terminates_bind; [apply terminates_if; apply terminates_ret |]. intros e _.
      apply terminates_let.
      apply terminates_bind; [apply terminates_call, table_check_block_ends |]. intros counted _.
      apply terminates_let. apply terminates_ret.
    + intros [[[block run] total] good] s Hgo Hs. cbn in Hgo.
      apply andb_true_iff in Hgo as [_ Hgo]. apply N.leb_le in Hgo.
      do 5 apply possible_let in Hs. apply possible_bind in Hs as [e [_ Hs]].
      apply possible_let in Hs. apply possible_bind in Hs as [counted [_ Hs]].
      apply possible_let in Hs. apply possible_ret in Hs as ->. cbn -[N.add N.sub N.of_nat]. lia.
  - intros s _. do 4 apply terminates_let.
    apply terminates_bind; [apply terminates_if; apply terminates_ret |]. intros apart _.
    apply terminates_ret.
Qed.

Theorem table_bounds_ends (args : values (weight ** (nat1 ** nat1 ** nat1))) :
  terminates (body table_bounds value args).
Proof.
  destruct args as [[[quadratic linear] denominator] [[size width] bits]].
  cbn -[exp_opp N.shiftl N.add N.mul]. apply terminates_let.
  do 3 (apply terminates_bind; [apply terminates_call, exp_opp_terminates | intros ? _]).
  apply terminates_ret.
Qed.

Theorem table_check_blocks_ends (args : values (weight ** layout ** (nat1 ** nat1))) :
  terminates (body table_check_blocks value args).
Proof.
  destruct args as [[[[quadratic linear] denominator]
                     [[[[[[unit slack] offset_bits] bias] blocks] certain] wedges]] [tail_start bits]].
  cbn -[table_bounds N.shiftl N.shiftr N.land N.add N.sub N.mul]. do 7 apply terminates_let.
  apply terminates_bind; [| intros s _; apply terminates_ret].
  apply (terminates_while
    (s := nat1 ** nat1 ** Base Bool ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1)
    (fun s => let '(block, _, _, _, _, _, _, _, _, _) := s in
              N.to_nat (N.of_nat (length blocks) - block))).
  - intros s _. do 2 apply terminates_let. apply terminates_bind.
    + apply terminates_if; [apply terminates_ret | apply terminates_call, table_bounds_ends].
    + intros bounds _. do 6 apply terminates_let.
      apply terminates_bind; [apply terminates_if; apply terminates_ret |]. intros below _.
      do 6 apply terminates_let. apply terminates_ret.
  - intros [[[[[[[[[block size] good] last] low] high] rl] rh] cl] ch] s Hgo Hs. cbn in Hgo.
    apply andb_true_iff in Hgo as [_ Hgo]. apply N.ltb_lt in Hgo.
    do 2 apply possible_let in Hs. apply possible_bind in Hs as [bounds [_ Hs]].
    do 6 apply possible_let in Hs. apply possible_bind in Hs as [below [_ Hs]].
    do 6 apply possible_let in Hs. apply possible_ret in Hs as ->.
    cbn -[N.add N.sub N.of_nat N.shiftl N.shiftr N.mul]. lia.
Qed.

Theorem table_check_tail_ends
    (args : values (weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1))) :
  terminates (body table_check_tail value args).
Proof.
  destruct args as [[[[quadratic linear] denominator] [[unit certain] wedges]]
                    [[tail_start tail_bits] bits]].
  cbn -[exp_opp N.shiftl N.add N.sub N.mul]. do 2 apply terminates_let.
  apply terminates_bind; [apply terminates_call, exp_opp_terminates |]. intros bounds _.
  do 3 apply terminates_let. apply terminates_ret.
Qed.
