(** * Rejection: the value and the number of rounds

    Purpose: the joint law of the value that a rejection loop returns and of
    the number of rounds that it takes.  They are independent: the value tells
    nothing about the number of rounds, which is geometric.

    Paper sections: 1, Sums and sub-distributions; 6, Exact and fast (rejection
    leaks nothing).

    Glossary:
      accept c d == the mass of the accepted values in one round (Until)
      unroll c (fun _ => d) k s v == the mass of the runs that return v after at
                                     most k rounds (While) *)

From Coq Require Import Reals Lra List.
From MathLite Require Export Until.
Local Open Scope R_scope.

Section Rounds.
Context {T : Type} (c : T -> bool) (d : dist T).

Lemma unroll_until_S (k : nat) (s v : T) : c s = true ->
  unroll c (fun _ => d) (S k) s v
  = reject c d * unroll c (fun _ => d) k s v + ind (c v = false) * d v.
Proof using.
  intros Hs. rewrite unroll_S. unfold once. rewrite Hs. apply until_round.
  - apply mass_ge_0.
  - intros u Hu. destruct k as [| k]; [rewrite !unroll_O by assumption; reflexivity |].
    rewrite !unroll_S. unfold once. rewrite Hs, Hu. reflexivity.
  - intros u Hu. rewrite unroll_stop by exact Hu. apply dret_mass.
Qed.

Hypothesis d_total : total d = 1.
Hypothesis accept_pos : 0 < accept c d.

(** The value is [v] and there are at most [k] rounds. *)
Theorem unroll_until_mass (k : nat) (s v : T) : c s = true ->
  unroll c (fun _ => d) k s v
  = ind (c v = false) * d v / accept c d * (1 - (1 - accept c d) ^ k).
Proof using d_total accept_pos.
  intros Hs. induction k as [| k IH].
  - rewrite unroll_O, dzero_mass by exact Hs. simpl. lra.
  - rewrite (unroll_until_S k s v Hs), IH.
    replace (reject c d) with (1 - accept c d) by (generalize (one_minus_reject c d d_total); lra).
    simpl. field. lra.
Qed.

End Rounds.
