//! Standard output, which must be open.

use std::io::{self, StdoutLock, Write};

use crate::failure::Failure;

/// Standard output, unless it was closed when the program started.
pub fn lock() -> Result<StdoutLock<'static>, Failure> {
    if looks_closed(io::stdout()) {
        return Err(Failure::System(
            "stdout is closed, or is /dev/null opened for reading and writing: nobody would see the output\n\
             redirect it to a file; `> /dev/null` discards it"
                .into(),
        ));
    }
    Ok(io::stdout().lock())
}

/// Writes all of `text` to standard output.
pub fn print(text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let mut out = lock()?;
    out.write_all(text.as_ref()).and_then(|()| out.flush()).map_err(|error| Failure::stdout(&error))
}

/// Prints the help or the version.
pub fn print_help(help: &clap::Error) -> Result<(), Failure> {
    // A program that only asks whether the command exists often opens the null device for both streams in the way that looks
    // closed. It is no failure if nobody wants to see the help; nor could a message be seen.
    if !looks_closed(io::stderr()) {
        drop(lock()?);
    }
    help.print().and_then(|()| io::stdout().flush()).map_err(|error| Failure::stdout(&error))
}

/// Whether the stream was probably closed when the program started.
///
/// Before `main`, Rust's runtime opens the null device for reading and writing in place of each standard stream that is closed.
/// Shells and most programs open it for writing only.
#[cfg(unix)]
fn looks_closed(stream: impl std::os::fd::AsFd) -> bool {
    use std::os::unix::fs::{FileTypeExt, MetadataExt};
    let flags = rustix::fs::fcntl_getfl(&stream);
    let both_ways =
        flags.is_ok_and(|flags| flags & rustix::fs::OFlags::ACCMODE == rustix::fs::OFlags::RDWR);
    let is_null = || {
        let file = crate::identity::stream(&stream).and_then(|file| file.metadata()).ok()?;
        let null = std::fs::metadata("/dev/null").ok()?;
        Some(file.file_type().is_char_device() && file.rdev() == null.rdev())
    };
    both_ways && is_null() == Some(true)
}

/// Elsewhere the runtime leaves closed streams closed.
#[cfg(not(unix))]
fn looks_closed<S>(_: S) -> bool {
    false
}
