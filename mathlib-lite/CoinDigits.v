(** * Coins by lazy comparison

    Purpose: a coin shows whether a uniform real number is below [x].  The first
    digit [j] of that number in base [m] leaves the same question about
    [m x - j]; the coins with these probabilities, cut to the interval from 0
    to 1, average to the coin with probability [x].  A question is open for a
    few digits only if these digits lie in a short list.

    Paper section: 3, Distributions.

    Glossary:
      clamp p == p, cut to the interval from 0 to 1 (Coin)
      dcoin p == true with mass clamp p, false with the rest (Coin)
      duniform m == the uniform distribution on 0, ..., m-1 (Dist) *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Export Coin.
Local Open Scope R_scope.

Lemma clamp_low (p : R) : p <= 0 -> clamp p = 0.
Proof. intros Hp. unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 p), (Rle_dec 0 _); lra. Qed.

Lemma dcoin_low (p : R) : p <= 0 -> dcoin p =d dret false.
Proof.
  intros Hp. rewrite <- dcoin_0.
  intros [|]; simpl; rewrite (clamp_low p Hp), (clamp_low 0); lra.
Qed.

Lemma lsum_clamp_digits (y : R) (m : N) :
  lsum (fun j => clamp (y - IZR (Z.of_N j))) (below m) = Rmax 0 (Rmin (IZR (Z.of_N m)) y).
Proof.
  induction m as [| m IH] using N.peano_ind.
  - simpl. unfold Rmax, Rmin. destruct (Rle_dec 0 y), (Rle_dec 0 _); lra.
  - rewrite below_succ, lsum_app, IH, N2Z.inj_succ, succ_IZR. simpl lsum.
    assert (Hm : 0 <= IZR (Z.of_N m)) by (apply (IZR_le 0); lia).
    unfold clamp, Rmax, Rmin.
    destruct (Rle_dec (IZR (Z.of_N m)) y), (Rle_dec 1 (y - IZR (Z.of_N m))),
      (Rle_dec (IZR (Z.of_N m) + 1) y);
      repeat destruct (Rle_dec 0 _); lra.
Qed.

Lemma clamp_average (x : R) (m : N) : (0 < m)%N ->
  lsum (fun j => clamp (IZR (Z.of_N m) * x - IZR (Z.of_N j))) (below m) / IZR (Z.of_N m) = clamp x.
Proof.
  intros Hm. assert (HmR : 0 < IZR (Z.of_N m)) by (apply (IZR_lt 0); lia).
  rewrite lsum_clamp_digits. unfold clamp.
  replace (Rmin (IZR (Z.of_N m)) (IZR (Z.of_N m) * x)) with (IZR (Z.of_N m) * Rmin 1 x).
  - replace 0 with (IZR (Z.of_N m) * 0) at 1 by lra.
    rewrite RmaxRmult by lra. field. lra.
  - unfold Rmin.
    destruct (Rle_dec 1 x), (Rle_dec (IZR (Z.of_N m)) (IZR (Z.of_N m) * x)); nra.
Qed.

(** A digit, and the coin that it leaves: the coin itself. *)
Theorem dcoin_digit (x : R) (m : N) : (0 < m)%N ->
  dbind (duniform m) (fun j => dcoin (IZR (Z.of_N m) * x - IZR (Z.of_N j))) =d dcoin x.
Proof.
  intros Hm.
  assert (Htrue : dbind (duniform m) (fun j => dcoin (IZR (Z.of_N m) * x - IZR (Z.of_N j))) true
                  = clamp x) by (rewrite dbind_duniform; exact (clamp_average x m Hm)).
  transitivity (dcoin (clamp x)).
  - apply dcoin_unique; [| exact Htrue].
    apply total_dbind_1; [apply total_duniform; exact Hm |]. intros j. apply total_dcoin.
  - intros b. pose proof (clamp_id _ (clamp_bounds x)) as Hid.
    destruct b; cbn; rewrite Hid; reflexivity.
Qed.

(** The mass of the numbers of a list. *)
Lemma duniform_event_le (m : N) (E : N -> Prop) (l : list N) :
  (0 < m)%N -> (forall x, E x -> In x l) ->
  tsum (fun x => ind (E x) * duniform m x) <= lsum (fun _ => / IZR (Z.of_N m)) l.
Proof.
  intros Hm Hl.
  assert (Hge : forall x, 0 <= ind (E x) * duniform m x)
    by (intros x; apply ind_mult_ge_0, mass_ge_0).
  apply tsum_lub. intros l1 Hl1.
  apply Rle_trans with (lsum (fun x => ind (E x) * duniform m x) l).
  - apply lsum_incl_support; [exact Hge | exact Hl1 |].
    intros x _ Hx. apply Hl, ind_neq_0. intros H0. apply Hx. rewrite H0. lra.
  - apply lsum_le. intros x _. apply Rle_trans with (duniform m x).
    + apply ind_mult_le, mass_ge_0.
    + rewrite duniform_eq. apply ind_mult_le.
      left. apply Rinv_0_lt_compat, (IZR_lt 0). lia.
Qed.

(** The mass of the digits [x] with [low <= base + x < high]. *)
Corollary duniform_window_le (m base low high : N) : (0 < m)%N ->
  tsum (fun x => ind (low <= base + x < high)%N * duniform m x)
  <= IZR (Z.of_N (high - low)) / IZR (Z.of_N m).
Proof.
  intros Hm. unfold Rdiv. rewrite <- lsum_below_const.
  rewrite <- (lsum_map (fun i => low + i - base)%N (fun _ => / IZR (Z.of_N m))).
  apply duniform_event_le; [exact Hm |]. intros x Hx. apply in_map_iff.
  exists (base + x - low)%N. rewrite below_in. lia.
Qed.
