(** * Claims: sandwich tables

    A table is prepared for one distribution: x has probability proportional to
    exp(-(quadratic |x| + linear) |x| / denominator).  Whoever prepares it may use any
    heuristic: three checkers, programs of the same language, decide whether it is one, and
    whatever passes them is sampled from exactly.

    First the samplers, for every table [t] and all hints [h] with [passes t h]: run on the
    empty tape, the three checkers answer true.  As in Samplers.v there are [_pmf],
    [_terminates], [_tape] and [_bytes] for each function.  Then the checkers, for any
    arguments.  They draw nothing: each outputs one value on the empty tape, and nothing
    else ([_tape]), and what the answer true implies is in [_sound].

    The programs are in Samplers/Table/{Code,CheckCode}.v, the closed forms, [passes] and what
    a table consists of in Samplers/Table/Spec.v, the bounds of the bytes in
    Samplers/Table/Cost.v.

    Glossary
      selector_count t == the number of selectors of each sign, 2^(V - 1) for selectors of V bits
      lookup_of t, weight_of t, layout_of t, table_of t
                       == the arguments of the programs, for the table [t]
      rare_chance t    == the probability that a round is rare
      keeps t          == the probability that a round keeps its value
      within t k x     == the probability that the value is [x], and that it is found in
                          one of the first [k] rounds
      get sums i       == the item number [i] of a sequence, from 0           *)

From Coq Require Import Reals NArith ZArith List.
From MathLite Require Import Prob Sums Tsum Dist.
From Verinoise Require Import Lang.Syntax Lang.Notation Lang.Eval Lang.Pmf Lang.Machine Lang.TapeProbability.
From Verinoise Require Import Lang.Cost Samplers.Ratio Samplers.Exp.Spec.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Spec.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Spec.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Spec.
From Verinoise Require Import Samplers.Table.Weight Samplers.Table.Cost.
From Verinoise Require Import Samplers.Table.CheckLookup Samplers.Table.CheckBlocks Samplers.Table.CheckTail.
From Verinoise Require Samplers.Table.Bisection Samplers.Table.Proof Samplers.Table.Laws.
From Verinoise Require Samplers.Table.RareLaws Samplers.Table.Rounds Samplers.Table.Ends.
From Verinoise Require Samplers.Table.Checked Samplers.Table.CheckCost Samplers.Table.Instances.
From Verinoise Require Samplers.Table.Shifted.
Import ListNotations.
Local Open Scope R_scope.

(** ** Samples *)

(** [table_sample] draws x with probability proportional to the weight of the table that passed:
    exp(-(quadratic |x| + linear) |x| / denominator), divided by the sum of these over all
    integers. *)
Theorem table_sample_pmf (t : parts) (h : hints) (x : Z) : passes t h ->
  pmf (body table_sample value (table_of t)) x = table_mass t x.
Proof. intros H. exact (Table.Proof.table_sample_mass t (Checked.passes_right t h H) x). Qed.

(** The sum in [table_mass] is a proper sum: its finite parts are bounded. *)
Theorem table_weight_summable (t : parts) (h : hints) : passes t h ->
  summable (fun y : Z => table_weight t (Z.abs_N y)).
Proof. intros H. exact (Table.Proof.table_weight_summable t (Checked.passes_right t h H)). Qed.

(** [table_sample] ends with probability 1. *)
Theorem table_sample_terminates (t : parts) (h : hints) : passes t h ->
  terminates (body table_sample value (table_of t)).
Proof. intros H. exact (Table.Proof.table_sample_total t (Checked.passes_right t h H)). Qed.

(** The running program [table_sample] outputs each value with the same probability, if its bytes
    are uniform and independent. *)
Theorem table_sample_tape (t : parts) (h : hints) (x : Z) : passes t h ->
  tape_probability (body table_sample value (table_of t)) x = table_mass t x.
Proof. intros H. exact (Laws.table_sample_tape t (Checked.passes_right t h H) x). Qed.

(** [table_sample] reads on average at most the bytes of a round, divided by the probability that
    a round is not rare. *)
