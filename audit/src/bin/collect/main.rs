//! Collects the audit: reads a repository and what Rocq printed about it, and writes `audit/data.json` and `TRUST.md`.
//!
//! `./check accept` and `./check export` call it. It fails rather than guess: on a function without a definition, a claim
//! without a golden statement, a golden definition that is not in its file, a path that leads nowhere.

mod claims;
mod definitions;
mod development;
mod functions;
mod markdown;
mod rust;
mod sources;
mod tests;
mod tree;
mod trust;
mod unreached;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use verinoise_audit::{Audit, sha256};

use development::Development;
use tree::Tree;

/// What went wrong, in a sentence.
type Result<T> = std::result::Result<T, String>;

/// What is written.
const DATA: &str = "audit/data.json";
const TRUST: &str = "TRUST.md";

const USAGE: &str = "\
usage: collect definitions CLAIMS...
       collect unreached KEPT ROOTS... -- CLAIMS...
       collect data COQDEP FILES OUT CLAIMS...

  definitions  prints the definitions that the claims rest on
  unreached    prints what neither a claim nor one of the ROOTS rests on or is proved from, and what is in KEPT in vain
  data         writes audit/data.json and TRUST.md

  CLAIMS  the Rocq files that state claims
  KEPT    a file of full names, one a line with its reason behind it: what is to stay although nothing reaches it
  ROOTS   full names: Verinoise.Export.Crate.printed
  COQDEP  a file with what coqdep prints for all Rocq files
  FILES   a file with the paths of all files of the repository, one a line
  FILES   a file with the paths of all files of the repository, one a line
  OUT     the folder below which audit/data.json and TRUST.md are written

It runs in the repository, and the Rocq development is compiled. For data, proofs/golden, tests/golden and
samplers/src/exported are up to date.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.as_slice() {
        [command, claims @ ..] if command == "definitions" => print_definitions(claims),
        [command, kept, rest @ ..] if command == "unreached" => print_unreached(kept, rest),
        [command, coqdep, files, out, claims @ ..] if command == "data" => {
            write_data(coqdep, files, Path::new(out), claims)
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("collect: {message}");
            ExitCode::FAILURE
        }
    }
}

fn print_definitions(claims: &[String]) -> Result<()> {
    let development = Development::read(&Tree::new("."))?;
    let vocabulary = definitions::vocabulary(&development, claims)?;
    print!("{}", development.listing(&vocabulary));
    Ok(())
}

fn print_unreached(kept: &str, arguments: &[String]) -> Result<()> {
    let end = arguments.iter().position(|argument| argument == "--").ok_or(USAGE)?;
    let tree = Tree::new(".");
    let development = Development::read(&tree)?;
    let kept = tree.text(kept)?;
    for line in unreached::read(&development, &arguments[..end], &arguments[end + 1..], &kept)? {
        println!("{line}");
    }
    Ok(())
}

fn write_data(coqdep: &str, files: &str, out: &Path, claims: &[String]) -> Result<()> {
    let tree = Tree::new(".");
    let read = |path: &str| fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let mut audit = collect(&tree, &read(coqdep)?, claims)?;
    let trust = trust::read(&tree, &audit)?;
    let page = markdown::trust(&trust);
    audit.trust = trust.parts;
    audit.not_promised = trust.not_promised;
    let files = read(files)?;
    // An audit cannot hold its own digest; whoever has one compares the file with it.
    audit.files = tree.sha256s(files.lines().filter(|path| *path != DATA))?;
    audit.files.insert(TRUST.to_owned(), sha256(page.as_bytes()));
    write(&out.join(DATA), &audit.json())?;
    write(&out.join(TRUST), &page)
}

/// Reads everything.
fn collect(tree: &Tree, edges: &str, stated: &[String]) -> Result<Audit> {
    let mut functions = functions::read(tree)?;
    let development = Development::read(tree)?;
    let vocabulary = definitions::vocabulary(&development, stated)?;
    definitions::compare(tree, &development, &vocabulary)?;
    let definitions = definitions::read(&development, &vocabulary);
    let claims = claims::read(tree, &development, stated, &functions)?;
    let suites = tests::read(tree, &mut functions)?;
    for function in &mut functions {
        function.claims = claims::about(&claims, &function.name);
    }
    let files: BTreeSet<String> =
        definitions.iter().map(|definition| definition.file.clone()).collect();
    let sources = sources::read(tree, edges, stated, &files)?;
    let axioms = claims::axioms(&claims);
    Ok(Audit {
        version: tree.version()?,
        functions,
        claims,
        definitions,
        axioms,
        suites,
        sources,
        files: BTreeMap::new(),
        trust: Vec::new(),
        not_promised: String::new(),
    })
}

fn write(path: &Path, text: &str) -> Result<()> {
    let cannot = |error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    fs::write(path, text).map_err(cannot)
}
