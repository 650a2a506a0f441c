//! What the tests of the program share.
#![allow(dead_code, reason = "each test file uses a part")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A seed for tests.
pub const SEED: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// Arguments of `verinoise noise` that ask for little noise in the column `n`.
pub const ARGUMENTS: [&str; 6] = ["--column", "n", "--rho", "1/10", "--sensitivity", "1"];

/// The program under test.
pub fn verinoise() -> Command {
    Command::new(env!("CARGO_BIN_EXE_verinoise"))
}

/// Runs the program with these arguments and this standard input.
pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    run_in(Path::new("."), arguments, input)
}

/// Runs the program in a folder, with these arguments and this standard input.
pub fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = verinoise()
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // The program may stop before it has read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output
}

/// Runs the program with these arguments and an empty standard input.
pub fn run(arguments: &[&str]) -> Output {
    run_with_input(arguments, b"")
}

/// `verinoise noise - ARGUMENTS` on a table, with the test seed.
pub fn noise(arguments: &[&str], table: &[u8]) -> Output {
    run_with_input(&[&["noise", "-", "--seed", SEED], arguments].concat(), table)
}

/// What the program wrote to stdout.
pub fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("UTF-8")
}

/// What the program wrote to stderr.
pub fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("UTF-8")
}

/// The table that comes with the repository.
pub fn visits() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/randhie_visits_by_health.csv")
}

/// Compares with `tests/golden/NAME`. With `VERINOISE_BLESS=1`, writes that file instead.
pub fn assert_golden(name: &str, actual: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("VERINOISE_BLESS").is_some_and(|value| value == "1") {
        fs::write(&path, actual).expect("the golden file can be written");
        return;
    }
    let expected = fs::read(&path).expect("the golden file can be read");
    assert!(
        actual == expected,
        "differs from {}; if that is meant, run again with VERINOISE_BLESS=1.\n{}",
        path.display(),
        String::from_utf8_lossy(actual)
    );
}

/// A folder for output, and the program run on a table with output options inside that folder.
pub struct Place(pub TempDir);

impl Place {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    /// Runs the program on a table.
    pub fn run(&self, table: &[u8], options: &[(&str, &str)]) -> Output {
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        for (option, name) in options {
            arguments.extend([(*option).to_owned(), self.path(name)]);
        }
        noise(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), table)
    }

    /// What is in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    /// Makes a file.
    pub fn write(&self, name: &str, text: &[u8]) {
        fs::write(self.path(name), text).expect("room");
    }
}
