//! Files that appear complete or not at all, and together.

#[cfg(unix)]
mod attributes;
#[cfg(not(unix))]
#[path = "staged/attributes_elsewhere.rs"]
mod attributes;
mod destination;
mod interrupts;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;
use crate::identity::FileId;
use crate::shown;

pub use attributes::{Access, inherit_folder};
pub use destination::Destination;
pub use interrupts::{clean_up_when_interrupted, pending};

/// How the names of temporary files and folders begin.
pub const PREFIX: &str = ".verinoise-";
/// How the names of those under construction end.
pub const NEW: &str = ".partial";
const EARLIER: &str = ".earlier";

/// A file under construction beside its destination. Dropped, it leaves no trace; [`publish`] puts it in place in one step.
#[derive(Debug)]
pub struct Staged {
    file: NamedTempFile,
    destination: Destination,
    limit: Option<Access>,
}

impl Staged {
    /// Starts a file that is to be put at `destination`, and is never to be more open than `limit`.
    pub fn create(destination: Destination, limit: Option<Access>) -> Result<Self, Failure> {
        let cannot = |error: io::Error| {
            let (folder, name) = (shown::path(destination.folder()), destination.name());
            Failure::Input(format!(
                "cannot write {name}: no file can be created in {folder}: {error}"
            ))
        };
        let file = temporary(&destination, limit.as_ref()).map_err(cannot)?;
        if let Some(limit) = &limit {
            attributes::limit_new_file(file.as_file(), limit).map_err(|error| {
                let name = destination.name();
                Failure::Input(format!("{name} cannot be made as private as the table: {error}"))
            })?;
        }
        Ok(Self { file, destination, limit })
    }

    /// Appends `bytes`.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Self { file, destination, .. } = self;
        file.write_all(bytes).map_err(|error| cannot_write(destination, &error))
    }

    /// Waits until the contents have reached the disk.
    pub fn sync(&self) -> Result<(), Failure> {
        let synced = self.file.as_file().sync_all();
        synced.map_err(|error| cannot_write(&self.destination, &error))
    }

    /// Whether the folder takes this file's name in capital letters for the same name.
    pub fn folder_ignores_case(&self) -> bool {
        let name = self.file.path().file_name().map(|name| name.to_string_lossy().to_uppercase());
        let other = name.map(|name| self.destination.folder().join(name));
        other
            .and_then(|other| FileId::at(&other))
            .is_some_and(|id| Some(id) == FileId::at(self.file.path()))
    }

    /// Refuses to take the place of the file `input`, or of what is no longer a regular file.
    fn refuse_changes(&self, input: Option<&FileId>) -> Result<(), Failure> {
        let Ok(found) = fs::symlink_metadata(self.destination.path()) else { return Ok(()) };
        let name = self.destination.name();
        if !found.is_file() {
            return Err(Failure::System(format!(
                "{name} is no longer a regular file and cannot be replaced"
            )));
        }
        if input.is_some() && FileId::at(self.destination.path()).as_ref() == input {
            return Err(Failure::System(format!(
                "{name} has become the input itself: its true values would be lost"
            )));
        }
        Ok(())
    }

    /// Takes over who may open the file that will be replaced. Says what could not be taken over.
    fn inherit(&self) -> Result<Vec<String>, Failure> {
        let path = self.destination.path();
        if fs::symlink_metadata(path).is_err() {
            return Ok(Vec::new());
        }
        let differences = attributes::inherit(self.file.as_file(), path, self.limit.as_ref())
            .map_err(|error| cannot_write(&self.destination, &error))?;
        let name = self.destination.name();
        Ok(differences.iter().map(|difference| format!("note: {name} {difference}")).collect())
    }

    /// Puts the file in place, and keeps what it replaces if `undoable`.
    fn put(self, undoable: bool) -> Result<Put, Failure> {
        let Self { file, destination, .. } = self;
        let is_there = fs::symlink_metadata(destination.path()).is_ok();
        let kept = (undoable && is_there).then(|| Earlier::keep(&destination)).transpose();
        let earlier = kept.map_err(|error| cannot_write(&destination, &error))?;
        if let Err(error) = file.persist(destination.path()) {
            let failure = cannot_write(&destination, &error.error);
            return Err(match earlier.filter(|earlier| earlier.moved) {
                Some(earlier) => earlier.restore(&destination, failure),
                None => failure,
            });
        }
        Ok(Put { destination, earlier })
    }
}

/// A file in place, and what can be put back there.
struct Put {
    destination: Destination,
    earlier: Option<Earlier>,
}

