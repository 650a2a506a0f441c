//! Floating-point approximations for people to read. No sample ever depends on them.

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::privacy::decimal_up;

/// The nearest floating-point number, or nearly so; infinity or 0 beyond its range.
#[expect(clippy::cast_precision_loss, reason = "an approximation is what is wanted")]
pub fn to_f64(value: &Ratio<BigUint>) -> f64 {
    let (n, d) = (value.numer(), value.denom());
    // Scales the quotient to 64 or 65 bits.
    let up = (64 + d.bits()).saturating_sub(n.bits());
    let down = n.bits().saturating_sub(64 + d.bits());
    let digits = u128::try_from((n << up) / (d << down)).unwrap_or(u128::MAX);
    let exponent = i32::try_from(down).unwrap_or(i32::MAX) - i32::try_from(up).unwrap_or(i32::MAX);
    digits as f64 * 2_f64.powi(exponent)
}

/// The standard deviation of the discrete Gaussian with variance parameter σ².
///
/// It is below σ, noticeably so only for σ² < 1; from 4 on the difference is below one part in 10^30.
pub fn gaussian_deviation(variance: f64) -> f64 {
    if variance >= 4.0 {
        return variance.sqrt();
    }
    let (mut mass, mut second_moment) = (1.0, 0.0);
    for x in 1..=40 {
        let square = f64::from(x * x);
        let weight = 2.0 * (-square / (2.0 * variance)).exp();
        mass += weight;
        second_moment += square * weight;
    }
    (second_moment / mass).sqrt()
}

/// The standard deviation of the discrete Laplace distribution with this scale.
pub fn laplace_deviation(scale: f64) -> f64 {
    let ratio = (-1.0 / scale).exp();
    (2.0 * ratio).sqrt() / -(-1.0 / scale).exp_m1()
}

/// Three significant digits or, below a million, all those before the point: `2.24`, `0.0112`, `22361`, `5.00e10`.
pub fn three_digits(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    // Rounds first, so that 9.996 counts as 10.0.
    let scientific = format!("{value:.2e}");
    let exponent = scientific.split_once('e').and_then(|(_, exponent)| exponent.parse().ok());
    match exponent {
        Some(exponent @ -4_i32..=5) => {
            let decimals = usize::try_from(2 - exponent).unwrap_or(0);
            format!("{value:.decimals$}")
        }
        _ => scientific,
    }
}

/// Three significant digits, whatever the size.
pub fn about(value: &Ratio<BigUint>) -> String {
    let approximation = to_f64(value);
    if approximation.is_finite() && approximation > 1e-280 {
        three_digits(approximation)
    } else {
        decimal_up(value, 3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(n: u64, d: u64) -> Ratio<BigUint> {
        Ratio::new(n.into(), d.into())
    }

    #[test]
    fn quotients() {
        for (n, d) in [(1, 3), (25, 4), (5, 1), (u64::MAX, 7), (1, u64::MAX)] {
            #[expect(clippy::cast_precision_loss, reason = "the reference value")]
            let expected = n as f64 / d as f64;
            assert!((to_f64(&ratio(n, d)) / expected - 1.0).abs() < 1e-15, "{n}/{d}");
        }
        let huge = BigUint::from(10_u32).pow(1000);
        assert!(to_f64(&Ratio::from_integer(huge.clone())).is_infinite());
        assert!(to_f64(&Ratio::new(BigUint::from(1_u32), huge)) < f64::MIN_POSITIVE);
    }

    #[test]
    fn deviations() {
        assert_eq!(three_digits(gaussian_deviation(5.0)), "2.24");
        // 2 e^-50 / (1 + 2 e^-50) is the variance for σ² = 1/100.
        assert_eq!(three_digits(gaussian_deviation(0.01)), "1.96e-11");
        assert!((gaussian_deviation(3.999_999) - gaussian_deviation(4.000_001)).abs() < 1e-6);
        assert_eq!(three_digits(laplace_deviation(10.0)), "14.1");
        // 2p/(1-p)^2 with p = e^-2.
        assert_eq!(three_digits(laplace_deviation(0.5)), "0.602");
    }

    #[test]
    fn digits() {
        for (value, text) in [
            (2.236, "2.24"),
            (9.996, "10.0"),
            (0.0112, "0.0112"),
            (316.2, "316"),
            (999_000.0, "999000"),
            (999_900.0, "1.00e6"),
            (5e10, "5.00e10"),
            (3e-7, "3.00e-7"),
            (0.0, "0"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(three_digits(value), text);
        }
    }
}
