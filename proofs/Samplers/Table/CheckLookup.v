(** * Sandwich tables: what the check of the lookup decides

    A table that passes [table_check_lookup] has, for each block and for the rare rounds, at
    least as many selectors of each sign that look it up as its certain mass says.  As the
    certain masses add up to the number of all selectors, there are exactly as many (Lookup.v).

    Glossary
      half_cells t, cell_size t == the number of cells of each sign, and of the selectors of each
      selector_range t        == the number of selectors of both signs
      complement_of t cell    == what is added to the selectors of [cell]: its second entry is for
                                 those that reach [selector_range t]
      entry_of t selector     == the entry that [selector] looks up
      looked_up t index       == the entries that the selectors with the bits [index] below the sign
                                 look up: for positive values, and for negative ones
      code_of, mirrored_of t j == the entries of block [j], for the positive and the negative
                                 values; those of the rare rounds for [j] = block_total t
      lookups t e             == the number of selectors of each sign that look up the pair [e]
      first_lookups t e n     == those below [n] that look up a first entry;
                                 second_lookups t e n == a second one, or what is beyond
      alike t cell            == [cell] and the one with the other sign divide alike
      lookup_right t          == what a table satisfies that passes the check            *)

From Coq Require Import Bool NArith List Lia.
From MathLite Require Import Dist PrefixSums.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Support.
From Verinoise Require Import Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.CheckCode Samplers.Table.Spec.
Import ListNotations.
Local Unset Asymmetric Patterns.
Local Open Scope N_scope.
Local Arguments N.shiftl : simpl never.
Local Arguments N.shiftr : simpl never.
Local Arguments N.land : simpl never.
Local Arguments N.add : simpl never.
Local Arguments N.sub : simpl never.
Local Arguments N.mul : simpl never.
Local Arguments N.pow : simpl never.
Local Arguments N.eqb : simpl never.
Local Arguments N.ltb : simpl never.
Local Arguments N.leb : simpl never.

(** ** Selectors and what they look up *)

Definition pair_eqb (e1 e2 : N * N) : bool := (fst e1 =? fst e2) && (snd e1 =? snd e2).

Lemma pair_eqb_refl (e : N * N) : pair_eqb e e = true.
Proof. unfold pair_eqb. rewrite !N.eqb_refl. reflexivity. Qed.

Lemma pair_eqb_eq (e1 e2 : N * N) : pair_eqb e1 e2 = true <-> e1 = e2.
Proof.
  destruct e1 as [a1 b1], e2 as [a2 b2]. unfold pair_eqb. cbn [fst snd].
  rewrite andb_true_iff, !N.eqb_eq. split; [intros [-> ->]; reflexivity |].
  intros Heq. injection Heq. auto.
Qed.

Section Lookups.
Variable t : parts.

Definition half_cells : N := N.shiftr (N.of_nat (length (complements t))) 1.
Definition cell_size : N := 2 ^ cell_bits t.
Definition selector_range : N := 2 ^ selector_bits t.
Definition complement_of (cell : N) : N := get (s := Nat) (complements t) cell.

Local Arguments half_cells : simpl never.
Local Arguments cell_size : simpl never.
Local Arguments selector_range : simpl never.
Local Arguments complement_of : simpl never.

Definition entry_at (cell second : N) : N := get (s := Nat) (entries t) (cell * 2 + second).
Definition entry_of (selector : N) : N :=
  let cell := selector / cell_size in
  entry_at cell ((selector + complement_of cell) / selector_range).
Definition looked_up (index : N) : N * N := (entry_of index, entry_of (selector_count t + index)).

Definition code_of (j : N) : N :=
  if j <? block_total t then get (s := Nat) (blocks t) j else 63.
Definition mirrored_of (j : N) : N :=
  if j <? block_total t then
    let code := get (s := Nat) (blocks t) j in
    N.shiftl ((bias t + bias t + 1)
              - (N.shiftr code 6 + N.shiftl 1 (offset_bits t - N.land code 63))) 6
    + N.land code 63
  else 63.
Definition codes_of (j : N) : N * N := (code_of j, mirrored_of j).

Definition hit (e : N * N) (index : N) : N := if pair_eqb (looked_up index) e then 1 else 0.
Definition lookups (e : N * N) : N := nsum (hit e) (selector_count t).

Record lookup_right : Prop := LookupRight {
  right_shift : selector_shift t < word_bytes t * 8;
  right_offset : offset_bits t < 64;
  right_apart : if extra_bytes t =? 0 then offset_bits t <= selector_shift t
                else offset_bits t <= extra_bytes t * 8;
  right_total : nsum (certain_of t) (block_total t + 1) = selector_count t;
  right_mass : forall j, j <= block_total t -> certain_of t j <= lookups (codes_of j)
}.

(** ** First and second entries *)

