//! Half-widths: distances that noise exceeds with a small probability only.

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use super::conversion::magnitude;
use super::elementary::{exp_neg, ln};
use super::interval::{Interval, ceil_root, natural};
use super::tail::least_half_width;
use super::{Delta, PrivacyError};
use crate::{DiscreteGaussian, DiscreteLaplace, Noise};

/// The number of times that the precision is doubled to find which of two integers it is.
const ROUNDS: u32 = 4;

impl DiscreteGaussian {
    /// Returns the least integer `h >= 0` for which the noise exceeds `h` in magnitude with probability at
    /// most `risk`. So a noisy count give or take `h` is a confidence interval for the count, with level
    /// 1 - `risk`; its unit is that of the count.
    ///
    /// This holds for every σ² and every risk. `h` is found from certified enclosures of the probability
    /// beyond it: the closed form of the distribution is summed, or, for σ² from 65536 on, integrated
    /// with the corrections of Euler and Maclaurin. Only for a risk that agrees with such a
    /// probability to about eight times its own number of digits could `h` be larger than the least.
    ///
    /// **Theorem**: `gaussian_tape`, the closed form.
    ///
    /// # Errors
    /// [`PrivacyError::ZeroDenominator`] if the denominator of the risk is 0, [`PrivacyError::NotPositive`] if
    /// the risk is 0, and [`PrivacyError::NotBelowOne`] if it is 1 or more.
    ///
    /// ```
    /// use verinoise::{BigUint, DiscreteGaussian, parse_rational};
    ///
    /// let gaussian = DiscreteGaussian::new(100, 1)?;
    /// assert_eq!(gaussian.half_width(&parse_rational("0.05")?)?, BigUint::from(20_u32));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn half_width(&self, risk: &Ratio<BigUint>) -> Result<BigUint, PrivacyError> {
        let by_tail = self.half_width_by_tail(risk)?;
        Ok(least_half_width(&self.variance().reduced(), &risk.reduced(), by_tail))
    }

    /// Returns a half-width from the bound P(X ≥ m) ≤ exp(-m²/(2σ²)) for each side. It is a little larger
    /// than [`half_width`](Self::half_width), and easy to check by hand.
    ///
    /// **Theorem**: `gaussian_tail`.
    ///
    /// # Errors
    /// [`PrivacyError::ZeroDenominator`] if the denominator of the risk is 0, [`PrivacyError::NotPositive`] if
    /// the risk is 0, and [`PrivacyError::NotBelowOne`] if it is 1 or more.
    pub fn half_width_by_tail(&self, risk: &Ratio<BigUint>) -> Result<BigUint, PrivacyError> {
        let (risk, variance) = (Delta::from_ratio(risk.clone())?, self.variance());
        // m² ≥ 2σ² ln(2 / risk).
        Ok(least_beyond(magnitude(&variance) + risk.value().denom().bits(), |bits| {
            let log = ln(&(risk.value().denom() * 2_u32), risk.value().numer(), bits);
            let square = log.scaled(&(variance.numer() * 2_u32), variance.denom());
            let (least, certain) = square.ceiling();
            (ceil_root(&least), certain)
        }))
    }
}

impl Noise {
    /// The least half-width of a confidence interval around a noisy value: the noise exceeds it in
    /// magnitude with probability at most `risk`.
    ///
    /// # Errors
    /// [`PrivacyError::ZeroDenominator`] if the denominator of the risk is 0, [`PrivacyError::NotPositive`] if
    /// the risk is 0, and [`PrivacyError::NotBelowOne`] if it is 1 or more.
    pub fn half_width(&self, risk: &Ratio<BigUint>) -> Result<BigUint, PrivacyError> {
        match self {
            Self::Gaussian(gaussian) => gaussian.half_width(risk),
            Self::Laplace(laplace) => laplace.half_width(risk),
        }
    }
}

impl DiscreteLaplace {
    /// Returns the least integer `h >= 0` for which the noise exceeds `h` in magnitude with probability at
    /// most `risk`. So a noisy count give or take `h` is a confidence interval for the count, with level
    /// 1 - `risk`; its unit is that of the count.
    ///
    /// It is computed from P(X ≥ m) = exp(-m/t) / (1 + exp(-1/t)), and is the least for every t and every
    /// risk but one that agrees with such a probability to about eight times its own number of digits.
    ///
    /// **Theorem**: `laplace_tail`.
    ///
    /// # Errors
    /// [`PrivacyError::ZeroDenominator`] if the denominator of the risk is 0, [`PrivacyError::NotPositive`] if
    /// the risk is 0, and [`PrivacyError::NotBelowOne`] if it is 1 or more.
    ///
    /// ```
    /// use verinoise::{BigUint, DiscreteLaplace, parse_rational};
    ///
    /// let laplace = DiscreteLaplace::new(10, 1)?;
    /// assert_eq!(laplace.half_width(&parse_rational("0.05")?)?, BigUint::from(30_u32));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn half_width(&self, risk: &Ratio<BigUint>) -> Result<BigUint, PrivacyError> {
        let (risk, scale) = (Delta::from_ratio(risk.clone())?, self.scale());
        // m ≥ t (ln(2 / risk) - ln(1 + exp(-1/t))).
        Ok(least_beyond(magnitude(&scale) + risk.value().denom().bits(), |bits| {
            let log = ln(&(risk.value().denom() * 2_u32), risk.value().numer(), bits);
            let ratio = exp_neg(&Interval::quotient(scale.denom(), scale.numer(), bits));
            let one = BigUint::from(1_u32) << bits;
            let ln_1_plus = |end: &BigInt| ln(&(&one + natural(end)), &one, bits);
            let (low, high) = (ln_1_plus(ratio.low()), ln_1_plus(ratio.high()));
            let both = Interval::new(low.low().clone(), high.high().clone(), bits);
            (&log - &both).scaled(scale.numer(), scale.denom()).ceiling()
        }))
    }
}

/// One less than the `m` that comes with enough precision to be certain, or the last one.
fn least_beyond(scale: u64, attempt: impl Fn(u64) -> (BigUint, bool)) -> BigUint {
    let mut bits = 128 + scale;
    let (mut m, mut certain) = attempt(bits);
    for _ in 1..ROUNDS {
        if certain {
            break;
        }
        bits *= 2;
        (m, certain) = attempt(bits);
    }
    one_less(m)
}

fn one_less(m: BigUint) -> BigUint {
    if m == BigUint::ZERO { m } else { m - 1_u32 }
}
