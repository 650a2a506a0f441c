//! What the benchmarks have in common: which distributions are measured, and the samplers that are compared.
//!
//! A sampler here is a pair of functions, one that prepares a parameter and one that draws. What each of them is given
//! before the clock starts is part of the comparison, and the `README.md` of this package says it for each.

pub mod bytes;
pub mod c;
pub mod contender;
mod counting;
mod distribution;
pub mod goals;
mod noise;
pub mod peers;
pub mod report;
mod results;
mod surroundings;

pub use chacha20::{ChaCha12Rng, ChaCha20Rng};
pub use counting::Counting;
pub use distribution::{Distribution, Scale};
pub use noise::{Noise, built, one_shot, prepared};
pub use rand_core::SeedableRng;

/// How many samples the batch benchmarks draw at a time.
pub const BATCH: usize = 4096;

/// How often the batches of a group are measured, in turn: what a neighbour on the machine does for some seconds then
/// falls on all of them, and on none all the time.
pub const ROUNDS: usize = 3;

/// Every generator of the benchmarks starts here, except those that a peer seeds itself.
pub const SEED: [u8; 32] = *b"verinoise benches, not a secret!";
