//! `verinoise audit`.

mod common;

use std::fs;
use std::path::Path;

use common::{run, stderr, stdout};
use verinoise_audit::{Audit, DATA};

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn everything_is_listed() {
    let output = run(&["audit"]);
    assert!(output.status.success());
    let (text, audit) = (stdout(&output), Audit::embedded().expect("data"));
    for function in &audit.functions {
        assert!(text.contains(&format!("\n── {} ──", function.name)), "{}", function.name);
        assert!(text.contains(&function.sha256));
    }
    for claim in &audit.claims {
        assert!(text.contains(&format!("\n  {}  ", claim.name)), "{}", claim.name);
    }
    assert!(audit.axioms.iter().all(|axiom| text.contains(&axiom.name)));
    assert!(audit.trust.iter().all(|item| text.contains(&item.title)));
}

#[test]
fn one_function() {
    let output = run(&["audit", "gaussian"]);
    assert!(output.status.success());
    let text = stdout(&output);
    for part in [
        "gaussian_pmf",
        "gaussian_tape",
        "Definition gaussian : func",
        "pub fn gaussian<",
        "golden tapes",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("bernoulli_pmf"));
    assert_eq!(run(&["audit", "verinoise::exported::gaussian"]).stdout, output.stdout);
}

#[test]
fn unknown_functions_are_refused() {
    let output = run(&["audit", "cauchy"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("no exported function is called 'cauchy'; there are: "));
    assert!(stderr(&output).contains("gaussian_shifted"));
}

#[test]
fn json() {
    assert_eq!(stdout(&run(&["audit", "--json"])), DATA);
    let output = run(&["audit", "laplace", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["name"], "laplace");
    assert_eq!(value["claims"][0]["name"], "laplace_pmf");
    assert!(value["claims"][0]["statement"].as_str().expect("text").contains("laplace_mass"));
}

#[test]
fn a_site_is_written_and_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("report");
    let output = run(&["audit", "--html", text(&site)]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output).trim_end(), text(&site.join("index.html")));
    let index = fs::read_to_string(site.join("index.html")).expect("a page");
    assert!(index.contains("functions/gaussian.html"));
    assert!(site.join("source/proofs/Claims/Language.v.html").exists());
    // What an earlier run wrote, changed or not, is replaced; pages that are no longer part of it go.
    fs::write(site.join("index.html"), "old").expect("room");
    assert!(run(&["audit", "--html", &format!("{}/", text(&site))]).status.success());
    assert_eq!(fs::read_to_string(site.join("index.html")).expect("a page"), index);
    assert_eq!(files(folder.path()), 1);
}

#[cfg(unix)]
#[test]
fn the_folder_keeps_its_permissions_and_links_lead_somewhere() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (site, link) = (folder.path().join("report"), folder.path().join("link"));
    fs::create_dir(&site).expect("room");
    fs::set_permissions(&site, fs::Permissions::from_mode(0o750)).expect("permission");
    symlink("report", &link).expect("a link");
    assert!(run(&["audit", "--html", text(&link)]).status.success());
    assert!(site.join("index.html").exists());
    assert_eq!(fs::metadata(&site).expect("a folder").permissions().mode() & 0o7777, 0o750);
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    let nowhere = folder.path().join("nowhere");
    symlink("missing", &nowhere).expect("a link");
    let output = run(&["audit", "--html", text(&nowhere)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is a link that leads nowhere"), "{}", stderr(&output));
    assert_eq!(files(folder.path()), 3);
}

#[test]
fn an_empty_folder_will_do() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(run(&["audit", "--html", text(folder.path())]).status.success());
    assert!(folder.path().join("index.html").exists());
}

#[test]
fn other_files_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mine = folder.path().join("report/source/mine.txt");
    fs::create_dir_all(mine.parent().expect("a folder")).expect("room");
    fs::write(&mine, "mine").expect("room");
    let refused = |path: &Path, message: &str| {
        let output = run(&["audit", "--html", text(path)]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains(message), "{}", stderr(&output));
        assert_eq!(fs::read_to_string(&mine).expect("a file"), "mine");
    };
    let site = folder.path().join("report");
    refused(&site, "did not write, such as source/mine.txt");
    assert_eq!(files(&site), 1);
    refused(&mine, "is not a folder");
    refused(&folder.path().join("missing/report"), "cannot create a folder beside");
    // Nor is a file lost that someone put into a site.
    fs::remove_dir_all(&site).expect("a folder");
    assert!(run(&["audit", "--html", text(&site)]).status.success());
    fs::write(&mine, "mine").expect("room");
    refused(&site, "did not write, such as source/mine.txt");
    assert!(site.join("index.html").exists());
    assert_eq!(files(folder.path()), 1);
}

#[test]
fn checkouts_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(&["audit", "--verify", text(folder.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is not a checkout of verinoise"));
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("room");
        fs::write(path, text).expect("room");
    };
    write("proofs/More.v", "");
    write("Cargo.toml", "[workspace]\n");
    write(".cargo/config.toml", "");
    write("audit/data.json", &DATA.replace('\n', "\r\n"));
    let output = run(&["audit", "--verify", text(folder.path())]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""));
    for line in [
        "Cargo.toml is not the audited version",
        "samplers/src/exported/gaussian.rs is missing",
        "scripts/proofs.sh is missing",
        "proofs/More.v is not among the audited files",
        ".cargo/config.toml is not among the audited files",
        "audit/data.json is the audited version but for its line ends (CRLF); so it is with 1 in all",
        "git clone -c core.autocrlf=false",
    ] {
        assert!(stderr(&output).contains(line), "{line} not in {}", stderr(&output));
    }
}

/// The list is that of `sha256sum`, and ends in the audit that the command brought along.
#[test]
fn checksums_are_printed() {
    let output = run(&["audit", "--checksums"]);
    assert!(output.status.success());
    let sums = stdout(&output);
    let audit = Audit::embedded().expect("data");
    assert_eq!(sums.lines().count(), audit.files.len() + 1);
    let itself = format!("{}  audit/data.json", verinoise_audit::sha256(DATA.as_bytes()));
    assert_eq!(sums.lines().last(), Some(itself.as_str()));
    assert!(sums.lines().any(|line| line.ends_with("  Cargo.lock")));
    assert!(stdout(&run(&["audit"])).contains(&verinoise_audit::sha256(&output.stdout)));
}

#[test]
fn contradictions_are_refused() {
    for arguments in [
        ["--json", "--html", "report"].as_slice(),
        &["gaussian", "--html", "report"],
        &["gaussian", "--verify", "."],
        &["--verify", ".", "--html", "report"],
    ] {
        let output = run(&[["audit"].as_slice(), arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains("cannot be used with"), "{arguments:?}");
    }
    let help = run(&["audit", "--help"]);
    assert!(stdout(&help).contains("--verify") && stdout(&help).contains("report/index.html"));
}
