(** * Approximate differential privacy

    Purpose: the closure properties of [approx_dp]: processing, composition, parallel
    composition, groups; pure privacy is the case [delta = 0].

    Paper section: 5, Privacy.  Dwork, Kenthapadi, McSherry, Mironov, Naor 2006;
    Dwork, Roth 2014, Theorems 2.2 and B.1.

    Glossary:
      approx_le eps delta p q == P(p in S) <= e^eps P(q in S) + delta for every event S
                                 (Definitions)
      approx_dp adj eps delta M == approx_le eps delta (M x) (M y) for adjacent x and y
      hockey_stick eps p q == the least delta (HockeyStick) *)

From Coq Require Import Reals Lra List Setoid.
From MathLite Require Import Dist Expectation Pairing.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Adjacency.
From Verinoise Require Import Privacy.Notions.Notion.
From Verinoise Require Import Privacy.Notions.HockeyStick Privacy.Notions.PureDp.
Local Open Scope R_scope.

(** ** Distributions *)

Section Distributions.
Context {O : Type}.
Implicit Types (p q r : dist O) (f g : O -> R).

Lemma probability_ext p q S : p =d q -> probability p S = probability q S.
Proof. intros Hpq. apply tsum_ext. intros o. rewrite (Hpq o). reflexivity. Qed.

Lemma approx_le_monotone eps eps1 delta delta1 p q :
  eps <= eps1 -> delta <= delta1 -> approx_le eps delta p q -> approx_le eps1 delta1 p q.
Proof.
  intros Heps Hdelta Hpq S. apply Rle_trans with (1 := Hpq S).
  apply Rplus_le_compat; [| exact Hdelta].
  apply Rmult_le_compat_r; [apply tsum_ge_0 | apply exp_le_compat; exact Heps].
Qed.

Lemma approx_le_ext eps delta p1 p2 q1 q2 :
  p1 =d p2 -> q1 =d q2 -> approx_le eps delta p1 q1 -> approx_le eps delta p2 q2.
Proof.
  intros Hp Hq Hle S. rewrite <- (probability_ext p1 p2 S Hp), <- (probability_ext q1 q2 S Hq).
  apply Hle.
Qed.

(** A pure bound is an approximate one with [delta = 0]. *)
Lemma approx_le_0 eps p q : approx_le eps 0 p q <-> pure_le eps p q.
Proof.
  rewrite pure_le_events. split; intros Hpq S; generalize (Hpq S); lra.
Qed.

Lemma approx_le_refl p : approx_le 0 0 p p.
Proof. apply approx_le_0, pure_le_refl. Qed.

Lemma approx_le_trans eps1 eps2 delta1 delta2 p q r :
  approx_le eps1 delta1 p q -> approx_le eps2 delta2 q r ->
  approx_le (eps1 + eps2) (delta1 + exp eps1 * delta2) p r.
Proof.
  intros Hpq Hqr S. apply Rle_trans with (1 := Hpq S). rewrite exp_plus.
  generalize (Rmult_le_compat_l (exp eps1) _ _ (Rlt_le _ _ (exp_pos _)) (Hqr S)). lra.
Qed.

Lemma summable_weight p f : (forall o, 0 <= f o <= 1) -> summable (fun o => p o * f o).
Proof. intros Hf. apply (summable_mass_mult p f 1); [lra | apply Hf]. Qed.

(** Events may be weighted: the bound holds for tests with values between 0 and 1. *)
Lemma approx_le_test eps delta p q f :
  approx_le eps delta p q -> (forall o, 0 <= f o <= 1) ->
  tsum (fun o => p o * f o) <= exp eps * tsum (fun o => q o * f o) + delta.
