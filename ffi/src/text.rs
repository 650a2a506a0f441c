//! Parameters as C writes and reads them.

#![expect(unsafe_code, reason = "strings and buffers come from C as pointers")]

use std::ffi::{CStr, c_char};
use std::fmt::{self, Display, Write};

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::parse_rational;

use crate::boundary::{Out, check, check_array};
use crate::status::Status;

/// The ratio in lowest terms.
pub(crate) fn ratio(numerator: u64, denominator: u64) -> Result<Ratio<u64>, Status> {
    if denominator == 0 {
        return Err(Status::ZeroDenominator);
    }
    Ok(Ratio::new(numerator, denominator))
}

/// The number that a C string spells.
///
/// # Safety
/// `text` must be `NULL` or lead to a string that ends with a zero byte.
pub(crate) unsafe fn parse(text: *const c_char) -> Result<Ratio<BigUint>, Status> {
    check(text)?;
    // SAFETY: not `NULL`, so it leads to a string.
    let text = unsafe { CStr::from_ptr(text) };
    let text = text.to_str().map_err(|_| Status::BadNumber)?;
    Ok(parse_rational(text)?)
}

/// Writes a value as text with a zero byte behind it, and its length without that byte. With a
/// capacity of 0 it writes the length alone.
///
/// The value is written twice, once to learn its length, so that no memory is needed for the text.
///
/// # Safety
/// If `buffer` passes [`check_array`], it must be valid for writes of `capacity` bytes.
pub(crate) unsafe fn write(
    value: &impl Display,
    buffer: *mut c_char,
    capacity: usize,
    length: Out<usize>,
) -> Result<(), Status> {
    check_array(buffer, capacity)?;
    let mut counted = Text { buffer, capacity: 0, length: 0 };
    write!(counted, "{value}").map_err(|_| Status::InternalError)?;
    if capacity > 0 {
        if capacity <= counted.length {
            return Err(Status::BufferTooSmall);
        }
        let mut written = Text { buffer, capacity: counted.length, length: 0 };
        write!(written, "{value}").map_err(|_| Status::InternalError)?;
        // SAFETY: the capacity is larger than the length.
        unsafe { buffer.wrapping_add(counted.length).write(0) };
    }
    length.write(counted.length);
    Ok(())
}

/// Text on its way to a buffer: what is beyond the capacity is counted, not written.
struct Text {
    buffer: *mut c_char,
    capacity: usize,
    length: usize,
}

impl Write for Text {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        let end = self.length.checked_add(piece.len()).ok_or(fmt::Error)?;
        if end <= self.capacity {
            let place = self.buffer.wrapping_add(self.length);
            // SAFETY: whoever made this promised that the buffer has this capacity.
            unsafe { place.copy_from_nonoverlapping(piece.as_ptr().cast(), piece.len()) };
        }
        self.length = end;
        Ok(())
    }
}
