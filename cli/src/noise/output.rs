//! Where the noisy table goes: stdout, or a file that appears when it is complete.

use std::io::{self, StdoutLock, Write};

use crate::failure::Failure;
use crate::staged::Staged;

/// How many bytes are collected before they are passed on.
const ENOUGH: usize = 1 << 16;

/// The destination of the table.
#[derive(Debug)]
pub enum Sink {
    /// Standard output.
    Stdout(StdoutLock<'static>),
    /// A file.
    File(Staged),
}

/// How much of the table has been passed on to where it can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing yet.
    Nothing,
    /// Some rows.
    Part,
    /// The whole table.
    All,
}

/// Collects rows, and passes on complete ones only.
#[derive(Debug)]
pub struct Output {
    sink: Sink,
    buffer: Vec<u8>,
    seen: Seen,
}

impl Output {
    /// An output to `sink`.
    pub fn new(sink: Sink) -> Self {
        Self { sink, buffer: Vec::with_capacity(2 * ENOUGH), seen: Seen::Nothing }
    }

    /// Appends to the current row.
    pub fn append(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Appends an integer in decimal to the current row.
    pub fn append_integer(&mut self, value: i64) {
        write!(self.buffer, "{value}").expect("a vector takes any number of bytes");
    }

    /// Ends a row.
    pub fn end_row(&mut self) -> Result<(), Failure> {
        if self.buffer.len() >= ENOUGH { self.pass_on() } else { Ok(()) }
    }

    fn pass_on(&mut self) -> Result<(), Failure> {
        match &mut self.sink {
            Sink::Stdout(stdout) => {
                self.seen = Seen::Part;
                stdout.write_all(&self.buffer).map_err(|error| Failure::stdout(&error))?;
            }
            Sink::File(file) => file.append(&self.buffer)?,
        }
        self.buffer.clear();
        Ok(())
    }

    /// Passes everything on. A file still has to be published: it is handed back.
    pub fn finish(mut self) -> Result<Option<Staged>, Failure> {
        self.pass_on()?;
        match self.sink {
            Sink::Stdout(mut stdout) => {
                stdout.flush().map_err(|error: io::Error| Failure::stdout(&error))?;
                Ok(None)
            }
            Sink::File(file) => Ok(Some(file)),
        }
    }

    /// How much of the table has been seen.
    pub const fn seen(&self) -> Seen {
        self.seen
    }
}
