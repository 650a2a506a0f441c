//! `verinoise noise`: what is changed, what is not, and what is said.

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Output, Stdio};

use common::{SEED, assert_golden, noise, run, run_with_input, stderr, stdout, verinoise, visits};

/// So little noise that with the test seed there is none: what remains must be the input.
const NO_NOISE: [&str; 6] = ["--column", "n", "--rho", "1000", "--sensitivity", "1"];

fn without_noise(table: &[u8]) -> Output {
    let output = noise(&NO_NOISE, table);
    assert!(output.status.success(), "{}", stderr(&output));
    output
}

#[test]
fn seeded_tables_are_stable() {
    let table = visits();
    let table = table.to_str().expect("UTF-8");
    for (name, privacy) in [
        ("visits-rho-1-10.csv", ["--rho", "1/10"]),
        ("visits-epsilon-1-2.csv", ["--epsilon", "0.5"]),
    ] {
        let rest = ["--column", "person_years", "--sensitivity", "1", "--seed", SEED];
        let output = run(&[["noise", table].as_slice(), &privacy, &rest].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        assert_golden(name, &output.stdout);
    }
}

#[test]
fn only_the_one_column_changes() {
    let before = fs::read_to_string(visits()).expect("the table");
    let output = noise(
        &["--column", "person_years", "--rho", "1/1000", "--sensitivity", "1"],
        before.as_bytes(),
    );
    assert!(output.status.success(), "{}", stderr(&output));
    let rest = |line: &str| line.rsplit_once(',').map(|(rest, _)| rest.to_owned());
    let after = stdout(&output);
    assert_eq!(after.lines().count(), 313);
    assert_eq!(after.lines().next(), before.lines().next());
    assert!(before.lines().map(rest).eq(after.lines().map(rest)));
    let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    assert!(changed > 250, "{changed} of 312");
}

#[test]
fn without_a_seed_runs_differ() {
    let table = b"n\n0\n0\n0\n0\n0\n0\n0\n0\n";
    let arguments = ["noise", "--column", "n", "--rho", "1e-9", "--sensitivity", "1"];
    let (first, second) = (run_with_input(&arguments, table), run_with_input(&arguments, table));
    assert!(first.status.success() && second.status.success());
    assert_ne!(first.stdout, second.stdout);
    assert!(!stderr(&first).contains("warning"));
}

#[test]
fn everything_else_is_kept_byte_for_byte() {
    let tables: [&[u8]; 14] = [
        b"name,n\nx,1\n",
        b"name,n\nx,1",
        b"name,n\r\nx,1\r\ny,-2\r\n",
        b"name,n\r\n\r\nx,1\r\n\r\n\r\n",
        b"name,n\rx,1\ry,2\r",
        b"n\n1\n\n2\n",
        b"n,name\n1,\"a, b\"\n2,\"two\nlines\"\n3,\"a \"\"quoted\"\" word\"\n",
        b"n,name\n\"1\",\"plain\"\n\"-2\",plain\n",
        b"name,n,note\n\xff\xfe,1,\xe9\n",
        b"\xef\xbb\xbfn,name\n1,\xc3\xa9\n",
        b" n ,name\n1,  spaces  \n",
        b"n,a,a\n5,,\n",
        b"n\n9223372036854775807\n-9223372036854775808\n",
        b"n,name\n",
    ];
    for table in tables {
        let output = without_noise(table);
        assert_eq!(output.stdout, table, "{}", String::from_utf8_lossy(table));
    }
}

#[test]
fn values_are_written_plainly() {
    let output = without_noise(b"n,name\n +7 ,a\n007,b\n\"\t8 \",c\n-0,d\n");
    assert_eq!(stdout(&output), "n,name\n7,a\n7,b\n\"8\",c\n0,d\n");
}

#[test]
fn other_delimiters() {
    for (name, byte) in [(";", ';'), ("tab", '\t'), ("\\t", '\t'), ("|", '|')] {
        let table = format!("n{byte}name\n1{byte}a,b\n");
        let output =
            noise(&[NO_NOISE.as_slice(), &["--delimiter", name]].concat(), table.as_bytes());
        assert_eq!(stdout(&output), table);
    }
}

#[test]
fn long_rows_and_fields_pass() {
    let long = "x".repeat(300_000);
    let wide = "y,".repeat(50_000);
    let table = format!("a,{wide}n\n{long},{wide}1\n\"{long}\n\",{wide}2\n");
    let output = without_noise(table.as_bytes());
    assert!(output.stdout == table.as_bytes());
}

#[test]
fn calibration_is_exact_and_explained() {
    let table = b"n\n3\n4\n";
    for (arguments, wanted) in [
        (
            ["--rho", "1/10", "--sensitivity", "1"],
            ["1²/(2 · 1/10) = 5 exactly", "about 2.24", "ρ = 1/10"],
        ),
        (
            ["--rho", "0.1", "--sensitivity", "3"],
            ["3²/(2 · 1/10) = 45 exactly", "about 6.71", "Δ = 3"],
        ),
        (["--rho", "2/7", "--sensitivity", "5"], ["= 175/4 exactly", "about 6.61", "ρ-zCDP"]),
        (
            ["--epsilon", "0.1", "--sensitivity", "1"],
            ["1/(1/10) = 10 exactly", "about 14.1", "ε-DP"],
        ),
        (["--epsilon", "3", "--sensitivity", "7"], ["7/(3) = 7/3 exactly", "about 3.", "ε = 3"]),
    ] {
        let output = noise(&[["--column", "n"].as_slice(), &arguments].concat(), table);
        assert!(output.status.success());
        let said = stderr(&output);
        let always = ["2 values of column \"n\"", "k times", "negative", "set of rows"];
        for words in wanted.into_iter().chain(always) {
            assert!(said.contains(words), "{arguments:?}: {words:?} is not in\n{said}");
        }
    }
}

/// ε to 60 digits: 2.14104957…, 2.71522213…; P(|X| > 3) > 5 % > P(|X| > 4) for σ² = 5.
#[test]
fn privacy_and_accuracy_are_explained_in_usual_terms() {
    for (privacy, wanted) in [
        (
            ["--rho", "1/10"],
            ["ε = 2.142 at δ = 1e-6; ε = 2.716 at δ = 1e-9, rounded up", "within ±4 "],
        ),
        (["--epsilon", "1/2"], ["this implies ρ-zCDP with ρ = min(ε, ε²/2) = 1/8", "within ±6 "]),
        (["--rho", "1e-100"], ["ε = 0 at δ = 1e-6", "standard deviation about"]),
    ] {
        let arguments = [["--column", "n", "--sensitivity", "1"].as_slice(), &privacy].concat();
        let output = noise(&arguments, b"n\n");
        assert!(output.status.success(), "{}", stderr(&output));
        for words in wanted {
            assert!(stderr(&output).contains(words), "{words:?} is not in\n{}", stderr(&output));
        }
    }
}

#[test]
fn stdin_is_read_without_a_file_name() {
    let arguments = ["noise", "--column", "n", "--rho", "1/2", "--sensitivity", "1"];
    let output = run_with_input(&arguments, b"n\n1\n");
    assert!(output.status.success());
    assert_eq!(stdout(&output).lines().count(), 2);
    assert!(!stderr(&output).contains("warning"));
}

#[test]
fn noise_is_the_noise_of_the_samplers() {
    let zeros = format!("n\n{}", "0\n".repeat(100));
    for (privacy, sample) in [
        (["--rho", "1/50"], ["gaussian", "--variance", "25"]),
        // Without a table.
        (["--rho", "5e-33"], ["gaussian", "--variance", "1e32"]),
        (["--epsilon", "1/7"], ["laplace", "--scale", "7"]),
    ] {
        let output = noise(
            &[["--column", "n", "--sensitivity", "1"].as_slice(), &privacy].concat(),
            zeros.as_bytes(),
        );
        let rest = ["-n", "100", "--seed", SEED];
        let samples = run(&[["sample"].as_slice(), &sample, &rest].concat());
        assert_eq!(stdout(&output), format!("n\n{}", stdout(&samples)));
    }
}

/// Many rows through pipes: the output comes while the input is still open.
#[test]
fn long_tables_stream() {
    const ROWS: usize = 400_000;
    let mut child = verinoise()
        .args(["noise", "--column", "n", "--rho", "1/10", "--sensitivity", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let (nearly_all, wait) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let first = lines.by_ref().take(ROWS - 10_000).count();
        nearly_all.send(()).expect("someone waits");
        first + lines.count()
    });
    stdin.write_all(b"name,n,rest\n").expect("the program reads");
    let block = "some name,17,x\n".repeat(1_000);
    for _ in 0..ROWS / 1_000 {
        stdin.write_all(block.as_bytes()).expect("the program reads");
    }
    wait.recv().expect("most rows come out before the input ends");
    drop(stdin);
    assert_eq!(reader.join().expect("the reader ends"), ROWS + 1);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let table = format!("n\n{}", "1\n".repeat(1_000_000));
    let mut child = verinoise()
        .args(["noise", "--column", "n", "--rho", "1/10", "--sensitivity", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || drop(stdin.write_all(table.as_bytes())));
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    assert_eq!(line, "n\n");
    let mut complaints = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut complaints).expect("UTF-8");
    assert!(child.wait().expect("the program ends").success());
    assert_eq!(complaints, "");
    writer.join().expect("the writer ends");
}
