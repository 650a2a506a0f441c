//! Certified arithmetic: a real number between two multiples of a power of two.
//!
//! Each operation rounds the lower end down and the upper end up, so that the result encloses every
//! value that the operation has on the operands. Nothing here is a floating-point number.

use core::ops::{Add, Mul, Neg, Sub};

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer as _;
use num_rational::Ratio;

/// The number of significant bits that a result keeps when it is handed out.
const RESULT_BITS: u64 = 64;

/// The real numbers from `low / 2^bits` to `high / 2^bits`. Operands have the same `bits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    low: BigInt,
    high: BigInt,
    bits: u64,
}

impl Interval {
    /// All numbers from `low / 2^bits` to `high / 2^bits`.
    pub(super) const fn new(low: BigInt, high: BigInt, bits: u64) -> Self {
        Self { low, high, bits }
    }

    /// The rational `n / d`, where `d > 0`.
    pub(super) fn quotient(n: &BigUint, d: &BigUint, bits: u64) -> Self {
        let (low, rest) = div_rem(&(n << bits), d);
        let high = if rest == BigUint::ZERO { low.clone() } else { &low + 1_u32 };
        Self::new(low.into(), high.into(), bits)
    }

    /// An integer.
    pub(super) fn integer(value: u32, bits: u64) -> Self {
        let value = BigInt::from(value) << bits;
        Self::new(value.clone(), value, bits)
    }

    /// The lower end, times `2^bits`.
    pub(super) const fn low(&self) -> &BigInt {
        &self.low
    }

    /// The upper end, times `2^bits`.
    pub(super) const fn high(&self) -> &BigInt {
        &self.high
    }

    /// The number of bits behind the point of the ends.
    pub(super) const fn bits(&self) -> u64 {
        self.bits
    }

    /// The interval times `n / d`, where `d > 0`.
    pub(super) fn scaled(&self, n: &BigUint, d: &BigUint) -> Self {
        let n = BigInt::from(n.clone());
        let low = floor_quotient(&(&self.low * &n), d);
        let high = ceil_quotient(&(&self.high * &n), d);
        Self::new(low, high, self.bits)
    }

    /// The quotient by a positive interval. Where that is not known to be positive, by the smallest
    /// positive number that the ends can be; such a result is too wide to be of use.
    pub(super) fn over(&self, divisor: &Self) -> Self {
        let [small, large] =
            [&divisor.low, &divisor.high].map(|end| natural(end).max(1_u32.into()));
        let toward = |end: &BigInt, up: bool| {
            // A quotient grows in magnitude as the divisor shrinks.
            let by = if (end.sign() == Sign::Minus) == up { &large } else { &small };
            let end = end << self.bits;
            if up { ceil_quotient(&end, by) } else { floor_quotient(&end, by) }
        };
        Self::new(toward(&self.low, false), toward(&self.high, true), self.bits)
    }

    /// The square root; a negative end counts as 0.
    pub(super) fn root(&self) -> Self {
        // The root of x / 2^bits is the root of x 2^bits, over 2^bits.
        let [low, high] = [&self.low, &self.high].map(|end| natural(end) << self.bits);
        let above = ceil_root(&low);
        let low = if &above * &above > low { above - 1_u32 } else { above };
        Self::new(low.into(), ceil_root(&high).into(), self.bits)
    }

    /// The same numbers, enclosed with fewer bits.
    pub(super) fn coarser(&self, bits: u64) -> Self {
        let by = self.bits.saturating_sub(bits);
        Self::new(floor_shift(&self.low, by), ceil_shift(&self.high, by), self.bits - by)
    }

    /// Tells whether the width is at most `2^-digits` times the lower end, which is positive.
    pub(super) fn is_tight(&self, digits: u64) -> bool {
        self.low.sign() == Sign::Plus && (&self.high - &self.low) << digits <= self.low
    }

    /// Tells whether the width is at most `2^-digits`.
    pub(super) fn is_narrow(&self, digits: u64) -> bool {
        (&self.high - &self.low) << digits <= BigInt::from(1_u32) << self.bits
    }

