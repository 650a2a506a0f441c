//! Exact enumeration: the mass of all byte tapes that lead to a value, against the closed form.
//!
//! On tapes, an exported function runs with everything that it calls. On laws, the functions that it calls are replaced by
//! draws from their closed forms (see `verinoise_tests::staged`), which leaves far less mass unexplored. Each check states
//! how little.

use std::collections::BTreeMap;

use num_bigint::{BigInt, BigUint};
use num_traits::{One, Zero};
use verinoise::{Integer, Nat, Natural, Source, Stop, Tape, TapeEnd};
use verinoise_tests::Level::{Laws, Tapes};
use verinoise_tests::golden::{lines_of, parameters_of, values};
use verinoise_tests::staged::over_laws;
use verinoise_tests::{
    Bunch, Datum, Depth, Law, Level, Masses, OF_TABLES, Outcome, PRECISION, Value, call,
    closed_form, enclosed, enumerate, fraction, function,
};

/// The parameters as numbers on many tapes at once.
fn bunches<N>(name: &str, parameters: &[Datum]) -> Vec<Value<Bunch<N>>>
where
    Bunch<N>: Natural,
{
    values(function(name), parameters).expect("parameters that fit")
}

fn data(parameters: &[impl Clone + Into<Datum>]) -> Vec<Datum> {
    parameters.iter().cloned().map(Into::into).collect()
}

/// Enumerates the function of this name, over numbers of any size.
fn masses(
    level: Level,
    name: &str,
    parameters: &[impl Clone + Into<Datum>],
    depth: Depth,
) -> Masses {
    let parameters = bunches::<Nat>(name, &data(parameters));
    enumerate(depth, |source| call(level, name, &parameters, source))
}

/// Enumerates, and finds the closed form confirmed with at most one part in `parts` unexplored.
fn check(
    level: Level,
    name: &str,
    parameters: &[impl Clone + Into<Datum>],
    halvings: u64,
    parts: u128,
) {
    let parameters = &data(parameters);
    let law = closed_form(name, parameters).expect("parameters that are allowed");
    let masses = masses(level, name, parameters, Depth::halvings(halvings));
    let unexplored = masses.unexplored();
    println!(
        "{:>7} runs on {level:?} leave {:8.1e} of {name} {parameters:?}",
        masses.runs(),
        fraction(&unexplored)
    );
    masses.compare(&law).unwrap_or_else(|error| panic!("{name} {parameters:?}: {error}"));
    assert!(
        unexplored * parts <= BigInt::one() << PRECISION,
        "{name} {parameters:?} is hardly explored"
    );
}

#[test]
fn uniform() {
    for bound in [1, 2, 3, 5, 7, 10, 128, 129, 255, 256] {
        check(Tapes, "uniform", &[bound], 100, 10_u128.pow(18));
    }
    for bound in [257, 1000, 65_535, 65_536] {
        check(Tapes, "uniform", &[bound], 24, 10_u128.pow(6));
    }
}

#[test]
fn bernoulli() {
    let odd = (1 << 47) + 12_345;
    let cases = [
        [0, 1],
        [1, 1],
        [5, 3],
        [1, 2],
        [1, 3],
        [2, 3],
        [1, 255],
        [255, 256],
        [1, 257],
        [odd, 1 << 48],
    ];
    for parameters in cases {
        check(Tapes, "bernoulli", &parameters, 120, 10_u128.pow(35));
    }
    // Nothing is below a denominator of 0: always `true`, as the exported code has it.
    let certain = masses(Tapes, "bernoulli", &[3, 0], Depth::NONE);
    assert_eq!(certain.compare(&Law::bernoulli(1, 1)), Ok(()));
    assert!(certain.unexplored().is_zero());
}

#[test]
fn bernoulli_exp_unit() {
    for parameters in [[0, 1], [1, 1], [1, 2], [2, 3], [99, 100], [1, 1000]] {
        check(Tapes, "bernoulli_exp_unit", &parameters, 36, 10_u128.pow(8));
    }
}

