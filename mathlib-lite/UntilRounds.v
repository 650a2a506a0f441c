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

(** The value is [v] and there are [k + 1] rounds. *)
Theorem unroll_until_round (k : nat) (s v : T) : c s = true ->
  unroll c (fun _ => d) (S k) s v - unroll c (fun _ => d) k s v
  = ind (c v = false) * d v / accept c d * (accept c d * (1 - accept c d) ^ k).
Proof using d_total accept_pos. intros Hs. rewrite !unroll_until_mass by exact Hs. simpl. lra. Qed.

(** There are at most [k] rounds. *)
Theorem total_unroll_until (k : nat) (s : T) : c s = true ->
  total (unroll c (fun _ => d) k s) = 1 - (1 - accept c d) ^ k.
Proof using d_total accept_pos.
  intros Hs. assert (Haccept : accept c d <= 1).
  { generalize (accept_plus_reject c d), (tsum_ge_0 (fun x => ind (c x = true) * d x)).
    fold (reject c d). lra. }
  assert (Hlate : 0 <= (1 - accept c d) ^ k <= 1).
  { split; [apply pow_le; lra |]. generalize (pow_incr (1 - accept c d) 1 k). rewrite pow1. lra. }
  unfold total. rewrite (tsum_ext _ _ (fun v => unroll_until_mass k s v Hs)).
  rewrite tsum_scal_r by lra. unfold Rdiv.
  rewrite tsum_scal_r by (left; apply Rinv_0_lt_compat; exact accept_pos).
  fold (accept c d). field. lra.
Qed.

(** The two are independent. *)
Corollary unroll_until_independent (k : nat) (s v : T) : c s = true ->
  unroll c (fun _ => d) k s v = dwhile c (fun _ => d) s v * total (unroll c (fun _ => d) k s).
Proof using d_total accept_pos.
  intros Hs. rewrite total_unroll_until, dwhile_until_mass, unroll_until_mass by assumption.
  reflexivity.
Qed.

End Rounds.
