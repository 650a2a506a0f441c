//! What is trusted rather than proved. The words are in `audit/trust.md`; numbers, versions and lists of files are put in here,
//! and everything that the words refer to must exist.

use std::collections::BTreeMap;

use verinoise_audit::{Audit, Notice, Part, Role, Source, Trusted};

use crate::Result;
use crate::tree::Tree;

const TEMPLATE: &str = "audit/trust.md";
const DEFINITIONS: &str = "proofs/golden/definitions.txt";
const WRONG: &str = "What would go wrong: ";

/// The trusted base, and what stands before and behind it.
#[derive(Debug, PartialEq, Eq)]
pub struct Trust {
    /// The title and the paragraphs below it.
    pub preface: String,
    pub parts: Vec<Trusted>,
    /// What nobody may read into the claims.
    pub not_promised: String,
}

/// Reads the template, and puts in what the repository says.
pub fn read(tree: &Tree, audit: &Audit) -> Result<Trust> {
    let facts = Facts::new(tree, audit)?;
    let trust =
        parse(&tree.text(TEMPLATE)?, &facts).map_err(|error| format!("{TEMPLATE}: {error}"))?;
    let check = tree.text("check")?;
    for Notice { by, .. } in trust.parts.iter().flat_map(|part| &part.notices) {
        let exists = match by.strip_prefix("./check ") {
            Some(part) => check.contains(&format!("    {part})")),
            None => !by.contains('/') || tree.exists(by),
        };
        if !exists {
            return Err(format!("{TEMPLATE} refers to {by}, which is not there"));
        }
    }
    let runtime = audit.sources.iter().filter(|source| source.role == Role::Runtime);
    for path in runtime.map(|source| &source.path) {
        let parts =
            trust.parts.iter().filter(|part| part.files.iter().any(|file| file.path == *path));
        let count = parts.count();
        if count != 1 {
            return Err(format!("{TEMPLATE} lists {path} in {count} parts, not in one"));
        }
    }
    Ok(trust)
}

/// What the template can refer to.
#[derive(Debug, Default)]
struct Facts {
    /// Values by placeholder.
    values: BTreeMap<&'static str, String>,
    /// Lists of files by what they are for.
    lists: BTreeMap<&'static str, Vec<Part>>,
    /// All hand-written Rust.
    runtime: Vec<Part>,
}

impl Facts {
    fn new(tree: &Tree, audit: &Audit) -> Result<Self> {
        let axioms: Vec<String> = audit
            .axioms
            .iter()
            .map(|axiom| format!("`{}` (in {} claims)", axiom.name, axiom.claims))
            .collect();
        let values = BTreeMap::from([
            ("axioms", axioms.len().to_string()),
            ("axiom names", axioms.join(", ")),
            ("definitions", audit.definition_count().to_string()),
            ("version of num-bigint", tree.locked("verinoise", "num-bigint")?),
            ("version of Rust", tree.rust_version()?),
        ]);
        let lists = BTreeMap::from([
            ("definitions", definitions(&tree.text(DEFINITIONS)?)),
            ("printer", files(audit, |source| source.role == Role::Printer)),
        ]);
        Ok(Self { values, lists, runtime: files(audit, |source| source.role == Role::Runtime) })
    }

    /// The files that a list of the template stands for.
    fn files(&self, list: &str) -> Result<Vec<Part>> {
        if let Some(files) = self.lists.get(list) {
            return Ok(files.clone());
        }
        let mut found = Vec::new();
        for start in list.split(' ') {
            let (file, folder) = (format!("{start}.rs"), format!("{start}/"));
            let here = |part: &&Part| {
                part.path == start || part.path == file || part.path.starts_with(&folder)
            };
            let files: Vec<Part> = self.runtime.iter().filter(here).cloned().collect();
            if files.is_empty() {
                return Err(format!("no file is called {start}"));
            }
            found.extend(files);
        }
        Ok(found)
    }

    /// The text with values for its placeholders.
    fn fill(&self, text: &str, files: &[Part]) -> Result<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) =
                after.split_once('}').ok_or_else(|| format!("'{{{after}' is not closed"))?;
            filled.push_str(before);
            if name == "lines" {
                let lines: usize = files.iter().map(|part| part.lines).sum();
                filled.extend([&lines.to_string(), " lines"]);
            } else {
                filled.push_str(
                    self.values.get(name).ok_or_else(|| format!("nothing is called {{{name}}}"))?,
                );
            }
            rest = after;
        }
        Ok(filled + rest)
    }
}

fn parse(template: &str, facts: &Facts) -> Result<Trust> {
    // What precedes the title is a remark.
    let (_, text) = template.split_once("\n# ").ok_or("there is no title")?;
    let mut sections = text.split("\n## ");
    let preface = sections.next().unwrap_or_default();
    let mut sections: Vec<&str> = sections.collect();
    let (_, not_promised) =
        sections.pop().and_then(|last| last.split_once('\n')).ok_or("there are no parts")?;
    Ok(Trust {
        preface: format!("# {}", preface.trim_end()),
        parts: sections.into_iter().map(|section| part(section, facts)).collect::<Result<_>>()?,
        not_promised: joined(not_promised),
    })
}

