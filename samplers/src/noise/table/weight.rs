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

    /// About the least positive size whose exponent reaches `tenths` tenths.
    pub(crate) fn reaching(&self, tenths: u128) -> Option<u128> {
        let numerator = self.denominator.checked_mul(tenths)? / 10;
        let size = match numerator.checked_div(self.quadratic) {
            Some(square) => square.isqrt(),
            None => numerator / self.linear,
        };
        size.checked_add(1)
    }
}
