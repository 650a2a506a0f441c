(** * The growth of cosh

    Purpose: cosh x e^(-x^2/2) does not increase for x >= 0, in the form
    cosh y <= cosh x e^((y^2 - x^2)/2) for 0 <= x <= y.  The derivative of its
    logarithm is tanh x - x, and sinh x <= x cosh x.

    Paper section: 5, Privacy.

    Glossary:
      cosh x == (e^x + e^-x) / 2 (standard library)
      sinh x == (e^x - e^-x) / 2 (standard library) *)

From Coq Require Import Reals Lra.
Set Warnings "-ambiguous-paths". (* of the coercions between R and Rbar, harmless *)
From Coquelicot Require Import Hierarchy Derive AutoDerive.
Local Open Scope R_scope.

(** A function does not decrease where its derivative is not negative. *)
Lemma derive_ge_0_incr (f df : R -> R) (x y : R) :
  (forall z, is_derive f z (df z)) -> (forall z, x <= z -> 0 <= df z) -> x <= y -> f x <= f y.
Proof.
  intros Hf Hdf Hxy. destruct (MVT_gen f x y df) as [c [Hc Hvalue]].
  - intros z _. apply Hf.
  - intros z _. apply continuity_pt_filterlim.
    apply (ex_derive_continuous f). exists (df z). apply Hf.
  - rewrite Rmin_left in Hc by exact Hxy.
    assert (Hgrowth : 0 <= df c * (y - x)); [| lra].
    apply Rmult_le_pos; [apply Hdf |]; lra.
Qed.

Lemma cosh_pos (x : R) : 0 < cosh x.
Proof. unfold cosh. generalize (exp_pos x) (exp_pos (- x)). lra. Qed.

Lemma sinh_ge_0 (x : R) : 0 <= x -> 0 <= sinh x.
Proof.
  intros [Hx | <-]; unfold sinh.
  - assert (Hlt : exp (- x) < exp x) by (apply exp_increasing; lra). lra.
  - rewrite Ropp_0. lra.
Qed.

Lemma sinh_le_mult_cosh (x : R) : 0 <= x -> sinh x <= x * cosh x.
Proof.
  intros Hx. assert (Hle : 0 * cosh 0 - sinh 0 <= x * cosh x - sinh x).
  { apply (derive_ge_0_incr (fun z => z * cosh z - sinh z) (fun z => z * sinh z)).
    - intros z. unfold cosh, sinh. auto_derive; [exact I | field].
    - intros z Hz. apply Rmult_le_pos; [exact Hz | apply sinh_ge_0; exact Hz].
    - exact Hx. }
  unfold sinh at 1 in Hle. rewrite Ropp_0 in Hle. lra.
Qed.

Theorem cosh_le (x y : R) : 0 <= x <= y -> cosh y <= cosh x * exp ((y ^ 2 - x ^ 2) / 2).
Proof.
  intros [Hx Hxy].
  assert (Hle : - (cosh x * exp (- (x ^ 2 / 2))) <= - (cosh y * exp (- (y ^ 2 / 2)))).
  { apply (derive_ge_0_incr (fun z => - (cosh z * exp (- (z ^ 2 / 2))))
             (fun z => (z * cosh z - sinh z) * exp (- (z ^ 2 / 2)))); [| | exact Hxy].
    - intros z. unfold cosh, sinh. auto_derive; [exact I |].
      replace (z * (z * 1)) with (z ^ 2) by ring. unfold Rdiv. field.
    - intros z Hz. apply Rmult_le_pos; [| left; apply exp_pos].
      generalize (sinh_le_mult_cosh z). lra. }
  apply (Rmult_le_reg_r (exp (- (y ^ 2 / 2)))); [apply exp_pos |].
  rewrite Rmult_assoc, <- exp_plus.
  replace ((y ^ 2 - x ^ 2) / 2 + - (y ^ 2 / 2)) with (- (x ^ 2 / 2)) by field. lra.
Qed.
