//! Processes forked in every way, on a kernel that wipes what it is asked to wipe, and on kernels
//! that say so and do not.
//!
//! This program has a `madvise` of its own, which lies as it is told to. Every case runs in a new
//! process which has not asked anything yet.

#![allow(unsafe_code, reason = "forks")]

#[cfg(all(target_os = "linux", not(miri)))]
fn main() {
    linux::run();
}

#[cfg(not(all(target_os = "linux", not(miri))))]
fn main() {
    println!("only Linux has memory that is wiped in forked processes: nothing to test");
}

#[cfg(all(target_os = "linux", not(miri)))]
mod linux {
    use std::ffi::{c_int, c_void};
    use std::fmt;
    use std::fs;
    use std::process::exit;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use verinoise_randomness::Process;

    /// What the kernel answers to `madvise`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Kernel {
        /// It does what it says.
        Honest,
        /// It says that it did whatever it is asked, and does nothing.
        AgreesToAll,
        /// It does so only when it is asked to wipe memory.
        LiesAboutWiping,
        /// It is too old to know of wiped memory.
        Old,
    }

    const KERNELS: [Kernel; 4] =
        [Kernel::Honest, Kernel::AgreesToAll, Kernel::LiesAboutWiping, Kernel::Old];
    static KERNEL: AtomicUsize = AtomicUsize::new(0);

    /// Takes the place of the C library's function in this program.
    // SAFETY: the name is that of a function with this signature, and callers get what they get
    // from some kernel.
    #[unsafe(no_mangle)]
    extern "C" fn madvise(start: *mut c_void, length: usize, advice: c_int) -> c_int {
        let wiping = advice == libc::MADV_WIPEONFORK;
        match KERNELS[KERNEL.load(Ordering::Relaxed)] {
            Kernel::AgreesToAll => 0,
            Kernel::LiesAboutWiping if wiping => 0,
            Kernel::Old if wiping => -1,
            // SAFETY: the caller's promise.
            _ => match unsafe { libc::syscall(libc::SYS_madvise, start, length, advice) } {
                0 => 0,
                _ => -1,
            },
        }
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Way {
        Fork,
        Clone,
        #[cfg(target_arch = "x86_64")]
        SysFork,
    }

    const WAYS: &[Way] = &[
        Way::Fork,
        Way::Clone,
        #[cfg(target_arch = "x86_64")]
        Way::SysFork,
    ];

    fn fork(way: Way) -> i32 {
        let child = match way {
            // SAFETY: this program has one thread.
            Way::Fork => unsafe { libc::fork() }.into(),
            // SAFETY: as above; without a flag, the system call forks.
            Way::Clone => unsafe { libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            Way::SysFork => unsafe { libc::syscall(libc::SYS_fork) },
        };
        assert!(child >= 0, "fork failed");
        i32::try_from(child).expect("a process number")
    }

    /// Runs `body` in a forked process, and gives its answer.
    fn in_child(way: Way, body: impl FnOnce() -> bool) -> bool {
        let child = fork(way);
        if child == 0 {
            exit(if body() { 10 } else { 11 });
        }
        let mut status = -1;
        // SAFETY: `status` can be written to.
        assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
        assert!(libc::WIFEXITED(status), "a child was killed");
        match libc::WEXITSTATUS(status) {
            10 => true,
            11 => false,
            _ => panic!("a child failed"),
        }
    }

    fn number() -> i64 {
        // SAFETY: the call has no arguments.
        unsafe { libc::syscall(libc::SYS_getpid) }
    }

    /// Whether the kernel gives this process's children numbers from 1.
    fn new_numbers() -> bool {
        // SAFETY: only children of this process are concerned.
        unsafe { libc::unshare(libc::CLONE_NEWPID) == 0 }
    }

    /// Whether the kernel has been asked to wipe some memory of this process.
    fn has_wiped_memory() -> bool {
        let maps = fs::read_to_string("/proc/self/smaps").expect("the map of this process");
        let mut flags = maps.lines().filter_map(|line| line.strip_prefix("VmFlags:"));
        flags.any(|flags| flags.split_whitespace().any(|flag| flag == "wf"))
    }

    fn case(what: fmt::Arguments, good: bool) {
        println!("{} {what}", if good { "ok    " } else { "FAILED" });
        if !good {
            exit(1);
        }
    }

    /// Child, grandchild, and 64 children of one process are told from it.
    fn told_apart(way: Way) -> bool {
        let parent = Process::current();
        let mut child_again = parent;
        let child = || {
            !parent.is_current()
                && child_again.renew()
                && child_again.is_current()
                && child_again != parent
                && Process::current() == child_again
                && in_child(way, || !parent.is_current() && !child_again.is_current())
        };
        in_child(way, child)
            && in_child(way, || in_child(way, || !parent.is_current()))
            && (0..64)
                .all(|_| in_child(way, || !parent.is_current() && Process::current() != parent))
            && parent.is_current()
    }

    pub(super) fn run() {
        for (index, kernel) in KERNELS.into_iter().enumerate() {
            KERNEL.store(index, Ordering::Relaxed);
            for way in WAYS {
                let good = in_child(Way::Fork, || {
                    let before = has_wiped_memory();
                    let _ = Process::current();
                    let wiped = has_wiped_memory();
                    !before && wiped == (kernel == Kernel::Honest) && told_apart(*way)
                });
                case(format_args!("{kernel:?} kernel, {way:?}"), good);

                // Parent and child both have the number 1. Without wiped memory, such a child is
                // noticed if the C library has forked it.
                if kernel != Kernel::Honest && *way != Way::Fork {
                    continue;
                }
                let good = in_child(Way::Fork, || {
                    if !new_numbers() {
                        println!("       the kernel refuses a namespace of process numbers");
                        return true;
                    }
                    in_child(Way::Fork, || {
                        let parent = Process::current();
                        number() == 1
                            && new_numbers()
                            && in_child(*way, || {
                                number() == 1
                                    && !parent.is_current()
                                    && Process::current() != parent
                                    && parent.clone().renew()
                            })
                    })
                });
                case(format_args!("{kernel:?} kernel, {way:?}, both have number 1"), good);
            }
        }
    }
}
