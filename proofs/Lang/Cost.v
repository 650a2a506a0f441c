(** * The expected number of random bytes

    [expected_bytes c] adds up the lengths of the tapes on which the running
    machine outputs, each weighed by the probability that uniform bytes begin with
    it.  A program that ends with probability 1 outputs on such a tape almost
    surely, so the sum is then the expected number of bytes that a run takes; in
    general it is the part of that expectation that falls on the runs that end.

    Upper bounds are found compositionally.  [costs c g B] says that the bytes that
    [c] takes, plus the value of [g] at its outcome, are expected to be at most [B].
    With [h] for what is left to pay after a command, sequencing is composition and
    a loop needs one [h] that pays for a round: no limit is computed.

    Glossary
      bytes_within c B == the expected number of bytes of [c] is finite, at most [B]
      costs c g B      == the expectation of the bytes of [c] plus [g] is at most [B]
      no_more          == nothing left to pay: the function 0 (Bills.v)       *)

From Coq Require Import Reals Lra NArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist Dsup While Coin Deterministic.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts Lang.Pmf.
From Verinoise Require Import Lang.Tapes Lang.Adequacy Lang.Bills.
Import ListNotations.
Local Open Scope R_scope.

Definition byte_mass {t} (c : cmd value t) (tape : list byte) : R :=
  ind (exists v, outputs c tape v) * (/ 256) ^ length tape * INR (length tape).

Definition expected_bytes {t} (c : cmd value t) : R := tsum (byte_mass c).

(** A bound on a sum says little unless the sum is one; hence [summable]. *)
Definition bytes_within {t} (c : cmd value t) (B : R) : Prop :=
  summable (byte_mass c) /\ expected_bytes c <= B.

(** ** Programs *)

Definition costs {t} (c : cmd value t) (g : values t -> R) (B : R) : Prop :=
  forall n, bill (run exact n c) g B.

Lemma outputs_pos {t} (c : cmd value t) (n : nat) (tape : list byte) (v : values t) :
  run exact n c tape = Done v [] -> 0 < pmf c v.
Proof.
  intros Hdone. rewrite <- adequacy.
  apply Rlt_le_trans with (ind (outputs c tape v) * (/ 256) ^ length tape).
  - rewrite ind_true by (exists n; exact Hdone). rewrite Rmult_1_l. apply pow_lt. lra.
  - apply (tsum_term_le (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape)).
    apply adequacy_summable.
Qed.

Lemma pmf_upto_le {t} (c : cmd value t) (n : nat) : dle (pmf_upto n c) (pmf c).
Proof.
  intros v. rewrite (pmf_upto_sup c v). apply (dsup_ub (fun k => pmf_upto k c)).
Qed.

Section Rules.
Context {t : ty}.
Implicit Types (c : cmd value t) (g h : values t -> R) (B G : R).

Lemma costs_ge_0 c g B : costs c g B -> 0 <= B.
Proof using. intros Hc. exact (bill_ge_0 _ _ _ (Hc O)). Qed.

(** Only outcomes of positive probability count. *)
Lemma costs_weaken c g h B C :
  (forall v, 0 < pmf c v -> h v <= g v) -> B <= C -> costs c g B -> costs c h C.
Proof using.
  intros Hhg HBC Hc n. apply (bill_weaken _ g h B C); [| exact HBC | apply Hc].
  intros v tape Hdone. apply Hhg. exact (outputs_pos c n tape v Hdone).
Qed.

Lemma costs_le c g B C : B <= C -> costs c g B -> costs c g C.
Proof using. intros HBC. apply costs_weaken; [| exact HBC]. intros v _. lra. Qed.

(** What is left to pay, priced by the law of the outcome. *)
Theorem costs_expect c g B G :
  (forall v, 0 <= g v) -> costs c no_more B ->
  summable (fun v => pmf c v * g v) -> tsum (fun v => pmf c v * g v) <= G -> costs c g (B + G).
