//! `--out` and `--plot`: complete or not at all.

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{SEED, noise, run, stderr, stdout, verinoise, visits};
use tempfile::TempDir;

const ARGUMENTS: [&str; 6] = ["--column", "n", "--rho", "1/10", "--sensitivity", "1"];
const GOOD: &[u8] = b"n,a\n1,x\n20,y\n";
const BAD: &[u8] = b"n,a\n1,x\n2,y\nthree,z\n";

/// A folder for output, and the program run on a table with output options inside that folder.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("UTF-8").to_owned()
    }

    fn run(&self, table: &[u8], options: &[(&str, &str)]) -> Output {
        let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
        for (option, name) in options {
            arguments.extend([(*option).to_owned(), self.path(name)]);
        }
        noise(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), table)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    fn write(&self, name: &str, text: &[u8]) {
        fs::write(self.path(name), text).expect("room");
    }
}

#[test]
fn out_has_what_stdout_would_have() {
    let place = Place::new();
    let output = place.run(GOOD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    assert_eq!(place.names(), ["noisy.csv", "plot.svg"]);
    assert_eq!(place.read("noisy.csv"), stdout(&noise(&ARGUMENTS, GOOD)));
}

#[test]
fn failure_leaves_no_file() {
    let place = Place::new();
    let output = place.run(BAD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("line 4, column 1"), "{}", stderr(&output));
    assert!(stderr(&output).contains("noisy.csv was not written"), "{}", stderr(&output));
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn failure_leaves_old_files_as_they_were() {
    let place = Place::new();
    place.write("noisy.csv", b"old table");
    place.write("plot.svg", b"old plot");
    assert_eq!(
        place.run(BAD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]).status.code(),
        Some(2)
    );
    assert_eq!(place.names(), ["noisy.csv", "plot.svg"]);
    assert_eq!(
        (place.read("noisy.csv"), place.read("plot.svg")),
        ("old table".into(), "old plot".into())
    );
    assert!(place.run(GOOD, &[("--out", "noisy.csv"), ("--plot", "plot.svg")]).status.success());
    assert!(place.read("noisy.csv").starts_with("n,a\n"));
    assert!(place.read("plot.svg").starts_with("<svg"));
    assert_eq!(place.names(), ["noisy.csv", "plot.svg"]);
}

#[test]
fn the_input_is_never_overwritten() {
    let place = Place::new();
    place.write("table.csv", GOOD);
    let table = place.path("table.csv");
    fs::create_dir(place.path("folder")).expect("room");
    let (detour, fresh) = (place.path("folder/../table.csv"), place.path("fresh"));
    for (options, message) in [
        (vec!["--out", &table], "--out is the input itself"),
        (vec!["--out", &detour], "--out is the input itself"),
        (vec!["--plot", &table], "--plot is the input itself"),
        (vec!["--out", &fresh, "--plot", &fresh], "--out and --plot are the same file"),
    ] {
        let output = run(&[["noise", &table].as_slice(), &ARGUMENTS, &options].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert_eq!(place.read("table.csv").as_bytes(), GOOD);
        assert_eq!(place.names(), ["folder", "table.csv"]);
    }
}

#[test]
fn places_that_cannot_be_written() {
    let place = Place::new();
    fs::create_dir(place.path("folder")).expect("room");
    for (name, message) in
        [("folder", "not a regular file"), ("missing/out.csv", "cannot create a file beside")]
    {
        for option in ["--out", "--plot"] {
            let output = place.run(GOOD, &[(option, name)]);
            assert_eq!(output.status.code(), Some(2));
            assert_eq!(stdout(&output), "");
            assert!(stderr(&output).contains(message), "{}", stderr(&output));
            assert_eq!(place.names(), ["folder"]);
        }
    }
}

#[test]
fn plots_are_svg_and_warn() {
    let place = Place::new();
    let table = visits();
    let path = place.path("plot.svg");
    for privacy in
        [["--rho", "1/10"], ["--epsilon", "1/2"], ["--rho", "1e-40"], ["--epsilon", "1000"]]
    {
        // Tiny privacy parameters make noise beyond 64 bits: no plot of the long table then.
        let fits = privacy[1] != "1e-40";
        let rest =
            ["--column", "person_years", "--sensitivity", "1", "--plot", &path, "--seed", SEED];
        let output =
            run(&[["noise", table.to_str().expect("UTF-8")].as_slice(), &privacy, &rest].concat());
        assert_eq!(output.status.success(), fits, "{}", stderr(&output));
        if fits {
            assert!(stderr(&output).contains("do not release it"), "{}", stderr(&output));
            let svg = place.read("plot.svg");
            assert!(svg.contains("All 312 rows") && svg.contains("not for release"));
            assert!(svg.contains("noisy value") && svg.contains("true value"));
            assert_well_formed(&svg);
            fs::remove_file(&path).expect("a plot");
        }
        assert_eq!(place.names(), [""; 0]);
    }
}

#[test]
fn plots_of_extreme_tables() {
    let place = Place::new();
    let tables = [
        "n\n".to_owned(),
        "n\n0\n".to_owned(),
        "n\n9000000000000000000\n-9000000000000000000\n".to_owned(),
        format!(
            "n\n{}",
            (0..12_345).fold(String::new(), |text, value| text + &format!("{value}\n"))
        ),
    ];
    for (table, caption) in
        tables.iter().zip(["All 0 rows", "1 row.", "All 2 rows", "3087 of 12345 rows: one in 4."])
    {
        let output = place.run(table.as_bytes(), &[("--plot", "plot.svg")]);
        assert!(output.status.success(), "{}", stderr(&output));
        let svg = place.read("plot.svg");
        assert_well_formed(&svg);
        assert!(svg.contains(caption), "{caption}");
        assert!(svg.len() < 2_000_000);
    }
}

/// Every element that opens closes, in order, and nothing but names, quoted attributes and text stands between.
fn assert_well_formed(xml: &str) {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag ends");
        assert!(!text.contains('&') || text.contains(';'), "{text}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else {
            assert!(tag.matches('"').count().is_multiple_of(2), "{tag}");
            if !tag.ends_with('/') {
                open.push(tag.split_whitespace().next().expect("a name"));
            }
        }
    }
    assert_eq!(open, [""; 0]);
}

/// An interrupt removes the temporary files. (Signals are sent with kill(1).)
#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_file() {
    use std::io::Write;
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    for signal in ["-INT", "-TERM"] {
        let place = Place::new();
        let (out, plot) = (place.path("noisy.csv"), place.path("plot.svg"));
        let mut child = verinoise()
            .args(
                [["noise", "-"].as_slice(), &ARGUMENTS, &["--out", &out, "--plot", &plot]].concat(),
            )
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(GOOD).expect("the program reads");
        let patience = Instant::now() + Duration::from_secs(30);
        while place.names().len() < 2 {
            assert!(Instant::now() < patience, "the program has not started its files");
            std::thread::sleep(Duration::from_millis(5));
        }
        let kill = Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(kill.expect("kill runs").success());
        assert_eq!(child.wait().expect("the program ends").code(), Some(130));
        assert_eq!(place.names(), [""; 0]);
        assert!(!Path::new(&out).exists());
        drop(stdin);
    }
}

/// Writing to a full device fails with exit code 1 and leaves nothing.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_system_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let output = verinoise()
        .args(
            [
                ["noise", visits().to_str().expect("UTF-8")].as_slice(),
                &["--column", "person_years"],
                &ARGUMENTS[2..],
            ]
            .concat(),
        )
        .stdout(full)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("cannot write to stdout"), "{}", stderr(&output));
    assert!(stderr(&output).contains("incomplete"), "{}", stderr(&output));
}
