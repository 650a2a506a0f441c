//! The parameters ε, ρ and δ, their sums, and the noise that they ask for.

use core::fmt;
use core::iter::Sum;
use core::ops::Add;

use num_bigint::BigUint;
use num_rational::Ratio;

use super::PrivacyError;

/// The parameter ε of pure differential privacy (ε-DP), or the ε of (ε, δ)-DP: a rational number, at
/// least 0.
///
/// `+` and [`Sum`] are composition: two ε-DP answers about the same data, the second of which may
/// depend on the first, are (ε₁ + ε₂)-DP together. Sums of the ε of (ε, δ)-DP need the δ added
/// as well; adding ρ instead and converting once is tighter.
///
/// **Theorem**: `pure_dp_adaptive`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epsilon(Ratio<BigUint>);

/// The parameter ρ of zero-concentrated differential privacy (ρ-zCDP): a rational number, at least 0.
///
/// `+` and [`Sum`] are composition: two answers about the same data, the second of which may depend
/// on the first, are (ρ₁ + ρ₂)-zCDP together.
///
/// **Theorem**: `zcdp_adaptive`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rho(Ratio<BigUint>);

/// The parameter δ of (ε, δ)-differential privacy: a rational number between 0 and 1, both excluded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Delta(Ratio<BigUint>);

macro_rules! parameter {
    ($name:ident) => {
        impl $name {
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
            /// This number as a parameter.
            ///
            /// # Errors
            /// [`PrivacyError::ZeroDenominator`] if the denominator is 0.
            pub fn new(value: Ratio<BigUint>) -> Result<Self, PrivacyError> {
                lowest_terms(value).map(Self)
            }

            /// A number whose terms are known to be in order.
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
    /// This number as a parameter.
    ///
    /// # Errors
    /// [`PrivacyError::ZeroDenominator`] if the denominator is 0, [`PrivacyError::NotPositive`] if the
    /// number is 0, [`PrivacyError::NotBelowOne`] if it is 1 or more.
    pub fn new(value: Ratio<BigUint>) -> Result<Self, PrivacyError> {
        let value = lowest_terms(value)?;
        if *value.numer() == BigUint::ZERO {
            Err(PrivacyError::NotPositive)
        } else if value.numer() >= value.denom() {
            Err(PrivacyError::NotBelowOne)
        } else {
            Ok(Self(value))
        }
    }
}

impl Epsilon {
    /// The scale t = Δ/ε of the discrete Laplace noise that makes an integer query ε-DP, if one
    /// person can change the answer by at most the sensitivity Δ. For a vector of integers, each
    /// with noise of its own, Δ is the ℓ1 sensitivity.
    ///
    /// **Theorems**: `laplace_pure_dp`, `laplace_vector_pure_dp`.
    ///
    /// # Errors
    /// [`PrivacyError::NotPositive`] if ε or Δ is 0.
    ///
    /// ```
    /// use verinoise::{BigUint, parse_rational, privacy::Epsilon};
    ///
    /// let epsilon = Epsilon::new(parse_rational("0.3")?)?;
    /// assert_eq!(epsilon.laplace_scale(&BigUint::from(1_u32))?, parse_rational("10/3")?);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn laplace_scale(&self, sensitivity: &BigUint) -> Result<Ratio<BigUint>, PrivacyError> {
        Ok(positive(sensitivity)? / positive_ratio(&self.0)?)
    }

    /// ε = Δ/t: what discrete Laplace noise of scale t achieves for an integer query of sensitivity Δ.
    ///
    /// **Theorems**: `laplace_pure_dp`, `laplace_vector_pure_dp`.
    ///
    /// # Errors
    /// [`PrivacyError::NotPositive`] if t is 0, [`PrivacyError::ZeroDenominator`] if its denominator
    /// is.
    pub fn of_laplace(scale: &Ratio<BigUint>, sensitivity: &BigUint) -> Result<Self, PrivacyError> {
        let scale = lowest_terms(scale.clone())?;
        Ok(Self(Ratio::from(sensitivity.clone()) / positive_ratio(&scale)?))
    }

    /// Converts ε-DP to zCDP: ρ = min(ε, ε²/2). That is ε²/2 for an ε below 2, and ε from 2 on.
    ///
    /// A smaller ρ holds too, ε tanh(ε/2), but it is not rational and not among the theorems here.
    ///
    /// **Theorem**: `pure_dp_zcdp`.
    ///
    /// ```
    /// use verinoise::{parse_rational, privacy::{Epsilon, Rho}};
    ///
    /// let rho = |text: &str| Ok::<_, Box<dyn core::error::Error>>(
    ///     Epsilon::new(parse_rational(text)?)?.to_rho().to_string()
    /// );
    /// assert_eq!(rho("1/2")?, "1/8");
    /// assert_eq!(rho("10")?, "10");
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
    /// [`PrivacyError::NotPositive`] if ρ or Δ is 0.
    ///
    /// ```
    /// use verinoise::{BigUint, parse_rational, privacy::Rho};
    ///
    /// let rho = Rho::new(parse_rational("0.1")?)?;
    /// assert_eq!(rho.gaussian_variance(&BigUint::from(3_u32))?, parse_rational("45")?);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn gaussian_variance(&self, sensitivity: &BigUint) -> Result<Ratio<BigUint>, PrivacyError> {
        self.gaussian_variance_l2(&(sensitivity * sensitivity))
    }

    /// The same for a vector of integers, each with noise of its own, if one person can change the
    /// vector by at most Δ in the ℓ2 norm: given is the *square* of Δ, an integer.
    ///
    /// **Theorem**: `gaussian_vector_zcdp`.
    ///
    /// # Errors
    /// [`PrivacyError::NotPositive`] if ρ or Δ is 0.
    pub fn gaussian_variance_l2(&self, square: &BigUint) -> Result<Ratio<BigUint>, PrivacyError> {
        Ok(positive(square)? / (positive_ratio(&self.0)? * BigUint::from(2_u32)))
    }

    /// ρ = Δ²/(2σ²): what discrete Gaussian noise achieves for an integer query of sensitivity Δ.
    ///
    /// **Theorem**: `gaussian_zcdp`.
    ///
    /// # Errors
    /// [`PrivacyError::NotPositive`] if σ² is 0, [`PrivacyError::ZeroDenominator`] if its denominator
    /// is.
    pub fn of_gaussian(
        variance: &Ratio<BigUint>,
        sensitivity: &BigUint,
    ) -> Result<Self, PrivacyError> {
        let variance = lowest_terms(variance.clone())?;
        let square = Ratio::from(sensitivity * sensitivity);
        Ok(Self(square / (positive_ratio(&variance)? * BigUint::from(2_u32))))
    }
}

/// The number in lowest terms; [`Ratio::new_raw`] may have made it otherwise.
fn lowest_terms(value: Ratio<BigUint>) -> Result<Ratio<BigUint>, PrivacyError> {
    let (n, d) = value.into_raw();
    if d == BigUint::ZERO { Err(PrivacyError::ZeroDenominator) } else { Ok(Ratio::new(n, d)) }
}

fn positive(value: &BigUint) -> Result<Ratio<BigUint>, PrivacyError> {
    let value = Ratio::from(value.clone());
    positive_ratio(&value).cloned()
}

fn positive_ratio(value: &Ratio<BigUint>) -> Result<&Ratio<BigUint>, PrivacyError> {
    if *value.numer() == BigUint::ZERO { Err(PrivacyError::NotPositive) } else { Ok(value) }
}
