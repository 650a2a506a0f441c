//! The weight that a table samples from.

use crate::{Fault, Natural};

/// The weight of the magnitude `x` is `exp(-(quadratic x + linear) x / denominator)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Weight<N = u128> {
    pub(crate) quadratic: N,
    pub(crate) linear: N,
    pub(crate) denominator: N,
}

impl Weight {
    /// The same weight in another arithmetic.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if a number does not fit.
    pub(crate) fn of<N: Natural>(&self) -> Result<Weight<N>, Fault> {
        let number = |number: u128| N::from_nat(&number.into());
        Ok(Weight {
            quadratic: number(self.quadratic)?,
            linear: number(self.linear)?,
            denominator: number(self.denominator)?,
        })
    }

    /// The weight of discrete Gaussian noise whose variance parameter has these terms, if they are
    /// not too large.
    pub(crate) fn gaussian((numerator, denominator): (u128, u128)) -> Option<Self> {
        Some(Self { quadratic: denominator, linear: 0, denominator: numerator.checked_mul(2)? })
    }

    /// The weight of discrete Laplace noise whose scale has these terms.
    pub(crate) const fn laplace((numerator, denominator): (u128, u128)) -> Self {
        Self { quadratic: 0, linear: denominator, denominator: numerator }
    }

    /// The numerator of the exponent, `None` if it is too large.
    pub(crate) fn numerator(&self, size: u128) -> Option<u128> {
        self.quadratic.checked_mul(size)?.checked_add(self.linear)?.checked_mul(size)
    }

    /// By how much the numerator grows from `size` to `size + step`.
    pub(crate) fn growth(&self, size: u128, step: u128) -> Option<u128> {
        let twice = size.checked_mul(2)?.checked_add(step)?;
        self.quadratic.checked_mul(twice)?.checked_add(self.linear)?.checked_mul(step)
    }

    /// The least positive size whose exponent reaches `tenths` tenths.
    pub(crate) fn reaching(&self, tenths: u128) -> Option<u128> {
        let target = self.denominator.checked_mul(tenths)?;
        let reached = |size| {
            self.numerator(size)
                .and_then(|numerator| numerator.checked_mul(10))
                .is_none_or(|scaled| scaled >= target)
        };
        let mut high = 1_u128;
        while !reached(high) {
            high = high.checked_mul(2)?;
        }
        let mut low = 0;
        while low + 1 < high {
            let middle = low.midpoint(high);
            if reached(middle) { high = middle } else { low = middle }
        }
        Some(high)
    }
}
