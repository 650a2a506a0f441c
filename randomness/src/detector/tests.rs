//! Each part of the detector is taken away in turn, and the others are put before real forks.

#![allow(unsafe_code, reason = "forks")]

use core::sync::atomic::AtomicU64;
use std::println;

use super::{Detector, LYING, Stamp, System, WORDS};
use crate::system::{DETECTOR, Host};

/// A detector on whose behalf a handler can be called.
trait Registered {
    const HANDLER: unsafe extern "C" fn();
}

/// What a detector in the tests has to work with.
struct Parts<D, const BLOCK: bool, const HANDLER: bool, const NUMBER: bool>(D);

impl<D: Registered, const BLOCK: bool, const HANDLER: bool, const NUMBER: bool> System
    for Parts<D, BLOCK, HANDLER, NUMBER>
{
    fn wipe_in_children(block: &[AtomicU64]) -> bool {
        BLOCK && Host::wipe_in_children(block)
    }

    fn forget_in_children() -> bool {
        // SAFETY: the handler writes a word.
        !HANDLER || unsafe { libc::pthread_atfork(None, None, Some(D::HANDLER)) == 0 }
    }

    fn process_number() -> u32 {
        if NUMBER { Host::process_number() } else { 1 }
    }
}

/// What the tests ask of detectors of all kinds.
trait Asked: Sync {
    fn now(&self) -> Stamp;
    fn is_current(&self, stamp: &Stamp) -> bool;
    fn renew(&self, stamp: &mut Stamp) -> bool;
    fn believes_the_kernel(&self) -> bool;
}

impl<S: System> Asked for Detector<S> {
    fn now(&self) -> Stamp {
        self.now()
    }
    fn is_current(&self, stamp: &Stamp) -> bool {
        self.is_current(stamp)
    }
    fn renew(&self, stamp: &mut Stamp) -> bool {
        self.renew(stamp)
    }
    fn believes_the_kernel(&self) -> bool {
        self.wiped().is_some()
    }
}

/// A new detector with the given parts, which can be switched on and off.
macro_rules! detector {
    ($block:literal, $handler:literal, $number:literal) => {{
        struct This;
        static THIS: Detector<Parts<This, $block, $handler, $number>> = Detector::new();
        unsafe extern "C" fn in_child() {
            THIS.forget();
        }
        impl Registered for This {
            const HANDLER: unsafe extern "C" fn() = in_child;
        }
        &THIS
    }};
}

/// How a process can be forked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// By the function of the C library.
    Library,
    /// By a system call that the C library does not see.
    SystemCall,
}

/// Runs `question` in a forked process, and gives its answer.
fn in_child(way: Way, question: impl FnOnce() -> bool) -> bool {
    let child = match way {
        // SAFETY: the child only calls functions that need no lock, and leaves at once.
        Way::Library => unsafe { libc::fork() },
        #[cfg(target_os = "linux")]
        Way::SystemCall => {
            // SAFETY: as above; without a flag, the system call forks.
            let child = unsafe { libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0) };
            i32::try_from(child).expect("a process number")
        }
        #[cfg(not(target_os = "linux"))]
        Way::SystemCall => unreachable!("not called"),
    };
    if child == 0 {
        let code = if question() { 10 } else { 11 };
        // SAFETY: ends the child without running what belongs to the parent.
        unsafe { libc::_exit(code) }
    }
    assert!(child > 0, "fork failed");
    let mut status = -1;
    // SAFETY: `status` can be written to.
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    assert!(libc::WIFEXITED(status), "the child was killed");
    match libc::WEXITSTATUS(status) {
        10 => true,
        11 => false,
        other => panic!("the child ended with code {other}"),
    }
}

/// Whether a process forked in this way is told from this one, by each question there is. All
/// questions must have the same answer.
fn noticed(detector: &dyn Asked, way: Way) -> bool {
    let before = detector.now();
    assert!(detector.is_current(&before) && detector.now() == before);
    assert!(!detector.renew(&mut before.clone()));
    let looks = in_child(way, || {
        let other = !detector.is_current(&before);
        // Once it is seen, it stays so, and the stamp is good.
        let mut renewed = before;
        other == detector.renew(&mut renewed)
            && detector.is_current(&renewed)
            && detector.now() == renewed
            && (renewed != before) == other
            && (detector.now() != before) == other
            && other
    });
    // The questions in another order, in another child.
    assert_eq!(in_child(way, || detector.renew(&mut before.clone())), looks);
    assert_eq!(in_child(way, || detector.now() != before), looks);
    // A grandchild from both, whether the child has asked or not.
    assert_eq!(in_child(way, || in_child(way, || !detector.is_current(&before))), looks);
    let both = in_child(way, || {
        let child = detector.now();
        in_child(way, || !detector.is_current(&before) && !detector.is_current(&child))
    });
    assert_eq!(both, looks);
    assert!(detector.is_current(&before), "the parent stays what it is");
    looks
}

