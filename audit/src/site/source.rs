//! The pages of source files.

use maud::{Markup, html};

use super::File;
use super::code::{Code, Language};
use super::links;
use super::page::{Depth, Site, count};
use crate::{Role, Source};

/// The page of a source file, if it is one to be read.
pub fn page(site: &Site, source: &Source) -> Option<File> {
    let text = source.text.as_deref()?;
    let path = links::source(&source.path);
    let depth = Depth::of(&path);
    let code = Code {
        text,
        language: Language::of(&source.path),
        first: Some(1),
        links: &site.links,
        depth,
    };
    let main = html! {
        h1.path { (source.path) }
        p.lead { (role(source.role)) ". " (count(source.lines, "line")) "." }
        (neighbours(site, source, depth))
        (code)
        @if let Some(sha256) = site.audit.files.get(&source.path) { p.hash { "SHA-256 " code { (sha256) } } }
    };
    Some(site.page(&path, &source.path, &main))
}

/// What it requires, and what requires it.
fn neighbours(site: &Site, source: &Source, depth: Depth) -> Markup {
    let needs: Vec<&str> = source.requires.iter().map(String::as_str).collect();
    let users = site.audit.sources.iter().filter(|other| other.requires.contains(&source.path));
    let users: Vec<&str> = users.map(|other| other.path.as_str()).collect();
    html! {
        @for (title, paths) in [("Requires", needs), ("Required by", users)] {
            @if !paths.is_empty() {
                p.names {
                    (title) " "
                    @for (index, path) in paths.into_iter().enumerate() {
                        @if index > 0 { ", " }
                        (file(site, path, depth))
                    }
                }
            }
        }
    }
}

/// A file's name, with a link if it has a page.
pub fn file(site: &Site, path: &str, depth: Depth) -> Markup {
    let shown = site.audit.source(path).is_some_and(|source| source.text.is_some());
    html! {
        @if shown { a href={ (depth) (links::source(path)) } { code { (path) } } } @else { code { (path) } }
    }
}

/// What a role means to a reader.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Claims => "Every public theorem, under a paragraph of English",
        Role::Vocabulary => "Definitions that the claims rest on",
        Role::Printer => "Prints the Rust: trusted",
        Role::Evidence => "Evaluates samplers for tests",
        Role::Proof => "Proofs, checked by Rocq",
        Role::Exported => "Rust, printed by Rocq",
        Role::Runtime => "Rust, written by hand: trusted",
    }
}
