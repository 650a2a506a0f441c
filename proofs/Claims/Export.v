(** * Claims: what is exported

    The exported functions are printed from a table of terms, which is built from the
    programs.  The claims of this file say that the table holds what the programs mean. *)

From Coq Require Import Reals NArith ZArith List.
From Verinoise Require Import Lang.Syntax Export.Ast Export.AstFacts Export.Crate Export.CrateFacts.
Import ListNotations.
Local Open Scope R_scope.

(** What is exported has one body a name: the table of functions has unique names and
    holds, for every call anywhere in an exported function, the body of that call. *)
Theorem reachable_resolved {a b} (f : func a b) (known t : table) :
  unique_names known -> reachable f (Ok known) = Ok t ->
  unique_names t /\ In (reify f) t /\ resolved t (width a) (body f number (numbered a 0)).
Proof. exact (AstFacts.reachable_resolved f known t). Qed.

(** The crate's own table exists, with unique names. *)
Theorem functions_unique : exists t, functions = Ok t /\ unique_names t.
Proof. exact CrateFacts.functions_unique. Qed.
