//! Files that appear complete or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;

/// The temporary files of this process, for [`clean_up_when_interrupted`].
static PENDING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn pending() -> MutexGuard<'static, Vec<PathBuf>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file under construction beside its destination. Dropped, it leaves no trace; [`publish`](Self::publish) puts it in
/// place in one step.
#[derive(Debug)]
pub struct Staged {
    file: NamedTempFile,
    destination: PathBuf,
}

impl Staged {
    /// Starts a file that is to become `path`. If `path` is a symbolic link, its target will be replaced.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        let existing = fs::metadata(path).ok();
        if existing.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            return Err(Failure::Input(format!(
                "{} is not a regular file and cannot be replaced",
                path.display()
            )));
        }
        let destination = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let file = Self::beside(&destination, existing.as_ref()).map_err(|error| {
            Failure::Input(format!("cannot create a file beside {}: {error}", path.display()))
        })?;
        Ok(Self { file, destination })
    }

    fn beside(destination: &Path, existing: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
        let folder = match destination.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let mut builder = Builder::new();
        builder.prefix(".verinoise-").suffix(".partial");
        #[cfg(unix)]
        {
            // The mode of any new file; the process's umask still applies.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        // Holding the lock, so that an interrupt comes before the file exists or after it is listed.
        let mut pending = pending();
        let file = builder.tempfile_in(folder)?;
        pending.push(file.path().to_owned());
        drop(pending);
        if let Some(existing) = existing {
            file.as_file().set_permissions(existing.permissions())?;
        }
        Ok(file)
    }

    /// Appends `bytes`.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Self { file, destination } = self;
        file.write_all(bytes).map_err(|error| cannot_write(destination, error))
    }

    /// Makes the file appear at its destination, after its contents have reached the disk.
    pub fn publish(self) -> Result<(), Failure> {
        let Self { file, destination } = self;
        file.as_file().sync_all().map_err(|error| cannot_write(&destination, error))?;
        file.persist(&destination).map_err(|error| cannot_write(&destination, error.error))?;
        Ok(())
    }
}

fn cannot_write(path: &Path, error: io::Error) -> Failure {
    Failure::system(format_args!("write {}", path.display()), error)
}

/// Whether both paths lead to the same place, which need not exist yet.
pub fn same_place(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// From now on an interrupt from the keyboard or a request to terminate removes the temporary files first.
pub fn clean_up_when_interrupted() -> Result<(), Failure> {
    ctrlc::set_handler(|| {
        for path in pending().iter() {
            let _ = fs::remove_file(path);
        }
        process::exit(130);
    })
    .map_err(|error| Failure::system("watch for interrupts", error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_file_leaves_no_trace() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out");
        let mut staged = Staged::create(&path).expect("a file");
        staged.append(b"text").expect("room");
        drop(staged);
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn publishing_keeps_permissions_and_links() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (path, link) = (folder.path().join("out"), folder.path().join("link"));
        fs::write(&path, "old").expect("room");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permission");
        symlink("out", &link).expect("a link");
        let mut staged = Staged::create(&link).expect("a file");
        staged.append(b"new").expect("room");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "old");
        staged.publish().expect("a file");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
        assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
    }

    #[test]
    fn places() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        assert!(same_place(&path, &path));
        let detour = folder
            .path()
            .join(".")
            .join("..")
            .join(folder.path().file_name().expect("a name"))
            .join("a");
        assert!(!same_place(&path, &folder.path().join("b")));
        fs::write(&path, "").expect("room");
        assert!(same_place(&path, &detour));
    }
}
