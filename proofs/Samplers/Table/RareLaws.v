(** * Sandwich tables: the laws of a wedge and of the tail

    A magnitude of the block, or of the piece of the tail, is drawn evenly; whether it is kept
    is a coin for its exact weight.

    Glossary
      right t                       == what the checkers establish (Proof.v)
      wedge_mass t rank v, tail_mass t v == closed forms (Spec.v)
      piece_of t x                  == the piece of the tail in which [x] lies           *)

From Coq Require Import Bool Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist Coin Sandwich SandwichRound.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Lang.Adequacy Lang.TapeProbability.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Rounding Samplers.ExpExceeds.Spec.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Rare Samplers.Table.Proof Samplers.Table.Laws.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

(** A value beside a coin. *)
Lemma pair_coin_mass (x y : N) (p : R) (b : bool) :
  dmap (pair y) (dcoin p) (x, b) = ind (y = x) * coin_mass p b.
Proof.
  destruct (ind_cases (y = x)) as [[-> ->] | [Hyx ->]].
  - rewrite (dmap_inj_mass (pair x)) by congruence. rewrite Rmult_1_l. reflexivity.
  - rewrite dmap_mass, Rmult_0_l. apply tsum_all_0. intros c. rewrite ind_false; [lra | congruence].
Qed.

Lemma exceeds_coin (t c n d : N) (b : bool) :
  exp_exceeds_mass t c n d b = coin_mass (real c * exp (- ratio n d) - real t) b.
Proof. reflexivity. Qed.

(** ** Wedges *)

Section Wedge.
Variable t : parts.
Hypothesis t_right : right t.

Theorem table_wedge_mass (rank : N) (v : N * bool) : (rank < wedges_upto t (block_total t))%N ->
  pmf (body table_wedge value (rank, weight_of t, layout_of t)) v = wedge_mass t rank v.
Proof using t_right.
  intros Hrank. destruct v as [x kept].
  generalize (rank_block t (right_bounds t t_right) (right_prefix t t_right) rank Hrank).
  intros [Hj _]. rewrite (table_wedge_law t (right_denominator t t_right) (right_bounds t t_right)
    (right_prefix t t_right) (right_slack t t_right) (right_bisects t t_right) rank Hrank).
  unfold wedge_mass. cbv zeta. set (j := block_at t rank) in *.
  rewrite if_between, exceeds_coin.
  pose proof (start_next _ _ (right_bounds t t_right) j (proj2 Hj)) as Hnext.
  cbn [blocks_of block_start block_width] in Hnext. rewrite Hnext.
  etransitivity.
  - apply (dbind_duniform_interval (start_of t j) (2 ^ width_of t j) x
      (fun y => dmap (pair y) (dcoin (Rare.height t j y - real (Rare.level t rank))))
      (fun y => coin_mass (Rare.height t j y - real (Rare.level t rank)) kept)).
    intros y. apply pair_coin_mass.
  - unfold ratio. change (real 1) with 1. unfold Rdiv. rewrite Rmult_1_l, (Rmult_comm (/ _)).
    reflexivity.
Qed.

Theorem table_wedge_tape (rank : N) (v : N * bool) : (rank < wedges_upto t (block_total t))%N ->
  tape_probability (body table_wedge value (rank, weight_of t, layout_of t)) v = wedge_mass t rank v.
Proof using t_right.
  intros Hrank. rewrite <- (table_wedge_mass rank v Hrank).
  exact (adequacy (body table_wedge value (rank, weight_of t, layout_of t)) v).
Qed.

End Wedge.

(** ** The tail *)

Section Tail.
Variable t : parts.
Hypothesis denominator_pos : (0 < denominator t)%N.

Local Definition piece_of (x : N) : N := ((x - tail_start t) / 2 ^ tail_bits t)%N.

