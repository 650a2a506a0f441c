(** * Sums over arbitrary types

    Purpose: [tsum f], the supremum of the sums of [f] over duplicate-free
    lists.  For nonnegative [f] this is the sum of all values of [f], with no
    countability assumption and no order of summation.  The file proves
    uniqueness, order, linearity, reindexing, splitting by a predicate,
    Tonelli's theorem and monotone convergence.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      summable f == the finite sums of f are bounded
      tsum f == the supremum of the finite sums of f (0 if they are unbounded)
      lsum f l == the finite sum of f over the list l (Sums)
      rsup u == the supremum of the sequence u (Rsup) *)

From Coq Require Import Reals Lra List Classical FunctionalExtensionality.
Set Warnings "-ambiguous-paths". (* of the coercions between R and Rbar, harmless *)
From Coquelicot Require Import Rbar Lub.
From MathLite Require Export Prob Sums Rsup.
Local Open Scope R_scope.

Definition summable {T : Type} (f : T -> R) : Prop :=
  exists M, forall l, NoDup l -> lsum f l <= M.

Definition tsum {T : Type} (f : T -> R) : R :=
  real (Lub_Rbar (fun s => exists l, NoDup l /\ s = lsum f l)).

(** ** The supremum *)

Section Supremum.
Context {T : Type}.
Implicit Types (f g : T -> R) (l : list T).

Lemma tsum_ub f l : summable f -> NoDup l -> lsum f l <= tsum f.
Proof.
  intros [M HM] Hl. apply (rlub_ub _ M); [| eauto].
  intros y [k [Hk ->]]. auto.
Qed.

Lemma tsum_lub f M : (forall l, NoDup l -> lsum f l <= M) -> tsum f <= M.
Proof.
  intros HM. apply rlub_lub.
  - exists 0, nil. split; [constructor | reflexivity].
  - intros y [k [Hk ->]]. auto.
Qed.

Lemma summable_bound f M : (forall l, NoDup l -> lsum f l <= M) -> summable f.
Proof. intros HM. exists M. exact HM. Qed.

Lemma tsum_approx f eps :
  0 < eps -> exists l, NoDup l /\ tsum f - eps < lsum f l.
Proof.
  intros Heps.
  destruct (rlub_approx (fun s => exists l, NoDup l /\ s = lsum f l) eps)
    as [s [[l [Hl ->]] Hs]]; [| exact Heps | eauto].
  exists 0, nil. split; [constructor | reflexivity].
Qed.

Lemma tsum_not_summable f : ~ summable f -> tsum f = 0.
Proof.
  intros Hf. unfold tsum.
  destruct (Lub_Rbar_correct (fun s => exists l, NoDup l /\ s = lsum f l)) as [Hub _].
  destruct (Lub_Rbar _) as [r | |]; [| reflexivity | reflexivity].
  exfalso. apply Hf. exists r. intros l Hl. apply (Hub (lsum f l)). eauto.
Qed.

Lemma tsum_ge_0 f : 0 <= tsum f.
Proof.
  destruct (classic (summable f)) as [Hf | Hf].
  - apply (tsum_ub f nil Hf). constructor.
  - rewrite (tsum_not_summable f Hf). lra.
Qed.

Lemma tsum_ext f g : (forall x, f x = g x) -> tsum f = tsum g.
Proof. intros Hfg. f_equal. apply functional_extensionality. exact Hfg. Qed.

Lemma summable_ext f g : (forall x, f x = g x) -> summable f -> summable g.
Proof. intros Hfg. replace g with f; [auto |]. apply functional_extensionality. auto. Qed.

Lemma summable_le f g : (forall x, f x <= g x) -> summable g -> summable f.
Proof.
  intros Hfg [M HM]. exists M. intros l Hl.
  apply Rle_trans with (lsum g l); [apply lsum_le |]; auto.
Qed.

Lemma tsum_le f g : (forall x, f x <= g x) -> summable g -> tsum f <= tsum g.
Proof.
  intros Hfg Hg. apply tsum_lub. intros l Hl.
  apply Rle_trans with (lsum g l); [apply lsum_le; auto |].
  apply tsum_ub; assumption.
Qed.

Lemma tsum_term_le f x : summable f -> f x <= tsum f.
Proof.
  intros Hf. apply Rle_trans with (lsum f (x :: nil)); [simpl; lra |].
  apply tsum_ub; [exact Hf |]. constructor; [simpl; tauto | constructor].
Qed.

