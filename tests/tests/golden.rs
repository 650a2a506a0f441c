//! Golden tapes: what the machine inside Rocq answers, the Rust answers, bit for bit.
//!
//! Every line of `golden/tapes.csv` names a function, its parameters, the bytes that the function reads from its tape, and
//! its answer, or `end` where the tape ends too early.

use std::collections::BTreeMap;
use std::fmt::Debug;

use num_bigint::{BigInt, BigUint};
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, Fault, Int, Nat, Natural, Ratio, SampleError, Stop, Tape,
    TapeEnd, exported,
};
use verinoise_tests::exported_functions;

/// One line of the file.
#[derive(Debug)]
struct Line {
    number: u64,
    function: String,
    parameters: Vec<BigInt>,
    tape: Vec<u8>,
    /// Nothing, where the tape ends too early.
    outcome: Option<BigInt>,
}

fn bytes(hex: &str) -> Vec<u8> {
    assert!(hex.is_ascii() && hex.len().is_multiple_of(2), "{hex}");
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hexadecimal digits");
    (0..hex.len()).step_by(2).map(byte).collect()
}

fn lines() -> Vec<Line> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/tapes.csv");
    let mut reader = csv::Reader::from_path(file).expect("golden/tapes.csv");
    assert_eq!(reader.headers().unwrap(), vec!["function", "parameters", "tape", "outcome"]);
    let line = |record: csv::StringRecord| Line {
        number: record.position().map_or(0, csv::Position::line),
        function: record[0].to_owned(),
        parameters: record[1].split(' ').map(|text| text.parse().expect("an integer")).collect(),
        tape: bytes(&record[2]),
        outcome: match &record[3] {
            "end" => None,
            "true" => Some(1.into()),
            "false" => Some(0.into()),
            number => Some(number.parse().expect("an integer")),
        },
    };
    reader.records().map(|record| line(record.expect("a record"))).collect()
}

/// An arithmetic that the samplers come in, and its way from and to large integers.
trait Arithmetic: Natural<Integer: Into<Int>> + Into<Nat> {
    fn natural(value: &BigInt) -> Option<Self>;
    fn integer(value: &BigInt) -> Option<Self::Integer>;
}

macro_rules! words {
    ($($word:ident $signed:ident),*) => {$(
        impl Arithmetic for $word {
            fn natural(value: &BigInt) -> Option<Self> {
                value.try_into().ok()
            }

            fn integer(value: &BigInt) -> Option<$signed> {
                value.try_into().ok()
            }
        }
    )*};
}

words!(u64 i64, u128 i128);

impl Arithmetic for Nat {
    fn natural(value: &BigInt) -> Option<Self> {
        BigUint::try_from(value).ok().map(Self::from)
    }

    fn integer(value: &BigInt) -> Option<Int> {
        Some(value.clone().into())
    }
}

type Answer = Result<BigInt, Stop<TapeEnd>>;

/// The exported function's answer. Nothing, if a parameter does not fit.
fn call<N: Arithmetic>(line: &Line, tape: &mut Tape<'_>) -> Option<Answer> {
    let parameters = line.parameters.as_slice();
    let location = || N::integer(&parameters[0]);
    let naturals =
        |from: usize| -> Option<Vec<N>> { parameters[from..].iter().map(N::natural).collect() };
    let natural = |value: N| BigInt::from(BigUint::from(value.into()));
    let integer = |value: N::Integer| BigInt::from(value.into());
    macro_rules! plain {
        ($function:ident($($index:literal),*), $convert:expr) => {{
            let p = naturals(0)?;
            assert_eq!(p.len(), [$($index),*].len(), "{line:?}");
            exported::$function(tape, $(&p[$index]),*).map($convert)
        }};
    }
    macro_rules! shifted {
        ($function:ident) => {{
            let (location, p) = (location()?, naturals(1)?);
            assert_eq!(p.len(), 2, "{line:?}");
            exported::$function(tape, &location, &p[0], &p[1]).map(integer)
        }};
    }
    Some(match line.function.as_str() {
        "uniform" => plain!(uniform(0), natural),
        "bernoulli" => plain!(bernoulli(0, 1), BigInt::from),
        "bernoulli_exp" => plain!(bernoulli_exp(0, 1), BigInt::from),
        "bernoulli_exp_unit" => plain!(bernoulli_exp_unit(0, 1), BigInt::from),
        "geometric" => plain!(geometric(0, 1), natural),
        "geometric_by_digits" => plain!(geometric_by_digits(0, 1), natural),
        "geometric_by_trials" => plain!(geometric_by_trials(0, 1), natural),
        "laplace" => plain!(laplace(0, 1), integer),
        "gaussian" => plain!(gaussian(0, 1), integer),
        "gaussian_by_rejection" => plain!(gaussian_by_rejection(0, 1, 2, 3, 4, 5), integer),
        "laplace_shifted" => shifted!(laplace_shifted),
        "gaussian_shifted" => shifted!(gaussian_shifted),
        other => panic!("line {}: there is no function {other}", line.number),
    })
}

/// Replays every line. How many were answered, refused for lack of room, and skipped since a parameter does not fit.
fn replay<N: Arithmetic>() -> (usize, usize, usize) {
    let (mut answered, mut refused, mut skipped) = (0, 0, 0);
    for line in lines() {
        let mut tape = Tape::new(&line.tape);
        match (call::<N>(&line, &mut tape), &line.outcome) {
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
            match call::<N>(&line, &mut Tape::new(shorter)) {
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
    assert!(answered > 2 * (refused + skipped));
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
    assert_eq!(found, line.outcome.clone().ok_or(SampleError::Source(TapeEnd)), "{line:?}");
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
        let (family, at) = match line.function.split_once('_') {
            None => (line.function.as_str(), false),
            Some((family, "shifted")) => (family, true),
            Some(_) => continue,
        };
        if !["gaussian", "laplace"].contains(&family) {
            continue;
        }
        let number =
            |index: usize| BigUint::try_from(&line.parameters[index]).expect("a natural number");
        let (location, first) = if at { (line.parameters[0].clone(), 1) } else { (0.into(), 0) };
        // The terms as they stand: in lower terms, other bytes would be read.
        let ratio = Ratio::new_raw(number(first), number(first + 1));
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
                        &line,
                        |tape| sampler.try_sample_big_at(location.clone(), tape),
                        narrow,
                    );
                } else {
                    check_typed(
                        &line,
                        |tape| sampler.try_sample_big(tape),
                        Some(|tape: &mut Tape<'_>| sampler.try_sample(tape)),
                    );
                }
            }};
        }
        if family == "gaussian" {
            check!(DiscreteGaussian::new(ratio));
        } else {
            check!(DiscreteLaplace::new(ratio));
        }
        checked += 1;
    }
    assert!(checked >= 500, "{checked}");
}

#[test]
fn every_exported_function_has_enough_tapes() {
    let lines = lines();
    assert!(lines.len() >= 2000, "{} lines", lines.len());
    let mut counts = BTreeMap::new();
    for line in &lines {
        *counts.entry(line.function.as_str()).or_insert(0) += 1;
    }
    for function in exported_functions() {
        let count = counts.get(function).copied().unwrap_or(0);
        assert!(count >= 100, "{function}: {count} lines");
    }
}
