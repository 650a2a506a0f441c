//! What the samplers are called in benchmark results.

/// One-shot samples of this project, on `ChaCha12`.
pub const ONE_SHOT: &str = "verinoise/ChaCha12";
/// One-shot samples of this project, on `ChaCha20`.
pub const ONE_SHOT_CHACHA20: &str = "verinoise/ChaCha20";
/// Batches of this project, on `ChaCha12`.
pub const FILL: &str = "verinoise try_fill/ChaCha12";
/// To prepare a distribution: to build its table and to check it.
pub const PREPARE: &str = "verinoise prepare";
/// Batches of a prepared distribution, on `ChaCha12`.
pub const PREPARED: &str = "verinoise prepared/ChaCha12";
/// Batches of a prepared distribution, on `ChaCha20`.
pub const PREPARED_CHACHA20: &str = "verinoise prepared/ChaCha20";
/// Batches of a prepared distribution, on the source for production.
pub const PREPARED_SYSTEM: &str = "verinoise prepared/SystemSource";
/// Batches of a prepared distribution, through the C library, on its system generator.
pub const PREPARED_C: &str = "verinoise prepared/C library";
/// `prio`, exact, on `ChaCha12`.
pub const PRIO: &str = "prio/ChaCha12";
/// `opendp`, exact, on the generator that it chooses.
pub const OPENDP: &str = "opendp/ChaCha20";
/// Batches of `rand_distr`'s normal distribution rounded by `round`, inexact, on `ChaCha12`.
pub const ROUNDED: &str = "rounded normal/ChaCha12";
/// The same, rounded by an addition and a conversion.
pub const ROUNDED_CHEAPLY: &str = "cheaply rounded normal/ChaCha12";

/// The name under which one of the rounds of a contender is measured.
#[must_use]
pub fn in_round(name: &str, round: usize) -> String {
    format!("{name}, round {round}")
}

/// The contender whose measurements these are, in whichever round.
#[must_use]
pub fn of_any_round(name: &str) -> &str {
    name.split_once(", round ").map_or(name, |(contender, _)| contender)
}
