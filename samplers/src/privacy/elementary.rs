//! Enclosures of the logarithm, of `exp(-x)` and of `π`, from their series.

use num_bigint::{BigInt, BigUint, Sign};

use super::interval::{Interval, ceil_quotient, natural};

/// Bits that are computed and dropped, against the rounding of many small steps.
const GUARD: u64 = 24;

/// `ln(n / d)` for `n >= d > 0`.
///
/// With `n / d = 2^k m` and `1 <= m < 2` it is `k ln 2 + 2 artanh z` for `z = (m - 1) / (m + 1)`,
/// which is below 1/3.
pub(super) fn ln(n: &BigUint, d: &BigUint, bits: u64) -> Interval {
    let fine = bits + GUARD;
    let mut twos = n.bits().saturating_sub(d.bits());
    if *n < d << twos {
        twos = twos.saturating_sub(1);
    }
    let unit = d << twos;
    let difference = if *n > unit { n - &unit } else { BigUint::ZERO };
    let mantissa = double_artanh(&Interval::quotient(&difference, &(n + unit), fine));
    if twos == 0 {
        return mantissa.coarser(bits);
    }
    let one_third = Interval::quotient(&1_u32.into(), &3_u32.into(), fine);
    let ln_2 = double_artanh(&one_third);
    (&mantissa + &ln_2.scaled(&twos.into(), &1_u32.into())).coarser(bits)
}

/// `2 artanh z = 2 (z + z^3 / 3 + z^5 / 5 + ...)` for `0 <= z <= 1/3`.
///
/// After any number of terms, the rest is below `9/8` times the next power of `z`.
fn double_artanh(z: &Interval) -> Interval {
    let square = z * z;
    let (mut power, mut sum) = (z.clone(), z.clone());
    let mut odd = 1_u32;
    while power.high() > &BigInt::from(1_u32) {
        power = &power * &square;
        odd += 2;
        sum = &sum + &power.scaled(&1_u32.into(), &odd.into());
    }
    let rest = Interval::new(BigInt::ZERO, power.high() * 2_u32, z.bits());
    (&sum + &rest).scaled(&2_u32.into(), &1_u32.into())
}

/// `π`, by Machin's formula `16 arctan 1/5 - 4 arctan 1/239`.
pub(super) fn pi(bits: u64) -> Interval {
    let fine = bits + GUARD;
    let times = |count: u32, n: u32| arctan_inverse(n, fine).scaled(&count.into(), &1_u32.into());
    (&times(16, 5) - &times(4, 239)).coarser(bits)
}

/// `arctan (1 / n)` for `n >= 2`, by its alternating series.
fn arctan_inverse(n: u32, bits: u64) -> Interval {
    let square = BigUint::from(n).pow(2);
    let mut power = Interval::quotient(&1_u32.into(), &n.into(), bits);
    let mut sum = power.clone();
    let mut odd = 1_u32;
    while power.high() > &BigInt::from(1_u32) {
        power = power.scaled(&1_u32.into(), &square);
        odd += 2;
        let term = power.scaled(&1_u32.into(), &odd.into());
        sum = if odd % 4 == 3 { &sum - &term } else { &sum + &term };
    }
    let rest = Interval::new(-power.high(), power.high().clone(), bits);
    &sum + &rest
}

/// `exp(-x)` for the `x` in the interval, which are not negative; a negative end counts as 0.
pub(super) fn exp_neg(x: &Interval) -> Interval {
    let smallest = exp_neg_of(&natural(x.high()), x.bits());
    let greatest = exp_neg_of(&natural(x.low()), x.bits());
    Interval::new(smallest.low().clone(), greatest.high().clone(), x.bits())
}

