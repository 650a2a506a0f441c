//! The errors of the typed samplers.

use alloc::collections::TryReserveError;
use core::error::Error;
use core::fmt;

use crate::{Fault, Stop};

/// The reason for which there is no distribution with the given parameter. Each variant names the predicate that
/// failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterError {
    /// The parameter must be greater than 0.
    NotPositive,
    /// The denominator of the parameter must not be 0.
    ZeroDenominator,
}

impl fmt::Display for ParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotPositive => "the parameter must be greater than 0",
            Self::ZeroDenominator => "the denominator of the parameter must not be 0",
        })
    }
}

impl Error for ParameterError {}

/// The reason for which there is no sample. No part of a value is ever returned in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SampleError<E> {
    /// The byte source failed.
    Source(E),
    /// The sample, or its sum with the location, does not fit an `i64`. It is lost; the methods
    /// whose name ends in `_big` have no such limit.
    OutOfRange,
    /// The memory does not hold a batch's samples, or a number beyond 128 bits.
    OutOfMemory,
    /// The arithmetic failed: a quotient or root that failed its certificate.
    Fault(Fault),
}

impl<E> From<Stop<E>> for SampleError<E> {
    #[inline]
    fn from(stop: Stop<E>) -> Self {
        match stop {
            Stop::Source(error) => Self::Source(error),
            Stop::Fault(Fault::Memory) => Self::OutOfMemory,
            Stop::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl<E> From<TryReserveError> for SampleError<E> {
    fn from(_: TryReserveError) -> Self {
        Self::OutOfMemory
    }
}

impl<E: fmt::Display> fmt::Display for SampleError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the byte source failed: {error}"),
            Self::OutOfRange => f.write_str("the sample does not fit 64 bits"),
            Self::OutOfMemory => Fault::Memory.fmt(f),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl<E: Error + 'static> Error for SampleError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::OutOfRange | Self::OutOfMemory => None,
            Self::Fault(fault) => Some(fault),
        }
    }
}
