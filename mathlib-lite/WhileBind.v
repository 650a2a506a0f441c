(** * A loop and what follows it

    Purpose: the law of [while c do body; f] from a guess [k] that absorbs one
    round.  The guess bounds the law from above, and if the loop terminates it is
    the law: no limit has to be computed.

    Paper sections: 1, Sums and sub-distributions; 6, Exact and fast (domination).

    Glossary:
      Inv == a predicate on states that the body preserves
      k s == the guessed law of the loop from s, followed by f *)

From Coq Require Import Reals Lra RelationClasses.
From MathLite Require Export While.
Local Open Scope R_scope.

Section WhileBind.
Context {S T : Type} (c : S -> bool) (body : S -> dist S) (Inv : S -> Prop).
Context (f k : S -> dist T).
Hypothesis body_inv : forall x y, Inv x -> c x = true -> 0 < body x y -> Inv y.
Hypothesis absorb_round : forall s, Inv s -> c s = true -> dbind (body s) k =d k s.
Hypothesis absorb_stop : forall s, Inv s -> c s = false -> f s =d k s.

Lemma unroll_bind_le (n : nat) (s : S) : Inv s -> dle (dbind (unroll c body n s) f) (k s).
Proof using body_inv absorb_round absorb_stop.
  revert s.
  assert (Hstop : forall s, Inv s -> c s = false -> dle (dbind (dret s) f) (k s)).
  { intros s Hs Hc. apply deq_dle. rewrite dbind_ret_l. apply absorb_stop; assumption. }
  induction n as [| n IH]; intros s Hs; cbn [unroll]; destruct (c s) eqn:Hc.
  - intros v. rewrite (dbind_dzero_l f v), dzero_mass. apply mass_ge_0.
  - apply Hstop; assumption.
  - intros v. rewrite (dbind_assoc _ _ _ v), <- (absorb_round s Hs Hc v).
    apply tsum_le; [| apply summable_bind]. intros x.
    destruct (mass_pos_or_0 (body s) x) as [Hx | Hx]; [| rewrite Hx; lra].
    apply Rmult_le_compat_l; [lra |]. apply IH. exact (body_inv s x Hs Hc Hx).
  - apply Hstop; assumption.
Qed.

Theorem dwhile_bind_le (s : S) : Inv s -> dle (dbind (dwhile c body s) f) (k s).
Proof using body_inv absorb_round absorb_stop.
  intros Hs. unfold dwhile.
  assert (Hincr : forall n, dle (dbind (unroll c body n s) f)
                                (dbind (unroll c body (Datatypes.S n) s) f)).
  { intros n. apply dbind_le; [apply unroll_increasing | reflexivity]. }
  transitivity (dsup (fun n => dbind (unroll c body n s) f) Hincr).
  { apply deq_dle. apply dbind_dsup_l. }
  apply dsup_lub. intros n. apply unroll_bind_le. exact Hs.
Qed.

Theorem dwhile_bind_eq (s : S) :
  Inv s -> total (dbind (dwhile c body s) f) = 1 -> dbind (dwhile c body s) f =d k s.
Proof using body_inv absorb_round absorb_stop.
  intros Hs Htotal. apply dist_dominated; [exact Htotal | apply dwhile_bind_le; exact Hs].
Qed.

End WhileBind.
