(** * Discrete Laplace noise: the programs

    Canonne, Kamath and Steinke, Algorithm 2.  A geometric magnitude with ratio
    exp(-1/scale) and a fair sign; a negative zero is drawn again.            *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation Samplers.Geometric.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Definition laplace : func nat2 (Base Int) :=
  function "laplace" "laplace" ("numerator", "denominator")
    [ "Draws discrete Laplace noise of scale `t = numerator / denominator`: `x` with probability"
    ; "proportional to `exp(-|x| / t)`."
    ; ""
    ; "Precondition: `0 < numerator` and `0 < denominator`." ]
    (fun V '(numerator, denominator) =>
      let! (negative, size) as ("negative", "size") :=
        loop (negative, size) as ("negative", "size") in (Prod (Base Bool) nat1)
          := (BoolLit true, #0)
          while negative && (size == #0) do
            let! sign as "sign" := Bytes #1 in
            let! draw as "draw" := geometric @ (denominator, numerator) in
            Ret (odd sign, draw)
          end in
      if! negative then Ret (neg (of_nat size)) else Ret (of_nat size)).

Definition laplace_shifted : func (Prod (Base Int) nat2) (Base Int) :=
  function "laplace" "laplace_shifted" ("location", ("numerator", "denominator"))
    [ "Draws `location` plus discrete Laplace noise of scale `numerator / denominator`."
    ; ""
    ; "Precondition: `0 < numerator` and `0 < denominator`." ]
    (fun V '(location, (numerator, denominator)) =>
      let! noise as "noise" := laplace @ (numerator, denominator) in
      Ret (location +i noise)).
