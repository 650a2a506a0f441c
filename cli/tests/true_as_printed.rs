//! What `verinoise account` prints is true as printed, and it reads every number that it prints.
//!
//! The outputs for random command lines are parsed, and what they say is computed again from the
//! printed numbers: by another formula, another logarithm and another search than the library's.

mod common;

use common::{noise, run, stderr, stdout};
use num_bigint::BigInt;
use num_rational::Ratio;
use verinoise::parse_rational;

type Rational = Ratio<BigInt>;

/// Bits after the point of a logarithm.
const BITS: u32 = 200;

/// Numbers that are the same in each run: a linear congruential generator.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// A fraction or a decimal between `10^low` and `10^high`, about.
    fn positive(&mut self, low: i32, high: i32) -> String {
        let exponent =
            low + i32::try_from(self.below(u64::from((high - low).unsigned_abs()))).expect("small");
        match self.below(3) {
            0 => format!("{}e{exponent}", 1 + self.below(9)),
            1 => format!("{}.{}e{exponent}", 1 + self.below(9), self.below(1_000_000)),
            _ => {
                let (n, d) = (1 + self.below(999), 1 + self.below(999));
                let power = "0".repeat(usize::try_from(exponent.abs()).expect("small"));
                if exponent < 0 { format!("{n}/{d}{power}") } else { format!("{n}{power}/{d}") }
            }
        }
    }
}

fn account(arguments: &str) -> String {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let output = run(&[["account"].as_slice(), &arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    stdout(&output).to_owned()
}

fn rational(text: &str) -> Rational {
    let value = parse_rational(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    Ratio::new(value.numer().clone().into(), value.denom().clone().into())
}

/// The number after each `SYMBOL = `, as it is written.
fn printed<'a>(said: &'a str, symbol: &str) -> Vec<&'a str> {
    let pattern = format!("{symbol} = ");
    let end = |c: char| !(c.is_ascii_digit() || "./e-".contains(c));
    said.split(&pattern).skip(1).map(|rest| rest.split(end).next().unwrap_or_default()).collect()
}

/// `ln x` for `x >= 1` from below and from above, bit by bit: the binary logarithm of a number from 1
/// to 2 starts with 1 if the square is at least 2.
fn ln(x: &Rational) -> (Rational, Rational) {
    let ln_2 = [
        "0.693147180559945309417232121458176568075500134360255254120680009",
        "0.693147180559945309417232121458176568075500134360255254120680010",
    ]
    .map(rational);
    let precision = 2 * BITS;
    let two = BigInt::from(2) << precision;
    let mut mantissa: BigInt = (x.numer() << precision) / x.denom();
    let mut log = BigInt::ZERO;
    while mantissa >= two {
        mantissa >>= 1;
        log += 1;
    }
    for _ in 0..BITS {
        mantissa = (&mantissa * &mantissa) >> precision;
        log <<= 1;
        if mantissa >= two {
            mantissa >>= 1;
            log += 1;
        }
    }
    let unit = BigInt::from(1) << BITS;
    // What is rounded off is far below a unit; each is doubled with every square that follows.
    let (low, high) = (Ratio::new(log.clone(), unit.clone()), Ratio::new(log + 2, unit));
    (low * &ln_2[0], high * &ln_2[1])
}

fn approximately(x: &Rational) -> f64 {
    let magnitude = |n: &BigInt| i64::try_from(n.bits()).expect("small");
    let shift = magnitude(x.numer()) - magnitude(x.denom()) - 64;
    let scaled = if shift > 0 {
        x.numer() / (x.denom() << shift)
    } else {
        (x.numer() << -shift) / x.denom()
    };
    #[expect(clippy::cast_precision_loss, reason = "an approximation is what is wanted")]
    let digits = i128::try_from(scaled).expect("66 bits") as f64;
    digits * 2_f64.powi(i32::try_from(shift).expect("small"))
}

/// Whether ρ-zCDP gives (ε, δ)-DP by *some* order `1 + a`, certainly: with
/// `ln(1/δ) <= a ε - a (1 + a) ρ + a ln(1 + 1/a) + ln(1 + a)`.
fn implies(rho: &Rational, epsilon: &Rational, delta: &Rational) -> bool {
    // The right side is concave in a; its slope in floating-point numbers finds a good a.
    let (r, e) = (approximately(rho), approximately(epsilon));
    let (mut low, mut high) = (-300_f64, 300_f64);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        let a = middle.exp();
        if e - (1.0 + 2.0 * a) * r + (1.0 / a).ln_1p() > 0.0 { low = middle } else { high = middle }
    }
    let a = rational(&format!("{:e}", low.exp()));
    let one = Rational::from_integer(1.into());
    let order = &a + &one;
    let right = &a * epsilon - &a * &order * rho + &a * ln(&(&order / &a)).0 + ln(&order).0;
    ln(&delta.recip()).1 <= right
}

