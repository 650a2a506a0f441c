(** * All exported functions

    The one list of what is exported: printer, golden tapes, tests and tables are
    derived from it.  Every function of the crate is in it, after those that it
    calls (CrateFacts.v).

    Glossary
      exported     == a function, the parameters of its golden tapes, and tapes
                      beside the usual ones for some of them
      rust_module  == a module: its name, the Rocq file of its programs, its title,
                      its functions
      modules, all == every module, every function                            *)

From Coq Require Import NArith String List.
From Verinoise Require Import Lang.Syntax Lang.Eval.
From Verinoise Require Import Samplers.Uniform.Code Samplers.Uniform.Points.
From Verinoise Require Import Samplers.Bernoulli.Code Samplers.Bernoulli.Points.
From Verinoise Require Import Samplers.BernoulliExp.Code Samplers.BernoulliExp.Points.
From Verinoise Require Import Samplers.Exp.Code Samplers.Exp.Points.
From Verinoise Require Import Samplers.ExpExceeds.Code Samplers.ExpExceeds.Points.
From Verinoise Require Import Samplers.Geometric.Code Samplers.Geometric.Points.
From Verinoise Require Import Samplers.Laplace.Code Samplers.Laplace.Points.
From Verinoise Require Import Samplers.Gaussian.Code Samplers.Gaussian.Points.
From Verinoise Require Import Samplers.Table.Code Samplers.Table.CheckCode Samplers.Table.Points.
From Verinoise Require Import Samplers.Table.ScanCode Samplers.Table.ScanPoints.
Import ListNotations.
Local Open Scope string_scope.

Record exported := Exported {
  parameters : ty;
  results : ty;
  program : func parameters results;
  points : list (values parameters);
  extra_tapes : list (values parameters * list N)
}.

Arguments Exported {parameters results} program points extra_tapes.

(** Of a function that reads no bytes one tape is enough, the empty one. *)
Definition without_bytes {A} (points : list A) : list (A * list N) := map (fun p => (p, [])) points.

Record rust_module := RustModule {
  module_name : string;
  source : string;
  title : string;
  members : list exported
}.

Definition modules : list rust_module := [
  RustModule "uniform" "Uniform/Code" "Uniform natural numbers." [
    Exported uniform uniform_points []
  ];
  RustModule "bernoulli" "Bernoulli/Code" "The lazy coin." [
    Exported bernoulli bernoulli_points bernoulli_tapes
  ];
  RustModule "bernoulli_exp" "BernoulliExp/Code" "Coins of probability `exp(-x)`, for rational `x`." [
    Exported bernoulli_exp_unit bernoulli_exp_unit_points [];
    Exported bernoulli_exp bernoulli_exp_points []
  ];
  RustModule "exp" "Exp/Code" "Enclosures of `exp(x)`, for rational `x`." [
    Exported exp_opp_fixed [] (without_bytes exp_opp_fixed_points);
    Exported exp_opp [] (without_bytes exp_opp_points);
    Exported exp_up [] (without_bytes exp_up_points);
    Exported exp_opp_cubic [] (without_bytes exp_opp_cubic_points)
  ];
  RustModule "exp_exceeds" "ExpExceeds/Code" "The coin of a scaled exponential above a threshold." [
    Exported exp_opp_scaled [] (without_bytes exp_opp_scaled_points);
    Exported exp_exceeds exp_exceeds_points exp_exceeds_tapes
  ];
  RustModule "geometric" "Geometric/Code" "Geometric numbers with ratio `exp(-x)`, for rational `x`." [
    Exported geometric_by_trials geometric_by_trials_points [];
    Exported geometric_by_digits geometric_points [];
    Exported geometric geometric_points []
  ];
  RustModule "laplace" "Laplace/Code" "Discrete Laplace noise." [
    Exported laplace laplace_points [];
    Exported laplace_shifted laplace_shifted_points []
  ];
  RustModule "gaussian" "Gaussian/Code" "Discrete Gaussian noise." [
    Exported gaussian_by_rejection gaussian_by_rejection_points [];
    Exported gaussian gaussian_points [];
    Exported gaussian_shifted gaussian_shifted_points []
  ];
  RustModule "table" "Table/Code" "Sandwich tables: exact noise by look-up." [
    Exported table_draw table_draw_points table_draw_tapes;
    Exported table_block [] (without_bytes table_block_points);
    Exported table_wedge table_wedge_points [];
    Exported table_tail table_tail_points [];
    Exported table_rare table_rare_points table_rare_tapes;
    Exported table_round table_points table_tapes;
    Exported table_sample table_points table_tapes;
    Exported table_shifted table_shifted_points []
  ];
  RustModule "table_check" "Table/CheckCode" "The checker of sandwich tables." [
    Exported table_check_block [] (without_bytes table_check_block_points);
    Exported table_check_lookup [] (without_bytes table_check_lookup_points);
    Exported table_bounds [] (without_bytes table_bounds_points);
    Exported table_check_blocks [] (without_bytes table_check_blocks_points);
    Exported table_check_tail [] (without_bytes table_check_tail_points)
  ];
  RustModule "table_scan" "Table/ScanCode" "Sandwich tables that are scanned." [
    Exported table_scan table_scan_points table_scan_tapes;
    Exported table_scan_round table_scan_sample_points [];
    Exported table_scan_sample table_scan_sample_points []
  ]
].

Definition all : list exported := flat_map members modules.
