//! Splits CSV into rows without losing a byte, and refuses whatever can be read in two ways.
//!
//! The grammar is that of RFC 4180. A field that begins with a quote ends at the next quote that is not doubled, and a
//! delimiter, a line end or the end of the input must follow; any other field has no quotes. Lines end with a line feed,
//! perhaps after a carriage return, or all of them with a carriage return. Programs that read CSV disagree about all
//! other input: a value might be taken for a part of the text next to it, and come out without noise.

use std::borrow::Cow;
use std::io::{self, Read};

// The path holds for the fuzz targets, too, which include this file.
#[cfg(test)]
#[path = "scanner/tests.rs"]
mod tests;

/// How much is read at a time, in bytes.
const CHUNK: usize = 1 << 16;
/// A row must be shorter than this many bytes, so that neither an open quote nor a line without end fills the memory.
pub const MAX_ROW: usize = 1 << 24;
/// The most columns that a row may have.
pub const MAX_COLUMNS: usize = 1 << 16;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A part of the input.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Bytes that belong to no row: a byte order mark, or the end of an empty line.
    Between(&'a [u8]),
    /// A row.
    Row(Row<'a>),
}

/// A row as it stands in the input, with its line end. It has at least one byte and at least one field.
#[derive(Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// All its bytes.
    pub bytes: &'a [u8],
    /// Where each field ends in `bytes`; one byte later the next one begins.
    ends: &'a [usize],
    /// The line in which the row begins, from 1.
    line: u64,
    /// How many line ends its quoted fields have.
    pub inner_line_ends: u64,
}

/// A place in the input; all numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line. Line feeds, carriage returns and the two together end lines, in quotes too.
    pub line: u64,
    /// The column of the table.
    pub column: usize,
    /// The character in the line; in encodings other than UTF-8, roughly the byte.
    pub character: usize,
}

impl<'a> Row<'a> {
    /// How many fields there are.
    pub const fn width(&self) -> usize {
        self.ends.len()
    }

    /// Where the field begins and ends in the row.
    fn range(&self, index: usize) -> (usize, usize) {
        (if index == 0 { 0 } else { self.ends[index - 1] + 1 }, self.ends[index])
    }

    /// The field as it stands there, with its quotes if it has any.
    pub fn field(&self, index: usize) -> &'a [u8] {
        let (start, end) = self.range(index);
        &self.bytes[start..end]
    }

    /// The row before and after the field.
    pub fn around(&self, index: usize) -> (&'a [u8], &'a [u8]) {
        let (start, end) = self.range(index);
        (&self.bytes[..start], &self.bytes[end..])
    }

    /// The field without quotes.
    pub fn text(&self, index: usize) -> Cow<'a, [u8]> {
        let Some(inner) = unquoted(self.field(index)) else { return self.field(index).into() };
        if !inner.contains(&b'"') {
            return inner.into();
        }
        let mut text = Vec::with_capacity(inner.len());
        let mut doubled = false;
        for &byte in inner {
            doubled = byte == b'"' && !doubled;
            if !doubled {
                text.push(byte);
            }
        }
        text.into()
    }

    /// Where the field begins.
    pub fn position(&self, index: usize) -> Position {
        let (line, character) = walk(&self.bytes[..self.range(index).0], self.line);
        Position { line, column: index + 1, character }
    }
}

/// What stands between the quotes, if the field has quotes.
pub fn unquoted(field: &[u8]) -> Option<&[u8]> {
    field.strip_prefix(b"\"")?.strip_suffix(b"\"")
}

/// The line and the character that one comes to behind `bytes`, which begin with `line`.
fn walk(bytes: &[u8], mut line: u64) -> (u64, usize) {
    let mut start = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || byte == b'\r' {
            line += u64::from(byte == b'\r' || index == 0 || bytes[index - 1] != b'\r');
            start = index + 1;
        }
    }
    let continues = |byte: &&u8| (0x80..0xc0).contains(*byte);
    let characters = bytes.len() - start - bytes[start..].iter().filter(continues).count();
    (line, characters + 1)
}

