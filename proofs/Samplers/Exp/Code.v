(** * Enclosures of exp: the programs

    They draw nothing.  [exp_opp_fixed] halves the argument, sums the alternating
    series by Horner's scheme with directed rounding, and squares the sum as often
    as the argument was halved.  Of the denominator it keeps one bit more than it
    works with, so that long fractions do not make its numbers long.  [exp_opp]
    chooses the numbers of halvings, terms and working bits so that the enclosure is
    narrow.  Spec.v has the same as functions of Rocq.                         *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

(** A counter, and the two bounds. *)
Definition nat3 := nat1 ** nat1 ** nat1.

Definition exp_opp_fixed : func (nat3 ** nat1 ** nat1) nat2 :=
  function "exp" "exp_opp_fixed"
    ("numerator", "denominator", "halvings", "terms", "bits")
    [ "Encloses `2^bits * exp(-numerator / denominator)` between two natural numbers, with `terms`"
    ; "terms of the series of the argument divided by `2^halvings`, and `halvings` squarings."
    ; ""
    ; "The result is an enclosure for any numbers of halvings, terms and bits. It is narrow if the"
    ; "divided argument is small and there are enough terms."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '(numerator, denominator, halvings, terms, bits) =>
      set! one as "one" := #1 << bits in
      set! dropped as "dropped" := bit_length denominator - (bits + #1) in
      set! below as "below" := (#1 << dropped) - #1 in
      set! gain as "gain" := bits - halvings in
      set! loss as "loss" := halvings - bits in
      set! numerator_lower as "numerator_lower" := (numerator >> dropped) << gain in
      set! numerator_upper as "numerator_upper" := ((numerator + below) >> dropped) << gain in
      set! denominator_lower as "denominator_lower" := (denominator >> dropped) << loss in
      set! denominator_upper as "denominator_upper" :=
        ((denominator + below) >> dropped) << loss in
      set! z_lower as "z_lower" := numerator_lower / denominator_upper in
      set! z_upper as "z_upper" := numerator_upper / denominator_lower + #1 in
      let! (term, sum_lower, sum_upper) as ("term", "sum_lower", "sum_upper") :=
        loop (term, lower, upper) as ("term", "sum_lower", "sum_upper") in nat3
          := (terms, #0, one)
          while #0 < term do
            set! most as "most" := ((z_upper * upper) >> bits) / term + #1 in
            set! least as "least" := ((z_lower * lower) >> bits) / term in
            Ret (term - #1, one - most, one - least)
          end in
      let! (remaining, lower, upper) as ("remaining", "lower", "upper") :=
        loop (remaining, lower, upper) as ("remaining", "lower", "upper") in nat3
          := (halvings, sum_lower, sum_upper)
          while #0 < remaining do
            Ret (remaining - #1,
                 (lower * lower) >> bits,
                 (upper * upper + (one - #1)) >> bits)
          end in
      Ret (lower, upper)).

Definition exp_opp : func nat3 nat2 :=
  function "exp" "exp_opp" ("numerator", "denominator", "bits")
    [ "Encloses `2^bits * exp(-numerator / denominator)` between two natural numbers that differ by"
    ; "at most 2."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '(numerator, denominator, bits) =>
      set! halvings as "halvings" := bit_length (numerator / denominator) + #8 in
      set! excess as "excess" := halvings + #4 in
      set! internal as "internal" := bits + excess in
      let! (lower, upper) as ("lower", "upper") :=
        exp_opp_fixed @ (numerator, denominator, halvings, (internal >> #3) + #1, internal) in
      set! below as "below" := (#1 << excess) - #1 in
      Ret (lower >> excess, (upper + below) >> excess)).

Definition exp_up : func nat3 nat2 :=
  function "exp" "exp_up" ("numerator", "denominator", "bits")
    [ "Encloses `2^bits * exp(numerator / denominator)` between two natural numbers that differ by"
    ; "at most 2."
    ; ""
    ; "The numbers have about `bits + 1.44 * numerator / denominator` bits, and the time that it takes"
    ; "grows with that."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '(numerator, denominator, bits) =>
      set! units as "units" := numerator / denominator + #1 in
      set! internal as "internal" := bits + (#3 * units + #3) in
      let! (lower, upper) as ("lower", "upper") :=
        exp_opp @ (numerator, denominator, internal) in
      set! dividend as "dividend" := #1 << (bits + internal) in
      Ret (dividend / upper, dividend / lower + #1)).

Definition exp_opp_cubic : func nat3 nat2 :=
  function "exp" "exp_opp_cubic" ("numerator", "denominator", "bits")
    [ "Encloses `2^bits * exp(-numerator / denominator)` between two natural numbers, by one division."
    ; ""
    ; "The result is an enclosure for any argument `z = numerator / denominator`. The numbers differ by"
    ; "about `2^bits * z^3 / 4`, and a few units."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '(numerator, denominator, bits) =>
      set! one as "one" := #1 << bits in
      set! z_lower as "z_lower" := (numerator << bits) / denominator in
      set! z_upper as "z_upper" := z_lower + #1 in
      set! square as "square" := z_upper * z_upper in
      set! shift as "shift" := bits + #1 in
      set! cube as "cube" := (square * z_upper) >> (#2 * bits + #2) in
      set! rise as "rise" := (z_lower * z_lower) >> shift in
      set! lower as "lower" := one + rise - (z_upper + cube + #1) in
      set! upper as "upper" := one - z_lower + (square >> shift) + #1 in
      Ret (lower, upper)).
