//! The commands of Rocq, as far as an audit has to tell them apart. One that is not listed is an error: whoever uses it first
//! decides how it counts.

use super::text::{self, Item};
use crate::Result;

/// How a sentence counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Its whole text is what it means.
    Definition,
    /// Only its statement is what it means; how it is proved does not matter to who uses it.
    Theorem,
    /// A theorem that is there to be evaluated, as a test.
    Example,
    /// An instance of a class: used without being named.
    Instance,
    /// A coercion or a canonical structure: used without being named.
    Implicit,
    /// A variable or hypothesis of a section.
    Variable,
    /// A tactic. References to it are not recorded by Rocq.
    Tactic,
    /// Types of names that are bound later in the section.
    Types,
    /// How later text of the file is read: scopes and options.
    Reading,
    /// How arguments of something are written.
    Arguments,
    /// Advice to tactics.
    Hint,
    /// Opens a section.
    Section,
    /// Closes a section.
    End,
    /// Names other files.
    Require,
    /// Part of a proof.
    Proof,
}

impl Kind {
    /// Whether it gives meaning to statements that refer to it.
    pub fn means(self) -> bool {
        matches!(
            self,
            Self::Definition
                | Self::Theorem
                | Self::Example
                | Self::Instance
                | Self::Implicit
                | Self::Variable
                | Self::Tactic
                | Self::Types
        )
    }
}

/// A sentence of a file that is not part of a proof, with the proof that follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub kind: Kind,
    pub keyword: String,
    pub line: usize,
    pub start: usize,
    /// Where the statement ends, in bytes.
    pub end: usize,
    /// Where the proof ends: at `end` if there is none.
    pub proof_end: usize,
    /// Whether the proof is part of what the sentence means: it ends in `Defined`.
    pub transparent: bool,
    /// The statement without comments.
    pub text: String,
    /// The proof without comments.
    pub proof: String,
}

/// The sentences of a file.
pub fn sentences(path: &str, source: &str) -> Result<Vec<Sentence>> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut open = false;
    for item in text::items(source) {
        let Item::Sentence { line, start, text } = item else { continue };
        let end = start + text.len();
        let code = text::without_comments(&text);
        // Bullets and braces are sentences of their own, without a period.
        let command = if open {
            code.trim_start_matches(|c: char| c.is_whitespace() || "-+*{}".contains(c))
        } else {
            &code
        };
        let (keyword, kind) = match classify(command) {
            Some(known) => known,
            None if open || starts_proof(&code) => (String::new(), Kind::Proof),
            None => {
                return Err(format!(
                    "{path}:{line}: the audit does not know the command '{}'",
                    first_word(&code)
                ));
            }
        };
        if kind != Kind::Proof && !open {
            found.push(Sentence {
                kind,
                keyword,
                line,
                start,
                end,
                proof_end: end,
                transparent: false,
                text: code,
                proof: String::new(),
            });
            continue;
        }
        let Some(stated) = found.last_mut().filter(|stated| stated.kind.means()) else {
            return Err(format!("{path}:{line}: a proof of nothing"));
        };
        stated.proof.push_str(&code);
        stated.proof.push('\n');
        stated.proof_end = end;
        stated.transparent |= keyword == "Defined";
        open = !matches!(keyword.as_str(), "Qed" | "Defined" | "Admitted" | "Abort");
    }
    if open { Err(format!("{path} ends in a proof")) } else { Ok(found) }
}

