//! Noise with the errors and the words of the command line.

use std::fmt;

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, Noise, NoiseDistribution, ParameterError, Prepared,
    ReplaySource, SampleError, Zeroizing,
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

/// A noise distribution.
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
}

/// How many samples are drawn from a table at a time.
const BATCH: usize = 1024;

/// Draws noise for one value after the other: from a table wherever the parameter has one.
///
/// The samples are a function of the parameter and of the random bytes; how many there will be, or have been, makes no difference.
#[derive(Debug)]
pub struct Sampler {
    noise: Noise,
    table: Option<Prepared<Noise>>,
    randomness: Randomness,
    /// What was drawn from the table, and how much of it has been used.
    drawn: Zeroizing<Vec<i64>>,
    used: usize,
}

impl Sampler {
    /// A sampler of this distribution.
    pub fn new(distribution: &Distribution, randomness: Randomness) -> Self {
        let noise = distribution.0.clone();
        // Without a table, it takes longer.
        let table = noise.prepare().ok();
        Self { noise, table, randomness, drawn: Zeroizing::default(), used: 0 }
    }

    /// `value` plus noise, or `None` if that does not fit 64 bits.
    pub fn add_to(&mut self, value: i64) -> Result<Option<i64>, Failure> {
        if let Some(noise) = self.draw_from_table()? {
            return Ok(value.checked_add(noise));
        }
        match &mut self.randomness {
            Randomness::System(source) => add_from(&self.noise, value, source),
            Randomness::Seeded(source) => add_from(&self.noise, value, source),
        }
    }

    /// `location` plus noise, of any size.
    pub fn sample_at(&mut self, location: &BigInt) -> Result<BigInt, Failure> {
        if let Some(noise) = self.draw_from_table()? {
            return Ok(location + noise);
        }
        match &mut self.randomness {
            Randomness::System(source) => sample_from(&self.noise, location, source),
            Randomness::Seeded(source) => sample_from(&self.noise, location, source),
        }
    }

    /// The next sample from the table, if there is one.
    #[inline]
    fn draw_from_table(&mut self) -> Result<Option<i64>, Failure> {
        if self.used == self.drawn.len() {
            let Some(table) = &self.table else { return Ok(None) };
            self.drawn = match &mut self.randomness {
                Randomness::System(source) => draw_from(table, source),
                Randomness::Seeded(source) => draw_from(table, source),
            }?;
            self.used = 0;
        }
        let noise = self.drawn.get(self.used).copied();
        self.used += 1;
        Ok(noise)
    }
}

fn draw_from<S: ReplaySource<Error: fmt::Display>>(
    table: &Prepared<Noise>,
    source: &mut S,
) -> Result<Zeroizing<Vec<i64>>, Failure> {
    table.try_samples(source, BATCH).map_err(|error| failed(&error))
}

fn sample_from<S: ReplaySource<Error: fmt::Display>>(
    noise: &Noise,
    location: &BigInt,
    source: &mut S,
) -> Result<BigInt, Failure> {
    noise.try_sample_big_at(location.clone(), source).map_err(|error| failed(&error))
}

fn add_from<S: ReplaySource<Error: fmt::Display>>(
    noise: &Noise,
    value: i64,
    source: &mut S,
) -> Result<Option<i64>, Failure> {
    match noise.try_sample_at(value, source) {
        Ok(sum) => Ok(Some(sum)),
        Err(SampleError::OutOfRange) => Ok(None),
        Err(error) => Err(failed(&error)),
    }
}

fn wrong_parameter(error: ParameterError) -> Failure {
    Failure::Input(error.to_string())
}

fn failed<E: fmt::Display>(error: &SampleError<E>) -> Failure {
    Failure::system("draw noise", error)
}