impl Put {
    /// Puts back what was there, on account of `failure`.
    fn undo(self, failure: Failure) -> Failure {
        match self.earlier {
            Some(earlier) => earlier.restore(&self.destination, failure),
            None => match fs::remove_file(self.destination.path()) {
                Ok(()) => failure,
                Err(error) => failure.with_remark(&format!(
                    "{} was written nevertheless and cannot be removed: {error}",
                    self.destination.name()
                )),
            },
        }
    }
}

/// A file that has been replaced, under a second name. Dropped, it is deleted.
struct Earlier {
    file: NamedTempFile<()>,
    /// Whether it has lost its first name by that.
    moved: bool,
}

impl Earlier {
    /// Gives the file at `destination` a second name, or if the file system knows no second names, another name.
    fn keep(destination: &Destination) -> io::Result<Self> {
        let mut moved = false;
        let file = Builder::new().prefix(PREFIX).suffix(EARLIER).make_in(
            destination.folder(),
            |path| {
                if fs::symlink_metadata(path).is_ok() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                fs::hard_link(destination.path(), path).or_else(|_| {
                    moved = true;
                    fs::rename(destination.path(), path)
                })
            },
        )?;
        Ok(Self { file, moved })
    }

    /// Puts the file back, on account of `failure`.
    fn restore(self, destination: &Destination, failure: Failure) -> Failure {
        match self.file.persist(destination.path()) {
            Ok(()) => failure,
            Err(error) => match error.file.keep() {
                Ok(((), path)) => failure.with_remark(&format!(
                    "what was {} is {} now and cannot be put back: {}",
                    destination.name(),
                    shown::path(&path),
                    error.error
                )),
                Err(_) => failure,
            },
        }
    }
}

/// Makes all the files appear at their destinations, after their contents have reached the disk, or none of them. Returns
/// remarks about owners and permissions.
///
/// The files appear in the given order, so the last one says that all are there, even if the program is killed in between. An
/// interrupt comes before the first or after the last.
pub fn publish(files: Vec<Staged>, input: Option<&FileId>) -> Result<Vec<String>, Failure> {
    for file in &files {
        file.sync()?;
    }
    let uninterrupted = interrupts::pending();
    let mut remarks = Vec::new();
    for file in &files {
        file.refuse_changes(input)?;
        remarks.extend(file.inherit()?);
    }
    let (count, mut done) = (files.len(), Vec::<Put>::new());
    for file in files {
        match refuse_the_same(&file, &done).and_then(|()| file.put(done.len() + 1 < count)) {
            Ok(put) => done.push(put),
            Err(failure) => {
                return Err(done.into_iter().rev().fold(failure, |failure, put| put.undo(failure)));
            }
        }
    }
    for put in &done {
        sync_folder(put.destination.folder());
    }
    drop(done);
    drop(uninterrupted);
    Ok(remarks)
}

/// Refuses to put two files in one place, whatever it is that makes the file system take two names for one.
fn refuse_the_same(file: &Staged, done: &[Put]) -> Result<(), Failure> {
    let id = FileId::at(file.destination.path());
    let same = |put: &&Put| id.is_some() && FileId::at(put.destination.path()) == id;
    done.iter().find(same).map_or(Ok(()), |put| {
        let names = format!("{} and {}", put.destination.name(), file.destination.name());
        Err(Failure::System(format!("{names} are the same file")))
    })
}

/// An empty file beside the destination.
fn temporary(destination: &Destination, limit: Option<&Access>) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(NEW);
    #[cfg(unix)]
    {
        // A new file is as open as any; one that takes another's place, and will be as open as that, is closed until then. The
        // process's mask still applies.
        use std::os::unix::fs::PermissionsExt;
        let exists = fs::symlink_metadata(destination.path()).is_ok();
        let mode = if exists { 0o600 } else { limit.map_or(0o666, Access::mode_of_new_file) };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = limit;
    // Holding the list, so that an interrupt comes before the file exists or after it is listed.
    let mut pending = interrupts::pending();
    let file = builder.tempfile_in(destination.folder())?;
    pending.push(file.path().to_owned());
    Ok(file)
}

/// Lets the new names reach the disk. Not every system can; the contents have reached it in any case.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

fn cannot_write(destination: &Destination, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::ResourceBusy {
        return Failure::System(destination.is_a_mount_point());
    }
    Failure::system(format_args!("write {}", destination.name()), error)
}

#[cfg(test)]
mod tests;
