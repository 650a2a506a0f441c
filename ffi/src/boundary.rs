//! The border between C and Rust: every exported function that can fail runs inside [`boundary`].

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Status;

/// Runs the body of an exported function. A panic becomes [`Status::InternalError`] and goes no
/// further.
pub(crate) fn boundary(body: impl FnOnce() -> Result<(), Status>) -> Status {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => Status::Ok,
        Ok(Err(status)) => status,
        Err(payload) => {
            // A payload may panic when it is dropped; a leak is better than that.
            std::mem::forget(payload);
            Status::InternalError
        }
    }
}

/// The destination of a result: a pointer from C that can be written to, or that would be an error by now.
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    /// Checks what can be checked of a pointer.
    ///
    /// # Safety
    /// A pointer that is neither `NULL` nor misaligned must be valid for a write, until the `Out`
    /// is gone.
    #[expect(unsafe_code, reason = "the promise is kept until the write")]
    pub(crate) unsafe fn new(pointer: *mut T) -> Result<Self, Status> {
        check(pointer)?;
        Ok(Self(pointer))
    }

    pub(crate) fn write(self, value: T) {
        // SAFETY: whoever made this promised that the pointer can be written to.
        #[expect(unsafe_code, reason = "results go to C by pointer")]
        unsafe {
            self.0.write(value);
        }
    }
}

/// Refuses `NULL` and pointers that are not aligned.
pub(crate) fn check<T>(pointer: *const T) -> Result<(), Status> {
    if pointer.is_null() {
        Err(Status::NullPointer)
    } else if pointer.is_aligned() {
        Ok(())
    } else {
        Err(Status::BadPointer)
    }
}

/// Refuses arrays that cannot exist. An empty one may be `NULL`.
pub(crate) fn check_array<T>(pointer: *const T, length: usize) -> Result<(), Status> {
    if length > isize::MAX.cast_unsigned() / size_of::<T>().max(1) {
        Err(Status::LengthTooLarge)
    } else if length == 0 {
        Ok(())
    } else {
        check(pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worst payload that a panic can bring along.
    struct Spiteful;

    impl Drop for Spiteful {
        fn drop(&mut self) {
            panic!("again");
        }
    }

    #[test]
    fn panics_stop_here() {
        assert_eq!(boundary(|| Ok(())), Status::Ok);
        assert_eq!(boundary(|| Err(Status::Busy)), Status::Busy);
        assert_eq!(boundary(|| panic!("a bug")), Status::InternalError);

        assert_eq!(boundary(|| std::panic::panic_any(Box::new(Spiteful))), Status::InternalError);
    }

    #[test]
    fn pointers() {
        let word = [0_u64; 2];
        let pointer = word.as_ptr();
        assert_eq!(check(pointer), Ok(()));
        assert_eq!(check::<u64>(std::ptr::null()), Err(Status::NullPointer));
        assert_eq!(check(pointer.wrapping_byte_add(1)), Err(Status::BadPointer));
        assert_eq!(check_array::<u64>(std::ptr::null(), 0), Ok(()));
        assert_eq!(check_array::<u64>(std::ptr::null(), 1), Err(Status::NullPointer));
        assert_eq!(check_array(pointer, usize::MAX >> 4), Ok(()));
        assert_eq!(check_array(pointer, (usize::MAX >> 4) + 1), Err(Status::LengthTooLarge));
        assert_eq!(check_array(pointer, usize::MAX), Err(Status::LengthTooLarge));
    }
}