#[test]
fn the_checker_knows_right_from_wrong() {
    // 60 digits of a reference: 6.4740700207264…
    let [rho, delta] = ["1/2", "1e-9"].map(rational);
    assert!(implies(&rho, &rational("6.47407002073"), &delta));
    assert!(!implies(&rho, &rational("6.47407002072"), &delta));
    // The fault that this file is about.
    let rho = rational("0.0018095356377");
    assert!(implies(&rho, &rational("0.333333333334"), &delta));
    assert!(!implies(&rho, &rational("0.333333333333"), &delta));
}

#[test]
fn limits_are_true_as_printed() {
    let mut numbers = Numbers(1);
    let fixed = [("1/3", "1e-9"), ("1/7", "1e-6"), ("1", "1e-9"), ("1e-20", "1e-30"), ("0", "1/3")];
    let random = (0..200).map(|_| (numbers.positive(-6, 4), numbers.positive(-30, -3)));
    let cases = fixed.map(|(e, d)| (e.to_owned(), d.to_owned())).into_iter().chain(random);
    for (target, asked) in cases.collect::<Vec<_>>() {
        let said = account(&format!("--target-epsilon {target} --delta {asked}"));
        let [rho, epsilon, delta] = ["ρ", "ε", "δ"].map(|symbol| printed(&said, symbol)[0]);
        let [r, e, d] = [rho, epsilon, delta].map(rational);
        assert!(implies(&r, &e, &d), "{target} {asked}: {said}");
        // What is printed is at least as strong as what was asked for, and hardly stronger.
        assert!(e <= rational(&target) && d <= rational(&asked), "{target} {asked}: {said}");
        let more = &r + &r * rational("1e-9");
        assert!(!implies(&more, &rational(&target), &rational(&asked)), "{target} {asked}: {said}");
        // The command does not contradict itself.
        let back = account(&format!("--rho {rho} --delta {delta} --target-epsilon {epsilon}"));
        let (again, least) = (printed(&back, "ε"), printed(&back, "δ"));
        assert!(rational(again[0]) <= e, "{target} {asked}: {said}{back}");
        assert!(rational(least[1]) <= d, "{target} {asked}: {said}{back}");
    }
}

#[test]
fn costs_are_true_as_printed() {
    let mut numbers = Numbers(2);
    for _ in 0..120 {
        let rhos: Vec<String> = (0..numbers.below(4)).map(|_| numbers.positive(-9, 3)).collect();
        let mut epsilons: Vec<String> =
            (0..numbers.below(3)).map(|_| numbers.positive(-6, 2)).collect();
        if rhos.is_empty() && epsilons.is_empty() {
            epsilons.push(numbers.positive(-6, 2));
        }
        let (delta, target) = (numbers.positive(-30, -3), numbers.positive(-4, 3));
        let of_rho = rhos.iter().flat_map(|rho| [" --rho ", rho]);
        let of_epsilon = epsilons.iter().flat_map(|epsilon| [" --epsilon ", epsilon]);
        let costs: String = of_rho.chain(of_epsilon).collect();
        let said =
            account(&format!("{costs} --delta {delta} --target-epsilon {target} --sensitivity 3"));
        let half = rational("1/2");
        let total: Rational = rhos.iter().map(|rho| rational(rho)).sum::<Rational>()
            + epsilons
                .iter()
                .map(|e| rational(e))
                .map(|e| (&e * &e * &half).min(e))
                .sum::<Rational>();
        let line = |label: &str| {
            said.lines().filter(move |line| line.starts_with(label)).collect::<Vec<_>>()
        };
        let rho = rational(printed(line("zCDP")[0], "ρ")[0]);
        assert!(rho >= total && rho <= &total + &total * rational("1e-10"), "{costs}: {said}");
        let pure = line("pure DP").first().map(|line| rational(printed(line, "ε")[0]));
        assert!(
            pure.as_ref().is_none_or(|e| *e >= epsilons.iter().map(|e| rational(e)).sum()),
            "{said}"
        );
        let approximate = line("(ε, δ)-DP");
        assert_eq!(approximate.len(), 2, "{said}");
        for line in approximate.iter().chain(&line("one query")) {
            let (epsilons, deltas) = (printed(line, "ε"), printed(line, "δ"));
            if line.contains("no δ") {
                continue;
            }
            let (e, d) = (rational(epsilons[0]), rational(deltas[0]));
            let by_pure = pure.as_ref().is_some_and(|pure| *pure <= e);
            // One query is better than that: its exact curve has tests in the library.
            assert!(
                by_pure || line.contains("one query") || implies(&rho, &e, &d),
                "{costs}: {said}"
            );
            assert!(d < rational("1"), "{said}");
        }
        let first = approximate[0];
        assert!(rational(printed(first, "δ")[0]) <= rational(&delta), "{said}");
        for (rho, variance) in rhos.iter().zip(printed(&said, "σ²")) {
            assert!(rational("9/2") / rational(variance) <= rational(rho), "{rho} {variance}");
        }
        for (epsilon, scale) in epsilons.iter().zip(printed(&said, " t")) {
            assert!(rational("3") / rational(scale) <= rational(epsilon), "{epsilon} {scale}");
        }
    }
}