Proof.
  intros Hpq Hf. apply approx_le_hockey_stick in Hpq.
  assert (Hexp : 0 <= exp eps) by (left; apply exp_pos).
  apply Rle_trans with (exp eps * tsum (fun o => q o * f o) + hockey_stick eps p q); [| lra].
  rewrite <- tsum_scal_l by exact Hexp. unfold hockey_stick. rewrite <- tsum_plus.
  - apply tsum_le.
    + intros o. destruct (Hf o) as [Hf0 Hf1].
      apply Rle_trans with ((exp eps * q o + excess eps p q o) * f o).
      * apply Rmult_le_compat_r; [exact Hf0 |]. generalize (excess_ge eps p q o). lra.
      * generalize (Rmult_le_compat_l _ _ _ (excess_ge_0 eps p q o) Hf1). lra.
    + apply (summable_plus (fun o => exp eps * (q o * f o))); [| apply excess_summable].
      apply summable_scal; [exact Hexp | apply summable_weight; exact Hf].
  - intros o. apply Rmult_le_pos; [exact Hexp |].
    apply Rmult_le_pos; [apply mass_ge_0 | apply Hf].
  - apply excess_ge_0.
  - apply summable_scal; [exact Hexp | apply summable_weight; exact Hf].
  - apply excess_summable.
Qed.

End Distributions.

Lemma probability_bounds {O} (p : dist O) S : 0 <= probability p S <= 1.
Proof.
  split; [apply tsum_ge_0 |]. apply Rle_trans with (total p); [| apply total_le_1].
  apply tsum_le; [| apply summable_mass]. intros o. apply ind_mult_le, mass_ge_0.
Qed.

Section TwoDraws.
Context {O U : Type}.

Lemma probability_bind (p : dist O) (f : O -> dist U) S :
  probability (dbind p f) S = tsum (fun o => p o * probability (f o) S).
Proof.
  unfold probability. rewrite (tsum_ext _ (fun u => dbind p f u * ind (S u))) by (intros u; lra).
  rewrite (tsum_dbind p f (fun u => ind (S u)) 1);
    [| intros u; apply ind_ge_0 | intros u; apply ind_le_1 | lra].
  apply tsum_ext. intros o. f_equal. apply tsum_ext. intros u. lra.
Qed.

Lemma approx_le_bind eps delta (p q : dist O) (f : O -> dist U) :
  approx_le eps delta p q -> approx_le eps delta (dbind p f) (dbind q f).
Proof.
  intros Hpq S. rewrite !probability_bind. apply approx_le_test; [exact Hpq |].
  intros o. apply probability_bounds.
Qed.

End TwoDraws.

Lemma probability_pair {O U} (p : dist O) (k : O -> dist U) S :
  probability (dpair p k) S = tsum (fun o => p o * probability (k o) (fun u => S (o, u))).
Proof.
  unfold dpair. rewrite probability_bind. apply tsum_ext. intros o. f_equal.
  apply (event_dmap (pair o) (k o) S).
Qed.

Lemma approx_le_pair {O U} eps1 eps2 delta1 delta2 (p q : dist O) (k h : O -> dist U) :
  0 <= delta2 -> approx_le eps1 delta1 p q ->
  (forall o, 0 < p o -> approx_le eps2 delta2 (k o) (h o)) ->
  approx_le (eps1 + eps2) (delta1 + delta2) (dpair p k) (dpair q h).
Proof.
  intros Hdelta2 Hpq Hkh S. rewrite !probability_pair.
  set (kS := fun o => probability (k o) (fun u => S (o, u))).
  set (hS := fun o => probability (h o) (fun u => S (o, u))).
  change (tsum (fun o => p o * kS o)
          <= exp (eps1 + eps2) * tsum (fun o => q o * hS o) + (delta1 + delta2)).
  set (f := fun o => Rmin 1 (exp eps2 * hS o)).
  assert (Hexp : forall e, 0 <= exp e) by (intros e; left; apply exp_pos).
  assert (HhS : forall o, 0 <= hS o <= 1) by (intros o; apply probability_bounds).
  assert (Hf : forall o, 0 <= f o <= 1).
  { intros o. split; [| apply Rmin_l]. apply Rmin_glb; [lra |].
    apply Rmult_le_pos; [apply Hexp | apply HhS]. }
  apply Rle_trans with (tsum (fun o => p o * f o + p o * delta2)).
  { apply tsum_le.
    - intros o. destruct (mass_pos_or_0 p o) as [Ho | Ho]; [| rewrite Ho; lra].
      rewrite <- Rmult_plus_distr_l. apply Rmult_le_compat_l; [apply mass_ge_0 |].
      unfold f. apply Rmin_case.
      + apply Rle_trans with 1; [apply probability_bounds | lra].
      + apply (Hkh o Ho (fun u => S (o, u))).
    - apply summable_plus; [apply summable_weight; exact Hf |].
      apply summable_scal_r; [exact Hdelta2 | apply summable_mass]. }
  rewrite tsum_plus, tsum_scal_r.
  - assert (Htotal : tsum p * delta2 <= delta2).
    { rewrite <- (Rmult_1_l delta2) at 2. apply Rmult_le_compat_r; [exact Hdelta2 |].
      apply total_le_1. }
    generalize (approx_le_test eps1 delta1 p q f Hpq Hf). intros Htest.
    assert (Hq : tsum (fun o => q o * f o) <= exp eps2 * tsum (fun o => q o * hS o)).
    { rewrite <- tsum_scal_l by apply Hexp. apply tsum_le.
      - intros o. replace (exp eps2 * (q o * hS o)) with (q o * (exp eps2 * hS o)) by ring.
        apply Rmult_le_compat_l; [apply mass_ge_0 | apply Rmin_r].
      - apply summable_scal; [apply Hexp | apply summable_weight; exact HhS]. }
    apply (Rmult_le_compat_l (exp eps1)) in Hq; [| apply Hexp].
    rewrite <- Rmult_assoc, <- exp_plus in Hq. lra.
  - exact Hdelta2.
  - intros o. apply Rmult_le_pos; [apply mass_ge_0 | apply Hf].
  - intros o. apply Rmult_le_pos; [apply mass_ge_0 | exact Hdelta2].
  - apply summable_weight. exact Hf.
  - apply summable_scal_r; [exact Hdelta2 | apply summable_mass].
