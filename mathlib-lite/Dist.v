(** * Sub-distributions

    Purpose: sub-probability mass functions on an arbitrary type, with their
    monad (return, bind, map), order and equality, and the uniform
    distribution.  Mass that is missing from 1 is the probability of not
    returning.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      dist T == nonnegative functions on T whose finite sums are at most 1
      total p == the total mass of p
      dzero == no mass at all
      dret v == all mass at v
      dbind p k == draw a from p, then draw from k a
      dmap h p == draw a from p, return h a
      duniform n == the uniform distribution on 0, ..., n-1 (dzero if n = 0)
      dle p q == p x <= q x for all x
      p =d q, deq p q == p x = q x for all x *)

From Coq Require Import Reals Lra Lia List NArith ZArith RelationClasses Morphisms.
From MathLite Require Export Tsum TsumPair TsumTypes.
Local Open Scope R_scope.

Record dist (T : Type) := Dist {
  mass :> T -> R;
  mass_ge_0 : forall x, 0 <= mass x;
  mass_sum_le_1 : forall l, NoDup l -> lsum mass l <= 1 }.

Arguments Dist {T} mass mass_ge_0 mass_sum_le_1.
Arguments mass {T} d x.
Arguments mass_ge_0 {T} d x.
Arguments mass_sum_le_1 {T} d l _.

Definition total {T : Type} (p : dist T) : R := tsum p.

Definition dle {T : Type} (p q : dist T) : Prop := forall x, p x <= q x.
Definition deq {T : Type} (p q : dist T) : Prop := forall x, p x = q x.
Notation "p =d q" := (deq p q) (at level 70, no associativity).

#[global] Instance deq_equivalence {T : Type} : Equivalence (@deq T).
Proof.
  split.
  - intros p x. reflexivity.
  - intros p q Hpq x. symmetry. apply Hpq.
  - intros p q r Hpq Hqr x. rewrite Hpq. apply Hqr.
Qed.

#[global] Instance dle_preorder {T : Type} : PreOrder (@dle T).
Proof.
  split.
  - intros p x. lra.
  - intros p q r Hpq Hqr x. apply Rle_trans with (q x); [apply Hpq | apply Hqr].
Qed.

(** ** Masses and totals *)

Section Mass.
Context {T : Type}.
Implicit Types (p q : dist T).

Lemma summable_mass p : summable p.
Proof. exists 1. apply mass_sum_le_1. Qed.

Lemma total_ge_0 p : 0 <= total p.
Proof. apply tsum_ge_0. Qed.

Lemma total_le_1 p : total p <= 1.
Proof. apply tsum_lub. apply mass_sum_le_1. Qed.

Lemma mass_le_total p x : p x <= total p.
Proof. apply tsum_term_le. apply summable_mass. Qed.

Lemma mass_le_1 p x : p x <= 1.
Proof. apply Rle_trans with (total p); [apply mass_le_total | apply total_le_1]. Qed.

Lemma mass_pos_or_0 p x : 0 < p x \/ p x = 0.
Proof. destruct (mass_ge_0 p x); auto. Qed.

Lemma dle_refl p : dle p p.
Proof. intros x. lra. Qed.

Lemma dle_trans p q r : dle p q -> dle q r -> dle p r.
Proof. intros Hpq Hqr x. apply Rle_trans with (q x); [apply Hpq | apply Hqr]. Qed.

Lemma deq_dle p q : p =d q -> dle p q.
Proof. intros Hpq x. rewrite Hpq. lra. Qed.

Lemma dle_antisym p q : dle p q -> dle q p -> p =d q.
Proof. intros Hpq Hqp x. apply Rle_antisym; auto. Qed.

Lemma total_le p q : dle p q -> total p <= total q.
Proof. intros Hpq. apply tsum_le; [exact Hpq | apply summable_mass]. Qed.

Lemma total_ext p q : p =d q -> total p = total q.
Proof. intros Hpq. apply tsum_ext. exact Hpq. Qed.

