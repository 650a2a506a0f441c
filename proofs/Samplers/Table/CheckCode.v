(** * Sandwich tables: the checker

    Whoever builds a table may use any heuristic: these programs decide whether it is one.
    Each passes once through a part of it.  [table_check_lookup] counts the selectors that look
    up each block, [table_check_blocks] encloses the weights at the ends of the blocks, and
    [table_check_tail] is about what lies beyond them.

    The first half of the cells is for positive values, the second for negative ones, and the two
    are alike.  In a half, the selectors of a block are those of the first entry of one cell, its
    home, and those of the second entries of the cells of its run.  Runs lie side by side, in the
    order of the blocks.  The last of them is the run of the rare rounds, whose entry is 63.

    Along blocks of one width the weights are enclosed by recurrences: the weight of the next
    block is this one's times a ratio, and the ratio's is this one's times a change that stays
    the same.  Where the width changes, all three are enclosed anew.              *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
From Verinoise Require Import Samplers.Exp.Code Samplers.Table.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

(** How a block is looked up: block, entry for positive values, entry for negative ones, home,
    first cell and end of the run. *)
Definition looked := nat1 ** nat1 ** nat1 ** nat1 ** nat1.

Definition table_check_block : func
    ((nat1 ** nat1 ** naturals ** naturals) ** looked) (nat1 ** Base Bool) :=
  function "table_check" "table_check_block"
    (("selector_bits", "cell_bits", "complements", "entries"),
     ("entry", "mirrored", "home", "run", "stop"))
    [ "Counts the selectors of a block in each half of the cells: those of the first entry of the cell"
    ; "`home`, and those of the second entries of the cells from `run` to `stop`. The Boolean says"
    ; "whether these entries are the ones of the block." ]
    (fun V '((selector_bits, cell_bits, complements, entries),
             (entry, mirrored, home, run, stop)) =>
      set! half as "half" := length_of complements >> #1 in
      set! cell_size as "cell_size" := #1 << cell_bits in
      set! half_range as "half_range" := #1 << (selector_bits - #1) in
      set! range as "range" := #1 << selector_bits in
      set! first as "first" := complements.[home] + home * cell_size in
      set! inside as "inside" := (home < half) && (stop <= half) in
      set! narrow as "narrow" := range <= first + cell_size in
      set! twin as "twin" := complements.[home + half] + half_range == complements.[home] in
      set! positive as "positive" := entries.[home << #1] == entry in
      set! negative as "negative" := entries.[(home + half) << #1] == mirrored in
      let! (cell, mass, same) as ("cell", "mass", "same") :=
        loop (cell, mass, same) as ("cell", "mass", "same") in (nat1 ** nat1 ** Base Bool)
          := (run, range - first, inside && narrow && twin && positive && negative)
          while same && (cell < stop) do
            set! end_ as "end" := complements.[cell] + (cell + #1) * cell_size in
            set! inside as "inside" := end_ <= range + cell_size in
            set! twin as "twin" := complements.[cell + half] + half_range == complements.[cell] in
            set! positive as "positive" := entries.[(cell << #1) + #1] == entry in
            set! negative as "negative" := entries.[((cell + half) << #1) + #1] == mirrored in
            Ret (cell + #1, mass + (end_ - range), inside && twin && positive && negative)
          end in
      Ret (mass, same)).

Definition table_check_lookup : func
    (lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals)) (Base Bool) :=
  function "table_check" "table_check_lookup"
    (("word_bytes", "extra_bytes", "selector_shift", "offset_bits", "cell_bits", "complements",
      "entries"), ("bias", "blocks", "certain"), ("homes", "runs"))
    [ "Decides whether each block of a table is looked up by as many selectors of each sign as its"
    ; "certain mass says, with its own entries."
    ; ""
    ; "`homes` and `runs` say where to look: for each block the cell whose first entry it is, and the"
    ; "end of the cells whose second entry it is. Whatever they are, a table that passes is right." ]
    (fun V '((word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries),
             (bias, blocks, certain), (homes, runs)) =>
      set! word_bits as "word_bits" := word_bytes * #8 in
      set! selector_bits as "selector_bits" := word_bits - selector_shift in
      set! last as "last" := length_of blocks in
      let! (block, run, total, good) as ("block", "run", "total", "good") :=
        loop (block, run, total, good) as ("block", "run", "total", "good")
          in (nat1 ** nat1 ** nat1 ** Base Bool) := (#0, #0, #0, BoolLit true)
          while good && (block <= last) do
            set! code as "code" := blocks.[block] in
            set! dropped as "dropped" := code & #63 in
            set! past as "past" := (code >> #6) + (#1 << (offset_bits - dropped)) in
            set! rest as "rest" := (bias + bias + #1) - past in
            set! reflected as "reflected" := (rest << #6) + dropped in
            let! (entry, mirrored) as ("entry", "mirrored") :=
              (if! block < last then Ret (t := nat2) (code, reflected)
               else Ret (t := nat2) (#63, #63)) in
            set! stop as "stop" := runs.[block] in
            let! (mass, same) as ("mass", "same") := table_check_block @
              ((selector_bits, cell_bits, complements, entries),
               (entry, mirrored, homes.[block], run, stop)) in
            set! expected as "expected" := certain.[block] in
            Ret (block + #1, stop, total + expected, same && (mass == expected))
          end in
      set! selectors as "selectors" := #1 << (selector_bits - #1) in
      set! cells as "cells" := length_of complements >> #1 in
      set! complete as "complete" := (total == selectors) && (cells << cell_bits == selectors) in
      set! inside as "inside" := (selector_shift < word_bits) && (offset_bits < #64) in
      let! apart as "apart" :=
        (if! extra_bytes == #0 then Ret (t := Base Bool) (offset_bits <= selector_shift)
         else Ret (t := Base Bool) (offset_bits <= extra_bytes * #8)) in
      Ret (good && complete && inside && apart)).

(** Lower and upper bound of a weight, of its ratio to the next one, of the change of the ratio. *)
Definition bounds := nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1.

Definition table_bounds : func (weight ** (nat1 ** nat1 ** nat1)) bounds :=
  function "table_check" "table_bounds"
    (("quadratic", "linear", "denominator"), ("size", "width", "bits"))
    [ "Encloses the weight of `size`, its ratio to the weight one block further, of `2^width` numbers,"
    ; "and the change of this ratio from block to block, as multiples of `2^-bits`."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '((quadratic, linear, denominator), (size, width, bits)) =>
      set! step as "step" := #1 << width in
      let! (low, high) as ("low", "high") :=
        exp_opp @ ((quadratic * size + linear) * size, denominator, bits) in
      let! (ratio_low, ratio_high) as ("ratio_low", "ratio_high") :=
        exp_opp @ ((quadratic * (size + size + step) + linear) * step, denominator, bits) in
      let! (change_low, change_high) as ("change_low", "change_high") :=
        exp_opp @ (#2 * quadratic * (step * step), denominator, bits) in
      Ret (low, high, ratio_low, ratio_high, change_low, change_high)).

Definition table_check_blocks : func (weight ** layout ** (nat1 ** nat1)) (Base Bool) :=
  function "table_check" "table_check_blocks"
    (("quadratic", "linear", "denominator"),
     ("unit", "slack", "offset_bits", "bias", "blocks", "certain", "wedges"), ("tail_start", "bits"))
    [ "Decides whether the blocks of a table tile the numbers below `tail_start`, and the weights lie"
    ; "between certain masses and envelopes, with weights enclosed in multiples of `2^-bits`." ]
    (fun V '((quadratic, linear, denominator),
             (unit, slack, offset_bits, bias, blocks, certain, wedges), (tail_start, bits)) =>
      set! last as "last" := length_of blocks in
      set! positive as "positive" := (#0 < denominator) && (#0 < unit) && (#0 < last) in
      set! zero as "zero" := blocks.[#0] == (bias << #6) + offset_bits in
      set! exact as "exact" := certain.[#0] == unit in
      set! flat as "flat" := (wedges.[#0] == #0) && (wedges.[#1] == #0) in
      set! sizes as "sizes" := (tail_start <= bias) && (length_of wedges == last + #1) in
      set! first as "first" := positive && zero && exact && flat && sizes && (offset_bits < #64) in
      let! (block, size, good, last_width, low, high, ratio_low, ratio_high,
            change_low, change_high)
        as ("block", "size", "good", "last_width", "low", "high", "ratio_low", "ratio_high",
            "change_low", "change_high") :=
        loop (block, size, good, last_width, low, high, ratio_low, ratio_high,
              change_low, change_high)
          as ("block", "size", "good", "last_width", "low", "high", "ratio_low", "ratio_high",
              "change_low", "change_high")
          in (nat1 ** nat1 ** Base Bool ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1)
          := (#1, #1, first, #64, #0, #0, #0, #0, #0, #0)
          while good && (block < last) do
            set! code as "code" := blocks.[block] in
            set! width as "width" := offset_bits - (code & #63) in
            let! (low, high, ratio_low, ratio_high, change_low, change_high)
              as ("low", "high", "ratio_low", "ratio_high", "change_low", "change_high") :=
              (if! width == last_width then
                 Ret (t := bounds)
                   (low, high, ratio_low, ratio_high, change_low, change_high)
               else table_bounds @ ((quadratic, linear, denominator), (size, width, bits))) in
            set! next_low as "next_low" := (low * ratio_low) >> bits in
            set! next_high as "next_high" := ((high * ratio_high) >> bits) + #1 in
            set! scale as "scale" := unit << (width + #1) in
            set! floor as "floor" := certain.[block] in
            set! wedge as "wedge" := wedges.[block + #1] - wedges.[block] in
            set! envelope as "envelope" := floor + wedge in
            let! below as "below" :=
              (if! width == #0 then Ret (t := nat1) low else Ret (t := nat1) next_low) in
            set! placed as "placed" := code == ((bias + size) << #6) + (offset_bits - width) in
            set! rising as "rising" := wedges.[block] <= wedges.[block + #1] in
            set! certain_fits as "certain_fits" := floor << bits <= scale * below in
            set! envelope_fits as "envelope_fits" := scale * high <= envelope << bits in
            set! slack_fits as "slack_fits" := (envelope - slack) << bits <= scale * low in
            set! fits as "fits" := certain_fits && envelope_fits && slack_fits in
            Ret (block + #1, size + (#1 << width), placed && rising && fits,
              width, next_low, next_high,
              (ratio_low * change_low) >> bits, ((ratio_high * change_high) >> bits) + #1,
              change_low, change_high)
          end in
      Ret (good && (size == tail_start))).

Definition table_check_tail : func
    (weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1)) (Base Bool) :=
  function "table_check" "table_check_tail"
    (("quadratic", "linear", "denominator"), ("unit", "certain", "wedges"),
     ("tail_start", "tail_bits", "bits"))
    [ "Decides whether the tail of a table, from `tail_start` on, fits into two units of mass, and"
    ; "whether these and the wedges fit into the mass of the rare rounds." ]
    (fun V '((quadratic, linear, denominator), (unit, certain, wedges),
             (tail_start, tail_bits, bits)) =>
      set! last as "last" := length_of wedges - #1 in
      set! step as "step" := #1 << tail_bits in
      let! (_, high) as ("_low", "high") :=
        exp_opp @ ((quadratic * tail_start + linear) * tail_start, denominator, bits) in
      set! falls as "falls" := (quadratic * (tail_start + tail_start + step) + linear) * step in
      set! room as "room" := wedges.[last] + #2 <= certain.[last] in
      set! fits as "fits" := (unit << (tail_bits + #1)) * high <= #1 << bits in
      Ret (room && fits && (denominator * #7 <= falls * #10))).
