(** * Discrete Laplace noise: the proof

    One round draws a fair sign and a geometric size with ratio r = exp(-1/t).
    All outcomes but the negative zero, which has mass (1 - r)/2, are accepted;
    so the accepted mass is (1 + r)/2, and a sign and a size [k] have mass
    (1 - r) r^k / 2 before and (1 - r) r^k / (1 + r) after conditioning.

    Glossary
      round size      == one round: a fair sign, and a size with the law [size]
      negative_zero s == the outcome [s] is drawn again
      signed s        == the integer with sign and size [s]                   *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Until Coin Trials ExpPow.
From Verinoise Require Import Samplers.Laplace.Parity.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.Pmf Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Geometric.Code Samplers.Geometric.Spec Samplers.Geometric.Proof.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec.
Local Open Scope R_scope.

(* The language has a type of expressions of the same name. *)

Local Definition negative_zero (s : bool * N) : bool := fst s && (snd s =? 0)%N.

Local Definition signed (s : bool * N) : Z := if fst s then (- Z.of_N (snd s))%Z else Z.of_N (snd s).

Local Definition round (size : dist N) : dist (bool * N) :=
  dbind (dcoin (/ 2)) (fun negative => dmap (pair negative) size).

Lemma laplace_meaning (n d : N) :
  pmf (body laplace value (n, d))
  =d dmap signed (dwhile negative_zero (fun _ => round (pmf (body geometric value (d, n)))) (true, 0%N)).
Proof.
  cbn -[geometric]. apply dbind_ext.
  - apply dwhile_ext. intros s. unfold round. rewrite <- (duniform_odd 128 eq_refl).
    unfold dmap. rewrite dbind_assoc. apply dbind_ext; [reflexivity |].
    intros sign. rewrite dbind_ret_l. reflexivity.
  - intros s. unfold signed. destruct (fst s); reflexivity.
Qed.

(** ** The loop, for any geometric size *)

Section Round.
Variable size : dist N.
Variable r : R.
Hypothesis r_bounds : 0 <= r < 1.
Hypothesis size_law : forall k, size k = (1 - r) * r ^ N.to_nat k.
Hypothesis size_full : total size = 1.

Lemma round_mass (negative : bool) (k : N) :
  round size (negative, k) = / 2 * ((1 - r) * r ^ N.to_nat k).
Proof using size_law.
  unfold round. rewrite dbind_mass, (tsum_one _ negative).
  - rewrite dmap_inj_mass, size_law by congruence.
    destruct negative; [rewrite dcoin_true | rewrite dcoin_false]; lra.
  - apply Rmult_le_pos; apply mass_ge_0.
  - intros b Hb. rewrite dmap_mass, tsum_all_0; [lra |].
    intros j. rewrite ind_false; [lra |]. congruence.
Qed.

Lemma round_total : total (round size) = 1.
Proof using size_full.
  apply total_dbind_1; [apply total_dcoin |]. intros b. rewrite total_dmap. exact size_full.
Qed.

Lemma round_accept : accept negative_zero (round size) = (1 + r) / 2.
Proof using size_law size_full.
  rewrite <- (one_minus_reject _ _ round_total). unfold reject.
  rewrite (tsum_one _ (true, 0%N)).
  - rewrite ind_true, round_mass by reflexivity. simpl. lra.
  - apply ind_mult_ge_0. apply mass_ge_0.
  - intros [b k] Hother. rewrite ind_false; [lra |]. unfold negative_zero. cbn [fst snd].
    rewrite andb_true_iff, N.eqb_eq. intros [-> ->]. apply Hother. reflexivity.
Qed.

Lemma round_accept_pos : 0 < accept negative_zero (round size).
Proof using r_bounds size_law size_full. rewrite round_accept. lra. Qed.

Lemma noise_mass (x : Z) :
  dmap signed (dwhile negative_zero (fun _ => round size) (true, 0%N)) x
  = (1 - r) / (1 + r) * r ^ Z.abs_nat x.
Proof using r_bounds size_law size_full.
  set (sized := ((x <? 0)%Z, Z.abs_N x)).
  assert (Hsigned : signed sized = x).
  { unfold signed, sized. cbn [fst snd]. destruct (Z.ltb_spec x 0); lia. }
  assert (Haccepted : negative_zero sized = false).
  { unfold negative_zero, sized. cbn [fst snd]. destruct (Z.ltb_spec x 0); [| reflexivity].
    apply N.eqb_neq. lia. }
  rewrite dmap_mass, (tsum_one _ sized).
  - rewrite (ind_true _ Hsigned).
    rewrite (dwhile_until_mass _ _ round_total round_accept_pos) by reflexivity.
    rewrite (ind_true _ Haccepted), round_accept. unfold sized. rewrite round_mass.
    replace (N.to_nat (Z.abs_N x)) with (Z.abs_nat x) by lia. field. lra.
  - apply ind_mult_ge_0. apply mass_ge_0.
  - intros [b k] Hother.
    rewrite (dwhile_until_mass _ _ round_total round_accept_pos) by reflexivity.
    destruct (ind_cases (signed (b, k) = x)) as [[Hx _] | [_ ->]]; [| lra].
    rewrite (ind_false (negative_zero (b, k) = false)); [lra |].
    unfold signed, negative_zero in *. cbn [fst snd] in *. rewrite andb_false_iff, N.eqb_neq.
    intros Hnonzero. apply Hother. unfold sized. destruct b.
    + destruct Hnonzero as [Hfalse | Hk]; [discriminate Hfalse |].
      f_equal; [symmetry; apply Z.ltb_lt |]; lia.
    + f_equal; [symmetry; apply Z.ltb_ge |]; lia.
Qed.

Lemma noise_total : total (dmap signed (dwhile negative_zero (fun _ => round size) (true, 0%N))) = 1.
Proof using r_bounds size_law size_full.
  rewrite total_dmap. exact (total_dwhile_until _ _ round_total round_accept_pos _).
Qed.

End Round.

(** ** The specification *)

Section Scale.
Variable t : R.
Hypothesis t_pos : 0 < t.

Lemma scale_ratio_bounds : 0 <= exp (- / t) < 1.
Proof using t_pos.
  split; [left; apply exp_pos |]. rewrite <- exp_0. apply exp_increasing.
  generalize (Rinv_0_lt_compat t t_pos). lra.
Qed.

Lemma laplace_mass_pow (x : Z) :
  laplace_mass t x = (1 - exp (- / t)) / (1 + exp (- / t)) * exp (- / t) ^ Z.abs_nat x.
Proof using.
  unfold laplace_mass. rewrite <- exp_mult_INR, INR_IZR_INZ, Zabs2Nat.id_abs.
  do 2 f_equal. unfold Rdiv. lra.
Qed.

End Scale.

(** ** The programs *)

Section Laplace.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.

Lemma scale_pos : 0 < ratio n d.
Proof using n_pos d_pos. apply Rdiv_lt_0_compat; apply of_N_pos; assumption. Qed.

Lemma size_mass (k : N) :
  pmf (body geometric value (d, n)) k
  = (1 - exp (- / ratio n d)) * exp (- / ratio n d) ^ N.to_nat k.
Proof using n_pos d_pos.
  rewrite geometric_pmf by assumption. unfold geometric_mass.
  replace (ratio d n) with (/ ratio n d); [reflexivity |].
  generalize (of_N_pos n n_pos), (of_N_pos d d_pos). intros Hn Hd. unfold ratio. field. lra.
Qed.

Lemma size_total : total (pmf (body geometric value (d, n))) = 1.
Proof using n_pos d_pos. apply geometric_terminates; assumption. Qed.

Theorem laplace_pmf (x : Z) : pmf (body laplace value (n, d)) x = laplace_mass (ratio n d) x.
Proof using n_pos d_pos.
  rewrite (laplace_meaning n d x), laplace_mass_pow.
  exact (noise_mass _ _ (scale_ratio_bounds _ scale_pos) size_mass size_total x).
Qed.

Theorem laplace_terminates : terminates (body laplace value (n, d)).
Proof using n_pos d_pos.
  unfold terminates. rewrite (total_ext _ _ (laplace_meaning n d)).
  exact (noise_total _ _ (scale_ratio_bounds _ scale_pos) size_mass size_total).
Qed.

(** On uniform bytes the machine outputs [x] with the specified probability. *)
Theorem laplace_tape (x : Z) :
  tsum (fun tape => ind (outputs (body laplace value (n, d)) tape x) * (/ 256) ^ length tape)
  = laplace_mass (ratio n d) x.
Proof using n_pos d_pos. rewrite adequacy. apply laplace_pmf. Qed.

Lemma laplace_shifted_meaning (location : Z) :
  pmf (body laplace_shifted value (location, (n, d)))
  =d dmap (Z.add location) (pmf (body laplace value (n, d))).
Proof using. reflexivity. Qed.

Theorem laplace_shifted_pmf (location x : Z) :
  pmf (body laplace_shifted value (location, (n, d))) x = laplace_mass (ratio n d) (x - location).
Proof using n_pos d_pos.
  rewrite (laplace_shifted_meaning location x), <- laplace_pmf.
  replace x with (location + (x - location))%Z at 1 by lia. apply dmap_inj_mass. lia.
Qed.

Theorem laplace_shifted_terminates (location : Z) :
  terminates (body laplace_shifted value (location, (n, d))).
Proof using n_pos d_pos.
  unfold terminates. rewrite (total_ext _ _ (laplace_shifted_meaning location)), total_dmap.
  exact laplace_terminates.
Qed.

(** On uniform bytes the machine outputs [x] with the specified probability. *)
Theorem laplace_shifted_tape (location x : Z) :
  tsum (fun tape => ind (outputs (body laplace_shifted value (location, (n, d))) tape x) * (/ 256) ^ length tape)
  = laplace_mass (ratio n d) (x - location).
Proof using n_pos d_pos. rewrite adequacy. apply laplace_shifted_pmf. Qed.

End Laplace.
