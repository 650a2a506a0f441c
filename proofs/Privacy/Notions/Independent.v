(** * Privacy of independent draws

    A list of distributions is drawn from one after the other, each draw
    independent of the others.  Privacy losses add up, for pure and for Renyi
    bounds alike: what an output of the whole list has as its mass is the product
    of the masses of its entries, and a sum of products over all lists is a
    product of sums.

    Paper section: 5, Privacy.

    Glossary
      draws [p1; ..; pn] == the distribution of lists [o1; ..; on] with independent
                            [oi] drawn from [pi]
      renyi_term a p q o == p(o)^a q(o)^(1-a), the term of a Renyi bound at [o]
      lsum tau l         == the sum of [tau i] over the members [i] of [l]       *)

From Coq Require Import Reals Lra List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.Power.
Import ListNotations.
Local Open Scope R_scope.

Fixpoint draws {O : Type} (ps : list (dist O)) : dist (list O) :=
  match ps with
  | [] => dret []
  | p :: rest => dbind p (fun o => dmap (cons o) (draws rest))
  end.

(** ** Masses *)

Section Masses.
Context {O : Type}.
Implicit Types (p : dist O) (ps : list (dist O)).

Lemma draws_cons p ps (o : O) (os : list O) : draws (p :: ps) (o :: os) = p o * draws ps os.
Proof.
  cbn [draws]. rewrite dbind_mass, (tsum_one _ o).
  - rewrite dmap_inj_mass; [reflexivity | congruence].
  - apply Rmult_le_pos; apply mass_ge_0.
  - intros b Hb. rewrite dmap_mass, tsum_all_0; [lra |].
    intros l. rewrite ind_false; [lra | congruence].
Qed.

Lemma draws_cons_nil p ps : draws (p :: ps) [] = 0.
Proof.
  cbn [draws]. rewrite dbind_mass. apply tsum_all_0. intros o.
  rewrite dmap_mass, tsum_all_0; [lra |].
  intros l. rewrite ind_false; [lra | discriminate].
Qed.

Lemma draws_total ps : (forall p, In p ps -> total p = 1) -> total (draws ps) = 1.
Proof.
  induction ps as [| p ps IH]; intros Hps.
  - apply total_dret.
  - apply total_dbind_1; [apply Hps; left; reflexivity |].
    intros o. rewrite total_dmap. apply IH. intros p1 Hp1. apply Hps. right. exact Hp1.
Qed.

End Masses.

(** ** Pure bounds *)

Section Pure.
Context {O : Type}.

Lemma draws_cons_pure_le (eps rest : R) (p q : dist O) (ps qs : list (dist O)) :
  pure_le eps p q -> pure_le rest (draws ps) (draws qs) ->
  pure_le (eps + rest) (draws (p :: ps)) (draws (q :: qs)).
Proof.
  intros Hhead Htail [| o os].
  - rewrite !draws_cons_nil. lra.
  - rewrite !draws_cons, exp_plus.
    replace (exp eps * exp rest * (q o * draws qs os))
      with ((exp eps * q o) * (exp rest * draws qs os)) by ring.
    apply Rmult_le_compat; auto using mass_ge_0.
Qed.

(** One bound for each place. *)
Theorem draws_pure_le {I : Type} (eps : I -> R) (p q : I -> dist O) (l : list I) :
  (forall i, In i l -> pure_le (eps i) (p i) (q i)) ->
  pure_le (lsum eps l) (draws (map p l)) (draws (map q l)).
Proof.
  induction l as [| i l IH]; intros Hl.
  - intros o. cbn [map lsum]. rewrite exp_0. lra.
  - apply draws_cons_pure_le; [apply Hl; left; reflexivity |].
    apply IH. intros j Hj. apply Hl. right. exact Hj.
Qed.

End Pure.

(** ** Renyi bounds *)

Definition renyi_term {O : Type} (a : R) (p q : dist O) (o : O) : R :=
  power (p o) a * power (q o) (1 - a).

Section Renyi.
Context {O : Type}.
Variable a : R.
Implicit Types (p q : dist O) (ps qs : list (dist O)).

