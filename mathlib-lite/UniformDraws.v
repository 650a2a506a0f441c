(** * Draws from uniform distributions

    Purpose: a draw of a uniform number below [a * b] is a draw of two digits;
    uniform draws can be exchanged and mirrored.

    Paper section: 3, Distributions.

    Glossary:
      duniform n == the uniform distribution on 0, ..., n-1 (Dist)
      dbind p k == draw a from p, then draw from k a (Dist)
      below n == the list 0, 1, ..., n-1 (TsumTypes) *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Export Dist PrefixSums.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

(** ** Sums over numbers below a bound *)

Lemma nsum_const (c n : N) : nsum (fun _ => c) n = (n * c)%N.
Proof.
  induction n as [| n IH] using N.peano_ind; [reflexivity |].
  rewrite nsum_succ, IH, N.mul_succ_l. reflexivity.
Qed.

Lemma lsum_below_mul (a b : N) (f : N -> R) :
  lsum f (below (a * b)) = lsum (fun q => lsum (fun r => f (q * b + r)%N) (below b)) (below a).
Proof.
  rewrite <- (nsum_const b a), (lsum_below_nsum (fun _ => b) f a).
  apply lsum_ext. intros q _. apply lsum_ext. intros r _. rewrite nsum_const. reflexivity.
Qed.

Lemma lsum_below_mirror (n : N) (f : N -> R) :
  lsum (fun x => f (n - 1 - x)%N) (below n) = lsum f (below n).
Proof.
  induction n as [| n IH] using N.peano_ind; [reflexivity |].
  rewrite (below_succ n) at 2. rewrite <- N.add_1_l, below_add, !lsum_app, lsum_map, <- IH.
  rewrite (lsum_ext (fun x => f (1 + n - 1 - (1 + x))%N) (fun x => f (n - 1 - x)%N)).
  - change (below 1) with (0 :: nil)%N. cbn [lsum]. replace (1 + n - 1 - 0)%N with n by lia. lra.
  - intros x _. f_equal. lia.
Qed.

(** ** Draws *)

(** A draw that is not used. *)
Lemma dbind_unused {A B : Type} (p : dist A) (q : dist B) :
  total p = 1 -> dbind p (fun _ => q) =d q.
Proof.
  intros Hp v. rewrite dbind_mass, tsum_scal_r by apply mass_ge_0.
  change (total p * q v = q v). rewrite Hp. lra.
Qed.

Lemma dbind_dmap {A B C : Type} (h : A -> B) (p : dist A) (k : B -> dist C) :
  dbind (dmap h p) k =d dbind p (fun a => k (h a)).
Proof.
  unfold dmap. rewrite dbind_assoc. apply dbind_ext; [reflexivity |].
  intros a. apply dbind_ret_l.
Qed.

Section Draws.
Context {B : Type}.

Lemma dbind_duniform_ext (n : N) (k h : N -> dist B) :
  (forall x, (x < n)%N -> k x =d h x) -> dbind (duniform n) k =d dbind (duniform n) h.
Proof using. intros Hkh. apply dbind_ext_support. intros x Hx. apply Hkh, duniform_pos_inv, Hx. Qed.

Theorem dbind_duniform_mul (a b : N) (k : N -> dist B) :
  dbind (duniform (a * b)) k
  =d dbind (duniform a) (fun q => dbind (duniform b) (fun r => k (q * b + r)%N)).
Proof using.
  intros v. rewrite !dbind_duniform, lsum_below_mul.
  rewrite (lsum_ext (fun q => dbind (duniform b) (fun r => k (q * b + r)%N) v)
    (fun q => lsum (fun r => k (q * b + r)%N v) (below b) * / real b))
    by (intros q _; rewrite dbind_duniform; reflexivity).
  rewrite lsum_scal_r, N2Z.inj_mul, mult_IZR. unfold Rdiv. rewrite Rinv_mult. lra.
Qed.

Theorem dbind_duniform_swap (a b : N) (k : N -> N -> dist B) :
  dbind (duniform a) (fun x => dbind (duniform b) (k x))
  =d dbind (duniform b) (fun y => dbind (duniform a) (fun x => k x y)).
Proof using.
  intros v. rewrite !dbind_duniform.
  rewrite (lsum_ext (fun x => dbind (duniform b) (k x) v)
    (fun x => lsum (fun y => k x y v) (below b) * / real b))
    by (intros x _; rewrite dbind_duniform; reflexivity).
  rewrite (lsum_ext (fun y => dbind (duniform a) (fun x => k x y) v)
    (fun y => lsum (fun x => k x y v) (below a) * / real a))
    by (intros y _; rewrite dbind_duniform; reflexivity).
  rewrite !lsum_scal_r, lsum_swap. unfold Rdiv. lra.
Qed.

Theorem dbind_duniform_mirror (n : N) (k : N -> dist B) :
  dbind (duniform n) (fun x => k (n - 1 - x)%N) =d dbind (duniform n) k.
Proof using.
  intros v. rewrite !dbind_duniform, (lsum_below_mirror n (fun x => k x v)). reflexivity.
Qed.

(** Two continuations that agree on the quotient do not need the remainder. *)
Corollary dbind_duniform_div (a b : N) (k : N -> dist B) : (0 < b)%N ->
  dbind (duniform (a * b)) (fun x => k (x / b)%N) =d dbind (duniform a) k.
Proof using.
  intros Hb. rewrite dbind_duniform_mul. apply dbind_ext; [reflexivity |]. intros q.
  transitivity (dbind (duniform b) (fun _ => k q));
    [| exact (dbind_unused (duniform b) (k q) (total_duniform b Hb))].
  apply dbind_duniform_ext. intros r Hr.
  rewrite <- (N.div_unique (q * b + r) b q r) by lia. reflexivity.
Qed.

(** Nor the quotient, if they agree on the remainder. *)
Corollary dbind_duniform_mod (a b : N) (k : N -> dist B) : (0 < a)%N -> (0 < b)%N ->
  dbind (duniform (a * b)) (fun x => k (x mod b)%N) =d dbind (duniform b) k.
Proof using.
  intros Ha Hb. rewrite dbind_duniform_mul.
  transitivity (dbind (duniform a) (fun _ => dbind (duniform b) k));
    [| exact (dbind_unused (duniform a) _ (total_duniform a Ha))].
  apply dbind_ext; [reflexivity |]. intros q. apply dbind_duniform_ext. intros r Hr.
  rewrite <- (N.mod_unique (q * b + r) b q r) by lia. reflexivity.
Qed.

End Draws.
