//! A source that fails at each byte in turn: every exported function says so, and nothing else
//! happens.

use verinoise::{
    DiscreteGaussian, DiscreteLaplace, Fault, Int, Nat, Natural, Ratio, SampleError, Stop, Tape,
    TapeEnd, exported,
};

/// Bytes without a pattern that matters.
fn tape(length: u32, salt: u32) -> Vec<u8> {
    (1..=length)
        .map(|index| {
            let mixed = (index ^ (salt << 16)).wrapping_mul(0x9e37_79b9);
            ((mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b) >> 24).to_le_bytes()[0]
        })
        .collect()
}

/// Runs `sampler` on tapes that end earlier and earlier. Whether it came to a value at all.
fn ends_everywhere<T: PartialEq + core::fmt::Debug>(
    name: &str,
    bytes: &[u8],
    sampler: impl Fn(&mut Tape) -> Result<T, Stop<TapeEnd>>,
) -> bool {
    let mut whole = Tape::new(bytes);
    let value = match sampler(&mut whole) {
        Ok(value) => value,
        // Too large for the word, or more coins than there are bytes.
        Err(Stop::Fault(Fault::Capacity) | Stop::Source(TapeEnd)) => return false,
        Err(stop @ Stop::Fault(Fault::Quotient)) => panic!("{name}: {stop}"),
    };
    let used = whole.consumed();
    for length in 0..used {
        let result = sampler(&mut Tape::new(&bytes[..length]));
        assert_eq!(result, Err(Stop::Source(TapeEnd)), "{name} after {length} of {used} bytes");
    }
    assert_eq!(sampler(&mut Tape::new(&bytes[..used])), Ok(value), "{name}");
    used > 0
}

/// Every exported function at numbers of one kind. How many runs came to a value.
fn every_function<N: Natural>(bytes: &[u8], location: &N::Integer) -> usize {
    let number = |value: u64| N::from(value);
    let (one, three, seven) = (&number(1), &number(3), &number(7));
    let (big, odd) = (&number(1_000_000_007), &number(65_537));
    let mut runs = 0;
    let mut count = |ran: bool| runs += usize::from(ran);
    for (n, d) in [(one, seven), (seven, three), (odd, seven), (big, odd), (big, one)] {
        use exported as x;
        count(ends_everywhere("uniform", bytes, |t| x::uniform(t, n)));
        count(ends_everywhere("bernoulli", bytes, |t| x::bernoulli(t, d, n)));
        count(ends_everywhere("bernoulli_exp_unit", bytes, |t| x::bernoulli_exp_unit(t, one, n)));
        count(ends_everywhere("bernoulli_exp", bytes, |t| x::bernoulli_exp(t, n, d)));
        count(ends_everywhere("geometric_by_trials", bytes, |t| x::geometric_by_trials(t, d, n)));
        count(ends_everywhere("geometric_by_digits", bytes, |t| x::geometric_by_digits(t, d, n)));
        count(ends_everywhere("geometric", bytes, |t| x::geometric(t, d, n)));
        count(ends_everywhere("laplace", bytes, |t| x::laplace(t, n, d)));
        count(ends_everywhere("laplace_shifted", bytes, |t| x::laplace_shifted(t, location, n, d)));
        count(ends_everywhere("gaussian", bytes, |t| x::gaussian(t, n, d)));
        count(ends_everywhere("gaussian_shifted", bytes, |t| {
            x::gaussian_shifted(t, location, n, d)
        }));
        count(ends_everywhere("gaussian_by_rejection", bytes, |t| {
            x::gaussian_by_rejection(t, seven, three, three, one, seven, three)
        }));
    }
    runs
}

#[test]
fn every_exported_function() {
    for salt in 1..=8 {
        let bytes = tape(400, salt);
        assert!(every_function::<u64>(&bytes, &-5) >= 45);
        assert!(every_function::<u128>(&bytes, &-5) >= 50);
        assert!(every_function::<Nat>(&bytes, &Int::from(-5_i64)) >= 50);
    }
}

/// The typed samplers pass the failure on; what was to be filled stays as it was.
#[test]
fn every_typed_sampler() {
    for (n, d) in [(1_u128, 3), (25, 4), (1 << 50, 3), (1 << 100, 7), (u128::MAX, 2)] {
        let gaussian = DiscreteGaussian::new(Ratio::new(n, d)).unwrap();
        let laplace = DiscreteLaplace::new(Ratio::new(n, d)).unwrap();
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
