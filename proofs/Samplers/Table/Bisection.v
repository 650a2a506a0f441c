(** * Sandwich tables: the block of a rank

    The sums of the wedges do not decrease, so that those up to a rank come first, and their
    number is the block in whose wedge the rank lies.  Bisection finds it.

    Glossary
      wedges_upto t j   == the sum of the wedges of the blocks before [j], from the table [t]
      block_at t rank   == the number of these sums, but the first, that are up to [rank]
      bracket t rank s  == [rank] is not below the sum at the first component of [s], and
                           below that at the second                                         *)

From Coq Require Import Bool Reals NArith List Lia.
From MathLite Require Import Dist Terminate Deterministic.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Support.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec.
Import ListNotations.
Local Open Scope N_scope.

(** ** Counting *)

Lemma get_succ (x : N) (items : list N) (i : N) :
  get (s := Nat) (x :: items) (i + 1) = get (s := Nat) items i.
Proof.
  cbn [get]. destruct (N.eqb_spec (i + 1) 0) as [H | _]; [lia |].
  f_equal. lia.
Qed.

(** The items up to [rank] are those before number [j]. *)
Lemma filter_count (rank : N) (items : list N) (j : N) : j <= N.of_nat (length items) ->
  (forall i, i < j -> get (s := Nat) items i <= rank) ->
  (forall i, j <= i < N.of_nat (length items) -> rank < get (s := Nat) items i) ->
  N.of_nat (length (filter (fun item => item <=? rank) items)) = j.
Proof.
  revert j. induction items as [| item items IH]; intros j Hj Hbefore Hafter.
  - cbn in *. lia.
  - cbn [length] in Hj, Hafter. cbn [filter]. destruct (N.eq_dec j 0) as [-> | Hj0].
    + assert (Hitem : rank < item) by (apply (Hafter 0); lia).
      destruct (N.leb_spec item rank) as [Hle | _]; [lia |].
      apply IH; [lia | lia |]. intros i Hi. rewrite <- (get_succ item). apply Hafter. lia.
    + assert (Hitem : item <= rank) by (apply (Hbefore 0); lia).
      destruct (N.leb_spec item rank) as [_ | Hgt]; [| lia].
      cbn [length]. replace j with (j - 1 + 1) by lia. rewrite Nnat.Nat2N.inj_succ, <- N.add_1_r.
      f_equal. apply IH; [lia | |].
      * intros i Hi. rewrite <- (get_succ item). apply Hbefore. lia.
      * intros i Hi. rewrite <- (get_succ item). apply Hafter. lia.
Qed.

Lemma nondecreasing_le (f : N -> N) (n i j : N) :
  (forall k, k < n -> f k <= f (k + 1)) -> i <= j -> j <= n -> f i <= f j.
Proof.
  intros Hf. revert i. induction j as [| j IH] using N.peano_ind; intros i Hij Hjn.
  - replace i with 0 by lia. lia.
  - destruct (N.eq_dec i (N.succ j)) as [-> | Hne]; [lia |].
    rewrite <- N.add_1_r. generalize (IH i) (Hf j). lia.
Qed.

(** Between a value that is not above [rank] and one above it, there is a step across it. *)
Lemma step_across (f : N -> N) (rank n : N) : f 0 <= rank < f n ->
  exists j, j < n /\ f j <= rank < f (j + 1).
Proof.
  induction n as [| n IH] using N.peano_ind; intros Hn; [lia |].
  destruct (N.le_gt_cases (f n) rank) as [Hle | Hgt].
  - exists n. rewrite N.add_1_r. lia.
  - destruct IH as [j [Hj Hstep]]; [lia |]. exists j. split; [lia | exact Hstep].
Qed.

Section Bisection.
Variables (t : parts) (rank : N).
Hypothesis wedges_length : N.of_nat (length (wedges t)) = block_total t + 1.
Hypothesis wedges_le : forall j, j < block_total t -> wedges_upto t j <= wedges_upto t (j + 1).

Lemma block_at_between (j : N) : j < block_total t ->
  wedges_upto t j <= rank < wedges_upto t (j + 1) -> block_at t rank = j.
Proof using wedges_length wedges_le.
  unfold wedges_upto, block_at in *. intros Hj Hbetween.
  destruct (wedges t) as [| first sums]; [cbn in wedges_length; lia |].
  cbn [tl]. cbn [length] in wedges_length. apply filter_count; [lia | |].
  - intros i Hi. rewrite <- (get_succ first).
    apply N.le_trans with (2 := proj1 Hbetween).
    apply (nondecreasing_le (get (s := Nat) (first :: sums)) _ _ _ wedges_le); lia.
  - intros i Hi. rewrite <- (get_succ first).
    apply N.lt_le_trans with (1 := proj2 Hbetween).
    apply (nondecreasing_le (get (s := Nat) (first :: sums)) _ _ _ wedges_le); lia.
Qed.

Hypothesis wedges_0 : wedges_upto t 0 = 0.
Hypothesis rank_lt : rank < wedges_upto t (block_total t).

Theorem block_at_bounds : block_at t rank < block_total t
  /\ wedges_upto t (block_at t rank) <= rank < wedges_upto t (block_at t rank + 1).
Proof using All.
  destruct (step_across (wedges_upto t) rank (block_total t)) as [j [Hj Hbetween]].
  - rewrite wedges_0. lia.
  - rewrite (block_at_between j Hj Hbetween). split; assumption.
Qed.

(** ** The program *)

Definition bracket (s : N * N) : Prop :=
  fst s < snd s <= block_total t /\ wedges_upto t (fst s) <= rank < wedges_upto t (snd s).

