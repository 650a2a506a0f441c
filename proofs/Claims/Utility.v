(** * Claims: how far the noise strays from the answer

    Mean and variance are of distributions of integers (MathLite, Moments.v); the noise is
    in Privacy/Mechanisms/{Laplace,Gaussian}/Mechanism.v. *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From MathLite Require Import Moments.
From Verinoise Require Import Samplers.Ratio.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Privacy.Mechanisms.Laplace.Utility Privacy.Mechanisms.Gaussian.Utility.
Import ListNotations.
Local Open Scope R_scope.

(** Laplace noise at location m has a finite variance, and its mean is m. *)
Theorem laplace_mean (n d : N) (m : Z) : (0 < n)%N -> (0 < d)%N ->
  finite_variance (laplace_at n d m) /\ mean (laplace_at n d m) = IZR m.
Proof.
  intros Hn Hd. exact (conj (Laplace.Utility.laplace_finite_variance n d Hn Hd m)
                         (Laplace.Utility.laplace_mean n d Hn Hd m)).
Qed.

(** The variance of Laplace noise of scale t = n/d is 2 r / (1 - r)^2, where r = e^(-1/t). *)
Theorem laplace_variance (n d : N) (m : Z) : (0 < n)%N -> (0 < d)%N ->
  variance (laplace_at n d m)
  = 2 * exp (- / ratio n d) / (1 - exp (- / ratio n d)) ^ 2.
Proof. intros Hn Hd. exact (Laplace.Utility.laplace_variance n d Hn Hd m). Qed.

(** Laplace noise of scale t = n/d strays from its location by w or more with probability 2
    e^(-w/t) / (1 + e^(-1/t)), for integers w above 0. *)
Theorem laplace_tail (n d : N) (m w : Z) : (0 < n)%N -> (0 < d)%N -> (0 < w)%Z ->
  probability (laplace_at n d m) (fun x => (w <= Z.abs (x - m))%Z)
  = 2 * exp (- IZR w / ratio n d) / (1 + exp (- / ratio n d)).
Proof. intros Hn Hd. exact (Laplace.Utility.laplace_tail n d Hn Hd m w). Qed.

(** Gaussian noise at location m has a finite variance, and its mean is m. *)
Theorem gaussian_mean (a b : N) (m : Z) : (0 < a)%N -> (0 < b)%N ->
  finite_variance (gaussian_at a b m) /\ mean (gaussian_at a b m) = IZR m.
Proof.
  intros Ha Hb. exact (conj (Gaussian.Utility.gaussian_finite_variance a b Ha Hb m)
                         (Gaussian.Utility.gaussian_mean a b Ha Hb m)).
Qed.

(** The variance of Gaussian noise is at most its variance parameter s = a/b. *)
Theorem gaussian_variance_le (a b : N) (m : Z) : (0 < a)%N -> (0 < b)%N ->
  variance (gaussian_at a b m) <= ratio a b.
Proof. intros Ha Hb. exact (Gaussian.Utility.gaussian_variance_le a b Ha Hb m). Qed.

(** Gaussian noise is sub-Gaussian: the expectation of e^(l X), for the distance X from the
    location, is finite and at most e^(l^2 s / 2). *)
Theorem gaussian_mgf_le (a b : N) (m : Z) (l : R) : (0 < a)%N -> (0 < b)%N ->
  summable (fun x => gaussian_at a b m x * exp (l * IZR (x - m)))
  /\ tsum (fun x => gaussian_at a b m x * exp (l * IZR (x - m))) <= exp (l ^ 2 * ratio a b / 2).
Proof.
  intros Ha Hb. exact (conj (Gaussian.Utility.gaussian_mgf_summable a b Ha Hb m l)
                         (Gaussian.Utility.gaussian_mgf_le a b Ha Hb m l)).
Qed.

(** Gaussian noise exceeds its location by w or more with probability at most e^(-w^2 / (2
    s)). *)
Theorem gaussian_upper_tail (a b : N) (m : Z) (w : R) : (0 < a)%N -> (0 < b)%N -> 0 <= w ->
  probability (gaussian_at a b m) (fun x => w <= IZR (x - m))
  <= exp (- (w ^ 2 / (2 * ratio a b))).
Proof. intros Ha Hb. exact (Gaussian.Utility.gaussian_upper_tail a b Ha Hb m w). Qed.

(** Gaussian noise strays from its location by w or more with probability at most 2 e^(-w^2 /
    (2 s)). *)
Theorem gaussian_tail (a b : N) (m : Z) (w : R) : (0 < a)%N -> (0 < b)%N -> 0 <= w ->
  probability (gaussian_at a b m) (fun x => w <= Rabs (IZR (x - m)))
  <= 2 * exp (- (w ^ 2 / (2 * ratio a b))).
Proof. intros Ha Hb. exact (Gaussian.Utility.gaussian_tail a b Ha Hb m w). Qed.