Lemma tsum_le_0 f : (forall x, f x <= 0) -> tsum f = 0.
Proof.
  intros Hf. apply Rle_antisym; [| apply tsum_ge_0].
  apply tsum_lub. intros l _. rewrite <- (lsum_0 l). apply lsum_le. auto.
Qed.

Lemma tsum_0 : tsum (fun _ : T => 0) = 0.
Proof. apply tsum_le_0. intros _. lra. Qed.

Lemma summable_0 : summable (fun _ : T => 0).
Proof. exists 0. intros l _. rewrite lsum_0. lra. Qed.

Lemma tsum_all_0 f : (forall x, f x = 0) -> tsum f = 0.
Proof. intros Hf. apply tsum_le_0. intros x. rewrite Hf. lra. Qed.

Lemma tsum_pos_ex f : 0 < tsum f -> exists x, 0 < f x.
Proof.
  intros Hpos. apply NNPP. intros Hnone.
  rewrite tsum_le_0 in Hpos; [lra |].
  intros x. apply Rnot_lt_le. intros Hx. eauto.
Qed.

Lemma tsum_eq_0_inv f x : (forall y, 0 <= f y) -> summable f -> tsum f = 0 -> f x = 0.
Proof. intros H0 Hf Hsum. generalize (tsum_term_le f x Hf) (H0 x). lra. Qed.

End Supremum.

(** ** Finite supports *)

Section Finite.
Context {T : Type}.
Implicit Types (f g : T -> R) (l : list T).

Lemma summable_fin f l : (forall x, 0 <= f x) -> (forall x, f x <> 0 -> In x l) -> summable f.
Proof.
  intros Hf Hl. exists (lsum f l). intros m Hm. apply lsum_incl_support; auto.
Qed.

Lemma tsum_fin f l :
  (forall x, 0 <= f x) -> NoDup l -> (forall x, f x <> 0 -> In x l) -> tsum f = lsum f l.
Proof.
  intros Hf Hnd Hl. apply Rle_antisym.
  - apply tsum_lub. intros m Hm. apply lsum_incl_support; auto.
  - apply tsum_ub; [apply (summable_fin f l) |]; auto.
Qed.

(** A sum with at most one term that is not 0. *)
Lemma tsum_one f a : 0 <= f a -> (forall x, x <> a -> f x = 0) -> tsum f = f a.
Proof.
  intros Ha Hother. rewrite (tsum_fin f (a :: nil)); [simpl; lra | | |].
  - intros x. destruct (classic (x = a)) as [-> | Hx]; [exact Ha |].
    rewrite (Hother x Hx). lra.
  - constructor; [simpl; tauto | constructor].
  - intros x Hx. left. apply NNPP. intros Hxa. apply Hx, Hother. congruence.
Qed.

Lemma tsum_single f a : 0 <= f a -> tsum (fun x => ind (x = a) * f x) = f a.
Proof.
  intros Ha. rewrite (tsum_one _ a).
  - rewrite ind_true by reflexivity. lra.
  - apply ind_mult_ge_0. exact Ha.
  - intros x Hx. rewrite (ind_false _ Hx). lra.
Qed.

Lemma tsum_single_r f a : 0 <= f a -> tsum (fun x => f x * ind (x = a)) = f a.
Proof.
  intros Ha. rewrite <- (tsum_single f a Ha). apply tsum_ext. intros x. lra.
Qed.

Lemma tsum_point (a : T) : tsum (fun x => ind (x = a)) = 1.
Proof.
  rewrite (tsum_one _ a); [apply ind_true; reflexivity | apply ind_ge_0 |].
  intros x Hx. apply ind_false. exact Hx.
Qed.

End Finite.

(** ** Linearity *)

Section Linear.
Context {T : Type}.
Implicit Types (f g : T -> R) (l : list T).

Lemma summable_scal c f : 0 <= c -> summable f -> summable (fun x => c * f x).
Proof.
  intros Hc [M HM]. exists (c * M). intros l Hl.
  rewrite lsum_scal. apply Rmult_le_compat_l; auto.
Qed.

Lemma summable_scal_r c f : 0 <= c -> summable f -> summable (fun x => f x * c).
Proof.
  intros Hc Hf. apply (summable_ext (fun x => c * f x)); [intros x; lra |].
  apply summable_scal; assumption.
Qed.

Lemma summable_plus f g : summable f -> summable g -> summable (fun x => f x + g x).
Proof.
  intros [M HM] [K HK]. exists (M + K). intros l Hl.
  rewrite lsum_plus. apply Rplus_le_compat; auto.
Qed.

