//! The trusted base.

use maud::html;

use super::File;
use super::code::prose;
use super::page::{Depth, Site};
use super::source;
use crate::NOT_PROMISED;

const PATH: &str = "trust.html";

/// The page.
pub fn page(site: &Site) -> File {
    let depth = Depth::of(PATH);
    let main = html! {
        h1 { "Trusted base" }
        p.lead {
            "What is taken for granted, not proved. If a part is wrong, noise can be wrong although every theorem holds."
        }
        @for item in &site.audit.trust {
            section.trusted id=(anchor(&item.title)) {
                h2 { (item.title) " " span.size { (item.size) } }
                p { (prose(&item.what)) }
                dl.facts {
                    dt { "If it is wrong" } dd { (prose(&item.wrong)) }
                    dt { "What would notice" }
                    dd {
                        @if item.notices.is_empty() { "no test of its own yet" }
                        ul {
                            @for notice in &item.notices {
                                li {
                                    @if notice.by.contains('/') { code { (notice.by) } } @else { (notice.by) }
                                    ": " (prose(&notice.why)) "."
                                }
                            }
                        }
                    }
                }
                @if !item.files.is_empty() {
                    details {
                        summary { "Files" }
                        table {
                            thead { tr { th { "file" } th.number { "lines" } } }
                            tbody {
                                @for part in &item.files {
                                    tr { td { (source::file(site, &part.path, depth)) } td.number { (part.lines) } }
                                }
                            }
                        }
                    }
                }
            }
        }
        section {
            h2 { "What nothing here promises" }
            p { (NOT_PROMISED) }
        }
    };
    site.page(PATH, "Trusted base", &main)
}

/// A name for a heading.
pub fn anchor(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
