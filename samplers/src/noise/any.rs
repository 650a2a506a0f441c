//! Noise of a distribution that is chosen at run time.

use alloc::vec::Vec;

use num_bigint::BigUint;
use num_rational::Ratio;
use zeroize::Zeroizing;

use super::ladder::{Answer, Location};
use super::table::Weight;
use super::{DiscreteGaussian, DiscreteLaplace, Draw, NoiseDistribution, SampleError};
use crate::{Int, ReplaySource, Stop};

/// Noise of one of the distributions of this crate, chosen at run time.
///
/// On the same bytes it gives the samples of the distribution that it holds. A batch asks once which
/// one that is.
///
/// ```
/// use verinoise::{DiscreteGaussian, DiscreteLaplace, Noise, NoiseDistribution, Tape};
///
/// let noise: Noise = if true { DiscreteGaussian::new(25, 4)?.into() } else { DiscreteLaplace::new(2, 1)?.into() };
/// let bytes = [0x5a; 64];
/// let value = noise.try_sample(&mut Tape::new(&bytes));
/// assert_eq!(value, DiscreteGaussian::new(25, 4)?.try_sample(&mut Tape::new(&bytes)));
/// # Ok::<(), verinoise::ParameterError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Noise {
    /// Discrete Gaussian noise.
    Gaussian(DiscreteGaussian),
    /// Discrete Laplace noise.
    Laplace(DiscreteLaplace),
}

impl Noise {
    /// The parameter in the terms that were given: the variance parameter of a Gaussian, the scale of
    /// a Laplace distribution.
    #[must_use]
    pub fn parameter(&self) -> Ratio<BigUint> {
        match self {
            Self::Gaussian(gaussian) => gaussian.variance(),
            Self::Laplace(laplace) => laplace.scale(),
        }
    }

    /// The [`parameter`](Self::parameter) without an allocation, or `None` if one of its terms does not
    /// fit 128 bits.
    #[must_use]
    pub fn small_parameter(&self) -> Option<Ratio<u128>> {
        let (numerator, denominator) = match self {
            Self::Gaussian(gaussian) => gaussian.parameter().to_double_words()?,
            Self::Laplace(laplace) => laplace.parameter().to_double_words()?,
        };
        Some(Ratio::new_raw(numerator, denominator))
    }

    /// The weight of a table, if its numbers are not too large.
    pub(crate) fn weight(&self) -> Option<Weight> {
        match self {
            Self::Gaussian(gaussian) => gaussian.weight(),
            Self::Laplace(laplace) => laplace.weight(),
        }
    }
}

impl From<DiscreteGaussian> for Noise {
    fn from(gaussian: DiscreteGaussian) -> Self {
        Self::Gaussian(gaussian)
    }
}

impl From<DiscreteLaplace> for Noise {
    fn from(laplace: DiscreteLaplace) -> Self {
        Self::Laplace(laplace)
    }
}

/// Evaluates an expression for the distribution that is held.
macro_rules! held {
    ($self:ident, $noise:ident => $body:expr) => {
        match $self {
            Self::Gaussian($noise) => $body,
            Self::Laplace($noise) => $body,
        }
    };
}

impl Draw for Noise {
    #[inline]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        held!(self, noise => noise.draw(source))
    }

    #[inline]
    fn draw_at<S: ReplaySource>(
        &self,
        location: &Location,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        held!(self, noise => noise.draw_at(location, source))
    }
}

impl NoiseDistribution for Noise {
    fn try_samples<S: ReplaySource>(
        &self,
        source: &mut S,
        count: usize,
    ) -> Result<Zeroizing<Vec<i64>>, SampleError<S::Error>> {
        held!(self, noise => noise.try_samples(source, count))
    }

    fn try_sums<S: ReplaySource>(
        &self,
        source: &mut S,
        values: &[i64],
    ) -> Result<Zeroizing<Vec<i64>>, SampleError<S::Error>> {
        held!(self, noise => noise.try_sums(source, values))
    }
}
