(** * Sandwich tables: the state of a scan

    A rank of block [j] is not below the sum of the certain masses before [j], and below the sum
    that includes [j].  So a scan goes through the entries of the blocks up to [j] and then stays
    where it is.  The entry of the last block serves for the rare rounds, too, whose result is 0
    whatever it is.

    Glossary
      mass_upto t j  == the sum of the certain masses of the blocks before [j]
      block_entry t j == the entry of block [j]
      scan_step t rank s mass == the state after one more [mass], from the state [s]: the number
                        of masses, their sum, the entry
      state_at t j k == the state after [k] masses, for the ranks of block [j]
      scanned t sign rank entry offset == the result                               *)

From Coq Require Import NArith ZArith List Lia.
From MathLite Require Import PrefixSums Sandwich.
From Verinoise Require Import Lang.Syntax Lang.Eval.
From Verinoise Require Import Samplers.Exp.Rounding Samplers.Table.Spec Samplers.Table.Tiling.
From Verinoise Require Import Samplers.Table.Bisection Samplers.Table.CheckBlocks.
Import ListNotations.
Local Open Scope N_scope.

(** ** Comparisons without branches *)

(** The highest bit of a sum compares. *)
Lemma highest_bit (rank sum bits : N) : rank < 2 ^ bits ->
  N.shiftr (rank + (2 ^ bits - sum)) bits = if sum <=? rank then 1 else 0.
Proof.
  intros Hrank. rewrite N.shiftr_div_pow2. destruct (N.leb_spec sum rank) as [Hle | Hgt].
  - symmetry. apply (N.div_unique _ _ 1 (rank - sum)); lia.
  - apply N.div_small. lia.
Qed.

(** ** Items of a list *)

Lemma get_outside (items : list N) (i : N) :
  N.of_nat (length items) <= i -> get (s := Nat) items i = 0.
Proof.
  revert i. induction items as [| item items IH]; intros i Hi; [reflexivity |].
  cbn [length] in Hi. replace i with (i - 1 + 1) by lia. rewrite get_succ. apply IH. lia.
Qed.

Lemma length_middle {A : Type} (before after : list A) (item : A) :
  N.of_nat (length (before ++ item :: after))
  = N.of_nat (length before) + 1 + N.of_nat (length after).
Proof. induction before as [| x before IH]; cbn [length app]; lia. Qed.

Lemma get_middle (before after : list N) (item : N) :
  get (s := Nat) (before ++ item :: after) (N.of_nat (length before)) = item.
Proof.
  induction before as [| x before IH]; [reflexivity |].
  cbn [length app]. rewrite Nnat.Nat2N.inj_succ, <- N.add_1_r, get_succ. exact IH.
Qed.

(** ** The scan *)

Section Scan.
Variable t : parts.

Definition mass_upto (j : N) : N := nsum (certain_of t) j.

Definition block_entry (j : N) : N := get (s := Nat) (blocks t) j.

Definition scan_step (rank : N) (s : N * N * N) (mass : N) : N * N * N :=
  let '(index, sum, entry) := s in
  (index + 1, sum + mass,
   entry + N.shiftr (rank + (selector_count t - (sum + mass))) (selector_bits t - 1)
           * (block_entry (index + 1) - block_entry index)).

Definition scan (rank : N) : N * N * N :=
  fold_left (scan_step rank) (certain t) (0, 0, block_entry 0).

Definition scanned (sign rank entry offset : N) : N :=
  let rare := N.shiftr (rank + certain_of t (block_total t)) (selector_bits t - 1) in
  let value := N.shiftr entry 6 + N.shiftr offset (N.land entry 63) in
  let reflected := bias t + bias t - value in
  (value * (1 - sign) + reflected * sign) * (1 - rare).

Definition state_at (j k : N) : N * N * N :=
  (k, mass_upto k, block_entry (N.min k (N.min j (block_total t - 1)))).

Hypothesis tiles : tiling t.

Lemma entry_eq (j : N) : j < block_total t ->
  block_entry j = N.shiftl (bias t + start_of t j) 6 + (offset_bits t - width_of t j).
Proof using tiles.
  intros Hj. rewrite N.shiftl_mul_pow2. change (2 ^ 6) with 64. exact (tiling_entry t tiles j Hj).
Qed.

Lemma entry_le (j : N) : j + 1 < block_total t -> block_entry j <= block_entry (j + 1).
Proof using tiles.
  intros Hj. rewrite !entry_eq, !N.shiftl_mul_pow2, (tiling_next t tiles) by lia.
  change (2 ^ 6) with 64.
  generalize (tiling_offset t tiles) (pow2_pos (width_of t j)). lia.
Qed.

Lemma entry_last : block_entry (block_total t) = 0.
Proof using. apply get_outside. apply N.le_refl. Qed.

Section Rank.
Variables j rank : N.
Hypothesis j_le : j <= block_total t.
Hypothesis rank_in : mass_upto j <= rank < mass_upto (j + 1).
Hypothesis rank_lt : rank < selector_count t.

Lemma mass_le_rank (k : N) : (mass_upto (k + 1) <=? rank) = (k <? j).
Proof using rank_in.
  clear j_le rank_lt. destruct (N.ltb_spec k j) as [Hlt | Hge].
  - apply N.leb_le. generalize (nsum_le_mono (certain_of t) (k + 1) j). unfold mass_upto in *. lia.
  - apply N.leb_gt. generalize (nsum_le_mono (certain_of t) (j + 1) (k + 1)).
    unfold mass_upto in *. lia.
Qed.

Lemma mass_next (k : N) : mass_upto k + certain_of t k = mass_upto (k + 1).
Proof using. unfold mass_upto. rewrite N.add_1_r. symmetry. exact (nsum_succ _ k). Qed.

