//! Conversions from zCDP to (ε, δ)-DP and back, never rounded to the wrong side.
//!
//! A ρ-zCDP mechanism is (ε, δ)-DP if for *some* order α > 1
//!
//! > δ = exp((α - 1)(αρ - ε)) / (α - 1) · (1 - 1/α)^α.
//!
//! So a search may look for a good rational α with little care, and only the value at that α must be
//! rounded to the safe side. With `a = α - 1` and `L = ln(1/δ)`, the equation says
//!
//! > ln δ = a ((1 + a) ρ - ε) - a ln(1 + 1/a) - ln(1 + a),
//! > ε = (1 + a) ρ + (L - ln(1 + a)) / a - ln(1 + 1/a),
//! > ρ = (ε + ln(1 + 1/a) - (L - ln(1 + a)) / a) / (1 + a),
//!
//! and the derivative of each with respect to `a` changes its sign once. The result is as good as
//! at the best α, but for less than one part in 10^9.

use num_bigint::{BigInt, BigUint};
use num_rational::Ratio;

use super::elementary::{exp_neg, ln, zeros};
use super::interval::{Interval, ceil_root, natural};
use super::search::turning_point;
use super::{Delta, Epsilon, Rho};

/// The number of bits of an answer that must be certain before it is given.
const DIGITS: u64 = 44;
/// The number of times that the precision is doubled in pursuit of them. The answer of the last round is given as
/// it is: on the safe side, but perhaps loose.
const ROUNDS: u32 = 4;
/// No δ below `2^-SMALLEST` is given.
const SMALLEST: u32 = 4096;