Theorem table_sample_bytes (t : parts) (h : hints) : passes t h ->
  bytes_within (body table_sample value (table_of t)) (round_bytes t / (1 - rare_chance t)).
Proof. intros H. exact (Table.Cost.table_sample_bytes t (Checked.passes_right t h H)). Qed.

(** [table_sample] draws x within the first k rounds with probability P (1 - (1 - p)^k), where P is
    the probability of x, and p that of keeping the value of a round. *)
Theorem table_sample_rounds (t : parts) (h : hints) (k : nat) (x : Z) : passes t h ->
  within t k x = table_mass t x * (1 - (1 - keeps t) ^ k).
Proof. intros H. exact (Table.Proof.table_sample_rounds t (Checked.passes_right t h H) k x). Qed.

(** [table_sample] draws x in round k + 1 with probability P p (1 - p)^k. *)
Theorem table_sample_in_round (t : parts) (h : hints) (k : nat) (x : Z) : passes t h ->
  within t (S k) x - within t k x = table_mass t x * (keeps t * (1 - keeps t) ^ k).
Proof. intros H. exact (Rounds.table_sample_in_round t (Checked.passes_right t h H) k x). Qed.

(** The value is independent of the number of rounds: the probability that it is x and found in
    round k + 1 is the product of the probabilities of either. *)
Theorem table_sample_independent (t : parts) (h : hints) (k : nat) (x : Z) : passes t h ->
  within t (S k) x - within t k x
  = pmf (body table_sample value (table_of t)) x
    * tsum (fun y => within t (S k) y - within t k y).
Proof. intros H. exact (Rounds.table_sample_independent t (Checked.passes_right t h H) k x). Qed.

(** The probability that a round keeps its value is the unit of mass, divided by the number of
    selectors of each sign, times the sum of all weights. *)
Theorem table_round_keeps (t : parts) (h : hints) : passes t h ->
  keeps t = ratio (unit t) (selector_count t) * tsum (fun x : Z => table_weight t (Z.abs_N x)).
Proof. intros H. exact (Rounds.table_round_keeps t (Checked.passes_right t h H)). Qed.

(** ** Discrete Gaussian and discrete Laplace noise *)

(** A table that passed, with the weight exp(-x^2 / (2 a/b)), gives discrete Gaussian noise of
    variance parameter a/b. *)
Theorem gaussian_table_pmf (t : parts) (h : hints) (a b : N) (x : Z) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N ->
  pmf (body table_sample value (table_of t)) x = gaussian_mass a b x.
Proof. intros. apply (Table.Instances.gaussian_table_pmf t h); assumption. Qed.

(** So does the running program, if its bytes are uniform and independent. *)
Theorem gaussian_table_tape (t : parts) (h : hints) (a b : N) (x : Z) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N ->
  tape_probability (body table_sample value (table_of t)) x = gaussian_mass a b x.
Proof. intros. apply (Table.Instances.gaussian_table_tape t h); assumption. Qed.

(** A table that passed, with the weight exp(-|x| d/n), gives discrete Laplace noise of scale
    n/d. *)
Theorem laplace_table_pmf (t : parts) (h : hints) (n d : N) (x : Z) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N ->
  pmf (body table_sample value (table_of t)) x = laplace_mass (ratio n d) x.
Proof. intros. apply (Table.Instances.laplace_table_pmf t h); assumption. Qed.

(** So does the running program, if its bytes are uniform and independent. *)
Theorem laplace_table_tape (t : parts) (h : hints) (n d : N) (x : Z) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N ->
  tape_probability (body table_sample value (table_of t)) x = laplace_mass (ratio n d) x.
Proof. intros. apply (Table.Instances.laplace_table_tape t h); assumption. Qed.

(** [table_shifted] is a sample of a table that passed, added to a location. *)
Theorem table_shifted_pmf (t : parts) (h : hints) (location x : Z) : passes t h ->
  pmf (body table_shifted value (location, table_of t)) x = table_mass t (x - location).
Proof. intros H. exact (Shifted.table_shifted_pmf t h location H x). Qed.

(** [table_shifted] ends with probability 1. *)
Theorem table_shifted_terminates (t : parts) (h : hints) (location : Z) : passes t h ->
  terminates (body table_shifted value (location, table_of t)).
