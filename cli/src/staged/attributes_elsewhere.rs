//! Where files have no owner and no mode in Rust's standard library, only whether they are read-only is kept.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Who may read a table.
#[derive(Clone, Copy, Debug)]
pub struct Access;

impl Access {
    /// Who may read this file.
    pub fn of(_: &File) -> Self {
        Self
    }
}

/// The folder's rules hold.
pub fn limit_new_file(_: &File, _: &Access) -> io::Result<()> {
    Ok(())
}

/// Gives `file` the permissions of `old`, whose place it takes.
pub fn inherit(file: &File, old: &Path, _: Option<&Access>) -> io::Result<Vec<String>> {
    file.set_permissions(fs::symlink_metadata(old)?.permissions())?;
    Ok(Vec::new())
}

/// The rules of the folder around it hold.
pub fn inherit_folder(_: &Path, _: &Path) -> io::Result<Vec<String>> {
    Ok(Vec::new())
}
