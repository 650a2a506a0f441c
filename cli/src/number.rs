//! Numbers as this program prints them: rounded to a named side, and always so that it reads them again.

use std::fmt;

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::parse_rational;
use verinoise::privacy::{decimal_down, decimal_up};

use crate::failure::Failure;

/// Significant digits of rounded numbers.
const DIGITS: u32 = 12;
/// A fraction of at most so many characters is printed before a decimal is.
const SHORT: usize = 12;
/// A fraction of more characters is rounded.
const LONG: usize = 30;

/// A number as it is printed, together with exactly the value that the text has.
///
/// A statement about printed numbers is computed from these values, so that it is true as printed.
#[derive(Clone, Debug)]
pub struct Printed {
    text: String,
    value: Ratio<BigUint>,
}

impl Printed {
    /// The value of the text.
    pub const fn value(&self) -> &Ratio<BigUint> {
        &self.value
    }

    fn read(text: String) -> Result<Self, Failure> {
        match parse_rational(&text) {
            Ok(value) => Ok(Self { text, value }),
            Err(_) => Err(Failure::Input(
                "a result is too large or too small to be printed: numbers here have at most 1000 characters, and an \
                 exponent of at most 1000"
                    .into(),
            )),
        }
    }
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The number in decimal, rounded up in the twelfth digit; 10^-1000 for a positive number so far below that its digits
/// could not be read.
pub fn up(value: &Ratio<BigUint>) -> Result<Printed, Failure> {
    Printed::read(decimal_up(value, DIGITS)).or_else(|failure| {
        if value.numer() < value.denom() { Printed::read("1e-1000".into()) } else { Err(failure) }
    })
}

/// The number in decimal, rounded down in the twelfth digit.
pub fn down(value: &Ratio<BigUint>) -> Result<Printed, Failure> {
    Printed::read(decimal_down(value, DIGITS))
}

/// The number itself, as a fraction or a decimal, if that is short; otherwise rounded up.
pub fn exact_or_up(value: &Ratio<BigUint>) -> Result<Printed, Failure> {
    let fraction = value.to_string();
    let decimal = up(value);
    let is_exact = decimal.as_ref().is_ok_and(|decimal| decimal.value == *value);
    if fraction.len() <= SHORT || fraction.len() <= LONG && !is_exact {
        Printed::read(fraction)
    } else {
        decimal
    }
}

/// The number itself: a short fraction, a short decimal, or a long fraction. A number with no text that is read is an error.
pub fn exact(value: &Ratio<BigUint>) -> Result<Printed, Failure> {
    let short = exact_or_up(value);
    match short {
        Ok(printed) if printed.value == *value => Ok(printed),
        _ => Printed::read(value.to_string()),
    }
}

/// δ in decimal, rounded up, or `None` if that is 1 and so says nothing.
///
/// The library gives δ down to 2^-4096; what is printed is at least 10^-1000.
pub fn delta_up(value: &Ratio<BigUint>) -> Result<Option<Printed>, Failure> {
    let least = Ratio::new(1_u32.into(), BigUint::from(10_u32).pow(1000));
    let printed = up(value.max(&least))?;
    Ok((printed.value.numer() < printed.value.denom()).then_some(printed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rational(text: &str) -> Ratio<BigUint> {
        parse_rational(text).expect("a rational")
    }

    #[test]
    fn exact_numbers_stay_exact() {
        for (value, text) in [
            ("0", "0"),
            ("1/2", "1/2"),
            ("25/4", "25/4"),
            ("1e-9", "1/1000000000"),
            ("1e-12", "1e-12"),
            ("0.0149730576735", "0.0149730576735"),
            ("3000000000000/9982038449", "3000000000000/9982038449"),
            ("1e40", "1e40"),
            ("1e1000", "1e1000"),
            // Rounded up.
            ("100000000000000000000000000000/3", "3.33333333334e28"),
            ("2e40/3", "6.66666666667e39"),
        ] {
            // A fraction of decimals.
            let value = value.split('/').map(rational).reduce(|n, d| n / d).expect("a number");
            let printed = exact_or_up(&value).expect("printable");
            assert_eq!((printed.to_string().as_str(), printed.value() >= &value), (text, true));
        }
    }

    #[test]
    fn the_value_is_that_of_the_text() {
        let third = rational("1/3");
        assert_eq!(up(&third).expect("printable").value(), &rational("0.333333333334"));
        assert_eq!(down(&third).expect("printable").value(), &rational("0.333333333333"));
    }

    #[test]
    fn deltas() {
        let small = Ratio::new(1_u32.into(), BigUint::from(1_u32) << 4096_u32);
        let printed = delta_up(&small).expect("printable").expect("below 1");
        assert_eq!(printed.to_string(), "1e-1000");
        let large = rational("0.99999999999999999");
        assert!(delta_up(&large).expect("printable").is_none());
    }

    #[test]
    fn long_numbers_stay_exact_on_demand() {
        let long = rational("100000000000000000000000000000000000001/3");
        assert_eq!(exact(&long).expect("printable").to_string(), long.to_string());
        assert_eq!(exact(&rational("1e-1000")).expect("printable").to_string(), "1e-1000");
        assert!(exact(&rational(&format!("0.{}e-1000", "3".repeat(900)))).is_err());
    }

    #[test]
    fn what_cannot_be_read_is_not_printed() {
        let huge = Ratio::from_integer(BigUint::from(10_u32).pow(2500));
        let tiny = huge.recip();
        assert!(up(&huge).is_err() && exact_or_up(&huge).is_err());
        assert!(down(&huge).is_err() && down(&tiny).is_err());
        assert_eq!(exact_or_up(&tiny).expect("printable").to_string(), "1e-1000");
    }
}
