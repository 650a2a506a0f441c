(** * Sandwich tables: the mass of one round

    Purpose: one round of a sandwich table returns each integer with exactly
    the same multiple of its weight.  In a block the certain mass and the
    wedge add up to the height; zero comes under both signs, which makes up
    for its half height; in the tail the coin undoes the geometric choice of a
    piece.

    Paper section: 6, Exact and fast.

    Glossary:
      round t rho pick geometric == one round of the table t (Sandwich)
      height t rho j x == the height of the magnitude x in block j
      share x == the part of a draw of x that either sign gets (Sandwich)
      real n == n as a real number *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Export Sandwich.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Section Mass.
Variables (t : table) (rho : N -> R) (pick geometric : dist N).
Hypothesis t_sandwich : sandwich t rho.
Local Notation n := (block_count t).
Local Notation in_block j x := (block_start t j <= x < block_start t (j + 1))%N.

Lemma scale_real_pos : 0 < real (table_scale t).
Proof using t_sandwich. apply (IZR_lt 0). generalize (scale_pos t rho t_sandwich). lia. Qed.

(** The height of a magnitude, on the scale of its block; half as high at zero. *)
Definition height (j x : N) : R := real (2 ^ block_width t j) * (real (table_scale t) * rho x) / share x.

Lemma height_block (j x : N) : (0 < x)%N -> height j x = real (block_scale t j) * rho x.
Proof using.
  intros Hx. unfold height, share, block_scale. destruct (N.eqb_spec x 0) as [H0 | _]; [lia |].
  rewrite N.pow_add_r, !N2Z.inj_mul, !mult_IZR. change (real (2 ^ 1)) with 2. field.
Qed.

Lemma start_pos (j : N) : (0 < j <= n)%N -> (0 < block_start t j)%N.
Proof using t_sandwich.
  intros Hj. replace j with (j - 1 + 1)%N by lia.
  rewrite (start_next t rho t_sandwich) by lia. generalize (N.pow_nonzero 2 (block_width t (j - 1))). lia.
Qed.

Lemma height_bounds (j x : N) : (j < n)%N -> in_block j x ->
  real (certain t j) <= height j x <= real (envelope t j).
Proof using t_sandwich.
  intros Hj Hx. destruct (N.eq_dec j 0) as [-> | H0].
  - rewrite (start_next t rho t_sandwich) in Hx by exact Hj.
    rewrite (start_0 t rho t_sandwich), (width_0 t rho t_sandwich) in Hx. simpl in Hx.
    replace x with 0%N by lia. unfold height.
    rewrite (certain_0 t rho t_sandwich), (envelope_0 t rho t_sandwich),
      (width_0 t rho t_sandwich), (weight_0 t rho t_sandwich).
    change (share 0) with 1. change (real (2 ^ 0)) with 1. lra.
  - generalize (start_pos j). intros Hpos. rewrite height_block by lia.
    apply (heights t rho t_sandwich); [lia | exact Hx].
Qed.

Lemma certain_le_envelope (j : N) : (j < n)%N -> (certain t j <= envelope t j)%N.
Proof using t_sandwich.
  intros Hj. destruct (height_bounds j (block_start t j) Hj) as [Hlow Hhigh].
  - rewrite (start_next t rho t_sandwich) by exact Hj.
    generalize (N.pow_nonzero 2 (block_width t j)). lia.
  - apply N2Z.inj_le, le_IZR. lra.
Qed.

Lemma real_wedge (j : N) : (j < n)%N -> real (wedge t j) = real (envelope t j) - real (certain t j).
Proof using t_sandwich.
  intros Hj. unfold wedge. generalize (certain_le_envelope j Hj). intros Hle.
  rewrite N2Z.inj_sub, minus_IZR by exact Hle. reflexivity.
Qed.

Lemma wedges_plus_certain : (wedges t n + nsum (certain t) n = nsum (envelope t) n)%N.
Proof using t_sandwich.
  unfold wedges. rewrite <- nsum_plus. apply nsum_ext. intros j Hj.
  unfold wedge. generalize (certain_le_envelope j Hj). lia.
Qed.

Lemma rare_ge : (wedges t n + 2 <= rare t)%N.
Proof using t_sandwich.
  unfold rare. generalize (budget t rho t_sandwich), wedges_plus_certain. lia.
Qed.

Lemma selectors_split : (selectors t = nsum (certain t) n + rare t)%N.
Proof using t_sandwich.
  unfold rare. generalize (budget t rho t_sandwich), wedges_plus_certain. lia.
Qed.

(** The magnitudes of a block, under one mass for all of it. *)
Lemma certain_round_mass (j : N) (z : Z) : (j < n)%N ->
  certain_round t j (z, true)
  = ind (in_block j (Z.abs_N z)) * (share (Z.abs_N z) / real (2 ^ block_width t j)).
Proof using t_sandwich.
  intros Hj. rewrite (start_next t rho t_sandwich) by exact Hj.
  apply (dbind_duniform_interval _ _ _ (fun x => dbind (duniform 2) (fun s => dret (signed s x, true)))).
  intros x. rewrite signed_mass, ind_true by reflexivity. lra.
Qed.

Lemma block_of_eq (j i : N) : (j < n)%N -> (i < wedge t j)%N -> block_of t (wedges t j + i) = j.
Proof using t_sandwich.
  intros Hj Hi.
  assert (Hnext : wedges t (j + 1) = (wedges t j + wedge t j)%N).
  { rewrite N.add_1_r. apply nsum_succ. }
  assert (Hm : (wedges t j + i < wedges t n)%N).
  { apply N.lt_le_trans with (wedges t (j + 1)); [lia |]. apply nsum_le_mono. lia. }
  destruct (block_of_wedge t rho t_sandwich _ Hm) as [_ Hwedge].
  apply (nsum_between (wedge t) (wedges t j + i)); [exact Hwedge |].
  fold (wedges t). lia.
Qed.

Lemma wedge_round_mass (j i : N) (z : Z) : (j < n)%N -> (i < wedge t j)%N ->
  wedge_round t rho (wedges t j + i) (z, true)
  = ind (in_block j (Z.abs_N z)) * (share (Z.abs_N z) / real (2 ^ block_width t j))
    * clamp (height j (Z.abs_N z) - real (certain t j) - real i).
Proof using t_sandwich.
  intros Hj Hi. unfold wedge_round. rewrite block_of_eq by assumption.
  replace (wedges t j + i - wedges t j)%N with i by lia.
  rewrite (dbind_duniform_interval _ _ (Z.abs_N z)
             (fun x => offer (real (block_scale t j) * rho x - real (certain t j + i)) x)
             (fun x => clamp (real (block_scale t j) * rho x - real (certain t j + i)) * share x))
    by (intros x; apply offer_mass).
  rewrite <- (start_next t rho t_sandwich) by exact Hj.
  rewrite Rmult_assoc. apply ind_mult_ext. intros Hx.
  assert (Hpos : (0 < Z.abs_N z)%N).
  { destruct (N.eq_dec j 0) as [-> | H0]; [| generalize (start_pos j); lia].
    unfold wedge in Hi. rewrite (certain_0 t rho t_sandwich), (envelope_0 t rho t_sandwich) in Hi. lia. }
  rewrite height_block by exact Hpos. rewrite N2Z.inj_add, plus_IZR.
  replace (real (block_scale t j) * rho (Z.abs_N z) - (real (certain t j) + real i))
    with (real (block_scale t j) * rho (Z.abs_N z) - real (certain t j) - real i) by lra.
  unfold Rdiv. lra.
Qed.

(** All selectors of a wedge together: what the height has above the certain mass. *)
Lemma wedge_sum (j : N) (z : Z) : (j < n)%N ->
  lsum (fun i => wedge_round t rho (wedges t j + i) (z, true)) (below (wedge t j))
  = ind (in_block j (Z.abs_N z)) * (share (Z.abs_N z) / real (2 ^ block_width t j))
    * (height j (Z.abs_N z) - real (certain t j)).
Proof using t_sandwich.
  intros Hj. set (x := Z.abs_N z).
  rewrite (lsum_ext _ (fun i => ind (in_block j x) * (share x / real (2 ^ block_width t j))
                                * clamp (height j x - real (certain t j) - real i))).
  - rewrite lsum_scal, !Rmult_assoc. apply ind_mult_ext. intros Hx. f_equal.
    generalize (height_bounds j x Hj Hx). intros Hheight.
    rewrite lsum_clamp, real_wedge, Rmin_left by (assumption || lra). reflexivity.
  - intros i Hi. apply below_in in Hi. apply wedge_round_mass; assumption.
Qed.

(** ** The tail *)

Lemma tail_power (q x : N) : (tail_start t <= x)%N ->
  real (2 ^ q) * rho (x + q * 2 ^ tail_bits t)%N <= rho x.
Proof using t_sandwich.
  intros Hx. induction q as [| q IH] using N.peano_ind.
  - rewrite N.mul_0_l, N.add_0_r. simpl. lra.
  - rewrite N.mul_succ_l, N.add_assoc, N.pow_succ_r', N2Z.inj_mul, mult_IZR.
    generalize (tail_half t rho t_sandwich (x + q * 2 ^ tail_bits t)%N). intros Hhalf.
    apply Rle_trans with (2 := IH). change (real 2) with 2.
    rewrite (Rmult_comm 2), Rmult_assoc. apply Rmult_le_compat_l; [left; apply real_pow2_pos |].
    specialize (Hhalf ltac:(lia)). lra.
Qed.

Lemma tail_coin (q k : N) :
  0 <= real (tail_scale t q) * rho (tail_start t + q * 2 ^ tail_bits t + k)%N <= 1.
Proof using t_sandwich.
  assert (Hscale : 0 <= real (table_scale t * 2 ^ (tail_bits t + 1))) by (apply (IZR_le 0); lia).
  split.
  - apply Rmult_le_pos; [apply (IZR_le 0); lia | apply (weight_ge_0 t rho t_sandwich)].
  - apply Rle_trans with (2 := tail_top t rho t_sandwich). unfold tail_scale.
    rewrite N2Z.inj_mul, mult_IZR, (Rmult_comm (real (2 ^ q))), Rmult_assoc.
    apply Rmult_le_compat_l; [exact Hscale |].
    apply Rle_trans with (rho (tail_start t + k)%N);
      [| apply (tail_below_top t rho t_sandwich); lia].
    replace (tail_start t + q * 2 ^ tail_bits t + k)%N
      with (tail_start t + k + q * 2 ^ tail_bits t)%N by lia.
    apply tail_power. lia.
Qed.

Lemma half_power (q : N) : (1 / 2) ^ N.to_nat q * real (2 ^ q) = 1.
Proof using.
  induction q as [| q IH] using N.peano_ind; [simpl; lra |].
  rewrite N2Nat.inj_succ, N.pow_succ_r', N2Z.inj_mul, mult_IZR. change (real 2) with 2.
  simpl. lra.
Qed.

Lemma tail_piece_mass (q : N) (z : Z) :
  dbind (duniform (2 ^ tail_bits t)) (fun k =>
    offer (real (tail_scale t q) * rho (tail_start t + q * 2 ^ tail_bits t + k)%N)
          (tail_start t + q * 2 ^ tail_bits t + k)) (z, true)
  = ind (tail_start t + q * 2 ^ tail_bits t <= Z.abs_N z
         < tail_start t + q * 2 ^ tail_bits t + 2 ^ tail_bits t)%N
    * (clamp (real (tail_scale t q) * rho (Z.abs_N z)) * share (Z.abs_N z) / real (2 ^ tail_bits t)).
Proof using.
  apply (dbind_duniform_interval _ _ (Z.abs_N z) (fun x => offer (real (tail_scale t q) * rho x) x)
           (fun x => clamp (real (tail_scale t q) * rho x) * share x)).
  intros x. apply offer_mass.
Qed.

(** Half of the weight, by one unit of the tail. *)
Lemma tail_round_mass (z : Z) : halves geometric ->
  tail_round t rho geometric (z, true)
  = ind (tail_start t <= Z.abs_N z)%N * (real (table_scale t) * rho (Z.abs_N z) / 2).
Proof using t_sandwich.
  intros Hhalves. unfold tail_round. rewrite dbind_mass. set (y := Z.abs_N z).
  rewrite (tsum_ext _ _ (fun q => f_equal (Rmult (geometric q)) (tail_piece_mass q z))). fold y.
  assert (Hpiece : (2 ^ tail_bits t <> 0)%N) by (apply N.pow_nonzero; lia).
  destruct (N.lt_ge_cases y (tail_start t)) as [Hy | Hy].
  - rewrite ind_false, Rmult_0_l by lia. apply tsum_all_0.
    intros q. rewrite ind_false by lia. lra.
  - rewrite ind_true, Rmult_1_l by exact Hy.
    set (q := ((y - tail_start t) / 2 ^ tail_bits t)%N).
    set (k := ((y - tail_start t) mod 2 ^ tail_bits t)%N).
    assert (Hk : (k < 2 ^ tail_bits t)%N) by (apply N.mod_lt; exact Hpiece).
    assert (Hqk : y = (tail_start t + q * 2 ^ tail_bits t + k)%N).
    { generalize (N.div_mod (y - tail_start t) (2 ^ tail_bits t) Hpiece).
      fold q k. lia. }
    rewrite (tsum_one _ q).
    + rewrite ind_true by lia. rewrite Hhalves, clamp_id by (rewrite Hqk; apply tail_coin).
      assert (Hshare : share y = / 2).
      { unfold share. destruct (N.eqb_spec y 0) as [H0 | _]; [| reflexivity].
        generalize (start_pos n), (blocks_pos t rho t_sandwich). unfold tail_start in Hy. lia. }
      rewrite Hshare. unfold tail_scale.
      rewrite N.pow_add_r, !N2Z.inj_mul, !mult_IZR. change (real (2 ^ 1)) with 2.
      generalize (half_power q), (real_pow2_pos (tail_bits t)). intros Hq He.
      transitivity ((1 / 2) ^ N.to_nat q * real (2 ^ q) * (real (table_scale t) * rho y / 2)).
      * simpl. field. lra.
      * rewrite Hq. lra.
    + apply Rmult_le_pos; [apply mass_ge_0 |]. unfold y. rewrite <- tail_piece_mass. apply mass_ge_0.
    + intros q1 Hq1. rewrite ind_false; [lra |]. intros Hin. apply Hq1.
      apply (N.div_unique _ _ _ (y - tail_start t - q1 * 2 ^ tail_bits t)%N); lia.
Qed.

(** ** Rare selectors *)

Lemma rare_round_mass (z : Z) : halves geometric ->
  rare_round t rho geometric (z, true)
  = (lsum (fun j => ind (in_block j (Z.abs_N z))
                    * (share (Z.abs_N z) / real (2 ^ block_width t j))
                    * (height j (Z.abs_N z) - real (certain t j))) (below n)
     + ind (tail_start t <= Z.abs_N z)%N * (real (table_scale t) * rho (Z.abs_N z)))
    / real (rare t).
Proof using t_sandwich.
  intros Hhalves. unfold rare_round. rewrite dbind_duniform. f_equal.
  generalize rare_ge. intros Hrare.
  replace (rare t) with (wedges t n + 2 + (rare t - (wedges t n + 2)))%N by lia.
  rewrite !below_add, !lsum_app, !lsum_map, Rplus_assoc. f_equal.
  - change (below (wedges t n)) with (below (nsum (wedge t) n)).
    rewrite lsum_below_nsum. apply lsum_ext. intros j Hj.
    apply below_in in Hj. rewrite <- (wedge_sum j z Hj). apply lsum_ext. intros i Hi.
    apply below_in in Hi. fold (wedges t).
    assert (Hnext : (wedges t (j + 1) <= wedges t n)%N) by (apply nsum_le_mono; lia).
    unfold wedges in Hnext. rewrite N.add_1_r, nsum_succ in Hnext. fold (wedges t) in Hnext.
    rewrite (proj2 (N.ltb_lt _ _)) by lia. reflexivity.
  - rewrite (lsum_ext _ (fun _ => tail_round t rho geometric (z, true))).
    + rewrite lsum_below_const, (lsum_ext _ (fun _ => 0)).
      * rewrite lsum_0, tail_round_mass by exact Hhalves. change (real 2) with 2. field.
      * intros i _. rewrite !(proj2 (N.ltb_ge _ _)) by lia. rewrite dret_mass. apply ind_false. congruence.
    + intros i Hi. apply below_in in Hi.
      rewrite (proj2 (N.ltb_ge _ _)), (proj2 (N.ltb_lt _ _)) by lia. reflexivity.
Qed.

(** ** All selectors *)

Lemma rare_pos : (0 < rare t)%N.
Proof using t_sandwich. generalize rare_ge. lia. Qed.

Lemma selectors_real_pos : 0 < real (selectors t).
Proof using t_sandwich. apply (IZR_lt 0). generalize rare_pos, selectors_split. lia. Qed.

Section Pick.
Hypothesis pick_picks : picks t pick.

Lemma pick_lsum : lsum pick (below (n + 1)) = 1.
Proof using t_sandwich pick_picks.
  destruct pick_picks as [Hcertain Hrare]. generalize selectors_real_pos. intros HM.
  rewrite N.add_1_r, below_succ, lsum_app. cbn [lsum]. rewrite Hrare.
  rewrite (lsum_ext _ (fun j => real (certain t j) * / real (selectors t))).
  - rewrite lsum_scal_r, <- real_nsum.
    generalize (f_equal (fun m => real m) selectors_split). cbn beta.
    rewrite N2Z.inj_add, plus_IZR. intros Hsplit.
    apply (Rmult_eq_reg_r (real (selectors t))); [| lra]. field_simplify; lra.
  - intros j Hj. apply Hcertain. apply below_in. exact Hj.
Qed.

Lemma pick_total : total pick = 1.
Proof using t_sandwich pick_picks.
  apply Rle_antisym; [apply total_le_1 |]. rewrite <- pick_lsum.
  apply tsum_ub; [apply summable_mass | apply below_nodup].
Qed.

Lemma pick_out (j : N) : (n < j)%N -> pick j = 0.
Proof using t_sandwich pick_picks.
  intros Hj. assert (Hsum : lsum pick (j :: below (n + 1)) <= 1).
  { apply mass_sum_le_1. constructor; [rewrite below_in; lia | apply below_nodup]. }
  cbn [lsum] in Hsum. rewrite pick_lsum in Hsum. generalize (mass_ge_0 pick j). lra.
Qed.

Lemma dbind_pick {B : Type} (k : N -> dist B) (v : B) :
  dbind pick k v
  = (lsum (fun j => real (certain t j) * k j v) (below n) + real (rare t) * k n v)
    / real (selectors t).
Proof using t_sandwich pick_picks.
  destruct pick_picks as [Hcertain Hrare].
  rewrite dbind_mass, (tsum_fin _ (below (n + 1))).
  - rewrite N.add_1_r, below_succ, lsum_app. cbn [lsum]. rewrite Hrare.
    rewrite (lsum_ext _ (fun j => real (certain t j) * k j v * / real (selectors t))).
    + rewrite lsum_scal_r. unfold Rdiv. lra.
    + intros j Hj. rewrite Hcertain by (apply below_in; exact Hj). unfold Rdiv. lra.
  - intros j. apply Rmult_le_pos; apply mass_ge_0.
  - apply below_nodup.
  - intros j Hj. apply below_in. destruct (N.lt_ge_cases n j) as [Hout | Hin]; [| lia].
    rewrite pick_out in Hj by exact Hout. lra.
Qed.

Theorem round_mass (z : Z) : halves geometric ->
  round t rho pick geometric (z, true)
  = real (table_scale t) / real (selectors t) * rho (Z.abs_N z).
Proof using t_sandwich pick_picks.
  intros Hhalves. unfold round. rewrite dbind_pick, N.ltb_irrefl, rare_round_mass by exact Hhalves.
  set (x := Z.abs_N z). set (mass_x := real (table_scale t) * rho x).
  assert (Hr : 0 < real (rare t)) by (apply (IZR_lt 0); generalize rare_pos; lia).
  generalize selectors_real_pos. intros HM.
  assert (Hblocks : lsum (fun j => real (certain t j)
      * (if (j <? n)%N then certain_round t j else rare_round t rho geometric) (z, true)) (below n)
    = lsum (fun j => ind (in_block j x) * mass_x) (below n)
      - lsum (fun j => ind (in_block j x) * (share x / real (2 ^ block_width t j))
                       * (height j x - real (certain t j))) (below n)).
  { apply (Rplus_eq_reg_r (lsum (fun j => ind (in_block j x) * (share x / real (2 ^ block_width t j))
                                          * (height j x - real (certain t j))) (below n))).
    rewrite <- lsum_plus. unfold Rminus. rewrite Rplus_assoc, Rplus_opp_l, Rplus_0_r.
    apply lsum_ext. intros j Hj. apply below_in in Hj.
    rewrite (proj2 (N.ltb_lt j n) Hj), certain_round_mass by exact Hj. fold x.
    unfold height, mass_x. generalize (share_pos x), (real_pow2_pos (block_width t j)).
    intros Hshare Hpow. field. split; lra. }
  rewrite Hblocks, lsum_scal_r.
  generalize (intervals_cover (block_start t) n x (start_0 t rho t_sandwich)). intros Hcover.
  assert (Hstep : forall j, (j < n)%N -> (block_start t j <= block_start t (j + 1))%N).
  { intros j Hj. rewrite (start_next t rho t_sandwich) by exact Hj. lia. }
  specialize (Hcover Hstep). fold (tail_start t) in Hcover.
  replace (ind (tail_start t <= x)%N) with (1 - lsum (fun j => ind (in_block j x)) (below n)) by lra.
  unfold mass_x. field. split; lra.
Qed.

End Pick.

End Mass.

(** One distribution only picks the blocks. *)
Lemma picks_unique (t : table) (rho : N -> R) (p q : dist N) :
  sandwich t rho -> picks t p -> picks t q -> p =d q.
Proof.
  intros Hsandwich Hp Hq j. destruct (N.lt_trichotomy j (block_count t)) as [Hj | [-> | Hj]].
  - rewrite (proj1 Hp j Hj). symmetry. exact (proj1 Hq j Hj).
  - rewrite (proj2 Hp). symmetry. exact (proj2 Hq).
  - rewrite (pick_out t rho p Hsandwich Hp j Hj). symmetry. exact (pick_out t rho q Hsandwich Hq j Hj).
Qed.
