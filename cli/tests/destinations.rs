//! What is replaced, and who may open what is written.
#![cfg(unix)]

mod common;

use std::fs::{self, File, OpenOptions, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::process::{Command, Output, Stdio};

use common::{ARGUMENTS, Place, stderr, stdout, verinoise};

const TABLE: &[u8] = b"n,a\n100,x\n200,y\n";

fn run(place: &Place, arguments: &[&str], stdin: Stdio) -> Output {
    let all = [["noise"].as_slice(), arguments, &ARGUMENTS].concat();
    let mut command = verinoise();
    command.current_dir(&place.0).args(all).stdin(stdin).output().expect("the program runs")
}

fn done(output: &Output) -> &Output {
    assert!(output.status.success(), "{}", stderr(output));
    output
}

fn with_table(mode: u32) -> Place {
    let place = Place::new();
    place.write("t.csv", TABLE);
    set_mode(&place, "t.csv", mode);
    place
}

fn set_mode(place: &Place, name: &str, mode: u32) {
    fs::set_permissions(place.path(name), Permissions::from_mode(mode)).expect("the owner may");
}

fn mode(place: &Place, name: &str) -> u32 {
    fs::metadata(place.path(name)).expect("a file").mode() & 0o7777
}

/// What the process's mask leaves of a new file's permissions.
fn mode_of_new_files() -> u32 {
    let place = Place::new();
    place.write("new", b"");
    mode(&place, "new")
}

#[test]
fn permissions_of_what_is_replaced_are_kept() {
    let place = with_table(0o644);
    for (before, after) in
        [(0o640, 0o640), (0o600, 0o600), (0o6755, 0o755), (0o1664, 0o664), (0o444, 0o444)]
    {
        place.write("out.csv", b"old");
        set_mode(&place, "out.csv", before);
        done(&run(&place, &["t.csv", "--out", "out.csv"], Stdio::null()));
        assert!(place.read("out.csv").starts_with("n,a\n"));
        assert_eq!(mode(&place, "out.csv"), after, "{before:o}");
        fs::remove_file(place.path("out.csv")).expect("a file");
    }
    done(&run(&place, &["t.csv", "--out", "out.csv"], Stdio::null()));
    assert_eq!(mode(&place, "out.csv"), mode_of_new_files());
}

/// True values stay as private as they were, whether the picture is new or replaces one.
#[test]
fn a_plot_is_as_private_as_its_table() {
    let umask = mode_of_new_files();
    for (table, plot) in [
        (0o600, 0o600),
        (0o400, 0o600),
        (0o644, umask & 0o644),
        (0o640, umask & 0o640),
        (0o6755, umask & 0o644),
    ] {
        let place = with_table(table);
        done(&run(&place, &["t.csv", "--plot", "p.svg"], Stdio::null()));
        assert_eq!(mode(&place, "p.svg"), plot, "{table:o}");
        set_mode(&place, "p.svg", 0o644);
        let output = run(&place, &["t.csv", "--plot", "p.svg"], Stdio::null());
        let replaced = table & 0o044 | 0o600;
        assert_eq!(mode(&place, "p.svg"), replaced, "{table:o}");
        assert_eq!(
            stderr(&output).contains("has the permissions 600 now, not 644"),
            replaced == 0o600
        );
        // So it is if the shell has opened the table.
        fs::remove_file(place.path("p.svg")).expect("a plot");
        let stdin = File::open(place.path("t.csv")).expect("the table");
        done(&run(&place, &["-", "--plot", "p.svg"], stdin.into()));
        assert_eq!(mode(&place, "p.svg"), plot, "{table:o}");
    }
    // Nothing is known of what comes through a pipe.
    let place = Place::new();
    done(&place.run(TABLE, &[("--plot", "p.svg"), ("--out", "out.csv")]));
    assert_eq!((mode(&place, "p.svg"), mode(&place, "out.csv")), (0o600, umask));
}

/// Needs a right that root has: as an ordinary user, this test has no file of somebody else.
#[test]
fn owner_and_group_are_kept() {
    let place = with_table(0o644);
    place.write("out.csv", b"old");
    if chown(place.path("out.csv"), Some(12_345), Some(12_346)).is_err() {
        return;
    }
    set_mode(&place, "out.csv", 0o640);
    let output = run(&place, &["t.csv", "--out", "out.csv"], Stdio::null());
    assert!(!stderr(done(&output)).contains("note:"), "{}", stderr(&output));
    let after = fs::metadata(place.path("out.csv")).expect("a file");
    assert_eq!((after.uid(), after.gid(), after.mode() & 0o7777), (12_345, 12_346, 0o640));
    // A plot for somebody who may not read the table is no longer theirs.
    set_mode(&place, "t.csv", 0o600);
    fs::copy(place.path("out.csv"), place.path("p.svg")).expect("room");
    chown(place.path("p.svg"), Some(12_345), Some(12_346)).expect("as above");
    let output = run(&place, &["t.csv", "--plot", "p.svg"], Stdio::null());
    let after = fs::metadata(place.path("p.svg")).expect("a file");
    let table = fs::metadata(place.path("t.csv")).expect("a file");
    assert_eq!((after.uid(), after.mode() & 0o7777), (table.uid(), 0o600));
    assert!(stderr(&output).contains("belongs to user"), "{}", stderr(&output));
}

/// An ordinary user cannot give a file away: it is theirs then, not more open, and they are told. (Needs root, to be another.)
#[cfg(target_os = "linux")]
#[test]
fn an_owner_that_cannot_be_kept_is_named() {
    let place = with_table(0o644);
    set_mode(&place, "", 0o777);
    place.write("out.csv", b"old");
    if chown(place.path("out.csv"), Some(12_345), Some(12_346)).is_err() {
        return;
    }
    set_mode(&place, "out.csv", 0o664);
    // The program itself may be in a folder that others cannot reach: it is opened before the user changes.
    let arguments = ["noise", "t.csv", "--out", "out.csv"].into_iter().chain(ARGUMENTS);
    let output = Command::new("setpriv")
        .current_dir(&place.0)
        .args(["--reuid=23456", "--regid=23456", "--clear-groups", "/proc/self/fd/0"])
        .args(arguments)
        .stdin(File::open(env!("CARGO_BIN_EXE_verinoise")).expect("the program"))
        .output();
    let Ok(output) = output else { return };
    assert!(
        stderr(done(&output)).contains("belongs to user 23456 now, not to user 12345"),
        "{}",
        stderr(&output)
    );
    let after = fs::metadata(place.path("out.csv")).expect("a file");
    assert_eq!((after.uid(), after.gid(), after.mode() & 0o7777), (23_456, 23_456, 0o644));
}

/// Access control lists are the attribute of this name, on file systems that have them.
#[cfg(target_os = "linux")]
mod lists {
    use super::*;
    use rustix::fs::{XattrFlags, lgetxattr, setxattr};

    const OF_FILE: &str = "system.posix_acl_access";
    const OF_FOLDER: &str = "system.posix_acl_default";

    /// The owner reads and writes, the user 12345 reads, and nobody else.
    fn list() -> Vec<u8> {
        let entries: [(u16, u16, u32); 5] =
            [(1, 6, !0), (2, 4, 12_345), (4, 0, !0), (16, 4, !0), (32, 0, !0)];
        let mut bytes = 2_u32.to_le_bytes().to_vec();
        for (tag, permissions, id) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(permissions.to_le_bytes());
            bytes.extend(id.to_le_bytes());
        }
        bytes
    }

    fn set(place: &Place, name: &str, attribute: &str) -> bool {
        setxattr(place.path(name), attribute, &list(), XattrFlags::empty()).is_ok()
    }

    fn get(place: &Place, name: &str) -> Option<Vec<u8>> {
        let mut bytes = vec![0; 1000];
        let length = lgetxattr(place.path(name), OF_FILE, &mut bytes[..]).ok()?;
        bytes.truncate(length);
        Some(bytes)
    }

    #[test]
    fn lists_are_kept_and_not_added() {
        let place = with_table(0o644);
        place.write("out.csv", b"old");
        set_mode(&place, "out.csv", 0o600);
        if !set(&place, "out.csv", OF_FILE) {
            return;
        }
        assert_eq!(mode(&place, "out.csv"), 0o640);
        let output = run(&place, &["t.csv", "--out", "out.csv"], Stdio::null());
        assert!(!stderr(done(&output)).contains("note:"), "{}", stderr(&output));
        assert_eq!((get(&place, "out.csv"), mode(&place, "out.csv")), (Some(list()), 0o640));
        // The folder would give a list to each new file. One that replaces a file without a list gets none.
        place.write("plain.csv", b"old");
        set_mode(&place, "plain.csv", 0o640);
        assert!(set(&place, "", OF_FOLDER));
        done(&run(&place, &["t.csv", "--out", "plain.csv"], Stdio::null()));
        assert_eq!((get(&place, "plain.csv"), mode(&place, "plain.csv")), (None, 0o640));
        set_mode(&place, "t.csv", 0o600);
        done(&run(&place, &["t.csv", "--plot", "p.svg"], Stdio::null()));
        assert_eq!((get(&place, "p.svg"), mode(&place, "p.svg")), (None, 0o600));
        // Other attributes stay, too.
        if setxattr(place.path("plain.csv"), "user.note", b"mine", XattrFlags::empty()).is_ok() {
            done(&run(&place, &["t.csv", "--out", "plain.csv"], Stdio::null()));
            let mut bytes = [0; 10];
            let length = lgetxattr(place.path("plain.csv"), "user.note", &mut bytes[..]);
            assert_eq!(length.map(|length| &bytes[..length]), Ok(&b"mine"[..]));
        }
    }

    /// With a list, the mode's group bits are a mask: they do not say that the group may read.
    #[test]
    fn a_plot_of_a_table_with_a_list() {
        let place = with_table(0o600);
        if !set(&place, "t.csv", OF_FILE) {
            return;
        }
        done(&run(&place, &["t.csv", "--plot", "p.svg"], Stdio::null()));
        assert_eq!((get(&place, "p.svg"), mode(&place, "p.svg")), (None, 0o600));
    }
}

