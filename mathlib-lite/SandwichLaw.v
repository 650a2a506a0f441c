(** * Sandwich tables: the law of the sampler

    Purpose: rounds of a sandwich table, repeated until one is accepted, have
    exactly the law of the weight, whose sum nobody has to know.  The number
    of rounds is geometric and independent of the value.

    Paper section: 6, Exact and fast.

    Glossary:
      round t rho pick geometric == one round of the table t (Sandwich)
      sandwich_sample t rho pick geometric == rounds until one is accepted
      rejected == the guard of the loop: the round was not accepted (Rejection)
      accept c d == the mass of the accepted values in one round (Until)
      unroll c body k s == the loop from s, cut off after k rounds (While)
      real n == n as a real number *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Export RejectionPairs SandwichRound.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Definition sandwich_sample (t : table) (rho : N -> R) (pick geometric : dist N) : dist Z :=
  dmap fst (dwhile rejected (fun _ => round t rho pick geometric) (0%Z, false)).

(** ** One round gets an answer *)

Lemma halves_total (geometric : dist N) : halves geometric -> total geometric = 1.
Proof.
  intros Hhalves. unfold total. rewrite (tsum_ext _ _ Hhalves).
  rewrite (tsum_reindex N.to_nat N.of_nat (fun i => (1 / 2) ^ S i) N2Nat.id Nat2N.id).
  simpl. rewrite tsum_scal_l, tsum_geom by lra. lra.
Qed.

Lemma total_duniform_pow2 (e : N) : total (duniform (2 ^ e)) = 1.
Proof. apply total_duniform. generalize (N.pow_nonzero 2 e). lia. Qed.

Lemma total_offer (p : R) (x : N) : total (offer p x) = 1.
Proof.
  apply total_dbind_1; [apply total_dcoin |]. intros b.
  apply total_dbind_1; [apply total_duniform; lia |]. intros s. apply total_dret.
Qed.

Lemma total_certain_round (t : table) (j : N) : total (certain_round t j) = 1.
Proof.
  apply total_dbind_1; [apply total_duniform_pow2 |]. intros k.
  apply total_dbind_1; [apply total_duniform; lia |]. intros s. apply total_dret.
Qed.

Lemma certain_round_accepted (t : table) (j : N) (s : Z * bool) :
  0 < certain_round t j s -> rejected s = false.
Proof.
  intros Hs. destruct (dbind_pos_inv _ _ _ Hs) as [k [_ Hk]].
  destruct (dbind_pos_inv _ _ _ Hk) as [u [_ Hu]].
  apply dret_pos_inv in Hu. subst s. reflexivity.
Qed.

Section Law.
Variables (t : table) (rho : N -> R) (pick geometric : dist N).
Hypothesis t_sandwich : sandwich t rho.
Hypothesis pick_picks : picks t pick.
Hypothesis geometric_halves : halves geometric.
Local Notation n := (block_count t).
Local Notation one_round := (round t rho pick geometric).

Lemma total_rare_round : total (rare_round t rho geometric) = 1.
Proof using t_sandwich geometric_halves.
  apply total_dbind_1; [apply total_duniform; apply (rare_pos t rho t_sandwich) |]. intros m.
  destruct (m <? wedges t n)%N; [| destruct (m <? wedges t n + 2)%N; [| apply total_dret]].
  - apply total_dbind_1; [apply total_duniform_pow2 |]. intros k. apply total_offer.
  - apply total_dbind_1; [apply halves_total; exact geometric_halves |]. intros q.
    apply total_dbind_1; [apply total_duniform_pow2 |]. intros k. apply total_offer.
Qed.

Theorem round_total : total one_round = 1.
Proof using t_sandwich pick_picks geometric_halves.
  apply total_dbind_1; [exact (pick_total t rho pick t_sandwich pick_picks) |]. intros j.
  destruct (j <? n)%N; [apply total_certain_round | exact total_rare_round].
Qed.

(** Zero has certain selectors. *)
Lemma certain_real_pos : 0 < real (nsum (certain t) n).
Proof using t_sandwich.
  apply (IZR_lt 0). generalize (scale_pos t rho t_sandwich), (blocks_pos t rho t_sandwich).
  rewrite <- (certain_0 t rho t_sandwich). intros Hcertain Hn.
  generalize (nsum_le_mono (certain t) 1 n), (nsum_succ (certain t) 0 : nsum (certain t) 1 = _).
  rewrite nsum_0. lia.
Qed.

(** At least the certain selectors are accepted. *)
Theorem round_accept_ge :
  real (nsum (certain t) n) / real (selectors t) <= accept rejected one_round.
Proof using t_sandwich pick_picks.
  unfold round. rewrite accept_dbind. set (accepted := fun j : N => _).
  apply Rle_trans with (lsum accepted (below n)).
  - right. rewrite real_nsum. unfold Rdiv. rewrite <- lsum_scal_r. apply lsum_ext. intros j Hj.
    apply below_in in Hj. unfold accepted.
    rewrite (proj2 (N.ltb_lt j n) Hj), accept_all by (apply certain_round_accepted).
    rewrite total_certain_round, (proj1 pick_picks) by exact Hj. unfold Rdiv. lra.
  - apply (tsum_ub accepted); [| apply below_nodup].
    apply (summable_mass_mult pick _ 1); [lra |]. intros j. apply accept_le_1.
Qed.

(** ** The law *)

Local Notation r := (real (table_scale t) / real (selectors t)).
Local Notation weight := (fun z : Z => rho (Z.abs_N z)).

Lemma ratio_pos : 0 < r.
Proof using t_sandwich.
  apply Rdiv_lt_0_compat; [exact (scale_real_pos t rho t_sandwich) |].
  exact (selectors_real_pos t rho t_sandwich).
Qed.

Lemma round_accepted_mass (z : Z) : one_round (z, true) = r * weight z.
Proof using t_sandwich pick_picks geometric_halves. apply round_mass; assumption. Qed.

Lemma weight_pos : exists z, 0 < weight z.
Proof using t_sandwich. exists 0%Z. cbn [Z.abs_N]. rewrite (weight_0 t rho t_sandwich). lra. Qed.

Theorem sandwich_summable : summable weight.
Proof using t_sandwich pick_picks geometric_halves.
  exact (pairs_summable one_round r weight ratio_pos round_accepted_mass).
Qed.

Theorem round_accept : accept rejected one_round = r * tsum weight.
Proof using t_sandwich pick_picks geometric_halves.
  exact (pairs_accept one_round r weight ratio_pos round_accepted_mass).
Qed.

Theorem sandwich_mass (x : Z) :
  sandwich_sample t rho pick geometric x = rho (Z.abs_N x) / tsum weight.
Proof using t_sandwich pick_picks geometric_halves.
  exact (pairs_mass one_round r weight round_total ratio_pos round_accepted_mass weight_pos 0%Z x).
Qed.

Theorem sandwich_total : total (sandwich_sample t rho pick geometric) = 1.
Proof using t_sandwich pick_picks geometric_halves.
  exact (total_pairs one_round r weight round_total ratio_pos round_accepted_mass weight_pos 0%Z).
Qed.

(** The value is [x] and there are at most [k] rounds. *)
Theorem sandwich_rounds (k : nat) (x : Z) :
  unroll rejected (fun _ => one_round) k (0%Z, false) (x, true)
  = rho (Z.abs_N x) / tsum weight * (1 - (1 - accept rejected one_round) ^ k).
Proof using t_sandwich pick_picks geometric_halves.
  exact (pairs_rounds one_round r weight round_total ratio_pos round_accepted_mass weight_pos k 0%Z x).
Qed.

End Law.
