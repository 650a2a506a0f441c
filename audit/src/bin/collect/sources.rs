//! The source files: what each is for, how long it is, what it requires.

use std::collections::{BTreeMap, BTreeSet};

use verinoise_audit::{Role, Source};

use crate::Result;
use crate::development::text as rocq;
use crate::rust;
use crate::tree::Tree;

const EXPORT: &str = "proofs/Export/";
/// What prints the Rust, and what else evaluates samplers.
const PRINTER: &str = "proofs/Export/Crate.v";
const EVIDENCE: &str = "proofs/Export/Golden.v";

type Edges = BTreeMap<String, Vec<String>>;

/// Reads all sources, by path.
pub fn read(
    tree: &Tree,
    coqdep: &str,
    claims: &[String],
    vocabulary: &BTreeSet<String>,
) -> Result<Vec<Source>> {
    let edges = edges(coqdep);
    let mut sources = Vec::new();
    for folder in ["mathlib-lite", "proofs"] {
        for path in tree.files(folder, ".v", true)? {
            let requires = edges
                .get(&path)
                .ok_or_else(|| format!("{path} is not in the output of coqdep"))?
                .clone();
            let role = role(&path, claims, vocabulary, &edges);
            let text = tree.text(&path)?;
            let code = rocq::code_lines(&text);
            sources.push(source(path, role, text, code, requires));
        }
    }
    for folder in ["samplers/src", "randomness/src", "ffi/src", "cli/src"] {
        // Unit tests in a file of their own are no part of what runs.
        let files = tree.files(folder, ".rs", true)?;
        for path in files.into_iter().filter(|path| !path.ends_with("/tests.rs")) {
            let exported = path.starts_with("samplers/src/exported/");
            let role = if exported { Role::Exported } else { Role::Runtime };
            let text = tree.text(&path)?;
            let code = rust::code_lines(&text);
            sources.push(source(path, role, text, code, Vec::new()));
        }
    }
    Ok(sources)
}

fn source(path: String, role: Role, text: String, code: usize, requires: Vec<String>) -> Source {
    Source {
        path,
        role,
        lines: text.lines().count(),
        code,
        requires,
        text: (role != Role::Proof).then_some(text),
    }
}

fn role(path: &str, claims: &[String], vocabulary: &BTreeSet<String>, edges: &Edges) -> Role {
    if claims.iter().any(|other| other == path) {
        Role::Claims
    } else if path.starts_with(EXPORT) && reached(PRINTER, edges).contains(path) {
        Role::Printer
    } else if vocabulary.contains(path) {
        Role::Vocabulary
    } else if path == EVIDENCE {
        Role::Evidence
    } else {
        Role::Proof
    }
}

/// The files that a file depends on, itself included.
fn reached<'a>(path: &'a str, edges: &'a Edges) -> BTreeSet<&'a str> {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![path]);
    while let Some(path) = waiting.pop() {
        if seen.insert(path) {
            waiting.extend(edges.get(path).into_iter().flatten().map(String::as_str));
        }
    }
    seen
}

/// What each file requires: `A.vo ...: A.v B.vo C.vo` says that A requires B and C.
fn edges(coqdep: &str) -> Edges {
    let mut edges = Edges::new();
    for line in coqdep.lines() {
        let Some((targets, needs)) = line.split_once(": ") else { continue };
        let target = targets.split(' ').next().unwrap_or(targets);
        let Some(file) = target.strip_suffix(".vo") else { continue };
        let needs = needs.split(' ').filter_map(|need| need.strip_suffix(".vo"));
        let mut needs: Vec<String> = needs.map(|need| format!("{need}.v")).collect();
        needs.sort();
        edges.insert(format!("{file}.v"), needs);
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_read() {
        let edges = edges(
            "b/B.vo b/B.glob: b/B.v a/A.vo c/C.vo\nb/B.vio: b/B.v a/A.vio\na/A.vo: a/A.v \nc/C.vo: c/C.v a/A.vo",
        );
        assert_eq!(edges["b/B.v"], ["a/A.v", "c/C.v"]);
        assert!(edges["a/A.v"].is_empty());
        assert_eq!(edges.len(), 3);
        assert_eq!(reached("c/C.v", &edges), BTreeSet::from(["a/A.v", "c/C.v"]));
    }
}
