//! The codes that functions answer with.

#![expect(unsafe_code, reason = "functions that C calls by name")]

use std::collections::TryReserveError;
use std::ffi::{CStr, c_char};

use verinoise::{Fault, ParameterError, ParseRationalError, PrepareError, Refusal, SampleError};

/// The answer of a function: `VN_STATUS_OK`, or the reason for which it did nothing. Codes are never
/// renumbered, and new ones are only added at the end: treat unknown codes as errors.
#[repr(i32)]
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The call did what it should, and its outputs are written.
    Ok = 0,
    /// A pointer that must not be `NULL` was `NULL`.
    NullPointer = 1,
    /// A pointer is not aligned, or it does not lead to a handle of the right kind: a handle of
    /// another kind, or one that was freed. (That a freed handle is noticed is likely, not
    /// certain.)
    BadPointer = 2,
    /// The text is not a number of the form `25`, `25/4`, `6.25` or `625e-2`, or it is longer than
    /// 1000 bytes, or its exponent is beyond 1000.
    BadNumber = 3,
    /// The denominator is 0.
    ZeroDenominator = 4,
    /// The parameter is 0, and must be greater.
    NotPositive = 5,
    /// An array of that many elements cannot exist.
    LengthTooLarge = 6,
    /// The text does not fit the buffer. Call with a capacity of 0 to learn the length.
    BufferTooSmall = 7,
    /// A sample, or its sum with the value that it was to be added to, does not fit 64 bits. The
    /// sample is lost; of an array, nothing was changed.
    OutOfRange = 8,
    /// The operating system gave no random bytes, or the callback reported a failure.
    RandomnessFailed = 9,
    /// Another thread is drawing from this generator, or the callback tried to draw from the
    /// generator that it serves. Only generators with a callback or a seed can be busy. In a process
    /// that was forked while another thread drew, such a generator stays busy for ever: make a new
    /// one there instead of trying again.
    Busy = 10,
    /// There is not enough memory for a handle, for the temporary copy of the results, or for a
    /// number.
    OutOfMemory = 11,
    /// The arithmetic failed: a division was found to be wrong when it was checked, as by broken
    /// hardware.
    ArithmeticFailed = 12,
    /// There is a bug in the library. The handles can still be used or freed.
    InternalError = 13,
    /// There is no table for this parameter: it is too large. The noise can be drawn without one.
    NoTable = 14,
}

/// All of them, in order.
const ALL: [Status; 15] = [
    Status::Ok,
    Status::NullPointer,
    Status::BadPointer,
    Status::BadNumber,
    Status::ZeroDenominator,
    Status::NotPositive,
    Status::LengthTooLarge,
    Status::BufferTooSmall,
    Status::OutOfRange,
    Status::RandomnessFailed,
    Status::Busy,
    Status::OutOfMemory,
    Status::ArithmeticFailed,
    Status::InternalError,
    Status::NoTable,
];

impl Status {
    const fn message(self) -> &'static CStr {
        match self {
            Self::Ok => c"done",
            Self::NullPointer => c"a pointer is NULL that must not be",
            Self::BadPointer => c"a pointer is not aligned, or leads to no such handle",
            Self::BadNumber => c"not a number: write it as 25, 25/4 or 6.25, in at most 1000 bytes",
            Self::ZeroDenominator => c"the denominator of the parameter must not be 0",
            Self::NotPositive => c"the parameter must be greater than 0",
            Self::LengthTooLarge => c"no array can be that long",
            Self::BufferTooSmall => c"the text does not fit the buffer",
            Self::OutOfRange => c"the sample, or its sum with the value, does not fit 64 bits",
            Self::RandomnessFailed => c"the source of random bytes failed",
            Self::Busy => c"another call is drawing from this generator",
            Self::OutOfMemory => c"not enough memory",
            Self::ArithmeticFailed => c"a division was found to be wrong",
            Self::InternalError => c"internal error: a bug in the library",
            Self::NoTable => c"there is no table for this parameter: it is too large",
        }
    }
}

impl From<ParameterError> for Status {
    fn from(error: ParameterError) -> Self {
        match error {
            ParameterError::NotPositive => Self::NotPositive,
            ParameterError::ZeroDenominator => Self::ZeroDenominator,
            _ => Self::InternalError,
        }
    }
}

/// A table that the checkers refused would be none either, though they refuse none that the library builds.
impl From<PrepareError> for Status {
    fn from(error: PrepareError) -> Self {
        match error {
            PrepareError::Refused(Refusal::Undecided(Fault::Memory)) => Self::OutOfMemory,
            _ => Self::NoTable,
        }
    }
}

impl From<TryReserveError> for Status {
    fn from(_: TryReserveError) -> Self {
        Self::OutOfMemory
    }
}

impl From<ParseRationalError> for Status {
    fn from(error: ParseRationalError) -> Self {
        match error {
            ParseRationalError::ZeroDenominator { .. } => Self::ZeroDenominator,
            _ => Self::BadNumber,
        }
    }
}

impl<E> From<SampleError<E>> for Status {
    fn from(error: SampleError<E>) -> Self {
        match error {
            SampleError::Source(_) => Self::RandomnessFailed,
            SampleError::OutOfRange => Self::OutOfRange,
            SampleError::OutOfMemory => Self::OutOfMemory,
            SampleError::Fault(_) => Self::ArithmeticFailed,
            _ => Self::InternalError,
        }
    }
}

/// Explains a status in English. The answer is a static string, also for numbers that are no
/// status.
#[unsafe(no_mangle)]
pub extern "C" fn vn_strerror(status: i32) -> *const c_char {
    let known = ALL.iter().find(|known| **known as i32 == status);
    known.map_or(c"unknown status", |known| known.message()).as_ptr()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Also those errors that the C functions find out about before the crate does.
    #[test]
    fn every_error_has_its_code() {
        assert_eq!(Status::from(ParameterError::NotPositive), Status::NotPositive);
        assert_eq!(Status::from(ParameterError::ZeroDenominator), Status::ZeroDenominator);
        assert_eq!(Status::from(PrepareError::TooLarge), Status::NoTable);
        assert_eq!(Status::from(PrepareError::Refused(Refusal::Blocks)), Status::NoTable);
        let undecided = PrepareError::Refused(Refusal::Undecided(Fault::Memory));
        assert_eq!(Status::from(undecided), Status::OutOfMemory);
        assert_eq!(Status::from(SampleError::Source(())), Status::RandomnessFailed);
        assert_eq!(Status::from(SampleError::<()>::OutOfRange), Status::OutOfRange);
        assert_eq!(Status::from(SampleError::<()>::OutOfMemory), Status::OutOfMemory);
        let wrong = SampleError::<()>::Fault(Fault::Quotient);
        assert_eq!(Status::from(wrong), Status::ArithmeticFailed);
    }
}
