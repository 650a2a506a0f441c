//! All claims.

use maud::html;

use super::File;
use super::code::prose;
use super::page::{Depth, Site};
use super::trust::anchor;
use crate::{Audit, Claim};

const PATH: &str = "claims.html";

/// The claims under each heading.
pub fn sections(audit: &Audit) -> Vec<(&str, Vec<&Claim>)> {
    let mut sections: Vec<(&str, Vec<&Claim>)> = Vec::new();
    for claim in &audit.claims {
        match sections.last_mut() {
            Some((title, claims)) if *title == claim.section => claims.push(claim),
            _ => sections.push((&claim.section, vec![claim])),
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
            "Every public theorem, in English and as Rocq prints it. Names lead to their definitions; the name of a theorem leads to where it "
            "is stated."
        }
        ul.contents {
            @for (title, _) in sections(site.audit) { li { a href={ "#" (anchor(title)) } { (prose(title)) } } }
        }
        @for (title, claims) in sections(site.audit) {
            section {
                h2 id=(anchor(title)) { (prose(title)) }
                @for claim in claims { (site.claim(claim, depth)) }
            }
        }
    };
    site.page(PATH, "Claims", &main)
}
