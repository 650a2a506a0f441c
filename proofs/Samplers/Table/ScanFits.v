(** * Sandwich tables: a scan stays within words

    No number of a scan needs more than 64 bits, if the words that it reads have at most 8 bytes
    each, the entries of the blocks are held in words of 64 bits, and there is one certain mass
    for each block and one for the rare rounds.  So a run on checked words of 64 bits never
    faults, whatever the tape.  It is the run on unbounded numbers, and the run on words that
    wrap around: the checks of the arithmetic, which are branches on random data, can be left
    out.

    Glossary
      scan_fits t      == these conditions (ScanSpec.v)
      settles w c P    == runs of [c] on words of [w] bits end with a value for which [P] holds,
                          or at the end of the tape (Fits.v)
      wrapping w       == the arithmetic that wraps around (Wrapping.v)
      state_at t j k   == the state of a scan after [k] masses, for the ranks of block [j]   *)

From Coq Require Import Bool Lia List NArith ZArith.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist PrefixSums Sandwich.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine Lang.MachineFacts.
From Verinoise Require Import Lang.Words Lang.Wrapping Lang.Fits.
From Verinoise Require Import Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.ScanCode Samplers.Table.Spec Samplers.Table.Tiling.
From Verinoise Require Import Samplers.Table.Bisection Samplers.Table.CheckBlocks.
From Verinoise Require Import Samplers.Table.WordDigits Samplers.Table.ScanState Samplers.Table.Proof.
From Verinoise Require Import Samplers.Table.ScanSpec Samplers.Table.ScanProof.
Local Unset Asymmetric Patterns.
Local Open Scope N_scope.

Section Scan.
Variable t : parts.
Hypothesis tiles : tiling t.
Hypothesis suffice : words_suffice t.
Hypothesis small : scan_fits t.

(** ** Bounds *)

Lemma shiftr_le_self (a k : N) : N.shiftr a k <= a.
Proof using.
  clear. apply N.le_trans with (N.shiftr a k * 2 ^ k); [| apply shiftr_bounds].
  rewrite <- (N.mul_1_r (N.shiftr a k)) at 1. apply N.mul_le_mono_l. generalize (pow2_pos k). lia.
Qed.

Lemma pow2_le_64 (k : N) : k <= 64 -> 2 ^ k <= 2 ^ 64.
Proof using. clear. intros Hk. apply N.pow_le_mono_r; lia. Qed.

Lemma pow2_lt_64 (k : N) : k < 64 -> 2 ^ k < 2 ^ 64.
Proof using. clear. intros Hk. apply N.pow_lt_mono_r; lia. Qed.

Lemma selector_bits_bound : 1 <= selector_bits t <= 64.
Proof using suffice small.
  generalize (suffice_shift t suffice) (fits_word t small). unfold selector_bits. lia.
Qed.

Lemma selector_count_le : 2 * selector_count t <= 2 ^ 64.
Proof using suffice small.
  unfold selector_count. rewrite <- N.pow_succ_r'. apply pow2_le_64.
  generalize selector_bits_bound. lia.
Qed.

Lemma blocks_le : block_total t <= bias t.
Proof using tiles.
  apply N.le_trans with (2 := tiling_bias t tiles). rewrite <- (start_last t).
  assert (Hstart : forall j, j <= block_total t -> j <= start_of t j); [| apply Hstart; lia].
  induction j as [| j IH] using N.peano_ind; intros Hj; [lia |].
  rewrite <- N.add_1_r, (tiling_next t tiles) by lia.
  generalize (IH ltac:(lia)) (pow2_pos (width_of t j)). lia.
Qed.

Lemma entry_lt (i : N) : block_entry t i < 2 ^ 64.
Proof using small.
  unfold block_entry. generalize (fits_blocks t small). generalize (blocks t) as items. clear.
  intros items. revert i. induction items as [| item items IH]; intros i Hitems; [reflexivity |].
  inversion Hitems as [| ? ? Hitem Hrest]. cbn [get].
  destruct (i =? 0); [exact Hitem | exact (IH (i - 1) Hrest)].