Proof using.
  intros Hg Hc Hsummable HG n.
  assert (Hle : forall v, pmf_upto n c v * g v <= pmf c v * g v).
  { intros v. apply Rmult_le_compat_r; [apply Hg | apply pmf_upto_le]. }
  apply (bill_expect _ (pmf_upto n c)); [apply adequacy_upto | exact Hg | apply Hc | |].
  - exact (summable_le _ _ Hle Hsummable).
  - apply Rle_trans with (2 := HG). apply tsum_le; [exact Hle | exact Hsummable].
Qed.

Corollary costs_expect_as c g (due : values t -> R) B G :
  (forall v, pmf c v * g v = due v) -> (forall v, 0 <= g v) -> costs c no_more B ->
  summable due -> tsum due <= G -> costs c g (B + G).
Proof using.
  intros Hdue Hg Hc Hsummable HG. apply costs_expect; [exact Hg | exact Hc | |].
  - apply (summable_ext due); [intros v; symmetry; apply Hdue | exact Hsummable].
  - rewrite (tsum_ext _ due Hdue). exact HG.
Qed.

Corollary costs_constant c B G : 0 <= G -> costs c no_more B -> costs c (fun _ => G) (B + G).
Proof using.
  intros HG Hc. apply costs_expect; [intros _; exact HG | exact Hc | |].
  - apply summable_scal_r; [exact HG | apply summable_mass].
  - apply tsum_constant_le. exact HG.
Qed.

Lemma costs_ret (es : expressions value t) g B :
  0 <= g (evals es) -> g (evals es) <= B -> costs (Ret es) g B.
Proof using. intros Hg HB n. cbn [run]. rewrite computes_exact. apply bill_ret; assumption. Qed.

Lemma costs_if (e : expression value Bool) c1 c2 g B :
  costs (if eval e then c1 else c2) g B -> costs (If e c1 c2) g B.
Proof using.
  intros Hc n. cbn [run]. rewrite compute_exact. cbn [or_fault].
  specialize (Hc n). destruct (eval e); exact Hc.
Qed.

Lemma costs_call {a} (p : prototype a) (body : values a -> cmd value t) (args : expressions value a) g B :
  costs (body (evals args)) g B -> costs (Call p body args) g B.
Proof using. intros Hc n. cbn [run]. rewrite computes_exact. apply Hc. Qed.

(** A loop, for an [h] that pays for a round. *)
Theorem costs_while (Inv : values t -> Prop) (xs : names t) (guard : values t -> expression value Bool)
    (body : values t -> cmd value t) (init : expressions value t) g h B :
  (forall s, 0 <= g s) -> (forall s, 0 <= h s) ->
  (forall s u, Inv s -> eval (guard s) = true -> 0 < pmf (body s) u -> Inv u) ->
  (forall s, Inv s -> eval (guard s) = false -> g s <= h s) ->
  (forall s, Inv s -> eval (guard s) = true -> costs (body s) h (h s)) ->
  Inv (evals init) -> h (evals init) <= B -> costs (While xs guard body init) g B.
Proof using.
  intros Hg Hh Hinv Hstop Hround Hinit HB n. cbn [run]. rewrite computes_exact. cbn [or_fault].
  apply (bill_weaken _ g g (h (evals init)) B); [intros v tape _; lra | exact HB |].
  apply bill_repeat with (go := fun s => eval (guard s)) (p := fun s => pmf_upto n (body s))
    (Inv := Inv); auto.
  - intros s. exact (compute_exact (guard s)).
  - intros s. apply run_splits.
  - intros s. apply adequacy_upto.
  - intros s u tape Hs Hgo Hdone. apply (Hinv s u Hs Hgo). exact (outputs_pos _ n tape u Hdone).
  - intros s Hs Hgo. exact (Hround s Hs Hgo n).
Qed.

(** A fold, for an [h] that prices the items that are left. *)
Theorem costs_fold {e} (xs : names (Prod t (Base (Scalar e)))) (items : expression value (Seq e))
    (body : values (Prod t (Base (Scalar e))) -> cmd value t) (init : expressions value t) g
    (h : list (scalar_value e) -> values t -> R) B :
  (forall s, 0 <= g s) -> (forall s, g s <= h [] s) ->
  (forall item l s, costs (body (s, item)) (h l) (h (item :: l) s)) ->
  h (eval items) (evals init) <= B -> costs (Fold xs items body init) g B.
