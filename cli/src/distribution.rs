//! The two kinds of noise behind one face.

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, NoiseDistribution, ParameterError, SampleError,
};

use crate::failure::Failure;
use crate::guarantee::wrong;
use crate::randomness::Randomness;

/// A noise distribution, ready to be sampled.
#[derive(Clone, Debug)]
pub enum Distribution {
    /// Discrete Gaussian.
    Gaussian(DiscreteGaussian),
    /// Discrete Laplace.
    Laplace(DiscreteLaplace),
}

impl Distribution {
    /// The discrete Gaussian with this variance parameter σ².
    pub fn gaussian(variance: Ratio<BigUint>) -> Result<Self, Failure> {
        DiscreteGaussian::from_ratio(variance).map(Self::Gaussian).map_err(wrong_parameter)
    }

    /// The discrete Laplace distribution with this scale.
    pub fn laplace(scale: Ratio<BigUint>) -> Result<Self, Failure> {
        DiscreteLaplace::from_ratio(scale).map(Self::Laplace).map_err(wrong_parameter)
    }

    /// How far the noise goes from 0, but for a probability of 5 %.
    pub fn half_width_95(&self) -> Result<BigUint, Failure> {
        let risk = Ratio::new(1_u32.into(), 20_u32.into());
        match self {
            Self::Gaussian(gaussian) => gaussian.half_width(&risk),
            Self::Laplace(laplace) => laplace.half_width(&risk),
        }
        .map_err(wrong)
    }

    /// `location` plus noise, of any size.
    pub fn sample_at(
        &self,
        location: &BigInt,
        randomness: &mut Randomness,
    ) -> Result<BigInt, Failure> {
        match self {
            Self::Gaussian(gaussian) => gaussian.try_sample_big_at(location.clone(), randomness),
            Self::Laplace(laplace) => laplace.try_sample_big_at(location.clone(), randomness),
        }
        .map_err(|error| failed(&error))
    }

    /// `value` plus noise, or `None` if that does not fit 64 bits.
    pub fn add_to(&self, value: i64, randomness: &mut Randomness) -> Result<Option<i64>, Failure> {
        let sum = match self {
            Self::Gaussian(gaussian) => gaussian.try_sample_at(value, randomness),
            Self::Laplace(laplace) => laplace.try_sample_at(value, randomness),
        };
        match sum {
            Ok(sum) => Ok(Some(sum)),
            Err(SampleError::OutOfRange) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn wrong_parameter(error: ParameterError) -> Failure {
    Failure::Input(error.to_string())
}

fn failed<E: std::fmt::Display>(error: &SampleError<E>) -> Failure {
    Failure::system("draw noise", error)
}
