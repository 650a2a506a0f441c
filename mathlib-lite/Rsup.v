(** * Real-valued suprema

    Purpose: the supremum of a set of reals as a real number, and of a bounded
    sequence; the laws of suprema of increasing sequences (sums, products,
    double sequences).  One notion of limit serves the whole development:
    infinite sums, fuel-bounded loops and monotone convergence are suprema.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      rlub E == the least upper bound of E : R -> Prop as a real; meaningful if
                E is inhabited and bounded (by convention 0 if not bounded)
      rsup u == the least upper bound of the values of u : nat -> R
      is_lim_seq u l == u n tends to l (Coquelicot)

    Hypotheses are spelled out: "increasing" is [forall n, u n <= u (S n)] and
    "bounded" is [forall n, u n <= M]. *)

From Coq Require Import Reals Lra Lia.
Set Warnings "-ambiguous-paths". (* of the coercions between R and Rbar, harmless *)
From Coquelicot Require Import Rbar Lub Lim_seq.
Local Open Scope R_scope.

Definition rlub (E : R -> Prop) : R := real (Lub_Rbar E).

Definition rsup (u : nat -> R) : R := real (Lub_Rbar (fun x => exists n, x = u n)).

(** ** Sets *)

Lemma rlub_is_lub (E : R -> Prop) (M : R) :
  (exists x, E x) -> (forall x, E x -> x <= M) -> Lub_Rbar E = Finite (rlub E).
Proof.
  intros [x Hx] HM. unfold rlub.
  destruct (Lub_Rbar_correct E) as [Hub Hleast].
  specialize (Hub x Hx). specialize (Hleast (Finite M) HM).
  destruct (Lub_Rbar E) as [r | |]; simpl in *; [reflexivity | tauto | tauto].
Qed.

Lemma rlub_ub (E : R -> Prop) (M x : R) :
  (forall y, E y -> y <= M) -> E x -> x <= rlub E.
Proof.
  intros HM Hx. destruct (Lub_Rbar_correct E) as [Hub _].
  specialize (Hub x Hx). rewrite (rlub_is_lub E M) in Hub; eauto.
Qed.

Lemma rlub_lub (E : R -> Prop) (M : R) :
  (exists x, E x) -> (forall x, E x -> x <= M) -> rlub E <= M.
Proof.
  intros Hex HM. destruct (Lub_Rbar_correct E) as [_ Hleast].
  specialize (Hleast (Finite M) HM). rewrite (rlub_is_lub E M) in Hleast; auto.
Qed.

Lemma rlub_approx (E : R -> Prop) (eps : R) :
  (exists x, E x) -> 0 < eps -> exists x, E x /\ rlub E - eps < x.
Proof.
  intros Hex Heps. apply Classical_Prop.NNPP. intros Hnone.
  assert (Hle : rlub E <= rlub E - eps).
  { apply rlub_lub; [exact Hex |]. intros x Hx.
    apply Rnot_lt_le. intros Hlt. apply Hnone. eauto. }
  lra.
Qed.

Lemma rlub_eqset (E F : R -> Prop) : (forall x, E x <-> F x) -> rlub E = rlub F.
Proof. intros HEF. unfold rlub. rewrite (Lub_Rbar_eqset E F HEF). reflexivity. Qed.

(** ** Sequences *)

Lemma rsup_ub (u : nat -> R) (M : R) :
  (forall n, u n <= M) -> forall n, u n <= rsup u.
Proof.
  intros HM n. apply (rlub_ub _ M); [| eauto].
  intros y [k ->]. apply HM.
Qed.

Lemma rsup_lub (u : nat -> R) (M : R) : (forall n, u n <= M) -> rsup u <= M.
Proof.
  intros HM. apply rlub_lub; [exists (u O); eauto |].
  intros y [k ->]. apply HM.
Qed.

Lemma rsup_approx (u : nat -> R) (eps : R) :
  0 < eps -> exists n, rsup u - eps < u n.
Proof.
  intros Heps.
  destruct (rlub_approx (fun x => exists n, x = u n) eps) as [x [[n ->] Hx]];
    [exists (u O); eauto | exact Heps |].
  exists n. exact Hx.
Qed.

Lemma rsup_ext (u v : nat -> R) : (forall n, u n = v n) -> rsup u = rsup v.
Proof.
  intros Huv. apply rlub_eqset. intros x.
  split; intros [n ->]; exists n; auto.
Qed.

Lemma rsup_unique (u : nat -> R) (s : R) :
  (forall n, u n <= s) -> (forall M, (forall n, u n <= M) -> s <= M) -> rsup u = s.
Proof.
  intros Hub Hleast. apply Rle_antisym.
  - apply rsup_lub. exact Hub.
  - apply Hleast. apply (rsup_ub u s Hub).
Qed.

Lemma rsup_const (c : R) : rsup (fun _ => c) = c.
Proof. apply rsup_unique; [intros _; lra |]. intros M HM. exact (HM O). Qed.

