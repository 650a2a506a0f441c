//! The accounting against references of 60 digits (`data/privacy.py` makes them): never to the unsafe
//! side, and close. And what must hold between the functions.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use verinoise::privacy::{Delta, Epsilon, PrivacyError, Rho, decimal_down, decimal_up};
use verinoise::{BigUint, DiscreteGaussian, DiscreteLaplace, Ratio, parse_rational};

const REFERENCE: &str = include_str!("data/privacy.csv");

fn rational(text: &str) -> Ratio<BigUint> {
    parse_rational(text).expect("a rational")
}

fn epsilon(text: &str) -> Epsilon {
    Epsilon::from_ratio(rational(text)).expect("an ε")
}

fn rho(text: &str) -> Rho {
    Rho::from_ratio(rational(text)).expect("a ρ")
}

fn delta(text: &str) -> Delta {
    Delta::from_ratio(rational(text)).expect("a δ")
}

/// A power of ten.
fn ten_to(exponent: u32) -> BigUint {
    BigUint::from(10_u32).pow(exponent)
}

/// The arguments and the value of each line about `what`.
fn lines(what: &str) -> Vec<(&'static str, &'static str, &'static str)> {
    let found: Vec<_> = REFERENCE
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|fields| fields[0] == what)
        .map(|fields| (fields[1], fields[2], fields[3]))
        .collect();
    assert!(found.len() > 30, "{what}: {}", found.len());
    found
}

/// The number `a.bcde-N`, whose exponent may be beyond what the library reads.
fn reference_value(text: &str) -> Ratio<BigUint> {
    match text.split_once("e-") {
        Some((digits, exponent)) => {
            rational(digits) / ten_to(exponent.parse().expect("an exponent"))
        }
        None => rational(text),
    }
}

/// `value` is not below the reference, and above it by less than one part in 10^9.
fn assert_just_above(value: &Ratio<BigUint>, reference: &str, case: impl std::fmt::Debug) {
    // The reference itself is rounded in its 60th digit.
    let truth = reference_value(reference);
    let slack = &truth / ten_to(58);
    assert!(value + &slack >= truth, "{case:?}: {value} is below {reference}");
    assert!(value - value / ten_to(9) <= truth, "{case:?}: {value} is loose, {reference}");
    // Far better, in fact: what is lost is the rounding to 64 bits.
    assert!(value - value / ten_to(12) <= truth, "{case:?}: {value} is loose, {reference}");
}

#[test]
fn epsilon_of_rho_and_delta() {
    for (r, d, value) in lines("epsilon") {
        assert_just_above(rho(r).epsilon(&delta(d)).value(), value, (r, d));
    }
}

#[test]
fn epsilon_of_the_textbook() {
    for (r, d, value) in lines("textbook") {
        assert_just_above(rho(r).epsilon_textbook(&delta(d)).value(), value, (r, d));
    }
}

#[test]
fn delta_of_rho_and_epsilon() {
    for (r, e, value) in lines("delta") {
        let delta = rho(r).delta(&epsilon(e)).expect("below 1");
        assert_just_above(delta.value(), value, (r, e));
    }
}

#[test]
fn rho_of_epsilon_and_delta() {
    for (e, d, value) in lines("rho") {
        let largest = Rho::largest(&epsilon(e), &delta(d));
        let (found, truth) = (largest.value(), rational(value));
        assert!(found - found / ten_to(58) <= truth, "{e} {d}: {found} is above {value}");
        assert!(found + found / ten_to(12) >= truth, "{e} {d}: {found} is loose, {value}");
    }
}

