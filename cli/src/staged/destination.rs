//! Which file an output is to become, found out before any work is done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::identity::FileId;
use crate::shown;

/// As many links as Linux follows.
const MOST_LINKS: usize = 40;

/// A place where a regular file is, or may be created.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The folder, without links and dots.
    folder: PathBuf,
    /// The file itself, in that folder.
    path: PathBuf,
    /// What the caller calls it.
    name: String,
}

impl Destination {
    /// Follows the path to the end, through links to files that do not exist yet, too.
    pub fn resolve(path: &Path) -> Result<Self, Failure> {
        let name = shown::path(path);
        let wrong = |problem: &str| Failure::Input(format!("{name} {problem}"));
        let mut next = path.to_owned();
        for _ in 0..=MOST_LINKS {
            if names_a_folder(&next) {
                return Err(wrong("names a folder, not a file"));
            }
            let (folder, file) = split(&next);
            let folder = folder.canonicalize().map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => wrong("is in a folder that does not exist"),
                _ => wrong(&format!("cannot be reached: {error}")),
            })?;
            if is_made_of_open_files(&folder) {
                return Err(wrong(
                    "is an open file of a process and cannot be replaced; without --out \
                                  the table goes to stdout",
                ));
            }
            let path = folder.join(file);
            match fs::symlink_metadata(&path) {
                Ok(metadata) if metadata.is_symlink() => {
                    let target = fs::read_link(&path)
                        .map_err(|error| wrong(&format!("cannot be followed: {error}")))?;
                    next = folder.join(target);
                }
                Ok(metadata) if metadata.is_dir() => return Err(wrong("is a folder, not a file")),
                Ok(metadata) if !metadata.is_file() => {
                    return Err(wrong(
                        "is not a regular file and cannot be replaced; without --out \
                                      the table goes to stdout, which can be any file",
                    ));
                }
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(wrong(&format!("cannot be reached: {error}")));
                }
                Ok(_) | Err(_) => {
                    let destination = Self { folder, path, name };
                    return destination.refuse_immovable().map(|()| destination);
                }
            }
        }
        Err(wrong("cannot be reached: too many symbolic links"))
    }

    /// The folder that the file is in, without links and dots.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file, which need not exist, without links and dots.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the caller calls the file, safe to print.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether both are one file, or would be.
    pub fn is(&self, other: &Self) -> bool {
        let id = FileId::at(&self.path);
        self.path == other.path || id.is_some() && id == FileId::at(&other.path)
    }

    /// Whether both are one file if the folder does not tell small letters from capital ones.
    pub fn is_but_for_case(&self, other: &Self) -> bool {
        let lower = |destination: &Self| {
            destination.path.file_name().map(|name| name.to_string_lossy().to_lowercase())
        };
        self.folder == other.folder && lower(self) == lower(other)
    }

    /// Refuses, if the system can tell, a file that is there and that no other file can take the place of.
    #[cfg(target_os = "linux")]
    fn refuse_immovable(&self) -> Result<(), Failure> {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let Ok(found) = statx(CWD, &self.path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())
        else {
            return Ok(());
        };
        let attributes = found.stx_attributes;
        if attributes.contains(StatxAttributes::MOUNT_ROOT) {
            Err(Failure::Input(self.is_a_mount_point()))
        } else if attributes.intersects(StatxAttributes::IMMUTABLE | StatxAttributes::APPEND) {
            Err(Failure::Input(format!(
                "{} cannot be replaced: it has the attribute immutable or append-only (see chattr)",
                self.name
            )))
        } else {
            Ok(())
        }
    }

    #[cfg(not(target_os = "linux"))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "as on Linux")]
    fn refuse_immovable(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// Why a file that is mounted by itself cannot be replaced.
    pub fn is_a_mount_point(&self) -> String {
        format!(
            "{} is a mount point, as a single file is that is mounted into a container, and cannot be replaced; mount \
             its folder instead, or redirect stdout to it",
            self.name
        )
    }
}

/// Whether the path ends with a separator or with dots.
fn names_a_folder(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    let last =
        text.rsplit(|&byte| std::path::is_separator(char::from(byte))).next().unwrap_or(text);
    matches!(last, b"" | b"." | b"..")
}

/// The folder and the name in it.
fn split(path: &Path) -> (&Path, &Path) {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    (folder, path.file_name().map_or(path, Path::new))
}

/// Whether names in the folder are open files of a process, such as `/dev/stdout` leads to.
fn is_made_of_open_files(folder: &Path) -> bool {
    folder.starts_with("/proc") || folder.starts_with("/dev/fd")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_by_their_names() {
        for path in ["", "a/", "a//", "a/.", ".", "..", "a/..", "/"] {
            assert!(names_a_folder(Path::new(path)), "{path}");
        }
        for path in ["a", "./a", "../a", "/a", "a/b", "...", "a/.b"] {
            assert!(!names_a_folder(Path::new(path)), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_files_that_do_not_exist() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        let at = |name: &str| root.join(name);
        fs::create_dir(at("sub")).expect("room");
        symlink("sub/new.csv", at("one")).expect("a link");
        symlink(at("one"), at("two")).expect("a link");
        symlink("sub", at("folder")).expect("a link");
        symlink("round", at("round")).expect("a link");
        symlink("sub/", at("slash")).expect("a link");
        let resolve = |name: &str| Destination::resolve(&at(name));
        for name in ["one", "two", "sub/new.csv", "folder/new.csv", "folder/../sub/new.csv"] {
            let found = resolve(name).expect("a destination");
            assert_eq!(
                (found.path(), found.folder()),
                (&*at("sub/new.csv"), &*at("sub")),
                "{name}"
            );
            assert!(found.is(&resolve("one").expect("a destination")));
        }
        assert!(
            !resolve("new.csv").expect("a destination").is(&resolve("one").expect("a destination"))
        );
        for (name, message) in [
            ("round", "too many symbolic links"),
            ("slash", "names a folder"),
            ("folder", "is a folder"),
            ("missing/a", "is in a folder that does not exist"),
        ] {
            let failure = resolve(name).expect_err(name).to_string();
            assert!(failure.contains(message), "{failure}");
        }
    }

    #[test]
    fn names_that_differ_in_case() {
        let folder = tempfile::tempdir().expect("a folder");
        let at =
            |name: &str| Destination::resolve(&folder.path().join(name)).expect("a destination");
        assert!(at("Übersicht.csv").is_but_for_case(&at("übersicht.CSV")));
        assert!(!at("a.csv").is_but_for_case(&at("b.csv")));
    }
}
