(** * The sampler language: facts about the machine

    A settled run (it ended with a value, or at the end of the tape) does not
    depend on the fuel, nor on the arithmetic as long as that one is faithful.
    A run that ends with a value has read a prefix of its tape and ignores what
    follows; the tapes on which a program outputs are a prefix-free set.

    Glossary
      refines A B     == whatever [A] computes, [B] computes too
      settled o       == [o] is a value or the end of the tape
      improves m1 m2  == [m2] does what [m1] does whenever [m1] settles
      splits m        == [m] reads a prefix of the tape and ignores the rest     *)

From Coq Require Import NArith List Lia.
From Coq Require Import Strings.Byte.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine.
Import ListNotations.

(** ** Expressions *)

Record refines (A B : arithmetic) : Prop := Refines {
  refines_literal : forall s v w, literal A s v = Some w -> literal B s v = Some w;
  refines_unary : forall b1 b2 (op : unary b1 b2) x w,
    result1 A b1 b2 op x = Some w -> result1 B b1 b2 op x = Some w;
  refines_binary : forall b1 b2 b3 (op : binary b1 b2 b3) x y w,
    result2 A b1 b2 b3 op x y = Some w -> result2 B b1 b2 b3 op x y = Some w
}.

Lemma refines_refl (A : arithmetic) : refines A A.
Proof. split; auto. Qed.

Lemma faithful_refines (A : arithmetic) : faithful A -> refines A exact.
Proof.
  intros [Hlit Hun Hbin]. split.
  - intros s v w Hw. simpl. rewrite (Hlit s v w Hw). reflexivity.
  - intros b1 b2 op x w Hw. simpl. rewrite (Hun b1 b2 op x w Hw). reflexivity.
  - intros b1 b2 b3 op x y w Hw. simpl. rewrite (Hbin b1 b2 b3 op x y w Hw). reflexivity.
Qed.

Section Expressions.
Context {A B : arithmetic} (HAB : refines A B).

Lemma compute_refines {b} (e : expression value b) (v : value b) :
  compute A e = Some v -> compute B e = Some v.
Proof using HAB.
  revert v.
  induction e as [b x | v0 | v0 | e1 IH1 e2 IH2
                 | b1 b2 op e IH | b1 b2 b3 op e1 IH1 e2 IH2]; simpl; intros v Hv.
  - exact Hv.
  - exact Hv.
  - exact (refines_literal A B HAB Nat v0 v Hv).
  - destruct (compute A e1) as [[|] |]; [| | discriminate]; rewrite (IH1 _ eq_refl); auto.
  - destruct (compute A e) as [x |]; [| discriminate]. rewrite (IH x eq_refl).
    exact (refines_unary A B HAB b1 b2 op x v Hv).
  - destruct (compute A e1) as [x |]; [| discriminate].
    destruct (compute A e2) as [y |]; [| discriminate].
    rewrite (IH1 x eq_refl), (IH2 y eq_refl).
    exact (refines_binary A B HAB b1 b2 b3 op x y v Hv).
Qed.

Lemma computes_refines {t} (es : expressions value t) (vs : values t) :
  computes A es = Some vs -> computes B es = Some vs.
Proof using HAB.
  revert vs. induction t as [b | t1 IH1 t2 IH2]; simpl; intros vs Hvs.
  - exact (compute_refines es vs Hvs).
  - destruct (computes A (fst es)) as [x |] eqn:Hx; [| discriminate].
    destruct (computes A (snd es)) as [y |] eqn:Hy; [| discriminate].
    rewrite (IH1 _ _ Hx), (IH2 _ _ Hy). exact Hvs.
Qed.

End Expressions.

Lemma compute_exact {b} (e : expression value b) : compute exact e = Some (eval e).
Proof.
  induction e as [b x | v0 | v0 | e1 IH1 e2 IH2
                 | b1 b2 op e IH | b1 b2 b3 op e1 IH1 e2 IH2]; simpl.
  - reflexivity.
  - reflexivity.
  - reflexivity.
  - rewrite IH1, IH2. destruct (eval e1); reflexivity.
  - rewrite IH. reflexivity.
  - rewrite IH1, IH2. reflexivity.