/// `exp(-x / 2^bits)`.
///
/// The Taylor series of `exp(-u)` for a `u = x / 2^(bits + halvings)` of at most 1/4, squared
/// `halvings` times. Its terms alternate and shrink, so the rest is at most the next one.
fn exp_neg_of(x: &BigUint, bits: u64) -> Interval {
    let one_ulp = || Interval::new(BigInt::ZERO, 1.into(), bits);
    // e^-x < 2^-x.
    if x >> bits >= BigUint::from(bits) {
        return one_ulp();
    }
    let halvings = (x.bits() + 2).saturating_sub(bits);
    let fine = bits + halvings + GUARD;
    let u = BigInt::from(x << GUARD);
    let u = Interval::new(u.clone(), u, fine);
    let (mut term, mut sum) = (Interval::integer(1, fine), Interval::integer(1, fine));
    let mut count = 0_u32;
    while term.high() > &BigInt::from(1_u32) {
        count += 1;
        term = (&term * &u).scaled(&1_u32.into(), &count.into());
        sum = if count % 2 == 1 { &sum - &term } else { &sum + &term };
    }
    let rest = Interval::new(-term.high(), term.high().clone(), fine);
    let mut power = &sum + &rest;
    for _ in 0..halvings {
        power = &power * &power;
    }
    within_0_and_1(&power.coarser(bits))
}

/// The part of the interval from 0 to 1.
fn within_0_and_1(x: &Interval) -> Interval {
    let one = BigInt::from(1_u32) << x.bits();
    let low = if x.low().sign() == Sign::Minus { BigInt::ZERO } else { x.low().clone() };
    Interval::new(low, x.high().clone().min(one), x.bits())
}

/// How many bits before the point `x` may have, and thus how many `exp(-x)` may have zeros after it:
/// at least `x / ln 2`.
pub(super) fn zeros(x: &Interval) -> u64 {
    let whole = ceil_quotient(x.high(), &(BigUint::from(1_u32) << x.bits()));
    u64::try_from(natural(&whole) * 3_u32 / 2_u32).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;

    use super::*;
    use crate::parse_rational;

    const BITS: u64 = 150;

    fn rational(text: &str) -> Ratio<BigUint> {
        parse_rational(text).expect("a rational")
    }

    /// `value`, known to 1e-40, lies in the interval, which is narrow.
    fn assert_encloses(interval: &Interval, value: &str) {
        let exact = Interval::quotient(rational(value).numer(), rational(value).denom(), BITS);
        let slack = Interval::quotient(&1_u32.into(), &BigUint::from(10_u32).pow(40), BITS);
        assert!((interval - &slack).low() <= exact.low(), "{interval:?} {value}");
        assert!(exact.high() <= (interval + &slack).high(), "{interval:?} {value}");
        assert!(interval.is_narrow(BITS - 12), "{interval:?}");
    }

    #[test]
    fn logarithms() {
        for (argument, value) in [
            ("1", "0"),
            ("2", "0.6931471805599453094172321214581765680755001343602552"),
            ("3/2", "0.405465108108164381978013115464349136571990423462494"),
            ("10", "2.302585092994045684017991454684364207601101488628773"),
            ("1e30", "69.07755278982137052053974364053092622803304465886319"),
            ("1.000000000001", "9.99999999999500000000000333333333333083333333333533e-13"),
        ] {
            let x = rational(argument);
            assert_encloses(&ln(x.numer(), x.denom(), BITS), value);
        }
    }

    #[test]
    fn circle() {
        assert_encloses(&pi(BITS), "3.14159265358979323846264338327950288419716939937510582");
    }

    #[test]
    fn exponentials() {
        for (argument, value) in [
            ("0", "1"),
            ("1", "0.367879441171442321595523770161460867445811131031768"),
            ("1/3", "0.716531310573789250425604096925379667453112059821479"),
            ("100", "3.72007597602083596296e-44"),
            ("1e-20", "0.99999999999999999999000000000000000000005"),
            ("1e9", "0"),
        ] {
            let x = rational(argument);
            let x = Interval::quotient(x.numer(), x.denom(), BITS);
            assert_encloses(&exp_neg(&x), value);
        }
    }

    #[test]
    fn logarithm_inverts_exponential() {
        for n in 1_u32..60 {
            let x = Interval::quotient(&n.into(), &7_u32.into(), BITS);
            let power = exp_neg(&x);
            let one = BigUint::from(1_u32) << BITS;
            let back = ln(&one, &natural(power.high()), BITS).low().clone();
            let forth = ln(&one, &natural(power.low()), BITS).high().clone();
            assert!(back <= *x.low() && *x.high() <= forth, "{n}/7");
        }
    }
}
