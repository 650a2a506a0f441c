(** * Claims: what is exported

    The exported functions are printed from a table of terms, which is built from the programs
    that Samplers/All.v lists.  The claims of this file say that the table holds what the
    programs mean: one body for a name.                                           *)

From Coq Require Import NArith List.
From Verinoise Require Import Lang.Syntax Export.Ast Export.AstFacts Export.Crate Export.CrateFacts.
From Verinoise Require Import Samplers.All.
Import ListNotations.

(** The table of functions is the list of Samplers/All.v: the name, the parameters and the body
    of each of its programs, in this order, and nothing else.  No two of them have one name.
    Every call in the body of a listed program, and in the bodies that it calls, has the body of
    that call in the table under the name of that call. *)
Theorem functions_unique :
  functions = Ok (map entry all) /\ unique_names (map entry all) /\ complete all (map entry all).
Proof. exact CrateFacts.functions_unique. Qed.

(** Every function is printed into the module that lists it. *)
Theorem modules_named (m : rust_module) (e : exported) :
  In m modules -> In e (members m) -> fn_file (entry e) = module_name m.
Proof. exact (CrateFacts.modules_named m e). Qed.

(** This holds for every program, not only the listed ones: if a program and what it calls can
    be added to a table with unique names, then the larger table has unique names and holds, for
    every call, the body of that call. *)
Theorem reachable_resolved {a b} (f : func a b) (known t : table) :
  unique_names known -> reachable f (Ok known) = Ok t ->
  unique_names t /\ In (reify f) t /\ resolved t (width a) (body f number (numbered a 0)).
Proof. exact (AstFacts.reachable_resolved f known t). Qed.
