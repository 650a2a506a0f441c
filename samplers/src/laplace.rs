//! The discrete Laplace distribution.

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use crate::sampling::{self, Exported, Parameter};
use crate::{Int, Nat, Natural, ParameterError, SampleError, Source, Stop, exported};

/// The exported sampler.
enum Laplace {}

impl Exported for Laplace {
    #[inline]
    fn sample<N: Natural, S: Source>(
        source: &mut S,
        n: &N,
        d: &N,
    ) -> Result<N::Integer, Stop<S::Error>> {
        exported::laplace(source, n, d)
    }

    #[inline]
    fn sample_at<N: Natural, S: Source>(
        source: &mut S,
        location: &N::Integer,
        n: &N,
        d: &N,
    ) -> Result<N::Integer, Stop<S::Error>> {
        exported::laplace_shifted(source, location, n, d)
    }
}

/// Discrete Laplace noise: an integer `x` has probability proportional to `exp(-|x| / t)`.
///
/// **Support.** All integers. The mean is 0; also known as the two-sided geometric distribution.
///
/// **Parameter.** The scale `t`, a positive rational number, in units of the data. For an
/// integer-valued query that one person can change by at most Δ, adding this noise satisfies pure
/// ε-differential privacy with ε = Δ / t: take t = Δ / ε.
///
/// **Theorems**, in `proofs/Claims*.v` of the repository. `laplace_tape`, `laplace_shifted_tape`:
/// over uniform byte tapes, [`exported::laplace`] returns `x` with exactly this probability, for
/// every positive rational parameter. `laplace_terminates`: it returns with probability 1.
/// `laplace_pure_dp`, `laplace_tape_pure_dp`: the privacy stated above, of the distribution and of
/// the running program.
///
/// **Errors.** The parameter is checked by [`new`](Self::new); sampling fails if the source does,
/// or if an `i64` is asked for and the sample does not fit.
///
/// **Random bytes**, on average: 6 for t = 1, 9 for 10 and for 100, 11 for 2^20, 14 for 2^40.
///
/// **Timing.** The running time depends on the value drawn. If it can be observed, draw in advance.
///
/// **Source.** Canonne, Kamath, Steinke, *The Discrete Gaussian for Differential Privacy*, Advances
/// in Neural Information Processing Systems 33 (2020), Algorithm 2. For scales up
/// to 5, the geometric number is counted by repeated coins instead.
///
/// ```
/// use verinoise::{ByteSource, DiscreteLaplace, Ratio};
/// # use rand_core::SeedableRng;
/// # let rng = chacha20::ChaCha20Rng::from_seed([7; 32]);
///
/// // Sensitivity 1 and ε = 1/10: t = 10.
/// let laplace = DiscreteLaplace::new(Ratio::new(10_u64, 1))?;
/// let mut source = ByteSource::new(rng);
/// let noise: i64 = laplace.try_sample(&mut source)?;
/// let noisy_count: i64 = laplace.try_sample_at(1000, &mut source)?;
/// # let _ = (noise, noisy_count);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DiscreteLaplace {
    scale: Parameter,
}

impl DiscreteLaplace {
    /// The distribution with this scale, an exact rational number: `u64`, `u128` or `BigUint` over
    /// the same.
    ///
    /// Nothing is allocated if both terms are below `2^128`. The terms are used as given: a
    /// fraction that is not in lowest terms (only [`Ratio::new_raw`] makes one) describes the
    /// same law, but takes other bytes to other samples.
    ///
    /// # Errors
    /// [`ParameterError::ZeroDenominator`] if the denominator is 0, [`ParameterError::NotPositive`]
    /// if the scale is 0.
    pub fn new<T: Into<Nat>>(scale: Ratio<T>) -> Result<Self, ParameterError> {
        Ok(Self { scale: Parameter::new(scale)? })
    }

    /// The scale, in the terms that were given.
    #[must_use]
    pub fn scale(&self) -> Ratio<BigUint> {
        self.scale.to_ratio()
    }

    /// One sample.
    ///
    /// # Errors
    /// [`SampleError::Source`] if the source fails, [`SampleError::OutOfRange`] if the sample does
    /// not fit an `i64`. The bytes taken so far are gone in either case.
    #[inline]
    pub fn try_sample<S: Source>(&self, source: &mut S) -> Result<i64, SampleError<S::Error>> {
        sampling::sample::<Laplace, S>(&self.scale, source)
    }

    /// One sample, of any size. On the same bytes it is the value that
    /// [`try_sample`](Self::try_sample) gives.
    ///
    /// # Errors
    /// [`SampleError::Source`] if the source fails.
    pub fn try_sample_big<S: Source>(
        &self,
        source: &mut S,
    ) -> Result<BigInt, SampleError<S::Error>> {
        sampling::sample_big::<Laplace, S>(&self.scale, source).map(BigInt::from)
    }

    /// `location` plus one sample.
    ///
    /// # Errors
    /// [`SampleError::Source`] if the source fails, [`SampleError::OutOfRange`] if the sum does not
    /// fit an `i64`.
    #[inline]
    pub fn try_sample_at<S: Source>(
        &self,
        location: i64,
        source: &mut S,
    ) -> Result<i64, SampleError<S::Error>> {
        sampling::sample_at::<Laplace, S>(&self.scale, location, source)
    }

    /// `location` plus one sample, of any size.
    ///
    /// # Errors
    /// [`SampleError::Source`] if the source fails.
    pub fn try_sample_big_at<S: Source>(
        &self,
        location: impl Into<BigInt>,
        source: &mut S,
    ) -> Result<BigInt, SampleError<S::Error>> {
        sampling::sample_big_at::<Laplace, S>(&self.scale, &Int::from(location.into()), source)
            .map(BigInt::from)
    }

    /// Fills `out` with independent samples, or, on an error, leaves it as it was.
    ///
    /// The samples are collected on the heap first.
    ///
    /// # Errors
    /// The first error of [`try_sample`](Self::try_sample).
    pub fn try_fill<S: Source>(
        &self,
        source: &mut S,
        out: &mut [i64],
    ) -> Result<(), SampleError<S::Error>> {
        sampling::fill(out, |_| self.try_sample(source))
    }

    /// Adds an independent sample to each of the `values`, or, on an error, leaves all of them as
    /// they were.
    ///
    /// # Errors
    /// The first error of [`try_sample_at`](Self::try_sample_at).
    pub fn try_add_noise<S: Source>(
        &self,
        source: &mut S,
        values: &mut [i64],
    ) -> Result<(), SampleError<S::Error>> {
        sampling::fill(values, |value| self.try_sample_at(value, source))
    }
}
