(** * Sandwich tables: rare rounds

    What the programs for the rare rounds do is what MathLite, Sandwich.v says of them, if the
    table is a sandwich.  In a wedge, the cheap enclosure of the weight settles the question
    only where its answer is certain.

    Glossary
      sandwich (blocks_of t) (table_weight t) == the bounds of the table hold (MathLite)
      halvings          == the number of heads before the first tail, of a fair coin
      level t rank      == what a weight of the block must exceed, in units of mass
      height t j x      == the weight of the magnitude [x] of block [j], in units of mass *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From MathLite Require Import Dist Coin CoinDigits Trials Sandwich While Deterministic.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Ratio Samplers.Uniform.Code Samplers.Uniform.Proof.
From Verinoise Require Import Samplers.Exp.Spec Samplers.Exp.Code Samplers.Exp.Rounding Samplers.Exp.Proof.
From Verinoise Require Import Samplers.ExpExceeds.Code Samplers.ExpExceeds.Proof.
From Verinoise Require Import Samplers.Laplace.Parity.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.Weight.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

(** A uniform number of [bits] bits. *)
Lemma uniform_power (bits : N) :
  pmf (body uniform value (N.shiftl 1 bits)) =d duniform (2 ^ bits).
Proof.
  rewrite N.shiftl_mul_pow2, N.mul_1_l. apply uniform_law.
  generalize (N.pow_nonzero 2 bits). lia.
Qed.

(** ** Wedges *)

Section Wedges.
Variable t : parts.
Hypothesis denominator_pos : (0 < denominator t)%N.
Hypothesis bounds : sandwich (blocks_of t) (table_weight t).
Hypothesis prefix : forall j, (j <= block_total t)%N ->
  Sandwich.wedges (blocks_of t) j = wedges_upto t j.
Hypothesis slack_enough : forall j, (0 < j < block_total t)%N ->
  real (envelope_of t j - slack t)
  <= real (unit t * 2 ^ (width_of t j + 1)) * table_weight t (start_of t j).
Hypothesis bisects : forall rank, (rank < wedges_upto t (block_total t))%N ->
  pmf (body table_block value (rank, wedges t)) =d dret (block_at t rank).

Local Definition height (j x : N) : R := real (unit t * 2 ^ (width_of t j + 1)) * table_weight t x.

Local Definition level (rank : N) : N :=
  (certain_of t (block_at t rank) + (rank - wedges_upto t (block_at t rank)))%N.

(** The comparison of a height with a level, as the program makes it. *)
Local Definition compared (j offset level : N) : dist bool :=
  dbind (pmf (body exp_opp_cubic value
    ((quadratic t * (start_of t j + offset + start_of t j) + linear t) * offset,
     denominator t, 24)%N)) (fun bounds : N * N =>
  if (level + 1 <=? N.shiftr ((envelope_of t j - slack t) * fst bounds) 24)%N then dret true
  else if (N.shiftr (envelope_of t j * snd bounds) 24 + 1 <=? level)%N then dret false
  else pmf (body exp_exceeds value
    (level, N.shiftl (unit t) (width_of t j + 1),
     (quadratic t * (start_of t j + offset) + linear t) * (start_of t j + offset),
     denominator t)%N)).

Lemma compared_coin (j offset level : N) : (0 < j < block_total t)%N ->
  compared j offset level =d dcoin (height j (start_of t j + offset) - real level).
Proof using bounds denominator_pos slack_enough.
  intros Hj. unfold compared.
  set (numerator := ((quadratic t * (start_of t j + offset + start_of t j) + linear t) * offset)%N).
  destruct (exp_opp_cubic_pmf numerator (denominator t) 24 denominator_pos)
    as [lower [upper [Hlaw [[Hlower Hupper] _]]]].
  rewrite Hlaw, dbind_ret_l. cbn [fst snd] in *. clear Hlaw.
  assert (Hheight : height j (start_of t j + offset)
            = height j (start_of t j) * exp (- ratio numerator (denominator t))).
  { unfold height. rewrite table_weight_add, <- Rmult_assoc. unfold weight_ratio.
    do 4 f_equal. unfold numerator. ring. }
  set (e := exp (- ratio numerator (denominator t))) in *.
  assert (He : 0 < e) by apply exp_pos.
  assert (Hstart : 0 <= height j (start_of t j)).
  { apply Rmult_le_pos; [apply of_N_ge_0 | left; apply table_weight_pos]. }
  pose proof (scale_pos 24) as Hscale.
  destruct (N.leb_spec (level + 1) (N.shiftr ((envelope_of t j - slack t) * lower) 24)) as [Hyes | _].
  - symmetry. apply dcoin_high.
    apply real_le in Hyes. rewrite real_add in Hyes. change (real 1) with 1 in Hyes.
    pose proof (shiftr_le ((envelope_of t j - slack t) * lower) 24) as Hround.
    assert (Hprod : real ((envelope_of t j - slack t) * lower) / scale 24
              <= height j (start_of t j) * e).
    { rewrite real_mul. apply (Rmult_le_reg_r (scale 24)); [exact Hscale |].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r, Rmult_assoc, (Rmult_comm e) by lra.
      apply Rmult_le_compat; [apply of_N_ge_0 | apply of_N_ge_0 | | exact Hlower].
      exact (slack_enough j Hj). }
    rewrite Hheight. lra.
  - destruct (N.leb_spec (N.shiftr (envelope_of t j * upper) 24 + 1) level) as [Hno | _].
    + symmetry. apply dcoin_low.
      apply real_le in Hno. rewrite real_add in Hno. change (real 1) with 1 in Hno.
      pose proof (shiftr_gt (envelope_of t j * upper) 24) as Hround.
      assert (Htop : height j (start_of t j) <= real (envelope_of t j)).
      { apply (heights _ _ bounds j (start_of t j) Hj).
        pose proof (start_next _ _ bounds j (proj2 Hj)) as Hnext.
        cbn [blocks_of block_start block_width] in *. generalize (pow2_pos (width_of t j)). lia. }
      assert (Hprod : height j (start_of t j) * e <= real (envelope_of t j * upper) / scale 24).
      { rewrite real_mul. apply (Rmult_le_reg_r (scale 24)); [exact Hscale |].
        unfold Rdiv. rewrite (Rmult_assoc _ (/ _)), Rinv_l, Rmult_1_r, Rmult_assoc, (Rmult_comm e) by lra.
        apply Rmult_le_compat; [exact Hstart | apply Rmult_le_pos; lra | exact Htop | exact Hupper]. }
      rewrite Hheight. lra.
    + rewrite (exp_exceeds_coin _ _ _ _ denominator_pos). unfold height.
      rewrite N.shiftl_mul_pow2. reflexivity.
Qed.

Lemma rank_block (rank : N) : (rank < wedges_upto t (block_total t))%N ->
  (0 < block_at t rank < block_total t)%N
  /\ (wedges_upto t (block_at t rank) <= rank)%N.
Proof using bounds prefix.
  clear denominator_pos slack_enough bisects. intros Hrank.
  destruct (block_of_wedge _ _ bounds rank) as [Hblock Hbetween].
  { cbn [blocks_of block_count]. rewrite prefix by lia. exact Hrank. }
  cbn [blocks_of block_count block_of] in *.
  rewrite !prefix in Hbetween by lia. split; [| lia]. split; [| exact Hblock].
  destruct (N.eq_dec (block_at t rank) 0) as [H0 | Hpos]; [exfalso | lia].
  rewrite H0 in Hbetween. cbn [N.add] in Hbetween.
  assert (Hempty : Sandwich.wedges (blocks_of t) 1 = 0%N).
  { unfold Sandwich.wedges. change 1%N with (N.succ 0). rewrite nsum_succ, nsum_0.
    unfold Sandwich.wedge. rewrite (certain_0 _ _ bounds), (envelope_0 _ _ bounds). lia. }
  rewrite prefix in Hempty by lia. change (0 + 1)%N with 1%N in Hbetween. lia.
Qed.

Theorem table_wedge_law (rank : N) : (rank < wedges_upto t (block_total t))%N ->
  pmf (body table_wedge value (rank, weight_of t, layout_of t))
  =d let j := block_at t rank in
     dbind (duniform (2 ^ width_of t j)) (fun k =>
     dmap (pair (start_of t j + k)%N)
       (dcoin (height j (start_of t j + k) - real (level rank)))).
Proof using All.
  intros Hrank. destruct (rank_block rank Hrank) as [Hj _].
  set (j := block_at t rank) in *.
  cbn -[table_block uniform exp_opp_cubic exp_exceeds N.shiftl N.shiftr N.land N.add].
  rewrite (bisects rank Hrank), dbind_ret_l. fold j.
  do 3 rewrite dbind_ret_l.
  assert (Hstart : (N.shiftr (get (s := Nat) (blocks t) j) 6 - bias t)%N = start_of t j).
  { unfold start_of. destruct (N.ltb_spec j (block_total t)); [reflexivity | lia]. }
  rewrite Hstart. fold (width_of t j).
  apply dbind_ext.
  - apply uniform_power.
  - intros k. do 3 rewrite dbind_ret_l.
    fold (certain_of t j). fold (wedges_upto t j). fold (wedges_upto t (j + 1)). fold (envelope_of t j).
    fold (level rank).
    transitivity (dmap (pair (start_of t j + k)%N) (compared j k (level rank))).
    + unfold compared, dmap. rewrite dbind_assoc. apply dbind_ext; [reflexivity |].
      intros enclosure. do 4 rewrite dbind_ret_l. reflexivity.
    + apply dbind_ext; [apply compared_coin; exact Hj | reflexivity].
Qed.

End Wedges.

(** ** The tail *)

Lemma fair_byte : dmap N.odd (duniform (256 ^ 1)) =d dcoin (/ 2).
Proof. exact (duniform_odd 128 eq_refl). Qed.

Definition halvings : dist N := successes (/ 2).

Lemma halvings_halves : halves halvings.
Proof.
  intros q. unfold halvings. rewrite successes_mass by lra.
  replace (1 / 2) with (/ 2) by lra. cbn [pow]. lra.
Qed.

Lemma flip_law (s : N * bool) :
  dbind (duniform (256 ^ 1)) (fun byte => dret (fst s + 1, N.odd byte)%N) =d attempt (/ 2) s.
Proof.
  unfold attempt. rewrite <- fair_byte. unfold dmap. rewrite dbind_assoc.
  apply dbind_ext; [reflexivity |]. intros byte. rewrite dbind_ret_l. reflexivity.
Qed.

Lemma flips_law :
  dwhile (fun s : N * bool => snd s)
    (fun s => dbind (duniform (256 ^ 1)) (fun byte => dret (fst s + 1, N.odd byte)%N)) (0%N, true)
  =d trials (/ 2) (0%N, true).
Proof. apply dwhile_ext. exact flip_law. Qed.

Section Tail.
Variable t : parts.
Hypothesis denominator_pos : (0 < denominator t)%N.

Theorem table_tail_law :
  pmf (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t)))
  =d dbind halvings (fun q =>
     dbind (duniform (2 ^ tail_bits t)) (fun k =>
     let x := (tail_start t + q * 2 ^ tail_bits t + k)%N in
     dmap (pair x) (dcoin (real (tail_scale (blocks_of t) q) * table_weight t x)))).
