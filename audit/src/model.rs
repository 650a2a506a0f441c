//! What an audit consists of, as plain data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Where the audit itself is in the repository.
pub(crate) const DATA_PATH: &str = "audit/data.json";

/// What is proved, tested and trusted of one version of the samplers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// The version of the packages.
    pub version: String,
    /// The exported functions; one comes after those that it calls.
    pub functions: Vec<Function>,
    /// Every public theorem, in the order of the files that state them.
    pub claims: Vec<Claim>,
    /// Everything that the claims' statements can rest on.
    pub definitions: Vec<Definition>,
    /// The axioms that claims rest on.
    pub axioms: Vec<Axiom>,
    /// The files of tests.
    pub suites: Vec<Suite>,
    /// The sources, by path: Rocq files, exported Rust, hand-written Rust.
    pub sources: Vec<Source>,
    /// The SHA-256 of every file of the repository, by path, but for this audit itself.
    pub files: BTreeMap<String, String>,
    /// What is trusted rather than proved.
    pub trust: Vec<Trusted>,
    /// What nobody may read into the claims.
    pub not_promised: String,
}

impl Audit {
    /// The exported function of that name.
    #[must_use]
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.iter().find(|function| function.name == name)
    }

    /// How many definitions there are to read: lemmas inside definitions and variables of sections do not count.
    #[must_use]
    pub fn definition_count(&self) -> usize {
        const KINDS: [&str; 8] = [
            "Definition",
            "Let",
            "Fixpoint",
            "Inductive",
            "Record",
            "Class",
            "Notation",
            "CoInductive",
        ];
        self.definitions
            .iter()
            .filter(|definition| KINDS.contains(&definition.kind.as_str()))
            .count()
    }

    /// The functions in the order in which a reader looks for them: those first of which most is claimed, and then one before
    /// those that it calls.
    #[must_use]
    pub fn functions_to_read(&self) -> Vec<&Function> {
        let own = |function: &&Function| {
            self.claims
                .iter()
                .filter(|claim| claim.function.as_deref() == Some(&function.name))
                .count()
        };
        let mut functions: Vec<&Function> = self.functions.iter().rev().collect();
        functions.sort_by_key(|function| std::cmp::Reverse(own(function)));
        functions
    }

    /// The claim of that name.
    #[must_use]
    pub fn claim(&self, name: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.name == name)
    }

    /// The claims about a function: first those that are named after it, then others that mention it.
    pub fn claims_about<'a>(&'a self, function: &'a Function) -> impl Iterator<Item = &'a Claim> {
        function.claims.iter().filter_map(|name| self.claim(name))
    }

    /// The definition of that full name.
    #[must_use]
    pub fn definition(&self, id: &str) -> Option<&Definition> {
        self.definitions.iter().find(|definition| definition.id == id)
    }

    /// Everything that the statement of a claim rests on: the definitions that it refers to, those that they refer to, and
    /// so on, in the order of the files; and the names of other libraries in all of these.
    #[must_use]
    pub fn rests_on<'a>(&'a self, claim: &'a Claim) -> (Vec<&'a Definition>, BTreeSet<&'a str>) {
        let index: BTreeMap<&str, usize> =
            self.definitions.iter().enumerate().map(|(index, d)| (d.id.as_str(), index)).collect();
        let mut waiting: Vec<&str> = claim.uses.iter().map(String::as_str).collect();
        let mut outside: BTreeSet<&str> = claim.outside.iter().map(String::as_str).collect();
        let mut found = BTreeSet::new();
        while let Some(id) = waiting.pop() {
            if let Some(index) = index.get(id)
                && found.insert(*index)
            {
                let definition = &self.definitions[*index];
                waiting.extend(definition.uses.iter().map(String::as_str));
                outside.extend(definition.outside.iter().map(String::as_str));
            }
        }
        (found.into_iter().map(|index| &self.definitions[index]).collect(), outside)
    }

    /// The source at that path.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.path == path)
    }

    /// The audit as text, as [`DATA`](crate::DATA) has it.
    #[must_use]
    pub fn json(&self) -> String {
        // Nothing in an audit can fail to be JSON: there are texts, numbers and lists, and the keys of maps are texts.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The list of all files that `sha256sum --check` reads, the audit itself included.
    #[must_use]
    pub fn checksums(&self) -> String {
        let mut lines: Vec<String> =
            self.files.iter().map(|(path, sha256)| format!("{sha256}  {path}\n")).collect();
        lines.push(format!("{}  {DATA_PATH}\n", crate::sha256(self.json().as_bytes())));
        lines.concat()
    }

    /// The SHA-256 of [`Audit::checksums`], which stands for all files.
    #[must_use]
    pub fn digest(&self) -> String {
        crate::sha256(self.checksums().as_bytes())
    }

    /// What kinds of claims there are about functions, in the order in which they first appear: `pmf`, `tape` and so on.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        self.claims.iter().filter_map(|c| c.kind.as_deref()).filter(|k| seen.insert(*k)).collect()
    }

    /// The tests of a function, a list for each suite that has any.
    pub fn tests_of<'a>(
        &'a self,
        function: &'a Function,
    ) -> impl Iterator<Item = (&'a Suite, Vec<&'a Test>)> {
        self.suites.iter().filter_map(|suite| {
            let tests: Vec<_> = function.tests.iter().filter(|t| t.suite == suite.path).collect();
            (!tests.is_empty()).then_some((suite, tests))
        })
    }
}

