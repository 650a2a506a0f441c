(** * Tonelli's theorem

    Purpose: the sum of a nonnegative function over pairs is the iterated sum,
    in either order; products.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      tsum_pair == sum over pairs as an iterated sum
      tsum_swap == exchange of the order of two sums *)

From Coq Require Import Reals Lra List.
From MathLite Require Export Tsum.
Local Open Scope R_scope.

(** ** Sums over pairs *)

Section Tonelli.
Context {A B : Type} (f : A * B -> R).
Hypothesis f_ge_0 : forall x, 0 <= f x.

Lemma summable_pair_inner : summable f -> forall a, summable (fun b => f (a, b)).
Proof using f_ge_0.
  intros Hf a. apply (tsum_inj_le (fun b => (a, b)) f); [exact f_ge_0 | | exact Hf].
  congruence.
Qed.

Lemma pair_lsum_tsum_le (la : list A) : summable f -> NoDup la ->
  lsum (fun a => tsum (fun b => f (a, b))) la <= tsum f.
Proof using f_ge_0.
  intros Hf Hla. rewrite <- (tsum_lsum (fun a b => f (a, b))).
  - apply tsum_lub. intros lb Hlb.
    rewrite <- (lsum_swap (fun a b => f (a, b))), <- lsum_prod.
    apply tsum_ub; [exact Hf |]. apply nodup_prod; assumption.
  - intros a b. apply f_ge_0.
  - apply summable_pair_inner. exact Hf.
Qed.

Lemma summable_pair_outer : summable f -> summable (fun a => tsum (fun b => f (a, b))).
Proof using f_ge_0.
  intros Hf. exists (tsum f). intros la Hla. apply pair_lsum_tsum_le; assumption.
Qed.

Lemma pair_lsum_le_tsum (l : list (A * B)) :
  (forall a, summable (fun b => f (a, b))) ->
  summable (fun a => tsum (fun b => f (a, b))) -> NoDup l ->
  lsum f l <= tsum (fun a => tsum (fun b => f (a, b))).
Proof using f_ge_0.
  intros Hin Hout Hl. destruct (incl_prod l) as [la [lb [Hla [Hlb Hincl]]]].
  apply Rle_trans with (lsum f (list_prod la lb)); [apply lsum_incl; assumption |].
  rewrite lsum_prod.
  apply Rle_trans with (lsum (fun a => tsum (fun b => f (a, b))) la).
  - apply lsum_le. intros a _. apply (tsum_ub (fun b => f (a, b))); auto.
  - apply tsum_ub; assumption.
Qed.

Lemma summable_pair :
  (forall a, summable (fun b => f (a, b))) ->
  summable (fun a => tsum (fun b => f (a, b))) -> summable f.
Proof using f_ge_0.
  intros Hin Hout. exists (tsum (fun a => tsum (fun b => f (a, b)))).
  intros l Hl. apply pair_lsum_le_tsum; assumption.
Qed.

Lemma tsum_pair : summable f -> tsum f = tsum (fun a => tsum (fun b => f (a, b))).
Proof using f_ge_0.
  intros Hf. apply Rle_antisym; apply tsum_lub; intros l Hl.
  - apply pair_lsum_le_tsum;
      auto using summable_pair_inner, summable_pair_outer.
  - apply pair_lsum_tsum_le; assumption.
Qed.

End Tonelli.

(** ** Exchange of sums *)

Section Swap.
Context {A B : Type} (f : A -> B -> R).
Hypothesis f_ge_0 : forall a b, 0 <= f a b.

Local Definition uncurried : A * B -> R := fun x => f (fst x) (snd x).
Local Definition uncurried_swap : B * A -> R := fun x => f (snd x) (fst x).

Lemma uncurried_ge_0 x : 0 <= uncurried x.
Proof using f_ge_0. apply f_ge_0. Qed.

