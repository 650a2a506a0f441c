(** * Privacy of running programs: vectors

    One sampler runs after the other on one stream of bytes, each starting where the
    one before stopped.  What they output has the law of independent draws, so that
    vectors of noise from the running programs are private as their mass functions
    are.  No distribution is mentioned, only tapes and the outputs on them.

    Paper sections: 2, One program, two semantics, one theorem (adequacy); 5, Privacy.

    Glossary
      outputs c tape v == the machine, running [c], reads exactly [tape] and yields [v]
      outputs_each cs tape vs == the programs [cs], run in turn on [tape], read all of
                          it and yield [vs]
      weight tape      == 256^-l for a tape of l bytes: its probability
      tape_probability_each cs vs == the weight of all tapes on which [cs] output [vs]
      draws ps         == independent draws from the distributions [ps] (Independent.v)
      programs x       == the exported samplers at the locations [q x], in turn
      losses variances u v == the sum of (u_i - v_i)^2 / (2 s_i) (Gaussian/Mechanism.v) *)

From Coq Require Import Reals Lra NArith ZArith List.
From Coq Require Import FunctionalExtensionality Strings.Byte.
From MathLite Require Import Prob Sums Tsum TsumPair Dist.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts.
From Verinoise Require Import Lang.TapeProbability Lang.Pmf Lang.Adequacy.
From Verinoise Require Lang.Tapes.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Code Samplers.Gaussian.Code.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Independent.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Privacy.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Privacy.
Import ListNotations.
Local Open Scope R_scope.

Local Notation weight tape := ((/ 256) ^ length tape).

(** ** Adequacy *)

Section Adequacy.
Context {t : ty}.
Implicit Types (c : cmd value t) (cs : list (cmd value t)).

Lemma weight_app (first rest : list byte) : weight (first ++ rest) = weight first * weight rest.
Proof using. exact (Tapes.weight_app first rest). Qed.

(** A tape can be split in one way only. *)
Lemma split_unique c (v : values t) (first first1 rest rest1 : list byte) :
  outputs c first v -> outputs c first1 v -> first ++ rest = first1 ++ rest1 ->
  first = first1 /\ rest = rest1.
Proof using.
  intros Hfirst Hfirst1 Happ. destruct (app_eq_app _ _ _ _ Happ) as [more [[-> ->] | [-> ->]]].
  - rewrite (outputs_prefix_free c _ _ _ _ Hfirst1 Hfirst), app_nil_r. auto.
  - rewrite (outputs_prefix_free c _ _ _ _ Hfirst Hfirst1), app_nil_r. auto.
Qed.

Lemma each_cons_support c cs (v : values t) (vs : list (values t)) :
  let f := fun tape => ind (outputs_each (c :: cs) tape (v :: vs)) * weight tape in
  let g := fun x : list byte * list byte =>
    (ind (outputs c (fst x) v) * weight (fst x))
    * (ind (outputs_each cs (snd x) vs) * weight (snd x)) in
  (summable f <-> summable g) /\ tsum f = tsum g.
Proof using.
  intros f g. pose (h := fun x : list byte * list byte => fst x ++ snd x).
  assert (Hg : forall x, g x <> 0 -> outputs c (fst x) v /\ outputs_each cs (snd x) vs).
  { intros x Hx. split; apply ind_neq_0; intros H0; apply Hx; unfold g; rewrite H0; lra. }
  assert (Hvalue : forall x, outputs c (fst x) v -> outputs_each cs (snd x) vs -> f (h x) = g x).
  { intros x Hfirst Hrest. unfold f, g, h. rewrite weight_app.
    rewrite (ind_true _ Hfirst), (ind_true _ Hrest), ind_true; [ring |].
    exists (fst x), (snd x). auto. }
  assert (Hinj : forall x y, g x <> 0 -> g y <> 0 -> h x = h y -> x = y).
  { intros [first rest] [first1 rest1] Hx Hy Happ.
    destruct (Hg _ Hx) as [Hfirst _], (Hg _ Hy) as [Hfirst1 _].
    destruct (split_unique c v first first1 rest rest1 Hfirst Hfirst1 Happ) as [-> ->].
    reflexivity. }
  assert (Hval : forall x, g x <> 0 -> f (h x) = g x).
  { intros x Hx. destruct (Hg x Hx). apply Hvalue; assumption. }
  assert (Honto : forall tape, f tape <> 0 -> exists x, g x <> 0 /\ h x = tape).
  { intros tape Htape.
    assert (Heach : outputs_each (c :: cs) tape (v :: vs)).
    { apply ind_neq_0. intros H0. apply Htape. unfold f. rewrite H0. lra. }
    destruct Heach as [first [rest [-> [Hfirst Hrest]]]]. exists (first, rest).
    split; [| reflexivity]. rewrite <- (Hvalue (first, rest)) by assumption. exact Htape. }
  split.
  - exact (summable_bij_support f g h Hinj Hval Honto).
  - exact (tsum_bij_support f g h Hinj Hval Honto).
