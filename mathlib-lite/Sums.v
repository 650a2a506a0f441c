(** * Finite sums over lists

    Purpose: [lsum f l] adds [f] over the members of the list [l], with
    multiplicity.  Sums over duplicate-free lists are the finite sums of which
    [tsum] is the supremum.

    Paper section: 1, Sums and sub-distributions.

    Glossary:
      lsum f l == the sum of f x over the members x of l
      NoDup l == l has no duplicates (standard library)
      list_prod l m == all pairs of members of l and m (standard library) *)

From Coq Require Import Reals Lra List Permutation Classical.
From MathLite Require Export Prob.
Local Open Scope R_scope.

Fixpoint lsum {T : Type} (f : T -> R) (l : list T) : R :=
  match l with
  | nil => 0
  | x :: l' => f x + lsum f l'
  end.

(** ** Computation, linearity, order *)

Section Basics.
Context {T : Type}.
Implicit Types (f g : T -> R) (l m : list T).

Lemma lsum_app f l m : lsum f (l ++ m) = lsum f l + lsum f m.
Proof. induction l as [| x l IH]; simpl; [| rewrite IH]; lra. Qed.

Lemma lsum_ext f g l : (forall x, In x l -> f x = g x) -> lsum f l = lsum g l.
Proof.
  induction l as [| x l IH]; simpl; intros Hfg; [reflexivity |].
  rewrite (Hfg x), IH; auto.
Qed.

Lemma lsum_le f g l : (forall x, In x l -> f x <= g x) -> lsum f l <= lsum g l.
Proof.
  induction l as [| x l IH]; simpl; intros Hfg; [lra |].
  apply Rplus_le_compat; auto.
Qed.

Lemma lsum_0 l : lsum (fun _ => 0) l = 0.
Proof. induction l as [| x l IH]; simpl; [| rewrite IH]; lra. Qed.

Lemma lsum_const c l : lsum (fun _ => c) l = INR (length l) * c.
Proof.
  induction l as [| x l IH]; cbn [lsum length]; [simpl; lra |].
  rewrite IH, S_INR. lra.
Qed.

Lemma lsum_ge_0 f l : (forall x, In x l -> 0 <= f x) -> 0 <= lsum f l.
Proof. intros Hf. rewrite <- (lsum_0 l). apply lsum_le. exact Hf. Qed.

Lemma lsum_plus f g l : lsum (fun x => f x + g x) l = lsum f l + lsum g l.
Proof. induction l as [| x l IH]; simpl; [| rewrite IH]; lra. Qed.

Lemma lsum_scal c f l : lsum (fun x => c * f x) l = c * lsum f l.
Proof. induction l as [| x l IH]; simpl; [| rewrite IH]; lra. Qed.

Lemma lsum_scal_r c f l : lsum (fun x => f x * c) l = lsum f l * c.
Proof. induction l as [| x l IH]; simpl; [| rewrite IH]; lra. Qed.

(** The members where [f] does not vanish are all that counts; [incl] and
    equality of supports are special cases. *)
Lemma lsum_incl_support f l m :
  (forall x, 0 <= f x) -> NoDup l -> (forall x, In x l -> f x <> 0 -> In x m) ->
  lsum f l <= lsum f m.
Proof.
  intros Hf Hl. revert m. induction Hl as [| x l Hx Hl IH]; intros m Hin.
  - apply lsum_ge_0. auto.
  - simpl. destruct (Req_dec (f x) 0) as [H0 | H0].
    + rewrite H0, Rplus_0_l. apply IH. intros y Hy. apply Hin. right. exact Hy.
    + destruct (in_split x m) as [m1 [m2 ->]]; [apply Hin; simpl; auto |].
      rewrite lsum_app. simpl.
      assert (Hrest : lsum f l <= lsum f (m1 ++ m2)).
      { apply IH. intros y Hy Hy0.
        assert (Hyx : x <> y) by congruence.
        specialize (Hin y (or_intror Hy) Hy0).
        apply in_app_or in Hin. apply in_or_app. simpl in Hin. tauto. }
      rewrite lsum_app in Hrest. lra.
Qed.

Lemma lsum_incl f l m :
  (forall x, 0 <= f x) -> NoDup l -> incl l m -> lsum f l <= lsum f m.
Proof. intros Hf Hl Hlm. apply lsum_incl_support; auto. Qed.

(** A duplicate-free list with the same members exists, decidable equality or not. *)
Lemma nodup_exists l : exists m, NoDup m /\ forall x, In x m <-> In x l.
Proof.
  induction l as [| x l [m [Hm Hin]]].
  - exists nil. split; [constructor | tauto].
  - destruct (classic (In x m)) as [Hx | Hx].
    + exists m. split; [exact Hm |]. intros y. simpl. rewrite <- Hin.
      split; [auto | intros [<- | Hy]; assumption].
    + exists (x :: m). split; [constructor; assumption |].
      intros y. simpl. rewrite Hin. tauto.
Qed.

Lemma nodup_union l m : exists k, NoDup k /\ incl l k /\ incl m k.
Proof.
  destruct (nodup_exists (l ++ m)) as [k [Hk Hin]].
  exists k. split; [exact Hk |].
  split; intros x Hx; apply Hin, in_or_app; auto.
