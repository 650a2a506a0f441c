//! The system that the program runs on.

#![expect(unsafe_code, reason = "calls the C library")]

use core::sync::atomic::AtomicU64;

use crate::detector::{Detector, System};

/// The detector of this program, or of this library if it is loaded on its own.
pub(crate) static DETECTOR: Detector<Host> = Detector::new();

/// Asks the kernel and the C library.
pub(crate) struct Host;

impl System for Host {
    fn wipe_in_children(block: &[AtomicU64]) -> bool {
        wipe::in_children(block)
    }

    fn forget_in_children() -> bool {
        handler::register()
    }

    fn process_number() -> u32 {
        // Some older C libraries remember the number, and do not notice a fork past them.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        // SAFETY: the call has no arguments and cannot fail.
        let number = unsafe { libc::syscall(libc::SYS_getpid) };
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        // SAFETY: the call has no arguments and cannot fail.
        let number = unsafe { libc::getpid() };
        // Process numbers have 32 bits at most.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        let number = number as u32;
        number
    }
}

/// The handler of `pthread_atfork`.
///
/// Where the library can be unloaded, the C library drops the handler with it. (On Apple's systems
/// a library with variables of threads, as the C library of this project, stays loaded.)
#[cfg(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "dragonfly",
    target_os = "solaris",
    target_os = "illumos",
))]
mod handler {
    /// Does no more than to write a word.
    unsafe extern "C" fn in_child() {
        super::DETECTOR.forget();
    }

    /// `false` if the system lacks memory. Registered twice, the handler does no harm.
    pub(super) fn register() -> bool {
        // SAFETY: the handler takes no locks and allocates nothing, so it can run in a process
        // forked at any moment.
        unsafe { libc::pthread_atfork(None, None, Some(in_child)) == 0 }
    }
}

/// Other systems are not known to have it; the process number must do.
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "dragonfly",
    target_os = "solaris",
    target_os = "illumos",
)))]
mod handler {
    pub(super) fn register() -> bool {
        true
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod wipe {
    use core::ptr;
    use core::sync::atomic::AtomicU64;

    use libc::{c_int, c_void};

    /// Advice that no kernel knows.
    const NONSENSE: c_int = -1;

    /// Asks the kernel (Linux 4.14 and later) to wipe the block in forked processes, unless it is
    /// one that agrees to everything, as some emulators do.
    pub(super) fn in_children(block: &[AtomicU64]) -> bool {
        let (start, length) = (block.as_ptr().cast_mut().cast(), size_of_val(block));
        // SAFETY: the call has no effect on memory.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        // What is not whole pages would be rounded up, to the memory of others.
        let whole = usize::try_from(page).is_ok_and(|page| page > 0 && length % page == 0);
        whole
            && !advise(start, length, NONSENSE)
            && wiping_is_understood(length)
            && advise(start, length, libc::MADV_WIPEONFORK)
    }

    /// Tells whether the kernel knows that memory which processes share cannot be wiped in one of them.
    fn wiping_is_understood(length: usize) -> bool {
        let (access, kind) =
            (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
        // SAFETY: a new mapping, at a place of the kernel's choice, touches no other memory.
        let shared = unsafe { libc::mmap(ptr::null_mut(), length, access, kind, -1, 0) };
        if shared == libc::MAP_FAILED {
            return false;
        }
        let refused = !advise(shared, length, libc::MADV_WIPEONFORK);
        // SAFETY: this is what was just mapped, and nobody else has seen it. If the kernel refuses,
        // some address space is lost, and nothing else.
        let _ = unsafe { libc::munmap(shared, length) };
        refused
    }

    fn advise(start: *mut c_void, length: usize, advice: c_int) -> bool {
        // SAFETY: the callers give whole pages which are theirs alone. The only advice that
        // kernels know of the two that are given here leaves memory as it is in this process, and
        // zero, which is a value of every atomic word, in those forked from it.
        unsafe { libc::madvise(start, length, advice) == 0 }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod wipe {
    use core::sync::atomic::AtomicU64;

    /// The kernel cannot be asked.
    pub(super) fn in_children(_: &[AtomicU64]) -> bool {
        false
    }
}
