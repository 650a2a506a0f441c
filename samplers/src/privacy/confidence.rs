//! How far noise may carry a count: widths that it leaves with small probability only.

use alloc::vec::Vec;

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use super::bell::Weights;
use super::conversion::magnitude;
use super::elementary::{exp_neg, ln};
use super::interval::{Interval, ceil_root, div_rem, natural};
use super::{Delta, PrivacyError};
use crate::{DiscreteGaussian, DiscreteLaplace};

/// At how many places per σ, as a power of two, the weights are added up.
const RESOLUTION: u32 = 12;
/// The smallest risk, as a power of two, for which they are.
const SMALLEST_RISK: u64 = 128;
/// How often the precision is doubled to find which of two integers it is.
const ROUNDS: u32 = 4;

impl DiscreteGaussian {
    /// A half-width `h`: the noise is beyond ±`h` with probability at most `risk`. So a noisy count
    /// give or take `h` is a confidence interval for the count, with level 1 - `risk`.
    ///
    /// `h` is the least such integer while σ is at most 4096, and above that within a thousandth of
    /// it; the closed form of the distribution is summed up with certified rounding. For a risk
    /// below `2^-128` it is [`half_width_by_tail`](Self::half_width_by_tail).
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
        if risk.denom().bits() > risk.numer().bits() + SMALLEST_RISK {
            return Ok(by_tail);
        }
        let variance = self.variance().reduced();
        Ok(summed_half_width(&variance, risk, RESOLUTION).min(by_tail))
    }

    /// A half-width from the bound P(X ≥ m) ≤ exp(-m²/(2σ²)) for each side: a little wider than
    /// [`half_width`](Self::half_width), and easy to check by hand.
    ///
    /// **Theorem**: `gaussian_tail`.
    ///
    /// # Errors
    /// [`PrivacyError`] if the risk is not between 0 and 1, both excluded.
    pub fn half_width_by_tail(&self, risk: &Ratio<BigUint>) -> Result<BigUint, PrivacyError> {
        let (risk, variance) = (Delta::new(risk.clone())?, self.variance());
        // m² ≥ 2σ² ln(2 / risk).
        Ok(least_beyond(magnitude(&variance) + risk.value().denom().bits(), |bits| {
            let log = ln(&(risk.value().denom() * 2_u32), risk.value().numer(), bits);
            let square = log.scaled(&(variance.numer() * 2_u32), variance.denom());
            let (least, certain) = square.ceiling();
            (ceil_root(&least), certain)
        }))
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
        let (risk, scale) = (Delta::new(risk.clone())?, self.scale());
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

/// The half-width from sums of weights at no more than `2^resolution` places per σ.
///
/// They are summed in blocks of `stride` numbers: `w(x)` to `w(x + stride - 1)` are at most `w(x)`
/// each, and all but the first at least `w(x + stride)`.
fn summed_half_width(variance: &Ratio<BigUint>, risk: &Ratio<BigUint>, resolution: u32) -> BigUint {
    let bits = 2 * SMALLEST_RISK;
    let stride = stride(variance, resolution);
    let mut weights = Weights::from(&BigUint::ZERO, &stride, variance, bits);
    let negligible =
        (BigInt::from(risk.numer().clone()) << (bits - 64)) / BigInt::from(risk.denom().clone());
    let others = BigInt::from(&stride - 1_u32);
    let mut blocks = Vec::new();
    let mut inside = BigInt::ZERO;
    while *weights.weight().high() > negligible {
        let weight = weights.step();
        inside += weight.low() + &others * weights.weight().low();
        blocks.push(weight);
    }
    // The mass of all integers is 2 (the mass from 0 on) - 1, as w(0) = 1.
    let total = inside * 2_u32 - (BigInt::from(1_u32) << bits);
    let allowed = total * BigInt::from(risk.numer().clone());
    let stride = BigInt::from(stride);
    let mut outside = weights.rest().high() * &stride;
    let mut count = blocks.len();
    while let Some(block) = blocks.pop() {
        outside += block.high() * &stride;
        if &outside * 2_u32 * BigInt::from(risk.denom().clone()) > allowed {
            break;
        }
        count -= 1;
    }
    one_less(natural(&stride) * count)
}

/// The distance of places with about `2^resolution` of them in one σ, at least 1.
fn stride(variance: &Ratio<BigUint>, resolution: u32) -> BigUint {
    let places = variance.denom() << (2 * resolution);
    let (square, _) = div_rem(variance.numer(), &places);
    ceil_root(&square).max(1_u32.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_rational;

    /// Coarse sums give widths that are never too small, and better ones the finer they are.
    #[test]
    fn coarse_sums_are_on_the_safe_side() {
        for variance in ["100", "1000.7", "12345", "1e6"] {
            for risk in ["9/10", "1/2", "1/20", "1e-3", "1e-9", "1e-30"] {
                let [variance, risk] =
                    [variance, risk].map(|text| parse_rational(text).expect("a rational"));
                let widths = [20, 8, 6, 4, 2, 0]
                    .map(|resolution| summed_half_width(&variance, &risk, resolution));
                assert!(widths.is_sorted(), "{variance} {risk}: {widths:?}");
                assert_eq!(widths[0], summed_half_width(&variance, &risk, RESOLUTION));
            }
        }
    }
}
