//! Comparison of a checkout with the sources that an audit describes.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use crate::{Audit, sha256};

/// Folders in which no other source may be, and how the names of sources end.
const FOLDERS: [(&str, &str); 3] =
    [("mathlib-lite", ".v"), ("proofs", ".v"), ("samplers/src", ".rs")];

/// How a checkout differs from what an audit describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The file's SHA-256 is another one.
    Changed(String),
    /// The file is not there.
    Missing(String),
    /// The audit does not know the file.
    Unknown(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => write!(f, "{path} is not the audited version"),
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Unknown(path) => write!(f, "{path} is not among the audited files"),
        }
    }
}

/// Hashes every source below `repository`, and lists how they differ from what `audit` describes.
///
/// # Errors
/// If a file or folder cannot be read.
pub fn verify(audit: &Audit, repository: &Path) -> io::Result<Vec<Difference>> {
    let mut differences = Vec::new();
    for source in &audit.sources {
        match fs::read(repository.join(&source.path)) {
            Ok(bytes) if sha256(&bytes) == source.sha256 => {}
            Ok(_) => differences.push(Difference::Changed(source.path.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                differences.push(Difference::Missing(source.path.clone()));
            }
            Err(error) => return Err(error),
        }
    }
    let known: BTreeSet<&str> = audit.sources.iter().map(|source| source.path.as_str()).collect();
    for (folder, ending) in FOLDERS {
        let mut found = BTreeSet::new();
        walk(repository, folder, ending, &mut found)?;
        let unknown = found.into_iter().filter(|path| !known.contains(path.as_str()));
        differences.extend(unknown.map(Difference::Unknown));
    }
    Ok(differences)
}

/// Collects the paths of all files below `folder` whose names end so. A folder that is missing has none.
fn walk(root: &Path, folder: &str, ending: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
    let entries = match fs::read_dir(root.join(folder)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(root, &path, ending, found)?;
        } else if path.ends_with(ending) {
            found.insert(path);
        }
    }
    Ok(())
}
