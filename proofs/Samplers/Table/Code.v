(** * Sandwich tables: the programs

    Noise of a distribution with fixed parameters, from a table that was prepared for it: one
    random word and one look-up a sample, most of the time.

    The probability of the integer x is proportional to the weight
    exp(-(quadratic |x| + linear) |x| / denominator), so that one program serves discrete
    Gaussian and discrete Laplace noise.  The magnitudes from 1 to [tail_start] - 1 are tiled
    by blocks of 2^width numbers each; block 0 is the number 0 alone.  A block has a certain
    mass, below the weights of its numbers, and an envelope, above them; the difference is its
    wedge.  Masses are integers, in units in which all words together are 2^V.

    A round draws a selector of V bits.  With the certain mass of a block it looks up this
    block, and a uniform offset and a sign make the value.  Otherwise a round is rare: a
    uniform rank below what is left belongs to the wedge of a block, to the tail or to nothing;
    the value is drawn, and kept by a comparison with its exact weight.  Rounds are repeated
    until one keeps its value.  CheckCode.v has the checker of tables.

    The selector, with the sign as its highest bit, is looked up in an alias table.  A cell has
    two entries: the second is for the selectors that reach 2^(V + 1) when the complement of the
    cell is added.  An entry holds where the values start, plus [bias], and how many bits of the
    offset are dropped; 63 says that the round is rare.                          *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Exp.Code Samplers.ExpExceeds.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

(** Bytes of the word and of a second word, bits of the word below the selector, bits of the
    offset; bits of a cell, complements, entries. *)
Definition lookup := nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** naturals ** naturals.

(** The weight: quadratic, linear, denominator. *)
Definition weight := nat1 ** nat1 ** nat1.

(** Unit of mass, slack, bits of the offset, bias, blocks, certain masses, wedges. *)
Definition layout := nat1 ** nat1 ** nat1 ** nat1 ** naturals ** naturals ** naturals.

(** A magnitude, or a value, and whether it is kept. *)
Definition offer := nat1 ** Base Bool.
Definition signed_offer := Base Int ** Base Bool.

Definition table_draw : func lookup nat1 :=
  hot (function "table" "table_draw"
    ("word_bytes", "extra_bytes", "selector_shift", "offset_bits", "cell_bits", "complements", "entries")
    [ "Draws a word and looks it up: a value plus the bias of the table, or 0 where the round is rare."
    ; ""
    ; "Precondition: the table passes `table_check_lookup`." ]
    (fun V '(word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries) =>
      set! selector_bits as "selector_bits" := word_bytes * #8 - selector_shift in
      set! offset_mask as "offset_mask" := (#1 << offset_bits) - #1 in
      let! word as "word" := Bytes word_bytes in
      let! position as "position" :=
        (if! extra_bytes == #0 then Ret (t := nat1) word else Bytes extra_bytes) in
      set! selector as "selector" := word >> selector_shift in
      set! cell as "cell" := selector >> cell_bits in
      set! second as "second" := (selector + complements.[cell]) >> selector_bits in
      set! entry as "entry" := entries.[(cell << #1) + second] in
      set! offset as "offset" := position & offset_mask in
      Ret ((entry >> #6) + (offset >> (entry & #63))))).

Definition table_block : func (nat1 ** naturals) nat1 :=
  function "table" "table_block" ("rank", "wedges")
    [ "Finds the block in whose wedge `rank` lies, by bisection of the sums of the wedges."
    ; ""
    ; "Precondition: the sums do not decrease, the first is 0, and `rank` is below the last." ]
    (fun V '(rank, wedges) =>
      let! (low, high) as ("low", "high") :=
        loop (low, high) as ("low", "high") in nat2 := (#0, length_of wedges - #1)
          while low + #1 < high do
            set! middle as "middle" := (low + high) >> #1 in
            if! wedges.[middle] <= rank then Ret (middle, high) else Ret (low, middle)
          end in
      Ret low).

Definition table_wedge : func (nat1 ** weight ** layout) offer :=
  function "table" "table_wedge"
    ("rank", ("quadratic", "linear", "denominator"),
     ("unit", "slack", "offset_bits", "bias", "blocks", "certain", "wedges"))
    [ "Draws a magnitude from the block in whose wedge `rank` lies, and decides whether to keep it."
    ; ""
    ; "Precondition: the table passes `table_check_blocks`, and `rank` is below the last of the sums"
    ; "of the wedges." ]
    (fun V '(rank, (quadratic, linear, denominator),
             (unit, slack, offset_bits, bias, blocks, certain, wedges)) =>
      let! block as "block" := table_block @ (rank, wedges) in
      set! floor as "floor" := wedges.[block] in
      set! start as "start" := (blocks.[block] >> #6) - bias in
      set! width as "width" := offset_bits - (blocks.[block] & #63) in
      let! offset as "offset" := uniform @ (#1 << width) in
      set! size as "size" := start + offset in
      set! level as "level" := certain.[block] + (rank - floor) in
      set! envelope as "envelope" := certain.[block] + (wedges.[block + #1] - floor) in
      let! (lower, upper) as ("lower", "upper") :=
        exp_opp_cubic @ ((quadratic * (size + start) + linear) * offset, denominator, #24) in
      set! below as "below" := ((envelope - slack) * lower) >> #24 in
      set! above as "above" := ((envelope * upper) >> #24) + #1 in
      set! scale as "scale" := unit << (width + #1) in
      set! exponent as "exponent" := (quadratic * size + linear) * size in
      let! kept as "kept" :=
        (if! level + #1 <= below then Ret (t := Base Bool) (BoolLit true)
         else if! above <= level then Ret (t := Base Bool) (BoolLit false)
         else exp_exceeds @ (level, scale, exponent, denominator)) in
      Ret (size, kept)).

Definition table_tail : func (weight ** (nat1 ** nat1 ** nat1)) offer :=
  function "table" "table_tail"
    (("quadratic", "linear", "denominator"), ("unit", "tail_start", "tail_bits"))
    [ "Draws a magnitude from `tail_start` on, and decides whether to keep it."
    ; ""
    ; "Precondition: the table passes `table_check_tail`." ]
    (fun V '((quadratic, linear, denominator), (unit, tail_start, tail_bits)) =>
      let! (flips, head) as ("flips", "head") :=
        loop (flips, head) as ("flips", "head") in offer := (#0, BoolLit true)
          while head do
            let! byte as "byte" := Bytes #1 in
            Ret (flips + #1, odd byte)
          end in
      set! step as "step" := flips - #1 in
      let! offset as "offset" := uniform @ (#1 << tail_bits) in
      set! size as "size" := tail_start + ((step << tail_bits) + offset) in
      set! scale as "scale" := unit << (step + (tail_bits + #1)) in
      set! exponent as "exponent" := (quadratic * size + linear) * size in
      let! kept as "kept" := exp_exceeds @ (#0, scale, exponent, denominator) in
      Ret (size, kept)).

Definition table_rare : func (weight ** layout ** (nat1 ** nat1)) signed_offer :=
  cold (function "table" "table_rare"
    (("quadratic", "linear", "denominator"),
     ("unit", "slack", "offset_bits", "bias", "blocks", "certain", "wedges"),
     ("tail_start", "tail_bits"))
    [ "Draws a value in a rare round, and decides whether to keep it."
    ; ""
    ; "Precondition: the table passes its checks." ]
    (fun V '((quadratic, linear, denominator),
             (unit, slack, offset_bits, bias, blocks, certain, wedges), (tail_start, tail_bits)) =>
      set! last as "last" := length_of blocks in
      let! rank as "rank" := uniform @ certain.[last] in
      let! (size, kept) as ("size", "kept") :=
        (if! rank < wedges.[last] then
           table_wedge @ (rank, (quadratic, linear, denominator),
             (unit, slack, offset_bits, bias, blocks, certain, wedges))
         else if! rank < wedges.[last] + #2 then
           table_tail @ ((quadratic, linear, denominator), (unit, tail_start, tail_bits))
         else Ret (t := offer) (#0, BoolLit false)) in
      let! byte as "byte" := Bytes #1 in
      if! odd byte then Ret (t := signed_offer) (neg (of_nat size), kept)
      else Ret (t := signed_offer) (of_nat size, kept))).

(** All of a table: what a selector is looked up in, the weight, the blocks, the tail. *)
Definition table :=
  (nat1 ** nat1 ** nat1 ** nat1 ** nat1 ** naturals ** naturals) ** weight
  ** (nat1 ** nat1 ** nat1 ** naturals ** naturals ** naturals) ** (nat1 ** nat1).

Definition table_round : func table signed_offer :=
  function "table" "table_round"
    (("word_bytes", "extra_bytes", "selector_shift", "offset_bits", "cell_bits", "complements", "entries"),
     ("quadratic", "linear", "denominator"),
     ("unit", "slack", "bias", "blocks", "certain", "wedges"), ("tail_start", "tail_bits"))
    [ "Draws a value, and decides whether to keep it: `x` is drawn and kept with the probability"
    ; "`exp(-(quadratic |x| + linear) |x| / denominator)`, times the unit of the table, divided by its"
    ; "number of selectors of each sign."
    ; ""
    ; "Precondition: the table passes its checks." ]
    (fun V '((word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries),
             (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
             (tail_start, tail_bits)) =>
      let! drawn as "drawn" := table_draw @
        (word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries) in
      if! drawn == #0 then
        table_rare @ ((quadratic, linear, denominator),
          (unit, slack, offset_bits, bias, blocks, certain, wedges), (tail_start, tail_bits))
      else Ret (t := signed_offer) (of_nat drawn +i neg (of_nat bias), BoolLit true)).

Definition table_sample : func table (Base Int) :=
  function "table" "table_sample"
    (("word_bytes", "extra_bytes", "selector_shift", "offset_bits", "cell_bits", "complements", "entries"),
     ("quadratic", "linear", "denominator"),
     ("unit", "slack", "bias", "blocks", "certain", "wedges"), ("tail_start", "tail_bits"))
    [ "Draws `x` with probability proportional to"
    ; "`exp(-(quadratic |x| + linear) |x| / denominator)`."
    ; ""
    ; "Precondition: the table passes its checks." ]
    (fun V '((word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries),
             (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
             (tail_start, tail_bits)) =>
      let! (sample, kept) as ("sample", "kept") :=
        loop (sample, kept) as ("sample", "kept") in signed_offer := (of_nat #0, BoolLit false)
          while !kept do
            table_round @
              ((word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries),
               (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
               (tail_start, tail_bits))
          end in
      Ret sample).

Definition table_shifted : func (Base Int ** table) (Base Int) :=
  function "table" "table_shifted"
    ("location",
     (("word_bytes", "extra_bytes", "selector_shift", "offset_bits", "cell_bits", "complements", "entries"),
      ("quadratic", "linear", "denominator"),
      ("unit", "slack", "bias", "blocks", "certain", "wedges"), ("tail_start", "tail_bits")))
    [ "Draws `location` plus noise: a sample of the table."
    ; ""
    ; "Precondition: the table passes its checks." ]
    (fun V '(location,
             ((word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries),
              (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
              (tail_start, tail_bits))) =>
      let! noise as "noise" := table_sample @
        ((word_bytes, extra_bytes, selector_shift, offset_bits, cell_bits, complements, entries),
         (quadratic, linear, denominator), (unit, slack, bias, blocks, certain, wedges),
         (tail_start, tail_bits)) in
      Ret (location +i noise)).
