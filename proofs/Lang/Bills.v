(** * What machines are expected to cost

    The price of a run is the number of bytes that it takes plus what is left to pay
    after it, a function [g] of its outcome.  Upper bounds on the expected price
    are composed here along the ways of building machines, as Tapes.v does for the
    weights of tapes.  Only runs that yield a value count.

    Glossary
      weight tape  == 256^-length tape (Tapes.v)
      charge m g   == the summands: weight times (bytes plus [g])
      bill m g B   == the expected price of [m] is at most [B]
      no_more      == nothing left to pay: the function 0
      accounts m p == the outcomes of [m] have the law [p] (Tapes.v)
      splits m     == [m] reads a prefix of its tape (MachineFacts.v)         *)

From Coq Require Import Reals Lra NArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Fold.
From Verinoise Require Import Lang.Machine Lang.MachineFacts Lang.Tapes Lang.Adequacy.
Import ListNotations.
Local Open Scope R_scope.

Definition charge {T} (m : list byte -> outcome T) (g : T -> R) (x : T * list byte) : R :=
  tape_mass m (fst x) (snd x) * (INR (length (snd x)) + g (fst x)).

Definition bill {T} (m : list byte -> outcome T) (g : T -> R) (B : R) : Prop :=
  forall l, NoDup l -> lsum (charge m g) l <= B.

Definition no_more {T} (v : T) : R := 0.

Lemma no_more_ge_0 {T} (v : T) : 0 <= no_more v.
Proof. unfold no_more. lra. Qed.

Lemma length_join (tape1 tape2 : list byte) :
  INR (length (tape1 ++ tape2)) = INR (length tape1) + INR (length tape2).
Proof.
  induction tape1 as [| b tape1 IH]; cbn [app length]; [simpl; lra |].
  rewrite !S_INR, IH. lra.
Qed.

(** ** Single machines *)

Section Bills.
Context {T : Type}.
Implicit Types (m : list byte -> outcome T) (g h : T -> R) (B : R).

Lemma charge_ge_0 m g x : 0 <= g (fst x) -> 0 <= charge m g x.
Proof using.
  intros Hg. apply Rmult_le_pos; [apply tape_mass_ge_0 |].
  generalize (pos_INR (length (snd x))). lra.
Qed.

Lemma charge_done m g x : charge m g x <> 0 -> m (snd x) = Done (fst x) [].
Proof using.
  intros Hx. apply tape_mass_done. intros H0. apply Hx. unfold charge. rewrite H0. lra.
Qed.

Lemma bill_ge_0 m g B : bill m g B -> 0 <= B.
Proof using. intros Hbill. apply (Hbill []). constructor. Qed.

Lemma bill_ext m1 m2 g B : (forall tape, m1 tape = m2 tape) -> bill m1 g B -> bill m2 g B.
Proof using.
  intros Hm Hbill l Hl. rewrite (lsum_ext _ (charge m1 g)); [apply Hbill; exact Hl |].
  intros x _. unfold charge, tape_mass. rewrite Hm. reflexivity.
Qed.

(** Only the outcomes of the machine count. *)
Lemma bill_weaken m g h B C :
  (forall v tape, m tape = Done v [] -> h v <= g v) -> B <= C -> bill m g B -> bill m h C.
Proof using.
  intros Hhg HBC Hbill l Hl. apply Rle_trans with (2 := HBC).
  apply Rle_trans with (2 := Hbill l Hl). apply lsum_le. intros [v tape] _.
  unfold charge. cbn [fst snd].
  destruct (Classical_Prop.classic (m tape = Done v [])) as [Hdone | Hdone].
  - apply Rmult_le_compat_l; [apply tape_mass_ge_0 |]. generalize (Hhg v tape Hdone). lra.
  - rewrite tape_mass_0 by exact Hdone. lra.
Qed.

Lemma bill_stuck m g B : 0 <= B -> (forall tape v rest, m tape <> Done v rest) -> bill m g B.
Proof using.
  intros HB Hm l _. apply Rle_trans with (2 := HB). rewrite <- (lsum_0 l).
  apply lsum_le. intros [v tape] _. unfold charge. cbn [fst snd]. rewrite tape_mass_0 by apply Hm. lra.