Proof. intros H. exact (Shifted.table_shifted_terminates t h location H). Qed.

(** The running program [table_shifted] outputs each value with the same probability, if its bytes
    are uniform and independent. *)
Theorem table_shifted_tape (t : parts) (h : hints) (location x : Z) : passes t h ->
  tape_probability (body table_shifted value (location, table_of t)) x = table_mass t (x - location).
Proof. intros H. exact (Shifted.table_shifted_tape t h location H x). Qed.

(** [table_shifted] reads on average as few bytes as [table_sample]. *)
Theorem table_shifted_bytes (t : parts) (h : hints) (location : Z) : passes t h ->
  bytes_within (body table_shifted value (location, table_of t))
    (round_bytes t / (1 - rare_chance t)).
Proof. intros H. exact (Shifted.table_shifted_bytes t h location H). Qed.

(** For the Gaussian weight, its outputs have the probabilities of those of [gaussian_shifted]. *)
Theorem gaussian_table_shifted (t : parts) (h : hints) (location : Z) (a b : N) :
  passes t h -> gaussian_table t a b -> (0 < a)%N -> (0 < b)%N ->
  pmf (body table_shifted value (location, table_of t))
  =d pmf (body gaussian_shifted value (location, (a, b))).
Proof. intros. apply (Shifted.gaussian_table_shifted t h); assumption. Qed.

(** For the Laplace weight, its outputs have the probabilities of those of [laplace_shifted]. *)
Theorem laplace_table_shifted (t : parts) (h : hints) (location : Z) (n d : N) :
  passes t h -> laplace_table t n d -> (0 < n)%N -> (0 < d)%N ->
  pmf (body table_shifted value (location, table_of t))
  =d pmf (body laplace_shifted value (location, (n, d))).
Proof. intros. apply (Shifted.laplace_table_shifted t h); assumption. Qed.

(** ** Rounds, and what they are made of *)

(** [table_round] draws x and keeps it with probability unit / selectors times the weight of x,
    where the selectors are those of each sign. *)
Theorem table_round_pmf (t : parts) (h : hints) (x : Z) : passes t h ->
  pmf (body table_round value (table_of t)) (x, true)
  = ratio (unit t) (selector_count t) * table_weight t (Z.abs_N x).
Proof. intros H. exact (Table.Proof.table_round_mass t (Checked.passes_right t h H) x). Qed.

(** [table_round] ends with probability 1. *)
Theorem table_round_terminates (t : parts) (h : hints) : passes t h ->
  terminates (body table_round value (table_of t)).
Proof. intros H. exact (Table.Proof.table_round_total t (Checked.passes_right t h H)). Qed.

(** The running program [table_round] draws and keeps each value with the same probability, if its
    bytes are uniform and independent. *)
Theorem table_round_tape (t : parts) (h : hints) (x : Z) : passes t h ->
  tape_probability (body table_round value (table_of t)) (x, true)
  = ratio (unit t) (selector_count t) * table_weight t (Z.abs_N x).
Proof. intros H. exact (Laws.table_round_tape t (Checked.passes_right t h H) x). Qed.

(** [table_round] reads on average at most the bytes of a draw, and those of a rare round with the
    probability that the round is rare. *)
Theorem table_round_bytes (t : parts) (h : hints) : passes t h ->
  bytes_within (body table_round value (table_of t)) (round_bytes t).
Proof. intros H. exact (Table.Cost.table_round_bytes t (Checked.passes_right t h H)). Qed.

(** [table_draw] gives 0 with the probability that a round is rare.  It gives x plus the bias with
    the certain mass of the block of |x|, divided by the number of selectors of each sign, evenly
    over the numbers of the block and both signs. *)
Theorem table_draw_pmf (t : parts) (h : hints) (drawn : N) : passes t h ->
  pmf (body table_draw value (lookup_of t)) drawn = draw_mass t drawn.
Proof. intros H. exact (Laws.table_draw_mass t (Checked.passes_right t h H) drawn). Qed.

