(** * Prefix sums and the intervals they cut

    Purpose: consecutive intervals of natural numbers, given by their lengths:
    a sum over all of them is a sum over intervals and offsets, and every
    number is in one interval or past the last.

    Paper section: 6, Exact and fast.

    Glossary:
      nsum f n == f 0 + ... + f (n - 1)
      below n == the list 0, 1, ..., n-1 (TsumTypes)
      real n == n as a real number *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Export TsumTypes.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

Definition nsum (f : N -> N) (n : N) : N := N.recursion 0%N (fun i s => (s + f i)%N) n.

Lemma nsum_0 (f : N -> N) : nsum f 0 = 0%N.
Proof. reflexivity. Qed.

Lemma nsum_succ (f : N -> N) (n : N) : nsum f (N.succ n) = (nsum f n + f n)%N.
Proof. exact (N.peano_rect_succ (fun _ => N) 0%N (fun i s => (s + f i)%N) n). Qed.

Lemma nsum_ext (f g : N -> N) (n : N) :
  (forall i, (i < n)%N -> f i = g i) -> nsum f n = nsum g n.
Proof.
  induction n as [| n IH] using N.peano_ind; intros Hfg; [reflexivity |].
  rewrite !nsum_succ, (Hfg n), IH by (intros; try apply Hfg; lia). reflexivity.
Qed.

Lemma nsum_plus (f g : N -> N) (n : N) : nsum (fun i => f i + g i)%N n = (nsum f n + nsum g n)%N.
Proof.
  induction n as [| n IH] using N.peano_ind; [reflexivity |]. rewrite !nsum_succ, IH. lia.
Qed.

Lemma nsum_le_mono (f : N -> N) (m n : N) : (m <= n)%N -> (nsum f m <= nsum f n)%N.
Proof.
  intros Hmn. replace n with (m + (n - m))%N by lia. generalize (n - m)%N as k.
  induction k as [| k IH] using N.peano_ind; [rewrite N.add_0_r; lia |].
  rewrite N.add_succ_r, nsum_succ. lia.
Qed.

Lemma real_nsum (f : N -> N) (n : N) : real (nsum f n) = lsum (fun i => real (f i)) (below n).
Proof.
  induction n as [| n IH] using N.peano_ind; [reflexivity |].
  rewrite nsum_succ, below_succ, lsum_app, N2Z.inj_add, plus_IZR, IH. simpl. lra.
Qed.

(** A number lies between two successive prefix sums in one way only. *)
Lemma nsum_between (f : N -> N) (m i j : N) :
  (nsum f i <= m < nsum f (i + 1))%N -> (nsum f j <= m < nsum f (j + 1))%N -> i = j.
Proof.
  intros Hi Hj. destruct (N.lt_trichotomy i j) as [Hij | [Hij | Hij]]; [| exact Hij |].
  - assert (Hle : (nsum f (i + 1) <= nsum f j)%N) by (apply nsum_le_mono; lia). lia.
  - assert (Hle : (nsum f (j + 1) <= nsum f i)%N) by (apply nsum_le_mono; lia). lia.
Qed.

Lemma below_add (a b : N) : below (a + b) = below a ++ map (N.add a) (below b).
Proof.
  induction b as [| b IH] using N.peano_ind.
  - rewrite N.add_0_r. symmetry. apply app_nil_r.
  - rewrite N.add_succ_r, !below_succ, IH, map_app, app_assoc. reflexivity.
Qed.

(** A sum below a prefix sum runs over the intervals and their offsets. *)
Lemma lsum_below_nsum (w : N -> N) (f : N -> R) (n : N) :
  lsum f (below (nsum w n))
  = lsum (fun j => lsum (fun i => f (nsum w j + i)%N) (below (w j))) (below n).
Proof.
  induction n as [| n IH] using N.peano_ind; [reflexivity |].
  rewrite nsum_succ, below_add, below_succ, !lsum_app, lsum_map, IH. simpl. lra.
Qed.

(** A sum of one term. *)
Lemma lsum_below_point (n y : N) (h : N -> R) :
  lsum (fun x => ind (x = y) * h x) (below n) = ind (y < n)%N * h y.
Proof.
  induction n as [| n IH] using N.peano_ind; [rewrite ind_false by lia; simpl; lra |].
  rewrite below_succ, lsum_app, IH. cbn [lsum].
  rewrite (ind_iff (y < N.succ n)%N (y < n \/ n = y)%N), ind_or_disjoint by lia.
  destruct (ind_cases (n = y)) as [[-> ->] | [_ ->]]; lra.
Qed.

Lemma lsum_interval_point (a n y : N) (h : N -> R) :
  lsum (fun k => ind (a + k = y)%N * h (a + k)%N) (below n) = ind (a <= y < a + n)%N * h y.
Proof.
  destruct (N.lt_ge_cases y a) as [Hy | Hy].
  - rewrite (lsum_ext _ (fun _ => 0)).
    + rewrite lsum_0, ind_false by lia. lra.
    + intros k _. rewrite ind_false by lia. lra.
  - rewrite (lsum_ext _ (fun k => ind (k = y - a)%N * h (a + k)%N)).
    + rewrite (lsum_below_point n (y - a) (fun k => h (a + k)%N)).
      replace (a + (y - a))%N with y by lia. f_equal. apply ind_iff. lia.
    + intros k _. f_equal. apply ind_iff. lia.
Qed.

(** Every number is in one of the intervals, or past the last. *)
Lemma intervals_cover (start : N -> N) (n y : N) :
  start 0%N = 0%N -> (forall j, (j < n)%N -> (start j <= start (j + 1))%N) ->
  lsum (fun j => ind (start j <= y < start (j + 1))%N) (below n) + ind (start n <= y)%N = 1.
Proof.
  intros H0. induction n as [| n IH] using N.peano_ind; intros Hstart.
  - rewrite ind_true by lia. simpl. lra.
  - rewrite below_succ, lsum_app. cbn [lsum]. rewrite <- IH by (intros; apply Hstart; lia).
    generalize (Hstart n (N.lt_succ_diag_r n)). rewrite N.add_1_r. intros Hn.
    rewrite (ind_iff (start n <= y)%N ((start n <= y < start (N.succ n)) \/ start (N.succ n) <= y)%N)
      by lia.
    rewrite ind_or_disjoint by lia. lra.
Qed.
