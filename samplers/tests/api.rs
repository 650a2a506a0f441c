//! The typed samplers: parameters, ranges, features; and numbers from text.

use verinoise::{
    BigInt, BigUint, DiscreteGaussian, DiscreteLaplace, Fault, Nat, Noise, NoiseDistribution,
    ParameterError, ParseRationalError, Ratio,
};
use verinoise::{SampleError, Stop, Tape, TapeEnd, parse_rational, parse_small_rational};

#[test]
fn parameters_are_checked() {
    let zero = Ratio::new_raw(0_u64, 5);
    assert_eq!(DiscreteGaussian::from_ratio(zero), Err(ParameterError::NotPositive));
    assert_eq!(DiscreteLaplace::from_ratio(zero), Err(ParameterError::NotPositive));
    for negative in [-1, i32::MIN] {
        assert_eq!(DiscreteGaussian::new(negative, 1), Err(ParameterError::NotPositive));
        assert_eq!(DiscreteGaussian::new(1, negative), Err(ParameterError::NotPositive));
        assert_eq!(DiscreteLaplace::new(negative, negative), Err(ParameterError::NotPositive));
        assert_eq!(DiscreteLaplace::new(negative, 0), Err(ParameterError::ZeroDenominator));
    }
    assert_eq!(DiscreteGaussian::new(25, 0), Err(ParameterError::ZeroDenominator));
    assert_eq!(DiscreteLaplace::new(0, 4), Err(ParameterError::NotPositive));
    for numerator in [0_u64, 1] {
        let raw = Ratio::new_raw(numerator, 0);
        assert_eq!(DiscreteGaussian::from_ratio(raw), Err(ParameterError::ZeroDenominator));
        assert_eq!(DiscreteLaplace::from_ratio(raw), Err(ParameterError::ZeroDenominator));
    }
}

#[test]
fn parameters_of_any_type_are_the_same_parameters() {
    let large: BigUint = BigUint::from(3_u32) << 200;
    let ratio = Ratio::new(large.clone(), BigUint::from(7_u32));
    assert_eq!(DiscreteGaussian::from_ratio(ratio.clone()).unwrap().variance(), ratio);
    assert_eq!(DiscreteLaplace::from_ratio(ratio.clone()).unwrap().scale(), ratio);

    let expected =
        DiscreteGaussian::from_ratio(Ratio::new(BigUint::from(25_u32), BigUint::from(4_u32)));
    assert_eq!(DiscreteGaussian::from_ratio(Ratio::new(25_i64, 4)), expected);
    macro_rules! of_type {
        ($($type:ty)*) => {$(
            let (numerator, denominator): ($type, $type) = (25_u8.into(), 4_u8.into());
            assert_eq!(DiscreteGaussian::new(numerator, denominator), expected);
        )*};
    }
    of_type!(u8 u16 u32 u64 u128 usize i16 i32 i64 i128 isize Nat BigUint BigInt);
    assert_eq!(DiscreteGaussian::new(25_i8, 4_i8), expected);
    let (numerator, denominator) = (BigUint::from(25_u8), BigInt::from(4));
    assert_eq!(DiscreteGaussian::new(&numerator, &denominator), expected);
    let numerator = Nat::from(25_u8);
    assert_eq!(DiscreteGaussian::new(&numerator, 4), expected);
    assert_eq!(DiscreteGaussian::new(BigInt::from(-25), 4), Err(ParameterError::NotPositive));
    assert_eq!(DiscreteGaussian::new(u128::MAX, i128::MAX).unwrap().variance().numer().bits(), 128);
    assert_eq!(Nat::from(large.clone()).to_string(), large.to_string());
}

#[test]
fn out_of_range_is_an_error_and_the_big_sample_is_there() {
    let bytes: Vec<u8> = (0..2000_u32)
        .map(|index| (index.wrapping_mul(0x9e37_79b9) >> 24).to_le_bytes()[0])
        .collect();
    let huge = Ratio::new(BigUint::from(1_u32) << 300, BigUint::from(1_u32));
    let gaussian = DiscreteGaussian::from_ratio(huge.clone()).unwrap();
    let laplace = DiscreteLaplace::from_ratio(huge).unwrap();
    assert_eq!(gaussian.try_sample(&mut Tape::new(&bytes)), Err(SampleError::OutOfRange));
    assert_eq!(laplace.try_sample(&mut Tape::new(&bytes)), Err(SampleError::OutOfRange));
    let wide = gaussian.try_sample_big(&mut Tape::new(&bytes)).unwrap();
    let location: BigInt = BigInt::from(1) << 400;
    assert!(wide.bits() > 100);
    let around = gaussian.try_sample_big_at(location.clone(), &mut Tape::new(&bytes)).unwrap();
    assert_eq!(around, location + wide);

    let unit = DiscreteGaussian::new(100, 1).unwrap();
    let noise = unit.try_sample(&mut Tape::new(&bytes)).unwrap();
    assert_ne!(noise, 0);
    let edge = if noise > 0 { i64::MAX } else { i64::MIN };
    assert_eq!(unit.try_sample_at(edge, &mut Tape::new(&bytes)), Err(SampleError::OutOfRange));
    assert_eq!(unit.try_sample_at(edge - noise, &mut Tape::new(&bytes)), Ok(edge));
    let beyond = unit.try_sample_big_at(edge, &mut Tape::new(&bytes)).unwrap();
    assert_eq!(beyond, BigInt::from(edge) + noise);
}