#[test]
fn half_widths() {
    for (variance, risk, value) in lines("gaussian-width") {
        let gaussian = DiscreteGaussian::from_ratio(rational(variance)).expect("positive");
        let risk = rational(risk);
        let width = gaussian.half_width(&risk).expect("a risk");
        assert_eq!(width.to_string(), format!("{}", rational(value)), "{variance} {risk}");
        assert!(width <= gaussian.half_width_by_tail(&risk).expect("a risk"));
    }
    for (scale, risk, value) in lines("laplace-width") {
        let laplace = DiscreteLaplace::from_ratio(rational(scale)).expect("positive");
        let width = laplace.half_width(&rational(risk)).expect("a risk");
        // The reference has 60 digits, and is an integer.
        assert_eq!(width.to_string(), format!("{}", rational(value)), "{scale} {risk}");
    }
}

/// Extreme risks and parameters, and risks that agree with a mass to 240 digits: the least half-width.
#[test]
fn half_widths_at_extremes() {
    for (parameter, risk, width) in lines("gaussian-extreme") {
        let gaussian = DiscreteGaussian::from_ratio(rational(parameter)).expect("positive");
        let found = gaussian.half_width(&rational(risk)).expect("a risk");
        assert_eq!(found.to_string(), width, "{parameter} {risk}");
    }
    for (parameter, risk, width) in lines("laplace-extreme") {
        let laplace = DiscreteLaplace::from_ratio(rational(parameter)).expect("positive");
        let found = laplace.half_width(&rational(risk)).expect("a risk");
        assert_eq!(found.to_string(), width, "{parameter} {risk}");
    }
}

/// 10^6 √(2 ln(2 · 10^40)).
#[test]
fn half_width_by_the_tail_bound() {
    let gaussian = DiscreteGaussian::from_ratio(rational("1e12")).expect("positive");
    let risk = rational("1e-40");
    let by_tail = gaussian.half_width_by_tail(&risk).expect("a risk");
    assert_eq!(by_tail.to_string(), "13623255");
    assert!(gaussian.half_width(&risk).expect("a risk") < by_tail);
}

#[test]
fn exact_curve() {
    for sensitivity in [1_u32, 2, 7] {
        for (variance, e, value) in lines(&format!("curve-{sensitivity}")) {
            let gaussian = DiscreteGaussian::from_ratio(rational(variance)).expect("positive");
            let delta = gaussian.delta(sensitivity, &epsilon(e)).expect("positive");
            let delta = delta.expect("below 1");
            assert_just_above(delta.value(), value, (sensitivity, variance, e));
        }
    }
}

/// Where the curve is not summed, zCDP speaks.
#[test]
fn the_curve_of_wide_noise_is_that_of_zcdp() {
    let one = BigUint::from(1_u32);
    for (variance, e) in [("1e9", "1/100"), ("1e9", "1e-5"), ("1", "100"), ("1/100", "2000")] {
        let gaussian = DiscreteGaussian::from_ratio(rational(variance)).expect("positive");
        let bound = Rho::of_gaussian(&rational(variance), &one).expect("positive");
        let delta = gaussian.delta(&one, &epsilon(e)).expect("positive");
        assert!(delta.is_some() && delta == bound.delta(&epsilon(e)), "{variance} {e}");
    }
    let gaussian = DiscreteGaussian::from_ratio(rational("1")).expect("positive");
    assert_eq!(gaussian.delta(&BigUint::ZERO, &epsilon("1")), Err(PrivacyError::NotPositive));
}

#[test]
fn extreme_arguments() {
    let zero = rho("0");
    assert_eq!(zero.epsilon(&delta("1e-9")), epsilon("0"));
    assert_eq!(zero.epsilon_textbook(&delta("1e-9")), epsilon("0"));
    let smallest = Ratio::new(1_u32.into(), BigUint::from(1_u32) << 4096_u32);
    assert_eq!(zero.delta(&epsilon("1")), Delta::from_ratio(smallest).ok());
    assert_eq!(rho("1e-9").delta(&epsilon("1000")), zero.delta(&epsilon("1")));
    assert_eq!(rho("1e9").delta(&epsilon("0")), None);
    // Where δ alone is enough.
    assert_eq!(rho("1e-30").epsilon(&delta("1/2")), epsilon("0"));
    for (r, d) in [("1e200", "1e-200"), ("1e-200", "1e-200"), ("1e-200", "1/3"), ("1e200", "1/3")] {
        assert!(rho(r).epsilon(&delta(d)) <= rho(r).epsilon_textbook(&delta(d)), "{r} {d}");
    }
    for (e, d) in [("1e200", "1e-200"), ("1e-200", "1e-200"), ("0", "1e-200")] {
        let largest = Rho::largest(&epsilon(e), &delta(d));
        assert!(*largest.value() > rational("0"), "{e} {d}");
    }
}

