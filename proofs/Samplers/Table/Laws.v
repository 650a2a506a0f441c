(** * Sandwich tables: the laws of a draw and of a round

    A draw spreads the certain mass of each block evenly over its values.  The rare rounds
    make up for what these miss of the weight.

    Glossary
      right t           == what the checkers establish (Proof.v)
      certain_mass t x, draw_mass t v, rare_mass t x == closed forms (Spec.v)  *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From MathLite Require Import Dist Sandwich SandwichRound.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Lang.Adequacy Lang.TapeProbability.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.Tiling.
From Verinoise Require Import Samplers.Table.Rare Samplers.Table.Proof.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Lemma if_between (a x b : N) (r : R) :
  (if (a <=? x)%N && (x <? b)%N then r else 0) = ind (a <= x < b)%N * r.
Proof.
  destruct (N.leb_spec a x), (N.ltb_spec x b); cbn [andb];
    rewrite ?(ind_true (a <= x < b)%N), ?(ind_false (a <= x < b)%N) by lia; lra.
Qed.

(** A part of a mixture, from the whole. *)
Lemma mixture_part (rest part share all whole : R) : 0 < share -> 0 < all ->
  (rest + share * part) / all = whole -> part = (whole - rest / all) / (share / all).
Proof. intros Hshare Hall <-. field. lra. Qed.

Section Right.
Variable t : parts.
Hypothesis t_right : right t.

Local Notation bounds := (right_bounds t t_right).

(** ** A draw *)

(** A magnitude under a random sign, as a number that is not 0. *)
Lemma drawn_sign (x v : N) : v <> 0%N ->
  dbind (duniform 2) (fun s => dret (Z.to_N (Z.of_N (bias t) + signed s x))) v
  = ind (x = Z.abs_N (Z.of_N v - Z.of_N (bias t))) * share x.
Proof using.
  intros Hv. rewrite <- (Rmult_1_l (_ * _)), <- (ind_true (true = true) eq_refl), <- signed_mass.
  rewrite !dbind_mass. apply tsum_ext. intros s. f_equal. rewrite !dret_mass. apply ind_iff.
  split; intros Heq.
  - f_equal. lia.
  - injection Heq. lia.
Qed.

Lemma drawn_from_mass (j v : N) : (j < block_total t)%N -> v <> 0%N ->
  drawn_from t j v = certain_round (blocks_of t) j (Z.of_N v - Z.of_N (bias t), true)%Z.
Proof using t_right.
  intros Hj Hv. rewrite (certain_round_mass _ _ bounds) by exact Hj.
  unfold drawn_from. rewrite (proj2 (N.ltb_lt _ _) Hj), (start_next _ _ bounds) by exact Hj.
  apply (dbind_duniform_interval _ _ _ (fun x => dbind (duniform 2) (fun s =>
    dret (Z.to_N (Z.of_N (bias t) + signed s x))))).
  intros x. exact (drawn_sign x v Hv).
Qed.

(** A block gives no number that stands for the rare rounds. *)
Lemma drawn_from_0 (j : N) : (j < block_total t)%N -> drawn_from t j 0%N = 0.
Proof using t_right.
  intros Hj. unfold drawn_from. rewrite (proj2 (N.ltb_lt _ _) Hj).
  apply Rle_antisym; [| apply mass_ge_0]. apply Rnot_lt_le. intros Hpos.
  apply dbind_pos_inv in Hpos as [k [Hk Hpos]]. apply duniform_pos_inv in Hk.
  apply dbind_pos_inv in Hpos as [s [_ Hpos]]. apply dret_pos_inv in Hpos.
  destruct (shifted_back t (start_of t j + k) s (start_bound t t_right j k Hj Hk)) as [Hnot _].
  rewrite <- Hpos in Hnot. discriminate.
Qed.

Lemma certain_mass_sum (x : Z) : certain_mass t x
  = lsum (fun j => real (certain_of t j) * certain_round (blocks_of t) j (x, true))
      (below (block_total t)) / real (selector_count t).
Proof using t_right.
  unfold certain_mass, Rdiv. rewrite Rmult_comm, <- lsum_scal. apply lsum_ext. intros j Hj.
  apply below_in in Hj. rewrite if_between, (certain_round_mass _ _ bounds) by exact Hj.
  cbn [blocks_of block_start block_width]. unfold ratio, Rdiv.
  rewrite real_mul, Rinv_mult. ring.
Qed.

Theorem table_draw_mass (v : N) : pmf (body table_draw value (lookup_of t)) v = draw_mass t v.
Proof using t_right.
  destruct (right_draws t t_right) as [pick [Hpick Hdraw]].
  transitivity ((lsum (fun j => real (certain_of t j) * drawn_from t j v) (below (block_total t))
    + real (rare (blocks_of t)) * drawn_from t (block_total t) v) / real (selector_count t)).
  { rewrite (Hdraw v). exact (dbind_pick _ _ pick bounds Hpick (drawn_from t) v). }
  unfold draw_mass.
  assert (Hlast : drawn_from t (block_total t) = dret 0%N)
    by (unfold drawn_from; rewrite N.ltb_irrefl; reflexivity).
  rewrite Hlast, dret_mass. destruct (N.eqb_spec v 0) as [-> | Hv].
  - rewrite ind_true, Rmult_1_r by reflexivity. unfold rare_chance, ratio.
    rewrite (right_rest t t_right), (lsum_ext _ (fun _ => 0)), lsum_0; [unfold Rdiv; lra |].
    intros j Hj. apply below_in in Hj.
    rewrite (drawn_from_0 j Hj). apply Rmult_0_r.
  - rewrite (ind_false (v = 0%N)), Rmult_0_r, Rplus_0_r by exact Hv.
    rewrite certain_mass_sum. f_equal. apply lsum_ext. intros j Hj. apply below_in in Hj.
    f_equal. exact (drawn_from_mass j v Hj Hv).
Qed.

Theorem table_draw_tape (v : N) :
  tape_probability (body table_draw value (lookup_of t)) v = draw_mass t v.
Proof using t_right. transitivity (pmf (body table_draw value (lookup_of t)) v);
  [apply adequacy | apply table_draw_mass]. Qed.

(** The draw says that the round is rare if the selector is not certain, and only then. *)
Lemma table_draw_rare : pmf (body table_draw value (lookup_of t)) 0%N = rare_chance t.
Proof using t_right. exact (table_draw_mass 0%N). Qed.

(** ** Rare rounds *)

Lemma rest_pos : (0 < certain_of t (block_total t))%N.
Proof using t_right. rewrite (right_rest t t_right). exact (rare_pos _ _ bounds). Qed.

Theorem table_rare_mass (x : Z) :
  pmf (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t))) (x, true)
  = rare_mass t x.
