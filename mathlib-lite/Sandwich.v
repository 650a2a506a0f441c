(** * Sandwich tables: one round

    Purpose: sampling of an integer from any symmetric weight, by a table that
    knows the weight only between two bounds.  The magnitudes are cut into
    blocks.  A selector falls with mass [certain j] of [selectors] into block
    [j], of which a value is returned at once.  The other selectors are rare:
    they fall into the wedge of a block, between its certain mass and its
    envelope, where a coin decides; or into the tail past the last block; or
    they are rejected.  One round returns each integer with exactly the
    same multiple of its weight.

    Paper section: 6, Exact and fast.

    Glossary:
      rho x == the weight of the integers of magnitude x
      block_count t == the number of blocks; block 0 is the number 0
      block_start t j, block_width t j == block j has the 2 ^ block_width t j
                      magnitudes from block_start t j on; the tail starts at
                      block_start t (block_count t)
      block_scale t j * rho x == the height of the magnitude x of block j
      certain t j, envelope t j == bounds of the heights in block j
      wedges t j == the prefix sums of the wedges envelope - certain
      selectors t, rare t == the number of selectors, and of the rare ones
      block_of t m == the block into whose wedge the rare selector m falls
      tail_bits t == the tail is cut into pieces of 2 ^ tail_bits t magnitudes
      sandwich t rho == the bounds of the table t hold for the weight rho
      offer p x == the magnitude x under a random sign, accepted by a coin
      round t rho pick geometric == one round: an integer, and its acceptance
      real n == n as a real number *)

From Coq Require Import Reals Lra Lia List NArith ZArith.
From MathLite Require Export Coin PrefixSums.
Local Open Scope R_scope.
Local Notation real n := (IZR (Z.of_N n)).

(** ** Tables *)

Record table := Table {
  block_count : N;
  block_start : N -> N;
  block_width : N -> N;
  certain : N -> N;
  envelope : N -> N;
  selectors : N;
  table_scale : N;
  tail_bits : N;
  block_of : N -> N }.

Definition tail_start (t : table) : N := block_start t (block_count t).

Definition block_scale (t : table) (j : N) : N := table_scale t * 2 ^ (block_width t j + 1).

Definition tail_scale (t : table) (q : N) : N := 2 ^ q * (table_scale t * 2 ^ (tail_bits t + 1)).

Definition wedge (t : table) (j : N) : N := envelope t j - certain t j.

Definition wedges (t : table) : N -> N := nsum (wedge t).

Definition rare (t : table) : N := selectors t - nsum (certain t) (block_count t).

Record sandwich (t : table) (rho : N -> R) : Prop := Sandwich {
  weight_0 : rho 0%N = 1;
  weight_ge_0 : forall x, 0 <= rho x;
  scale_pos : (0 < table_scale t)%N;
  (* the first block is zero *)
  blocks_pos : (0 < block_count t)%N;
  start_0 : block_start t 0 = 0%N;
  width_0 : block_width t 0 = 0%N;
  certain_0 : certain t 0 = table_scale t;
  envelope_0 : envelope t 0 = table_scale t;
  (* the blocks follow one another *)
  start_next : forall j, (j < block_count t)%N ->
    block_start t (j + 1) = (block_start t j + 2 ^ block_width t j)%N;
  (* the heights in a block are between its certain mass and its envelope *)
  heights : forall j x, (0 < j < block_count t)%N -> (block_start t j <= x < block_start t (j + 1))%N ->
    real (certain t j) <= real (block_scale t j) * rho x <= real (envelope t j);
  (* there are selectors for the envelopes and for two units of the tail *)
  budget : (nsum (envelope t) (block_count t) + 2 <= selectors t)%N;
  block_of_wedge : forall m, (m < wedges t (block_count t))%N ->
    (block_of t m < block_count t)%N /\ (wedges t (block_of t m) <= m < wedges t (block_of t m + 1))%N;
  (* the weight falls at least by half from one piece of the tail to the next *)
  tail_top : real (table_scale t * 2 ^ (tail_bits t + 1)) * rho (tail_start t) <= 1;
  tail_below_top : forall x, (tail_start t <= x)%N -> rho x <= rho (tail_start t);
  tail_half : forall x, (tail_start t <= x)%N -> rho (x + 2 ^ tail_bits t)%N <= rho x / 2 }.

(** ** One round *)

Definition signed (s x : N) : Z := if (s =? 0)%N then Z.of_N x else (- Z.of_N x)%Z.

Definition offer (p : R) (x : N) : dist (Z * bool) :=
  dbind (dcoin p) (fun accepted => dbind (duniform 2) (fun s => dret (signed s x, accepted))).

Definition certain_round (t : table) (j : N) : dist (Z * bool) :=
  dbind (duniform (2 ^ block_width t j)) (fun k =>
  dbind (duniform 2) (fun s => dret (signed s (block_start t j + k), true))).

Definition wedge_round (t : table) (rho : N -> R) (m : N) : dist (Z * bool) :=
  let j := block_of t m in
  dbind (duniform (2 ^ block_width t j)) (fun k =>
  offer (real (block_scale t j) * rho (block_start t j + k)%N
         - real (certain t j + (m - wedges t j)))
        (block_start t j + k)).