Qed.

Lemma bill_ret (v : T) g B : 0 <= g v -> g v <= B -> bill (Done v) g B.
Proof using.
  intros Hg HB l Hl. apply Rle_trans with (2 := HB).
  assert (Honly : forall x, charge (Done v) g x <> 0 -> x = (v, [])).
  { intros [w tape] Hx. apply charge_done in Hx. cbn in Hx. congruence. }
  apply Rle_trans with (lsum (charge (Done v) g) [(v, [])]).
  - apply lsum_incl_support; [| exact Hl |].
    + intros x. destruct (Req_dec (charge (Done v) g x) 0) as [-> | Hx]; [lra |].
      rewrite (Honly x Hx). apply charge_ge_0. exact Hg.
    + intros x _ Hx. left. symmetry. apply Honly. exact Hx.
  - cbn [lsum]. unfold charge. cbn [fst snd]. rewrite (tape_mass_of_done (Done v) v []) by reflexivity.
    unfold weight. simpl. lra.
Qed.

(** What is left to pay, priced by the law of the outcome. *)
Lemma lsum_due m (p : dist T) g (l : list (T * list byte)) :
  accounts m p -> (forall v, 0 <= g v) -> summable (fun v => p v * g v) -> NoDup l ->
  lsum (fun x => tape_mass m (fst x) (snd x) * g (fst x)) l <= tsum (fun v => p v * g v).
Proof using.
  intros Hp Hg Hsummable Hl.
  set (due := fun x : T * list byte => tape_mass m (fst x) (snd x) * g (fst x)).
  assert (Hinner : forall v, tsum (fun tape => due (v, tape)) = p v * g v).
  { intros v. unfold due. cbn [fst snd]. rewrite tsum_scal_r by apply Hg. f_equal. apply Hp. }
  rewrite <- (tsum_ext _ _ Hinner). apply pair_lsum_le_tsum.
  - intros x. apply Rmult_le_pos; [apply tape_mass_ge_0 | apply Hg].
  - intros v. apply (summable_scal_r (g v)); [apply Hg |]. apply (Hp v).
  - apply (summable_ext _ _ (fun v => eq_sym (Hinner v))). exact Hsummable.
  - exact Hl.
Qed.

Lemma bill_expect m (p : dist T) g B G :
  accounts m p -> (forall v, 0 <= g v) -> bill m no_more B ->
  summable (fun v => p v * g v) -> tsum (fun v => p v * g v) <= G -> bill m g (B + G).
Proof using.
  intros Hp Hg Hbill Hsummable HG l Hl.
  rewrite (lsum_ext _ (fun x => charge m no_more x + tape_mass m (fst x) (snd x) * g (fst x))).
  2: { intros x _. unfold charge, no_more. lra. }
  rewrite lsum_plus. apply Rplus_le_compat; [apply Hbill; exact Hl |].
  apply Rle_trans with (2 := HG). apply lsum_due; assumption.
Qed.

Lemma tsum_constant_le (p : dist T) (G : R) : 0 <= G -> tsum (fun v => p v * G) <= G.
Proof using.
  intros HG. rewrite tsum_scal_r by exact HG.
  generalize (Rmult_le_compat_r G _ _ HG (total_le_1 p)). unfold total. lra.
Qed.

(** A machine that reads [k] bytes in any case. *)
Lemma bill_fixed m (p : dist T) (k : nat) :
  accounts m p -> (forall tape v, m tape = Done v [] -> length tape = k) -> bill m no_more (INR k).
