(** * A coin for a scaled exponential above a threshold: the programs

    Is a uniform real number between [threshold] and [threshold + 1] below
    [coefficient * exp(-numerator/denominator)]?  The real number is drawn 64 bits at
    a time; both sides are compared at the bits drawn so far, with whole numbers
    that enclose the right side.  The first comparison, before any bit is drawn,
    decides where the right side is far from the threshold.                   *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation Samplers.Exp.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Definition exp_opp_scaled : func (nat1 ** nat1 ** nat1 ** nat1) nat2 :=
  function "exp_exceeds" "exp_opp_scaled" ("coefficient", "numerator", "denominator", "bits")
    [ "Encloses `2^bits * coefficient * exp(-numerator / denominator)` between two natural numbers"
    ; "that differ by at most two."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '(coefficient, numerator, denominator, bits) =>
      set! extra as "extra" := bit_length coefficient + #1 in
      let! (lower, upper) as ("lower", "upper") :=
        exp_opp @ (numerator, denominator, bits + extra) in
      set! below as "below" := (coefficient * lower) >> extra in
      set! above as "above" := ((coefficient * upper) >> extra) + #1 in
      Ret (below, above)).

(** The bits drawn so far as a number, how many they are, and the enclosure at so many bits. *)
Definition comparison := Prod nat2 nat2.

Definition exp_exceeds : func (nat1 ** nat1 ** nat1 ** nat1) (Base Bool) :=
  function "exp_exceeds" "exp_exceeds" ("threshold", "coefficient", "numerator", "denominator")
    [ "Flips a coin that shows `true` with probability"
    ; "`coefficient * exp(-numerator / denominator) - threshold`, cut to the interval from 0 to 1."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '(threshold, coefficient, numerator, denominator) =>
      let! (first_lower, first_upper) as ("first_lower", "first_upper") :=
        exp_opp_scaled @ (coefficient, numerator, denominator, #0) in
      let! ((drawn, bits), (lower, upper)) as (("drawn", "bits"), ("lower", "upper")) :=
        loop ((drawn, bits), (lower, upper)) as (("drawn", "bits"), ("lower", "upper"))
          in comparison := ((threshold, #0), (first_lower, first_upper))
          while (lower <= drawn) && (drawn < upper) do
            let! word as "word" := Bytes #8 in
            set! precision as "precision" := bits + #64 in
            let! (next_lower, next_upper) as ("next_lower", "next_upper") :=
              exp_opp_scaled @ (coefficient, numerator, denominator, precision) in
            Ret (((drawn << #64) + word, precision), (next_lower, next_upper))
          end in
      Ret (drawn < lower)).
