//! Suspects rows inside a quoted field.
//!
//! A quote at the start of a field and one at the end of another, further down, make one field of everything between:
//!
//! ```text
//! item,n
//! "5 inch,10
//! 6 inch",20
//! ```
//!
//! This may be one item that is counted 20 times, or two items, with inch marks before and behind them. In the second case 10
//! is a count, and would come out as it is. So a field with several lines is refused if one of them alone would be a row, too.

use super::scanner::{Row, unquoted};
use super::table::resembles_number;

/// The line, counted from the line in which the row begins, that would be a row of its own with a number in the column
/// `target`, though it stands in a field of several lines.
pub fn row_inside(row: &Row<'_>, delimiter: u8, target: usize) -> Option<usize> {
    if row.inner_line_ends == 0 {
        return None;
    }
    let mut above = 0;
    for index in 0..row.width() {
        let Some(text) = unquoted(row.field(index)) else { continue };
        let lines = lines(text);
        let Some(last) = lines.len().checked_sub(1).filter(|&last| last > 0) else { continue };
        for (number, line) in lines.into_iter().enumerate() {
            // The first line goes on after the fields before this one, and after the last line come those that follow.
            let before = if number == 0 { index } else { 0 };
            let behind = if number == last { row.width() - index - 1 } else { 0 };
            let parts: Vec<&[u8]> = line.split(|&byte| byte == delimiter).collect();
            let value = target.checked_sub(before).and_then(|place| parts.get(place));
            if before + parts.len() + behind == row.width()
                && value.is_some_and(|part| resembles_number(part))
            {
                return Some(above + number);
            }
        }
        above += last;
    }
    None
}

/// The lines of a text, whatever ends them; one more than there are line ends.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let (mut start, mut index) = (0, 0);
    while index < text.len() {
        let length = match text[index] {
            b'\r' if text.get(index + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if length > 0 {
            lines.push(&text[start..index]);
            start = index + length;
        }
        index += length.max(1);
    }
    lines.push(&text[start..]);
    lines
}

#[cfg(test)]
mod tests {
    use super::super::scanner::{Part, Scanner};
    use super::*;

    fn inside(row: &str, target: usize) -> Option<usize> {
        let mut scanner = Scanner::new(row.as_bytes(), b',');
        match scanner.next_part() {
            Ok(Some(Part::Row(row))) => row_inside(&row, b',', target),
            other => panic!("{row:?} is no row but {other:?}"),
        }
    }

    #[test]
    fn rows_in_quotes_are_suspected() {
        for (row, target, line) in [
            ("\"5 inch,10\n6 inch\",20\n", 1, 0),
            ("\"5 inch,x\n7 inch, 10 \n6 inch\",20\n", 1, 1),
            ("\"5 inch,x\r\n7 inch,\"\"-10\"\"\r\n6 inch\",20", 1, 1),
            ("\"5 inch,x\r7 inch,+10\r6 inch\",20", 1, 1),
            ("\"5 inch,10.5\n6 inch\",20\n", 1, 0),
            // The column stands before the text.
            ("10,\"5 inch\n20,6 inch\n\"", 0, 1),
            ("10,\"5 inch\n20,6 inch\"", 0, 1),
            ("x,10,\"5 inch\ny,20,6 inch\"", 1, 1),
            ("\"a\nb\",x,10,\"5 inch\ny,z,20,6 inch\"", 2, 2),
        ] {
            assert_eq!(inside(row, target), Some(line), "{row:?}");
        }
    }

    #[test]
    fn other_texts_of_several_lines_are_not() {
        for (row, target) in [
            ("\"Main Street 5,\nSpringfield\",20\n", 1),
            ("\"Main Street\nSpringfield, 12345\",20\n", 1),
            ("20,\"Main Street, 7\nSpringfield\"\n", 0),
            ("x,20,\"Main Street, 7\n5,Springfield\"\n", 1),
            ("\"\n\n\",20\n", 1),
            ("\"a,b\",20\n", 1),
            ("\"a,10\",20,\"x\ny\"\n", 1),
        ] {
            assert_eq!(inside(row, target), None, "{row:?}");
        }
    }
}
