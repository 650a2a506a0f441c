//! The least half-width of discrete Gaussian noise.
//!
//! Two ways lead to enclosures of the mass beyond `h`. Narrow noise is summed weight by weight. Wide
//! noise is integrated, and Euler and Maclaurin's formula corrects the integral to the sum.

use alloc::vec::Vec;
use core::iter::successors;

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use super::bell::Weights;
use super::elementary::{exp_neg, ln, pi};
use super::interval::{Interval, div_rem, natural};

/// Up to this σ², as a power of two, the weights are summed.
const NARROW: u64 = 16;
/// Bits that an enclosure of a risk has beyond those of the risk itself, at first.
const SPARE: u64 = 128;
/// The number of times that the precision is doubled to compare a mass with a risk.
const ROUNDS: u32 = 4;

/// The least `h >= 0` with `P(|X| > h) <= risk`, if `enough` satisfies that. Should the precision never
/// be enough to tell, which takes a risk that agrees with the mass to hundreds of digits, the result
/// is a larger number that satisfies it.
pub(super) fn least_half_width(
    variance: &Ratio<BigUint>,
    risk: &Ratio<BigUint>,
    enough: BigUint,
) -> BigUint {
    let smallness = risk.denom().bits().saturating_sub(risk.numer().bits());
    let mut bits = SPARE + risk.denom().bits() + 2 * smallness;
    let mut width = enough;
    for _ in 0..ROUNDS {
        let (least, certain) = if is_narrow(variance, bits) {
            by_sums(variance, risk, &width, bits)
        } else {
            let spread = variance.numer().bits() - variance.denom().bits();
            Integral::new(variance, bits + spread).least(risk, width)
        };
        width = least;
        if certain {
            break;
        }
        bits *= 2;
    }
    width
}

/// Tells whether weights are to be summed. Euler and Maclaurin's formula reaches every precision that it is
/// asked for as long as that is not too great for this σ².
fn is_narrow(variance: &Ratio<BigUint>, bits: u64) -> bool {
    let (whole, _) = div_rem(variance.numer(), variance.denom());
    whole < BigUint::from(1_u32) << NARROW || whole < BigUint::from(bits)
}

/// The least half-width that is certain, and whether the one below is certainly too small.
fn by_sums(
    variance: &Ratio<BigUint>,
    risk: &Ratio<BigUint>,
    enough: &BigUint,
    bits: u64,
) -> (BigUint, bool) {
    let mut weights = Weights::from(&BigUint::ZERO, variance, bits);
    let mut fallen: Vec<Interval> = Vec::new();
    // Far above the rounding, far below the risk.
    while *weights.weight().high() > BigInt::from(1_u32) << (SPARE / 2) {
        fallen.push(weights.step());
    }
    let mut beyond = weights.rest();
    let half = fallen.iter().fold(beyond.clone(), |sum, weight| &sum + weight);
    // The weights of all integers; w(0) = 1 was counted twice.
    let total = &(&half + &half) - &Interval::integer(1, bits);
    let allowed = total.scaled(risk.numer(), &(risk.denom() * 2_u32));
    let mut width = fallen.len().saturating_sub(1);
    if beyond.high() > allowed.low() {
        return (enough.clone(), false);
    }
    while width > 0
        && let Some(weight) = fallen.pop()
    {
        // The weights from `width` on.
        beyond = &beyond + &weight;
        if beyond.high() > allowed.low() {
            return (width.into(), beyond.low() > allowed.high());
        }
        width -= 1;
    }
    (width.into(), true)
}

/// Masses of wide noise, from an integral:
///
/// > Σ_{n > h} f(n) = ∫ f + Σ_k d_k H_{2k-1} f(h + 1/2) + R, the integral from `h + 1/2` on,
///
/// where `f(x) = exp(-x^2 / (2 σ^2))`, the `d_k` are the coefficients of `(x/2) / sinh(x/2)`, and
/// `H_j` is the Hermite polynomial of `(h + 1/2) / σ` divided by `σ^j`. After `m` terms, `|R|` is at
/// most `12 σ sqrt((2m)!) / (6 σ)^(2m)`: that bounds `|B_2m| / (2m)!` times the integral of
/// `|f^(2m)|`, by Cauchy and Schwarz.
///
/// Everything is divided by σ. The sum over all integers is `sqrt(2 π)` then, but for far less than the
/// precision.
struct Integral<'a> {
    variance: &'a Ratio<BigUint>,
    /// `sqrt(π / 2)`.
    half: Interval,
    /// `1 / σ`.
    unit: Interval,
    /// `d_1`, `d_2` and so on.
    corrections: Vec<Interval>,
    bits: u64,
}

