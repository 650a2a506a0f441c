//! The parameters ε, ρ and δ, their composition, and the noise that achieves them.

use core::fmt;
use core::iter::Sum;
use core::ops::Add;

use num_bigint::BigUint;
use num_rational::Ratio;

use super::PrivacyError;
use crate::IntoNatural;

/// The parameter ε of pure differential privacy (ε-DP), or the ε of (ε, δ)-DP. It is a rational number
/// and at least 0; it has no unit.
///
/// `+` and [`Sum`] compose ε-DP: two ε-DP answers about the same data, the second of which may depend
/// on the first, are (ε₁ + ε₂)-DP together. The ε of (ε, δ)-DP may be added too if the δ are added as
/// well; where these come from zCDP, adding ρ and converting the sum once gives a smaller ε.
///
/// **Theorem**: `pure_dp_adaptive`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epsilon(Ratio<BigUint>);

/// The parameter ρ of zero-concentrated differential privacy (ρ-zCDP). It is a rational number and at
/// least 0; it has no unit.
///
/// `+` and [`Sum`] compose ρ-zCDP: two answers about the same data, the second of which may depend on
/// the first, are (ρ₁ + ρ₂)-zCDP together.
///
/// **Theorem**: `zcdp_adaptive`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rho(Ratio<BigUint>);

/// The parameter δ of (ε, δ)-differential privacy. It is a rational number above 0 and below 1, a
/// probability.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Delta(Ratio<BigUint>);

