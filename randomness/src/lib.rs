#![doc = include_str!("../README.md")]
#![no_std]

#[cfg(test)]
extern crate std;

#[cfg(all(unix, not(miri)))]
mod detector;
#[cfg(all(unix, not(miri)))]
mod system;

#[cfg(all(unix, not(miri)))]
use detector::Stamp;
#[cfg(all(unix, not(miri)))]
use system::DETECTOR;

/// The process in which the value was made.
///
/// Whoever holds something that two processes must not share, a random generator for instance,
/// keeps a `Process` beside it, asks [`is_current`](Self::is_current) before each use, and throws
/// the thing away if the answer is `false`: it was inherited by a fork.
///
/// ```
/// use verinoise_randomness::Process;
///
/// let mut owner = Process::UNKNOWN;
/// assert!(!owner.is_current());
/// assert!(owner.renew(), "from now on it is this process");
/// assert!(owner.is_current() && !owner.renew());
/// assert_eq!(owner, Process::current());
/// ```
///
/// Two values are equal if they were made in one process. Values that were made in a process and
/// in one of its ancestors differ. Nothing is promised about two processes neither of which
/// descends from the other: such processes share no memory that either has written since they
/// parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Process(Stamp);

impl Process {
    /// No process at all. It is never the current one.
    pub const UNKNOWN: Self = Self(Stamp::UNKNOWN);

    /// The process that is running.
    ///
    /// This asks everything that there is to ask, which takes a system call.
    #[must_use]
    pub fn current() -> Self {
        Self(DETECTOR.now())
    }

    /// Tells whether this is the process that is running.
    ///
    /// Where the kernel is known to wipe a page of memory in forked processes, the answer takes no
    /// more than to read that page. Elsewhere it takes a system call.
    #[inline]
    #[must_use]
    pub fn is_current(&self) -> bool {
        DETECTOR.is_current(&self.0)
    }

    /// Makes this the process that is running, and tells whether it was another one before.
    ///
    /// Unlike [`is_current`](Self::is_current), this always asks for the process number as well. It
    /// is for places that are reached now and then, so that even a kernel that pretends to wipe the
    /// page does not go unnoticed for long. Once it is found to pretend, the page is not believed
    /// any more.
    #[must_use]
    pub fn renew(&mut self) -> bool {
        DETECTOR.renew(&mut self.0)
    }
}

impl Default for Process {
    fn default() -> Self {
        Self::UNKNOWN
    }
}

#[cfg(any(not(unix), miri))]
use single::{DETECTOR, Stamp};

/// Systems without `fork`: there is one process, and nothing to ask.
#[cfg(any(not(unix), miri))]
mod single {
    /// Set once anyone has asked.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Stamp(bool);

    impl Stamp {
        pub(crate) const UNKNOWN: Self = Self(false);
    }

    /// Knows of one process.
    pub(crate) struct Detector;

    pub(crate) static DETECTOR: Detector = Detector;

    #[expect(clippy::unused_self, reason = "the same interface as where processes fork")]
    impl Detector {
        pub(crate) fn now(&self) -> Stamp {
            Stamp(true)
        }

        #[inline]
        pub(crate) fn is_current(&self, stamp: &Stamp) -> bool {
            stamp.0
        }

        pub(crate) fn renew(&self, stamp: &mut Stamp) -> bool {
            !core::mem::replace(&mut stamp.0, true)
        }
    }
}