Lemma tsum_scal_le c f : 0 <= c -> summable f -> tsum (fun x => c * f x) <= c * tsum f.
Proof.
  intros Hc Hf. apply tsum_lub. intros l Hl. rewrite lsum_scal.
  apply Rmult_le_compat_l; [exact Hc |]. apply tsum_ub; assumption.
Qed.

Lemma summable_scal_inv c f : 0 < c -> summable (fun x => c * f x) -> summable f.
Proof.
  intros Hc Hf. apply (summable_ext (fun x => / c * (c * f x))).
  - intros x. field. lra.
  - apply summable_scal; [| exact Hf]. left. apply Rinv_0_lt_compat. exact Hc.
Qed.

Lemma tsum_scal_l c f : 0 <= c -> tsum (fun x => c * f x) = c * tsum f.
Proof.
  intros [Hc | <-].
  - destruct (classic (summable f)) as [Hf | Hf].
    + apply Rle_antisym; [apply tsum_scal_le; [lra | exact Hf] |].
      assert (Hci : 0 < / c) by (apply Rinv_0_lt_compat; exact Hc).
      assert (Hcf : summable (fun x => c * f x)) by (apply summable_scal; [lra | exact Hf]).
      assert (Hle : tsum f <= / c * tsum (fun x => c * f x)).
      { rewrite (tsum_ext f (fun x => / c * (c * f x))) by (intros x; field; lra).
        apply tsum_scal_le; [lra | exact Hcf]. }
      apply (Rmult_le_compat_l c) in Hle; [| lra].
      rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Hle by lra. exact Hle.
    + rewrite (tsum_not_summable f Hf), tsum_not_summable; [lra |].
      intros Hcf. apply Hf. exact (summable_scal_inv c f Hc Hcf).
  - rewrite Rmult_0_l. apply tsum_all_0. intros x. lra.
Qed.

Lemma tsum_scal_r c f : 0 <= c -> tsum (fun x => f x * c) = tsum f * c.
Proof.
  intros Hc. rewrite (Rmult_comm (tsum f)), <- tsum_scal_l by exact Hc.
  apply tsum_ext. intros x. lra.
Qed.

Lemma tsum_plus f g :
  (forall x, 0 <= f x) -> (forall x, 0 <= g x) -> summable f -> summable g ->
  tsum (fun x => f x + g x) = tsum f + tsum g.
Proof.
  intros Hf0 Hg0 Hf Hg. apply Rle_antisym.
  - apply tsum_lub. intros l Hl. rewrite lsum_plus.
    apply Rplus_le_compat; apply tsum_ub; assumption.
  - apply le_epsilon. intros eps Heps.
    destruct (tsum_approx f (eps / 2)) as [lf [Hlf Hfl]]; [lra |].
    destruct (tsum_approx g (eps / 2)) as [lg [Hlg Hgl]]; [lra |].
    destruct (nodup_union lf lg) as [l [Hl [Hinf Hing]]].
    pose proof (lsum_incl f lf l Hf0 Hlf Hinf) as Hfle.
    pose proof (lsum_incl g lg l Hg0 Hlg Hing) as Hgle.
    pose proof (tsum_ub _ l (summable_plus f g Hf Hg) Hl) as Hub.
    rewrite lsum_plus in Hub. lra.
Qed.

Lemma tsum_minus f g :
  (forall x, 0 <= g x) -> (forall x, g x <= f x) -> summable f ->
  tsum (fun x => f x - g x) = tsum f - tsum g.
Proof.
  intros Hg0 Hgf Hf.
  assert (Hd0 : forall x, 0 <= f x - g x) by (intros x; generalize (Hgf x); lra).
  assert (Hg : summable g) by (apply (summable_le g f); assumption).
  assert (Hd : summable (fun x => f x - g x)).
  { apply (summable_le _ f); [| exact Hf]. intros x. generalize (Hg0 x). lra. }
  rewrite (tsum_ext f (fun x => (f x - g x) + g x)) by (intros x; lra).
  rewrite tsum_plus by assumption. lra.
Qed.

(** If [g] dominates [f] and the sums agree, the functions agree. *)
Lemma tsum_dominated f g :
  (forall x, 0 <= f x) -> (forall x, f x <= g x) -> summable g -> tsum g <= tsum f ->
  forall x, f x = g x.
Proof.
  intros Hf0 Hfg Hg Hsum x.
  assert (Hdiff : g x - f x = 0); [| lra].
  apply (tsum_eq_0_inv (fun y => g y - f y)).
  - intros y. generalize (Hfg y). lra.
  - apply (summable_le _ g); [| exact Hg]. intros y. generalize (Hf0 y). lra.
  - rewrite tsum_minus by assumption.
    generalize (tsum_le f g Hfg Hg). lra.
