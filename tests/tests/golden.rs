//! Golden tapes: what the machine inside Rocq answers, the Rust answers, bit for bit.

use std::fmt::Debug;

use num_bigint::{BigInt, BigUint};
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, Fault, Nat, Natural, NoiseDistribution, Ratio, SampleError,
    Stop, Tape, TapeEnd,
};
use verinoise_tests::golden::{Line, lines, lines_of};
use verinoise_tests::{Datum, FUNCTIONS, Level, call};

/// What the exported function answers, of any size. Nothing, if a parameter does not fit.
fn answer<N: Natural>(line: &Line, tape: &mut Tape<'_>) -> Option<Result<Datum, Stop<TapeEnd>>> {
    let parameters = line.values::<N>()?;
    let result = call(Level::Tapes, line.function.name, &parameters, tape);
    Some(result.map(|value| value.datum().expect("the same on all tapes")))
}

/// Replays every line. How many were answered, refused for lack of room, and skipped since a parameter does not fit.
fn replay<N: Natural>() -> (usize, usize, usize) {
    let (mut answered, mut refused, mut skipped) = (0, 0, 0);
    for line in lines() {
        let mut tape = Tape::new(&line.tape);
        match (answer::<N>(line, &mut tape), &line.outcome) {
            (None, _) => skipped += 1,
            (Some(Err(Stop::Fault(Fault::Capacity))), _) => refused += 1,
            (Some(Ok(value)), Some(expected)) => {
                assert_eq!(&value, expected, "{line:?}");
                assert!(tape.remaining().is_empty(), "{line:?}: {} bytes", tape.consumed());
                answered += 1;
            }
            (Some(Err(Stop::Source(TapeEnd))), None) => answered += 1,
            (Some(found), _) => panic!("{found:?} for {line:?}"),
        }
        // Every byte counts: with the last one missing there is no answer.
        if let (Some(_), Some((_, shorter))) = (&line.outcome, line.tape.split_last()) {
            match answer::<N>(line, &mut Tape::new(shorter)) {
                None | Some(Err(Stop::Source(TapeEnd) | Stop::Fault(Fault::Capacity))) => {}
                Some(found) => panic!("{found:?} from one byte less than {line:?}"),
            }
        }
    }
    println!("{answered} answered, {refused} without room, {skipped} skipped");
    (answered, refused, skipped)
}

#[test]
fn words() {
    let (answered, refused, skipped) = replay::<u64>();
    assert!(answered > refused + skipped);
}

#[test]
fn double_words() {
    let (answered, refused, skipped) = replay::<u128>();
    assert!(answered > 4 * (refused + skipped));
}

#[test]
fn numbers_of_any_size() {
    let (_, refused, skipped) = replay::<Nat>();
    assert_eq!((refused, skipped), (0, 0));
}

/// A typed sampler on the tape: the value, of any size and as `i64`.
fn check_typed(
    line: &Line,
    big: impl Fn(&mut Tape<'_>) -> Result<BigInt, SampleError<TapeEnd>>,
    narrow: Option<impl Fn(&mut Tape<'_>) -> Result<i64, SampleError<TapeEnd>>>,
) {
    let found = check_consumed(line, big);
    let expected = line.outcome.as_ref().map(|value| value.number().clone());
    assert_eq!(found, expected.ok_or(SampleError::Source(TapeEnd)), "{line:?}");
    if let Some(narrow) = narrow {
        let expected =
            found.and_then(|value| i64::try_from(value).map_err(|_| SampleError::OutOfRange));
        assert_eq!(check_consumed(line, narrow), expected, "{line:?}");
    }
}

fn check_consumed<T: Debug>(
    line: &Line,
    sampler: impl Fn(&mut Tape<'_>) -> Result<T, SampleError<TapeEnd>>,
) -> Result<T, SampleError<TapeEnd>> {
    let mut tape = Tape::new(&line.tape);
    let found = sampler(&mut tape);
    assert!(line.outcome.is_none() || tape.remaining().is_empty(), "{line:?}: {found:?}");
    found
}

#[test]
fn typed_samplers() {
    let mut checked = 0;
    for line in lines() {
        let (family, at) = match line.function.name.split_once('_') {
            None => (line.function.name, false),
            Some((family, "shifted")) => (family, true),
            Some(_) => continue,
        };
        if !["gaussian", "laplace"].contains(&family) {
            continue;
        }
        let number = |index: usize| line.parameters[index].number();
        let natural = |index| BigUint::try_from(number(index)).expect("a natural number");
        let (location, first) = if at { (number(0).clone(), 1) } else { (0.into(), 0) };
        // The terms as they stand: in lower terms, other bytes would be read.
        let ratio = Ratio::new_raw(natural(first), natural(first + 1));
        let near = i64::try_from(&location).ok();
        macro_rules! check {
            ($sampler:expr) => {{
                let sampler = $sampler.expect("a positive parameter");
                if at {
                    let narrow = near.map(|near| {
                        let sampler = &sampler;
                        move |tape: &mut Tape<'_>| sampler.try_sample_at(near, tape)
                    });
                    check_typed(
                        line,
                        |tape| sampler.try_sample_big_at(location.clone(), tape),
                        narrow,
                    );
                } else {
                    check_typed(
                        line,
                        |tape| sampler.try_sample_big(tape),
                        Some(|tape: &mut Tape<'_>| sampler.try_sample(tape)),
                    );
                }
            }};
        }
        if family == "gaussian" {
            check!(DiscreteGaussian::from_ratio(ratio));
        } else {
            check!(DiscreteLaplace::from_ratio(ratio));
        }
        checked += 1;
    }
    assert!(checked >= 500, "{checked}");
}

#[test]
fn every_exported_function_has_enough_tapes() {
    for function in FUNCTIONS {
        let count = lines_of(function).count();
        assert!(count >= 100, "{}: {count} lines", function.name);
    }
}