Qed.

Lemma bias_lt : bias t < 2 ^ 58.
Proof using tiles small.
  generalize (entry_lt 0). rewrite (entry_eq t tiles 0 (tiling_blocks t tiles)), N.shiftl_mul_pow2.
  change (2 ^ 6) with 64. change (2 ^ 58) with 288230376151711744.
  change (2 ^ 64) with 18446744073709551616. lia.
Qed.

Lemma selector_lt (word : N) : word < 2 ^ (word_bytes t * 8) ->
  N.shiftr word (selector_shift t) < 2 ^ selector_bits t.
Proof using suffice.
  intros Hword. generalize (suffice_shift t suffice). intros Hshift.
  rewrite N.shiftr_div_pow2. apply N.div_lt_upper_bound; [apply N.neq_0_lt_0, pow2_pos |].
  rewrite N.mul_comm. unfold selector_bits. rewrite <- pow2_split by lia. exact Hword.
Qed.

Lemma sign_lt (selector : N) : selector < 2 ^ selector_bits t ->
  N.shiftr selector (selector_bits t - 1) < 2.
Proof using suffice small.
  intros Hselector. generalize selector_bits_bound. intros Hbits.
  rewrite N.shiftr_div_pow2. apply N.div_lt_upper_bound; [apply N.neq_0_lt_0, pow2_pos |].
  rewrite N.mul_comm, <- N.pow_succ_r'.
  replace (N.succ (selector_bits t - 1)) with (selector_bits t) by lia. exact Hselector.
Qed.

Hypothesis total : nsum (certain_of t) (block_total t + 1) = selector_count t.

Lemma mass_le (k : N) : k <= block_total t + 1 -> mass_upto t k <= selector_count t.
Proof using total. intros Hk. rewrite <- total. apply nsum_le_mono. exact Hk. Qed.

(** Every rank belongs to a block. *)
Lemma rank_block (rank : N) : rank < selector_count t -> exists j,
  j <= block_total t /\ mass_upto t j <= rank < mass_upto t (j + 1).
Proof using total.
  intros Hrank. destruct (step_across (mass_upto t) rank (block_total t + 1)) as [j [Hj Hin]].
  - unfold mass_upto at 2. rewrite total. split; [apply N.le_0_l | exact Hrank].
  - exists j. split; [lia | exact Hin].
Qed.

(** ** The program *)

Local Ltac reduce :=
  cbn -[N.shiftl N.shiftr N.land N.add N.mul N.sub N.min N.pow N.ltb N.eqb get
        selector_bits selector_count mass_upto block_entry].

(** The numbers of an expression are below a bound, one after the other. *)
Local Ltac below_bound := reduce; rewrite ?N.ltb_lt; repeat split; try exact I; try lia.

