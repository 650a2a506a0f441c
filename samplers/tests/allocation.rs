//! No memory is allocated for a sample while its numbers fit 128 bits.

use allocation_counter::measure;
use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use verinoise::{
    BigUint, DiscreteGaussian, DiscreteLaplace, NoiseDistribution, Ratio, SingleProcessSource,
};

/// How often memory is allocated for a thousand samples of each distribution with this parameter.
fn allocations(numerator: BigUint, denominator: u32) -> u64 {
    let parameter = Ratio::new(numerator, denominator.into());
    let gaussian = DiscreteGaussian::from_ratio(parameter.clone()).unwrap();
    let laplace = DiscreteLaplace::from_ratio(parameter).unwrap();
    let mut source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed([5; 32]));
    let counted = measure(|| {
        for location in 0..1000 {
            // Samples of the widest distributions do not fit 64 bits; they are drawn all the same.
            let _ = gaussian.try_sample(&mut source);
            let _ = laplace.try_sample_at(location, &mut source);
        }
    });
    counted.count_total
}

#[test]
fn words_and_double_words_allocate_nothing() {
    for bits in [0_u32, 1, 10, 20, 40, 50, 63, 64, 80, 100] {
        for denominator in [1, 3, 1000] {
            let numerator = BigUint::from(1_u32) << bits;
            assert_eq!(allocations(numerator, denominator), 0, "2^{bits}/{denominator}");
        }
    }
    assert!(allocations(BigUint::from(1_u32) << 200_u32, 1) > 1000, "the count counts");
}
