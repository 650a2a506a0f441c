//! The golden tapes: what the machine inside Rocq answers.
//!
//! Every line of `golden/tapes.csv` names a function, its parameters, the bytes that the function reads from its tape, and
//! its answer, or `end` where the tape ends too early. A sequence is written `[1;2;3]`.

use std::sync::LazyLock;

use num_bigint::BigInt;
use verinoise::Natural;

use crate::{Datum, Function, Value, function};

/// One line of the file.
#[derive(Debug)]
pub struct Line {
    /// The function.
    pub function: &'static Function,
    /// Its parameters.
    pub parameters: Vec<Datum>,
    /// The bytes that it reads.
    pub tape: Vec<u8>,
    /// What it returns. Nothing, where the tape ends too early.
    pub outcome: Option<Datum>,
}

impl Line {
    /// The parameters in the arithmetic `N`. Nothing, if one of them does not fit.
    #[must_use]
    pub fn values<N: Natural>(&self) -> Option<Vec<Value<N>>> {
        values(self.function, &self.parameters)
    }
}

/// The parameters of a function in the arithmetic `N`. Nothing, if one of them does not fit.
///
/// # Panics
/// If the function has not that many parameters.
#[must_use]
pub fn values<N: Natural>(function: &Function, parameters: &[Datum]) -> Option<Vec<Value<N>>> {
    assert_eq!(function.parameters.len(), parameters.len(), "{function:?} of {parameters:?}");
    function
        .parameters
        .iter()
        .zip(parameters)
        .map(|(kind, datum)| Value::new(*kind, datum))
        .collect()
}

/// All lines of the file.
///
/// # Panics
/// If the file is malformed.
#[must_use]
pub fn lines() -> &'static [Line] {
    static LINES: LazyLock<Vec<Line>> = LazyLock::new(read);
    &LINES
}

/// The lines of one function.
pub fn lines_of(function: &Function) -> impl Iterator<Item = &'static Line> {
    lines().iter().filter(move |line| line.function.name == function.name)
}

/// The parameters that the lines of one function have, each once.
#[must_use]
pub fn parameters_of(function: &Function) -> Vec<&'static [Datum]> {
    let mut all: Vec<_> = lines_of(function).map(|line| line.parameters.as_slice()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn read() -> Vec<Line> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/tapes.csv");
    let mut reader = csv::Reader::from_path(file).expect("golden/tapes.csv");
    let headers = reader.headers().expect("a header");
    assert_eq!(headers, vec!["function", "parameters", "tape", "outcome"]);
    let line = |record: csv::StringRecord| Line {
        function: function(&record[0]),
        parameters: record[1].split(' ').map(parameter).collect(),
        tape: bytes(&record[2]),
        outcome: if &record[3] == "end" { None } else { Some(outcome(&record[3])) },
    };
    reader.records().map(|record| line(record.expect("a record"))).collect()
}

fn parameter(text: &str) -> Datum {
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        None => Datum::Number(number(text)),
        Some("") => Datum::Numbers(Vec::new()),
        Some(items) => Datum::Numbers(items.split(';').map(number).collect()),
    }
}

/// One value, or several of them.
fn outcome(text: &str) -> Datum {
    if text.contains(' ') {
        Datum::Numbers(text.split(' ').map(number).collect())
    } else {
        Datum::Number(number(text))
    }
}

fn number(text: &str) -> BigInt {
    match text {
        "true" => 1.into(),
        "false" => 0.into(),
        number => number.parse().expect("an integer"),
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    assert!(hex.is_ascii() && hex.len().is_multiple_of(2), "{hex}");
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hexadecimal digits");
    (0..hex.len()).step_by(2).map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::{outcome, parameter};

    #[test]
    fn numbers_and_sequences_are_read() {
        assert_eq!(parameter("-7"), (-7).into());
        assert_eq!(parameter("true"), 1.into());
        assert_eq!(parameter("[]"), [].into());
        assert_eq!(parameter("[5]"), [5].into());
        assert_eq!(parameter("[1;-2;3]"), [1, -2, 3].into());
        assert_eq!(parameter("[false;true]"), [0, 1].into());
        assert_eq!(outcome("12"), 12.into());
        assert_eq!(outcome("12 true"), [12, 1].into());
    }
}
