//! The last line of defence: counts rows in a way of its own, and compares them with the values that got noise.

use crate::failure::Failure;

/// Counts the rows of a table, and the values that got noise.
///
/// It shares no code with the scanner, and knows no fields: outside quotes, which open and close in turn, a row begins after
/// each line end unless the line is empty.
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
        if self.rows == 0 && bytes == b"\xef\xbb\xbf" {
            // A byte order mark.
            return;
        }
        for &byte in bytes {
            if !self.quoted && (byte == b'\n' || byte == b'\r') {
                self.in_row = false;
            } else {
                self.rows += u64::from(!self.in_row);
                self.in_row = true;
                self.quoted ^= byte == b'"';
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str, values: u64) -> Result<(), Failure> {
        let mut tally = Tally::default();
        // In pieces, as the rows come.
        for piece in table.as_bytes().chunks(3) {
            tally.read(piece);
        }
        for _ in 0..values {
            tally.add_value();
        }
        tally.check()
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
        assert!(check("n\n\"1", 1).is_err());
        assert!(check("", 0).is_err());
    }
}
