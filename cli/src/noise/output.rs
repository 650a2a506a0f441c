//! Where the noisy table goes: stdout, or a file that appears when it is complete.

use std::io::{self, StdoutLock, Write};

use super::tally::Tally;
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

/// Collects rows, and passes on complete ones only, when it is certain that each of them but the header had one value replaced.
#[derive(Debug)]
pub struct Output {
    sink: Sink,
    buffer: Vec<u8>,
    tally: Tally,
    seen: Seen,
}

impl Output {
    /// An output to `sink`.
    pub fn new(sink: Sink) -> Self {
        let buffer = Vec::with_capacity(2 * ENOUGH);
        Self { sink, buffer, tally: Tally::default(), seen: Seen::Nothing }
    }

    /// Appends to the current row.
    pub fn append(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Appends a new value in decimal to the current row.
    pub fn append_value(&mut self, value: i64) {
        // The sign and the digits of the smallest number.
        let mut text = [b'-'; 20];
        let (mut start, mut rest) = (text.len(), value.unsigned_abs());
        loop {
            start -= 1;
            let [digit, ..] = (rest % 10).to_le_bytes();
            text[start] = b'0' + digit;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        start -= usize::from(value < 0);
        self.append(&text[start..]);
        self.tally.add_value();
    }

    /// How many values have been appended.
    pub const fn values(&self) -> u64 {
        self.tally.values()
    }

    /// Ends a row.
    pub fn end_row(&mut self) -> Result<(), Failure> {
        if self.buffer.len() >= ENOUGH { self.pass_on() } else { Ok(()) }
    }

    fn pass_on(&mut self) -> Result<(), Failure> {
        self.tally.read(&self.buffer);
        self.tally.check()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_in_decimal() {
        let mut output = Output::new(Sink::Stdout(io::stdout().lock()));
        let powers = (0..19).map(|exponent| 10_i64.pow(exponent));
        let edges = powers.flat_map(|power| [power - 1, power, -power, 1 - power]);
        for value in edges.chain([i64::MIN, i64::MIN + 1, i64::MAX, 1_234_567_890]) {
            output.buffer.clear();
            output.append_value(value);
            assert_eq!(str::from_utf8(&output.buffer), Ok(&*value.to_string()));
        }
        assert_eq!(output.values(), 80);
    }
}
