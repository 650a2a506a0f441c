(** * Mechanisms that may not answer

    The notions of privacy compare the outputs of a mechanism.  One that may run for ever
    tells something by its silence, too.  Here "no answer" is an output like any other: a
    mechanism whose answers and silence are private is private; and for a mechanism that
    always ends, both say the same.

    Paper section: 5, Privacy.

    Glossary
      observed p == the distribution of what one sees of a draw from [p]: [Some o] for an
                    output [o], [None] where there is none
      observe M  == the mechanism [M] as one sees it: its output, or that there is none
      total_mechanism M == every run of M ends with an output (Definitions)          *)

From Coq Require Import Reals Lra List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Privacy.Notions.Definitions.
From Verinoise Require Import Privacy.Notions.PureDp Privacy.Notions.ApproxDp.
From Verinoise Require Import Privacy.Notions.Rdp Privacy.Notions.Zcdp Privacy.Notions.Renyi.
Import ListNotations.
Local Open Scope R_scope.

Definition observed_mass {O} (p : dist O) (seen : option O) : R :=
  match seen with Some o => p o | None => 1 - total p end.

Lemma observed_mass_ge_0 {O} (p : dist O) (seen : option O) : 0 <= observed_mass p seen.
Proof.
  destruct seen as [o |]; simpl; [apply mass_ge_0 |]. generalize (total_le_1 p). lra.
Qed.

(** The outputs in a list, without silence. *)
Lemma observed_mass_list {O} (p : dist O) (l : list (option O)) : NoDup l ->
  exists k, NoDup k /\ (forall o, In o k -> In (Some o) l) /\
    (lsum (observed_mass p) l = lsum p k
     \/ In None l /\ lsum (observed_mass p) l = lsum p k + (1 - total p)).
Proof.
  induction l as [| seen l IH]; intros Hl.
  - exists []. split; [constructor |]. split; [intros o [] |]. left. reflexivity.
  - apply NoDup_cons_iff in Hl. destruct Hl as [Hseen Hl].
    destruct (IH Hl) as [k [Hk [Hin Hsum]]]. destruct seen as [o |].
    + exists (o :: k). split.
      { constructor; [intros Ho; apply Hseen, Hin, Ho | exact Hk]. }
      split.
      { intros o1 [<- | Ho1]; [left; reflexivity | right; apply Hin; exact Ho1]. }
      destruct Hsum as [Hsum | [Hnone Hsum]].
      * left. simpl. rewrite Hsum. reflexivity.
      * right. split; [right; exact Hnone |]. simpl. rewrite Hsum. ring.
    + exists k. split; [exact Hk |]. split; [intros o Ho; right; apply Hin; exact Ho |].
      destruct Hsum as [Hsum | [Hnone _]]; [| contradiction].
      right. split; [left; reflexivity |]. simpl. rewrite Hsum. ring.
Qed.

Lemma observed_sum_le_1 {O} (p : dist O) (l : list (option O)) :
  NoDup l -> lsum (observed_mass p) l <= 1.
Proof.
  intros Hl. destruct (observed_mass_list p l Hl) as [k [Hk [_ Hsum]]].
  assert (Hle : lsum p k <= total p) by (apply tsum_ub; [apply summable_mass | exact Hk]).
  generalize (total_le_1 p). destruct Hsum as [-> | [_ ->]]; lra.
Qed.

Definition observed {O} (p : dist O) : dist (option O) :=
  Dist (observed_mass p) (observed_mass_ge_0 p) (observed_sum_le_1 p).

Definition observe {D O} (M : mechanism D O) : mechanism D (option O) :=
  fun x => observed (M x).

(** ** Silence and answers *)

Lemma observed_total {O} (p : dist O) : total p = 1 ->
  dbind p (fun o => dret (Some o)) =d observed p.
Proof.
  intros Hp seen. change (dmap Some p seen = observed_mass p seen). rewrite dmap_mass.
  destruct seen as [o |]; simpl.
  - rewrite (tsum_one _ o).
    + rewrite ind_true by reflexivity. ring.
    + apply ind_mult_ge_0. apply mass_ge_0.
    + intros x Hx. rewrite ind_false; [ring |]. intros Heq. injection Heq as Heq. contradiction.
  - rewrite tsum_all_0; [lra |]. intros x. rewrite ind_false; [ring | discriminate].
Qed.

(** The answer, where there is one. *)
Definition answer {O} (seen : option O) : dist O :=
  match seen with Some o => dret o | None => dzero end.

Lemma observed_answer {O} (p : dist O) : dbind (observed p) answer =d p.
Proof.
  intros o. rewrite dbind_mass. rewrite (tsum_one _ (Some o)).
  - simpl. rewrite ind_true by reflexivity. ring.
  - apply Rmult_le_pos; apply mass_ge_0.
  - intros [x |] Hx; simpl; [| ring]. rewrite ind_false; [ring |].
    intros ->. apply Hx. reflexivity.
Qed.

Section Notions.
Context {D O : Type} (adj : relation D) (M : mechanism D O).

Theorem pure_dp_observe eps : total_mechanism M ->
  pure_dp adj eps (observe M) <-> pure_dp adj eps M.
Proof using.
  intros Htotal. split; intros HM x y Hxy.
  - apply (pure_le_ext eps _ _ _ _ (observed_answer (M x)) (observed_answer (M y))).
    exact (pure_dp_postprocess adj eps (observe M) answer HM x y Hxy).
  - apply (pure_le_ext eps _ _ _ _ (observed_total _ (Htotal x)) (observed_total _ (Htotal y))).
    exact (pure_dp_postprocess adj eps M (fun o => dret (Some o)) HM x y Hxy).
Qed.

Theorem approx_dp_observe eps delta : total_mechanism M ->
  approx_dp adj eps delta (observe M) <-> approx_dp adj eps delta M.
Proof using.
  intros Htotal. split; intros HM x y Hxy.
  - apply (approx_le_ext eps delta _ _ _ _ (observed_answer (M x)) (observed_answer (M y))).
    exact (approx_dp_postprocess adj eps delta (observe M) answer HM x y Hxy).
  - apply (approx_le_ext eps delta _ _ _ _
             (observed_total _ (Htotal x)) (observed_total _ (Htotal y))).
    exact (approx_dp_postprocess adj eps delta M (fun o => dret (Some o)) HM x y Hxy).
Qed.

Theorem rdp_observe a tau : total_mechanism M ->
  rdp adj a tau (observe M) <-> rdp adj a tau M.
Proof using.
  intros Htotal. split; intros HM; (split; [exact (proj1 HM) |]); intros x y Hxy.
  - apply (renyi_le_ext a tau _ _ _ _ (observed_answer (M x)) (observed_answer (M y))).
    exact (proj2 (rdp_postprocess adj a tau (observe M) answer HM) x y Hxy).
  - apply (renyi_le_ext a tau _ _ _ _ (observed_total _ (Htotal x)) (observed_total _ (Htotal y))).
    exact (proj2 (rdp_postprocess adj a tau M (fun o => dret (Some o)) HM) x y Hxy).
Qed.

Theorem zcdp_observe rho : total_mechanism M ->
  zcdp adj rho (observe M) <-> zcdp adj rho M.
Proof using.
  intros Htotal. rewrite !zcdp_rdp. split; intros HM a Ha; apply rdp_observe; auto.
Qed.

End Notions.
