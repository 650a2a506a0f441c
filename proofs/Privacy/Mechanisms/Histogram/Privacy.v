(** * A histogram, proved private once for both currencies

    Purpose: counts of the records in each of several bins, with independent noise.
    A record is in one bin, so that adding or removing it changes one count, and
    replacing it changes two, by one each.  The bins are fixed in advance; a record
    with another key is not counted.

    Paper section: 5, Privacy.  Dwork, McSherry, Nissim, Smith 2006.

    Glossary:
      count key k x == the number of records of x with key k
      histogram S key bins n d == the noisy count of each of the bins, in their order
      system, noisy, cost_of == see Interface
      draws ps == one draw from each distribution of the list ps (Independent) *)

From Coq Require Import Reals NArith ZArith List Permutation Lia Classical.
From MathLite Require Import Dist.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Adjacency.
From Verinoise Require Import Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Notions.Notion Privacy.Notions.PureDp Privacy.Notions.Zcdp.
From Verinoise Require Import Privacy.Mechanisms.Interface.
Import ListNotations.

(** ** Lists of draws with few changes *)

Section Changes.
Context (N : notion) {I O : Type} (s : cost N) (p q : I -> dist O).
Hypothesis s_ge_0 : cost_le cost_0 s.
Hypothesis p_close_q : forall i, close s (p i) (q i).

(** Only the members of [changed] contribute to the cost. *)
Lemma close_draws_changed (changed l : list I) :
  NoDup l -> (forall i, In i l -> ~ In i changed -> p i = q i) ->
  close (cost_times (length changed) s) (draws (map p l)) (draws (map q l)).
Proof using s_ge_0 p_close_q.
  intros Hl. revert changed. induction Hl as [| i l Hi Hl IH]; intros changed Hsame.
  - apply close_eq; [apply cost_times_ge_0; exact s_ge_0 | reflexivity].
  - destruct (classic (In i changed)) as [Hin | Hout].
    + destruct (in_split i changed Hin) as [before [after ->]].
      rewrite <- (Permutation_length (Permutation_middle before after i)).
      apply close_draws_cons; [apply p_close_q |]. apply IH. intros j Hj Hnot.
      apply Hsame; [right; exact Hj |]. intros Hj1. apply Hnot.
      apply in_app_or in Hj1. apply in_or_app. simpl in Hj1.
      destruct Hj1 as [Hj1 | [<- | Hj1]]; [left; exact Hj1 | contradiction | right; exact Hj1].
    + rewrite <- (cost_plus_0_l N (cost_times _ s)). simpl map.
      rewrite (Hsame i (or_introl eq_refl) Hout). apply close_draws_cons; [apply close_refl |].
      apply IH. intros j Hj. apply Hsame. right. exact Hj.
Qed.

End Changes.

(** ** Counts *)

Section Histogram.
Context {A K : Type} (key : A -> K) (K_eq_dec : forall j k : K, {j = k} + {j <> k}).

Definition in_bin (k : K) (a : A) : bool := if K_eq_dec (key a) k then true else false.

Definition count (k : K) (x : list A) : Z := Z.of_nat (length (filter (in_bin k) x)).

Definition histogram (S : system) (bins : list K) (n d : N) : mechanism (list A) (list Z) :=
  fun x => draws (map (fun k => noisy S (fun c => c) 1 n d (count k x)) bins).

Lemma count_add (k : K) (a : A) (l1 l2 : list A) :
  count k (l1 ++ a :: l2) = (count k (l1 ++ l2) + if in_bin k a then 1 else 0)%Z.
Proof using.
  unfold count. destruct (in_bin k a) eqn:Ha.
  - rewrite (filter_record_true _ a l1 l2 Ha), filter_app.
    rewrite <- (Permutation_length (Permutation_middle _ _ a)). simpl length. lia.
  - rewrite (filter_record_false _ a l1 l2 Ha). lia.
Qed.

Lemma in_bin_other (k : K) (a : A) : key a <> k -> in_bin k a = false.
Proof using.
  intros Hk. unfold in_bin. destruct (K_eq_dec (key a) k); [contradiction | reflexivity].
Qed.

Lemma count_add_remove (k : K) (x y : list A) :
  add_remove x y -> (Z.abs (count k x - count k y) <= 1)%Z.
Proof using.
  intros [a [l1 [l2 [[-> ->] | [-> ->]]]]]; rewrite count_add; destruct (in_bin k a); lia.
Qed.

Lemma count_replace_one (k : K) (x y : list A) :
  replace_one x y -> (Z.abs (count k x - count k y) <= 1)%Z.
Proof using.
  intros [a [b [l1 [l2 [-> ->]]]]]. rewrite !count_add. destruct (in_bin k a), (in_bin k b); lia.
Qed.

(** The only bin whose count a new record changes, *)
Lemma add_remove_changed (x y : list A) : add_remove x y ->
  exists changed : list K, length changed = 1%nat /\
    forall k, ~ In k changed -> count k x = count k y.
