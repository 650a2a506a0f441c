//! Exact enumeration: the mass of all byte tapes that lead to a value, against the closed form.
//!
//! One test for each exported function, of the same name. On tapes, the function runs with everything that it calls. On
//! laws, the functions that it calls are replaced by draws from their closed forms (see `verinoise_tests::staged`), which
//! leaves far less mass unexplored. Each check states how little.

use std::collections::BTreeMap;

use num_bigint::{BigInt, BigUint};
use num_traits::{One, Zero};
use verinoise::{Integer, Nat, Natural, Source, Stop, Tape, TapeEnd, exported};
use verinoise_tests::staged::{over_coins, over_geometric, over_laplace};
use verinoise_tests::{
    Bunch, Cut, Depth, Guide, Law, Masses, Outcome, PRECISION, enumerate, exported_functions,
    fraction,
};

/// Words on many tapes at once.
type Words = Bunch<u64>;

fn n(value: u64) -> Words {
    value.into()
}

/// Enumerates, and finds the closed form confirmed with at most one part in `parts` unexplored.
fn check<X: Outcome>(
    law: &Law,
    depth: Depth,
    parts: u128,
    sampler: impl Fn(&mut Guide) -> Result<X, Stop<Cut>>,
) {
    let masses = enumerate(depth, sampler);
    let unexplored = masses.unexplored();
    println!("{:>7} runs leave {:8.1e} of {law}", masses.runs(), fraction(&unexplored));
    masses.compare(law).unwrap_or_else(|error| panic!("{law}: {error}"));
    assert!(unexplored * parts <= BigInt::one() << PRECISION, "{law} is hardly explored");
}

#[test]
fn uniform() {
    for bound in [1, 2, 3, 5, 7, 10, 128, 129, 255, 256] {
        let depth = Depth::halvings(100);
        check(&Law::uniform(bound), depth, 10_u128.pow(18), |s| exported::uniform(s, &n(bound)));
    }
    for bound in [257, 1000, 65_535, 65_536] {
        check(&Law::uniform(bound), Depth::halvings(24), 10_u128.pow(6), |s| {
            exported::uniform(s, &n(bound))
        });
    }
}

#[test]
fn bernoulli() {
    let odd = (1 << 47) + 12_345;
    let cases = [
        (0, 1),
        (1, 1),
        (5, 3),
        (1, 2),
        (1, 3),
        (2, 3),
        (1, 255),
        (255, 256),
        (1, 257),
        (odd, 1 << 48),
    ];
    for (a, b) in cases {
        let depth = Depth::halvings(120);
        check(&Law::bernoulli(a, b), depth, 10_u128.pow(35), |s| {
            exported::bernoulli(s, &n(a), &n(b))
        });
    }
    // Nothing is below a denominator of 0: always `true`, as the exported code has it.
    check(&Law::bernoulli(1, 1), Depth::NONE, u128::MAX, |s| exported::bernoulli(s, &n(3), &n(0)));
}

#[test]
fn bernoulli_exp_unit() {
    for (a, b) in [(0, 1), (1, 1), (1, 2), (2, 3), (99, 100), (1, 1000)] {
        let law = Law::bernoulli_exp(a, b);
        check(&law, Depth::halvings(36), 10_u128.pow(8), |s| {
            exported::bernoulli_exp_unit(s, &n(a), &n(b))
        });
    }
}

#[test]
fn bernoulli_exp() {
    for (a, b) in [(0, 1), (1, 3), (1, 1), (3, 2), (2, 1), (7, 3), (6, 1)] {
        let law = Law::bernoulli_exp(a, b);
        check(&law, Depth::halvings(22), 1000, |s| exported::bernoulli_exp(s, &n(a), &n(b)));
    }
}

/// The two loops and the switch between them: the same law from each.
macro_rules! geometric {
    ($($function:ident: $parts:literal)*) => {$(
        #[test]
        fn $function() {
            for (a, b) in [(1, 1), (1, 2), (3, 2), (7, 2), (5, 1), (2, 5), (1, 3)] {
                let law = Law::geometric(a, b);
                let depth = Depth::halvings(24);
                check(&law, depth, $parts, |s| over_coins::$function(s, &n(a), &n(b)));
            }
            let law = Law::geometric(3, 1);
            check(&law, Depth::halvings(14), 100, |s| exported::$function(s, &n(3), &n(1)));
        }
    )*};
}

geometric! {
    geometric: 1_000_000
    geometric_by_trials: 1_000_000
    geometric_by_digits: 200
}