/// Why there is no further part.
#[derive(Debug)]
pub enum ScanError {
    /// Reading failed.
    Io(io::Error),
    /// The input cannot be read in one way only.
    Unclear(Position, Unclear),
}

/// Why a place of the input cannot be read in one way only, or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// This byte follows the quote that closes the field, which begins in this line.
    TextAfterQuote(u8, u64),
    /// A quote stands in a field that does not begin with one.
    QuoteInside,
    /// A quote opens here, and the input ends before it is closed.
    OpenQuote,
    /// A backslash stands before a quote with which the field may end, or not.
    Backslash,
    /// A byte 0.
    Nul,
    /// A carriage return in a table whose lines end with line feeds.
    CarriageReturn,
    /// A line feed in a table whose lines end with carriage returns.
    LineFeed,
    /// The row is not shorter than [`MAX_ROW`]; a quote is open that opened here.
    LongQuoted,
    /// The row is not shorter than [`MAX_ROW`].
    LongRow,
    /// The row has more than [`MAX_COLUMNS`] columns.
    ManyColumns,
}

/// With which byte lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnd {
    LineFeed,
    CarriageReturn,
}

/// Reads one row after the other, in bounded memory.
#[derive(Debug)]
pub struct Scanner<R> {
    input: R,
    delimiter: u8,
    /// Input: `start..start + length` is the current part, up to `filled` has not been looked at.
    buffer: Vec<u8>,
    start: usize,
    length: usize,
    filled: usize,
    at_end: bool,
    at_start: bool,
    line_end: Option<LineEnd>,
    /// The line in which the current part begins, and the line ends that it has.
    line: u64,
    line_ends: u64,
    /// Where the fields of the current row end.
    ends: Vec<usize>,
    /// Where the quote stands that is open.
    open_quote: Option<usize>,
    /// The bytes at which to look more closely in a field without quotes.
    plain_stops: [bool; 256],
}

/// The bytes at which to look more closely in a quoted field.
static QUOTED_STOPS: [bool; 256] = stops(b"\"\r\n\0");

const fn stops(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
}

/// The bytes that are looked at together, as the digits of a number.
const WORD: usize = size_of::<u64>();
/// The lowest bit of each byte, and the highest one.
const LOW: u64 = u64::MAX / 255;
const HIGH: u64 = LOW << 7;

/// The highest bit of each byte in `word` at which to look more closely in a row without quotes: delimiters, quotes, and
/// control characters.
fn stops_in(word: &[u8], delimiter: u8) -> u64 {
    let word = word.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let differ_from = |byte: u8| {
        let difference = word ^ (LOW * u64::from(byte));
        ((difference & !HIGH) + !HIGH) | difference
    };
    let not_control = ((word & !HIGH) + LOW * u64::from(0x80 - b' ')) | word;
    !(differ_from(delimiter) & differ_from(b'"') & not_control) & HIGH
}