Lemma renyi_term_ge_0 {T : Type} (p q : dist T) (o : T) : 0 <= renyi_term a p q o.
Proof using. apply Rmult_le_pos; apply power_ge_0. Qed.

Lemma renyi_summable {T : Type} (tau : R) (p q : dist T) :
  renyi_le a tau p q -> summable (renyi_term a p q).
Proof using. intros [_ Hsums]. exact (summable_bound _ _ Hsums). Qed.

Lemma renyi_tsum_le {T : Type} (tau : R) (p q : dist T) :
  renyi_le a tau p q -> tsum (renyi_term a p q) <= exp ((a - 1) * tau).
Proof using. intros [_ Hsums]. exact (tsum_lub _ _ Hsums). Qed.

Lemma renyi_le_tsum {T : Type} (tau : R) (p q : dist T) :
  (forall o, q o = 0 -> p o = 0) -> summable (renyi_term a p q) ->
  tsum (renyi_term a p q) <= exp ((a - 1) * tau) -> renyi_le a tau p q.
Proof using.
  intros Habs Hsum Hle. split; [exact Habs |].
  intros l Hl. apply Rle_trans with (2 := Hle). exact (tsum_ub _ l Hsum Hl).
Qed.

Lemma renyi_term_cons p q ps qs (o : O) (os : list O) :
  renyi_term a (draws (p :: ps)) (draws (q :: qs)) (o :: os)
  = renyi_term a p q o * renyi_term a (draws ps) (draws qs) os.
Proof using.
  unfold renyi_term. rewrite !draws_cons, !power_mult_distr by apply mass_ge_0. ring.
Qed.

Lemma renyi_term_cons_nil p q ps qs : renyi_term a (draws (p :: ps)) (draws (q :: qs)) [] = 0.
Proof using. unfold renyi_term. rewrite draws_cons_nil, power_0_l. lra. Qed.

(** Lists with a head are pairs of a head and a tail. *)
Lemma cons_support p q ps qs :
  let f := renyi_term a (draws (p :: ps)) (draws (q :: qs)) in
  let g := fun x : O * list O =>
    renyi_term a p q (fst x) * renyi_term a (draws ps) (draws qs) (snd x) in
  (summable f <-> summable g) /\ tsum f = tsum g.
Proof using.
  intros f g. pose (h := fun x : O * list O => fst x :: snd x).
  assert (Hinj : forall x y, g x <> 0 -> g y <> 0 -> h x = h y -> x = y).
  { intros [o os] [o1 os1] _ _ Heq. unfold h in Heq. cbn in Heq. congruence. }
  assert (Hval : forall x, g x <> 0 -> f (h x) = g x).
  { intros [o os] _. apply renyi_term_cons. }
  assert (Honto : forall l, f l <> 0 -> exists x, g x <> 0 /\ h x = l).
  { intros [| o os] Hl.
    - contradict Hl. apply renyi_term_cons_nil.
    - exists (o, os). split; [| reflexivity]. unfold f in Hl. rewrite renyi_term_cons in Hl.
      exact Hl. }
  split.
  - exact (summable_bij_support f g h Hinj Hval Honto).
  - exact (tsum_bij_support f g h Hinj Hval Honto).
Qed.

Lemma draws_cons_renyi_le (tau rest : R) p q ps qs :
  renyi_le a tau p q -> renyi_le a rest (draws ps) (draws qs) ->
  renyi_le a (tau + rest) (draws (p :: ps)) (draws (q :: qs)).