#[test]
fn any_part_notices_a_fork_of_the_library() {
    for (detector, expected) in [
        // Other kernels wipe nothing.
        (detector!(true, false, false) as &dyn Asked, cfg!(target_os = "linux")),
        (detector!(false, true, false), true),
        (detector!(false, false, true), true),
        (detector!(true, true, false), true),
        (detector!(true, false, true), true),
        (detector!(false, true, true), true),
        (detector!(true, true, true), true),
        (&DETECTOR, true),
        // The test sees failures.
        (detector!(false, false, false), false),
    ] {
        assert_eq!(noticed(detector, Way::Library), expected);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn block_or_number_notices_a_fork_past_the_library() {
    for (detector, expected) in [
        (detector!(true, false, false) as &dyn Asked, true),
        (detector!(false, true, false), false),
        (detector!(false, false, true), true),
        (detector!(true, true, false), true),
        (detector!(true, false, true), true),
        (detector!(false, true, true), true),
        (detector!(true, true, true), true),
        (&DETECTOR, true),
        (detector!(false, false, false), false),
    ] {
        assert_eq!(noticed(detector, Way::SystemCall), expected);
    }
}

/// Runs `question` in a process that has the number 1, unless the kernel refuses.
#[cfg(target_os = "linux")]
fn as_number_one(question: impl FnOnce() -> bool) -> bool {
    in_child(Way::Library, || {
        // SAFETY: only children of this process are concerned.
        if unsafe { libc::unshare(libc::CLONE_NEWPID) } != 0 {
            println!("the kernel gives no namespace of process numbers: not tested");
            return true;
        }
        in_child(Way::Library, || Host::process_number() == 1 && question())
    })
}

/// Parent and child both have the number 1, so the number is no help.
#[cfg(target_os = "linux")]
#[test]
fn processes_of_one_number_are_told_apart() {
    for (detector, way, expected) in [
        (detector!(true, false, true) as &dyn Asked, Way::Library, true),
        (detector!(true, false, true), Way::SystemCall, true),
        (detector!(false, true, true), Way::Library, true),
        (detector!(true, true, true), Way::SystemCall, true),
        // What cannot be noticed: no block, and nothing that the C library knows of.
        (detector!(false, true, true), Way::SystemCall, false),
        (detector!(false, false, true), Way::Library, false),
    ] {
        assert!(as_number_one(|| {
            let parent = detector.now();
            // SAFETY: only children of this process are concerned.
            let apart = unsafe { libc::unshare(libc::CLONE_NEWPID) } == 0;
            apart
                && in_child(way, || {
                    Host::process_number() == 1 && detector.is_current(&parent) != expected
                })
        }));
    }
}

/// A kernel that agrees to everything, nonsense included, is not asked to wipe anything; one that
/// agrees and does nothing is found out when the process number is looked at.
#[cfg(target_os = "linux")]
#[test]
fn a_block_that_is_not_wiped_is_not_believed_for_long() {
    struct Lies;
    impl System for Lies {
        fn wipe_in_children(_: &[AtomicU64]) -> bool {
            true
        }
        fn forget_in_children() -> bool {
            true
        }
        fn process_number() -> u32 {
            Host::process_number()
        }
    }
    static DECEIVED: Detector<Lies> = Detector::new();

    let before = DECEIVED.now();
    assert!(DECEIVED.believes_the_kernel());
    assert!(in_child(Way::SystemCall, || {
        let fooled = DECEIVED.is_current(&before);
        let mut stamp = before;
        let found = DECEIVED.renew(&mut stamp) && !DECEIVED.is_current(&before);
        let warned = DECEIVED.is_current(&stamp) && !DECEIVED.believes_the_kernel();
        // From now on the number is asked for each time.
        fooled && found && warned && noticed(&DECEIVED, Way::SystemCall)
    }));
    assert!(DECEIVED.is_current(&before));
}

#[cfg(target_os = "linux")]
#[test]
fn the_kernel_here_wipes_the_block() {
    let _ = DETECTOR.now();
    assert!(DETECTOR.believes_the_kernel());
    // The word is the last one of an aligned block.
    let place = DETECTOR.wiped().expect("a block");
    let word = &raw const DETECTOR.words[place];
    assert_eq!(word.addr() % super::BLOCK, super::BLOCK - size_of::<u64>());
    assert!((super::BLOCK_WORDS - 1..WORDS - 1).contains(&place) && place > LYING);
}

/// Without memory for the handler the detector works all the same, and asks for it again.
#[test]
fn a_handler_that_is_refused_is_asked_for_again() {
    use core::sync::atomic::{AtomicU32, Ordering};

    static ASKED: AtomicU32 = AtomicU32::new(0);
    struct Short;
    impl System for Short {
        fn wipe_in_children(_: &[AtomicU64]) -> bool {
            false
        }
        fn forget_in_children() -> bool {
            ASKED.fetch_add(1, Ordering::Relaxed) == 2
        }
        fn process_number() -> u32 {
            Host::process_number()
        }
    }
    static DETECTOR: Detector<Short> = Detector::new();

    let stamp = DETECTOR.now();
    for asked in [2, 3, 3, 3] {
        assert!(DETECTOR.is_current(&stamp));
        assert_eq!(ASKED.load(Ordering::Relaxed), asked);
    }
}

#[test]
fn threads_agree() {
    static SHARED: Detector<Host> = Detector::new();
    std::thread::scope(|scope| {
        let threads = [(); 8].map(|()| scope.spawn(|| SHARED.now()));
        let stamps = threads.map(|thread| thread.join().expect("no panic"));
        // While the first ones are still asking the system, a generation may be counted that
        // nobody keeps; in the end there is one.
        assert!(stamps.iter().all(|stamp| *stamp != Stamp::UNKNOWN));
        assert!(SHARED.is_current(&SHARED.now()));
    });
}

#[test]
fn no_process_is_the_unknown_one() {
    for detector in [detector!(true, true, true) as &dyn Asked, detector!(false, false, true)] {
        assert!(!detector.is_current(&Stamp::UNKNOWN));
        let mut stamp = Stamp::UNKNOWN;
        assert!(detector.renew(&mut stamp) && detector.is_current(&stamp));
        assert!(!detector.is_current(&Stamp::UNKNOWN));
    }
}
