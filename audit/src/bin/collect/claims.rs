//! The public theorems.

use std::collections::{BTreeMap, BTreeSet};

use verinoise_audit::{Axiom, Claim, Function};

use crate::Result;
use crate::definitions::uses;
use crate::development::Development;
use crate::development::text::{self, Item};
use crate::functions::namesake;
use crate::rust::identifier;
use crate::tree::Tree;

const GOLDEN: &str = "proofs/golden/claims";

/// Reads the claims that these files state.
pub fn read(
    tree: &Tree,
    development: &Development,
    files: &[String],
    functions: &[Function],
) -> Result<Vec<Claim>> {
    let mut claims: Vec<Claim> = Vec::new();
    for file in files {
        for stated in in_file(&tree.text(file)?) {
            let Stated { section, paragraph, line, name } = stated;
            if paragraph.is_empty() {
                return Err(format!("{file}:{line}: no comment of its own says what {name} means"));
            }
            let (statement, axioms) = golden(tree, &name)?;
            let mut theorems = development.theorems_in(file);
            let (index, node) = theorems
                .find(|(_, node)| node.names.first() == Some(&name))
                .ok_or_else(|| format!("{file}:{line}: Rocq has not compiled {name}"))?;
            let programs = development.near(index, |node| node.path.ends_with("/Code.v"));
            let mentioned = functions.iter().filter(|f| {
                programs.iter().any(|n| n.names.first() == Some(&f.name) && n.path == f.rocq.file)
            });
            let named = namesake(functions, &name);
            claims.push(Claim {
                section,
                paragraph,
                file: file.clone(),
                line,
                axioms,
                function: named.as_ref().map(|(function, _)| function.clone()),
                kind: named.map(|(_, kind)| kind.to_owned()),
                mentions: mentioned.map(|f| f.name.clone()).collect(),
                uses: uses(development, node),
                outside: node.uses_outside().iter().cloned().collect(),
                statement,
                name,
            });
        }
    }
    let mut sections: Vec<&str> = claims.iter().map(|claim| claim.section.as_str()).collect();
    sections.dedup();
    let mut seen = BTreeSet::new();
    if let Some(twice) = sections.into_iter().find(|section| !seen.insert(*section)) {
        return Err(format!("two parts of the claims are called '{twice}'"));
    }
    let stale = stale(tree, &claims)?;
    if stale.is_empty() { Ok(claims) } else { Err(format!("no claim belongs to {stale}")) }
}

/// A theorem where it is stated.
#[derive(Debug, PartialEq, Eq)]
struct Stated {
    section: String,
    paragraph: String,
    line: usize,
    name: String,
}

/// The theorems of a file, each with the heading above it and with the comment that stands before it and nothing else.
fn in_file(text: &str) -> Vec<Stated> {
    let (mut section, mut paragraph) = (String::new(), String::new());
    let mut found = Vec::new();
    for item in text::items(text) {
        match item {
            Item::Comment(text) => {
                if let Some(title) = text.strip_prefix("(** * ") {
                    (section, paragraph) = (title_of(title), String::new());
                } else if let Some(heading) = text.strip_prefix("(** ** ") {
                    (section, paragraph) = (english(heading), String::new());
                } else if let Some(text) = text.strip_prefix("(** ") {
                    paragraph = english(text);
                }
            }
            Item::Sentence { line, text, .. } => {
                let paragraph = std::mem::take(&mut paragraph);
                if let Some(name) = theorem(&text) {
                    let (section, name) = (section.clone(), name.to_owned());
                    found.push(Stated { section, paragraph, line, name });
                }
            }
        }
    }
    found
}

/// The title of a file: its first line, without what all files of claims have in common.
fn title_of(text: &str) -> String {
    let line = english(text.lines().next().unwrap_or_default());
    let mut letters = line.strip_prefix("Claims: ").unwrap_or(&line).chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The names of the claims about a function: those that are named after it, then those that mention it.
pub fn about(claims: &[Claim], function: &str) -> Vec<String> {
    let named = |claim: &&Claim| claim.function.as_deref() == Some(function);
    let mentioned = |claim: &&Claim| claim.mentions.iter().any(|name| name == function);
    let first = claims.iter().filter(named);
    let second = claims.iter().filter(|claim| !named(claim) && mentioned(claim));
    first.chain(second).map(|claim| claim.name.clone()).collect()
}

/// The axioms that claims rest on, and how many do.
pub fn axioms(claims: &[Claim]) -> Vec<Axiom> {
    let mut counts = BTreeMap::new();
    for name in claims.iter().flat_map(|claim| &claim.axioms) {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().map(|(name, claims)| Axiom { name: name.clone(), claims }).collect()
}

fn theorem(sentence: &str) -> Option<&str> {
    let (kind, rest) = sentence.split_once(' ')?;
    matches!(kind, "Theorem" | "Lemma" | "Corollary").then(|| identifier(rest))
}

/// A comment's text, without its end and its line breaks.
fn english(comment: &str) -> String {
    let text = comment.trim_end_matches("*)");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The statement and the axioms, as Rocq printed them.
fn golden(tree: &Tree, name: &str) -> Result<(String, Vec<String>)> {
    let text = tree.text(&format!("{GOLDEN}/{name}.txt"))?;
    let (statement, axioms) = text.split_once("\n\n").unwrap_or((&text, ""));
    let axioms = axioms.lines().filter_map(|line| line.strip_prefix("axiom: "));
    let (_, statement) =
        statement.split_once(':').ok_or_else(|| format!("{GOLDEN}/{name}.txt: no statement"))?;
    Ok((outdent(statement), axioms.map(str::to_owned).collect()))
}

/// Lines after the first are indented as Rocq does; as far as all are, that goes.
fn outdent(statement: &str) -> String {
    let mut lines = statement.trim().lines();
    let first = lines.next().unwrap_or_default();
    let rest: Vec<&str> = lines.collect();
    let indents = rest.iter().map(|line| line.len() - line.trim_start().len());
    let indent = indents.min().unwrap_or(0);
    std::iter::once(first)
        .chain(rest.iter().map(|line| &line[indent..]))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Golden files that belong to no claim.
fn stale(tree: &Tree, claims: &[Claim]) -> Result<String> {
    let known: BTreeSet<String> =
        claims.iter().map(|claim| format!("{GOLDEN}/{}.txt", claim.name)).collect();
    let files = tree.files(GOLDEN, ".txt", false)?;
    Ok(files.into_iter().filter(|file| !known.contains(file)).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theorem_has_its_own_comment() {
        let text = "(** * Claims: the title\n\n  And more. *)\n(** First. *)\nTheorem z : y.\nProof. exact w. Qed.\n\
                    (** ** One: two *)\n(** Of\n    three. *)\nTheorem a : x.\nProof. exact y. Qed.\nLemma b {t} : z.\n\
                    Proof. exact y. Qed.\n(** Said of c. *)\nSection S.\nCorollary c : w.";
        let found: Vec<_> =
            in_file(text).into_iter().map(|s| (s.section, s.paragraph, s.line, s.name)).collect();
        let expected = [
            ("The title", "First.", 5, "z"),
            ("One: two", "Of three.", 10, "a"),
            // Neither what is said of its neighbour nor what is said of something else.
            ("One: two", "", 12, "b"),
            ("One: two", "", 16, "c"),
        ];
        assert_eq!(found, expected.map(|(s, p, l, n)| (s.into(), p.into(), l, n.into())));
    }

    #[test]
    fn statements_are_outdented() {
        assert_eq!(outdent(" a\n       b\n         c\n"), "a\nb\n  c");
    }
}
