//! The source of bytes for production.

use core::fmt;

use getrandom::{Error, SysRng};

use super::{ForkSafeSource, ReseedingRng};
use crate::bytes::Sealed;
use crate::{FromRng, ReplaySource, Source, Stop};

/// The operating system's randomness: the source of bytes for production.
///
/// The bytes are those of `ChaCha20`, keyed by the operating system; see the [module](super) for
/// what is protected. A thread has its own behind [`with_system_source`](super::with_system_source).
///
/// **Errors.** The operating system's own, if it refuses a key. Nothing is drawn then, and the next
/// request asks for a key again.
pub struct SystemSource(ForkSafeSource<FromRng<ReseedingRng<SysRng>>>);

impl SystemSource {
    /// A new source. The operating system is asked when the first byte is needed.
    #[must_use]
    pub const fn new() -> Self {
        Self(ForkSafeSource::new(FromRng(ReseedingRng::new(SysRng))))
    }

    /// Draws; and draws again, in the child, if a signal handler forked the process meanwhile.
    ///
    /// Otherwise both processes would have the same sample. The results of the first attempt should
    /// go nowhere but into the result of `draw`.
    #[inline]
    pub fn in_one_process<T>(&mut self, mut draw: impl FnMut(&mut Self) -> T) -> T {
        loop {
            let before = self.0.begin();
            let result = draw(self);
            if self.0.still_in(before) {
                return result;
            }
        }
    }
}

impl Default for SystemSource {
    fn default() -> Self {
        Self::new()
    }
}

impl Source for SystemSource {
    type Error = Error;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Error>> {
        self.0.fill(out)
    }

    #[inline]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<Error>> {
        self.0.take_word(count)
    }
}

impl Sealed for SystemSource {}

impl ReplaySource for SystemSource {
    #[inline]
    fn record(&mut self) {
        self.0.record();
    }

    #[inline]
    fn rewind(&mut self) {
        self.0.rewind();
    }

    #[inline]
    fn release(&mut self) {
        self.0.release();
    }

    #[inline]
    fn take_ready_word(&mut self, count: usize) -> Option<u64> {
        self.0.take_ready_word(count)
    }

    #[inline]
    fn start_batch(&mut self) {
        self.0.start_batch();
    }

    #[inline]
    fn ready_bytes(&mut self, least: usize) -> Result<&[u8], Stop<Error>> {
        self.0.ready_bytes(least)
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        self.0.advance(count);
    }
}

impl fmt::Debug for SystemSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemSource").finish_non_exhaustive()
    }
}