#[test]
fn parameters_are_checked() {
    let raw = |n: u32, d: u32| Ratio::new_raw(BigUint::from(n), BigUint::from(d));
    assert_eq!(Rho::from_ratio(raw(1, 0)), Err(PrivacyError::ZeroDenominator));
    assert_eq!(Epsilon::from_ratio(raw(1, 0)), Err(PrivacyError::ZeroDenominator));
    assert_eq!(Delta::from_ratio(raw(1, 0)), Err(PrivacyError::ZeroDenominator));
    assert_eq!(Delta::from_ratio(raw(0, 7)), Err(PrivacyError::NotPositive));
    assert_eq!(Delta::from_ratio(raw(7, 7)), Err(PrivacyError::NotBelowOne));
    assert_eq!(Delta::from_ratio(raw(8, 7)), Err(PrivacyError::NotBelowOne));
    assert_eq!(Rho::from_ratio(raw(2, 4)), Rho::from_ratio(raw(1, 2)));
    let one = BigUint::from(1_u32);
    assert_eq!(rho("0").gaussian_variance(&one), Err(PrivacyError::NotPositive));
    assert_eq!(rho("1").gaussian_variance(&BigUint::ZERO), Err(PrivacyError::NotPositive));
    assert_eq!(epsilon("0").laplace_scale(&one), Err(PrivacyError::NotPositive));
    assert_eq!(Rho::of_gaussian(&rational("0"), &one), Err(PrivacyError::NotPositive));
    assert_eq!(Epsilon::of_laplace(&raw(1, 0), &one), Err(PrivacyError::ZeroDenominator));
    let gaussian = DiscreteGaussian::from_ratio(Ratio::from_integer(1_u64)).expect("positive");
    let laplace = DiscreteLaplace::from_ratio(Ratio::from_integer(1_u64)).expect("positive");
    for (risk, error) in [("0", PrivacyError::NotPositive), ("1", PrivacyError::NotBelowOne)] {
        assert_eq!(gaussian.half_width(&rational(risk)), Err(error));
        assert_eq!(laplace.half_width(&rational(risk)), Err(error));
    }
}

