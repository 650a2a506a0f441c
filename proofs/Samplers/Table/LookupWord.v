(** * Sandwich tables: from a word to a selector, an offset and a sign

    The bits of the words that [table_draw] reads make a sign, an index and an offset, which are
    uniform and independent.  Sign and index are the selector.  The index looks up a pair of
    entries, the sign chooses one of the two, and the offset completes it.

    Glossary
      side s e          == the entry of the pair [e] for the sign [s]
      decode entry o    == the result for an entry and an offset
      looked_up t index == the pair of entries that [index] looks up (CheckLookup.v)
      completed t e     == the distribution of the results for the pair [e] of entries
      lookups t e       == the number of indices that look up [e] (CheckLookup.v)   *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Import Dist PrefixSums UniformDraws.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf.
From Verinoise Require Import Samplers.Exp.Rounding.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.Spec Samplers.Table.CheckLookup.
Local Unset Asymmetric Patterns.
Local Open Scope N_scope.
Local Notation real n := (IZR (Z.of_N n)).

Definition side (s : N) (e : N * N) : N := if s =? 0 then fst e else snd e.

Definition decode (entry offset : N) : N :=
  N.shiftr entry 6 + N.shiftr offset (N.land entry 63).

Lemma decode_eq (x dropped offset : N) :
  dropped < 64 -> decode (x * 64 + dropped) offset = x + offset / 2 ^ dropped.
Proof.
  intros Hd. unfold decode. change 63 with (N.ones 6).
  rewrite N.land_ones, !N.shiftr_div_pow2. change (2 ^ 6) with 64.
  rewrite <- (N.div_unique (x * 64 + dropped) 64 x dropped) by lia.
  rewrite <- (N.mod_unique (x * 64 + dropped) 64 x dropped) by lia. reflexivity.
Qed.

Lemma mod_multiple (q b r : N) : 0 < b -> (q * b + r) mod b = r mod b.
Proof.
  intros Hb. symmetry. apply (N.mod_unique _ b (q + r / b)); [apply N.mod_lt; lia |].
  rewrite N.mul_add_distr_l. generalize (N.div_mod r b). lia.
Qed.

Lemma pow2_split (a b : N) : a <= b -> 2 ^ b = 2 ^ (b - a) * 2 ^ a.
Proof. intros Hab. rewrite <- N.pow_add_r. f_equal. lia. Qed.

Lemma pow256 (n : N) : 256 ^ n = 2 ^ (n * 8).
Proof. rewrite N.mul_comm, N.pow_mul_r. reflexivity. Qed.

Lemma low_bits_uniform {B : Type} (a b : N) (k : N -> dist B) : a <= b ->
  dbind (duniform (2 ^ b)) (fun x => k (x mod 2 ^ a)) =d dbind (duniform (2 ^ a)) k.
Proof. intros Hab. rewrite (pow2_split a b Hab). apply dbind_duniform_mod; apply pow2_pos. Qed.

Section Word.
Variable t : parts.

Definition completed (e : N * N) : dist N :=
  dbind (duniform (2 ^ offset_bits t)) (fun offset =>
  dbind (duniform 2) (fun s => dret (decode (side s e) offset))).

(** ** The result for a word and a position *)

Definition drawn (word position : N) : N :=
  let selector := N.shiftr word (selector_shift t) in
  let cell := N.shiftr selector (cell_bits t) in
  let second := N.shiftr (selector + complement_of t cell) (selector_bits t) in
  decode (get (s := Nat) (entries t) (N.shiftl cell 1 + second))
         (N.land position (N.shiftl 1 (offset_bits t) - 1)).

Lemma land_below (x e : N) : N.land x (N.shiftl 1 e - 1) = x mod 2 ^ e.
Proof using.
  rewrite N.shiftl_1_l, N.sub_1_r, <- N.ones_equiv. apply N.land_ones.
Qed.

Lemma drawn_digits (selector r position : N) : r < 2 ^ selector_shift t ->
  drawn (selector * 2 ^ selector_shift t + r) position
  = decode (entry_of t selector) (position mod 2 ^ offset_bits t).
Proof using.
  intros Hr. unfold drawn, entry_of, entry_at. cbv zeta.
  rewrite land_below, !N.shiftr_div_pow2, N.shiftl_mul_pow2.
  rewrite <- (N.div_unique _ (2 ^ selector_shift t) selector r) by lia. reflexivity.
Qed.

Lemma pmf_drawn :
  pmf (body table_draw value (lookup_of t))
  =d dbind (duniform (256 ^ word_bytes t)) (fun word =>
       dbind (if extra_bytes t =? 0 then dret word else duniform (256 ^ extra_bytes t))
         (fun position => dret (drawn word position))).
Proof using.
  cbn -[N.shiftl N.shiftr N.land N.add N.mul N.sub N.pow]. do 2 rewrite dbind_ret_l.
  apply dbind_ext; [reflexivity |].
  intros word. apply dbind_ext; [destruct (extra_bytes t =? 0); reflexivity |].
  intros position. do 5 rewrite dbind_ret_l. reflexivity.
Qed.

(** ** The bits of the words *)

Hypothesis right : lookup_right t.

Definition selected (selector : N) : dist N :=
  dbind (duniform (2 ^ offset_bits t)) (fun offset => dret (decode (entry_of t selector) offset)).

(** The offset from the bits of the word below the selector, or from a second word. *)
Lemma pmf_selected :
  pmf (body table_draw value (lookup_of t)) =d dbind (duniform (2 ^ selector_bits t)) selected.
Proof using right.
  rewrite pmf_drawn, pow256, (pow2_split _ _ (N.lt_le_incl _ _ (right_shift t right))).
  fold (selector_bits t). rewrite dbind_duniform_mul.
  apply dbind_ext; [reflexivity |]. intros selector. unfold selected.
  generalize (right_apart t right). destruct (N.eqb_spec (extra_bytes t) 0) as [H0 | H0]; intros Hapart.
  - rewrite <- (low_bits_uniform _ _ _ Hapart). apply dbind_duniform_ext. intros r Hr.
    rewrite dbind_ret_l, (drawn_digits _ _ _ Hr).
    rewrite (pow2_split _ _ Hapart), N.mul_assoc, mod_multiple by apply pow2_pos. reflexivity.
  - rewrite <- (low_bits_uniform _ _ _ Hapart).
    match goal with |- _ =d ?second =>
      transitivity (dbind (duniform (2 ^ selector_shift t)) (fun _ => second))
    end.
    + apply dbind_duniform_ext. intros r Hr. rewrite pow256.
      apply dbind_ext; [reflexivity |]. intros position. rewrite (drawn_digits _ _ _ Hr). reflexivity.
    + apply dbind_unused, total_duniform, pow2_pos.
Qed.

Theorem draw_selector :
  pmf (body table_draw value (lookup_of t))
  =d dbind (dmap (looked_up t) (duniform (selector_count t))) completed.
Proof using right.
  rewrite pmf_selected, dbind_dmap. fold (selector_range t).
  rewrite (range_double t (right_shift t right)), dbind_duniform_mul, dbind_duniform_swap.
  apply dbind_ext; [reflexivity |]. intros index. unfold completed, selected.
  rewrite dbind_duniform_swap. apply dbind_ext; [reflexivity |]. intros offset.
  apply dbind_duniform_ext. intros s Hs. unfold side, looked_up.
  destruct (N.eqb_spec s 0) as [-> | Hs1]; [reflexivity |].
  replace s with 1 by lia. rewrite N.mul_1_l. reflexivity.
Qed.

(** ** How many indices look up a pair of entries *)

Theorem looked_up_mass (e : N * N) :
  dmap (looked_up t) (duniform (selector_count t)) e = (real (lookups t e) / real (selector_count t))%R.
Proof using.
  unfold dmap. rewrite dbind_duniform. f_equal. unfold lookups. rewrite real_nsum.
  apply lsum_ext. intros index _. rewrite dret_mass. unfold hit.
  destruct (pair_eqb (looked_up t index) e) eqn:Heq.
  - apply pair_eqb_eq in Heq. apply ind_true. congruence.
  - apply ind_false. intros ->. rewrite pair_eqb_refl in Heq. discriminate.
Qed.

End Word.
