//! A source that fails at each byte in turn: the typed samplers say so, and nothing else happens.
//!
//! The exported functions are tested alike in the package `verinoise-tests`.

use verinoise::{DiscreteGaussian, DiscreteLaplace, NoiseDistribution, SampleError, Tape, TapeEnd};

/// Bytes without a pattern that matters.
fn tape(length: u32, salt: u32) -> Vec<u8> {
    (1..=length)
        .map(|index| {
            let mixed = (index ^ (salt << 16)).wrapping_mul(0x9e37_79b9);
            ((mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b) >> 24).to_le_bytes()[0]
        })
        .collect()
}

/// The typed samplers pass the failure on; what was to be filled stays as it was.
#[test]
fn every_typed_sampler() {
    for (n, d) in [(1_u128, 3), (25, 4), (1 << 50, 3), (1 << 100, 7), (u128::MAX, 2)] {
        let gaussian = DiscreteGaussian::new(n, d).unwrap();
        let laplace = DiscreteLaplace::new(n, d).unwrap();
        let bytes = tape(2000, 99);
        let mut whole = Tape::new(&bytes);
        let drawn = (gaussian.try_sample_big(&mut whole), laplace.try_sample_big(&mut whole));
        let used = whole.consumed();
        assert!(drawn.0.is_ok() && drawn.1.is_ok());
        for length in 0..used {
            let mut short = Tape::new(&bytes[..length]);
            let again = (gaussian.try_sample_big(&mut short), laplace.try_sample_big(&mut short));
            assert_eq!(again.1, Err(SampleError::Source(TapeEnd)));
            assert!(again.0 == drawn.0 || again.0 == Err(SampleError::Source(TapeEnd)));
            for at in [0, i64::MIN, i64::MAX] {
                let mut values = [at; 40];
                let result = gaussian.try_add_noise(&mut Tape::new(&bytes[..length]), &mut values);
                assert!(result.is_err());
                assert_eq!(values, [at; 40]);
                let result = laplace.try_fill(&mut Tape::new(&bytes[..length]), &mut values);
                assert!(result.is_err());
                assert_eq!(values, [at; 40]);
            }
        }
    }
}
