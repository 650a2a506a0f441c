(** * Sandwich tables: the expected number of bytes

    A draw reads a word, and a second one where the bits of the first do not suffice.  The
    bytes of a rare round count with the probability that a round is rare.  A round that is
    not rare keeps its value, so the number of rounds is bounded by the same probability.

    Glossary
      Uniform.Cost.word_bytes n == the number of bytes that hold [n - 1]
      exceeds_bytes    == the expected bytes of a comparison with a weight (ExpExceeds)
      bytes_within c B == the expected number of bytes is finite, at most [B]
      draw_bytes t     == the bytes of a draw from the table
      wedge_bytes t    == a bound for a magnitude from a wedge
      tail_bytes t     == a bound for a magnitude from the tail
      rare_bytes t     == a bound for a rare round
      rare_chance t    == the probability that a round is rare (Spec.v)
      round_bytes t    == a bound for a round
      keeps t          == the probability that a round keeps its value (Proof.v)
      unkept s         == the loop of rounds goes on (Proof.v)                  *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From MathLite Require Import Dist Coin Trials While Until Sandwich SandwichRound SandwichLaw.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine.
From Verinoise Require Import Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio Samplers.Uniform.Code Samplers.Uniform.Cost.
From Verinoise Require Import Samplers.Exp.Code Samplers.Exp.Rounding Samplers.Exp.Cost.
From Verinoise Require Import Samplers.ExpExceeds.Code Samplers.ExpExceeds.Cost.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Tiling Samplers.Table.Rare Samplers.Table.Proof.
From Verinoise Require Import Samplers.Table.Bisection Samplers.Table.Laws.
Import ListNotations.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Definition draw_bytes (t : parts) : R := real (word_bytes t + extra_bytes t).

Definition wedge_bytes (t : parts) : R := Uniform.Cost.word_bytes (2 ^ offset_bits t) + exceeds_bytes.

Definition tail_bytes (t : parts) : R := 2 + Uniform.Cost.word_bytes (2 ^ tail_bits t) + exceeds_bytes.

(** The rank, the magnitude, the sign. *)
Definition rare_bytes (t : parts) : R :=
  2 * Uniform.Cost.word_bytes (certain_of t (block_total t)) + Rmax (wedge_bytes t) (tail_bytes t) + 1.

Definition round_bytes (t : parts) : R := draw_bytes t + rare_chance t * rare_bytes t.

Lemma exceeds_bytes_ge_0 : 0 <= exceeds_bytes.
Proof. unfold exceeds_bytes. lra. Qed.

Lemma wedge_bytes_ge_0 (t : parts) : 0 <= wedge_bytes t.
Proof.
  unfold wedge_bytes. generalize exceeds_bytes_ge_0, (word_bytes_ge_0 (2 ^ offset_bits t)). lra.
Qed.

Lemma rare_bytes_ge_0 (t : parts) : 0 <= rare_bytes t.
Proof.
  unfold rare_bytes. generalize (word_bytes_ge_0 (certain_of t (block_total t))), (wedge_bytes_ge_0 t).
  generalize (Rmax_l (wedge_bytes t) (tail_bytes t)). lra.
Qed.

(** ** A draw *)

Lemma table_draw_costs (t : parts) :
  costs (body table_draw value (lookup_of t)) no_more (draw_bytes t).
Proof.
  cbn -[N.shiftl N.shiftr N.land N.add N.sub N.mul]. unfold draw_bytes. rewrite real_add.
  do 2 (apply costs_let; [apply no_more_ge_0 |]).
  apply costs_seq; [apply of_N_ge_0 | exact (costs_bytes (NatLit (word_bytes t))) |].
  intros word _. apply costs_then.
  - apply costs_if. destruct (eval _).
    + apply costs_ret; unfold no_more; [lra | apply of_N_ge_0].
    + exact (costs_bytes (NatLit (extra_bytes t))).
  - intros position. do 5 apply free_let. apply free_ret.
Qed.

Theorem table_draw_bytes (t : parts) :
  bytes_within (body table_draw value (lookup_of t)) (draw_bytes t).
Proof. apply bytes_within_costs. apply table_draw_costs. Qed.

(** ** Rare rounds *)

Lemma table_block_free (args : values (nat1 ** naturals)) :
  costs (body table_block value args) no_more 0.
Proof.
  destruct args as [rank wedges]. cbn -[N.shiftr N.add N.sub].
  apply free_bind; [| intros s; apply free_ret].
  apply free_while. intros s. apply free_let. apply costs_if. destruct (eval _); apply free_ret.
Qed.

Theorem table_block_bytes (rank : N) (wedges : list N) :
  bytes_within (body table_block value (rank, wedges)) 0.
Proof. apply bytes_within_costs. apply table_block_free. Qed.

(** It outputs the block on the empty tape, and nothing else. *)
Theorem table_block_tape (rank : N) (sums : list N) :
  get (s := Nat) sums 0 = 0%N ->
  (forall i, (i + 1 < N.of_nat (length sums))%N ->
     (get (s := Nat) sums i <= get (s := Nat) sums (i + 1))%N) ->
  (rank < get (s := Nat) sums (N.of_nat (length sums) - 1))%N ->
  exists block,
    (forall tape v, outputs (body table_block value (rank, sums)) tape v <-> tape = [] /\ v = block) /\
    (block + 1 < N.of_nat (length sums))%N /\
    (get (s := Nat) sums block <= rank < get (s := Nat) sums (block + 1))%N.
Proof.
  intros Hzero Hsums Hrank.
  destruct (table_block_pmf rank sums Hzero Hsums Hrank) as [block [Hpmf Hblock]].
  exists block. split; [exact (outputs_free _ _ (table_block_bytes rank sums) Hpmf) | exact Hblock].
Qed.

Lemma uniform_costs_shifted (bits : N) :
  costs (body uniform value (N.shiftl 1 bits)) no_more (Uniform.Cost.word_bytes (2 ^ bits)).
Proof. rewrite N.shiftl_1_l. apply uniform_costs_power. Qed.

Section Rare.
Variable t : parts.
Hypothesis denominator_pos : (0 < denominator t)%N.

Lemma table_wedge_costs (rank : N) :
  costs (body table_wedge value (rank, weight_of t, layout_of t)) no_more (wedge_bytes t).
Proof using denominator_pos.
  generalize exceeds_bytes_ge_0. intros Hexceeds.
  cbn -[table_block uniform exp_opp_cubic exp_exceeds N.shiftl N.shiftr N.land N.add N.sub N.mul].
  rewrite <- (Rplus_0_l (wedge_bytes t)).
  apply costs_seq; [apply wedge_bytes_ge_0 | apply costs_call, table_block_free |].
  intros block _. do 3 (apply costs_let; [apply no_more_ge_0 |]).
  apply costs_seq; [exact Hexceeds | |].
  - eapply costs_le; [| apply costs_call, uniform_costs_shifted].
    apply word_bytes_le, N.pow_le_mono_r; [discriminate | apply N.le_sub_l].
  - intros offset _. do 3 (apply costs_let; [apply no_more_ge_0 |]).
    rewrite <- (Rplus_0_l exceeds_bytes).
    apply costs_seq; [exact Hexceeds | apply costs_call, exp_opp_cubic_free |].
    intros bounds _. do 4 (apply costs_let; [apply no_more_ge_0 |]).
    apply costs_then; [| intros kept; apply free_ret]. apply costs_if. destruct (eval _).
    { apply costs_ret; unfold no_more; lra. }
    apply costs_if. destruct (eval _).
    { apply costs_ret; unfold no_more; lra. }
    apply costs_call. apply exp_exceeds_costs. exact denominator_pos.
Qed.

Theorem table_wedge_bytes (rank : N) :
  bytes_within (body table_wedge value (rank, weight_of t, layout_of t)) (wedge_bytes t).
Proof using denominator_pos. apply bytes_within_costs. apply table_wedge_costs. Qed.

Lemma table_tail_costs :
  costs (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))) no_more (tail_bytes t).
