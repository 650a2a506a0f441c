//! What scans of tables leave of a dependence on the sample is what the documentation says.

use std::fs;
use std::path::Path;

use verinoise::{DiscreteGaussian, DiscreteLaplace, Noise};

/// The number that stands in the documentation, such as `64` or `2^20`.
fn number(cell: &str) -> u128 {
    match cell.strip_prefix("2^") {
        Some(exponent) => 1 << exponent.parse::<u32>().unwrap(),
        None => cell.parse().unwrap(),
    }
}

fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.trim().trim_matches('|').split('|').map(str::trim)
}

/// The exponent of the probability of a rare round, with a digit.
#[expect(clippy::cast_precision_loss, reason = "rounded to a digit in the end")]
fn exponent(noise: &Noise) -> String {
    let (rare, all) = noise.prepare().unwrap().rare_probability();
    format!("2^{:.1}", (rare as f64 / all as f64).log2())
}

#[test]
fn rare_rounds_are_as_rare_as_the_documentation_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/THREATS.md");
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines().skip_while(|line| !line.trim().starts_with("| rare rounds"));
    let scales: Vec<u128> = cells(lines.next().unwrap()).skip(1).map(number).collect();
    let (_, gaussian, laplace) =
        (lines.next().unwrap(), lines.next().unwrap(), lines.next().unwrap());
    assert!(scales.len() > 5);

    let found = scales.iter().map(|scale| DiscreteGaussian::new(scale * scale, 1_u8).unwrap());
    let found: Vec<String> = found.map(|law| exponent(&law.into())).collect();
    assert_eq!(cells(gaussian).collect::<Vec<_>>(), [&["Gaussian".to_owned()], &*found].concat());

    let found = scales.iter().map(|scale| DiscreteLaplace::new(*scale, 1_u8).unwrap());
    let found: Vec<String> = found.map(|law| exponent(&law.into())).collect();
    assert_eq!(cells(laplace).collect::<Vec<_>>(), [&["Laplace".to_owned()], &*found].concat());
}
