(** * Claims: what is exported

    The exported functions are printed from a table of terms, which is built from the
    programs.  The claims of this file say that the table holds what the programs mean. *)

From Coq Require Import Reals NArith ZArith List.
From Verinoise Require Import Lang.Syntax Export.Ast Export.AstFacts Export.Crate Export.CrateFacts.
From Verinoise Require Import Samplers.All.
Import ListNotations.
Local Open Scope R_scope.

(** What is exported has one body a name: the table of functions has unique names and
    holds, for every call anywhere in an exported function, the body of that call. *)
Theorem reachable_resolved {a b} (f : func a b) (known t : table) :
  unique_names known -> reachable f (Ok known) = Ok t ->
  unique_names t /\ In (reify f) t /\ resolved t (width a) (body f number (numbered a 0)).
Proof. exact (AstFacts.reachable_resolved f known t). Qed.

(** The table of the crate is the list of Samplers/All.v: nothing else is printed, names are
    unique, and every call in a listed function finds the body that it carries. *)
Theorem functions_unique :
  functions = Ok (map entry all) /\ unique_names (map entry all) /\ complete all (map entry all).
Proof. exact CrateFacts.functions_unique. Qed.

(** Each module holds the functions that name it as their file. *)
Theorem modules_named (m : rust_module) (e : exported) :
  In m modules -> In e (members m) -> fn_file (entry e) = module_name m.
Proof. exact (CrateFacts.modules_named m e). Qed.
