(** * A coin for a scaled exponential above a threshold: the proof

    After [b] bits the question is whether the bits drawn, as a number [r], and
    the rest of the uniform number are together below [2^b x], where [x] is the
    scaled exponential: a coin with probability [2^b x - r], cut to the interval
    from 0 to 1.  The coins that 64 more bits leave average to this coin, so it
    absorbs a round of the loop, and the loop with its answer is below it.  Of the
    2^64 words at most two leave the question open, as the whole numbers that
    enclose [2^b x] differ by at most two; so the loop ends with probability 1,
    and a full distribution that is below another one is equal to it.

    Glossary
      excess t c n d      == c exp(-n/d) - t (Spec.v)
      scaled c n d b      == the numbers that enclose [2^b x] in the program
      open s              == the question is open in the state [s]
      next s w, round s   == the state after the word [w], after a random word
      coin s              == the coin that the state [s] asks for              *)

From Coq Require Import Bool Reals Lra NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Terminate WhileBind Coin CoinDigits Expectation.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Machine Lang.Pmf.
From Verinoise Require Import Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Exp.Enclosure Samplers.Exp.Width.
From Verinoise Require Import Samplers.Exp.Spec Samplers.Exp.Proof Samplers.Exp.Code.
From Verinoise Require Import Samplers.ExpExceeds.Code Samplers.ExpExceeds.Spec.
Local Open Scope R_scope.

Local Notation real n := (IZR (Z.of_N n)).

(** ** The enclosure *)

Local Definition extra (c : N) : N := N.size c + 1.

Local Definition scaled (c n d b : N) : N * N :=
  let bounds := exp_opp_bounds n d (b + extra c) in
  (N.shiftr (c * fst bounds) (extra c), N.shiftr (c * snd bounds) (extra c) + 1)%N.

Lemma exp_opp_scaled_meaning (c n d b : N) :
  pmf (body exp_opp_scaled value (c, n, d, b)) =d dret (scaled c n d b).
Proof.
  cbn -[exp_opp]. rewrite dbind_ret_l, (exp_opp_meaning n d _). do 3 rewrite dbind_ret_l. reflexivity.
Qed.

Section ExpExceeds.
Variables c n d : N.
Hypothesis d_pos : (0 < d)%N.

Local Notation x := (real c * exp (- ratio n d)).
Local Notation lower b := (fst (scaled c n d b)).
Local Notation upper b := (snd (scaled c n d b)).

Lemma scaled_encloses (b : N) : encloses b (scaled c n d b) x.
Proof using d_pos.
  destruct (exp_opp_encloses n d (b + extra c) d_pos) as [Hlower Hupper].
  rewrite scale_add in Hlower, Hupper.
  generalize (scale_pos (extra c)). intros Hscale.
  assert (Hx : scale b * x = real c * (scale b * scale (extra c) * exp (- ratio n d)) / scale (extra c))
    by (field; lra).
  assert (Hinv : 0 <= / scale (extra c)) by (left; apply Rinv_0_lt_compat; exact Hscale).
  unfold encloses, scaled. cbn [fst snd]. rewrite Hx. split.
  - eapply Rle_trans; [apply shiftr_le |]. rewrite real_mul.
    apply Rmult_le_compat_r; [exact Hinv |]. apply Rmult_le_compat_l; [apply of_N_ge_0 | exact Hlower].
  - rewrite real_add. change (real 1) with 1. eapply Rle_trans; [| left; apply shiftr_gt].
    rewrite real_mul.
    apply Rmult_le_compat_r; [exact Hinv |]. apply Rmult_le_compat_l; [apply of_N_ge_0 | exact Hupper].
Qed.

(** Twice the coefficient is at most one unit of the bits that are dropped. *)
Lemma extra_enough : 2 * real c <= scale (extra c).
Proof using.
  clear d_pos. unfold scale, extra. rewrite N.pow_add_r, N.mul_comm. change (2 ^ 1)%N with 2%N.
  rewrite real_mul. change (real 2) with 2. apply Rmult_le_compat_l; [lra |].
  apply real_le. generalize (N.size_gt c). lia.
Qed.

Lemma scaled_width (b : N) : (upper b <= lower b + 2)%N.
Proof using d_pos.
  set (bounds := exp_opp_bounds n d (b + extra c)).
  assert (Hwidth : (c * snd bounds <= c * fst bounds + 2 * c)%N).
  { pose proof (N.mul_le_mono_l _ _ c (exp_opp_width n d (b + extra c) d_pos)) as Hle.
    fold bounds in Hle. lia. }
  apply real_le in Hwidth. rewrite real_add, (real_mul 2) in Hwidth. change (real 2) with 2 in Hwidth.
  generalize (scale_pos (extra c)) extra_enough
    (shiftr_le (c * snd bounds) (extra c)) (shiftr_gt (c * fst bounds) (extra c)).
  intros Hscale Hextra Hupper Hlower.
  assert (Hshare : real (c * snd bounds) / scale (extra c) <= real (c * fst bounds) / scale (extra c) + 1).
  { apply (Rmult_le_reg_r (scale (extra c))); [exact Hscale |].
    rewrite Rmult_plus_distr_r. unfold Rdiv. rewrite !Rmult_assoc, Rinv_l by lra. lra. }
  assert (Hlt : (N.shiftr (c * snd bounds) (extra c) < N.shiftr (c * fst bounds) (extra c) + 2)%N).
  { apply real_lt. rewrite real_add. change (real 2) with 2. lra. }
  unfold scaled. fold bounds. cbn [fst snd]. lia.