#[test]
fn laplace() {
    for (a, b) in [(1, 2), (1, 1), (5, 2), (5, 1), (6, 1), (20, 1), (1, 9)] {
        let depth = Depth::halvings(32);
        check(&Law::laplace(a, b), depth, 10_000_000, |s| over_geometric::laplace(s, &n(a), &n(b)));
    }
    let law = Law::laplace(1, 2);
    check(&law, Depth::halvings(15), 20, |s| exported::laplace(s, &n(1), &n(2)));
}

#[test]
fn laplace_shifted() {
    for location in [-7, 0, 1000] {
        let law = Law::laplace(5, 2).shifted(location);
        check(&law, Depth::halvings(32), 10_000_000, |s| {
            over_geometric::laplace_shifted(s, &Bunch::One(location), &n(5), &n(2))
        });
    }
    let law = Law::laplace(1, 2).shifted(-4);
    check(&law, Depth::halvings(15), 20, |s| {
        exported::laplace_shifted(s, &Bunch::One(-4), &n(1), &n(2))
    });
}

#[test]
fn gaussian() {
    for (a, b) in [(1, 4), (99, 100), (1, 1), (3, 2), (4, 1), (25, 4), (30, 1)] {
        let law = Law::gaussian(a, b);
        check(&law, Depth::halvings(20), 20, |s| over_laplace::gaussian(s, &n(a), &n(b)));
    }
    // On tapes, a quarter of the mass is out of reach.
    let law = Law::gaussian(25, 4);
    check(&law, Depth::halvings(14), 4, |s| exported::gaussian(s, &n(25), &n(4)));
}

#[test]
fn gaussian_shifted() {
    let law = Law::gaussian(25, 4).shifted(-1000);
    check(&law, Depth::halvings(20), 20, |s| {
        over_laplace::gaussian_shifted(s, &Bunch::One(-1000), &n(25), &n(4))
    });
    let law = Law::gaussian(1, 1).shifted(3);
    check(&law, Depth::halvings(12), 4, |s| {
        exported::gaussian_shifted(s, &Bunch::One(3), &n(1), &n(1))
    });
}

/// Any scale `t` proposes for the same law, if the centre is the variance over `t`.
#[test]
fn gaussian_by_rejection() {
    let cases = [
        ((1, 4), [(1, 1), (1, 2), (2, 3)]),
        ((1, 1), [(1, 1), (3, 2), (2, 3)]),
        ((9, 4), [(1, 1), (2, 1), (9, 4)]),
    ];
    for ((a, b), scales) in cases {
        let law = Law::gaussian(a, b);
        for (t, u) in scales {
            let (centre, over) = (n(a * u), n(b * t));
            check(&law, Depth::halvings(20), 10, |s| {
                let (a, b, t, u) = (n(a), n(b), n(t), n(u));
                over_laplace::gaussian_by_rejection(s, &a, &b, &t, &u, &centre, &over)
            });
        }
    }
    let law = Law::gaussian(1, 1);
    check(&law, Depth::halvings(12), 4, |s| {
        exported::gaussian_by_rejection(s, &n(1), &n(1), &n(1), &n(1), &n(1), &n(1))
    });
}

#[test]
fn every_exported_function_has_its_test() {
    let tests = include_str!("enumeration.rs");
    for function in exported_functions() {
        let named = format!("\nfn {function}() {{");
        let listed = format!("\n    {function}: ");
        assert!(tests.contains(&named) || tests.contains(&listed), "{function}");
    }
}

/// A closed form 10 % off is refused, in either direction and for each family.
#[test]
fn wrong_closed_forms_are_refused() {
    let refused = |masses: &Masses, wrong: &[Law]| {
        for law in wrong {
            assert!(masses.compare(law).is_err(), "{law} passes");
        }
    };
    let coin = enumerate(Depth::halvings(40), |s| exported::bernoulli(s, &n(1), &n(3)));
    refused(&coin, &[Law::bernoulli(10, 27), Law::bernoulli(3, 10)]);
    // Off by one in the twelfth digit.
    refused(&coin, &[Law::bernoulli(333_333_333_334, 1_000_000_000_000)]);
    let coin = enumerate(Depth::halvings(24), |s| exported::bernoulli_exp(s, &n(3), &n(2)));
    refused(&coin, &[Law::bernoulli_exp(33, 20), Law::bernoulli_exp(27, 20)]);
    let die = enumerate(Depth::halvings(24), |s| exported::uniform(s, &n(10)));
    refused(&die, &[Law::uniform(9), Law::uniform(11), Law::uniform(10).shifted(1)]);
    let waits = enumerate(Depth::halvings(24), |s| over_coins::geometric(s, &n(3), &n(2)));
    refused(
        &waits,
        &[Law::geometric(33, 20), Law::geometric(27, 20), Law::geometric(3, 2).shifted(1)],
    );
    let laplace = enumerate(Depth::halvings(24), |s| over_geometric::laplace(s, &n(5), &n(2)));
    refused(&laplace, &[Law::laplace(11, 4), Law::laplace(9, 4), Law::laplace(5, 2).shifted(1)]);
    let gaussian = enumerate(Depth::halvings(20), |s| over_laplace::gaussian(s, &n(25), &n(4)));
    refused(
        &gaussian,
        &[Law::gaussian(121, 16), Law::gaussian(81, 16), Law::gaussian(25, 4).shifted(1)],
    );
}

