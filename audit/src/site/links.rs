//! Where names lead to.

use std::collections::BTreeMap;

use crate::Audit;

/// Where a reader can look up what a name means. All addresses are relative to the root of the site.
#[derive(Debug)]
pub struct Links {
    rocq: BTreeMap<String, String>,
    rust: BTreeMap<String, String>,
}

impl Links {
    pub fn new(audit: &Audit) -> Self {
        let mut rocq = BTreeMap::new();
        for definition in &audit.definitions {
            for name in definition.names() {
                let address = line(&definition.file, definition.line);
                rocq.entry(name.to_owned()).or_insert(address);
            }
        }
        for claim in &audit.claims {
            rocq.entry(claim.name.clone()).or_insert_with(|| self::claim(&claim.name));
        }
        let functions = audit.functions.iter();
        let rust = functions.map(|f| (f.name.clone(), function(&f.name))).collect();
        Self { rocq, rust }
    }

    pub fn rocq(&self, name: &str) -> Option<&str> {
        self.rocq.get(name).map(String::as_str)
    }

    pub fn rust(&self, name: &str) -> Option<&str> {
        self.rust.get(name).map(String::as_str)
    }
}

/// The page of a source file.
pub fn source(path: &str) -> String {
    format!("source/{path}.html")
}

/// A line of a source file.
pub fn line(path: &str, line: usize) -> String {
    format!("source/{path}.html#L{line}")
}

/// The page of a function.
pub fn function(name: &str) -> String {
    format!("functions/{name}.html")
}

/// A claim among all claims.
pub fn claim(name: &str) -> String {
    format!("claims.html#{name}")
}
