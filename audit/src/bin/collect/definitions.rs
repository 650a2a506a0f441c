//! The definitions that statements can rest on.
//!
//! `proofs/golden/definitions.txt` lists them; here they are found again in their files, with their lines.

use std::collections::{BTreeMap, BTreeSet};

use verinoise_audit::{Claim, Definition};

use crate::Result;
use crate::claims::free_words;
use crate::rocq::{self, Item};
use crate::tree::Tree;

const GOLDEN: &str = "proofs/golden/definitions.txt";
const KINDS: [&str; 10] = [
    "Definition",
    "Fixpoint",
    "Inductive",
    "Record",
    "Variant",
    "Class",
    "Instance",
    "Notation",
    "Arguments",
    "Coercion",
];

/// A definition and its text without comments.
pub type Defined = (Definition, String);

/// The files whose definitions are listed.
pub fn files(tree: &Tree) -> Result<Vec<String>> {
    let golden = tree.text(GOLDEN)?;
    Ok(golden.lines().filter_map(|line| line.strip_prefix("=== ")).map(str::to_owned).collect())
}

/// Reads the definitions of all listed files.
pub fn read(tree: &Tree) -> Result<Vec<Defined>> {
    let golden = tree.text(GOLDEN)?;
    let mut all = Vec::new();
    for section in golden.split("=== ").skip(1) {
        let (file, expected) = section.split_once('\n').unwrap_or((section, ""));
        let found = in_file(file, &tree.text(file)?);
        let words = found.iter().flat_map(|(_, text)| text.split_whitespace());
        if !words.eq(expected.split_whitespace()) {
            return Err(format!("{GOLDEN} is not what {file} says: ./check accept writes it"));
        }
        all.extend(found);
    }
    Ok(all)
}

/// What statements mention although it is not listed, with the files that define it. It is for the listing to say what counts;
/// this only reports.
pub fn unlisted(tree: &Tree, listed: &[Defined], claims: &[Claim]) -> Result<Vec<String>> {
    let files = self::files(tree)?;
    let uses = Uses::new(listed);
    let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for folder in ["mathlib-lite", "proofs"] {
        for file in tree.files(folder, ".v", true)?.iter().filter(|file| !files.contains(file)) {
            for (definition, _) in in_file(file, &tree.text(file)?) {
                for name in definition.names().filter(|name| uses.get(name).is_none()) {
                    for claim in claims
                        .iter()
                        .filter(|claim| free_words(&claim.statement).contains(&name.to_owned()))
                    {
                        found.entry(&claim.name).or_default().insert(format!("{name} ({file})"));
                    }
                }
            }
        }
    }
    let remark = |(claim, names): (&str, BTreeSet<String>)| {
        format!("{claim} mentions {}", names.into_iter().collect::<Vec<_>>().join(", "))
    };
    Ok(found.into_iter().map(remark).collect())
}

/// The definitions in a file.
fn in_file(file: &str, text: &str) -> Vec<Defined> {
    let mut found = Vec::new();
    for item in rocq::items(text) {
        let Item::Sentence { line, text } = item else { continue };
        let code = rocq::without_comments(&text);
        let rest = code.strip_prefix("Local ").unwrap_or(&code);
        let Some((kind, rest)) = rest.split_once([' ', '\n']) else { continue };
        if !KINDS.contains(&kind) {
            continue;
        }
        let name = if kind == "Notation" {
            rest.split('"').nth(1).unwrap_or(rest)
        } else {
            rest.split([' ', '\n', ':']).find(|word| !word.is_empty()).unwrap_or(rest)
        };
        let parts = match kind {
            "Inductive" | "Variant" => constructors(rest),
            "Record" | "Class" => fields(rest),
            _ => Vec::new(),
        };
        let definition = Definition {
            name: name.trim_end_matches('.').to_owned(),
            parts,
            kind: kind.to_owned(),
            file: file.to_owned(),
            line,
        };
        found.push((definition, code));
    }
    found
}

fn first_word(text: &str) -> Option<String> {
    rocq::words(text).next().map(str::to_owned)
}

/// `A | B (x : T)` after `:=`.
fn constructors(rest: &str) -> Vec<String> {
    let (_, cases) = rest.split_once(":=").unwrap_or_default();
    cases.split('|').filter_map(first_word).collect()
}

/// `Name { f : T; g : U }` after `:=`.
fn fields(rest: &str) -> Vec<String> {
    let (_, record) = rest.split_once(":=").unwrap_or_default();
    let (name, fields) = record.split_once('{').unwrap_or((record, ""));
    first_word(name).into_iter().chain(fields.split(';').filter_map(first_word)).collect()
}

/// Which definitions use which.
#[derive(Debug)]
pub struct Uses<'a> {
    by_name: BTreeMap<&'a str, &'a Definition>,
    uses: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Uses<'a> {
    pub fn new(definitions: &'a [Defined]) -> Self {
        let mut by_name = BTreeMap::new();
        for (definition, _) in definitions {
            for name in definition.names() {
                by_name.entry(name).or_insert(definition);
            }
        }
        let mut uses = BTreeMap::new();
        for (definition, text) in definitions.iter().filter(|(d, _)| d.names().next().is_some()) {
            let others = rocq::words(text).filter_map(|word| by_name.get(word));
            let others = others.map(|other| other.name.as_str()).filter(|n| *n != definition.name);
            uses.entry(definition.name.as_str()).or_insert_with(BTreeSet::new).extend(others);
        }
        Self { by_name, uses }
    }

    /// The definition that a word stands for.
    pub fn get(&self, word: &str) -> Option<&'a Definition> {
        self.by_name.get(word).copied()
    }

    /// The definitions that these words stand for, and all that those use, save through definitions that are to be `left`.
    pub fn closure<'b>(
        &self,
        words: impl Iterator<Item = &'b str>,
        left: impl Fn(&Definition) -> bool,
    ) -> BTreeSet<&'a str> {
        let mut waiting: Vec<&Definition> = words.filter_map(|word| self.get(word)).collect();
        let mut seen = BTreeSet::new();
        while let Some(definition) = waiting.pop() {
            if seen.insert(definition.name.as_str())
                && !left(definition)
                && let Some(used) = self.uses.get(definition.name.as_str())
            {
                waiting.extend(used.iter().filter_map(|name| self.get(name)));
            }
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "(* Definition no := 0. *)\n\
        Inductive shade := Dark | Light (x : R).\n\
        Record pair := Pair { left : R; right : shade }.\n\
        Local Definition twice (p : pair) := left p + left p.\n\
        Lemma l : twice = twice.\n\
        Notation \"x ~ y\" := (twice x = y).\n";

    #[test]
    fn definitions_are_found() {
        let found = in_file("F.v", FILE);
        let names: Vec<_> = found.iter().map(|(d, _)| (d.name.as_str(), d.line)).collect();
        assert_eq!(names, [("shade", 2), ("pair", 3), ("twice", 4), ("x ~ y", 6)]);
        assert_eq!(found[0].0.parts, ["Dark", "Light"]);
        assert_eq!(found[1].0.parts, ["Pair", "left", "right"]);
        let uses = Uses::new(&found);
        let closure = |left: &str| uses.closure(["twice"].into_iter(), |d| d.name == left);
        assert_eq!(closure(""), BTreeSet::from(["pair", "shade", "twice"]));
        assert_eq!(closure("pair"), BTreeSet::from(["pair", "twice"]));
    }
}
