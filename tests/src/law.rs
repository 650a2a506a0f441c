//! The closed forms of the distributions.

use core::fmt;

use num_bigint::BigUint;

use crate::{Interval, PRECISION};

/// A distribution over the integers, by its closed form. `true` counts as 1 and `false` as 0.
#[derive(Clone, Debug)]
pub struct Law {
    name: String,
    shape: Shape,
    location: i64,
}

#[derive(Clone, Debug)]
enum Shape {
    /// Equal mass on `0 .. bound`.
    Uniform { bound: u64 },
    /// A mass for each of finitely many values.
    Finite { masses: Vec<(i64, Interval)> },
    /// Mass `scale * ratio^k` on every natural number `k`.
    Geometric { ratio: Interval, scale: Interval },
    /// Mass `scale * ratio^|x|` on every integer `x`.
    Laplace { ratio: Interval, scale: Interval },
    /// Mass `exp(-x^2 / (2 variance)) / total` on every integer `x`.
    Gaussian { half_precision: Interval, total: Interval },
}

fn quotient(numerator: u64, denominator: u64) -> Interval {
    Interval::ratio(&numerator.into(), &denominator.into())
}

impl Law {
    fn at_zero(name: String, shape: Shape) -> Self {
        Self { name, shape, location: 0 }
    }

    /// Uniform on `0 .. bound`.
    #[must_use]
    pub fn uniform(bound: u64) -> Self {
        Self::at_zero(format!("uniform {bound}"), Shape::Uniform { bound })
    }

    /// Finitely many values and their masses.
    #[must_use]
    pub fn finite(name: String, masses: Vec<(i64, Interval)>) -> Self {
        Self::at_zero(name, Shape::Finite { masses })
    }

    fn coin(name: String, success: Interval) -> Self {
        let failure = Interval::natural(1).minus(&success);
        Self::finite(name, vec![(0, failure), (1, success)])
    }

    /// A coin of this probability, which counts as 1 where it is above.
    ///
    /// # Panics
    /// If the denominator is 0.
    #[must_use]
    pub fn bernoulli(numerator: u64, denominator: u64) -> Self {
        Self::coin(
            format!("bernoulli {numerator}/{denominator}"),
            quotient(numerator.min(denominator), denominator),
        )
    }

    /// A coin of probability `exp(-numerator / denominator)`.
    ///
    /// # Panics
    /// If the denominator is 0.
    #[must_use]
    pub fn bernoulli_exp(numerator: u64, denominator: u64) -> Self {
        Self::coin(
            format!("bernoulli_exp {numerator}/{denominator}"),
            quotient(numerator, denominator).exp_minus(),
        )
    }

    /// A coin of probability `coefficient * exp(-numerator / denominator) - threshold`, cut to the interval from 0 to 1.
    ///
    /// # Panics
    /// If the denominator is 0.
    #[must_use]
    pub fn exp_exceeds(threshold: u64, coefficient: u64, numerator: u64, denominator: u64) -> Self {
        let scaled = quotient(numerator, denominator).exp_minus().multiple(&coefficient.into());
        Self::coin(
            format!("exp_exceeds {threshold} {coefficient} {numerator}/{denominator}"),
            scaled.excess_over(&Interval::natural(threshold)),
        )
    }

    /// `k` with probability `(1 - r) r^k`, where `r = exp(-numerator / denominator)`.
    ///
    /// # Panics
    /// If the denominator is 0.
    #[must_use]
    pub fn geometric(numerator: u64, denominator: u64) -> Self {
        let ratio = quotient(numerator, denominator).exp_minus();
        let scale = Interval::natural(1).minus(&ratio);
        Self::at_zero(
            format!("geometric {numerator}/{denominator}"),
            Shape::Geometric { ratio, scale },
        )
    }

    /// Discrete Laplace of scale `t = numerator / denominator`: `x` with probability `(1 - r) / (1 + r) r^|x|`, where
    /// `r = exp(-1 / t)`.
    ///
    /// # Panics
    /// If the numerator is 0.
    #[must_use]
    pub fn laplace(numerator: u64, denominator: u64) -> Self {
        let ratio = quotient(denominator, numerator).exp_minus();
        let one = Interval::natural(1);
        let scale = one.minus(&ratio).over(&one.plus(&ratio));
        Self::at_zero(format!("laplace {numerator}/{denominator}"), Shape::Laplace { ratio, scale })
    }

