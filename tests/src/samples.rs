//! Floating-point probabilities of the two noise distributions, for statistics.

use core::fmt;

/// A noise distribution with a rational parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noise {
    /// `x` with probability proportional to `exp(-x^2 / (2 s))`, `s` the quotient of the two numbers.
    Gaussian(u64, u64),
    /// `x` with probability proportional to `exp(-|x| / t)`, `t` the quotient of the two numbers.
    Laplace(u64, u64),
}

impl fmt::Display for Noise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gaussian(n, d) => write!(f, "Gaussian of variance {n}/{d}"),
            Self::Laplace(n, d) => write!(f, "Laplace of scale {n}/{d}"),
        }
    }
}

/// A whole number, rounded if it has more than 53 binary digits.
#[expect(clippy::cast_precision_loss, reason = "statistics need no more than 50 binary digits")]
#[must_use]
pub const fn float(value: i64) -> f64 {
    value as f64
}

/// The probabilities of a [`Noise`] distribution, from the origin outwards until there is nothing left that matters.
#[derive(Clone, Debug)]
pub struct Table {
    noise: Noise,
    /// The sum of all weights.
    total: f64,
    /// Beyond this, there is less than `10^-15` in all.
    reach: i64,
}

#[expect(clippy::cast_precision_loss, reason = "parameters are small")]
fn quotient(n: u64, d: u64) -> f64 {
    n as f64 / d as f64
}

#[expect(clippy::cast_possible_truncation, reason = "within 2^53")]
fn whole(value: f64) -> i64 {
    value.ceil() as i64
}

impl Table {
    /// The table of this distribution.
    #[must_use]
    pub fn new(noise: Noise) -> Self {
        let reach = match noise {
            Noise::Gaussian(n, d) => whole(9.0 * quotient(n, d).sqrt()) + 9,
            Noise::Laplace(n, d) => whole(36.0 * quotient(n, d)) + 9,
        };
        let mut table = Self { noise, total: 1.0, reach };
        // Small summands first.
        let half: f64 = (1..=reach).rev().map(|x| table.weight(x)).sum();
        table.total = 1.0 + 2.0 * half;
        table
    }

    fn weight(&self, x: i64) -> f64 {
        let x = float(x);
        match self.noise {
            Noise::Gaussian(n, d) => (-x * x / 2.0 / quotient(n, d)).exp(),
            Noise::Laplace(n, d) => (-x.abs() / quotient(n, d)).exp(),
        }
    }

    /// The probability of `x`.
    #[must_use]
    pub fn mass(&self, x: i64) -> f64 {
        self.weight(x) / self.total
    }

    /// The values with a probability that matters, in order.
    #[must_use]
    pub fn support(&self) -> core::ops::RangeInclusive<i64> {
        -self.reach..=self.reach
    }

    /// The expected value of `x^power`, for an even power.
    #[must_use]
    pub fn moment(&self, power: i32) -> f64 {
        let terms = (1..=self.reach).rev().map(|x| float(x).powi(power) * self.weight(x));
        2.0 * terms.sum::<f64>() / self.total
    }
}

#[cfg(test)]
mod tests {
    use core::f64::consts::TAU;

    use super::{Noise, Table};
    use crate::Law;

    /// Twelve digits are right, everywhere: against intervals that are certain to hold the true values.
    #[test]
    fn probabilities_are_close_to_certified_ones() {
        for (n, d) in [(1, 4), (1, 1), (25, 4), (10_000, 1)] {
            compare(&Table::new(Noise::Gaussian(n, d)), &Law::gaussian(n, d));
        }
        for (n, d) in [(1, 2), (1, 1), (7, 2), (1000, 1), (1 << 20, 1)] {
            compare(&Table::new(Noise::Laplace(n, d)), &Law::laplace(n, d));
        }
    }

    /// For variances that large the sum of the weights is `sqrt(2 pi s)` to all digits.
    #[test]
    fn large_totals_are_those_of_the_integral() {
        for (variance, deviation) in [(1_000_000, 1000.0), (1 << 40, 1_048_576.0)] {
            let total = Table::new(Noise::Gaussian(variance, 1)).total;
            assert!((total / TAU.sqrt() / deviation - 1.0).abs() < 1e-12, "{variance}");
        }
    }

    fn compare(table: &Table, law: &Law) {
        for step in 0..20 {
            let x = table.reach / 5 * step / 20;
            let certified = law.mass(x).to_f64();
            assert!((table.mass(x) / certified - 1.0).abs() < 1e-12, "{:?} at {x}", table.noise);
        }
    }
}
