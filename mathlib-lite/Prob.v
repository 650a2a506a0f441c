(** * Indicators of propositions

    Purpose: the real number [ind P], equal to 1 if [P] holds and to 0
    otherwise, for an arbitrary proposition.  It is how events, supports and
    conditions enter sums.  Nothing has to be decidable: the case distinction
    is [sig_not_dec], one of the axioms on which the real numbers of the
    standard library rest.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      ind P == 1 if P holds, 0 if it does not *)

From Coq Require Import Reals Lra Classical ClassicalDedekindReals.
Local Open Scope R_scope.

Definition ind (P : Prop) : R := if sig_not_dec P then 1 else 0.

Lemma ind_true (P : Prop) : P -> ind P = 1.
Proof.
  intros HP. unfold ind. destruct (sig_not_dec P) as [_ | HnP]; [reflexivity |].
  contradiction.
Qed.

Lemma ind_false (P : Prop) : ~ P -> ind P = 0.
Proof.
  intros HnP. unfold ind. destruct (sig_not_dec P) as [HnnP | _]; [| reflexivity].
  contradiction.
Qed.

(** The case distinction, for proofs: [destruct (ind_cases P) as [[HP ->] | [HP ->]]]. *)
Lemma ind_cases (P : Prop) : (P /\ ind P = 1) \/ (~ P /\ ind P = 0).
Proof.
  destruct (classic P) as [HP | HnP].
  - left. split; [exact HP | exact (ind_true P HP)].
  - right. split; [exact HnP | exact (ind_false P HnP)].
Qed.

Lemma ind_ge_0 (P : Prop) : 0 <= ind P.
Proof. destruct (ind_cases P) as [[_ ->] | [_ ->]]; lra. Qed.

Lemma ind_le_1 (P : Prop) : ind P <= 1.
Proof. destruct (ind_cases P) as [[_ ->] | [_ ->]]; lra. Qed.

Lemma ind_iff (P Q : Prop) : (P <-> Q) -> ind P = ind Q.
Proof.
  intros HPQ. destruct (ind_cases P) as [[HP ->] | [HP ->]]; symmetry.
  - apply ind_true. apply HPQ. exact HP.
  - apply ind_false. intros HQ. apply HP, HPQ. exact HQ.
Qed.

Lemma ind_le (P Q : Prop) : (P -> Q) -> ind P <= ind Q.
Proof.
  intros HPQ. destruct (ind_cases P) as [[HP ->] | [HP ->]].
  - rewrite (ind_true Q (HPQ HP)). lra.
  - apply ind_ge_0.
Qed.

Lemma ind_and (P Q : Prop) : ind (P /\ Q) = ind P * ind Q.
Proof.
  destruct (ind_cases P) as [[HP ->] | [HP ->]].
  - rewrite Rmult_1_l. apply ind_iff. tauto.
  - rewrite Rmult_0_l. apply ind_false. tauto.
Qed.

Lemma ind_not (P : Prop) : ind (~ P) = 1 - ind P.
Proof.
  destruct (ind_cases P) as [[HP ->] | [HP ->]].
  - rewrite ind_false; [lra | tauto].
  - rewrite ind_true; [lra | exact HP].
Qed.

Lemma ind_or_disjoint (P Q : Prop) : ~ (P /\ Q) -> ind (P \/ Q) = ind P + ind Q.
Proof.
  intros Hdisj. destruct (ind_cases P) as [[HP ->] | [HP ->]].
  - rewrite (ind_true (P \/ Q)) by tauto. rewrite (ind_false Q) by tauto. lra.
  - rewrite Rplus_0_l. apply ind_iff. tauto.
Qed.

Lemma ind_neq_0 (P : Prop) : ind P <> 0 -> P.
Proof. destruct (ind_cases P) as [[HP _] | [_ ->]]; [auto | congruence]. Qed.

Lemma ind_eq_sym {T : Type} (x y : T) : ind (x = y) = ind (y = x).
Proof. apply ind_iff. split; congruence. Qed.

Lemma ind_bool (b : bool) : ind (b = true) = if b then 1 else 0.
Proof. destruct b; [apply ind_true; reflexivity | apply ind_false; discriminate]. Qed.

Lemma ind_bool_false (b : bool) : ind (b = false) = if b then 0 else 1.
Proof. destruct b; [apply ind_false; discriminate | apply ind_true; reflexivity]. Qed.

(** A factor guarded by an indicator may be rewritten where the guard holds. *)
Lemma ind_mult_ext (P : Prop) (x y : R) : (P -> x = y) -> ind P * x = ind P * y.
Proof.
  intros Hxy. destruct (ind_cases P) as [[HP ->] | [_ ->]]; [rewrite (Hxy HP) |]; lra.
Qed.

Lemma ind_mult_ge_0 (P : Prop) (x : R) : 0 <= x -> 0 <= ind P * x.
Proof. intros Hx. apply Rmult_le_pos; [apply ind_ge_0 | exact Hx]. Qed.

Lemma ind_mult_le (P : Prop) (x : R) : 0 <= x -> ind P * x <= x.
Proof. intros Hx. destruct (ind_cases P) as [[_ ->] | [_ ->]]; lra. Qed.