Proof using t_right.
  rewrite (table_rare_law t (right_denominator t t_right) bounds (right_prefix t t_right)
    (right_rest t t_right) (right_slack t t_right) (right_bisects t t_right) (rare_pos _ _ bounds)).
  destruct (right_draws t t_right) as [pick [Hpick _]].
  generalize (round_mass _ _ pick halvings bounds Hpick x halvings_halves).
  unfold round. rewrite (dbind_pick _ _ pick bounds Hpick). cbv beta.
  rewrite N.ltb_irrefl. unfold rare_mass. rewrite certain_mass_sum.
  rewrite (lsum_ext _ (fun j => real (certain_of t j) * certain_round (blocks_of t) j (x, true))).
  2: { intros j Hj. apply below_in in Hj. rewrite (proj2 (N.ltb_lt _ _) Hj). reflexivity. }
  cbn [blocks_of block_count selectors table_scale]. unfold rare_chance, ratio.
  rewrite (right_rest t t_right).
  exact (mixture_part _ _ _ _ _ (of_N_pos _ (rare_pos _ _ bounds)) (selectors_real_pos _ _ bounds)).
Qed.

Theorem table_rare_tape (x : Z) :
  tape_probability (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t)))
    (x, true) = rare_mass t x.
Proof using t_right.
  rewrite <- table_rare_mass.
  exact (adequacy (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t)))
    (x, true)).
Qed.

(** ** Rounds *)

Theorem table_round_tape (x : Z) :
  tape_probability (body table_round value (table_of t)) (x, true)
  = ratio (unit t) (selector_count t) * table_weight t (Z.abs_N x).
Proof using t_right.
  transitivity (round_of t (x, true)); [| exact (table_round_mass t t_right x)].
  exact (adequacy (body table_round value (table_of t)) (x, true)).
Qed.

Theorem table_sample_tape (x : Z) :
  tape_probability (body table_sample value (table_of t)) x = table_mass t x.
Proof using t_right.
  rewrite <- (table_sample_mass t t_right x).
  exact (adequacy (body table_sample value (table_of t)) x).
Qed.

End Right.
