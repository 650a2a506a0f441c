(** * Privacy of the running programs

    The theorems on noise speak of the mass function of a sampler.  Here the same is
    said of the machine that runs: let every byte be uniform and independent, and
    weigh the tapes on which the exported program outputs a value, or a value in a
    set.  On adjacent data these weights satisfy the inequalities of differential
    privacy.  No distribution is mentioned, only tapes and the outputs on them.

    Paper sections: 2, One program, two semantics, one theorem (adequacy); 5, Privacy.

    Glossary
      outputs c tape v == the machine, running [c], reads exactly [tape] and yields [v]
      weight tape      == 256^-l for a tape of l bytes: its probability
      tape_probability c v == the weight of all tapes on which [c] outputs [v]
      tape_event c S   == the weight of all tapes on which [c] outputs a value in [S]
      running c        == the distribution of masses [tape_probability c]
      program x        == the exported [laplace_shifted] or [gaussian_shifted] at
                          location [q x]
      rho              == delta^2 / (2 s) for variance parameter s = a/b
      zcdp_delta       == the delta that zCDP gives for an eps (FromRenyi.v)  *)

From Coq Require Import Reals Lra NArith ZArith List.
From Coq Require Import FunctionalExtensionality Strings.Byte.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts.
From Verinoise Require Import Lang.TapeProbability Lang.Pmf Lang.Adequacy.
From Verinoise Require Import Samplers.Ratio Samplers.Laplace.Code Samplers.Gaussian.Code.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Conversions.FromRenyi.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Laplace.Privacy.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Mechanism.
From Verinoise Require Import Privacy.Mechanisms.Gaussian.Privacy.
Local Open Scope R_scope.

Local Notation weight tape := ((/ 256) ^ length tape).

(** ** Events *)

Section Events.
Context {t : ty} (c : cmd value t).

Lemma tape_mass_ge_0 (v : values t) (tape : list byte) : 0 <= ind (outputs c tape v) * weight tape.
Proof using. apply ind_mult_ge_0. apply pow_le. lra. Qed.

(** A tape has at most one output. *)
Lemma tape_event_inner (S : values t -> Prop) (tape : list byte) :
  tsum (fun v => ind (S v) * (ind (outputs c tape v) * weight tape))
  = ind (exists v, S v /\ outputs c tape v) * weight tape.
Proof using.
  destruct (ind_cases (exists v, S v /\ outputs c tape v)) as [[[v [HS Hv]] ->] | [Hnone ->]].
  - rewrite (tsum_one _ v).
    + rewrite (ind_true _ HS), (ind_true _ Hv). lra.
    + apply ind_mult_ge_0. apply tape_mass_ge_0.
    + intros w Hw. rewrite (ind_false (outputs c tape w)); [lra |].
      intros Houtputs. apply Hw. exact (outputs_functional c tape w v Houtputs Hv).
  - rewrite tsum_all_0; [lra |]. intros v. rewrite <- Rmult_assoc, <- ind_and.
    rewrite ind_false; [lra |]. intros Hv. apply Hnone. exists v. exact Hv.
Qed.

(** The probability of an event of the machine is that of the mass function. *)
Theorem tape_event_adequacy (S : values t -> Prop) : tape_event c S = probability (pmf c) S.
Proof using.
  set (f := fun v tape => ind (S v) * (ind (outputs c tape v) * weight tape)).
  assert (Hge : forall v tape, 0 <= f v tape).
  { intros v tape. apply ind_mult_ge_0. apply tape_mass_ge_0. }
  assert (Hrow : forall v, tsum (f v) = ind (S v) * pmf c v).
  { intros v. unfold f. rewrite tsum_scal_l by apply ind_ge_0. rewrite adequacy. reflexivity. }
  unfold tape_event, probability.
  rewrite <- (tsum_ext _ _ (tape_event_inner S)), <- (tsum_ext _ _ Hrow).
  symmetry. apply (tsum_swap_iter f Hge).
  - intros v. apply summable_scal; [apply ind_ge_0 | apply adequacy_summable].
  - apply (summable_ext _ _ (fun v => eq_sym (Hrow v))).
    apply summable_ind; [apply mass_ge_0 | apply summable_mass].
