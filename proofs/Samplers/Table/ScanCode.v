(** * Sandwich tables: the programs without secret branches and addresses

    The look-up of [table_draw] reads the table at an address that depends on random data.
    [table_scan] draws from the same table with the same law, but passes once through all of the
    certain masses and blocks: which instructions run, and which addresses are read, does not
    depend on the words.  Nor does any number overflow (ScanFits.v), so that arithmetic without
    checks will do.

    The highest bit of a selector is the sign, the others are a rank.  The block is the last one
    before which the certain masses add up to no more than the rank.  Its entry is found without
    a comparison: the highest bit of a sum says whether the rank has passed a block, and a
    product with it adds the difference to the next entry, or nothing.

    In a rare round the program is left for [table_rare].  That a round is rare is independent of
    the value that is returned in the end.                                      *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
From Verinoise Require Import Samplers.Table.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

(** Bytes of the word and of a second word, bits of the word below the selector, bits of the
    offset, bias, blocks, certain masses. *)
Definition scan := nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** naturals ** naturals.

Definition table_scan : func scan nat1 :=
  function "table_scan" "table_scan"
    ("word_bytes", "extra_bytes", "selector_shift", "offset_bits", "bias", "blocks", "certain")
    [ "Draws a word and finds its block in a scan of all blocks: a value plus the bias of the table, or"
    ; "0 where the round is rare. The law is that of `table_draw`."
    ; ""
    ; "Neither branches nor addresses depend on the word."
    ; ""
    ; "Precondition: the table passes its checks." ]
    (fun V '(word_bytes, extra_bytes, selector_shift, offset_bits, bias, blocks, certain) =>
      set! selector_bits as "selector_bits" := word_bytes * #8 - selector_shift in
      set! rank_bits as "rank_bits" := selector_bits - #1 in
      set! half as "half" := #1 << rank_bits in
      set! offset_mask as "offset_mask" := (#1 << offset_bits) - #1 in
      let! word as "word" := Bytes word_bytes in
      let! position as "position" :=
        (if! extra_bytes == #0 then Ret (t := nat1) word else Bytes extra_bytes) in
      set! selector as "selector" := word >> selector_shift in
      set! sign as "sign" := selector >> rank_bits in
      set! rank as "rank" := selector & (half - #1) in
      let! (index, sum, entry) as ("index", "sum", "entry") :=
        each mass of certain with (index, sum, entry) as (("index", "sum", "entry"), "mass")
          in (nat1 ** nat1 ** nat1) := (#0, #0, blocks.[#0])
          do
            set! next as "next" := index + #1 in
            set! sum as "sum" := sum + mass in
            set! passed as "passed" := (rank + (half - sum)) >> rank_bits in
            set! step as "step" := blocks.[next] - blocks.[index] in
            Ret (next, sum, entry + passed * step)
          end in
      set! rare as "rare" := (rank + certain.[length_of blocks]) >> rank_bits in
      set! offset as "offset" := (position & offset_mask) >> (entry & #63) in
      set! value as "value" := (entry >> #6) + offset in
      set! reflected as "reflected" := (bias + bias) - value in
      set! chosen as "chosen" := value * (#1 - sign) + reflected * sign in
      Ret (chosen * (#1 - rare))).

(** All that a scan uses of a table: words and blocks, the weight, the tail. *)
Definition scan_table :=
  (nat1 ** nat1 ** nat1 ** nat1) ** weight
  ** (nat1 ** nat1 ** nat1 ** naturals ** naturals ** naturals) ** (nat1 ** nat1).

Definition table_scan_round : func scan_table signed_offer :=
  function "table_scan" "table_scan_round"
    (("word_bytes", "extra_bytes", "selector_shift", "offset_bits"),
     ("quadratic", "linear", "denominator"),
     ("unit", "slack", "bias", "blocks", "certain", "wedges"), ("tail_start", "tail_bits"))
    [ "Draws a value, and decides whether to keep it, with the law of `table_round`. Where the round is"
    ; "not rare, neither branches nor addresses depend on random bytes."
    ; ""
    ; "Precondition: the table passes its checks." ]
    (fun V '((word_bytes, extra_bytes, selector_shift, offset_bits),
             (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
             (tail_start, tail_bits)) =>
      let! drawn as "drawn" := table_scan @
        (word_bytes, extra_bytes, selector_shift, offset_bits, bias, blocks, certain) in
      if! drawn == #0 then
        table_rare @ ((quadratic, linear, denominator),
          (unit, slack, offset_bits, bias, blocks, certain, wedges), (tail_start, tail_bits))
      else Ret (t := signed_offer) (of_nat drawn +i neg (of_nat bias), BoolLit true)).

Definition table_scan_sample : func scan_table (Base Int) :=
  function "table_scan" "table_scan_sample"
    (("word_bytes", "extra_bytes", "selector_shift", "offset_bits"),
     ("quadratic", "linear", "denominator"),
     ("unit", "slack", "bias", "blocks", "certain", "wedges"), ("tail_start", "tail_bits"))
    [ "Draws `x` with probability proportional to"
    ; "`exp(-(quadratic |x| + linear) |x| / denominator)`, by scans of the table."
    ; ""
    ; "Precondition: the table passes its checks." ]
    (fun V '((word_bytes, extra_bytes, selector_shift, offset_bits),
             (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
             (tail_start, tail_bits)) =>
      let! (sample, kept) as ("sample", "kept") :=
        loop (sample, kept) as ("sample", "kept") in signed_offer := (of_nat #0, BoolLit false)
          while !kept do
            table_scan_round @
              ((word_bytes, extra_bytes, selector_shift, offset_bits),
               (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
               (tail_start, tail_bits))
          end in
      Ret sample).