Qed.

(** Outputs of different numbers are impossible. *)
Lemma each_impossible cs (vs : list (values t)) (p : R) :
  (forall tape, ~ outputs_each cs tape vs) -> p = 0 ->
  summable (fun tape => ind (outputs_each cs tape vs) * weight tape)
  /\ tape_probability_each cs vs = p.
Proof using.
  intros Himpossible ->.
  assert (Hzero : forall tape, ind (outputs_each cs tape vs) * weight tape = 0).
  { intros tape. rewrite (ind_false _ (Himpossible tape)). lra. }
  split; [| exact (tsum_all_0 _ Hzero)].
  apply (summable_ext (fun _ => 0)); [intros tape; symmetry; apply Hzero | apply summable_0].
Qed.

Lemma each_has_tsum cs (vs : list (values t)) :
  summable (fun tape => ind (outputs_each cs tape vs) * weight tape)
  /\ tape_probability_each cs vs = draws (map pmf cs) vs.
Proof using.
  unfold tape_probability_each. revert vs. induction cs as [| c cs IH]; intros [| v vs].
  - assert (Hnil : forall tape, ind (outputs_each (@nil (cmd value t)) tape []) * weight tape
                                = ind (tape = [])).
    { intros tape. cbn [outputs_each].
      destruct (ind_cases (tape = [])) as [[-> ->] | [_ ->]]; cbn; lra. }
    split.
    + apply (summable_ext _ _ (fun tape => eq_sym (Hnil tape))). apply (summable_mass (dret [])).
    + rewrite (tsum_ext _ _ Hnil), tsum_point. symmetry. apply ind_true. reflexivity.
  - apply each_impossible; [intros tape [] |]. cbn. rewrite ind_false; [reflexivity | discriminate].
  - apply each_impossible; [intros tape [] |]. apply draws_cons_nil.
  - destruct (each_cons_support c cs v vs) as [Hsummable Htsum], (IH vs) as [Hrest_sum Hrest].
    assert (Hge : forall tape, 0 <= ind (outputs c tape v) * weight tape).
    { intros tape. apply ind_mult_ge_0. apply pow_le. lra. }
    assert (Hge_rest : forall tape, 0 <= ind (outputs_each cs tape vs) * weight tape).
    { intros tape. apply ind_mult_ge_0. apply pow_le. lra. }
    split.
    + apply Hsummable. exact (summable_prod _ _ Hge Hge_rest (adequacy_summable c v) Hrest_sum).
    + rewrite Htsum. rewrite (tsum_prod _ _ Hge Hge_rest (adequacy_summable c v) Hrest_sum).
      rewrite adequacy, Hrest. symmetry. apply draws_cons.
Qed.

(** Programs in turn on one stream of bytes are independent. *)
Theorem each_adequacy cs (vs : list (values t)) :
  tape_probability_each cs vs = draws (map pmf cs) vs.
Proof using. apply each_has_tsum. Qed.

Theorem each_adequacy_summable cs (vs : list (values t)) :
  summable (fun tape => ind (outputs_each cs tape vs) * weight tape).
Proof using. apply each_has_tsum. Qed.

End Adequacy.

(** ** Vectors of Laplace noise *)

