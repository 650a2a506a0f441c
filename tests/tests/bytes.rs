//! The random bytes that noise takes: the averages that the documentation of the typed samplers shows are measured here.
//!
//! The documentation includes the tables of `samplers/src/noise/bytes/`. This test compares them with averages over half a
//! million samples on fixed bytes, and says what a table should be where they differ.

use std::fmt::Write as _;

use chacha20::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use verinoise::{Natural, Stop, Tape, TapeEnd};
use verinoise_tests::{Level, Value, call};

const SAMPLES: usize = 1 << 19;

/// Bytes that one sample takes, on average.
#[expect(clippy::cast_precision_loss, reason = "a table of one decimal")]
fn average(function: &str, numerator: u128, denominator: u128) -> f64 {
    let parameters = [Value::Natural(numerator), Value::Natural(denominator)];
    let mut generator = ChaCha8Rng::from_seed([8; 32]);
    let (mut samples, mut consumed) = (0, 0);
    let mut bytes = vec![0; 1 << 16];
    while samples < SAMPLES {
        generator.fill_bytes(&mut bytes);
        let mut tape = Tape::new(&bytes);
        // A sample that needs more than these is far from the end: none is cut off.
        while tape.remaining().len() >= 1 << 10 {
            let before = tape.consumed();
            draw(function, &parameters, &mut tape).expect("double words suffice");
            (samples, consumed) = (samples + 1, consumed + tape.consumed() - before);
        }
    }
    consumed as f64 / samples as f64
}

fn draw<N: Natural>(
    function: &str,
    parameters: &[Value<N>],
    tape: &mut Tape<'_>,
) -> Result<Value<N>, Stop<TapeEnd>> {
    call(Level::Tapes, function, parameters, tape)
}

/// The averages at these scales, in Markdown.
fn table(function: &str, symbol: &str, scales: &[(&str, u128, u128)]) -> String {
    let (mut head, mut rule) = (format!("| {symbol} |"), "|---|".to_owned());
    let mut row = "| bytes |".to_owned();
    for (scale, numerator, denominator) in scales {
        // Writing to a string cannot fail.
        let _ = write!(head, " {scale} |");
        rule.push_str("---|");
        let _ = write!(row, " {:.1} |", average(function, *numerator, *denominator));
    }
    format!("{head}\n{rule}\n{row}\n")
}

#[test]
fn gaussian() {
    let variances = [
        ("1/2", 1, 4),
        ("1", 1, 1),
        ("10", 100, 1),
        ("100", 10_000, 1),
        ("1000", 1_000_000, 1),
        ("2^20", 1 << 40, 1),
        ("2^40", 1 << 80, 1),
    ];
    let expected = table("gaussian", "σ", &variances);
    assert_eq!(
        include_str!("../../samplers/src/noise/bytes/gaussian.md"),
        expected,
        "\n{expected}"
    );
}

#[test]
fn laplace() {
    let scales = [
        ("1/2", 1, 2),
        ("1", 1, 1),
        ("10", 10, 1),
        ("100", 100, 1),
        ("1000", 1000, 1),
        ("2^20", 1 << 20, 1),
        ("2^40", 1 << 40, 1),
    ];
    let expected = table("laplace", "t", &scales);
    assert_eq!(include_str!("../../samplers/src/noise/bytes/laplace.md"), expected, "\n{expected}");
}
