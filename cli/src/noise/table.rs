//! Copies a table and replaces the values of one column.

use std::fmt;
use std::io::Read;

use super::output::Output;
use super::scanner::{Field, MAX_FIELD, Part, ScanError, Scanner};
use crate::failure::Failure;

/// How many bytes of a wrong value a message shows.
const SHOWN: usize = 40;
/// The longest header, in bytes.
const MAX_HEADER: usize = MAX_FIELD;

/// Which table, and which column of it.
#[derive(Clone, Copy, Debug)]
pub struct Layout<'a> {
    /// What messages call the table.
    pub name: &'a str,
    /// What separates its columns.
    pub delimiter: u8,
    /// The name of the column with the values to replace.
    pub column: &'a str,
}

/// Copies the table from `input` to `output`, byte for byte but for the values of the one column, which go through
/// `replace`. `replace` gives `None` if the new value does not fit 64 bits. Returns the number of values.
pub fn rewrite(
    layout: Layout<'_>,
    input: impl Read,
    output: &mut Output,
    mut replace: impl FnMut(i64) -> Result<Option<i64>, Failure>,
) -> Result<u64, Failure> {
    let mut scanner = Scanner::new(input, layout.delimiter);
    let header = read_header(layout, &mut scanner, output)?;
    let (mut rows, mut index, mut line) = (0, 0, 1);
    loop {
        match scanner.next_part().map_err(|error| scan_failure(layout.name, error))? {
            Part::End(rest) => {
                output.append(rest);
                return Ok(rows);
            }
            Part::Field(field) => {
                if index == 0 {
                    line = field.line;
                }
                let place = Place { layout, line };
                if index == header.target {
                    let wrong = |problem| place.wrong_value(header.target, &problem);
                    let value = parse(field.text).map_err(wrong)?;
                    let new =
                        replace(value)?.ok_or_else(|| wrong(Problem::NoiseOverflow(value)))?;
                    append_value(output, &field, new);
                } else {
                    append(output, &field);
                }
                index += 1;
                if field.ends_record {
                    if index != header.width {
                        return Err(place.ragged(header.width, index));
                    }
                    index = 0;
                    rows += 1;
                    output.end_row()?;
                }
            }
        }
    }
}

/// What the header says: the number of columns, and which one has the values.
struct Header {
    width: usize,
    target: usize,
}

fn read_header<R: Read>(
    layout: Layout<'_>,
    scanner: &mut Scanner<R>,
    output: &mut Output,
) -> Result<Header, Failure> {
    let Layout { name, column, .. } = layout;
    let (mut names, mut length): (Vec<Vec<u8>>, usize) = (Vec::new(), 0);
    loop {
        match scanner.next_part().map_err(|error| scan_failure(name, error))? {
            Part::End(_) => {
                return Err(Failure::Input(format!("{name} is empty: there is no header")));
            }
            Part::Field(field) => {
                append(output, &field);
                names.push(trim(field.text).to_vec());
                length += field.body.len();
                if field.ends_record {
                    break;
                }
                if length > MAX_HEADER {
                    return Err(Failure::Input(format!("{name}: the header is too long")));
                }
            }
        }
    }
    output.end_row()?;
    let wanted = trim(column.as_bytes());
    let places: Vec<usize> = (0..names.len()).filter(|&index| names[index] == wanted).collect();
    match places[..] {
        [target] => Ok(Header { width: names.len(), target }),
        [] => Err(Failure::Input(format!(
            "{name}, line 1: no column is named {column:?}; the columns are {}",
            list(&names)
        ))),
        [first, second, ..] => Err(Failure::Input(format!(
            "{name}, line 1: columns {} and {} are both named {column:?}",
            first + 1,
            second + 1
        ))),
    }
}

fn list(names: &[Vec<u8>]) -> String {
    const MOST: usize = 20;
    let mut text = names.iter().take(MOST).map(|name| quote(name)).collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        text.push_str(", ...");
    }
    text
}

fn append(output: &mut Output, field: &Field<'_>) {
    output.append(field.before);
    output.append(field.body);
    output.append(field.after);
}

