//! Notices when the process has been forked.
//!
//! Where the kernel can do it (Linux 4.14 and later), there is a page of memory that every new
//! process finds wiped, however it was forked. It holds the number of this process's generation,
//! and 0 asks for a new one. To look costs no more than to read memory. Elsewhere the process
//! number is asked for each time, and a handler counts the calls of `fork`, so that a number that
//! is given to a second process does no harm.

use verinoise::rng::ForkDetector;

/// A [`ForkDetector`] that also holds where C code calls `fork` and goes on in both processes.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForkPage;

impl ForkDetector for ForkPage {
    #[inline]
    fn generation(&self) -> u64 {
        imp::generation()
    }
}

#[cfg(any(not(unix), miri))]
mod imp {
    /// There is no `fork` on this system, nor in the interpreter.
    pub(super) fn generation() -> u64 {
        0
    }
}

#[cfg(all(unix, not(miri)))]
mod imp {
    use std::ptr;
    use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

    /// This process's.
    static DETECTOR: Detector = Detector::new();
    /// What a detector's page leads to where the system has no such pages.
    static NONE: AtomicU64 = AtomicU64::new(0);
    /// How often `fork` returned here as the child, if a handler could be registered.
    static FORKS: AtomicU64 = AtomicU64::new(0);
    /// Set in generations that are not from a page.
    const BY_PROCESS: u64 = 1 << 63;

    #[inline]
    pub(super) fn generation() -> u64 {
        DETECTOR.generation()
    }

    struct Detector {
        /// The page, [`NONE`] where there is none, or null before anyone has asked.
        page: AtomicPtr<AtomicU64>,
        /// How many generations have been numbered in this process and those it was forked from.
        numbered: AtomicU64,
    }

    impl Detector {
        const fn new() -> Self {
            Self { page: AtomicPtr::new(ptr::null_mut()), numbered: AtomicU64::new(0) }
        }

        #[inline]
        fn generation(&self) -> u64 {
            let page = self.page.load(Ordering::Acquire);
            if page.is_null() {
                return self.first(wiped_page, count_forks);
            }
            if ptr::eq(page, &raw const NONE) {
                return by_process();
            }
            // SAFETY: pages are not unmapped once they are in place.
            #[expect(unsafe_code, reason = "the page is not memory of Rust's")]
            let page = unsafe { &*page };
            match page.load(Ordering::Acquire) {
                0 => self.number(page),
                generation => generation,
            }
        }

        /// Numbers the generation of a process whose page is still wiped.
        #[cold]
        fn number(&self, page: &AtomicU64) -> u64 {
            // Larger than all that this process or one before it has used. Threads may race: the
            // first one's number holds.
            let new = 1 + self.numbered.fetch_add(1, Ordering::AcqRel);
            match page.compare_exchange(0, new, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => new,
                Err(theirs) => theirs,
            }
        }

        /// Finds out what the system can do. No locks: a process forked meanwhile would find them
        /// held.
        #[cold]
        fn first(
            &self,
            wiped_page: impl FnOnce() -> Option<*mut AtomicU64>,
            count_forks: impl FnOnce() -> bool,
        ) -> u64 {
            if let Some(page) = wiped_page() {
                if !self.place(page) {
                    unmap(page);
                }
            } else if count_forks() {
                self.place((&raw const NONE).cast_mut());
            } else {
                // Without a handler the process number must do; the next call tries again.
                return by_process();
            }
            self.generation()
        }

        /// Puts the page where no other thread has put one.
        fn place(&self, page: *mut AtomicU64) -> bool {
            let nothing = ptr::null_mut();
            self.page.compare_exchange(nothing, page, Ordering::AcqRel, Ordering::Acquire).is_ok()
        }
    }

    /// The generation by process number and count of forks.
    fn by_process() -> u64 {
        BY_PROCESS | (FORKS.load(Ordering::Acquire) << 32) | u64::from(std::process::id())
    }

    /// Has forks counted in the child. `false` if the system lacks memory.
    #[expect(unsafe_code, reason = "calls the C library")]
    fn count_forks() -> bool {
        unsafe extern "C" fn in_child() {
            FORKS.fetch_add(1, Ordering::AcqRel);
        }
        // SAFETY: the handler does nothing but count. Should two threads register it, it counts
        // twice.
        unsafe { libc::pthread_atfork(None, None, Some(in_child)) == 0 }
    }

