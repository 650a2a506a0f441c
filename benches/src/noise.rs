//! The samplers of `verinoise`, under one interface.

use core::hint::black_box;

use num_rational::Ratio;
use verinoise::{DiscreteGaussian, DiscreteLaplace, Nat, ParameterError, SampleError, Source};

/// A typed sampler of `verinoise`.
pub trait Noise: Sized {
    /// Calls `new`.
    ///
    /// # Errors
    /// Those of `new`.
    fn build<T: Into<Nat>>(parameter: Ratio<T>) -> Result<Self, ParameterError>;

    /// Calls `try_sample`.
    ///
    /// # Errors
    /// Those of `try_sample`.
    fn sample<S: Source>(&self, source: &mut S) -> Result<i64, SampleError<S::Error>>;

    /// Calls `try_fill`.
    ///
    /// # Errors
    /// Those of `try_fill`.
    fn fill<S: Source>(&self, source: &mut S, out: &mut [i64])
    -> Result<(), SampleError<S::Error>>;
}

macro_rules! noise {
    ($type:ty) => {
        impl Noise for $type {
            #[inline]
            fn build<T: Into<Nat>>(parameter: Ratio<T>) -> Result<Self, ParameterError> {
                Self::new(parameter)
            }

            #[inline]
            fn sample<S: Source>(&self, source: &mut S) -> Result<i64, SampleError<S::Error>> {
                self.try_sample(source)
            }

            #[inline]
            fn fill<S: Source>(
                &self,
                source: &mut S,
                out: &mut [i64],
            ) -> Result<(), SampleError<S::Error>> {
                self.try_fill(source, out)
            }
        }
    };
}

noise!(DiscreteGaussian);
noise!(DiscreteLaplace);

/// One sample with a parameter that the compiler does not know, from the fraction on: reduced to lowest terms, checked,
/// drawn once, forgotten.
///
/// # Panics
/// If the parameter is not one, or the sample does not fit 64 bits.
#[inline]
pub fn one_shot<X: Noise, S: Source>((n, d): (u128, u128), source: &mut S) -> i64 {
    let noise = match (u64::try_from(n), u64::try_from(d)) {
        (Ok(n), Ok(d)) => X::build(Ratio::new(black_box(n), black_box(d))),
        _ => X::build(Ratio::new(black_box(n), black_box(d))),
    };
    noise.expect("a valid parameter").sample(source).ok().expect("a sample of 64 bits")
}