(** A full distribution below a sub-distribution is equal to it. *)
Lemma dist_dominated p q : total p = 1 -> dle p q -> p =d q.
Proof.
  intros Hp Hpq x. apply (tsum_dominated p q); [apply mass_ge_0 | exact Hpq | |].
  - apply summable_mass.
  - generalize (total_le_1 q). unfold total in *. lra.
Qed.

(** Weighted averages of bounded functions. *)
Lemma summable_mass_mult p (f : T -> R) (M : R) :
  0 <= M -> (forall x, f x <= M) -> summable (fun x => p x * f x).
Proof.
  intros HM Hf. apply (summable_le _ (fun x => p x * M)).
  - intros x. apply Rmult_le_compat_l; [apply mass_ge_0 | apply Hf].
  - apply summable_scal_r; [exact HM | apply summable_mass].
Qed.

Lemma tsum_mass_mult_le p (f : T -> R) (M : R) :
  0 <= M -> (forall x, f x <= M) -> tsum (fun x => p x * f x) <= M.
Proof.
  intros HM Hf. apply Rle_trans with (tsum (fun x => p x * M)).
  - apply tsum_le.
    + intros x. apply Rmult_le_compat_l; [apply mass_ge_0 | apply Hf].
    + apply summable_scal_r; [exact HM | apply summable_mass].
  - rewrite tsum_scal_r by exact HM.
    rewrite <- (Rmult_1_l M) at 2. apply Rmult_le_compat_r; [exact HM | apply total_le_1].
Qed.

End Mass.

#[global] Instance total_proper {T : Type} : Proper (deq ==> eq) (@total T).
Proof. intros p q Hpq. apply total_ext. exact Hpq. Qed.

(** ** Constructions *)

Definition dzero {T : Type} : dist T.
Proof.
  refine (Dist (fun _ => 0) _ _).
  - intros x. lra.
  - intros l _. rewrite lsum_0. lra.
Defined.

Lemma dret_sum_le_1 {T : Type} (v : T) (l : list T) :
  NoDup l -> lsum (fun x => ind (x = v)) l <= 1.
Proof.
  intros Hl. rewrite <- (tsum_point v). apply tsum_ub; [| exact Hl].
  apply (summable_fin _ (v :: nil)); [intros x; apply ind_ge_0 |].
  intros x Hx. left. symmetry. exact (ind_neq_0 _ Hx).
Qed.

Definition dret {T : Type} (v : T) : dist T :=
  Dist (fun x => ind (x = v)) (fun x => ind_ge_0 (x = v)) (dret_sum_le_1 v).

Section BindDef.
Context {A B : Type} (p : dist A) (k : A -> dist B).

Lemma bind_term_ge_0 v a : 0 <= p a * k a v.
Proof using. apply Rmult_le_pos; apply mass_ge_0. Qed.

Lemma summable_bind v : summable (fun a => p a * k a v).
Proof using. apply (summable_mass_mult p _ 1); [lra |]. intros a. apply mass_le_1. Qed.

Lemma dbind_sum_le_1 (l : list B) :
  NoDup l -> lsum (fun v => tsum (fun a => p a * k a v)) l <= 1.
Proof using.
  intros Hl. rewrite <- (tsum_lsum (fun v a => p a * k a v)).
  - rewrite (tsum_ext _ (fun a => p a * lsum (k a) l)) by (intros a; apply lsum_scal).
    apply tsum_mass_mult_le; [lra |]. intros a. apply mass_sum_le_1. exact Hl.
  - intros v a. apply bind_term_ge_0.
  - intros v. apply summable_bind.
Qed.

Definition dbind : dist B :=
  Dist (fun v => tsum (fun a => p a * k a v)) (fun v => tsum_ge_0 _) dbind_sum_le_1.

End BindDef.

Definition dmap {A B : Type} (h : A -> B) (p : dist A) : dist B :=
  dbind p (fun a => dret (h a)).

Lemma dzero_mass {T : Type} (x : T) : dzero x = 0.
Proof. reflexivity. Qed.

Lemma dret_mass {T : Type} (v x : T) : dret v x = ind (x = v).
Proof. reflexivity. Qed.

