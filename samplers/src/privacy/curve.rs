//! The exact δ at each ε of one query with discrete Gaussian noise.

use alloc::vec::Vec;

use num_bigint::{BigInt, BigUint, Sign};
use num_rational::Ratio;

use super::bell::Weights;
use super::elementary::{exp_neg, zeros};
use super::interval::{Interval, ceil_quotient, natural};
use super::{Delta, Epsilon, PrivacyError, Rho, parameters};
use crate::{DiscreteGaussian, IntoNatural};

/// The greatest σ², as a power of two, for which the sum is computed.
const LARGEST_VARIANCE: u32 = 24;
/// The weights that are summed one by one fall by this power of two.
const FALL: u64 = 100;
/// The smallest weight to begin with, as a power of two.
const SMALLEST: u64 = 6000;

impl DiscreteGaussian {
    /// The δ for which *one* integer query of the given sensitivity Δ with this noise is (ε, δ)-DP,
    /// rounded up. While σ is at most 4096 it is the least such δ, to one part in 10^9:
    ///
    /// > δ = P(X > εσ²/Δ - Δ/2) - e^ε P(X > εσ²/Δ + Δ/2).
    ///
    /// It is at most the δ of zCDP, but it does not add up over several queries: compose with [`Rho`]
    /// there. For σ above 4096, and for a δ below about 2^-4096, the result is the bound of zCDP,
    /// [`Rho::delta`]. `None` means that δ is above `1 - 2^-64`.
    ///
    /// **Theorems**: `gaussian_noise_approx_dp_exact`, which also says that there is no smaller δ, and
    /// `zcdp_approx_dp`.
    ///
    /// # Errors
    /// [`PrivacyError::Negative`] if Δ is negative, [`PrivacyError::NotPositive`] if Δ is 0.
    pub fn delta(
        &self,
        sensitivity: impl IntoNatural,
        epsilon: &Epsilon,
    ) -> Result<Option<Delta>, PrivacyError> {
        let sensitivity = parameters::natural(sensitivity)?;
        if sensitivity == BigUint::ZERO {
            return Err(PrivacyError::NotPositive);
        }
        let variance = self.variance().reduced();
        let by_zcdp = Rho::of_gaussian(&variance, &sensitivity)?.delta(epsilon);
        if *variance.numer() > variance.denom() << LARGEST_VARIANCE {
            return Ok(by_zcdp);
        }
        let query = Curve { variance, sensitivity: &sensitivity, epsilon: epsilon.value() };
        let Some(sum) = query.delta() else {
            return Ok(by_zcdp);
        };
        let exact = Delta::from_ratio(sum.round_up()).ok();
        Ok(match (exact, by_zcdp) {
            (Some(exact), Some(bound)) => Some(exact.min(bound)),
            (exact, bound) => exact.or(bound),
        })
    }
}

/// One query.
struct Curve<'a> {
    variance: Ratio<BigUint>,
    sensitivity: &'a BigUint,
    epsilon: &'a Ratio<BigUint>,
}

impl Curve<'_> {
    /// δ as the sum of `w(x) (1 - u(x))` over the `x` from [`start`](Self::start) on, divided by the
    /// sum of all `w(x)`, with `u(x) = exp(ε - Δ (2x + Δ) / (2σ²))`, which is at most 1 there.
    ///
    /// `None` if it is too small.
    fn delta(&self) -> Option<Interval> {
        let start = self.start();
        let from = natural(&start);
        let twice = self.variance.numer() * 2_u32;
        let depth = Interval::quotient(&(&from * &from * self.variance.denom()), &twice, 64);
        let bits = zeros(&depth).saturating_add(3 * FALL);
        if bits > SMALLEST {
            return None;
        }
        let (middle, beyond) = self.fall(&BigUint::ZERO, bits);
        let half = middle.iter().fold(beyond.clone(), |sum, weight| &sum + weight);
        let total = &(&half + &half) - &Interval::integer(1, bits);
        // The weights at negative x, as far as they count, from the left.
        let negative = usize::try_from(natural(&-&start)).unwrap_or(usize::MAX);
        let counted = negative.min(middle.len().saturating_sub(1));
        let left = middle.iter().take(counted + 1).skip(1).rev();
        let mut sum = if counted < negative { beyond } else { Interval::integer(0, bits) };
        let (right, after) = self.fall(&from, bits);
        sum = &sum + &after;
        let first = if negative == 0 { start } else { -BigInt::from(counted) };
        let mut excess = exp_neg(&self.excess(&first, bits));
        let step = self.sensitivity * self.variance.denom();
        let decay = exp_neg(&Interval::quotient(&step, self.variance.numer(), bits));
        let one = Interval::integer(1, bits);
        for weight in left.chain(&right) {
            sum = &sum + &(weight * &(&one - &excess));
            excess = &excess * &decay;
        }
        Some(sum.over(&total))
    }

    /// The least integer `x > εσ²/Δ - Δ/2`.
    fn start(&self) -> BigInt {
        let gain = self.epsilon.numer() * self.variance.numer() * 2_u32;
        let common = self.epsilon.denom() * self.variance.denom() * self.sensitivity;
        let n = BigInt::from(gain) - BigInt::from(&common * self.sensitivity);
        let (d, one) = (common * 2_u32, BigInt::from(1_u32));
        // The floor, and one more.
        -ceil_quotient(&-n, &d) + one
    }

    /// `Δ (2x + Δ) / (2σ²) - ε`, which is not negative for the `x` that count.
    fn excess(&self, x: &BigInt, bits: u64) -> Interval {
        let sensitivity = BigInt::from(self.sensitivity.clone());
        let twice = self.variance.numer() * 2_u32;
        let loss = (x * 2_u32 + &sensitivity) * &sensitivity;
        let loss = loss * BigInt::from(self.variance.denom() * self.epsilon.denom());
        let excess = loss - BigInt::from(&twice * self.epsilon.numer());
        debug_assert!(excess.sign() != Sign::Minus);
        Interval::quotient(&natural(&excess), &(twice * self.epsilon.denom()), bits)
    }

    /// The weights from `x >= 0` on until they are negligible against the first, and the sum of all
    /// the others.
    fn fall(&self, x: &BigUint, bits: u64) -> (Vec<Interval>, Interval) {
        let mut weights = Weights::from(x, &self.variance, bits);
        let negligible = weights.weight().low() >> FALL;
        let mut fallen = Vec::new();
        while *weights.weight().high() > negligible {
            fallen.push(weights.step());
        }
        let rest = weights.rest();
        (fallen, rest)
    }
}
