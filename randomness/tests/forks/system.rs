//! Kernels that lie, and processes that fork.

use std::ffi::{c_int, c_void};
use std::io::{Read, Write, pipe};
use std::process::exit;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the kernel answers to `madvise`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// It does what it says.
    Honest,
    /// It says that it did whatever it is asked, and does nothing.
    AgreesToAll,
    /// It does so only when it is asked to wipe memory.
    LiesAboutWiping,
    /// It is too old to know of wiped memory.
    Old,
    /// It refuses what cannot be done, and otherwise says that it wipes, and does not.
    LiesWell,
}

const KERNELS: [Kernel; 5] =
    [Kernel::Honest, Kernel::AgreesToAll, Kernel::LiesAboutWiping, Kernel::Old, Kernel::LiesWell];
static KERNEL: AtomicUsize = AtomicUsize::new(0);

/// From now on, this process seems to run on such a kernel.
pub fn pretend(kernel: Kernel) {
    let index = KERNELS.iter().position(|known| *known == kernel).expect("one of them");
    KERNEL.store(index, Ordering::Relaxed);
}

fn advise(start: *mut c_void, length: usize, advice: c_int) -> c_int {
    // SAFETY: the caller of `madvise` promises what the kernel asks for.
    match unsafe { libc::syscall(libc::SYS_madvise, start, length, advice) } {
        0 => 0,
        _ => -1,
    }
}

/// Takes the place of the C library's function in this program.
// SAFETY: the function of this name has this signature, and its callers get what they would get
// from some kernel.
#[unsafe(no_mangle)]
extern "C" fn madvise(start: *mut c_void, length: usize, advice: c_int) -> c_int {
    let wiping = advice == libc::MADV_WIPEONFORK;
    match KERNELS[KERNEL.load(Ordering::Relaxed)] {
        Kernel::AgreesToAll => 0,
        Kernel::LiesAboutWiping if wiping => 0,
        Kernel::Old if wiping => -1,
        Kernel::LiesWell if wiping && advise(start, length, advice) == 0 => {
            advise(start, length, libc::MADV_KEEPONFORK)
        }
        _ => advise(start, length, advice),
    }
}

/// How a process is forked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the function of the C library.
    Fork,
    /// By a system call that the C library does not see.
    SysClone,
    /// By the older system call.
    #[cfg(target_arch = "x86_64")]
    SysFork,
}

/// All of them.
pub const WAYS: &[Way] = &[
    Way::Fork,
    Way::SysClone,
    #[cfg(target_arch = "x86_64")]
    Way::SysFork,
];

/// Forks; 0 in the child.
pub fn fork(way: Way) -> i32 {
    let child = match way {
        // SAFETY: this program has one thread.
        Way::Fork => unsafe { libc::fork() }.into(),
        // SAFETY: as above; without a flag, the system call forks.
        Way::SysClone => unsafe { libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0) },
        #[cfg(target_arch = "x86_64")]
        // SAFETY: as above.
        Way::SysFork => unsafe { libc::syscall(libc::SYS_fork) },
    };
    assert!(child >= 0, "fork failed");
    i32::try_from(child).expect("a process number")
}

/// Waits for a child, and gives the code that it ended with.
pub fn wait(child: i32) -> i32 {
    let mut status = -1;
    // SAFETY: `status` can be written to.
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    assert!(libc::WIFEXITED(status), "a child was killed");
    libc::WEXITSTATUS(status)
}

/// Runs `body` in a forked process, and gives its answer.
pub fn in_child(way: Way, body: impl FnOnce() -> bool) -> bool {
    let child = fork(way);
    if child == 0 {
        exit(if body() { 10 } else { 11 });
    }
    match wait(child) {
        10 => true,
        11 => false,
        _ => panic!("a child failed"),
    }
}

/// The numbers that `body` gives in a forked process.
pub fn from_child<const N: usize>(way: Way, body: impl FnOnce() -> [i64; N]) -> [i64; N] {
    let (mut reader, mut writer) = pipe().expect("a pipe");
    let child = fork(way);
    if child == 0 {
        let bytes = body().map(i64::to_ne_bytes);
        exit(i32::from(writer.write_all(bytes.as_flattened()).is_err()));
    }
    drop(writer);
    let mut bytes = [[0; 8]; N];
    reader.read_exact(bytes.as_flattened_mut()).expect("the child's numbers");
    assert_eq!(wait(child), 0);
    bytes.map(i64::from_ne_bytes)
}

/// The number of this process.
pub fn number() -> i64 {
    // SAFETY: the call has no arguments.
    unsafe { libc::syscall(libc::SYS_getpid) }
}

/// Numbers this process's children from 1, unless the kernel refuses.
pub fn new_numbers() -> bool {
    // SAFETY: only children of this process are concerned.
    unsafe { libc::unshare(libc::CLONE_NEWPID) == 0 }
}

/// Runs `body` in a process that has the number 1, and whose children have the number 1 as well.
/// Says so if the kernel refuses.
pub fn as_number_one(body: impl FnOnce() -> bool) -> bool {
    in_child(Way::Fork, || {
        if !new_numbers() {
            println!("       not tested: the kernel refuses a namespace of process numbers");
            return true;
        }
        in_child(Way::Fork, || number() == 1 && new_numbers() && body())
    })
}

/// Reports one case, and ends the program if it is not good.
pub fn case(what: impl std::fmt::Display, good: bool) {
    println!("{} {what}", if good { "ok    " } else { "FAILED" });
    if !good {
        exit(1);
    }
}
