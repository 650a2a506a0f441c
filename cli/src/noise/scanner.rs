//! Splits CSV into fields without losing a byte.
//!
//! csv-core decides where fields and records end; the scanner keeps the bytes that stood in the input, so that whatever is
//! not changed can be copied as it is: quotes, line ends, blank lines, byte order mark.

use std::io::{self, Read};
use std::mem;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// How much is read at a time, in bytes.
const CHUNK: usize = 1 << 16;
/// The longest field, in bytes. An open quote swallows everything up to the next quote, and must not fill the memory.
pub const MAX_FIELD: usize = 1 << 24;

/// A part of the input.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A field.
    Field(Field<'a>),
    /// The end, after these bytes, which belong to no field.
    End(&'a [u8]),
}

/// A field as it stands in the input.
#[derive(Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Line ends and byte order mark before the field.
    pub before: &'a [u8],
    /// The field, with its quotes if it has any.
    pub body: &'a [u8],
    /// The delimiter or line end that ended it, or nothing at the end of the input.
    pub after: &'a [u8],
    /// What the field says, without quotes.
    pub text: &'a [u8],
    /// The line in which the field starts, from 1.
    pub line: u64,
    /// Whether it is the last one of its record.
    pub ends_record: bool,
}

/// Why there is no further part.
#[derive(Debug)]
pub enum ScanError {
    /// Reading failed.
    Io(io::Error),
    /// The quote that opened in this line is not closed.
    OpenQuote(u64),
    /// The field that starts in this line is longer than [`MAX_FIELD`].
    LongField(u64),
}

/// Reads one field after the other, in bounded memory.
#[derive(Debug)]
pub struct Scanner<R> {
    input: R,
    machine: Reader,
    delimiter: u8,
    /// Input; `start..scanned` is the current field, `scanned..filled` has not been looked at.
    buffer: Vec<u8>,
    start: usize,
    scanned: usize,
    filled: usize,
    at_end: bool,
    /// Whether the last record has been given its line end.
    closed: bool,
    /// Whether the current field is the first one of its record.
    opens_record: bool,
    /// The current field without its quotes, in `..length`.
    text: Vec<u8>,
    length: usize,
}

impl<R: Read> Scanner<R> {
    /// A scanner of `input`. Nothing is read yet.
    pub fn new(input: R, delimiter: u8) -> Self {
        Self {
            input,
            machine: ReaderBuilder::new().delimiter(delimiter).build(),
            delimiter,
            buffer: vec![0; CHUNK],
            start: 0,
            scanned: 0,
            filled: 0,
            at_end: false,
            closed: false,
            opens_record: true,
            text: vec![0; CHUNK],
            length: 0,
        }
    }

    /// The next part.
    pub fn next_part(&mut self) -> Result<Part<'_>, ScanError> {
        self.start = self.scanned;
        self.length = 0;
        let line = self.machine.line();
        loop {
            let input: &[u8] = if self.scanned < self.filled {
                &self.buffer[self.scanned..self.filled]
            } else if !self.at_end {
                self.refill(line)?;
                continue;
            } else if !self.closed {
                // A line end of our own shows whether the input stops in quotes; otherwise it changes nothing.
                b"\n"
            } else {
                // To csv-core, no input means the end.
                b""
            };
            let (result, taken, written) =
                self.machine.read_field(input, &mut self.text[self.length..]);
            if self.scanned < self.filled {
                self.scanned += taken;
            } else if taken == 1 {
                self.closed = true;
                if written == 1 {
                    return Err(ScanError::OpenQuote(line + self.line_ends_before()));
                }
            }
            self.length += written;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.text.resize(2 * self.text.len(), 0),
                ReadFieldResult::Field { record_end } => {
                    let opens_record = mem::replace(&mut self.opens_record, record_end);
                    return Ok(Part::Field(self.field(line, opens_record, record_end)));
                }
                ReadFieldResult::End => {
                    return Ok(Part::End(&self.buffer[self.start..self.scanned]));
                }
            }
        }
    }

    /// Reads on, behind what is there of the current field.
    fn refill(&mut self, line: u64) -> Result<(), ScanError> {
        self.buffer.copy_within(self.start..self.filled, 0);
        self.scanned -= self.start;
        self.filled -= self.start;
        self.start = 0;
        if self.filled == self.buffer.len() {
            if self.filled >= MAX_FIELD {
                return Err(ScanError::LongField(line + self.line_ends_before()));
            }
            self.buffer.resize(2 * self.buffer.len(), 0);
        }
        // csv-core looks for a byte order mark (three bytes) in its first input only, and takes no input after it for the end.
        let first = self.machine.line() == 1 && self.opens_record;
        let enough = self.filled + if first { 4 } else { 1 };
        while self.filled < enough && !self.at_end {
            match self.input.read(&mut self.buffer[self.filled..]) {
                Ok(0) => self.at_end = true,
                Ok(count) => self.filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ScanError::Io(error)),
            }
        }
        Ok(())
    }

    fn field(&self, line: u64, opens_record: bool, ends_record: bool) -> Field<'_> {
        let raw = &self.buffer[self.start..self.scanned];
        let (before, rest) = raw.split_at(if opens_record { length_before(raw) } else { 0 });
        let ended = match rest.last() {
            Some(b'\n' | b'\r') => ends_record,
            Some(&byte) => !ends_record && byte == self.delimiter,
            None => false,
        };
        let (body, after) = rest.split_at(rest.len() - usize::from(ended));
        let line = line + count_line_ends(before);
        Field { before, body, after, text: &self.text[..self.length], line, ends_record }
    }

    /// How many lines the current, unfinished field starts below the end of the one before.
    fn line_ends_before(&self) -> u64 {
        let raw = &self.buffer[self.start..self.scanned];
        if self.opens_record { count_line_ends(&raw[..length_before(raw)]) } else { 0 }
    }
}

