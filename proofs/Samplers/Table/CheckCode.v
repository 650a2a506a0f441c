(** * Sandwich tables: the checker

    Whoever builds a table may use any heuristic: these programs decide whether it is one.
    Each passes once through a part of it.  [table_check_lookup] counts the selectors that look
    up each block, [table_check_blocks] encloses the weights at the ends of the blocks, and
    [table_check_tail] is about what lies beyond them.

    The selectors of a block are those below the threshold of one cell, its home, and those
    not below the thresholds of the cells of its run.  Runs lie side by side, in the order of
    the blocks.  The last of them is the run of the rare rounds, whose entry is 63.

    Along blocks of one width the weights are enclosed by recurrences: the weight of the next
    block is this one's times a ratio, and the ratio's is this one's times a change that stays
    the same.  Where the width changes, all three are enclosed anew.              *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
From Verinoise Require Import Samplers.Exp.Code Samplers.Table.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Definition table_check_lookup : func
    ((nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** naturals ** naturals)
     ** (nat1 ** naturals ** naturals) ** (naturals ** naturals)) (Base Bool) :=
  function "table_check" "table_check_lookup"
    (("word_bytes", "extra_bytes", "index_shift", "offset_bits", "cell_bits", "thresholds", "entries"),
     ("bias", "blocks", "certain"), ("homes", "runs"))
    [ "Decides whether each block of a table is looked up by as many selectors as its certain mass"
    ; "says, with its own entries."
    ; ""
    ; "`homes` and `runs` say where to look: for each block the cell whose first entry it is, and the"
    ; "end of the cells whose second entry it is. Whatever they are, a table that passes is right." ]
    (fun V '((word_bytes, extra_bytes, index_shift, offset_bits, cell_bits, thresholds, entries),
             (bias, blocks, certain), (homes, runs)) =>
      set! cells as "cells" := length_of thresholds in
      set! cell_size as "cell_size" := #1 << cell_bits in
      let! (block, run, total, good) as ("block", "run", "total", "good") :=
        loop (block, run, total, good) as ("block", "run", "total", "good")
          in (nat1 ** nat1 ** nat1 ** Base Bool) := (#0, #0, #0, BoolLit true)
          while good && (block <= length_of blocks) do
            set! code as "code" := blocks.[block] in
            let! (entry, mirrored) as ("entry", "mirrored") :=
              (if! block < length_of blocks then
                 Ret (t := nat2) (code,
                   (((bias + bias + #1) - ((code >> #6) + (#1 << (offset_bits - (code & #63))))) << #6)
                   + (code & #63))
               else Ret (t := nat2) (#63, #63)) in
            set! home as "home" := homes.[block] in
            set! stop as "stop" := runs.[block] in
            let! (cell, mass, same) as ("cell", "mass", "same") :=
              loop (cell, mass, same) as ("cell", "mass", "same") in (nat1 ** nat1 ** Base Bool)
                := (run, thresholds.[home],
                    (home < cells) && (thresholds.[home] <= cell_size)
                    && (entries.[home * #4] == entry) && (entries.[home * #4 + #1] == mirrored)
                    && (stop <= cells))
                while same && (cell < stop) do
                  Ret (cell + #1, mass + (cell_size - thresholds.[cell]),
                    (entries.[cell * #4 + #2] == entry) && (entries.[cell * #4 + #3] == mirrored))
                end in
            Ret (block + #1, stop, total + certain.[block], same && (mass == certain.[block]))
          end in
      set! selectors as "selectors" := #1 << (word_bytes * #8 - index_shift) in
      let! apart as "apart" :=
        (if! extra_bytes == #0 then Ret (t := Base Bool) (offset_bits + #1 <= index_shift)
         else Ret (t := Base Bool) ((#1 <= index_shift) && (offset_bits <= extra_bytes * #8))) in
      Ret (good && (total == selectors) && (cells << cell_bits == selectors)
        && apart && (index_shift <= word_bytes * #8) && (offset_bits < #64))).

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
      let! (lower, upper) as ("lower", "upper") :=
        exp_opp @ ((quadratic * size + linear) * size, denominator, bits) in
      let! (ratio_lower, ratio_upper) as ("ratio_lower", "ratio_upper") :=
        exp_opp @ ((quadratic * (size + size + step) + linear) * step, denominator, bits) in
      let! (change_lower, change_upper) as ("change_lower", "change_upper") :=
        exp_opp @ (#2 * quadratic * (step * step), denominator, bits) in
      Ret (lower, upper, ratio_lower, ratio_upper, change_lower, change_upper)).

Definition table_check_blocks : func (weight ** layout ** (nat1 ** nat1)) (Base Bool) :=
  function "table_check" "table_check_blocks"
    (("quadratic", "linear", "denominator"),
     ("unit", "slack", "offset_bits", "bias", "blocks", "certain", "wedges"), ("tail_start", "bits"))
    [ "Decides whether the blocks of a table tile the numbers below `tail_start`, and the weights lie"
    ; "between certain masses and envelopes, with weights enclosed in multiples of `2^-bits`." ]
    (fun V '((quadratic, linear, denominator),
             (unit, slack, offset_bits, bias, blocks, certain, wedges), (tail_start, bits)) =>
      set! first as "first" :=
        (#0 < denominator) && (#0 < unit) && (#0 < length_of blocks)
        && (blocks.[#0] == (bias << #6) + offset_bits) && (offset_bits < #64)
        && (certain.[#0] == unit) && (wedges.[#0] == #0) && (wedges.[#1] == #0)
        && (tail_start <= bias) && (length_of wedges == length_of blocks + #1) in
      let! (block, size, good, last_width, lower, upper, ratio_lower, ratio_upper,
            change_lower, change_upper)
        as ("block", "size", "good", "last_width", "lower", "upper", "ratio_lower", "ratio_upper",
            "change_lower", "change_upper") :=
        loop (block, size, good, last_width, lower, upper, ratio_lower, ratio_upper,
              change_lower, change_upper)
          as ("block", "size", "good", "last_width", "lower", "upper", "ratio_lower", "ratio_upper",
              "change_lower", "change_upper")
          in (nat1 ** nat1 ** Base Bool ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** nat1)
          := (#1, #1, first, #64, #0, #0, #0, #0, #0, #0)
          while good && (block < length_of blocks) do
            set! width as "width" := offset_bits - (blocks.[block] & #63) in
            let! (lower, upper, ratio_lower, ratio_upper, change_lower, change_upper)
              as ("lower", "upper", "ratio_lower", "ratio_upper", "change_lower", "change_upper") :=
              (if! width == last_width then
                 Ret (t := bounds)
                   (lower, upper, ratio_lower, ratio_upper, change_lower, change_upper)
               else table_bounds @ ((quadratic, linear, denominator), (size, width, bits))) in
            set! next_lower as "next_lower" := (lower * ratio_lower) >> bits in
            set! next_upper as "next_upper" := ((upper * ratio_upper) >> bits) + #1 in
            set! scale as "scale" := unit << (width + #1) in
            set! envelope as "envelope" :=
              certain.[block] + (wedges.[block + #1] - wedges.[block]) in
            let! below as "below" :=
              (if! width == #0 then Ret (t := nat1) lower else Ret (t := nat1) next_lower) in
            Ret (block + #1, size + (#1 << width),
              (blocks.[block] == ((bias + size) << #6) + (offset_bits - width))
              && (wedges.[block] <= wedges.[block + #1])
              && (certain.[block] << bits <= scale * below)
              && (scale * upper <= envelope << bits)
              && ((envelope - slack) << bits <= scale * lower),
              width, next_lower, next_upper,
              (ratio_lower * change_lower) >> bits, ((ratio_upper * change_upper) >> bits) + #1,
              change_lower, change_upper)
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
      let! (lower, upper) as ("lower", "upper") :=
        exp_opp @ ((quadratic * tail_start + linear) * tail_start, denominator, bits) in
      Ret ((wedges.[last] + #2 <= certain.[last])
        && ((unit << (tail_bits + #1)) * upper <= #1 << bits)
        && (denominator * #7 <=
            (quadratic * (tail_start + tail_start + step) + linear) * step * #10))).