Proof using denominator_pos.
  generalize exceeds_bytes_ge_0, (word_bytes_ge_0 (2 ^ tail_bits t)). intros Hexceeds Hword.
  cbn -[uniform exp_exceeds N.shiftl N.add N.sub N.mul N.odd]. unfold tail_bytes.
  rewrite Rplus_assoc. apply costs_seq; [lra | |].
  - replace 2 with (1 / (1 - / 2)) by field.
    apply costs_while_geometric with (Inv := fun _ => True); [lra | lra | auto | | | exact I].
    + intros s _ _. apply costs_then; [exact (costs_bytes (NatLit 1)) | intros byte; apply free_ret].
    + intros s _ _. right. rewrite <- (attempt_again (/ 2) ltac:(lra) s).
      apply tsum_ext. intros u. f_equal. exact (flip_law s u).
  - intros flips _. apply costs_let; [apply no_more_ge_0 |].
    apply costs_seq; [exact Hexceeds | apply costs_call, uniform_costs_shifted |].
    intros offset _. do 3 (apply costs_let; [apply no_more_ge_0 |]).
    apply costs_then; [| intros kept; apply free_ret].
    apply costs_call. apply exp_exceeds_costs. exact denominator_pos.
Qed.

Theorem table_tail_bytes :
  bytes_within (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))) (tail_bytes t).
