//! Parameters as C writes and reads them.

#![expect(unsafe_code, reason = "strings and buffers come from C as pointers")]

use std::ffi::{CStr, c_char};
use std::fmt::{self, Display, Write};

use num_rational::Ratio;
use verinoise::{Nat, Noise, parse_rational, parse_small_rational};

use crate::boundary::{Out, check, check_array};
use crate::handle::room;
use crate::status::Status;

/// A parameter: numerator and denominator.
pub(crate) type Terms = (Nat, Nat);

fn terms<T: Into<Nat>>(ratio: Ratio<T>) -> Terms {
    let (numerator, denominator) = ratio.into_raw();
    (numerator.into(), denominator.into())
}

/// The ratio in lowest terms.
pub(crate) fn ratio(numerator: u64, denominator: u64) -> Result<Terms, Status> {
    if denominator == 0 {
        return Err(Status::ZeroDenominator);
    }
    Ok(terms(Ratio::new(numerator, denominator)))
}

/// The number that a C string spells, in lowest terms.
///
/// # Safety
/// `text` must be `NULL` or lead to a string that ends with a zero byte.
pub(crate) unsafe fn parse(text: *const c_char) -> Result<Terms, Status> {
    check(text)?;
    // SAFETY: not `NULL`, so it leads to a string.
    let text = unsafe { CStr::from_ptr(text) };
    let text = text.to_str().map_err(|_| Status::BadNumber)?;
    if let Some(small) = parse_small_rational(text)? {
        return Ok(terms(small));
    }
    room_for_large_numbers()?;
    Ok(terms(parse_rational(text)?))
}

/// Asks whether the memory holds what is done with a number beyond 128 bits here, since `num-bigint`
/// ends the program where it does not.
///
/// A text has at most 1000 digits and an exponent of at most 1000, so that no term has more than 831
/// bytes. Reading it and writing it takes a few times that.
fn room_for_large_numbers() -> Result<(), Status> {
    room(16 << 10)
}

/// Writes the parameter, as [`write`] does.
///
/// # Safety
/// As for [`write`].
pub(crate) unsafe fn write_parameter(
    noise: &Noise,
    buffer: *mut c_char,
    capacity: usize,
    length: Out<usize>,
) -> Result<(), Status> {
    if let Some(small) = noise.small_parameter() {
        // SAFETY: the caller keeps the promise.
        unsafe { write(&Fraction(small), buffer, capacity, length) }
    } else {
        room_for_large_numbers()?;
        // SAFETY: the caller keeps the promise.
        unsafe { write(&Fraction(noise.parameter()), buffer, capacity, length) }
    }
}

/// A ratio that is written without a denominator of 1. That of `num-rational` allocates.
struct Fraction<T>(Ratio<T>);

impl<T: Display + PartialEq + From<u8>> Display for Fraction<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.numer().fmt(f)?;
        if *self.0.denom() == T::from(1) { Ok(()) } else { write!(f, "/{}", self.0.denom()) }
    }
}

/// Writes a value as text with a zero byte behind it, and its length without that byte. With a
/// capacity of 0 it writes the length alone.
///
/// The value is written twice, once to learn its length, so that no memory is needed for the text.
///
/// # Safety
/// If `buffer` passes [`check_array`], it must be valid for writes of `capacity` bytes.
unsafe fn write(
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
