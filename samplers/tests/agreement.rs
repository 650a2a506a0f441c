//! The typed samplers give what the exported functions give on numbers of any size, to the byte.
//!
//! That the exported functions agree with each other in words, double words and numbers of any size
//! is tested in the package `verinoise-tests`.

use chacha20::ChaCha8Rng;
use proptest::prelude::*;
use rand_core::SeedableRng;
use verinoise::{
    BigInt, BigUint, DiscreteGaussian, DiscreteLaplace, Int, Nat, NoiseDistribution, Ratio,
    SingleProcessSource,
};
use verinoise::{SampleError, Stop, Tape, TapeEnd, exported};

/// A positive parameter: small, of any number of digits, or close to a power of two.
fn parameter() -> impl Strategy<Value = u64> {
    let near = (0_u32..64, 0_u64..3, any::<bool>()).prop_map(|(power, offset, below)| {
        let value = 1_u64 << power;
        if below { value.saturating_sub(offset).max(1) } else { value + offset.min(value - 1) }
    });
    prop_oneof![
        1_u64..20,
        1_u64..2000,
        near,
        (any::<u64>(), 0_u32..64).prop_map(|(value, shift)| (value >> shift).max(1))
    ]
}

/// Bytes that are uniform, or mostly at the extremes, where coins stay undecided.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let extreme = prop_oneof![Just(0_u8), Just(1), Just(128), Just(255), any::<u8>()];
    prop_oneof![prop::collection::vec(any::<u8>(), 0..160), prop::collection::vec(extreme, 0..160)]
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() }
}

/// What exact arithmetic answers, and after how many bytes.
type Answer<T> = (Result<T, Stop<TapeEnd>>, usize);

fn answer<T>(
    bytes: &[u8],
    sampler: impl FnOnce(&mut Tape<'_>) -> Result<T, Stop<TapeEnd>>,
) -> Answer<T> {
    let mut tape = Tape::new(bytes);
    let result = sampler(&mut tape);
    (result, tape.consumed())
}

fn location() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), Just(i64::MIN), Just(i64::MAX), (-9_i64..9), any::<i64>()]
}

/// What the typed samplers answer, in terms of the exact answer.
fn expected<T>(
    exact: Answer<Int>,
    convert: impl Fn(Int) -> Option<T>,
) -> (Result<T, SampleError<TapeEnd>>, usize) {
    let value = exact
        .0
        .map_err(SampleError::from)
        .and_then(|value| convert(value).ok_or(SampleError::OutOfRange));
    (value, exact.1)
}

proptest! {
    #![proptest_config(config())]

    /// The typed samplers find the right arithmetic themselves: always exact, never a fault.
    #[test]
    fn typed_samplers(
        location in location(),
        (n, d, shift) in (parameter(), parameter(), 0_u32..200),
        bytes in bytes(),
    ) {
        let (large_n, large_d) = (BigUint::from(n) << shift, BigUint::from(d) << (shift / 2));
        let (a, b) = (Nat::from(large_n.clone()), Nat::from(large_d.clone()));
        let ratio = Ratio::new_raw(large_n, large_d);
        let gaussian = DiscreteGaussian::from_ratio(ratio.clone()).unwrap();
        let laplace = DiscreteLaplace::from_ratio(ratio.clone()).unwrap();
        prop_assert_eq!(gaussian.variance(), ratio.clone());
        prop_assert_eq!(laplace.scale(), ratio);

        let narrow = |value: Int| i64::try_from(&value).ok();
        let around = Int::from(location);
        macro_rules! check {
            ($exact:expr, $narrow:expr, $wide:expr) => {
                let exact = answer(&bytes, $exact);
                let mut tape = Tape::new(&bytes);
                let found = ($narrow(&mut tape), tape.consumed());
                prop_assert_eq!(found, expected(exact.clone(), narrow));
                let mut tape = Tape::new(&bytes);
                let found = ($wide(&mut tape), tape.consumed());
                prop_assert_eq!(found, expected(exact, |value| Some(BigInt::from(value))));
            };
        }
        check!(
            |tape| exported::gaussian(tape, &a, &b),
            |t| gaussian.try_sample(t),
            |t| gaussian.try_sample_big(t)
        );
        check!(
            |tape| exported::laplace(tape, &a, &b),
            |t| laplace.try_sample(t),
            |t| laplace.try_sample_big(t)
        );
        check!(
            |tape| exported::gaussian_shifted(tape, &around, &a, &b),
            |t| gaussian.try_sample_at(location, t),
            |t| gaussian.try_sample_big_at(location, t)
        );
        check!(
            |tape| exported::laplace_shifted(tape, &around, &a, &b),
            |t| laplace.try_sample_at(location, t),
            |t| laplace.try_sample_big_at(location, t)
        );
    }
}

/// Otherwise all of the above could hold because words never answer.
#[test]
fn words_suffice_for_ordinary_parameters() {
    let mut source = SingleProcessSource::from_rng(ChaCha8Rng::from_seed([1; 32]));
    for _ in 0..2000 {
        for power in 0..=50 {
            assert!(exported::gaussian(&mut source, &(1_u64 << power), &1).is_ok());
            assert!(exported::gaussian(&mut source, &1_u64, &(1 << (power / 3))).is_ok());
            assert!(exported::laplace(&mut source, &(1_u64 << power), &1).is_ok());
        }
    }
}
