//! Random bytes for services: seeded and reseeded by the operating system, never the same in two
//! processes, and gone from memory when they are dropped.
//!
//! [`SecureSource`] is what to give to a sampler in production:
//!
//! ```
//! use verinoise::rng::SecureSource;
//! use verinoise::{DiscreteGaussian, NoiseDistribution};
//!
//! let mut source = SecureSource::from_os();
//! let gaussian = DiscreteGaussian::new(25, 4)?;
//! let noisy_count = gaussian.try_sample_at(1000, &mut source)?;
//! # let _ = noisy_count;
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! * **Generator.** `ChaCha20`, keyed with 32 bytes of the operating system, and with 32 fresh ones
//!   after [`RESEED_INTERVAL`] bytes of output. If the operating system refuses, that is an error
//!   and nothing is drawn: there is no second-best source, and an expired key is not used on.
//! * **Fork.** A forked process starts with a copy of its parent's memory, generator and buffered
//!   bytes included, and would release the same noise. Before each sample the source asks a
//!   [`ForkDetector`] whether the process is still the one that it was seeded in; if not, it
//!   discards all it holds and takes a new seed. Without unsafe code that can only be asked by
//!   process number ([`ProcessId`]); the C library of this project has a stricter detector.
//! * **Memory.** Key and buffers are overwritten when the source is dropped, when it is reseeded
//!   (the key) and when it finds itself in a forked process. Copies that the compiler made on the
//!   stack or in registers are out of reach.
//!
//! Until the next reseeding, who can read the memory can compute the noise drawn since the last
//! one. A virtual machine that is copied while it runs is not noticed.

mod detector;
mod reseeding;
mod secure;

#[cfg(feature = "std")]
pub use detector::ProcessId;
pub use detector::{ForkDetector, SingleProcess};
pub use getrandom::{Error as OsError, SysRng};
pub use reseeding::{RESEED_INTERVAL, ReseedingRng};
pub use secure::{AfterFork, SecureSource};
