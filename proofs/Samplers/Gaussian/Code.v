(** * Discrete Gaussian noise: the programs

    Canonne, Kamath and Steinke, Algorithm 3, with a rational variance parameter
    s = a/b.  A discrete Laplace proposal [y] of scale t is kept with probability
    exp(-(|y| - s/t)^2 / (2 s)).  Any scale gives the same distribution; it decides
    the speed.  For s at least 1 the scale s/m, with m the rounded root of s, puts
    the centre s/t at the whole number m, so that numbers stay near the size of s.
    Below 1 the scale is 1.                                                   *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation Samplers.BernoulliExp.Code.
From Verinoise Require Import Samplers.Laplace.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

(** Pairs of numerator and denominator: variance, scale, centre. *)
Definition proposal := Prod nat2 (Prod nat2 nat2).

Definition gaussian_by_rejection : func proposal (Base Int) :=
  function "gaussian" "gaussian_by_rejection"
    (("numerator", "denominator"),
     (("scale_numerator", "scale_denominator"), ("centre_numerator", "centre_denominator")))
    [ "Draws discrete Gaussian noise of variance parameter `s = numerator / denominator` from"
    ; "discrete Laplace proposals of scale `t`."
    ; ""
    ; "Precondition: all parameters are positive, and the centre is `s / t`." ]
    (fun V '((numerator, denominator), ((scale_numerator, scale_denominator),
            (centre_numerator, centre_denominator))) =>
      set! limit as "limit" := #2 * numerator * (centre_denominator * centre_denominator) in
      let! (sample, accepted) as ("sample", "accepted") :=
        loop (sample, accepted) as ("sample", "accepted") in (Prod (Base Int) (Base Bool))
          := (of_nat #0, BoolLit false)
          while !accepted do
            let! draw as "draw" := laplace @ (scale_numerator, scale_denominator) in
            set! size as "size" := magnitude draw * centre_denominator in
            set! above as "above" := size - centre_numerator in
            set! distance as "distance" := above + (centre_numerator - size) in
            let! flip as "flip" :=
              bernoulli_exp @ (distance * distance * denominator, limit) in
            Ret (draw, flip)
          end in
      Ret sample).

Definition gaussian : func nat2 (Base Int) :=
  function "gaussian" "gaussian" ("numerator", "denominator")
    [ "Draws discrete Gaussian noise of variance parameter `s = numerator / denominator`: `x` with"
    ; "probability proportional to `exp(-x^2 / (2 s))`."
    ; ""
    ; "Precondition: `0 < numerator` and `0 < denominator`." ]
    (fun V '(numerator, denominator) =>
      if! numerator < denominator then
        gaussian_by_rejection @
          ((numerator, denominator), ((#1, #1), (numerator, denominator)))
      else
        set! root as "root" := sqrt (numerator / denominator) in
        gaussian_by_rejection @
          ((numerator, denominator), ((numerator, denominator * root), (root, #1)))).

Definition gaussian_shifted : func (Prod (Base Int) nat2) (Base Int) :=
  function "gaussian" "gaussian_shifted" ("location", ("numerator", "denominator"))
    [ "Draws `location` plus discrete Gaussian noise of variance parameter"
    ; "`numerator / denominator`."
    ; ""
    ; "Precondition: `0 < numerator` and `0 < denominator`." ]
    (fun V '(location, (numerator, denominator)) =>
      let! noise as "noise" := gaussian @ (numerator, denominator) in
      Ret (location +i noise)).
