(** * Sandwich tables: what the checker of the blocks accepts

    The loop of [table_check_blocks] has an invariant: the blocks up to the current one are
    right, and where the last of them has a width, the six bounds enclose the weight of the
    current number, its ratio to the weight one block further, and the change of the ratio.

    Glossary
      blocks_checked t      == what a table [t] satisfies that passes
      unit_weight t j x     == the weight of [x], times the unit of mass, the size of block
                               [j] and 2 for the signs
      tiled t j             == where block [j] starts if the blocks before it follow one another
      premises t            == what is tested before the loop
      block_fits t j        == what is tested for block [j], with its start [tiled t j]
      enclosed t bits x w b == the six bounds [b] enclose weight, ratio and change at [x] for
                               blocks of width [w]
      real n                == the natural number [n] as a real number                       *)

From Coq Require Import Bool Reals Lra Lia NArith ZArith List.
From MathLite Require Import PrefixSums.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Support.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Code Samplers.Exp.Spec Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Tiling Samplers.Table.Weight.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

Definition unit_weight (t : parts) (j x : N) : R :=
  real (unit t * 2 ^ (width_of t j + 1)) * table_weight t x.

Record blocks_checked (t : parts) : Prop := BlocksChecked {
  checked_tiling : tiling t;
  checked_denominator : (0 < denominator t)%N;
  checked_unit : (0 < unit t)%N;
  checked_length : N.of_nat (length (wedges t)) = (block_total t + 1)%N;
  checked_certain_0 : certain_of t 0 = unit t;
  checked_wedges_0 : wedges_upto t 0 = 0%N;
  checked_wedges_1 : wedges_upto t 1 = 0%N;
  checked_wedges : forall j, (j < block_total t)%N -> (wedges_upto t j <= wedges_upto t (j + 1))%N;
  checked_heights : forall j x, (0 < j < block_total t)%N ->
    (start_of t j <= x < start_of t (j + 1))%N ->
    real (certain_of t j) <= unit_weight t j x <= real (envelope_of t j);
  checked_slack : forall j, (0 < j < block_total t)%N ->
    real (envelope_of t j - slack t) <= unit_weight t j (start_of t j)
}.

(** The two parts of an entry. *)

Lemma entry_low (a k : N) : (k < 64)%N -> N.land (N.shiftl a 6 + k) 63 = k.
Proof.
  intros Hk. change 63%N with (N.ones 6). rewrite N.land_ones, N.shiftl_mul_pow2.
  symmetry. apply (N.mod_unique _ _ a); [exact Hk | lia].
Qed.

Lemma entry_high (a k : N) : (k < 64)%N -> N.shiftr (N.shiftl a 6 + k) 6 = a.
Proof.
  intros Hk. rewrite N.shiftr_div_pow2, N.shiftl_mul_pow2.
  symmetry. apply (N.div_unique _ _ a k); [exact Hk | lia].
Qed.

Section Blocks.
Variables (t : parts) (bits : N).

Definition tiled (j : N) : N := nsum (fun i => 2 ^ width_of t i)%N j.

Record premises : Prop := Premises {
  premise_denominator : (0 < denominator t)%N;
  premise_unit : (0 < unit t)%N;
  premise_blocks : (0 < block_total t)%N;
  premise_entry : get (s := Nat) (blocks t) 0 = (N.shiftl (bias t) 6 + offset_bits t)%N;
  premise_offset : (offset_bits t < 64)%N;
  premise_certain : certain_of t 0 = unit t;
  premise_wedges_0 : wedges_upto t 0 = 0%N;
  premise_wedges_1 : wedges_upto t 1 = 0%N;
  premise_bias : (tail_start t <= bias t)%N;
  premise_length : N.of_nat (length (wedges t)) = (block_total t + 1)%N
}.

Record block_fits (j : N) : Prop := BlockFits {
  fits_entry : get (s := Nat) (blocks t) j
    = (N.shiftl (bias t + tiled j) 6 + (offset_bits t - width_of t j))%N;
  fits_wedges : (wedges_upto t j <= wedges_upto t (j + 1))%N;
  fits_heights : forall x, (tiled j <= x < tiled j + 2 ^ width_of t j)%N ->
    real (certain_of t j) <= unit_weight t j x <= real (envelope_of t j);
  fits_slack : real (envelope_of t j - slack t) <= unit_weight t j (tiled j)
}.

