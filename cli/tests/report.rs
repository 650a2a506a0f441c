//! What `verinoise noise` says about the privacy of the table, word by word, and about noise that is hardly any.

mod common;

use std::fmt::Write;

use common::{SEED, assert_golden, noise, run, stderr, stdout};

const TABLE: &[u8] = b"item,n\nx,3\ny,4\n";

fn report(arguments: &[&str]) -> String {
    let output = noise(&[["--column", "n"].as_slice(), arguments].concat(), TABLE);
    assert!(output.status.success(), "{}", stderr(&output));
    let is_report = |line: &&str| !line.starts_with("warning: with --seed");
    stderr(&output).split_inclusive('\n').filter(is_report).collect()
}

#[test]
fn reports_are_stable() {
    let mut text = String::new();
    for arguments in [
        ["--rho", "1/10", "--sensitivity", "1"].as_slice(),
        &["--epsilon", "0.5", "--sensitivity", "3", "--unit", "person-year"],
        &["--rho", "1/10", "--sensitivity", "2", "--contributions", "5", "--unit", "person"],
        &["--epsilon", "1/2", "--sensitivity", "1", "--contributions", "5", "--unit", "household"],
        &["--rho", "1/10", "--sensitivity", "1", "--contributions", "1"],
        &["--rho", "1000", "--sensitivity", "1"],
        &["--epsilon", "100", "--sensitivity", "1"],
    ] {
        writeln!(
            text,
            "$ verinoise noise --column n {}\n{}",
            arguments.join(" "),
            report(arguments)
        )
        .expect("a string takes any text");
    }
    assert_golden("reports.txt", text.as_bytes());
}

/// For the whole table, K·Δ² takes the place of Δ² (Gaussian), and K·Δ that of Δ (Laplace).
#[test]
fn contributions_scale_the_noise() {
    let zeros = format!("n\n{}", "0\n".repeat(100));
    for (privacy, sensitivity, contributions, sample) in [
        (["--rho", "1/50"], "1", "21", ["gaussian", "--variance", "525"]),
        (["--epsilon", "2/7"], "3", "7", ["laplace", "--scale", "147/2"]),
    ] {
        let scope = ["--sensitivity", sensitivity, "--contributions", contributions];
        let arguments = [["--column", "n"].as_slice(), &privacy, &scope].concat();
        let output = noise(&arguments, zeros.as_bytes());
        let rest = ["-n", "100", "--seed", SEED];
        let samples = run(&[["sample"].as_slice(), &sample, &rest].concat());
        assert_eq!(stdout(&output), format!("n\n{}", stdout(&samples)));
    }
}

/// P(0) is tanh(ε/2) for Laplace noise, and 1/(1 + 2 exp(-ρ) + 2 exp(-4ρ) + ...) for the Gaussian.
#[test]
fn little_noise_is_called_so_in_numbers() {
    for (privacy, percentage) in [
        // 0.49966, 0.50041; 0.59670, 0.60023.
        (["--epsilon", "1.0977"], None),
        (["--epsilon", "1.0997"], Some("50")),
        (["--epsilon", "1.376"], Some("50")),
        (["--epsilon", "1.387"], Some("60")),
        // 0.94987, 0.95002; 0.998994, 0.999004.
        (["--epsilon", "3.661"], Some("90")),
        (["--epsilon", "3.664"], Some("95")),
        (["--epsilon", "7.594"], Some("99")),
        (["--epsilon", "7.604"], Some("99.9")),
        (["--epsilon", "100"], Some("99.9999")),
        // 0.39894, 0.49826, 0.50777, 0.56413.
        (["--rho", "1/2"], None),
        (["--rho", "0.78"], None),
        (["--rho", "0.81"], Some("50")),
        (["--rho", "1"], Some("50")),
        // 0.98992, 0.99021.
        (["--rho", "5.28"], Some("95")),
        (["--rho", "5.31"], Some("99")),
        (["--rho", "1000"], Some("99.9999")),
        (["--rho", "1e-40"], None),
    ] {
        let output =
            noise(&[["--column", "n", "--sensitivity", "1"].as_slice(), &privacy].concat(), b"n\n");
        assert!(output.status.success(), "{}", stderr(&output));
        let wanted =
            percentage.map(|number| format!("with a probability of at least {number} %\n"));
        match wanted {
            Some(words) => {
                assert!(stderr(&output).contains(&words), "{privacy:?}: {}", stderr(&output));
            }
            None => {
                assert!(!stderr(&output).contains("unchanged"), "{privacy:?}: {}", stderr(&output));
            }
        }
    }
}

/// Neither infinity nor 0 stands for a number beyond those of floating point.
#[test]
fn extreme_noise_has_its_size() {
    for (privacy, wanted) in [
        // The root of 5e999 is 7.0710…e499, and 2 times 1e600 squared has the root 1.4142…e600.
        (["--rho", "1e-1000"], vec!["standard deviation about 7.08e499\n"]),
        (["--epsilon", "1e-600"], vec!["standard deviation about 1.42e600\n"]),
        (
            ["--rho", "1e500"],
            vec!["standard deviation below 1e-160\n", "noise of σ² = about 5e-501, each"],
        ),
        (
            ["--epsilon", "1e500"],
            vec!["standard deviation below 1e-160\n", "noise of t = about 1e-500, each"],
        ),
        // The roots of 2 e^-50 and 2 e^-700.
        (["--rho", "50"], vec!["standard deviation about 1.96e-11\n"]),
        (["--epsilon", "700"], vec!["standard deviation about 1.40e-152\n"]),
    ] {
        let rest = ["--column", "n", "--sensitivity", "1"];
        let output = noise(&[rest.as_slice(), &privacy].concat(), b"n\n");
        assert!(output.status.success(), "{privacy:?}");
        let said = stderr(&output);
        for words in wanted {
            assert!(said.contains(words), "{privacy:?}: {said}");
        }
        assert!(!said.contains("inf") && !said.contains("about 0"), "{privacy:?}: {said}");
    }
}

#[test]
fn units_and_contributions_are_checked() {
    for (arguments, message) in [
        (["--unit", ""], "must be a name of 1 to 40 visible characters"),
        (["--unit", "a\nb"], "must be a name"),
        (["--contributions", "0"], "an integer from 1 to 2^64 - 1"),
        (["--contributions", "1_000"], "an integer from 1 to 2^64 - 1"),
        (["--contributions", "-1"], "an integer from 1 to 2^64 - 1"),
        (["--contributions", "1/2"], "an integer from 1 to 2^64 - 1"),
    ] {
        let rest = ["--column", "n", "--rho", "1", "--sensitivity", "1"];
        let output = noise(&[rest.as_slice(), &arguments].concat(), TABLE);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
}
