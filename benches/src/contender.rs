//! What the samplers are called in benchmark results.

/// One-shot samples of this project, on `ChaCha12`.
pub const OURS: &str = "verinoise/ChaCha12";
/// One-shot samples of this project, on `ChaCha20`.
pub const OURS_CHACHA20: &str = "verinoise/ChaCha20";
/// Batches of this project, on `ChaCha12`.
pub const FILL: &str = "verinoise try_fill/ChaCha12";
/// `prio`, exact, on `ChaCha12`.
pub const PRIO: &str = "prio/ChaCha12";
/// `opendp`, exact, on the generator that it chooses.
pub const OPENDP: &str = "opendp/ChaCha20";
/// `rand_distr`'s normal distribution rounded to integers, inexact, on `ChaCha12`.
pub const ROUNDED: &str = "rounded normal/ChaCha12";
