(** * While loops

    Purpose: the loop [while c do body] on a state of any type, as the
    supremum of its fuel-bounded unrollings: unfolding, least fixed point,
    support, invariants, continuity in the body.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      unroll c body n s == the loop from s, cut off after n rounds (a run that
                           would need more contributes no mass)
      dwhile c body s == the loop from s
      once c body k s == one round followed by k, if c s; else stop at s *)

From Coq Require Import Reals Lra List Morphisms.
From MathLite Require Export Dsup.
Local Open Scope R_scope.

Fixpoint unroll {S : Type} (c : S -> bool) (body : S -> dist S) (n : nat) (s : S) : dist S :=
  if c s
  then match n with
       | O => dzero
       | Datatypes.S m => dbind (body s) (unroll c body m)
       end
  else dret s.

Definition once {S : Type} (c : S -> bool) (body : S -> dist S) (k : S -> dist S) (s : S) : dist S :=
  if c s then dbind (body s) k else dret s.

(** ** Unrollings *)

Section Unroll.
Context {S : Type} (c : S -> bool).
Implicit Types (body : S -> dist S) (s : S).

Lemma unroll_S body n s : unroll c body (Datatypes.S n) s = once c body (unroll c body n) s.
Proof using. reflexivity. Qed.

Lemma unroll_stop body n s : c s = false -> unroll c body n s = dret s.
Proof using. intros Hs. destruct n; simpl; rewrite Hs; reflexivity. Qed.

Lemma unroll_O body s : c s = true -> unroll c body O s = dzero.
Proof using. intros Hs. simpl. rewrite Hs. reflexivity. Qed.

Lemma once_le body b1 k k1 s :
  (forall x, dle (body x) (b1 x)) -> (forall x, dle (k x) (k1 x)) ->
  dle (once c body k s) (once c b1 k1 s).
Proof using.
  intros Hb Hk. unfold once. destruct (c s); [| reflexivity]. apply dbind_le; auto.
Qed.

Lemma unroll_body_le body b1 n s :
  (forall x, dle (body x) (b1 x)) -> dle (unroll c body n s) (unroll c b1 n s).
Proof using.
  intros Hb. revert s. induction n as [| n IH]; intros s.
  - simpl. reflexivity.
  - rewrite !unroll_S. apply once_le; assumption.
Qed.

Lemma unroll_body_ext body b1 n s :
  (forall x, body x =d b1 x) -> unroll c body n s =d unroll c b1 n s.
Proof using.
  intros Hb. apply dle_antisym; apply unroll_body_le; intros x; apply deq_dle;
    [| symmetry]; apply Hb.
Qed.

Lemma unroll_increasing body n s : dle (unroll c body n s) (unroll c body (Datatypes.S n) s).
Proof using.
  revert s. induction n as [| n IH]; intros s.
  - rewrite unroll_S. simpl. unfold once. destruct (c s); [| reflexivity].
    apply dle_dzero.
  - rewrite unroll_S, (unroll_S body (Datatypes.S n)). apply once_le; [reflexivity | exact IH].
Qed.

End Unroll.

Definition dwhile {S : Type} (c : S -> bool) (body : S -> dist S) (s : S) : dist S :=
  dsup (fun n => unroll c body n s) (fun n => unroll_increasing c body n s).

(** ** Fixed point *)

Section While.
Context {S : Type} (c : S -> bool) (body : S -> dist S).

Lemma unroll_le_dwhile n s : dle (unroll c body n s) (dwhile c body s).
Proof using. apply (dsup_ub (fun n => unroll c body n s)). Qed.

Lemma dwhile_stop s : c s = false -> dwhile c body s =d dret s.
Proof using.
  intros Hs v. unfold dwhile. rewrite dsup_mass, <- (rsup_const (dret s v)).
  apply rsup_ext. intros n. rewrite unroll_stop by exact Hs. reflexivity.
Qed.

Lemma dwhile_step s : c s = true -> dwhile c body s =d dbind (body s) (dwhile c body).
Proof using.
  intros Hs. unfold dwhile at 2.
  assert (Hincr : forall n, dle (dbind (body s) (unroll c body n))
                                (dbind (body s) (unroll c body (Datatypes.S n)))).
  { intros n. apply dbind_le; [reflexivity |]. intros x. apply unroll_increasing. }
  pose proof (dbind_dsup_r (body s) (fun x n => unroll c body n x)
                (fun x n => unroll_increasing c body n x) Hincr) as Hcont.
  rewrite Hcont. unfold dwhile.
  rewrite <- (dsup_shift _ _ (fun n => unroll_increasing c body (Datatypes.S n) s)).
  apply dsup_ext. intros n. rewrite unroll_S. unfold once. rewrite Hs. reflexivity.
Qed.

(** The loop is below every [k] that absorbs one round, be it only on an
    invariant. *)
Lemma dwhile_least_inv (Inv : S -> Prop) (k : S -> dist S) :
  (forall x y, Inv x -> c x = true -> 0 < body x y -> Inv y) ->
  (forall s, Inv s -> dle (if c s then dbind (body s) k else dret s) (k s)) ->
  forall s, Inv s -> dle (dwhile c body s) (k s).
