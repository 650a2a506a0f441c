//! Discrete Laplace noise from ideal geometric numbers.

use super::ideal::geometric;

#[path = "../../../samplers/src/exported/laplace.rs"]
mod laplace;

pub use laplace::{laplace, laplace_shifted};
