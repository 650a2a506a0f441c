//! The files of a repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use verinoise_audit::sha256;

use crate::Result;

/// A repository on disk. Paths are relative to it, with slashes.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
}

impl Tree {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Result<String> {
        fs::read_to_string(self.root.join(path)).map_err(|error| format!("{path}: {error}"))
    }

    /// The SHA-256 of every listed file that is there.
    pub fn sha256s<'a>(
        &self,
        paths: impl Iterator<Item = &'a str>,
    ) -> Result<BTreeMap<String, String>> {
        let present = paths.filter(|path| self.exists(path));
        let hashed = present.map(|path| {
            let bytes =
                fs::read(self.root.join(path)).map_err(|error| format!("{path}: {error}"))?;
            Ok((path.to_owned(), sha256(&bytes)))
        });
        hashed.collect()
    }

    pub fn exists(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// The paths of all files in a folder, or anywhere below it, whose names end so, in order.
    pub fn files(&self, folder: &str, ending: &str, below: bool) -> Result<Vec<String>> {
        let mut found = Vec::new();
        let cannot = |error| format!("{folder}: {error}");
        for entry in fs::read_dir(self.root.join(folder)).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(cannot)?.is_dir() {
                if below {
                    found.extend(self.files(&path, ending, true)?);
                }
            } else if path.ends_with(ending) {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    /// The version of all packages.
    pub fn version(&self) -> Result<String> {
        value_after(&self.text("Cargo.toml")?, "[workspace.package]", "version = ")
            .ok_or("Cargo.toml: no version".into())
    }

    /// The lowest version of Rust.
    pub fn rust_version(&self) -> Result<String> {
        value_after(&self.text("Cargo.toml")?, "[workspace.package]", "rust-version = ")
            .ok_or("Cargo.toml: no rust-version".into())
    }

    /// The locked version of a package's dependency.
    pub fn locked(&self, package: &str, dependency: &str) -> Result<String> {
        let lock = self.text("Cargo.lock")?;
        let section = |name: &str| format!("name = \"{name}\"");
        // " \"NAME\"," where there is one version, " \"NAME VERSION\"," where there are several.
        let entry = lock
            .lines()
            .skip_while(|line| *line != section(package))
            .map(|line| line.trim_matches([' ', ',', '"']))
            .find(|line| line.split(' ').next() == Some(dependency));
        let version = match entry.and_then(|entry| entry.split_once(' ')) {
            Some((_, version)) => Some(version.to_owned()),
            None => value_after(&lock, &section(dependency), "version = "),
        };
        version.ok_or(format!("Cargo.lock: no {dependency}"))
    }
}

/// The quoted value on the first line that starts with `key`, after the line `section`.
fn value_after(text: &str, section: &str, key: &str) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| *line != section);
    let value = lines.find_map(|line| line.strip_prefix(key))?;
    Some(value.trim_matches('"').to_owned())
}
