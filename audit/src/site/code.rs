//! Code with colours, line numbers and links.

use std::path::Path;

use maud::{Markup, Render, html};

use super::page::Depth;
use crate::site::links::Links;

/// The languages of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Rocq,
    Rust,
}

impl Language {
    pub fn of(path: &str) -> Self {
        if Path::new(path).extension() == Some("rs".as_ref()) { Self::Rust } else { Self::Rocq }
    }

    fn keywords(self) -> &'static [&'static str] {
        match self {
            Self::Rocq => &[
                "Arguments",
                "Class",
                "Coercion",
                "Corollary",
                "Definition",
                "End",
                "Example",
                "Export",
                "Fixpoint",
                "From",
                "Hint",
                "Import",
                "Inductive",
                "Instance",
                "Lemma",
                "Local",
                "Notation",
                "Proof",
                "Qed",
                "Record",
                "Require",
                "Scheme",
                "Scope",
                "Section",
                "Set",
                "Theorem",
                "Unset",
                "Variable",
                "Variables",
                "as",
                "else",
                "end",
                "exists",
                "fix",
                "forall",
                "fun",
                "if",
                "in",
                "let",
                "match",
                "return",
                "then",
                "with",
            ],
            Self::Rust => &[
                "as", "break", "const", "crate", "else", "enum", "fn", "for", "if", "impl", "in",
                "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self",
                "Self", "static", "struct", "super", "trait", "type", "use", "where", "while",
            ],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Comment,
    String,
    Word,
    Other,
}

/// Code that is shown as a block.
#[derive(Clone, Copy, Debug)]
pub struct Code<'a> {
    pub text: &'a str,
    pub language: Language,
    /// The number of the first line, where lines are to be numbered.
    pub first: Option<usize>,
    pub links: &'a Links,
    pub depth: Depth,
}

impl Render for Code<'_> {
    fn render(&self) -> Markup {
        let lines = self.lines();
        html! {
            pre.code.numbered[self.first.is_some()] {
                code {
                    @for (index, line) in lines.iter().enumerate() {
                        @if let Some(first) = self.first {
                            @let number = first + index;
                            span.line id={ "L" (number) } { a.number href={ "#L" (number) } data-n=(number) aria-label={ "line " (number) } {} (line) "\n" }
                        } @else {
                            (line) "\n"
                        }
                    }
                }
            }
        }
    }
}

impl Code<'_> {
    /// The lines, each with its own markup.
    fn lines(&self) -> Vec<Markup> {
        let mut lines: Vec<Vec<Markup>> = vec![Vec::new()];
        let mut rest = self.text;
        // `From ... Require Import ...` names files, not definitions.
        let mut linked = !rest.starts_with("From ");
        while !rest.is_empty() {
            let (kind, length) = piece(rest, self.language);
            let (text, after) = rest.split_at(length);
            for (index, part) in text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Vec::new());
                    linked = !after.starts_with("From ");
                }
                if let Some(line) = lines.last_mut()
                    && !part.is_empty()
                {
                    line.push(self.part(kind, part, linked));
                }
            }
            rest = after;
        }
        if self.text.ends_with('\n') {
            lines.pop();
        }
        lines.into_iter().map(|parts| html! { @for part in parts { (part) } }).collect()
    }

    fn part(&self, kind: Kind, text: &str, linked: bool) -> Markup {
        let target = match self.language {
            Language::Rocq => self.links.rocq(text),
            Language::Rust => self.links.rust(text),
        };
        match (kind, target) {
            (Kind::Comment, _) => html! { span.c { (text) } },
            (Kind::String, _) => html! { span.s { (text) } },
            (Kind::Word, _) if self.language.keywords().contains(&text) => {
                html! { span.k { (text) } }
            }
            (Kind::Word, Some(address)) if linked => {
                html! { a href={ (self.depth) (address) } { (text) } }
            }
            _ => html! { (text) },
        }
    }
}

/// The kind and the length of what the text starts with.
fn piece(text: &str, language: Language) -> (Kind, usize) {
    let until = |end: &str| text[1..].find(end).map_or(text.len(), |found| 1 + found + end.len());
    if language == Language::Rocq && text.starts_with("(*") {
        return (Kind::Comment, comment(text));
    }
    if language == Language::Rust && text.starts_with("//") {
        return (Kind::Comment, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with('"') {
        return (Kind::String, until("\""));
    }
    let inside =
        |c: char| c.is_alphanumeric() || c == '_' || (language == Language::Rocq && c == '\'');
    let word = text.find(|c| !inside(c)).unwrap_or(text.len());
    if word > 0 {
        return (Kind::Word, word);
    }
    // Field access and qualified names: what follows the period is another word.
    (Kind::Other, text.chars().next().map_or(0, char::len_utf8))
}

/// The length of the comment at the start of the text. Comments nest.
fn comment(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut i) = (0_usize, 0);
    while i < bytes.len() {
        match &bytes[i..] {
            [b'(', b'*', ..] => (depth, i) = (depth + 1, i + 2),
            [b'*', b')', ..] => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            break;
        }
    }
    i
}

/// English with `[code]` or `` `code` `` in it.
pub fn prose(text: &str) -> Markup {
    html! {
        @for (index, piece) in text.split('`').enumerate() {
            @if index % 2 == 1 { code { (piece) } } @else { (bracketed(piece)) }
        }
    }
}

fn bracketed(text: &str) -> Markup {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[')
        && let Some((code, after)) = after.split_once(']')
    {
        parts.push((before, code));
        rest = after;
    }
    html! { @for (before, code) in parts { (before) code { (code) } } (rest) }
}