Proof using.
  intros Hp Hlength l Hl.
  rewrite (lsum_ext _ (fun x => tape_mass m (fst x) (snd x) * INR k)).
  - apply Rle_trans with (tsum (fun v => p v * INR k)).
    + apply (lsum_due m p (fun _ => INR k)); [exact Hp | | | exact Hl].
      * intros _. apply pos_INR.
      * apply summable_scal_r; [apply pos_INR | apply summable_mass].
    + apply tsum_constant_le. apply pos_INR.
  - intros [v tape] _. unfold charge, no_more. cbn [fst snd].
    destruct (Classical_Prop.classic (m tape = Done v [])) as [Hdone | Hdone].
    + rewrite (Hlength tape v Hdone). lra.
    + rewrite tape_mass_0 by exact Hdone. lra.
Qed.

End Bills.

(** ** Sequencing and loops *)

(** What the second machine costs is left to pay after the first. *)
Section AndThen.
Context {T U : Type} (m : list byte -> outcome T) (k : T -> list byte -> outcome U).
Context (q : T -> dist U) (g : U -> R) (h : T -> R).
Hypothesis m_splits : splits m.
Hypothesis k_accounts : forall v, accounts (k v) (q v).
Hypothesis g_ge_0 : forall w, 0 <= g w.
Hypothesis k_bill : forall v tape, m tape = Done v [] -> bill (k v) g (h v).

(** The share of: [m] takes the first tape and yields [v], then [k v] takes the
    second and yields [w]. *)
Local Definition share (x : (T * list byte) * (U * list byte)) : R :=
  tape_mass m (fst (fst x)) (snd (fst x))
  * (tape_mass (k (fst (fst x))) (fst (snd x)) (snd (snd x)) * INR (length (snd (fst x)))
     + charge (k (fst (fst x))) g (snd x)).

Lemma share_ge_0 x : 0 <= share x.
Proof using g_ge_0.
  apply Rmult_le_pos; [apply tape_mass_ge_0 |]. apply Rplus_le_le_0_compat.
  - apply Rmult_le_pos; [apply tape_mass_ge_0 | apply pos_INR].
  - apply charge_ge_0. apply g_ge_0.
Qed.

Lemma share_inner (y : T * list byte) :
  summable (fun z => share (y, z)) /\ tsum (fun z => share (y, z)) <= charge m h y.
Proof using k_accounts g_ge_0 k_bill.
  destruct y as [v tape].
  assert (Hle : forall l, NoDup l -> lsum (fun z => share ((v, tape), z)) l <= charge m h (v, tape)).
  { intros l Hl. unfold share, charge at 2. cbn [fst snd].
    rewrite lsum_scal.
    destruct (Classical_Prop.classic (m tape = Done v [])) as [Hdone | Hdone].
    - apply Rmult_le_compat_l; [apply tape_mass_ge_0 |]. rewrite lsum_plus.
      apply Rplus_le_compat; [| exact (k_bill v tape Hdone l Hl)].
      apply Rle_trans with (tsum (fun w => q v w * INR (length tape))).
      + apply (lsum_due (k v) (q v) (fun _ => INR (length tape))); [apply k_accounts | | | exact Hl].
        * intros _. apply pos_INR.
        * apply summable_scal_r; [apply pos_INR | apply summable_mass].
      + apply tsum_constant_le. apply pos_INR.
    - rewrite tape_mass_0 by exact Hdone. lra. }
  split; [exact (summable_bound _ _ Hle) | exact (tsum_lub _ _ Hle)].
Qed.

Lemma charge_share (w : U) (tape : list byte) :
  charge (fun tape => and_then (m tape) k) g (w, tape) <> 0 ->
  exists x, (fst (snd x) = w /\ snd (fst x) ++ snd (snd x) = tape)
            /\ share x = charge (fun tape => and_then (m tape) k) g (w, tape).
Proof using m_splits.
  intros Hx. apply charge_done in Hx as Hrun. cbn [fst snd] in Hrun.
  destruct (m tape) as [v rest | | |] eqn:Hm; try discriminate. simpl in Hrun.
  destruct (m_splits tape v rest Hm) as [used [-> Hused]].
  exists ((v, used), (w, rest)). split; [split; reflexivity |].
  unfold share, charge. cbn [fst snd].
  rewrite (tape_mass_of_done m v used) by (rewrite <- (app_nil_r used); apply Hused).
  rewrite (tape_mass_of_done (k v) w rest Hrun), length_join.
  rewrite (tape_mass_of_done _ w (used ++ rest)), weight_app by (rewrite Hm; exact Hrun). lra.
