(** * Pure differential privacy

    Purpose: the closure properties of [pure_dp]: processing, composition,
    parallel composition, groups, and the equivalence with events.

    Paper section: 5, Privacy.  Dwork, McSherry, Nissim, Smith 2006; parallel
    composition: McSherry 2009; group privacy: Dwork, Roth 2014, Theorem 2.2.

    Glossary:
      pure_le eps p q == p o <= e^eps q o for every o (Definitions)
      pure_dp adj eps M == pure_le eps (M x) (M y) for adjacent x and y (Definitions)
      pure_notion == the notion of privacy with these as distance (Notion) *)

From Coq Require Import Reals Lra List.
From MathLite Require Import Dist Pairing.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Adjacency.
From Verinoise Require Import Privacy.Notions.Notion.
Local Open Scope R_scope.

Lemma exp_le_compat x y : x <= y -> exp x <= exp y.
Proof. intros [Hxy | ->]; [left; apply exp_increasing; exact Hxy | lra]. Qed.

(** ** Distributions *)

Section Distributions.
Context {O : Type}.
Implicit Types (p q r : dist O).

Lemma pure_le_refl p : pure_le 0 p p.
Proof. intros o. rewrite exp_0. lra. Qed.

Lemma pure_le_monotone eps eps1 p q : eps <= eps1 -> pure_le eps p q -> pure_le eps1 p q.
Proof.
  intros Heps Hpq o. apply Rle_trans with (1 := Hpq o).
  apply Rmult_le_compat_r; [apply mass_ge_0 | apply exp_le_compat; exact Heps].
Qed.

Lemma pure_le_trans eps1 eps2 p q r :
  pure_le eps1 p q -> pure_le eps2 q r -> pure_le (eps1 + eps2) p r.
Proof.
  intros Hpq Hqr o. apply Rle_trans with (1 := Hpq o). rewrite exp_plus, Rmult_assoc.
  apply Rmult_le_compat_l; [left; apply exp_pos | apply Hqr].
Qed.

Lemma pure_le_ext eps p1 p2 q1 q2 :
  p1 =d p2 -> q1 =d q2 -> pure_le eps p1 q1 -> pure_le eps p2 q2.
Proof. intros Hp Hq Hle o. rewrite <- (Hp o), <- (Hq o). apply Hle. Qed.

(** Weighted sums inherit the bound, in particular probabilities of events. *)
Lemma pure_le_tsum eps p q (f : O -> R) M :
  pure_le eps p q -> (forall o, 0 <= f o <= M) ->
  tsum (fun o => p o * f o) <= exp eps * tsum (fun o => q o * f o).
Proof.
  intros Hpq Hf. rewrite <- tsum_scal_l by (left; apply exp_pos). apply tsum_le.
  - intros o. rewrite <- Rmult_assoc.
    apply Rmult_le_compat_r; [apply Hf | apply Hpq].
  - apply summable_scal; [left; apply exp_pos |].
    apply (summable_mass_mult q f (Rabs M)); [apply Rabs_pos |].
    intros o. apply Rle_trans with M; [apply Hf | apply Rle_abs].
Qed.

(** A bound on outcomes is a bound on events. *)
Lemma pure_le_events eps p q :
  pure_le eps p q <-> forall S, probability p S <= exp eps * probability q S.
Proof.
  assert (Hswap : forall r S, probability r S = tsum (fun o => r o * ind (S o))).
  { intros r S. apply tsum_ext. intros o. apply Rmult_comm. }
  split.
  - intros Hpq S. rewrite !Hswap. apply (pure_le_tsum eps p q _ 1); [exact Hpq |].
    intros o. split; [apply ind_ge_0 | apply ind_le_1].
  - intros Hevents o. specialize (Hevents (fun v => v = o)). unfold probability in Hevents.
    rewrite !tsum_single in Hevents by apply mass_ge_0. exact Hevents.
Qed.

End Distributions.

Section TwoDraws.
Context {O U : Type}.

Lemma pure_le_bind eps (p q : dist O) (f : O -> dist U) :
  pure_le eps p q -> pure_le eps (dbind p f) (dbind q f).
Proof.
  intros Hpq v. apply (pure_le_tsum eps p q (fun o => f o v) 1 Hpq).
  intros o. split; [apply mass_ge_0 | apply mass_le_1].
Qed.

Lemma pure_le_pair eps1 eps2 (p q : dist O) (k h : O -> dist U) :
  pure_le eps1 p q -> (forall o, 0 < p o -> pure_le eps2 (k o) (h o)) ->
  pure_le (eps1 + eps2) (dpair p k) (dpair q h).
Proof.
  intros Hpq Hkh [o u]. rewrite !dpair_mass, exp_plus.
  destruct (mass_pos_or_0 p o) as [Ho | Ho].
  - replace (exp eps1 * exp eps2 * (q o * h o u))
      with ((exp eps1 * q o) * (exp eps2 * h o u)) by ring.
    apply Rmult_le_compat; [apply mass_ge_0 | apply mass_ge_0 | apply Hpq | apply Hkh; exact Ho].
  - rewrite Ho, Rmult_0_l.
    repeat apply Rmult_le_pos; try apply mass_ge_0; left; apply exp_pos.
Qed.

End TwoDraws.