(** [table_draw] ends with probability 1, for any arguments. *)
Theorem table_draw_terminates (args : values lookup) : terminates (body table_draw value args).
Proof. exact (Table.Ends.table_draw_ends args). Qed.

(** The running program [table_draw] outputs each number with the same probability, if its bytes
    are uniform and independent. *)
Theorem table_draw_tape (t : parts) (h : hints) (drawn : N) : passes t h ->
  tape_probability (body table_draw value (lookup_of t)) drawn = draw_mass t drawn.
Proof. intros H. exact (Laws.table_draw_tape t (Checked.passes_right t h H) drawn). Qed.

(** [table_draw] reads on average at most the bytes of its two words, for any table. *)
Theorem table_draw_bytes (t : parts) :
  bytes_within (body table_draw value (lookup_of t)) (draw_bytes t).
Proof. exact (Table.Cost.table_draw_bytes t). Qed.

(** [table_rare] draws x and keeps it with the probability that makes up for what the certain
    selectors miss of the weight of x: the probability that a round draws and keeps x, less that
    of a certain selector for x, divided by the probability that a round is rare. *)
Theorem table_rare_pmf (t : parts) (h : hints) (x : Z) : passes t h ->
  pmf (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t))) (x, true)
  = rare_mass t x.
Proof. intros H. exact (Laws.table_rare_mass t (Checked.passes_right t h H) x). Qed.

(** [table_rare] ends with probability 1, for every weight, unless the rare rounds have no mass. *)
Theorem table_rare_terminates (t : parts) : (0 < denominator t)%N ->
  (0 < certain_of t (block_total t))%N ->
  terminates (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t))).
Proof. exact (Table.Ends.table_rare_ends t). Qed.

(** The running program [table_rare] draws and keeps each value with the same probability, if its
    bytes are uniform and independent. *)
Theorem table_rare_tape (t : parts) (h : hints) (x : Z) : passes t h ->
  tape_probability (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t)))
    (x, true) = rare_mass t x.
Proof. intros H. exact (Laws.table_rare_tape t (Checked.passes_right t h H) x). Qed.

(** [table_rare] reads on average at most the bytes of the rank, of a magnitude and its comparison
    with the exact weight, and of the sign, for every weight. *)
Theorem table_rare_bytes (t : parts) : (0 < denominator t)%N ->
  (0 < certain_of t (block_total t))%N ->
  bytes_within (body table_rare value (weight_of t, layout_of t, (tail_start t, tail_bits t)))
    (rare_bytes t).
Proof. exact (Table.Cost.table_rare_bytes t). Qed.

(** [table_wedge], for a rank in the wedges, draws each magnitude of the block in whose wedge the
    rank lies with the same probability; it keeps the magnitude with the probability that its
    weight, in units of mass, is above a uniform real number between the level of the rank and one
    more. *)
Theorem table_wedge_pmf (t : parts) (h : hints) (rank : N) (v : N * bool) : passes t h ->
  (rank < wedges_upto t (block_total t))%N ->
  pmf (body table_wedge value (rank, weight_of t, layout_of t)) v = wedge_mass t rank v.
Proof. intros H. exact (RareLaws.table_wedge_mass t (Checked.passes_right t h H) rank v). Qed.

(** [table_wedge] ends with probability 1, for any rank and every weight. *)
Theorem table_wedge_terminates (t : parts) (rank : N) : (0 < denominator t)%N ->
  terminates (body table_wedge value (rank, weight_of t, layout_of t)).
Proof. intros Hd. exact (Table.Ends.table_wedge_ends t Hd rank). Qed.

(** The running program [table_wedge] outputs each value with the same probability, if its bytes
    are uniform and independent. *)
Theorem table_wedge_tape (t : parts) (h : hints) (rank : N) (v : N * bool) : passes t h ->
  (rank < wedges_upto t (block_total t))%N ->
  tape_probability (body table_wedge value (rank, weight_of t, layout_of t)) v
  = wedge_mass t rank v.
Proof. intros H. exact (RareLaws.table_wedge_tape t (Checked.passes_right t h H) rank v). Qed.

(** [table_wedge] reads on average at most the bytes of an offset and of the comparison, for any
    rank and every weight. *)
