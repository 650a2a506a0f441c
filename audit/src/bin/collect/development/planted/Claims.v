From Planted Require Import Base.

Theorem claim_shown : 0 < shown.
Proof. repeat constructor. Qed.
Theorem claim_notation : by_notation = 9.
Proof. reflexivity. Qed.
Theorem claim_coercion : by_coercion one_pair = 2.
Proof. reflexivity. Qed.
Theorem claim_instance : by_instance = 4.
Proof. reflexivity. Qed.
Theorem claim_tactic : by_tactic = 7.
Proof. reflexivity. Qed.
Theorem claim_term : by_term = 7.
Proof. reflexivity. Qed.
Theorem claim_variable : by_variable (fun n : nat => n) 2 = 4.
Proof. reflexivity. Qed.
Theorem claim_type (p : pair_of) : by_type p = eq_refl.
Proof. reflexivity. Qed.
Theorem claim_inductive : shades 1 = cons (Light 0) nil.
Proof. reflexivity. Qed.
Theorem claim_scheme : by_scheme = false.
Proof. reflexivity. Qed.
Theorem claim_induction : by_induction Green = 1.
Proof. reflexivity. Qed.
Theorem claim_opaque : proj1_sig opaque_part = proj1_sig opaque_part.
Proof. reflexivity. Qed.
Theorem claim_with_proof : proj1_sig (with_proof 3) = 3.
Proof. reflexivity. Qed.
Theorem claim_first : first_local = 1.
Proof. exact (helper 1). Qed.
Theorem claim_second : second_local = 3.
Proof. reflexivity. Qed.