impl<'a> Integral<'a> {
    fn new(variance: &'a Ratio<BigUint>, bits: u64) -> Self {
        let half = pi(bits).scaled(&1_u32.into(), &2_u32.into()).root();
        let unit = Interval::quotient(variance.denom(), variance.numer(), bits).root();
        Self { variance, half, unit, corrections: corrections(terms(variance, bits), bits), bits }
    }

    /// The sum of `f(n)` over all `n > h`, and `f(h)`; both divided by σ.
    fn beyond(&self, h: &BigUint) -> (Interval, Interval) {
        let (n, d) = (self.variance.numer(), self.variance.denom());
        let odd = h * 2_u32 + 1_u32;
        let quotient = |n: &BigUint, d: &BigUint| Interval::quotient(n, d, self.bits);
        // u = (h + 1/2) / σ.
        let u = self.unit.scaled(&odd, &2_u32.into());
        let square = quotient(&(&odd * &odd * d), &(n * 4_u32));
        let bell = exp_neg(&square.scaled(&1_u32.into(), &2_u32.into()));
        let integral = &self.half - &(&(&bell * &u) * &odd_factorials(&square));
        let mut sum = Interval::integer(0, self.bits);
        let slope = quotient(&(&odd * d), &(n * 2_u32));
        let (mut before, mut hermite) = (Interval::integer(1, self.bits), slope.clone());
        let mut index = 1_u32;
        for correction in &self.corrections {
            sum = &sum + &(correction * &hermite);
            for _ in 0..2 {
                let next = &(&slope * &hermite) - &before.scaled(&(d * index), n);
                (before, hermite) = (hermite, next);
                index += 1;
            }
        }
        let corrected = &integral + &(&(&bell * &self.unit) * &sum);
        let rest = Interval::new((-1).into(), 1.into(), self.bits);
        let here = &exp_neg(&quotient(&(h * h * d), &(n * 2_u32))) * &self.unit;
        (&corrected + &rest, here)
    }

    /// The least half-width that is certain, and whether the one below is certainly too small. `width`
    /// is certain.
    ///
    /// The mass beyond `h - k` is at most that beyond `h` times `(1 + f(h) / mass)^k`, as the quotients of
    /// neighbouring masses fall. So a step down by the `k` for which that is the risk is safe, and it
    /// is Newton's for the logarithm of the mass.
    fn least(&self, risk: &Ratio<BigUint>, mut width: BigUint) -> (BigUint, bool) {
        let allowed = self.half.scaled(risk.numer(), risk.denom());
        // Twice what `exp(-2 (π σ)^2)` adds to the whole.
        let allowed = Interval::new(allowed.low().clone(), allowed.high() + 1_u32, self.bits);
        while width != BigUint::ZERO {
            let (beyond, here) = self.beyond(&width);
            let before = &beyond + &here;
            if before.high() > allowed.low() {
                return (width, before.low() > allowed.high());
            }
            let (goal, mass) = (natural(allowed.low()), natural(beyond.high()));
            let gain = natural(ln(&goal, &mass.max(1_u32.into()), self.bits).low());
            let divisor = natural(here.high()).max(1_u32.into()) << self.bits;
            let (steps, _) = div_rem(&(gain * natural(beyond.low())), &divisor);
            width -= steps.max(1_u32.into()).min(width.clone());
        }
        (width, true)
    }
}

/// The least number of terms after which the remainder, divided by σ, is below the precision.
fn terms(variance: &Ratio<BigUint>, bits: u64) -> u32 {
    let (whole, _) = div_rem(variance.numer(), variance.denom());
    let base = whole * 36_u32;
    // The squares of both sides: 144 (2m)! 4^bits against (36 σ^2)^(2m).
    let mut error = BigUint::from(144_u32) << (2 * bits);
    let mut bound = BigUint::from(1_u32);
    let mut count = 0_u32;
    while error > bound {
        count += 1;
        error = error * (2 * count - 1) * (2 * count);
        bound = &bound * &base * &base;
    }
    count
}