Definition pure_notion : notion :=
  Notion R 0 Rplus Rle (@pure_le) Rplus_0_l Rplus_0_r Rle_refl Rplus_le_le_0_compat
    (@pure_le_refl) (@pure_le_monotone) (@pure_le_ext) (@pure_le_bind) (@pure_le_pair).

(** ** Mechanisms *)

Section Mechanisms.
Context {D O U : Type} (adj : relation D).

(** Whatever is done to the output, the cost stays the same. *)
Theorem pure_dp_postprocess eps (M : mechanism D O) (f : O -> dist U) :
  pure_dp adj eps M -> pure_dp adj eps (postprocess M f).
Proof using. exact (private_postprocess pure_notion adj eps M f). Qed.

(** Costs of mechanisms that see the same data add up, even if the second is chosen
    by the output of the first. *)
Theorem pure_dp_adaptive eps1 eps2 (M : mechanism D O) (N : O -> mechanism D U) :
  pure_dp adj eps1 M -> (forall o, pure_dp adj eps2 (N o)) ->
  pure_dp adj (eps1 + eps2) (adaptive M N).
Proof using. exact (private_adaptive pure_notion adj eps1 eps2 M N). Qed.

(** Any number of mechanisms, each chosen by the outputs before it. *)
Theorem pure_dp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall2 (fun eps M => forall seen, pure_dp adj eps (M seen)) costs Ms ->
  pure_dp adj (fold_right Rplus 0 costs) (transcript Ms before).
Proof using. exact (private_transcript pure_notion adj costs Ms before). Qed.

(** What does not look at the data costs nothing. *)
Theorem pure_dp_const (p : dist O) : pure_dp adj 0 (fun _ => p).
Proof using. exact (private_const pure_notion adj p). Qed.

Theorem pure_dp_monotone eps eps1 (M : mechanism D O) :
  eps <= eps1 -> pure_dp adj eps M -> pure_dp adj eps1 M.
Proof using. exact (private_le pure_notion adj eps eps1 M). Qed.

(** Groups: along [k] steps the cost is [k] times as large. *)
Theorem pure_dp_group k eps (M : mechanism D O) :
  0 <= eps -> pure_dp adj eps M -> pure_dp (within adj k) (INR k * eps) M.
Proof using.
  intros Heps HM. induction k as [| k IH]; intros x y Hxy.
  - simpl in Hxy. rewrite Hxy. simpl. rewrite Rmult_0_l. apply pure_le_refl.
  - assert (Hk : 0 <= INR k * eps) by (apply Rmult_le_pos; [apply pos_INR | exact Heps]).
    rewrite S_INR. destruct Hxy as [-> | [z [Hxz Hzy]]].
    + apply (pure_le_monotone 0); [lra | apply pure_le_refl].
    + replace ((INR k + 1) * eps) with (eps + INR k * eps) by ring.
      apply (pure_le_trans _ _ _ (M z)); [apply HM | apply IH]; assumption.
Qed.

End Mechanisms.

(** A function of the data that moves adjacent data at most [k] steps apart. *)
Theorem pure_dp_preprocess {D E O} (adj : relation D) (adj1 : relation E) k eps
  (f : D -> E) (M : mechanism E O) :
  0 <= eps -> (forall x y, adj x y -> within adj1 k (f x) (f y)) ->
  pure_dp adj1 eps M -> pure_dp adj (INR k * eps) (fun x => M (f x)).
Proof.
  intros Heps Hf HM x y Hxy. apply (pure_dp_group adj1 k eps M Heps HM). apply Hf. exact Hxy.
Qed.

(** Parallel composition: mechanisms on disjoint parts of the records cost the larger
    of the two, if records are added or removed. *)
Theorem pure_dp_parallel {A O U} (b : A -> bool) eps1 eps2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  pure_dp add_remove eps1 M -> pure_dp add_remove eps2 N ->
  pure_dp add_remove (Rmax eps1 eps2) (parallel b M N).
Proof.
  apply (private_parallel pure_notion b eps1 eps2 M N); [apply Rmax_l | apply Rmax_r].
Qed.

(** Replacing a record can change both parts.  If the mechanisms withstand all that can
    happen to a part, the costs add up; *)
Theorem pure_dp_parallel_replace {A O U} (b : A -> bool) eps1 eps2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  0 <= eps1 -> 0 <= eps2 ->
  pure_dp (either add_remove replace_one) eps1 M ->
  pure_dp (either add_remove replace_one) eps2 N ->
  pure_dp replace_one (eps1 + eps2) (parallel b M N).
Proof. exact (private_parallel_replace pure_notion b eps1 eps2 M N). Qed.

(** if they withstand records that are added or removed, the larger cost counts twice. *)
Theorem pure_dp_parallel_replace_twice {A O U} (b : A -> bool) eps1 eps2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  0 <= Rmax eps1 eps2 -> pure_dp add_remove eps1 M -> pure_dp add_remove eps2 N ->
  pure_dp replace_one (2 * Rmax eps1 eps2) (parallel b M N).
Proof.
  intros Heps HM HN x y Hxy.
  apply (pure_dp_group add_remove 2 (Rmax eps1 eps2)); [exact Heps | |].
  - apply pure_dp_parallel; assumption.
  - apply replace_one_within. exact Hxy.
Qed.
