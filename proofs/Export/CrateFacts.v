(** * Export: the crate's table, and an impostor

    The table of the crate exists, with unique names, and is the list of
    Samplers/All.v; a function that calls something else by the name of the lazy
    coin is refused.                                                          *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Notation Export.Ast Export.AstFacts Export.Crate.
From Verinoise Require Import Samplers.All Samplers.Bernoulli.Code.
Import ListNotations.
Local Open Scope string_scope.
Local Open Scope sampler_scope.

(** In the table [t], every function of the list [l] and whatever it calls, by the right name. *)
Definition complete (l : list exported) (t : table) : Prop :=
  forall e, In e l ->
    In (entry e) t
    /\ resolved t (width (parameters e)) (body (program e) number (numbered (parameters e) 0)).

Lemma reachable_all_ok (l : list exported) : forall known t,
  reachable_all l known = Ok t ->
  exists t0, known = Ok t0 /\ incl t0 t /\ complete l t /\ (unique_names t0 -> unique_names t).
Proof.
  induction l as [| e l IHl]; intros known t Ht; simpl in Ht.
  - exists t. split; [exact Ht |]. split; [apply incl_refl |]. split; [intros e [] | auto].
  - apply IHl in Ht as (t1 & Hfirst & Hincl1 & Hrest & Hnames1).
    apply reachable_ok in Hfirst as (t0 & Hknown & Hincl0 & Hin & Hres & Hnames0).
    exists t0. split; [exact Hknown |]. split; [eauto using incl_tran |]. split; [| auto].
    intros e' [<- | He']; [| exact (Hrest e' He')].
    split; [exact (Hincl1 _ Hin) | exact (resolved_incl _ _ _ _ Hincl1 Hres)].
Qed.

(** Nothing is exported but what is listed, in this order. *)
Theorem functions_unique :
  functions = Ok (map entry all) /\ unique_names (map entry all) /\ complete all (map entry all).
Proof.
  assert (Hlisted : functions = Ok (map entry all)) by (vm_compute; reflexivity).
  destruct (reachable_all_ok all (Ok []) _ Hlisted) as (t0 & Ht0 & _ & Hcomplete & Hunique).
  injection Ht0 as <-. split; [exact Hlisted |]. split; [| exact Hcomplete].
  apply Hunique. constructor.
Qed.

(** The modules hold the functions that name them as their file. *)
Theorem modules_named (m : rust_module) (e : exported) :
  In m modules -> In e (members m) -> fn_file (entry e) = module_name m.
Proof.
  revert m e.
  assert (Hall : Forall (fun m => Forall (fun e => fn_file (entry e) = module_name m) (members m))
                   modules) by (repeat constructor).
  intros m e Hm He. rewrite Forall_forall in Hall. specialize (Hall m Hm).
  rewrite Forall_forall in Hall. exact (Hall e He).
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