Proof using denominator_pos. apply bytes_within_costs. exact table_tail_costs. Qed.

Hypothesis rest_pos : (0 < certain_of t (block_total t))%N.

Lemma table_rare_costs :
  costs (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t))) no_more
    (rare_bytes t).
Proof using denominator_pos rest_pos.
  generalize (wedge_bytes_ge_0 t), (Rmax_l (wedge_bytes t) (tail_bytes t)). intros Hwedge Hmax.
  cbn -[table_wedge table_tail uniform N.add N.odd]. apply costs_let; [apply no_more_ge_0 |].
  unfold rare_bytes. rewrite Rplus_assoc. apply costs_seq; [lra | |].
  - apply costs_call. apply uniform_costs. exact rest_pos.
  - intros rank _. apply costs_seq; [lra | |].
    + apply costs_if. destruct (eval _).
      { apply costs_le with (wedge_bytes t); [exact Hmax |]. apply costs_call. apply table_wedge_costs. }
      apply costs_if. destruct (eval _).
      { apply costs_le with (tail_bytes t); [apply Rmax_r |]. apply costs_call. exact table_tail_costs. }
      apply costs_ret; unfold no_more; lra.
    + intros offer _. apply costs_then; [exact (costs_bytes (NatLit 1)) |]. intros byte.
      apply costs_if. destruct (eval _); apply free_ret.
Qed.

Theorem table_rare_bytes :
  bytes_within (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t)))
    (rare_bytes t).
Proof using denominator_pos rest_pos. apply bytes_within_costs. exact table_rare_costs. Qed.

End Rare.

(** ** Rounds *)

Section Right.
Variable t : parts.
Hypothesis t_right : right t.

Local Notation bounds := (right_bounds t t_right).

(** A round, for a draw by any program. *)
Lemma round_costs (xs : names nat1) (draw : cmd value nat1) (rest : N -> cmd value signed_offer) :
  costs draw no_more (draw_bytes t) -> pmf draw 0%N = rare_chance t ->
  (forall v : N, costs (rest v) no_more (ind (v = 0%N) * rare_bytes t)) ->
  costs (Bind xs draw rest) no_more (round_bytes t).
Proof using.
  clear t_right. intros Hdraw Hchance Hrest.
  set (left := (fun v : N => ind (v = 0%N) * rare_bytes t) : values nat1 -> R).
  set (due := (fun v : N => ind (v = 0%N) * (pmf draw v * rare_bytes t)) : values nat1 -> R).
  assert (Hleft : forall v, 0 <= left v) by (intros v; apply ind_mult_ge_0, rare_bytes_ge_0).
  assert (Hpaid : forall v, 0 <= pmf draw v * rare_bytes t).
  { intros v. apply Rmult_le_pos; [apply mass_ge_0 | apply rare_bytes_ge_0]. }
  apply costs_bind with (h := left); [apply no_more_ge_0 | | intros v _; apply Hrest].
  apply (costs_expect_as _ _ due); [| exact Hleft | exact Hdraw | |].
  - intros v. unfold left, due. ring.
  - apply (summable_ind (fun v : N => v = 0%N)); [exact Hpaid |].
    apply summable_scal_r; [apply rare_bytes_ge_0 | apply summable_mass].
  - unfold due. rewrite (tsum_single _ 0%N (Hpaid 0%N)), Hchance. lra.
Qed.

(** What comes after the draw. *)
Lemma drawn_costs (drawn : N) :
  costs (If (Binary Eq (Var (drawn : value Nat)) (NatLit 0))
    (call table_rare (@read value (weight ** layout ** (nat1 ** nat1))
      (weight_of t, layout_of t, (tail_start t, tail_bits t))))
    (Ret (t := signed_offer) (Binary AddInt (Unary OfNat (Var (drawn : value Nat)))
      (Unary Neg (Unary OfNat (Var (bias t : value Nat)))), BoolLit true)))
    no_more (ind (drawn = 0%N) * rare_bytes t).
