//! Comparison of a checkout with the files that an audit describes.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, FileType};
use std::io;
use std::path::Path;

use crate::model::DATA_PATH;
use crate::{Audit, sha256};

/// What is not looked at in a checkout: Git's own files, and what builds leave behind. The patterns are those of `.gitignore`: a
/// slash at the start stands for the checkout, a star for any letters.
pub const NOT_LOOKED_AT: [&str; 19] = [
    "/.git",
    "/target/",
    "/report/",
    "*.vo",
    "*.vok",
    "*.vos",
    "*.glob",
    ".*.aux",
    "/proofs/build/",
    "Makefile.coq",
    "Makefile.coq.conf",
    ".Makefile.coq.d",
    ".lia.cache",
    ".nia.cache",
    ".nra.cache",
    "/fuzz/target/",
    "/fuzz/artifacts/",
    "/fuzz/coverage/",
    "/fuzz/found/",
];

/// How a checkout differs from what an audit describes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The file's SHA-256 is another one.
    Changed(String),
    /// The file's lines end in a carriage return and a line feed; otherwise it is the audited version.
    LineEnds(String),
    /// The file is not there.
    Missing(String),
    /// The audit does not know the file.
    Unknown(String),
    /// A symbolic link or something else that is neither a file nor a folder. The audited files are none of these.
    Special(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(path) => write!(f, "{path} is not the audited version"),
            Self::LineEnds(path) => {
                write!(f, "{path} is the audited version but for its line ends (CRLF)")
            }
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Unknown(path) => write!(f, "{path} is not among the audited files"),
            Self::Special(path) => write!(f, "{path} is neither a file nor a folder"),
        }
    }
}

/// Compares every file below `repository` with those that `audit` describes, and lists the differences: what changed or is
/// missing, and then what is there besides. [`NOT_LOOKED_AT`] is left out, and so are owners and permissions.
///
/// # Errors
/// If a file or folder cannot be read.
pub fn verify(audit: &Audit, repository: &Path) -> io::Result<Vec<Difference>> {
    let mut differences = Vec::new();
    let data = sha256(audit.json().as_bytes());
    let described = audit.files.iter().map(|(path, sha256)| (path.as_str(), sha256.as_str()));
    for (path, expected) in described.chain([(DATA_PATH, data.as_str())]) {
        differences.extend(compare(repository, path, expected)?);
    }
    let mut found = Vec::new();
    walk(repository, "", &mut |path, kind| found.push((path, kind)), &mut |_| ())?;
    let known: BTreeSet<&str> = audit.files.keys().map(String::as_str).chain([DATA_PATH]).collect();
    for (path, kind) in found {
        if !kind.is_file() && !kind.is_dir() {
            differences.push(Difference::Special(path));
        } else if !known.contains(path.as_str()) {
            differences.push(Difference::Unknown(path));
        }
    }
    Ok(differences)
}

/// Lists what is there of [`NOT_LOOKED_AT`], but for Git's own files.
///
/// # Errors
/// If a folder cannot be read.
pub fn not_looked_at(repository: &Path) -> io::Result<Vec<String>> {
    let mut skipped = Vec::new();
    walk(repository, "", &mut |_, _| (), &mut |path| skipped.push(path))?;
    skipped.retain(|path| path != ".git");
    Ok(skipped)
}

/// How a file differs from the one with that SHA-256.
fn compare(repository: &Path, path: &str, expected: &str) -> io::Result<Option<Difference>> {
    let place = repository.join(path);
    match fs::symlink_metadata(&place) {
        Ok(metadata) if metadata.is_file() => {}
        // What is in the folder is not known either.
        Ok(metadata) if metadata.is_dir() => {
            return Ok(Some(Difference::Changed(path.to_owned())));
        }
        // A link, a pipe or a device is not opened: it could be endless. The walk reports it.
        Ok(_) => return Ok(None),
        Err(error) if is_missing(&error) => return Ok(Some(Difference::Missing(path.to_owned()))),
        Err(error) => return Err(error),
    }
    let bytes = fs::read(place)?;
    if sha256(&bytes) == expected {
        return Ok(None);
    }
    let same = sha256(&without_carriage_returns(&bytes)) == expected;
    let difference = if same { Difference::LineEnds } else { Difference::Changed };
    Ok(Some(difference(path.to_owned())))
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The bytes with a line feed for each carriage return and line feed.
fn without_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let kept =
        bytes.iter().zip(next).filter(|(byte, next)| **byte != b'\r' || *next != Some(&b'\n'));
    kept.map(|(byte, _)| *byte).collect()
}

/// Visits what is below a folder and no folder itself, in order, and what is not looked at there. Links are not followed.
fn walk(
    root: &Path,
    folder: &str,
    found: &mut dyn FnMut(String, FileType),
    skipped: &mut dyn FnMut(String),
) -> io::Result<()> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let kind = entry.file_type()?;
        match entry.file_name().into_string() {
            Ok(name) => entries.push((name, kind)),
            // No audited file has such a name, and a folder of that name need not be entered to say so.
            Err(name) => found(joined(folder, &name.to_string_lossy()), kind),
        }
    }
    entries.sort_by(|(left, _), (right, _)| left.cmp(right));
    for (name, kind) in entries {
        let path = joined(folder, &name);
        if NOT_LOOKED_AT.iter().any(|pattern| matches(pattern, &path, kind)) {
            skipped(path);
        } else if kind.is_dir() {
            walk(root, &path, found, skipped)?;
        } else {
            found(path, kind);
        }
    }
    Ok(())
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Whether a pattern of [`NOT_LOOKED_AT`] stands for a path.
fn matches(pattern: &str, path: &str, kind: FileType) -> bool {
    let (pattern, folder) =
        pattern.strip_suffix('/').map_or((pattern, false), |pattern| (pattern, true));
    if let Some(anchored) = pattern.strip_prefix('/') {
        return path == anchored && (kind.is_dir() || !folder);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    match pattern.split_once('*') {
        None => name == pattern && kind.is_file(),
        Some((start, end)) => {
            let enough = name.len() >= start.len() + end.len();
            enough && name.starts_with(start) && name.ends_with(end) && kind.is_file()
        }
    }
}
