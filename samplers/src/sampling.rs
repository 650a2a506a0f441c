//! What the typed samplers have in common: words first, then the same bytes again with numbers of
//! any size.

use alloc::vec::Vec;

use num_bigint::BigUint;
use num_rational::Ratio;

use crate::{Fault, Int, Nat, Natural, ParameterError, SampleError, Source, Stop};

/// A positive rational parameter, in the smallest representation that holds both terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Parameter {
    Words(u64, u64),
    DoubleWords(u128, u128),
    Large(Nat, Nat),
}

impl Parameter {
    pub(crate) fn new<T: Into<Nat>>(ratio: Ratio<T>) -> Result<Self, ParameterError> {
        let (numerator, denominator) = ratio.into_raw();
        let (numerator, denominator): (Nat, Nat) = (numerator.into(), denominator.into());
        if denominator.is_zero() {
            Err(ParameterError::ZeroDenominator)
        } else if numerator.is_zero() {
            Err(ParameterError::NotPositive)
        } else if let Some((n, d)) = narrow_both::<u64>(&numerator, &denominator) {
            Ok(Self::Words(n, d))
        } else if let Some((n, d)) = narrow_both::<u128>(&numerator, &denominator) {
            Ok(Self::DoubleWords(n, d))
        } else {
            Ok(Self::Large(numerator, denominator))
        }
    }

    pub(crate) fn to_ratio(&self) -> Ratio<BigUint> {
        let (n, d) = self.to_large();
        Ratio::new_raw(n.into(), d.into())
    }

    fn to_large(&self) -> (Nat, Nat) {
        match self {
            Self::Words(n, d) => ((*n).into(), (*d).into()),
            Self::DoubleWords(n, d) => ((*n).into(), (*d).into()),
            Self::Large(n, d) => (n.clone(), d.clone()),
        }
    }

    fn to_double_words(&self) -> Option<(u128, u128)> {
        match self {
            Self::Words(n, d) => Some(((*n).into(), (*d).into())),
            Self::DoubleWords(n, d) => Some((*n, *d)),
            Self::Large(..) => None,
        }
    }
}

/// Both numbers as words, if they fit.
fn narrow_both<'a, W: TryFrom<&'a Nat>>(n: &'a Nat, d: &'a Nat) -> Option<(W, W)> {
    Some((n.try_into().ok()?, d.try_into().ok()?))
}

/// An exported sampler of a rational parameter and a location.
pub(crate) trait Exported {
    /// One sample around 0.
    fn sample<N: Natural, S: Source>(
        source: &mut S,
        n: &N,
        d: &N,
    ) -> Result<N::Integer, Stop<S::Error>>;

    /// One sample around `location`.
    fn sample_at<N: Natural, S: Source>(
        source: &mut S,
        location: &N::Integer,
        n: &N,
        d: &N,
    ) -> Result<N::Integer, Stop<S::Error>>;
}

/// Runs `sampler` while the source records. Where words are too small for it, rewinds and gives
/// `None`.
#[inline]
fn attempt<T, S: Source>(
    source: &mut S,
    sampler: impl FnOnce(&mut S) -> Result<T, Stop<S::Error>>,
) -> Result<Option<T>, Stop<S::Error>> {
    source.record();
    match sampler(source) {
        Err(Stop::Fault(Fault::Capacity)) => {
            source.rewind();
            Ok(None)
        }
        result => {
            source.release();
            result.map(Some)
        }
    }
}

#[inline]
pub(crate) fn sample<X: Exported, S: Source>(
    parameter: &Parameter,
    source: &mut S,
) -> Result<i64, SampleError<S::Error>> {
    if let Parameter::Words(n, d) = parameter
        && let Some(value) = attempt(source, |source| X::sample(source, n, d))?
    {
        return Ok(value);
    }
    narrow(&sample_wide::<X, S>(parameter, source)?)
}

#[inline]
pub(crate) fn sample_at<X: Exported, S: Source>(
    parameter: &Parameter,
    location: i64,
    source: &mut S,
) -> Result<i64, SampleError<S::Error>> {
    if let Parameter::Words(n, d) = parameter
        && let Some(value) = attempt(source, |source| X::sample_at(source, &location, n, d))?
    {
        return Ok(value);
    }
    narrow(&sample_wide_at::<X, S>(parameter, &location.into(), source)?)
}

pub(crate) fn sample_big<X: Exported, S: Source>(
    parameter: &Parameter,
    source: &mut S,
) -> Result<Int, SampleError<S::Error>> {
    if let Parameter::Words(n, d) = parameter
        && let Some(value) = attempt(source, |source| X::sample(source, n, d))?
    {
        return Ok(value.into());
    }
    Ok(sample_wide::<X, S>(parameter, source)?)
}

pub(crate) fn sample_big_at<X: Exported, S: Source>(
    parameter: &Parameter,
    location: &Int,
    source: &mut S,
) -> Result<Int, SampleError<S::Error>> {
    if let (Parameter::Words(n, d), Ok(location)) = (parameter, i64::try_from(location))
        && let Some(value) = attempt(source, |source| X::sample_at(source, &location, n, d))?
    {
        return Ok(value.into());
    }
    Ok(sample_wide_at::<X, S>(parameter, location, source)?)
}

/// One sample with double words, and where these are too small, with numbers of any size.
#[inline(never)]
fn sample_wide<X: Exported, S: Source>(
    parameter: &Parameter,
    source: &mut S,
) -> Result<Int, Stop<S::Error>> {
    if let Some((n, d)) = parameter.to_double_words()
        && let Some(value) = attempt(source, |source| X::sample(source, &n, &d))?
    {
        return Ok(value.into());
    }
    let (n, d) = parameter.to_large();
    X::sample(source, &n, &d)
}

/// [`sample_wide`] around `location`.
#[inline(never)]
fn sample_wide_at<X: Exported, S: Source>(
    parameter: &Parameter,
    location: &Int,
    source: &mut S,
) -> Result<Int, Stop<S::Error>> {
    if let (Some((n, d)), Ok(location)) = (parameter.to_double_words(), i128::try_from(location))
        && let Some(value) = attempt(source, |source| X::sample_at(source, &location, &n, &d))?
    {
        return Ok(value.into());
    }
    let (n, d) = parameter.to_large();
    X::sample_at(source, location, &n, &d)
}

/// Replaces each value by the `next` one, once all of them are there.
pub(crate) fn fill<E>(
    out: &mut [i64],
    mut next: impl FnMut(i64) -> Result<i64, E>,
) -> Result<(), E> {
    let mut values = Vec::with_capacity(out.len());
    for old in &*out {
        values.push(next(*old)?);
    }
    out.copy_from_slice(&values);
    Ok(())
}

fn narrow<E>(value: &Int) -> Result<i64, SampleError<E>> {
    i64::try_from(value).map_err(|_| SampleError::OutOfRange)
}