impl Rho {
    /// Converts a zCDP budget to (ε, δ)-DP: the ε for which every ρ-zCDP mechanism is (ε, δ)-DP.
    ///
    /// It is rounded up: never below the bound at the best order of Rényi divergence, and less than one
    /// part in 10^9 above it (or, where the bound is that close to 0, above 0). That bound is a
    /// guarantee; a particular mechanism may satisfy a smaller ε.
    ///
    /// **Theorems**: `zcdp_approx_dp`, `zcdp_approx_dp_order`.
    ///
    /// ```
    /// use verinoise::privacy::{Delta, Rho, decimal_up};
    ///
    /// let epsilon = Rho::new(1, 2)?.epsilon(&Delta::new(1, 1_000_000_000)?);
    /// assert_eq!(decimal_up(epsilon.value(), 6), "6.47408");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn epsilon(&self, delta: &Delta) -> Epsilon {
        let rho = self.value();
        if is_0(rho) {
            return Epsilon::certified(rho.clone());
        }
        let start = 128 + magnitude(rho) + delta.value().denom().bits();
        let epsilon = refined(start, |bits, digits| {
            let log = log_inverse(delta, bits);
            let a = turning_point(digits, bits, |a| {
                let squared = product(rho, &square(a), bits);
                (&squared + &ln_1_plus(a, bits)).high() < log.low()
            });
            let offset = (&log - &ln_1_plus(&a, bits)).scaled(a.denom(), a.numer());
            let rdp = product(&plus_1(&a), rho, bits);
            let epsilon = &(&rdp + &offset) - &ln_1_plus(&inverse(&a), bits);
            let done = epsilon.is_tight(DIGITS) || *epsilon.high() <= BigInt::ZERO;
            (epsilon, done)
        });
        Epsilon::certified(epsilon.round_up())
    }

    /// Converts a zCDP budget to (ε, δ)-DP: the δ for which every ρ-zCDP mechanism is (ε, δ)-DP.
    ///
    /// It is rounded up: never below the bound at the best order of Rényi divergence, and less than one
    /// part in 10^9 above it, but at least `2^-4096`. `None` means that it is so close to 1, above
    /// `1 - 2^-64`, that it says nothing.
    ///
    /// **Theorems**: `zcdp_approx_dp`, `zcdp_approx_dp_order`.
    #[must_use]
    pub fn delta(&self, epsilon: &Epsilon) -> Option<Delta> {
        let (rho, epsilon) = (self.value(), epsilon.value());
        if is_0(rho) || is_beyond_doubt_small(rho, epsilon) {
            return smallest_delta();
        }
        let start = 128 + magnitude(rho) + magnitude(epsilon);
        // ln(1/δ).
        let log = refined(start, |bits, digits| {
            let slope = |a: &Ratio<BigUint>| {
                let rises = product(&plus_1(&double(a)), rho, bits);
                let falls = &product(epsilon, &one(), bits) + &ln_1_plus(&inverse(a), bits);
                &rises - &falls
            };
            let a = turning_point(digits, bits, |a| *slope(a).high() < BigInt::ZERO);
            let gain = &product(&a, epsilon, bits) - &product(&square_plus(&a), rho, bits);
            let weighted = ln_1_plus(&inverse(&a), bits).scaled(a.numer(), a.denom());
            let log = &(&gain + &weighted) + &ln_1_plus(&a, bits);
            // A δ close to 0 or 1 is not given.
            let given = !below_smallest(&log) && !above_greatest(&log);
            let done = !given || log.is_narrow(DIGITS) && log.is_tight(DIGITS);
            (log, done)
        });
        delta_of_log(&log)
    }

    /// Converts an (ε, δ) target to a zCDP budget: the largest ρ that gives (ε, δ)-DP by the bound of
    /// [`epsilon`](Self::epsilon). It is rounded down: never above that ρ, and less than one part in
    /// 10^9 below it.
    ///
    /// **Theorems**: `zcdp_approx_dp`, `zcdp_approx_dp_order`.
    ///
    /// ```
    /// use verinoise::privacy::{Delta, Epsilon, Rho, decimal_down};
    ///
    /// let epsilon = Epsilon::new(1, 1)?;
    /// let delta = Delta::new(1, 1_000_000)?;
    /// assert_eq!(decimal_down(Rho::largest(&epsilon, &delta).value(), 4), "0.02435");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn largest(epsilon: &Epsilon, delta: &Delta) -> Self {
        let epsilon = epsilon.value();
        let start = 128 + magnitude(epsilon) + delta.value().denom().bits();
        let rho = refined(start, |bits, digits| {
            let log = log_inverse(delta, bits);
            let wanted = product(epsilon, &one(), bits);
            // Both sides of (1 + 2a)(L - ln(1 + a)) / a² > ε + ln(1 + 1/a).
            let a = turning_point(digits, bits, |a| {
                let rest = &log - &ln_1_plus(a, bits);
                let (factor, squared) = (plus_1(&double(a)), square(a));
                let left = rest.scaled(factor.numer(), factor.denom());
                let right = (&wanted + &ln_1_plus(&inverse(a), bits))
                    .scaled(squared.numer(), squared.denom());
                left.low() > right.high()
            });
            let offset = (&log - &ln_1_plus(&a, bits)).scaled(a.denom(), a.numer());
            let gain = &(&wanted + &ln_1_plus(&inverse(&a), bits)) - &offset;
            let order = plus_1(&a);
            let rho = gain.scaled(order.denom(), order.numer());
            let done = rho.is_tight(DIGITS);
            (rho, done)
        });
        Self::certified(rho.round_down())
    }

    /// Converts a zCDP budget to (ε, δ)-DP by the formula ε = ρ + 2√(ρ ln(1/δ)) of the textbooks, rounded
    /// up. It is never below [`epsilon`](Self::epsilon), and easier to check by hand.
    ///
    /// **Theorem**: `zcdp_approx_dp_textbook`.
    #[must_use]
    pub fn epsilon_textbook(&self, delta: &Delta) -> Epsilon {
        let rho = self.value();
        let bits = 128 + 2 * magnitude(rho) + delta.value().denom().bits();
        let square = log_inverse(delta, bits).scaled(rho.numer(), rho.denom());
        // The root of x / 2^bits is the root of x 2^bits, over 2^bits.
        let root = BigInt::from(ceil_root(&(natural(square.high()) << bits)));
        let root = Interval::new(BigInt::ZERO, root * 2_u32, bits);
        Epsilon::certified((&product(rho, &one(), bits) + &root).round_up())
    }
}

