//! The samplers of `verinoise`, under one interface.

use core::hint::black_box;

use num_rational::Ratio;
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, IntoNatural, NoiseDistribution, ParameterError,
    PrepareError, Prepared, ReplaySource,
};

/// A noise distribution with one rational parameter.
pub trait Noise: NoiseDistribution + Sized {
    /// Calls `from_ratio`.
    ///
    /// # Errors
    /// Those of `from_ratio`.
    fn build<T: IntoNatural>(parameter: Ratio<T>) -> Result<Self, ParameterError>;

    /// Calls `prepare`.
    ///
    /// # Errors
    /// Those of `prepare`.
    fn table(&self) -> Result<Prepared<Self>, PrepareError>;
}

macro_rules! noise {
    ($type:ty) => {
        impl Noise for $type {
            #[inline]
            fn build<T: IntoNatural>(parameter: Ratio<T>) -> Result<Self, ParameterError> {
                Self::from_ratio(parameter)
            }

            fn table(&self) -> Result<Prepared<Self>, PrepareError> {
                self.prepare()
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
pub fn one_shot<X: Noise, S: ReplaySource>((n, d): (u128, u128), source: &mut S) -> i64 {
    let noise = match (u64::try_from(n), u64::try_from(d)) {
        (Ok(n), Ok(d)) => X::build(Ratio::new(black_box(n), black_box(d))),
        _ => X::build(Ratio::new(black_box(n), black_box(d))),
    };
    noise.expect("a valid parameter").try_sample(source).ok().expect("a sample of 64 bits")
}

/// The distribution of this parameter.
///
/// # Panics
/// If the parameter is not one.
#[must_use]
pub fn built<X: Noise>((n, d): (u128, u128)) -> X {
    X::build(Ratio::new(n, d)).expect("a valid parameter")
}

/// The prepared distribution of this parameter.
///
/// # Panics
/// If the parameter is not one, or has no table.
#[must_use]
pub fn prepared<X: Noise>(parameter: (u128, u128)) -> Prepared<X> {
    built::<X>(parameter).table().expect("a parameter with a table")
}