Theorem table_wedge_bytes (t : parts) (rank : N) : (0 < denominator t)%N ->
  bytes_within (body table_wedge value (rank, weight_of t, layout_of t)) (wedge_bytes t).
Proof. intros Hd. exact (Table.Cost.table_wedge_bytes t Hd rank). Qed.

(** [table_tail] draws the pieces of the tail, of 2^tail_bits numbers each, with probabilities 1/2,
    1/4, 1/8 and so on, and the numbers of a piece evenly; it keeps a number with the probability
    that its weight, in units that grow with the piece, is above a uniform real number between 0
    and 1.  This holds for every weight. *)
Theorem table_tail_pmf (t : parts) (v : N * bool) : (0 < denominator t)%N ->
  pmf (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))) v = tail_mass t v.
Proof. intros Hd. exact (RareLaws.table_tail_mass t Hd v). Qed.

(** [table_tail] ends with probability 1. *)
Theorem table_tail_terminates (t : parts) : (0 < denominator t)%N ->
  terminates (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))).
Proof. exact (Table.Ends.table_tail_ends t). Qed.

(** The running program [table_tail] outputs each value with the same probability, if its bytes are
    uniform and independent. *)
Theorem table_tail_tape (t : parts) (v : N * bool) : (0 < denominator t)%N ->
  tape_probability (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t))) v
  = tail_mass t v.
Proof. intros Hd. exact (RareLaws.table_tail_tape t Hd v). Qed.

(** [table_tail] reads on average at most 2 bytes for the piece, the bytes of an offset and those of
    the comparison. *)
Theorem table_tail_bytes (t : parts) : (0 < denominator t)%N ->
  bytes_within (body table_tail value (weight_of t, (unit t, tail_start t, tail_bits t)))
    (tail_bytes t).
Proof. exact (Table.Cost.table_tail_bytes t). Qed.

(** [table_block] outputs with certainty the block in whose wedge the rank lies, for any sums that
    do not decrease, from 0 to above the rank. *)
Theorem table_block_pmf (rank : N) (sums : list N) :
  get (s := Nat) sums 0 = 0%N ->
  (forall i, (i + 1 < N.of_nat (length sums))%N ->
     (get (s := Nat) sums i <= get (s := Nat) sums (i + 1))%N) ->
  (rank < get (s := Nat) sums (N.of_nat (length sums) - 1))%N ->
  exists block,
    pmf (body table_block value (rank, sums)) =d dret block /\
    (block + 1 < N.of_nat (length sums))%N /\
    (get (s := Nat) sums block <= rank < get (s := Nat) sums (block + 1))%N.
Proof. exact (Bisection.table_block_pmf rank sums). Qed.

(** [table_block] ends with probability 1, for any arguments. *)
Theorem table_block_terminates (args : values (nat1 ** naturals)) :
  terminates (body table_block value args).
Proof. exact (Table.Ends.table_block_ends args). Qed.

(** The running program [table_block] outputs this block on the empty tape, and outputs nothing
    else. *)
Theorem table_block_tape (rank : N) (sums : list N) :
  get (s := Nat) sums 0 = 0%N ->
  (forall i, (i + 1 < N.of_nat (length sums))%N ->
     (get (s := Nat) sums i <= get (s := Nat) sums (i + 1))%N) ->
  (rank < get (s := Nat) sums (N.of_nat (length sums) - 1))%N ->
  exists block,
    (forall tape v, outputs (body table_block value (rank, sums)) tape v <-> tape = [] /\ v = block) /\
    (block + 1 < N.of_nat (length sums))%N /\
    (get (s := Nat) sums block <= rank < get (s := Nat) sums (block + 1))%N.
Proof. exact (Table.Cost.table_block_tape rank sums). Qed.

(** [table_block] reads no bytes. *)
Theorem table_block_bytes (rank : N) (sums : list N) :
  bytes_within (body table_block value (rank, sums)) 0.
Proof. exact (Table.Cost.table_block_bytes rank sums). Qed.

(** ** The checkers *)

(** If [table_check_block] says a mass and true, then at least so many selectors of each sign look
    up the two entries, and the run ends within the first half of the cells.  It is assumed that
    these are the cells of the selectors for positive values, and that the run starts among them. *)