    /// The least number of 64 significant bits that is not below the interval, but at least 0.
    pub(super) fn round_up(&self) -> Ratio<BigUint> {
        let high = natural(&self.high);
        let spare = high.bits().saturating_sub(RESULT_BITS);
        dyadic(&(natural(&ceil_shift(&high.into(), spare)) << spare), self.bits)
    }

    /// The greatest number of 64 significant bits that is not above the interval, but at least 0.
    pub(super) fn round_down(&self) -> Ratio<BigUint> {
        let low = natural(&self.low);
        let spare = low.bits().saturating_sub(RESULT_BITS);
        dyadic(&((low >> spare) << spare), self.bits)
    }

    /// The least integer that is not below the interval, but at least 0; and whether it is the same
    /// for every number in it.
    pub(super) fn ceiling(&self) -> (BigUint, bool) {
        let [low, high] = [&self.low, &self.high].map(|end| natural(&ceil_shift(end, self.bits)));
        let same = low == high;
        (high, same)
    }
}

impl Add for &Interval {
    type Output = Interval;

    fn add(self, other: Self) -> Interval {
        Interval::new(&self.low + &other.low, &self.high + &other.high, self.bits)
    }
}

impl Sub for &Interval {
    type Output = Interval;

    fn sub(self, other: Self) -> Interval {
        Interval::new(&self.low - &other.high, &self.high - &other.low, self.bits)
    }
}

impl Neg for &Interval {
    type Output = Interval;

    fn neg(self) -> Interval {
        Interval::new(-&self.high, -&self.low, self.bits)
    }
}

impl Mul for &Interval {
    type Output = Interval;

    fn mul(self, other: Self) -> Interval {
        let below_0 = |end: &BigInt| end.sign() == Sign::Minus;
        if !below_0(&self.low) && !below_0(&other.low) {
            let low = floor_shift(&(&self.low * &other.low), self.bits);
            let high = ceil_shift(&(&self.high * &other.high), self.bits);
            return Interval::new(low, high, self.bits);
        }
        let first = &self.low * &other.low;
        let (mut least, mut greatest) = (first.clone(), first);
        for (a, b) in
            [(&self.low, &other.high), (&self.high, &other.low), (&self.high, &other.high)]
        {
            let product = a * b;
            if product < least {
                least = product;
            } else if product > greatest {
                greatest = product;
            }
        }
        Interval::new(floor_shift(&least, self.bits), ceil_shift(&greatest, self.bits), self.bits)
    }
}

/// The value if it is positive, otherwise 0.
pub(super) fn natural(value: &BigInt) -> BigUint {
    value.to_biguint().unwrap_or_default()
}

/// `n / 2^bits` in lowest terms.
fn dyadic(n: &BigUint, bits: u64) -> Ratio<BigUint> {
    let common = n.trailing_zeros().unwrap_or(bits).min(bits);
    Ratio::new_raw(n >> common, BigUint::from(1_u32) << (bits - common))
}

/// `value / 2^by`, rounded down.
fn floor_shift(value: &BigInt, by: u64) -> BigInt {
    if value.sign() == Sign::Minus { -ceil_magnitude(value, by) } else { value >> by }
}

/// `value / 2^by`, rounded up.
fn ceil_shift(value: &BigInt, by: u64) -> BigInt {
    if value.sign() == Sign::Minus {
        -BigInt::from(value.magnitude() >> by)
    } else {
        ceil_magnitude(value, by)
    }
}

/// `|value| / 2^by`, rounded up.
fn ceil_magnitude(value: &BigInt, by: u64) -> BigInt {
    let magnitude = value.magnitude();
    let exact = magnitude.trailing_zeros().is_none_or(|zeros| zeros >= by);
    BigInt::from(magnitude >> by) + u32::from(!exact)
}

/// `n / d`, rounded down, where `d > 0`.
fn floor_quotient(n: &BigInt, d: &BigUint) -> BigInt {
    let (quotient, rest) = div_rem(n.magnitude(), d);
    if n.sign() == Sign::Minus {
        -(BigInt::from(quotient) + u32::from(rest != BigUint::ZERO))
    } else {
        quotient.into()
    }
}

