(** * Export: known prints

    What the printer makes of constructs that few exported functions have; rustfmt
    leaves these lines as they are.  A function that takes no bytes does not name
    its source.                                                               *)

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
  "    _: &mut S,";
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
  "    _: &mut S,";
  "    large: bool,";
  "    low: &N,";
  "    high: &N,";
  ") -> Result<(N, bool), Stop<S::Error>> {";
  "    let chosen = if large { high.clone() } else { low.clone() };";
  "    Ok((chosen.add(&N::from(1))?, *low < chosen))";
  "}"].
Proof. vm_compute. reflexivity. Qed.

(** A fold, sequences of two kinds, and the operations on bits; compiled into its callers. *)
Definition pack : func (Prod (Base (Seq Int)) (Prod naturals (Base (Seq Bool)))) (Prod nat1 (Base Bool)) :=
  hot (function "known" "pack" ("moves", ("digits", "flags")) ["Packs digits."]
    (fun V '(moves, (digits, flags)) =>
      let! (packed, large) as ("packed", "large") :=
        each digit of digits with (packed, large) as (("packed", "large"), "digit") in (Prod nat1 (Base Bool))
          := (magnitude moves.[#0], flags.[#2])
          do Ret ((packed << #4) + (digit & #15), large && (digit < length_of moves)) end in
      Ret (packed, large))).

Example pack_printed : function_lines (reify pack) = [
  "/// Packs digits.";
  "///";
  "/// # Errors";
  "/// The source's error, or a fault of the arithmetic.";
  "#[inline(always)]";
  "pub fn pack<N: Natural, S: Source>(";
  "    _: &mut S,";
  "    moves: impl Sequence<N, N::Integer>,";
  "    digits: impl Sequence<N>,";
  "    flags: impl Sequence<N, bool>,";
  ") -> Result<(N, bool), Stop<S::Error>> {";
  "    let mut packed = moves.get(&N::from(0))?.magnitude();";
  "    let mut large = flags.get(&N::from(2))?;";
  "    for digit in digits.items() {";
  "        let digit = digit?;";
  "        packed = packed.shl(&N::from(4))?.add(&digit.and(&N::from(15)))?;";
  "        large = large && digit < moves.length()?;";
  "    }";
  "    Ok((packed, large))";
  "}"].
Proof. vm_compute. reflexivity. Qed.

Example pack_signature : signature_lines 0 (reify pack) =
  ["pack(moves: integers, digits: naturals, flags: booleans) -> (natural, boolean);"].
Proof. vm_compute. reflexivity. Qed.

Example choice_signature : signature_lines 0 (reify choice) =
  ["choice(large: boolean, low: natural, high: natural) -> (natural, boolean);"].
Proof. vm_compute. reflexivity. Qed.