Proof using.
  intros Hpres Hk s Hs. apply dsup_lub. intros n. revert s Hs.
  induction n as [| n IH]; intros s Hs; simpl.
  - apply dle_trans with (2 := Hk s Hs).
    destruct (c s); [apply dle_dzero | apply dle_refl].
  - apply dle_trans with (2 := Hk s Hs).
    destruct (c s) eqn:Hc; [| apply dle_refl].
    apply dbind_le_support. intros x Hx. apply IH. exact (Hpres s x Hs Hc Hx).
Qed.

Lemma dwhile_least (k : S -> dist S) :
  (forall s, dle (if c s then dbind (body s) k else dret s) (k s)) ->
  forall s, dle (dwhile c body s) (k s).
Proof using. intros Hk s. apply (dwhile_least_inv (fun _ => True)); auto. Qed.

(** ** Support and invariants *)

Lemma dwhile_invariant (Inv : S -> Prop) s v :
  (forall x y, Inv x -> c x = true -> 0 < body x y -> Inv y) ->
  Inv s -> 0 < dwhile c body s v -> Inv v /\ c v = false.
Proof using.
  intros Hpres Hs Hv.
  destruct (dsup_pos_inv _ _ v Hv) as [n Hn]. clear Hv. revert s Hs Hn.
  assert (Hret : forall s, Inv s -> c s = false -> 0 < dret s v -> Inv v /\ c v = false).
  { intros s Hs Hc Hn. apply dret_pos_inv in Hn. subst v. split; assumption. }
  induction n as [| n IH]; intros s Hs; simpl; destruct (c s) eqn:Hc; eauto.
  - rewrite dzero_mass. lra.
  - intros Hn. destruct (dbind_pos_inv _ _ _ Hn) as [x [Hx Hxv]]. eauto.
Qed.

Lemma dwhile_support s v : 0 < dwhile c body s v -> c v = false.
Proof using. intros Hv. apply (dwhile_invariant (fun _ => True) s v); auto. Qed.

Lemma dwhile_mass_0 s v : c v = true -> dwhile c body s v = 0.
Proof using.
  intros Hv. destruct (mass_pos_or_0 (dwhile c body s) v) as [Hpos | H0]; [| exact H0].
  rewrite (dwhile_support s v Hpos) in Hv. discriminate.
Qed.

End While.

(** ** Monotonicity and continuity in the body *)

Lemma dwhile_ext {S : Type} (c : S -> bool) (b b1 : S -> dist S) s :
  (forall x, b x =d b1 x) -> dwhile c b s =d dwhile c b1 s.
Proof. intros Hb. apply dsup_ext. intros n. apply unroll_body_ext. exact Hb. Qed.

Section Continuity.
Context {S : Type} (c : S -> bool) (b : S -> nat -> dist S).
Hypothesis b_incr : forall s n, dle (b s n) (b s (Datatypes.S n)).

Lemma unroll_incr_body m n s :
  dle (unroll c (fun x => b x n) m s) (unroll c (fun x => b x (Datatypes.S n)) m s).
Proof using b_incr. apply unroll_body_le. intros x. apply b_incr. Qed.

Lemma unroll_dsup m s :
  unroll c (fun x => dsup (b x) (b_incr x)) m s
  =d dsup (fun n => unroll c (fun x => b x n) m s) (fun n => unroll_incr_body m n s).
Proof using.
  revert s. induction m as [| m IH]; intros s.
  - intros v. rewrite dsup_mass. simpl. symmetry. apply rsup_const.
  - destruct (c s) eqn:Hs.
    + assert (Hincr : forall n, dle (dbind (b s n) (unroll c (fun x => b x n) m))
          (dbind (b s (Datatypes.S n)) (unroll c (fun x => b x (Datatypes.S n)) m))).
      { intros n. apply dbind_le; [apply b_incr |]. intros x. apply unroll_incr_body. }
      transitivity (dsup (fun n => dbind (b s n) (unroll c (fun x => b x n) m)) Hincr).
      * rewrite unroll_S. unfold once. rewrite Hs.
        rewrite <- (dbind_dsup (b s) (b_incr s) (fun x n => unroll c (fun y => b y n) m x)
                      (fun x n => unroll_incr_body m n x) Hincr).
        apply dbind_ext; [reflexivity | exact IH].
      * apply dsup_ext. intros n. rewrite unroll_S. unfold once. rewrite Hs. reflexivity.
    + intros v. rewrite dsup_mass, unroll_stop by exact Hs.
      rewrite <- (rsup_const (dret s v)). apply rsup_ext.
      intros n. rewrite unroll_stop by exact Hs. reflexivity.
Qed.

(** The loop of a supremum of bodies is the supremum along the diagonal. *)
Lemma dwhile_dsup s H :
  dwhile c (fun x => dsup (b x) (b_incr x)) s
  =d dsup (fun n => unroll c (fun x => b x n) n s) H.
Proof using.
  unfold dwhile. intros v. rewrite !dsup_mass.
  rewrite (rsup_ext _ (fun m => rsup (fun n => unroll c (fun x => b x n) m s v))).
  - apply (rsup_diag (fun m n => unroll c (fun x => b x n) m s v) 1).
    + intros m n. apply unroll_increasing.
    + intros m n. apply unroll_incr_body.
    + intros m n. apply mass_le_1.
  - intros m. apply (unroll_dsup m s v).
Qed.

End Continuity.