#[test]
fn bernoulli_exp() {
    for parameters in [[0, 1], [1, 3], [1, 1], [3, 2], [2, 1], [7, 3], [6, 1]] {
        check(Tapes, "bernoulli_exp", &parameters, 22, 1000);
    }
}

/// What one word of eight bytes leaves open weighs at most `2^-63`, and what two leave open `2^-126`.
#[test]
fn exp_exceeds() {
    let cases = [
        [0, 1, 1, 3],
        [0, 1, 5, 1],
        [0, 1, 40, 1],
        [0, 1, 0, 1],
        [0, 0, 1, 1],
        [1, 3, 1, 2],
        [0, 3, 1, 2],
        [2, 3, 1, 2],
        [489_541, 1_000_000, 5, 7],
        [787_834_507_641, 1 << 40, 1, 3],
        [0, 1 << 62, 43, 1],
    ];
    for parameters in cases {
        check(Tapes, "exp_exceeds", &parameters, 30, 10_u128.pow(18));
        check(Tapes, "exp_exceeds", &parameters, 100, 10_u128.pow(37));
    }
}

/// The two loops and the switch between them: the same law from each.
fn geometric(name: &str, parts: u128) {
    for parameters in [[1, 1], [1, 2], [3, 2], [7, 2], [5, 1], [2, 5], [1, 3]] {
        check(Laws, name, &parameters, 24, parts);
    }
    check(Tapes, name, &[3, 1], 14, 100);
}

#[test]
fn geometric_by_either() {
    geometric("geometric", 1_000_000);
}

#[test]
fn geometric_by_trials() {
    geometric("geometric_by_trials", 1_000_000);
}

#[test]
fn geometric_by_digits() {
    geometric("geometric_by_digits", 200);
}

#[test]
fn laplace() {
    for parameters in [[1, 2], [1, 1], [5, 2], [5, 1], [6, 1], [20, 1], [1, 9]] {
        check(Laws, "laplace", &parameters, 32, 10_000_000);
    }
    check(Tapes, "laplace", &[1, 2], 15, 20);
}

#[test]
fn laplace_shifted() {
    for location in [-7, 0, 1000] {
        check(Laws, "laplace_shifted", &[location, 5, 2], 32, 10_000_000);
    }
    check(Tapes, "laplace_shifted", &[-4, 1, 2], 15, 20);
}

#[test]
fn gaussian() {
    for parameters in [[1, 4], [99, 100], [1, 1], [3, 2], [4, 1], [25, 4], [30, 1]] {
        check(Laws, "gaussian", &parameters, 20, 20);
    }
    // On tapes, a quarter of the mass is out of reach.
    check(Tapes, "gaussian", &[25, 4], 14, 4);
}

#[test]
fn gaussian_shifted() {
    check(Laws, "gaussian_shifted", &[-1000, 25, 4], 20, 20);
    check(Tapes, "gaussian_shifted", &[3, 1, 1], 12, 4);
}

/// Any scale `t / u` proposes for the same law, if the centre is the variance over it.
#[test]
fn gaussian_by_rejection() {
    let cases = [
        ((1, 4), [(1, 1), (1, 2), (2, 3)]),
        ((1, 1), [(1, 1), (3, 2), (2, 3)]),
        ((9, 4), [(1, 1), (2, 1), (9, 4)]),
    ];
    for ((a, b), scales) in cases {
        for (t, u) in scales {
            check(Laws, "gaussian_by_rejection", &[a, b, t, u, a * u, b * t], 20, 10);
        }
    }
    check(Tapes, "gaussian_by_rejection", &[1; 6], 12, 4);
}

/// Every function but those of tables, also one that has no test of its own above: on its golden parameters, as far as they are small,
/// down to about a thousand runs.
mod golden_parameters {
    use super::*;

    /// The bounds that are answered enclose the number.
    fn encloses(name: &str) {
        for line in lines_of(function(name)) {
            let Some(Datum::Numbers(bounds)) = &line.outcome else { panic!("{line:?}") };
            let [lower, upper] = bounds.as_slice() else { panic!("{line:?}") };
            let Some(enclosure) = enclosed(name, &line.parameters) else { continue };
            enclosure
                .confirm(lower, upper)
                .unwrap_or_else(|error| panic!("{name} {:?}: {error}", line.parameters));
        }
    }

