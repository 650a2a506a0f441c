//! A stream of uniform bytes, and one that can be read again from a marked place.

use crate::{Fault, Stop};

/// A stream of bytes that an exported function draws from.
///
/// Every byte must be uniform and independent of the others: the distribution of the samples rests
/// on it.
///
/// The typed samplers ask for more, a [`ReplaySource`]. Who has bytes of their own gives them to a
/// [`SingleProcessSource`](crate::SingleProcessSource).
pub trait Source {
    /// The error of a fetch of bytes that fails.
    type Error;

    /// Fills `out` with the next bytes.
    ///
    /// # Errors
    /// The source's own error; [`Fault::Capacity`] if it records and the record is full. It is then
    /// unspecified how many of the requested bytes have been consumed.
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Self::Error>>;

    /// The next `count` bytes as a word, the first one least significant.
    ///
    /// # Errors
    /// As for [`fill`](Self::fill); [`Fault::Capacity`] if `count > 8`.
    #[inline]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<Self::Error>> {
        let mut bytes = [0; size_of::<u64>()];
        let used = bytes.get_mut(..count).ok_or(Stop::Fault(Fault::Capacity))?;
        self.fill(used)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// A [`Source`] that can be read again from a marked place.
///
/// A typed sampler first runs on machine words. Should a value outgrow the word, it reads the same
/// bytes again with larger numbers. To that end the source records: [`record`](Self::record) marks
/// the next byte, [`rewind`](Self::rewind) goes back to the mark, [`release`](Self::release)
/// forgets it. A source may bound its record; it then answers a request that would outgrow it with
/// [`Fault::Capacity`], which leads to a rewind as well, and nothing is lost. After a rewind
/// nothing is recorded any more.
///
/// The trait is sealed. A source that claimed to record and did not would give samples of another
/// distribution, since values that outgrow the word would be drawn anew; so recording is this
/// crate's task. A generator, a closure or a reader of your own becomes such a source inside a
/// [`SingleProcessSource`](crate::SingleProcessSource).
pub trait ReplaySource: Source + Sealed {
    /// Starts a record at the next byte.
    fn record(&mut self);

    /// Goes back to the start of the record and ends it. Without a record, nothing happens.
    fn rewind(&mut self);

    /// Ends the record and stays where it is.
    fn release(&mut self);

    /// The next `count` bytes as a word, if they can be had at once.
    #[doc(hidden)]
    #[inline]
    fn take_ready_word(&mut self, _: usize) -> Option<u64> {
        None
    }

    /// Says that many samples follow: a source may from now on ask less often whether the process was forked when it
    /// fetches [`ready_bytes`](Self::ready_bytes).
    #[doc(hidden)]
    #[inline]
    fn start_batch(&mut self) {}

    /// The next bytes of the record, as far as they can be had at once. Fetches some if there are fewer than so many, which the next
    /// sample takes in any case.
    ///
    /// # Errors
    /// Those of [`fill`](Source::fill).
    #[doc(hidden)]
    #[inline]
    fn ready_bytes(&mut self, _: usize) -> Result<&[u8], Stop<Self::Error>> {
        Ok(&[])
    }

    /// Takes so many of the [`ready_bytes`](Self::ready_bytes).
    #[doc(hidden)]
    #[inline]
    fn advance(&mut self, _: usize) {}
}

/// Keeps [`ReplaySource`] inside of this crate.
pub trait Sealed {}

impl<S: Source + ?Sized> Source for &mut S {
    type Error = S::Error;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Self::Error>> {
        (**self).fill(out)
    }

    #[inline]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<Self::Error>> {
        (**self).take_word(count)
    }
}

impl<S: Sealed + ?Sized> Sealed for &mut S {}

impl<S: ReplaySource + ?Sized> ReplaySource for &mut S {
    #[inline]
    fn record(&mut self) {
        (**self).record();
    }

    #[inline]
    fn rewind(&mut self) {
        (**self).rewind();
    }

    #[inline]
    fn release(&mut self) {
        (**self).release();
    }

    #[inline]
    fn take_ready_word(&mut self, count: usize) -> Option<u64> {
        (**self).take_ready_word(count)
    }

    #[inline]
    fn start_batch(&mut self) {
        (**self).start_batch();
    }

    #[inline]
    fn ready_bytes(&mut self, least: usize) -> Result<&[u8], Stop<Self::Error>> {
        (**self).ready_bytes(least)
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        (**self).advance(count);
    }
}
