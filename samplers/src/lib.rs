#![cfg_attr(feature = "os-rng", doc = include_str!("../README.md"))]
//!
//! # Layers
//!
//! * [`DiscreteGaussian`] and [`DiscreteLaplace`] are what most callers want: each is a
//!   [`NoiseDistribution`]. [`Noise`] is one of them, chosen at run time.
//! * The module `rng`, with the feature `os-rng`, has the source of bytes for production.
//!   [`SingleProcessSource`] takes the bytes of a generator, a closure or a reader, [`Tape`] given
//!   bytes.
//! * [`privacy`] says how much noise a guarantee asks for, and what guarantee noise gives.
//! * [`parse_rational`] reads parameters from text.
//! * [`exported`] holds the functions that Rocq prints, over any arithmetic ([`Natural`],
//!   [`Integer`], and [`Sequence`] of these) and any [`Source`]. Machine words, double words and [`Nat`] of any size give the
//!   same samples on the same bytes; the typed samplers use the smallest that is large enough.

#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations)]

extern crate alloc;
#[cfg(any(feature = "std", feature = "threads"))]
extern crate std;

mod arithmetic;
mod bytes;
#[allow(
    clippy::inline_always,
    clippy::similar_names,
    clippy::too_many_arguments,
    clippy::type_complexity,
    reason = "Rocq says which functions are compiled into their callers, what a function takes and gives, and how \
              that is called"
)]
pub mod exported;
mod noise;
pub mod privacy;
#[cfg(feature = "os-rng")]
pub mod rng;

pub use arithmetic::{
    Fault, Int, Integer, IntoNatural, Nat, Natural, ParseRationalError, Sequence, Stop,
    parse_rational, parse_small_rational,
};
#[cfg(feature = "std")]
pub use bytes::FromReader;
#[cfg(feature = "rand_core_0_6")]
pub use bytes::FromRng06;
#[cfg(feature = "rand_core_0_9")]
pub use bytes::FromRng09;
pub use bytes::{Bytes, FromFn, FromRng, ReplaySource, SingleProcessSource, Source, Tape, TapeEnd};
pub use noise::{
    DiscreteGaussian, DiscreteLaplace, Noise, NoiseDistribution, ParameterError, PrepareError,
    Prepared, Refusal, SampleError, Scanned,
};
pub use num_bigint::{BigInt, BigUint};
pub use num_rational::Ratio;
pub use zeroize::Zeroizing;
