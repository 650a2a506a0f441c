(** * The lazy coin: the proof

    A digit [j] leaves the rest [256 r - j d], cut to the interval from 0 to [d];
    these rests average to [r], so one round preserves the probability
    [rest / denominator].  Hence the flip of a coin with that probability absorbs
    a round, and the loop, the least such thing, is below it.  At most one digit
    in 256 leaves the answer open, so the loop ends with probability 1, and a full
    distribution that is below another one is equal to it.

    Glossary
      ratio r d    == r / d as a real number (Ratio.v)
      next r d j   == the rest after digit [j]
      verdict d b  == the rest that stands for the answer [b]: [d] or 0
      settled r d  == what a loop from the rest [r] ends with                 *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Terminate Coin Expectation.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.Pmf Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio Samplers.Bernoulli.Code Samplers.Bernoulli.Spec.
Local Open Scope R_scope.

Local Definition open (d r : N) : bool := (0 <? r)%N && (r <? d)%N.

Local Definition next (d r j : N) : N := N.min d (256 * r - j * d).

Local Definition round (d r : N) : dist N := dmap (next d r) (duniform 256).

Lemma open_spec (d r : N) : open d r = true <-> (0 < r < d)%N.
Proof. unfold open. rewrite andb_true_iff, !N.ltb_lt. reflexivity. Qed.

Lemma bernoulli_meaning (n d : N) :
  pmf (body bernoulli value (n, d))
  =d dmap (fun rest => (d <=? rest)%N) (dwhile (open d) (round d) n).
Proof.
  cbn. apply dbind_ext; [| reflexivity]. apply dwhile_ext. intros r.
  apply dbind_ext; [reflexivity |]. intros j. do 2 rewrite dbind_ret_l.
  unfold next. destruct (N.leb_spec (r * 256) (j * d)) as [Hlow | Hlow].
  - replace (N.min d (256 * r - j * d)) with 0%N by lia. reflexivity.
  - destruct (N.leb_spec (j * d + d) (r * 256)) as [Hhigh | Hhigh].
    + replace (N.min d (256 * r - j * d)) with d by lia. reflexivity.
    + replace (N.min d (256 * r - j * d)) with (r * 256 - j * d)%N by lia. reflexivity.
Qed.

(** A numerator that is not below the denominator: a certain answer. *)
Theorem bernoulli_pmf_certain (n d : N) :
  (d <= n)%N -> pmf (body bernoulli value (n, d)) =d dret true.
Proof.
  intros Hn. rewrite bernoulli_meaning, dwhile_stop.
  - unfold dmap. rewrite dbind_ret_l.
    destruct (N.leb_spec d n) as [_ | Hfalse]; [reflexivity | lia].
  - destruct (open d n) eqn:Hopen; [| reflexivity]. apply open_spec in Hopen. lia.
Qed.

Section Bernoulli.
Variable d : N.
Hypothesis d_pos : (0 < d)%N.

(** ** The rests average to the rest *)

Lemma next_le (r j : N) : (next d r j <= d)%N.
Proof using. clear d_pos. unfold next. lia. Qed.

Lemma next_sum (r m : N) :
  lsum (fun j => IZR (Z.of_N (next d r j))) (below m) = IZR (Z.of_N (N.min (256 * r) (m * d))).
Proof using d_pos.
  induction m as [| m IH] using N.peano_ind.
  - simpl lsum. f_equal. lia.
  - rewrite below_succ, lsum_app, IH. simpl lsum. rewrite Rplus_0_r, <- plus_IZR.
    f_equal. unfold next. lia.
Qed.

Lemma next_average (r : N) :
  (r <= d)%N -> lsum (fun j => ratio (next d r j) d) (below 256) / 256 = ratio r d.
Proof using d_pos.
  intros Hr. generalize (of_N_pos d d_pos). intros Hd.
  unfold ratio, Rdiv at 2. rewrite lsum_scal_r, next_sum.
  replace (N.min (256 * r) (256 * d)) with (256 * r)%N by lia.
  rewrite N2Z.inj_mul, mult_IZR.
  simpl (IZR (Z.of_N 256)). field. lra.
Qed.

Lemma coin_average (r : N) :
  (r <= d)%N -> dbind (duniform 256) (fun j => dcoin (ratio (next d r j) d)) =d dcoin (ratio r d).
Proof using d_pos.
  intros Hr. apply dcoin_unique.
  - apply total_dbind_1; [apply total_duniform; reflexivity |]. intros j. apply total_dcoin.
  - rewrite dbind_duniform, <- (next_average r Hr). f_equal.
    apply lsum_ext. intros j _. apply dcoin_true, ratio_bounds; [exact d_pos | apply next_le].
Qed.

(** ** What the loop ends with *)

Local Definition verdict (b : bool) : N := if b then d else 0%N.

Local Definition flip (r : N) : dist N := dmap verdict (dcoin (ratio r d)).

Local Definition settled (r : N) : dist N := if open d r then flip r else dret r.

Lemma settled_flip (r : N) : (r <= d)%N -> settled r =d flip r.
Proof using d_pos.
  intros Hr. unfold settled. destruct (open d r) eqn:Hopen; [reflexivity |].
  unfold flip, dmap.
  destruct (N.eq_dec r 0) as [-> | Hr0].
  - rewrite ratio_0, dcoin_0, dbind_ret_l. reflexivity.
  - assert (r = d) as ->.
    { generalize (open_spec d r). rewrite Hopen. intros [_ Hnot].
      destruct (N.eq_dec r d) as [Heq | Hne]; [exact Heq |].
      discriminate Hnot. lia. }
    rewrite ratio_self, dcoin_1, dbind_ret_l by exact d_pos. reflexivity.
Qed.

Lemma settled_absorbs (r : N) : open d r = true -> dbind (round d r) settled =d flip r.
Proof using d_pos.
  intros Hopen. apply open_spec in Hopen. unfold round, flip, dmap.
  rewrite dbind_assoc, <- coin_average, dbind_assoc by lia.
  apply dbind_ext; [reflexivity |]. intros j. rewrite dbind_ret_l.
  apply settled_flip. apply next_le.
Qed.

Lemma loop_le (r : N) : dle (dwhile (open d) (round d) r) (settled r).
Proof using d_pos.
  apply dwhile_least. intros s. apply deq_dle. unfold settled at 2.
  destruct (open d s) eqn:Hopen; [| reflexivity].
  apply settled_absorbs. exact Hopen.
Qed.

(** ** Termination: one digit at most leaves the answer open *)

Lemma next_open (r j : N) : open d (next d r j) = true -> j = (256 * r / d)%N.
Proof using d_pos.
  rewrite open_spec. unfold next. intros Hnext.
  apply (N.div_unique (256 * r) d j (256 * r - j * d)); lia.
Qed.

Lemma round_open (r : N) : tsum (fun y => ind (open d y = true) * round d r y) <= / 256.
Proof using d_pos.
  unfold round. rewrite (event_dmap (next d r) (duniform 256) (fun y => open d y = true)).
  rewrite <- (Rmult_1_r (/ 256)), <- (tsum_point (256 * r / d)%N), <- tsum_scal_l by lra.
  apply tsum_le.
  - intros j. rewrite (Rmult_comm (ind _)).
    apply Rmult_le_compat; [apply mass_ge_0 | apply ind_ge_0 | |].
    + rewrite duniform_eq. generalize (ind_le_1 (j < 256)%N). simpl (IZR (Z.of_N 256)). lra.
    + apply ind_le. apply next_open.
  - apply summable_scal; [lra |]. apply (summable_mass (dret (256 * r / d)%N)).
Qed.

Lemma loop_total (r : N) : total (dwhile (open d) (round d) r) = 1.
Proof using d_pos.
  apply (dwhile_terminates_geometric (open d) (round d) (fun _ => True)) with (theta := / 256).
  - auto.
  - intros x _ _. unfold round. rewrite total_dmap. apply total_duniform. reflexivity.
  - intros x _ _. apply round_open.
  - lra.
  - exact I.
Qed.

Lemma loop_law (r : N) : dwhile (open d) (round d) r =d settled r.
Proof using d_pos. apply dist_dominated; [apply loop_total | apply loop_le]. Qed.

End Bernoulli.

(** ** The coin *)

(** The program is the flip of a coin that shows [true] with probability
    [n / d], or certainly if that is above 1. *)
Theorem bernoulli_coin (n d : N) :
  (0 < d)%N -> pmf (body bernoulli value (n, d)) =d dcoin (ratio n d).
Proof.
  intros Hd. destruct (N.le_gt_cases n d) as [Hn | Hn].
  - rewrite bernoulli_meaning, (loop_law d Hd), (settled_flip d Hd n Hn).
    unfold flip, dmap. rewrite dbind_assoc.
    rewrite <- (dbind_ret_r (dcoin (ratio n d))) at 2. apply dbind_ext; [reflexivity |].
    intros b. rewrite dbind_ret_l. unfold verdict. destruct b.
    + rewrite N.leb_refl. reflexivity.
    + destruct (N.leb_spec d 0) as [Hfalse | _]; [lia | reflexivity].
  - rewrite bernoulli_pmf_certain by lia. symmetry. apply dcoin_high.
    rewrite <- (ratio_self d Hd). apply ratio_le; lia.
Qed.

Theorem bernoulli_terminates (n d : N) :
  (0 < d)%N -> terminates (body bernoulli value (n, d)).
Proof.
  intros Hd. unfold terminates. rewrite (total_ext _ _ (bernoulli_coin n d Hd)).
  apply total_dcoin.
Qed.

Theorem bernoulli_pmf (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  pmf (body bernoulli value (n, d)) b = bernoulli_mass n d b.
Proof.
  intros Hd Hn. rewrite (bernoulli_coin n d Hd b). unfold bernoulli_mass. destruct b.
  - apply dcoin_true, ratio_bounds; assumption.
  - apply dcoin_false, ratio_bounds; assumption.
Qed.

(** On uniform bytes the machine answers [b] with the specified probability. *)
Theorem bernoulli_tape (n d : N) (b : bool) : (0 < d)%N -> (n <= d)%N ->
  tsum (fun tape => ind (outputs (body bernoulli value (n, d)) tape b) * (/ 256) ^ length tape)
  = bernoulli_mass n d b.
Proof. intros Hd Hn. rewrite adequacy. apply bernoulli_pmf; assumption. Qed.
