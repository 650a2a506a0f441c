(** * Sandwich tables: the law of the sampler

    A round of the program is a round of MathLite, Sandwich.v.  So a table whose bounds hold is
    sampled from exactly, and the number of rounds is independent of the value.

    Glossary
      right t              == what the checkers establish
      picks (blocks_of t) pick == [pick] draws a block with its certain mass, else the
                              rare rounds   *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From MathLite Require Import Dist Coin While Until UntilRounds Rejection Sandwich SandwichRound SandwichLaw.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Ratio Samplers.Table.Code Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Tiling Samplers.Table.Rare.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Record right (t : parts) : Prop := Right {
  right_denominator : (0 < denominator t)%N;
  right_tiling : tiling t;
  right_bounds : sandwich (blocks_of t) (table_weight t);
  right_prefix : forall j, (j <= block_total t)%N ->
    Sandwich.wedges (blocks_of t) j = wedges_upto t j;
  right_rest : certain_of t (block_total t) = rare (blocks_of t);
  right_slack : forall j, (0 < j < block_total t)%N ->
    real (envelope_of t j - slack t)
    <= real (unit t * 2 ^ (width_of t j + 1)) * table_weight t (start_of t j);
  right_bisects : forall rank, (rank < wedges_upto t (block_total t))%N ->
    pmf (body table_block value (rank, wedges t)) =d dret (block_at t rank);
  right_draws : exists pick, picks (blocks_of t) pick
    /\ pmf (body table_draw value (lookup_of t)) =d dbind pick (drawn_from t)
}.

Section Right.
Variable t : parts.
Hypothesis t_right : right t.

Local Lemma bounds : sandwich (blocks_of t) (table_weight t).
Proof using t_right. exact (right_bounds t t_right). Qed.

Lemma start_bound (j k : N) : (j < block_total t)%N -> (k < 2 ^ width_of t j)%N ->
  (start_of t j + k < bias t)%N.
Proof using t_right.
  intros Hj Hk. generalize (block_end t (right_tiling t t_right) j Hj). lia.
Qed.

Lemma shifted_back (x s : N) : (x < bias t)%N ->
  let drawn := Z.to_N (Z.of_N (bias t) + signed s x) in
  (drawn =? 0)%N = false /\ (Z.of_N drawn + - Z.of_N (bias t))%Z = signed s x.
Proof using.
  clear t_right. intros Hx. unfold signed. destruct (s =? 0)%N; cbv zeta; split; try apply N.eqb_neq; lia.
Qed.

(** A round of the program, for the blocks that the draw picks. *)
Lemma round_meaning (pick : dist N) :
  pmf (body table_draw value (lookup_of t)) =d dbind pick (drawn_from t) ->
  round_of t =d round (blocks_of t) (table_weight t) pick halvings.
Proof using t_right.
  intros Hdraw. unfold round_of. cbn -[table_draw table_rare].
  change (word_bytes t, extra_bytes t, selector_shift t, offset_bits t, cell_bits t, complements t, entries t)
    with (lookup_of t).
  change (quadratic t, linear t, denominator t) with (weight_of t).
  change (unit t, slack t, offset_bits t, bias t, blocks t, certain t, wedges t) with (layout_of t).
  rewrite Hdraw, dbind_assoc. unfold round. apply dbind_ext; [reflexivity |]. intros j.
  unfold drawn_from. cbn [blocks_of block_count].
  destruct (N.ltb_spec j (block_total t)) as [Hj | _].
  - rewrite dbind_assoc. unfold certain_round. cbn [blocks_of block_width block_start].
    apply dbind_ext_support. intros k Hk. apply duniform_pos_inv in Hk.
    rewrite dbind_assoc. apply dbind_ext; [reflexivity |]. intros s. rewrite dbind_ret_l.
    destruct (shifted_back (start_of t j + k) s (start_bound j k Hj Hk)) as [-> ->]. reflexivity.
  - rewrite dbind_ret_l. cbn [N.eqb].
    apply table_rare_law.
    + exact (right_denominator t t_right).
    + exact bounds.
    + exact (right_prefix t t_right).
    + exact (right_rest t t_right).
    + exact (right_slack t t_right).
    + exact (right_bisects t t_right).
    + exact (rare_pos _ _ bounds).
Qed.

Lemma sample_meaning : pmf (body table_sample value (table_of t))
  =d dmap fst (dwhile unkept (fun _ => round_of t) (0%Z, false)).
Proof using. cbn -[table_round]. reflexivity. Qed.

(** One round draws and keeps [x] with the same multiple of its weight, for every [x]. *)
Theorem table_round_mass (x : Z) :
  round_of t (x, true) = real (unit t) / real (selector_count t) * table_weight t (Z.abs_N x).
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]]. rewrite (round_meaning pick Hdraw).
  exact (round_mass _ _ pick halvings bounds Hpick x halvings_halves).