macro_rules! parameter {
    ($name:ident) => {
        impl $name {
            /// Takes the number in any terms, with the errors of [`new`](Self::new).
            ///
            /// [`Ratio::new`] itself panics if the denominator is 0; [`new`](Self::new) and
            /// [`parse_rational`](crate::parse_rational) return an error instead.
            ///
            /// # Errors
            /// As for [`new`](Self::new).
            pub fn from_ratio<T: IntoNatural>(value: Ratio<T>) -> Result<Self, PrivacyError> {
                let (numerator, denominator) = value.into_raw();
                Self::new(numerator, denominator)
            }

            /// The number itself, in lowest terms.
            #[must_use]
            pub const fn value(&self) -> &Ratio<BigUint> {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

parameter!(Epsilon);
parameter!(Rho);
parameter!(Delta);

macro_rules! loss {
    ($name:ident) => {
        impl $name {
            /// The number `numerator / denominator`, from two integers of any type.
            ///
            /// # Errors
            /// [`PrivacyError::Negative`] if one of the integers is negative,
            /// [`PrivacyError::ZeroDenominator`] if the denominator is 0.
            pub fn new(
                numerator: impl IntoNatural,
                denominator: impl IntoNatural,
            ) -> Result<Self, PrivacyError> {
                quotient(numerator, denominator).map(Self)
            }

            /// A number in lowest terms that is known to be in the domain.
            pub(super) const fn certified(value: Ratio<BigUint>) -> Self {
                Self(value)
            }
        }

        impl Add for $name {
            type Output = Self;

            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
                parts.fold(Self(Ratio::from_integer(BigUint::ZERO)), Self::add)
            }
        }
    };
}

loss!(Epsilon);
loss!(Rho);

impl Delta {
    /// The number `numerator / denominator`, from two integers of any type.
    ///
    /// # Errors
    /// [`PrivacyError::Negative`] if one of the integers is negative, [`PrivacyError::ZeroDenominator`]
    /// if the denominator is 0, [`PrivacyError::NotPositive`] if the number is 0, and
    /// [`PrivacyError::NotBelowOne`] if it is 1 or more.
    ///
    /// ```
    /// use verinoise::privacy::{Delta, PrivacyError};
    ///
    /// assert_eq!(Delta::new(1, 1_000_000_000)?.to_string(), "1/1000000000");
    /// assert_eq!(Delta::new(7, 7), Err(PrivacyError::NotBelowOne));
    /// # Ok::<(), PrivacyError>(())
    /// ```
    pub fn new(
        numerator: impl IntoNatural,
        denominator: impl IntoNatural,
    ) -> Result<Self, PrivacyError> {
        let value = quotient(numerator, denominator)?;
        if value.numer() >= value.denom() {
            Err(PrivacyError::NotBelowOne)
        } else {
            Ok(Self(positive(value)?))
        }
    }
}

impl Epsilon {
    /// The scale t = Δ/ε of the discrete Laplace noise that makes an integer query ε-DP, if one person
    /// can change the answer by at most the sensitivity Δ. For a vector of integers, each with noise of
    /// its own, Δ is the ℓ1 sensitivity.
    ///
    /// **Theorems**: `laplace_pure_dp`, `laplace_vector_pure_dp`.
    ///
    /// # Errors
    /// [`PrivacyError::Negative`] if Δ is negative, [`PrivacyError::NotPositive`] if ε or Δ is 0.
    ///
    /// ```
    /// use verinoise::{parse_rational, privacy::Epsilon};
    ///
    /// assert_eq!(Epsilon::new(3, 10)?.laplace_scale(1)?, parse_rational("10/3")?);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn laplace_scale(
        &self,
        sensitivity: impl IntoNatural,
    ) -> Result<Ratio<BigUint>, PrivacyError> {
        Ok(positive(integer(sensitivity)?)? / positive(self.0.clone())?)
    }

    /// The ε = Δ/t that discrete Laplace noise of scale t achieves for an integer query of sensitivity
    /// Δ.
    ///
    /// **Theorems**: `laplace_pure_dp`, `laplace_vector_pure_dp`.
    ///
    /// # Errors
    /// [`PrivacyError::NotPositive`] if t is 0, [`PrivacyError::ZeroDenominator`] if its denominator
    /// is 0, and [`PrivacyError::Negative`] if Δ is negative.
    pub fn of_laplace(
        scale: &Ratio<BigUint>,
        sensitivity: impl IntoNatural,
    ) -> Result<Self, PrivacyError> {
        let scale = quotient(scale.numer(), scale.denom())?;
        Ok(Self(integer(sensitivity)? / positive(scale)?))
    }

    /// Converts ε-DP to zCDP: ρ = min(ε, ε²/2), which is ε²/2 for an ε below 2, and ε from 2 on. It
    /// holds for mechanisms that always end, and for symmetric adjacency, as those of this crate are.
    ///
    /// The least ρ that holds for every ε-DP mechanism is known to be ε tanh(ε/2), which is smaller than
    /// both. It is not rational, and no theorem here is about it.
    ///
    /// **Theorem**: `pure_dp_zcdp`.
    ///
    /// ```
    /// use verinoise::privacy::{Epsilon, Rho};
    ///
    /// assert_eq!(Epsilon::new(1, 2)?.to_rho(), Rho::new(1, 8)?);
    /// assert_eq!(Epsilon::new(10, 1)?.to_rho(), Rho::new(10, 1)?);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_rho(&self) -> Rho {
        Rho((&self.0 * &self.0 / BigUint::from(2_u32)).min(self.0.clone()))
    }
}

impl Rho {
    /// The parameter σ² = Δ²/(2ρ) of the discrete Gaussian noise that makes an integer query ρ-zCDP,
    /// if one person can change the answer by at most the sensitivity Δ.
    ///
    /// **Theorem**: `gaussian_zcdp`.
    ///
    /// # Errors
    /// [`PrivacyError::Negative`] if Δ is negative, [`PrivacyError::NotPositive`] if ρ or Δ is 0.
    ///
    /// ```
    /// use verinoise::{parse_rational, privacy::Rho};
    ///
    /// assert_eq!(Rho::new(1, 10)?.gaussian_variance(3)?, parse_rational("45")?);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn gaussian_variance(
        &self,
        sensitivity: impl IntoNatural,
    ) -> Result<Ratio<BigUint>, PrivacyError> {
        let sensitivity = integer(sensitivity)?;
        self.gaussian_variance_l2((&sensitivity * &sensitivity).numer())
    }

    /// The parameter σ² = Δ²/(2ρ) for a vector of integers, each with noise of its own, if one person
    /// can change the vector by at most Δ in the ℓ2 norm. The argument is the *square* of Δ, which is
    /// an integer.
    ///
    /// **Theorem**: `gaussian_vector_zcdp`.
    ///
    /// # Errors
    /// [`PrivacyError::Negative`] if Δ² is negative, [`PrivacyError::NotPositive`] if ρ or Δ is 0.
    pub fn gaussian_variance_l2(
        &self,
        square: impl IntoNatural,
    ) -> Result<Ratio<BigUint>, PrivacyError> {
        Ok(positive(integer(square)?)? / (positive(self.0.clone())? * BigUint::from(2_u32)))
    }

    /// The ρ = Δ²/(2σ²) that discrete Gaussian noise achieves for an integer query of sensitivity Δ.
    ///
    /// **Theorem**: `gaussian_zcdp`.
    ///
    /// # Errors
    /// [`PrivacyError::NotPositive`] if σ² is 0, [`PrivacyError::ZeroDenominator`] if its denominator
    /// is 0, and [`PrivacyError::Negative`] if Δ is negative.
    pub fn of_gaussian(
        variance: &Ratio<BigUint>,
        sensitivity: impl IntoNatural,
    ) -> Result<Self, PrivacyError> {
        let variance = positive(quotient(variance.numer(), variance.denom())?)?;
        let sensitivity = integer(sensitivity)?;
        Ok(Self(&sensitivity * &sensitivity / (variance * BigUint::from(2_u32))))
    }
}

/// The quotient in lowest terms.
fn quotient(
    numerator: impl IntoNatural,
    denominator: impl IntoNatural,
) -> Result<Ratio<BigUint>, PrivacyError> {
    let [n, d] = [natural(numerator)?, natural(denominator)?];
    if d == BigUint::ZERO { Err(PrivacyError::ZeroDenominator) } else { Ok(Ratio::new(n, d)) }
}

fn integer(value: impl IntoNatural) -> Result<Ratio<BigUint>, PrivacyError> {
    natural(value).map(Ratio::from_integer)
}

pub(super) fn natural(value: impl IntoNatural) -> Result<BigUint, PrivacyError> {
    value.into_natural().map(BigUint::from).ok_or(PrivacyError::Negative)
}

fn positive(value: Ratio<BigUint>) -> Result<Ratio<BigUint>, PrivacyError> {
    if *value.numer() == BigUint::ZERO { Err(PrivacyError::NotPositive) } else { Ok(value) }
}
