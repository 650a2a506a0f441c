//! `verinoise sample`.

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use verinoise::{DiscreteGaussian, NoiseDistribution, SingleProcessSource};

use common::{SEED, assert_golden, run, stderr, stdout, verinoise};

#[test]
fn seeded_samples_are_stable() {
    for (name, arguments) in [
        ("gaussian-25-4.txt", ["gaussian", "--variance", "25/4"]),
        ("laplace-10.txt", ["laplace", "--scale", "10"]),
        ("gaussian-1e60.txt", ["gaussian", "--variance", "1e60"]),
    ] {
        let rest = ["-n", "100", "--seed", SEED];
        let output = run(&[["sample"].as_slice(), &arguments, &rest].concat());
        assert!(output.status.success());
        assert!(stderr(&output).contains("gives no privacy"));
        assert_golden(name, &output.stdout);
    }
}

/// Where there is a table, it is used, however few samples are asked for.
#[test]
fn seeded_samples_are_those_of_the_table() {
    let seed: Vec<u8> = (0..32).collect();
    let seed = <[u8; 32]>::try_from(seed).expect("32 bytes");
    let rng = ChaCha20Rng::from_seed(seed);
    let table = DiscreteGaussian::new(25, 4).expect("a variance").prepare().expect("a table");
    let expected = table.try_samples(&mut SingleProcessSource::from_rng(rng), 3000);
    let expected = expected.expect("a source that cannot fail");
    for count in [1, 2, 1024, 1025, 3000] {
        let rest = ["-n", &count.to_string(), "--seed", SEED];
        let arguments = ["sample", "gaussian", "--variance", "25/4"];
        let output = run(&[arguments.as_slice(), &rest].concat());
        let samples = stdout(&output).lines().map(|line| line.parse::<i64>().expect("an integer"));
        assert!(samples.eq(expected.iter().copied().take(count)), "{count}");
    }
}

#[test]
fn equal_parameters_give_equal_samples() {
    let sample = |variance| {
        run(&["sample", "gaussian", "--variance", variance, "-n", "50", "--seed", SEED]).stdout
    };
    assert_eq!(sample("25/4"), sample("6.25"));
    assert_eq!(sample("25/4"), sample("50/8"));
    assert_ne!(sample("25/4"), sample("6"));
}

#[test]
fn without_a_seed_runs_differ_and_nothing_is_said() {
    let sample = || run(&["sample", "laplace", "--scale", "1000000", "-n", "20"]);
    let (first, second) = (sample(), sample());
    assert!(first.status.success() && second.status.success());
    assert_eq!(stderr(&first), "");
    assert_eq!(stdout(&first).lines().count(), 20);
    assert_ne!(first.stdout, second.stdout);
}

#[test]
fn locations_shift_the_samples() {
    let sample = |location: &str| -> Vec<i128> {
        let output = run(&[
            "sample",
            "gaussian",
            "--variance",
            "9",
            "-n",
            "30",
            "--seed",
            SEED,
            "--location",
            location,
        ]);
        assert!(output.status.success());
        stdout(&output).lines().map(|line| line.parse().expect("an integer")).collect()
    };
    let centred = sample("0");
    for location in [-7, i128::from(i64::MAX), i128::from(i64::MIN), 1 << 100] {
        let shifted: Vec<i128> = centred.iter().map(|value| value + location).collect();
        assert_eq!(sample(&location.to_string()), shifted, "{location}");
    }
}

#[test]
fn one_sample_unless_told_otherwise() {
    let lines = |count: &[&str]| {
        let output = run(&[["sample", "laplace", "--scale", "1/3"].as_slice(), count].concat());
        stdout(&output).lines().count()
    };
    assert_eq!(lines(&[]), 1);
    assert_eq!(lines(&["-n", "0"]), 0);
    assert_eq!(lines(&["--count", "12345"]), 12345);
}

#[test]
fn wrong_parameters_are_refused() {
    for (arguments, message) in [
        (vec!["gaussian", "--variance", "0"], "must be greater than 0"),
        (vec!["gaussian", "--variance", "-1"], "must be greater than 0"),
        (vec!["gaussian", "--variance=-1"], "must be greater than 0"),
        (vec!["gaussian", "--variance", "1/0"], "denominator"),
        (vec!["gaussian", "--variance", "6,25"], "unexpected ',' at position 2"),
        (vec!["gaussian"], "--variance"),
        (vec!["gaussian", "--scale", "1"], "--scale"),
        (vec!["laplace", "--scale", "0/5"], "must be greater than 0"),
        (vec!["laplace", "--scale", "1", "--seed", "abc"], "64 hexadecimal digits"),
        (vec!["laplace", "--scale", "1", "-n", "-1"], "'-1'"),
        (vec!["laplace", "--scale", "1", "--location", "1.5"], "--location"),
        (vec!["cauchy"], "cauchy"),
    ] {
        let output = run(&[["sample"].as_slice(), &arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains(message), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let mut child = verinoise()
        .args(["sample", "gaussian", "--variance", "5", "-n", "18446744073709551615"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    line.trim().parse::<i64>().expect("an integer");
    let mut complaints = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut complaints).expect("UTF-8");
    assert!(child.wait().expect("the program ends").success());
    assert_eq!(complaints, "");
}

#[test]
fn help_and_version() {
    let version = run(&["--version"]);
    assert_eq!(stdout(&version), format!("verinoise {}\n", env!("CARGO_PKG_VERSION")));
    for (arguments, wanted) in [
        (vec!["--help"], vec!["sample", "noise", "Exit codes"]),
        (vec!["sample", "gaussian", "--help"], vec!["--variance 25/4 -n 10", "gives no privacy"]),
        (vec!["sample", "laplace", "--help"], vec!["--scale 10 -n 10", "gives no privacy"]),
        (
            vec!["noise", "--help"],
            vec!["Examples:", "σ² = K·Δ²/(2ρ)", "gives no privacy", "not for release"],
        ),
    ] {
        let output = run(&arguments);
        assert!(output.status.success());
        // Words may be wrapped anywhere.
        let text = stdout(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        for words in wanted {
            assert!(text.contains(words), "{arguments:?}: {words:?} is not in {text}");
        }
    }
}