Qed.

End Basics.

(** ** Sums over two types *)

Section Two.
Context {A B : Type}.

Lemma lsum_map (h : B -> A) (f : A -> R) (l : list B) :
  lsum f (map h l) = lsum (fun b => f (h b)) l.
Proof. induction l as [| x l IH]; simpl; [| rewrite IH]; reflexivity. Qed.

Lemma lsum_swap (f : A -> B -> R) (l : list A) (m : list B) :
  lsum (fun a => lsum (fun b => f a b) m) l = lsum (fun b => lsum (fun a => f a b) l) m.
Proof.
  induction l as [| a l IH]; simpl.
  - symmetry. apply lsum_0.
  - rewrite IH, <- lsum_plus. reflexivity.
Qed.

Lemma nodup_app (l m : list A) :
  NoDup l -> NoDup m -> (forall x, In x l -> ~ In x m) -> NoDup (l ++ m).
Proof.
  intros Hl Hm. induction Hl as [| x l Hx Hl IH]; simpl; intros Hdisj; [exact Hm |].
  constructor.
  - intros Hin. apply in_app_or in Hin. destruct Hin as [Hin | Hin]; [tauto |].
    exact (Hdisj x (or_introl eq_refl) Hin).
  - apply IH. intros y Hy. apply Hdisj. right. exact Hy.
Qed.

Lemma nodup_map (h : A -> B) (l : list A) :
  (forall x y, In x l -> In y l -> h x = h y -> x = y) -> NoDup l -> NoDup (map h l).
Proof.
  intros Hinj Hl. induction Hl as [| x l Hx Hl IH]; simpl; constructor.
  - intros Hin. apply in_map_iff in Hin. destruct Hin as [y [Hxy Hy]].
    apply Hx. rewrite (Hinj x y); simpl; auto.
  - apply IH. intros y z Hy Hz. apply Hinj; simpl; auto.
Qed.

(** Sums of [f] over duplicate-free lists are sums of [g] over duplicate-free
    lists if a relation matches each point of the support of [f] with a point
    where [g] has the same value, and no two with the same point. *)
Lemma lsum_transport (M : A -> B -> Prop) (f : A -> R) (g : B -> R) (l : list A) :
  (forall a, f a <> 0 -> exists b, M a b /\ g b = f a) ->
  (forall a a1 b, M a b -> M a1 b -> a = a1) ->
  NoDup l ->
  exists m, NoDup m /\ lsum g m = lsum f l
            /\ forall b, In b m -> exists a, In a l /\ M a b.
Proof.
  intros Hmatch Hinj Hl. induction Hl as [| a l Ha Hl [m [Hm [Hsum Hin]]]].
  - exists nil. repeat split; [constructor | intros b []].
  - destruct (Req_dec (f a) 0) as [H0 | H0].
    + exists m. repeat split; [exact Hm | simpl; lra |].
      intros b Hb. destruct (Hin b Hb) as [a1 [Ha1 HM]].
      exists a1. simpl. auto.
    + destruct (Hmatch a H0) as [b [Hab Hgf]].
      exists (b :: m). repeat split; [| simpl; lra |].
      * constructor; [| exact Hm]. intros Hb.
        destruct (Hin b Hb) as [a1 [Ha1 HM]].
        rewrite (Hinj a a1 b Hab HM) in Ha. contradiction.
      * intros b1 [<- | Hb1]; [exists a; simpl; auto |].
        destruct (Hin b1 Hb1) as [a1 [Ha1 HM]]. exists a1. simpl. auto.
Qed.

End Two.

Lemma lsum_prod {A B : Type} (f : A * B -> R) (l : list A) (m : list B) :
  lsum f (list_prod l m) = lsum (fun a => lsum (fun b => f (a, b)) m) l.
Proof.
  induction l as [| a l IH]; simpl; [reflexivity |].
  rewrite lsum_app, lsum_map, IH. reflexivity.
Qed.

Lemma nodup_prod {A B : Type} (l : list A) (m : list B) :
  NoDup l -> NoDup m -> NoDup (list_prod l m).
Proof.
  intros Hl Hm. induction Hl as [| a l Ha Hl IH]; simpl; [constructor |].
  apply nodup_app; [| exact IH |].
  - apply nodup_map; [congruence | exact Hm].
  - intros [x y] Hx Hxy. apply in_map_iff in Hx. destruct Hx as [b [Heq _]].
    apply in_prod_iff in Hxy. destruct Hxy as [Hxl _].
    injection Heq as -> ->. contradiction.
Qed.

Lemma incl_prod {A B : Type} (l : list (A * B)) :
  exists (la : list A) (lb : list B), NoDup la /\ NoDup lb /\ incl l (list_prod la lb).
Proof.
  destruct (nodup_exists (map fst l)) as [la [Hla Hina]].
  destruct (nodup_exists (map snd l)) as [lb [Hlb Hinb]].
  exists la, lb. repeat split; [exact Hla | exact Hlb |].
  intros [a b] Hab. apply in_prod_iff. split.
  - apply Hina. exact (in_map fst l (a, b) Hab).
  - apply Hinb. exact (in_map snd l (a, b) Hab).
Qed.
