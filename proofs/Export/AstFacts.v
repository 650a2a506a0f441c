(** * Export: a name stands for one body

    What [reachable] computes is a table in which names are unique, and which
    holds, for every call anywhere in the exported function, the very body that
    the call carries.  A call whose name and body disagree has no table.

    Glossary
      resolved t c next == every call of [c], and of the bodies that it calls,
                           has its body in [t] under its name                  *)

From Coq Require Import Bool NArith String List.
From Verinoise Require Import Lang.Syntax Export.Ast.
Import ListNotations.
Local Open Scope list_scope.

(** ** The Boolean equality is equality *)

Definition reflects {A} (eqb : A -> A -> bool) : Prop := forall x y, eqb x y = true -> x = y.

Lemma base_beq_eq : reflects base_beq.
Proof. intros x y. apply internal_base_dec_bl. Qed.

Lemma hint_beq_eq : reflects hint_beq.
Proof. intros x y. apply internal_hint_dec_bl. Qed.

Lemma op1_beq_eq : reflects op1_beq.
Proof. intros x y. apply internal_op1_dec_bl. Qed.

Lemma op2_beq_eq : reflects op2_beq.
Proof. intros x y. apply internal_op2_dec_bl. Qed.

Lemma string_eqb_eq : reflects String.eqb.
Proof. intros x y Hxy. apply String.eqb_eq. exact Hxy. Qed.

Lemma list_eqb_eq {A} (eqb : A -> A -> bool) : reflects eqb -> reflects (list_eqb eqb).
Proof.
  intros Heqb l. induction l as [| x l IHl]; intros [| y m] Hlm; try discriminate; [reflexivity |].
  simpl in Hlm. apply andb_true_iff in Hlm as [Hxy Hlm].
  f_equal; [apply Heqb | apply IHl]; assumption.
Qed.

Lemma expr_eqb_eq : reflects expr_eqb.
Proof.
  intros e. induction e as [x | v | v | e1 IH1 e2 IH2 | o e IH | o e1 IH1 e2 IH2];
    intros f Hef; destruct f; try discriminate; simpl in Hef;
    repeat match goal with
    | H : _ && _ = true |- _ => apply andb_true_iff in H as [? ?]
    end;
    f_equal; auto using op1_beq_eq, op2_beq_eq.
  - apply PeanoNat.Nat.eqb_eq. assumption.
  - apply Bool.eqb_prop. assumption.
  - apply N.eqb_eq. assumption.
Qed.

Lemma binder_eqb_eq : reflects binder_eqb.
Proof.
  intros [s b] [t c] Hst. unfold binder_eqb in Hst. apply andb_true_iff in Hst as [Hs Hb].
  f_equal; [apply string_eqb_eq | apply base_beq_eq]; assumption.
Qed.

Lemma exprs_eqb_eq : reflects (list_eqb expr_eqb).
Proof. exact (list_eqb_eq _ expr_eqb_eq). Qed.

Lemma binders_eqb_eq : reflects (list_eqb binder_eqb).
Proof. exact (list_eqb_eq _ binder_eqb_eq). Qed.

Lemma code_eqb_eq : reflects code_eqb.
Proof.
  intros c.
  induction c as [es | xs c1 IH1 k IHk | e c1 IH1 c2 IH2 | e | xs g c IH es | xs x e c IH es | f n es];
    intros d Hcd; destruct d; try discriminate; simpl in Hcd;
    repeat match goal with
    | H : _ && _ = true |- _ => apply andb_true_iff in H as [? ?]
    end;
    f_equal; auto using expr_eqb_eq, string_eqb_eq, exprs_eqb_eq, binder_eqb_eq, binders_eqb_eq.
Qed.

Lemma fn_eqb_eq : reflects fn_eqb.
Proof.
  intros f g Hfg. destruct f, g. unfold fn_eqb in Hfg. simpl in Hfg.
  repeat match goal with
  | H : _ && _ = true |- _ => apply andb_true_iff in H as [? ?]
  end.
  generalize (list_eqb_eq _ base_beq_eq) (list_eqb_eq _ string_eqb_eq). intros Hbases Hstrings.
  f_equal; auto using string_eqb_eq, code_eqb_eq, binders_eqb_eq, hint_beq_eq.
Qed.

(** ** Tables *)

Definition unique_names (t : table) : Prop := NoDup (map fn_name t).

(** [known] is a table that becomes a larger one, with [f] in it. *)
Lemma add_ok (f : fn) (known : result table) (t : table) :
  add f known = Ok t ->
  exists t0, known = Ok t0 /\ incl t0 t /\ In f t /\ (unique_names t0 -> unique_names t).
