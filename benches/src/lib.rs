//! What the benchmarks have in common: which distributions are measured, and the samplers that are compared.
//!
//! A sampler here is a pair of functions, one that prepares a parameter and one that draws. What each of them is given
//! before the clock starts is part of the comparison, and the `README.md` of this package says it for each.

pub mod bytes;
pub mod contender;
mod counting;
mod distribution;
mod noise;
pub mod peers;
pub mod report;

pub use chacha20::{ChaCha12Rng, ChaCha20Rng};
pub use counting::Counting;
pub use distribution::{Distribution, Scale};
pub use noise::{Noise, one_shot};
pub use rand_core::SeedableRng;

/// How many samples the batch benchmarks draw at a time.
pub const BATCH: usize = 1024;

/// Every generator of the benchmarks starts here, except those that a peer seeds itself.
pub const SEED: [u8; 32] = *b"verinoise benches, not a secret!";
