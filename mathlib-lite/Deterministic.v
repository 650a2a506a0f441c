(** * Loops without chance

    Purpose: a full distribution with one possible value is certain; a loop whose rounds
    are deterministic and count down to zero is the iteration of its round.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      f == the state after a round
      count == the number of rounds that are left *)

From Coq Require Import Reals NArith Lia.
From MathLite Require Export While.

(** A distribution with one possible value. *)
Lemma dist_certain {A : Type} (p : dist A) (w : A) :
  total p = 1%R -> (forall v, (0 < p v)%R -> v = w) -> p =d dret w.
Proof.
  intros Hp Honly. apply dist_dominated; [exact Hp |]. intros v.
  destruct (mass_pos_or_0 p v) as [Hpos | ->]; [| apply mass_ge_0].
  rewrite (Honly v Hpos), dret_mass, ind_true by reflexivity. apply mass_le_1.
Qed.

Lemma dbind_deterministic {A B : Type} (p : dist A) (v : A) (k : A -> dist B) :
  p =d dret v -> dbind p k =d k v.
Proof.
  intros Hp. transitivity (dbind (dret v) k); [| apply dbind_ret_l].
  apply dbind_ext; [exact Hp | intros x; reflexivity].
Qed.

Section Deterministic.
Context {S : Type} (c : S -> bool) (body : S -> dist S) (f : S -> S) (count : S -> N).
Hypothesis body_ret : forall s, body s =d dret (f s).
Hypothesis guard_count : forall s, c s = (0 <? count s)%N.
Hypothesis count_down : forall s, count (f s) = (count s - 1)%N.

Theorem dwhile_count (s : S) : dwhile c body s =d dret (N.iter (count s) f s).
Proof using body_ret guard_count count_down.
  remember (count s) as n eqn:Hn. revert s Hn.
  induction n as [| n IH] using N.peano_ind; intros s Hn.
  - apply (dwhile_stop c body s). rewrite guard_count. apply N.ltb_ge. lia.
  - assert (Hgo : c s = true) by (rewrite guard_count; apply N.ltb_lt; lia).
    transitivity (dbind (body s) (dwhile c body)); [exact (dwhile_step c body s Hgo) |].
    rewrite (dbind_deterministic _ _ _ (body_ret s)), N.iter_succ_r.
    apply IH. rewrite count_down. lia.
Qed.

End Deterministic.
