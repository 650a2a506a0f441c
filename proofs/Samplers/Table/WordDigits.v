(** * Sandwich tables: the digits of a word

    The bits of the words that a draw reads make a selector and an offset, which are uniform and
    independent, if there are enough of them.  The highest bit of a selector and its other bits
    are uniform and independent, too.

    Glossary
      words_suffice t == the words of the table [t] have bits for a selector and an offset
      word, position  == a random word; a second one, or the first one again            *)

From Coq Require Import Reals Lia NArith ZArith.
From MathLite Require Import Dist UniformDraws.
From Verinoise Require Import Samplers.Exp.Rounding Samplers.Table.Spec.
Local Open Scope N_scope.

Record words_suffice (t : parts) : Prop := WordsSuffice {
  suffice_shift : selector_shift t < word_bytes t * 8;
  suffice_apart : if extra_bytes t =? 0 then offset_bits t <= selector_shift t
                  else offset_bits t <= extra_bytes t * 8
}.

Lemma pow2_split (a b : N) : a <= b -> 2 ^ b = 2 ^ (b - a) * 2 ^ a.
Proof. intros Hab. rewrite <- N.pow_add_r. f_equal. lia. Qed.

Lemma pow256 (n : N) : 256 ^ n = 2 ^ (n * 8).
Proof. rewrite N.mul_comm, N.pow_mul_r. reflexivity. Qed.

Lemma land_pred_pow2 (x e : N) : N.land x (2 ^ e - 1) = x mod 2 ^ e.
Proof. rewrite N.sub_1_r, <- N.ones_equiv. apply N.land_ones. Qed.

Lemma land_below (x e : N) : N.land x (N.shiftl 1 e - 1) = x mod 2 ^ e.
Proof. rewrite N.shiftl_1_l. apply land_pred_pow2. Qed.

Lemma mod_multiple (q b r : N) : 0 < b -> (q * b + r) mod b = r mod b.
Proof.
  intros Hb. symmetry. apply (N.mod_unique _ b (q + r / b)); [apply N.mod_lt; lia |].
  rewrite N.mul_add_distr_l. generalize (N.div_mod r b). lia.
Qed.

Lemma low_bits_uniform {B : Type} (a b : N) (k : N -> dist B) : a <= b ->
  dbind (duniform (2 ^ b)) (fun x => k (x mod 2 ^ a)) =d dbind (duniform (2 ^ a)) k.
Proof. intros Hab. rewrite (pow2_split a b Hab). apply dbind_duniform_mod; apply pow2_pos. Qed.

Section Digits.
Variable t : parts.
Hypothesis suffice : words_suffice t.
Context {B : Type} (k : N -> N -> dist B).

(** The selector from the highest bits, the offset from the lowest of the same word or another. *)
Theorem dbind_words :
  dbind (duniform (256 ^ word_bytes t)) (fun word =>
    dbind (if extra_bytes t =? 0 then dret word else duniform (256 ^ extra_bytes t)) (fun position =>
      k (N.shiftr word (selector_shift t)) (N.land position (N.shiftl 1 (offset_bits t) - 1))))
  =d dbind (duniform (2 ^ selector_bits t)) (fun selector =>
       dbind (duniform (2 ^ offset_bits t)) (k selector)).
Proof using suffice.
  destruct suffice as [Hshift Hapart].
  rewrite pow256, (pow2_split (selector_shift t)) by lia. fold (selector_bits t).
  rewrite dbind_duniform_mul. apply dbind_ext; [reflexivity |]. intros selector.
  destruct (N.eqb_spec (extra_bytes t) 0) as [_ | _].
  - rewrite <- (low_bits_uniform _ _ _ Hapart). apply dbind_duniform_ext. intros r Hr.
    rewrite dbind_ret_l, land_below, N.shiftr_div_pow2.
    rewrite <- (N.div_unique _ (2 ^ selector_shift t) selector r) by lia.
    rewrite (pow2_split _ _ Hapart), N.mul_assoc, mod_multiple by apply pow2_pos. reflexivity.
  - rewrite <- (dbind_unused (duniform (2 ^ selector_shift t))
      (dbind (duniform (2 ^ offset_bits t)) (k selector))) by (apply total_duniform, pow2_pos).
    apply dbind_duniform_ext. intros r Hr. rewrite pow256, <- (low_bits_uniform _ _ _ Hapart).
    apply dbind_ext; [reflexivity |]. intros position. rewrite land_below, N.shiftr_div_pow2.
    rewrite <- (N.div_unique _ (2 ^ selector_shift t) selector r) by lia. reflexivity.
Qed.

End Digits.

(** The sign is the highest bit of a selector. *)
Theorem dbind_selector (t : parts) {B : Type} (k : N -> dist B) : words_suffice t ->
  dbind (duniform (2 ^ selector_bits t)) k
  =d dbind (duniform 2) (fun sign =>
       dbind (duniform (selector_count t)) (fun rank => k (sign * selector_count t + rank))).
Proof.
  intros [Hshift _]. unfold selector_count.
  rewrite (pow2_split (selector_bits t - 1) (selector_bits t)) by lia.
  replace (selector_bits t - (selector_bits t - 1)) with 1 by (unfold selector_bits; lia).
  apply dbind_duniform_mul.
Qed.
