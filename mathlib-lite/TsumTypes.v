(** * Sums over particular types

    Purpose: [tsum] computed on the types that the samplers use: booleans,
    naturals, numbers below a bound, integers; its agreement with the series of
    Coquelicot.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      tsum_cover == a sum over a type covered by two disjoint images
      below n == the list 0, 1, ..., n-1 (in N)
      Series f == the sum of a series (Coquelicot)
      Z.of_nat, N.of_nat, Pos.of_succ_nat == the embeddings of nat *)

From Coq Require Import Reals Lra Lia List NArith ZArith Classical.
Set Warnings "-ambiguous-paths". (* of the coercions between R and Rbar, harmless *)
From Coquelicot Require Import Rbar Hierarchy Lim_seq Series.
From MathLite Require Export Tsum TsumPair.
Local Open Scope R_scope.

(** ** Images and covers *)

Section Image.
Context {A B : Type} (h : B -> A) (f : A -> R).
Hypothesis h_inj : forall b1 b2, h b1 = h b2 -> b1 = b2.

Lemma image_value b : ind (exists b1, h b1 = h b) * f (h b) = f (h b).
Proof using. rewrite ind_true by eauto. lra. Qed.

Lemma image_onto a :
  ind (exists b, h b = a) * f a <> 0 -> exists b, f (h b) <> 0 /\ h b = a.
Proof using.
  destruct (ind_cases (exists b, h b = a)) as [[[b <-] ->] | [_ ->]]; intros Ha; [| lra].
  exists b. split; [lra | reflexivity].
Qed.

Lemma tsum_image : tsum (fun a => ind (exists b, h b = a) * f a) = tsum (fun b => f (h b)).
Proof using h_inj.
  apply (tsum_bij_support _ _ h); auto using image_value, image_onto.
Qed.

Lemma summable_image :
  summable (fun a => ind (exists b, h b = a) * f a) <-> summable (fun b => f (h b)).
Proof using h_inj.
  apply (summable_bij_support _ _ h); auto using image_value, image_onto.
Qed.

End Image.

Section Cover.
Context {A B C : Type} (h : B -> A) (k : C -> A).
Hypothesis h_inj : forall b1 b2, h b1 = h b2 -> b1 = b2.
Hypothesis k_inj : forall c1 c2, k c1 = k c2 -> c1 = c2.
Hypothesis disjoint : forall b c, h b <> k c.
Hypothesis cover : forall a, (exists b, h b = a) \/ (exists c, k c = a).

Lemma cover_split (f : A -> R) a :
  f a = ind (exists b, h b = a) * f a + ind (exists c, k c = a) * f a.
Proof using disjoint cover.
  rewrite <- Rmult_plus_distr_r, <- ind_or_disjoint.
  - rewrite (ind_true _ (cover a)). lra.
  - intros [[b <-] [c Hc]]. exact (disjoint b c (eq_sym Hc)).
Qed.

Lemma summable_cover (f : A -> R) :
  summable (fun b => f (h b)) -> summable (fun c => f (k c)) -> summable f.
Proof using h_inj k_inj disjoint cover.
  intros Hh Hk.
  apply (summable_ext (fun a => ind (exists b, h b = a) * f a + ind (exists c, k c = a) * f a)).
  - intros a. symmetry. apply cover_split.
  - apply (summable_plus (fun a => ind (exists b, h b = a) * f a));
      apply summable_image; assumption.
Qed.

Lemma tsum_cover (f : A -> R) :
  (forall a, 0 <= f a) -> summable f ->
  tsum f = tsum (fun b => f (h b)) + tsum (fun c => f (k c)).
Proof using h_inj k_inj disjoint cover.
  intros Hf0 Hf. rewrite <- (tsum_image h f h_inj), <- (tsum_image k f k_inj).
  rewrite (tsum_ext _ _ (cover_split f)). apply tsum_plus.
  - intros a. apply ind_mult_ge_0. auto.
  - intros a. apply ind_mult_ge_0. auto.
  - apply (summable_ind (fun a => exists b, h b = a)); assumption.
  - apply (summable_ind (fun a => exists c, k c = a)); assumption.
Qed.

End Cover.

(** ** Finite types *)

Lemma tsum_unit (f : unit -> R) : 0 <= f tt -> tsum f = f tt.
Proof. intros Hf. apply tsum_one; [exact Hf |]. intros []. congruence. Qed.

Lemma tsum_bool (f : bool -> R) : (forall b, 0 <= f b) -> tsum f = f true + f false.
Proof.
  intros Hf. rewrite (tsum_fin f (true :: false :: nil) Hf); [simpl; lra | |].
  - repeat constructor; simpl; intuition discriminate.
  - intros [|] _; simpl; auto.