/// The result of `attempt(bits, digits)` with as much precision as it takes to be done.
fn refined(start: u64, attempt: impl Fn(u64, u64) -> (Interval, bool)) -> Interval {
    let (mut bits, mut digits) = (start, 48);
    let (mut answer, mut done) = attempt(bits, digits);
    for _ in 1..ROUNDS {
        if done {
            break;
        }
        (bits, digits) = (2 * bits, digits + 32);
        (answer, done) = attempt(bits, digits);
    }
    answer
}

/// The δ with the given ln(1/δ), rounded up, and at least the smallest one.
fn delta_of_log(log: &Interval) -> Option<Delta> {
    if below_smallest(log) {
        return smallest_delta();
    }
    let finer = zeros(log).min(2 * u64::from(SMALLEST));
    let fine = BigUint::from(1_u32) << finer;
    let log = log.scaled(&fine, &1_u32.into());
    let log = Interval::new(log.low().clone(), log.high().clone(), log.bits() + finer);
    let delta = Delta::from_ratio(exp_neg(&log).round_up()).ok()?;
    Some(delta.max(smallest_delta()?))
}

/// Tells whether δ is so far below the smallest one that it need not be computed: `e^-n < 2^-n`.
fn below_smallest(log: &Interval) -> bool {
    *log.low() >= BigInt::from(SMALLEST) << log.bits()
}

/// Tells whether the textbook's bound says so of δ: `ln(1/δ) = (ε - ρ)^2 / (4 ρ)`.
fn is_beyond_doubt_small(rho: &Ratio<BigUint>, epsilon: &Ratio<BigUint>) -> bool {
    epsilon > rho && {
        let above = epsilon - rho;
        &above * &above >= rho * BigUint::from(4 * SMALLEST)
    }
}

/// Tells whether δ is so close to 1 that it is not given.
fn above_greatest(log: &Interval) -> bool {
    log.high() << 64_u32 < BigInt::from(1_u32) << log.bits()
}

fn smallest_delta() -> Option<Delta> {
    Delta::new(1, BigUint::from(1_u32) << SMALLEST).ok()
}

/// `ln(1/δ)`.
fn log_inverse(delta: &Delta, bits: u64) -> Interval {
    ln(delta.value().denom(), delta.value().numer(), bits)
}

/// `ln(1 + x)`.
fn ln_1_plus(x: &Ratio<BigUint>, bits: u64) -> Interval {
    ln(&(x.numer() + x.denom()), x.denom(), bits)
}

/// The distance of a number from 1, in powers of two; 0 for 0.
pub(super) fn magnitude(x: &Ratio<BigUint>) -> u64 {
    if is_0(x) { 0 } else { x.numer().bits().abs_diff(x.denom().bits()) }
}

fn is_0(x: &Ratio<BigUint>) -> bool {
    *x.numer() == BigUint::ZERO
}

fn product(x: &Ratio<BigUint>, y: &Ratio<BigUint>, bits: u64) -> Interval {
    Interval::quotient(&(x.numer() * y.numer()), &(x.denom() * y.denom()), bits)
}

// Arithmetic without reduction to lowest terms.

fn one() -> Ratio<BigUint> {
    Ratio::new_raw(1_u32.into(), 1_u32.into())
}

fn inverse(x: &Ratio<BigUint>) -> Ratio<BigUint> {
    Ratio::new_raw(x.denom().clone(), x.numer().clone())
}

fn double(x: &Ratio<BigUint>) -> Ratio<BigUint> {
    Ratio::new_raw(x.numer() << 1_u32, x.denom().clone())
}

fn plus_1(x: &Ratio<BigUint>) -> Ratio<BigUint> {
    Ratio::new_raw(x.numer() + x.denom(), x.denom().clone())
}

fn square(x: &Ratio<BigUint>) -> Ratio<BigUint> {
    Ratio::new_raw(x.numer().pow(2), x.denom().pow(2))
}

/// `x (1 + x)`.
fn square_plus(x: &Ratio<BigUint>) -> Ratio<BigUint> {
    Ratio::new_raw(x.numer() * (x.numer() + x.denom()), x.denom().pow(2))
}