Qed.

Lemma summable_ind (P : T -> Prop) f :
  (forall x, 0 <= f x) -> summable f -> summable (fun x => ind (P x) * f x).
Proof.
  intros Hf0 Hf. apply (summable_le _ f); [| exact Hf].
  intros x. apply ind_mult_le. auto.
Qed.

Lemma tsum_split (P : T -> Prop) f :
  (forall x, 0 <= f x) -> summable f ->
  tsum f = tsum (fun x => ind (P x) * f x) + tsum (fun x => ind (~ P x) * f x).
Proof.
  intros Hf0 Hf. rewrite <- tsum_plus.
  - apply tsum_ext. intros x. rewrite ind_not. lra.
  - intros x. apply ind_mult_ge_0. auto.
  - intros x. apply ind_mult_ge_0. auto.
  - apply summable_ind; assumption.
  - apply (summable_ind (fun x => ~ P x)); assumption.
Qed.

End Linear.

Lemma summable_lsum {I T : Type} (f : I -> T -> R) (l : list I) :
  (forall i, summable (f i)) -> summable (fun a => lsum (fun i => f i a) l).
Proof.
  intros Hf. induction l as [| i l IH]; simpl; [apply summable_0 |].
  apply (summable_plus (f i)); auto.
Qed.

(** Finite sums and infinite sums can be exchanged. *)
Lemma tsum_lsum {I T : Type} (f : I -> T -> R) (l : list I) :
  (forall i a, 0 <= f i a) -> (forall i, summable (f i)) ->
  tsum (fun a => lsum (fun i => f i a) l) = lsum (fun i => tsum (f i)) l.
Proof.
  intros Hf0 Hf. induction l as [| i l IH]; simpl; [apply tsum_0 |].
  rewrite (tsum_plus (f i)), IH; auto using summable_lsum.
  intros a. apply lsum_ge_0. auto.
Qed.

(** ** Reindexing *)

Section Reindex.
Context {A B : Type}.

Lemma lsum_bij_support (f : A -> R) (g : B -> R) (h : B -> A) :
  (forall b1 b2, g b1 <> 0 -> g b2 <> 0 -> h b1 = h b2 -> b1 = b2) ->
  (forall b, g b <> 0 -> f (h b) = g b) ->
  (forall a, f a <> 0 -> exists b, g b <> 0 /\ h b = a) ->
  forall s, (exists l, NoDup l /\ s = lsum f l) <-> (exists l, NoDup l /\ s = lsum g l).
Proof.
  intros Hinj Hval Honto s. split; intros [l [Hl ->]].
  - destruct (lsum_transport (fun a b => g b <> 0 /\ h b = a) f g l)
      as [m [Hm [Hsum _]]]; [| | exact Hl | exists m; auto].
    + intros a Ha. destruct (Honto a Ha) as [b [Hb <-]].
      exists b. split; [auto |]. symmetry. auto.
    + intros a a1 b [_ <-] [_ <-]. reflexivity.
  - destruct (lsum_transport (fun b a => g b <> 0 /\ h b = a) g f l)
      as [m [Hm [Hsum _]]]; [| | exact Hl | exists m; auto].
    + intros b Hb. exists (h b). auto.
    + intros b b1 a [Hb Hba] [Hb1 Hb1a]. apply Hinj; congruence.
Qed.

(** [h] carries the support of [g] one to one onto the support of [f]. *)
Lemma tsum_bij_support (f : A -> R) (g : B -> R) (h : B -> A) :
  (forall b1 b2, g b1 <> 0 -> g b2 <> 0 -> h b1 = h b2 -> b1 = b2) ->
  (forall b, g b <> 0 -> f (h b) = g b) ->
  (forall a, f a <> 0 -> exists b, g b <> 0 /\ h b = a) ->
  tsum f = tsum g.
Proof.
  intros Hinj Hval Honto. apply rlub_eqset.
  exact (lsum_bij_support f g h Hinj Hval Honto).
Qed.

Lemma summable_bij_support (f : A -> R) (g : B -> R) (h : B -> A) :
  (forall b1 b2, g b1 <> 0 -> g b2 <> 0 -> h b1 = h b2 -> b1 = b2) ->
  (forall b, g b <> 0 -> f (h b) = g b) ->
  (forall a, f a <> 0 -> exists b, g b <> 0 /\ h b = a) ->
  (summable f <-> summable g).