Theorem table_scan_settles : settles 64 (body table_scan value (scan_of t)) (fun _ => True).
Proof using All.
  generalize selector_bits_bound selector_count_le blocks_le (fits_word t small) (fits_extra t small)
    bias_lt (tiling_offset t tiles) (pow2_lt_64 (offset_bits t)).
  intros Hbits Hcount Hblocks Hword_bytes Hextra_bytes Hbias Hoffset_bits Hmask.
  assert (Hbytes : forall n, n <= 8 -> 256 ^ n <= 2 ^ 64).
  { intros n Hn. rewrite pow256. apply pow2_le_64. lia. }
  assert (Hhalf : N.shiftl 1 (selector_bits t - 1) = selector_count t) by apply N.shiftl_1_l.
  reduce. apply settles_let; [below_bound |].
  reduce. fold (selector_bits t). apply settles_let; [below_bound |].
  reduce. apply settles_let; [below_bound; rewrite Hhalf; lia |].
  reduce. rewrite Hhalf. apply settles_let; [below_bound; rewrite N.shiftl_1_l; lia |].
  reduce. apply settles_bind with (fun word => word < 2 ^ (word_bytes t * 8)).
  { rewrite <- pow256. apply (settles_bytes 64 (Var (word_bytes t : value Nat))); [exact I | auto]. }
  intros word Hword. reduce.
  apply settles_bind with (fun position => position < 2 ^ 64).
  { apply settles_if; [below_bound |]. reduce. destruct (extra_bytes t =? 0).
    - apply settles_ret; [exact I |]. apply N.lt_le_trans with (1 := Hword). apply pow2_le_64. lia.
    - apply settles_weaken with (fun position => position < 256 ^ extra_bytes t).
      + intros position Hposition. apply N.lt_le_trans with (1 := Hposition). auto.
      + apply (settles_bytes 64 (Var (extra_bytes t : value Nat))); [exact I | auto]. }
  intros position Hposition. reduce.
  set (selector := N.shiftr word (selector_shift t)).
  assert (Hselector : selector < 2 ^ selector_bits t) by exact (selector_lt word Hword).
  generalize (pow2_le_64 (selector_bits t)). intros Hrange.
  apply settles_let; [below_bound; fold selector; lia |].
  reduce. fold selector.
  set (sign := N.shiftr selector (selector_bits t - 1)).
  assert (Hsign : sign < 2) by exact (sign_lt selector Hselector).
  apply settles_let; [below_bound; fold sign; lia |].
  reduce. fold sign.
  set (rank := N.land selector (selector_count t - 1)).
  assert (Hrank : rank < selector_count t).
  { unfold rank, selector_count. rewrite land_pred_pow2. apply N.mod_lt, N.neq_0_lt_0, pow2_pos. }
  apply settles_let; [below_bound; fold rank; lia |].
  reduce. fold rank.
  destruct (rank_block rank Hrank) as [j [Hj Hin]].
  apply settles_bind with (fun state : N * N * N => snd state < 2 ^ 64).
  - apply settles_fold with
      (Inv := fun before state => state = state_at t j (N.of_nat (length before))).
    + exact I.
    + below_bound. apply entry_lt.
    + reduce. symmetry. exact (state_start t j).
    + intros before mass after state Hsplit ->. set (k := N.of_nat (length before)).
      replace (N.of_nat (length (before ++ mass :: nil))) with (k + 1)
        by (rewrite length_middle; cbn [length]; unfold k; lia).
      assert (Hmass : mass = certain_of t k).
      { unfold certain_of, k. change (certain t = before ++ mass :: after) in Hsplit.
        rewrite Hsplit. symmetry. apply get_middle. }
      assert (Hk : k <= block_total t).
      { generalize (fits_certain t small). change (certain t = before ++ mass :: after) in Hsplit.
        assert (Hlength : N.of_nat (length (certain t)) = k + 1 + N.of_nat (length after))
          by (rewrite Hsplit; exact (length_middle before after mass)).
        lia. }
      generalize (mass_next t k) (mass_le (k + 1)). rewrite <- Hmass. intros Hnext Hle.
      generalize (scan_step_at t tiles j rank Hj Hin Hrank k). rewrite <- Hmass. intros Hstep.
      split; [apply N.ltb_lt; lia |]. unfold state_at at 1 2. reduce.
      apply settles_let; [below_bound |].
      reduce. apply settles_let; [below_bound |].
      reduce. apply settles_let.
      { below_bound. apply (N.le_lt_trans _ _ _ (shiftr_le_self _ _)). lia. }
      reduce. set (passed := N.shiftr _ _).
      generalize (entry_lt (k + 1)) (entry_lt k). unfold block_entry. intros Hentry_next Hentry.
      apply settles_let; [below_bound |].
      generalize (entry_lt (N.min (k + 1) (N.min j (block_total t - 1)))). intros Hentry_then.
      assert (Heq := f_equal snd Hstep). unfold scan_step, state_at in Heq. cbn [snd] in Heq.
      fold passed in Heq. unfold block_entry in Heq, Hentry_then.
      reduce. apply settles_ret; [below_bound |]. rewrite <- Hstep. reflexivity.
    + intros state ->. apply entry_lt.
  - intros [[index sum] entry] Hentry. change (entry < 2 ^ 64) in Hentry. reduce.
    generalize (mass_next t (block_total t)) (mass_le (block_total t + 1) (N.le_refl _)).
    intros Hrest Hsum.
    assert (Hrare : rank + certain_of t (block_total t) < 2 ^ 64) by lia.
    apply settles_let.
    { below_bound; fold (block_total t); [lia | fold (certain_of t (block_total t)) ..]; [lia | lia |].
      apply (N.le_lt_trans _ _ _ (shiftr_le_self _ _)). exact Hrare. }
    reduce. set (rare := N.shiftr _ _).
    set (masked := N.land position (N.shiftl 1 (offset_bits t) - 1)).
    assert (Hmasked : masked < 2 ^ offset_bits t).
    { unfold masked. rewrite land_below. apply N.mod_lt, N.neq_0_lt_0, pow2_pos. }
    assert (Hdropped : N.land entry 63 < 64).
    { change 63 with (N.ones 6). rewrite N.land_ones. apply N.mod_lt. discriminate. }
    generalize (shiftr_le_self masked (N.land entry 63)). intros Hoffset.
    apply settles_let; [below_bound; fold masked; lia |].
    reduce. fold masked.
    set (offset := N.shiftr masked (N.land entry 63)) in *.
    assert (Hplace : N.shiftr entry 6 < 2 ^ 58).
    { rewrite N.shiftr_div_pow2. apply N.div_lt_upper_bound; [discriminate |]. exact Hentry. }
    assert (Hwide : 2 ^ offset_bits t <= 2 ^ 63) by (apply N.pow_le_mono_r; lia).
    change (2 ^ 58) with 288230376151711744 in *.
    change (2 ^ 63) with 9223372036854775808 in *. change (2 ^ 64) with 18446744073709551616 in *.
    apply settles_let; [below_bound |].
    reduce. apply settles_let; [below_bound |].
    reduce. assert (Hcases : sign = 0 \/ sign = 1) by lia.
    apply settles_let; [below_bound; destruct Hcases as [-> | ->]; lia |].
    reduce. apply settles_ret; [below_bound | exact I].
