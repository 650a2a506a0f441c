(** * Rejection: draw until accepted

    Purpose: the loop that draws from one distribution again and again until
    the value is accepted.  Its law is that distribution conditioned on
    acceptance, and the number of rounds is independent of the value.

    Paper sections: 1, Sums and sub-distributions; 3, Distributions; 6, Exact
    and fast (rejection leaks nothing).

    Glossary:
      c v == v is rejected (the guard of the loop)
      accept c d == the mass of the accepted values in one round
      reject c d == the mass of the rejected values in one round
      duntil c d == draw from d until the value is accepted *)

From Coq Require Import Reals Lra List.
From MathLite Require Export While.
Local Open Scope R_scope.

Definition accept {T : Type} (c : T -> bool) (d : dist T) : R :=
  tsum (fun x => ind (c x = false) * d x).

Definition reject {T : Type} (c : T -> bool) (d : dist T) : R :=
  tsum (fun x => ind (c x = true) * d x).

Definition duntil {T : Type} (c : T -> bool) (d : dist T) : dist T :=
  dbind d (dwhile c (fun _ => d)).

Section Until.
Context {T : Type} (c : T -> bool) (d : dist T).

Lemma accept_plus_reject : accept c d + reject c d = total d.
Proof using.
  unfold total. rewrite (tsum_split (fun x => c x = false) d); [| apply mass_ge_0 | apply summable_mass].
  unfold accept, reject. f_equal. apply tsum_ext. intros x. f_equal. apply ind_iff.
  destruct (c x); split; congruence.
Qed.

(** ** One round *)

(** After one round: the value if it was accepted, [k] if it was rejected. *)
Lemma until_round (k : T -> dist T) (v : T) (r : R) : 0 <= r ->
  (forall s, c s = true -> k s v = r) -> (forall s, c s = false -> k s v = ind (v = s)) ->
  dbind d k v = reject c d * r + ind (c v = false) * d v.
Proof using.
  intros Hr Hrej Hacc. rewrite dbind_mass.
  rewrite (tsum_ext _ (fun s => ind (c s = true) * d s * r
                                + ind (s = v) * (ind (c s = false) * d s))).
  - assert (Hd0 : forall x, 0 <= d x) by apply mass_ge_0.
    assert (Hd : summable d) by apply summable_mass.
    rewrite tsum_plus.
    + f_equal; [apply tsum_scal_r; exact Hr |].
      apply (tsum_single (fun s => ind (c s = false) * d s)). apply ind_mult_ge_0. auto.
    + intros s. apply Rmult_le_pos; [apply ind_mult_ge_0; auto | exact Hr].
    + intros s. repeat apply ind_mult_ge_0. auto.
    + apply summable_scal_r; [exact Hr |].
      apply (summable_ind (fun s => c s = true)); assumption.
    + apply (summable_ind (fun s => s = v)).
      * intros s. apply ind_mult_ge_0. auto.
      * apply (summable_ind (fun s => c s = false)); assumption.
  - intros s. rewrite ind_bool, ind_bool_false. destruct (c s) eqn:Hc.
    + rewrite (Hrej s Hc). lra.
    + rewrite (Hacc s Hc), ind_eq_sym. lra.
Qed.

Lemma dwhile_until (s : T) : c s = true -> dwhile c (fun _ => d) s =d duntil c d.
Proof using. intros Hs. apply (dwhile_step c (fun _ => d) s Hs). Qed.

Lemma duntil_renewal (v : T) :
  duntil c d v = reject c d * duntil c d v + ind (c v = false) * d v.
Proof using.
  apply (until_round (dwhile c (fun _ => d)) v (duntil c d v)).
  - apply mass_ge_0.
  - intros s Hs. apply dwhile_until. exact Hs.
  - intros s Hs. rewrite (dwhile_stop c (fun _ => d) s Hs v). apply dret_mass.
Qed.

(** ** The law of the loop *)

(** In general a round may also get lost, with mass [1 - total d]. *)
Lemma duntil_mass_loss (v : T) :
  reject c d < 1 -> duntil c d v = ind (c v = false) * d v / (1 - reject c d).
Proof using.
  intros Hrej. generalize (duntil_renewal v). intros Hrenew.
  apply (Rmult_eq_reg_r (1 - reject c d)); [| lra].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma total_duntil_loss : reject c d < 1 -> total (duntil c d) = accept c d / (1 - reject c d).
Proof using.
  intros Hrej. unfold total, Rdiv, accept.
  rewrite <- tsum_scal_r by (left; apply Rinv_0_lt_compat; lra).
  apply tsum_ext. intros v. apply duntil_mass_loss. exact Hrej.
Qed.

Section Full.
Hypothesis d_total : total d = 1.
Hypothesis accept_pos : 0 < accept c d.

Lemma one_minus_reject : 1 - reject c d = accept c d.
Proof using d_total. generalize accept_plus_reject. lra. Qed.

Theorem duntil_mass (v : T) : duntil c d v = ind (c v = false) * d v / accept c d.
Proof using d_total accept_pos.
  rewrite <- one_minus_reject. apply duntil_mass_loss.
  generalize one_minus_reject. lra.
Qed.

Theorem total_duntil : total (duntil c d) = 1.
Proof using d_total accept_pos.
  rewrite total_duntil_loss by (generalize one_minus_reject; lra).
  rewrite one_minus_reject. field. lra.
Qed.

Theorem dwhile_until_mass (s v : T) : c s = true ->
  dwhile c (fun _ => d) s v = ind (c v = false) * d v / accept c d.
Proof using d_total accept_pos. intros Hs. rewrite (dwhile_until s Hs v). apply duntil_mass. Qed.

Theorem total_dwhile_until (s : T) : total (dwhile c (fun _ => d) s) = 1.
Proof using d_total accept_pos.
  destruct (c s) eqn:Hs.
  - rewrite (total_ext _ _ (dwhile_until s Hs)). exact total_duntil.
  - rewrite (total_ext _ _ (dwhile_stop c (fun _ => d) s Hs)). apply total_dret.
Qed.

End Full.

End Until.
