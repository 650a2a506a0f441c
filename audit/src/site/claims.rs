//! All claims.

use maud::{Markup, html};

use super::File;
use super::code::prose;
use super::page::{Depth, Site};
use super::trust::anchor;
use crate::{Audit, Claim};

const PATH: &str = "claims.html";

/// Claims under one paragraph, the paragraphs under a heading.
pub fn sections(audit: &Audit) -> Vec<(&str, Vec<Vec<&Claim>>)> {
    let mut sections: Vec<(&str, Vec<Vec<&Claim>>)> = Vec::new();
    for claim in &audit.claims {
        match sections.last_mut() {
            Some((title, groups)) if *title == claim.section => match groups.last_mut() {
                Some(group) if group[0].paragraph == claim.paragraph => group.push(claim),
                _ => groups.push(vec![claim]),
            },
            _ => sections.push((&claim.section, vec![vec![claim]])),
        }
    }
    sections
}

/// The page.
pub fn page(site: &Site) -> File {
    let depth = Depth::of(PATH);
    let main = html! {
        h1 { "Claims" }
        p.lead {
            "Every public theorem, as Rocq prints it. Names lead to their definitions; the name of a theorem leads to where it "
            "is stated."
        }
        ul.contents {
            @for (title, _) in sections(site.audit) { li { a href={ "#" (anchor(title)) } { (prose(title)) } } }
        }
        @for (title, groups) in sections(site.audit) {
            section {
                h2 id=(anchor(title)) { (prose(title)) }
                @for group in groups { (paragraph(site, &group, depth)) }
            }
        }
    };
    site.page(PATH, "Claims", &main)
}

fn paragraph(site: &Site, group: &[&Claim], depth: Depth) -> Markup {
    html! {
        div.group {
            @if let Some(text) = group[0].text() { p.english { (prose(text)) } }
            @for claim in group { (site.claim(claim, depth)) }
        }
    }
}
