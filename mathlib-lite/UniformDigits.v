(** * Digits of a uniform number

    Purpose: the quotient and the remainder by [b] of a uniform number below
    [a * b] are uniform and independent.

    Paper section: 3, Distributions.

    Glossary:
      duniform n == the uniform distribution on 0, ..., n-1 (Dist)
      dmap h p == draw a from p, return h a (Dist) *)

From Coq Require Import Reals Lra Lia NArith.
From MathLite Require Export Dist.
Local Open Scope R_scope.

Section Digits.
Variables a b : N.
Hypothesis b_pos : (0 < b)%N.

Lemma duniform_split (q r : N) :
  (r < b)%N -> duniform (a * b) (q * b + r)%N = duniform a q * duniform b r.
Proof using b_pos.
  intros Hr. rewrite (duniform_in b r Hr).
  destruct (N.lt_ge_cases q a) as [Hq | Hq].
  - rewrite (duniform_in a q Hq), duniform_in by nia.
    rewrite N2Z.inj_mul, mult_IZR. apply Rinv_mult.
  - rewrite (duniform_out a q Hq), duniform_out by nia. lra.
Qed.

Theorem duniform_div_mod (q r : N) :
  dmap (fun x => (x / b, x mod b)%N) (duniform (a * b)) (q, r) = duniform a q * duniform b r.
Proof using b_pos.
  rewrite dmap_mass. destruct (N.lt_ge_cases r b) as [Hr | Hr].
  - rewrite (tsum_one _ (q * b + r)%N).
    + rewrite ind_true, (duniform_split q r Hr); [lra |].
      rewrite <- (N.div_unique (q * b + r) b q r), <- (N.mod_unique (q * b + r) b q r) by lia.
      reflexivity.
    + apply ind_mult_ge_0. apply mass_ge_0.
    + intros x Hx. rewrite ind_false; [lra |]. intros Heq. injection Heq as Hq Hmod.
      apply Hx. rewrite (N.div_mod x b) by lia. rewrite Hq, Hmod. lia.
  - rewrite (duniform_out b r Hr), Rmult_0_r. apply tsum_all_0. intros x.
    rewrite ind_false; [lra |]. intros Heq. injection Heq as _ Hmod.
    assert (Hlt : (x mod b < b)%N) by (apply N.mod_lt; lia). lia.
Qed.

(** The product of the uniform distributions, seen from one side. *)
Lemma duniform_side {T : Type} (side : N * N -> T) (v : T) :
  dmap (fun x => side (x / b, x mod b)%N) (duniform (a * b)) v
  = tsum (fun y => ind (side y = v) * (duniform a (fst y) * duniform b (snd y))).
Proof using b_pos.
  set (digits := dmap (fun x => (x / b, x mod b)%N) (duniform (a * b))).
  transitivity (dmap side digits v).
  - unfold digits, dmap. rewrite (dbind_assoc _ _ _ v). apply tsum_ext. intros x.
    rewrite (dbind_ret_l (x / b, x mod b)%N (fun y => dret (side y)) v). reflexivity.
  - rewrite dmap_mass. apply tsum_ext. intros [q r].
    unfold digits. rewrite duniform_div_mod. reflexivity.
Qed.

Theorem duniform_div : dmap (fun x => x / b)%N (duniform (a * b)) =d duniform a.
Proof using b_pos.
  intros q. rewrite (duniform_side fst q : dmap (fun x => x / b)%N _ q = _).
  rewrite (tsum_ext _ (fun y => (ind (fst y = q) * duniform a (fst y)) * duniform b (snd y)))
    by (intros y; lra).
  rewrite (tsum_prod (fun x => ind (x = q) * duniform a x) (duniform b)).
  - rewrite tsum_single by apply mass_ge_0.
    change (duniform a q * total (duniform b) = duniform a q).
    rewrite total_duniform by exact b_pos. lra.
  - intros x. apply ind_mult_ge_0. apply mass_ge_0.
  - intros r. apply mass_ge_0.
  - apply (summable_ind (fun x => x = q)); [apply mass_ge_0 | apply summable_mass].
  - apply summable_mass.
Qed.

Theorem duniform_mod : (0 < a)%N -> dmap (fun x => x mod b)%N (duniform (a * b)) =d duniform b.
Proof using b_pos.
  intros a_pos r. rewrite (duniform_side snd r : dmap (fun x => x mod b)%N _ r = _).
  rewrite (tsum_ext _ (fun y => duniform a (fst y) * (ind (snd y = r) * duniform b (snd y))))
    by (intros y; lra).
  rewrite (tsum_prod (duniform a) (fun x => ind (x = r) * duniform b x)).
  - rewrite tsum_single by apply mass_ge_0.
    change (total (duniform a) * duniform b r = duniform b r).
    rewrite total_duniform by exact a_pos. lra.
  - intros q. apply mass_ge_0.
  - intros x. apply ind_mult_ge_0. apply mass_ge_0.
  - apply summable_mass.
  - apply (summable_ind (fun x => x = r)); [apply mass_ge_0 | apply summable_mass].
Qed.

End Digits.

(** Dropping the low bits of a uniform string of bits. *)
Lemma duniform_shiftr (k e : N) :
  dmap (fun x => N.shiftr x e) (duniform (2 ^ (k + e))) =d duniform (2 ^ k).
Proof.
  rewrite N.pow_add_r. intros v.
  rewrite <- (duniform_div (2 ^ k) (2 ^ e)).
  - rewrite !dmap_mass. apply tsum_ext. intros x. rewrite N.shiftr_div_pow2. reflexivity.
  - generalize (N.pow_nonzero 2 e). lia.
Qed.
