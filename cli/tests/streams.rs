//! Standard streams that are closed or full, readers that go away, and signals.
#![cfg(unix)]

mod common;

use std::fs;
use std::io::Write;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

use common::{ARGUMENTS, Place, noise, stderr, verinoise};

const TABLE: &[u8] = b"n,a\n1,x\n20,y\n";

/// A command line for each command.
const COMMANDS: [&[&str]; 7] = [
    &["noise", "-", "--column", "n", "--rho", "1/10", "--sensitivity", "1"],
    &["sample", "gaussian", "--variance", "5", "-n", "3"],
    &["account", "--rho", "1/10"],
    &["audit", "gaussian"],
    &["--help"],
    &["help", "sample"],
    &["--version"],
];

/// The program, run by a shell after `prelude`.
fn by_shell(prelude: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{prelude}\nexec \"$@\""), "sh", env!("CARGO_BIN_EXE_verinoise")]);
    command
}

/// Runs the program with a table on stdin.
fn output_of(command: &mut Command) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("t.csv");
    fs::write(&path, TABLE).expect("room");
    let stdin = fs::File::open(path).expect("a table");
    command.stdin(stdin).stderr(Stdio::piped()).output().expect("the program runs")
}

#[test]
fn a_closed_stdout_is_an_error() {
    for arguments in COMMANDS {
        let output = output_of(by_shell("exec >&-").args(arguments));
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains("stdout is closed"), "{arguments:?}: {}", stderr(&output));
    }
    // Even if nobody can be told.
    for arguments in &COMMANDS[..4] {
        let output = output_of(by_shell("exec >&- 2>&-").args(*arguments));
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
    // The noise would have been for nothing.
    let place = Place::new();
    let plot = place.path("p.svg");
    output_of(by_shell("exec >&-").args(COMMANDS[0]).args(["--plot", &plot]));
    assert_eq!(place.names(), [""; 0]);
    let site = place.path("site");
    output_of(by_shell("exec >&-").args(["audit", "--html", &site]));
    assert_eq!(place.names(), [""; 0]);
    // With --out it is not needed.
    let out = place.path("out.csv");
    let output = output_of(by_shell("exec >&-").args(COMMANDS[0]).args(["--out", &out]));
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(place.read("out.csv").starts_with("n,a\n"));
}

#[test]
fn the_null_device_is_not_closed() {
    for arguments in COMMANDS {
        assert!(output_of(by_shell("exec > /dev/null").args(arguments)).status.success());
    }
}

/// A closed stdin has no table.
#[test]
fn a_closed_stdin_is_empty() {
    let output = by_shell("exec <&-").args(COMMANDS[0]).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("stdin is empty"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_system_failure() {
    for arguments in COMMANDS {
        let output = output_of(by_shell("exec > /dev/full").args(arguments));
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(stderr(&output).contains("cannot write to stdout"), "{}", stderr(&output));
    }
    let output = output_of(by_shell("exec > /dev/full").args(COMMANDS[0]));
    assert!(stderr(&output).contains("incomplete"), "{}", stderr(&output));
    // Messages that cannot be written are no failure.
    assert!(output_of(by_shell("exec 2> /dev/full").args(COMMANDS[0])).status.success());
}

/// `verinoise ... | true`
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for arguments in COMMANDS {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = output_of(verinoise().args(arguments).stdout(writer));
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stderr(&output), "", "{arguments:?}");
    }
}

/// A file that may not grow further is like a full disk.
#[test]
fn a_limit_to_the_size_of_files() {
    let place = Place::new();
    let out = place.path("out.csv");
    let table = format!("n\n{}", "1000000\n".repeat(50_000));
    let mut child = by_shell("ulimit -f 8")
        .args(["noise", "--out", &out])
        .args(ARGUMENTS)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || drop(stdin.write_all(table.as_bytes())));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("out.csv was not written"), "{}", stderr(&output));
    assert_eq!(place.names(), [""; 0]);
}

