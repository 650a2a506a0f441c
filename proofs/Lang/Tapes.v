(** * Random tapes

    When every byte is uniform and independent, a machine reads exactly [tape]
    with probability [256^-length tape] if it outputs on [tape].  Here the tapes
    on which a machine yields a value are added up, for each way of building
    machines.

    Glossary
      weight tape    == 256^-length tape
      has_tsum f s   == [f] is summable and its sum is [s]
      accounts m p   == for every [v], the tapes that [m] consumes to yield [v]
                        weigh [p v] together
      le_bytes k n   == the first [k] digits of [n] in base 256               *)

From Coq Require Import Reals Lra NArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist.
From Verinoise Require Import Lang.Machine Lang.MachineFacts.
Import ListNotations.
Local Open Scope R_scope.

Definition weight (tape : list byte) : R := (/ 256) ^ length tape.

Lemma weight_ge_0 (tape : list byte) : 0 <= weight tape.
Proof. apply pow_le. lra. Qed.

Lemma weight_app (tape1 tape2 : list byte) : weight (tape1 ++ tape2) = weight tape1 * weight tape2.
Proof.
  unfold weight. induction tape1 as [| b tape1 IH]; simpl; [lra |]. rewrite IH. lra.
Qed.

Definition has_tsum {T} (f : T -> R) (s : R) : Prop := summable f /\ tsum f = s.

Lemma has_tsum_ext {T} (f g : T -> R) (s : R) :
  (forall x, f x = g x) -> has_tsum f s -> has_tsum g s.
Proof.
  intros Hfg [Hf Hs]. split.
  - exact (summable_ext f g Hfg Hf).
  - rewrite <- (tsum_ext f g Hfg). exact Hs.
Qed.

Lemma has_tsum_0 {T} (f : T -> R) : (forall x, f x = 0) -> has_tsum f 0.
Proof.
  intros Hf. split.
  - apply (summable_ext (fun _ => 0)); [intros x; symmetry; apply Hf | apply summable_0].
  - apply tsum_all_0. exact Hf.
Qed.

Lemma has_tsum_one {T} (f : T -> R) (x : T) :
  0 <= f x -> (forall y, y <> x -> f y = 0) -> has_tsum f (f x).
Proof.
  intros Hx Hother. split.
  - apply (summable_fin f [x]).
    + intros y. destruct (Classical_Prop.classic (y = x)) as [-> | Hy]; [exact Hx |].
      rewrite (Hother y Hy). lra.
    + intros y Hy. left. apply Classical_Prop.NNPP. intros Hxy. apply Hy, Hother. congruence.
  - apply tsum_one; assumption.
Qed.

