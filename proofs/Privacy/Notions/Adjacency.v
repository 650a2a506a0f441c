(** * Adjacency of data sets

    Purpose: adding, removing and replacing a record, what becomes of it when the
    records are split by a predicate, and chains of adjacent data sets.

    Paper section: 5, Privacy.

    Glossary:
      add_remove x y == one of x, y has exactly one record more (Definitions)
      replace_one x y == x and y differ in one record (Definitions)
      within adj k x y == at most k steps of adj lead from x to y (Definitions)
      either adj1 adj2 == one of the two relations (Definitions)
      others b a == a does not satisfy b *)

From Coq Require Import List Bool Lia.
From Verinoise Require Import Privacy.Notions.Definitions.
Import ListNotations.

(** ** Chains *)

Section Chains.
Context {D : Type} (adj : relation D).

Lemma within_refl k x : within adj k x x.
Proof. destruct k; simpl; auto. Qed.

Lemma within_1 x y : adj x y -> within adj 1 x y.
Proof. intros Hxy. right. exists y. simpl. auto. Qed.

Lemma within_split j k x y : within adj (j + k) x y -> exists z, within adj j x z /\ within adj k z y.
Proof.
  revert x. induction j as [| j IH]; intros x Hxy; simpl in Hxy.
  - exists x. split; [reflexivity | exact Hxy].
  - destruct Hxy as [-> | [w [Hxw Hwy]]].
    + exists y. split; apply within_refl.
    + destruct (IH w Hwy) as [z [Hwz Hzy]]. exists z. split; [| exact Hzy].
      right. exists w. split; assumption.
Qed.

End Chains.

(** ** One record more, one record changed *)

Section Records.
Context {A : Type}.
Implicit Types (a : A) (x y : list A) (b : A -> bool).

Lemma add_remove_sym : symmetric (@add_remove A).
Proof.
  intros x y [a [l1 [l2 [H | H]]]]; exists a, l1, l2; [right | left]; exact H.
Qed.

Lemma add_record a l1 l2 : add_remove (l1 ++ l2) (l1 ++ a :: l2).
Proof. exists a, l1, l2. left. auto. Qed.

Lemma remove_record a l1 l2 : add_remove (l1 ++ a :: l2) (l1 ++ l2).
Proof. exists a, l1, l2. right. auto. Qed.

(** Replacing a record is removing one and adding one. *)
Lemma replace_one_within x y : replace_one x y -> within add_remove 2 x y.
Proof.
  intros [a [c [l1 [l2 [-> ->]]]]]. right. exists (l1 ++ l2).
  split; [apply remove_record |]. apply within_1, add_record.
Qed.

(** ** Splitting the records *)

Definition others b : A -> bool := fun a => negb (b a).

Lemma filter_record_true b a l1 l2 :
  b a = true -> filter b (l1 ++ a :: l2) = filter b l1 ++ a :: filter b l2.
Proof. intros Ha. rewrite filter_app. simpl. rewrite Ha. reflexivity. Qed.

Lemma filter_record_false b a l1 l2 :
  b a = false -> filter b (l1 ++ a :: l2) = filter b (l1 ++ l2).
Proof. intros Ha. rewrite !filter_app. simpl. rewrite Ha. reflexivity. Qed.

Lemma filter_add_record b a l1 l2 :
  b a = true -> add_remove (filter b (l1 ++ l2)) (filter b (l1 ++ a :: l2)).
Proof.
  intros Ha. rewrite (filter_record_true b a l1 l2 Ha), filter_app. apply add_record.
Qed.

(** A record that is added or removed changes one of the two parts. *)
Lemma add_remove_split b x y : add_remove x y ->
  (add_remove (filter b x) (filter b y) /\ filter (others b) x = filter (others b) y) \/
  (filter b x = filter b y /\ add_remove (filter (others b) x) (filter (others b) y)).
Proof.
  assert (Hadd : forall a l1 l2,
    (add_remove (filter b (l1 ++ l2)) (filter b (l1 ++ a :: l2))
     /\ filter (others b) (l1 ++ l2) = filter (others b) (l1 ++ a :: l2)) \/
    (filter b (l1 ++ l2) = filter b (l1 ++ a :: l2)
     /\ add_remove (filter (others b) (l1 ++ l2)) (filter (others b) (l1 ++ a :: l2)))).
  { intros a l1 l2. destruct (b a) eqn:Ha; [left | right]; split.
    - apply filter_add_record. exact Ha.
    - symmetry. apply filter_record_false. unfold others. rewrite Ha. reflexivity.
    - symmetry. apply filter_record_false. exact Ha.
    - apply filter_add_record. unfold others. rewrite Ha. reflexivity. }
  intros [a [l1 [l2 [[-> ->] | [-> ->]]]]]; destruct (Hadd a l1 l2) as [[H1 H2] | [H1 H2]].
  - left. auto.
  - right. auto.
  - left. split; [apply add_remove_sym; exact H1 | symmetry; exact H2].
  - right. split; [symmetry; exact H1 | apply add_remove_sym; exact H2].
Qed.

(** A part sees a replaced record as replaced, added, removed, or not at all. *)
Lemma filter_replace_one b x y : replace_one x y ->
  filter b x = filter b y \/ either add_remove replace_one (filter b x) (filter b y).
Proof.
  intros [a [c [l1 [l2 [-> ->]]]]]. destruct (b a) eqn:Ha, (b c) eqn:Hc.
  - right. right. rewrite !filter_record_true by assumption.
    exists a, c, (filter b l1), (filter b l2). auto.
  - right. left. rewrite (filter_record_false b c) by exact Hc.
    apply add_remove_sym, filter_add_record. exact Ha.
  - right. left. rewrite (filter_record_false b a) by exact Ha.
    apply filter_add_record. exact Hc.
  - left. rewrite !filter_record_false by assumption. reflexivity.
Qed.

End Records.