Qed.

(** ** Rounds *)

Local Definition state : Type := (N * N) * (N * N).

Local Definition drawn (s : state) : N := fst (fst s).
Local Definition bits (s : state) : N := snd (fst s).

(** The state with [r] drawn, [b] bits of it. *)
Local Definition at_bits (r b : N) : state := ((r, b), scaled c n d b).

Local Definition open (s : state) : bool := (fst (snd s) <=? drawn s)%N && (drawn s <? snd (snd s))%N.

Local Definition verdict (s : state) : bool := (drawn s <? fst (snd s))%N.

Local Definition next (s : state) (w : N) : state := at_bits (N.shiftl (drawn s) 64 + w) (bits s + 64).

Local Definition round (s : state) : dist state := dmap (next s) (duniform (2 ^ 64)).

Local Definition reached (s : state) : Prop := s = at_bits (drawn s) (bits s).

Local Definition coin (s : state) : dist bool :=
  dcoin (scale (bits s) * x - real (drawn s)).

(** The program's round. *)
Lemma round_meaning (s : state) :
  dbind (duniform (2 ^ 64)) (fun w => dbind (dret (bits s + 64)%N) (fun b =>
    dbind (pmf (body exp_opp_scaled value (c, n, d, b))) (fun e =>
      dret ((N.shiftl (drawn s) 64 + w, b), (fst e, snd e))))%N) =d round s.
Proof using.
  apply dbind_ext; [reflexivity |]. intros w.
  rewrite dbind_ret_l, (exp_opp_scaled_meaning c n d _), dbind_ret_l. reflexivity.
Qed.

Lemma exp_exceeds_meaning (t : N) :
  pmf (body exp_exceeds value (t, c, n, d)) =d dmap verdict (dwhile open round (at_bits t 0)).
Proof using.
  cbn -[exp_opp_scaled N.pow]. rewrite (exp_opp_scaled_meaning c n d 0), dbind_ret_l.
  apply dbind_ext; [| reflexivity]. apply dwhile_ext. exact round_meaning.
Qed.

Lemma open_spec (s : state) : open s = true <-> (fst (snd s) <= drawn s < snd (snd s))%N.
Proof using. unfold open. rewrite andb_true_iff, N.leb_le, N.ltb_lt. reflexivity. Qed.

Lemma round_reached (s u : state) : 0 < round s u -> reached u.
Proof using.
  intros Hu. apply dbind_pos_inv in Hu as [w [_ Hw]].
  apply dret_pos_inv in Hw as ->. reflexivity.
Qed.

Lemma round_total (s : state) : total (round s) = 1.
Proof using. unfold round. rewrite total_dmap. apply total_duniform. reflexivity. Qed.

(** ** The coin absorbs rounds and is what the answer shows *)

Lemma coin_round (s : state) : dbind (round s) coin =d coin s.
Proof using.
  unfold round, dmap. rewrite dbind_assoc.
  unfold coin at 2. rewrite <- (dcoin_digit _ (2 ^ 64)) by reflexivity.
  apply dbind_ext; [reflexivity |]. intros w. rewrite dbind_ret_l. unfold coin, next, at_bits.
  cbn [drawn bits fst snd].
  rewrite scale_add, N.shiftl_mul_pow2, real_add, real_mul. change (scale 64) with (real (2 ^ 64)).
  match goal with |- dcoin ?p =d dcoin ?q => replace p with q by ring end. reflexivity.
Qed.

Lemma coin_verdict (s : state) : reached s -> open s = false -> dret (verdict s) =d coin s.
Proof using d_pos.
  intros Hs Hopen. rewrite Hs in Hopen |- *. clear Hs.
  set (r := drawn s) in *. set (b := bits s) in *.
  unfold verdict, coin, at_bits. cbn [drawn bits fst snd].
  destruct (scaled_encloses b) as [Hlower Hupper].
  destruct (N.ltb_spec r (lower b)) as [Hlow | Hlow].
  - symmetry. apply dcoin_high.
    assert (Hr : real (r + 1) <= real (lower b)) by (apply real_le; lia).
    rewrite real_add in Hr. change (real 1) with 1 in Hr. lra.
  - symmetry. apply dcoin_low.
    assert (Hr : real (upper b) <= real r); [| lra].
    apply real_le. destruct (N.le_gt_cases (upper b) r) as [Hup | Hup]; [exact Hup |].
    rewrite (proj2 (open_spec (at_bits r b)) (conj Hlow Hup)) in Hopen. discriminate.
Qed.

(** ** Termination: two words at most leave the question open *)

Lemma round_open (s : state) : tsum (fun u => ind (open u = true) * round s u) <= / 2 ^ 63.
Proof using d_pos.
  unfold round. rewrite (event_dmap (next s) (duniform (2 ^ 64)) (fun u => open u = true)).
  rewrite (tsum_ext _ (fun w => ind (lower (bits s + 64) <= N.shiftl (drawn s) 64 + w
      < upper (bits s + 64))%N * duniform (2 ^ 64) w))
    by (intros w; f_equal; apply ind_iff; apply (open_spec (next s w))).
  eapply Rle_trans; [apply duniform_window_le; reflexivity |].
  apply Rle_trans with (2 / real (2 ^ 64));
    [| change (Z.of_N (2 ^ 64)) with 18446744073709551616%Z; lra].
  apply Rmult_le_compat_r.
  - left. apply Rinv_0_lt_compat, of_N_pos. reflexivity.
  - apply (real_le _ 2). generalize (scaled_width (bits s + 64)). lia.
Qed.

Lemma loop_total (s : state) : reached s -> total (dwhile open round s) = 1.
Proof using d_pos.
  intros Hs. apply (dwhile_terminates_geometric open round reached) with (theta := / 2 ^ 63).
  - intros u v _ _. apply round_reached.
  - intros u _ _. apply round_total.
  - intros u _ _. apply round_open.
  - lra.
  - exact Hs.
Qed.

Lemma loop_law (t : N) : dmap verdict (dwhile open round (at_bits t 0)) =d coin (at_bits t 0).
Proof using d_pos.
  apply (dwhile_bind_eq open round reached).
  - intros u v _ _. apply round_reached.
  - intros s _ _. apply coin_round.
  - exact coin_verdict.
  - reflexivity.
  - fold (dmap verdict (dwhile open round (at_bits t 0))).
    rewrite total_dmap. apply loop_total. reflexivity.
Qed.

End ExpExceeds.

(** ** The programs *)

(** The enclosure: two numbers that differ by at most 2. *)
Theorem exp_opp_scaled_pmf (c n d b : N) : (0 < d)%N ->
  exists lower upper : N,
    pmf (body exp_opp_scaled value (c, n, d, b)) =d dret (lower, upper) /\
    encloses b (lower, upper) (IZR (Z.of_N c) * exp (- ratio n d)) /\
    (lower <= upper <= lower + 2)%N.
Proof.
  intros Hd. exists (fst (scaled c n d b)), (snd (scaled c n d b)).
  pose proof (scaled_encloses c n d Hd b) as Hencloses. split; [| split; [| split]].
  - rewrite <- surjective_pairing. apply exp_opp_scaled_meaning.
  - rewrite <- surjective_pairing. exact Hencloses.
  - exact (encloses_le _ _ _ Hencloses).
  - exact (scaled_width c n d Hd b).
Qed.

Theorem exp_opp_scaled_terminates (c n d b : N) :
  terminates (body exp_opp_scaled value (c, n, d, b)).
Proof.
  unfold terminates. rewrite (total_ext _ _ (exp_opp_scaled_meaning c n d b)). apply total_dret.
Qed.

(** The coin with probability [excess t c n d], cut to the interval from 0 to 1. *)
Theorem exp_exceeds_coin (t c n d : N) : (0 < d)%N ->
  pmf (body exp_exceeds value (t, c, n, d))
  =d dcoin (IZR (Z.of_N c) * exp (- ratio n d) - IZR (Z.of_N t)).
Proof.
  intros Hd. rewrite (exp_exceeds_meaning c n d t), (loop_law c n d Hd t).
  unfold coin. cbn. rewrite Rmult_1_l. reflexivity.
Qed.

Theorem exp_exceeds_terminates (t c n d : N) :
  (0 < d)%N -> terminates (body exp_exceeds value (t, c, n, d)).
Proof.
  intros Hd. unfold terminates. rewrite (total_ext _ _ (exp_exceeds_coin t c n d Hd)).
  apply total_dcoin.
Qed.

Theorem exp_exceeds_pmf (t c n d : N) (b : bool) : (0 < d)%N ->
  pmf (body exp_exceeds value (t, c, n, d)) b = exp_exceeds_mass t c n d b.
Proof. intros Hd. rewrite (exp_exceeds_coin t c n d Hd b). destruct b; reflexivity. Qed.

(** On uniform bytes the machine answers [b] with the specified probability. *)
Theorem exp_exceeds_tape (t c n d : N) (b : bool) : (0 < d)%N ->
  tsum (fun tape => ind (outputs (body exp_exceeds value (t, c, n, d)) tape b)
                    * (/ 256) ^ length tape)
  = exp_exceeds_mass t c n d b.
Proof. intros Hd. rewrite adequacy. apply exp_exceeds_pmf. exact Hd. Qed.