    /// Discrete Gaussian of variance parameter `s = numerator / denominator`: `x` with probability proportional to
    /// `exp(-x^2 / (2 s))`.
    ///
    /// The sum over all `x` is enclosed by the sum up to some `|x| <= m` and a geometric series above the rest: from
    /// `m + 1` on, each weight is at most `exp(-(2 m + 3) / (2 s))` times the one before.
    ///
    /// # Panics
    /// If the numerator is 0.
    #[must_use]
    pub fn gaussian(numerator: u64, denominator: u64) -> Self {
        let twice = BigUint::from(numerator) * 2_u8;
        let half_precision = Interval::ratio(&denominator.into(), &twice);
        let weight = |x: u64| gaussian_weight(&half_precision, x);
        let (mut half, mut x) = (Interval::natural(0), 0);
        let smallest = Interval::natural(1).over(&Interval::natural(2).power(400));
        let rest = loop {
            x += 1;
            let next = weight(x);
            if next.upper() < smallest.lower() {
                let step = half_precision.times(&Interval::natural(2 * x + 1)).exp_minus();
                break next.over(&Interval::natural(1).minus(&step));
            }
            half = half.plus(&next);
        };
        let one_side = half.up_to(&rest);
        let total = Interval::natural(1).plus(&one_side).plus(&one_side);
        Self::at_zero(
            format!("gaussian {numerator}/{denominator}"),
            Shape::Gaussian { half_precision, total },
        )
    }

    /// The distribution of `location` plus a number of this distribution.
    #[must_use]
    pub fn shifted(self, location: i64) -> Self {
        Self { location: self.location + location, ..self }
    }

    /// The values of probability at least `2^-halvings`, most of all the ones closest to the location, each with a lower
    /// bound for its mass in units of `2^-PRECISION`.
    #[must_use]
    pub fn likely(&self, halvings: u64) -> Vec<(i64, BigUint)> {
        let mass = |value| self.mass(value).lower().magnitude().clone();
        let is_likely = |mass: &BigUint| mass.bits() + halvings > PRECISION;
        if let Shape::Finite { masses } = &self.shape {
            let values = masses.iter().map(|(value, _)| self.location + value);
            let all = values.map(|value| (value, mass(value)));
            return all.filter(|(_, mass)| is_likely(mass)).collect();
        }
        let mut found = Vec::new();
        for size in 0.. {
            let ends = [self.location + size, self.location - size];
            let before = found.len();
            for value in ends.into_iter().take(if size == 0 { 1 } else { 2 }) {
                let mass = mass(value);
                if is_likely(&mass) {
                    found.push((value, mass));
                }
            }
            // Masses fall with the distance.
            if found.len() == before {
                break;
            }
        }
        found
    }

    /// The probability of `value`.
    #[must_use]
    pub fn mass(&self, value: i64) -> Interval {
        let value = value - self.location;
        let size = value.unsigned_abs();
        let zero = Interval::natural(0);
        match &self.shape {
            Shape::Uniform { bound } if value >= 0 && size < *bound => quotient(1, *bound),
            Shape::Finite { masses } => masses
                .iter()
                .find(|(known, _)| *known == value)
                .map_or(zero, |(_, mass)| mass.clone()),
            Shape::Geometric { ratio, scale } if value >= 0 => scale.times(&ratio.power(size)),
            Shape::Laplace { ratio, scale } => scale.times(&ratio.power(size)),
            Shape::Gaussian { half_precision, total } => {
                gaussian_weight(half_precision, size).over(total)
            }
            Shape::Uniform { .. } | Shape::Geometric { .. } => zero,
        }
    }
}

impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.name, self.location)
    }
}

fn gaussian_weight(half_precision: &Interval, x: u64) -> Interval {
    half_precision.times(&Interval::natural(x).power(2)).exp_minus()
}

#[cfg(test)]
mod tests {
    use super::Law;
    use crate::Interval;

    #[test]
    fn masses_sum_to_one() {
        let laws = [
            Law::uniform(7),
            Law::bernoulli(2, 3),
            Law::bernoulli(5, 3),
            Law::bernoulli_exp(7, 2),
            Law::exp_exceeds(1, 3, 1, 2),
            Law::exp_exceeds(9, 3, 1, 2),
            Law::geometric(3, 2),
            Law::laplace(3, 2),
            Law::laplace(1, 3).shifted(-5),
            Law::gaussian(9, 4),
            Law::gaussian(1, 7).shifted(4),
        ];
        for law in laws {
            let masses = (-120..=120).map(|x| law.mass(x));
            let total = masses.fold(Interval::natural(0), |sum, mass| sum.plus(&mass));
            assert!((total.to_f64() - 1.0).abs() < 1e-15, "{law:?}");
            assert!(total.lower() <= Interval::natural(1).lower(), "{law:?}");
        }
    }

    #[test]
    fn known_masses() {
        let mass = |law: Law, x| law.mass(x).to_f64();
        // 1 / (1 + 2 exp(-1/2) + 2 exp(-2) + ...), to 15 digits.
        assert!((mass(Law::gaussian(1, 1), 0) - 0.398_942_278_266_861).abs() < 1e-14);
        assert!((mass(Law::exp_exceeds(1, 3, 1, 2), 1) - 0.819_591_979_137_9).abs() < 1e-13);
        assert!((mass(Law::laplace(1, 1), 0) - 0.462_117_157_260_010).abs() < 1e-14);
        assert!((mass(Law::laplace(1, 1).shifted(3), 1) - 0.062_540_756_366_282).abs() < 1e-14);
    }
}
