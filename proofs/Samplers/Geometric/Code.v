(** * Geometric numbers with ratio exp(-numerator/denominator): the programs

    Canonne, Kamath and Steinke, Algorithm 2.  Two programs for one distribution,
    and the switch between them: counting successful trials is quick when few are
    expected; otherwise a number is put together from a uniform digit below
    [denominator], kept with probability exp(-digit/denominator), and a geometric
    count of whole denominators.                                              *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation.
From Verinoise Require Import Samplers.Uniform.Code Samplers.BernoulliExp.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Definition geometric_by_trials : func nat2 nat1 :=
  function "geometric" "geometric_by_trials" ("numerator", "denominator")
    [ "Counts the coins of probability `exp(-numerator / denominator)` that show `true` before the"
    ; "first that does not."
    ; ""
    ; "Precondition: `0 < numerator` and `0 < denominator`." ]
    (fun V '(numerator, denominator) =>
      let! (trials, success) as ("trials", "success") :=
        loop (trials, success) as ("trials", "success") in (Prod nat1 (Base Bool))
          := (#0, BoolLit true)
          while success do
            let! flip as "flip" := bernoulli_exp @ (numerator, denominator) in
            Ret (trials + #1, flip)
          end in
      Ret (trials - #1)).

Definition geometric_by_digits : func nat2 nat1 :=
  function "geometric" "geometric_by_digits" ("numerator", "denominator")
    [ "Draws from the distribution of [`geometric_by_trials`], at a cost that does not grow with"
    ; "`denominator / numerator`."
    ; ""
    ; "Precondition: `0 < numerator` and `0 < denominator`." ]
    (fun V '(numerator, denominator) =>
      let! (digit, accepted) as ("digit", "accepted") :=
        loop (digit, accepted) as ("digit", "accepted") in (Prod nat1 (Base Bool))
          := (#0, BoolLit false)
          while !accepted do
            let! candidate as "candidate" := uniform @ denominator in
            let! flip as "flip" := bernoulli_exp_unit @ (candidate, denominator) in
            Ret (candidate, flip)
          end in
      let! wraps as "wraps" := geometric_by_trials @ (#1, #1) in
      Ret ((digit + denominator * wraps) / numerator)).

Definition geometric : func nat2 nat1 :=
  function "geometric" "geometric" ("numerator", "denominator")
    [ "Draws `k` with probability `(1 - r) * r^k`, where `r = exp(-numerator / denominator)`."
    ; ""
    ; "Precondition: `0 < numerator` and `0 < denominator`." ]
    (fun V '(numerator, denominator) =>
      if! denominator <= #5 * numerator then geometric_by_trials @ (numerator, denominator)
      else geometric_by_digits @ (numerator, denominator)).
