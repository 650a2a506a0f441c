//! What all pages share.

use std::fmt;

use maud::{DOCTYPE, Markup, Render, html};

use super::File;
use super::code::{Code, Language, prose};
use super::links::{self, Links};
use crate::{Audit, Claim, Excerpt};

/// The audit and where its names lead to.
#[derive(Debug)]
pub struct Site<'a> {
    pub audit: &'a Audit,
    pub links: Links,
    digest: String,
}

/// How many folders a page is below the root; in an address, the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth(usize);

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.0).try_for_each(|_| f.write_str("../"))
    }
}

impl Render for Depth {
    fn render(&self) -> Markup {
        html! { (self.to_string()) }
    }
}

impl Depth {
    pub fn of(path: &str) -> Self {
        Self(path.matches('/').count())
    }
}

impl<'a> Site<'a> {
    pub fn new(audit: &'a Audit) -> Self {
        Self { audit, links: Links::new(audit), digest: audit.digest() }
    }

    /// A page with its frame.
    pub fn page(&self, path: &str, title: &str, main: &Markup) -> File {
        let depth = Depth::of(path);
        let here = |target: &str| (target == path).then_some("page");
        let markup = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) " · verinoise audit" }
                    link rel="stylesheet" href={ (depth) "style.css" };
                }
                body {
                    header {
                        nav {
                            @for (target, name) in [
                                ("index.html", "verinoise audit"),
                                ("claims.html", "Claims"),
                                ("trust.html", "Trusted base"),
                                ("map.html", "Map"),
                                ("files.html", "Files"),
                            ] {
                                a href={ (depth) (target) } aria-current=[here(target)] { (name) }
                            }
                        }
                    }
                    main { (main) }
                    footer {
                        p {
                            "verinoise " (self.audit.version) ", files "
                            code { (self.digest) } ". "
                            code { "verinoise audit --verify" } " compares a checkout with them."
                        }
                    }
                }
            }
        };
        File { path: path.into(), text: markup.into_string() }
    }

    /// A part of a source file, with its line numbers.
    pub fn excerpt<'b>(&'b self, excerpt: &'b Excerpt, depth: Depth) -> Code<'b> {
        Code {
            text: &excerpt.text,
            language: Language::of(&excerpt.file),
            first: None,
            links: &self.links,
            depth,
        }
    }

    /// A claim: what it says, where it is stated, what it rests on.
    pub fn claim(&self, claim: &Claim, depth: Depth) -> Markup {
        let statement = Code {
            text: &claim.statement,
            language: Language::Rocq,
            first: None,
            links: &self.links,
            depth,
        };
        html! {
            article.claim id=(claim.name) {
                p.english { (prose(&claim.paragraph)) }
                h4 {
                    @if let Some(kind) = &claim.kind { span.kind { (label(kind)) } }
                    a href={ (depth) (links::line(&claim.file, claim.line)) } { code { (claim.name) } }
                }
                (statement)
                (self.basis(claim, depth))
            }
        }
    }

    fn basis(&self, claim: &Claim, depth: Depth) -> Markup {
        let (definitions, outside) = self.audit.rests_on(claim);
        html! {
            details {
                summary {
                    (count(definitions.len(), "definition")) ", "
                    (if claim.axioms.is_empty() { "no axioms".into() } else { count(claim.axioms.len(), "axiom") })
                }
                @if !definitions.is_empty() {
                    p.names {
                        "The statement rests on "
                        @for (index, definition) in definitions.iter().enumerate() {
                            @if index > 0 { ", " }
                            a href={ (depth) (links::line(&definition.file, definition.line)) } { code { (definition.name) } }
                        }
                    }
                }
                (names("Of other libraries it rests on ", outside.into_iter()))
                (names("The proof uses the axioms ", claim.axioms.iter().map(String::as_str)))
            }
        }
    }

    /// A link to a line of a source, if it has a page.
    pub fn place(&self, file: &str, line: usize, depth: Depth) -> Markup {
        let shown = self.audit.source(file).is_some_and(|source| source.text.is_some());
        html! {
            @if shown {
                a.place href={ (depth) (links::line(file, line)) } { (file) ":" (line) }
            } @else {
                span.place { (file) ":" (line) }
            }
        }
    }
}

/// A paragraph of names, if there are any.
fn names<'a>(title: &str, names: impl Iterator<Item = &'a str>) -> Markup {
    let names: Vec<&str> = names.collect();
    html! {
        @if !names.is_empty() {
            p.names {
                (title)
                @for (index, name) in names.iter().enumerate() {
                    @if index > 0 { ", " }
                    code { (name) }
                }
            }
        }
    }
}

/// `1 claim`, `2 claims`.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// What a kind of claim is called: by its last words, with what precedes them in brackets.
pub fn label(kind: &str) -> String {
    const LABELS: [(&str, &str); 8] = [
        ("pmf", "Distribution"),
        ("sound", "Soundness"),
        ("terminates", "Terminates"),
        ("tape", "Running program"),
        ("bytes", "Random bytes"),
        ("pure_dp", "Pure differential privacy"),
        ("approx_dp", "Approximate differential privacy"),
        ("zcdp", "Concentrated differential privacy"),
    ];
    let of = |(ending, label): &(&str, &str)| {
        let before = kind.strip_suffix(ending)?;
        match before.strip_suffix('_') {
            Some(more) => Some(format!("{label} ({})", more.replace('_', " "))),
            None => before.is_empty().then(|| (*label).to_owned()),
        }
    };
    LABELS.iter().find_map(of).unwrap_or_else(|| capitalised(&kind.replace('_', " ")))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