Proof using denominator_pos.
  cbn -[uniform exp_exceeds N.shiftl N.add].
  unfold halvings, successes, dmap at 1. rewrite <- flips_law, dbind_assoc.
  apply dbind_ext; [reflexivity |]. intros [flips head]. cbn [fst snd].
  do 2 rewrite dbind_ret_l. apply dbind_ext; [apply uniform_power |]. intros k.
  rewrite dbind_ret_l, dbind_ret_l, dbind_ret_l, !N.shiftl_mul_pow2.
  set (q := (flips - 1)%N).
  replace (tail_start t + (q * 2 ^ tail_bits t + k))%N
    with (tail_start t + q * 2 ^ tail_bits t + k)%N by lia.
  set (x := (tail_start t + q * 2 ^ tail_bits t + k)%N). unfold dmap.
  apply dbind_ext; [| reflexivity].
  rewrite (exp_exceeds_coin _ _ _ _ denominator_pos).
  replace (real 0) with 0 by reflexivity. rewrite Rminus_0_r.
  unfold tail_scale. cbn [blocks_of table_scale Sandwich.tail_bits].
  replace (2 ^ q * (unit t * 2 ^ (tail_bits t + 1)))%N with (unit t * 2 ^ (q + (tail_bits t + 1)))%N
    by (rewrite (N.pow_add_r 2 q); lia).
  reflexivity.
