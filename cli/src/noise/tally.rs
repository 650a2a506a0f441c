//! The last line of defence: counts rows in a way of its own, and compares them with the values that got noise.

use crate::failure::Failure;

/// How many bytes are counted at a time. The count of a piece fits a byte, which the processor adds up many at once.
const PIECE: usize = 192;

/// Counts the rows of a table, and the values that got noise.
///
/// It reads what is about to be passed on. It shares no code with the scanner, and knows no fields: outside quotes, which
/// open and close in turn, a row begins after each line end unless the line is empty.
#[derive(Debug, Default)]
pub struct Tally {
    rows: u64,
    quoted: bool,
    in_row: bool,
    values: u64,
}

impl Tally {
    /// Goes on counting with the next bytes of the table.
    pub fn read(&mut self, bytes: &[u8]) {
        let begins = self.rows == 0 && !self.in_row;
        let mark = if begins { bytes.strip_prefix(b"\xef\xbb\xbf") } else { None };
        for piece in mark.unwrap_or(bytes).chunks(PIECE) {
            if !self.quoted && !piece.contains(&b'"') {
                self.read_unquoted(piece);
            } else {
                for &byte in piece {
                    self.read_byte(byte);
                }
            }
        }
    }

    fn read_byte(&mut self, byte: u8) {
        if !self.quoted && ends_line(byte) {
            self.in_row = false;
        } else {
            self.rows += u64::from(!self.in_row);
            self.in_row = true;
            self.quoted ^= byte == b'"';
        }
    }

    /// At most `PIECE` bytes, none of them a quote, outside quotes.
    fn read_unquoted(&mut self, bytes: &[u8]) {
        let Some((first, others)) = bytes.split_first() else { return };
        self.read_byte(*first);
        let begins = |(before, byte): (&u8, &u8)| u8::from(ends_line(*before) & !ends_line(*byte));
        self.rows += u64::from(bytes.iter().zip(others).map(begins).sum::<u8>());
        self.in_row = bytes.last().is_some_and(|last| !ends_line(*last));
    }

    /// A value got noise.
    pub const fn add_value(&mut self) {
        self.values += 1;
    }

    /// How many values got noise.
    pub const fn values(&self) -> u64 {
        self.values
    }

    /// Whether the rows that were read are a header and one row for each value that got noise, none of them in part.
    pub fn check(&self) -> Result<(), Failure> {
        if self.rows == self.values + 1 && !self.quoted {
            return Ok(());
        }
        Err(Failure::System(format!(
            "internal error: the table has {} rows with its header, but {} values got noise; please report this",
            self.rows, self.values
        )))
    }
}

fn ends_line(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, values: u64) -> Result<(), Failure> {
        let read = |length| {
            let mut tally = Tally::default();
            for piece in table.as_bytes().chunks(length) {
                tally.read(piece);
            }
            for _ in 0..values {
                tally.add_value();
            }
            tally.check()
        };
        let [whole, pieces] = [usize::MAX, 3].map(read);
        assert_eq!(whole.is_ok(), pieces.is_ok(), "{table:?}");
        whole
    }

    #[test]
    fn rows_without_noise_are_noticed() {
        for (table, values) in [
            ("n", 0),
            ("n\n1\n2\n", 2),
            ("\r\nn\r\n\r\n1\r\n2", 2),
            ("n\r1\r2\r", 2),
            ("a,n\n\"x\ny\",1\n\"\"\"\",2\n", 2),
        ] {
            assert!(check(table, values).is_ok(), "{table:?}");
            assert!(check(table, values + 1).is_err(), "{table:?}");
            assert!(values == 0 || check(table, values - 1).is_err(), "{table:?}");
        }
        let long = "x".repeat(3 * PIECE);
        let table = format!("\u{feff}n,a\n1,{long}\n\n\n2,\"{long}\n{long}\"\r\n3,x\n").repeat(5);
        assert!(check(&table, 19).is_ok());
        assert!(check(&table, 20).is_err());
        let many = "7\n".repeat(10_000);
        assert!(check(&many, 9_999).is_ok());
        assert!(check("n\n\"1", 1).is_err());
        assert!(check("", 0).is_err());
    }
}