Lemma bracket_start : bracket (0, block_total t).
Proof using All.
  unfold bracket. cbn [fst snd]. rewrite wedges_0. split; [| lia].
  split; [| lia]. assert (Hpos : block_total t <> 0); [| lia].
  intros Heq. rewrite Heq, wedges_0 in rank_lt. lia.
Qed.

Definition halved (s : N * N) : N * N :=
  let middle := N.shiftr (fst s + snd s) 1 in
  if wedges_upto t middle <=? rank then (middle, snd s) else (fst s, middle).

Lemma halved_bracket (s : N * N) : bracket s -> fst s + 1 < snd s ->
  bracket (halved s)
  /\ (N.to_nat (snd (halved s) - fst (halved s)) < N.to_nat (snd s - fst s))%nat.
Proof using All.
  destruct s as [low high]. unfold bracket, halved. cbn [fst snd]. intros [Hs Hrank] Hgo.
  rewrite N.shiftr_div_pow2. change (2 ^ 1) with 2.
  assert (Hmiddle : low < (low + high) / 2 < high).
  { split; [| apply N.div_lt_upper_bound; lia].
    apply N.lt_le_trans with (low + 1); [lia | apply N.div_le_lower_bound; lia]. }
  destruct (N.leb_spec (wedges_upto t ((low + high) / 2)) rank); cbn [fst snd]; lia.
Qed.

Definition apart (s : N * N) : bool := fst s + 1 <? snd s.

Lemma block_loop_certain :
  dwhile apart (fun s => dret (halved s)) (0, block_total t)
  =d dret (block_at t rank, block_at t rank + 1).
Proof using All.
  assert (Hstep : forall s u, bracket s -> apart s = true -> (0 < dret (halved s) u)%R ->
    bracket u /\ (N.to_nat (snd u - fst u) < N.to_nat (snd s - fst s))%nat).
  { intros s u Hs Hgo Hu. apply dret_pos_inv in Hu as ->. apply N.ltb_lt in Hgo.
    exact (halved_bracket s Hs Hgo). }
  apply dist_certain.
  - apply (dwhile_terminates_rank apart (fun s => dret (halved s)) bracket)
      with (rank := fun s => N.to_nat (snd s - fst s)).
    + intros s u Hs Hgo Hu. apply (Hstep s u Hs Hgo Hu).
    + intros s _ _. apply total_dret.
    + intros s u Hs Hgo Hu. apply (Hstep s u Hs Hgo Hu).
    + exact bracket_start.
  - intros [low high] Hpos. apply (dwhile_invariant _ _ bracket) in Hpos as [Hend Hstop].
    + destruct Hend as [Horder Hrank]. apply N.ltb_ge in Hstop. cbn [fst snd] in *.
      replace high with (low + 1) in * by lia.
      rewrite (block_at_between low ltac:(lia) Hrank). reflexivity.
    + intros s u Hs Hgo Hu. apply (Hstep s u Hs Hgo Hu).
    + exact bracket_start.
Qed.

Theorem table_block_law : pmf (body table_block value (rank, wedges t)) =d dret (block_at t rank).
Proof using All.
  cbn -[N.shiftr N.add N.sub]. rewrite wedges_length, N.add_sub.
  transitivity (dbind (dwhile apart (fun s => dret (halved s)) (0, block_total t))
    (fun s => dret (fst s))).
  - apply dbind_ext; [| reflexivity]. apply dwhile_ext. intros [low high]. unfold halved. cbn [fst snd].
    rewrite dbind_ret_l. fold (wedges_upto t (N.shiftr (low + high) 1)).
    destruct (wedges_upto t (N.shiftr (low + high) 1) <=? rank); reflexivity.
  - exact (dbind_deterministic _ _ _ block_loop_certain).
Qed.

End Bisection.

(** ** Any sums *)

(** For all sums that do not decrease, from 0 to above the rank. *)
Theorem table_block_pmf (rank : N) (sums : list N) :
  get (s := Nat) sums 0 = 0 ->
  (forall i, i + 1 < N.of_nat (length sums) -> get (s := Nat) sums i <= get (s := Nat) sums (i + 1)) ->
  rank < get (s := Nat) sums (N.of_nat (length sums) - 1) ->
  exists block,
    pmf (body table_block value (rank, sums)) =d dret block /\
    block + 1 < N.of_nat (length sums) /\
    get (s := Nat) sums block <= rank < get (s := Nat) sums (block + 1).
Proof.
  intros Hzero Hsums Hrank.
  set (t := Parts 0 0 0 0 0 [] [] 0 0 0 0 0 0 (repeat 0 (length sums - 1)) [] sums 0 0).
  assert (Hpositive : (0 < length sums)%nat).
  { destruct sums as [| first sums]; [cbn in Hrank; lia | cbn [length]; lia]. }
  assert (Htotal : block_total t = N.of_nat (length sums) - 1).
  { unfold block_total. cbn [blocks t]. rewrite repeat_length. lia. }
  assert (Hlength : N.of_nat (length (wedges t)) = block_total t + 1)
    by (rewrite Htotal; cbn [wedges t]; lia).
  assert (Hwedges : forall j, j < block_total t -> wedges_upto t j <= wedges_upto t (j + 1))
    by (intros j Hj; apply Hsums; lia).
  assert (Hlast : rank < wedges_upto t (block_total t)) by (rewrite Htotal; exact Hrank).
  exists (block_at t rank). split; [exact (table_block_law t rank Hlength Hwedges Hzero Hlast) |].
  destruct (block_at_bounds t rank Hlength Hwedges Hzero Hlast) as [Hblock Hbetween].
  split; [lia | exact Hbetween].
Qed.