Definition enclosed (x w : N) (b : values bounds) : Prop :=
  let '(lower, upper, ratio_lower, ratio_upper, change_lower, change_upper) := b in
  encloses bits (lower, upper) (table_weight t x)
  /\ encloses bits (ratio_lower, ratio_upper) (weight_ratio t x (2 ^ w))
  /\ encloses bits (change_lower, change_upper) (weight_change t (2 ^ w)).

Lemma table_bounds_possible (x w : N) (b : values bounds) : (0 < denominator t)%N ->
  possible (body table_bounds value (weight_of t, (x, w, bits))) b -> enclosed x w b.
Proof using.
  intros Hd Hb.
  apply possible_let in Hb. cbn -[exp_opp N.shiftl] in Hb. rewrite N.shiftl_1_l in Hb.
  apply possible_bind in Hb as [[lower upper] [Hweight Hb]].
  apply possible_bind in Hb as [[ratio_lower ratio_upper] [Hratio Hb]].
  apply possible_bind in Hb as [[change_lower change_upper] [Hchange Hb]].
  apply possible_ret in Hb as ->.
  apply possible_call in Hweight, Hratio, Hchange.
  split; [exact (exp_opp_possible _ _ _ _ _ Hd Hweight) |].
  split; [exact (exp_opp_possible _ _ _ _ _ Hd Hratio) |].
  exact (exp_opp_possible _ _ _ _ _ Hd Hchange).
Qed.

(** ** One block *)

Lemma enclosed_next (x w lower upper ratio_lower ratio_upper change_lower change_upper : N) :
  enclosed x w (lower, upper, ratio_lower, ratio_upper, change_lower, change_upper) ->
  enclosed (x + 2 ^ w) w
    (N.shiftr (lower * ratio_lower) bits, N.shiftr (upper * ratio_upper) bits + 1,
     N.shiftr (ratio_lower * change_lower) bits, N.shiftr (ratio_upper * change_upper) bits + 1,
     change_lower, change_upper)%N.
Proof using.
  intros [Hweight [Hratio Hchange]].
  assert (Hpos : forall y, 0 <= exp y) by (intros y; left; apply exp_pos).
  unfold enclosed. rewrite table_weight_add, weight_ratio_add.
  split; [apply encloses_product; auto; apply Hpos |].
  split; [apply encloses_product; auto; apply Hpos | exact Hchange].
Qed.

Lemma tiled_next (j : N) : tiled (j + 1) = (tiled j + 2 ^ width_of t j)%N.
Proof using. unfold tiled. rewrite N.add_1_r. exact (nsum_succ _ j). Qed.

(** The tests of a block, with bounds of the weight at its start, and below its last number. *)
Lemma tests_fit (j lower upper below : N) : (0 < denominator t)%N ->
  let units := N.shiftl (unit t) (width_of t j + 1) in
  encloses bits (lower, upper) (table_weight t (tiled j)) ->
  (forall x, (x < tiled j + 2 ^ width_of t j)%N ->
    real below <= scale bits * table_weight t x) ->
  get (s := Nat) (blocks t) j
    = (N.shiftl (bias t + tiled j) 6 + (offset_bits t - width_of t j))%N ->
  (wedges_upto t j <= wedges_upto t (j + 1))%N ->
  (N.shiftl (certain_of t j) bits <= units * below)%N ->
  (units * upper <= N.shiftl (envelope_of t j) bits)%N ->
  (N.shiftl (envelope_of t j - slack t) bits <= units * lower)%N ->
  block_fits j.
Proof using.
  intros Hd units [Hlower Hupper] Hbelow Hentry Hwedges Hcertain Henvelope Hslack.
  cbn [fst snd] in *. unfold units in *. clear units.
  rewrite (N.shiftl_mul_pow2 (unit t)) in Hcertain, Henvelope, Hslack.
  split; [exact Hentry | exact Hwedges | intros x Hx; split | ]; unfold unit_weight.
  - exact (shifted_le _ _ _ _ _ Hcertain (Hbelow x (proj2 Hx))).
  - eapply Rle_trans; [| exact (shifted_ge _ _ _ _ _ Henvelope Hupper)].
    apply Rmult_le_compat_l; [apply of_N_ge_0 |]. apply table_weight_le; [exact Hd | apply Hx].
  - exact (shifted_le _ _ _ _ _ Hslack Hlower).
