//! The samplers of other crates. Each is prepared before the clock starts and returns what its crate returns.

use rand_core::Rng;
use rand_distr::{Distribution as _, Normal};

use crate::Scale;

/// `rand_distr`'s continuous normal distribution, rounded to integers: the floor for speed, and **inexact**.
#[derive(Clone, Copy, Debug)]
pub struct Rounded(Normal<f64>);

impl Rounded {
    /// Prepares.
    ///
    /// # Panics
    /// Never: a [`Scale`] is positive and finite.
    #[must_use]
    pub fn new(scale: Scale) -> Self {
        Self(Normal::new(0.0, scale.to_f64()).expect("a positive standard deviation"))
    }

    /// Fills, by `round`.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "inexact is what it is")]
    pub fn fill<R: Rng>(&self, rng: &mut R, out: &mut [i64]) {
        let normal = self.0;
        for value in out {
            *value = normal.sample(rng).round() as i64;
        }
    }

    /// Fills, by adding one half away from zero and dropping the digits behind the point: `round` for all but the
    /// numbers just below one half, and faster where `round` is a call.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "inexact is what it is")]
    pub fn fill_cheaply<R: Rng>(&self, rng: &mut R, out: &mut [i64]) {
        let normal = self.0;
        for value in out {
            let x = normal.sample(rng);
            *value = (x + 0.5_f64.copysign(x)) as i64;
        }
    }
}

/// The exact samplers of `prio`, with a generator of our choice.
#[cfg(feature = "prio")]
pub mod prio {
    use core::fmt;

    use num_bigint::BigInt;
    use prio::dp::Rational;
    use prio::dp::distributions::{DiscreteGaussian, DiscreteLaplace};
    use rand::distr::Distribution as _;
    use rand_core::Rng;

    use crate::{Distribution, Scale};

    /// A sampler of either distribution.
    pub enum Sampler {
        /// By the standard deviation.
        Gaussian(DiscreteGaussian),
        /// By the scale.
        Laplace(DiscreteLaplace),
    }

    impl Sampler {
        /// Prepares.
        ///
        /// # Panics
        /// Never: a [`Scale`] is positive.
        #[must_use]
        pub fn new(distribution: Distribution, scale: Scale) -> Self {
            let (n, d) = scale.to_ratio().into_raw();
            let scale = Rational::from_unsigned(n, d).expect("a denominator that is not 0");
            match distribution {
                Distribution::Gaussian => {
                    Self::Gaussian(DiscreteGaussian::new(scale).expect("a valid parameter"))
                }
                Distribution::Laplace => {
                    Self::Laplace(DiscreteLaplace::new(scale).expect("a valid parameter"))
                }
            }
        }

        /// Draws.
        #[inline]
        pub fn sample<R: Rng>(&self, rng: &mut R) -> BigInt {
            match self {
                Self::Gaussian(gaussian) => gaussian.sample(rng),
                Self::Laplace(laplace) => laplace.sample(rng),
            }
        }
    }

    impl fmt::Debug for Sampler {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.debug_struct("Sampler").finish_non_exhaustive()
        }
    }
}

/// The exact samplers of `opendp`, which draw from a generator of their own.
#[cfg(feature = "opendp")]
pub mod opendp {
    use dashu::integer::{IBig, UBig};
    use dashu::rational::RBig;
    use opendp::traits::samplers::{sample_discrete_gaussian, sample_discrete_laplace};

    use crate::{Distribution, Scale};

    /// A sampler of either distribution.
    #[derive(Clone, Debug)]
    pub struct Sampler {
        distribution: Distribution,
        scale: RBig,
    }

    impl Sampler {
        /// Prepares.
        #[must_use]
        pub fn new(distribution: Distribution, scale: Scale) -> Self {
            let (n, d) = scale.to_ratio().into_raw();
            Self { distribution, scale: RBig::from_parts(IBig::from(n), UBig::from(d)) }
        }

        /// Draws. The copy of the scale, which the functions want to own, allocates nothing.
        ///
        /// # Panics
        /// If the operating system gives no seed.
        #[inline]
        #[must_use]
        pub fn sample(&self) -> IBig {
            let scale = self.scale.clone();
            match self.distribution {
                Distribution::Gaussian => sample_discrete_gaussian(scale),
                Distribution::Laplace => sample_discrete_laplace(scale),
            }
            .expect("randomness")
        }
    }
}