Qed.

(** ** Naturals in unary: partial sums and series *)

Section Nat.
Variable f : nat -> R.
Hypothesis f_ge_0 : forall n, 0 <= f n.

Lemma lsum_seq_S n : lsum f (seq 0 (S n)) = lsum f (seq 0 n) + f n.
Proof using. rewrite seq_S, lsum_app. simpl. lra. Qed.

Lemma lsum_seq_incr n : lsum f (seq 0 n) <= lsum f (seq 0 (S n)).
Proof using f_ge_0. rewrite lsum_seq_S. generalize (f_ge_0 n). lra. Qed.

Lemma lsum_seq_bound (l : list nat) :
  NoDup l -> exists n, lsum f l <= lsum f (seq 0 n).
Proof using f_ge_0.
  intros Hl. exists (S (list_max l)). apply lsum_incl; [exact f_ge_0 | exact Hl |].
  intros x Hx. apply in_seq.
  assert (Hmax : (x <= list_max l)%nat); [| lia].
  pose proof (proj1 (list_max_le l _) (Nat.le_refl _)) as Hall.
  rewrite Forall_forall in Hall. auto.
Qed.

Lemma summable_nat M : (forall n, lsum f (seq 0 n) <= M) -> summable f.
Proof using f_ge_0.
  intros HM. exists M. intros l Hl. destruct (lsum_seq_bound l Hl) as [n Hn].
  apply Rle_trans with (1 := Hn). apply HM.
Qed.

Lemma tsum_nat : summable f -> tsum f = rsup (fun n => lsum f (seq 0 n)).
Proof using f_ge_0.
  intros Hf.
  assert (Hub : forall n, lsum f (seq 0 n) <= tsum f).
  { intros n. apply tsum_ub; [exact Hf | apply seq_NoDup]. }
  symmetry. apply rsup_unique; [exact Hub |]. intros M HM. apply tsum_lub.
  intros l Hl. destruct (lsum_seq_bound l Hl) as [n Hn].
  apply Rle_trans with (1 := Hn). apply HM.
Qed.

Lemma lsum_seq_sum_n n : lsum f (seq 0 (S n)) = sum_n f n.
Proof using.
  induction n as [| n IH].
  - rewrite sum_O. simpl. lra.
  - rewrite lsum_seq_S, IH, sum_Sn. reflexivity.
Qed.

Lemma tsum_is_series : summable f -> is_series f (tsum f).
Proof using f_ge_0.
  intros Hf. change (is_lim_seq (sum_n f) (tsum f)).
  apply (is_lim_seq_ext (fun n => lsum f (seq 0 (S n)))); [exact lsum_seq_sum_n |].
  apply (is_lim_seq_incr_1 (fun n => lsum f (seq 0 n))).
  rewrite (tsum_nat Hf). apply (rsup_is_lim _ (tsum f)); [exact lsum_seq_incr |].
  intros n. apply tsum_ub; [exact Hf | apply seq_NoDup].
Qed.

Lemma is_series_summable s : is_series f s -> summable f.
Proof using f_ge_0.
  intros Hs. apply (summable_nat s).
  assert (Hlim : is_lim_seq (fun n => lsum f (seq 0 n)) s).
  { apply is_lim_seq_incr_1. apply (is_lim_seq_ext (sum_n f)); [| exact Hs].
    intros n. symmetry. apply lsum_seq_sum_n. }
  exact (is_lim_seq_incr_compare _ s Hlim lsum_seq_incr).
Qed.

Lemma is_series_tsum s : is_series f s -> tsum f = s.
Proof using f_ge_0.
  intros Hs. rewrite <- (is_series_unique f s Hs). symmetry.
  apply is_series_unique. apply tsum_is_series. exact (is_series_summable s Hs).
Qed.

Lemma tsum_nat_first : summable f -> tsum f = f O + tsum (fun n => f (S n)).
Proof using f_ge_0.
  intros Hf. rewrite <- (tsum_unit (fun _ => f O)) by apply f_ge_0.
  apply (tsum_cover (fun _ : unit => O) S).
  - intros [] []. reflexivity.
  - congruence.
  - discriminate.
  - intros [| n]; [left; exists tt | right; exists n]; reflexivity.
  - exact f_ge_0.
  - exact Hf.
Qed.

End Nat.

(** The geometric series. *)
Lemma summable_geom (q : R) : 0 <= q < 1 -> summable (fun n => q ^ n).
Proof.
  intros Hq. apply (is_series_summable _ (fun n => pow_le q n (proj1 Hq)) (/ (1 - q))).
  apply is_series_geom. rewrite Rabs_pos_eq; lra.
