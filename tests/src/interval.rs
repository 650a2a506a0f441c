//! Real numbers, enclosed by multiples of `2^-PRECISION`.

use num_bigint::{BigInt, BigUint};
use num_traits::{One, ToPrimitive, Zero};

/// How many binary digits follow the point. The mass of a tape of up to `PRECISION / 8` bytes is a multiple of
/// `2^-PRECISION`.
pub const PRECISION: u64 = 512;

/// A non-negative real number between two multiples of `2^-PRECISION`. Every operation rounds outwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    lower: BigInt,
    upper: BigInt,
}

fn floor(numerator: &BigInt, denominator: &BigInt) -> BigInt {
    // Truncation is rounding down: nothing here is negative.
    numerator / denominator
}

fn ceil(numerator: &BigInt, denominator: &BigInt) -> BigInt {
    (numerator + denominator - 1) / denominator
}

impl Interval {
    /// The number `numerator / denominator`.
    ///
    /// # Panics
    /// If the denominator is 0.
    #[must_use]
    pub fn ratio(numerator: &BigUint, denominator: &BigUint) -> Self {
        let scaled = BigInt::from(numerator << PRECISION);
        let denominator = BigInt::from(denominator.clone());
        Self { lower: floor(&scaled, &denominator), upper: ceil(&scaled, &denominator) }
    }

    /// A natural number.
    #[must_use]
    pub fn natural(value: u64) -> Self {
        Self::ratio(&value.into(), &BigUint::one())
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self { lower: &self.lower + &other.lower, upper: &self.upper + &other.upper }
    }

    /// The difference, which must not be negative; what arithmetic cannot exclude below 0 is cut off.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let lower = &self.lower - &other.upper;
        Self { lower: lower.max(BigInt::zero()), upper: &self.upper - &other.lower }
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let one = BigInt::one() << PRECISION;
        Self {
            lower: floor(&(&self.lower * &other.lower), &one),
            upper: ceil(&(&self.upper * &other.upper), &one),
        }
    }

    /// This number in units of `2^-bits`, which is exact.
    #[must_use]
    pub fn in_units(&self, bits: u64) -> Self {
        Self { lower: &self.lower << bits, upper: &self.upper << bits }
    }

    /// So many times this number, which is exact.
    #[must_use]
    pub fn multiple(&self, factor: &BigUint) -> Self {
        let factor = BigInt::from(factor.clone());
        Self { lower: &self.lower * &factor, upper: &self.upper * &factor }
    }

    /// The difference, cut to the interval from 0 to 1.
    #[must_use]
    pub fn excess_over(&self, other: &Self) -> Self {
        let cut = |end: BigInt| end.clamp(BigInt::zero(), BigInt::one() << PRECISION);
        Self { lower: cut(&self.lower - &other.upper), upper: cut(&self.upper - &other.lower) }
    }

    /// The quotient.
    ///
    /// # Panics
    /// If the divisor is not certainly positive.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Self {
        Self {
            lower: floor(&(&self.lower << PRECISION), &divisor.upper),
            upper: ceil(&(&self.upper << PRECISION), &divisor.lower),
        }
    }

    /// The number to the power of `exponent`.
    #[must_use]
    pub fn power(&self, exponent: u64) -> Self {
        (0..u64::BITS - exponent.leading_zeros()).rev().fold(Self::natural(1), |power, bit| {
            let square = power.times(&power);
            if exponent >> bit & 1 == 1 { square.times(self) } else { square }
        })
    }

    /// `exp(-self)`.
    ///
    /// The partial sums of the Taylor series of `exp(-t)` lie alternately above and below it, for every `t >= 0`: the
    /// last two of them enclose it. The argument is halved until it is below one half, the result squared as often.
    #[must_use]
    pub fn exp_minus(&self) -> Self {
        let halvings = (self.upper.bits() + 1).saturating_sub(PRECISION);
        let power_of_two = BigInt::one() << halvings;
        let argument = Self {
            lower: floor(&self.lower, &power_of_two),
            upper: ceil(&self.upper, &power_of_two),
        };
        let (mut even, mut term) = (Self::natural(1), Self::natural(1));
        let mut index = 0;
        let enclosed = loop {
            let subtracted = term.times(&argument).over(&Self::natural(index + 1));
            let odd = even.minus(&subtracted);
            term = subtracted.times(&argument).over(&Self::natural(index + 2));
            even = odd.plus(&term);
            index += 2;
            if term.upper <= BigInt::one() {
                break Self { lower: odd.lower, upper: even.upper };
            }
        };
        (0..halvings).fold(enclosed, |root, _| root.times(&root))
    }

    /// `exp(self)`: the reciprocal of `exp(-self / 2^k)`, which is above `exp(-1)`, squared `k` times.
    #[must_use]
    pub fn exp(&self) -> Self {
        let halvings = self.upper.bits().saturating_sub(PRECISION);
        let power_of_two = BigInt::one() << halvings;
        let part = Self {
            lower: floor(&self.lower, &power_of_two),
            upper: ceil(&self.upper, &power_of_two),
        };
        let root = Self::natural(1).over(&part.exp_minus());
        (0..halvings).fold(root, |root, _| root.times(&root))
    }

    /// The sum of this number and of something between 0 and `rest`.
    #[must_use]
    pub fn up_to(&self, rest: &Self) -> Self {
        Self { lower: self.lower.clone(), upper: &self.upper + &rest.upper }
    }

    /// The lower end, in units of `2^-PRECISION`.
    #[must_use]
    pub fn lower(&self) -> &BigInt {
        &self.lower
    }

    /// The upper end, in units of `2^-PRECISION`.
    #[must_use]
    pub fn upper(&self) -> &BigInt {
        &self.upper
    }

    /// The number, as closely as a floating-point number can tell.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        fraction(&self.lower)
    }
}

