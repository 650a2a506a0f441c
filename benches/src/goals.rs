//! What the prepared samplers are meant to reach.

use crate::{Distribution, Scale};

/// The goals of one distribution and scale.
#[derive(Clone, Copy, Debug)]
pub struct Goals {
    /// The time of a sample, at most, in those of a normal number that is rounded by `round`.
    pub rounded: f64,
    /// The same, rounded cheaply.
    pub rounded_cheaply: Option<f64>,
    /// How many times as long the fastest exact peer takes, at least.
    pub peers: f64,
    /// Random bytes of a sample, at most.
    pub bytes: f64,
    /// Bytes of the table, at most.
    pub table: f64,
    /// Microseconds that it takes to prepare, at most.
    pub preparation: f64,
}

impl Goals {
    /// The goals of this distribution and scale.
    #[must_use]
    pub fn of(distribution: Distribution, scale: Scale) -> Self {
        let scale = scale.to_f64();
        let (rounded, rounded_cheaply) = match distribution {
            Distribution::Gaussian if scale <= 64.0 => (0.52, Some(0.64)),
            Distribution::Gaussian if scale <= 1_048_576.0 => (0.92, Some(1.13)),
            Distribution::Gaussian => (1.5, None),
            Distribution::Laplace if scale <= 64.0 => (0.52, None),
            Distribution::Laplace => (1.0, None),
        };
        let bytes = if scale <= 64.0 {
            4.2
        } else if scale <= 16_777_216.0 {
            8.5
        } else {
            17.0
        };
        Self { rounded, rounded_cheaply, peers: 200.0, bytes, table: 32_768.0, preparation: 300.0 }
    }
}
