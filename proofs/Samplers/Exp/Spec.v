(** * Enclosures of exp: the specification

    Natural numbers [lower] and [upper] with
    [lower <= 2^bits * exp(x) <= upper], for a rational x of either sign.

    Three ways.  [exp_opp_fixed_bounds] halves the argument a number of times, sums the
    alternating series by Horner's scheme, and squares the sum as often.  It reads no
    more bits of the argument than it works with: what is dropped from a long fraction
    is rounded down in one bound, and up in the other.  Any number of halvings and of
    terms gives an enclosure, and [exp_opp_bounds] chooses them so that
    it is narrow.  [exp_up_bounds] takes reciprocals.  [exp_opp_cubic_bounds] is the cubic and the
    quadratic Taylor polynomial, for small arguments, at the cost of one division.

    Section of MATH.md: General facts that serve everywhere (certified exp).

    Glossary
      scale bits         == 2^bits as a real number
      encloses bits p x  == [fst p <= 2^bits * x <= snd p]
      ceiling a k        == a / 2^k, rounded up
      argument_dropped d bits
                         == the number of low bits of numerator and denominator that
                            [bits] working bits do not need
      argument_bounds n d halvings bits
                         == bounds of the argument n/d, halved
      horner_round       == one step of Horner's scheme, on (term, lower, upper)
      square_round       == one squaring, on (remaining, lower, upper)
      bounds_of s        == the last two components of such a state
      quotient_bits n d  == the length of the whole part of n/d
      exp_opp_halvings, exp_opp_excess, exp_opp_internal
                         == the numbers of halvings, of working bits that are
                            dropped at the end, of all working bits
      exp_up_internal    == the number of bits of the enclosure that [exp_up_bounds]
                            takes the reciprocals of                           *)

From Coq Require Import Reals NArith ZArith.
Local Open Scope N_scope.

Definition scale (bits : N) : R := IZR (Z.of_N (2 ^ bits)).

Definition encloses (bits : N) (bounds : N * N) (x : R) : Prop :=
  (IZR (Z.of_N (fst bounds)) <= scale bits * x <= IZR (Z.of_N (snd bounds)))%R.

Definition ceiling (a k : N) : N := N.shiftr (a + (N.shiftl 1 k - 1)) k.

Definition bounds_of (s : N * N * N) : N * N := (snd (fst s), snd s).

(** ** The alternating series

    If g is the sum of the terms from [term] on, in units of the first of them, and
    z the argument, then the sum from [term - 1] on is 1 - z/term * g. *)

Definition horner_round (z_lower z_upper bits : N) (s : N * N * N) : N * N * N :=
  let '(term, lower, upper) := s in
  (term - 1,
   N.shiftl 1 bits - (N.shiftr (z_upper * upper) bits / term + 1),
   N.shiftl 1 bits - N.shiftr (z_lower * lower) bits / term).

Definition horner (z_lower z_upper terms bits : N) : N * N :=
  bounds_of (N.iter terms (horner_round z_lower z_upper bits) (terms, 0, N.shiftl 1 bits)).

(** ** Squarings *)

Definition square_round (bits : N) (s : N * N * N) : N * N * N :=
  let '(remaining, lower, upper) := s in
  (remaining - 1, N.shiftr (lower * lower) bits, ceiling (upper * upper) bits).

Definition squares (halvings bits : N) (bounds : N * N) : N * N :=
  bounds_of (N.iter halvings (square_round bits) (halvings, fst bounds, snd bounds)).

(** ** exp(-numerator/denominator) *)

Definition argument_dropped (denominator bits : N) : N := N.size denominator - (bits + 1).

(** One of the two truncated differences is 0, the other is the difference. *)
Definition argument_bounds (numerator denominator halvings bits : N) : N * N :=
  let dropped := argument_dropped denominator bits in
  let gain := bits - halvings in
  let loss := halvings - bits in
  (N.shiftl (N.shiftr numerator dropped) gain / N.shiftl (ceiling denominator dropped) loss,
   N.shiftl (ceiling numerator dropped) gain / N.shiftl (N.shiftr denominator dropped) loss + 1).

Definition exp_opp_fixed_bounds (numerator denominator halvings terms bits : N) : N * N :=
  let z := argument_bounds numerator denominator halvings bits in
  squares halvings bits (horner (fst z) (snd z) terms bits).

Definition quotient_bits (numerator denominator : N) : N := N.size (numerator / denominator).

Definition exp_opp_halvings (numerator denominator : N) : N :=
  quotient_bits numerator denominator + 8.

Definition exp_opp_excess (numerator denominator : N) : N :=
  exp_opp_halvings numerator denominator + 4.

Definition exp_opp_internal (numerator denominator bits : N) : N :=
  bits + exp_opp_excess numerator denominator.

Definition exp_opp_bounds (numerator denominator bits : N) : N * N :=
  let halvings := exp_opp_halvings numerator denominator in
  let excess := exp_opp_excess numerator denominator in
  let internal := exp_opp_internal numerator denominator bits in
  let '(lower, upper) :=
    exp_opp_fixed_bounds numerator denominator halvings (N.shiftr internal 3 + 1) internal in
  (N.shiftr lower excess, ceiling upper excess).

(** ** exp(numerator/denominator) *)

Definition exp_up_internal (numerator denominator bits : N) : N :=
  bits + (3 * (numerator / denominator + 1) + 3).

Definition exp_up_bounds (numerator denominator bits : N) : N * N :=
  let internal := exp_up_internal numerator denominator bits in
  let '(lower, upper) := exp_opp_bounds numerator denominator internal in
  (N.shiftl 1 (bits + internal) / upper, N.shiftl 1 (bits + internal) / lower + 1).

(** ** exp(-numerator/denominator) with one division

    Below 1 - z + z^2/2 - z^3/6 and above 1 - z + z^2/2; the cube is divided by 4
    instead of 6, which is a shift. *)

Definition exp_opp_cubic_bounds (numerator denominator bits : N) : N * N :=
  let z_lower := N.shiftl numerator bits / denominator in
  let z_upper := z_lower + 1 in
  let one := N.shiftl 1 bits in
  let square := z_upper * z_upper in
  (one + N.shiftr (z_lower * z_lower) (bits + 1)
     - (z_upper + N.shiftr (square * z_upper) (2 * bits + 2) + 1),
   one - z_lower + N.shiftr square (bits + 1) + 1).