Qed.

Lemma computes_exact {t} (es : expressions value t) : computes exact es = Some (evals es).
Proof.
  induction t as [b | t1 IH1 t2 IH2]; simpl.
  - apply compute_exact.
  - rewrite IH1, IH2. reflexivity.
Qed.

(** ** More fuel, better arithmetic *)

Definition settled {T} (o : outcome T) : Prop :=
  match o with Done _ _ | OutOfBytes => True | OutOfFuel | Fault => False end.

Definition improves {T} (m1 m2 : list byte -> outcome T) : Prop :=
  forall tape, settled (m1 tape) -> m2 tape = m1 tape.

Lemma improves_and_then {T U} (m1 m2 : list byte -> outcome T)
    (k1 k2 : T -> list byte -> outcome U) :
  improves m1 m2 -> (forall v, improves (k1 v) (k2 v)) ->
  improves (fun tape => and_then (m1 tape) k1) (fun tape => and_then (m2 tape) k2).
Proof.
  intros Hm Hk tape Hsettled. rewrite (Hm tape).
  - destruct (m1 tape) as [v rest | | |]; simpl in *; [apply Hk; exact Hsettled | auto ..].
  - destruct (m1 tape); simpl in *; auto.
Qed.

Lemma improves_or_fault {T U} (o1 o2 : option T) (k1 k2 : T -> list byte -> outcome U) :
  (forall v, o1 = Some v -> o2 = Some v) -> (forall v, improves (k1 v) (k2 v)) ->
  improves (fun tape => or_fault o1 (fun v => k1 v tape))
           (fun tape => or_fault o2 (fun v => k2 v tape)).
Proof.
  intros Ho Hk tape. destruct o1 as [v |]; simpl; [| contradiction].
  rewrite (Ho v eq_refl). apply Hk.
Qed.

Lemma improves_refl {T} (m : list byte -> outcome T) : improves m m.
Proof. intros tape _. reflexivity. Qed.

Lemma improves_repeat {S} (guard1 guard2 : S -> option bool)
    (body1 body2 : S -> list byte -> outcome S) :
  (forall s b, guard1 s = Some b -> guard2 s = Some b) ->
  (forall s, improves (body1 s) (body2 s)) ->
  forall n m s, (n <= m)%nat -> improves (repeat guard1 body1 n s) (repeat guard2 body2 m s).
Proof.
  intros Hguard Hbody n. induction n as [| n IH]; intros m s Hnm tape.
  - simpl. destruct (guard1 s) as [[|] |] eqn:Hg; simpl; [contradiction | | contradiction].
    intros _. destruct m; simpl; rewrite (Hguard s false Hg); reflexivity.
  - destruct m as [| m]; [lia |]. simpl.
    destruct (guard1 s) as [[|] |] eqn:Hg; simpl; [| | contradiction];
      rewrite (Hguard s _ Hg); simpl; [| reflexivity].
    apply (improves_and_then (body1 s) (body2 s)); [apply Hbody |].
    intros v. apply IH. lia.
Qed.

Lemma improves_each {I S} (literal1 literal2 : I -> option I)
    (body1 body2 : I -> S -> list byte -> outcome S) :
  (forall i j, literal1 i = Some j -> literal2 i = Some j) ->
  (forall i s, improves (body1 i s) (body2 i s)) ->
  forall items s, improves (each literal1 body1 items s) (each literal2 body2 items s).
Proof.
  intros Hliteral Hbody items. induction items as [| i items IH]; intros s; simpl.
  - apply improves_refl.
  - apply (improves_or_fault _ _
      (fun i tape => and_then (body1 i s tape) (each literal1 body1 items))
      (fun i tape => and_then (body2 i s tape) (each literal2 body2 items))).
    + apply Hliteral.
    + intros j. apply (improves_and_then (body1 j s) (body2 j s)); auto.
Qed.

(** More fuel and a better arithmetic change no settled run. *)
Theorem run_improves {A B : arithmetic} (HAB : refines A B) {t} (c : cmd value t) (n m : nat) :
  (n <= m)%nat -> improves (run A n c) (run B m c).
