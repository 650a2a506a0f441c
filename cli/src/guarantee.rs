//! Parameters of privacy from the command line, and the δ for those who named none.

use std::fmt;

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::privacy::{Delta, Epsilon, Rho};

use crate::failure::Failure;

/// δ = 10^-6 and δ = 10^-9.
pub fn usual_deltas() -> Result<Vec<Delta>, Failure> {
    let power = |exponent| Ratio::new(1_u32.into(), BigUint::from(10_u32).pow(exponent));
    [6, 9].into_iter().map(|exponent| delta(&power(exponent))).collect()
}

/// The number as δ.
pub fn delta(value: &Ratio<BigUint>) -> Result<Delta, Failure> {
    Delta::from_ratio(value.clone()).map_err(wrong)
}

/// The number as ρ.
pub fn rho(value: &Ratio<BigUint>) -> Result<Rho, Failure> {
    Rho::from_ratio(value.clone()).map_err(wrong)
}

/// The number as ε.
pub fn epsilon(value: &Ratio<BigUint>) -> Result<Epsilon, Failure> {
    Epsilon::from_ratio(value.clone()).map_err(wrong)
}

/// A parameter is not one.
pub fn wrong(error: impl fmt::Display) -> Failure {
    Failure::Input(error.to_string())
}