Qed.

Lemma approx_le_cons {O} eps1 eps2 delta1 delta2 (p q : dist O) (k h : O -> dist (list O)) :
  0 <= delta2 -> approx_le eps1 delta1 p q ->
  (forall o, 0 < p o -> approx_le eps2 delta2 (k o) (h o)) ->
  approx_le (eps1 + eps2) (delta1 + delta2) (dbind p (fun o => dmap (cons o) (k o)))
    (dbind q (fun o => dmap (cons o) (h o))).
Proof.
  intros Hdelta2 Hpq Hkh.
  apply (approx_le_ext _ _ (dmap (fun x => fst x :: snd x) (dpair p k)) _
           (dmap (fun x => fst x :: snd x) (dpair q h))).
  - symmetry. apply draws_pair.
  - symmetry. apply draws_pair.
  - apply approx_le_bind, approx_le_pair; assumption.
Qed.

(** ** Mechanisms *)

Section Mechanisms.
Context {D O U : Type} (adj : relation D).

Theorem approx_dp_pure eps (M : mechanism D O) : approx_dp adj eps 0 M <-> pure_dp adj eps M.
Proof using.
  split; intros HM x y Hxy; apply approx_le_0, HM; exact Hxy.
Qed.

(** Whatever is done to the output, the cost stays the same. *)
Theorem approx_dp_postprocess eps delta (M : mechanism D O) (f : O -> dist U) :
  approx_dp adj eps delta M -> approx_dp adj eps delta (postprocess M f).
Proof using. intros HM x y Hxy. apply approx_le_bind, HM. exact Hxy. Qed.

(** Costs of mechanisms that see the same data add up, even if the second is chosen
    by the output of the first. *)
Theorem approx_dp_adaptive eps1 eps2 delta1 delta2
  (M : mechanism D O) (N : O -> mechanism D U) : 0 <= delta2 ->
  approx_dp adj eps1 delta1 M -> (forall o, approx_dp adj eps2 delta2 (N o)) ->
  approx_dp adj (eps1 + eps2) (delta1 + delta2) (adaptive M N).
Proof using.
  intros Hdelta HM HN x y Hxy. apply approx_le_pair; [exact Hdelta | apply HM; exact Hxy |].
  intros o _. apply HN. exact Hxy.
Qed.

(** Any number of mechanisms, each chosen by the outputs before it. *)
Theorem approx_dp_transcript costs (Ms : list (list O -> mechanism D O)) before :
  Forall (fun s => 0 <= snd s) costs ->
  Forall2 (fun s M => forall seen, approx_dp adj (fst s) (snd s) (M seen)) costs Ms ->
  approx_dp adj (fold_right Rplus 0 (map fst costs)) (fold_right Rplus 0 (map snd costs))
    (transcript Ms before).
