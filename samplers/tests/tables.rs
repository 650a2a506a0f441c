//! There is a table for every parameter that is not too large, and never one that the checkers refuse.

use verinoise::{
    BigUint, DiscreteGaussian, DiscreteLaplace, Noise, NoiseDistribution, PrepareError, Prepared,
    Ratio, Tape,
};

/// The most bytes that a table takes.
const MOST_BYTES: usize = 32 << 10;

fn gaussian(numerator: u128, denominator: u128) -> Noise {
    DiscreteGaussian::new(numerator, denominator).unwrap().into()
}

fn laplace(numerator: u128, denominator: u128) -> Noise {
    DiscreteLaplace::new(numerator, denominator).unwrap().into()
}

/// Bytes that are more or less uniform.
fn bytes(count: u64) -> Vec<u8> {
    (1..=count).map(|index| index.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes()[7]).collect()
}

/// What holds of every table.
fn check_table(noise: &Noise, prepared: &Prepared<Noise>) {
    assert!(prepared.table_size() <= MOST_BYTES, "{noise:?} takes {}", prepared.table_size());
    assert!(prepared.round_bytes() <= 16, "{noise:?}");
    let (rare, all) = prepared.rare_probability();
    assert!(rare >= 2 && all.is_power_of_two(), "{noise:?}");
    assert!(u128::from(rare) * 50 < all.into(), "{noise:?}: {rare} of {all}");
}

/// A table, or the answer that the parameter is too large: never a table that the checkers refuse.
fn prepare(noise: &Noise) -> Option<Prepared<Noise>> {
    match noise.prepare() {
        Ok(prepared) => {
            check_table(noise, &prepared);
            Some(prepared)
        }
        Err(PrepareError::TooLarge) => None,
        Err(error) => panic!("{noise:?}: {error}"),
    }
}

/// Powers of two in steps of an eighth of the exponent, as multiples of 1/256: the scale, and its square.
fn scales() -> impl Iterator<Item = (f64, [u128; 2], [u128; 2])> {
    // From 1/10 to 2^50.
    (-27..=50 * 8).map(|eighths| {
        let scale = (f64::from(eighths) / 8.0).exp2();
        let numerator = format!("{:.0}", scale * 256.0).parse::<u128>().unwrap();
        (scale, [numerator, 256], [numerator * numerator, 256 * 256])
    })
}

/// There is a table for each scale, in as few bytes as the documentation says.
#[test]
fn a_grid_of_scales() {
    for (scale, [n, d], [n2, d2]) in scales() {
        for (noise, single_up_to) in [(gaussian(n2, d2), 66.0), (laplace(n, d), 21.0)] {
            let prepared =
                prepare(&noise).unwrap_or_else(|| panic!("there is no table for {noise:?}"));
            let most = match scale {
                ..=3000.0 => 4,
                ..=67_108_864.0 => 8,
                ..=4_294_967_296.0 => 12,
                _ => 16,
            };
            assert!(prepared.round_bytes() <= most, "{noise:?}: {}", prepared.round_bytes());
            let (rare, all) = prepared.rare_probability();
            if scale <= single_up_to {
                assert!(u128::from(rare) << 20 < all.into(), "{noise:?}: {rare} of {all}");
            }
        }
    }
}

/// Very small and very large parameters, whose terms have any number of digits.
#[test]
fn parameters_of_any_size() {
    let tape = bytes(2000);
    let ten = |digits| BigUint::from(10_u8).pow(digits);
    for digits in 0..=60 {
        for factor in [1_u64, 3, 999_999_999_999_999_989] {
            let (small, large) = (BigUint::from(factor), ten(digits));
            for (n, d) in [(&small, &large), (&large, &small)] {
                let ratio = Ratio::new_raw(n.clone(), d.clone());
                let noises: [Noise; 2] = [
                    DiscreteGaussian::from_ratio(ratio.clone()).unwrap().into(),
                    DiscreteLaplace::from_ratio(ratio).unwrap().into(),
                ];
                for (noise, power) in noises.into_iter().zip([100, 50]) {
                    let prepared = prepare(&noise);
                    let (bits, limit) = (n.bits().max(d.bits()), d << power);
                    if bits <= 118 && *n <= limit {
                        assert!(prepared.is_some(), "{noise:?} is not that large");
                    }
                    let Some(prepared) = prepared else { continue };
                    let samples = prepared.try_samples(&mut Tape::new(&tape), 40);
                    assert_eq!(samples.map(|samples| samples.len()), Ok(40), "{noise:?}");
                }
            }
        }
    }
}

/// Terms without a common divisor, around the sizes of words and double words.
#[test]
fn terms_around_words() {
    let mut terms: Vec<u128> = vec![1, 2, 3, 999_983];
    for bits in [31, 32, 53, 62, 63, 64, 65, 96, 112, 116, 117, 118, 119, 120, 124, 126, 127] {
        let power = 1_u128 << bits;
        terms.extend([power - 25, power - 1, power, power + 1]);
    }
    terms.extend([u128::MAX - 158, u128::MAX - 1, u128::MAX]);
    let tape = bytes(4000);
    let mut tables = 0;
    for &n in &terms {
        for &d in &terms {
            for noise in [gaussian(n, d), laplace(n, d)] {
                let prepared = prepare(&noise);
                let power = if matches!(noise, Noise::Gaussian(_)) { 98 } else { 49 };
                let small = n < 1 << 118 && d < 1 << 118 && (n >> power) < d;
                assert!(prepared.is_some() || !small, "{noise:?} is not that large");
                // Terms that fit no word: rare rounds take larger numbers.
                if let Some(prepared) = prepared {
                    tables += 1;
                    assert_eq!(prepared.try_samples(&mut Tape::new(&tape), 60).unwrap().len(), 60);
                }
            }
        }
    }
    assert!(tables > 1000, "{tables}");
}