Qed.

End Tail.

(** ** A rare round *)

Lemma sign_law (x : N) (kept : bool) :
  dbind (duniform (256 ^ 1)) (fun byte =>
    if N.odd byte then dret ((- Z.of_N x)%Z, kept) else dret (Z.of_N x, kept))
  =d dbind (duniform 2) (fun s => dret (signed s x, kept)).
Proof.
  transitivity (dbind (dmap N.odd (duniform (256 ^ 1))) (fun odd : bool =>
    dret ((if odd then - Z.of_N x else Z.of_N x)%Z, kept))).
  { unfold dmap. rewrite dbind_assoc. apply dbind_ext; [reflexivity |]. intros byte.
    rewrite dbind_ret_l. destruct (N.odd byte); reflexivity. }
  rewrite fair_byte, <- (duniform_odd 1 eq_refl). unfold dmap. rewrite dbind_assoc.
  apply dbind_ext_support. intros s Hs. apply duniform_pos_inv in Hs.
  rewrite dbind_ret_l. unfold signed.
  assert (s = 0 \/ s = 1)%N as [-> | ->] by lia; reflexivity.
Qed.

Section Rare.
Variable t : parts.
Hypothesis denominator_pos : (0 < denominator t)%N.
Hypothesis bounds : sandwich (blocks_of t) (table_weight t).
Hypothesis prefix : forall j, (j <= block_total t)%N ->
  Sandwich.wedges (blocks_of t) j = wedges_upto t j.