Proof using.
  intros Hg Hend Hround HB n. cbn [run]. rewrite compute_exact, computes_exact. cbn [or_fault].
  apply (bill_weaken _ g g (h (eval items) (evals init)) B); [intros v tape _; lra | exact HB |].
  apply bill_each with (p := fun item s => pmf_upto n (body (s, item))).
  - intros item s. apply run_splits.
  - intros item s. apply adequacy_upto.
  - exact Hg.
  - exact Hend.
  - intros item l s. exact (Hround item l s n).
Qed.

(** Every round costs at most [B] and goes on with probability at most [theta]. *)
Theorem costs_while_geometric (Inv : values t -> Prop) (xs : names t)
    (guard : values t -> expression value Bool) (body : values t -> cmd value t) (init : expressions value t)
    (theta B : R) :
  theta < 1 -> 0 <= B ->
  (forall s u, Inv s -> eval (guard s) = true -> 0 < pmf (body s) u -> Inv u) ->
  (forall s, Inv s -> eval (guard s) = true -> costs (body s) no_more B) ->
  (forall s, Inv s -> eval (guard s) = true ->
     tsum (fun u => ind (eval (guard u) = true) * pmf (body s) u) <= theta) ->
  Inv (evals init) -> costs (While xs guard body init) no_more (B / (1 - theta)).
Proof using.
  intros Htheta HB Hinv Hround Hagain Hinit.
  assert (Hprice : 0 <= B / (1 - theta)).
  { apply Rmult_le_pos; [exact HB |]. left. apply Rinv_0_lt_compat. lra. }
  set (h := fun s => ind (eval (guard s) = true) * (B / (1 - theta))).
  assert (Hh : forall s, 0 <= h s) by (intros s; apply ind_mult_ge_0; exact Hprice).
  apply costs_while with (Inv := Inv) (h := h).
  - apply no_more_ge_0.
  - exact Hh.
  - exact Hinv.
  - intros s _ _. apply Hh.
  - intros s Hs Hgo. unfold h at 2. rewrite (ind_true _ Hgo), Rmult_1_l.
    assert (Hagain_summable : summable (fun u => ind (eval (guard u) = true) * pmf (body s) u)).
    { apply (summable_ind (fun u => eval (guard u) = true)); [apply mass_ge_0 | apply summable_mass]. }
    assert (Hdue : forall u, pmf (body s) u * h u
              = ind (eval (guard u) = true) * pmf (body s) u * (B / (1 - theta)))
      by (intros u; unfold h; lra).
    apply costs_le with (B + theta * (B / (1 - theta))).
    { right. field. lra. }
    apply (costs_expect_as _ _ _ _ _ Hdue Hh (Hround s Hs Hgo)).
    + apply summable_scal_r; assumption.
    + rewrite tsum_scal_r by exact Hprice.
      apply Rmult_le_compat_r; [exact Hprice | exact (Hagain s Hs Hgo)].
  - exact Hinit.
  - unfold h. apply ind_mult_le. exact Hprice.
Qed.

End Rules.

Theorem costs_bind {a b} (xs : names a) (c : cmd value a) (k : values a -> cmd value b)
    (g : values b -> R) (h : values a -> R) (B : R) :
  (forall w, 0 <= g w) -> costs c h B -> (forall v, 0 < pmf c v -> costs (k v) g (h v)) ->
  costs (Bind xs c k) g B.
Proof.
  intros Hg Hc Hk n. cbn [run].
  apply (bill_and_then _ (fun v => run exact n (k v)) (fun v => pmf_upto n (k v)) g h).
  - apply run_splits.
  - intros v. apply adequacy_upto.
  - exact Hg.
  - intros v tape Hdone. apply Hk. exact (outputs_pos c n tape v Hdone).
  - apply Hc.
Qed.

Lemma costs_let {a b} (xs : names a) (es : expressions value a) (k : values a -> cmd value b)
    (g : values b -> R) (B : R) :
  (forall w, 0 <= g w) -> costs (k (evals es)) g B -> costs (Bind xs (Ret es) k) g B.
