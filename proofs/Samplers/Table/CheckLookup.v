(** * Sandwich tables: what the check of the lookup decides

    A table that passes [table_check_lookup] has, for each block and for the rare rounds, at
    least as many selectors that look it up as its certain mass says.  As the certain masses
    add up to the number of all selectors, there are exactly as many (Lookup.v).

    Glossary
      cells_of t, cell_size t == the number of cells, and of the selectors of each
      threshold_of t cell     == the selectors of [cell] below this take its first entries
      first_of, second_of t cell == the first, the second entries of [cell], for both signs
      code_of, mirrored_of t j == the entries of block [j], for the positive and the negative
                                 values; those of the rare rounds for [j] = block_total t
      lookups t e             == the number of selectors that look up the pair [e] of entries
      lookup_right t          == what a table satisfies that passes the check            *)

From Coq Require Import Bool NArith List Lia.
From MathLite Require Import Dist PrefixSums.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Support.
From Verinoise Require Import Samplers.Table.CheckCode Samplers.Table.Spec.
Import ListNotations.
Local Unset Asymmetric Patterns.
Local Open Scope N_scope.

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

Definition cells_of : N := N.of_nat (length (thresholds t)).
Definition cell_size : N := 2 ^ cell_bits t.
Definition threshold_of (cell : N) : N := get (s := Nat) (thresholds t) cell.

Definition first_of (cell : N) : N * N :=
  (get (s := Nat) (entries t) (cell * 4), get (s := Nat) (entries t) (cell * 4 + 1)).
Definition second_of (cell : N) : N * N :=
  (get (s := Nat) (entries t) (cell * 4 + 2), get (s := Nat) (entries t) (cell * 4 + 3)).

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

Definition first_lookups (e : N * N) (cell : N) : N :=
  if pair_eqb (first_of cell) e then N.min (threshold_of cell) cell_size else 0.
Definition second_lookups (e : N * N) (cell : N) : N :=
  if pair_eqb (second_of cell) e then cell_size - threshold_of cell else 0.
Definition lookups (e : N * N) : N :=
  nsum (fun cell => first_lookups e cell + second_lookups e cell) cells_of.

Record lookup_right : Prop := LookupRight {
  right_shift : selector_shift t <= word_bytes t * 8;
  right_offset : offset_bits t < 64;
  right_cells : cells_of * cell_size = selector_count t;
  right_apart : if extra_bytes t =? 0 then offset_bits t + 1 <= selector_shift t
                else 1 <= selector_shift t /\ offset_bits t <= extra_bytes t * 8;
  right_total : nsum (certain_of t) (block_total t + 1) = selector_count t;
  right_mass : forall j, j <= block_total t -> certain_of t j <= lookups (codes_of j)
}.

(** ** A home and a run *)

Lemma nsum_window (f : N -> N) (a k n : N) :
  a + k <= n -> nsum (fun i => f (a + i)) k <= nsum f n.
Proof using.
  intros Hn. apply N.le_trans with (nsum f (a + k)); [clear n Hn | apply nsum_le_mono; exact Hn].
  induction k as [| k IH] using N.peano_ind; [apply N.le_0_l |].
  rewrite N.add_succ_r, !nsum_succ. lia.
Qed.

Lemma nsum_term_le (f : N -> N) (i n : N) : i < n -> f i <= nsum f n.
Proof using.
  intros Hi. generalize (nsum_window f i 1 n). change 1 with (N.succ 0) at 2.
  rewrite nsum_succ, nsum_0, N.add_0_r. lia.
Qed.

Lemma lookups_home_run (e : N * N) (home start count : N) :
  home < cells_of -> threshold_of home <= cell_size -> first_of home = e ->
  start + count <= cells_of -> (forall i, i < count -> second_of (start + i) = e) ->
  threshold_of home + nsum (fun i => cell_size - threshold_of (start + i)) count <= lookups e.
