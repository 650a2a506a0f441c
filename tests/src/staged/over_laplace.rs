//! Discrete Gaussian noise from ideal discrete Laplace noise and ideal coins.

use super::ideal::{bernoulli_exp, laplace};

#[path = "../../../samplers/src/exported/gaussian.rs"]
mod gaussian;

pub use gaussian::{gaussian, gaussian_by_rejection, gaussian_shifted};