Hypothesis rest : certain_of t (block_total t) = rare (blocks_of t).
Hypothesis slack_enough : forall j, (0 < j < block_total t)%N ->
  real (envelope_of t j - slack t)
  <= real (unit t * 2 ^ (width_of t j + 1)) * table_weight t (start_of t j).
Hypothesis bisects : forall rank, (rank < wedges_upto t (block_total t))%N ->
  pmf (body table_block value (rank, wedges t)) =d dret (block_at t rank).
Hypothesis rare_pos : (0 < rare (blocks_of t))%N.

(** A magnitude, its comparison and its sign, in the order of the program and of MathLite. *)
Lemma offer_sign (coin : dist bool) (x : N) :
  dbind (dmap (pair x) coin) (fun v : N * bool =>
    dbind (duniform (256 ^ 1)) (fun byte =>
      if N.odd byte then dret ((- Z.of_N (fst v))%Z, snd v) else dret (Z.of_N (fst v), snd v)))
  =d dbind coin (fun kept => dbind (duniform 2) (fun s => dret (signed s x, kept))).
Proof using.
  unfold dmap. rewrite dbind_assoc. apply dbind_ext; [reflexivity |]. intros kept.
  rewrite dbind_ret_l. apply sign_law.
Qed.

Theorem table_rare_law :
  pmf (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t)))
  =d rare_round (blocks_of t) (table_weight t) halvings.
Proof using All.
  cbn -[table_wedge table_tail uniform N.add N.pow].
  rewrite dbind_ret_l. fold (block_total t). fold (certain_of t (block_total t)).
  fold (wedges_upto t (block_total t)). rewrite rest.
  unfold rare_round. apply dbind_ext; [apply uniform_law; exact rare_pos |]. intros rank.
  cbn [blocks_of block_count]. rewrite prefix by lia.
  destruct (N.ltb_spec rank (wedges_upto t (block_total t))) as [Hwedge | _];
    [| destruct (N.ltb_spec rank (wedges_upto t (block_total t) + 2)) as [Htail | _]].
  - change (quadratic t, linear t, denominator t) with (weight_of t).
    change (unit t, slack t, offset_bits t, bias t, blocks t, certain t, wedges t) with (layout_of t).
    rewrite (table_wedge_law t denominator_pos bounds prefix slack_enough bisects rank Hwedge).
    cbv zeta. rewrite dbind_assoc. unfold wedge_round. cbn [blocks_of block_of block_width block_start].
    apply dbind_ext; [reflexivity |]. intros k. rewrite offer_sign. unfold offer.
    apply dbind_ext; [| reflexivity]. unfold height, level.
    rewrite prefix by (destruct (rank_block t bounds prefix rank Hwedge); lia). reflexivity.
  - change (quadratic t, linear t, denominator t) with (weight_of t).
    rewrite (table_tail_law t denominator_pos), dbind_assoc. unfold tail_round.
    apply dbind_ext; [reflexivity |]. intros q. rewrite dbind_assoc. cbv zeta.
    cbn [blocks_of Sandwich.tail_bits]. apply dbind_ext; [reflexivity |]. intros k.
    rewrite offer_sign. unfold offer.
    replace (Sandwich.tail_start (blocks_of t)) with (tail_start t); [reflexivity |].
    unfold Sandwich.tail_start. cbn [blocks_of block_start block_count]. unfold start_of.
    rewrite N.ltb_irrefl. reflexivity.
  - rewrite dbind_ret_l. cbn [fst snd].
    transitivity (dbind (duniform 2) (fun s => dret (signed s 0, false))); [apply sign_law |].
    apply dist_certain.
    + apply total_dbind_1; [apply total_duniform; reflexivity | intros s; apply total_dret].
    + intros v Hv. apply dbind_pos_inv in Hv as [s [_ Hv]]. apply dret_pos_inv in Hv as ->.
      unfold signed. destruct (s =? 0)%N; reflexivity.
Qed.

End Rare.
