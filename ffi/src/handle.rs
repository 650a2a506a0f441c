//! The handles that C holds: pointers to boxes that begin with a tag of their kind.

use std::alloc::{Layout, alloc};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Status;
use crate::boundary::{Out, check};

/// A kind of handle. The type itself is only the name that C gives to a pointer.
pub(crate) trait Kind {
    /// The value behind the pointer.
    type Value;
    /// The tag at the start of the box, different for each kind and unlikely anywhere else.
    const TAG: u64;
}

/// The box that a pointer leads to.
#[repr(C)]
struct Tagged<T> {
    tag: AtomicU64,
    value: T,
}

/// Moves `value` to the heap and gives C the pointer.
pub(crate) fn give<K: Kind>(out: Out<*mut K>, value: K::Value) -> Result<(), Status> {
    let handle = Box::into_raw(boxed(Tagged { tag: AtomicU64::new(K::TAG), value })?);
    out.write(handle.cast());
    Ok(())
}

/// Moves `value` to the heap. Where [`Box::new`] would end the program because there is no memory
/// left, this is an error, and `value` is dropped.
#[expect(unsafe_code, reason = "stable Rust has no `Box::try_new`")]
pub(crate) fn boxed<T>(value: T) -> Result<Box<T>, Status> {
    let layout = Layout::new::<T>();
    if layout.size() == 0 {
        return Ok(Box::new(value));
    }
    // SAFETY: the layout has a size above 0.
    let place = unsafe { alloc(layout) }.cast::<T>();
    if place.is_null() {
        return Err(Status::OutOfMemory);
    }
    // SAFETY: the allocator gave the memory with this type's size and alignment.
    unsafe { place.write(value) };
    // SAFETY: the memory comes from the allocator that boxes use, with the layout of the value.
    Ok(unsafe { Box::from_raw(place) })
}

/// Asks whether the memory has so many bytes. They are given back at once: another thread may take them first.
pub(crate) fn room(bytes: usize) -> Result<(), Status> {
    let mut room = Vec::<u8>::new();
    room.try_reserve_exact(bytes)?;
    // An allocation that nobody sees would be left out.
    std::hint::black_box(room);
    Ok(())
}

/// The value behind a pointer from C.
///
/// # Safety
/// The pointer must come from [`give`], of any kind, and not have been freed, or be `NULL` or
/// misaligned. The value must not be freed while the reference is used.
#[expect(unsafe_code, reason = "handles come from C as pointers")]
pub(crate) unsafe fn borrow<'a, K: Kind>(handle: *const K) -> Result<&'a K::Value, Status> {
    let tagged = handle.cast::<Tagged<K::Value>>();
    check(tagged)?;
    // SAFETY: every handle begins with a tag.
    let tag = unsafe { &*tagged.cast::<AtomicU64>() };
    if tag.load(Ordering::Relaxed) != K::TAG {
        return Err(Status::BadPointer);
    }
    // SAFETY: the tag says that this is a handle of this kind.
    Ok(unsafe { &(*tagged).value })
}

/// Frees what `*handle` leads to, and sets `*handle` to `NULL`. If it is `NULL`, nothing happens.
///
/// # Safety
/// As for [`borrow`], and nothing else uses the handle any more. `handle` must be `NULL`,
/// misaligned, or valid for a read and a write.
#[expect(unsafe_code, reason = "handles come from C as pointers")]
pub(crate) unsafe fn free<K: Kind>(handle: *mut *mut K) -> Result<(), Status> {
    check(handle)?;
    // SAFETY: neither `NULL` nor misaligned, so valid.
    let tagged = unsafe { handle.read() }.cast::<Tagged<K::Value>>();
    if tagged.is_null() {
        return Ok(());
    }
    check(tagged)?;
    // SAFETY: every handle begins with a tag.
    let tag = unsafe { &*tagged.cast::<AtomicU64>() };
    // The tag of a freed handle fits no kind any more.
    tag.compare_exchange(K::TAG, 0, Ordering::AcqRel, Ordering::Relaxed)
        .map_err(|_| Status::BadPointer)?;
    // SAFETY: valid, as above.
    unsafe { handle.write(std::ptr::null_mut()) };
    // SAFETY: the tag said that `give` made this box, and nobody else frees it now.
    drop(unsafe { Box::from_raw(tagged) });
    Ok(())
}