/// Two integers of any type make a parameter, and any integer is a sensitivity.
#[test]
fn integers_of_any_type() {
    let half = rho("1/2");
    assert_eq!(Rho::new(1, 2), Ok(half.clone()));
    assert_eq!(Rho::new(2_u8, 4_i128), Ok(half.clone()));
    assert_eq!(Rho::new(BigUint::from(1_u32), 2_usize), Ok(half.clone()));
    assert_eq!(Rho::from_ratio(Ratio::new(1_u64, 2)), Ok(half.clone()));
    assert_eq!(Rho::from_ratio(Ratio::new_raw(25, 0)), Err(PrivacyError::ZeroDenominator));
    assert_eq!(Rho::new(25, 0), Err(PrivacyError::ZeroDenominator));
    assert_eq!(Epsilon::new(25, 0_u64), Err(PrivacyError::ZeroDenominator));
    assert_eq!(Delta::new(25, 0), Err(PrivacyError::ZeroDenominator));
    assert_eq!(Epsilon::new(0, 3), Ok(epsilon("0")));
    assert_eq!(Delta::new(1, 1_000_000_000), Ok(delta("1e-9")));
    assert_eq!(Delta::new(0, 7), Err(PrivacyError::NotPositive));
    assert_eq!(Delta::new(8, 7), Err(PrivacyError::NotBelowOne));
    for (n, d) in [(-1_i64, 2_i64), (1, -2), (-1, -2)] {
        assert_eq!(Rho::new(n, d), Err(PrivacyError::Negative));
        assert_eq!(Epsilon::new(n, d), Err(PrivacyError::Negative));
        assert_eq!(Delta::new(n, d), Err(PrivacyError::Negative));
    }
    assert_eq!(half.gaussian_variance(3), Ok(rational("9")));
    assert_eq!(half.gaussian_variance(u128::MAX), half.gaussian_variance(BigUint::from(u128::MAX)));
    assert_eq!(half.gaussian_variance(-3), Err(PrivacyError::Negative));
    assert_eq!(half.gaussian_variance_l2(-3), Err(PrivacyError::Negative));
    assert_eq!(epsilon("1/2").laplace_scale(3_u8), Ok(rational("6")));
    assert_eq!(epsilon("1/2").laplace_scale(-1), Err(PrivacyError::Negative));
    assert_eq!(Rho::of_gaussian(&rational("9"), 3), Ok(half));
    assert_eq!(Rho::of_gaussian(&rational("9"), -3), Err(PrivacyError::Negative));
    assert_eq!(Epsilon::of_laplace(&rational("6"), 3), Ok(epsilon("1/2")));
    assert_eq!(Epsilon::of_laplace(&rational("6"), -3), Err(PrivacyError::Negative));
    let gaussian = DiscreteGaussian::new(1, 1).expect("positive");
    assert_eq!(gaussian.delta(-1, &epsilon("1")), Err(PrivacyError::Negative));
}

#[test]
fn errors_speak() {
    let errors = [
        PrivacyError::Negative,
        PrivacyError::NotPositive,
        PrivacyError::ZeroDenominator,
        PrivacyError::NotBelowOne,
    ];
    let messages: BTreeSet<_> = errors.map(|error| error.to_string()).into_iter().collect();
    assert!(
        messages.len() == errors.len() && messages.iter().all(|text| text.len() > 10),
        "{messages:?}"
    );
}

#[test]
fn calibration_and_composition_are_exact() {
    let three = BigUint::from(3_u32);
    assert_eq!(rho("2/7").gaussian_variance(&three), Ok(rational("63/4")));
    assert_eq!(rho("2/7").gaussian_variance_l2(&three), Ok(rational("21/4")));
    assert_eq!(Rho::of_gaussian(&rational("63/4"), &three), Ok(rho("2/7")));
    assert_eq!(epsilon("2/7").laplace_scale(&three), Ok(rational("21/2")));
    assert_eq!(Epsilon::of_laplace(&rational("21/2"), &three), Ok(epsilon("2/7")));
    // min(ε, ε²/2).
    for (e, r) in
        [("0", "0"), ("2/3", "2/9"), ("19/10", "361/200"), ("2", "2"), ("3", "3"), ("100", "100")]
    {
        assert_eq!(epsilon(e).to_rho(), rho(r));
    }
    assert_eq!([rho("1/3"), rho("1/6"), rho("1/2")].into_iter().sum::<Rho>(), rho("1"));
    assert_eq!(epsilon("0.1") + epsilon("0.2"), epsilon("0.3"));
    assert_eq!(core::iter::empty::<Rho>().sum::<Rho>(), rho("0"));
}

/// A number from 10^-12 to 10^4, of a few digits.
fn positive() -> impl Strategy<Value = Ratio<BigUint>> {
    (1_u32..10_000, -12_i32..1)
        .prop_map(|(digits, exponent)| rational(&format!("{digits}e{exponent}")))
}

fn some_delta() -> impl Strategy<Value = Delta> {
    (1_u32..1000, 3_u32..30).prop_map(|(digits, exponent)| {
        Delta::from_ratio(Ratio::new(digits.into(), ten_to(exponent))).expect("a δ")
    })
}