#[test]
fn links_are_followed_even_to_new_files() {
    let place = with_table(0o644);
    fs::create_dir(place.path("folder")).expect("room");
    symlink("folder/new.csv", place.path("link.csv")).expect("a link");
    for _ in 0..2 {
        done(&run(&place, &["t.csv", "--out", "link.csv"], Stdio::null()));
        assert!(place.read("folder/new.csv").starts_with("n,a\n"));
        assert!(fs::symlink_metadata(place.path("link.csv")).expect("a link").is_symlink());
    }
    symlink("missing/new.csv", place.path("nowhere.csv")).expect("a link");
    symlink("round.csv", place.path("round.csv")).expect("a link");
    for (name, message) in
        [("nowhere.csv", "does not exist"), ("round.csv", "too many symbolic links")]
    {
        let output = run(&place, &["t.csv", "--out", name], Stdio::null());
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
    }
}

/// What cannot appear complete or not at all is for stdout.
#[test]
fn devices_pipes_and_open_files_are_refused() {
    let place = with_table(0o644);
    place.write("log.csv", b"old\n");
    assert!(Command::new("mkfifo").arg(place.path("pipe.svg")).status().expect("mkfifo").success());
    symlink("/dev/stdout", place.path("link.svg")).expect("a link");
    for out in ["/dev/null", "pipe.svg", "/dev/stdout", "/dev/fd/1", "link.svg"] {
        for option in ["--out", "--plot"] {
            // Stdout is a regular file, which must not be replaced by that name either.
            let log = OpenOptions::new().append(true).open(place.path("log.csv")).expect("a file");
            let mut command = verinoise();
            command.current_dir(&place.0).args(["noise", "t.csv", option, out]).args(ARGUMENTS);
            let output = command.stdout(log).output().expect("the program runs");
            assert_eq!(output.status.code(), Some(2), "{out}: {}", stderr(&output));
            assert!(stderr(&output).contains("cannot be replaced"), "{out}: {}", stderr(&output));
            assert_eq!(place.read("log.csv"), "old\n");
            assert_eq!(place.names(), ["link.svg", "log.csv", "pipe.svg", "t.csv"]);
        }
    }
    // All that comes before a table is opened that has to wait: nobody writes into this pipe.
    let output = run(&place, &["pipe.svg", "--out", "missing/out.csv"], Stdio::null());
    assert!(stderr(&output).contains("a folder that does not exist"), "{}", stderr(&output));
}