/// `n / d`, rounded up, where `d > 0`.
pub(super) fn ceil_quotient(n: &BigInt, d: &BigUint) -> BigInt {
    -floor_quotient(&-n, d)
}

/// Quotient and remainder, certified: `n = q d + r` and `r < d`. A division that fails the
/// certificate is done again bit by bit.
pub(super) fn div_rem(n: &BigUint, d: &BigUint) -> (BigUint, BigUint) {
    let (quotient, rest) = n.div_rem(d);
    if is_division(n, d, &quotient, &rest) { (quotient, rest) } else { long_division(n, d) }
}

fn is_division(n: &BigUint, d: &BigUint, quotient: &BigUint, rest: &BigUint) -> bool {
    quotient * d + rest == *n && rest < d
}

/// Quotient and remainder by shifts and subtractions.
fn long_division(n: &BigUint, d: &BigUint) -> (BigUint, BigUint) {
    let (mut quotient, mut rest) = (BigUint::ZERO, BigUint::ZERO);
    for index in (0..n.bits()).rev() {
        rest = (rest << 1_u32) + u32::from(n.bit(index));
        quotient <<= 1_u32;
        if rest >= *d {
            rest -= d;
            quotient += 1_u32;
        }
    }
    (quotient, rest)
}

/// The least `m` with `m^2 >= value`.
pub(super) fn ceil_root(value: &BigUint) -> BigUint {
    let mut below = BigUint::ZERO;
    for index in (0..=value.bits().div_ceil(2)).rev() {
        let next = &below + (BigUint::from(1_u32) << index);
        if &next * &next < *value {
            below = next;
        }
    }
    if *value == BigUint::ZERO { below } else { below + 1_u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> impl Iterator<Item = i64> {
        (-40..=40).chain([i64::MIN + 1, i64::MAX, 1 << 40, -(1 << 40)])
    }

    #[test]
    fn shifts_and_quotients_round_as_named() {
        for value in numbers() {
            let wide = i128::from(value);
            for by in 0_u32..6 {
                let unit = 1_i128 << by;
                assert_eq!(floor_shift(&value.into(), by.into()), wide.div_euclid(unit).into());
                assert_eq!(
                    ceil_shift(&value.into(), by.into()),
                    (-(-wide).div_euclid(unit)).into()
                );
            }
            for d in [1_u32, 2, 3, 7, 64] {
                let unit = i128::from(d);
                assert_eq!(floor_quotient(&value.into(), &d.into()), wide.div_euclid(unit).into());
                let up = -(-wide).div_euclid(unit);
                assert_eq!(ceil_quotient(&value.into(), &d.into()), up.into());
            }
        }
    }

    #[test]
    fn division_bit_by_bit_is_division() {
        let d = BigUint::from(10_u32).pow(30) + 7_u32;
        for n in [BigUint::ZERO, d.clone(), BigUint::from(3_u32).pow(200), &d * &d - 1_u32] {
            assert_eq!(long_division(&n, &d), div_rem(&n, &d));
        }
    }

    #[test]
    fn wrong_divisions_are_noticed() {
        let number = |value: u32| BigUint::from(value);
        for (n, d) in [(100, 7), (7, 7), (6, 7), (0, 1), (98, 7)] {
            for (quotient, rest) in (0..120).flat_map(|q| (0..120).map(move |r| (q, r))) {
                let right = quotient == n / d && rest == n % d;
                let found = is_division(&number(n), &number(d), &number(quotient), &number(rest));
                assert_eq!(found, right, "{n} / {d} is not {quotient}, {rest}");
            }
        }
    }

    #[test]
    fn rationals_are_enclosed() {
        for (n, d, low, high) in
            [(0_u32, 1_u32, 0, 0), (1, 1, 16, 16), (3, 4, 12, 12), (1, 3, 5, 6), (100, 7, 228, 229)]
        {
            let found = Interval::quotient(&n.into(), &d.into(), 4);
            assert_eq!(found, Interval::new(low.into(), high.into(), 4), "{n}/{d}");
        }
    }

    #[test]
    fn widths() {
        let interval = |low: i64, high: i64| Interval::new(low.into(), high.into(), 4);
        for (low, high, tight, narrow) in [
            (16, 16, true, true),
            (16, 20, true, true),
            (15, 20, false, false),
            (160, 200, true, false),
            (2, 6, false, true),
            (2, 7, false, false),
            (0, 0, false, true),
            (-16, -16, false, true),
        ] {
            // A quarter of the lower end, a quarter of 1.
            let found = (interval(low, high).is_tight(2), interval(low, high).is_narrow(2));
            assert_eq!(found, (tight, narrow), "{low} {high}");
        }
    }

    #[test]
    fn roots() {
        for value in 0_u32..2000 {
            let root = ceil_root(&value.into());
            assert!(&root * &root >= value.into());
            assert!(root == BigUint::ZERO || (&root - 1_u32).pow(2) < value.into(), "{value}");
        }
        let root = BigUint::from(10_u32).pow(40);
        assert_eq!(ceil_root(&root.pow(2)), root);
        assert_eq!(ceil_root(&(root.pow(2) + 1_u32)), root + 1_u32);
    }

    #[test]
    fn roots_are_enclosed() {
        for n in 0_u32..200 {
            let root = Interval::new(n.into(), (n + 7).into(), 4).root();
            let (low, high) = (root.low.pow(2), root.high.pow(2));
            let ends = [n, n + 7].map(|end| BigInt::from(end) << 4);
            assert!(low <= ends[0] && ends[0] < (&root.low + 1_u32).pow(2), "{n}");
            assert!(high >= ends[1] && ends[1] > (&root.high - 1_u32).pow(2), "{n}");
        }
        assert_eq!(Interval::new((-5).into(), 0.into(), 4).root(), Interval::integer(0, 4));
    }

    /// The ends of every operation enclose the exact results of all corners.
    #[test]
    fn operations_enclose() {
        const BITS: u64 = 4;
        let interval = |low: i64, width: i64| Interval::new(low.into(), (low + width).into(), BITS);
        for (a, b) in (-20..20).flat_map(|a| (-20..20).map(move |b| (a, b))) {
            let (x, y) = (interval(a, 3), interval(b, 5));
            let (product, quotient) = (&x * &y, x.over(&y));
            let (sum, difference, negative) = (&x + &y, &x - &y, -&x);
            let (third, smaller) = (x.scaled(&1_u32.into(), &3_u32.into()), x.coarser(2));
            for (p, q) in [(a, b), (a, b + 5), (a + 3, b), (a + 3, b + 5)] {
                assert!(sum.low <= (p + q).into() && sum.high >= (p + q).into());
                assert!(difference.low <= (p - q).into() && difference.high >= (p - q).into());
                assert!(negative.low <= (-p).into() && negative.high >= (-p).into());
                assert!(&third.low * 3 <= p.into() && &third.high * 3 >= p.into());
                assert!(&smaller.low * 4 <= p.into() && &smaller.high * 4 >= p.into());
                let exact = BigInt::from(p * q);
                assert!(&product.low << BITS <= exact && exact <= &product.high << BITS);
                if b > 0 {
                    let exact = BigInt::from(p) << BITS;
                    assert!(&quotient.low * q <= exact && exact <= &quotient.high * q);
                }
            }
        }
    }

    #[test]
    fn results_round_outward() {
        let value =
            Interval::new(BigInt::from(u64::MAX) * 8 + 7, BigInt::from(u64::MAX) * 8 + 7, 3);
        assert_eq!(value.round_down(), Ratio::from_integer(u64::MAX.into()));
        assert_eq!(value.round_up(), Ratio::from_integer(BigUint::from(1_u32) << 64_u32));
        assert_eq!(value.ceiling(), (BigUint::from(1_u32) << 64_u32, true));
        let negative = Interval::new((-7).into(), (-3).into(), 1);
        assert_eq!(negative.round_up(), Ratio::from_integer(BigUint::ZERO));
    }
}
