(** * Uniform naturals below a bound: the proof

    The shifted word is uniform below a power of two that is at least the bound;
    drawing until it is below the bound conditions on that event.

    Glossary
      bits n == the number of random bits of one candidate                   *)

From Coq Require Import Reals Lra NArith ZArith List Lia.
From Coq Require Import Strings.Byte.
From MathLite Require Import Dist While Until UniformDigits.
From Verinoise Require Import Lang.Syntax Lang.Eval Lang.Machine Lang.Pmf Lang.Adequacy.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Spec.
Local Open Scope R_scope.

Local Definition bits (n : N) : N := N.size (n - 1).

Lemma bits_enough (n : N) : (n <= 2 ^ bits n)%N.
Proof. generalize (N.size_gt (n - 1)). unfold bits. lia. Qed.

Local Definition bytes (n : N) : N := N.shiftr (bits n + 7) 3.

Lemma bytes_enough (n : N) : (bits n <= bytes n * 8)%N.
Proof.
  unfold bytes. rewrite N.shiftr_div_pow2. change (2 ^ 3)%N with 8%N.
  generalize (N.div_mod (bits n + 7) 8), (N.mod_lt (bits n + 7) 8). lia.
Qed.

(** One candidate is uniform on the strings of [bits n] bits. *)
Lemma candidate_uniform (n : N) :
  dmap (fun word => N.shiftr word (bytes n * 8 - bits n)) (duniform (256 ^ bytes n))
  =d duniform (2 ^ bits n).
Proof.
  rewrite <- (duniform_shiftr (bits n) (bytes n * 8 - bits n)).
  replace (bits n + (bytes n * 8 - bits n))%N with (8 * bytes n)%N
    by (generalize (bytes_enough n); lia).
  rewrite N.pow_mul_r. reflexivity.
Qed.

Lemma uniform_meaning (n : N) :
  pmf (body uniform value n)
  =d dwhile (fun candidate => (n <=? candidate)%N) (fun _ => duniform (2 ^ bits n)) n.
Proof.
  cbn. do 3 rewrite dbind_ret_l. apply dwhile_ext. intros _. exact (candidate_uniform n).
Qed.

Section Uniform.
Variable n : N.
Hypothesis n_pos : (0 < n)%N.

Let power : R := IZR (Z.of_N (2 ^ bits n)).
Let bound : R := IZR (Z.of_N n).

Lemma bound_pos : 0 < bound.
Proof using n_pos. apply (IZR_lt 0). lia. Qed.

Lemma power_pos : 0 < power.
Proof using n_pos. apply (IZR_lt 0). generalize (bits_enough n). lia. Qed.

(** Mass of an accepted candidate in one round. *)
Lemma round_mass (x : N) :
  ind ((n <=? x)%N = false) * duniform (2 ^ bits n) x = ind (x < n)%N * / power.
Proof using n_pos.
  rewrite (ind_iff _ (x < n)%N) by apply N.leb_gt.
  apply ind_mult_ext. intros Hx. apply duniform_in. generalize (bits_enough n). lia.
Qed.

Lemma round_accept : accept (fun x => (n <=? x)%N) (duniform (2 ^ bits n)) = bound / power.
Proof using n_pos.
  unfold accept. rewrite (tsum_ext _ _ round_mass).
  rewrite (tsum_below n (fun _ => / power)), lsum_below_const; [reflexivity |].
  intros _ _. left. apply Rinv_0_lt_compat. exact power_pos.
Qed.

Lemma round_total : total (duniform (2 ^ bits n)) = 1.
Proof using n_pos. apply total_duniform. generalize (bits_enough n). lia. Qed.

Lemma round_accept_pos : 0 < accept (fun x => (n <=? x)%N) (duniform (2 ^ bits n)).
Proof using n_pos.
  rewrite round_accept. apply Rdiv_lt_0_compat; [exact bound_pos | exact power_pos].
Qed.

Lemma loop_mass (x : N) :
  dwhile (fun candidate => (n <=? candidate)%N) (fun _ => duniform (2 ^ bits n)) n x
  = uniform_mass n x.
Proof using n_pos.
  rewrite (dwhile_until_mass _ _ round_total round_accept_pos) by apply N.leb_refl.
  rewrite round_mass, round_accept. unfold uniform_mass. fold bound.
  generalize bound_pos, power_pos. intros Hbound Hpower.
  destruct (N.ltb_spec x n) as [Hx | Hx].
  - rewrite (ind_true _ Hx). field. lra.
  - rewrite ind_false by lia. lra.
Qed.

Lemma loop_total :
  total (dwhile (fun candidate => (n <=? candidate)%N) (fun _ => duniform (2 ^ bits n)) n) = 1.
Proof using n_pos. apply total_dwhile_until; [exact round_total | exact round_accept_pos]. Qed.

End Uniform.

Theorem uniform_pmf (n x : N) :
  (0 < n)%N -> pmf (body uniform value n) x = uniform_mass n x.
Proof. intros Hn. rewrite (uniform_meaning n x). exact (loop_mass n Hn x). Qed.

(** The same as an equation between distributions. *)
Theorem uniform_law (n : N) : (0 < n)%N -> pmf (body uniform value n) =d duniform n.
Proof.
  intros Hn x. rewrite (uniform_pmf n x Hn). unfold uniform_mass.
  destruct (N.ltb_spec x n) as [Hx | Hx].
  - symmetry. apply duniform_in. exact Hx.
  - symmetry. apply duniform_out. exact Hx.
Qed.

Theorem uniform_terminates (n : N) : (0 < n)%N -> terminates (body uniform value n).
Proof.
  intros Hn. unfold terminates. rewrite (total_ext _ _ (uniform_meaning n)).
  exact (loop_total n Hn).
Qed.

(** On uniform bytes the machine outputs [x] with the specified probability. *)
Theorem uniform_tape (n x : N) : (0 < n)%N ->
  tsum (fun tape => ind (outputs (body uniform value n) tape x) * (/ 256) ^ length tape)
  = uniform_mass n x.
Proof. intros Hn. rewrite adequacy. exact (uniform_pmf n x Hn). Qed.
