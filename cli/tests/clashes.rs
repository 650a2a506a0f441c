//! An output is never the input, and no two outputs are one file.
#![cfg(unix)]

mod common;

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::symlink;
use std::process::{Output, Stdio};

use common::{ARGUMENTS, Place, stderr, verinoise};

const TABLE: &[u8] = b"n,a\n100,x\n200,y\n";

/// Runs `verinoise noise` in the folder of the place.
fn run(place: &Place, arguments: &[&str], stdin: Stdio, stdout: Stdio) -> Output {
    let all = [["noise"].as_slice(), arguments, &ARGUMENTS].concat();
    let mut command = verinoise();
    command.current_dir(&place.0).args(all).stdin(stdin).stdout(stdout).stderr(Stdio::piped());
    command.output().expect("the program runs")
}

fn with_table() -> Place {
    let place = Place::new();
    place.write("t.svg", TABLE);
    fs::create_dir(place.path("folder")).expect("room");
    symlink("../t.svg", place.path("folder/link.svg")).expect("a link");
    fs::hard_link(place.path("t.svg"), place.path("hard.svg")).expect("a link");
    place
}

fn assert_refused(place: &Place, output: &Output, message: &str) {
    assert_eq!(output.status.code(), Some(2), "{}", stderr(output));
    assert!(stderr(output).contains(message), "{message}: {}", stderr(output));
    assert_eq!(place.read("t.svg").as_bytes(), TABLE);
    assert_eq!(place.names(), ["folder", "hard.svg", "t.svg"]);
}

/// However the table is called, and whatever the output is called.
#[test]
fn no_output_is_the_input() {
    let place = with_table();
    let mut inputs =
        vec!["t.svg", "./folder/../t.svg", "folder/link.svg", "hard.svg", "-", "/dev/stdin"];
    if cfg!(target_os = "linux") {
        inputs.push("/proc/self/fd/0");
    }
    for input in inputs {
        for out in ["t.svg", "folder/../t.svg", "folder/link.svg", "hard.svg"] {
            for option in ["--out", "--plot"] {
                let stdin = File::open(place.path("t.svg")).expect("the table");
                let output = run(&place, &[input, option, out], stdin.into(), Stdio::piped());
                assert_refused(&place, &output, &format!("{option} is the input itself"));
            }
        }
    }
}

/// The shell's `>> t.csv` and `1<> t.csv`.
#[test]
fn stdout_is_not_the_input() {
    let place = with_table();
    for input in ["t.svg", "hard.svg", "-"] {
        for out in [None, Some("-")] {
            for append in [true, false] {
                let file = || {
                    OpenOptions::new()
                        .read(true)
                        .write(true)
                        .append(append)
                        .open(place.path("t.svg"))
                };
                let stdin = File::open(place.path("t.svg")).expect("the table");
                let options: Vec<&str> = out.iter().flat_map(|out| ["--out", out]).collect();
                let arguments = [[input].as_slice(), &options].concat();
                let output =
                    run(&place, &arguments, stdin.into(), file().expect("the table").into());
                assert_refused(&place, &output, "stdout is the input itself");
            }
        }
    }
    // With --out, stdout stays as it is.
    let file = OpenOptions::new().append(true).open(place.path("t.svg")).expect("the table");
    let output = run(&place, &["t.svg", "--out", "new.csv"], Stdio::null(), file.into());
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(place.read("t.svg").as_bytes(), TABLE);
}

/// A terminal, a pipe or the null device may be read and written.
#[test]
fn devices_are_no_clash() {
    let place = with_table();
    let null = || OpenOptions::new().read(true).open("/dev/null").expect("the null device");
    let sink = OpenOptions::new().write(true).open("/dev/null").expect("the null device");
    let output = run(&place, &["-"], null().into(), sink.into());
    assert_refused(&place, &output, "stdin is empty");
}

#[test]
fn outputs_are_different_files() {
    let place = with_table();
    symlink("new.svg", place.path("folder/dangling.svg")).expect("a link");
    symlink("folder", place.path("other")).expect("a link");
    place.write("here.svg", b"old");
    let same = "--out and --plot are the same file";
    for (out, plot) in [
        ("new.svg", "new.svg"),
        ("./new.svg", "folder/../new.svg"),
        ("folder/new.svg", "folder/dangling.svg"),
        ("folder/dangling.svg", "other/new.svg"),
        ("here.svg", "here.svg"),
    ] {
        let output =
            run(&place, &["t.svg", "--out", out, "--plot", plot], Stdio::null(), Stdio::piped());
        assert_eq!(output.status.code(), Some(2), "{out} {plot}");
        assert!(stderr(&output).contains(same), "{out} {plot}: {}", stderr(&output));
        assert_eq!(place.names(), ["folder", "hard.svg", "here.svg", "other", "t.svg"]);
    }
    let file = File::create(place.path("here.svg")).expect("room");
    let output = run(&place, &["t.svg", "--plot", "here.svg"], Stdio::null(), file.into());
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--plot and stdout are the same file"), "{}", stderr(&output));
}