Proof.
  intros Hinj Hval Honto.
  pose proof (lsum_bij_support f g h Hinj Hval Honto) as Hsame.
  split; intros [M HM]; exists M; intros l Hl.
  - destruct (proj2 (Hsame (lsum g l))) as [m [Hm ->]]; eauto.
  - destruct (proj1 (Hsame (lsum f l))) as [m [Hm ->]]; eauto.
Qed.

Lemma tsum_reindex (h : B -> A) (k : A -> B) (f : A -> R) :
  (forall b, k (h b) = b) -> (forall a, h (k a) = a) ->
  tsum (fun b => f (h b)) = tsum f.
Proof.
  intros Hkh Hhk. symmetry. apply (tsum_bij_support f (fun b => f (h b)) h).
  - intros b1 b2 _ _ Heq. rewrite <- (Hkh b1), Heq. apply Hkh.
  - reflexivity.
  - intros a Ha. exists (k a). rewrite Hhk. auto.
Qed.

Lemma summable_reindex (h : B -> A) (k : A -> B) (f : A -> R) :
  (forall b, k (h b) = b) -> (forall a, h (k a) = a) ->
  (summable (fun b => f (h b)) <-> summable f).
Proof.
  intros Hkh Hhk. symmetry. apply (summable_bij_support f (fun b => f (h b)) h).
  - intros b1 b2 _ _ Heq. rewrite <- (Hkh b1), Heq. apply Hkh.
  - reflexivity.
  - intros a Ha. exists (k a). rewrite Hhk. auto.
Qed.

(** An injective image of a type sums to at most the whole. *)
Lemma tsum_inj_le (h : B -> A) (f : A -> R) :
  (forall a, 0 <= f a) -> (forall b1 b2, h b1 = h b2 -> b1 = b2) -> summable f ->
  summable (fun b => f (h b)) /\ tsum (fun b => f (h b)) <= tsum f.
Proof.
  intros Hf0 Hinj Hf.
  assert (Hle : forall l, NoDup l -> lsum (fun b => f (h b)) l <= tsum f).
  { intros l Hl. rewrite <- lsum_map. apply tsum_ub; [exact Hf |].
    apply nodup_map; auto. }
  split; [exact (summable_bound _ _ Hle) | exact (tsum_lub _ _ Hle)].
Qed.

End Reindex.

(** ** Monotone convergence *)

Lemma rsup_lsum {T : Type} (u : nat -> T -> R) (M : T -> R) (l : list T) :
  (forall n a, u n a <= u (S n) a) -> (forall n a, u n a <= M a) ->
  rsup (fun n => lsum (u n) l) = lsum (fun a => rsup (fun n => u n a)) l.
Proof.
  intros Hincr HM. induction l as [| a l IH]; simpl; [apply rsup_const |].
  rewrite <- IH. apply (rsup_plus _ _ (M a) (lsum M l)); auto using lsum_le.
Qed.

Section MonotoneConvergence.
Context {T : Type} (u : nat -> T -> R) (M : R).
Hypothesis u_ge_0 : forall n a, 0 <= u n a.
Hypothesis u_incr : forall n a, u n a <= u (S n) a.
Hypothesis u_summable : forall n, summable (u n).
Hypothesis u_bounded : forall n, tsum (u n) <= M.

Lemma mono_conv_lsum_le (l : list T) : NoDup l ->
  lsum (fun a => rsup (fun n => u n a)) l <= rsup (fun n => tsum (u n)).
Proof using u_ge_0 u_incr u_summable u_bounded.
  intros Hl. rewrite <- (rsup_lsum u (fun _ => M)).
  - apply (rsup_le _ _ M); [| exact u_bounded].
    intros n. apply tsum_ub; auto.
  - exact u_incr.
  - intros n a. apply Rle_trans with (tsum (u n)); auto using tsum_term_le.
Qed.

Lemma summable_mono_conv : summable (fun a => rsup (fun n => u n a)).
Proof using u_ge_0 u_incr u_summable u_bounded.
  exact (summable_bound _ _ mono_conv_lsum_le).
Qed.

Lemma tsum_mono_conv :
  tsum (fun a => rsup (fun n => u n a)) = rsup (fun n => tsum (u n)).
Proof using u_ge_0 u_incr u_summable u_bounded.
  apply Rle_antisym; [exact (tsum_lub _ _ mono_conv_lsum_le) |].
  apply rsup_lub. intros n. apply tsum_le; [| exact summable_mono_conv].
  intros a. apply (rsup_ub (fun k => u k a) M). intros k.
  apply Rle_trans with (tsum (u k)); auto using tsum_term_le.
Qed.

End MonotoneConvergence.
