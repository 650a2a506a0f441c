(** * Suprema of increasing sequences of sub-distributions

    Purpose: an increasing sequence of sub-distributions has a supremum, again
    a sub-distribution; totals and binds commute with it.  This is what gives
    meaning to loops.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      dsup u H == the pointwise supremum of the sequence u, H its monotonicity
      rsup u == the supremum of a sequence of reals (Rsup) *)

From Coq Require Import Reals Lra List.
From MathLite Require Export Dist.
Local Open Scope R_scope.

(** ** Definition and order *)

Section Dsup.
Context {T : Type} (u : nat -> dist T) (u_incr : forall n, dle (u n) (u (S n))).

Lemma dsup_ge_0 x : 0 <= rsup (fun n => u n x).
Proof using. apply (rsup_ge_0 _ 1); intros n; [apply mass_ge_0 | apply mass_le_1]. Qed.

Lemma dsup_sum_le_1 (l : list T) :
  NoDup l -> lsum (fun x => rsup (fun n => u n x)) l <= 1.
Proof using u_incr.
  intros Hl. rewrite <- (rsup_lsum u (fun _ => 1)).
  - apply rsup_lub. intros n. apply mass_sum_le_1. exact Hl.
  - exact u_incr.
  - intros n x. apply mass_le_1.
Qed.

Definition dsup : dist T := Dist (fun x => rsup (fun n => u n x)) dsup_ge_0 dsup_sum_le_1.

Lemma dsup_mass x : dsup x = rsup (fun n => u n x).
Proof using. reflexivity. Qed.

Lemma dsup_ub n : dle (u n) dsup.
Proof using. intros x. apply (rsup_ub (fun k => u k x) 1). intros k. apply mass_le_1. Qed.

Lemma dsup_lub (q : dist T) : (forall n, dle (u n) q) -> dle dsup q.
Proof using. intros Hq x. apply rsup_lub. intros n. apply Hq. Qed.

(** What has mass in the supremum has mass at some stage. *)
Lemma dsup_pos_inv x : 0 < dsup x -> exists n, 0 < u n x.
Proof using.
  intros Hx. destruct (rsup_approx (fun n => u n x) (dsup x) Hx) as [n Hn].
  exists n. rewrite dsup_mass in Hn. lra.
Qed.

(** Full mass, from totals that exceed every number below 1. *)
Lemma total_dsup_1 : (forall eps, 0 < eps -> exists n, 1 - eps <= total (u n)) -> total dsup = 1.
Proof using.
  intros Happrox. apply Rle_antisym; [apply total_le_1 |].
  apply le_epsilon. intros eps Heps. destruct (Happrox eps Heps) as [n Hn].
  generalize (total_le _ _ (dsup_ub n)). lra.
Qed.

End Dsup.

Lemma dsup_ext {T : Type} (u v : nat -> dist T) Hu Hv :
  (forall n, u n =d v n) -> dsup u Hu =d dsup v Hv.
Proof. intros Huv x. apply rsup_ext. intros n. apply Huv. Qed.

Lemma dsup_const {T : Type} (p : dist T) H : dsup (fun _ => p) H =d p.
Proof. intros x. exact (rsup_const (p x)). Qed.

Lemma dsup_shift {T : Type} (u : nat -> dist T) Hu H :
  dsup (fun n => u (S n)) H =d dsup u Hu.
Proof.
  intros x. apply (rsup_shift (fun n => u n x) 1); intros n; [apply Hu | apply mass_le_1].
Qed.

(** ** Continuity of bind *)

Lemma dbind_dsup {A B : Type} (p : nat -> dist A) Hp (k : A -> nat -> dist B) Hk H :
  dbind (dsup p Hp) (fun a => dsup (k a) (Hk a)) =d dsup (fun n => dbind (p n) (fun a => k a n)) H.
Proof.
  intros v. rewrite dsup_mass, dbind_mass.
  rewrite (tsum_ext _ (fun a => rsup (fun n => p n a * k a n v))).
  - apply (tsum_mono_conv (fun n a => p n a * k a n v) 1).
    + intros n a. exact (bind_term_ge_0 (p n) (fun x => k x n) v a).
    + intros n a. apply Rmult_le_compat; [apply mass_ge_0 | apply mass_ge_0 | |].
      * exact (Hp n a).
      * exact (Hk a n v).
    + intros n. exact (summable_bind (p n) (fun x => k x n) v).
    + intros n. exact (mass_le_1 (dbind (p n) (fun x => k x n)) v).
  - intros a. rewrite !dsup_mass. symmetry.
    apply (rsup_mult _ _ 1 1); intros n; try apply mass_ge_0; try apply mass_le_1.
    + exact (Hp n a).
    + exact (Hk a n v).
Qed.

Lemma dbind_dsup_l {A B : Type} (p : nat -> dist A) Hp (k : A -> dist B) H :
  dbind (dsup p Hp) k =d dsup (fun n => dbind (p n) k) H.
Proof.
  pose proof (dbind_dsup p Hp (fun a _ => k a) (fun a _ => dle_refl (k a)) H) as Hsup.
  rewrite <- Hsup. apply dbind_ext; [reflexivity |].
  intros a. symmetry. apply dsup_const.
Qed.

Lemma dbind_dsup_r {A B : Type} (p : dist A) (k : A -> nat -> dist B) Hk H :
  dbind p (fun a => dsup (k a) (Hk a)) =d dsup (fun n => dbind p (fun a => k a n)) H.
Proof.
  pose proof (dbind_dsup (fun _ => p) (fun _ => dle_refl p) k Hk H) as Hsup.
  rewrite <- Hsup. apply dbind_ext; [| reflexivity]. symmetry. apply dsup_const.
Qed.