#[test]
fn no_delta_is_below_the_smallest() {
    let smallest =
        Delta::from_ratio(Ratio::new(1_u32.into(), BigUint::from(1_u32) << 4096)).expect("a δ");
    let rho = Rho::from_ratio(rational("0.004898")).expect("a ρ");
    for (epsilon, above) in [("7.4", true), ("7.454", false), ("9.054", false), ("1e9", false)] {
        let delta =
            rho.delta(&Epsilon::from_ratio(rational(epsilon)).expect("an ε")).expect("below 1");
        assert_eq!(delta > smallest, above, "{epsilon}");
        assert!(delta >= smallest, "{epsilon}");
    }
}

/// Each theorem that the documentation names is one of the claims.
#[test]
fn named_theorems_are_claimed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| fs::read_to_string(path).expect("the repository's file");
    let claims: String = fs::read_dir(root.join("../proofs/Claims"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension() == Some(OsStr::new("v")))
        .map(|path| read(&path))
        .collect();
    let claims: BTreeSet<&str> = claims
        .lines()
        .filter_map(|line| line.strip_prefix("Theorem "))
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .collect();
    let mut named = 0;
    for entry in fs::read_dir(root.join("src/privacy")).expect("a folder") {
        let text = read(&entry.expect("an entry").path());
        let comments = text.lines().map(|line| line.trim().strip_prefix("///").unwrap_or_default());
        let paragraphs = comments.collect::<Vec<_>>().join("\n");
        for paragraph in paragraphs.split("\n\n").filter(|text| text.contains("**Theorem")) {
            for name in paragraph.split('`').skip(1).step_by(2) {
                assert!(claims.contains(name), "{name} is not claimed");
                named += 1;
            }
        }
    }
    assert!(named > 12, "{named}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn epsilon_grows_with_rho_and_falls_with_delta(
        r in positive(), more in positive(), d in some_delta(),
    ) {
        let (r, larger) = (Rho::from_ratio(r.clone()).expect("a ρ"), Rho::from_ratio(r + more).expect("a ρ"));
        prop_assert!(r.epsilon(&d) <= larger.epsilon(&d));
        let half = Delta::from_ratio(d.value() / BigUint::from(2_u32)).expect("a δ");
        prop_assert!(r.epsilon(&d) <= r.epsilon(&half));
        prop_assert!(r.epsilon(&d) <= r.epsilon_textbook(&d));
    }

    #[test]
    fn conversions_invert_each_other(r in positive(), d in some_delta()) {
        let r = Rho::from_ratio(r).expect("a ρ");
        let epsilon = r.epsilon(&d);
        prop_assume!(*epsilon.value() > rational("0"));
        // Rounded to the safe side each time, and by little.
        let back = Rho::largest(&epsilon, &d);
        prop_assert!(back.value() + back.value() / ten_to(9) >= *r.value());
        prop_assert!(back.value() - back.value() / ten_to(9) <= *r.value());
        let again = r.delta(&epsilon).expect("below 1");
        prop_assert!(again.value() - again.value() / ten_to(9) <= *d.value());
    }

    #[test]
    fn delta_falls_with_epsilon_and_grows_with_rho(
        r in positive(), e in positive(), more in positive(),
    ) {
        let e_more = Epsilon::from_ratio(&e + &more).expect("an ε");
        let r_more = Rho::from_ratio(&r + &more).expect("a ρ");
        let (r, e) = (Rho::from_ratio(r).expect("a ρ"), Epsilon::from_ratio(e).expect("an ε"));
        // None stands for a δ close to 1.
        let number = |d: Option<Delta>| d.map_or(rational("1"), |d| d.value().clone());
        prop_assert!(number(r.delta(&e_more)) <= number(r.delta(&e)));
        prop_assert!(number(r.delta(&e)) <= number(r_more.delta(&e)));
    }

    #[test]
    fn decimals_bracket(value in positive(), d in 1_u32..40) {
        let value = value / BigUint::from(7_u32);
        prop_assert!(rational(&decimal_down(&value, d)) <= value);
        prop_assert!(rational(&decimal_up(&value, d)) >= value);
    }
}