Lemma dbind_mass {A B : Type} (p : dist A) (k : A -> dist B) (v : B) :
  dbind p k v = tsum (fun a => p a * k a v).
Proof. reflexivity. Qed.

Lemma dmap_mass {A B : Type} (h : A -> B) (p : dist A) (v : B) :
  dmap h p v = tsum (fun a => ind (h a = v) * p a).
Proof.
  apply tsum_ext. intros a. rewrite dret_mass, ind_eq_sym. apply Rmult_comm.
Qed.

Lemma dle_dzero {T : Type} (p : dist T) : dle dzero p.
Proof. intros x. apply mass_ge_0. Qed.

Lemma total_dzero {T : Type} : total (@dzero T) = 0.
Proof. apply tsum_0. Qed.

Lemma total_dret {T : Type} (v : T) : total (dret v) = 1.
Proof. apply tsum_point. Qed.

(** The masses that a bind can return come from masses of both parts. *)
Lemma dbind_pos_inv {A B : Type} (p : dist A) (k : A -> dist B) (v : B) :
  0 < dbind p k v -> exists a, 0 < p a /\ 0 < k a v.
Proof.
  intros Hpos. destruct (tsum_pos_ex _ Hpos) as [a Ha]. exists a.
  destruct (mass_pos_or_0 p a) as [Hp | Hp], (mass_pos_or_0 (k a) v) as [Hk | Hk];
    rewrite ?Hp, ?Hk in Ha; split; lra.
Qed.

Lemma dret_pos_inv {T : Type} (v x : T) : 0 < dret v x -> x = v.
Proof. rewrite dret_mass. intros Hpos. apply ind_neq_0. lra. Qed.

(** ** Laws of the monad *)

Lemma dbind_ext {A B : Type} (p q : dist A) (k h : A -> dist B) :
  p =d q -> (forall a, k a =d h a) -> dbind p k =d dbind q h.
Proof. intros Hpq Hkh v. apply tsum_ext. intros a. rewrite Hpq, (Hkh a). reflexivity. Qed.

(** Only the continuations of values that can be drawn count. *)
Lemma dbind_ext_support {A B : Type} (p : dist A) (k h : A -> dist B) :
  (forall a, 0 < p a -> k a =d h a) -> dbind p k =d dbind p h.
Proof.
  intros Hkh v. apply tsum_ext. intros a.
  destruct (mass_pos_or_0 p a) as [Ha | Ha]; [| rewrite Ha; lra].
  rewrite (Hkh a Ha). reflexivity.
Qed.

#[global] Instance dbind_proper {A B : Type} :
  Proper (deq ==> pointwise_relation A deq ==> deq) (@dbind A B).
Proof. intros p q Hpq k h Hkh. apply dbind_ext; assumption. Qed.

Lemma dbind_le {A B : Type} (p q : dist A) (k h : A -> dist B) :
  dle p q -> (forall a, dle (k a) (h a)) -> dle (dbind p k) (dbind q h).
Proof.
  intros Hpq Hkh v. apply tsum_le; [| apply summable_bind].
  intros a. apply Rmult_le_compat; auto using mass_ge_0. apply Hkh.
Qed.

Lemma dbind_le_support {A B : Type} (p : dist A) (k h : A -> dist B) :
  (forall a, 0 < p a -> dle (k a) (h a)) -> dle (dbind p k) (dbind p h).
Proof.
  intros Hkh v. apply tsum_le; [| apply summable_bind]. intros a.
  destruct (mass_pos_or_0 p a) as [Ha | Ha]; [| rewrite Ha; lra].
  apply Rmult_le_compat_l; [apply mass_ge_0 | exact (Hkh a Ha v)].
Qed.

#[global] Instance dbind_dle_proper {A B : Type} :
  Proper (dle ==> pointwise_relation A dle ==> dle) (@dbind A B).
Proof. intros p q Hpq k h Hkh. apply dbind_le; assumption. Qed.

Lemma dbind_ret_l {A B : Type} (a : A) (k : A -> dist B) : dbind (dret a) k =d k a.
Proof. intros v. apply (tsum_single (fun b => k b v)). apply mass_ge_0. Qed.

