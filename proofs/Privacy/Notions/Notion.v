(** * Notions of privacy, abstractly

    Purpose: what pure, Rényi and zero-concentrated privacy have in common, and the
    closure properties that follow from it once for all.  (Approximate privacy has
    them with the proviso that delta is not negative, which the others do not need;
    see ApproxDp.)

    A notion measures how far apart two distributions are.  It has a cost of
    nothing, costs add up, more cost is weaker, and processing the outcome of a
    draw does not drive distributions apart.

    Paper section: 5, Privacy.  In the spirit of the abstract privacy interface of
    de Medeiros, Naveed, Lepoint, Wei, Chatterjee, Tristan (SampCert), 2024;
    parallel composition is McSherry 2009.

    Glossary:
      cost N == the type of costs: real numbers in all instances here
      close N s p q == p and q are at distance at most s
      private N adj s M == close N s (M x) (M y) for all adjacent x and y
      cost_times N k s == s + ... + s, k times
      cost_sum costs == the sum of a list of costs
      draws ps == one draw from each distribution of the list ps (Independent)
      postprocess, adaptive, transcript, parallel == see Definitions *)

From Coq Require Import Reals List.
From MathLite Require Import Dist Pairing.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Adjacency.
From Verinoise Require Import Privacy.Notions.Independent.
Import ListNotations.

(** A list is drawn by drawing a pair, the first entry and the rest. *)
Lemma draws_pair {O} (p : dist O) (k : O -> dist (list O)) :
  dbind p (fun o => dmap (cons o) (k o)) =d dmap (fun x => fst x :: snd x) (dpair p k).
Proof.
  unfold dmap at 2, dpair. rewrite dbind_assoc.
  apply dbind_ext; [reflexivity |]. intros o. unfold dmap. rewrite dbind_assoc.
  apply dbind_ext; [reflexivity |]. intros v. rewrite dbind_ret_l. reflexivity.
Qed.

Record notion := Notion {
  cost : Type;
  cost_0 : cost;
  cost_plus : cost -> cost -> cost;
  cost_le : cost -> cost -> Prop;
  close : forall {O : Type}, cost -> dist O -> dist O -> Prop;

  cost_plus_0_l : forall s, cost_plus cost_0 s = s;
  cost_plus_0_r : forall s, cost_plus s cost_0 = s;
  cost_le_refl : forall s, cost_le s s;
  cost_plus_ge_0 : forall s t,
    cost_le cost_0 s -> cost_le cost_0 t -> cost_le cost_0 (cost_plus s t);

  close_refl : forall O (p : dist O), close cost_0 p p;
  close_le : forall O s t (p q : dist O), cost_le s t -> close s p q -> close t p q;
  close_ext : forall O s (p1 p2 q1 q2 : dist O),
    p1 =d p2 -> q1 =d q2 -> close s p1 q1 -> close s p2 q2;
  close_bind : forall O U s (p q : dist O) (f : O -> dist U),
    close s p q -> close s (dbind p f) (dbind q f);
  close_pair : forall O U s t (p q : dist O) (k h : O -> dist U),
    close s p q -> (forall o, (0 < p o)%R -> close t (k o) (h o)) ->
    close (cost_plus s t) (dpair p k) (dpair q h) }.

Arguments close {n O}.
Arguments cost_0 {n}.
Arguments cost_plus {n}.
Arguments cost_le {n}.

Definition private (N : notion) {D O} (adj : relation D) (s : cost N) (M : mechanism D O) : Prop :=
  forall x y, adj x y -> close s (M x) (M y).

Fixpoint cost_times {N : notion} (k : nat) (s : cost N) : cost N :=
  match k with 0%nat => cost_0 | S k => cost_plus s (cost_times k s) end.

Definition cost_sum {N : notion} (costs : list (cost N)) : cost N :=
  fold_right cost_plus cost_0 costs.

Section Closure.
Context (N : notion).
Implicit Types (s t : cost N).

(** ** Processing, composition, constants, order *)

Section Mechanisms.
Context {D : Type} (adj : relation D) {O U : Type}.

Lemma private_postprocess s (M : mechanism D O) (f : O -> dist U) :
  private N adj s M -> private N adj s (postprocess M f).
Proof using. intros HM x y Hxy. apply close_bind, HM. exact Hxy. Qed.

Lemma private_adaptive s t (M : mechanism D O) (K : O -> mechanism D U) :
  private N adj s M -> (forall o, private N adj t (K o)) ->
  private N adj (cost_plus s t) (adaptive M K).
Proof using.
  intros HM HK x y Hxy. apply close_pair; [apply HM; exact Hxy |].
  intros o _. apply HK. exact Hxy.
Qed.

Lemma private_const (p : dist O) : private N adj cost_0 (fun _ => p).
Proof using. intros x y _. apply close_refl. Qed.

Lemma private_le s t (M : mechanism D O) : cost_le s t -> private N adj s M -> private N adj t M.
Proof using. intros Hst HM x y Hxy. apply (close_le N _ s t); auto. Qed.

