//! The reasons for which a sampler stops before it has an answer.

use core::error::Error;
use core::fmt;

/// Arithmetic that could not give the exact result.
///
/// No operation of this crate ever wraps, clamps or rounds: it gives the exact result or one of
/// these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// A value does not fit the word, or the record of a sample's bytes is full. The typed samplers
    /// answer it by reading the same bytes again with double words, then with [`Nat`](crate::Nat),
    /// which has no such bound.
    Capacity,
    /// The memory does not hold a number.
    Memory,
    /// A quotient or square root failed its certificate: the division underneath is wrong.
    Quotient,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Capacity => "a value does not fit its representation",
            Self::Memory => "the memory is exhausted",
            Self::Quotient => "a quotient failed its certificate",
        })
    }
}

impl Error for Fault {}

/// Why an exported function returned no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stop<E> {
    /// The byte source failed.
    Source(E),
    /// The arithmetic could not give an exact result.
    Fault(Fault),
}

impl<E> From<Fault> for Stop<E> {
    #[inline]
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<E: fmt::Display> fmt::Display for Stop<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the byte source failed: {error}"),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl<E: Error + 'static> Error for Stop<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Fault(fault) => Some(fault),
        }
    }
}