Proof.
  intros Hg Hk. pose proof (costs_ge_0 _ _ _ Hk) as HB.
  apply costs_bind with (h := fun _ => B); [exact Hg | apply costs_ret; lra |].
  intros v Hv. apply dret_pos_inv in Hv as ->. exact Hk.
Qed.

Lemma costs_bytes (count : expression value Nat) :
  costs (Bytes count) no_more (IZR (Z.of_N (eval count))).
Proof.
  intros n. cbn [run]. rewrite compute_exact.
  apply (bill_ext (take_bytes (eval count))).
  - intros tape. unfold take_bytes. cbn [or_fault].
    destruct (split_at (N.to_nat (eval count)) tape) as [[taken rest] |]; reflexivity.
  - rewrite <- N_nat_Z, <- INR_IZR_INZ.
    apply (bill_fixed _ (duniform (256 ^ eval count))); [apply accounts_take_bytes |].
    intros tape v Hdone. apply take_bytes_done in Hdone. apply Hdone.
Qed.

(** Two independent parts. *)
Corollary costs_seq {a b} (xs : names a) (c : cmd value a) (k : values a -> cmd value b)
    (B C : R) :
  0 <= C -> costs c no_more B -> (forall v, 0 < pmf c v -> costs (k v) no_more C) ->
  costs (Bind xs c k) no_more (B + C).
Proof.
  intros HC Hc Hk. apply costs_bind with (h := fun _ => C).
  - apply no_more_ge_0.
  - apply costs_constant; assumption.
  - exact Hk.
Qed.

(** After a coin. *)
Corollary costs_coin (c : cmd value (Base Bool)) (p : R) (g : bool -> R) (B : R) :
  0 <= p <= 1 -> pmf c =d dcoin p -> (forall b, 0 <= g b) -> costs c no_more B ->
  costs c g (B + (p * g true + (1 - p) * g false)).
Proof.
  intros Hp Hlaw Hg Hc.
  assert (Hdue : forall b, 0 <= pmf c b * g b).
  { intros b. apply Rmult_le_pos; [apply mass_ge_0 | apply Hg]. }
  apply costs_expect; [exact Hg | exact Hc | |].
  - apply (summable_fin _ [true; false]); [exact Hdue |].
    intros [|] _; simpl; auto.
  - right. transitivity (pmf c true * g true + pmf c false * g false).
    { exact (tsum_bool (fun b => pmf c b * g b) Hdue). }
    rewrite (Hlaw true), (Hlaw false), dcoin_true, dcoin_false by exact Hp. lra.
Qed.

(** ** From the calculus to the tapes *)

Lemma byte_mass_ge_0 {t} (c : cmd value t) (tape : list byte) : 0 <= byte_mass c tape.
Proof.
  apply Rmult_le_pos; [| apply pos_INR]. apply ind_mult_ge_0. apply weight_ge_0.
Qed.

Section Tapes.
Context {t : ty} (c : cmd value t).
Implicit Types (tape : list byte) (v : values t).

Lemma byte_mass_stops tape : byte_mass c tape <> 0 -> exists v, outputs c tape v.
Proof using.
  intros Htape. apply ind_neq_0. intros H0. apply Htape. unfold byte_mass. rewrite H0. lra.
Qed.

Lemma charge_byte_mass (n : nat) tape v :
  run exact n c tape = Done v [] -> charge (run exact n c) no_more (v, tape) = byte_mass c tape.
Proof using.
  intros Hdone. unfold charge, byte_mass, no_more. cbn [fst snd].
  rewrite (tape_mass_of_done _ v tape Hdone), ind_true by (exists v, n; exact Hdone).
  unfold weight. lra.
Qed.

(** One fuel is enough for finitely many tapes. *)
Lemma enough_fuel (l : list (list byte)) :
  exists n, forall tape v, In tape l -> outputs c tape v -> run exact n c tape = Done v [].
Proof using.
  induction l as [| tape l [n IH]].
  - exists O. intros tape v [].
  - destruct (Classical_Prop.classic (exists v, outputs c tape v)) as [[v [m Hm]] | Hnone].
    + exists (max n m). intros other w [<- | Hin] Hother.
      * rewrite (outputs_functional c tape w v Hother (ex_intro _ m Hm)).
        apply (run_more_fuel c exact m); [lia | exact Hm].
      * apply (run_more_fuel c exact n); [lia |]. exact (IH other w Hin Hother).
    + exists n. intros other w [<- | Hin] Hother; [exfalso; eauto |].
      exact (IH other w Hin Hother).