    fn check(name: &str) {
        if OF_TABLES.contains(&name) {
            return;
        }
        if !function(name).counts() {
            // The bounds of a number or the like: there is nothing to weigh.
            assert!(lines_of(function(name)).all(|line| line.tape.is_empty()), "{name} draws");
            return encloses(name);
        }
        let small = |number: &BigInt| *number.magnitude() <= BigUint::from(256_u32);
        let all_small = |parameter: &Datum| match parameter {
            Datum::Number(number) => small(number),
            Datum::Numbers(items) => items.iter().all(small),
        };
        let mut least = f64::INFINITY;
        for parameters in parameters_of(function(name)) {
            if !parameters.iter().all(all_small) {
                continue;
            }
            let Some(law) = closed_form(name, parameters) else { continue };
            for halvings in (4..=40).step_by(4) {
                let masses = masses(Laws, name, parameters, Depth::halvings(halvings));
                let left = fraction(&masses.unexplored());
                // Nothing is known of a sampler that has not answered yet.
                if left < 1.0 {
                    assert_eq!(masses.compare(&law), Ok(()), "{name} {parameters:?}");
                    least = least.min(left);
                }
                if masses.runs() > 1000 || left < 1e-9 {
                    let runs = masses.runs();
                    println!("{runs:>7} runs leave {left:8.1e} of {name} {parameters:?}");
                    break;
                }
            }
        }
        assert!(least < 0.1, "{name} is hardly explored: {least}");
    }

    macro_rules! functions {
        ($($module:ident {
            $($name:ident($($parameter:ident: $kind:ident),*) -> $result:tt;)*
        })*) => {$($(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )*)*};
    }

    verinoise::for_each_exported!(functions);
}

/// A closed form 10 % off is refused, in either direction and for each family.
#[test]
fn wrong_closed_forms_are_refused() {
    let refused = |masses: &Masses, wrong: &[Law]| {
        for law in wrong {
            assert!(masses.compare(law).is_err(), "{law} passes");
        }
    };
    let coin = masses(Tapes, "bernoulli", &[1, 3], Depth::halvings(40));
    refused(&coin, &[Law::bernoulli(10, 27), Law::bernoulli(3, 10)]);
    // Off by one in the twelfth digit.
    refused(&coin, &[Law::bernoulli(333_333_333_334, 1_000_000_000_000)]);
    let coin = masses(Tapes, "bernoulli_exp", &[3, 2], Depth::halvings(24));
    refused(&coin, &[Law::bernoulli_exp(33, 20), Law::bernoulli_exp(27, 20)]);
    let coin = masses(Tapes, "exp_exceeds", &[1, 3, 1, 2], Depth::halvings(30));
    refused(&coin, &[Law::exp_exceeds(1, 3, 11, 20), Law::exp_exceeds(1, 3, 9, 20)]);
    let die = masses(Tapes, "uniform", &[10], Depth::halvings(24));
    refused(&die, &[Law::uniform(9), Law::uniform(11), Law::uniform(10).shifted(1)]);
    let waits = masses(Laws, "geometric", &[3, 2], Depth::halvings(24));
    refused(
        &waits,
        &[Law::geometric(33, 20), Law::geometric(27, 20), Law::geometric(3, 2).shifted(1)],
    );
    let laplace = masses(Laws, "laplace", &[5, 2], Depth::halvings(24));
    refused(&laplace, &[Law::laplace(11, 4), Law::laplace(9, 4), Law::laplace(5, 2).shifted(1)]);
    let gaussian = masses(Laws, "gaussian", &[25, 4], Depth::halvings(20));
    refused(
        &gaussian,
        &[Law::gaussian(121, 16), Law::gaussian(81, 16), Law::gaussian(25, 4).shifted(1)],
    );
}

