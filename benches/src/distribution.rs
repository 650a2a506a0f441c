//! The distributions that are measured.

use core::fmt;
use std::f64::consts::{E, LN_2, PI};

use num_rational::Ratio;

/// A family of distributions over the integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Discrete Gaussian: `x` with weight `exp(-x^2 / (2 sigma^2))`.
    Gaussian,
    /// Discrete Laplace: `x` with weight `exp(-|x| / t)`.
    Laplace,
}

/// A scale: `sigma` of a Gaussian, `t` of a Laplace distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    numerator: u64,
    denominator: u64,
}

const GAUSSIAN: [Scale; 9] = [
    Scale::new(1, 1),
    Scale::new(3, 1),
    Scale::new(10, 1),
    Scale::new(64, 1),
    Scale::new(100, 1),
    Scale::new(1 << 10, 1),
    Scale::new(1 << 20, 1),
    Scale::new(1 << 30, 1),
    Scale::new(1 << 40, 1),
];

const LAPLACE: [Scale; 4] =
    [Scale::new(1, 1), Scale::new(64, 1), Scale::new(1 << 10, 1), Scale::new(1 << 20, 1)];

impl Distribution {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Gaussian, Self::Laplace];

    /// The name in benchmark groups and on command lines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gaussian => "gaussian",
            Self::Laplace => "laplace",
        }
    }

    /// The distribution of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|distribution| distribution.name() == name)
    }

    /// The scales that are measured.
    #[must_use]
    pub const fn scales(self) -> &'static [Scale] {
        match self {
            Self::Gaussian => &GAUSSIAN,
            Self::Laplace => &LAPLACE,
        }
    }

    /// The name of a benchmark group.
    #[must_use]
    pub fn group(self, scale: Scale) -> String {
        format!("{}/{scale}", self.name())
    }

    /// The parameter that [`verinoise`] takes for this scale: the variance, or the scale itself.
    #[must_use]
    pub const fn parameter(self, scale: Scale) -> (u128, u128) {
        let (n, d) = (scale.numerator as u128, scale.denominator as u128);
        match self {
            Self::Gaussian => (n * n, d * d),
            Self::Laplace => (n, d),
        }
    }

    /// The Shannon entropy in bytes: what no sampler can go below on average.
    #[must_use]
    pub fn entropy(self, scale: Scale) -> f64 {
        let t = scale.to_f64();
        let nats = match self {
            // From here on the sum and the integral agree to the last digit.
            Self::Gaussian if t > 64.0 => (t * (2.0 * PI * E).sqrt()).ln(),
            Self::Gaussian => {
                let weights: Vec<f64> =
                    (-2000..=2000).map(|x| (-f64::from(x).powi(2) / (2.0 * t * t)).exp()).collect();
                let total: f64 = weights.iter().sum();
                let probabilities = weights.iter().map(|weight| weight / total);
                -probabilities.filter(|p| *p > 0.0).map(|p| p * p.ln()).sum::<f64>()
            }
            Self::Laplace => {
                // P(x) = (1 - r) / (1 + r) r^|x|, and E|x| = 2 r / (1 - r^2).
                let (r, gap) = ((-1.0 / t).exp(), -(-1.0 / t).exp_m1());
                (1.0 + r).ln() - gap.ln() + 2.0 * r / (gap * (1.0 + r)) / t
            }
        };
        nats / LN_2 / 8.0
    }
}

/// All that is measured.
pub(crate) fn all() -> impl Iterator<Item = (Distribution, Scale)> {
    Distribution::ALL.into_iter().flat_map(|distribution| {
        distribution.scales().iter().map(move |scale| (distribution, *scale))
    })
}

impl Scale {
    const fn new(numerator: u64, denominator: u64) -> Self {
        Self { numerator, denominator }
    }

    /// A scale as it is written: `1000`, `1/2` or `2^20`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let scale = if let Some((numerator, denominator)) = text.split_once('/') {
            Self::new(numerator.parse().ok()?, denominator.parse().ok()?)
        } else if let Some((base, exponent)) = text.split_once('^') {
            Self::new(base.parse::<u64>().ok()?.checked_pow(exponent.parse().ok()?)?, 1)
        } else {
            Self::new(text.parse().ok()?, 1)
        };
        (scale.numerator > 0 && scale.denominator > 0).then_some(scale)
    }

    /// The scale as a fraction.
    #[must_use]
    pub fn to_ratio(self) -> Ratio<u64> {
        Ratio::new(self.numerator, self.denominator)
    }

    /// The scale, rounded.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "for entropies and for the inexact peer")]
    pub const fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.numerator, self.denominator) {
            (n, 1) if n > 1000 && n.is_power_of_two() => write!(f, "2^{}", n.trailing_zeros()),
            (n, 1) => write!(f, "{n}"),
            (n, d) => write!(f, "{n}/{d}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Distribution, Scale};

    #[test]
    fn scales_are_parsed_as_they_are_written() {
        for scale in Distribution::ALL.into_iter().flat_map(Distribution::scales) {
            assert_eq!(Scale::parse(&scale.to_string()), Some(*scale));
        }
        for text in ["", "0", "1/0", "-1", "2^64", "1.5"] {
            assert_eq!(Scale::parse(text), None, "{text}");
        }
    }

    #[test]
    fn entropies() {
        // A Laplace distribution of scale 1, term by term.
        let r = (-1.0_f64).exp();
        let p = |x: i32| (1.0 - r) / (1.0 + r) * r.powi(x.abs());
        let bits: f64 = (-40..=40).map(|x| -p(x) * p(x).log2()).sum();
        assert!((Distribution::Laplace.entropy(Scale::new(1, 1)) - bits / 8.0).abs() < 1e-12);
        // The closed form and the sum meet.
        let [below, above] = [64, 65].map(|t| Distribution::Gaussian.entropy(Scale::new(t, 1)));
        assert!((above - below - (65.0_f64 / 64.0).log2() / 8.0).abs() < 1e-12);
    }
}
