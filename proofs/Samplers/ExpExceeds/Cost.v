(** * A coin for a scaled exponential above a threshold: the expected bytes

    The comparison before the first word takes no byte.  A word takes 8, and leaves
    the question open with probability at most 2/2^64, so an open question takes at
    most 8 (1 + 2^-63 + 2^-126 + ...) bytes.  Where the excess is above 2 or at most
    -2, the first comparison decides.

    Glossary
      exceeds_bytes    == 8 / (1 - 2^-63)
      excess t c n d   == c exp(-n/d) - t (Spec.v)
      bytes_within c B == the expected number of bytes is finite, at most [B]
      open s           == the question is open in the state [s] (Proof.v)      *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From MathLite Require Import Dist While.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine.
From Verinoise Require Import Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Spec Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Exp.Cost Samplers.Exp.Code.
From Verinoise Require Import Samplers.ExpExceeds.Code Samplers.ExpExceeds.Spec.
From Verinoise Require Import Samplers.ExpExceeds.Proof.
Import ListNotations.
Local Open Scope R_scope.

Local Notation open := ExpExceeds.Proof.open.
Local Notation at_bits := ExpExceeds.Proof.at_bits.

Definition exceeds_bytes : R := 8 / (1 - / 2 ^ 63).

Lemma exp_opp_scaled_free (c n d b : N) :
  costs (body exp_opp_scaled value (c, n, d, b)) no_more 0.
Proof.
  cbn -[exp_opp]. apply free_let. apply free_bind; [apply costs_call, exp_opp_free |].
  intros e. do 2 apply free_let. apply free_ret.
Qed.

Theorem exp_opp_scaled_bytes (c n d b : N) :
  bytes_within (body exp_opp_scaled value (c, n, d, b)) 0.
Proof. apply bytes_within_costs. apply exp_opp_scaled_free. Qed.

(** The running program outputs the enclosure on the empty tape, and nothing on any other. *)
Theorem exp_opp_scaled_tape (c n d b : N) : (0 < d)%N ->
  exists lower upper : N,
    (forall tape v, outputs (body exp_opp_scaled value (c, n, d, b)) tape v
                    <-> tape = [] /\ v = (lower, upper)) /\
    encloses b (lower, upper) (IZR (Z.of_N c) * exp (- ratio n d)) /\
    (lower <= upper <= lower + 2)%N.
Proof.
  intros Hd. destruct (exp_opp_scaled_pmf c n d b Hd) as [lower [upper [Hpmf Hbounds]]].
  exists lower, upper. split; [| exact Hbounds].
  exact (outputs_free _ _ (exp_opp_scaled_bytes c n d b) Hpmf).
Qed.

Lemma exp_exceeds_costs (t c n d : N) : (0 < d)%N ->
  costs (body exp_exceeds value (t, c, n, d)) no_more exceeds_bytes.
Proof.
  intros Hd. cbn -[exp_opp_scaled N.pow].
  assert (Hbytes : 0 <= exceeds_bytes) by (unfold exceeds_bytes; lra).
  rewrite <- (Rplus_0_l exceeds_bytes).
  apply costs_seq; [exact Hbytes | apply costs_call, exp_opp_scaled_free |].
  intros first _. rewrite <- (Rplus_0_r exceeds_bytes).
  apply costs_seq; [lra | | intros s _; apply free_ret].
  apply costs_while_geometric with (Inv := fun _ => True); [lra | lra | auto | | | exact I].
  - intros s _ _. rewrite <- (Rplus_0_r 8).
    apply costs_seq; [lra | exact (costs_bytes (NatLit 8)) |]. intros word _.
    apply free_let. apply free_bind; [apply costs_call, exp_opp_scaled_free |].
    intros bounds. apply free_ret.
  - intros s _ _. apply Rle_trans with (2 := ExpExceeds.Proof.round_open c n d Hd s). right.
    apply tsum_ext. intros u. cbn [eval apply2]. f_equal.
    exact (ExpExceeds.Proof.round_meaning c n d s u).
Qed.

Theorem exp_exceeds_bytes (t c n d : N) : (0 < d)%N ->
  bytes_within (body exp_exceeds value (t, c, n, d)) exceeds_bytes.
Proof. intros Hd. apply bytes_within_costs. apply exp_exceeds_costs. exact Hd. Qed.

(** Where the two sides are far apart the answer is free. *)
Lemma first_comparison (t c n d : N) : (0 < d)%N ->
  2 < excess t c n d \/ excess t c n d <= - 2 -> open (at_bits c n d t 0) = false.
Proof.
  intros Hd Hfar. destruct (open (at_bits c n d t 0)) eqn:Hopen; [exfalso | reflexivity].
  apply ExpExceeds.Proof.open_spec in Hopen as [Hlow Hup].
  unfold ExpExceeds.Proof.at_bits, ExpExceeds.Proof.drawn in Hlow, Hup. cbn [fst snd] in Hlow, Hup.
  destruct (scaled_encloses c n d Hd 0) as [Hlower Hupper]. generalize (scaled_width c n d Hd 0).
  intros Hwidth. unfold excess in Hfar. change (scale 0) with 1 in Hlower, Hupper.
  apply N.le_succ_l in Hup. rewrite <- N.add_1_r in Hup.
  apply real_le in Hlow. apply real_le in Hup. apply real_le in Hwidth.
  rewrite real_add in Hup, Hwidth. change (IZR (Z.of_N 1)) with 1 in Hup.
  change (IZR (Z.of_N 2)) with 2 in Hwidth. lra.
Qed.

Lemma exp_exceeds_costs_certain (t c n d : N) : (0 < d)%N ->
  2 < excess t c n d \/ excess t c n d <= - 2 ->
  costs (body exp_exceeds value (t, c, n, d)) no_more 0.
Proof.
  intros Hd Hfar. cbn -[exp_opp_scaled N.pow]. rewrite <- (Rplus_0_l 0) at 1.
  apply costs_seq; [lra | apply costs_call, exp_opp_scaled_free |].
  intros first Hfirst. rewrite <- (Rplus_0_r 0) at 1.
  apply costs_seq; [lra | | intros s _; apply free_ret].
  apply costs_while with (Inv := fun s => open s = false) (h := no_more);
    try (intros; unfold no_more; lra).
  - intros s u Hs Hgo _. unfold ExpExceeds.Proof.open, ExpExceeds.Proof.drawn in Hs. cbn in Hgo. congruence.
  - intros s Hs Hgo. unfold ExpExceeds.Proof.open, ExpExceeds.Proof.drawn in Hs. cbn in Hgo. congruence.
  - change (0 < pmf (body exp_opp_scaled value (c, n, d, 0%N)) first) in Hfirst.
    rewrite (exp_opp_scaled_meaning c n d 0 _) in Hfirst.
    apply dret_pos_inv in Hfirst as ->. exact (first_comparison t c n d Hd Hfar).
Qed.

Theorem exp_exceeds_bytes_certain (t c n d : N) : (0 < d)%N ->
  2 < excess t c n d \/ excess t c n d <= - 2 ->
  bytes_within (body exp_exceeds value (t, c, n, d)) 0.
Proof.
  intros Hd Hfar. apply bytes_within_costs. apply exp_exceeds_costs_certain; assumption.
Qed.