Qed.

Theorem table_round_total : total (round_of t) = 1.
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]].
  rewrite (total_ext _ _ (round_meaning pick Hdraw)).
  exact (round_total _ _ pick halvings bounds Hpick halvings_halves).
Qed.

Lemma sample_law (pick : dist N) :
  pmf (body table_draw value (lookup_of t)) =d dbind pick (drawn_from t) ->
  pmf (body table_sample value (table_of t))
  =d sandwich_sample (blocks_of t) (table_weight t) pick halvings.
Proof using t_right.
  intros Hdraw. rewrite sample_meaning. unfold sandwich_sample. apply dbind_ext; [| reflexivity].
  apply dwhile_ext. intros _. exact (round_meaning pick Hdraw).
Qed.

Theorem table_sample_mass (x : Z) : pmf (body table_sample value (table_of t)) x = table_mass t x.
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]]. rewrite (sample_law pick Hdraw x).
  exact (sandwich_mass _ _ pick halvings bounds Hpick halvings_halves x).
Qed.

(** The weights have a sum. *)
Theorem table_weight_summable : summable (fun y : Z => table_weight t (Z.abs_N y)).
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick _]].
  exact (sandwich_summable _ _ pick halvings bounds Hpick halvings_halves).
Qed.

Theorem table_sample_total : terminates (body table_sample value (table_of t)).
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]]. unfold terminates.
  rewrite (total_ext _ _ (sample_law pick Hdraw)).
  exact (sandwich_total _ _ pick halvings bounds Hpick halvings_halves).
Qed.

(** The sample is [x], and there are at most [k] rounds. *)
Theorem table_sample_rounds (k : nat) (x : Z) :
  within t k x = table_mass t x * (1 - (1 - keeps t) ^ k).
Proof using t_right.
  unfold within.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]].
  transitivity (unroll rejected (fun _ => round (blocks_of t) (table_weight t) pick halvings) k
                  (0%Z, false) (x, true)).
  { apply unroll_body_ext. intros _. exact (round_meaning pick Hdraw). }
  rewrite (sandwich_rounds _ _ pick halvings bounds Hpick halvings_halves).
  replace (keeps t)
    with (accept rejected (round (blocks_of t) (table_weight t) pick halvings)); [reflexivity |].
  apply tsum_ext. intros s. f_equal. symmetry. exact (round_meaning pick Hdraw s).
Qed.

(** A round keeps its value with at least the certain mass. *)
Theorem keeps_ge :
  real (PrefixSums.nsum (certain_of t) (block_total t)) / real (selector_count t) <= keeps t.
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]].
  replace (keeps t)
    with (accept rejected (round (blocks_of t) (table_weight t) pick halvings)).
  - exact (round_accept_ge _ _ pick halvings bounds Hpick).
  - apply tsum_ext. intros s. f_equal. symmetry. exact (round_meaning pick Hdraw s).
Qed.

End Right.
