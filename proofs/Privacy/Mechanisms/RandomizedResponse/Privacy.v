(** * Randomised response: the definitions at a known point

    Purpose: a test of the definitions of privacy.  The answer to a question is
    reported truthfully with probability 3/4.  The cost is ln 3 exactly, and one half
    exactly if it is all to be delta: smaller bounds are refuted.

    Paper section: 5, Privacy.  Warner 1965.

    Glossary:
      response x == x with probability 3/4, else its negation
      any x y == any two answers are adjacent *)

From Coq Require Import Reals Lra NArith.
From MathLite Require Import Dist.
From Verinoise Require Import Privacy.Notions.Definitions Privacy.Notions.HockeyStick.
Local Open Scope R_scope.

Definition response : mechanism bool bool :=
  fun x => dbind (duniform 4) (fun u => dret (if (u =? 0)%N then negb x else x)).

Definition any : relation bool := fun _ _ => True.

Lemma response_mass (x o : bool) : response x o = if Bool.eqb o x then 3 / 4 else 1 / 4.
Proof.
  unfold response. rewrite dbind_duniform.
  assert (Hbelow : below 4 = cons 0%N (cons 1%N (cons 2%N (cons 3%N nil)))) by reflexivity.
  rewrite Hbelow. cbn [lsum N.eqb Pos.eqb]. rewrite !dret_mass.
  assert (Hsame : forall b : bool, ind (b = b) = 1) by (intros b; apply ind_true; reflexivity).
  assert (Htf : ind (true = false) = 0) by (apply ind_false; discriminate).
  assert (Hft : ind (false = true) = 0) by (apply ind_false; discriminate).
  destruct x, o; cbn [negb Bool.eqb]; rewrite ?Hsame, ?Htf, ?Hft; simpl; lra.
Qed.

Theorem response_total : total_mechanism response.
Proof.
  intros x. apply total_dbind_1; [apply total_duniform; reflexivity |].
  intros u. apply total_dret.
Qed.

Theorem response_pure_dp (eps : R) : pure_dp any eps response <-> ln 3 <= eps.
Proof.
  assert (Hexp : exp (ln 3) = 3) by (apply exp_ln; lra). split.
  - intros Hpure. generalize (Hpure true false I true). rewrite !response_mass. simpl.
    intros Hratio. apply Rnot_lt_le. intros Hlt. apply exp_increasing in Hlt. lra.
  - intros Heps x y _ o. rewrite !response_mass.
    assert (H3 : 3 <= exp eps).
    { rewrite <- Hexp. destruct Heps as [Hlt | <-]; [left; apply exp_increasing; exact Hlt | lra]. }
    destruct (Bool.eqb o x), (Bool.eqb o y); lra.
Qed.

Theorem response_approx_dp (delta : R) : approx_dp any 0 delta response <-> 1 / 2 <= delta.
Proof.
  assert (Hvalue : forall x y, hockey_stick 0 (response x) (response y)
                               = if Bool.eqb x y then 0 else 1 / 2).
  { intros x y. unfold hockey_stick. rewrite tsum_bool by (intros o; apply excess_ge_0).
    unfold excess. rewrite !response_mass, exp_0.
    destruct x, y; simpl; unfold Rmax; repeat destruct (Rle_dec _ _); lra. }
  rewrite approx_dp_hockey_stick. split.
  - intros Hall. generalize (Hall true false I). rewrite Hvalue. simpl. lra.
  - intros Hdelta x y _. rewrite Hvalue. destruct (Bool.eqb x y); lra.
Qed.