Theorem table_check_block_sound (t : parts) (entry mirrored home run stop mass : N) tape :
  (selector_shift t < word_bytes t * 8)%N -> (half_cells t * cell_size t = selector_count t)%N ->
  (run <= half_cells t)%N ->
  outputs (body table_check_block value
    ((selector_bits t, cell_bits t, complements t, entries t), (entry, mirrored, home, run, stop)))
    tape (mass, true) ->
  (mass <= lookups t (entry, mirrored))%N /\ (stop <= half_cells t)%N.
Proof. exact (Checked.table_check_block_sound t entry mirrored home run stop mass tape). Qed.

(** [table_check_block] ends with probability 1, for any arguments. *)
Theorem table_check_block_terminates
    (args : values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :
  terminates (body table_check_block value args).
Proof. exact (Table.Ends.table_check_block_ends args). Qed.

(** [table_check_block] outputs one value on the empty tape, and outputs nothing else. *)
Theorem table_check_block_tape
    (args : values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :
  exists v, forall tape w, outputs (body table_check_block value args) tape w <-> tape = [] /\ w = v.
Proof. exact (CheckCost.table_check_block_tape args). Qed.

(** [table_check_block] reads no bytes. *)
Theorem table_check_block_bytes
    (args : values ((nat1 ** nat1 ** naturals ** naturals) ** looked)) :
  bytes_within (body table_check_block value args) 0.
Proof. exact (CheckCost.table_check_block_bytes args). Qed.

(** If [table_check_lookup] says true, for any homes and runs, then selector and offset fit into
    the words and do not overlap, the certain masses add up to the number of selectors of each
    sign, and each block and the rare rounds are looked up by at least as many selectors of each
    sign as their certain mass says. *)
Theorem table_check_lookup_sound (t : parts) (homes runs : list N) tape :
  outputs (body table_check_lookup value
    (lookup_of t, (bias t, blocks t, certain t), (homes, runs))) tape true -> lookup_right t.
Proof. exact (Checked.table_check_lookup_sound t homes runs tape). Qed.

(** [table_check_lookup] ends with probability 1, for any arguments. *)
Theorem table_check_lookup_terminates
    (args : values (lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals))) :
  terminates (body table_check_lookup value args).
Proof. exact (Table.Ends.table_check_lookup_ends args). Qed.

(** [table_check_lookup] outputs one value on the empty tape, and outputs nothing else. *)
Theorem table_check_lookup_tape
    (args : values (lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals))) :
  exists v, forall tape w, outputs (body table_check_lookup value args) tape w <-> tape = [] /\ w = v.
Proof. exact (CheckCost.table_check_lookup_tape args). Qed.

(** [table_check_lookup] reads no bytes. *)
Theorem table_check_lookup_bytes
    (args : values (lookup ** (nat1 ** naturals ** naturals) ** (naturals ** naturals))) :
  bytes_within (body table_check_lookup value args) 0.
Proof. exact (CheckCost.table_check_lookup_bytes args). Qed.

(** If [table_check_blocks] says true, then the blocks tile the magnitudes below the tail, and on
    the scale of its block the weight of each magnitude lies between the certain mass and the
    envelope. *)
Theorem table_check_blocks_sound (t : parts) (bits : N) tape :
  outputs (body table_check_blocks value (weight_of t, layout_of t, (tail_start t, bits))) tape true ->
  blocks_checked t.
Proof. exact (Checked.table_check_blocks_sound t bits tape). Qed.

(** [table_check_blocks] ends with probability 1, for any arguments. *)
Theorem table_check_blocks_terminates (args : values (weight ** layout ** (nat1 ** nat1))) :
  terminates (body table_check_blocks value args).
Proof. exact (Table.Ends.table_check_blocks_ends args). Qed.

(** [table_check_blocks] outputs one value on the empty tape, and outputs nothing else. *)
Theorem table_check_blocks_tape (args : values (weight ** layout ** (nat1 ** nat1))) :
  exists v, forall tape w, outputs (body table_check_blocks value args) tape w <-> tape = [] /\ w = v.
