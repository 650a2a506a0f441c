//! `verinoise account`: what is converted to what, and what is refused. That the numbers are right is
//! tested in the library, against references.

mod common;

use common::{run, stderr, stdout};

/// `verinoise account ARGUMENTS`, which succeeds.
fn account(arguments: &str) -> String {
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let output = run(&[["account"].as_slice(), &arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
    assert_eq!(stderr(&output), "", "{arguments:?}");
    stdout(&output).to_owned()
}

#[test]
fn zcdp_becomes_approximate() {
    assert_eq!(
        account("--rho 1/2 --delta 1e-9"),
        "zCDP:        ρ = 1/2\n(ε, δ)-DP:   ε = 6.47407002073 at δ = 1e-9\n"
    );
    // 6.474070020726486…, rounded up; the δ at it, 10^-9 less the rounding of ε, is rounded up too.
    assert_eq!(
        account("--rho 0.5 --target-epsilon 6.47407002073"),
        "zCDP:        ρ = 1/2\n(ε, δ)-DP:   δ = 9.99999999979e-10 at ε = 6.47407002073\n"
    );
    assert_eq!(
        account("--rho 1000 --target-epsilon 1e-9").lines().nth(1),
        Some("(ε, δ)-DP:   no δ below 1 at ε = 1e-9")
    );
}

#[test]
fn without_delta_there_are_usual_ones() {
    let said = account("--rho 1/2");
    assert!(said.contains("ε = 5.22153444454 at δ = 1e-6\n"), "{said}");
    assert!(said.contains("ε = 6.47407002073 at δ = 1e-9\n"), "{said}");
    let said = account("--rho 1/2 --delta 1/3 --delta 0.5");
    assert!(said.contains("at δ = 0.333333333333\n") && said.contains("at δ = 0.5\n"), "{said}");
}

#[test]
fn costs_are_composed() {
    assert_eq!(account("--rho 1/10 --rho 0.1 --rho 3e-1"), account("--rho 1/2"));
    // ε²/2 in ρ.
    assert!(account("--rho 3/8 --epsilon 1/2").starts_with("zCDP:        ρ = 1/2\n"));
    assert_eq!(
        account("--epsilon 1/2 --epsilon 1/3 --delta 1e-6"),
        "pure DP:     ε = 5/6\nzCDP:        ρ = 13/72\n(ε, δ)-DP:   ε = 0.833333333334 at δ = 1e-6\n"
    );
    // Of many small ones, zCDP says more.
    let many = account(&format!("--delta 1e-6 {}", "--epsilon 1/100 ".repeat(1000)));
    assert!(many.contains("pure DP:     ε = 10\n") && many.contains("ρ = 1/20\n"), "{many}");
    assert!(many.contains("ε = 1.47"), "{many}");
    let said = account("--epsilon 1/3 --target-epsilon 1/3");
    assert!(said.contains("no δ is needed: ε = 1/3 of pure DP is within the target\n"), "{said}");
    // From ε = 2 on, ρ = ε is less than ε²/2.
    assert!(account("--epsilon 10").contains("zCDP:        ρ = 10\n"));
    assert!(account("--epsilon 3/2 --epsilon 5/2").contains("zCDP:        ρ = 29/8\n"));
}

#[test]
fn limits_become_noise() {
    let said = account("--target-epsilon 1 --delta 1e-9 --sensitivity 3");
    let (first, second) = said.split_once('\n').expect("two lines");
    assert_eq!(first, "zCDP:        ρ = 0.0149730576735 gives ε = 1 at δ = 1e-9");
    // 9 / (2 · 0.0149730576735).
    assert!(second.contains("σ² = 3000000000000/9982038449; ±34 with 95 %"), "{said}");
    // The ρ that is printed keeps what it promises.
    let kept = account("--rho 0.0149730576735 --delta 1e-9");
    assert!(kept.contains("ε = 0.99999999999") || kept.contains("ε = 1 at"), "{kept}");
}

#[test]
fn the_noise_is_shown_on_demand() {
    let said = account("--rho 1/2 --target-epsilon 3 --sensitivity 1");
    assert!(
        said.contains("noise:       discrete Gaussian, σ² = 1; ±2 with 95 % confidence\n"),
        "{said}"
    );
    assert!(said.contains("one query:   δ = 0.00184913571066 at ε = 3,"), "{said}");
    let said = account("--epsilon 1/2 --sensitivity 3");
    assert!(
        said.contains("noise:       discrete Laplace, t = 6; ±18 with 95 % confidence\n"),
        "{said}"
    );
    let said = account("--rho 1/2 --rho 1/8 --sensitivity 1");
    assert!(said.contains("σ² = 1;") && said.contains("σ² = 4;"), "{said}");
    assert!(!said.contains("one query"), "{said}");
}

#[test]
fn wrong_command_lines_are_refused() {
    for (arguments, message) in [
        ("", "one of --rho, --epsilon and --target-epsilon is needed"),
        ("--delta 1e-9", "one of --rho, --epsilon and --target-epsilon is needed"),
        ("--target-epsilon 1", "--target-epsilon needs --delta"),
        ("--rho 0", "must be greater than 0"),
        ("--rho -1", "must be greater than 0"),
        ("--rho half", "unexpected 'h' at position 1"),
        ("--epsilon 1/0", "denominator"),
        ("--rho 1 --delta 0", "must be greater than 0"),
        ("--rho 1 --delta 1", "must be less than 1"),
        ("--rho 1 --delta 3/2", "must be less than 1"),
        ("--rho 1 --target-epsilon -1", "must be at least 0"),
        ("--rho 1 --target-epsilon 1 --target-epsilon 2", "cannot be used multiple times"),
        ("--rho 1 --sensitivity 0", "an integer from 1"),
        ("--rho 1 --sensitivity 1/2", "an integer from 1"),
        ("1/2", "unexpected argument"),
    ] {
        let words: Vec<&str> = arguments.split_whitespace().collect();
        let output = run(&[["account"].as_slice(), &words].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{arguments}");
        assert!(stderr(&output).contains(message), "{arguments}: {}", stderr(&output));
    }
}

/// With hardly any noise, δ is the probability of 1: e^-1000 for σ² = 1/2000, and for σ² = 1/20000 e^-10000, which is beyond the
/// numbers that are printed, so that the bound of zCDP stands there. The help says so.
#[test]
fn one_query_is_exact_down_to_the_least_number_printed() {
    for (rho, wanted) in [
        ("1000", "one query:   δ = 5.07595889755e-435 at ε = 1284.9"),
        ("10000", "one query:   δ = 9.99999999765e-10 at ε = 10906.3"),
    ] {
        let output = run(&["account", "--rho", rho, "--sensitivity", "1", "--delta", "1e-9"]);
        assert!(stdout(&output).contains(wanted), "{rho}: {}", stdout(&output));
    }
    let help = run(&["account", "--help"]);
    let words = stdout(&help).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("where σ is at most 4096 and the exact δ is at least 1e-1000"),
        "{words}"
    );
}