Qed.

Lemma costs_byte_mass B :
  costs c no_more B -> forall l, NoDup l -> lsum (byte_mass c) l <= B.
Proof using.
  intros Hc l Hl. destruct (enough_fuel l) as [n Hn].
  rewrite (lsum_ext _ (fun tape => ind (In tape l) * byte_mass c tape))
    by (intros tape Hin; rewrite (ind_true _ Hin); lra).
  destruct (lsum_transport (fun tape x => snd x = tape)
    (fun tape => ind (In tape l) * byte_mass c tape) (charge (run exact n c) no_more) l)
    as [pairs [Hpairs [<- _]]].
  - intros tape Htape. destruct (ind_cases (In tape l)) as [[Hin Hone] | [_ H0]];
      [| exfalso; apply Htape; rewrite H0; lra].
    rewrite Hone, Rmult_1_l in *. destruct (byte_mass_stops tape Htape) as [v Hv].
    exists (v, tape). split; [reflexivity |]. apply charge_byte_mass. auto.
  - intros tape1 tape2 x <-. auto.
  - exact Hl.
  - apply Hc. exact Hpairs.
Qed.

(** The bounds of the calculus are bounds on the tapes, and the other way round. *)
Theorem bytes_within_costs B : bytes_within c B <-> costs c no_more B.
Proof using.
  split.
  - intros [Hsummable HB] n l Hl. apply Rle_trans with (2 := HB).
    destruct (lsum_transport (fun x tape => snd x = tape /\ outputs c tape (fst x))
      (charge (run exact n c) no_more) (byte_mass c) l) as [tapes [Htapes [<- _]]].
    + intros [v tape] Hx. apply charge_done in Hx. cbn [fst snd] in Hx.
      exists tape. split; [split; [reflexivity | exists n; exact Hx] |].
      symmetry. apply charge_byte_mass. exact Hx.
    + intros [v1 tape1] [v2 tape2] tape [H1 Hv1] [H2 Hv2]. cbn [fst snd] in *. subst.
      f_equal. exact (outputs_functional c tape v1 v2 Hv1 Hv2).
    + exact Hl.
    + apply tsum_ub; assumption.
  - intros Hc. pose proof (costs_byte_mass B Hc) as Hle. split.
    + exact (summable_bound _ _ Hle).
    + exact (tsum_lub _ _ Hle).
Qed.

(** ** Programs that read no bytes *)

Lemma outputs_empty tape v : bytes_within c 0 -> outputs c tape v -> tape = [].
Proof using.
  intros [Hsummable Hexpected] Hv.
  assert (Hmass : byte_mass c tape <= 0)
    by (apply Rle_trans with (2 := Hexpected), (tsum_term_le (byte_mass c)), Hsummable).
  unfold byte_mass in Hmass. rewrite ind_true, Rmult_1_l in Hmass by (exists v; exact Hv).
  destruct tape as [| byte tape]; [reflexivity | exfalso].
  apply (Rlt_irrefl 0), Rlt_le_trans with (2 := Hmass), Rmult_lt_0_compat.
  - apply pow_lt. lra.
  - apply lt_0_INR. simpl. lia.
Qed.

(** If it also ends with probability 1, it outputs one value, on the empty tape alone. *)
Theorem outputs_certain : bytes_within c 0 -> terminates c ->
  exists v, pmf c =d dret v /\ forall tape w, outputs c tape w <-> tape = [] /\ w = v.
