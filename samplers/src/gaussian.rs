//! The discrete Gaussian distribution.

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use crate::sampling::{self, Exported, Parameter};
use crate::{Int, Nat, Natural, ParameterError, SampleError, Source, Stop, exported};

/// The exported sampler.
enum Gaussian {}

impl Exported for Gaussian {
    #[inline]
    fn sample<N: Natural, S: Source>(
        source: &mut S,
        n: &N,
        d: &N,
    ) -> Result<N::Integer, Stop<S::Error>> {
        exported::gaussian(source, n, d)
    }

    #[inline]
    fn sample_at<N: Natural, S: Source>(
        source: &mut S,
        location: &N::Integer,
        n: &N,
        d: &N,
    ) -> Result<N::Integer, Stop<S::Error>> {
        exported::gaussian_shifted(source, location, n, d)
    }
}

/// Discrete Gaussian noise: an integer `x` has probability proportional to `exp(-x^2 / (2 σ^2))`.
///
/// **Support.** All integers. The mean is 0; the variance is at most σ², and close to it once σ² is
/// above 1.
///
/// **Parameter.** The variance parameter σ², a positive rational number, in squared units of the
/// data. For an integer-valued query that one person can change by at most Δ, adding this noise
/// satisfies ρ-zCDP with ρ = Δ² / (2 σ²): take σ² = Δ² / (2 ρ).
///
/// **Theorems**, in `proofs/Claims*.v` of the repository. `gaussian_tape`, `gaussian_shifted_tape`:
/// over uniform byte tapes, [`exported::gaussian`] returns `x` with exactly this probability, for
/// every positive rational parameter. `gaussian_terminates`: it returns with probability 1.
/// `gaussian_zcdp`, `gaussian_tape_zcdp`: the privacy stated above, of the distribution and of the
/// running program.
///
/// **Errors.** The parameter is checked by [`new`](Self::new); sampling fails if the source does,
/// or if an `i64` is asked for and the sample does not fit.
///
/// **Random bytes**, on average: 9 for σ = 1, 13 for 10, 17 for 100 and 1,000, 21 for 2^20, 31 for
/// 2^40.
///
/// **Timing.** The running time depends on the value drawn. If it can be observed, draw in advance.
///
/// **Source.** Canonne, Kamath, Steinke, *The Discrete Gaussian for Differential Privacy*, Advances
/// in Neural Information Processing Systems 33 (2020), Algorithm 3. The scale of the proposal is
/// σ²/⌊σ⌋, so that machine words suffice up to σ about 2^25, and double words up to about 2^58.
///
/// ```
/// use verinoise::{ByteSource, DiscreteGaussian, Ratio};
/// # use rand_core::SeedableRng;
/// # let rng = chacha20::ChaCha20Rng::from_seed([7; 32]);
///
/// // Sensitivity 1 and ρ = 1/10: σ² = 5.
/// let gaussian = DiscreteGaussian::new(Ratio::new(5_u64, 1))?;
/// let mut source = ByteSource::new(rng);
/// let noise: i64 = gaussian.try_sample(&mut source)?;
/// let noisy_count: i64 = gaussian.try_sample_at(1000, &mut source)?;
/// # let _ = (noise, noisy_count);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DiscreteGaussian {
    variance: Parameter,
}

impl DiscreteGaussian {
    /// The distribution with this variance, an exact rational number: `u64`, `u128` or `BigUint`
    /// over the same.
    ///
    /// Nothing is allocated if both terms are below `2^128`. The terms are used as given: a
    /// fraction that is not in lowest terms (only [`Ratio::new_raw`] makes one) describes the
    /// same law, but takes other bytes to other samples.
    ///
    /// # Errors
    /// [`ParameterError::ZeroDenominator`] if the denominator is 0, [`ParameterError::NotPositive`]
    /// if the variance is 0.
    pub fn new<T: Into<Nat>>(variance: Ratio<T>) -> Result<Self, ParameterError> {
        Ok(Self { variance: Parameter::new(variance)? })
    }

    /// The variance, in the terms that were given.
    #[must_use]
    pub fn variance(&self) -> Ratio<BigUint> {
        self.variance.to_ratio()
    }

    /// One sample.
    ///
    /// # Errors
    /// [`SampleError::Source`] if the source fails, [`SampleError::OutOfRange`] if the sample does
    /// not fit an `i64`. The bytes taken so far are gone in either case.
    #[inline]
    pub fn try_sample<S: Source>(&self, source: &mut S) -> Result<i64, SampleError<S::Error>> {
        sampling::sample::<Gaussian, S>(&self.variance, source)
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
        sampling::sample_big::<Gaussian, S>(&self.variance, source).map(BigInt::from)
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
        sampling::sample_at::<Gaussian, S>(&self.variance, location, source)
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
        sampling::sample_big_at::<Gaussian, S>(&self.variance, &Int::from(location.into()), source)
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
