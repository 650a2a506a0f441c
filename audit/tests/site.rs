//! The site: every link leads somewhere, and everything is on it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use verinoise_audit::{Audit, site};

fn audit() -> Audit {
    Audit::embedded().expect("data")
}

/// The site of this version.
fn site() -> &'static [site::File] {
    static SITE: OnceLock<Vec<site::File>> = OnceLock::new();
    SITE.get_or_init(|| site::files(&audit()))
}

fn pages() -> BTreeMap<String, &'static str> {
    site().iter().map(|file| (file.path.clone(), file.text.as_str())).collect()
}

/// The values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The path that a link on a page leads to.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn links_lead_somewhere() {
    let files = pages();
    let anchors: BTreeMap<&str, BTreeSet<&str>> = files
        .iter()
        .map(|(path, text)| (path.as_str(), values(text, "id").into_iter().collect()))
        .collect();
    let mut links = 0;
    for (page, text) in files.iter().filter(|(_, text)| text.starts_with("<!DOCTYPE html>")) {
        let ids = values(text, "id");
        assert_eq!(ids.len(), anchors[page.as_str()].len(), "{page} has an anchor twice");
        for link in values(text, "href") {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() { page.clone() } else { resolve(page, path) };
            let there = anchors.get(target.as_str());
            let found = there.is_some_and(|ids| anchor.is_empty() || ids.contains(anchor));
            assert!(found, "{page}: {link}");
            links += 1;
        }
    }
    assert!(links > 1000, "{links}");
}

/// From the first page, links lead to every other.
#[test]
fn every_page_can_be_reached() {
    let files = pages();
    let mut waiting = vec!["index.html".to_owned()];
    let mut reached = BTreeSet::new();
    while let Some(page) = waiting.pop() {
        if reached.insert(page.clone()) {
            for link in values(files[&page], "href") {
                let path = link.split('#').next().unwrap_or(link);
                if !path.is_empty() {
                    waiting.push(resolve(&page, path));
                }
            }
        }
    }
    let left: Vec<&String> = files.keys().filter(|path| !reached.contains(*path)).collect();
    assert_eq!(left, [""; 0]);
}

/// What a reader looks for comes first.
#[test]
fn the_index_opens_with_the_noise() {
    let index = site().iter().find(|file| file.path == "index.html").expect("the first page");
    let functions: Vec<&str> = values(&index.text, "href")
        .into_iter()
        .filter(|link| link.starts_with("functions/") && !link.contains('#'))
        .collect();
    assert_eq!(functions[..2], ["functions/gaussian.html", "functions/laplace.html"]);
    assert_eq!(functions.len(), audit().functions.len());
    // No two columns of the table have one name.
    let head = index.text.split("</thead>").next().expect("a table");
    let columns: Vec<&str> =
        head.split("</th>").filter_map(|cell| cell.rsplit('>').next()).collect();
    let different: BTreeSet<&str> = columns.iter().copied().collect();
    assert_eq!(columns.len(), different.len(), "{columns:?}");
}

#[test]
fn nothing_comes_from_elsewhere() {
    for file in site() {
        assert!(values(&file.text, "src").is_empty(), "{}", file.path);
        assert!(!file.text.contains("<script") && !file.text.contains("@import"), "{}", file.path);
        for link in values(&file.text, "href") {
            assert!(!link.contains("//"), "{}: {link}", file.path);
        }
    }
}

#[test]
fn markup_in_sources_is_text() {
    let mut audit = audit();
    let evil = "<b>&\"</b>";
    audit.claims[0].paragraph = evil.into();
    audit.claims[0].statement = evil.into();
    audit.functions[0].rust.text = evil.into();
    audit.functions[0].summary = format!("[{evil}]");
    for file in site::files(&audit) {
        assert!(!file.text.contains("<b>"), "{}", file.path);
    }
}
