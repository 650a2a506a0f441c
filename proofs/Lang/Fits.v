(** * The sampler language: programs that stay within words

    A run on checked words faults where a number does not fit.  For programs without loops whose
    end is a matter of chance, rules show that this never happens, whatever the tape: what is
    computed is found from the values of the parts.

    Glossary
      words w      == checked words of [w] bits (Words.v)
      computed w e == every number on the way to the value of [e] fits, the last one included
      settles w c P == with any fuel and on any tape, a run of [c] on words of [w] bits ends with
                      a value for which [P] holds, or at the end of the tape
      settled o    == [o] is a value or the end of the tape (MachineFacts.v)              *)

From Coq Require Import Bool NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.MachineFacts Lang.Words Lang.Tapes.
Import ListNotations.

(* A library below Coquelicot sets this for everyone. *)
Local Unset Asymmetric Patterns.

(** ** Expressions *)

Fixpoint computed (w : N) {b} (e : expression value b) : Prop :=
  match e with
  | Var _ | BoolLit _ => True
  | NatLit v => (v < 2 ^ w)%N
  | And e1 e2 => computed w e1 /\ computed w e2
  | Unary op e1 => computed w e1 /\ fits w (apply1 op (eval e1)) = true
  | Binary op e1 e2 => computed w e1 /\ computed w e2 /\ fits w (apply2 op (eval e1) (eval e2)) = true
  end.

Fixpoint all_computed (w : N) {t} : expressions value t -> Prop :=
  match t with
  | Base b => computed w
  | Prod t1 t2 => fun es => all_computed w (fst es) /\ all_computed w (snd es)
  end.

Lemma checked_fits (w : N) {b : base} (x : value b) : fits w x = true -> checked w x = Some x.
Proof. intros Hx. apply checked_some. auto. Qed.

Lemma compute_computed (w : N) {b} (e : expression value b) :
  computed w e -> compute (words w) e = Some (eval e).
Proof.
  induction e as [b x | v0 | v0 | e1 IH1 e2 IH2
                 | b1 b2 op e IH | b1 b2 b3 op e1 IH1 e2 IH2]; cbn [computed compute eval]; intros H.
  - reflexivity.
  - reflexivity.
  - apply (@checked_fits w Nat), N.ltb_lt. exact H.
  - destruct H as [H1 H2]. rewrite (IH1 H1), (IH2 H2). destruct (eval e1); reflexivity.
  - destruct H as [H1 H]. rewrite (IH H1). exact (checked_fits w _ H).
  - destruct H as [H1 [H2 H]]. rewrite (IH1 H1), (IH2 H2). exact (checked_fits w _ H).
Qed.

Lemma computes_computed (w : N) {t} (es : expressions value t) :
  all_computed w es -> computes (words w) es = Some (evals es).
Proof.
  induction t as [b | t1 IH1 t2 IH2]; cbn [all_computed computes].
  - apply compute_computed.
  - intros [H1 H2]. rewrite (IH1 _ H1), (IH2 _ H2). reflexivity.
Qed.

(** ** Commands *)

Definition ends {T} (P : T -> Prop) (o : outcome T) : Prop :=
  match o with Done v _ => P v | OutOfBytes => True | OutOfFuel | Fault => False end.

Definition settles (w : N) {t} (c : cmd value t) (P : values t -> Prop) : Prop :=
  forall fuel tape, ends P (run (words w) fuel c tape).

Lemma settles_settled (w : N) {t} (c : cmd value t) (P : values t -> Prop) fuel tape :
  settles w c P -> settled (run (words w) fuel c tape).
Proof.
  intros Hc. specialize (Hc fuel tape). destruct (run (words w) fuel c tape); simpl in *; auto.
Qed.

Section Rules.
Context (w : N) {t : ty}.
Implicit Types (c : cmd value t) (P : values t -> Prop).

Lemma settles_weaken c (P Q : values t -> Prop) :
  (forall v, P v -> Q v) -> settles w c P -> settles w c Q.
Proof using.
  intros HPQ Hc fuel tape. specialize (Hc fuel tape).
  destruct (run (words w) fuel c tape); simpl in *; auto.
Qed.

Lemma settles_ret (es : expressions value t) P :
  all_computed w es -> P (evals es) -> settles w (Ret es) P.
Proof using. intros Hes HP fuel tape. cbn [run]. rewrite (computes_computed w es Hes). exact HP. Qed.

