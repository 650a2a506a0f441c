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

/// The blocks of a batch for which everything is asked once that there is to ask: 16 KiB.
const ASKED_TOGETHER: u8 = 64;

/// Gives the bytes of `B`, and tells it when they are for another process than the last ones.
struct Owned<B> {
    bytes: B,
    owner: Process,
    /// What is fetched next is for a batch.
    batch: bool,
    /// So many blocks of the batch may be fetched before everything is asked again.
    credit: u8,
    /// Blocks were fetched since everything was asked.
    unasked: bool,
    /// If so, everything will be asked before anything that was drawn is used.
    asked_later: bool,
}

impl<B> Owned<B> {
    const fn new(bytes: B) -> Self {
        Self {
            bytes,
            owner: Process::UNKNOWN,
            batch: false,
            credit: 0,
            unasked: false,
            asked_later: false,
        }
    }
}

impl<B: AfterFork> Owned<B> {
    /// Asks everything that there is to ask, which takes a system call.
    fn ask(&mut self) {
        self.unasked = false;
        if self.owner.renew() {
            self.bytes.after_fork();
        }
    }
}

impl<B: Bytes + AfterFork> Bytes for Owned<B> {
    type Error = B::Error;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), B::Error> {
        if self.batch && self.credit > 0 && self.owner.is_current() {
            self.credit -= 1;
            self.unasked = true;
        } else {
            self.credit = ASKED_TOGETHER - 1;
            self.ask();
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
/// Everything that there is to ask is asked for each block that is fetched; in the middle of a batch of a
/// [`Prepared`](crate::Prepared) distribution, for 64 blocks at a time, from its start on, or else where `in_one_process` ends.
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
        Self { ahead: SingleProcessSource::new(Owned::new(bytes)), reading: Reading::Unrecorded }
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
        let owned = self.ahead.bytes_mut();
        owned.asked_later = true;
        owned.owner
    }

    /// Tells whether all bytes since [`begin`](Self::begin) were for this process.
    #[inline]
    pub(super) fn still_in(&mut self, before: Process) -> bool {
        self.ahead.bytes_mut().asked_later = false;
        if self.ahead.bytes().unasked {
            self.ask();
        }
        before.is_current() && before == self.ahead.bytes().owner
    }

    /// Asks what was not asked for each block of a batch.
    #[cold]
    #[inline(never)]
    fn ask(&mut self) {
        let owned = self.ahead.bytes_mut();
        let before = owned.owner;
        owned.ask();
        if owned.owner != before {
            self.ahead.discard();
        }
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
        owned.unasked = false;
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

    #[inline]
    fn start_batch(&mut self) {
        let owned = self.ahead.bytes_mut();
        owned.credit = if owned.asked_later { ASKED_TOGETHER } else { 0 };
    }

    /// None where the process has to be looked at first, or bytes that are read again are counted.
    #[inline]
    fn ready_bytes(&mut self, least: usize) -> Result<&[u8], Stop<B::Error>> {
        if self.reading != Reading::Recorded {
            return Ok(&[]);
        }
        self.ahead.bytes_mut().batch = true;
        let fetched = self.ahead.fetch_if_fewer(least);
        self.ahead.bytes_mut().batch = false;
        fetched?;
        self.ahead.ready_bytes(0)
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        self.ahead.advance(count);
    }
}

impl<B> fmt::Debug for ForkSafeSource<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForkSafeSource").finish_non_exhaustive()
    }
}
