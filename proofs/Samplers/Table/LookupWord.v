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
From Verinoise Require Import Samplers.Table.WordDigits.
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

Section Word.
Variable t : parts.

Definition completed (e : N * N) : dist N :=
  dbind (duniform (2 ^ offset_bits t)) (fun offset =>
  dbind (duniform 2) (fun s => dret (decode (side s e) offset))).

(** ** The result for a word and a position *)

Definition drawn_entry (selector : N) : N :=
  let cell := N.shiftr selector (cell_bits t) in
  let second := N.shiftr (selector + complement_of t cell) (selector_bits t) in
  get (s := Nat) (entries t) (N.shiftl cell 1 + second).

Lemma drawn_entry_eq (selector : N) : drawn_entry selector = entry_of t selector.
Proof using.
  unfold drawn_entry, entry_of, entry_at. cbv zeta.
  rewrite !N.shiftr_div_pow2, N.shiftl_mul_pow2. reflexivity.
Qed.

Lemma pmf_drawn :
  pmf (body table_draw value (lookup_of t))
  =d dbind (duniform (256 ^ word_bytes t)) (fun word =>
       dbind (if extra_bytes t =? 0 then dret word else duniform (256 ^ extra_bytes t))
         (fun position => dret (decode (drawn_entry (N.shiftr word (selector_shift t)))
                                       (N.land position (N.shiftl 1 (offset_bits t) - 1))))).
Proof using.
  cbn -[N.shiftl N.shiftr N.land N.add N.mul N.sub N.pow]. do 2 rewrite dbind_ret_l.
  apply dbind_ext; [reflexivity |].
  intros word. apply dbind_ext; [destruct (extra_bytes t =? 0); reflexivity |].
  intros position. do 5 rewrite dbind_ret_l. reflexivity.
Qed.

(** ** The bits of the words *)

Hypothesis right : lookup_right t.

Lemma lookup_words : words_suffice t.
Proof using right. split; [exact (right_shift t right) | exact (right_apart t right)]. Qed.

Definition selected (selector : N) : dist N :=
  dbind (duniform (2 ^ offset_bits t)) (fun offset => dret (decode (entry_of t selector) offset)).

Lemma pmf_selected :
  pmf (body table_draw value (lookup_of t)) =d dbind (duniform (2 ^ selector_bits t)) selected.
Proof using right.
  rewrite pmf_drawn, (dbind_words t lookup_words (fun selector offset =>
    dret (decode (drawn_entry selector) offset))).
  apply dbind_ext; [reflexivity |]. intros selector. rewrite drawn_entry_eq. reflexivity.
Qed.

Theorem draw_selector :
  pmf (body table_draw value (lookup_of t))
  =d dbind (dmap (looked_up t) (duniform (selector_count t))) completed.
Proof using right.
  rewrite pmf_selected, dbind_dmap, (dbind_selector t _ lookup_words), dbind_duniform_swap.
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
