//! Writes rational numbers in decimal, rounded to a named side.

use alloc::format;
use alloc::string::{String, ToString};

use num_bigint::BigUint;
use num_rational::Ratio;

use super::interval::div_rem;
use crate::arithmetic::MAX_EXPONENT;

/// The largest number of significant digits that are written.
const MAX_DIGITS: u32 = 1000;

/// Writes a number in decimal with at most `digits` significant digits (at least one, at most 1000),
/// rounded **up**.
/// This is the right side for an ε, ρ or δ that was spent: what is written is not below the number.
///
/// Numbers below 10^-5 and those from 10^21 on are written with an exponent.
/// [`parse_rational`](crate::parse_rational) reads the text back as long as it has at most 1000 bytes,
/// which is so for 20 digits of any number between 10^-1900 and 10^1900.
///
/// ```
/// use verinoise::{parse_rational, privacy::decimal_up};
///
/// assert_eq!(decimal_up(&parse_rational("2/3")?, 3), "0.667");
/// assert_eq!(decimal_up(&parse_rational("1e-9")?, 3), "1e-9");
/// # Ok::<(), verinoise::ParseRationalError>(())
/// ```
#[must_use]
pub fn decimal_up(value: &Ratio<BigUint>, digits: u32) -> String {
    decimal(value, digits, true)
}

/// Writes a number in decimal with at most `digits` significant digits (at least one), rounded
/// **down**. This is the right side for a ρ or ε that is a limit: what is written is not above the
/// number.
///
/// The text has the form that [`decimal_up`] describes.
///
/// ```
/// use verinoise::{parse_rational, privacy::decimal_down};
///
/// assert_eq!(decimal_down(&parse_rational("2/3")?, 3), "0.666");
/// # Ok::<(), verinoise::ParseRationalError>(())
/// ```
#[must_use]
pub fn decimal_down(value: &Ratio<BigUint>, digits: u32) -> String {
    decimal(value, digits, false)
}

fn decimal(value: &Ratio<BigUint>, digits: u32, up: bool) -> String {
    let (n, d) = (value.numer(), value.denom());
    if *n == BigUint::ZERO || *d == BigUint::ZERO {
        return "0".to_string();
    }
    let digits = i64::from(digits.clamp(1, MAX_DIGITS));
    let mut exponent = leading_exponent(n, d);
    let scaled = rounded(n, d, digits - 1 - exponent, up);
    if scaled == ten_to(digits) {
        // A power of ten, at the latest after rounding up.
        exponent += 1;
    }
    let text = scaled.to_string();
    layout(text.trim_end_matches('0'), exponent)
}

/// The `e` with `10^e <= n / d < 10^(e + 1)`; for a power of ten below 1, one less.
fn leading_exponent(n: &BigUint, d: &BigUint) -> i64 {
    let (whole, _) = div_rem(n, d);
    if whole != BigUint::ZERO {
        return signed(whole.to_string().len()) - 1;
    }
    let (inverse, _) = div_rem(d, n);
    -signed(inverse.to_string().len())
}

/// `n / d * 10^shift`, rounded.
fn rounded(n: &BigUint, d: &BigUint, shift: i64, up: bool) -> BigUint {
    let (quotient, rest) = if shift >= 0 {
        div_rem(&(n * ten_to(shift)), d)
    } else {
        div_rem(n, &(d * ten_to(-shift)))
    };
    if up && rest != BigUint::ZERO { quotient + 1_u32 } else { quotient }
}

/// The digits with the point where it belongs, where the first digit stands for `10^exponent`.
///
/// The exponent that is written is one that is read: of a number beyond, the mantissa has the rest.
fn layout(digits: &str, exponent: i64) -> String {
    if (-5..=20.max(signed(digits.len()))).contains(&exponent) {
        return plain(digits, exponent);
    }
    let written = exponent.clamp(-signed(MAX_EXPONENT), signed(MAX_EXPONENT));
    format!("{}e{written}", plain(digits, exponent - written))
}

