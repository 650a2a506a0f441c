//! Comparison with a checkout.

use std::fs;
use std::path::Path;

use verinoise_audit::{Audit, Difference, verify};

/// An audit of the sources that have a text, and a checkout of them.
fn checkout(folder: &Path) -> Audit {
    let mut audit = Audit::embedded().expect("data");
    audit.sources.retain(|source| source.text.is_some());
    for source in &audit.sources {
        let path = folder.join(&source.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("room");
        fs::write(path, source.text.as_deref().expect("a text")).expect("room");
    }
    audit
}

#[test]
fn the_same_sources_do_not_differ() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    // Neither tests nor what Rocq compiles is a source.
    fs::write(folder.path().join("proofs/Claims/Language.vo"), "").expect("room");
    fs::create_dir(folder.path().join("tests")).expect("room");
    fs::write(folder.path().join("tests/a.rs"), "").expect("room");
    assert_eq!(verify(&audit, folder.path()).expect("files"), []);
}

#[test]
fn every_difference_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = checkout(folder.path());
    let at = |path: &str| folder.path().join(path);
    let claims = fs::read_to_string(at("proofs/Claims/Language.v")).expect("a file");
    fs::write(at("proofs/Claims/Language.v"), format!("{claims} ")).expect("room");
    fs::remove_file(at("samplers/src/exported/mod.rs")).expect("a file");
    fs::write(at("samplers/src/exported/more.rs"), "").expect("room");
    fs::write(at("proofs/Samplers/More.v"), "").expect("room");
    let expected = [
        Difference::Changed("proofs/Claims/Language.v".into()),
        Difference::Missing("samplers/src/exported/mod.rs".into()),
        Difference::Unknown("proofs/Samplers/More.v".into()),
        Difference::Unknown("samplers/src/exported/more.rs".into()),
    ];
    assert_eq!(verify(&audit, folder.path()).expect("files"), expected);
}

#[test]
fn an_empty_folder_lacks_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = Audit::embedded().expect("data");
    let differences = verify(&audit, folder.path()).expect("a folder");
    assert_eq!(differences.len(), audit.sources.len());
}