(** ** What a machine's tapes weigh *)

Definition tape_mass {T} (m : list byte -> outcome T) (v : T) (tape : list byte) : R :=
  ind (m tape = Done v []) * weight tape.

Definition accounts {T} (m : list byte -> outcome T) (p : dist T) : Prop :=
  forall v, has_tsum (tape_mass m v) (p v).

Lemma tape_mass_ge_0 {T} (m : list byte -> outcome T) (v : T) (tape : list byte) :
  0 <= tape_mass m v tape.
Proof. apply ind_mult_ge_0. apply weight_ge_0. Qed.

Lemma tape_mass_done {T} (m : list byte -> outcome T) (v : T) (tape : list byte) :
  tape_mass m v tape <> 0 -> m tape = Done v [].
Proof.
  intros Hmass. apply ind_neq_0. intros H0. apply Hmass. unfold tape_mass. rewrite H0. lra.
Qed.

Lemma tape_mass_of_done {T} (m : list byte -> outcome T) (v : T) (tape : list byte) :
  m tape = Done v [] -> tape_mass m v tape = weight tape.
Proof. intros Hrun. unfold tape_mass. rewrite (ind_true _ Hrun). lra. Qed.

Lemma tape_mass_0 {T} (m : list byte -> outcome T) (v : T) (tape : list byte) :
  m tape <> Done v [] -> tape_mass m v tape = 0.
Proof. intros Hrun. unfold tape_mass. rewrite (ind_false _ Hrun). lra. Qed.

Lemma accounts_ext {T} (m1 m2 : list byte -> outcome T) (p : dist T) :
  (forall tape, m1 tape = m2 tape) -> accounts m1 p -> accounts m2 p.
Proof.
  intros Hm Hp v. apply (has_tsum_ext (tape_mass m1 v)); [| apply Hp].
  intros tape. unfold tape_mass. rewrite Hm. reflexivity.
Qed.

Lemma accounts_dzero {T} (m : list byte -> outcome T) :
  (forall tape v rest, m tape <> Done v rest) -> accounts m dzero.
Proof. intros Hm v. apply has_tsum_0. intros tape. apply tape_mass_0. apply Hm. Qed.

Lemma accounts_ret {T} (v : T) : accounts (Done v) (dret v).
Proof.
  intros w. rewrite dret_mass.
  replace (ind (w = v)) with (tape_mass (Done v) w []).
  - apply has_tsum_one; [apply tape_mass_ge_0 |].
    intros tape Htape. apply tape_mass_0. congruence.
  - unfold tape_mass, weight. simpl. rewrite Rmult_1_r. apply ind_iff. split; congruence.
Qed.

(** ** Sequencing: a tape splits in one way *)

Section AndThen.
Context {T U : Type} (m : list byte -> outcome T) (k : T -> list byte -> outcome U).
Context (p : dist T) (q : T -> dist U).
Hypothesis m_splits : splits m.
Hypothesis m_accounts : accounts m p.
Hypothesis k_accounts : forall v, accounts (k v) (q v).

Local Notation parts := (T * (list byte * list byte))%type.

(** The mass of: [m] consumes the first tape and yields [v], then [k v]
    consumes the second and yields [w]. *)
Local Definition parts_mass (w : U) (x : parts) : R :=
  tape_mass m (fst x) (fst (snd x)) * tape_mass (k (fst x)) w (snd (snd x)).

Lemma parts_mass_ge_0 w x : 0 <= parts_mass w x.
Proof using. apply Rmult_le_pos; apply tape_mass_ge_0. Qed.

Lemma parts_mass_done w v tape1 tape2 :
  parts_mass w (v, (tape1, tape2)) <> 0 -> m tape1 = Done v [] /\ k v tape2 = Done w [].
Proof using.
  unfold parts_mass. simpl. intros Hmass. split; apply tape_mass_done; intros H0; apply Hmass;
    rewrite H0; lra.
Qed.

Lemma m_extend tape v rest : m tape = Done v [] -> m (tape ++ rest) = Done v rest.
Proof using m_splits.
  intros Hrun. destruct (m_splits tape v [] Hrun) as [used [-> Hused]].
  rewrite app_nil_r. apply Hused.
Qed.

Lemma has_tsum_inner w v :
  has_tsum (fun tapes => parts_mass w (v, tapes)) (p v * q v w).
Proof using m_accounts k_accounts.
  destruct (m_accounts v) as [Hm_summable Hm], (k_accounts v w) as [Hk_summable Hk].
  rewrite <- Hm, <- Hk. split.
  - apply (summable_prod (tape_mass m v) (tape_mass (k v) w)); auto using tape_mass_ge_0.
  - apply (tsum_prod (tape_mass m v) (tape_mass (k v) w)); auto using tape_mass_ge_0.
Qed.

Lemma has_tsum_parts w : has_tsum (parts_mass w) (dbind p q w).
Proof using m_accounts k_accounts.
  assert (Hinner : forall v, tsum (fun tapes => parts_mass w (v, tapes)) = p v * q v w)
    by (intros v; apply has_tsum_inner).
  assert (Hsummable : summable (parts_mass w)).
  { apply summable_pair.
    - apply parts_mass_ge_0.
    - intros v. apply has_tsum_inner.
    - apply (summable_ext (fun v => p v * q v w)); [intros v; symmetry; apply Hinner |].
      apply summable_bind. }
  split; [exact Hsummable |].
  rewrite tsum_pair by (exact Hsummable || apply parts_mass_ge_0).
  apply tsum_ext. exact Hinner.
Qed.

Lemma accounts_and_then :
  accounts (fun tape => and_then (m tape) k) (dbind p q).
Proof using m_splits m_accounts k_accounts.
  intros w. destruct (has_tsum_parts w) as [Hsummable Hsum].
  set (join := fun x : parts => fst (snd x) ++ snd (snd x)).
  assert (Hinj : forall x1 x2, parts_mass w x1 <> 0 -> parts_mass w x2 <> 0 ->
                   join x1 = join x2 -> x1 = x2).
  { intros [v1 [a1 b1]] [v2 [a2 b2]] H1 H2 Hjoin. unfold join in Hjoin. simpl in Hjoin.
    apply parts_mass_done in H1 as [H1 _]. apply parts_mass_done in H2 as [H2 _].
    apply (m_extend _ _ b1) in H1. apply (m_extend _ _ b2) in H2.
    rewrite Hjoin, H2 in H1. injection H1 as -> ->.
    apply app_inv_tail in Hjoin as ->. reflexivity. }
  assert (Hval : forall x, parts_mass w x <> 0 ->
                   tape_mass (fun tape => and_then (m tape) k) w (join x) = parts_mass w x).
  { intros [v [a b]] Hx. apply parts_mass_done in Hx as [Ha Hb].
    unfold join, parts_mass. simpl.
    rewrite (tape_mass_of_done m v a Ha), (tape_mass_of_done (k v) w b Hb), <- weight_app.
    apply tape_mass_of_done. rewrite (m_extend _ _ b Ha). exact Hb. }
  assert (Honto : forall tape, tape_mass (fun tape => and_then (m tape) k) w tape <> 0 ->
                    exists x, parts_mass w x <> 0 /\ join x = tape).
  { intros tape Htape. apply tape_mass_done in Htape as Hrun.
    destruct (m tape) as [v rest | | |] eqn:Hm; try discriminate. simpl in Hrun.
    destruct (m_splits tape v rest Hm) as [used [-> Hused]].
    exists (v, (used, rest)). split; [| reflexivity].
    unfold parts_mass. simpl.
    rewrite (tape_mass_of_done m v used), (tape_mass_of_done (k v) w rest Hrun), <- weight_app.
    - unfold weight. apply pow_nonzero. lra.
    - rewrite <- (app_nil_r used). apply Hused. }
  split.
  - apply (summable_bij_support _ (parts_mass w) join Hinj Hval Honto). exact Hsummable.
  - rewrite (tsum_bij_support _ (parts_mass w) join Hinj Hval Honto). exact Hsum.
Qed.

End AndThen.

(** ** Bytes as digits *)

Definition byte_of (n : N) : byte :=
  match Byte.of_N (n mod 256) with Some b => b | None => x00 end.

Fixpoint le_bytes (k : nat) (n : N) : list byte :=
  match k with
  | O => []
  | S k' => byte_of n :: le_bytes k' (n / 256)
  end.

Lemma to_N_byte_of (n : N) : Byte.to_N (byte_of n) = (n mod 256)%N.
Proof.
  unfold byte_of. destruct (Byte.of_N (n mod 256)) as [b |] eqn:Hb.
  - apply Byte.to_of_N. exact Hb.
  - apply Byte.of_N_None_iff in Hb.
    assert (Hmod : (n mod 256 < 256)%N) by (apply N.mod_lt; lia). lia.
Qed.

Lemma to_N_inj (b1 b2 : byte) : Byte.to_N b1 = Byte.to_N b2 -> b1 = b2.
Proof.
  intros Heq. assert (Hof : Some b1 = Some b2) by (rewrite <- !Byte.of_to_N, Heq; reflexivity).
  injection Hof as ->. reflexivity.
Qed.

Lemma le_bytes_length (k : nat) (n : N) : length (le_bytes k n) = k.
Proof. revert n. induction k as [| k IH]; intros n; simpl; [| rewrite IH]; reflexivity. Qed.

Lemma le_value_bytes (k : nat) (n : N) : (n < 256 ^ N.of_nat k)%N -> le_value (le_bytes k n) = n.
Proof.
  revert n. induction k as [| k IH]; intros n Hn.
  - simpl in *. lia.
  - rewrite Nat2N.inj_succ, N.pow_succ_r' in Hn. cbn [le_bytes le_value].
    rewrite to_N_byte_of, IH.
    + rewrite (N.div_mod n 256) at 3 by lia. lia.
    + assert (Hdiv : n = (256 * (n / 256) + n mod 256)%N) by (apply N.div_mod; lia).
      clear IH. revert Hn Hdiv.
      generalize (n / 256)%N, (n mod 256)%N, (256 ^ N.of_nat k)%N. intros q m p. lia.
Qed.

Lemma le_value_bound (tape : list byte) : (le_value tape < 256 ^ N.of_nat (length tape))%N.
Proof.
  induction tape as [| b tape IH]; [reflexivity |].
  cbn [length le_value]. rewrite Nat2N.inj_succ, N.pow_succ_r'.
  generalize (Byte.to_N_bounded b). lia.
Qed.

Lemma le_value_inj (tape1 tape2 : list byte) :
  length tape1 = length tape2 -> le_value tape1 = le_value tape2 -> tape1 = tape2.
Proof.
  revert tape2. induction tape1 as [| b1 tape1 IH]; intros [| b2 tape2] Hlen Hval;
    try discriminate; [reflexivity |].
  cbn [le_value] in Hval. injection Hlen as Hlen.
  generalize (Byte.to_N_bounded b1), (Byte.to_N_bounded b2). intros Hb1 Hb2.
  rewrite (to_N_inj b1 b2) by lia. f_equal. apply IH; [exact Hlen | lia].
Qed.

Definition take_bytes (count : N) (tape : list byte) : outcome N :=
  match split_at (N.to_nat count) tape with
  | Some (taken, rest) => Done (le_value taken) rest
  | None => OutOfBytes
  end.

Lemma take_bytes_done (count v : N) (tape : list byte) :
  take_bytes count tape = Done v [] <-> length tape = N.to_nat count /\ le_value tape = v.
Proof.
  unfold take_bytes. split.
  - destruct (split_at (N.to_nat count) tape) as [[taken rest] |] eqn:Hsplit; [| discriminate].
    intros Hdone. injection Hdone as Hv ->.
    destruct (split_at_inv _ _ _ _ Hsplit) as [-> Hlen]. rewrite app_nil_r. auto.
  - intros [Hlen Hv]. pose proof (split_at_app tape []) as Hsplit.
    rewrite app_nil_r, Hlen in Hsplit. rewrite Hsplit, Hv. reflexivity.
Qed.

Lemma weight_uniform (tape : list byte) :
  weight tape = / IZR (Z.of_N (256 ^ N.of_nat (length tape))).
Proof.
  unfold weight. induction (length tape) as [| k IH].
  - simpl. lra.
  - rewrite Nat2N.inj_succ, N.pow_succ_r', N2Z.inj_mul, mult_IZR, Rinv_mult.
    cbn [pow]. rewrite IH. reflexivity.
Qed.

Lemma accounts_take_bytes (count : N) : accounts (take_bytes count) (duniform (256 ^ count)).
Proof.
  intros v. destruct (N.lt_ge_cases v (256 ^ count)) as [Hv | Hv].
  - rewrite (duniform_in _ _ Hv).
    set (tape := le_bytes (N.to_nat count) v).
    assert (Hdone : take_bytes count tape = Done v []).
    { apply take_bytes_done. split; [apply le_bytes_length |].
      apply le_value_bytes. rewrite N2Nat.id. exact Hv. }
    replace (/ IZR (Z.of_N (256 ^ count))) with (tape_mass (take_bytes count) v tape).
    + apply has_tsum_one; [apply tape_mass_ge_0 |]. intros other Hother. apply tape_mass_0.
      intros Hdone'. apply Hother.
      apply take_bytes_done in Hdone as [Hlen Hval].
      apply take_bytes_done in Hdone' as [Hlen' Hval'].
      apply le_value_inj; congruence.
    + rewrite (tape_mass_of_done _ _ _ Hdone), weight_uniform.
      unfold tape. rewrite le_bytes_length, N2Nat.id. reflexivity.
  - rewrite (duniform_out _ _ Hv). apply has_tsum_0. intros tape. apply tape_mass_0.
    rewrite take_bytes_done. intros [Hlen Hval].
    pose proof (le_value_bound tape) as Hbound. rewrite Hlen, N2Nat.id in Hbound. lia.
Qed.