/// The coefficients of `x^2`, `x^4`, … in `(x/2) / sinh(x/2)`: the inverse of the series of
/// `1 / (4^j (2j + 1)!)`.
fn corrections(count: u32, bits: u64) -> Vec<Interval> {
    let factorials = successors(Some((BigUint::from(1_u32), 0_u32)), |(product, index)| {
        let next = index + 1;
        Some((product * (8 * next) * (2 * next + 1), next))
    });
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let divisors: Vec<BigUint> =
        factorials.skip(1).take(count).map(|(product, _)| product).collect();
    let mut found = Vec::from([Interval::integer(1, bits)]);
    for _ in 0..count {
        let sum = found
            .iter()
            .rev()
            .zip(&divisors)
            .fold(Interval::integer(0, bits), |sum, (coefficient, divisor)| {
                &sum - &coefficient.scaled(&1_u32.into(), divisor)
            });
        found.push(sum);
    }
    found.split_off(1)
}

/// `1 + x/3 + x^2/(3 · 5) + x^3/(3 · 5 · 7) + …` for `x >= 0`.
fn odd_factorials(x: &Interval) -> Interval {
    let (mut term, mut sum) = (Interval::integer(1, x.bits()), Interval::integer(1, x.bits()));
    let mut odd = 1_u32;
    // From where the terms shrink to less than half, the rest is less than the last one.
    while *term.high() > BigInt::from(1_u32) || *x.high() > BigInt::from(odd) << (x.bits() - 1) {
        odd += 2;
        term = (&term * x).scaled(&1_u32.into(), &odd.into());
        sum = &sum + &term;
    }
    let rest = Interval::new(BigInt::ZERO, term.high().clone(), x.bits());
    &sum + &rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_rational;

    fn rational(text: &str) -> Ratio<BigUint> {
        parse_rational(text).expect("a rational")
    }

    #[test]
    fn the_corrections_are_known_fractions() {
        let found = corrections(4, 200);
        // -1/24, 7/5760, -31/967680, 127/154828800.
        for (found, n, d) in [
            (-&found[0], 1_u32, 24_u32),
            (found[1].clone(), 7, 5760),
            (-&found[2], 31, 967_680),
            (found[3].clone(), 127, 154_828_800),
        ] {
            let exact = Interval::quotient(&n.into(), &d.into(), 200);
            assert!(found.low() <= exact.high() && exact.low() <= found.high(), "{n}/{d}");
            assert!(found.is_tight(150), "{n}/{d}");
        }
    }

    /// Sums and integrals enclose the same masses, closely, where both are possible.
    #[test]
    fn integrals_agree_with_sums() {
        const BITS: u64 = 200;
        for variance in ["400", "1234.5", "1e5/7"] {
            let variance =
                variance.split('/').map(rational).reduce(|n, d| n / d).expect("a number");
            let integral = Integral::new(&variance, BITS);
            let mut weights = Weights::from(&BigUint::ZERO, &variance, BITS + 80);
            let mut all = Vec::new();
            while *weights.weight().high() > BigInt::from(1_u32) << 40_u32 {
                all.push(weights.step());
            }
            for h in [0_usize, 1, 7, 20, 100] {
                let rest = weights.rest();
                let sum =
                    all.iter().skip(h + 1).fold(rest, |sum, weight| &sum + weight).coarser(BITS);
                let sum = &sum * &integral.unit;
                let (found, here) = integral.beyond(&h.into());
                assert!(found.low() <= sum.high() && sum.low() <= found.high(), "{variance} {h}");
                assert!(found.is_narrow(BITS - 20) && sum.is_narrow(BITS - 20));
                let exact = &all[h].coarser(BITS) * &integral.unit;
                assert!(here.low() <= exact.high() && exact.low() <= here.high());
            }
        }
    }

    /// Both ways find the same half-width.
    #[test]
    fn both_ways_agree() {
        for (variance, enough) in [("5000", 850_u32), ("70000.7", 3200), ("1e6", 12_000)] {
            for risk in ["0.999999999999", "9/10", "1/2", "1/20", "1e-9", "1e-30"] {
                let [variance, risk] = [variance, risk].map(rational);
                let enough = BigUint::from(enough);
                let summed = by_sums(&variance, &risk, &enough, 400);
                assert!(summed.1);
                assert_eq!(Integral::new(&variance, 400).least(&risk, enough), summed);
            }
        }
    }
}
