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

/// What the scanner finds: the bytes of all parts, the texts of all fields, and whether it came to
/// the end.
type Found = (Vec<u8>, Vec<(Vec<u8>, u64, bool)>, bool);

fn scan(data: &[u8], delimiter: u8, piece: usize) -> Found {
    let mut scanner = Scanner::new(Pieces(data, piece), delimiter);
    let (mut bytes, mut fields) = (Vec::new(), Vec::new());
    loop {
        match scanner.next_part() {
            Ok(Part::Field(field)) => {
                for part in [field.before, field.body, field.after] {
                    bytes.extend_from_slice(part);
                }
                fields.push((field.text.to_vec(), field.line, field.ends_record));
            }
            Ok(Part::End(rest)) => {
                bytes.extend_from_slice(rest);
                return (bytes, fields, true);
            }
            Err(_) => return (bytes, fields, false),
        }
    }
}

/// Splits the input into fields; the first byte chooses the delimiter. No byte is lost, and it does
/// not matter in which pieces the input arrives.
pub fn tables(data: &[u8]) {
    let Some((choice, table)) = data.split_first() else { return };
    let delimiter = b",;\t|"[usize::from(choice % 4)];
    let whole = scan(table, delimiter, usize::MAX);
    if whole.2 {
        assert!(whole.0 == table, "bytes were lost");
    } else {
        assert!(table.starts_with(&whole.0), "bytes were changed");
    }
    assert!(whole.1.windows(2).all(|fields| fields[0].1 <= fields[1].1), "lines run backwards");
    for piece in [1, 3] {
        assert!(scan(table, delimiter, piece) == whole, "in pieces of {piece}");
    }
}
