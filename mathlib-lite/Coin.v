(** * Coins

    Purpose: the distribution of one flip of a biased coin.

    Paper section: 3, Distributions.

    Glossary:
      clamp p == p, cut to the interval from 0 to 1
      dcoin p == true with mass clamp p, false with the rest *)

From Coq Require Import Reals Lra List.
From MathLite Require Export Dist.
Local Open Scope R_scope.

Definition clamp (p : R) : R := Rmax 0 (Rmin 1 p).

Lemma clamp_bounds (p : R) : 0 <= clamp p <= 1.
Proof. unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 p), (Rle_dec 0 _); lra. Qed.

Lemma clamp_id (p : R) : 0 <= p <= 1 -> clamp p = p.
Proof. unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 p), (Rle_dec 0 _); lra. Qed.

Lemma clamp_high (p : R) : 1 <= p -> clamp p = 1.
Proof. unfold clamp, Rmax, Rmin. destruct (Rle_dec 1 p), (Rle_dec 0 _); lra. Qed.

Definition coin_mass (p : R) (b : bool) : R := if b then clamp p else 1 - clamp p.

Lemma coin_mass_ge_0 (p : R) (b : bool) : 0 <= coin_mass p b.
Proof. generalize (clamp_bounds p). destruct b; simpl; lra. Qed.

Lemma coin_mass_sum_le_1 (p : R) (l : list bool) : NoDup l -> lsum (coin_mass p) l <= 1.
Proof.
  intros Hl. apply Rle_trans with (lsum (coin_mass p) (true :: false :: nil)).
  - apply lsum_incl; [apply coin_mass_ge_0 | exact Hl |]. intros [|] _; simpl; auto.
  - simpl. lra.
Qed.

Definition dcoin (p : R) : dist bool :=
  Dist (coin_mass p) (coin_mass_ge_0 p) (coin_mass_sum_le_1 p).

Lemma dcoin_true (p : R) : 0 <= p <= 1 -> dcoin p true = p.
Proof. exact (clamp_id p). Qed.

Lemma dcoin_false (p : R) : 0 <= p <= 1 -> dcoin p false = 1 - p.
Proof. intros Hp. simpl. rewrite (clamp_id p Hp). reflexivity. Qed.

Lemma total_bool (p : dist bool) : total p = p true + p false.
Proof. apply tsum_bool. apply mass_ge_0. Qed.

Lemma total_dcoin (p : R) : total (dcoin p) = 1.
Proof. rewrite total_bool. simpl. lra. Qed.

(** A full distribution on the Booleans is a coin. *)
Lemma dcoin_unique (q : dist bool) (p : R) : total q = 1 -> q true = p -> q =d dcoin p.
Proof.
  intros Htotal Htrue. rewrite total_bool in Htotal.
  generalize (mass_ge_0 q true), (mass_ge_0 q false). intros H0 H1.
  intros [|].
  - rewrite dcoin_true; lra.
  - rewrite dcoin_false; lra.
Qed.

Lemma dcoin_0 : dcoin 0 =d dret false.
Proof.
  symmetry. apply dcoin_unique; [apply total_dret |]. apply ind_false. discriminate.
Qed.

Lemma dcoin_1 : dcoin 1 =d dret true.
Proof. symmetry. apply dcoin_unique; [apply total_dret |]. apply ind_true. reflexivity. Qed.


(** A flip followed by two continuations is their mixture. *)
Lemma dbind_dcoin {T : Type} (p : R) (k : bool -> dist T) (v : T) :
  0 <= p <= 1 -> dbind (dcoin p) k v = p * k true v + (1 - p) * k false v.
Proof.
  intros Hp. rewrite dbind_mass, tsum_bool.
  - rewrite dcoin_true, dcoin_false by exact Hp. reflexivity.
  - intros b. apply bind_term_ge_0.
Qed.

Lemma dcoin_high (p : R) : 1 <= p -> dcoin p =d dret true.
Proof.
  intros Hp. rewrite <- dcoin_1. intros [|]; simpl; rewrite (clamp_high p Hp), (clamp_high 1); lra.
Qed.