Lemma uncurried_swap_ge_0 x : 0 <= uncurried_swap x.
Proof using f_ge_0. apply f_ge_0. Qed.

Lemma summable_uncurried_swap : summable uncurried <-> summable uncurried_swap.
Proof using.
  apply (summable_bij_support _ _ (fun x => (snd x, fst x))).
  - intros [b1 a1] [b2 a2] _ _ Heq. simpl in Heq. congruence.
  - intros [b a] _. reflexivity.
  - intros [a b] Hab. exists (b, a). split; [exact Hab | reflexivity].
Qed.

Lemma tsum_uncurried_swap : tsum uncurried = tsum uncurried_swap.
Proof using.
  apply (tsum_bij_support _ _ (fun x => (snd x, fst x))).
  - intros [b1 a1] [b2 a2] _ _ Heq. simpl in Heq. congruence.
  - intros [b a] _. reflexivity.
  - intros [a b] Hab. exists (b, a). split; [exact Hab | reflexivity].
Qed.

Lemma tsum_swap : summable (fun x => f (fst x) (snd x)) ->
  tsum (fun a => tsum (fun b => f a b)) = tsum (fun b => tsum (fun a => f a b)).
Proof using f_ge_0.
  intros Hf.
  transitivity (tsum uncurried).
  - symmetry. apply (tsum_pair uncurried uncurried_ge_0 Hf).
  - rewrite tsum_uncurried_swap. apply (tsum_pair _ uncurried_swap_ge_0).
    apply summable_uncurried_swap. exact Hf.
Qed.

(** The same from summability of the iterated sum. *)
Lemma summable_iter :
  (forall a, summable (f a)) -> summable (fun a => tsum (f a)) ->
  summable (fun x => f (fst x) (snd x)).
Proof using f_ge_0. intros Hin Hout. exact (summable_pair uncurried uncurried_ge_0 Hin Hout). Qed.

Lemma tsum_swap_iter :
  (forall a, summable (f a)) -> summable (fun a => tsum (f a)) ->
  tsum (fun a => tsum (fun b => f a b)) = tsum (fun b => tsum (fun a => f a b)).
Proof using f_ge_0. intros Hin Hout. apply tsum_swap. apply summable_iter; assumption. Qed.

Lemma summable_swap_outer : summable (fun x => f (fst x) (snd x)) ->
  summable (fun b => tsum (fun a => f a b)).
Proof using f_ge_0.
  intros Hf. apply (summable_pair_outer uncurried_swap uncurried_swap_ge_0).
  apply summable_uncurried_swap. exact Hf.
Qed.

End Swap.

(** ** Products *)

Section Product.
Context {A B : Type} (f : A -> R) (g : B -> R).
Hypothesis f_ge_0 : forall a, 0 <= f a.
Hypothesis g_ge_0 : forall b, 0 <= g b.
Hypothesis f_summable : summable f.
Hypothesis g_summable : summable g.

Lemma summable_prod : summable (fun x => f (fst x) * g (snd x)).
Proof using f_ge_0 g_ge_0 f_summable g_summable.
  apply (summable_iter (fun a b => f a * g b)).
  - intros a b. apply Rmult_le_pos; auto.
  - intros a. apply summable_scal; auto.
  - apply (summable_ext (fun a => f a * tsum g)).
    + intros a. symmetry. apply tsum_scal_l. apply f_ge_0.
    + apply summable_scal_r; [apply tsum_ge_0 | exact f_summable].
Qed.

Lemma tsum_prod : tsum (fun x => f (fst x) * g (snd x)) = tsum f * tsum g.
Proof using f_ge_0 g_ge_0 f_summable g_summable.
  rewrite tsum_pair; [| intros x; apply Rmult_le_pos; auto | exact summable_prod].
  rewrite <- tsum_scal_r by apply tsum_ge_0.
  apply tsum_ext. intros a. exact (tsum_scal_l (f a) g (f_ge_0 a)).
Qed.

End Product.