/// The laplace sampler without its rejection of `-0`: zero comes twice as often as it should.
fn zero_twice<N: Natural, S: Source>(source: &mut S, t: &N) -> Result<N::Integer, Stop<S::Error>> {
    let sign = N::take(source, &N::from(1))?;
    let size = over_coins::geometric(source, &N::from(1), t)?;
    let value = N::Integer::from_natural(&size)?;
    Ok(if sign.is_odd() { value.neg()? } else { value })
}

/// A die by remainder: some sides come up more often.
fn by_remainder<N: Natural, S: Source>(source: &mut S, bound: &N) -> Result<N, Stop<S::Error>> {
    Ok(N::take(source, &N::from(1))?.rem(bound)?)
}

#[test]
fn wrong_samplers_are_refused() {
    let masses = enumerate(Depth::halvings(24), |s| zero_twice(s, &n(1)));
    assert!(masses.compare(&Law::laplace(1, 1)).is_err());
    let masses = enumerate(Depth::halvings(24), |s| by_remainder(s, &n(10)));
    assert!(masses.unexplored().is_zero());
    assert!(masses.compare(&Law::uniform(10)).is_err());
    // With the wrong centre, proposals are accepted for another law.
    let masses = enumerate(Depth::halvings(20), |s| {
        over_laplace::gaussian_by_rejection(s, &n(1), &n(1), &n(2), &n(1), &n(1), &n(1))
    });
    assert!(masses.compare(&Law::gaussian(1, 1)).is_err());
}

/// All tapes of two bytes, one by one: the mass of each value among those that read no more than that.
fn one_by_one<X: Outcome>(
    sampler: impl Fn(&mut Tape<'_>) -> Result<X, Stop<TapeEnd>>,
) -> Vec<(i64, BigUint)> {
    let mut masses = BTreeMap::<i64, BigUint>::new();
    for tape in 0..=u16::MAX {
        match sampler(&mut Tape::new(&tape.to_le_bytes())) {
            Ok(value) => {
                *masses.entry(value.values()[0]).or_default() += BigUint::one() << (PRECISION - 16);
            }
            Err(stop) => assert_eq!(stop, Stop::Source(TapeEnd)),
        }
    }
    masses.into_iter().collect()
}

/// Runs over many tapes find the same masses as runs over one tape each, for every arithmetic.
#[test]
fn bunches_of_tapes_are_tapes() {
    macro_rules! agree {
        ($function:ident($($parameter:literal),*) $(, $wrap:expr)?) => {{
            let sampler = |tape: &mut Tape<'_>| exported::$function(tape, $(&($parameter as u64)),*);
            let expected = one_by_one(|tape| sampler(tape)$(.map($wrap))?);
            assert!(!expected.is_empty());
            let depth = Depth::bytes(2);
            let found = enumerate(depth, |s| exported::$function(s, $(&n($parameter)),*));
            assert!(found.iter().map(|(value, mass)| (value, mass.clone())).eq(expected));
            let double = enumerate(depth, |s| exported::$function(s, $(&Bunch::<u128>::from($parameter)),*));
            assert_eq!(double, found);
            let large = enumerate(depth, |s| exported::$function(s, $(&Bunch::<Nat>::from($parameter)),*));
            assert_eq!(large, found);
        }};
    }
    agree!(uniform(1), Bunch::One);
    agree!(uniform(7), Bunch::One);
    agree!(uniform(300), Bunch::One);
    agree!(bernoulli(2, 3));
    agree!(bernoulli(77, 1000));
    agree!(bernoulli_exp_unit(1, 2));
    agree!(bernoulli_exp(1, 3));
    agree!(geometric_by_trials(3, 1), Bunch::One);
    agree!(geometric_by_digits(3, 1), Bunch::One);
    agree!(geometric(7, 2), Bunch::One);
    agree!(laplace(1, 9), Bunch::One);
    agree!(laplace(1, 4), Bunch::One);
}
