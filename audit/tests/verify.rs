//! Comparison with a checkout.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use verinoise_audit::{Audit, Difference, NOT_LOOKED_AT, not_looked_at, sha256, verify};

/// Files of every sort that the repository has, and some text for each.
const FILES: [&str; 10] = [
    ".gitattributes",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "ffi/build.rs",
    "proofs/Claims/Samplers.v",
    "proofs/golden/definitions.txt",
    "samplers/src/exported/gaussian.rs",
    "scripts/proofs.sh",
    "tests/golden/tapes.csv",
];

fn text(path: &str) -> String {
    format!("first line of {path}\nsecond\rline\n")
}

/// An audit of these files, and a checkout of them.
fn checkout(folder: &Path) -> Audit {
    let mut audit = Audit::embedded().expect("data");
    audit.files.clear();
    audit.sources.clear();
    audit.claims.clear();
    for path in FILES {
        audit.files.insert(path.to_owned(), sha256(text(path).as_bytes()));
        write(folder, path, &text(path));
    }
    write(folder, "audit/data.json", &audit.json());
    audit
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("room");
    fs::write(path, text).expect("room");
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_same_files_do_not_differ() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    assert_eq!(verify(&audit, folder.path()).expect("files"), []);
    for left in [
        ".git/config",
        "target/debug/verinoise",
        "report/index.html",
        "proofs/Claims/Samplers.vo",
        "proofs/Claims/Samplers.glob",
        "proofs/.Claims.aux",
        "Makefile.coq",
        "Makefile.coq.conf",
        ".lia.cache",
        "fuzz/target/x",
        "fuzz/found/y",
    ] {
        write(folder.path(), left, "");
    }
    assert_eq!(verify(&audit, folder.path()).expect("files"), []);
}

#[test]
fn every_changed_file_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    for path in FILES {
        let changed = Difference::Changed(path.to_owned());
        for other in [
            text(path) + " ",
            text(path).replacen('\n', "\n\n", 1),
            text(path).replace('\r', ""),
            String::new(),
        ] {
            write(folder.path(), path, &other);
            assert_eq!(
                verify(&audit, folder.path()).expect("files"),
                std::slice::from_ref(&changed)
            );
        }
        fs::remove_file(folder.path().join(path)).expect("a file");
        assert_eq!(
            verify(&audit, folder.path()).expect("files"),
            [Difference::Missing(path.to_owned())]
        );
        write(folder.path(), path, &text(path));
    }
    // The audit has no digest of itself; its text is what is compared.
    write(folder.path(), "audit/data.json", &audit.json().replacen("proved", "tested", 1));
    let expected = [Difference::Changed("audit/data.json".to_owned())];
    assert_eq!(verify(&audit, folder.path()).expect("files"), expected);
}

#[test]
fn line_ends_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    write(folder.path(), "README.md", &text("README.md").replace('\n', "\r\n"));
    write(folder.path(), "Cargo.toml", &text("Cargo.lock").replace('\n', "\r\n"));
    let expected = [
        Difference::Changed("Cargo.toml".to_owned()),
        Difference::LineEnds("README.md".to_owned()),
    ];
    assert_eq!(verify(&audit, folder.path()).expect("files"), expected);
}

#[test]
fn every_unknown_file_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    let unknown = [
        ".cargo/config.toml",
        "Makefile",
        "Makefile.coq.local",
        "build.rs",
        "cli/target/x",
        "ffi/src/more.rs",
        "proofs/More.v",
        "proofs/golden/claims/more.txt",
        "rust-toolchain.toml",
        "samplers/.git/hooks",
        "samplers/src/vo",
        "tests/report/a.rs",
    ];
    for path in unknown {
        write(folder.path(), path, "");
    }
    // A file where a build would leave a folder, and the other way round.
    write(folder.path(), "proofs/build", "");
    write(folder.path(), "samplers/src/x.vo/lib.rs", "");
    let found: BTreeSet<String> = verify(&audit, folder.path())
        .expect("files")
        .into_iter()
        .map(|difference| match difference {
            Difference::Unknown(path) => path,
            other => panic!("{other}"),
        })
        .collect();
    let expected = unknown.into_iter().chain(["proofs/build", "samplers/src/x.vo/lib.rs"]);
    assert_eq!(found, expected.map(str::to_owned).collect());
}

#[cfg(unix)]
#[test]
fn links_are_differences_wherever_they_lead() {
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    let at = |path: &str| folder.path().join(path);
    fs::rename(at("README.md"), at("target")).expect("a file");
    symlink("target", at("README.md")).expect("a link");
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::rename(at("proofs"), elsewhere.path().join("proofs")).expect("a folder");
    symlink(elsewhere.path().join("proofs"), at("proofs")).expect("a link");
    let found = verify(&audit, folder.path()).expect("files");
    for path in ["README.md", "proofs"] {
        assert!(found.contains(&Difference::Special(path.to_owned())), "{found:?}");
    }
}

