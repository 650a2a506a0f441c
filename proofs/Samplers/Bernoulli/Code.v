(** * The lazy coin: the program

    Compares a uniform real number, drawn digit by digit in base 256, with
    [numerator / denominator], and stops at the first digit that decides.  What
    is left after an undecided digit is the same question again, about
    [rest / denominator].                                                     *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Definition bernoulli : func nat2 (Base Bool) :=
  function "bernoulli" "bernoulli" ("numerator", "denominator")
    [ "Flips a coin that shows `true` with probability `numerator / denominator`."
    ; ""
    ; "A certain answer (`numerator` zero, or not below `denominator`) takes no byte." ]
    (fun V '(numerator, denominator) =>
      let! rest as "rest" :=
        loop rest as "rest" in nat1 := numerator
          while (#0 < rest) && (rest < denominator) do
            let! digit as "digit" := Bytes #1 in
            set! scaled as "scaled" := rest * #256 in
            set! low as "low" := digit * denominator in
            if! scaled <= low then Ret #0
            else if! low + denominator <= scaled then Ret denominator
            else Ret (scaled - low)
          end in
      Ret (denominator <= rest)).
