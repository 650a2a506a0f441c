//! The trusted base.

use maud::html;

use super::File;
use super::code::prose;
use super::page::{Depth, Site};
use super::source;

const PATH: &str = "trust.html";

/// The page.
pub fn page(site: &Site) -> File {
    let depth = Depth::of(PATH);
    let main = html! {
        h1 { "Trusted base" }
        p.lead {
            "The theorems say what the noise is under the assumption that everything on this page works. None of it is proved."
        }
        @for item in &site.audit.trust {
            section.trusted id=(anchor(&item.title)) {
                h2 { (item.title) " " span.size { (item.size) } }
                @for paragraph in item.what.split("\n\n") { p { (prose(paragraph)) } }
                dl.facts {
                    dt { "What would go wrong" } dd { (prose(&item.wrong)) }
                    dt { "What would notice" }
                    dd {
                        ul {
                            @for notice in &item.notices {
                                li {
                                    @if notice.by.contains('/') { code { (notice.by) } } @else { (notice.by) }
                                    ": " (prose(&notice.why))
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
            p { (prose(&site.audit.not_promised)) }
        }
    };
    site.page(PATH, "Trusted base", &main)
}

/// A name for a heading.
pub fn anchor(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}
