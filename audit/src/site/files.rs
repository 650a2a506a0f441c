//! All sources, by what they are for.

use maud::{Markup, html};

use super::File;
use super::page::{Depth, Site, count};
use super::source::{file, role};
use crate::{Role, Source};

const PATH: &str = "files.html";

const ROLES: [Role; 7] = [
    Role::Claims,
    Role::Vocabulary,
    Role::Printer,
    Role::Exported,
    Role::Runtime,
    Role::Evidence,
    Role::Proof,
];

/// The page.
pub fn page(site: &Site) -> File {
    let main = html! {
        h1 { "Files" }
        p.lead {
            "The Rocq files and the Rust that is part of what is claimed or trusted, with their lengths. Proofs have no page here: "
            "Rocq checks them, and nobody has to read them."
        }
        @for part in ROLES {
            @let sources: Vec<&Source> = site.audit.sources.iter().filter(|s| s.role == part).collect();
            @if !sources.is_empty() { (section(site, part, &sources)) }
        }
        p.note {
            (count(site.audit.files.len() + 1, "file")) " of the repository, these among them, are compared by "
            code { "verinoise audit --verify" } "; " code { "verinoise audit --checksums" } " lists them all."
        }
    };
    site.page(PATH, "Files", &main)
}

fn section(site: &Site, part: Role, sources: &[&Source]) -> Markup {
    html! {
        section {
            h2 { (role(part)) }
            table {
                thead { tr { th { "file" } th.number { "lines" } th.number { "of code" } } }
                tbody {
                    @for source in sources {
                        tr {
                            td { (file(site, &source.path, Depth::of(PATH))) }
                            td.number { (source.lines) }
                            td.number { (source.code) }
                        }
                    }
                }
            }
        }
    }
}