Proof using.
  intros Hhome Hsize Hfirst Hcount Hsecond. unfold lookups. rewrite nsum_plus.
  apply N.add_le_mono.
  - generalize (nsum_term_le (first_lookups e) home _ Hhome). unfold first_lookups at 1.
    rewrite Hfirst, pair_eqb_refl. lia.
  - rewrite (nsum_ext _ (fun i => second_lookups e (start + i))).
    + exact (nsum_window (second_lookups e) start count _ Hcount).
    + intros i Hi. unfold second_lookups. rewrite (Hsecond i Hi), pair_eqb_refl. reflexivity.
Qed.

(** ** The loop along a run *)

(** What is known [count] cells from the start of a run. *)
Definition run_inv (home stop start : N) (entry : N * N)
    (state : values (nat1 ** nat1 ** Base Bool)) : Prop :=
  let '(cell, mass, same) := state in
  exists count, cell = start + count /\ (count = 0 \/ cell <= stop) /\
  (same = true ->
    home < cells_of /\ threshold_of home <= cell_size /\ first_of home = entry /\ stop <= cells_of
    /\ (forall i, i < count -> second_of (start + i) = entry)
    /\ mass = threshold_of home + nsum (fun i => cell_size - threshold_of (start + i)) count).

Lemma run_inv_lookups (home stop start : N) (entry : N * N)
    (state : values (nat1 ** nat1 ** Base Bool)) :
  run_inv home stop start entry state -> start <= cells_of -> snd state = true ->
  snd (fst state) <= lookups entry /\ stop <= cells_of.
Proof using.
  destruct state as [[cell mass] same]. cbn [fst snd].
  intros (count & Hcell & Hcount & Hsame) Hstart Htrue.
  destruct (Hsame Htrue) as (Hhome & Hsize & Hfirst & Hstop & Hsecond & ->).
  split; [| exact Hstop]. apply lookups_home_run; auto. lia.
Qed.

Lemma run_inv_step (home stop start : N) (entry : N * N) (cell mass : N) :
  run_inv home stop start entry (cell, mass, true) -> cell < stop ->
  run_inv home stop start entry
    (cell + 1, mass + (cell_size - threshold_of cell), pair_eqb (second_of cell) entry).
Proof using.
  intros (count & Hcell & Hcount & Hsame) Hstop.
  destruct (Hsame eq_refl) as (Hhome & Hsize & Hfirst & Hcells & Hsecond & Hmass).
  exists (count + 1). split; [lia |]. split; [lia |].
  intros Heq. apply pair_eqb_eq in Heq. rewrite N.add_1_r, nsum_succ, <- Hcell.
  repeat (split; [assumption |]). split; [| lia].
  intros i Hi. assert (Hcase : i < count \/ i = count) by lia.
  destruct Hcase as [Hlt | ->]; [exact (Hsecond i Hlt) | rewrite <- Hcell; exact Heq].
Qed.

(** ** The loop over the blocks *)

Definition blocks_inv (state : values (nat1 ** nat1 ** nat1 ** Base Bool)) : Prop :=
  let '(block, run, total, good) := state in
  good = true ->
  run <= cells_of /\ total = nsum (certain_of t) block /\ block <= block_total t + 1
  /\ forall j, j < block -> certain_of t j <= lookups (codes_of j).

Lemma blocks_inv_step (block run total stop : N) :
  blocks_inv (block, run, total, true) -> block <= block_total t -> stop <= cells_of ->
  certain_of t block <= lookups (codes_of block) ->
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
    (lookup_of t, (bias t, blocks t, certain t), (homes, runs))) true -> lookup_right.
