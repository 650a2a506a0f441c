(** * Uniform naturals below a bound: the program

    Draw just enough bytes, drop the excess bits, and draw again while the result
    is not below the bound.                                                   *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Definition uniform : func nat1 nat1 :=
  function "uniform" "uniform" "bound"
    [ "Draws a uniform natural number below `bound`."
    ; ""
    ; "Precondition: `0 < bound`." ]
    (fun V bound =>
      set! bits as "bits" := bit_length (bound - #1) in
      set! bytes as "bytes" := (bits + #7) >> #3 in
      set! excess as "excess" := bytes * #8 - bits in
      loop candidate as "candidate" in nat1 := bound
        while bound <= candidate do
          let! word as "word" := Bytes bytes in
          Ret (word >> excess)
        end).