Proof.
  intros Hnm.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args]; simpl.
  - apply (improves_or_fault _ _ (fun vs tape => Done vs tape) (fun vs tape => Done vs tape)).
    + apply computes_refines. exact HAB.
    + intros v. apply improves_refl.
  - apply (improves_and_then (run A n c1)); [exact IHc1 | exact IHk].
  - apply (improves_or_fault _ _
      (fun (b : bool) tape => if b then run A n c1 tape else run A n c2 tape)
      (fun (b : bool) tape => if b then run B m c1 tape else run B m c2 tape)).
    + exact (fun b => compute_refines HAB e b).
    + intros [|]; assumption.
  - intros tape. destruct (compute A count) as [v |] eqn:Hv; simpl; [| contradiction].
    rewrite (compute_refines HAB _ _ Hv). simpl.
    destruct (split_at (N.to_nat v) tape) as [[taken rest] |]; [| reflexivity].
    destruct (literal A Nat (le_value taken)) as [w |] eqn:Hw; simpl; [| contradiction].
    rewrite (refines_literal A B HAB _ _ _ Hw). reflexivity.
  - apply (improves_or_fault _ _
      (fun v => repeat (fun s => compute A (guard s)) (fun s => run A n (body s)) n v)
      (fun v => repeat (fun s => compute B (guard s)) (fun s => run B m (body s)) m v)).
    + apply computes_refines. exact HAB.
    + intros v. apply improves_repeat; [| exact IHbody | exact Hnm].
      intros u b. exact (compute_refines HAB (guard u) b).
  - intros tape. destruct (compute A items) as [l |] eqn:Hl; simpl; [| contradiction].
    rewrite (compute_refines HAB _ _ Hl). simpl. revert tape.
    apply (improves_or_fault _ _
      (each (literal A e) (fun item u => run A n (body (u, item))) l)
      (each (literal B e) (fun item u => run B m (body (u, item))) l)).
    + apply computes_refines. exact HAB.
    + intros v. apply improves_each; [apply (refines_literal A B HAB) | intros i u; apply IHbody].
  - apply (improves_or_fault _ _
      (fun vs tape => run A n (body vs) tape) (fun vs tape => run B m (body vs) tape)).
    + apply computes_refines. exact HAB.
    + exact IHbody.
Qed.

Section Runs.
Context {t : ty} (c : cmd value t).
Implicit Types (tape rest : list byte) (v w : values t).

Theorem run_more_fuel (A : arithmetic) (n m : nat) tape v rest :
  (n <= m)%nat -> run A n c tape = Done v rest -> run A m c tape = Done v rest.
Proof using.
  intros Hnm Hrun. rewrite <- Hrun. apply (run_improves (refines_refl A) c n m Hnm).
  rewrite Hrun. exact I.
Qed.

Theorem run_more_fuel_out_of_bytes (A : arithmetic) (n m : nat) tape :
  (n <= m)%nat -> run A n c tape = OutOfBytes -> run A m c tape = OutOfBytes.
Proof using.
  intros Hnm Hrun. rewrite <- Hrun. apply (run_improves (refines_refl A) c n m Hnm).
  rewrite Hrun. exact I.
Qed.

Theorem run_deterministic (A : arithmetic) (n m : nat) tape v rest w rest' :
  run A n c tape = Done v rest -> run A m c tape = Done w rest' -> v = w /\ rest = rest'.
Proof using.
  intros Hv Hw.
  apply (run_more_fuel A n (max n m)) in Hv; [| lia].
  apply (run_more_fuel A m (max n m)) in Hw; [| lia].
  rewrite Hv in Hw. injection Hw. auto.
Qed.

(** What makes two instances of the exported code agree: a faithful arithmetic
    gives the exact value and reads the same bytes, or it faults. *)
Theorem faithful_run (A : arithmetic) (n : nat) tape v rest :
  faithful A -> run A n c tape = Done v rest -> run exact n c tape = Done v rest.