Proof. exact (CheckCost.table_check_blocks_tape args). Qed.

(** [table_check_blocks] reads no bytes. *)
Theorem table_check_blocks_bytes (args : values (weight ** layout ** (nat1 ** nat1))) :
  bytes_within (body table_check_blocks value args) 0.
Proof. exact (CheckCost.table_check_blocks_bytes args). Qed.

(** If [table_check_tail] says true, then the wedges and two units of mass for the tail fit into the
    mass of the rare rounds, the first piece of the tail weighs at most one unit of mass, and the
    weight falls to at most half from one piece to the next. *)
Theorem table_check_tail_sound (t : parts) (bits : N) tape :
  (0 < denominator t)%N -> N.of_nat (length (wedges t)) = (block_total t + 1)%N ->
  outputs (body table_check_tail value
    (weight_of t, (unit t, certain t, wedges t), (tail_start t, tail_bits t, bits))) tape true ->
  tail_checked t.
Proof. exact (Checked.table_check_tail_sound t bits tape). Qed.

(** [table_check_tail] ends with probability 1, for any arguments. *)
Theorem table_check_tail_terminates
    (args : values (weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1))) :
  terminates (body table_check_tail value args).
Proof. exact (Table.Ends.table_check_tail_ends args). Qed.

(** [table_check_tail] outputs one value on the empty tape, and outputs nothing else. *)
Theorem table_check_tail_tape
    (args : values (weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1))) :
  exists v, forall tape w, outputs (body table_check_tail value args) tape w <-> tape = [] /\ w = v.
Proof. exact (CheckCost.table_check_tail_tape args). Qed.

(** [table_check_tail] reads no bytes. *)
Theorem table_check_tail_bytes
    (args : values (weight ** (nat1 ** naturals ** naturals) ** (nat1 ** nat1 ** nat1))) :
  bytes_within (body table_check_tail value args) 0.
Proof. exact (CheckCost.table_check_tail_bytes args). Qed.

(** [table_bounds] outputs with certainty numbers that enclose 2^bits times the weight of [size],
    its ratio to the weight [2^width] numbers further, and the change of this ratio from there to
    the next, for any number of bits. *)
Theorem table_bounds_pmf (t : parts) (size width bits : N) : (0 < denominator t)%N ->
  exists low high ratio_low ratio_high change_low change_high : N,
    pmf (body table_bounds value (weight_of t, (size, width, bits)))
    =d dret (low, high, ratio_low, ratio_high, change_low, change_high) /\
    encloses bits (low, high) (table_weight t size) /\
    encloses bits (ratio_low, ratio_high) (weight_ratio t size (2 ^ width)) /\
    encloses bits (change_low, change_high) (weight_change t (2 ^ width)).
Proof. exact (CheckCost.table_bounds_pmf t size width bits). Qed.

(** [table_bounds] ends with probability 1, for any arguments. *)
Theorem table_bounds_terminates (args : values (weight ** (nat1 ** nat1 ** nat1))) :
  terminates (body table_bounds value args).
Proof. exact (Table.Ends.table_bounds_ends args). Qed.

(** The running program [table_bounds] outputs such numbers on the empty tape, and outputs nothing
    else. *)
Theorem table_bounds_tape (t : parts) (size width bits : N) : (0 < denominator t)%N ->
  exists low high ratio_low ratio_high change_low change_high : N,
    (forall tape v, outputs (body table_bounds value (weight_of t, (size, width, bits))) tape v
      <-> tape = [] /\ v = (low, high, ratio_low, ratio_high, change_low, change_high)) /\
    encloses bits (low, high) (table_weight t size) /\
    encloses bits (ratio_low, ratio_high) (weight_ratio t size (2 ^ width)) /\
    encloses bits (change_low, change_high) (weight_change t (2 ^ width)).
Proof. exact (CheckCost.table_bounds_tape t size width bits). Qed.

(** [table_bounds] reads no bytes. *)
Theorem table_bounds_bytes (args : values (weight ** (nat1 ** nat1 ** nat1))) :
  bytes_within (body table_bounds value args) 0.
Proof. exact (CheckCost.table_bounds_bytes args). Qed.
