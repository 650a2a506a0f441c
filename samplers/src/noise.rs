//! Noise distributions: typed parameters in, integers out.

mod any;
mod error;
mod gaussian;
mod ladder;
mod laplace;
mod parameter;
mod prepared;
mod program;
#[cfg(feature = "rand")]
mod rand;
mod scanned;
mod table;

use alloc::vec::Vec;

use num_bigint::BigInt;
use zeroize::Zeroizing;

use crate::{Int, ReplaySource, Stop};

pub use any::Noise;
pub use error::{ParameterError, SampleError};
pub use gaussian::DiscreteGaussian;
use ladder::{Answer, Location};
pub use laplace::DiscreteLaplace;
pub use prepared::{PrepareError, Prepared};
pub use scanned::Scanned;
pub use table::Refusal;

/// A distribution of integers around 0 that is added to a value as noise.
///
/// A sample is a function of the bytes that the source gives, and takes the same bytes whichever of
/// the methods draws it.
///
/// **Errors.** [`SampleError::Source`] if the source fails; [`SampleError::OutOfRange`] if an `i64`
/// is asked for and the sample, or its sum with the location, does not fit;
/// [`SampleError::OutOfMemory`] if a batch, or a number beyond 128 bits, does not fit the memory;
/// [`SampleError::Fault`] if a division underneath is found wrong. The bytes that a failed sample
/// has taken are gone; they serve no other sample.
///
/// The trait is sealed: its methods promise what is proved of the exported functions.
pub trait NoiseDistribution: Draw {
    /// One sample.
    ///
    /// # Errors
    /// Those of the [trait](Self).
    #[inline]
    fn try_sample<S: ReplaySource>(&self, source: &mut S) -> Result<i64, SampleError<S::Error>> {
        narrow(self.draw(source)?)
    }

    /// `location` plus one sample.
    ///
    /// # Errors
    /// Those of the [trait](Self).
    #[inline]
    fn try_sample_at<S: ReplaySource>(
        &self,
        location: i64,
        source: &mut S,
    ) -> Result<i64, SampleError<S::Error>> {
        narrow(self.draw_at(&Location::Word(location), source)?)
    }

    /// One sample, of any size.
    ///
    /// # Errors
    /// Those of the [trait](Self), but for [`SampleError::OutOfRange`].
    fn try_sample_big<S: ReplaySource>(
        &self,
        source: &mut S,
    ) -> Result<BigInt, SampleError<S::Error>> {
        Ok(widen(self.draw(source)?))
    }

    /// `location` plus one sample, of any size.
    ///
    /// # Errors
    /// Those of the [trait](Self), but for [`SampleError::OutOfRange`].
    fn try_sample_big_at<S: ReplaySource>(
        &self,
        location: impl Into<BigInt>,
        source: &mut S,
    ) -> Result<BigInt, SampleError<S::Error>> {
        Ok(widen(self.draw_at(&Int::from(location.into()).into(), source)?))
    }

    /// So many independent samples, all of them or none.
    ///
    /// The memory is overwritten when it is given back: noise is as secret as the data.
    ///
    /// # Errors
    /// The first error of a sample, or [`SampleError::OutOfMemory`].
    fn try_samples<S: ReplaySource>(
        &self,
        source: &mut S,
        count: usize,
    ) -> Result<Zeroizing<Vec<i64>>, SampleError<S::Error>> {
        collect((0..count).map(|_| self.try_sample(source)))
    }

    /// The sum of each of the `values` with a sample of its own, all of them or none.
    ///
    /// The memory is overwritten when it is given back.
    ///
    /// # Errors
    /// The first error of a sample, or [`SampleError::OutOfMemory`].
    fn try_sums<S: ReplaySource>(
        &self,
        source: &mut S,
        values: &[i64],
    ) -> Result<Zeroizing<Vec<i64>>, SampleError<S::Error>> {
        collect(values.iter().map(|value| self.try_sample_at(*value, source)))
    }

    /// Fills `out` with independent samples, or, on an error, leaves it as it was.
    ///
    /// # Errors
    /// Those of [`try_samples`](Self::try_samples).
    fn try_fill<S: ReplaySource>(
        &self,
        source: &mut S,
        out: &mut [i64],
    ) -> Result<(), SampleError<S::Error>> {
        out.copy_from_slice(&self.try_samples(source, out.len())?);
        Ok(())
    }

    /// Adds an independent sample to each of the `values`, or, on an error, leaves all of them as
    /// they were.
    ///
    /// # Errors
    /// Those of [`try_sums`](Self::try_sums).
    fn try_add_noise<S: ReplaySource>(
        &self,
        source: &mut S,
        values: &mut [i64],
    ) -> Result<(), SampleError<S::Error>> {
        values.copy_from_slice(&self.try_sums(source, values)?);
        Ok(())
    }
}

/// Runs the exported function of a distribution. Only this crate implements it.
pub trait Draw {
    /// One sample around 0.
    #[doc(hidden)]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Answer<i64, Int>, Stop<S::Error>>;

    /// One sample around `location`.
    #[doc(hidden)]
    fn draw_at<S: ReplaySource>(
        &self,
        location: &Location,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>>;
}

#[inline]
fn narrow<E>(sample: Answer<i64, Int>) -> Result<i64, SampleError<E>> {
    match sample {
        Answer::Words(value) => Ok(value),
        Answer::Exact(value) => narrow_exact(value),
    }
}

/// Takes the integer along, so that words need not be asked whether there is one to be freed.
#[cold]
#[inline(never)]
#[expect(clippy::needless_pass_by_value, reason = "see above")]
fn narrow_exact<E>(value: Int) -> Result<i64, SampleError<E>> {
    i64::try_from(&value).map_err(|_| SampleError::OutOfRange)
}

fn widen(sample: Answer<i64, Int>) -> BigInt {
    match sample {
        Answer::Words(value) => value.into(),
        Answer::Exact(value) => value.into(),
    }
}

/// All the samples, or the first error.
#[inline]
fn collect<E>(
    samples: impl ExactSizeIterator<Item = Result<i64, SampleError<E>>>,
) -> Result<Zeroizing<Vec<i64>>, SampleError<E>> {
    let mut collected = Zeroizing::new(Vec::new());
    collected.try_reserve_exact(samples.len()).map_err(|_| SampleError::OutOfMemory)?;
    for sample in samples {
        collected.push(sample?);
    }
    Ok(collected)
}
