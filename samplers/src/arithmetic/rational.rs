//! Exact rational numbers from text.

use core::error::Error;
use core::fmt;

use num_bigint::BigUint;
use num_rational::Ratio;

/// The longest text that [`parse_rational`] reads, in bytes.
const MAX_LENGTH: usize = 1000;
/// The largest decimal exponent that [`parse_rational`] reads, in magnitude.
const MAX_EXPONENT: usize = 1000;

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
        let denominator = number(denominator);
        if denominator == BigUint::ZERO {
            return Err(ParseRationalError::ZeroDenominator { position: denominator_at + 1 });
        }
        return Ok(Ratio::new(number(whole), denominator));
    }
    let fraction = if reader.skip(b".") { reader.digits() } else { "" };
    if whole.is_empty() && fraction.is_empty() {
        reader.end()?;
        return Err(ParseRationalError::MissingDigits);
    }
    let (negative, exponent) = reader.exponent()?;
    reader.end()?;
    let digits = number(whole) * ten_to(fraction.len()) + number(fraction);
    let (up, down) = if negative { (0, exponent) } else { (exponent, 0) };
    Ok(Ratio::new(digits * ten_to(up), ten_to(fraction.len() + down)))
}

/// Why a text is not a rational number. Positions count characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseRationalError {
    /// There are no digits where a number must have some.
    MissingDigits,
    /// A character that cannot stand where it stands.
    Unexpected {
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// The denominator is 0.
    ZeroDenominator {
        /// Where the denominator starts.
        position: usize,
    },
    /// The exponent is above 1000 or below -1000.
    ExponentTooLarge {
        /// Where the exponent's digits start.
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

fn ten_to(exponent: usize) -> BigUint {
    BigUint::from(10_u32).pow(u32::try_from(exponent).unwrap_or(u32::MAX))
}