Qed.

(** ** The loop *)

Definition blocks_state := values
  (nat1 ** nat1 ** Base Bool ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1).

Definition invariant (s : blocks_state) : Prop :=
  let '(block, size, good, last_width, lower, upper, ratio_lower, ratio_upper,
        change_lower, change_upper) := s in
  good = true ->
  premises /\ (0 < block <= block_total t)%N /\ size = tiled block
  /\ (forall j, (0 < j < block)%N -> block_fits j)
  /\ ((last_width < 64)%N -> enclosed size last_width
        (lower, upper, ratio_lower, ratio_upper, change_lower, change_upper)).

Lemma blocks_possible : possible (body table_check_blocks value
  (weight_of t, layout_of t, (tail_start t, bits))) true ->
  premises /\ (forall j, (0 < j < block_total t)%N -> block_fits j)
  /\ tiled (block_total t) = tail_start t.
Proof using.
  intros H.
  do 7 (apply possible_let in H; cbn -[table_bounds N.shiftl N.shiftr N.land] in H).
  apply possible_bind in H as [v [Hloop H]].
  apply possible_ret in H.
  apply (possible_while invariant) in Hloop.
  - destruct v as [[[[[[[[[block size] good] w] lower] upper] rl] ru] cl] cu].
    destruct Hloop as [Hinv Hend].
    cbn in H, Hend. symmetry in H. apply andb_true_iff in H as [-> Hsize].
    apply N.eqb_eq in Hsize. apply N.ltb_ge in Hend. fold (block_total t) in Hend.
    destruct (Hinv eq_refl) as (Hpremises & Hblock & Htiled & Hfits & _).
    replace block with (block_total t) in * by lia.
    split; [exact Hpremises |]. split; [exact Hfits | congruence].
  - clear v Hloop H.
    intros [[[[[[[[[block size] good] last] lower0] upper0] rl0] ru0] cl0] cu0] y Hinv Hguard H.
    cbn in Hguard. apply andb_true_iff in Hguard as [-> Hblock].
    apply N.ltb_lt in Hblock. fold (block_total t) in Hblock.
    destruct (Hinv eq_refl) as (Hpremises & Hblock0 & Hsize & Hfits & Henclosed0). clear Hinv.
    generalize (premise_denominator Hpremises) (premise_offset Hpremises). intros Hd Hoffset.
    do 2 (apply possible_let in H; cbn -[table_bounds N.shiftl N.shiftr N.land] in H).
    fold (width_of t block) in H.
    apply possible_bind in H as [b [Hb H]].
    assert (Henclosed : enclosed size (width_of t block) b).
    { apply possible_if in Hb as [[Hw Hb] | [_ Hb]].
      - cbn in Hw. apply N.eqb_eq in Hw as <-. apply possible_ret in Hb as ->.
        apply Henclosed0. unfold width_of. lia.
      - exact (table_bounds_possible _ _ _ Hd Hb). }
    destruct b as [[[[[lower upper] rl] ru] cl] cu].
    cbn -[N.shiftl N.shiftr N.land] in H.
    do 6 (apply possible_let in H; cbn -[N.shiftl N.shiftr N.land] in H).
    apply possible_bind in H as [below [Hbelow H]].
    do 6 (apply possible_let in H; cbn -[N.shiftl N.shiftr N.land] in H).
    apply possible_ret in H as ->. cbn -[N.shiftl N.shiftr N.land].
    rewrite N.shiftl_1_l. intros Htests.
    rewrite !andb_true_iff, N.eqb_eq, !N.leb_le in Htests.
    destruct Htests as [[Hentry Hwedges] [[Hcertain Henvelope] Hslack]].
    generalize (enclosed_next _ _ _ _ _ _ _ _ Henclosed). intros Hnext. subst size.
    split; [exact Hpremises |]. split; [lia |]. split; [symmetry; apply tiled_next |].
    split; [| intros _; exact Hnext].
    intros j Hj. assert (Hcase : (0 < j < block)%N \/ j = block) by lia.
    destruct Hcase as [Hbefore | ->]; [exact (Hfits j Hbefore) |].
    apply (tests_fit _ lower upper below Hd (proj1 Henclosed)); try assumption.
    intros x Hx. apply possible_if in Hbelow as [[Hw Hbelow] | [_ Hbelow]];
      apply possible_ret in Hbelow as ->.
    + cbn in Hw. apply N.eqb_eq in Hw. rewrite Hw in Hx.
      apply Rle_trans with (1 := proj1 (proj1 Henclosed)).
      apply Rmult_le_compat_l; [generalize (scale_pos bits); lra |].
      apply table_weight_le; [exact Hd | lia].
    + apply Rle_trans with (1 := proj1 (proj1 Hnext)).
      apply Rmult_le_compat_l; [generalize (scale_pos bits); lra |].
      apply table_weight_le; [exact Hd | lia].
  - intros Hgood. cbn -[N.shiftl] in Hgood.
    rewrite !andb_true_iff, !N.eqb_eq, N.leb_le, !N.ltb_lt in Hgood.
    destruct Hgood as [[[[[[[Hd Hunit] Hblocks] Hentry] Hcertain] [Hw0 Hw1]] [Hbias Hlength]] Hoffset].
    fold (block_total t) in Hblocks, Hlength.
    split; [split; assumption |]. split; [cbn; lia |].
    split; [| split; [intros j Hj; cbn in Hj; lia | cbn; lia]].
    change (1 = 2 ^ width_of t 0)%N. unfold width_of.
    rewrite Hentry, entry_low, N.sub_diag by exact Hoffset. reflexivity.