    /// How much is mapped; the kernel rounds it up to a page.
    const LENGTH: usize = size_of::<AtomicU64>();

    /// A new page that the kernel wipes in forked processes, if it can.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    #[expect(unsafe_code, reason = "calls the kernel")]
    fn wiped_page() -> Option<*mut AtomicU64> {
        let (access, kind) =
            (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS);
        // SAFETY: a new mapping, at a place of the kernel's choice, touches no other memory.
        let page = unsafe { libc::mmap(ptr::null_mut(), LENGTH, access, kind, -1, 0) };
        if page == libc::MAP_FAILED {
            return None;
        }
        // SAFETY: this is the page that was just mapped; old kernels refuse.
        if unsafe { libc::madvise(page, LENGTH, libc::MADV_WIPEONFORK) } == 0 {
            Some(page.cast())
        } else {
            unmap(page.cast());
            None
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn wiped_page() -> Option<*mut AtomicU64> {
        None
    }

    /// Gives back a page that nobody else has seen.
    #[expect(unsafe_code, reason = "calls the kernel")]
    fn unmap(page: *mut AtomicU64) {
        // SAFETY: the caller mapped the page with this length, and no reference to it exists. If
        // the kernel refuses, a page is lost, and nothing else.
        let _ = unsafe { libc::munmap(page.cast(), LENGTH) };
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        /// Whether `differs` holds in a forked process.
        fn holds_in_child(differs: impl FnOnce() -> bool) -> bool {
            // SAFETY: the child only calls functions that need no lock, and leaves at once.
            let child = unsafe { libc::fork() };
            if child == 0 {
                let code = i32::from(!differs());
                // SAFETY: ends the child without running what belongs to the parent.
                unsafe { libc::_exit(code) }
            }
            assert!(child > 0, "fork failed");
            let mut status = -1;
            // SAFETY: `status` can be written to.
            assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
            status == 0
        }

        #[test]
        fn both_ways_tell_child_from_parent() {
            use super::super::{ForkDetector, ForkPage};

            let ways: [fn() -> u64; 2] = [|| ForkPage.generation(), by_process];
            assert!(count_forks());
            for way in ways {
                let before = way();
                assert_eq!(way(), before);
                assert!(!holds_in_child(|| false), "the test itself sees failures");
                assert!(holds_in_child(|| way() != before && way() == way()));
                // And a grandchild from both.
                assert!(holds_in_child(|| {
                    let child = way();
                    child != before && holds_in_child(|| ![before, child].contains(&way()))
                }));
                // Forks that nobody asked about.
                assert!(holds_in_child(|| holds_in_child(|| way() != before)));
                assert_eq!(way(), before, "the parent stays what it is");
            }
        }

        /// A process that has its ancestor's number is another one all the same.
        #[test]
        fn forks_are_counted() {
            assert!(count_forks());
            let before = FORKS.load(Ordering::Acquire);
            assert!(holds_in_child(|| FORKS.load(Ordering::Acquire) > before));
            assert!(holds_in_child(|| {
                let generation = by_process();
                FORKS.fetch_add(1, Ordering::AcqRel);
                by_process() != generation
            }));
        }

        #[test]
        fn without_wiped_pages_the_process_number_does() {
            let detector = Detector::new();
            // No handler: asked again next time.
            assert_eq!(detector.first(|| None, || false), by_process());
            assert!(detector.page.load(Ordering::Acquire).is_null());
            assert_eq!(detector.first(|| None, || true), by_process());
            assert!(ptr::eq(detector.page.load(Ordering::Acquire), &raw const NONE));
            assert_eq!(detector.generation(), by_process());
            // Never taken for a generation from a page.
            assert!(by_process() > BY_PROCESS && generation() < BY_PROCESS);
        }

        /// Two threads come first: the page of one of them holds.
        #[test]
        fn the_first_page_holds() {
            let detector = Detector::new();
            assert_eq!(detector.first(wiped_page, || false), 1);
            let page = detector.page.load(Ordering::Acquire);
            assert_eq!(detector.first(wiped_page, || false), 1);
            assert!(ptr::eq(detector.page.load(Ordering::Acquire), page));
        }

        #[cfg(any(target_os = "linux", target_os = "android"))]
        #[test]
        fn the_kernel_wipes_the_page() {
            generation();
            let page = DETECTOR.page.load(Ordering::Acquire);
            assert!(!ptr::eq(page, &raw const NONE), "no wiped pages here");
        }
    }
}
