(** * Rényi differential privacy

    Purpose: the closure properties of [rdp]: processing, composition, parallel
    composition, smaller orders, groups.

    Paper section: 5, Privacy.  Mironov 2017.

    Glossary:
      rdp adj a tau M == 1 < a, and renyi_le a tau (M x) (M y) for adjacent x and y
                         (Definitions)
      rdp_notion a Ha == the notion of privacy with these as distance (Notion) *)

From Coq Require Import Reals Lra Lia List.
From MathLite Require Import Dist.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Adjacency.
From Verinoise Require Import Privacy.Notions.Notion.
From Verinoise Require Import Privacy.Notions.Independent Privacy.Notions.Renyi.
From Verinoise Require Import Privacy.Notions.Triangle.
Local Open Scope R_scope.

Definition rdp_notion (a : R) (a_ge_1 : 1 <= a) : notion :=
  Notion R 0 Rplus Rle (fun O => @renyi_le O a) Rplus_0_l Rplus_0_r Rle_refl Rplus_le_le_0_compat
    (fun O => renyi_le_refl a)
    (fun O s t p q Hst => renyi_le_weaken a s t p q a_ge_1 Hst)
    (fun O => renyi_le_ext a)
    (fun O U s p q f => renyi_le_bind a s p q f a_ge_1)
    (fun O U => renyi_le_pair a).

Section Mechanisms.
Context {D O U : Type} (adj : relation D) (a : R).

(** Whatever is done to the output, the cost stays the same. *)
Theorem rdp_postprocess tau (M : mechanism D O) (f : O -> dist U) :
  rdp adj a tau M -> rdp adj a tau (postprocess M f).
Proof using.
  intros [Ha HM]. split; [exact Ha |].
  exact (private_postprocess (rdp_notion a (Rlt_le _ _ Ha)) adj tau M f HM).
Qed.

(** Costs of the same order add up, even if the second mechanism is chosen by the
    output of the first. *)
Theorem rdp_adaptive tau1 tau2 (M : mechanism D O) (N : O -> mechanism D U) :
  rdp adj a tau1 M -> (forall o, rdp adj a tau2 (N o)) ->
  rdp adj a (tau1 + tau2) (adaptive M N).
Proof using.
  intros [Ha HM] HN. split; [exact Ha |]. intros x y Hxy.
  apply renyi_le_pair; [apply HM; exact Hxy |].
  intros o _. apply (proj2 (HN o)). exact Hxy.
Qed.

(** Any number of mechanisms, each chosen by the outputs before it. *)
Theorem rdp_transcript costs (Ms : list (list O -> mechanism D O)) before : 1 < a ->
  Forall2 (fun tau M => forall seen, rdp adj a tau (M seen)) costs Ms ->
  rdp adj a (fold_right Rplus 0 costs) (transcript Ms before).
Proof using.
  intros Ha HMs. split; [exact Ha |].
  apply (private_transcript (rdp_notion a (Rlt_le _ _ Ha)) adj costs Ms before).
  induction HMs as [| tau M costs' Ms' HM _ IH]; constructor; [| exact IH].
  intros seen. exact (proj2 (HM seen)).
Qed.

(** What does not look at the data costs nothing. *)
Theorem rdp_const (p : dist O) : 1 < a -> rdp adj a 0 (fun _ => p).
Proof using. intros Ha. split; [exact Ha |]. intros x y _. apply renyi_le_refl. Qed.

Theorem rdp_monotone tau tau1 (M : mechanism D O) :
  tau <= tau1 -> rdp adj a tau M -> rdp adj a tau1 M.
Proof using.
  intros Htau [Ha HM]. split; [exact Ha |].
  exact (private_le (rdp_notion a (Rlt_le _ _ Ha)) adj tau tau1 M Htau HM).
Qed.

(** A bound holds for the smaller orders. *)
Theorem rdp_order b tau (M : mechanism D O) :
  1 < a <= b -> rdp adj b tau M -> rdp adj a tau M.
Proof using.
  intros Hab [Hb HM]. split; [apply Hab |]. intros x y Hxy.
  apply (renyi_le_order a b); [lra | exact Hb |]. apply HM. exact Hxy.
Qed.