/// A number in units of `2^-PRECISION`, rounded.
#[must_use]
pub fn fraction(units: &BigInt) -> f64 {
    // Exact powers of two: nothing is rounded but the mantissa.
    let shift = units.bits().saturating_sub(60);
    let mantissa = (units >> shift).to_f64().unwrap_or(f64::NAN);
    let exponent = i32::try_from(shift).unwrap_or(i32::MAX) - i32::try_from(PRECISION).unwrap_or(0);
    mantissa * f64::from(exponent).exp2()
}

#[cfg(test)]
mod tests {
    use num_bigint::{BigInt, BigUint};
    use num_traits::Pow;

    use super::{Interval, PRECISION};

    fn ratio(numerator: u64, denominator: u64) -> Interval {
        Interval::ratio(&numerator.into(), &denominator.into())
    }

    /// Both ends agree with the decimal digits given, and with each other to 140 digits.
    fn assert_digits(found: &Interval, digits: &str) {
        let ten = BigInt::from(10);
        let unit: BigInt = BigInt::from(1) << PRECISION;
        for end in [found.lower(), found.upper()] {
            let shown = (end * Pow::pow(&ten, digits.len()) / &unit).to_string();
            assert_eq!(format!("{shown:0>width$}", width = digits.len()), digits);
        }
        let width: BigInt = found.upper() - found.lower();
        assert!(width * Pow::pow(&ten, 140_u32) < unit, "{found:?}");
    }

    #[test]
    fn exponentials_have_the_known_digits() {
        assert_eq!(ratio(0, 1).exp_minus(), Interval::natural(1));
        assert_digits(&ratio(1, 1).exp_minus(), "367879441171442321595523770161460867445811131");
        assert_digits(&ratio(1, 2).exp_minus(), "606530659712633423603799534991180453441918135");
        assert_digits(&ratio(10, 1).exp_minus(), "000045399929762484851535591515560550610237918");
    }

    #[test]
    fn exponentials_of_either_sign() {
        assert_eq!(ratio(0, 1).exp(), Interval::natural(1));
        for (n, d, x) in [(1, 1, 1.0), (1, 8, 0.125), (9, 4, 2.25), (40, 1, 40.0)] {
            assert!((ratio(n, d).exp().to_f64() / f64::exp(x) - 1.0).abs() < 1e-14, "{x}");
        }
        let product = ratio(200, 1).exp().times(&ratio(200, 1).exp_minus());
        let one = Interval::natural(1);
        assert!(product.lower() <= one.lower() && one.upper() <= product.upper());
        assert!((product.to_f64() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn differences_are_cut() {
        let whole = Interval::natural;
        assert_eq!(ratio(7, 3).excess_over(&whole(3)), whole(0));
        assert_eq!(ratio(7, 3).excess_over(&whole(1)), whole(1));
        assert_eq!(ratio(9, 4).excess_over(&whole(2)), ratio(1, 4));
        assert_eq!(ratio(9, 4).in_units(3).multiple(&5_u8.into()), whole(90));
    }

    #[test]
    fn exponentials_turn_sums_into_products() {
        for (n, d) in [(1, 3), (22, 7), (1, 1_000_000), (40, 1)] {
            let product = ratio(n, d).exp_minus().times(&ratio(5, 9).exp_minus());
            let sum = ratio(n, d).plus(&ratio(5, 9)).exp_minus();
            assert!(product.lower() <= sum.upper() && sum.lower() <= product.upper());
            assert!((product.to_f64() - sum.to_f64()).abs() < 1e-15);
        }
    }

    #[test]
    fn arithmetic_encloses() {
        let third = ratio(1, 3);
        assert!(third.lower() < third.upper());
        assert_eq!(ratio(3, 4).power(3), ratio(27, 64));
        assert_eq!(ratio(3, 4).minus(&ratio(1, 4)), ratio(1, 2));
        assert_eq!(ratio(3, 4).over(&ratio(1, 4)), Interval::natural(3));
        let one = third.plus(&third).plus(&third);
        let exact = Interval::natural(1);
        assert!(one.lower() < exact.lower() && exact.upper() < one.upper());
        assert_eq!(
            Interval::ratio(&BigUint::from(1_u8), &BigUint::from(4_u8)).to_f64().to_string(),
            "0.25"
        );
    }
}