/// The command that a sentence is, without attributes, and how it counts. `None` for tactics.
fn classify(code: &str) -> Option<(String, Kind)> {
    let mut rest = code.trim_start();
    loop {
        if let Some(attribute) = rest.strip_prefix("#[") {
            rest = attribute.split_once(']')?.1.trim_start();
            continue;
        }
        let word = first_word(rest);
        if !matches!(
            word,
            "Local" | "Global" | "Polymorphic" | "Monomorphic" | "Cumulative" | "Private"
        ) {
            break;
        }
        rest = rest[word.len()..].trim_start();
    }
    let word = first_word(rest);
    let second = first_word(rest[word.len()..].trim_start());
    let kind = match word {
        "Definition" | "Fixpoint" | "CoFixpoint" | "Inductive" | "CoInductive" | "Record"
        | "Structure" | "Variant" | "Class" | "Let" | "Notation" | "Infix" | "Scheme" => {
            Kind::Definition
        }
        "Theorem" | "Lemma" | "Corollary" | "Fact" | "Remark" | "Proposition" | "Property" => {
            Kind::Theorem
        }
        "Example" => Kind::Example,
        "Axiom" | "Axioms" | "Parameter" | "Parameters" | "Conjecture" => Kind::Definition,
        "Instance" => Kind::Instance,
        "Coercion" | "Canonical" => Kind::Implicit,
        "Variable" | "Variables" | "Hypothesis" | "Hypotheses" | "Context" => Kind::Variable,
        "Ltac" | "Ltac2" => Kind::Tactic,
        "Tactic" if second == "Notation" => Kind::Tactic,
        "Implicit" if second == "Types" || second == "Type" => Kind::Types,
        "Open" | "Close" | "Declare" | "Delimit" | "Undelimit" | "Bind" | "Reserved" | "Set"
        | "Unset" | "Generalizable" => Kind::Reading,
        "Arguments" => Kind::Arguments,
        "Hint" | "Create" | "Opaque" | "Transparent" | "Strategy" | "Typeclasses" => Kind::Hint,
        "Section" => Kind::Section,
        "End" => Kind::End,
        "From" | "Require" | "Import" | "Export" => Kind::Require,
        "Proof" | "Qed" | "Defined" | "Admitted" | "Abort" => Kind::Proof,
        _ => return None,
    };
    Some((word.to_owned(), kind))
}

/// Tactics, bullets and braces, which start a proof without `Proof`.
fn starts_proof(code: &str) -> bool {
    code.trim_start()
        .starts_with(|c: char| c.is_lowercase() || matches!(c, '-' | '+' | '*' | '{' | '}' | '['))
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Kind, String, String)> {
        let found = sentences("F.v", text).expect("sentences");
        found.into_iter().map(|s| (s.kind, s.text, s.proof.trim_end().to_owned())).collect()
    }

    #[test]
    fn proofs_belong_to_what_they_prove() {
        let text = "Section S.\nVariable x : nat.\n#[global] Instance i : C x.\nProof. exact y. Qed.\n\
                    Local Definition d : nat.\nrefine 3.\nDefined.\nDefinition e := 4.\nLemma l (* why *) : P.\n\
                    Proof using x.\n- a.\n  Local Set Foo. { b. }\nQed.\nEnd S.\n";
        let expected = [
            (Kind::Section, "Section S.", ""),
            (Kind::Variable, "Variable x : nat.", ""),
            (Kind::Instance, "#[global] Instance i : C x.", "Proof.\nexact y.\nQed."),
            (Kind::Definition, "Local Definition d : nat.", "refine 3.\nDefined."),
            (Kind::Definition, "Definition e := 4.", ""),
            (Kind::Theorem, "Lemma l  : P.", "Proof using x.\n- a.\nLocal Set Foo.\n{ b.\n}\nQed."),
            (Kind::End, "End S.", ""),
        ];
        assert_eq!(read(text), expected.map(|(k, t, p)| (k, t.to_owned(), p.to_owned())));
        let transparent: Vec<_> =
            sentences("F.v", text).expect("sentences").into_iter().map(|s| s.transparent).collect();
        assert_eq!(transparent, [false, false, false, true, false, false, false]);
    }

    #[test]
    fn ranges_are_bytes() {
        let text = "(* é *) Lemma l : P.\nProof. t. Qed.\n";
        let found = sentences("F.v", text).expect("sentences");
        let [lemma] = &found[..] else { panic!("{found:?}") };
        assert_eq!(&text[lemma.start..lemma.end], "Lemma l : P.");
        assert_eq!(&text[lemma.end..lemma.proof_end], "\nProof. t. Qed.");
    }

    #[test]
    fn unknown_commands_are_errors() {
        for text in [
            "Module M.",
            "Program Definition x := 3.",
            "Include M.",
            "Proof. Qed.",
            "Lemma l : P.\nProof.",
        ] {
            assert!(sentences("F.v", text).is_err(), "{text}");
        }
    }
}
