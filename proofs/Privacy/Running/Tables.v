(** * Privacy of the running programs: noise from tables

    A program with the pmf of another one has its weights of tapes, so that the
    inequalities of differential privacy carry over: from [gaussian_shifted] and
    [laplace_shifted] to [table_shifted], for every table that the checkers accept.

    Paper sections: 5, Privacy; 6, Exact and fast.

    Glossary
      passes t h == the checkers accept the table [t], for the hints [h] (Table/Spec.v)
      tape_probability c v, tape_event c S, tape_probability_each cs vs
                 == the weights of tapes (Lang/TapeProbability.v)
      program x  == [table_shifted] at location [q x]
      programs x == [table_shifted] at each of the locations [q x]
      rho        == delta^2 / (2 s) for variance parameter s = a/b            *)

From Coq Require Import Reals Lra NArith ZArith List.
From Coq Require Import FunctionalExtensionality.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Pmf Lang.TapeProbability Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Code Samplers.Gaussian.Code.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.Shifted.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Conversions.FromRenyi.
From Verinoise Require Import Privacy.Running.Scalar Privacy.Running.Vector.
Import ListNotations.
Local Open Scope R_scope.

(** ** Programs with one pmf *)

Section Same.
Context {t : ty}.
Implicit Types (c d : cmd value t).

Lemma same_tape c d : pmf c =d pmf d -> tape_probability c = tape_probability d.
Proof using.
  intros Hcd. apply functional_extensionality. intros v. unfold tape_probability.
  rewrite !adequacy. apply Hcd.
Qed.

Lemma same_event c d (S : values t -> Prop) : pmf c =d pmf d -> tape_event c S = tape_event d S.
Proof using.
  intros Hcd. rewrite !tape_event_adequacy. unfold probability. apply tsum_ext. intros v.
  rewrite (Hcd v). reflexivity.
Qed.

Lemma same_each {A} (f g : A -> cmd value t) (l : list A) : (forall x, pmf (f x) =d pmf (g x)) ->
  tape_probability_each (map f l) = tape_probability_each (map g l).
Proof using.
  intros Hfg. apply functional_extensionality. intros vs. rewrite !each_adequacy, !map_map.
  revert vs. induction l as [| x l IH]; intros vs; [reflexivity |].
  destruct vs as [| v vs]; cbn [map].
  - rewrite !draws_cons_nil. reflexivity.
  - rewrite !draws_cons, (Hfg x v), IH. reflexivity.
Qed.

End Same.

(** ** Laplace noise *)

Section Laplace.
Context {D : Type} (adj : relation D) (delta : Z) (t : parts) (h : hints) (n d : N).
Hypothesis t_passes : passes t h.
Hypothesis t_laplace : laplace_table t n d.
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.

Section Scalar.
Variable q : D -> Z.
Hypothesis q_sensitivity : sensitivity adj q delta.

Local Notation program x := (body table_shifted value (q x, table_of t)).

Theorem laplace_table_tape_pure_dp (x y : D) (o : Z) : adj x y ->
  tape_probability (program x) o
  <= exp (IZR delta / ratio n d) * tape_probability (program y) o.
Proof using All.
  rewrite !(same_tape _ _ (laplace_table_shifted t h _ t_passes n d n_pos d_pos t_laplace)).
  apply laplace_tape_pure_dp; assumption.
Qed.

Theorem laplace_table_event_pure_dp (x y : D) (S : Z -> Prop) : adj x y ->
  tape_event (program x) S <= exp (IZR delta / ratio n d) * tape_event (program y) S.
Proof using All.
  rewrite !(same_event _ _ _ (laplace_table_shifted t h _ t_passes n d n_pos d_pos t_laplace)).
  apply laplace_event_pure_dp; assumption.
Qed.

End Scalar.

Theorem laplace_table_vector_tape_pure_dp (q : D -> list Z) (x y : D) (os : list Z) :
  l1_sensitivity adj q delta -> adj x y ->
  let programs x := map (fun answer => body table_shifted value (answer, table_of t)) (q x) in
  tape_probability_each (programs x) os
  <= exp (IZR delta / ratio n d) * tape_probability_each (programs y) os.
