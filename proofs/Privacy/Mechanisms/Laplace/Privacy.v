(** * Laplace noise is differentially private

    A query with integer answers, plus discrete Laplace noise of scale t: if
    adjacent data move the answer by at most delta, the mechanism is
    (delta / t)-differentially private.  For vectors of answers the same holds of
    independent noise and the l1 distance.

    Dwork, McSherry, Nissim, Smith 2006; Ghosh, Roughgarden, Sundararajan 2012.
    Paper section: 5, Privacy.

    Glossary
      laplace_noise, laplace_vector, laplace_for, laplace_vector_for == see Mechanism.v
      laplace_mass t x     == exp(-|x|/t), normalised (Samplers, Laplace/Spec.v) *)

From Coq Require Import Reals Lra NArith ZArith List Lia.
From MathLite Require Import Prob Sums Tsum Dist Theta.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec Samplers.Laplace.Proof.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism.
Import ListNotations.
Local Open Scope R_scope.

(** ** Two locations *)

Lemma laplace_mass_shift (t : R) (x y z : Z) : 0 < t ->
  laplace_mass t (z - x) <= exp (IZR (Z.abs (x - y)) / t) * laplace_mass t (z - y).
Proof.
  intros Ht. unfold laplace_mass.
  generalize (scale_ratio_bounds t Ht). intros Hr. rewrite (Rmult_comm (exp _)), Rmult_assoc.
  apply Rmult_le_compat_l.
  - apply Rmult_le_pos; [lra |]. left. apply Rinv_0_lt_compat. lra.
  - rewrite <- exp_plus. apply exp_le.
    replace (- IZR (Z.abs (z - y)) / t + IZR (Z.abs (x - y)) / t)
      with ((IZR (Z.abs (x - y)) - IZR (Z.abs (z - y))) / t) by (field; lra).
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact Ht |].
    rewrite <- opp_IZR, <- minus_IZR. apply IZR_le. lia.
Qed.

Lemma l1_distance_lsum (u v : list Z) :
  IZR (l1_distance u v) = lsum (fun p => IZR (Z.abs (fst p - snd p))) (combine u v).
Proof.
  unfold l1_distance. induction (combine u v) as [| p l IH]; [reflexivity |].
  cbn [map fold_right lsum]. rewrite plus_IZR, IH. reflexivity.
Qed.

Section Laplace.
Variables n d : N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.

Lemma laplace_at_total (m : Z) : total (laplace_at n d m) = 1.
Proof using n_pos d_pos. exact (laplace_shifted_terminates n d n_pos d_pos m). Qed.

Lemma laplace_at_pure_le (x y : Z) :
  pure_le (IZR (Z.abs (x - y)) / ratio n d) (laplace_at n d x) (laplace_at n d y).
Proof using n_pos d_pos.
  intros z. unfold laplace_at. rewrite !(laplace_shifted_pmf n d n_pos d_pos).
  apply laplace_mass_shift. apply scale_pos; assumption.
Qed.

Lemma scaled_le (u v : Z) : (u <= v)%Z -> IZR u / ratio n d <= IZR v / ratio n d.
Proof using n_pos d_pos.
  intros Huv. apply Rmult_le_compat_r; [| apply IZR_le; exact Huv].
  left. apply Rinv_0_lt_compat. apply scale_pos; assumption.
Qed.

Context {D : Type} (adj : relation D).

(** One answer. *)
Theorem laplace_pure_dp (q : D -> Z) (delta : Z) :
  sensitivity adj q delta -> pure_dp adj (IZR delta / ratio n d) (laplace_noise q n d).
Proof using n_pos d_pos.
  intros Hq x y Hxy. apply (pure_le_weaken (IZR (Z.abs (q x - q y)) / ratio n d)).
  - apply scaled_le. apply Hq. exact Hxy.
  - apply laplace_at_pure_le.
Qed.

Theorem laplace_noise_total (q : D -> Z) : total_mechanism (laplace_noise q n d).
Proof using n_pos d_pos. intros x. apply laplace_at_total. Qed.

(** Many answers. *)
Theorem laplace_vector_pure_dp (q : D -> list Z) (delta : Z) :
  l1_sensitivity adj q delta -> pure_dp adj (IZR delta / ratio n d) (laplace_vector q n d).
Proof using n_pos d_pos.
  intros Hq x y Hxy. destruct (Hq x y Hxy) as [Hlength Hdistance].
  apply (pure_le_weaken (IZR (l1_distance (q x) (q y)) / ratio n d)).
  - apply scaled_le. exact Hdistance.
  - rewrite l1_distance_lsum. unfold Rdiv. rewrite <- lsum_scal_r. unfold laplace_vector.
    rewrite (map_fst_combine _ (q x) (q y) Hlength), (map_snd_combine _ (q x) (q y) Hlength).
    apply (draws_pure_le (fun p => IZR (Z.abs (fst p - snd p)) / ratio n d)).
    intros p _. apply laplace_at_pure_le.
Qed.

Theorem laplace_vector_total (q : D -> list Z) : total_mechanism (laplace_vector q n d).
Proof using n_pos d_pos.
  intros x. apply draws_total. intros p Hp. apply in_map_iff in Hp.
  destruct Hp as [answer [<- _]]. apply laplace_at_total.
Qed.

End Laplace.

(** ** Calibrated noise *)

Section Calibrated.
Variables delta n d : N.
Hypothesis delta_pos : (0 < delta)%N.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Context {D : Type} (adj : relation D).

Lemma calibrated_scale : IZR (Z.of_N delta) / ratio (delta * d) n = ratio n d.
Proof using delta_pos n_pos d_pos.
  generalize (of_N_pos delta delta_pos), (of_N_pos n n_pos), (of_N_pos d d_pos).
  intros Hdelta Hn Hd. unfold ratio. rewrite N2Z.inj_mul, mult_IZR. field. lra.
Qed.

Theorem laplace_for_pure_dp (q : D -> Z) :
  sensitivity adj q (Z.of_N delta) -> pure_dp adj (ratio n d) (laplace_for q delta n d).
Proof using delta_pos n_pos d_pos.
  intros Hq. rewrite <- calibrated_scale. apply laplace_pure_dp; [lia | exact n_pos | exact Hq].
Qed.

Theorem laplace_vector_for_pure_dp (q : D -> list Z) :
  l1_sensitivity adj q (Z.of_N delta) -> pure_dp adj (ratio n d) (laplace_vector_for q delta n d).
Proof using delta_pos n_pos d_pos.
  intros Hq. rewrite <- calibrated_scale.
  apply laplace_vector_pure_dp; [lia | exact n_pos | exact Hq].
Qed.

Theorem laplace_for_total (q : D -> Z) : total_mechanism (laplace_for q delta n d).
Proof using delta_pos n_pos d_pos. apply laplace_noise_total; [lia | exact n_pos]. Qed.

Theorem laplace_vector_for_total (q : D -> list Z) :
  total_mechanism (laplace_vector_for q delta n d).
Proof using delta_pos n_pos d_pos. apply laplace_vector_total; [lia | exact n_pos]. Qed.

End Calibrated.
