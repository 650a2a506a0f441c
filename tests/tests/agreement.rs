//! Words, double words and numbers of any size: the same bytes, the same answers.
//!
//! A Rocq theorem derives this from the promise that each operation keeps (`samplers/tests/arithmetic.rs`); here it is tested
//! end to end, with parameters up to the places where words overflow, inside and outside of the functions' preconditions.

use core::cell::Cell;

use num_bigint::BigInt;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngAlgorithm, TestCaseResult, TestRng, TestRunner};
use verinoise::{Fault, Nat, Natural, Stop, Tape, TapeEnd, for_each_exported};
use verinoise_tests::golden::{parameters_of, values};
use verinoise_tests::{Datum, Function, Kind, Level, Metered, call, function, metered};

/// A natural number: small, of any number of digits, or close to a power of two; now and then too large for a word.
fn natural() -> impl Strategy<Value = BigInt> {
    let near = (0_u32..70, 0_u8..3, any::<bool>()).prop_map(|(power, offset, below)| {
        let power = BigInt::from(1) << power;
        if below { (power - offset).max(0.into()) } else { power + offset }
    });
    prop_oneof![
        (0_u64..20).prop_map(BigInt::from),
        (1_u64..2000).prop_map(BigInt::from),
        near,
        (any::<u64>(), 0_u32..64).prop_map(|(value, shift)| BigInt::from(value >> shift)),
    ]
}

fn integer() -> impl Strategy<Value = BigInt> {
    let words = prop_oneof![Just(0), Just(i64::MIN), Just(i64::MAX), -9_i64..9, any::<i64>()];
    words.prop_map(BigInt::from)
}

fn boolean() -> impl Strategy<Value = BigInt> {
    (0_u8..2).prop_map(BigInt::from)
}

/// Any value of this kind.
fn any_of(kind: Kind) -> BoxedStrategy<Datum> {
    fn sequence(items: impl Strategy<Value = BigInt> + 'static) -> BoxedStrategy<Datum> {
        prop::collection::vec(items, 0..12).prop_map(Datum::Numbers).boxed()
    }
    match kind {
        Kind::Natural => natural().prop_map(Datum::Number).boxed(),
        Kind::Integer => integer().prop_map(Datum::Number).boxed(),
        Kind::Boolean => boolean().prop_map(Datum::Number).boxed(),
        Kind::Naturals => sequence(natural()),
        Kind::Integers => sequence(integer()),
        Kind::Booleans => sequence(boolean()),
    }
}

/// Golden parameters of this function, these but for one of them, or any parameters.
fn parameters(function: &Function) -> impl Strategy<Value = Vec<Datum>> {
    let golden: Vec<_> = parameters_of(function).into_iter().map(<[_]>::to_vec).collect();
    let others: Vec<_> = function.parameters.iter().map(|kind| any_of(*kind)).collect();
    let places = (any::<Index>(), any::<Index>());
    let changed = (select(golden.clone()), others.clone(), places).prop_map(change);
    prop_oneof![2 => select(golden), 2 => changed, 4 => others]
}

/// These parameters, one of which is replaced by another one. Of a sequence only one item is.
fn change(
    (mut parameters, others, (place, item)): (Vec<Datum>, Vec<Datum>, (Index, Index)),
) -> Vec<Datum> {
    let at = place.index(parameters.len());
    match (&mut parameters[at], &others[at]) {
        (Datum::Numbers(items), Datum::Numbers(others)) if !items.is_empty() => {
            let at = item.index(items.len());
            match others.first() {
                Some(other) => items[at].clone_from(other),
                None => drop(items.remove(at)),
            }
        }
        (parameter, other) => *parameter = other.clone(),
    }
    parameters
}

/// Bytes that are uniform, or mostly at the extremes, where coins stay undecided.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let extreme = prop_oneof![Just(0_u8), Just(1), Just(128), Just(255), any::<u8>()];
    prop_oneof![prop::collection::vec(any::<u8>(), 0..160), prop::collection::vec(extreme, 0..160)]
}

/// How many operations a run may take. Those that take more are left out: many of them would never end.
const OPERATIONS: u32 = 20_000;

/// A result, of any size, and after how many bytes.
type Answer = (Result<Datum, Stop<TapeEnd>>, usize);

/// The answer in the arithmetic `N`. Nothing, if a parameter does not fit.
fn answer<N: Natural>(function: &Function, parameters: &[Datum], bytes: &[u8]) -> Option<Answer> {
    let parameters = values::<N>(function, parameters)?;
    let mut tape = Tape::new(bytes);
    let result = call(Level::Tapes, function.name, &parameters, &mut tape);
    Some((result.map(|value| value.datum().expect("the same on all tapes")), tape.consumed()))
}

/// Either the answer in words is the exact one, to the byte, or it is a fault. Whether there is one.
fn agrees(words: Option<Answer>, exact: &Answer) -> Result<bool, TestCaseError> {
    match words {
        None => Ok(false),
        Some((Err(Stop::Fault(fault)), _)) => {
            prop_assert_eq!(fault, Fault::Capacity);
            Ok(false)
        }
        Some(words) => {
            prop_assert_eq!(&words, exact);
            Ok(words.0.is_ok())
        }
    }
}

/// How many runs came to a value, in words and in double words.
#[derive(Default)]
struct Counts {
    words: Cell<u32>,
    double_words: Cell<u32>,
}

fn run(function: &Function, parameters: &[Datum], bytes: &[u8], counts: &Counts) -> TestCaseResult {
    let meter = || answer::<Metered<Nat>>(function, parameters, bytes);
    let Some(exact) = metered(OPERATIONS, meter) else { return Ok(()) };
    let exact = exact.expect("numbers of any size fit");
    prop_assert!(!matches!(exact.0, Err(Stop::Fault(_))), "{:?}", exact);
    prop_assert_eq!(answer::<Nat>(function, parameters, bytes), Some(exact.clone()));
    let count = |cell: &Cell<u32>, answered: bool| cell.set(cell.get() + u32::from(answered));
    count(&counts.double_words, agrees(answer::<u128>(function, parameters, bytes), &exact)?);
    count(&counts.words, agrees(answer::<u64>(function, parameters, bytes), &exact)?);
    Ok(())
}

fn check(name: &str) {
    let function = function(name);
    let config =
        ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() };
    let counts = Counts::default();
    // The same cases on every run.
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
        .run(&(parameters(function), bytes()), |(parameters, bytes)| {
            run(function, &parameters, &bytes, &counts)
        })
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    println!(
        "{name}: {} in words, {} in double words",
        counts.words.get(),
        counts.double_words.get()
    );
    // Otherwise all of this could hold because words never answer. The scaled exponentials of tables are mostly wider than a word.
    assert!(counts.words.get() >= 20, "{name}: {} answers in words", counts.words.get());
    assert!(counts.double_words.get() >= counts.words.get(), "{name}");
}

macro_rules! agreement {
    ($($module:ident { $($name:ident($($parameter:ident: $kind:ident),*) -> $result:tt;)* })*) => {
        $($(
            #[test]
            fn $name() {
                check(stringify!($name));
            }
        )*)*
    };
}

for_each_exported!(agreement);
