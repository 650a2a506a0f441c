//! Numbers on the command line: digits, with a sign, a slash, a point or an exponent where there may be one, and nothing else.
//!
//! Rationals are read by the library. Integers are read here: the parsers of other crates accept a `+` or underscores, each
//! its own way.

use std::num::NonZeroU64;

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;
use verinoise::parse_rational;

/// A rational number, at least 0.
pub fn rational(text: &str) -> Result<Ratio<BigUint>, String> {
    if text.starts_with('-') {
        return Err("must be at least 0".into());
    }
    parse_rational(text).map_err(|error| error.to_string())
}

/// A rational number above 0.
pub fn positive_rational(text: &str) -> Result<Ratio<BigUint>, String> {
    const TOO_SMALL: &str = "must be greater than 0";
    if text.starts_with('-') {
        return Err(TOO_SMALL.into());
    }
    let value = rational(text)?;
    if *value.numer() == BigUint::ZERO { Err(TOO_SMALL.into()) } else { Ok(value) }
}

/// A rational number between 0 and 1.
pub fn probability(text: &str) -> Result<Ratio<BigUint>, String> {
    let value = positive_rational(text)?;
    if value.numer() < value.denom() { Ok(value) } else { Err("must be less than 1".into()) }
}

/// An integer of any size, with a minus sign if it is negative.
pub fn integer(text: &str) -> Result<BigInt, String> {
    digits(text, text.strip_prefix('-').unwrap_or(text))?;
    text.parse().map_err(|_| "must be an integer".into())
}

/// An integer from 0 that fits 64 bits.
pub fn count(text: &str) -> Result<u64, String> {
    digits(text, text)?;
    text.parse().map_err(|_| "must be less than 2^64".into())
}

/// An integer from 1 that fits 64 bits.
pub fn positive(text: &str) -> Result<NonZeroU64, String> {
    count(text)
        .ok()
        .and_then(NonZeroU64::new)
        .ok_or_else(|| "must be an integer from 1 to 2^64 - 1, written in digits".into())
}

/// Checks that the end `rest` of `text` is one or more digits.
fn digits(text: &str, rest: &str) -> Result<(), String> {
    match rest.find(|character: char| !character.is_ascii_digit()) {
        Some(index) => {
            let place = text.len() - rest.len() + index;
            let character = rest[index..].chars().next().unwrap_or_default();
            Err(format!("unexpected {character:?} at position {}", place + 1))
        }
        None if rest.is_empty() => Err("an integer needs digits".into()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        assert_eq!(integer("1000"), Ok(1000.into()));
        assert_eq!(integer("-007"), Ok((-7).into()));
        assert_eq!(count("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(positive("12").map(NonZeroU64::get), Ok(12));
        for (text, message) in [
            ("1_000", "unexpected '_' at position 2"),
            ("-1_000", "unexpected '_' at position 3"),
            ("+1", "unexpected '+' at position 1"),
            (" 1", "unexpected ' ' at position 1"),
            ("1 ", "unexpected ' ' at position 2"),
            ("--1", "unexpected '-' at position 2"),
            ("1.0", "unexpected '.' at position 2"),
            ("1e3", "unexpected 'e' at position 2"),
            ("0x10", "unexpected 'x' at position 2"),
            ("1,000", "unexpected ',' at position 2"),
            ("٣", "unexpected '٣' at position 1"),
            ("−1", "unexpected '−' at position 1"),
            ("", "an integer needs digits"),
            ("-", "an integer needs digits"),
        ] {
            assert_eq!(integer(text), Err(message.to_owned()), "{text:?}");
            assert!(count(text).is_err() && positive(text).is_err(), "{text:?}");
            // What is no integer here is no rational number either, but for points and exponents.
            let rational = positive_rational(text).is_ok();
            assert_eq!(rational, ["1.0", "1e3"].contains(&text), "{text:?}");
        }
        assert!(count("-1").is_err() && count("18446744073709551616").is_err());
        assert!(positive("0").is_err());
    }
}