Lemma settles_if (e : expression value Bool) c1 c2 P :
  computed w e -> settles w (if eval e then c1 else c2) P -> settles w (If e c1 c2) P.
Proof using.
  intros He Hc fuel tape. cbn [run]. rewrite (compute_computed w e He). cbn [or_fault].
  specialize (Hc fuel tape). destruct (eval e); exact Hc.
Qed.

Lemma ends_and_then {A} (P : A -> Prop) (Q : values t -> Prop) (o : outcome A)
    (k : A -> list byte -> outcome (values t)) :
  ends P o -> (forall v rest, P v -> ends Q (k v rest)) -> ends Q (and_then o k).
Proof using. intros Ho Hk. destruct o; simpl in *; auto. Qed.

Lemma settles_bind {a} (xs : names a) (c : cmd value a) (k : values a -> cmd value t)
    (P : values a -> Prop) (Q : values t -> Prop) :
  settles w c P -> (forall v, P v -> settles w (k v) Q) -> settles w (Bind xs c k) Q.
Proof using.
  intros Hc Hk fuel tape. cbn [run]. apply (ends_and_then P); [apply Hc |].
  intros v rest Hv. exact (Hk v Hv fuel rest).
Qed.

Lemma settles_let {a} (xs : names a) (es : expressions value a) (k : values a -> cmd value t) P :
  all_computed w es -> settles w (k (evals es)) P -> settles w (Bind xs (Ret es) k) P.
Proof using.
  intros Hes Hk fuel tape. cbn [run]. rewrite (computes_computed w es Hes). apply Hk.
Qed.

(** A fold, for an invariant of the items that are behind it. *)
Theorem settles_fold {e} (xs : names (Prod t (Base (Scalar e)))) (items : expression value (Seq e))
    (body : values (Prod t (Base (Scalar e))) -> cmd value t) (init : expressions value t)
    (Inv : list (scalar_value e) -> values t -> Prop) P :
  computed w items -> all_computed w init -> Inv [] (evals init) ->
  (forall before item after s, eval items = before ++ item :: after -> Inv before s ->
     fits w (b := e) item = true /\ settles w (body (s, item)) (Inv (before ++ [item]))) ->
  (forall s, Inv (eval items) s -> P s) ->
  settles w (Fold xs items body init) P.
Proof using.
  intros Hitems Hinit H0 Hstep HP fuel tape. cbn [run].
  rewrite (compute_computed w items Hitems), (computes_computed w init Hinit). cbn [or_fault].
  enough (Hends : forall after before s rest, eval items = before ++ after -> Inv before s ->
    ends (Inv (eval items)) (each (literal (words w) e) (fun item s => run (words w) fuel (body (s, item)))
      after s rest)).
  { specialize (Hends (eval items) [] (evals init) tape eq_refl H0).
    destruct (each _ _ _ _ _); simpl in *; auto. }
  induction after as [| item after IH]; intros before s rest Hsplit HInv; cbn [each].
  - rewrite app_nil_r in Hsplit. rewrite Hsplit. exact HInv.
  - destruct (Hstep before item after s Hsplit HInv) as [Hfits Hbody].
    change (literal (words w) e item) with (checked w (b := e) item).
    rewrite (checked_fits w (b := e) item Hfits). cbn [or_fault].
    apply (ends_and_then (Inv (before ++ [item]))); [exact (Hbody fuel rest) |].
    intros u rest' Hu. apply (IH (before ++ [item])); [| exact Hu].
    rewrite <- app_assoc. exact Hsplit.
Qed.

End Rules.

(** ** Bytes *)

Lemma settles_bytes (w : N) (count : expression value Nat) :
  computed w count -> (256 ^ eval count <= 2 ^ w)%N ->
  settles w (Bytes count) (fun v => (v < 256 ^ eval count)%N).
Proof.
  intros Hcount Hw fuel tape. cbn [run]. rewrite (compute_computed w count Hcount). cbn [or_fault].
  destruct (split_at (N.to_nat (eval count)) tape) as [[taken rest] |] eqn:Hsplit; [| exact I].
  apply split_at_inv in Hsplit as [_ Hlength].
  assert (Hlt : (le_value taken < 256 ^ eval count)%N).
  { rewrite <- (Nnat.N2Nat.id (eval count)), <- Hlength. apply le_value_bound. }
  change (literal (words w) Nat (le_value taken)) with (checked w (b := Nat) (le_value taken)).
  rewrite (checked_fits w (b := Nat)) by (apply N.ltb_lt; lia). exact Hlt.
Qed.
