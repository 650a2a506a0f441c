//! Tables, as the command line reads them.

use std::io::{self, Read};

#[allow(dead_code, reason = "written for the command line")]
#[path = "../../cli/src/noise/scanner.rs"]
mod scanner;

use scanner::{Part, Scanner};

/// Gives its bytes in pieces of a certain length.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.0.len().min(self.1).min(out.len());
        out[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

type Rows = Vec<Vec<Vec<u8>>>;

/// What the scanner finds: the bytes of all parts, the texts of the fields of each row, the line in
/// which each field begins, and whether it came to the end.
type Found = (Vec<u8>, Rows, Vec<u64>, bool);

fn scan(data: &[u8], delimiter: u8, piece: usize) -> Found {
    let mut scanner = Scanner::new(Pieces(data, piece), delimiter);
    let (mut bytes, mut rows, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        match scanner.next_part() {
            Ok(Some(Part::Between(between))) => bytes.extend_from_slice(between),
            Ok(Some(Part::Row(row))) => {
                bytes.extend_from_slice(row.bytes);
                rows.push((0..row.width()).map(|index| row.text(index).into_owned()).collect());
                lines.extend((0..row.width()).map(|index| row.position(index).line));
            }
            Ok(None) => return (bytes, rows, lines, true),
            Err(_) => return (bytes, rows, lines, false),
        }
    }
}

/// What a reader makes of the table that refuses nothing.
fn reference(table: &[u8], delimiter: u8) -> Rows {
    let mut builder = csv::ReaderBuilder::new();
    let mut reader =
        builder.delimiter(delimiter).has_headers(false).flexible(true).from_reader(table);
    let records = reader.byte_records().map(|record| record.expect("any bytes are read"));
    records.map(|record| record.iter().map(<[u8]>::to_vec).collect()).collect()
}

/// Splits the input into fields; the first byte chooses the delimiter. No byte is lost, it does
/// not matter in which pieces the input arrives, and another reader finds the same fields.
pub fn tables(data: &[u8]) {
    let Some((choice, table)) = data.split_first() else { return };
    let delimiter = b",;\t|"[usize::from(choice % 4)];
    let whole = scan(table, delimiter, usize::MAX);
    let (bytes, rows, lines, complete) = &whole;
    let expected = reference(table, delimiter);
    if *complete {
        assert!(bytes == table, "bytes were lost");
        assert!(*rows == expected, "another reader finds other fields");
    } else {
        assert!(table.starts_with(bytes), "bytes were changed");
        assert!(expected.starts_with(rows), "another reader finds other fields");
    }
    assert!(lines.is_sorted(), "lines run backwards");
    for piece in [1, 3] {
        assert!(scan(table, delimiter, piece) == whole, "in pieces of {piece}");
    }
}
