//! Which file something is, whatever its name.
//!
//! A name says little: links, `/dev/stdin` and redirections lead to one file in many ways.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// The identity of a file that can lose its contents: a regular file, or a device with blocks.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileId {
    device: u64,
    inode: u64,
}

#[cfg(unix)]
impl FileId {
    /// The file behind these metadata. Terminals, pipes and the like have no identity: one may read and write them.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::{FileTypeExt, MetadataExt};
        let keeps = metadata.is_file() || metadata.file_type().is_block_device();
        keeps.then(|| Self { device: metadata.dev(), inode: metadata.ino() })
    }

    /// The file that a path leads to.
    pub fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().as_ref().and_then(Self::of)
    }
}

/// Where the standard library does not number files, the path without links and dots.
#[cfg(not(unix))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileId(std::path::PathBuf);

#[cfg(not(unix))]
impl FileId {
    /// Nothing is known from metadata alone.
    pub fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// The file that a path leads to.
    pub fn at(path: &Path) -> Option<Self> {
        fs::canonicalize(path).ok().map(Self)
    }
}

/// Stdin or stdout as a file.
#[cfg(unix)]
pub fn stream(stream: impl std::os::fd::AsFd) -> io::Result<fs::File> {
    stream.as_fd().try_clone_to_owned().map(fs::File::from)
}

/// Stdin or stdout as a file.
#[cfg(windows)]
pub fn stream(stream: impl std::os::windows::io::AsHandle) -> io::Result<fs::File> {
    stream.as_handle().try_clone_to_owned().map(fs::File::from)
}