Proof using.
  intros H. cbn -[N.shiftl] in H.
  apply possible_let in H. apply possible_let in H. cbn -[N.shiftl] in H.
  apply possible_bind in H. destruct H as [[[[block run] total] good] [Hloop H]].
  apply possible_let in H. cbn -[N.shiftl] in H.
  apply possible_bind in H. destruct H as [apart [Hapart H]].
  apply possible_ret in H. cbn -[N.shiftl] in H.
  symmetry in H. rewrite !andb_true_iff, !N.eqb_eq, N.leb_le, N.ltb_lt in H.
  destruct H as [[[[[-> Htotal] Hcells] ->] Hshift] Hoffset].
  rewrite N.shiftl_1_l in Htotal, Hcells. rewrite N.shiftl_mul_pow2 in Hcells.
  apply (possible_while blocks_inv) in Hloop.
  - destruct Hloop as [Hinv Hend]. destruct (Hinv eq_refl) as (_ & Hsum & Hblock & Hall).
    cbn in Hend. apply N.leb_gt in Hend. fold (block_total t) in Hend.
    replace block with (block_total t + 1) in * by lia.
    split; try assumption.
    + apply possible_if in Hapart. cbn in Hapart.
      destruct Hapart as [[-> Hapart] | [-> Hapart]]; apply possible_ret in Hapart;
        cbn in Hapart; symmetry in Hapart.
      * apply N.leb_le. exact Hapart.
      * apply andb_true_iff in Hapart. rewrite !N.leb_le in Hapart. exact Hapart.
    + rewrite <- Hsum. exact Htotal.
    + intros j Hj. apply Hall. lia.
  - clear block run total Hloop Htotal.
    intros [[[block run] total] good] [[[block' run'] total'] good'] Hinv Hguard Hround.
    cbn in Hguard. apply andb_true_iff in Hguard. destruct Hguard as [-> Hblock].
    apply N.leb_le in Hblock.
    apply possible_let in Hround. cbn -[N.shiftl] in Hround.
    apply possible_bind in Hround. destruct Hround as [[entry mirrored] [Hentry Hround]].
    apply possible_let in Hround. apply possible_let in Hround. cbn -[N.shiftl] in Hround.
    apply possible_bind in Hround. destruct Hround as [[[cell mass] same] [Hrun Hround]].
    apply possible_ret in Hround. cbn in Hround. injection Hround as -> -> -> ->.
    assert (Hcodes : (entry, mirrored) = codes_of block).
    { unfold codes_of, code_of, mirrored_of. apply possible_if in Hentry. cbn in Hentry.
      destruct Hentry as [[Hlt Hentry] | [Hlt Hentry]]; apply possible_ret in Hentry;
        fold (block_total t) in Hlt; rewrite Hlt; exact Hentry. }
    apply (possible_while (run_inv (get (s := Nat) homes block) (get (s := Nat) runs block) run
      (entry, mirrored)))
      in Hrun.
    + destruct Hrun as [Hrun _]. intros Htrue. apply andb_true_iff in Htrue.
      destruct Htrue as [-> Hmass]. apply N.eqb_eq in Hmass.
      destruct (run_inv_lookups _ _ _ _ _ Hrun (proj1 (Hinv eq_refl)) eq_refl) as [Hle Hstop].
      cbn [fst snd] in Hle. rewrite Hmass, Hcodes in Hle.
      exact (blocks_inv_step _ _ _ _ Hinv Hblock Hstop Hle eq_refl).
    + intros [[cell1 mass1] same1] state Hrun1 Hguard Hstep. cbn in Hguard.
      apply andb_true_iff in Hguard. destruct Hguard as [-> Hlt]. apply N.ltb_lt in Hlt.
      apply possible_ret in Hstep. cbn -[N.shiftl] in Hstep. rewrite N.shiftl_1_l in Hstep.
      subst state. exact (run_inv_step _ _ _ _ _ _ Hrun1 Hlt).
    + exists 0. rewrite N.add_0_r. split; [reflexivity |]. split; [left; reflexivity |].
      cbn -[N.shiftl]. rewrite N.shiftl_1_l, !andb_true_iff, N.ltb_lt, !N.leb_le, !N.eqb_eq.
      intros [[[[Hhome Hsize] Hfirst] Hmirrored] Hstop].
      split; [exact Hhome |]. split; [exact Hsize |].
      split; [unfold first_of; rewrite Hfirst, Hmirrored; reflexivity |].
      split; [exact Hstop |]. split; [intros i Hi; lia |].
      symmetry. apply N.add_0_r.
  - intros _. cbn. split; [apply N.le_0_l |]. split; [reflexivity |].
    split; [apply N.le_0_l | intros j Hj; lia].
Qed.

End Lookups.