Proof using.
  intros Hcosts HMs x y Hxy. revert before Hcosts.
  induction HMs as [| [eps delta] M costs Ms HM _ IH]; intros before Hcosts;
    [apply approx_le_refl |].
  apply Forall_cons_iff in Hcosts. destruct Hcosts as [_ Hcosts].
  simpl. apply approx_le_cons; [| apply HM; exact Hxy | intros o _; apply IH; exact Hcosts].
  clear HM IH. induction Hcosts as [| s costs Hs _ IH]; simpl; [lra |]. simpl in *. lra.
Qed.

(** What does not look at the data costs nothing. *)
Theorem approx_dp_const (p : dist O) : approx_dp adj 0 0 (fun _ => p).
Proof using. intros x y _. apply approx_le_refl. Qed.

Theorem approx_dp_monotone eps eps1 delta delta1 (M : mechanism D O) :
  eps <= eps1 -> delta <= delta1 -> approx_dp adj eps delta M -> approx_dp adj eps1 delta1 M.
Proof using.
  intros Heps Hdelta HM x y Hxy. apply (approx_le_monotone eps eps1 delta delta1); auto.
Qed.

(** The [delta] of [k] steps: [delta (1 + e^eps + ... + e^((k-1) eps))]. *)
Fixpoint group_delta (k : nat) (eps delta : R) : R :=
  match k with 0%nat => 0 | S k => delta + exp eps * group_delta k eps delta end.

Lemma group_delta_ge_0 k eps delta : 0 <= delta -> 0 <= group_delta k eps delta.
Proof using.
  intros Hdelta. induction k as [| k IH]; simpl; [lra |].
  generalize (Rmult_le_pos _ _ (Rlt_le _ _ (exp_pos eps)) IH). lra.
Qed.

Lemma group_delta_sum k eps delta :
  group_delta k eps delta = delta * lsum (fun i => exp (INR i * eps)) (seq 0 k).
Proof using.
  induction k as [| k IH]; [simpl; lra |]. cbn [group_delta seq lsum].
  rewrite IH, <- seq_shift, lsum_map. replace (INR 0 * eps) with 0 by (simpl; ring).
  rewrite exp_0, (lsum_ext (fun i => exp (INR (S i) * eps)) (fun i => exp eps * exp (INR i * eps))).
  - rewrite lsum_scal. ring.
  - intros i _. rewrite <- exp_plus, S_INR. f_equal. ring.
Qed.

(** Groups: along [k] steps [eps] is [k] times as large, and the [delta]s add up, each
    magnified by the steps before it. *)
Theorem approx_dp_group k eps delta (M : mechanism D O) :
  0 <= eps -> 0 <= delta -> approx_dp adj eps delta M ->
  approx_dp (within adj k) (INR k * eps)
    (delta * lsum (fun i => exp (INR i * eps)) (seq 0 k)) M.
Proof using.
  intros Heps Hdelta HM. rewrite <- group_delta_sum.
  induction k as [| k IH]; intros x y Hxy.
  - simpl in Hxy. rewrite Hxy. simpl. rewrite Rmult_0_l. apply approx_le_refl.
  - destruct Hxy as [-> | [z [Hxz Hzy]]].
    + apply (approx_le_monotone 0 _ 0);
        [| apply group_delta_ge_0; exact Hdelta | apply approx_le_refl].
      apply Rmult_le_pos; [apply pos_INR | exact Heps].
    + rewrite S_INR. replace ((INR k + 1) * eps) with (eps + INR k * eps) by ring.
      apply (approx_le_trans _ _ _ _ _ (M z)); [apply HM | apply IH]; assumption.
Qed.

End Mechanisms.

(** A function of the data that moves adjacent data at most [k] steps apart. *)
Theorem approx_dp_preprocess {D E O} (adj : relation D) (adj1 : relation E) k eps delta
  (f : D -> E) (M : mechanism E O) :
  0 <= eps -> 0 <= delta -> (forall x y, adj x y -> within adj1 k (f x) (f y)) ->
  approx_dp adj1 eps delta M ->
  approx_dp adj (INR k * eps) (delta * lsum (fun i => exp (INR i * eps)) (seq 0 k))
    (fun x => M (f x)).
Proof.
  intros Heps Hdelta Hf HM x y Hxy.
  apply (approx_dp_group adj1 k eps delta M Heps Hdelta HM). apply Hf. exact Hxy.
Qed.