Qed.

Lemma bill_and_then B : bill m h B -> bill (fun tape => and_then (m tape) k) g B.
Proof using m_splits k_accounts g_ge_0 k_bill.
  intros Hbill l Hl.
  destruct (lsum_transport
    (fun a x => fst (snd x) = fst a /\ snd (fst x) ++ snd (snd x) = snd a)
    (charge (fun tape => and_then (m tape) k) g) share l) as [parts [Hparts [<- _]]].
  - intros [w tape]. apply charge_share.
  - intros [w1 tape1] [w2 tape2] x [Hw1 Htape1] [Hw2 Htape2]. cbn in *. congruence.
  - exact Hl.
  - assert (Hbounded : summable (charge m h) /\ tsum (charge m h) <= B).
    { split; [exact (summable_bound _ _ Hbill) | exact (tsum_lub _ _ Hbill)]. }
    apply Rle_trans with (2 := proj2 Hbounded).
    apply Rle_trans with (tsum (fun y => tsum (fun z => share (y, z)))).
    + apply pair_lsum_le_tsum; [apply share_ge_0 | intros y; apply share_inner | | exact Hparts].
      apply (summable_le _ (charge m h)); [intros y; apply share_inner | apply Hbounded].
    + apply tsum_le; [intros y; apply share_inner | apply Hbounded].
Qed.

End AndThen.

(** A loop: [h] pays for a round and for what is left after it. *)
Lemma bill_repeat {S} (guard : S -> option bool) (go : S -> bool)
    (body : S -> list byte -> outcome S) (p : S -> dist S) (Inv : S -> Prop) (g h : S -> R) :
  (forall s, guard s = Some (go s)) -> (forall s, splits (body s)) ->
  (forall s, accounts (body s) (p s)) -> (forall s, 0 <= g s) -> (forall s, 0 <= h s) ->
  (forall s u tape, Inv s -> go s = true -> body s tape = Done u [] -> Inv u) ->
  (forall s, Inv s -> go s = false -> g s <= h s) ->
  (forall s, Inv s -> go s = true -> bill (body s) h (h s)) ->
  forall n s, Inv s -> bill (repeat guard body n s) g (h s).
Proof.
  intros Hguard Hsplits Haccounts Hg Hh Hinv Hstop Hround n.
  induction n as [| n IH]; intros s Hs; cbn [repeat]; rewrite (Hguard s);
    cbn [or_fault]; destruct (go s) eqn:Hgo.
  - apply bill_stuck; [apply Hh | discriminate].
  - apply bill_ret; auto.
  - apply (bill_and_then (body s) (repeat guard body n) (unroll go p n) g h); auto.
    + intros u. apply accounts_repeat; assumption.
    + intros u tape Hdone. apply IH. exact (Hinv s u tape Hs Hgo Hdone).
  - apply bill_ret; auto.
Qed.

(** A fold: [h] prices what is left to do. *)
Lemma bill_each {I S} (body : I -> S -> list byte -> outcome S) (p : I -> S -> dist S) (g : S -> R)
    (h : list I -> S -> R) :
  (forall i s, splits (body i s)) -> (forall i s, accounts (body i s) (p i s)) ->
  (forall s, 0 <= g s) -> (forall s, g s <= h [] s) ->
  (forall i items s, bill (body i s) (h items) (h (i :: items) s)) ->
  forall items s, bill (each Some body items s) g (h items s).
Proof.
  intros Hsplits Haccounts Hg Hend Hround items.
  induction items as [| i items IH]; intros s; cbn [each or_fault].
  - apply bill_ret; [apply Hg | apply Hend].
  - apply (bill_and_then _ (each Some body items) (dfold p items) g (h items)).
    + apply Hsplits.
    + intros u. apply accounts_each; assumption.
    + exact Hg.
    + intros u tape _. apply IH.
    + apply Hround.
Qed.