Qed.

(** The sum over tapes is a sum: its finite parts are bounded. *)
Theorem tape_event_summable (S : values t -> Prop) :
  summable (fun tape => ind (exists v, S v /\ outputs c tape v) * weight tape).
Proof using.
  apply (summable_le _ (fun tape => ind (exists v, outputs c tape v) * weight tape)).
  - intros tape. apply Rmult_le_compat_r; [apply pow_le; lra |]. apply ind_le.
    intros [v [_ Hv]]. exists v. exact Hv.
  - apply adequacy_total_summable.
Qed.

End Events.

(** ** The running program as a mechanism *)

Lemma tape_probability_sum_le_1 {t} (c : cmd value t) (l : list (values t)) :
  NoDup l -> lsum (fun v => tape_probability c v) l <= 1.
Proof.
  intros Hl. rewrite (lsum_ext _ (pmf c)) by (intros v _; apply adequacy).
  apply mass_sum_le_1. exact Hl.
Qed.

Definition running {t} (c : cmd value t) : dist (values t) :=
  Dist (fun v => tape_probability c v) (fun v => tsum_ge_0 _) (tape_probability_sum_le_1 c).

Lemma running_mass {t} (c : cmd value t) : mass (running c) = mass (pmf c).
Proof. apply functional_extensionality. intros v. apply adequacy. Qed.

(** Whatever is proved of mass functions holds of running programs, and conversely. *)
Section Running.
Context {t : ty} {D : Type} (adj : relation D) (c : D -> cmd value t).

Theorem running_pure_dp (eps : R) :
  pure_dp adj eps (fun x => running (c x)) <-> pure_dp adj eps (fun x => pmf (c x)).
Proof using.
  split; intros Hdp x y Hxy; generalize (Hdp x y Hxy); unfold pure_le;
    rewrite !running_mass; auto.
Qed.

Theorem running_approx_dp (eps delta : R) :
  approx_dp adj eps delta (fun x => running (c x)) <-> approx_dp adj eps delta (fun x => pmf (c x)).
Proof using.
  split; intros Hdp x y Hxy; generalize (Hdp x y Hxy); unfold approx_le, probability;
    rewrite !running_mass; auto.
Qed.

Theorem running_rdp (a tau : R) :
  rdp adj a tau (fun x => running (c x)) <-> rdp adj a tau (fun x => pmf (c x)).
Proof using.
  split; intros [Ha Hdp]; (split; [exact Ha |]); intros x y Hxy; generalize (Hdp x y Hxy);
    unfold renyi_le; rewrite !running_mass; auto.
Qed.

Theorem running_zcdp (rho : R) :
  zcdp adj rho (fun x => running (c x)) <-> zcdp adj rho (fun x => pmf (c x)).
Proof using.
  split; intros Hdp a Ha; apply running_rdp; (split; [exact Ha |]); apply Hdp; exact Ha.
Qed.

Theorem running_total :
  total_mechanism (fun x => running (c x)) <-> total_mechanism (fun x => pmf (c x)).
Proof using.
  split; intros Htotal x; generalize (Htotal x); unfold total; rewrite !running_mass; auto.
Qed.

End Running.

(** ** Laplace noise *)

Section Laplace.
Context {D : Type} (adj : relation D) (q : D -> Z) (delta : Z) (n d : N).
Hypothesis n_pos : (0 < n)%N.
Hypothesis d_pos : (0 < d)%N.
Hypothesis q_sensitivity : sensitivity adj q delta.

Local Notation program x := (body laplace_shifted value (q x, (n, d))).

(** Each output. *)
Theorem laplace_tape_pure_dp (x y : D) (o : Z) : adj x y ->
  tape_probability (program x) o
  <= exp (IZR delta / ratio n d) * tape_probability (program y) o.