/// The field with another value, in quotes if it was in quotes.
fn append_value(output: &mut Output, field: &Field<'_>, value: i64) {
    let quote: &[u8] = if field.body.starts_with(b"\"") { b"\"" } else { b"" };
    output.append(field.before);
    output.append(quote);
    output.append_integer(value);
    output.append(quote);
    output.append(field.after);
}

/// Where something is wrong.
#[derive(Clone, Copy)]
struct Place<'a> {
    layout: Layout<'a>,
    line: u64,
}

impl Place<'_> {
    fn wrong_value(&self, target: usize, problem: &Problem) -> Failure {
        let Self { layout: Layout { name, column, .. }, line } = self;
        let number = target + 1;
        Failure::Input(format!("{name}, line {line}, column {number} ({column:?}): {problem}"))
    }

    fn ragged(&self, expected: usize, found: usize) -> Failure {
        let Self { layout: Layout { name, .. }, line } = self;
        Failure::Input(format!(
            "{name}, line {line}: the row has {found} columns, the header has {expected}"
        ))
    }
}

fn scan_failure(name: &str, error: ScanError) -> Failure {
    match error {
        ScanError::Io(error) => Failure::system(format_args!("read {name}"), error),
        ScanError::OpenQuote(line) => {
            Failure::Input(format!("{name}, line {line}: a quote is opened and never closed"))
        }
        ScanError::LongField(line) => Failure::Input(format!(
            "{name}, line {line}: a field is longer than {} MiB; is a quote left open?",
            MAX_FIELD >> 20
        )),
    }
}

/// What is wrong with a value.
#[derive(Debug, PartialEq, Eq)]
enum Problem {
    Empty,
    NotAnInteger(String),
    OutOfRange(String),
    NoiseOverflow(i64),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no value"),
            Self::NotAnInteger(text) => write!(f, "{text} is not an integer"),
            Self::OutOfRange(text) => write!(f, "{text} does not fit 64 bits"),
            Self::NoiseOverflow(value) => write!(f, "{value} with its noise does not fit 64 bits"),
        }
    }
}

/// The integer that `text` says: digits, perhaps a sign, perhaps spaces and tabs around.
fn parse(text: &[u8]) -> Result<i64, Problem> {
    let text = trim(text);
    let digits = text.strip_prefix(b"-").or(text.strip_prefix(b"+")).unwrap_or(text);
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Problem::NotAnInteger(quote(text)));
    }
    let value = str::from_utf8(text).ok().and_then(|text| text.parse().ok());
    value.ok_or_else(|| Problem::OutOfRange(quote(text)))
}

fn trim(text: &[u8]) -> &[u8] {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let start = text.iter().position(|byte| !blank(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !blank(byte)).map_or(start, |last| last + 1);
    &text[start..end]
}

/// The beginning of `text` in quotes, safe to print.
fn quote(text: &[u8]) -> String {
    let lossy = String::from_utf8_lossy(text);
    let shown: String = lossy.chars().take(SHOWN).collect();
    let dots = if shown.len() < lossy.len() { "..." } else { "" };
    format!("{shown:?}{dots}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("+7", 7),
            (" 12\t", 12),
            ("007", 7),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
        ] {
            assert_eq!(parse(text.as_bytes()), Ok(value), "{text:?}");
        }
        for text in
            ["12a", "1.0", "1e3", "--1", "+", "-", "1 2", "\u{a0}1", "٣", "0x1", "1_000", "1,000"]
        {
            assert!(matches!(parse(text.as_bytes()), Err(Problem::NotAnInteger(_))), "{text:?}");
        }
        for text in ["9223372036854775808", "-9223372036854775809", &"9".repeat(1000)] {
            assert!(matches!(parse(text.as_bytes()), Err(Problem::OutOfRange(_))), "{text:?}");
        }
        assert_eq!(parse(b" "), Err(Problem::Empty));
        assert!(matches!(parse(b"\xff"), Err(Problem::NotAnInteger(_))));
    }

    #[test]
    fn quotes() {
        assert_eq!(quote(b"a\"\n"), r#""a\"\n""#);
        assert_eq!(quote(&[b'x'; 50]), format!("\"{}\"...", "x".repeat(40)));
    }
}
