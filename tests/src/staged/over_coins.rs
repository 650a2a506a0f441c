//! Geometric numbers from ideal coins and ideal uniform numbers.

use super::ideal::{bernoulli_exp, uniform};

#[path = "../../../samplers/src/exported/geometric.rs"]
mod geometric;

pub use geometric::{geometric, geometric_by_digits, geometric_by_trials};
