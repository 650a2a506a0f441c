//! The discrete Gaussian distribution.

use num_bigint::BigUint;
use num_rational::Ratio;

use super::ladder::{self, Answer, Location};
use super::parameter::{Located, Parameter};
use super::program;
use super::table::Weight;
use super::{Draw, NoiseDistribution};
use crate::{Int, IntoNatural, ParameterError, ReplaySource, Stop};

/// Discrete Gaussian noise: an integer `x` has probability proportional to `exp(-x^2 / (2 σ^2))`.
///
/// **Support.** All integers. The mean is 0; the variance is at most σ², and close to it once σ² is
/// above 1.
///
/// **Parameter.** The variance parameter σ², a positive rational number, in squared units of the
/// data. For an integer-valued query that one person can change by at most Δ, adding this noise
/// satisfies ρ-zCDP with ρ = Δ² / (2 σ²): take σ² = Δ² / (2 ρ).
///
/// **Theorems**, in `proofs/Claims/` of the repository. `gaussian_tape`, `gaussian_shifted_tape`:
/// over uniform byte tapes, [`exported::gaussian`](crate::exported::gaussian) returns `x` with exactly
/// this probability, for every positive rational parameter. `gaussian_terminates`: it returns with
/// probability 1.
/// `gaussian_zcdp`, `gaussian_tape_zcdp`: the privacy stated above, of the distribution and of the
/// running program.
///
/// **Errors.** The parameter is checked by [`new`](Self::new); sampling fails if the source does,
/// or if an `i64` is asked for and the sample does not fit.
///
/// **Random bytes** that a sample takes on average, as measured:
///
#[doc = include_str!("bytes/gaussian.md")]
///
/// It is proved (`gaussian_bytes`, `gaussian_bytes_small`) that the average is at most 30 for σ² up to
/// 15, and at most `35/4 · w + 27` where `w` bytes hold every number below the
/// numerator of σ².
///
/// **Timing.** The running time depends on the value drawn. If it can be observed, draw in advance.
///
/// **Source.** Canonne, Kamath, Steinke, *The Discrete Gaussian for Differential Privacy*, Advances
/// in Neural Information Processing Systems 33 (2020), Algorithm 3. The scale of the proposal is
/// σ²/⌊σ⌋, so that machine words suffice up to σ about 2^25, and double words up to about 2^58.
///
/// ```
/// use verinoise::{DiscreteGaussian, NoiseDistribution, SingleProcessSource};
/// # use rand_core::SeedableRng;
/// # let rng = chacha20::ChaCha20Rng::from_seed([7; 32]);
///
/// // Sensitivity 1 and ρ = 1/10: σ² = 5.
/// let gaussian = DiscreteGaussian::new(5, 1)?;
/// let mut source = SingleProcessSource::from_rng(rng);
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
    /// The distribution with the variance parameter σ² `numerator / denominator`, exactly: two integers of any type.
    ///
    /// Nothing is allocated if both are below `2^128`. They are used as given: 50/8 and 25/4 describe
    /// the same distribution, but the samplers take the same bytes to other samples.
    ///
    /// # Errors
    /// [`ParameterError::ZeroDenominator`] if the denominator is 0, [`ParameterError::NotPositive`]
    /// if the numerator is 0 or one of the two is negative.
    pub fn new(
        numerator: impl IntoNatural,
        denominator: impl IntoNatural,
    ) -> Result<Self, ParameterError> {
        Ok(Self { variance: Parameter::new(numerator, denominator)? })
    }

    /// The distribution with this variance parameter σ², in the terms that are given.
    ///
    /// [`Ratio::new`] panics if the denominator is 0; [`new`](Self::new) and
    /// [`parse_rational`](crate::parse_rational) answer with an error instead.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn from_ratio<T: IntoNatural>(variance: Ratio<T>) -> Result<Self, ParameterError> {
        let (numerator, denominator) = variance.into_raw();
        Self::new(numerator, denominator)
    }

    /// The variance parameter σ², in the terms that were given.
    #[must_use]
    pub fn variance(&self) -> Ratio<BigUint> {
        self.variance.to_ratio()
    }

    pub(crate) fn parameter(&self) -> &Parameter {
        &self.variance
    }

    /// The weight of a table, if its numbers are not too large.
    pub(crate) fn weight(&self) -> Option<Weight> {
        Weight::gaussian(self.variance.to_double_words()?)
    }
}

#[expect(
    clippy::inline_always,
    reason = "the loop of a batch is to have no calls but those of the samplers"
)]
impl Draw for DiscreteGaussian {
    #[inline(always)]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        ladder::call::<program::gaussian, S>(&self.variance, source)
    }

    #[inline(always)]
    fn draw_at<S: ReplaySource>(
        &self,
        location: &Location,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        ladder::call::<program::gaussian_shifted, S>(&Located(location, &self.variance), source)
    }
}

impl NoiseDistribution for DiscreteGaussian {}
