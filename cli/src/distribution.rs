//! Noise with the errors and the words of the command line.

use std::fmt;

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, Noise, NoiseDistribution, ParameterError, ReplaySource,
    SampleError,
};

use crate::failure::Failure;
use crate::guarantee::wrong;
use crate::randomness::Randomness;

/// How many percent of the noise may be 0, and the probability, as a fraction, that it is not.
const UNCHANGED: [(&str, (u32, u32)); 11] = [
    ("50", (1, 2)),
    ("60", (2, 5)),
    ("70", (3, 10)),
    ("80", (1, 5)),
    ("90", (1, 10)),
    ("95", (1, 20)),
    ("99", (1, 100)),
    ("99.9", (1, 1_000)),
    ("99.99", (1, 10_000)),
    ("99.999", (1, 100_000)),
    ("99.9999", (1, 1_000_000)),
];

/// A noise distribution, ready to be sampled.
#[derive(Clone, Debug)]
pub struct Distribution(Noise);

impl Distribution {
    /// The discrete Gaussian with this variance parameter σ².
    pub fn gaussian(variance: Ratio<BigUint>) -> Result<Self, Failure> {
        let gaussian = DiscreteGaussian::from_ratio(variance).map_err(wrong_parameter)?;
        Ok(Self(gaussian.into()))
    }

    /// The discrete Laplace distribution with this scale.
    pub fn laplace(scale: Ratio<BigUint>) -> Result<Self, Failure> {
        let laplace = DiscreteLaplace::from_ratio(scale).map_err(wrong_parameter)?;
        Ok(Self(laplace.into()))
    }

    /// How far the noise goes from 0, but for a probability of 5 %.
    pub fn half_width_95(&self) -> Result<BigUint, Failure> {
        self.half_width(&Ratio::new(1_u32.into(), 20_u32.into()))
    }

    /// How far the noise goes from 0, but for a probability of `risk`: the least such number where the noise is small.
    fn half_width(&self, risk: &Ratio<BigUint>) -> Result<BigUint, Failure> {
        self.0.half_width(risk).map_err(wrong)
    }

    /// How many percent of the noise are 0 at least, if it is half of it or more: the largest of some numbers for which this
    /// is certain.
    pub fn unchanged(&self) -> Result<Option<&'static str>, Failure> {
        // Above this, 0 has a probability below one half: 1 / (1 + 2 exp(-1/8)) for the Gaussian, tanh(1/8) for Laplace noise.
        if self.0.parameter() > Ratio::from_integer(4_u32.into()) {
            return Ok(None);
        }
        let mut certain = None;
        for (percentage, (n, d)) in UNCHANGED {
            let risk = Ratio::new(BigUint::from(n), BigUint::from(d));
            if self.half_width(&risk)? > BigUint::ZERO {
                break;
            }
            certain = Some(percentage);
        }
        Ok(certain)
    }

    /// `location` plus noise, of any size.
    pub fn sample_at(
        &self,
        location: &BigInt,
        randomness: &mut Randomness,
    ) -> Result<BigInt, Failure> {
        match randomness {
            Randomness::System(source) => self.sample_from(location, source),
            Randomness::Seeded(source) => self.sample_from(location, source),
        }
    }

    fn sample_from<S: ReplaySource<Error: fmt::Display>>(
        &self,
        location: &BigInt,
        source: &mut S,
    ) -> Result<BigInt, Failure> {
        self.0.try_sample_big_at(location.clone(), source).map_err(|error| failed(&error))
    }

    /// `value` plus noise, or `None` if that does not fit 64 bits.
    pub fn add_to(&self, value: i64, randomness: &mut Randomness) -> Result<Option<i64>, Failure> {
        match randomness {
            Randomness::System(source) => self.add_from(value, source),
            Randomness::Seeded(source) => self.add_from(value, source),
        }
    }

    fn add_from<S: ReplaySource<Error: fmt::Display>>(
        &self,
        value: i64,
        source: &mut S,
    ) -> Result<Option<i64>, Failure> {
        match self.0.try_sample_at(value, source) {
            Ok(sum) => Ok(Some(sum)),
            Err(SampleError::OutOfRange) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn wrong_parameter(error: ParameterError) -> Failure {
    Failure::Input(error.to_string())
}

fn failed<E: fmt::Display>(error: &SampleError<E>) -> Failure {
    Failure::system("draw noise", error)
}
