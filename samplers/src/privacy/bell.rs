//! Enclosures of `w(x) = exp(-x^2 / (2 σ^2))` at the integers `x >= 0`, one after the other.

use num_bigint::BigUint;
use num_rational::Ratio;

use super::elementary::exp_neg;
use super::interval::Interval;

/// The weights at `x`, `x + 1`, `x + 2` and so on.
///
/// The quotient of neighbours is multiplied by `exp(-1 / σ^2)` at each step.
#[derive(Debug)]
pub(super) struct Weights {
    weight: Interval,
    ratio: Interval,
    decay: Interval,
}

impl Weights {
    pub(super) fn from(x: &BigUint, variance: &Ratio<BigUint>, bits: u64) -> Self {
        let twice = variance.numer() * 2_u32;
        // exp(-n / (2 σ^2)).
        let at = |n: BigUint| exp_neg(&Interval::quotient(&(n * variance.denom()), &twice, bits));
        Self { weight: at(x * x), ratio: at(x * 2_u32 + 1_u32), decay: at(2_u32.into()) }
    }

    /// The weight at the present place.
    pub(super) const fn weight(&self) -> &Interval {
        &self.weight
    }

    /// Goes to the next place, and returns the weight at the one before.
    pub(super) fn step(&mut self) -> Interval {
        let next = &self.weight * &self.ratio;
        self.ratio = &self.ratio * &self.decay;
        core::mem::replace(&mut self.weight, next)
    }

    /// Encloses the sum of all weights from the present place on, none of them left out.
    ///
    /// It is at most a geometric series, as the quotients of neighbours shrink.
    pub(super) fn rest(&self) -> Interval {
        let one = Interval::integer(1, self.weight.bits());
        let sum = self.weight.over(&(&one - &self.ratio));
        Interval::new(0_u32.into(), sum.high().clone(), sum.bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weights from the recurrence enclose those from the definition, and the rest encloses their
    /// sum, closely.
    #[test]
    fn weights_and_their_rest() {
        const BITS: u64 = 200;
        for (n, d, from) in [(1_u32, 4_u32, 0_u32), (25, 4, 3), (1000, 1, 7)] {
            let variance = Ratio::new(n.into(), d.into());
            let at = |x: u32| {
                let exponent = BigUint::from(x) * x * d;
                exp_neg(&Interval::quotient(&exponent, &(2 * n).into(), BITS))
            };
            let mut weights = Weights::from(&from.into(), &variance, BITS);
            // Past the middle, the geometric series is a good bound.
            let mut x = from;
            while x * x * d < 16 * n {
                let (weight, exact) = (weights.step(), at(x));
                assert!(weight.low() <= exact.high() && exact.low() <= weight.high());
                assert!(weight.is_tight(150));
                x += 1;
            }
            let all: Interval = (0..400)
                .map(|k| at(x + k))
                .fold(Interval::integer(0, BITS), |sum, weight| &sum + &weight);
            let rest = weights.rest();
            assert!(rest.high() >= all.low() && *rest.high() <= all.high() * 2_u32, "{n}/{d}");
        }
    }
}
