//! How far noise may carry a count: widths that it leaves with small probability only.

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use super::conversion::magnitude;
use super::elementary::{exp_neg, ln};
use super::interval::{Interval, ceil_root, natural};
use super::tail::least_half_width;
use super::{Delta, PrivacyError};
use crate::{DiscreteGaussian, DiscreteLaplace, Noise};

/// How often the precision is doubled to find which of two integers it is.
const ROUNDS: u32 = 4;

impl DiscreteGaussian {
    /// A half-width `h`: the noise is beyond ±`h` with probability at most `risk`. So a noisy count
    /// give or take `h` is a confidence interval for the count, with level 1 - `risk`.
    ///
    /// `h` is the least such integer, for every σ² and every risk. It is found from certified enclosures
    /// of the mass beyond `h`: the closed form of the distribution is summed, or for σ² from 65536 on
    /// integrated with the corrections of Euler and Maclaurin. A risk that agrees with the mass
    /// beyond an integer to more than about eight times its own digits would give a larger `h`.
    ///
    /// **Theorem**: `gaussian_tape`, the closed form.
    ///
    /// # Errors
    /// [`PrivacyError`] if the risk is not between 0 and 1, both excluded.
    ///
    /// ```
    /// use verinoise::{BigUint, DiscreteGaussian, Ratio, parse_rational};
    ///
    /// let gaussian = DiscreteGaussian::from_ratio(Ratio::from_integer(100_u64))?;
    /// assert_eq!(gaussian.half_width(&parse_rational("0.05")?)?, BigUint::from(20_u32));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn half_width(&self, risk: &Ratio<BigUint>) -> Result<BigUint, PrivacyError> {
        let by_tail = self.half_width_by_tail(risk)?;
        Ok(least_half_width(&self.variance().reduced(), &risk.reduced(), by_tail))
    }

    /// A half-width from the bound P(X ≥ m) ≤ exp(-m²/(2σ²)) for each side: a little wider than
    /// [`half_width`](Self::half_width), and easy to check by hand.
    ///
    /// **Theorem**: `gaussian_tail`.
    ///
    /// # Errors
    /// [`PrivacyError`] if the risk is not between 0 and 1, both excluded.
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
    /// [`PrivacyError`] if the risk is not between 0 and 1, both excluded.
    pub fn half_width(&self, risk: &Ratio<BigUint>) -> Result<BigUint, PrivacyError> {
        match self {
            Self::Gaussian(gaussian) => gaussian.half_width(risk),
            Self::Laplace(laplace) => laplace.half_width(risk),
        }
    }
}

impl DiscreteLaplace {
    /// A half-width `h`: the noise is beyond ±`h` with probability at most `risk`. So a noisy count
    /// give or take `h` is a confidence interval for the count, with level 1 - `risk`.
    ///
    /// `h` is the least such integer, from P(X ≥ m) = exp(-m/t) / (1 + exp(-1/t)).
    ///
    /// **Theorem**: `laplace_tail`.
    ///
    /// # Errors
    /// [`PrivacyError`] if the risk is not between 0 and 1, both excluded.
    ///
    /// ```
    /// use verinoise::{BigUint, DiscreteLaplace, Ratio, parse_rational};
    ///
    /// let laplace = DiscreteLaplace::from_ratio(Ratio::from_integer(10_u64))?;
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
