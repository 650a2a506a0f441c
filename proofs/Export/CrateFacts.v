(** * Export: the crate's table, and an impostor

    The table of the crate exists, with unique names; a function that calls
    something else by the name of the lazy coin is refused.                   *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation Export.Ast Export.AstFacts Export.Crate.
From Verinoise Require Import Samplers.Bernoulli.Code Samplers.Gaussian.Code Samplers.Laplace.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

Theorem functions_unique : exists t, functions = Ok t /\ unique_names t.
Proof.
  assert (Hnil : unique_names []) by constructor.
  unfold functions. destruct (reachable laplace_shifted (Ok [])) as [t1 | e] eqn:H1.
  2: { exfalso. revert H1. vm_compute. discriminate. }
  destruct (reachable_resolved _ _ _ Hnil H1) as [Hunique1 _].
  destruct (reachable gaussian_shifted (Ok t1)) as [t | e] eqn:H2.
  2: { exfalso. revert H2. rewrite <- H1. vm_compute. discriminate. }
  destruct (reachable_resolved _ _ _ Hunique1 H2) as [Hunique _].
  exists t. auto.
Qed.

(** Calls a coin that always shows true, under the lazy coin's name. *)
Definition impostor : func nat2 (Base Bool) :=
  function "impostor" "impostor" ("numerator", "denominator") []
    (fun V '(numerator, denominator) =>
      let! honest as "honest" := bernoulli @ (numerator, denominator) in
      let! forged as "forged" :=
        Call (proto bernoulli) (fun _ => Ret (t := Base Bool) (BoolLit true))
          (numerator, denominator) in
      Ret (honest && forged)).

Example impostor_refused :
  reachable impostor (Ok []) = Error "two different functions are called bernoulli".
Proof. vm_compute. reflexivity. Qed.
