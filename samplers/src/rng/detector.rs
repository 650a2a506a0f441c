//! Telling a process from those that it was forked from.

/// Knows whether the process has been forked.
pub trait ForkDetector {
    /// A number that stays the same within a process, and differs between a process and every
    /// process that it was forked from, directly or not.
    fn generation(&self) -> u64;
}

impl<D: ForkDetector + ?Sized> ForkDetector for &D {
    fn generation(&self) -> u64 {
        (**self).generation()
    }
}

/// Tells processes apart by their numbers, at the price of a system call a sample.
///
/// The number of a process that has ended can be given to another one: a process whose grandparent
/// has ended may have that one's number. Between parent and child there is no such doubt while both
/// run.
#[cfg(feature = "std")]
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessId;

#[cfg(feature = "std")]
impl ForkDetector for ProcessId {
    fn generation(&self) -> u64 {
        std::process::id().into()
    }
}

/// For systems without `fork`, and for programs that never call it: asks nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct SingleProcess;

impl ForkDetector for SingleProcess {
    fn generation(&self) -> u64 {
        0
    }
}