Proof using.
  intros Hhead Htail.
  destruct (cons_support p q ps qs) as [Hsummable Htsum].
  assert (Hge_head : forall o, 0 <= renyi_term a p q o) by apply renyi_term_ge_0.
  assert (Hge_tail : forall os, 0 <= renyi_term a (draws ps) (draws qs) os)
    by apply renyi_term_ge_0.
  generalize (renyi_summable _ _ _ Hhead), (renyi_summable _ _ _ Htail). intros Hs1 Hs2.
  apply renyi_le_tsum.
  - intros [| o os]; [intros _; apply draws_cons_nil |].
    rewrite !draws_cons. intros Hzero. apply Rmult_integral in Hzero.
    destruct Hhead as [Hhead _], Htail as [Htail _].
    destruct Hzero as [Ho | Hos]; [rewrite (Hhead o Ho) | rewrite (Htail os Hos)]; lra.
  - apply Hsummable. exact (summable_prod _ _ Hge_head Hge_tail Hs1 Hs2).
  - rewrite Htsum, (tsum_prod _ _ Hge_head Hge_tail Hs1 Hs2).
    replace ((a - 1) * (tau + rest)) with ((a - 1) * tau + (a - 1) * rest) by ring.
    rewrite exp_plus. apply Rmult_le_compat; try apply tsum_ge_0; apply renyi_tsum_le; assumption.
Qed.

Lemma renyi_le_nil : renyi_le a 0 (draws (@nil (dist O))) (draws []).
Proof using.
  assert (Hterm : forall o, renyi_term a (@draws O []) (draws []) o = ind (o = [])).
  { intros o. unfold renyi_term. cbn [draws]. rewrite dret_mass.
    destruct (ind_cases (o = [])) as [[_ ->] | [_ ->]]; rewrite ?power_1_l, ?power_0_l; lra. }
  split; [auto |]. intros l Hl. rewrite Rmult_0_r, exp_0.
  rewrite (lsum_ext _ (dret [])) by (intros o _; apply Hterm).
  apply mass_sum_le_1. exact Hl.
Qed.

(** One bound for each place. *)
Theorem draws_renyi_le {I : Type} (tau : I -> R) (p q : I -> dist O) (l : list I) :
  (forall i, In i l -> renyi_le a (tau i) (p i) (q i)) ->
  renyi_le a (lsum tau l) (draws (map p l)) (draws (map q l)).
Proof using.
  induction l as [| i l IH]; intros Hl; [apply renyi_le_nil |].
  apply draws_cons_renyi_le; [apply Hl; left; reflexivity |].
  apply IH. intros j Hj. apply Hl. right. exact Hj.
Qed.

End Renyi.

(** ** Monotonicity *)

Lemma pure_le_weaken {O : Type} (eps eps1 : R) (p q : dist O) :
  eps <= eps1 -> pure_le eps p q -> pure_le eps1 p q.
Proof.
  intros Heps Hle o. apply Rle_trans with (1 := Hle o).
  apply Rmult_le_compat_r; [apply mass_ge_0 |].
  destruct Heps as [Heps | <-]; [left; apply exp_increasing; exact Heps | lra].
Qed.

Lemma renyi_le_weaken {O : Type} (a tau tau1 : R) (p q : dist O) :
  1 <= a -> tau <= tau1 -> renyi_le a tau p q -> renyi_le a tau1 p q.
Proof.
  intros Ha Htau [Habs Hsums]. split; [exact Habs |].
  intros l Hl. apply Rle_trans with (1 := Hsums l Hl).
  assert (Hexp : (a - 1) * tau <= (a - 1) * tau1) by (apply Rmult_le_compat_l; lra).
  destruct Hexp as [Hexp | ->]; [left; apply exp_increasing; exact Hexp | lra].
Qed.

(** ** Places of two lists of one length *)

Lemma map_fst_combine {A B C : Type} (f : A -> C) (u : list A) (v : list B) :
  length u = length v -> map f u = map (fun i => f (fst i)) (combine u v).
Proof.
  revert v. induction u as [| x u IH]; intros [| y v] Hlength; try discriminate; [reflexivity |].
  cbn. f_equal. apply IH. injection Hlength. auto.
Qed.

Lemma map_snd_combine {A B C : Type} (f : B -> C) (u : list A) (v : list B) :
  length u = length v -> map f v = map (fun i => f (snd i)) (combine u v).
Proof.
  revert v. induction u as [| x u IH]; intros [| y v] Hlength; try discriminate; [reflexivity |].
  cbn. f_equal. apply IH. injection Hlength. auto.
Qed.
