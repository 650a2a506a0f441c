(** * Export: known prints

    What the printer makes of constructs that few exported functions have; rustfmt
    leaves these lines as they are.                                           *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation Export.Ast Export.Rust.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

(** A chain of conditionals, whose last link alone would fit on a line. *)
Definition chain : func (Prod (Prod (Base Bool) (Base Bool)) (Base Bool)) nat1 :=
  function "known" "chain" (("one", "two"), "three") ["Counts."]
    (fun V '((one, two), three) =>
      if! one && two && three then Ret #3
      else if! one && !two then Ret #2
      else if! three then Ret #1
      else Ret #0).

Example chain_printed : function_lines (reify chain) = [
  "/// Counts.";
  "///";
  "/// # Errors";
  "/// The source's error, or a fault of the arithmetic.";
  "pub fn chain<N: Natural, S: Source>(";
  "    source: &mut S,";
  "    one: bool,";
  "    two: bool,";
  "    three: bool,";
  ") -> Result<N, Stop<S::Error>> {";
  "    if one && two && three {";
  "        Ok(N::from(3))";
  "    } else if one && !two {";
  "        Ok(N::from(2))";
  "    } else if three {";
  "        Ok(N::from(1))";
  "    } else {";
  "        Ok(N::from(0))";
  "    }";
  "}"].
Proof. vm_compute. reflexivity. Qed.

(** A conditional whose value is named, and two results. *)
Definition choice : func (Prod (Base Bool) nat2) (Prod nat1 (Base Bool)) :=
  function "known" "choice" ("large", ("low", "high")) ["Chooses."]
    (fun V '(large, (low, high)) =>
      let! chosen as "chosen" := (if! large then Ret (t := nat1) high else Ret (t := nat1) low) in
      Ret (chosen + #1, low < chosen)).

Example choice_printed : function_lines (reify choice) = [
  "/// Chooses.";
  "///";
  "/// # Errors";
  "/// The source's error, or a fault of the arithmetic.";
  "pub fn choice<N: Natural, S: Source>(";
  "    source: &mut S,";
  "    large: bool,";
  "    low: &N,";
  "    high: &N,";
  ") -> Result<(N, bool), Stop<S::Error>> {";
  "    let chosen = if large { high.clone() } else { low.clone() };";
  "    Ok((chosen.add(&N::from(1))?, *low < chosen))";
  "}"].
Proof. vm_compute. reflexivity. Qed.

Example choice_signature : signature_lines 0 (reify choice) =
  ["choice(large: boolean, low: natural, high: natural) -> (natural, boolean);"].
Proof. vm_compute. reflexivity. Qed.
