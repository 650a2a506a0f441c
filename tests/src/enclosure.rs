//! What pairs of natural numbers enclose.

use num_bigint::BigInt;
use num_traits::One;

use crate::{Interval, PRECISION};

/// A real number that two natural numbers enclose, and how far these may be apart.
#[derive(Clone, Debug)]
pub struct Enclosure {
    value: Interval,
    width: Option<Interval>,
}

impl Enclosure {
    /// Any two numbers around `value`.
    #[must_use]
    pub const fn any(value: Interval) -> Self {
        Self { value, width: None }
    }

    /// Two numbers around `value` that differ by at most `width`.
    #[must_use]
    pub const fn within(value: Interval, width: Interval) -> Self {
        Self { value, width: Some(width) }
    }

    /// The closest numbers.
    #[must_use]
    pub fn closest(&self) -> (BigInt, BigInt) {
        let unit = (BigInt::one() << PRECISION) - 1;
        (self.value.lower() >> PRECISION, (self.value.upper() + unit) >> PRECISION)
    }

    /// Finds it confirmed that these numbers enclose the value, and are close enough to each other.
    ///
    /// # Errors
    /// What is not so.
    pub fn confirm(&self, lower: &BigInt, upper: &BigInt) -> Result<(), String> {
        if lower << PRECISION > *self.value.lower() {
            return Err(format!("{lower} is not below {:e}", self.value.to_f64()));
        }
        if *self.value.upper() > upper << PRECISION {
            return Err(format!("{upper} is not above {:e}", self.value.to_f64()));
        }
        match &self.width {
            Some(width) if (upper - lower) << PRECISION > *width.upper() => {
                Err(format!("{lower} and {upper} are far apart"))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use num_bigint::BigInt;

    use super::Enclosure;
    use crate::Interval;

    fn ratio(numerator: u64, denominator: u64) -> Interval {
        Interval::ratio(&numerator.into(), &denominator.into())
    }

    #[test]
    fn both_sides_count() {
        let third = Enclosure::within(ratio(1, 3).in_units(8), Interval::natural(2));
        let confirm = |lower: i32, upper: i32| third.confirm(&lower.into(), &upper.into()).is_ok();
        // 256/3 is 85.333...
        assert!(confirm(85, 86) && confirm(84, 86) && confirm(85, 87));
        assert!(!confirm(86, 87) && !confirm(84, 85) && !confirm(84, 87));
        assert_eq!(third.closest(), (BigInt::from(85), BigInt::from(86)));
        let whole = Enclosure::any(Interval::natural(7));
        assert_eq!(whole.closest(), (BigInt::from(7), BigInt::from(7)));
        assert!(whole.confirm(&0.into(), &7.into()).is_ok());
    }
}
