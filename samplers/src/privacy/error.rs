//! The error of the functions about privacy.

use core::error::Error;
use core::fmt;

/// The reason why a number cannot be used as a privacy parameter, a sensitivity or a risk. Each variant
/// names the condition that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PrivacyError {
    /// The integer must not be negative.
    Negative,
    /// The denominator must not be 0.
    ZeroDenominator,
    /// The number must be greater than 0.
    NotPositive,
    /// The number must be less than 1.
    NotBelowOne,
}

impl fmt::Display for PrivacyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Negative => "the number must not be negative",
            Self::ZeroDenominator => "the denominator must not be 0",
            Self::NotPositive => "the number must be greater than 0",
            Self::NotBelowOne => "the number must be less than 1",
        })
    }
}

impl Error for PrivacyError {}
