(** * A coin with probability exp(-numerator/denominator): the program

    Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy",
    Algorithm 1.  For an exponent g at most 1, flip coins of probability g/1, g/2,
    g/3, ... until the first failure; the number of flips is odd with probability
    exp(-g).  A larger exponent is peeled: exp(-g) = exp(-1) * exp(-(g - 1)).                              *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation Samplers.Bernoulli.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Definition bernoulli_exp_unit : func nat2 (Base Bool) :=
  function "bernoulli_exp" "bernoulli_exp_unit" ("numerator", "denominator")
    [ "Flips a coin that shows `true` with probability `exp(-numerator / denominator)`,"
    ; "for exponents at most one."
    ; ""
    ; "Precondition: `0 < denominator` and `numerator <= denominator`." ]
    (fun V '(numerator, denominator) =>
      let! (trials, success) as ("trials", "success") :=
        loop (trials, success) as ("trials", "success") in (Prod nat1 (Base Bool))
          := (#0, BoolLit true)
          while success do
            set! next as "next" := trials + #1 in
            let! flip as "flip" := bernoulli @ (numerator, denominator * next) in
            Ret (next, flip)
          end in
      Ret (odd trials)).

Definition bernoulli_exp : func nat2 (Base Bool) :=
  function "bernoulli_exp" "bernoulli_exp" ("numerator", "denominator")
    [ "Flips a coin that shows `true` with probability `exp(-numerator / denominator)`."
    ; ""
    ; "Precondition: `0 < denominator`." ]
    (fun V '(numerator, denominator) =>
      let! (exponent, alive) as ("exponent", "alive") :=
        loop (exponent, alive) as ("exponent", "alive") in (Prod nat1 (Base Bool))
          := (numerator, BoolLit true)
          while alive && (denominator < exponent) do
            let! flip as "flip" := bernoulli_exp_unit @ (#1, #1) in
            Ret (exponent - denominator, flip)
          end in
      if! alive then bernoulli_exp_unit @ (exponent, denominator)
      else Ret (BoolLit false)).