Lemma dbind_ret_r {A : Type} (p : dist A) : dbind p dret =d p.
Proof.
  intros v. rewrite <- (tsum_single_r p v (mass_ge_0 p v)). apply tsum_ext.
  intros a. rewrite dret_mass, ind_eq_sym. reflexivity.
Qed.

Lemma dbind_dzero_l {A B : Type} (k : A -> dist B) : dbind dzero k =d dzero.
Proof. intros v. apply tsum_all_0. intros a. rewrite dzero_mass. lra. Qed.

(** A sum of [g] over a bind is an iterated sum. *)
Lemma tsum_dbind {A B : Type} (p : dist A) (k : A -> dist B) (g : B -> R) (M : R) :
  (forall b, 0 <= g b) -> (forall b, g b <= M) -> 0 <= M ->
  tsum (fun b => dbind p k b * g b) = tsum (fun a => p a * tsum (fun b => k a b * g b)).
Proof.
  intros Hg0 HgM HM.
  assert (Hterm : forall a b, 0 <= p a * (k a b * g b)).
  { intros a b. repeat apply Rmult_le_pos; auto using mass_ge_0. }
  rewrite (tsum_ext _ (fun b => tsum (fun a => p a * (k a b * g b)))).
  - rewrite <- (tsum_swap_iter (fun a b => p a * (k a b * g b)) Hterm).
    + apply tsum_ext. intros a. apply tsum_scal_l. apply mass_ge_0.
    + intros a. apply summable_scal; [apply mass_ge_0 |].
      apply (summable_mass_mult (k a) g M); assumption.
    + apply (summable_ext (fun a => p a * tsum (fun b => k a b * g b))).
      * intros a. symmetry. apply tsum_scal_l. apply mass_ge_0.
      * apply (summable_mass_mult p _ M HM). intros a.
        apply tsum_mass_mult_le; assumption.
  - intros b. rewrite dbind_mass, <- tsum_scal_r by apply Hg0.
    apply tsum_ext. intros a. lra.
Qed.

Lemma dbind_assoc {A B C : Type} (p : dist A) (k : A -> dist B) (h : B -> dist C) :
  dbind (dbind p k) h =d dbind p (fun a => dbind (k a) h).
Proof.
  intros v. apply (tsum_dbind p k (fun b => h b v) 1); [| | lra].
  - intros b. apply mass_ge_0.
  - intros b. apply mass_le_1.
Qed.

Lemma total_dbind {A B : Type} (p : dist A) (k : A -> dist B) :
  total (dbind p k) = tsum (fun a => p a * total (k a)).
Proof.
  unfold total. rewrite (tsum_ext _ (fun b => dbind p k b * 1)) by (intros b; lra).
  rewrite (tsum_dbind p k (fun _ => 1) 1) by (intros; lra).
  apply tsum_ext. intros a. f_equal. apply tsum_ext. intros b. lra.
Qed.

Lemma total_dbind_support {A B : Type} (p : dist A) (k : A -> dist B) :
  (forall a, 0 < p a -> total (k a) = 1) -> total (dbind p k) = total p.
Proof.
  intros Hk. rewrite total_dbind. apply tsum_ext. intros a.
  destruct (mass_pos_or_0 p a) as [Ha | Ha]; [rewrite (Hk a Ha) | rewrite Ha]; lra.
Qed.

Lemma total_dbind_1 {A B : Type} (p : dist A) (k : A -> dist B) :
  total p = 1 -> (forall a, total (k a) = 1) -> total (dbind p k) = 1.
Proof. intros Hp Hk. rewrite total_dbind_support; auto. Qed.

Lemma dmap_inj_mass {A B : Type} (h : A -> B) (p : dist A) (a : A) :
  (forall a1 a2, h a1 = h a2 -> a1 = a2) -> dmap h p (h a) = p a.
Proof.
  intros Hinj. rewrite dmap_mass, <- (tsum_single p a (mass_ge_0 p a)).
  apply tsum_ext. intros b. f_equal. apply ind_iff. split; [apply Hinj | congruence].
Qed.

