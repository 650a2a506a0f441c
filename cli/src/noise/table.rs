//! Copies a table and replaces the values of one column.

use std::fmt;
use std::io::Read;

use super::explanation::{misread_row, scan_failure, unclear_place};
use super::format::{BEGINNING, foreign};
use super::header::Header;
use super::output::Output;
use super::scanner::{Part, Row, Scanner, unquoted};
use super::swallowed::row_inside;
use crate::failure::Failure;

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
/// `replace`. `replace` gives `None` if the new value does not fit 64 bits.
pub fn rewrite(
    layout: Layout<'_>,
    input: impl Read,
    output: &mut Output,
    mut replace: impl FnMut(i64) -> Result<Option<i64>, Failure>,
) -> Result<(), Failure> {
    let Layout { name, delimiter, .. } = layout;
    let mut scanner = Scanner::new(input, delimiter);
    let beginning = scanner.peek_bytes(BEGINNING).map_err(|error| scan_failure(name, error))?;
    if let Some(what) = foreign(beginning) {
        return Err(Failure::Input(format!("{name}: {what}")));
    }
    let mut header: Option<Header> = None;
    while let Some(part) = scanner.next_part().map_err(|error| scan_failure(name, error))? {
        match (part, &header) {
            (Part::Between(bytes), _) => output.append(bytes),
            (Part::Row(row), None) => {
                header = Some(Header::read(layout, &row)?);
                output.append(row.bytes);
            }
            (Part::Row(row), Some(Header { width, target })) => {
                if row.width() != *width {
                    return Err(misread_row(name, &row, *width));
                }
                refuse_row_inside(layout, &row, *target)?;
                let wrong = |problem: Problem| problem.at(layout, &row, *target);
                let value = parse(row.field(*target)).map_err(wrong)?;
                let new = replace(value)?.ok_or_else(|| wrong(Problem::NoiseOverflow))?;
                append(output, &row, *target, new);
            }
        }
        output.end_row()?;
    }
    if header.is_none() {
        return Err(Failure::Input(format!("{name} is empty: there is no header")));
    }
    Ok(())
}

fn refuse_row_inside(layout: Layout<'_>, row: &Row<'_>, target: usize) -> Result<(), Failure> {
    match row_inside(row, layout.delimiter, target) {
        None => Ok(()),
        Some(below) => Err(unclear_place(layout.name, row, below)),
    }
}

/// The row with another value, in quotes if it was in quotes.
fn append(output: &mut Output, row: &Row<'_>, target: usize, value: i64) {
    let (before, behind) = row.around(target);
    let quote: &[u8] = if unquoted(row.field(target)).is_some() { b"\"" } else { b"" };
    output.append(before);
    output.append(quote);
    output.append_value(value);
    output.append(quote);
    output.append(behind);
}

/// What is wrong with a value. It never holds the value: messages end up in logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem {
    Empty,
    NotAnInteger,
    OutOfRange,
    NoiseOverflow,
}

impl Problem {
    fn at(self, layout: Layout<'_>, row: &Row<'_>, target: usize) -> Failure {
        let Layout { name, column, .. } = layout;
        let (line, number) = (row.position(target).line, target + 1);
        Failure::Input(format!("{name}, line {line}, column {number} ({column:?}): {self}"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "there is no value",
            Self::NotAnInteger => {
                "the value is not an integer; one is digits, perhaps with a sign before and blanks around them"
            }
            Self::OutOfRange => "the value does not fit 64 bits",
            Self::NoiseOverflow => "the value with its noise does not fit 64 bits",
        })
    }
}

/// The integer in a field: digits, perhaps a sign, perhaps spaces and tabs around, perhaps quotes around all that.
fn parse(field: &[u8]) -> Result<i64, Problem> {
    let text = trim(unquoted(field).unwrap_or(field));
    let digits = text.strip_prefix(b"-").or(text.strip_prefix(b"+")).unwrap_or(text);
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Problem::NotAnInteger);
    }
    if digits.len() < 19 {
        // This fits, so nothing need be checked.
        let value = digits.iter().fold(0, |value, digit| 10 * value + i64::from(digit - b'0'));
        return Ok(if text.starts_with(b"-") { -value } else { value });
    }
    let value = str::from_utf8(text).ok().and_then(|text| text.parse().ok());
    value.ok_or(Problem::OutOfRange)
}

/// Whether the text could be meant as a number, of whatever kind: with a point, an exponent, groups of digits, quotes around.
pub fn resembles_number(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_digit)
        && text.iter().all(|byte| byte.is_ascii_digit() || b"+-.,eE_' %\t\"".contains(byte))
}

/// The text without spaces and tabs around it.
pub fn trim(text: &[u8]) -> &[u8] {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    let start = text.iter().position(|byte| !blank(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !blank(byte)).map_or(start, |last| last + 1);
    &text[start..end]
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
            ("\"12\"", 12),
            ("\" -12 \"", -12),
            ("007", 7),
            ("999999999999999999", 999_999_999_999_999_999),
            ("-999999999999999999", -999_999_999_999_999_999),
            ("+1000000000000000000", 1_000_000_000_000_000_000),
            ("-000000000000000000000007", -7),
            ("9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
        ] {
            assert_eq!(parse(text.as_bytes()), Ok(value), "{text:?}");
        }
        for text in [
            "12a",
            "1.0",
            "1e3",
            "--1",
            "+",
            "-",
            "1 2",
            "\u{a0}1",
            "٣",
            "0x1",
            "1_000",
            "1,000",
            "\"\"\"1\"\"\"",
            "\"\n1\"",
            "\"",
        ] {
            assert_eq!(parse(text.as_bytes()), Err(Problem::NotAnInteger), "{text:?}");
        }
        for text in ["9223372036854775808", "-9223372036854775809", &"9".repeat(1000)] {
            assert_eq!(parse(text.as_bytes()), Err(Problem::OutOfRange), "{text:?}");
        }
        assert_eq!(parse(b" "), Err(Problem::Empty));
        assert_eq!(parse(b"\"\t\""), Err(Problem::Empty));
        assert_eq!(parse(b"\xff"), Err(Problem::NotAnInteger));
    }

    #[test]
    fn numbers_of_any_kind() {
        for text in
            ["1", "-1.5", "1e9", " 12 ", "10 %", "2020", "1,000", "\"\"7\"\"", "+1_000", "\t0"]
        {
            assert!(resembles_number(text.as_bytes()), "{text:?}");
        }
        for text in ["", "n", "n1", "count 2020", "-", "e", "12 Main Street", "."] {
            assert!(!resembles_number(text.as_bytes()), "{text:?}");
        }
    }
}