/// The arguments of each number in the output, in turn.
fn read_again(said: &str) {
    for (symbol, command) in [
        ("ρ", "account --rho"),
        ("ε", "account --rho 1 --target-epsilon"),
        ("δ", "account --rho 1 --delta"),
        ("σ²", "sample gaussian -n 0 --variance"),
        (" t", "sample laplace -n 0 --scale"),
    ] {
        read_with(said, symbol, command);
    }
}

/// Gives each number after `SYMBOL = ` to the command.
fn read_with(said: &str, symbol: &str, command: &str) {
    for number in printed(said, symbol).into_iter().filter(|number| !number.is_empty()) {
        let arguments: Vec<&str> = command.split(' ').chain([number]).collect();
        let output = run(&arguments);
        assert!(output.status.success(), "{arguments:?}: {}\n{said}", stderr(&output));
    }
}

#[test]
fn it_reads_the_numbers_that_it_prints() {
    for arguments in [
        "--target-epsilon 1e-501 --delta 1e-501",
        "--rho 99e1000 --sensitivity 1",
        "--rho 1e-1000 --target-epsilon 1",
        "--rho 1e-1000 --sensitivity 18446744073709551615 --delta 1e-6",
        "--epsilon 1e-1000 --sensitivity 7 --delta 1e-3",
        "--epsilon 1e1000 --sensitivity 7 --delta 1e-3",
        "--rho 123456789123456789123456789/987654321987654321987654321987654321 --sensitivity 1 --target-epsilon 1e-9",
        "--rho 1e-30 --target-epsilon 1e-20",
        "--rho 1000 --target-epsilon 1e-9",
        "--epsilon 1/3 --target-epsilon 1/3 --delta 0.999999999999999999",
        "--rho 1/3 --rho 1/7 --rho 1/11 --rho 1/1000000007 --rho 1/998244353 --delta 1/3",
    ] {
        read_again(&account(arguments));
    }
    let mut numbers = Numbers(3);
    for _ in 0..8 {
        let (rho, epsilon) = (numbers.positive(-90, 60), numbers.positive(-60, 60));
        let delta = numbers.positive(-90, -3);
        read_again(&account(&format!(
            "--rho {rho} --target-epsilon {epsilon} --delta {delta} --sensitivity 3"
        )));
        read_again(&account(&format!("--epsilon {epsilon} --delta {delta} --sensitivity 5")));
        read_again(&account(&format!(
            "--target-epsilon {epsilon} --delta {delta} --sensitivity 1"
        )));
    }
}

/// `noise` prints its numbers exactly, and they are read as well.
#[test]
fn the_numbers_of_noise_are_read() {
    for privacy in [
        "--rho 1e-900",
        "--rho 1e-40",
        "--rho 123456789123456789/1000000000000000000000000000000000007",
        "--rho 2/7 --contributions 3",
        "--epsilon 1e-400",
        "--epsilon 3/7",
        "--epsilon 999/7 --contributions 3",
    ] {
        let options: Vec<&str> =
            "--column n --sensitivity 3".split(' ').chain(privacy.split(' ')).collect();
        let output = noise(&options, b"n\n");
        assert!(output.status.success(), "{privacy}: {}", stderr(&output));
        let said = stderr(&output);
        for (symbol, command) in [
            (" ρ", "account --rho"),
            (" ε", "account --rho 1 --target-epsilon"),
            (" δ", "account --rho 1 --delta"),
            ("min(ε, ε²/2)", "account --rho"),
        ] {
            read_with(said, symbol, command);
        }
        // The last number of the chain of equations.
        let noise = said.lines().find(|line| line.contains("exactly")).expect("the noise");
        let exact = noise.split(" exactly").next().and_then(|text| text.rsplit(" = ").next());
        let command = if noise.contains("σ²") {
            "sample gaussian --variance"
        } else {
            "sample laplace --scale"
        };
        let arguments: Vec<&str> =
            command.split(' ').chain([exact.expect("a number"), "-n", "0"]).collect();
        let output = run(&arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    }
}

/// A number that the command could not read again is not printed; the command says so.
#[test]
fn what_cannot_be_printed_is_an_error() {
    let rho = format!("{}e1000", "9".repeat(995));
    let output = run(&["account", "--rho", &rho, "--delta", "1e-9"]);
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    assert_eq!(stdout(&output), "");
    assert!(
        stderr(&output).contains("too large or too small to be printed"),
        "{}",
        stderr(&output)
    );
}
