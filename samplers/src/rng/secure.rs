//! The source of bytes for production.

use core::fmt;

use getrandom::SysRng;
use rand_core::TryRng;

#[cfg(feature = "std")]
use super::ProcessId;
use super::{ForkDetector, ReseedingRng};
use crate::bytes::{FromRng, Sealed};
use crate::{ReplaySource, SingleProcessSource, Source, Stop};

/// A generator that can be told that the process has been forked.
pub trait AfterFork {
    /// Called in the new process before anything is drawn there: gets rid of what the generator has
    /// inherited.
    fn after_fork(&mut self);
}

impl<S> AfterFork for ReseedingRng<S> {
    fn after_fork(&mut self) {
        self.forget_key();
    }
}

/// A [`Source`] that two processes never share: see the [module](super).
///
/// `D` tells whether the process was forked, `R` gives the bytes. Both the bytes in the buffer and
/// what the generator holds stay behind in the process that drew them.
///
/// The detector is asked where a record begins, which the typed samplers do once or twice a sample,
/// and before each piece that is read without a record. What is being recorded is never replaced,
/// or else a sample could be made of two halves. A process that is forked *during* a sample, which
/// takes a signal handler that forks and then returns in both processes, therefore finishes that
/// one sample from the same bytes; compare [`generation`](Self::generation) before and after where
/// that can happen.
pub struct SecureSource<D, R = ReseedingRng<SysRng>> {
    bytes: SingleProcessSource<FromRng<R>>,
    detector: D,
    /// The process that the bytes belong to.
    generation: u64,
    recording: bool,
}

#[cfg(feature = "std")]
impl SecureSource<ProcessId> {
    /// A source keyed by the operating system, which tells processes apart by number.
    #[must_use]
    pub fn from_os() -> Self {
        Self::new(ReseedingRng::new(SysRng), ProcessId)
    }
}

impl<D: ForkDetector, R: TryRng + AfterFork> SecureSource<D, R> {
    /// A source that draws from `rng`. Nothing is drawn yet.
    #[must_use]
    pub fn new(rng: R, detector: D) -> Self {
        let generation = detector.generation();
        Self { bytes: SingleProcessSource::from_rng(rng), detector, generation, recording: false }
    }

    /// What the detector says of this process now.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.detector.generation()
    }

    /// Discards what this process has inherited from the one it was forked from.
    #[inline]
    fn check(&mut self) {
        let generation = self.detector.generation();
        if generation != self.generation {
            self.generation = generation;
            self.bytes.discard().0.after_fork();
        }
    }
}

impl<D, R> Drop for SecureSource<D, R> {
    fn drop(&mut self) {
        self.bytes.discard();
    }
}

impl<D: ForkDetector, R: TryRng + AfterFork> Source for SecureSource<D, R> {
    type Error = R::Error;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<R::Error>> {
        if !self.recording {
            self.check();
        }
        self.bytes.fill(out)
    }

    #[inline]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<R::Error>> {
        if !self.recording {
            self.check();
        }
        self.bytes.take_word(count)
    }
}

impl<D, R> Sealed for SecureSource<D, R> {}

impl<D: ForkDetector, R: TryRng + AfterFork> ReplaySource for SecureSource<D, R> {
    #[inline]
    fn record(&mut self) {
        self.check();
        self.recording = true;
        self.bytes.record();
    }

    #[inline]
    fn rewind(&mut self) {
        self.recording = false;
        self.bytes.rewind();
    }

    #[inline]
    fn release(&mut self) {
        self.recording = false;
        self.bytes.release();
    }
}

impl<D, R> fmt::Debug for SecureSource<D, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecureSource").finish_non_exhaustive()
    }
}