/// As root there is no folder that one cannot write, unless it is in a file system of the kernel's own.
#[test]
fn folders_that_cannot_be_written() {
    let place = with_table(0o644);
    fs::create_dir(place.path("closed")).expect("room");
    set_mode(&place, "closed", 0o555);
    let mut places = vec![];
    if File::create(place.path("closed/probe")).is_err() {
        places.push(place.path("closed/out.csv"));
    }
    if cfg!(target_os = "linux") {
        places.push("/sys/kernel/out.csv".to_owned());
    }
    for out in places {
        let output = place.run(b"n\nwrong\n", &[("--plot", "p.svg"), ("--out", &out)]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("no file can be created in"), "{}", stderr(&output));
        assert_eq!(place.names(), ["closed", "t.csv"]);
    }
    set_mode(&place, "closed", 0o755);
}

/// A file that is mounted by itself, in a name space of its own so that an ordinary user may do that too.
#[cfg(target_os = "linux")]
#[test]
fn a_mounted_file_gets_a_message() {
    let place = with_table(0o644);
    place.write("out.csv", b"old");
    place.write("source.csv", b"old");
    let script = "mount --bind source.csv out.csv || exit 77\nexec \"$@\"";
    let output = Command::new("unshare")
        .current_dir(&place.0)
        .args(["--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .args([
            env!("CARGO_BIN_EXE_verinoise"),
            "noise",
            "t.csv",
            "--out",
            "out.csv",
            "--plot",
            "p.svg",
        ])
        .args(ARGUMENTS)
        .output();
    let Ok(output) = output else { return };
    // Not every system lets one do so.
    if output.status.code() == Some(77) || stderr(&output).starts_with("unshare") {
        return;
    }
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("out.csv is a mount point"), "{}", stderr(&output));
    assert_eq!(place.names(), ["out.csv", "source.csv", "t.csv"]);
    assert_eq!(place.read("source.csv"), "old");
}
