#![doc = include_str!("../README.md")]
//!
//! # Layers
//!
//! * [`DiscreteGaussian`] and [`DiscreteLaplace`] are what most callers want.
//! * [`ByteSource`] feeds them from a generator, [`Tape`] from given bytes; both are a [`Source`].
//! * The module `rng`, with the feature `os-rng`, has the source of bytes for production.
//! * [`privacy`] says how much noise a guarantee asks for, and what guarantee noise gives.
//! * [`parse_rational`] reads parameters from text.
//! * [`exported`] holds the samplers themselves, over any arithmetic ([`Natural`], [`Integer`]) and
//!   any source. Machine words, double words and [`Nat`] of any size give the same samples on the
//!   same bytes; the typed samplers use the smallest that is large enough.

#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations)]

extern crate alloc;
#[cfg(all(feature = "os-rng", feature = "std"))]
extern crate std;

mod byte_source;
mod certificate;
#[cfg(feature = "rand")]
mod distribution;
mod error;
pub mod exported;
mod fault;
mod gaussian;
mod int;
mod laplace;
mod nat;
mod natural;
mod parse;
pub mod privacy;
#[cfg(feature = "os-rng")]
pub mod rng;
mod sampling;
mod source;
mod tape;
mod word;

pub use byte_source::ByteSource;
pub use error::{ParameterError, SampleError};
pub use fault::{Fault, Stop};
pub use gaussian::DiscreteGaussian;
pub use int::Int;
pub use laplace::DiscreteLaplace;
pub use nat::Nat;
pub use natural::{Integer, Natural};
pub use num_bigint::{BigInt, BigUint};
pub use num_rational::Ratio;
pub use parse::{ParseRationalError, parse_rational};
pub use source::Source;
pub use tape::{Tape, TapeEnd};