/// The laplace sampler without its rejection of `-0`: zero comes twice as often as it should.
fn zero_twice<N: Natural, S: Source>(source: &mut S, t: &N) -> Result<N::Integer, Stop<S::Error>> {
    let sign = N::take(source, &N::from(1))?;
    let size = over_laws::geometric::geometric(source, &N::from(1), t)?;
    let value = N::Integer::from_natural(&size)?;
    Ok(if sign.is_odd() { value.neg()? } else { value })
}

/// A die by remainder: some sides come up more often.
fn by_remainder<N: Natural, S: Source>(source: &mut S, bound: &N) -> Result<N, Stop<S::Error>> {
    let byte = N::take(source, &N::from(1))?;
    Ok(byte.saturating_sub(&byte.div(bound)?.mul(bound)?))
}

#[test]
fn wrong_samplers_are_refused() {
    let depth = Depth::halvings(24);
    let laplace = enumerate(depth, |source| zero_twice(source, &Bunch::<u64>::from(1)));
    assert!(laplace.compare(&Law::laplace(1, 1)).is_err());
    let die = enumerate(depth, |source| by_remainder(source, &Bunch::<u64>::from(10)));
    assert!(die.unexplored().is_zero());
    assert!(die.compare(&Law::uniform(10)).is_err());
    // With the wrong centre, proposals are accepted for another law.
    let wrong = [1, 1, 2, 1, 1, 1];
    let gaussian = masses(Laws, "gaussian_by_rejection", &wrong, Depth::halvings(20));
    assert!(gaussian.compare(&Law::gaussian(1, 1)).is_err());
}

/// All tapes of two bytes, one by one: the mass of each value among those that read no more than that.
fn one_by_one(
    sampler: impl Fn(&mut Tape<'_>) -> Result<Value<u64>, Stop<TapeEnd>>,
) -> Vec<(i64, BigUint)> {
    let mut masses = BTreeMap::<i64, BigUint>::new();
    for tape in 0..=u16::MAX {
        match sampler(&mut Tape::new(&tape.to_le_bytes())) {
            Ok(value) => {
                let value = value.datum().expect("the same on all tapes");
                let number = i64::try_from(value.number()).expect("a small number");
                *masses.entry(number).or_default() += BigUint::one() << (PRECISION - 16);
            }
            Err(stop) => assert_eq!(stop, Stop::Source(TapeEnd)),
        }
    }
    masses.into_iter().collect()
}

/// Runs over many tapes find the same masses as runs over one tape each, for every arithmetic.
#[test]
fn bunches_of_tapes_are_tapes() {
    fn bunched<T: Natural>(name: &str, parameters: &[i64]) -> Masses
    where
        Bunch<T>: Natural<Integer: Outcome> + Outcome,
    {
        let parameters = bunches::<T>(name, &data(parameters));
        enumerate(Depth::bytes(2), |source| call(Tapes, name, &parameters, source))
    }
    let cases: [(&str, &[i64]); 12] = [
        ("uniform", &[1]),
        ("uniform", &[7]),
        ("uniform", &[300]),
        ("bernoulli", &[2, 3]),
        ("bernoulli", &[77, 1000]),
        ("bernoulli_exp_unit", &[1, 2]),
        ("bernoulli_exp", &[1, 3]),
        ("geometric_by_trials", &[3, 1]),
        ("geometric_by_digits", &[3, 1]),
        ("geometric", &[7, 2]),
        ("laplace", &[1, 9]),
        ("laplace", &[1, 4]),
    ];
    for (name, parameters) in cases {
        let words = values(function(name), &data(parameters)).expect("words");
        let expected = one_by_one(|tape| call(Tapes, name, &words, tape));
        assert!(!expected.is_empty());
        let found = bunched::<u64>(name, parameters);
        assert!(found.iter().map(|(value, mass)| (value, mass.clone())).eq(expected), "{name}");
        assert_eq!(bunched::<u128>(name, parameters), found, "{name}");
        assert_eq!(bunched::<Nat>(name, parameters), found, "{name}");
    }
}
