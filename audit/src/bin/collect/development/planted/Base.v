(** Planted: what statements can rest on without saying so — in every way that the language has. *)
From Coq Require Import List.

Local Definition hidden : nat := 3.
Definition shown : nat := hidden + 1.

Notation "x <+> y" := (x + shown * y) (at level 50).
Local Notation short := (1 <+> 2).
Definition by_notation : nat := short.

Record pair_of := Pair { left_of : nat; right_of : bool }.
Definition one_pair : pair_of := Pair 1 true.

Definition as_nat (p : pair_of) : nat := left_of p.
Coercion as_nat : pair_of >-> nat.
Definition by_coercion (p : pair_of) : nat := S p.

Class measured (T : Type) := measure : T -> nat.
#[global] Instance measured_bool : measured bool := fun _ => shown.
Definition by_instance : nat := measure true.

Ltac invented := exact 7.
Definition by_tactic : nat.
Proof. invented. Defined.
Definition by_term : nat := ltac:(invented).

Section Variables.
Context {T : Type} (weight : T -> nat).
Hypothesis weight_pos : forall t, hidden < weight t.
Let twice (t : T) : nat := weight t + weight t.
Implicit Types (p : pair_of).
Definition by_variable (t : T) : nat := twice t.
Lemma in_section (t : T) : 0 < twice t.
Proof. unfold twice. destruct (weight_pos t); apply le_n_S, le_0_n. Qed.
Definition by_type p1 : p1 = p1 := eq_refl.
End Variables.

Inductive shade := Dark | Light (n : nat)
with hue := Red (s : shade).
Fixpoint shades (n : nat) : list shade := match n with O => nil | S m => Light m :: shades m end.

Inductive colour := Blue | Green.
Scheme Equality for colour.
Definition by_scheme : bool := colour_beq Blue Green.
Definition by_induction : colour -> nat := colour_rec (fun _ => nat) 0 1.

Definition opaque_part : {n : nat | n = n}.
Proof. exists 5. reflexivity. Qed.

Lemma reflexive (n : nat) : n = n.
Proof. reflexivity. Qed.
Definition with_proof (n : nat) : {m : nat | m = m} := exist _ n (reflexive n).

Section First.
Local Notation local := 1.
Definition first_local : nat := local.
End First.
Section Second.
Local Notation local := hidden.
Definition second_local : nat := local.
End Second.

Lemma helper (n : nat) : n = n.
Proof. exact (reflexive n). Qed.
Lemma unused (n : nat) : n = n.
Proof. exact (helper n). Qed.
Example evaluated : shown = 4.
Proof. reflexivity. Qed.
