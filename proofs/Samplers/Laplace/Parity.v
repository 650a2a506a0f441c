(** * The parity of a uniform number

    Purpose: the lowest bit of a uniform number below an even bound is a fair
    coin.

    Paper section: 3, Distributions.

    Glossary:
      duniform n == the uniform distribution on 0, ..., n-1 (Dist)
      dcoin p == one flip of a coin of probability p (Coin) *)

From Coq Require Import Reals Lra NArith List.
From MathLite Require Export Coin.
From MathLite Require Import UniformDigits.
Local Open Scope R_scope.

Lemma odd_mod_2 (x : N) : N.odd x = (x mod 2 =? 1)%N.
Proof. rewrite <- N.bit0_mod, N.bit0_odd. destruct (N.odd x); reflexivity. Qed.

Theorem duniform_odd (m : N) : (0 < m)%N -> dmap N.odd (duniform (m * 2)) =d dcoin (/ 2).
Proof.
  intros Hm.
  transitivity (dmap (fun y => y =? 1)%N (dmap (fun x => x mod 2)%N (duniform (m * 2)))).
  - unfold dmap. rewrite dbind_assoc. apply dbind_ext; [reflexivity |].
    intros x. rewrite dbind_ret_l, odd_mod_2. reflexivity.
  - rewrite (duniform_mod m 2 eq_refl Hm). apply dcoin_unique.
    + rewrite total_dmap. apply total_duniform. reflexivity.
    + unfold dmap. rewrite dbind_duniform. simpl. rewrite (ind_false (true = false)), ind_true by congruence. lra.
Qed.
