//! The search for the place where a condition on positive numbers turns from true to false.

use num_bigint::BigUint;
use num_rational::Ratio;

/// A positive number, not in lowest terms, close to where `below` turns from true to false: within
/// one part in `2^digits` if that is between `2^-reach` and `2^reach`.
///
/// Callers may use *any* number that comes out, a better one gives a better result: so `below` may
/// be wrong close to the turning point.
pub(super) fn turning_point(
    digits: u64,
    reach: u64,
    below: impl Fn(&Ratio<BigUint>) -> bool,
) -> Ratio<BigUint> {
    // The mantissa times 2^(exponent - reach).
    let number = |mantissa: &BigUint, exponent: u64| {
        Ratio::new_raw(mantissa << exponent, BigUint::from(1_u32) << reach)
    };
    let one = BigUint::from(1_u32);
    let (mut low, mut high) = (0, 2 * reach);
    while high - low > 1 {
        let middle = u64::midpoint(low, high);
        if below(&number(&one, middle)) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let mut mantissa = one;
    for taken in 1..=digits {
        mantissa <<= 1_u32;
        let next = &mantissa + 1_u32;
        let number = Ratio::new_raw(&next << low, BigUint::from(1_u32) << (reach + taken));
        if below(&number) {
            mantissa = next;
        }
    }
    Ratio::new_raw(mantissa << low, BigUint::from(1_u32) << (reach + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn square_roots() {
        for square in [2_u32, 1_000_000, 3] {
            // Raw ratios: compared by cross products.
            let below = |x: &Ratio<BigUint>| x.numer().pow(2) < x.denom().pow(2) * square;
            let root = turning_point(60, 40, below);
            let (n, d) = (root.numer(), root.denom());
            let error = (d.pow(2) * square).max(n.pow(2)) - (d.pow(2) * square).min(n.pow(2));
            assert!(error << 58_u32 <= d.pow(2) * square, "{square}");
        }
    }
}
