(** * Mechanisms from mechanisms end

    Purpose: mechanisms built from mechanisms that always end do, too.  A mechanism
    that may run forever reveals whether it ended, which no bound on its outputs
    accounts for; so totality is proved beside privacy.

    Paper section: 5, Privacy.

    Glossary:
      total_mechanism M == every run of M ends with an output (Definitions)
      postprocess, adaptive, transcript, parallel == see Definitions *)

From Coq Require Import Reals List.
From MathLite Require Import Dist Pairing.
From Verinoise Require Import Privacy.Notions.Definitions.

Lemma postprocess_total {D O U} (M : mechanism D O) (f : O -> dist U) :
  total_mechanism M -> (forall o, total (f o) = 1%R) -> total_mechanism (postprocess M f).
Proof. intros HM Hf x. apply total_dbind_1; [apply HM | exact Hf]. Qed.

Lemma adaptive_total {D O U} (M : mechanism D O) (N : O -> mechanism D U) :
  total_mechanism M -> (forall o, total_mechanism (N o)) -> total_mechanism (adaptive M N).
Proof. intros HM HN x. apply total_dpair; [apply HM | intros o; apply HN]. Qed.

Lemma parallel_total {A O U} (b : A -> bool)
  (M : mechanism (list A) O) (N : mechanism (list A) U) :
  total_mechanism M -> total_mechanism N -> total_mechanism (parallel b M N).
Proof. intros HM HN x. apply total_dpair; [apply HM | intros o; apply HN]. Qed.

Lemma transcript_total {D O} (Ms : list (list O -> mechanism D O)) before :
  (forall M, In M Ms -> forall seen, total_mechanism (M seen)) ->
  total_mechanism (transcript Ms before).
Proof.
  intros HMs x. revert before. induction Ms as [| M Ms IH]; intros before; [apply total_dret |].
  simpl. apply total_dbind_1; [apply HMs; left; reflexivity |].
  intros o. rewrite total_dmap. apply IH. intros M1 HM1. apply HMs. right. exact HM1.
Qed.