/// Starts a run with both outputs, waits until their temporary files are there, and sends a signal.
fn interrupted(place: &Place, prelude: &str, signal: &str) -> Child {
    let (out, plot) = (place.path("noisy.csv"), place.path("plot.svg"));
    let mut child = by_shell(prelude)
        .args(["noise", "-", "--out", &out, "--plot", &plot])
        .args(ARGUMENTS)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    child.stdin.as_mut().expect("a pipe").write_all(TABLE).expect("the program reads");
    let patience = Instant::now() + Duration::from_secs(60);
    while place.names().len() < 2 {
        assert!(Instant::now() < patience, "the program has not started its files");
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
    child
}

#[test]
fn an_interrupt_leaves_no_file() {
    use std::os::unix::process::ExitStatusExt;
    for (signal, number) in [("-HUP", 1), ("-INT", 2), ("-TERM", 15)] {
        // Whoever runs the tests may ignore it: under nohup, or in the background of a script.
        let shell = Command::new("sh").args(["-c", &format!("kill {signal} $$")]).status();
        if shell.expect("a shell").success() {
            continue;
        }
        let place = Place::new();
        let mut child = interrupted(&place, "", signal);
        // Taken out, since waiting would close it, and the program would come to the end of its table.
        let stdin = child.stdin.take();
        let status: ExitStatus = child.wait().expect("the program ends");
        assert_eq!(status.signal(), Some(number), "{signal}: {status}");
        assert_eq!(place.names(), [""; 0]);
        drop(stdin);
    }
}

/// What the caller ignores, as `nohup` does with hang-ups and a shell with interrupts of what runs in the background.
#[test]
fn ignored_signals_stay_ignored() {
    for (name, signal) in [("HUP", "-HUP"), ("INT", "-INT"), ("TERM", "-TERM")] {
        let place = Place::new();
        let mut child = interrupted(&place, &format!("trap '' {name}"), signal);
        child.stdin.take().expect("a pipe").write_all(b"300,z\n").expect("the program reads on");
        assert!(child.wait().expect("the program ends").success(), "{signal}");
        assert_eq!(place.names(), ["noisy.csv", "plot.svg"]);
        assert_eq!(place.read("noisy.csv").lines().count(), 4);
    }
}

/// Names are shown so that a terminal does not obey them, in every message.
#[test]
fn names_are_escaped() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let names: [(&[u8], &str); 5] = [
        (b"a\x1b[31m\x07.svg", r#"a\u{1b}[31m\u{7}.svg""#),
        (b"a\nerror: b.svg", r#"a\nerror: b.svg""#),
        ("a\u{202e}gvs.b.svg".as_bytes(), r#"a\u{202e}gvs.b.svg""#),
        ("a\u{9b}31m.svg".as_bytes(), r#"a\u{9b}31m.svg""#),
        (b"a\xff.svg", r#"a\xff.svg""#),
    ];
    for (name, shown) in names {
        let name = OsStr::from_bytes(name);
        let path = place.0.path().join(name);
        let run = |arguments: &[&OsStr]| {
            let mut command = verinoise();
            command.current_dir(&place.0).args(arguments).args(ARGUMENTS);
            output_of(&mut command)
        };
        let missing = path.join("out.svg");
        let [noise, option_out, option_plot, dash] =
            ["noise", "--out", "--plot", "-"].map(OsStr::new);
        let outputs = [
            run(&[noise, path.as_os_str()]),
            run(&[noise, dash, option_out, missing.as_os_str()]),
            run(&[
                noise,
                dash,
                option_plot,
                path.as_os_str(),
                option_out,
                OsStr::new("/missing/out"),
            ]),
            run(&[noise, dash, name]),
            output_of(verinoise().args([
                OsStr::new("audit"),
                OsStr::new("--verify"),
                path.as_os_str(),
            ])),
            output_of(verinoise().args([
                OsStr::new("audit"),
                OsStr::new("--html"),
                missing.as_os_str(),
            ])),
            output_of(verinoise().args([OsStr::new("audit"), name])),
        ];
        for output in outputs {
            assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
            let text = stderr(&output);
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
            assert!(
                !text.contains(['\u{202e}', '\u{9b}']) && !text.contains("\nerror: b"),
                "{text:?}"
            );
        }
        let output = run(&[noise, path.as_os_str()]);
        assert!(stderr(&output).contains(shown), "{}", stderr(&output));
    }
    // Column names and values, too.
    let output = noise(&ARGUMENTS, b"a\x1b[m,b\xe2\x80\xae\n1,2\n");
    assert!(stderr(&output).contains(r"a\u{1b}[m"), "{}", stderr(&output));
    assert!(stderr(&output).contains(r"b\u{202e}"), "{}", stderr(&output));
}
