//! Numbers from text.

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::parse_rational;

/// Parses the input. What can be parsed is positive or zero, in lowest terms, and its own text parses
/// to itself.
pub fn numbers(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match parse_rational(text) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(value) => {
            let lowest = Ratio::new(value.numer().clone(), value.denom().clone());
            assert_eq!((value.numer(), value.denom()), (lowest.numer(), lowest.denom()));
            let again = value.to_string();
            if again.len() <= 1000 {
                assert_eq!(parse_rational(&again).as_ref(), Ok(&value), "{text}");
            }
            if let Some((whole, part)) = text.split_once('/') {
                let number = |digits: &str| digits.parse::<BigUint>().expect("digits");
                assert_eq!(value, Ratio::new(number(whole), number(part)));
            }
        }
    }
}
