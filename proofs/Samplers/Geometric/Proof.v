(** * Geometric numbers with ratio exp(-numerator/denominator): the proof

    Counting trials: the first failure comes after [k] successes with probability
    [(1 - r) r^k].  By digits: a uniform digit [u] below [d], kept with
    probability exp(-u/d), and a geometric number [w] with ratio exp(-1) make
    [u + d w] geometric with ratio exp(-1/d), since exp(-1) = exp(-1/d)^d; its
    quotient by [n] is geometric with ratio exp(-n/d).

    Glossary
      decay d     == exp(-1/d)
      digit_law d == the law of the kept digit
      wraps_law   == the law of the number [w] of whole denominators
      whole_law d == the law of [u + d w]                                     *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Coin Rejection Trials ExpPow.
From Verinoise Require Import Samplers.Geometric.Digits.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.Pmf Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio Samplers.Uniform.Code Samplers.Uniform.Proof.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Proof.
From Verinoise Require Import Samplers.Geometric.Code Samplers.Geometric.Spec.
Local Open Scope R_scope.

(* The language has a type of expressions of the same name. *)

Lemma exp_chance_lt_1 (n d : N) : (0 < n)%N -> (0 < d)%N -> exp (- ratio n d) < 1.
Proof.
  intros Hn Hd. rewrite <- exp_0. apply exp_increasing.
  generalize (Rdiv_lt_0_compat _ _ (of_N_pos n Hn) (of_N_pos d Hd)). unfold ratio. lra.
Qed.

(** ** By trials *)

Section Trials.
Variable d : N.
Hypothesis d_pos : (0 < d)%N.

Lemma geometric_by_trials_law (n : N) :
  pmf (body geometric_by_trials value (n, d)) =d successes (exp (- ratio n d)).
Proof using d_pos.
  cbn -[bernoulli_exp]. apply dbind_ext; [| reflexivity].
  apply dwhile_ext. intros s. apply dbind_ext; [| reflexivity].
  apply bernoulli_exp_coin. exact d_pos.
Qed.

(** A numerator of zero never ends: no mass anywhere. *)
Theorem geometric_by_trials_pmf (n k : N) :
  pmf (body geometric_by_trials value (n, d)) k = geometric_mass n d k.
Proof using d_pos.
  rewrite (geometric_by_trials_law n k). apply successes_mass. apply exp_chance. exact d_pos.
Qed.

Theorem geometric_by_trials_terminates (n : N) :
  (0 < n)%N -> terminates (body geometric_by_trials value (n, d)).
Proof using d_pos.
  intros Hn. unfold terminates. rewrite (total_ext _ _ (geometric_by_trials_law n)).
  apply total_successes; [apply exp_chance | apply exp_chance_lt_1]; assumption.
Qed.

(** On uniform bytes the machine outputs [k] with the specified probability. *)
Theorem geometric_by_trials_tape (n k : N) :
  tsum (fun tape => ind (outputs (body geometric_by_trials value (n, d)) tape k) * (/ 256) ^ length tape)
  = geometric_mass n d k.
Proof using d_pos. rewrite adequacy. apply geometric_by_trials_pmf. Qed.

End Trials.

(** ** By digits *)

Section Digits.
Variable d : N.
Hypothesis d_pos : (0 < d)%N.

Local Definition decay : R := exp (- ratio 1 d).

Lemma decay_pow (m : N) : exp (- ratio m d) = decay ^ N.to_nat m.
Proof using.
  unfold decay. rewrite <- exp_mult_INR, INR_IZR_INZ, N_nat_Z. f_equal.
  unfold ratio. simpl (IZR (Z.of_N 1)). lra.
Qed.

Lemma decay_pow_self : decay ^ N.to_nat d = exp (- 1).
Proof using d_pos. rewrite <- decay_pow, ratio_self by exact d_pos. reflexivity. Qed.

Lemma decay_bounds : 0 < decay < 1.
Proof using d_pos. split; [apply exp_pos | apply exp_chance_lt_1; lia]. Qed.

Lemma exp_neg_1_lt_1 : exp (- 1) < 1.
Proof using. rewrite <- exp_0. apply exp_increasing. lra. Qed.

Lemma keep_bounds (u : N) : 0 <= decay ^ N.to_nat u <= 1.
Proof using d_pos. rewrite <- decay_pow. apply exp_chance. exact d_pos. Qed.

(** A uniform digit [u], kept with probability [decay^u]. *)
Local Definition digit_law : dist N :=
  drejection (duniform d) (fun u => decay ^ N.to_nat u) (0%N, false).

Lemma some_kept : exists u, 0 < duniform d u * decay ^ N.to_nat u.
Proof using d_pos.
  exists 0%N. rewrite duniform_in by exact d_pos. simpl. rewrite Rmult_1_r.
  apply Rinv_0_lt_compat. exact (of_N_pos d d_pos).
Qed.

Lemma kept_weight :
  tsum (fun u => ind (u < d)%N * decay ^ N.to_nat u) = (1 - decay ^ N.to_nat d) / (1 - decay).
Proof using d_pos.
  rewrite (tsum_below d (fun u => decay ^ N.to_nat u)) by (intros u _; apply keep_bounds).
  rewrite <- lsum_powers. field. generalize decay_bounds. lra.
Qed.

Lemma digit_law_mass (u : N) :
  digit_law u = ind (u < d)%N * ((1 - decay) * decay ^ N.to_nat u / (1 - decay ^ N.to_nat d)).
Proof using d_pos.
  unfold digit_law.
  rewrite (drejection_normalised _ _ (total_duniform d d_pos) (fun v => proj1 (keep_bounds v))
             (fun v => proj2 (keep_bounds v)) some_kept 0%N u (/ IZR (Z.of_N d))
             (fun v => ind (v < d)%N * decay ^ N.to_nat v)).
  - rewrite kept_weight. field. rewrite decay_pow_self.
    generalize decay_bounds, exp_neg_1_lt_1. lra.
  - apply Rinv_0_lt_compat. exact (of_N_pos d d_pos).
  - intros v. rewrite duniform_eq. unfold Rdiv. ring.
Qed.

Lemma digit_law_total : total digit_law = 1.
Proof using d_pos.
  exact (total_drejection _ _ (total_duniform d d_pos) (fun v => proj1 (keep_bounds v))
           (fun v => proj2 (keep_bounds v)) some_kept 0%N).
Qed.

Local Definition wraps_law : dist N := successes (exp (- 1)).

Lemma wraps_law_mass (w : N) :
  wraps_law w = (1 - decay ^ N.to_nat d) * (decay ^ N.to_nat d) ^ N.to_nat w.
Proof using d_pos.
  rewrite decay_pow_self. apply successes_mass. generalize (exp_pos (- 1)), exp_neg_1_lt_1. lra.
Qed.

Lemma wraps_law_total : total wraps_law = 1.
Proof using.
  apply total_successes; [generalize (exp_pos (- 1)) |]; generalize exp_neg_1_lt_1; lra.
Qed.

(** The digit and the wraps together. *)
Local Definition whole_law : dist N := dbind digit_law (fun u => dmap (fun w => u + d * w)%N wraps_law).

Lemma whole_law_mass (x : N) : whole_law x = (1 - decay) * decay ^ N.to_nat x.
Proof using d_pos.
  apply geometric_digits; [exact d_pos | | exact digit_law_mass | exact wraps_law_mass].
  rewrite decay_pow_self. exact exp_neg_1_lt_1.
Qed.

Lemma whole_law_total : total whole_law = 1.
Proof using d_pos.
  apply total_dbind_1; [exact digit_law_total |]. intros u. rewrite total_dmap. exact wraps_law_total.
Qed.

Lemma geometric_by_digits_law (n : N) :
  pmf (body geometric_by_digits value (n, d)) =d dmap (fun x => x / n)%N whole_law.
Proof using d_pos.
  cbn -[uniform bernoulli_exp_unit geometric_by_trials].
  unfold whole_law, digit_law, drejection, dmap. rewrite !dbind_assoc. apply dbind_ext.
  - apply dwhile_ext. intros s. unfold proposed.
    rewrite (uniform_law d d_pos). apply dbind_ext_support. intros u Hu.
    apply duniform_pos_inv in Hu. rewrite <- decay_pow.
    apply dbind_ext; [| reflexivity]. apply bernoulli_exp_unit_coin; lia.
  - intros s. rewrite dbind_ret_l, dbind_assoc. apply dbind_ext.
    + unfold wraps_law. rewrite geometric_by_trials_law by lia. rewrite ratio_self by lia. reflexivity.
    + intros w. rewrite dbind_ret_l. reflexivity.
Qed.

Theorem geometric_by_digits_pmf (n k : N) : (0 < n)%N ->
  pmf (body geometric_by_digits value (n, d)) k = geometric_mass n d k.
Proof using d_pos.
  intros Hn. rewrite (geometric_by_digits_law n k). unfold geometric_mass. rewrite decay_pow.
  apply geometric_div; [exact Hn | exact whole_law_mass].
Qed.

(** Even for a numerator of zero, by which [N.div] divides to zero. *)
Theorem geometric_by_digits_terminates (n : N) : terminates (body geometric_by_digits value (n, d)).
Proof using d_pos.
  unfold terminates. rewrite (total_ext _ _ (geometric_by_digits_law n)), total_dmap. exact whole_law_total.
Qed.

(** On uniform bytes the machine outputs [k] with the specified probability. *)
Theorem geometric_by_digits_tape (n k : N) : (0 < n)%N ->
  tsum (fun tape => ind (outputs (body geometric_by_digits value (n, d)) tape k) * (/ 256) ^ length tape)
  = geometric_mass n d k.
Proof using d_pos. intros Hn. rewrite adequacy. apply geometric_by_digits_pmf. exact Hn. Qed.

End Digits.

(** ** The switch *)

Section Geometric.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.

Lemma geometric_switch :
  pmf (body geometric value (n, d))
  = if (d <=? 5 * n)%N then pmf (body geometric_by_trials value (n, d))
    else pmf (body geometric_by_digits value (n, d)).
Proof using. reflexivity. Qed.

Theorem geometric_pmf (k : N) : pmf (body geometric value (n, d)) k = geometric_mass n d k.
Proof using n_pos d_pos.
  rewrite geometric_switch. destruct (d <=? 5 * n)%N.
  - apply geometric_by_trials_pmf. exact d_pos.
  - apply geometric_by_digits_pmf; assumption.
Qed.

Theorem geometric_terminates : terminates (body geometric value (n, d)).
Proof using n_pos d_pos.
  unfold terminates. rewrite geometric_switch. destruct (d <=? 5 * n)%N.
  - apply geometric_by_trials_terminates; assumption.
  - apply geometric_by_digits_terminates. exact d_pos.
Qed.

(** On uniform bytes the machine outputs [k] with the specified probability. *)
Theorem geometric_tape (k : N) :
  tsum (fun tape => ind (outputs (body geometric value (n, d)) tape k) * (/ 256) ^ length tape)
  = geometric_mass n d k.
Proof using n_pos d_pos. rewrite adequacy. apply geometric_pmf. Qed.

End Geometric.
