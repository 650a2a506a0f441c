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
            [target] if resembles_number(&names[target]) => Err(Failure::Input(format!(
                "{name}, line {line}: the first line must hold the names of columns, and {column:?} could be a value, which would \
                 get no noise; if the header is missing, add it, and if this is the name, change it, for example to \"n{}\"",
                column.trim()
            ))),
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
                    message.push_str(&list(&names));
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

/// The names that a message may show, and how many others there are. Where the header is missing, the first row stands in its
/// place, and no digit of it is shown, nor anything else that could be one.
fn list(names: &[Vec<u8>]) -> String {
    let (mut shown, mut with_digits, mut foreign) = (Vec::new(), 0, 0);
    for name in names {
        match str::from_utf8(name) {
            Err(_) => foreign += 1,
            Ok(text) if text.chars().any(is_digit_or_line_end) => with_digits += 1,
            Ok(text) => shown.push(text),
        }
    }
    let mut clauses = Vec::new();
    if !shown.is_empty() {
        let dots = if shown.len() > MOST_NAMES { ", ..." } else { "" };
        let quoted: Vec<String> = shown.into_iter().take(MOST_NAMES).map(quote).collect();
        clauses.push(format!("the columns are {}{dots}", quoted.join(", ")));
    }
    for (count, one, several) in [
        (with_digits, "name contains digits or line ends", "names contain digits or line ends"),
        (
            foreign,
            "name is not in UTF-8, as the one looked for is,",
            "names are not in UTF-8, as the one looked for is,",
        ),
    ] {
        match count {
            0 => {}
            1 => clauses.push(format!("1 column whose {one} is not shown")),
            _ => clauses.push(format!("{count} columns whose {several} are not shown")),
        }
    }
    clauses.join("; ")
}

/// Whether the character is a digit or a number in some script, or ends a line by some convention.
fn is_digit_or_line_end(character: char) -> bool {
    character.is_numeric()
        || matches!(
            character,
            '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
}

/// The beginning of a name in quotes, safe to print.
fn quote(name: &str) -> String {
    let beginning: String = name.chars().take(SHOWN).collect();
    let dots = if beginning.len() < name.len() { "..." } else { "" };
    format!("{}{dots}", shown::quoted(beginning.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(names: &[&str]) -> String {
        list(&names.iter().map(|name| name.as_bytes().to_vec()).collect::<Vec<_>>())
    }

    #[test]
    fn names_are_quoted() {
        assert_eq!(quote("a\"\u{1b}"), r#""a\"\u{1b}""#);
        assert_eq!(quote(&"é".repeat(50)), format!("\"{}\"...", "é".repeat(40)));
        assert_eq!(listed(&["a", "b c"]), r#"the columns are "a", "b c""#);
        let many = listed(&["x"; 21]);
        assert!(many.ends_with(r#""x", ..."#) && many.matches('x').count() == 20, "{many}");
    }

    #[test]
    fn names_with_digits_are_counted() {
        let long = format!("{}7", "x".repeat(60));
        for name in [
            "1",
            "alice 12",
            "≥12",
            "$7",
            "n1",
            "٣",
            "１２",
            "½",
            "Ⅻ",
            "²",
            "a\nb",
            "a\rb",
            "a\u{2028}b",
            &long,
        ] {
            let one = "1 column whose name contains digits or line ends is not shown";
            assert_eq!(listed(&[name]), one, "{name:?}");
            assert_eq!(listed(&["a", name]), format!("the columns are \"a\"; {one}"), "{name:?}");
        }
        assert_eq!(
            listed(&["q1", "a", "q2", "q3"]),
            "the columns are \"a\"; 3 columns whose names contain digits or line ends are not shown"
        );
        // Full-width digits in Shift-JIS.
        let foreign =
            [b"\x82\x4f".to_vec(), b"\xe9t\xe9".to_vec(), b"a".to_vec(), b"\xff7".to_vec()];
        assert_eq!(
            list(&foreign),
            "the columns are \"a\"; 3 columns whose names are not in UTF-8, as the one looked for is, are not shown"
        );
        assert_eq!(
            list(&foreign[..1]),
            "1 column whose name is not in UTF-8, as the one looked for is, is not shown"
        );
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