Section Laplace.
Context {D : Type} (adj : relation D) (q : D -> list Z) (delta : Z) (n d : N).
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Hypothesis q_sensitivity : l1_sensitivity adj q delta.

Local Notation programs x :=
  (map (fun answer => body laplace_shifted value (answer, (n, d))) (q x)).

Lemma laplace_programs_law (x : D) (os : list Z) :
  tape_probability_each (programs x) os = laplace_vector q n d x os.
Proof using. rewrite each_adequacy, map_map. reflexivity. Qed.

Theorem laplace_vector_tape_pure_dp (x y : D) (os : list Z) : adj x y ->
  tape_probability_each (programs x) os
  <= exp (IZR delta / ratio n d) * tape_probability_each (programs y) os.
Proof using n_pos d_pos q_sensitivity.
  intros Hxy. rewrite !laplace_programs_law.
  exact (laplace_vector_pure_dp n d n_pos d_pos adj q delta q_sensitivity x y Hxy os).
Qed.

End Laplace.

(** ** Vectors of Gaussian noise *)

Section Gaussian.
Context {D : Type} (adj : relation D) (q : D -> list Z).

Section Same.
Variables (delta2 : Z) (a b : N).
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.
Hypothesis q_sensitivity : l2_sensitivity_squared adj q delta2.

Local Notation programs x :=
  (map (fun answer => body gaussian_shifted value (answer, (a, b))) (q x)).

Lemma gaussian_programs_law (x : D) :
  (fun os => tape_probability_each (programs x) os) = gaussian_vector q a b x.
Proof using.
  apply functional_extensionality. intros os. rewrite each_adequacy, map_map. reflexivity.
Qed.

Theorem gaussian_vector_tape_zcdp (x y : D) (alpha : R) : adj x y -> 1 < alpha ->
  (forall os, tape_probability_each (programs y) os = 0 ->
              tape_probability_each (programs x) os = 0)
  /\ forall l, NoDup l ->
       lsum (fun os => power (tape_probability_each (programs x) os) alpha
                       * power (tape_probability_each (programs y) os) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * (IZR delta2 / (2 * ratio a b)))).
Proof using a_pos b_pos q_sensitivity.
  intros Hxy Halpha.
  destruct (gaussian_vector_zcdp a b a_pos b_pos adj q delta2 q_sensitivity alpha Halpha x y Hxy)
    as [Habs Hsums].
  rewrite <- !gaussian_programs_law in Habs, Hsums. split; assumption.
Qed.

End Same.

(** A variance for each entry. *)
Section Each.
Variables (variances : list (N * N)) (rho : R).
Hypothesis variances_pos : forall a b, In (a, b) variances -> (0 < a)%N /\ (0 < b)%N.
Hypothesis q_losses : forall x y, adj x y ->
  length (q x) = length (q y) /\ losses variances (q x) (q y) <= rho.

Local Notation programs x :=
  (map (fun entry => body gaussian_shifted value entry) (combine (q x) variances)).

Lemma gaussian_each_programs_law (x : D) :
  (fun os => tape_probability_each (programs x) os) = gaussian_vector_each q variances x.
Proof using.
  apply functional_extensionality. intros os. rewrite each_adequacy, map_map.
  unfold gaussian_vector_each. do 2 f_equal. apply map_ext. intros [answer [a b]]. reflexivity.
Qed.

Theorem gaussian_vector_each_tape_zcdp (x y : D) (alpha : R) : adj x y -> 1 < alpha ->
  (forall os, tape_probability_each (programs y) os = 0 ->
              tape_probability_each (programs x) os = 0)
  /\ forall l, NoDup l ->
       lsum (fun os => power (tape_probability_each (programs x) os) alpha
                       * power (tape_probability_each (programs y) os) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * rho)).
Proof using variances_pos q_losses.
  intros Hxy Halpha.
  generalize (gaussian_vector_each_zcdp variances variances_pos adj q rho q_losses).
  intros Hzcdp. destruct (Hzcdp alpha Halpha x y Hxy) as [Habs Hsums].
  rewrite <- !gaussian_each_programs_law in Habs, Hsums. split; assumption.
Qed.

End Each.

End Gaussian.