Lemma close_eq s (p q : dist O) : cost_le cost_0 s -> p = q -> close s p q.
Proof using. intros Hs ->. apply (close_le N _ cost_0 s); [exact Hs | apply close_refl]. Qed.

(** A function of the data that keeps adjacent data adjacent, or makes them equal. *)
Lemma private_preprocess {E} (adj1 : relation E) s (f : D -> E) (M : mechanism E O) :
  cost_le cost_0 s -> (forall x y, adj x y -> f x = f y \/ adj1 (f x) (f y)) ->
  private N adj1 s M -> private N adj s (fun x => M (f x)).
Proof using.
  intros Hs Hf HM x y Hxy. destruct (Hf x y Hxy) as [Heq | Hadj]; [| apply HM; exact Hadj].
  apply close_eq; [exact Hs | f_equal; exact Heq].
Qed.

End Mechanisms.

(** ** Parallel composition *)

Section Parallel.
Context {A O U : Type} (b : A -> bool) (s t : cost N).
Context (M : mechanism (list A) O) (K : mechanism (list A) U).

(** When records come and go, disjoint parts cost the larger of the two. *)
Lemma private_parallel u : cost_le s u -> cost_le t u ->
  private N add_remove s M -> private N add_remove t K ->
  private N add_remove u (parallel b M K).
Proof using.
  intros Hsu Htu HM HK x y Hxy. unfold parallel. fold (others b).
  destruct (add_remove_split b x y Hxy) as [[Hin Hout] | [Hin Hout]].
  - rewrite Hout. apply (close_le N _ s u); [exact Hsu |]. rewrite <- (cost_plus_0_r N s).
    apply close_pair; [apply HM; exact Hin |]. intros o _. apply close_refl.
  - rewrite Hin. apply (close_le N _ t u); [exact Htu |]. rewrite <- (cost_plus_0_l N t).
    apply close_pair; [apply close_refl |]. intros o _. apply HK. exact Hout.
Qed.

(** When a record is replaced it may move from one part to the other: the costs add up. *)
Lemma private_parallel_replace : cost_le cost_0 s -> cost_le cost_0 t ->
  private N (either add_remove replace_one) s M ->
  private N (either add_remove replace_one) t K ->
  private N replace_one (cost_plus s t) (parallel b M K).
Proof using.
  intros Hs Ht HM HK.
  apply (private_adaptive replace_one s t (fun x => M (filter b x))
           (fun _ x => K (filter (others b) x))).
  - apply (private_preprocess replace_one (either add_remove replace_one) s (filter b) M Hs);
      [| exact HM].
    apply filter_replace_one.
  - intros _. apply (private_preprocess replace_one (either add_remove replace_one) t
                       (filter (others b)) K Ht); [| exact HK].
    apply filter_replace_one.
Qed.

End Parallel.

(** ** Lists of independent draws *)

Lemma cost_times_ge_0 k s : cost_le cost_0 s -> cost_le cost_0 (cost_times k s).
Proof using.
  intros Hs. induction k as [| k IH]; [apply cost_le_refl |].
  apply cost_plus_ge_0; assumption.
Qed.

Lemma cost_times_1 s : cost_times 1 s = s.
Proof using. apply cost_plus_0_r. Qed.

Section Lists.
Context {O : Type}.
Implicit Types (p q : dist O) (ps qs : list (dist O)).

Lemma close_cons s t p q (k h : O -> dist (list O)) :
  close s p q -> (forall o, (0 < p o)%R -> close t (k o) (h o)) ->
  close (cost_plus s t) (dbind p (fun o => dmap (cons o) (k o)))
    (dbind q (fun o => dmap (cons o) (h o))).
Proof using.
  intros Hpq Hkh. apply (close_ext N _ _ (dmap (fun x => fst x :: snd x) (dpair p k)) _
                           (dmap (fun x => fst x :: snd x) (dpair q h))).
  - symmetry. apply draws_pair.
  - symmetry. apply draws_pair.
  - apply close_bind, close_pair; assumption.
Qed.

Lemma close_draws_cons s t p q ps qs :
  close s p q -> close t (draws ps) (draws qs) ->
  close (cost_plus s t) (draws (p :: ps)) (draws (q :: qs)).
Proof using. intros Hpq Hps. apply close_cons; [exact Hpq |]. intros o _. exact Hps. Qed.

(** Any number of mechanisms, each of which sees the outputs before it. *)
Lemma private_transcript {D} (adj : relation D) costs (Ms : list (list O -> mechanism D O)) before :
  Forall2 (fun s M => forall seen, private N adj s (M seen)) costs Ms ->
  private N adj (cost_sum costs) (transcript Ms before).
Proof using.
  intros HMs x y Hxy. revert before.
  induction HMs as [| s M costs Ms HM HMs IH]; intros before; [apply close_refl |].
  apply close_cons; [apply HM; exact Hxy |]. intros o _. apply IH.
Qed.

End Lists.

End Closure.
