//! The samplers as distributions of the `rand` crate.

use num_bigint::BigInt;
use rand::{Rng, distr::Distribution};

use crate::{
    DiscreteGaussian, DiscreteLaplace, Noise, NoiseDistribution, SampleError, SingleProcessSource,
};

macro_rules! distribution {
    ($sampler:ident) => {
        /// For use with generators that cannot fail, one sample at a time.
        ///
        /// Each call draws blocks of 256 bytes with `fill_bytes`, mostly one, and discards what the
        /// sample does not use. A [`SingleProcessSource`] wastes nothing, and its errors are values:
        /// prefer it.
        ///
        /// The generator must be a cryptographic one with a secret seed, and it does not look at
        /// forks: for releases there is `rng::SystemSource`, with the feature `os-rng`.
        impl Distribution<BigInt> for $sampler {
            /// # Panics
            /// If the memory is exhausted ([`SampleError::OutOfMemory`]), or a division was found wrong
            /// ([`SampleError::Fault`]).
            fn sample<R: Rng + ?Sized>(&self, rng: &mut R) -> BigInt {
                match self.try_sample_big(&mut SingleProcessSource::from_rng(rng)) {
                    Ok(value) => value,
                    Err(SampleError::Source(never)) => match never {},
                    Err(error) => panic!("{error}"),
                }
            }
        }
    };
}

distribution!(DiscreteGaussian);
distribution!(DiscreteLaplace);
distribution!(Noise);