/// The length of what csv-core skips before a record: a byte order mark and line ends.
fn length_before(raw: &[u8]) -> usize {
    let mark = if raw.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    mark + raw[mark..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn count_line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().map(|&byte| u64::from(byte == b'\n')).sum()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// Gives its input in pieces of the given lengths, over and over.
    struct Pieces<'a> {
        rest: &'a [u8],
        lengths: std::iter::Cycle<std::vec::IntoIter<usize>>,
    }

    impl Read for Pieces<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let length = self.lengths.next().unwrap_or(1).min(out.len()).min(self.rest.len());
            let (now, later) = self.rest.split_at(length);
            out[..length].copy_from_slice(now);
            self.rest = later;
            Ok(length)
        }
    }

    /// Records of (line, text), the bytes as put together again, and whether a quote was left open.
    type Scan = (Vec<Vec<(u64, Vec<u8>)>>, Vec<u8>, bool);

    fn scan(input: &[u8], lengths: Vec<usize>) -> Scan {
        let mut scanner =
            Scanner::new(Pieces { rest: input, lengths: lengths.into_iter().cycle() }, b',');
        let (mut records, mut copy, mut record) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            match scanner.next_part() {
                Ok(Part::Field(field)) => {
                    copy.extend([field.before, field.body, field.after].concat());
                    record.push((field.line, field.text.to_vec()));
                    if field.ends_record {
                        records.push(mem::take(&mut record));
                    }
                }
                Ok(Part::End(rest)) => {
                    copy.extend(rest);
                    return (records, copy, false);
                }
                Err(ScanError::OpenQuote(_)) => return (records, copy, true),
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    #[test]
    fn fields_and_lines() {
        let input = b"\xef\xbb\xbfa,b\r\n\r\n\"1\n2\",\n3,\"4\"\"\"";
        let (records, copy, open) = scan(input, vec![1]);
        let texts: Vec<Vec<(u64, &[u8])>> = records
            .iter()
            .map(|record| record.iter().map(|(line, text)| (*line, text.as_slice())).collect())
            .collect();
        assert_eq!(
            texts,
            [
                vec![(1, b"a".as_slice()), (1, b"b")],
                vec![(3, b"1\n2"), (4, b"")],
                vec![(5, b"3"), (5, b"4\"")],
            ]
        );
        assert_eq!(copy, input);
        assert!(!open);
    }

    #[test]
    fn open_quotes() {
        for (input, line) in [("a,b\n1,\"2", 2), ("a\n\n\"", 3), ("\"a\"\n\"b\"\"", 2)] {
            let mut scanner = Scanner::new(input.as_bytes(), b',');
            let error = loop {
                match scanner.next_part() {
                    Ok(Part::End(_)) => panic!("{input:?} has an open quote"),
                    Ok(Part::Field(_)) => {}
                    Err(error) => break error,
                }
            };
            assert!(
                matches!(error, ScanError::OpenQuote(at) if at == line),
                "{input:?}: {error:?}"
            );
        }
    }

    #[test]
    fn long_fields() {
        let just_fits = vec![b'x'; MAX_FIELD - 1];
        let mut scanner = Scanner::new(just_fits.as_slice(), b',');
        assert!(matches!(scanner.next_part(), Ok(Part::Field(field)) if field.text == just_fits));
        let mut scanner = Scanner::new(io::repeat(b'x'), b',');
        assert!(matches!(scanner.next_part(), Err(ScanError::LongField(1))));
    }

    proptest! {
        /// The same records as csv-core in one piece, and all bytes back, in whatever pieces the input comes.
        #[test]
        fn nothing_is_lost(
            input in vec(prop::sample::select(b"\xef\xbb\xbfa1,,\"\"\r\n\n ".to_vec()), 0..60),
            lengths in vec(1_usize..9, 1..5),
        ) {
            let (records, copy, open) = scan(&input, lengths);
            let mut machine = Reader::new();
            let (mut rest, mut expected) = (input.as_slice(), Vec::new());
            let (mut text, mut ends) = ([0; 100], [0; 100]);
            loop {
                let (result, taken, _, count) = machine.read_record(rest, &mut text, &mut ends);
                rest = &rest[taken..];
                match result {
                    csv_core::ReadRecordResult::End => break,
                    csv_core::ReadRecordResult::Record => expected.push(count),
                    _ if !rest.is_empty() => unreachable!(),
                    // The record continues at the end of the input: its fields so far must be added.
                    _ => {
                        let (last, _, _, more) = machine.read_record(&[], &mut text, &mut ends[count..]);
                        if last == csv_core::ReadRecordResult::Record {
                            expected.push(count + more);
                        }
                        break;
                    }
                }
            }
            if open {
                prop_assert!(records.len() < expected.len());
            } else {
                prop_assert_eq!(records.iter().map(Vec::len).collect::<Vec<_>>(), expected);
                prop_assert_eq!(copy, input);
            }
        }
    }
}
