//! Says where a table cannot be read, why, and how to mend it. No message holds a value of the table.

use super::scanner::{MAX_COLUMNS, MAX_ROW, Position, Row, ScanError, Unclear};
use crate::failure::Failure;

const HOW_TO_QUOTE: &str = "a quote that belongs to the text is doubled, and its field put in quotes: 6\" is written \"6\"\"\"";

/// Reading failed, or the table can be read in several ways.
pub fn scan_failure(name: &str, error: ScanError) -> Failure {
    match error {
        ScanError::Io(error) => Failure::system(format_args!("read {name}"), error),
        ScanError::Unclear(position, unclear) => Failure::Input(format!(
            "{name}, line {}, column {}, character {}: {}",
            position.line,
            position.column,
            position.character,
            reason(unclear)
        )),
    }
}

fn reason(unclear: Unclear) -> String {
    match unclear {
        Unclear::TextAfterQuote(byte, line) => format!(
            "text follows the quote that closes a field, which begins in line {line}; {}",
            other_delimiter(byte).unwrap_or_else(|| HOW_TO_QUOTE.to_owned())
        ),
        Unclear::QuoteInside => {
            format!("a quote stands in a field that does not begin with one; {HOW_TO_QUOTE}")
        }
        Unclear::OpenQuote => {
            format!("the quote that opens here is never closed; {HOW_TO_QUOTE}")
        }
        Unclear::Backslash => format!(
            "a backslash stands before a quote, and programs differ on whether the field ends there; remove the backslash. \
             Here it has no meaning: {HOW_TO_QUOTE}"
        ),
        Unclear::Nul => "a byte 0 stands in the text; is the file damaged, or in UTF-16?".to_owned(),
        Unclear::CarriageReturn => "a carriage return stands without a line feed, while the lines above end with a line \
                                    feed; does a line end here? Write the same line end everywhere, or remove it"
            .to_owned(),
        Unclear::LineFeed => "a line feed stands here, while the lines above end with a carriage return alone; does a line \
                              end here? Write the same line end everywhere, or remove it"
            .to_owned(),
        Unclear::LongQuoted => format!(
            "with the quote that opens here, the row reaches {} MiB, the limit for one row; is the quote ever closed?",
            MAX_ROW >> 20
        ),
        Unclear::LongRow => format!(
            "the row reaches {} MiB, the limit for one row; does the file have lines?",
            MAX_ROW >> 20
        ),
        Unclear::ManyColumns => format!("the row has more than {MAX_COLUMNS} columns, the limit"),
    }
}

/// A byte behind a closing quote that separates columns in many tables.
fn other_delimiter(byte: u8) -> Option<String> {
    let name = match byte {
        b'\t' => "tab".to_owned(),
        b';' | b'|' => format!("'{}'", char::from(byte)),
        b',' => ",".to_owned(),
        _ => return None,
    };
    Some(format!("if that separates the columns, add --delimiter {name}"))
}

/// A name in the header, which begins here, goes over several lines.
pub fn header_of_several_lines(name: &str, position: Position) -> Failure {
    let Position { line, column, character } = position;
    Failure::Input(format!(
        "{name}, line {line}, column {column}, character {character}: the quote that opens here is closed in a line below, and \
         rows in between would get no noise; write the header in one line, each name without line ends, and mind that \
         {HOW_TO_QUOTE}"
    ))
}

/// The row has another number of columns than the header.
pub fn misread_row(name: &str, row: &Row<'_>, width: usize) -> Failure {
    let (line, found) = (row.position(0).line, row.width());
    let columns = if found == 1 { "column" } else { "columns" };
    Failure::Input(format!(
        "{name}, line {line}: the row has {found} {columns}, the header has {width}"
    ))
}

/// A line in a field of several lines, so many lines below the one in which the row begins, could be a row of its own.
pub fn unclear_place(name: &str, row: &Row<'_>, below: usize) -> Failure {
    let first = row.position(0).line;
    let line = first.saturating_add(u64::try_from(below).unwrap_or(u64::MAX));
    let last = first.saturating_add(row.inner_line_ends);
    Failure::Input(format!(
        "{name}, line {line}: a field in quotes goes over several lines (the row is in lines {first} to {last}), and this line \
         alone would be a row, too, whose value would get no noise; are the quotes in their places? If so, write the field \
         without line ends"
    ))
}