Definition reaches (index : N) : bool :=
  selector_range <=? index + complement_of (index / cell_size).

Definition first_lookups (e : N * N) (n : N) : N :=
  nsum (fun index => if reaches index then 0 else hit e index) n.
Definition second_lookups (e : N * N) (n : N) : N :=
  nsum (fun index => if reaches index then hit e index else 0) n.

Lemma lookups_parts (e : N * N) :
  lookups e = first_lookups e (selector_count t) + second_lookups e (selector_count t).
Proof using.
  unfold lookups, first_lookups, second_lookups. rewrite <- nsum_plus.
  apply nsum_ext. intros index _. destruct (reaches index); lia.
Qed.

(** Consecutive numbers that count add to a sum. *)
Lemma nsum_ones (f : N -> N) (a k n : N) :
  a + k <= n -> (forall i, a <= i < a + k -> 1 <= f i) -> nsum f a + k <= nsum f n.
Proof using.
  intros Hn Hf. apply N.le_trans with (nsum f (a + k)); [clear n Hn | apply nsum_le_mono; exact Hn].
  induction k as [| k IH] using N.peano_ind; [rewrite !N.add_0_r; apply N.le_refl |].
  rewrite !N.add_succ_r, nsum_succ.
  assert (Hk : 1 <= f (a + k)) by (apply Hf; lia).
  assert (Hbelow : nsum f a + k <= nsum f (a + k)) by (apply IH; intros i Hi; apply Hf; lia).
  lia.
Qed.

Definition alike (cell : N) : Prop :=
  complement_of (cell + half_cells) + selector_count t = complement_of cell.

Lemma cell_size_pos : 0 < cell_size.
Proof using. apply pow2_pos. Qed.

Hypothesis shift_below : selector_shift t < word_bytes t * 8.

Lemma range_double : selector_range = 2 * selector_count t.
Proof using shift_below.
  unfold selector_range, selector_count. rewrite <- N.pow_succ_r'. f_equal.
  unfold selector_bits. lia.
Qed.

Hypothesis cells_fill : half_cells * cell_size = selector_count t.

Lemma cell_size_le : cell_size <= selector_count t.
Proof using cells_fill shift_below.
  generalize (pow2_pos (selector_bits t - 1)). fold (selector_count t). rewrite <- cells_fill.
  destruct half_cells as [| cells]; [discriminate |]. nia.
Qed.

(** The selectors with the bits [index] below the sign look up the same entry of the cell [cell]
    and of the other one. *)
Lemma hit_cell (e : N * N) (cell second index : N) : alike cell ->
  cell * cell_size <= index < (cell + 1) * cell_size ->
  (index + complement_of cell) / selector_range = second ->
  entry_at cell second = fst e -> entry_at (cell + half_cells) second = snd e ->
  hit e index = 1 /\ reaches index = (selector_range <=? index + complement_of cell).
Proof using cells_fill shift_below.
  intros Halike Hindex Hsecond Hpositive Hnegative.
  assert (Hcell : index / cell_size = cell)
    by (symmetry; apply (N.div_unique _ _ cell (index - cell * cell_size)); nia).
  assert (Hother : (selector_count t + index) / cell_size = cell + half_cells)
    by (symmetry; apply (N.div_unique _ _ _ (index - cell * cell_size)); nia).
  unfold hit, looked_up, entry_of, reaches. cbv zeta. rewrite Hcell, Hother.
  replace (selector_count t + index + complement_of (cell + half_cells))
    with (index + complement_of cell) by (unfold alike in Halike; lia).
  rewrite Hsecond, Hpositive, Hnegative, <- surjective_pairing, pair_eqb_refl. split; reflexivity.
Qed.

(** The selectors of the first entry of a home. *)
Lemma first_lookups_home (e : N * N) (home : N) :
  home < half_cells -> alike home ->
  selector_range <= complement_of home + home * cell_size + cell_size ->
  entry_at home 0 = fst e -> entry_at (home + half_cells) 0 = snd e ->
  selector_range - (complement_of home + home * cell_size) <= first_lookups e (selector_count t).
Proof using cells_fill shift_below.
  intros Hhome Halike Hnarrow Hpositive Hnegative. unfold first_lookups.
  set (count := selector_range - (complement_of home + home * cell_size)).
  match goal with |- _ <= nsum ?f ?n =>
    apply N.le_trans with (nsum f (home * cell_size) + count); [lia | apply nsum_ones; [nia |]]
  end.
  intros index Hindex.
  destruct (hit_cell e home 0 index Halike) as [Hhit Hreaches]; try assumption; [lia | |].
  - apply N.div_small. lia.
  - rewrite Hreaches, (proj2 (N.leb_gt _ _)), Hhit by lia. apply N.le_refl.
Qed.

