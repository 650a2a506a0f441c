//! Finds the column in the header.

use std::fmt::Write;

use super::explanation::header_of_several_lines;
use super::scanner::{Part, Row, Scanner};
use super::table::{Layout, resembles_number, trim};
use crate::failure::Failure;
use crate::shown;

/// The most column names that a message lists.
const MOST_NAMES: usize = 20;
/// How much of a name a message shows, in characters.
const SHOWN: usize = 40;
/// What separates columns in most tables, and what `--delimiter` calls it.
const DELIMITERS: [(u8, &str); 5] =
    [(b',', ","), (b'\t', "tab"), (b';', "';'"), (b'|', "'|'"), (b':', ":")];

/// What the header says: the number of columns, and which one has the values.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// The number of columns.
    pub width: usize,
    /// The column with the values, from 0.
    pub target: usize,
}

impl Header {
    /// Reads the header from the first row.
    ///
    /// It is one line: nothing says how many columns the rows have that a quote in it would swallow.
    pub fn read(layout: Layout<'_>, row: &Row<'_>) -> Result<Self, Failure> {
        let Layout { name, delimiter, column } = layout;
        let several_lines =
            |&index: &usize| row.field(index).iter().any(|byte| matches!(byte, b'\r' | b'\n'));
        if let Some(index) = (0..row.width()).find(several_lines) {
            return Err(header_of_several_lines(name, row.position(index)));
        }
        let line = row.position(0).line;
        let names = names(row);
        match places(&names, column)[..] {
            [target] => Ok(Self { width: names.len(), target }),
            [] => {
                let mut message = format!("{name}, line {line}: no column is named {column:?}; ");
                let other = DELIMITERS
                    .iter()
                    .find(|(byte, _)| *byte != delimiter && has_column(row.bytes, *byte, column));
                if let Some((_, called)) = other {
                    let _ = write!(message, "with --delimiter {called} there is one");
                } else if names.iter().any(|name| has_number(name)) {
                    message.push_str(
                        "the first line has numbers instead of names: is the header missing?",
                    );
                } else {
                    let _ = write!(message, "the columns are {}", list(&names));
                    if names.iter().any(|name| str::from_utf8(name).is_err()) {
                        message.push_str("; the names are not in UTF-8, as the one looked for is");
                    }
                }
                Err(Failure::Input(message))
            }
            [first, second, ..] => Err(Failure::Input(format!(
                "{name}, line {line}: columns {} and {} are both named {column:?}",
                first + 1,
                second + 1
            ))),
        }
    }
}

fn names(row: &Row<'_>) -> Vec<Vec<u8>> {
    (0..row.width()).map(|index| trim(&row.text(index)).to_vec()).collect()
}

fn places(names: &[Vec<u8>], column: &str) -> Vec<usize> {
    let wanted = trim(column.as_bytes());
    (0..names.len()).filter(|&index| names[index] == wanted).collect()
}

/// Whether the header has the column if another byte separates its names.
fn has_column(header: &[u8], delimiter: u8, column: &str) -> bool {
    match Scanner::new(header, delimiter).next_part() {
        Ok(Some(Part::Row(row))) => places(&names(&row), column).len() == 1,
        _ => false,
    }
}

/// Whether a part of the name is a number, whatever separates the parts: then the line has data, which no message shows.
fn has_number(name: &[u8]) -> bool {
    name.split(|byte| DELIMITERS.iter().any(|(delimiter, _)| byte == delimiter))
        .any(resembles_number)
}

fn list(names: &[Vec<u8>]) -> String {
    let mut text =
        names.iter().take(MOST_NAMES).map(|name| quote(name)).collect::<Vec<_>>().join(", ");
    if names.len() > MOST_NAMES {
        text.push_str(", ...");
    }
    text
}

/// The beginning of a name in quotes, safe to print.
fn quote(name: &[u8]) -> String {
    let lossy = String::from_utf8_lossy(name);
    let beginning: String = lossy.chars().take(SHOWN).collect();
    let dots = if beginning.len() < lossy.len() { "..." } else { "" };
    format!("{}{dots}", shown::quoted(beginning.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted() {
        assert_eq!(quote(b"a\"\n"), r#""a\"\n""#);
        assert_eq!(quote(&[b'x'; 50]), format!("\"{}\"...", "x".repeat(40)));
    }

    #[test]
    fn numbers_are_not_names() {
        for name in ["1", "-1.5", "1e9", " 12 ", "a;12", "x\t7\ty", "10 %", "2020"] {
            assert!(has_number(name.as_bytes()), "{name:?}");
        }
        for name in ["", "n", "n1", "count 2020", "a;b", "-", "e"] {
            assert!(!has_number(name.as_bytes()), "{name:?}");
        }
    }
}