Qed.

Lemma tsum_geom (q : R) : 0 <= q < 1 -> tsum (fun n => q ^ n) = / (1 - q).
Proof.
  intros Hq. apply (is_series_tsum _ (fun n => pow_le q n (proj1 Hq))).
  apply is_series_geom. rewrite Rabs_pos_eq; lra.
Qed.

(** ** Naturals and positives in binary *)

Definition below (n : N) : list N := map N.of_nat (seq 0 (N.to_nat n)).

Lemma below_nodup (n : N) : NoDup (below n).
Proof. apply nodup_map; [| apply seq_NoDup]. intros x y _ _. apply Nat2N.inj. Qed.

Lemma below_in (n x : N) : In x (below n) <-> (x < n)%N.
Proof.
  unfold below. rewrite in_map_iff. split.
  - intros [k [<- Hk]]. apply in_seq in Hk. lia.
  - intros Hx. exists (N.to_nat x). split; [apply N2Nat.id |]. apply in_seq. lia.
Qed.

Lemma below_succ (n : N) : below (N.succ n) = below n ++ n :: nil.
Proof.
  unfold below. rewrite N2Nat.inj_succ, seq_S, map_app. simpl.
  rewrite N2Nat.id. reflexivity.
Qed.

Lemma lsum_below_const (c : R) (n : N) : lsum (fun _ => c) (below n) = IZR (Z.of_N n) * c.
Proof.
  induction n as [| n IH] using N.peano_ind; [simpl; lra |].
  rewrite below_succ, lsum_app, IH, N2Z.inj_succ, succ_IZR. simpl. lra.
Qed.

(** A sum over the numbers below [n] is a finite sum. *)
Lemma tsum_below (n : N) (f : N -> R) :
  (forall x, (x < n)%N -> 0 <= f x) ->
  tsum (fun x => ind (x < n)%N * f x) = lsum f (below n).
Proof.
  intros Hf. rewrite (tsum_fin _ (below n)).
  - apply lsum_ext. intros x Hx. apply below_in in Hx. rewrite (ind_true _ Hx). lra.
  - intros x. destruct (ind_cases (x < n)%N) as [[Hx ->] | [_ ->]]; [| lra].
    rewrite Rmult_1_l. apply Hf. exact Hx.
  - apply below_nodup.
  - intros x Hx. apply below_in. apply ind_neq_0. intros H0. apply Hx. rewrite H0. lra.
Qed.

(** ** Integers *)

Section Integers.
Variable f : Z -> R.

Lemma nat_neg_cover (z : Z) :
  (exists n, Z.of_nat n = z) \/ (exists n, (- Z.of_nat (S n))%Z = z).
Proof using.
  destruct (Z.le_gt_cases 0 z) as [Hz | Hz].
  - left. exists (Z.to_nat z). lia.
  - right. exists (pred (Z.to_nat (- z))). lia.
Qed.

Lemma summable_Z :
  summable (fun n => f (Z.of_nat n)) -> summable (fun n => f (- Z.of_nat (S n))%Z) ->
  summable f.
Proof using. apply summable_cover; try lia. exact nat_neg_cover. Qed.

Lemma tsum_Z_neg : (forall z, 0 <= f z) -> summable f ->
  tsum f = tsum (fun n => f (Z.of_nat n)) + tsum (fun n => f (- Z.of_nat (S n))%Z).
Proof using. apply tsum_cover; try lia. exact nat_neg_cover. Qed.

Lemma tsum_Z : (forall z, 0 <= f z) -> summable f ->
  tsum f = f 0%Z + tsum (fun n => f (Z.of_nat (S n))) + tsum (fun n => f (- Z.of_nat (S n))%Z).
Proof using.
  intros Hf0 Hf. rewrite (tsum_Z_neg Hf0 Hf).
  rewrite (tsum_nat_first (fun n => f (Z.of_nat n))); [reflexivity | auto |].
  apply (tsum_inj_le Z.of_nat f Hf0); [lia | exact Hf].
Qed.

End Integers.

(** Translations and reflection of the integers. *)
Lemma tsum_Z_shift (m : Z) (f : Z -> R) : tsum (fun z => f (z + m)%Z) = tsum f.
Proof. apply (tsum_reindex (fun z => (z + m)%Z) (fun z => (z - m)%Z)); intros z; lia. Qed.

Lemma tsum_Z_opp (f : Z -> R) : tsum (fun z => f (- z)%Z) = tsum f.
Proof. apply (tsum_reindex Z.opp Z.opp); intros z; lia. Qed.