fn part(section: &str, facts: &Facts) -> Result<Trusted> {
    let (title, text) = section.split_once('\n').unwrap_or((section, ""));
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key));
    let files = value("Files: ").map_or(Ok(Vec::new()), |list| facts.files(list))?;
    let size = value("Size: ").ok_or_else(|| format!("'{title}' has no size"))?;
    let (mut what, mut wrong, mut notices) = (Vec::new(), String::new(), Vec::new());
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.starts_with("Size: ")) {
        let filled = |text: &str| facts.fill(&joined(text), &files);
        if let Some(text) = paragraph.strip_prefix(WRONG) {
            wrong = capitalised(&filled(text)?);
        } else if let Some(list) = paragraph.strip_prefix("* ") {
            for bullet in list.split("\n* ") {
                let (by, why) = joined(bullet)
                    .split_once(": ")
                    .map(|(by, why)| (by.trim_matches('`').to_owned(), capitalised(why)))
                    .ok_or_else(|| format!("'{bullet}' does not say why"))?;
                notices.push(Notice { by, why });
            }
        } else {
            what.push(filled(paragraph)?);
        }
    }
    if what.is_empty() || wrong.is_empty() || notices.is_empty() {
        return Err(format!(
            "'{title}' lacks what it is, '{WRONG}' or a list of what would notice"
        ));
    }
    let size = facts.fill(size, &files)?;
    Ok(Trusted { title: title.to_owned(), size, what: what.join("\n\n"), wrong, notices, files })
}

/// The words of a paragraph in one line.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn files(audit: &Audit, filter: impl Fn(&&Source) -> bool) -> Vec<Part> {
    let sources = audit.sources.iter().filter(filter);
    sources.map(|source| Part { path: source.path.clone(), lines: source.code }).collect()
}

/// How much of each file is among the definitions.
fn definitions(golden: &str) -> Vec<Part> {
    let sections = golden.split("=== ").skip(1);
    sections
        .map(|section| {
            let mut lines = section.lines().filter(|line| !line.is_empty());
            Part { path: lines.next().unwrap_or_default().to_owned(), lines: lines.count() }
        })
        .collect()
}

#[cfg(test)]
mod unit_tests {
    use super::*;

    const TEMPLATE: &str = "<!-- Remark. -->\n# Title\n\nPreface,\nlong.\n\n## One\nSize: {lines}\nFiles: a/src b/src/x\n\n\
        What it\nis.\n\nWhat would go wrong: the {version of Rust}\nis wrong.\n\n* `a/tests.rs`: it looks.\n  And sees.\n\
        * nothing here: trust.\n\n## Not promised\n\nNothing\nelse.\n";

    fn facts() -> Facts {
        let part = |path: &str, lines| Part { path: path.to_owned(), lines };
        Facts {
            values: BTreeMap::from([("version of Rust", "1.88".to_owned())]),
            lists: BTreeMap::new(),
            runtime: vec![part("a/src/lib.rs", 3), part("b/src/x.rs", 4), part("b/src/xy.rs", 5)],
        }
    }

    #[test]
    fn templates_are_filled() {
        let trust = parse(TEMPLATE, &facts()).expect("a template");
        assert_eq!(trust.preface, "# Title\n\nPreface,\nlong.");
        assert_eq!(trust.not_promised, "Nothing else.");
        let [part] = &trust.parts[..] else { panic!("{trust:?}") };
        assert_eq!((part.title.as_str(), part.size.as_str()), ("One", "7 lines"));
        assert_eq!(
            (part.what.as_str(), part.wrong.as_str()),
            ("What it is.", "The 1.88 is wrong.")
        );
        let notices: Vec<_> =
            part.notices.iter().map(|n| (n.by.as_str(), n.why.as_str())).collect();
        assert_eq!(notices, [("a/tests.rs", "It looks. And sees."), ("nothing here", "Trust.")]);
        let files: Vec<_> = part.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(files, ["a/src/lib.rs", "b/src/x.rs"]);
    }

    #[test]
    fn mistakes_in_templates_are_errors() {
        for (right, wrong) in [
            ("{lines}", "{line}"),
            ("{lines}", "{lines"),
            ("b/src/x", "b/src/z"),
            ("Size: ", "Extent: "),
            ("What would go wrong: ", "Wrong: "),
            ("* ", "- "),
            ("`: it looks", "` it looks"),
            ("# Title", "Title"),
        ] {
            assert!(parse(&TEMPLATE.replace(right, wrong), &facts()).is_err(), "{wrong}");
        }
    }
}