(** The selectors of the second entry of a cell. *)
Lemma second_lookups_cell (e : N * N) (cell : N) :
  alike cell ->
  complement_of cell + (cell + 1) * cell_size <= selector_range + cell_size ->
  entry_at cell 1 = fst e -> entry_at (cell + half_cells) 1 = snd e ->
  second_lookups e (cell * cell_size)
  + (complement_of cell + (cell + 1) * cell_size - selector_range)
  <= second_lookups e ((cell + 1) * cell_size).
Proof using cells_fill shift_below.
  intros Halike Hinside Hpositive Hnegative. unfold second_lookups.
  set (count := complement_of cell + (cell + 1) * cell_size - selector_range).
  match goal with |- nsum ?f _ + _ <= _ =>
    apply N.le_trans with (nsum f ((cell + 1) * cell_size - count) + count);
      [apply N.add_le_mono_r, nsum_le_mono; lia | apply nsum_ones; [lia |]]
  end.
  intros index Hindex.
  generalize range_double cell_size_le cell_size_pos. intros Hdouble Hsize Hpos.
  destruct (hit_cell e cell 1 index Halike) as [Hhit Hreaches]; try assumption; [lia | |].
  - symmetry. apply (N.div_unique _ _ 1 (index + complement_of cell - selector_range)); lia.
  - rewrite Hreaches, (proj2 (N.leb_le _ _)), Hhit by lia. apply N.le_refl.
Qed.

(** ** A block *)

(** What is known at [cell] of the run from [run] to [stop]. *)
Definition run_inv (e : N * N) (run stop : N) (state : values (nat1 ** nat1 ** Base Bool)) : Prop :=
  let '(cell, mass, same) := state in
  run <= cell <= half_cells /\
  (same = true -> stop <= half_cells /\
    mass + second_lookups e (run * cell_size)
    <= first_lookups e (selector_count t) + second_lookups e (cell * cell_size)).

Lemma run_inv_lookups (e : N * N) (run stop cell mass : N) :
  run_inv e run stop (cell, mass, true) -> mass <= lookups e /\ stop <= half_cells.
Proof using cells_fill shift_below.
  intros [Hcell Hmass]. destruct (Hmass eq_refl) as [Hstop Hle]. split; [| exact Hstop].
  assert (Hall : second_lookups e (cell * cell_size) <= second_lookups e (selector_count t))
    by (apply nsum_le_mono; nia).
  rewrite lookups_parts. lia.
Qed.

Lemma table_check_block_counts (entry mirrored home run stop mass : N) :
  possible (body table_check_block value
    ((selector_bits t, cell_bits t, complements t, entries t), (entry, mirrored, home, run, stop)))
    (mass, true) ->
  run <= half_cells -> mass <= lookups (entry, mirrored) /\ stop <= half_cells.