#[test]
fn errors_speak() {
    let stop: SampleError<TapeEnd> =
        DiscreteLaplace::new(1, 1).unwrap().try_sample(&mut Tape::new(&[])).unwrap_err();
    assert_eq!(stop.to_string(), "the byte source failed: the tape has no more bytes");
    assert!(core::error::Error::source(&stop).is_some());
    assert_eq!(ParameterError::NotPositive.to_string(), "the parameter must be greater than 0");
    assert!(core::error::Error::source(&Stop::Source(TapeEnd)).is_some());
    let messages = [
        Stop::Source(TapeEnd).to_string(),
        Stop::<TapeEnd>::Fault(Fault::Capacity).to_string(),
        SampleError::<TapeEnd>::Fault(Fault::Quotient).to_string(),
        SampleError::<TapeEnd>::OutOfRange.to_string(),
        SampleError::<TapeEnd>::OutOfMemory.to_string(),
        ParameterError::ZeroDenominator.to_string(),
    ];
    for (index, message) in messages.iter().enumerate() {
        assert!(message.len() > 10 && !messages[..index].contains(message), "{message}");
    }
}

fn ratio(numerator: u64, denominator: u64) -> Ratio<BigUint> {
    Ratio::new(numerator.into(), denominator.into())
}

/// Around 2^128 the numbers that are read without an allocation are those that are read with one, or
/// none.
#[test]
fn rationals_that_are_small() {
    const MOST: &str = "340282366920938463463374607431768211455";
    const MORE: &str = "340282366920938463463374607431768211456";
    for (text, fits) in [
        (MOST, true),
        (&format!("000{MOST}.000/1")[..42], true),
        (&format!("{MOST}/{MOST}"), true),
        (&format!("1/{MOST}"), true),
        ("1e38", true),
        ("3.4e38", true),
        ("1e-38", true),
        ("0.5000000000000000000000000000000000000000000000000000000", true),
        ("34028236692093846346337460743176821145.5", true),
        (MORE, false),
        (&format!("1/{MORE}"), false),
        (&format!("{MORE}/{MORE}"), false),
        ("34028236692093846346337460743176821145.6", false),
        ("3.5e38", false),
        ("1e39", false),
        ("1e-39", false),
        ("0e1000", false),
    ] {
        let (exact, small) = (parse_rational(text).unwrap(), parse_small_rational(text).unwrap());
        assert_eq!(small.is_some(), fits, "{text}");
        if let Some(small) = small {
            let (numerator, denominator) = small.into_raw();
            assert_eq!(Ratio::new_raw(numerator.into(), denominator.into()), exact, "{text}");
        }
        if let Ok(gaussian) = DiscreteGaussian::from_ratio(exact) {
            let noise = Noise::from(gaussian.clone());
            let small = noise.small_parameter().map(Ratio::into_raw);
            let expected = gaussian.variance().into_raw();
            let expected = (u128::try_from(expected.0).ok(), u128::try_from(expected.1).ok());
            assert_eq!(small, expected.0.zip(expected.1), "{text}");
        }
    }
}

#[test]
fn rationals_that_are_read() {
    for (text, numerator, denominator) in [
        ("0", 0, 1),
        ("25", 25, 1),
        ("007", 7, 1),
        ("25/4", 25, 4),
        ("50/8", 25, 4),
        ("0/3", 0, 1),
        ("6.25", 25, 4),
        (".5", 1, 2),
        ("3.", 3, 1),
        ("0.1", 1, 10),
        ("1e3", 1000, 1),
        ("1E+3", 1000, 1),
        ("1e-3", 1, 1000),
        ("12.5e1", 125, 1),
        ("1.25e-1", 1, 8),
        ("1e00000000000000003", 1000, 1),
        ("18446744073709551615/18446744073709551614", u64::MAX, u64::MAX - 1),
    ] {
        assert_eq!(parse_rational(text), Ok(ratio(numerator, denominator)), "{text}");
        let small = Ratio::new(numerator.into(), denominator.into());
        assert_eq!(parse_small_rational(text), Ok(Some(small)), "{text}");
    }
    let most = parse_rational("1e1000").unwrap();
    assert_eq!(most.numer().to_string().len(), 1001);
    assert_eq!(parse_rational("1e-1000").unwrap(), most.recip());
    assert_eq!(parse_rational(&"9".repeat(1000)).unwrap().numer().to_string(), "9".repeat(1000));
}

