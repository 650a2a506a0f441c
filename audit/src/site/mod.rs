//! The audit as a web site: static pages that link claims, definitions and Rust, without scripts and without a network.

mod claims;
mod code;
mod files;
mod function;
mod index;
mod links;
mod map;
mod page;
mod source;
mod trust;

use crate::Audit;

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path within the site, with slashes.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The whole site; `index.html` is where to start.
#[must_use]
pub fn files(audit: &Audit) -> Vec<File> {
    let site = page::Site::new(audit);
    let mut files = vec![
        File { path: "style.css".into(), text: include_str!("style.css").into() },
        index::page(&site),
        claims::page(&site),
        trust::page(&site),
        map::page(&site),
        files::page(&site),
    ];
    files.extend(audit.functions.iter().map(|function| function::page(&site, function)));
    files.extend(audit.sources.iter().filter_map(|source| source::page(&site, source)));
    files
}