Lemma total_dmap {A B : Type} (h : A -> B) (p : dist A) : total (dmap h p) = total p.
Proof. apply total_dbind_support. intros a _. apply total_dret. Qed.

#[global] Instance dmap_proper {A B : Type} (h : A -> B) : Proper (deq ==> deq) (dmap h).
Proof. intros p q Hpq. apply dbind_ext; [exact Hpq | reflexivity]. Qed.

(** ** The uniform distribution on 0, ..., n-1 *)

Definition duniform_mass (n x : N) : R := ind (x < n)%N / IZR (Z.of_N n).

Lemma duniform_ge_0 (n x : N) : 0 <= duniform_mass n x.
Proof.
  unfold duniform_mass. destruct (ind_cases (x < n)%N) as [[Hx ->] | [_ ->]].
  - left. apply Rdiv_lt_0_compat; [lra |]. apply (IZR_lt 0). lia.
  - unfold Rdiv. lra.
Qed.

Lemma duniform_tsum (n : N) : (0 < n)%N -> tsum (duniform_mass n) = 1.
Proof.
  intros Hn. assert (Hpos : 0 < IZR (Z.of_N n)) by (apply (IZR_lt 0); lia).
  unfold duniform_mass, Rdiv. rewrite (tsum_below n (fun _ => / IZR (Z.of_N n))).
  - rewrite lsum_below_const. field. lra.
  - intros _ _. left. apply Rinv_0_lt_compat. exact Hpos.
Qed.

Lemma duniform_sum_le_1 (n : N) (l : list N) : NoDup l -> lsum (duniform_mass n) l <= 1.
Proof.
  intros Hl. apply Rle_trans with (lsum (duniform_mass n) (below n)).
  - apply lsum_incl_support; [apply duniform_ge_0 | exact Hl |].
    intros x _ Hx. apply below_in, ind_neq_0. intros H0. apply Hx.
    unfold duniform_mass. rewrite H0. lra.
  - destruct (N.eq_0_gt_0_cases n) as [-> | Hn]; [simpl; lra |].
    rewrite <- (duniform_tsum n Hn). apply tsum_ub; [| apply below_nodup].
    apply (summable_fin _ (below n)); [apply duniform_ge_0 |].
    intros x Hx. apply below_in, ind_neq_0. intros H0. apply Hx.
    unfold duniform_mass. rewrite H0. lra.
Qed.

Definition duniform (n : N) : dist N :=
  Dist (duniform_mass n) (duniform_ge_0 n) (duniform_sum_le_1 n).

Lemma duniform_eq (n x : N) : duniform n x = ind (x < n)%N / IZR (Z.of_N n).
Proof. reflexivity. Qed.

Lemma duniform_in (n x : N) : (x < n)%N -> duniform n x = / IZR (Z.of_N n).
Proof. intros Hx. rewrite duniform_eq, (ind_true _ Hx). lra. Qed.

Lemma duniform_out (n x : N) : (n <= x)%N -> duniform n x = 0.
Proof. intros Hx. rewrite duniform_eq, ind_false by lia. lra. Qed.

Lemma duniform_pos_inv (n x : N) : 0 < duniform n x -> (x < n)%N.
Proof. rewrite duniform_eq. intros Hpos. apply ind_neq_0. intros H0. rewrite H0 in Hpos. lra. Qed.

Lemma total_duniform (n : N) : (0 < n)%N -> total (duniform n) = 1.
Proof. exact (duniform_tsum n). Qed.

(** A draw from the uniform distribution averages the continuations. *)
Lemma dbind_duniform {B : Type} (n : N) (k : N -> dist B) (v : B) :
  dbind (duniform n) k v = lsum (fun x => k x v) (below n) / IZR (Z.of_N n).
Proof.
  rewrite dbind_mass.
  rewrite (tsum_ext _ (fun x => ind (x < n)%N * (/ IZR (Z.of_N n) * k x v))).
  - rewrite tsum_below, lsum_scal; [lra |]. intros x Hx.
    rewrite <- (duniform_in n x Hx). apply Rmult_le_pos; apply mass_ge_0.
  - intros x. rewrite duniform_eq. lra.
Qed.