Proof using n_pos d_pos q_sensitivity.
  intros Hxy. unfold tape_probability. rewrite !adequacy.
  exact (laplace_pure_dp n d n_pos d_pos adj q delta q_sensitivity x y Hxy o).
Qed.

(** Each set of outputs. *)
Theorem laplace_event_pure_dp (x y : D) (S : Z -> Prop) : adj x y ->
  tape_event (program x) S <= exp (IZR delta / ratio n d) * tape_event (program y) S.
Proof using n_pos d_pos q_sensitivity.
  intros Hxy. rewrite !tape_event_adequacy. unfold probability.
  rewrite <- tsum_scal_l by (left; apply exp_pos). apply tsum_le.
  - intros o. generalize (laplace_pure_dp n d n_pos d_pos adj q delta q_sensitivity x y Hxy o).
    intros Hle. rewrite (Rmult_comm (exp _)), Rmult_assoc, (Rmult_comm _ (exp _)).
    apply Rmult_le_compat_l; [apply ind_ge_0 | exact Hle].
  - apply summable_scal; [left; apply exp_pos |].
    apply summable_ind; [apply mass_ge_0 | apply summable_mass].
Qed.

End Laplace.

(** ** Gaussian noise *)

Section Gaussian.
Context {D : Type} (adj : relation D) (q : D -> Z) (delta : Z) (a b : N).
Hypothesis a_pos : (0 < a)%N.
Hypothesis b_pos : (0 < b)%N.
Hypothesis q_sensitivity : sensitivity adj q delta.

Local Notation program x := (body gaussian_shifted value (q x, (a, b))).
Local Notation rho := (IZR delta ^ 2 / (2 * ratio a b)).

(** Outputs that are impossible on [y] are impossible on [x], and the Renyi sums of
    every order are bounded. *)
Theorem gaussian_tape_zcdp (x y : D) (alpha : R) : adj x y -> 1 < alpha ->
  (forall o, tape_probability (program y) o = 0 -> tape_probability (program x) o = 0)
  /\ forall l, NoDup l ->
       lsum (fun o => power (tape_probability (program x) o) alpha
                      * power (tape_probability (program y) o) (1 - alpha)) l
       <= exp ((alpha - 1) * (alpha * rho)).
Proof using a_pos b_pos q_sensitivity.
  intros Hxy Halpha. apply (running_zcdp adj (fun x => program x)); [| exact Halpha | exact Hxy].
  exact (gaussian_zcdp a b a_pos b_pos adj q delta q_sensitivity).
Qed.

(** Sets of outputs: (eps, delta) for every eps, with the delta of zCDP. *)
Theorem gaussian_event_approx_dp (x y : D) (eps : R) (S : Z -> Prop) : adj x y ->
  tape_event (program x) S <= exp eps * tape_event (program y) S + zcdp_delta rho eps.
Proof using a_pos b_pos q_sensitivity.
  intros Hxy. rewrite !tape_event_adequacy.
  apply (zcdp_approx_dp adj rho (gaussian_noise q a b)); [| exact Hxy].
  exact (gaussian_zcdp a b a_pos b_pos adj q delta q_sensitivity).
Qed.

(** The same in closed form. *)
Theorem gaussian_event_approx_dp_textbook (x y : D) (failure : R) (S : Z -> Prop) :
  adj x y -> 0 < failure <= 1 ->
  tape_event (program x) S
  <= exp (rho + 2 * sqrt (rho * ln (1 / failure))) * tape_event (program y) S + failure.
Proof using a_pos b_pos q_sensitivity.
  intros Hxy Hfailure. rewrite !tape_event_adequacy.
  apply (zcdp_approx_dp_textbook adj rho (gaussian_noise q a b)); [| | exact Hfailure | exact Hxy].
  - exact (gaussian_zcdp a b a_pos b_pos adj q delta q_sensitivity).
  - apply Rmult_le_pos; [apply pow2_ge_0 | apply double_variance_inv_ge_0; assumption].
Qed.

End Gaussian.