Proof using t_right.
  apply costs_if. cbn -[table_rare]. destruct (N.eqb_spec drawn 0) as [H0 | H0].
  - rewrite (ind_true _ H0), Rmult_1_l. apply costs_call. apply table_rare_costs.
    + exact (right_denominator t t_right).
    + exact (rest_pos t t_right).
  - apply costs_ret; [apply no_more_ge_0 | apply ind_mult_ge_0, rare_bytes_ge_0].
Qed.

Lemma table_round_costs : costs (body table_round value (table_of t)) no_more (round_bytes t).
Proof using t_right.
  cbn -[table_draw table_rare].
  apply round_costs;
    [apply costs_call, table_draw_costs | exact (table_draw_rare t t_right) | exact drawn_costs].
Qed.

Theorem table_round_bytes : bytes_within (body table_round value (table_of t)) (round_bytes t).
Proof using t_right. apply bytes_within_costs. exact table_round_costs. Qed.

(** ** A sample *)

Lemma round_bytes_ge_0 : 0 <= round_bytes t.
Proof using t_right. exact (costs_ge_0 _ _ _ table_round_costs). Qed.

(** What is not rare is certain. *)
Lemma certain_chance : 1 - rare_chance t
  = real (PrefixSums.nsum (certain_of t) (block_total t)) / real (selector_count t).
Proof using t_right.
  generalize (selectors_real_pos _ _ bounds). cbn [blocks_of selectors]. intros Hselectors.
  generalize (f_equal (fun n => real n) (selectors_split _ _ bounds)). cbn beta.
  rewrite real_add. cbn [blocks_of selectors Sandwich.certain block_count]. intros Hsplit.
  unfold rare_chance, ratio. rewrite (right_rest t t_right).
  apply (Rmult_eq_reg_r (real (selector_count t))); [| lra]. field_simplify; lra.
Qed.

Lemma certain_chance_pos : 0 < 1 - rare_chance t.
Proof using t_right.
  rewrite certain_chance. apply Rdiv_lt_0_compat.
  - exact (certain_real_pos _ _ bounds).
  - exact (selectors_real_pos _ _ bounds).
Qed.

(** Rounds until one keeps its value, by any program with this law. *)
Lemma sample_costs (xs : names signed_offer) (guard : values signed_offer -> expression value Bool)
    (round : values signed_offer -> cmd value signed_offer) (init : expressions value signed_offer) :
  (forall s, eval (guard s) = unkept s) -> (forall s, pmf (round s) =d round_of t) ->
  (forall s, costs (round s) no_more (round_bytes t)) ->
  costs (While xs guard round init) no_more (round_bytes t / (1 - rare_chance t)).
Proof using t_right.
  intros Hguard Hlaw Hround. assert (Hkeeps : 1 - rare_chance t <= keeps t).
  { rewrite certain_chance. exact (keeps_ge t t_right). }
  generalize certain_chance_pos. intros Hpos.
  apply costs_le with (round_bytes t / keeps t).
  - apply Rmult_le_compat_l; [exact round_bytes_ge_0 |].
    apply Rinv_le_contravar; [exact Hpos | exact Hkeeps].
  - replace (keeps t) with (1 - (1 - keeps t)) by lra.
    apply costs_while_geometric with (Inv := fun _ => True);
      [lra | exact round_bytes_ge_0 | auto | auto | | exact I].
    intros s _ _. right. unfold keeps.
    rewrite <- (one_minus_reject unkept (round_of t) (table_round_total t t_right)).
    transitivity (reject unkept (round_of t)); [| lra].
    apply tsum_ext. intros u. rewrite (Hguard u), (Hlaw s u). reflexivity.
Qed.

Theorem table_sample_bytes :
  bytes_within (body table_sample value (table_of t)) (round_bytes t / (1 - rare_chance t)).
Proof using t_right.
  apply bytes_within_costs. cbn -[table_round].
  apply costs_then; [| intros s; apply free_ret].
  apply sample_costs; [reflexivity | reflexivity |].
  intros s. apply costs_call. exact table_round_costs.
Qed.

End Right.
