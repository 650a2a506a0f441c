//! Random bytes for production: from the operating system, never the same in two processes, and gone
//! from memory when they are dropped.
//!
//! [`SystemSource`] is what to give to a sampler. Programs with threads call
//! [`with_system_source`], which has one for each thread.
//!
//! ```
//! use verinoise::rng::SystemSource;
//! use verinoise::{DiscreteGaussian, NoiseDistribution};
//!
//! let mut source = SystemSource::new();
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
//!   bytes included, and would release the same noise. Before each sample the source asks
//!   [`verinoise_randomness`] whether the process is still the one that it was keyed in; if not, it
//!   discards all it holds and takes a new key. What is left: a process that is forked by a signal
//!   handler in the middle of a sample, against which
//!   [`in_one_process`](SystemSource::in_one_process) draws again, and the rare cases that the
//!   description of that crate lists.
//! * **Memory.** Key and buffers are overwritten when the source is dropped, when it takes a new key
//!   (the old one) and when it finds itself in a forked process. Copies that the compiler made on
//!   the stack or in registers are out of reach.
//! * **Systems.** All that [`getrandom`](https://docs.rs/getrandom) supports, without `std` as well. On
//!   systems without `fork`, Windows and WebAssembly among them, nothing is asked about it.
//!
//! Until it takes the next key, who can read the memory can compute the noise drawn since the last
//! one. A virtual machine that is copied while it runs is not noticed.
//!
//! [`ForkSafeSource`] treats other bytes in the same way, those of a hardware generator for instance.

mod fork_safe;
#[cfg(any(feature = "std", feature = "threads"))]
mod per_thread;
mod reseeding;
mod system;

pub use fork_safe::{AfterFork, ForkSafeSource};
pub use getrandom::{Error as OsError, SysRng};
#[cfg(any(feature = "std", feature = "threads"))]
pub use per_thread::with_system_source;
pub use reseeding::{RESEED_INTERVAL, ReseedingRng};
pub use system::SystemSource;
