//! Exact rational numbers from text.

use core::error::Error;
use core::fmt;

use num_bigint::BigUint;
use num_rational::Ratio;

/// The longest text that [`parse_rational`] reads, in bytes.
const MAX_LENGTH: usize = 1000;
/// The largest decimal exponent that [`parse_rational`] reads, in magnitude.
pub(crate) const MAX_EXPONENT: usize = 1000;

/// Reads an exact rational number: `25`, `25/4`, `6.25`, `.5`, `625e-2`.
///
/// A fraction is two strings of digits with a slash between; a decimal is digits with a point
/// somewhere, and perhaps an exponent `e` of ten with its sign. There is no sign before the number,
/// and no space anywhere. What is written is what is meant: `0.1` is one tenth. The result is in
/// lowest terms.
///
/// # Errors
/// [`ParseRationalError`] says what is wrong, and where.
///
/// ```
/// use verinoise::parse_rational;
///
/// assert_eq!(parse_rational("6.25")?, parse_rational("25/4")?);
/// assert_eq!(parse_rational("1e-3")?, parse_rational("1/1000")?);
/// assert_eq!(parse_rational("6,25").unwrap_err().to_string(), "unexpected ',' at position 2");
/// # Ok::<(), verinoise::ParseRationalError>(())
/// ```
pub fn parse_rational(text: &str) -> Result<Ratio<BigUint>, ParseRationalError> {
    Ok(Written::read(text)?.exact())
}

/// Reads a number as [`parse_rational`] does, but allocates nothing: the answer is `None` if the number
/// takes more than 128 bits on the way to lowest terms.
///
/// # Errors
/// As for [`parse_rational`].
///
/// ```
/// use verinoise::{Ratio, parse_small_rational};
///
/// assert_eq!(parse_small_rational("6.25"), Ok(Some(Ratio::new(25, 4))));
/// assert_eq!(parse_small_rational("1e40"), Ok(None));
/// ```
pub fn parse_small_rational(text: &str) -> Result<Option<Ratio<u128>>, ParseRationalError> {
    Ok(Written::read(text)?.small())
}

/// A number as it is written; the denominator is not 0.
enum Written<'a> {
    /// Digits, a slash, digits.
    Fraction(&'a str, &'a str),
    /// Digits before and after a point, without zeros at the end, times ten to the power `up - down`.
    Decimal { whole: &'a str, fraction: &'a str, up: usize, down: usize },
}

impl<'a> Written<'a> {
    fn read(text: &'a str) -> Result<Self, ParseRationalError> {
        if text.len() > MAX_LENGTH {
            return Err(ParseRationalError::TooLong);
        }
        let mut reader = Reader { text, position: 0 };
        let whole = reader.digits();
        if reader.skip(b"/") {
            let denominator_at = reader.position;
            let denominator = reader.digits();
            reader.end()?;
            if whole.is_empty() || denominator.is_empty() {
                return Err(ParseRationalError::MissingDigits);
            }
            if denominator.bytes().all(|digit| digit == b'0') {
                return Err(ParseRationalError::ZeroDenominator { position: denominator_at + 1 });
            }
            return Ok(Self::Fraction(whole, denominator));
        }
        let fraction = if reader.skip(b".") { reader.digits() } else { "" };
        if whole.is_empty() && fraction.is_empty() {
            reader.end()?;
            return Err(ParseRationalError::MissingDigits);
        }
        let (negative, exponent) = reader.exponent()?;
        reader.end()?;
        let (up, down) = if negative { (0, exponent) } else { (exponent, 0) };
        Ok(Self::Decimal { whole, fraction: fraction.trim_end_matches('0'), up, down })
    }

    /// The number in lowest terms.
    fn exact(&self) -> Ratio<BigUint> {
        match self {
            Self::Fraction(numerator, denominator) => {
                Ratio::new(number(numerator), number(denominator))
            }
            Self::Decimal { whole, fraction, up, down } => {
                let digits = number(whole) * ten_to(fraction.len()) + number(fraction);
                Ratio::new(digits * ten_to(*up), ten_to(fraction.len() + down))
            }
        }
    }