(** Parallel composition: mechanisms on disjoint parts of the records cost the larger
    of the two, if records are added or removed; *)
Theorem approx_dp_parallel {A O U} (b : A -> bool) eps1 eps2 delta1 delta2
  (M : mechanism (list A) O) (N : mechanism (list A) U) : 0 <= delta2 ->
  approx_dp add_remove eps1 delta1 M -> approx_dp add_remove eps2 delta2 N ->
  approx_dp add_remove (Rmax eps1 eps2) (Rmax delta1 delta2) (parallel b M N).
Proof.
  intros Hdelta HM HN x y Hxy. unfold parallel. fold (others b).
  destruct (add_remove_split b x y Hxy) as [[Hin Hout] | [Hin Hout]].
  - rewrite Hout. apply (approx_le_monotone (eps1 + 0) _ (delta1 + 0));
      [rewrite Rplus_0_r; apply Rmax_l | rewrite Rplus_0_r; apply Rmax_l |].
    apply approx_le_pair; [lra | apply HM; exact Hin |]. intros o _. apply approx_le_refl.
  - rewrite Hin. apply (approx_le_monotone (0 + eps2) _ (0 + delta2));
      [rewrite Rplus_0_l; apply Rmax_r | rewrite Rplus_0_l; apply Rmax_r |].
    apply approx_le_pair; [exact Hdelta | apply approx_le_refl |].
    intros o _. apply HN. exact Hout.
Qed.

(** if a record is replaced, both parts may change, and the costs add up. *)
Theorem approx_dp_parallel_replace {A O U} (b : A -> bool) eps1 eps2 delta1 delta2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  0 <= eps1 -> 0 <= eps2 -> 0 <= delta1 -> 0 <= delta2 ->
  approx_dp (either add_remove replace_one) eps1 delta1 M ->
  approx_dp (either add_remove replace_one) eps2 delta2 N ->
  approx_dp replace_one (eps1 + eps2) (delta1 + delta2) (parallel b M N).
Proof.
  intros Heps1 Heps2 Hdelta1 Hdelta2 HM HN.
  assert (Hpart : forall V (c : A -> bool) eps delta (K : mechanism (list A) V),
    0 <= eps -> 0 <= delta -> approx_dp (either add_remove replace_one) eps delta K ->
    approx_dp replace_one eps delta (fun x => K (filter c x))).
  { intros V c eps delta K Heps Hdelta HK x y Hxy.
    destruct (filter_replace_one c x y Hxy) as [-> | Hadj]; [| apply HK; exact Hadj].
    apply (approx_le_monotone 0 eps 0 delta); [exact Heps | exact Hdelta | apply approx_le_refl]. }
  apply (approx_dp_adaptive replace_one eps1 eps2 delta1 delta2 (fun x => M (filter b x))
           (fun _ x => N (filter (others b) x)) Hdelta2).
  - apply Hpart; assumption.
  - intros _. apply Hpart; assumption.
Qed.

(** If they withstand records that are added or removed, the larger costs count twice. *)
Theorem approx_dp_parallel_replace_twice {A O U} (b : A -> bool) eps1 eps2 delta1 delta2
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  0 <= Rmax eps1 eps2 -> 0 <= delta1 -> 0 <= delta2 ->
  approx_dp add_remove eps1 delta1 M -> approx_dp add_remove eps2 delta2 N ->
  approx_dp replace_one (2 * Rmax eps1 eps2)
    ((1 + exp (Rmax eps1 eps2)) * Rmax delta1 delta2) (parallel b M N).
Proof.
  intros Heps Hdelta1 Hdelta2 HM HN x y Hxy.
  assert (Hdelta : 0 <= Rmax delta1 delta2) by (apply Rle_trans with (1 := Hdelta1); apply Rmax_l).
  generalize (approx_dp_group add_remove 2 _ _ _ Heps Hdelta
                (approx_dp_parallel b _ _ _ _ M N Hdelta2 HM HN) x y (replace_one_within x y Hxy)).
  apply approx_le_monotone; [simpl; lra |]. cbn [seq lsum].
  replace (INR 0 * Rmax eps1 eps2) with 0 by (simpl; ring).
  replace (INR 1 * Rmax eps1 eps2) with (Rmax eps1 eps2) by (simpl; ring). rewrite exp_0. lra.
Qed.