/// The digits with the point where it belongs, without an exponent.
fn plain(digits: &str, exponent: i64) -> String {
    let length = signed(digits.len());
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    if exponent < 0 {
        format!("0.{}{digits}", zeros(-exponent - 1))
    } else if exponent + 1 >= length {
        format!("{digits}{}", zeros(exponent + 1 - length))
    } else {
        let (whole, fraction) =
            digits.split_at_checked(usize::try_from(exponent + 1).unwrap_or(0)).unwrap_or_default();
        format!("{whole}.{fraction}")
    }
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn ten_to(exponent: i64) -> BigUint {
    BigUint::from(10_u32).pow(u32::try_from(exponent).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_rational;

    #[test]
    fn digits() {
        for (value, digits, down, up) in [
            ("0", 3, "0", "0"),
            ("2/3", 3, "0.666", "0.667"),
            ("0.9996", 3, "0.999", "1"),
            ("99.96", 3, "99.9", "100"),
            ("1234.5", 2, "1200", "1300"),
            ("1", 5, "1", "1"),
            ("0.1", 1, "0.1", "0.1"),
            ("0.01", 4, "0.01", "0.01"),
            ("1e-5", 3, "0.00001", "0.00001"),
            ("1e-6", 3, "1e-6", "1e-6"),
            ("1e-9", 3, "1e-9", "1e-9"),
            ("123e-12", 2, "1.2e-10", "1.3e-10"),
            ("1e20", 3, "100000000000000000000", "100000000000000000000"),
            ("1e21", 3, "1e21", "1e21"),
            ("99.996e18", 4, "99990000000000000000", "100000000000000000000"),
            ("1e30", 3, "1e30", "1e30"),
            ("0.00012345", 4, "0.0001234", "0.0001235"),
            ("12.5", 0, "10", "20"),
            ("999999/1000000", 6, "0.999999", "0.999999"),
        ] {
            let value = parse_rational(value).expect("a rational");
            assert_eq!(decimal_down(&value, digits), down);
            assert_eq!(decimal_up(&value, digits), up);
        }
    }

    /// The exponent stays within what is read, and every text is read back.
    #[test]
    fn huge_and_tiny_numbers() {
        let power = |exponent: u32| Ratio::from_integer(ten_to(exponent.into()));
        for (value, down, up) in [
            (power(1000), "1e1000", "1e1000"),
            (power(1002) * ten_to(1) / BigUint::from(8_u32), "125e1000", "125e1000"),
            (power(1010) / BigUint::from(3_u32), "3333000000e1000", "3334000000e1000"),
            (power(1001).recip(), "0.1e-1000", "0.1e-1000"),
            ((power(1003) * BigUint::from(7_u32)).recip(), "0.0001428e-1000", "0.0001429e-1000"),
        ] {
            assert_eq!(decimal_down(&value, 4), down);
            assert_eq!(decimal_up(&value, 4), up);
        }
        for exponent in (0..1900).step_by(100) {
            for value in [power(exponent), power(exponent).recip()] {
                let value = value * BigUint::from(2_u32) / BigUint::from(3_u32);
                let [down, up] = [decimal_down(&value, 20), decimal_up(&value, 20)]
                    .map(|text| parse_rational(&text).expect("a rational"));
                assert!(down < value && value < up && (&up - &down) * ten_to(18) < value);
            }
        }
    }

    #[test]
    fn decimals_bracket_the_number() {
        for n in 1_u32..300 {
            for scale in ["1e-12", "1/7", "1", "1e25/13"] {
                let Some((numerator, denominator)) = scale.split_once('/') else {
                    continue;
                };
                let unit = parse_rational(numerator).expect("a rational")
                    / parse_rational(denominator).expect("a rational");
                let value = unit * BigUint::from(n);
                for digits in 1..6 {
                    let down = parse_rational(&decimal_down(&value, digits)).expect("a rational");
                    let up = parse_rational(&decimal_up(&value, digits)).expect("a rational");
                    assert!(down <= value && value <= up);
                    let unit = ten_to(digits.into()) / 10_u32;
                    assert!((&up - &down) * unit <= value, "{value} to {digits} digits");
                }
            }
        }
    }
}