Lemma piece_between (x q : N) :
  (tail_start t + q * 2 ^ tail_bits t <= x < tail_start t + q * 2 ^ tail_bits t + 2 ^ tail_bits t)%N
  <-> (tail_start t <= x)%N /\ q = piece_of x.
Proof using.
  clear denominator_pos. unfold piece_of.
  generalize (div_bounds (x - tail_start t) _ (pow2_pos (tail_bits t))).
  set (piece := ((x - tail_start t) / 2 ^ tail_bits t)%N). generalize (2 ^ tail_bits t)%N.
  intros size Hpiece. split.
  - intros Hx. split; [nia |]. assert (Hnot : ~ (q < piece)%N /\ ~ (piece < q)%N) by nia. lia.
  - intros [Hx ->]. nia.
Qed.

Lemma piece_chance (q : N) :
  ratio 1 (2 ^ (q + 1 + tail_bits t)) = (1 / 2) ^ S (N.to_nat q) / real (2 ^ tail_bits t).
Proof using.
  unfold ratio. rewrite !N.pow_add_r, !real_mul. change (real 1) with 1.
  change (real (2 ^ 1)) with 2. generalize (half_power q) (real_pow2_pos q) (real_pow2_pos (tail_bits t)).
  intros Hhalf Hq Htail. cbn [pow].
  replace ((1 / 2) ^ N.to_nat q) with (/ real (2 ^ q))
    by (apply (Rmult_eq_reg_r (real (2 ^ q))); [rewrite Hhalf; field |]; lra).
  field. lra.
Qed.

Theorem table_tail_mass (v : N * bool) :
  pmf (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))) v = tail_mass t v.
Proof using denominator_pos.
  destruct v as [x kept]. rewrite (table_tail_law t denominator_pos).
  set (coin q y := coin_mass (real (tail_scale (blocks_of t) q) * table_weight t y) kept).
  assert (Hpiece : forall q,
    dbind (duniform (2 ^ tail_bits t)) (fun k =>
      let y := (tail_start t + q * 2 ^ tail_bits t + k)%N in
      dmap (pair y) (dcoin (real (tail_scale (blocks_of t) q) * table_weight t y))) (x, kept)
    = ind ((tail_start t <= x)%N /\ q = piece_of x) * (coin q x / real (2 ^ tail_bits t))).
  { intros q. rewrite <- (ind_iff _ _ (piece_between x q)).
    apply (dbind_duniform_interval _ _ x
      (fun y => dmap (pair y) (dcoin (real (tail_scale (blocks_of t) q) * table_weight t y)))
      (fun y => coin q y)).
    intros y. apply pair_coin_mass. }
  rewrite dbind_mass, (tsum_one _ (piece_of x)).
  - rewrite Hpiece, halvings_halves. unfold tail_mass. fold (piece_of x). rewrite exceeds_coin.
    destruct (N.leb_spec (tail_start t) x) as [Hx | Hx].
    + rewrite ind_true by (split; [exact Hx | reflexivity]).
      unfold coin. replace (real 0) with 0 by reflexivity. rewrite Rminus_0_r.
      replace (tail_scale (blocks_of t) (piece_of x))
        with (unit t * 2 ^ (piece_of x + (tail_bits t + 1)))%N
        by (unfold tail_scale; cbn [blocks_of table_scale Sandwich.tail_bits];
            rewrite (N.pow_add_r 2 (piece_of x)); lia).
      change (exp (- ratio ((quadratic t * x + linear t) * x) (denominator t))) with (table_weight t x).
      rewrite piece_chance. unfold Rdiv. ring.
    + rewrite ind_false by lia. lra.
  - apply Rmult_le_pos; apply mass_ge_0.
  - intros q Hq. rewrite Hpiece, ind_false by tauto. lra.
Qed.

Theorem table_tail_tape (v : N * bool) :
  tape_probability (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))) v
  = tail_mass t v.
Proof using denominator_pos.
  rewrite <- table_tail_mass.
  exact (adequacy (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))) v).
Qed.

End Tail.
