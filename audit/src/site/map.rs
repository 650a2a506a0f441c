//! A picture of the development: which Rocq file requires which.

mod layout;

use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use super::File;
use super::code::Language;
use super::links;
use super::page::{Depth, Site};
use super::source;
use crate::{Role, Source};
use layout::{Node, Picture};

const PATH: &str = "map.html";

/// The page.
pub fn page(site: &Site) -> File {
    let files: Vec<&Source> = site
        .audit
        .sources
        .iter()
        .filter(|source| Language::of(&source.path) == Language::Rocq)
        .collect();
    let picture = layout::arrange(&files);
    let main = html! {
        h1 { "Map of the development" }
        p.lead {
            "Every Rocq file, below those that it requires; a connection that follows from others is left out. Point at a "
            "file to see what it requires and what requires it."
        }
        ul.legend {
            @for role in [Role::Claims, Role::Vocabulary, Role::Printer, Role::Evidence, Role::Proof] {
                li { span class={ "swatch " (class(role)) } {} (source::role(role)) }
            }
        }
        div.map { (draw(&picture, &files)) }
    };
    site.page(PATH, "Map", &main)
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Claims => "claims",
        Role::Vocabulary => "vocabulary",
        Role::Printer => "printer",
        Role::Evidence => "evidence",
        Role::Proof | Role::Exported | Role::Runtime => "proof",
    }
}

fn draw(picture: &Picture, files: &[&Source]) -> Markup {
    let view = format!("0 0 {} {}", picture.width, picture.height);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(view) role="img" aria-label="Dependencies of the Rocq files" {
            style { (PreEscaped(highlights(picture, files.len()))) }
            @for group in &picture.groups {
                rect.group x=(group.x) y=(group.y) width=(group.width) height=(group.height) rx="8" {}
                text.group x=(group.x + 10) y=(group.y + 18) { (group.title) }
            }
            @for (from, to) in &picture.edges {
                path class={ "edge f" (from) " t" (to) } d=(curve(&picture.nodes[*from], &picture.nodes[*to])) {}
            }
            @for (index, (node, file)) in picture.nodes.iter().zip(files).enumerate() {
                (draw_node(index, node, file))
            }
        }
    }
}

fn draw_node(index: usize, node: &Node, file: &Source) -> Markup {
    let shape = html! {
        title { (file.path) ": " (source::role(file.role)) ", " (file.lines) " lines" }
        rect x=(node.x) y=(node.y) width=(node.width) height=(layout::HEIGHT) rx="5" {}
        text x=(node.x + node.width / 2) y=(node.y + 17) { (node.label) }
    };
    let classes = format!("node n{index} {}", class(file.role));
    html! {
        @if file.text.is_some() {
            a class=(classes) href={ (Depth::of(PATH)) (links::source(&file.path)) } { (shape) }
        } @else {
            g class=(classes) { (shape) }
        }
    }
}

/// From below the required file to above the one that requires it; where that is no way down, in an arc above both.
fn curve(from: &Node, to: &Node) -> String {
    let (x, y) = (from.x + from.width / 2, from.y + layout::HEIGHT);
    let (u, v) = (to.x + to.width / 2, to.y);
    if v < y {
        let top = from.y.min(v) - 24;
        return format!("M{x} {}C{x} {top} {u} {top} {u} {v}", from.y);
    }
    let bend = ((v - y) / 2).clamp(16, 90);
    format!("M{x} {y}C{x} {} {u} {} {u} {v}", y + bend, v - bend)
}

/// What lights up when a file is pointed at, by style sheet alone.
fn highlights(picture: &Picture, count: usize) -> String {
    let mut rules = String::new();
    for node in 0..count {
        let _ = write!(
            rules,
            "svg:has(.n{node}:hover) .t{node}{{stroke:var(--needs);opacity:1}}\
             svg:has(.n{node}:hover) .f{node}{{stroke:var(--used);opacity:1}}"
        );
        for (from, to) in &picture.edges {
            if *to == node {
                let _ =
                    write!(rules, "svg:has(.n{node}:hover) .n{from} rect{{stroke:var(--needs)}}");
            } else if *from == node {
                let _ = write!(rules, "svg:has(.n{node}:hover) .n{to} rect{{stroke:var(--used)}}");
            }
        }
    }
    rules
}