Qed.

End Scan.

Section Right.
Variable t : parts.
Hypothesis t_right : right t.
Hypothesis suffice : words_suffice t.
Hypothesis small : scan_fits t.
Implicit Types (fuel : nat) (tape : list byte).

(** Checked words do not fault, and the run is the one on unbounded numbers. *)
Theorem table_scan_words fuel tape :
  let c := body table_scan value (scan_of t) in
  settled (run (words 64) fuel c tape) /\ run (words 64) fuel c tape = run exact fuel c tape.
Proof using t_right suffice small.
  cbv zeta. assert (Hsettled : settled (run (words 64) fuel (body table_scan value (scan_of t)) tape)).
  { apply (settles_settled 64 _ (fun _ => True)).
    exact (table_scan_settles t (right_tiling t t_right) suffice small (certain_total t t_right)). }
  split; [exact Hsettled |]. symmetry.
  exact (run_improves (faithful_refines _ (words_faithful 64)) _ _ _ (le_n fuel) tape Hsettled).
Qed.

(** The checks can be left out. *)
Theorem table_scan_wrapping fuel tape :
  let c := body table_scan value (scan_of t) in
  run (wrapping 64) fuel c tape = run exact fuel c tape.
Proof using t_right suffice small.
  cbv zeta. destruct (table_scan_words fuel tape) as [Hsettled <-].
  exact (words_run_wrapping 64 fuel _ tape Hsettled).
Qed.

End Right.
