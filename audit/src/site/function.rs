//! The pages of functions: claim, definition, Rust, tests.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::File;
use super::code::{Code, Language, prose};
use super::links;
use super::page::{Depth, Site, count};
use crate::{Definition, Function};

/// The page of a function.
pub fn page(site: &Site, function: &Function) -> File {
    let path = links::function(&function.name);
    let depth = Depth::of(&path);
    let main = html! {
        h1 { code { (function.name) } }
        p.lead { (prose(&function.summary)) }
        (facts(site, function, depth))
        section {
            h2 id="proved" { "What is proved" }
            (proved(site, function, depth))
        }
        section {
            h2 id="definition" { "Definition in Rocq" }
            p.where { (site.place(&function.rocq.file, function.rocq.line, depth)) }
            (site.excerpt(&function.rocq, depth))
        }
        section {
            h2 id="rust" { "What was printed from it" }
            p.where {
                (site.place(&function.rust.file, function.rust.line, depth))
                ", SHA-256 " code { (function.sha256) }
            }
            (site.excerpt(&function.rust, depth))
        }
        section {
            h2 id="tested" { "How the Rust is tested" }
            (tested(site, function))
        }
    };
    site.page(&path, &function.name, &main)
}

fn facts(site: &Site, function: &Function, depth: Depth) -> Markup {
    let callers = site.audit.functions.iter().filter(|other| other.calls.contains(&function.name));
    let callers: Vec<&str> = callers.map(|other| other.name.as_str()).collect();
    let calls: Vec<&str> = function.calls.iter().map(String::as_str).collect();
    html! {
        dl.facts {
            dt { "In Rust" } dd { code { (function.path) } }
            @for (title, names) in [("Calls", calls), ("Called by", callers)] {
                @if !names.is_empty() {
                    dt { (title) }
                    dd {
                        @for (index, name) in names.into_iter().enumerate() {
                            @if index > 0 { ", " }
                            a href={ (depth) (links::function(name)) } { code { (name) } }
                        }
                    }
                }
            }
        }
    }
}

fn proved(site: &Site, function: &Function, depth: Depth) -> Markup {
    let claims: Vec<_> = site.audit.claims_about(function).collect();
    html! {
        @if claims.is_empty() { p { "Nothing yet about this function by itself." } }
        @for claim in claims { (site.claim(claim, depth)) }
        @let forms = closed_forms(site, function);
        @if !forms.is_empty() {
            h3 { "Where" }
            @for (definition, text) in forms {
                p.where { (site.place(&definition.file, definition.line, depth)) }
                (Code { text: &text, language: Language::Rocq, first: None, links: &site.links, depth })
            }
        }
    }
}

/// The definitions of specifications that the claims mention, with their text.
fn closed_forms<'a>(site: &'a Site, function: &Function) -> Vec<(&'a Definition, String)> {
    let claims = site.audit.claims_about(function);
    let used: BTreeSet<&str> =
        claims.flat_map(|claim| site.audit.rests_on(claim).0).map(|d| d.id.as_str()).collect();
    let definitions = site.audit.definitions.iter().filter(|d| used.contains(d.id.as_str()));
    let forms = definitions.filter(|d| d.file.ends_with("/Spec.v"));
    forms.filter_map(|d| Some((d, text_of(site, d)?))).collect()
}

/// The lines from a definition's first to the one that ends with a period.
fn text_of(site: &Site, definition: &Definition) -> Option<String> {
    let text = site.audit.source(&definition.file)?.text.as_deref()?;
    let lines: Vec<&str> = text.lines().skip(definition.line - 1).collect();
    let end = lines.iter().position(|line| line.ends_with('.'))?;
    Some(lines[..=end].join("\n"))
}

fn tested(site: &Site, function: &Function) -> Markup {
    html! {
        dl.facts {
            dt { "Golden tapes" }
            dd {
                (count(function.golden_tapes, "run")) " that Rocq evaluated, replayed bit for bit"
            }
            @for (suite, tests) in site.audit.tests_of(function) {
                dt { code { (suite.path) } }
                dd {
                    (prose(&suite.title)) ": "
                    @for (index, test) in tests.iter().enumerate() {
                        @if index > 0 { ", " }
                        code { (test.name) }
                    }
                }
            }
        }
    }
}