Qed.

(** ** The table *)

Lemma premises_blocks_fit : premises -> (forall j, (0 < j < block_total t)%N -> block_fits j) ->
  tiled (block_total t) = tail_start t -> blocks_checked t.
Proof using.
  intros Hpremises Hfits Htail.
  generalize (premise_entry Hpremises) (premise_offset Hpremises). intros Hentry Hoffset.
  assert (Hwidth_0 : width_of t 0 = 0%N).
  { unfold width_of. rewrite Hentry, entry_low by exact Hoffset. apply N.sub_diag. }
  assert (Hwidth : forall j, (width_of t j <= offset_bits t)%N) by (intros j; unfold width_of; lia).
  assert (Hstart : forall j, (j <= block_total t)%N -> start_of t j = tiled j).
  { intros j Hj. unfold start_of. destruct (N.ltb_spec j (block_total t)) as [Hlt | Hge].
    - destruct (N.eq_dec j 0) as [-> | Hj0].
      + rewrite Hentry, entry_high by exact Hoffset. apply N.sub_diag.
      + rewrite (fits_entry _ (Hfits j ltac:(lia))), entry_high by (generalize (Hwidth j); lia).
        lia.
    - replace j with (block_total t) by lia. symmetry. exact Htail. }
  destruct Hpremises.
  split; try assumption.
  - split; try assumption.
    + intros j Hj. rewrite Hstart by lia. destruct (N.eq_dec j 0) as [-> | Hj0].
      * rewrite Hentry, Hwidth_0, N.shiftl_mul_pow2, N.sub_0_r.
        change (tiled 0) with 0%N. rewrite N.add_0_r. reflexivity.
      * rewrite (fits_entry _ (Hfits j ltac:(lia))), N.shiftl_mul_pow2. reflexivity.
    + intros j _. apply Hwidth.
    + rewrite Hstart by lia. reflexivity.
    + intros j Hj. rewrite !Hstart by lia. apply tiled_next.
  - intros j Hj. destruct (N.eq_dec j 0) as [-> | Hj0].
    + change (0 + 1)%N with 1%N. lia.
    + apply (fits_wedges _ (Hfits j ltac:(lia))).
  - intros j x Hj. rewrite !Hstart, tiled_next by lia. apply (fits_heights _ (Hfits j Hj)).
  - intros j Hj. rewrite Hstart by lia. exact (fits_slack _ (Hfits j Hj)).
Qed.

Theorem table_check_blocks_checked :
  possible (body table_check_blocks value (weight_of t, layout_of t, (tail_start t, bits))) true ->
  blocks_checked t.
Proof using.
  intros H. destruct (blocks_possible H) as (Hpremises & Hfits & Htail).
  exact (premises_blocks_fit Hpremises Hfits Htail).
Qed.

End Blocks.
