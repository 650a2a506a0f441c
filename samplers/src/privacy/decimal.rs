//! Decimals for people, rounded to a named side.

use alloc::format;
use alloc::string::{String, ToString};

use num_bigint::BigUint;
use num_rational::Ratio;

use super::interval::div_rem;

/// The number in decimal with at most so many significant digits (at least one), rounded **up**: for
/// ε, ρ and δ that were spent.
///
/// Very large and very small numbers have an exponent. [`parse_rational`](crate::parse_rational) reads
/// the result back.
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

/// The number in decimal with at most so many significant digits (at least one), rounded **down**:
/// for a ρ or ε that is a limit.
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
    let digits = i64::from(digits.max(1));
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

/// The digits with the point where it belongs.
fn layout(digits: &str, exponent: i64) -> String {
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    let length = signed(digits.len());
    if exponent < -5 || exponent > 20.max(length) {
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{first}{point}{rest}e{exponent}");
    }
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
