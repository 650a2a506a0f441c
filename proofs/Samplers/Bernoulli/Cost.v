(** * The lazy coin: the expected number of bytes

    A byte leaves the answer open with probability at most 1/256, so an open
    question takes at most 1 + 1/256 + 1/256^2 + ... = 256/255 bytes.

    Glossary
      flip_bytes       == 256/255
      bytes_within c B == the expected number of bytes is finite, at most [B]
      open d r         == the answer is still open at the rest [r] (Proof.v)   *)

From Coq Require Import Bool Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist While.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Bernoulli.Code Samplers.Bernoulli.Proof.
Local Open Scope R_scope.

Local Notation open := Bernoulli.Proof.open.
Local Notation next := Bernoulli.Proof.next.

Definition flip_bytes : R := 256 / 255.

(** What the program does with a digit is what [next] says. *)
Lemma next_meaning (d r j : N) :
  (if (r * 256 <=? j * d)%N then dret 0%N
   else if (j * d + d <=? r * 256)%N then dret d else dret (r * 256 - j * d)%N)
  =d dret (next d r j).
Proof.
  unfold Bernoulli.Proof.next. destruct (N.leb_spec (r * 256) (j * d)) as [Hlow | Hlow].
  - replace (N.min d (256 * r - j * d)) with 0%N by lia. reflexivity.
  - destruct (N.leb_spec (j * d + d) (r * 256)) as [Hhigh | Hhigh].
    + replace (N.min d (256 * r - j * d)) with d by lia. reflexivity.
    + replace (N.min d (256 * r - j * d)) with (r * 256 - j * d)%N by lia. reflexivity.
Qed.

Lemma bernoulli_costs (n d : N) :
  (0 < d)%N -> costs (body bernoulli value (n, d)) no_more flip_bytes.
Proof.
  intros Hd. cbn. rewrite <- (Rplus_0_r flip_bytes).
  apply costs_seq; [lra | | intros v _; apply costs_ret; unfold no_more; lra].
  replace flip_bytes with (1 / (1 - / 256)) by (unfold flip_bytes; lra).
  apply costs_while_geometric with (Inv := fun _ => True); [lra | lra | auto | | | exact I].
  - intros r _ _. rewrite <- (Rplus_0_r 1). apply costs_seq; [lra | exact (costs_bytes (NatLit 1)) |].
    intros digit _. do 2 (apply costs_let; [apply no_more_ge_0 |]).
    apply costs_if. cbn. destruct (r * 256 <=? digit * d)%N.
    + apply costs_ret; unfold no_more; lra.
    + apply costs_if. cbn. destruct (digit * d + d <=? r * 256)%N;
        apply costs_ret; unfold no_more; lra.
  - intros r _ _. apply Rle_trans with (2 := Bernoulli.Proof.round_open d Hd r). right.
    apply tsum_ext. intros u. cbn [eval apply2]. f_equal.
    refine (_ : dbind (duniform 256) _ u = _).
    apply (dbind_ext _ _ _ (fun j => dret (next d r j))); [reflexivity |].
    intros j. cbn. do 2 rewrite dbind_ret_l. exact (next_meaning d r j).
Qed.

Theorem bernoulli_bytes (n d : N) :
  (0 < d)%N -> bytes_within (body bernoulli value (n, d)) flip_bytes.
Proof. intros Hd. apply bytes_within_costs. apply bernoulli_costs. exact Hd. Qed.

(** A certain answer is free. *)
Lemma bernoulli_costs_certain (n d : N) :
  n = 0%N \/ (d <= n)%N -> costs (body bernoulli value (n, d)) no_more 0.
Proof.
  intros Hcertain. cbn. rewrite <- (Rplus_0_r 0) at 1.
  apply costs_seq; [lra | | intros v _; apply costs_ret; unfold no_more; lra].
  apply costs_while with (Inv := fun r => open d r = false) (h := no_more);
    try (intros; unfold no_more; lra).
  - intros r u Hr Hgo _. unfold Bernoulli.Proof.open in Hr. cbn in Hgo. congruence.
  - intros r Hr Hgo. unfold Bernoulli.Proof.open in Hr. cbn in Hgo. congruence.
  - destruct (open d n) eqn:Hopen; [| exact Hopen]. apply Bernoulli.Proof.open_spec in Hopen. lia.
Qed.

Theorem bernoulli_bytes_certain (n d : N) :
  n = 0%N \/ (d <= n)%N -> bytes_within (body bernoulli value (n, d)) 0.
Proof. intros Hcertain. apply bytes_within_costs. apply bernoulli_costs_certain. exact Hcertain. Qed.
