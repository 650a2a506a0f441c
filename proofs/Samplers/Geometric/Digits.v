(** * Digits of a geometric number

    Purpose: the quotient by [n] of a geometric number with ratio [r] is
    geometric with ratio [r^n]; and a geometric number with ratio [r] is put
    together from a last digit in base [d] and an independent geometric number
    with ratio [r^d].

    Paper section: 3, Distributions.

    Glossary:
      below n == the list 0, 1, ..., n-1 (TsumTypes)
      dmap h p == draw a from p, return h a (Dist) *)

From Coq Require Import Reals Lra NArith List Lia.
From MathLite Require Export Dist.
Local Open Scope R_scope.

Lemma pow_add_N (r : R) (a b : N) : r ^ N.to_nat (a + b) = r ^ N.to_nat a * r ^ N.to_nat b.
Proof. rewrite N2Nat.inj_add. apply pow_add. Qed.

Lemma pow_mul_N (r : R) (a b : N) : r ^ N.to_nat (a * b) = (r ^ N.to_nat a) ^ N.to_nat b.
Proof. rewrite N2Nat.inj_mul. apply pow_mult. Qed.

Lemma lsum_powers (r : R) (n : N) :
  (1 - r) * lsum (fun x => r ^ N.to_nat x) (below n) = 1 - r ^ N.to_nat n.
Proof.
  induction n as [| n IH] using N.peano_ind; [simpl; lra |].
  rewrite below_succ, lsum_app, Rmult_plus_distr_l, IH, N2Nat.inj_succ. simpl. lra.
Qed.

Section Digits.
Variable r : R.
Variable n : N.
Hypothesis n_pos : (0 < n)%N.

Lemma div_block (k j : N) : (j < n)%N -> ((k * n + j) / n)%N = k.
Proof using n_pos. intros Hj. rewrite N.div_add_l, N.div_small by lia. lia. Qed.

Theorem geometric_div (p : dist N) (k : N) :
  (forall x, p x = (1 - r) * r ^ N.to_nat x) ->
  dmap (fun x => x / n)%N p k = (1 - r ^ N.to_nat n) * (r ^ N.to_nat n) ^ N.to_nat k.
Proof using n_pos.
  intros Hp. rewrite dmap_mass, (tsum_fin _ (map (fun j => k * n + j)%N (below n))).
  - rewrite lsum_map, <- lsum_powers, <- pow_mul_N.
    rewrite (lsum_ext _ (fun j => (1 - r) * r ^ N.to_nat (n * k) * r ^ N.to_nat j)).
    + rewrite lsum_scal. lra.
    + intros j Hj. apply below_in in Hj.
      rewrite (ind_true _ (div_block k j Hj)), Hp, pow_add_N, (N.mul_comm k). lra.
  - intros x. apply ind_mult_ge_0. apply mass_ge_0.
  - apply nodup_map; [| apply below_nodup]. intros i j _ _. lia.
  - intros x Hx. apply in_map_iff. exists (x mod n)%N.
    assert (Hk : (x / n)%N = k) by (apply ind_neq_0; intros H0; apply Hx; rewrite H0; lra).
    split.
    + rewrite (N.div_mod x n) at 2 by lia. rewrite Hk. lia.
    + apply below_in. apply N.mod_lt. lia.
Qed.

Theorem geometric_digits (low high : dist N) (x : N) :
  r ^ N.to_nat n < 1 ->
  (forall u, low u = ind (u < n)%N * ((1 - r) * r ^ N.to_nat u / (1 - r ^ N.to_nat n))) ->
  (forall w, high w = (1 - r ^ N.to_nat n) * (r ^ N.to_nat n) ^ N.to_nat w) ->
  dbind low (fun u => dmap (fun w => u + n * w)%N high) x = (1 - r) * r ^ N.to_nat x.
Proof using n_pos.
  intros Hr Hlow Hhigh. rewrite dbind_mass.
  assert (Hdigits : forall u w, (u < n)%N -> (u + n * w = x)%N -> u = (x mod n)%N /\ w = (x / n)%N).
  { intros u w Hu Hx. split.
    - apply (N.mod_unique x n w u); lia.
    - apply (N.div_unique x n w u); lia. }
  assert (Hmod : (x mod n < n)%N) by (apply N.mod_lt; lia).
  assert (Hx : (x mod n + n * (x / n))%N = x) by (rewrite (N.div_mod x n) at 3 by lia; lia).
  rewrite (tsum_one _ (x mod n)%N).
  - rewrite dmap_mass, (tsum_one _ (x / n)%N).
    + rewrite (ind_true _ Hx), Hlow, Hhigh, (ind_true _ Hmod), <- pow_mul_N.
      replace (r ^ N.to_nat x) with (r ^ N.to_nat (x mod n) * r ^ N.to_nat (n * (x / n)))
        by (rewrite <- pow_add_N, Hx; reflexivity).
      field. lra.
    + apply ind_mult_ge_0. apply mass_ge_0.
    + intros w Hw. rewrite ind_false; [lra |]. intros Heq. apply Hw. exact (proj2 (Hdigits _ _ Hmod Heq)).
  - apply Rmult_le_pos; apply mass_ge_0.
  - intros u Hu. rewrite Hlow. destruct (ind_cases (u < n)%N) as [[Hlt _] | [_ ->]]; [| lra].
    rewrite dmap_mass, tsum_all_0; [lra |]. intros w. rewrite ind_false; [lra |].
    intros Heq. apply Hu. exact (proj1 (Hdigits _ _ Hlt Heq)).
Qed.

End Digits.
