(** * Zero-concentrated differential privacy

    Purpose: the closure properties of [zcdp]: processing, composition, parallel
    composition, groups.

    Paper section: 5, Privacy.  Bun, Steinke 2016.

    Glossary:
      zcdp adj rho M == rdp adj a (a rho) M for every a > 1 (Definitions)
      zcdp_le rho p q == renyi_le a (a rho) p q for every a > 1 (Definitions)
      zcdp_notion == the notion of privacy with zcdp_le as distance (Notion) *)

From Coq Require Import Reals Lra List Setoid.
From MathLite Require Import Dist Pairing.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Adjacency.
From Verinoise Require Import Privacy.Notions.Notion.
From Verinoise Require Import Privacy.Notions.Independent Privacy.Notions.Renyi.
From Verinoise Require Import Privacy.Notions.Triangle.
Local Open Scope R_scope.

(** ** Distributions *)

Section Distributions.
Context {O : Type}.
Implicit Types (p q r : dist O).

Lemma zcdp_le_refl p : zcdp_le 0 p p.
Proof using. intros a _. rewrite Rmult_0_r. apply renyi_le_refl. Qed.

Lemma zcdp_le_monotone rho rho1 p q : rho <= rho1 -> zcdp_le rho p q -> zcdp_le rho1 p q.
Proof using.
  intros Hrho Hpq a Ha. apply (renyi_le_weaken a (a * rho)); [lra | | apply Hpq; exact Ha].
  apply Rmult_le_compat_l; lra.
Qed.

Lemma zcdp_le_ext rho p1 p2 q1 q2 :
  p1 =d p2 -> q1 =d q2 -> zcdp_le rho p1 q1 -> zcdp_le rho p2 q2.
Proof using.
  intros Hp Hq Hle a Ha. apply (renyi_le_ext a (a * rho) p1 p2 q1 q2 Hp Hq).
  apply Hle. exact Ha.
Qed.

End Distributions.

Lemma zcdp_le_bind {O U} rho (p q : dist O) (f : O -> dist U) :
  zcdp_le rho p q -> zcdp_le rho (dbind p f) (dbind q f).
Proof. intros Hpq a Ha. apply renyi_le_bind; [lra | apply Hpq; exact Ha]. Qed.

Lemma zcdp_le_pair {O U} rho1 rho2 (p q : dist O) (k h : O -> dist U) :
  zcdp_le rho1 p q -> (forall o, 0 < p o -> zcdp_le rho2 (k o) (h o)) ->
  zcdp_le (rho1 + rho2) (dpair p k) (dpair q h).
Proof.
  intros Hpq Hkh a Ha. rewrite Rmult_plus_distr_l.
  apply renyi_le_pair; [apply Hpq; exact Ha |]. intros o Ho. apply Hkh; assumption.
Qed.

Definition zcdp_notion : notion :=
  Notion R 0 Rplus Rle (@zcdp_le) Rplus_0_l Rplus_0_r Rle_refl Rplus_le_le_0_compat
    (@zcdp_le_refl) (@zcdp_le_monotone) (@zcdp_le_ext) (@zcdp_le_bind) (@zcdp_le_pair).

(** ** Mechanisms *)

(** The two orders of the quantifiers over orders and over adjacent data. *)
Lemma zcdp_private {D O} (adj : relation D) rho (M : mechanism D O) :
  zcdp adj rho M <-> private zcdp_notion adj rho M.
Proof.
  split.
  - intros HM x y Hxy a Ha. apply HM; assumption.
  - intros HM a Ha x y Hxy. apply (HM x y Hxy). exact Ha.
Qed.

Section Mechanisms.
Context {D O U : Type} (adj : relation D).

(** zCDP is a bound on the divergences of all orders. *)
Theorem zcdp_rdp rho (M : mechanism D O) :
  zcdp adj rho M <-> forall a, 1 < a -> rdp adj a (a * rho) M.
Proof using.
  split; intros HM a Ha; [split; [exact Ha | apply HM; exact Ha] | exact (proj2 (HM a Ha))].
Qed.

(** Whatever is done to the output, the cost stays the same. *)
Theorem zcdp_postprocess rho (M : mechanism D O) (f : O -> dist U) :
  zcdp adj rho M -> zcdp adj rho (postprocess M f).
Proof using.
  intros HM a Ha x y Hxy. apply renyi_le_bind; [lra | apply HM; assumption].
Qed.

(** Costs of mechanisms that see the same data add up, even if the second is chosen
    by the output of the first. *)
Theorem zcdp_adaptive rho1 rho2 (M : mechanism D O) (N : O -> mechanism D U) :
  zcdp adj rho1 M -> (forall o, zcdp adj rho2 (N o)) ->
  zcdp adj (rho1 + rho2) (adaptive M N).
Proof using.
  intros HM HN. apply zcdp_private in HM. intros a Ha x y Hxy.
  apply (zcdp_le_pair rho1 rho2); [apply HM; exact Hxy | | exact Ha].
  intros o _ b Hb. apply HN; assumption.