Definition tail_round (t : table) (rho : N -> R) (geometric : dist N) : dist (Z * bool) :=
  dbind geometric (fun q =>
  dbind (duniform (2 ^ tail_bits t)) (fun k =>
  offer (real (tail_scale t q) * rho (tail_start t + q * 2 ^ tail_bits t + k)%N)
        (tail_start t + q * 2 ^ tail_bits t + k))).

Definition rare_round (t : table) (rho : N -> R) (geometric : dist N) : dist (Z * bool) :=
  dbind (duniform (rare t)) (fun m =>
  if (m <? wedges t (block_count t))%N then wedge_round t rho m
  else if (m <? wedges t (block_count t) + 2)%N then tail_round t rho geometric
  else dret (0%Z, false)).

Definition round (t : table) (rho : N -> R) (pick geometric : dist N) : dist (Z * bool) :=
  dbind pick (fun j =>
  if (j <? block_count t)%N then certain_round t j else rare_round t rho geometric).

(** The selector falls into block [j] with mass [certain t j] of [selectors t], else it is rare. *)
Definition picks (t : table) (pick : dist N) : Prop :=
  (forall j, (j < block_count t)%N -> pick j = real (certain t j) / real (selectors t))
  /\ pick (block_count t) = real (rare t) / real (selectors t).

Definition halves (geometric : dist N) : Prop :=
  forall q, geometric q = (1 / 2) ^ S (N.to_nat q).

(** ** Signs and coins *)

(** Zero has its sign twice, every other magnitude shares its mass between two signs. *)
Definition share (x : N) : R := if (x =? 0)%N then 1 else / 2.

Lemma share_pos (x : N) : 0 < share x.
Proof. unfold share. destruct (x =? 0)%N; lra. Qed.

Lemma signed_mass (x : N) (b : bool) (z : Z) :
  dbind (duniform 2) (fun s => dret (signed s x, b)) (z, true)
  = ind (b = true) * (ind (x = Z.abs_N z) * share x).
Proof.
  rewrite dbind_duniform. change (below 2) with (0 :: 1 :: nil)%N.
  cbn [lsum]. rewrite !dret_mass. unfold signed. cbn [N.eqb].
  assert (Hpair : forall u, ind ((z, true) = (u, b)) = ind (b = true) * ind (z = u)).
  { intros u. rewrite <- ind_and. apply ind_iff. split.
    - intros Heq. injection Heq. auto.
    - intros [-> ->]. reflexivity. }
  rewrite !Hpair. change (real 2) with 2.
  destruct (ind_cases (x = Z.abs_N z)) as [[Hx ->] | [Hx ->]].
  - unfold share. destruct (N.eqb_spec x 0) as [H0 | H0].
    + rewrite !(ind_true (z = _)) by lia. field.
    + destruct (Z.lt_ge_cases z 0) as [Hz | Hz].
      * rewrite (ind_false (z = Z.of_N x)), (ind_true (z = (- Z.of_N x)%Z)) by lia. field.
      * rewrite (ind_true (z = Z.of_N x)), (ind_false (z = (- Z.of_N x)%Z)) by lia. field.
  - rewrite !(ind_false (z = _)) by lia. field.
Qed.

Lemma offer_mass (p : R) (x : N) (z : Z) :
  offer p x (z, true) = ind (x = Z.abs_N z) * (clamp p * share x).
Proof.
  unfold offer. rewrite dbind_mass, tsum_bool.
  - rewrite !signed_mass, (ind_true (true = true)), (ind_false (false = true)) by congruence.
    simpl (dcoin p true). lra.
  - intros b. apply Rmult_le_pos; apply mass_ge_0.
Qed.

(** A uniform draw from an interval meets at most one value that counts. *)
Lemma dbind_duniform_interval {B : Type} (a n y : N) (k : N -> dist B) (g : N -> R) (v : B) :
  (forall x, k x v = ind (x = y) * g x) ->
  dbind (duniform n) (fun i => k (a + i)%N) v = ind (a <= y < a + n)%N * (g y / real n).
Proof.
  intros Hk. rewrite dbind_duniform, (lsum_ext _ (fun i => ind (a + i = y)%N * g (a + i)%N)).
  - rewrite lsum_interval_point. unfold Rdiv. lra.
  - intros i _. apply Hk.
Qed.

(** As many coins as a number may need, each of which takes at most 1 of it. *)
Lemma lsum_clamp (w : N) (p : R) : 0 <= p ->
  lsum (fun i => clamp (p - real i)) (below w) = Rmin p (real w).
Proof.
  intros Hp. induction w as [| w IH] using N.peano_ind.
  - simpl. unfold Rmin. destruct (Rle_dec p 0); lra.
  - rewrite below_succ, lsum_app, IH, N2Z.inj_succ, succ_IZR. cbn [lsum].
    unfold clamp, Rmin, Rmax.
    destruct (Rle_dec p _), (Rle_dec p _), (Rle_dec 1 _), (Rle_dec 0 _); lra.
Qed.

Lemma real_pow2_pos (e : N) : 0 < real (2 ^ e).
Proof. apply (IZR_lt 0). generalize (N.pow_nonzero 2 e). lia. Qed.
