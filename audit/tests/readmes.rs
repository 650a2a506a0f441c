//! What a reader of a package's README sees, on the package's page and on the site.

use std::fs;
use std::path::Path;

const README: [&str; 6] = [
    "README.md",
    "audit/README.md",
    "cli/README.md",
    "ffi/README.md",
    "randomness/README.md",
    "samplers/README.md",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).expect(path)
}

/// rustdoc leaves out lines that start with `#` and a space in Rust; others show them.
#[test]
fn no_lines_are_meant_to_be_hidden() {
    for path in README {
        let mut language: Option<&str> = None;
        let text = read(path);
        for (index, line) in text.lines().enumerate() {
            if let Some(opened) = line.strip_prefix("```") {
                language = if language.is_some() { None } else { Some(opened) };
                continue;
            }
            let rust = language.is_some_and(|name| name.is_empty() || name.starts_with("rust"));
            let hidden = rust && (line == "#" || line.trim_start().starts_with("# "));
            assert!(!hidden, "{path}:{}: {line}", index + 1);
        }
    }
}

/// Nothing is published yet: there is neither a page of a package nor one of its documentation.
#[test]
fn links_lead_to_no_page_of_an_unpublished_package() {
    for path in README {
        for address in ["docs.rs/verinoise", "crates.io/crates/verinoise"] {
            assert!(!read(path).contains(address), "{path}: {address}");
        }
    }
}