Proof using.
  intros HA Hrun. rewrite <- Hrun.
  apply (run_improves (faithful_refines A HA) c n n (le_n n)). rewrite Hrun. exact I.
Qed.

Theorem faithful_run_out_of_bytes (A : arithmetic) (n : nat) tape :
  faithful A -> run A n c tape = OutOfBytes -> run exact n c tape = OutOfBytes.
Proof using.
  intros HA Hrun. rewrite <- Hrun.
  apply (run_improves (faithful_refines A HA) c n n (le_n n)). rewrite Hrun. exact I.
Qed.

End Runs.

(** ** Prefixes *)

Definition splits {T} (m : list byte -> outcome T) : Prop :=
  forall tape v rest, m tape = Done v rest ->
    exists used, tape = used ++ rest /\ forall rest', m (used ++ rest') = Done v rest'.

Lemma splits_ret {T} (v : T) : splits (Done v).
Proof.
  intros tape w rest Hrun. injection Hrun as <- <-. exists []. split; reflexivity.
Qed.

Lemma splits_fault {T} : splits (fun _ => @Fault T).
Proof. intros tape v rest Hrun. discriminate. Qed.

Lemma splits_and_then {T U} (m : list byte -> outcome T) (k : T -> list byte -> outcome U) :
  splits m -> (forall v, splits (k v)) -> splits (fun tape => and_then (m tape) k).
Proof.
  intros Hm Hk tape w rest Hrun.
  destruct (m tape) as [v middle | | |] eqn:Hv; try discriminate.
  destruct (Hm tape v middle Hv) as [used1 [-> Hused1]].
  destruct (Hk v middle w rest Hrun) as [used2 [-> Hused2]].
  exists (used1 ++ used2). split; [apply app_assoc |].
  intros rest'. rewrite <- app_assoc, Hused1. apply Hused2.
Qed.

Lemma splits_or_fault {T U} (o : option T) (k : T -> list byte -> outcome U) :
  (forall v, splits (k v)) -> splits (fun tape => or_fault o (fun v => k v tape)).
Proof. intros Hk. destruct o as [v |]; [exact (Hk v) | exact splits_fault]. Qed.

Lemma splits_repeat {S} (guard : S -> option bool) (body : S -> list byte -> outcome S) :
  (forall s, splits (body s)) -> forall n s, splits (repeat guard body n s).
Proof.
  intros Hbody n. induction n as [| n IH]; intros s; simpl.
  - destruct (guard s) as [[|] |]; simpl; [| apply splits_ret | exact splits_fault].
    intros tape v rest Hrun. discriminate.
  - destruct (guard s) as [[|] |]; simpl; [| apply splits_ret | exact splits_fault].
    apply splits_and_then; [apply Hbody | exact IH].
Qed.

Lemma splits_each {I S} (literal : I -> option I) (body : I -> S -> list byte -> outcome S) :
  (forall i s, splits (body i s)) -> forall items s, splits (each literal body items s).
Proof.
  intros Hbody items. induction items as [| i items IH]; intros s; simpl; [apply splits_ret |].
  apply (splits_or_fault _ (fun i tape => and_then (body i s tape) (each literal body items))).
  intros j. apply splits_and_then; [apply Hbody | exact IH].
Qed.

Lemma split_at_app {T} (l rest : list T) : split_at (length l) (l ++ rest) = Some (l, rest).
Proof. induction l as [| x l IH]; simpl; [reflexivity |]. rewrite IH. reflexivity. Qed.

Lemma split_at_inv {T} (n : nat) (l taken rest : list T) :
  split_at n l = Some (taken, rest) -> l = taken ++ rest /\ length taken = n.
