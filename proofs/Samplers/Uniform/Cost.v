(** * Uniform naturals below a bound: the expected number of bytes

    A candidate takes [word_bytes n] bytes and is accepted with probability above
    1/2, since the bits of a candidate are as few as can be.

    Glossary
      word_bytes n     == the number of bytes that hold [n - 1]
      bytes_within c B == the expected number of bytes is finite, at most [B]
      bits n           == the number of random bits of one candidate (Proof.v)  *)

From Coq Require Import Reals Lra NArith ZArith Lia.
From MathLite Require Import Dist While Until.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.Cost Lang.Bills.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Proof.
Local Open Scope R_scope.

Definition word_bytes (n : N) : R := IZR (Z.of_N ((N.size (n - 1) + 7) / 8)).

Lemma word_bytes_ge_0 (n : N) : 0 <= word_bytes n.
Proof. apply of_N_ge_0. Qed.

Lemma word_bytes_1 : word_bytes 1 = 0.
Proof. reflexivity. Qed.

Lemma word_bytes_ge_1 (n : N) : (1 < n)%N -> 1 <= word_bytes n.
Proof.
  intros Hn. apply (IZR_le 1).
  assert (Hsize : N.size (n - 1) <> 0%N).
  { destruct (n - 1)%N eqn:Heq; [lia |]. discriminate. }
  assert (Hstr : (0 < (N.size (n - 1) + 7) / 8)%N) by (apply N.div_str_pos; lia). lia.
Qed.

Lemma word_bytes_le (n m : N) : (n <= m)%N -> word_bytes n <= word_bytes m.
Proof.
  intros Hnm. assert (Hsize : (N.size (n - 1) <= N.size (m - 1))%N).
  { destruct (N.eq_dec (n - 1) 0) as [-> | Hn]; [apply N.le_0_l |].
    rewrite !N.size_log2 by lia. apply -> N.succ_le_mono. apply N.log2_le_mono. lia. }
  apply IZR_le. rewrite !N2Z.inj_div. apply Z.div_le_mono; lia.
Qed.

Section Uniform.
Variable n : N.
Hypothesis n_pos : (0 < n)%N.

Local Notation space := (2 ^ Uniform.Proof.bits n)%N.

Lemma space_le : IZR (Z.of_N space) <= 2 * IZR (Z.of_N n).
Proof using n_pos.
  rewrite <- mult_IZR. apply IZR_le. generalize (N.size_le (n - 1)). unfold Uniform.Proof.bits. lia.
Qed.

(** As it is for the number of rounds: [2^bits / n]. *)
Lemma uniform_costs_rounds :
  costs (body uniform value n) no_more (word_bytes n / ratio n space).
Proof using n_pos.
  assert (Hspace : (0 < space)%N) by (generalize (Uniform.Proof.bits_enough n); lia).
  replace (ratio n space) with (1 - (1 - ratio n space)) by lra.
  cbn. do 3 (apply costs_let; [apply no_more_ge_0 |]).
  apply costs_while_geometric with (Inv := fun _ => True).
  - generalize (Rdiv_lt_0_compat _ _ (of_N_pos n n_pos) (of_N_pos space Hspace)). unfold ratio. lra.
  - apply word_bytes_ge_0.
  - auto.
  - intros s _ _. apply costs_bind with (h := no_more).
    + apply no_more_ge_0.
    + unfold word_bytes. change 8%N with (2 ^ 3)%N. rewrite <- N.shiftr_div_pow2. apply costs_bytes.
    + intros word _. apply costs_ret; unfold no_more; lra.
  - intros s _ _. right.
    transitivity (reject (fun x => (n <=? x)%N) (duniform space)).
    + apply tsum_ext. intros x. f_equal. exact (candidate_uniform n x).
    + generalize (one_minus_reject (fun x => (n <=? x)%N) _ (round_total n n_pos)).
      rewrite round_accept by exact n_pos. fold (ratio n space). lra.
  - exact I.
Qed.

Lemma uniform_costs : costs (body uniform value n) no_more (2 * word_bytes n).
Proof using n_pos.
  assert (Hspace : (0 < space)%N) by (generalize (Uniform.Proof.bits_enough n); lia).
  generalize (of_N_pos n n_pos), (of_N_pos space Hspace). intros HnR HspaceR.
  apply costs_le with (2 := uniform_costs_rounds).
  unfold Rdiv. rewrite (Rmult_comm 2). apply Rmult_le_compat_l; [apply word_bytes_ge_0 |].
  unfold ratio. apply (Rmult_le_reg_r (IZR (Z.of_N n))); [exact HnR |].
  replace (/ (IZR (Z.of_N n) / IZR (Z.of_N space)) * IZR (Z.of_N n)) with (IZR (Z.of_N space))
    by (field; lra).
  exact space_le.
Qed.

End Uniform.

(** No candidate is rejected below a power of two. *)
Lemma uniform_costs_power (e : N) :
  costs (body uniform value (2 ^ e)%N) no_more (word_bytes (2 ^ e)).
Proof.
  assert (Hpow : (0 < 2 ^ e)%N) by (generalize (N.pow_nonzero 2 e); lia).
  assert (Hbits : Uniform.Proof.bits (2 ^ e) = e).
  { unfold Uniform.Proof.bits. destruct (N.eq_dec e 0) as [-> | He]; [reflexivity |].
    assert (Htwo : (2 ^ 1 <= 2 ^ e)%N) by (apply N.pow_le_mono_r; lia).
    change (2 ^ 1)%N with 2%N in Htwo. rewrite N.size_log2 by lia.
    rewrite N.sub_1_r, N.log2_pred_pow2; lia. }
  pose proof (uniform_costs_rounds (2 ^ e) Hpow) as Hrounds.
  rewrite Hbits, (ratio_self (2 ^ e) Hpow) in Hrounds.
  apply costs_le with (2 := Hrounds). right. field.
Qed.

Theorem uniform_bytes (n : N) :
  (0 < n)%N -> bytes_within (body uniform value n) (2 * word_bytes n).
Proof. intros Hn. apply bytes_within_costs. exact (uniform_costs n Hn). Qed.
