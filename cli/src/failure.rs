//! Why the program stops, and with which exit code.

use std::fmt;
use std::io;

/// Why the program stops early.
#[derive(Debug)]
pub enum Failure {
    /// The command line or the table is wrong, and only its author can mend it: exit code 2, as for clap's own errors.
    Input(String),
    /// Reading, writing or randomness failed: exit code 1.
    System(String),
    /// The reader of stdout went away.
    OutputClosed,
}

impl Failure {
    /// The exit code that goes with the failure.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::OutputClosed => 0,
            Self::System(_) => 1,
            Self::Input(_) => 2,
        }
    }

    /// A system call failed while `doing` something: "cannot {doing}: {error}".
    pub fn system(doing: impl fmt::Display, error: impl fmt::Display) -> Self {
        Self::System(format!("cannot {doing}: {error}"))
    }

    /// Writing to stdout failed.
    pub fn stdout(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::OutputClosed
        } else {
            Self::system("write to stdout", error)
        }
    }

    /// The same failure, with a remark after the message.
    pub fn with_remark(self, remark: &str) -> Self {
        match self {
            Self::Input(message) => Self::Input(format!("{message}\n{remark}")),
            Self::System(message) => Self::System(format!("{message}\n{remark}")),
            Self::OutputClosed => Self::OutputClosed,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(message) | Self::System(message) => f.write_str(message),
            Self::OutputClosed => f.write_str("stdout was closed"),
        }
    }
}