Proof using.
  intros Hfree Hends.
  assert (Hfound : forall v, 0 < pmf c v -> outputs c [] v).
  { intros v Hv.
    destruct (tsum_pos_ex (fun tape => ind (outputs c tape v) * (/ 256) ^ length tape)) as [used Hused];
      [rewrite adequacy; exact Hv |].
    destruct (ind_cases (outputs c used v)) as [[Hused' _] | [_ H0]]; [| rewrite H0 in Hused; lra].
    rewrite (outputs_empty used v Hfree Hused') in Hused'. exact Hused'. }
  destruct (tsum_pos_ex (pmf c)) as [v Hv]; [unfold terminates, total in Hends; rewrite Hends; lra |].
  exists v. split.
  - apply dist_certain; [exact Hends |]. intros w Hw.
    exact (outputs_functional c [] w v (Hfound w Hw) (Hfound v Hv)).
  - intros tape w. split.
    + intros Hw. pose proof (outputs_empty tape w Hfree Hw) as ->.
      split; [reflexivity |]. exact (outputs_functional c [] w v Hw (Hfound v Hv)).
    + intros [-> ->]. exact (Hfound v Hv).
Qed.

(** A program that reads no bytes and whose outcome is certain outputs it, on the empty tape alone. *)
Corollary outputs_free v : bytes_within c 0 -> pmf c =d dret v ->
  forall tape w, outputs c tape w <-> tape = [] /\ w = v.
Proof using.
  intros Hfree Hpmf. destruct (outputs_certain Hfree) as [u [Hu Houtputs]].
  - unfold terminates. rewrite (total_ext _ _ Hpmf). apply total_dret.
  - replace v with u; [exact Houtputs |]. apply dret_pos_inv. rewrite <- (Hpmf u), (Hu u).
    rewrite dret_mass, ind_true by reflexivity. lra.
Qed.

(** With [k] bytes at hand a run ends with probability at least 1 - B / (k + 1). *)
Theorem bytes_enough B (k : nat) :
  bytes_within c B -> terminates c ->
  1 - B / INR (S k)
  <= tsum (fun tape => ind ((exists v, outputs c tape v) /\ (length tape <= k)%nat)
                       * (/ 256) ^ length tape).
Proof using.
  intros [Hsummable HB] Hterminates.
  set (stop := fun tape => ind (exists v, outputs c tape v) * (/ 256) ^ length tape).
  assert (Hstop : forall tape, 0 <= stop tape).
  { intros tape. apply ind_mult_ge_0. apply weight_ge_0. }
  assert (Hk : 0 < INR (S k)) by (apply lt_0_INR; lia).
  assert (Hsum : tsum stop = 1) by (rewrite <- Hterminates; apply adequacy_total).
  rewrite <- Hsum, (tsum_split (fun tape => (length tape <= k)%nat) stop);
    [| exact Hstop | apply adequacy_total_summable].
  assert (Hshort : tsum (fun tape => ind (length tape <= k)%nat * stop tape)
    = tsum (fun tape => ind ((exists v, outputs c tape v) /\ (length tape <= k)%nat)
                        * (/ 256) ^ length tape)).
  { apply tsum_ext. intros tape. unfold stop. rewrite ind_and. lra. }
  assert (Hlong : tsum (fun tape => ind (~ (length tape <= k)%nat) * stop tape) <= B / INR (S k)).
  { apply Rle_trans with (tsum (fun tape => byte_mass c tape * / INR (S k))).
    - apply tsum_le.
      + intros tape. destruct (ind_cases (~ (length tape <= k)%nat)) as [[Hlen ->] | [_ ->]].
        * unfold byte_mass. fold (stop tape).
          rewrite Rmult_1_l, Rmult_assoc, <- (Rmult_1_r (stop tape)) at 1.
          apply Rmult_le_compat_l; [apply Hstop |].
          apply (Rmult_le_reg_r (INR (S k))); [exact Hk |].
          rewrite Rmult_assoc, Rinv_l, Rmult_1_l, Rmult_1_r by lra. apply le_INR. lia.
        * rewrite Rmult_0_l. apply Rmult_le_pos; [apply byte_mass_ge_0 |].
          left. apply Rinv_0_lt_compat. exact Hk.
      + apply summable_scal_r; [| exact Hsummable]. left. apply Rinv_0_lt_compat. exact Hk.
    - rewrite tsum_scal_r by (left; apply Rinv_0_lt_compat; exact Hk).
      apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact Hk | exact HB]. }
  rewrite Hshort. lra.
Qed.

End Tapes.