Proof using n_pos d_pos t_passes t_laplace.
  intros Hq Hxy programs.
  assert (Hsame : forall z, tape_probability_each (programs z)
    = tape_probability_each (map (fun answer => body laplace_shifted value (answer, (n, d))) (q z)))
    by exact (fun z => same_each _ _ (q z) (fun answer =>
         laplace_table_shifted t h answer t_passes n d n_pos d_pos t_laplace)).
  rewrite !Hsame.
  apply (laplace_vector_tape_pure_dp adj q delta n d); assumption.
Qed.

End Laplace.

(** ** Gaussian noise *)

Section Gaussian.
Context {D : Type} (adj : relation D) (t : parts) (h : hints) (a b : N).
Hypothesis t_passes : passes t h.
Hypothesis t_gaussian : gaussian_table t a b.
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.

Section Scalar.
Variables (q : D -> Z) (delta : Z).
Hypothesis q_sensitivity : sensitivity adj q delta.

Local Notation program x := (body table_shifted value (q x, table_of t)).
Local Notation rho := (IZR delta ^ 2 / (2 * ratio a b)).

Theorem gaussian_table_tape_zcdp (x y : D) (alpha : R) : adj x y -> 1 < alpha ->
  (forall o, tape_probability (program y) o = 0 -> tape_probability (program x) o = 0)
  /\ forall l, NoDup l ->
       lsum (fun o => power (tape_probability (program x) o) alpha
                      * power (tape_probability (program y) o) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * rho)).
Proof using All.
  rewrite !(same_tape _ _ (gaussian_table_shifted t h _ t_passes a b a_pos b_pos t_gaussian)).
  apply gaussian_tape_zcdp; assumption.
Qed.

Theorem gaussian_table_event_approx_dp (x y : D) (eps : R) (S : Z -> Prop) : adj x y ->
  tape_event (program x) S <= exp eps * tape_event (program y) S + zcdp_delta rho eps.
Proof using All.
  rewrite !(same_event _ _ _ (gaussian_table_shifted t h _ t_passes a b a_pos b_pos t_gaussian)).
  apply gaussian_event_approx_dp; assumption.
Qed.

Theorem gaussian_table_event_approx_dp_textbook (x y : D) (failure : R) (S : Z -> Prop) :
  adj x y -> 0 < failure <= 1 ->
  tape_event (program x) S
  <= exp (rho + 2 * sqrt (rho * ln (1 / failure))) * tape_event (program y) S + failure.
Proof using All.
  rewrite !(same_event _ _ _ (gaussian_table_shifted t h _ t_passes a b a_pos b_pos t_gaussian)).
  apply gaussian_event_approx_dp_textbook; assumption.
Qed.

End Scalar.

Theorem gaussian_table_vector_tape_zcdp (q : D -> list Z) (delta2 : Z) (x y : D) (alpha : R) :
  l2_sensitivity_squared adj q delta2 -> adj x y -> 1 < alpha ->
  let programs x := map (fun answer => body table_shifted value (answer, table_of t)) (q x) in
  (forall os, tape_probability_each (programs y) os = 0 ->
              tape_probability_each (programs x) os = 0)
  /\ forall l, NoDup l ->
       lsum (fun os => power (tape_probability_each (programs x) os) alpha
                       * power (tape_probability_each (programs y) os) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta2 / (2 * ratio a b)))).
Proof using t_passes t_gaussian a_pos b_pos.
  intros Hq Hxy Halpha programs.
  assert (Hsame : forall z, tape_probability_each (programs z)
    = tape_probability_each (map (fun answer => body gaussian_shifted value (answer, (a, b))) (q z)))
    by exact (fun z => same_each _ _ (q z) (fun answer =>
         gaussian_table_shifted t h answer t_passes a b a_pos b_pos t_gaussian)).
  rewrite !Hsame.
  apply (gaussian_vector_tape_zcdp adj q delta2 a b); assumption.
Qed.

End Gaussian.
