//! A folder of files that appears complete or not at all, and never costs anyone a file.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempDir};
use verinoise_audit::sha256;
use verinoise_audit::site::File;

use crate::failure::Failure;
use crate::{shown, staged};

/// Lists the files that were written, as `sha256sum` would. By this a later run knows what it may replace.
const MANIFEST: &str = "MANIFEST.sha256";
const FIRST_LINE: &str =
    "# Written by verinoise audit --html. `sha256sum --check MANIFEST.sha256` checks it.";

/// Makes `path` a folder that holds just these files. It may exist if it is empty, or if all that it holds was written here.
/// Returns remarks about its owner and permissions.
pub fn write(path: &Path, files: &[File]) -> Result<Vec<String>, Failure> {
    let name = shown::path(path);
    let target = resolve(path)?;
    let exists = refuse_strangers(path, &target)?;
    let (Some(parent), Some(_)) = (target.parent(), target.file_name()) else {
        return Err(Failure::Input(format!("{name} cannot be replaced")));
    };
    let cannot = |error: io::Error| match error.kind() {
        io::ErrorKind::ResourceBusy => Failure::System(format!(
            "{name} is a mount point and cannot be replaced; name a folder in it"
        )),
        _ => Failure::system(format_args!("write {name}"), error),
    };
    staged::clean_up_when_interrupted()?;
    let beside = temporary(parent).map_err(|error| {
        Failure::Input(format!("cannot create a folder beside {name}: {error}"))
    })?;
    let fresh = beside.path().join("new");
    fill(&fresh, files).map_err(cannot)?;
    let differences = if exists { staged::inherit_folder(&fresh, &target) } else { Ok(Vec::new()) };
    let differences = differences.map_err(cannot)?;
    // Only these two steps are seen from outside, and no interrupt comes between them. Should the second fail, the first is undone.
    let mut pending = staged::pending();
    let old = beside.path().join("old");
    if exists {
        fs::rename(&target, &old).map_err(cannot)?;
    }
    if let Err(error) = fs::rename(&fresh, &target) {
        let failure = cannot(error);
        if !exists || fs::rename(&old, &target).is_ok() {
            return Err(failure);
        }
        pending.retain(|path| path != beside.path());
        let kept = beside.keep().join("old");
        return Err(failure.with_remark(&format!("what was {name} is {} now", shown::path(&kept))));
    }
    Ok(differences.iter().map(|difference| format!("note: {name} {difference}")).collect())
}

fn temporary(parent: &Path) -> io::Result<TempDir> {
    // Holding the list, so that an interrupt comes before the folder exists or after it is listed.
    let mut pending = staged::pending();
    let folder = Builder::new().prefix(staged::PREFIX).suffix(staged::NEW).tempdir_in(parent)?;
    pending.push(folder.path().to_owned());
    Ok(folder)
}

fn fill(folder: &Path, files: &[File]) -> io::Result<()> {
    let mut manifest = format!("{FIRST_LINE}\n");
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.text)?;
        manifest.extend([&sha256(file.text.as_bytes()), "  ", &file.path, "\n"]);
    }
    fs::write(folder.join(MANIFEST), manifest)
}

/// The folder itself, where `path` is a link or has dots in it.
fn resolve(path: &Path) -> Result<PathBuf, Failure> {
    match path.canonicalize() {
        Ok(target) => Ok(target),
        Err(_) if fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink()) => {
            Err(Failure::Input(format!("{} is a link that leads nowhere", shown::path(path))))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => std::path::absolute(path)
            .map_err(|error| Failure::Input(format!("{}: {error}", shown::path(path)))),
        Err(error) => Err(Failure::Input(format!("cannot open {}: {error}", shown::path(path)))),
    }
}

/// Refuses a folder that holds what was not written here. Says whether the folder exists.
fn refuse_strangers(path: &Path, target: &Path) -> Result<bool, Failure> {
    match fs::metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => {
            return Err(Failure::system(format_args!("read {}", shown::path(path)), error));
        }
        Ok(metadata) if !metadata.is_dir() => {
            return Err(Failure::Input(format!("{} is not a folder", shown::path(path))));
        }
        Ok(_) => {}
    }
    let cannot = |error| Failure::system(format_args!("read {}", shown::path(path)), error);
    let mut found = BTreeSet::new();
    walk(target, Path::new(""), &mut found).map_err(cannot)?;
    let known = known(target);
    match found.iter().find(|file| !known.contains(*file)) {
        None => Ok(true),
        Some(file) => Err(Failure::Input(format!(
            "{} holds files that 'verinoise audit' did not write, such as {}; name a new or an empty folder",
            shown::path(path),
            shown::path(file)
        ))),
    }
}

/// What an earlier run wrote there.
fn known(folder: &Path) -> BTreeSet<PathBuf> {
    let manifest = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
    let mut lines = manifest.lines();
    if lines.next() != Some(FIRST_LINE) {
        return BTreeSet::new();
    }
    let listed = lines.filter_map(|line| line.split_once("  ")).map(|(_, path)| path.into());
    listed.chain([MANIFEST.into()]).collect()
}

/// Collects everything in a folder but the folders that hold something.
fn walk(root: &Path, below: &Path, found: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            walk(root, &path, found)?;
        } else {
            found.insert(path);
        }
    }
    Ok(())
}