Lemma rsup_le (u v : nat -> R) (M : R) :
  (forall n, u n <= v n) -> (forall n, v n <= M) -> rsup u <= rsup v.
Proof.
  intros Huv HM. apply rsup_lub. intros n.
  apply Rle_trans with (v n); [apply Huv | apply (rsup_ub v M HM)].
Qed.

Lemma rsup_ge_0 (u : nat -> R) (M : R) :
  (forall n, 0 <= u n) -> (forall n, u n <= M) -> 0 <= rsup u.
Proof.
  intros H0 HM. apply Rle_trans with (u O); [apply H0 | apply (rsup_ub u M HM)].
Qed.

Lemma incr_le (u : nat -> R) (n m : nat) :
  (forall k, u k <= u (S k)) -> (n <= m)%nat -> u n <= u m.
Proof.
  intros Hincr Hnm. induction Hnm as [| m _ IH]; [lra |].
  apply Rle_trans with (u m); auto.
Qed.

Lemma rsup_shift (u : nat -> R) (M : R) :
  (forall n, u n <= u (S n)) -> (forall n, u n <= M) ->
  rsup (fun n => u (S n)) = rsup u.
Proof.
  intros Hincr HM. apply rsup_unique.
  - intros n. apply (rsup_ub u M HM).
  - intros K HK. apply rsup_lub. intros n.
    apply Rle_trans with (u (S n)); auto.
Qed.

(** ** Limits; sums and products of increasing sequences *)

Lemma rsup_is_lim (u : nat -> R) (M : R) :
  (forall n, u n <= u (S n)) -> (forall n, u n <= M) -> is_lim_seq u (rsup u).
Proof.
  intros Hincr HM. apply is_lim_seq_Reals. intros eps Heps.
  destruct (rsup_approx u eps Heps) as [N HN].
  exists N. intros n Hn. change (Rabs (u n - rsup u) < eps). apply Rabs_def1.
  - generalize (rsup_ub u M HM n). lra.
  - generalize (incr_le u N n Hincr Hn). lra.
Qed.

Lemma rsup_lim_eq (u : nat -> R) (s : R) :
  (forall n, u n <= u (S n)) -> is_lim_seq u s -> rsup u = s.
Proof.
  intros Hincr Hlim.
  pose proof (is_lim_seq_incr_compare u s Hlim Hincr) as Hub.
  pose proof (is_lim_seq_unique _ _ (rsup_is_lim u s Hincr Hub)) as Heq.
  rewrite (is_lim_seq_unique _ _ Hlim) in Heq. injection Heq as ->. reflexivity.
Qed.

Lemma rsup_plus (u v : nat -> R) (M K : R) :
  (forall n, u n <= u (S n)) -> (forall n, u n <= M) ->
  (forall n, v n <= v (S n)) -> (forall n, v n <= K) ->
  rsup (fun n => u n + v n) = rsup u + rsup v.
Proof.
  intros Hu HM Hv HK. apply rsup_lim_eq.
  - intros n. apply Rplus_le_compat; auto.
  - apply is_lim_seq_plus'; eapply rsup_is_lim; eassumption.
Qed.

Lemma rsup_mult (u v : nat -> R) (M K : R) :
  (forall n, 0 <= u n) -> (forall n, u n <= u (S n)) -> (forall n, u n <= M) ->
  (forall n, 0 <= v n) -> (forall n, v n <= v (S n)) -> (forall n, v n <= K) ->
  rsup (fun n => u n * v n) = rsup u * rsup v.
Proof.
  intros Hu0 Hu HM Hv0 Hv HK. apply rsup_lim_eq.
  - intros n. apply Rmult_le_compat; auto.
  - apply is_lim_seq_mult'; eapply rsup_is_lim; eassumption.
Qed.

(** ** Double sequences *)

Lemma rsup_diag (u : nat -> nat -> R) (M : R) :
  (forall n m, u n m <= u (S n) m) -> (forall n m, u n m <= u n (S m)) ->
  (forall n m, u n m <= M) ->
  rsup (fun n => rsup (fun m => u n m)) = rsup (fun n => u n n).
Proof.
  intros Hn Hm HM. apply Rle_antisym.
  - apply rsup_lub. intros n. apply rsup_lub. intros m.
    apply Rle_trans with (u (Nat.max n m) (Nat.max n m)).
    + apply Rle_trans with (u (Nat.max n m) m).
      * apply (incr_le (fun k => u k m)); [auto | lia].
      * apply (incr_le (u (Nat.max n m))); [auto | lia].
    + apply (rsup_ub (fun k => u k k) M). auto.
  - apply rsup_lub. intros n. apply Rle_trans with (rsup (u n)).
    + apply (rsup_ub (u n) M). auto.
    + apply (rsup_ub (fun k => rsup (u k)) M). intros k. apply rsup_lub. auto.
Qed.