Proof.
  revert l taken. induction n as [| n IH]; intros l taken Hsplit; simpl in Hsplit.
  - injection Hsplit as <- <-. auto.
  - destruct l as [| x l]; [discriminate |].
    destruct (split_at n l) as [[taken' rest'] |] eqn:Hl; [| discriminate].
    injection Hsplit as <- <-. destruct (IH l taken' Hl) as [-> <-]. auto.
Qed.

Theorem run_splits (A : arithmetic) (n : nat) {t} (c : cmd value t) : splits (run A n c).
Proof.
  induction c as [t es | a b xs c1 IHc1 k IHk | t e c1 IHc1 c2 IHc2 | count
                 | s xs guard body IHbody init | e s xs items body IHbody init
                 | a b p body IHbody args]; simpl.
  - apply (splits_or_fault _ (fun vs tape => Done vs tape)). intros v. apply splits_ret.
  - apply splits_and_then; [exact IHc1 | exact IHk].
  - apply (splits_or_fault _
      (fun (b : bool) tape => if b then run A n c1 tape else run A n c2 tape)).
    intros [|]; assumption.
  - intros tape v rest Hrun. destruct (compute A count) as [k |]; [| discriminate].
    simpl in *.
    destruct (split_at (N.to_nat k) tape) as [[taken rest0] |] eqn:Hsplit; [| discriminate].
    destruct (split_at_inv _ _ _ _ Hsplit) as [-> <-].
    destruct (literal A Nat (le_value taken)) as [w |] eqn:Hw; [| discriminate].
    injection Hrun as <- <-. exists taken. split; [reflexivity |].
    intros rest'. rewrite split_at_app, Hw. reflexivity.
  - apply (splits_or_fault _
      (fun v => repeat (fun s => compute A (guard s)) (fun s => run A n (body s)) n v)).
    intros v. apply splits_repeat. exact IHbody.
  - apply (splits_or_fault _ (fun items tape => or_fault (computes A init) (fun v =>
      each (literal A e) (fun item u => run A n (body (u, item))) items v tape))).
    intros l. apply (splits_or_fault _
      (each (literal A e) (fun item u => run A n (body (u, item))) l)).
    intros v. apply splits_each. intros i u. apply IHbody.
  - apply (splits_or_fault _ (fun vs tape => run A n (body vs) tape)). exact IHbody.
Qed.

Section Prefixes.
Context {t : ty} (c : cmd value t).
Implicit Types (tape rest used : list byte) (v w : values t).

(** A run reads a prefix of its tape and never looks at the rest. *)
Theorem run_prefix (A : arithmetic) (n : nat) tape v rest :
  run A n c tape = Done v rest ->
  exists used, tape = used ++ rest /\ run A n c used = Done v [] /\
    forall rest', run A n c (used ++ rest') = Done v rest'.
Proof using.
  intros Hrun. destruct (run_splits A n c tape v rest Hrun) as [used [Htape Hused]].
  exists used. repeat split; [exact Htape | | exact Hused].
  rewrite <- (app_nil_r used). apply Hused.
Qed.

Theorem run_extend (A : arithmetic) (n : nat) used v rest :
  run A n c used = Done v [] -> run A n c (used ++ rest) = Done v rest.
Proof using.
  intros Hrun. destruct (run_splits A n c used v [] Hrun) as [used0 [-> Hused0]].
  rewrite app_nil_r. apply Hused0.
Qed.

Theorem outputs_functional tape v w : outputs c tape v -> outputs c tape w -> v = w.
Proof using.
  intros [n Hn] [m Hm]. exact (proj1 (run_deterministic c exact n m tape v [] w [] Hn Hm)).
Qed.

(** The tapes on which a program outputs: none is a prefix of another. *)
Theorem outputs_prefix_free tape rest v w :
  outputs c tape v -> outputs c (tape ++ rest) w -> rest = [].
Proof using.
  intros [n Hn] [m Hm]. apply (run_extend exact n tape v rest) in Hn.
  exact (proj2 (run_deterministic c exact n m _ v rest w [] Hn Hm)).
Qed.

(** What a machine with a faithful arithmetic ends with is an output. *)
Theorem run_outputs (A : arithmetic) (n : nat) tape v rest :
  faithful A -> run A n c tape = Done v rest ->
  exists used, tape = used ++ rest /\ outputs c used v.
Proof using.
  intros HA Hrun. apply faithful_run in Hrun; [| exact HA].
  destruct (run_prefix exact n tape v rest Hrun) as [used [Htape [Hused _]]].
  exists used. split; [exact Htape |]. exists n. exact Hused.
Qed.

End Prefixes.