Qed.

(** Any number of mechanisms, each chosen by the outputs before it. *)
Theorem zcdp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall2 (fun rho M => forall seen, zcdp adj rho (M seen)) costs Ms ->
  zcdp adj (fold_right Rplus 0 costs) (transcript Ms before).
Proof using.
  intros HMs. apply zcdp_private, (private_transcript zcdp_notion adj costs Ms before).
  induction HMs as [| rho M costs Ms HM _ IH]; constructor; [| exact IH].
  intros seen. apply zcdp_private, HM.
Qed.

(** What does not look at the data costs nothing. *)
Theorem zcdp_const (p : dist O) : zcdp adj 0 (fun _ => p).
Proof using. apply zcdp_private, private_const. Qed.

Theorem zcdp_monotone rho rho1 (M : mechanism D O) :
  rho <= rho1 -> zcdp adj rho M -> zcdp adj rho1 M.
Proof using. rewrite !zcdp_private. exact (private_le zcdp_notion adj rho rho1 M). Qed.

(** Groups: along [k] steps the cost is [k^2] times as large. *)
Theorem zcdp_group k rho (M : mechanism D O) :
  0 <= rho -> zcdp adj rho M -> zcdp (within adj k) (INR k ^ 2 * rho) M.
Proof using.
  intros Hrho. rewrite !zcdp_private. intros HM. induction k as [| k IH]; intros x y Hxy.
  - simpl in Hxy. rewrite Hxy. simpl INR. replace (0 ^ 2 * rho) with 0 by ring. apply zcdp_le_refl.
  - destruct Hxy as [-> | [z [Hxz Hzy]]].
    + apply (zcdp_le_monotone 0); [| apply zcdp_le_refl].
      apply Rmult_le_pos; [apply pow2_ge_0 | exact Hrho].
    + destruct k as [| k].
      * simpl in Hzy. rewrite <- Hzy. simpl INR. replace (1 ^ 2 * rho) with rho by ring.
        apply HM. exact Hxz.
      * rewrite (S_INR (S k)), Rplus_comm.
        apply (zcdp_le_triangle rho 1 (INR (S k)) (M x) (M z)); [lra | | |].
        -- apply lt_0_INR. apply PeanoNat.Nat.lt_0_succ.
        -- replace (1 ^ 2 * rho) with rho by ring. apply HM. exact Hxz.
        -- apply IH. exact Hzy.
Qed.

End Mechanisms.

(** A function of the data that moves adjacent data at most [k] steps apart. *)
Theorem zcdp_preprocess {D E O} (adj : relation D) (adj1 : relation E) k rho
  (f : D -> E) (M : mechanism E O) :
  0 <= rho -> (forall x y, adj x y -> within adj1 k (f x) (f y)) ->
  zcdp adj1 rho M -> zcdp adj (INR k ^ 2 * rho) (fun x => M (f x)).
Proof.
  intros Hrho Hf HM a Ha x y Hxy. apply (zcdp_group adj1 k rho M Hrho HM a Ha).
  apply Hf. exact Hxy.
Qed.

(** Parallel composition: mechanisms on disjoint parts of the records cost the larger
    of the two, if records are added or removed. *)
Theorem zcdp_parallel {A O U} (b : A -> bool) rho1 rho2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  zcdp add_remove rho1 M -> zcdp add_remove rho2 N ->
  zcdp add_remove (Rmax rho1 rho2) (parallel b M N).
Proof.
  rewrite !zcdp_private.
  apply (private_parallel zcdp_notion b rho1 rho2 M N); [apply Rmax_l | apply Rmax_r].
Qed.

(** Replacing a record can change both parts.  If the mechanisms withstand all that can
    happen to a part, the costs add up; *)
Theorem zcdp_parallel_replace {A O U} (b : A -> bool) rho1 rho2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  0 <= rho1 -> 0 <= rho2 ->
  zcdp (either add_remove replace_one) rho1 M ->
  zcdp (either add_remove replace_one) rho2 N ->
  zcdp replace_one (rho1 + rho2) (parallel b M N).
Proof. rewrite !zcdp_private. exact (private_parallel_replace zcdp_notion b rho1 rho2 M N). Qed.

(** if they withstand records that are added or removed, the larger cost counts four
    times. *)
Theorem zcdp_parallel_replace_twice {A O U} (b : A -> bool) rho1 rho2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  0 <= Rmax rho1 rho2 -> zcdp add_remove rho1 M -> zcdp add_remove rho2 N ->
  zcdp replace_one (4 * Rmax rho1 rho2) (parallel b M N).
Proof.
  intros Hrho HM HN. replace 4 with (INR 2 ^ 2) by (simpl; ring). intros a Ha x y Hxy.
  apply (zcdp_group add_remove 2 (Rmax rho1 rho2) _ Hrho (zcdp_parallel b _ _ M N HM HN) a Ha).
  apply replace_one_within. exact Hxy.
Qed.
