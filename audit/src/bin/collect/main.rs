//! Collects the audit: reads a repository and what Rocq printed about it, and writes `audit/data.json` and `TRUST.md`.
//!
//! `./check accept` and `./check export` call it. It fails rather than guess: on a function without a definition, a claim
//! without a golden statement, a golden definition that is not in its file, a path that leads nowhere.

mod claims;
mod definitions;
mod functions;
mod markdown;
mod rocq;
mod rust;
mod sources;
mod tests;
mod tree;
mod trust;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use verinoise_audit::Audit;

use tree::Tree;

/// What went wrong, in a sentence.
type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "\
usage: collect REPOSITORY COQDEP OUT CLAIMS...

  REPOSITORY  the repository; proofs/golden, tests/golden and samplers/src/exported are up to date
  COQDEP      a file with what coqdep prints for all Rocq files
  OUT         the folder below which audit/data.json and TRUST.md are written
  CLAIMS      the Rocq files that state claims, relative to REPOSITORY";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [repository, coqdep, out, claims @ ..] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(repository, coqdep, Path::new(out), claims) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("collect: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(repository: &str, coqdep: &str, out: &Path, claims: &[String]) -> Result<()> {
    let tree = Tree::new(repository);
    let edges = fs::read_to_string(coqdep).map_err(|error| format!("{coqdep}: {error}"))?;
    let audit = collect(&tree, &edges, claims)?;
    let json = serde_json::to_string_pretty(&audit).map_err(|error| error.to_string())?;
    write(&out.join("audit/data.json"), &format!("{json}\n"))?;
    write(&out.join("TRUST.md"), &markdown::trust(&audit))
}

/// Reads everything.
fn collect(tree: &Tree, edges: &str, stated: &[String]) -> Result<Audit> {
    let mut functions = functions::read(tree)?;
    let definitions = definitions::read(tree)?;
    let claims = claims::read(tree, stated, &definitions, &functions)?;
    for remark in definitions::unlisted(tree, &definitions, &claims)? {
        eprintln!("collect: not in proofs/golden/definitions.txt: {remark}");
    }
    let suites = tests::read(tree, &mut functions)?;
    for function in &mut functions {
        function.claims = claims::about(&claims, &function.name);
    }
    let vocabulary = definitions::files(tree)?;
    let sources = sources::read(tree, edges, stated, &vocabulary)?;
    let axioms = claims::axioms(&claims);
    let mut audit = Audit {
        version: tree.version()?,
        functions,
        claims,
        definitions: definitions.into_iter().map(|(definition, _)| definition).collect(),
        axioms,
        suites,
        sources,
        trust: Vec::new(),
    };
    audit.trust = trust::itemise(tree, &audit)?;
    Ok(audit)
}

fn write(path: &Path, text: &str) -> Result<()> {
    let cannot = |error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    fs::write(path, text).map_err(cannot)
}