Proof using.
  intros [a [l1 [l2 Hxy]]]. exists [key a]. split; [reflexivity |]. intros k Hk.
  assert (Hother : in_bin k a = false) by (apply in_bin_other; simpl in Hk; tauto).
  destruct Hxy as [[-> ->] | [-> ->]]; rewrite count_add, Hother; lia.
Qed.

(** and the only two that a replaced record changes. *)
Lemma replace_one_changed (x y : list A) : replace_one x y ->
  exists changed : list K, length changed = 2%nat /\
    forall k, ~ In k changed -> count k x = count k y.
Proof using.
  intros [a [b [l1 [l2 [-> ->]]]]]. exists [key a; key b]. split; [reflexivity |].
  intros k Hk. rewrite !count_add, !in_bin_other by (simpl in Hk; tauto). reflexivity.
Qed.

Section Private.
Context (S : system) (bins : list K) (n d : N).
Hypothesis bins_distinct : NoDup bins.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.

Theorem histogram_total : total_mechanism (histogram S bins n d).
Proof using n_pos d_pos.
  intros x. apply draws_total. intros p Hp. apply in_map_iff in Hp.
  destruct Hp as [k [<- _]]. apply noisy_total; [reflexivity | exact n_pos | exact d_pos].
Qed.

Lemma histogram_changed (m : nat) (x y : list A) :
  (forall k, (Z.abs (count k x - count k y) <= 1)%Z) ->
  (exists changed : list K, length changed = m /\
     forall k, ~ In k changed -> count k x = count k y) ->
  close (cost_times m (cost_of S n d)) (histogram S bins n d x) (histogram S bins n d y).
Proof using bins_distinct n_pos d_pos.
  intros Hdistance [changed [<- Hsame]]. apply close_draws_changed.
  - apply cost_of_ge_0; assumption.
  - intros k. apply (noisy_private S Z (fun c c1 => (Z.abs (c - c1) <= 1)%Z)).
    + reflexivity.
    + exact n_pos.
    + exact d_pos.
    + intros c c1 Hc. exact Hc.
    + apply Hdistance.
  - exact bins_distinct.
  - intros k _ Hk. rewrite (Hsame k Hk). reflexivity.
Qed.

(** The whole histogram costs what one count costs, *)
Theorem histogram_private : private S add_remove (cost_of S n d) (histogram S bins n d).
Proof using bins_distinct n_pos d_pos.
  intros x y Hxy. rewrite <- (cost_times_1 S (cost_of S n d)). apply histogram_changed.
  - intros k. apply count_add_remove. exact Hxy.
  - apply add_remove_changed. exact Hxy.
Qed.

(** and twice as much if records are replaced. *)
Theorem histogram_private_replace :
  private S replace_one (cost_times 2 (cost_of S n d)) (histogram S bins n d).
Proof using bins_distinct n_pos d_pos.
  intros x y Hxy. apply histogram_changed.
  - intros k. apply count_replace_one. exact Hxy.
  - apply replace_one_changed. exact Hxy.
Qed.

End Private.

(** ** In the two currencies *)

Section Currencies.
Context (bins : list K) (n d : N).
Hypothesis bins_distinct : NoDup bins.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Local Open Scope R_scope.

Theorem histogram_pure_dp : pure_dp add_remove (ratio n d) (histogram pure_system bins n d).
Proof using bins_distinct n_pos d_pos.
  exact (histogram_private pure_system bins n d bins_distinct n_pos d_pos).
Qed.

Theorem histogram_replace_pure_dp :
  pure_dp replace_one (2 * ratio n d) (histogram pure_system bins n d).
Proof using bins_distinct n_pos d_pos.
  replace (2 * ratio n d) with (ratio n d + (ratio n d + 0)) by ring.
  exact (histogram_private_replace pure_system bins n d bins_distinct n_pos d_pos).
Qed.

Theorem histogram_zcdp : zcdp add_remove (ratio n d) (histogram zcdp_system bins n d).
Proof using bins_distinct n_pos d_pos.
  apply zcdp_private. exact (histogram_private zcdp_system bins n d bins_distinct n_pos d_pos).
Qed.

Theorem histogram_replace_zcdp :
  zcdp replace_one (2 * ratio n d) (histogram zcdp_system bins n d).
Proof using bins_distinct n_pos d_pos.
  apply zcdp_private. replace (2 * ratio n d) with (ratio n d + (ratio n d + 0)) by ring.
  exact (histogram_private_replace zcdp_system bins n d bins_distinct n_pos d_pos).
Qed.

(** In (eps, delta), whatever the currency. *)
Theorem histogram_approx_dp (S : system) (delta : R) : 0 < delta <= 1 ->
  approx_dp add_remove (epsilon_at S (cost_of S n d) delta) delta (histogram S bins n d).
Proof using bins_distinct n_pos d_pos.
  intros Hdelta. apply private_approx; [apply cost_of_ge_0; assumption | exact Hdelta |].
  apply histogram_private; assumption.
Qed.

End Currencies.

End Histogram.
