//! A source whose bytes are never used by two processes.

use core::fmt;

use getrandom::SysRng;
use verinoise_randomness::Process;

use super::ReseedingRng;
use crate::bytes::Sealed;
use crate::{Bytes, FromRng, ReplaySource, SingleProcessSource, Source, Stop};

/// Something that gives bytes and can be told that the process was forked.
///
/// After the call, the bytes must be others than those of the parent. A generator that holds another
/// one passes the call on.
pub trait AfterFork {
    /// Called in the new process before any byte is fetched there: gets rid of what was inherited.
    fn after_fork(&mut self);
}

/// The key goes, and whatever the seeding generator holds.
impl<S: AfterFork> AfterFork for ReseedingRng<S> {
    fn after_fork(&mut self) {
        self.forget_key();
        self.seeder().after_fork();
    }
}

/// The operating system knows its processes.
impl AfterFork for SysRng {
    fn after_fork(&mut self) {}
}

impl<R: AfterFork> AfterFork for FromRng<R> {
    fn after_fork(&mut self) {
        self.0.after_fork();
    }
}

/// Gives the bytes of `B`, and tells it when they are for another process than the last ones.
struct Owned<B> {
    bytes: B,
    owner: Process,
}

impl<B: Bytes + AfterFork> Bytes for Owned<B> {
    type Error = B::Error;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), B::Error> {
        // Once for so many bytes, everything can be asked that there is to ask.
        if self.owner.renew() {
            self.bytes.after_fork();
        }
        self.bytes.fill(out)
    }
}

/// A [`Source`] that never gives the same bytes in two processes: what [`SystemSource`] is, for bytes
/// that the caller has.
///
/// The bytes are read ahead as in a [`SingleProcessSource`], 256 at a time. In a forked process, the
/// bytes that were fetched and not used are overwritten, and `B` is told by
/// [`after_fork`](AfterFork::after_fork), which gets rid of what it holds itself.
///
/// The process is looked at where a record begins, which the typed samplers do for each sample, and
/// before each piece that is read without a record. What is being recorded is never replaced, nor is
/// what is being read again: a sample would be made of two halves, and have another distribution. A
/// process that is forked *during* a sample, which takes a signal handler that forks and then
/// returns in both processes, therefore finishes that one sample from the same bytes.
/// [`in_one_process`](Self::in_one_process) draws once more where that has happened.
///
/// [`SystemSource`]: super::SystemSource
pub struct ForkSafeSource<B> {
    ahead: SingleProcessSource<Owned<B>>,
    reading: Reading,
}

/// The fate of the next byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// It is new and goes into a record.
    Recorded,
    /// It is new.
    Unrecorded,
    /// This many bytes are read again, into a record or not.
    Again { left: usize, recorded: bool },
}

impl<B> ForkSafeSource<B> {
    /// A source of these bytes. Nothing is fetched yet.
    #[must_use]
    pub const fn new(bytes: B) -> Self {
        let owned = Owned { bytes, owner: Process::UNKNOWN };
        Self { ahead: SingleProcessSource::new(owned), reading: Reading::Unrecorded }
    }

    /// Only what is recorded can be read without a look at the process.
    #[inline]
    fn set_reading(&mut self, reading: Reading) {
        self.reading = reading;
        self.ahead.set_ready(matches!(reading, Reading::Recorded));
    }
}

impl<B: Bytes + AfterFork> ForkSafeSource<B> {
    /// Draws; and draws again, in the child, if the process was forked meanwhile.
    ///
    /// Otherwise a signal handler that forks in the middle of a sample would leave both processes
    /// with the same sample. The results of the first attempt should go nowhere but into the
    /// result of `draw`.
    pub fn in_one_process<T>(&mut self, mut draw: impl FnMut(&mut Self) -> T) -> T {
        loop {
            let before = self.begin();
            let result = draw(self);
            if self.still_in(before) {
                return result;
            }
        }
    }

    /// The process in which something is about to be drawn.
    #[inline]
    pub(super) fn begin(&mut self) -> Process {
        // A sample that ended in a panic may have left a record.
        self.release();
        self.check();
        self.ahead.bytes().owner
    }

    /// Tells whether all bytes since [`begin`](Self::begin) were for this process.
    #[inline]
    pub(super) fn still_in(&self, before: Process) -> bool {
        before.is_current() && before == self.ahead.bytes().owner
    }

    /// Discards what this process has inherited from the one it was forked from.
    #[inline]
    fn check(&mut self) {
        if !self.ahead.bytes().owner.is_current() {
            self.start_anew();
        }
    }

    #[cold]
    #[inline(never)]
    fn start_anew(&mut self) {
        let owned = self.ahead.discard();
        // The next fetch would do it as well, but what is inherited need not stay that long.
        let _ = owned.owner.renew();
        owned.bytes.after_fork();
    }

    /// The steps before so many bytes are read that are not simply recorded.
    #[cold]
    #[inline(never)]
    fn before_reading(&mut self, count: usize) {
        if let Reading::Again { left, recorded } = self.reading {
            self.reading = match (left.checked_sub(count), recorded) {
                (Some(left @ 1..), _) => Reading::Again { left, recorded },
                (_, true) => Reading::Recorded,
                (_, false) => Reading::Unrecorded,
            };
        } else if self.reading == Reading::Unrecorded {
            self.check();
        }
    }

    /// Takes a word where that needs care: in the middle of a record it does not.
    #[cold]
    #[inline(never)]
    fn take_word_with_care(&mut self, count: usize) -> Result<u64, Stop<B::Error>> {
        self.before_reading(count);
        let word = self.ahead.take_word_across(count);
        self.set_reading(self.reading);
        word
    }
}

impl<B> Drop for ForkSafeSource<B> {
    fn drop(&mut self) {
        self.ahead.discard();
    }
}

impl<B: Bytes + AfterFork> Source for ForkSafeSource<B> {
    type Error = B::Error;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<B::Error>> {
        self.before_reading(out.len());
        let filled = self.ahead.fill(out);
        self.set_reading(self.reading);
        filled
    }

    #[inline]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<B::Error>> {
        match self.ahead.ready_word(count) {
            Some(word) => Ok(word),
            None => self.take_word_with_care(count),
        }
    }
}

impl<B> Sealed for ForkSafeSource<B> {}

impl<B: Bytes + AfterFork> ReplaySource for ForkSafeSource<B> {
    #[inline]
    fn record(&mut self) {
        let reading = if let Reading::Again { left, .. } = self.reading {
            Reading::Again { left, recorded: true }
        } else {
            self.check();
            Reading::Recorded
        };
        self.ahead.record();
        self.set_reading(reading);
    }

    fn rewind(&mut self) {
        if let Some(read) = self.ahead.recorded() {
            let left = match self.reading {
                Reading::Again { left, .. } => read + left,
                _ => read,
            };
            self.ahead.rewind();
            self.set_reading(Reading::Again { left, recorded: false });
        }
    }

    #[inline]
    fn release(&mut self) {
        self.ahead.release();
        self.set_reading(Reading::Unrecorded);
    }

    #[inline]
    fn take_ready_word(&mut self, count: usize) -> Option<u64> {
        self.ahead.ready_word(count)
    }
}

impl<B> fmt::Debug for ForkSafeSource<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForkSafeSource").finish_non_exhaustive()
    }
}