/// An exported function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// Its name, in Rocq and in Rust.
    pub name: String,
    /// Its path in Rust.
    pub path: String,
    /// What it draws: the first paragraph of its documentation.
    pub summary: String,
    /// The exported functions that it calls.
    pub calls: Vec<String>,
    /// The SHA-256 of its Rust text.
    pub sha256: String,
    /// Its Rust text, as Rocq printed it.
    pub rust: Excerpt,
    /// Its definition in Rocq.
    pub rocq: Excerpt,
    /// The names of the claims about it.
    pub claims: Vec<String>,
    /// How many runs that Rocq evaluated are replayed in Rust.
    pub golden_tapes: usize,
    /// The tests that are named after it, or that call it.
    pub tests: Vec<Test>,
}

/// A part of a source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The file's path in the repository.
    pub file: String,
    /// The number of the first line.
    pub line: usize,
    /// The lines.
    pub text: String,
}

/// A public theorem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// The heading above it.
    pub section: String,
    /// What it means, in English; `[...]` encloses code.
    pub paragraph: String,
    /// The file that states it.
    pub file: String,
    /// Its line there.
    pub line: usize,
    /// What it says, as Rocq prints it.
    pub statement: String,
    /// The axioms that its proof rests on.
    pub axioms: Vec<String>,
    /// The function that it is named after.
    pub function: Option<String>,
    /// What follows the function in its name, which says what kind of claim it is: `pmf`, `terminates`, `tape`.
    pub kind: Option<String>,
    /// The functions that its statement mentions, directly or by a definition.
    pub mentions: Vec<String>,
    /// The definitions that its statement refers to, by full name; [`Audit::rests_on`] follows them.
    pub uses: Vec<String>,
    /// Names of other libraries that its statement refers to.
    pub outside: Vec<String>,
}

/// A definition that statements can rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Its full name, which no other has.
    pub id: String,
    /// Its name; of a notation, the notation.
    pub name: String,
    /// What else it defines: constructors and fields.
    pub parts: Vec<String>,
    /// `Definition`, `Fixpoint`, `Inductive`, ... It is `Lemma` or the like where a definition contains a proof.
    pub kind: String,
    /// Its file.
    pub file: String,
    /// Its first line.
    pub line: usize,
    /// The definitions that it refers to, by full name.
    pub uses: Vec<String>,
    /// Names of other libraries that it refers to.
    pub outside: Vec<String>,
}

impl Definition {
    /// The names that stand for it wherever they occur in other text. A notation, and what is local to a section, has none.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let local = matches!(
            self.kind.as_str(),
            "Variable" | "Variables" | "Hypothesis" | "Hypotheses" | "Context" | "Let"
        );
        let named = !local && self.name.starts_with(|c: char| c.is_alphabetic());
        std::iter::once(&self.name).chain(&self.parts).filter(move |_| named).map(String::as_str)
    }
}

/// An axiom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axiom {
    /// Its name in Rocq's standard library.
    pub name: String,
    /// How many claims rest on it.
    pub claims: usize,
}

/// A file of tests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suite {
    /// Its path.
    pub path: String,
    /// The first sentence of its documentation.
    pub title: String,
}

/// A test of an exported function.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Test {
    /// The path of its [`Suite`].
    pub suite: String,
    /// Its line.
    pub line: usize,
    /// Its name.
    pub name: String,
}

/// A source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its path in the repository.
    pub path: String,
    /// What it is for an auditor.
    pub role: Role,
    /// How many lines it has.
    pub lines: usize,
    /// How many of them are neither blank nor comments.
    pub code: usize,
    /// The Rocq files that it requires.
    pub requires: Vec<String>,
    /// The whole file, where it is to be read: all that is not a proof.
    pub text: Option<String>,
}

/// What a source file is for an auditor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// States claims.
    Claims,
    /// Definitions that statements rest on: to be read.
    Vocabulary,
    /// Prints the Rust: trusted.
    Printer,
    /// Evaluates samplers for tests.
    Evidence,
    /// Proofs: checked by Rocq.
    Proof,
    /// Rust that Rocq printed.
    Exported,
    /// Rust that was written by hand, below and around the exported Rust: trusted.
    Runtime,
}

/// A part of what is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trusted {
    /// What it is.
    pub title: String,
    /// How much there is to trust.
    pub size: String,
    /// What it is there for.
    pub what: String,
    /// What would go wrong.
    pub wrong: String,
    /// Who would notice.
    pub notices: Vec<Notice>,
    /// Its files.
    pub files: Vec<Part>,
}

/// What is to be trusted of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path.
    pub path: String,
    /// How many lines, without blank lines and comments.
    pub lines: usize,
}

/// What would notice a fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// A file or a command.
    pub by: String,
    /// Why it would.
    pub why: String,
}