Proof using cells_fill shift_below.
  intros H Hstart. cbn in H. do 10 (apply possible_let in H; cbn in H).
  fold half_cells in H. rewrite !N.shiftl_1_l in H. fold cell_size selector_range in H.
  fold (selector_count t) (complement_of home) (complement_of (home + half_cells)) in H.
  apply possible_bind in H. destruct H as [[[last total] same] [Hloop H]].
  apply possible_ret in H. cbn in H. injection H as -> <-.
  apply (possible_while (run_inv (entry, mirrored) run stop)) in Hloop.
  - destruct Hloop as [Hinv _]. exact (run_inv_lookups _ _ _ _ _ Hinv).
  - clear last Hloop total.
    intros [[cell mass'] same] state [Hcell Hmass] Hguard H. cbn in Hguard.
    apply andb_true_iff in Hguard. destruct Hguard as [-> Hlt]. apply N.ltb_lt in Hlt.
    destruct (Hmass eq_refl) as [Hstop Hle].
    do 5 (apply possible_let in H; cbn in H).
    fold (complement_of cell) (complement_of (cell + half_cells)) in H.
    apply possible_ret in H. cbn in H. subst state.
    split; [lia |]. rewrite !andb_true_iff, N.leb_le, !N.eqb_eq, !N.shiftl_mul_pow2.
    intros [[[Hinside Halike] Hpositive] Hnegative]. split; [exact Hstop |].
    generalize (second_lookups_cell (entry, mirrored) cell Halike Hinside Hpositive Hnegative). lia.
  - cbn. split; [lia |].
    rewrite !andb_true_iff, N.ltb_lt, !N.leb_le, !N.eqb_eq, !N.shiftl_mul_pow2.
    intros [[[[[Hhome Hstop] Hnarrow] Halike] Hpositive] Hnegative]. split; [exact Hstop |].
    apply N.add_le_mono_r, first_lookups_home; try assumption;
      unfold entry_at; rewrite N.add_0_r; assumption.
Qed.

End Lookups.

(** ** The loop over the blocks *)

Section Blocks.
Variable t : parts.

Definition blocks_inv (state : values (nat1 ** nat1 ** nat1 ** Base Bool)) : Prop :=
  let '(block, run, total, good) := state in
  good = true ->
  run <= half_cells t /\ total = nsum (certain_of t) block /\ block <= block_total t + 1
  /\ forall j, j < block -> certain_of t j <= lookups t (codes_of t j).

Lemma blocks_inv_step (block run total stop : N) :
  blocks_inv (block, run, total, true) -> block <= block_total t -> stop <= half_cells t ->
  certain_of t block <= lookups t (codes_of t block) ->
  blocks_inv (block + 1, stop, total + certain_of t block, true).
Proof using.
  intros Hinv Hblock Hstop Hmass _.
  destruct (Hinv eq_refl) as (Hrun & -> & Hle & Hall).
  split; [exact Hstop |]. split; [rewrite N.add_1_r; symmetry; apply nsum_succ |].
  split; [lia |]. intros j Hj. assert (Hcase : j < block \/ j = block) by lia.
  destruct Hcase as [Hlt | ->]; [exact (Hall j Hlt) | exact Hmass].
Qed.

(** ** The program *)

Theorem table_check_lookup_right (homes runs : list N) :
  possible (body table_check_lookup value
    (lookup_of t, (bias t, blocks t, certain t), (homes, runs))) true -> lookup_right t.
Proof using.
  intros H. cbn -[table_check_block] in H.
  do 3 (apply possible_let in H; cbn -[table_check_block] in H).
  fold (block_total t) (selector_bits t) in H.
  apply possible_bind in H. destruct H as [[[[block run] total] good] [Hloop H]].
  do 4 (apply possible_let in H; cbn in H).
  apply possible_bind in H. destruct H as [apart [Hapart H]].
  apply possible_ret in H. cbn in H.
  symmetry in H. rewrite !andb_true_iff, !N.eqb_eq, !N.ltb_lt in H.
  destruct H as [[[-> [Htotal Hcells]] [Hshift Hoffset]] ->].
  rewrite N.shiftl_1_l in Htotal, Hcells. rewrite N.shiftl_mul_pow2 in Hcells.
  fold (half_cells t) (cell_size t) (selector_count t) in Hcells. fold (selector_count t) in Htotal.
  apply (possible_while blocks_inv) in Hloop.
  - destruct Hloop as [Hinv Hend]. destruct (Hinv eq_refl) as (_ & Hsum & Hblock & Hall).
    cbn in Hend. apply N.leb_gt in Hend.
    replace block with (block_total t + 1) in * by lia.
    split; try assumption.
    + apply possible_if in Hapart. cbn in Hapart.
      destruct Hapart as [[-> Hapart] | [-> Hapart]]; apply possible_ret in Hapart;
        apply N.leb_le; symmetry; exact Hapart.
    + rewrite <- Hsum. exact Htotal.
    + intros j Hj. apply Hall. lia.
  - clear block run total Hloop Htotal.
    intros [[[block run] total] good] [[[block' run'] total'] good'] Hinv Hguard H.
    cbn in Hguard. apply andb_true_iff in Hguard. destruct Hguard as [-> Hblock].
    apply N.leb_le in Hblock.
    do 5 (apply possible_let in H; cbn -[table_check_block] in H).
    apply possible_bind in H. destruct H as [[entry mirrored] [Hentry H]].
    assert (Hcodes : (entry, mirrored) = codes_of t block).
    { unfold codes_of, code_of, mirrored_of. apply possible_if in Hentry. cbn in Hentry.
      destruct Hentry as [[Hlt Hentry] | [Hlt Hentry]]; apply possible_ret in Hentry;
        rewrite Hlt; exact Hentry. }
    apply possible_let in H. cbn -[table_check_block] in H.
    apply possible_bind in H. destruct H as [[mass same] [Hcount H]].
    apply possible_call in Hcount. cbn -[table_check_block] in Hcount.
    apply possible_let, possible_ret in H. cbn in H. injection H as -> -> -> ->.
    intros Htrue. apply andb_true_iff in Htrue. destruct Htrue as [-> Hmass].
    apply N.eqb_eq in Hmass.
    destruct (table_check_block_counts t Hshift Hcells _ _ _ _ _ _ Hcount (proj1 (Hinv eq_refl)))
      as [Hle Hstop].
    change (mass <= lookups t (entry, mirrored)) in Hle. rewrite Hmass, Hcodes in Hle.
    exact (blocks_inv_step _ _ _ _ Hinv Hblock Hstop Hle eq_refl).
  - intros _. cbn. split; [apply N.le_0_l |]. split; [reflexivity |].
    split; [apply N.le_0_l | intros j Hj; lia].
Qed.

End Blocks.