#[test]
fn rationals_that_are_refused() {
    use ParseRationalError::{
        ExponentTooLarge, MissingDigits, TooLong, Unexpected, ZeroDenominator,
    };
    for (text, error) in [
        ("", MissingDigits),
        (".", MissingDigits),
        ("/3", MissingDigits),
        ("3/", MissingDigits),
        ("1e", MissingDigits),
        ("1e-", MissingDigits),
        ("-1", Unexpected { character: '-', position: 1 }),
        ("+1", Unexpected { character: '+', position: 1 }),
        (" 1", Unexpected { character: ' ', position: 1 }),
        ("1 ", Unexpected { character: ' ', position: 2 }),
        ("e5", Unexpected { character: 'e', position: 1 }),
        ("1.2.3", Unexpected { character: '.', position: 4 }),
        ("1.5/2", Unexpected { character: '/', position: 4 }),
        ("1/2.5", Unexpected { character: '.', position: 4 }),
        ("1/2/3", Unexpected { character: '/', position: 4 }),
        ("1/-2", Unexpected { character: '-', position: 3 }),
        ("1ex", Unexpected { character: 'x', position: 3 }),
        ("1/2e3", Unexpected { character: 'e', position: 4 }),
        ("1_000", Unexpected { character: '_', position: 2 }),
        ("inf", Unexpected { character: 'i', position: 1 }),
        ("½", Unexpected { character: '½', position: 1 }),
        ("٣", Unexpected { character: '٣', position: 1 }),
        ("1/0", ZeroDenominator { position: 3 }),
        ("0/00", ZeroDenominator { position: 3 }),
        ("1e1001", ExponentTooLarge { position: 3 }),
        ("1e-99999999999999999999999", ExponentTooLarge { position: 4 }),
        (&"1".repeat(1001), TooLong),
    ] {
        assert_eq!(parse_rational(text), Err(error), "{text}");
        assert_eq!(parse_small_rational(text), Err(error), "{text}");
        assert!(!error.to_string().is_empty());
    }
}

#[cfg(feature = "rand")]
#[test]
fn rand_distributions_draw_one_block_a_call() {
    use chacha20::ChaCha8Rng;
    use rand::distr::Distribution;
    use rand_core::{Rng, SeedableRng};

    let gaussian = DiscreteGaussian::new(100, 1).unwrap();
    let mut rng = ChaCha8Rng::from_seed([3; 32]);
    let found: Vec<BigInt> = (0..20).map(|_| gaussian.sample(&mut rng)).collect();
    let mut rng = ChaCha8Rng::from_seed([3; 32]);
    for value in found {
        let mut block = [0; 256];
        rng.fill_bytes(&mut block);
        assert_eq!(gaussian.try_sample_big(&mut Tape::new(&block)), Ok(value));
    }
}

/// What each of the methods draws.
fn all<D: NoiseDistribution>(noise: &D, bytes: &[u8]) -> (Vec<i64>, Vec<i64>, BigInt, i64) {
    let mut tape = Tape::new(bytes);
    let (mut fill, mut sums) = (vec![0; 10], vec![5; 10]);
    noise.try_fill(&mut tape, &mut fill).unwrap();
    noise.try_add_noise(&mut tape, &mut sums).unwrap();
    let large = noise.try_sample_big_at(BigInt::from(1) << 200, &mut tape).unwrap();
    (fill, sums, large, noise.try_sample_at(7, &mut tape).unwrap())
}

/// The distribution that is chosen at run time gives the samples of the one that it holds.
#[test]
fn noise_of_either_kind() {
    let bytes: Vec<u8> = (0..4000_u32)
        .map(|index| (index.wrapping_mul(0x9e37_79b9) >> 24).to_le_bytes()[0])
        .collect();
    let gaussian = DiscreteGaussian::new(1_000_000, 7).unwrap();
    let laplace = DiscreteLaplace::new(1_000_000, 7).unwrap();
    let found = (all(&gaussian, &bytes), all(&laplace, &bytes));
    assert_eq!(all(&Noise::from(gaussian), &bytes), found.0);
    assert_eq!(all(&Noise::from(laplace), &bytes), found.1);
    assert_ne!(found.0, found.1);
}
