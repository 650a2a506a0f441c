//! The discrete Laplace distribution.

use num_bigint::BigUint;
use num_rational::Ratio;

use super::ladder::{self, Answer, Location};
use super::parameter::{Located, Parameter};
use super::program;
use super::table::Weight;
use super::{Draw, NoiseDistribution};
use crate::{Int, IntoNatural, ParameterError, ReplaySource, Stop};

/// Discrete Laplace noise: an integer `x` has probability proportional to `exp(-|x| / t)`.
///
/// **Support.** All integers. The mean is 0; also known as the two-sided geometric distribution.
///
/// **Parameter.** The scale `t`, a positive rational number, in units of the data. For an
/// integer-valued query that one person can change by at most Δ, adding this noise satisfies pure
/// ε-differential privacy with ε = Δ / t: take t = Δ / ε.
///
/// **Theorems**, in `proofs/Claims/` of the repository. `laplace_tape`, `laplace_shifted_tape`:
/// over uniform byte tapes, [`exported::laplace`](crate::exported::laplace) returns `x` with exactly
/// this probability, for every positive rational parameter. `laplace_terminates`: it returns with
/// probability 1.
/// `laplace_pure_dp`, `laplace_tape_pure_dp`: the privacy stated above, of the distribution and of
/// the running program.
///
/// **Errors.** The parameter is checked by [`new`](Self::new); sampling fails if the source does,
/// or if an `i64` is asked for and the sample does not fit.
///
/// **Random bytes** that a sample takes on average, as measured:
///
#[doc = include_str!("bytes/laplace.md")]
///
/// It is proved (`laplace_bytes`, `laplace_bytes_small`) that the average is at most 9 for `t` up to 5,
/// and at most `7/2 · w + 8` where `w` bytes hold every number below the numerator of `t`.
///
/// **Timing.** The running time depends on the value drawn. If it can be observed, draw in advance.
///
/// **Source.** Canonne, Kamath, Steinke, *The Discrete Gaussian for Differential Privacy*, Advances
/// in Neural Information Processing Systems 33 (2020), Algorithm 2. For scales up
/// to 5, the geometric number is counted by repeated coins instead.
///
/// ```
/// use verinoise::{DiscreteLaplace, NoiseDistribution, SingleProcessSource};
/// # use rand_core::SeedableRng;
/// # let rng = chacha20::ChaCha20Rng::from_seed([7; 32]);
///
/// // Sensitivity 1 and ε = 1/10: t = 10.
/// let laplace = DiscreteLaplace::new(10, 1)?;
/// let mut source = SingleProcessSource::from_rng(rng);
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
    /// The distribution with the scale `numerator / denominator`, exactly: two integers of any type.
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
        Ok(Self { scale: Parameter::new(numerator, denominator)? })
    }

    /// The distribution with this scale, in the terms that are given.
    ///
    /// [`Ratio::new`] panics if the denominator is 0; [`new`](Self::new) and
    /// [`parse_rational`](crate::parse_rational) answer with an error instead.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn from_ratio<T: IntoNatural>(scale: Ratio<T>) -> Result<Self, ParameterError> {
        let (numerator, denominator) = scale.into_raw();
        Self::new(numerator, denominator)
    }

    /// The scale, in the terms that were given.
    #[must_use]
    pub fn scale(&self) -> Ratio<BigUint> {
        self.scale.to_ratio()
    }

    pub(crate) fn parameter(&self) -> &Parameter {
        &self.scale
    }

    /// The weight of a table, if its numbers are not too large.
    pub(crate) fn weight(&self) -> Option<Weight> {
        self.scale.to_double_words().map(Weight::laplace)
    }
}

#[expect(
    clippy::inline_always,
    reason = "the loop of a batch is to have no calls but those of the samplers"
)]
impl Draw for DiscreteLaplace {
    #[inline(always)]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        ladder::call::<program::laplace, S>(&self.scale, source)
    }

    #[inline(always)]
    fn draw_at<S: ReplaySource>(
        &self,
        location: &Location,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        ladder::call::<program::laplace_shifted, S>(&Located(location, &self.scale), source)
    }
}

impl NoiseDistribution for DiscreteLaplace {}