/// The place of the first byte in which a bit is set.
const fn lowest_byte(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

impl<R: Read> Scanner<R> {
    /// A scanner of `input`. Nothing is read yet.
    pub fn new(input: R, delimiter: u8) -> Self {
        Self {
            input,
            delimiter,
            buffer: vec![0; CHUNK],
            start: 0,
            length: 0,
            filled: 0,
            at_end: false,
            at_start: true,
            line_end: None,
            line: 1,
            line_ends: 0,
            ends: Vec::new(),
            open_quote: None,
            plain_stops: stops(&[b'"', b'\r', b'\n', 0, delimiter]),
        }
    }

    /// Up to `count` bytes with which the input goes on, fewer only at its end. They remain to be read.
    pub fn peek_bytes(&mut self, count: usize) -> Result<&[u8], ScanError> {
        while self.filled - self.start < count && self.fill()? {}
        Ok(&self.buffer[self.start..self.filled.min(self.start + count)])
    }

    /// The next part, or nothing at the end.
    pub fn next_part(&mut self) -> Result<Option<Part<'_>>, ScanError> {
        self.start += self.length;
        self.line += self.line_ends;
        self.length = 0;
        self.line_ends = 0;
        self.ends.clear();
        if self.at_start {
            self.at_start = false;
            if self.peek_bytes(BYTE_ORDER_MARK.len())? == BYTE_ORDER_MARK {
                self.length = BYTE_ORDER_MARK.len();
                return Ok(Some(Part::Between(self.bytes())));
            }
        }
        match self.peek()? {
            None => return Ok(None),
            Some(b'\n' | b'\r') => {
                self.end_line()?;
                return Ok(Some(Part::Between(self.bytes())));
            }
            Some(_) => {}
        }
        if !self.plain_row() {
            self.row()?;
        }
        let inner_line_ends = self.line_ends - u64::from(self.ends.last() != Some(&self.length));
        let (bytes, ends, line) = (self.bytes(), self.ends.as_slice(), self.line);
        Ok(Some(Part::Row(Row { bytes, ends, line, inner_line_ends })))
    }

    /// Adds a row without quotes that lies in the buffer with its line end, as most rows do. If the next row is none, `false`,
    /// and nothing is added: whether there is anything wrong with it is not decided here.
    fn plain_row(&mut self) -> bool {
        if self.line_end != Some(LineEnd::LineFeed) {
            return false;
        }
        let rest = &self.buffer[self.start..self.filled];
        for (index, word) in rest.chunks_exact(WORD).enumerate() {
            let mut stops = stops_in(word, self.delimiter);
            while stops != 0 {
                let place = WORD * index + lowest_byte(stops);
                stops &= stops - 1;
                let line_end: &[u8] = match rest[place] {
                    byte if byte == self.delimiter && self.ends.len() + 1 < MAX_COLUMNS => {
                        self.ends.push(place);
                        continue;
                    }
                    b'\n' => b"\n",
                    b'\r' if rest.get(place + 1) == Some(&b'\n') => b"\r\n",
                    b'\x01'..b' ' if rest[place] != self.delimiter && rest[place] != b'\r' => {
                        continue;
                    }
                    _ => {
                        self.ends.clear();
                        return false;
                    }
                };
                self.ends.push(place);
                self.length = place + line_end.len();
                self.line_ends = 1;
                return true;
            }
        }
        self.ends.clear();
        false
    }

    /// Adds a row of any kind.
    fn row(&mut self) -> Result<(), ScanError> {
        loop {
            if self.ends.len() == MAX_COLUMNS {
                return Err(self.unclear(self.length, Unclear::ManyColumns));
            }
            if self.peek()? == Some(b'"') { self.quoted_field() } else { self.plain_field() }?;
            self.ends.push(self.length);
            match self.peek()? {
                None => return Ok(()),
                Some(byte) if byte == self.delimiter => self.length += 1,
                Some(_) => return self.end_line(),
            }
        }
    }

    /// The current part, so far.
    fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..self.start + self.length]
    }

    /// The byte behind the current part, or nothing at the end of the input.
    fn peek(&mut self) -> Result<Option<u8>, ScanError> {
        let place = self.start + self.length;
        if place < self.filled {
            return Ok(Some(self.buffer[place]));
        }
        Ok(if self.fill()? { Some(self.buffer[self.start + self.length]) } else { None })
    }

    /// Adds bytes to the current part up to one at which to look more closely, or to the end of the input.
    fn skip_to_stop(&mut self, quoted: bool) -> Result<Option<u8>, ScanError> {
        loop {
            let stops = if quoted { &QUOTED_STOPS } else { &self.plain_stops };
            let rest = &self.buffer[self.start + self.length..self.filled];
            if let Some(count) = rest.iter().position(|&byte| stops[usize::from(byte)]) {
                let byte = rest[count];
                self.length += count;
                return Ok(Some(byte));
            }
            self.length = self.filled - self.start;
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    fn plain_field(&mut self) -> Result<(), ScanError> {
        match self.skip_to_stop(false)? {
            Some(b'"') => Err(self.unclear(self.length, Unclear::QuoteInside)),
            Some(0) => Err(self.unclear(self.length, Unclear::Nul)),
            _ => Ok(()),
        }
    }

    fn quoted_field(&mut self) -> Result<(), ScanError> {
        let opened = self.length;
        self.open_quote = Some(opened);
        self.length += 1;
        loop {
            match self.skip_to_stop(true)? {
                None => return Err(self.unclear(opened, Unclear::OpenQuote)),
                Some(0) => return Err(self.unclear(self.length, Unclear::Nul)),
                Some(b'"') => {
                    if self.quotes_in(opened)? {
                        self.open_quote = None;
                        return Ok(());
                    }
                }
                Some(byte) => {
                    // A line feed after a carriage return has been counted with it.
                    let counted = byte == b'\n' && self.bytes().last() == Some(&b'\r');
                    self.line_ends += u64::from(!counted);
                    self.length += 1;
                }
            }
        }
    }

    /// Goes past the quotes that come next in a quoted field. Pairs of them belong to the text; tells whether one is left,
    /// which ends the field.
    fn quotes_in(&mut self, opened: usize) -> Result<bool, ScanError> {
        let first = self.length;
        let text = &self.bytes()[opened + 1..];
        let backslashes = text.iter().rev().take_while(|&&byte| byte == b'\\').count();
        let next = loop {
            self.length += 1;
            match self.peek()? {
                Some(b'"') => {}
                next => break next,
            }
        };
        let closes = (self.length - first) % 2 == 1;
        match next {
            Some(byte) if byte != self.delimiter && byte != b'\n' && byte != b'\r' => {
                let line = walk(&self.bytes()[..opened], self.line).0;
                let unclear = Unclear::TextAfterQuote(byte, line);
                if closes { Err(self.unclear(self.length, unclear)) } else { Ok(false) }
            }
            // Where backslashes escape, the first quote is text, and one more or one less is left.
            _ if backslashes % 2 == 1 => Err(self.unclear(first, Unclear::Backslash)),
            _ => Ok(closes),
        }
    }

    /// Adds the line end that comes next.
    fn end_line(&mut self) -> Result<(), ScanError> {
        let place = self.length;
        let mut kind = LineEnd::LineFeed;
        if self.peek()? == Some(b'\r') {
            self.length += 1;
            if self.peek()? != Some(b'\n') {
                kind = LineEnd::CarriageReturn;
                self.length -= 1;
            }
        }
        self.length += 1;
        self.line_ends += 1;
        match (*self.line_end.get_or_insert(kind), kind) {
            (LineEnd::LineFeed, LineEnd::CarriageReturn) => {
                Err(self.unclear(place, Unclear::CarriageReturn))
            }
            (LineEnd::CarriageReturn, LineEnd::LineFeed) => {
                Err(self.unclear(place, Unclear::LineFeed))
            }
            _ => Ok(()),
        }
    }

    /// The error at this place of the current part.
    fn unclear(&self, place: usize, unclear: Unclear) -> ScanError {
        let (line, character) = walk(&self.bytes()[..place], self.line);
        let column = self.ends.iter().filter(|&&end| end < place).count() + 1;
        ScanError::Unclear(Position { line, column, character }, unclear)
    }

    /// Reads on; tells whether there was more.
    fn fill(&mut self) -> Result<bool, ScanError> {
        if self.at_end {
            return Ok(false);
        }
        self.buffer.copy_within(self.start..self.filled, 0);
        self.filled -= self.start;
        self.start = 0;
        if self.filled == self.buffer.len() {
            if self.filled >= MAX_ROW {
                return Err(match self.open_quote {
                    Some(opened) => self.unclear(opened, Unclear::LongQuoted),
                    None => self.unclear(0, Unclear::LongRow),
                });
            }
            self.buffer.resize(2 * self.buffer.len(), 0);
        }
        loop {
            match self.input.read(&mut self.buffer[self.filled..]) {
                Ok(count) => {
                    self.filled += count;
                    self.at_end = count == 0;
                    return Ok(count > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(ScanError::Io(error)),
            }
        }
    }
}