    /// The number in lowest terms, if 128 bits are enough for it as it is written.
    fn small(&self) -> Option<Ratio<u128>> {
        match self {
            Self::Fraction(numerator, denominator) => {
                Some(Ratio::new(small_number(numerator, 0)?, small_number(denominator, 0)?))
            }
            Self::Decimal { whole, fraction, up, down } => {
                let digits = small_number(fraction, small_number(whole, 0)?)?;
                let ten_to = |exponent| 10_u128.checked_pow(u32::try_from(exponent).ok()?);
                let down = fraction.len() + down;
                Some(Ratio::new(
                    digits.checked_mul(ten_to(up.saturating_sub(down))?)?,
                    ten_to(down.saturating_sub(*up))?,
                ))
            }
        }
    }
}

/// The reason for which a text is not a rational number. Positions count characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseRationalError {
    /// There are no digits where a number must have some.
    MissingDigits,
    /// A character that cannot stand where it stands.
    Unexpected {
        /// The character.
        character: char,
        /// Its position.
        position: usize,
    },
    /// The denominator is 0.
    ZeroDenominator {
        /// The position of the denominator's first digit.
        position: usize,
    },
    /// The exponent is above 1000 or below -1000.
    ExponentTooLarge {
        /// The position of the exponent's first digit.
        position: usize,
    },
    /// The text is longer than 1000 bytes.
    TooLong,
}

impl fmt::Display for ParseRationalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingDigits => {
                f.write_str("a number needs digits: write it as 25, 25/4 or 6.25")
            }
            Self::Unexpected { character, position } => {
                write!(f, "unexpected {character:?} at position {position}")
            }
            Self::ZeroDenominator { position } => {
                write!(f, "the denominator at position {position} is 0")
            }
            Self::ExponentTooLarge { position } => {
                write!(f, "the exponent at position {position} is beyond {MAX_EXPONENT}")
            }
            Self::TooLong => write!(f, "the number is longer than {MAX_LENGTH} bytes"),
        }
    }
}

impl Error for ParseRationalError {}

/// A place in a text; everything before it is ASCII.
struct Reader<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or_default()
    }

    /// The digits from here on, perhaps none.
    fn digits(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.position += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Steps over one of the `choices`, if it comes next.
    fn skip(&mut self, choices: &[u8]) -> bool {
        let found = self.rest().bytes().next().is_some_and(|byte| choices.contains(&byte));
        self.position += usize::from(found);
        found
    }

    /// The exponent, if there is one: whether it is negative, and its magnitude.
    fn exponent(&mut self) -> Result<(bool, usize), ParseRationalError> {
        if !self.skip(b"eE") {
            return Ok((false, 0));
        }
        let negative = self.skip(b"-");
        if !negative {
            self.skip(b"+");
        }
        let position = self.position + 1;
        let digits = self.digits();
        if digits.is_empty() {
            self.end()?;
            return Err(ParseRationalError::MissingDigits);
        }
        let magnitude = digits.bytes().try_fold(0, |value: usize, digit| {
            let value = 10 * value + usize::from(digit - b'0');
            (value <= MAX_EXPONENT).then_some(value)
        });
        Ok((negative, magnitude.ok_or(ParseRationalError::ExponentTooLarge { position })?))
    }

    fn end(&self) -> Result<(), ParseRationalError> {
        match self.rest().chars().next() {
            None => Ok(()),
            Some(character) => {
                Err(ParseRationalError::Unexpected { character, position: self.position + 1 })
            }
        }
    }
}

/// The value of a string of decimal digits.
fn number(digits: &str) -> BigUint {
    BigUint::parse_bytes(digits.as_bytes(), 10).unwrap_or_default()
}

/// The value of the digits behind those that give `before`, if it fits.
fn small_number(digits: &str, before: u128) -> Option<u128> {
    digits
        .bytes()
        .try_fold(before, |value, digit| value.checked_mul(10)?.checked_add((digit - b'0').into()))
}

fn ten_to(exponent: usize) -> BigUint {
    BigUint::from(10_u32).pow(u32::try_from(exponent).unwrap_or(u32::MAX))
}