Lemma passed_eq (k : N) :
  N.shiftr (rank + (selector_count t - mass_upto (k + 1))) (selector_bits t - 1)
  = if k <? j then 1 else 0.
Proof using rank_in rank_lt.
  unfold selector_count in *. rewrite highest_bit by exact rank_lt. rewrite mass_le_rank. reflexivity.
Qed.

Lemma scan_step_at (k : N) :
  scan_step rank (state_at j k) (certain_of t k) = state_at j (k + 1).
Proof using All.
  unfold scan_step, state_at. rewrite mass_next, passed_eq. f_equal.
  generalize (tiling_blocks t tiles). intros Hblocks.
  destruct (N.ltb_spec k j) as [Hlt | Hge].
  - rewrite N.mul_1_l. destruct (N.lt_ge_cases (k + 1) (block_total t)) as [Hnext | Hlast].
    + replace (N.min k (N.min j (block_total t - 1))) with k by lia.
      replace (N.min (k + 1) (N.min j (block_total t - 1))) with (k + 1) by lia.
      generalize (entry_le k Hnext). lia.
    + replace (k + 1) with (block_total t) by lia. rewrite entry_last, N.add_0_r.
      f_equal. lia.
  - rewrite N.mul_0_l, N.add_0_r. f_equal. lia.
Qed.

Lemma state_start : state_at j 0 = (0, 0, block_entry 0).
Proof using. unfold state_at. rewrite N.min_0_l. reflexivity. Qed.

Lemma scan_from (masses : list N) (k : N) :
  (forall i, i < N.of_nat (length masses) -> certain_of t (k + i) = get (s := Nat) masses i) ->
  fold_left (scan_step rank) masses (state_at j k) = state_at j (k + N.of_nat (length masses)).
Proof using All.
  revert k. induction masses as [| mass masses IH]; intros k Hmasses; cbn [fold_left length].
  - rewrite N.add_0_r. reflexivity.
  - assert (Hmass : certain_of t k = mass).
    { rewrite <- (N.add_0_r k) at 1. apply (Hmasses 0). cbn [length]. lia. }
    rewrite <- Hmass, scan_step_at, IH; [f_equal; lia |].
    intros i Hi. rewrite <- (get_succ mass), <- Hmasses by (cbn [length]; lia). f_equal. lia.
Qed.

(** The masses reach as far as the block. *)
Lemma block_inside : j < N.of_nat (length (certain t)).
Proof using rank_in.
  clear j_le rank_lt. apply N.lt_nge. intros Hout. generalize (mass_next j).
  unfold certain_of. rewrite (get_outside _ _ Hout). lia.
Qed.

Theorem scan_eq : snd (scan rank) = block_entry (N.min j (block_total t - 1)).
Proof using All.
  unfold scan. rewrite <- state_start, scan_from.
  - cbn [state_at snd]. f_equal. generalize block_inside. lia.
  - intros i _. rewrite N.add_0_l. reflexivity.
Qed.

(** ** The result *)

Hypothesis total : mass_upto (block_total t + 1) = selector_count t.

Lemma rare_eq : N.shiftr (rank + certain_of t (block_total t)) (selector_bits t - 1)
  = if j <? block_total t then 0 else 1.
Proof using j_le rank_in rank_lt total.
  generalize (mass_next (block_total t)) (mass_le_rank (block_total t - 1)).
  rewrite total. unfold selector_count in *. intros Hlast Hrank.
  replace (certain_of t (block_total t))
    with (2 ^ (selector_bits t - 1) - mass_upto (block_total t)) by lia.
  rewrite highest_bit by exact rank_lt.
  destruct (N.ltb_spec j (block_total t)) as [Hlt | Hge].
  - replace (block_total t - 1 + 1) with (block_total t) in Hrank by lia.
    rewrite Hrank. destruct (N.ltb_spec (block_total t - 1) j); [lia | reflexivity].
  - replace (block_total t) with j by lia.
    destruct (N.leb_spec (mass_upto j) rank); [reflexivity | lia].
Qed.

Theorem scanned_rare (sign entry offset : N) : j = block_total t ->
  scanned sign rank entry offset = 0.
Proof using j_le rank_in rank_lt total.
  intros Hj. unfold scanned. rewrite rare_eq, Hj, N.ltb_irrefl. apply N.mul_0_r.
Qed.

Theorem scanned_value (sign offset : N) : j < block_total t -> sign < 2 ->
  offset < 2 ^ offset_bits t ->
  scanned sign rank (block_entry j) offset
  = Z.to_N (Z.of_N (bias t) + signed sign (start_of t j + offset / 2 ^ (offset_bits t - width_of t j))).
Proof using All.
  intros Hj Hsign Hoffset. apply N.ltb_lt in Hj as Hltb.
  generalize (tiling_offset t tiles) (block_end t tiles j Hj) (tiling_width t tiles j Hj).
  intros Hbits Hend Hwidth.
  unfold scanned. rewrite rare_eq, Hltb, (entry_eq j Hj), entry_high, entry_low by lia.
  rewrite (N.shiftr_div_pow2 offset), N.mul_1_r.
  set (k := offset / 2 ^ (offset_bits t - width_of t j)).
  assert (Hk : k < 2 ^ width_of t j).
  { apply N.div_lt_upper_bound; [apply N.neq_0_lt_0, pow2_pos |]. rewrite <- N.pow_add_r.
    replace (offset_bits t - width_of t j + width_of t j) with (offset_bits t) by lia. exact Hoffset. }
  unfold signed. destruct (N.eqb_spec sign 0) as [-> | Hne].
  - lia.
  - replace sign with 1 by lia. lia.
Qed.

End Rank.
End Scan.