/// What could be endless is not opened.
#[cfg(unix)]
#[test]
fn devices_and_pipes_are_named_and_not_read() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    let at = |path: &str| folder.path().join(path);
    fs::remove_file(at("README.md")).expect("a file");
    symlink("/dev/zero", at("README.md")).expect("a link");
    fs::remove_file(at("Cargo.toml")).expect("a file");
    let made = std::process::Command::new("mkfifo").arg(at("Cargo.toml")).status().expect("mkfifo");
    assert!(made.success());
    fs::create_dir(folder.path().join(std::ffi::OsStr::from_bytes(b"\xff"))).expect("a folder");
    let found = verify(&audit, folder.path()).expect("files");
    for path in ["README.md", "Cargo.toml"] {
        assert!(found.contains(&Difference::Special(path.to_owned())), "{found:?}");
    }
    assert!(found.contains(&Difference::Unknown("\u{fffd}".to_owned())), "{found:?}");
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn what_builds_leave_behind_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    checkout(folder.path());
    assert_eq!(not_looked_at(folder.path()).expect("files"), Vec::<String>::new());
    for left in
        [".git/config", "target/debug/verinoise", "proofs/Claims/Samplers.vo", "Makefile.coq"]
    {
        write(folder.path(), left, "");
    }
    let expected = ["Makefile.coq", "proofs/Claims/Samplers.vo", "target"];
    assert_eq!(not_looked_at(folder.path()).expect("files"), expected);
}

#[test]
fn an_empty_folder_lacks_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = Audit::embedded().expect("data");
    let differences = verify(&audit, folder.path()).expect("a folder");
    assert_eq!(differences.len(), audit.files.len() + 1);
    assert!(differences.iter().all(|difference| matches!(difference, Difference::Missing(_))));
}

/// Every file that Git tracks is described, whatever its kind; build outputs are not, nor is the audit itself.
#[test]
fn the_audit_describes_every_kind_of_file() {
    let audit = Audit::embedded().expect("data");
    for path in [
        "Cargo.toml",
        "Cargo.lock",
        "check",
        "scripts/proofs.sh",
        "TRUST.md",
        "STATUS.md",
        ".gitattributes",
        "fuzz/Cargo.lock",
    ] {
        assert!(audit.files.contains_key(path), "{path}");
    }
    assert!(audit.sources.iter().all(|source| audit.files.contains_key(&source.path)));
    assert!(!audit.files.contains_key("audit/data.json"));
    assert!(!audit.files.keys().any(|path| path.starts_with("target/") || path.contains(".vo")));
}

/// What verification does not look at is what Git ignores, and Git's own files.
#[test]
fn what_is_not_looked_at_is_what_git_ignores() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).expect("a file");
    let ignored: Vec<String> = std::iter::once("/.git".to_owned())
        .chain(read(".gitignore").lines().map(str::to_owned))
        .chain(read("fuzz/.gitignore").lines().map(|line| format!("/fuzz{line}")))
        .collect();
    assert_eq!(NOT_LOOKED_AT.to_vec(), ignored);
}

/// A clone is the same bytes where Git is set up to change line ends, as it is on Windows.
#[test]
fn git_changes_no_line_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let (original, clone) = (folder.path().join("original"), folder.path().join("clone"));
    let audit = checkout(&original);
    fs::copy(repository().join(".gitattributes"), original.join(".gitattributes")).expect("a file");
    let git = |arguments: &[&str]| {
        let status = Command::new("git").args(arguments).current_dir(&original).status();
        assert!(status.expect("git is installed").success(), "git {arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    let author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
    git(&[author.as_slice(), &["commit", "--quiet", "--message", "all"]].concat());
    let place = clone.to_str().expect("a path in UTF-8");
    git(&["clone", "--quiet", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", ".", place]);
    let expected = [Difference::Changed(".gitattributes".to_owned())];
    assert_eq!(verify(&audit, &clone).expect("files"), expected);
}

#[test]
fn checksums_are_those_of_sha256sum() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    let list = audit.checksums();
    assert_eq!(list.lines().count(), FILES.len() + 1);
    for line in list.lines() {
        let (digest, path) = line.split_once("  ").expect("two columns");
        assert_eq!(sha256(&fs::read(folder.path().join(path)).expect("a file")), digest);
    }
    assert_eq!(audit.digest(), sha256(list.as_bytes()));
}