Proof.
  destruct known as [t0 | e]; [| discriminate]. simpl. intros Hadd. exists t0.
  destruct (find _ t0) as [g |] eqn:Hfind.
  - apply find_some in Hfind as [Hg _].
    destruct (fn_eqb f g) eqn:Hfg; [| discriminate]. injection Hadd as <-.
    apply fn_eqb_eq in Hfg as ->. auto using incl_refl.
  - injection Hadd as <-. split; [reflexivity |].
    split; [apply incl_appl, incl_refl |]. split; [apply in_or_app; right; left; reflexivity |].
    intros Hnames. unfold unique_names. rewrite map_app. simpl.
    apply (NoDup_Add (a := fn_name f) (l := map fn_name t0)).
    + replace (map fn_name t0) with (map fn_name t0 ++ []) at 1 by apply app_nil_r.
      apply Add_app.
    + split; [exact Hnames |]. intros Hin. apply in_map_iff in Hin as [g [Hname Hg]].
      generalize (find_none _ _ Hfind g Hg). rewrite Hname, String.eqb_refl. discriminate.
Qed.

Fixpoint resolved (t : table) (next : nat) {r} (c : cmd number r) : Prop :=
  match c with
  | Ret _ | Bytes _ => True
  | @Bind _ a _ _ c1 k => resolved t next c1 /\ resolved t (next + width a) (k (numbered a next))
  | If _ c1 c2 => resolved t next c1 /\ resolved t next c2
  | @While _ s _ _ body _ => resolved t (next + width s) (body (numbered s next))
  | @Fold _ _ s _ _ body _ =>
      resolved t (next + width s + 1) (body (numbered s next, next + width s))
  | @Call _ a _ p body _ => In (fn_of p body) t /\ resolved t (width a) (body (numbered a 0))
  end.

Lemma resolved_incl (t u : table) {r} (c : cmd number r) : forall next,
  incl t u -> resolved t next c -> resolved u next c.
Proof.
  intros next Htu. revert next.
  induction c as [r es | a b xs c1 IH1 k IHk | r e c1 IH1 c2 IH2 | e
                 | s xs g body IH init | e s xs items body IH init | a b p body IH args];
    intros next; simpl; auto; intros [? ?]; auto.
Qed.

Lemma callees_ok {r} (c : cmd number r) : forall next known t,
  callees next c known = Ok t ->
  exists t0, known = Ok t0 /\ incl t0 t /\ resolved t next c
             /\ (unique_names t0 -> unique_names t).
Proof.
  induction c as [r es | a b xs c1 IH1 k IHk | r e c1 IH1 c2 IH2 | e
                 | s xs g body IH init | e s xs items body IH init | a b p body IH args];
    intros next known t Ht; simpl in Ht |- *.
  - exists t. split; [exact Ht |]. split; [apply incl_refl |]. auto.
  - apply IHk in Ht as (t1 & Hc1 & Hincl1 & Hk & Hnames1).
    apply IH1 in Hc1 as (t0 & Hknown & Hincl0 & Hres & Hnames0).
    exists t0. repeat split; eauto using incl_tran, resolved_incl.
  - apply IH2 in Ht as (t1 & Hc1 & Hincl1 & Hc2 & Hnames1).
    apply IH1 in Hc1 as (t0 & Hknown & Hincl0 & Hres & Hnames0).
    exists t0. repeat split; eauto using incl_tran, resolved_incl.
  - exists t. split; [exact Ht |]. split; [apply incl_refl |]. auto.
  - exact (IH _ _ _ _ Ht).
  - exact (IH _ _ _ _ Ht).
  - apply add_ok in Ht as (t1 & Hbody & Hincl1 & Hin & Hnames1).
    apply IH in Hbody as (t0 & Hknown & Hincl0 & Hres & Hnames0).
    exists t0. repeat split; eauto using incl_tran, resolved_incl.
Qed.

Lemma reachable_ok {a b} (f : func a b) (known : result table) (t : table) :
  reachable f known = Ok t ->
  exists t0, known = Ok t0 /\ incl t0 t /\ In (reify f) t
             /\ resolved t (width a) (body f number (numbered a 0))
             /\ (unique_names t0 -> unique_names t).
Proof.
  intros Hf. unfold reachable in Hf.
  apply add_ok in Hf as (t1 & Hbody & Hincl1 & Hin & Hnames1).
  apply callees_ok in Hbody as (t0 & Hknown & Hincl0 & Hres & Hnames0).
  exists t0. repeat split; eauto using incl_tran, resolved_incl.
Qed.

(** If [f] can be exported, names are unique, [f] is in the table, and so is, under
    its own name, the body of every call. *)
Theorem reachable_resolved {a b} (f : func a b) (known t : table) :
  unique_names known -> reachable f (Ok known) = Ok t ->
  unique_names t /\ In (reify f) t /\ resolved t (width a) (body f number (numbered a 0)).
Proof.
  intros Hknown Hf. apply reachable_ok in Hf as (t0 & Ht0 & _ & Hin & Hres & Hnames).
  injection Ht0 as <-. auto.
Qed.