(** Two steps between adjacent data, at the price of larger orders; [t] is free. *)
Theorem rdp_two_steps t tau1 tau2 (M : mechanism D O) x z y : 1 < a -> 0 < t < 1 ->
  rdp adj (a / t) tau1 M -> rdp adj ((a - t) / (1 - t)) tau2 M -> adj x z -> adj z y ->
  renyi_le a ((a - t) / (a - 1) * tau1 + tau2) (M x) (M y).
Proof using.
  intros Ha Ht [_ H1] [_ H2] Hxz Hzy. apply (renyi_le_triangle a t tau1 tau2 (M x) (M z)); auto.
Qed.

End Mechanisms.

(** Groups: twice as many steps take twice the order and at most 5/2 times the cost. *)
Theorem rdp_group {D O} (adj : relation D) c a tau (M : mechanism D O) :
  2 <= a -> 0 <= tau -> rdp adj (2 ^ c * a) tau M ->
  rdp (within adj (Nat.pow 2 c)) a ((5 / 2) ^ c * tau) M.
Proof.
  intros Ha Htau. revert a Ha. induction c as [| c IH]; intros a Ha HM;
    (split; [lra |]); intros x y Hxy.
  - replace ((5 / 2) ^ 0 * tau) with tau by (simpl; ring).
    destruct Hxy as [-> | [z [Hxz <-]]].
    + apply (renyi_le_weaken a 0); [lra | exact Htau | apply renyi_le_refl].
    + replace a with (2 ^ 0 * a) by (simpl; ring). apply (proj2 HM). exact Hxz.
  - set (T := (5 / 2) ^ c * tau).
    assert (HT : 0 <= T) by (apply Rmult_le_pos; [apply pow_le; lra | exact Htau]).
    assert (Hhalf : rdp (within adj (Nat.pow 2 c)) (2 * a) T M).
    { apply IH; [lra |]. replace (2 ^ c * (2 * a)) with (2 ^ S c * a) by (simpl; ring). exact HM. }
    replace (Nat.pow 2 (S c)) with (Nat.pow 2 c + Nat.pow 2 c)%nat in Hxy by (simpl; lia).
    destruct (within_split adj (Nat.pow 2 c) (Nat.pow 2 c) x y Hxy) as [z [Hxz Hzy]].
    apply (renyi_le_weaken a ((a - / 2) / (a - 1) * T + T)); [lra | |].
    + replace ((5 / 2) ^ S c * tau) with (3 / 2 * T + T) by (unfold T; simpl; field).
      apply Rplus_le_compat_r, Rmult_le_compat_r; [exact HT |].
      apply (Rmult_le_reg_r (a - 1)); [lra |]. unfold Rdiv at 1.
      rewrite Rmult_assoc, Rinv_l by lra. lra.
    + apply (rdp_two_steps (within adj (Nat.pow 2 c)) a (/ 2) T T M x z y); try lra; try assumption.
      * replace (a / / 2) with (2 * a) by field. exact Hhalf.
      * replace ((a - / 2) / (1 - / 2)) with (2 * a - 1) by field.
        apply (rdp_order _ _ (2 * a)); [lra | exact Hhalf].
Qed.

(** Parallel composition: mechanisms on disjoint parts of the records cost the larger
    of the two, if records are added or removed; *)
Theorem rdp_parallel {A O U} (b : A -> bool) a tau1 tau2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  rdp add_remove a tau1 M -> rdp add_remove a tau2 N ->
  rdp add_remove a (Rmax tau1 tau2) (parallel b M N).
Proof.
  intros [Ha HM] [_ HN]. split; [exact Ha |].
  apply (private_parallel (rdp_notion a (Rlt_le _ _ Ha)) b tau1 tau2 M N);
    [apply Rmax_l | apply Rmax_r | exact HM | exact HN].
Qed.

(** if a record is replaced, both parts may change, and the costs add up. *)
Theorem rdp_parallel_replace {A O U} (b : A -> bool) a tau1 tau2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  0 <= tau1 -> 0 <= tau2 ->
  rdp (either add_remove replace_one) a tau1 M ->
  rdp (either add_remove replace_one) a tau2 N ->
  rdp replace_one a (tau1 + tau2) (parallel b M N).
Proof.
  intros Htau1 Htau2 [Ha HM] [_ HN]. split; [exact Ha |].
  exact (private_parallel_replace (rdp_notion a (Rlt_le _ _ Ha)) b tau1 tau2 M N
           Htau1 Htau2 HM HN).
Qed.
