//! Where samplers take their bytes from.

use crate::{Fault, Stop};

/// A stream of uniform bytes that can be read again from a marked place.
///
/// A sampler first runs on machine words. Should a value outgrow the word, the same bytes are read
/// again with numbers of any size. To that end a source can record: [`record`](Self::record) marks
/// the next byte, [`rewind`](Self::rewind) goes back to the mark, [`release`](Self::release)
/// forgets it. A source may bound its record; it then answers a request that would outgrow it with
/// [`Fault::Capacity`], which leads to a rewind as well, and nothing is lost. After a rewind
/// nothing is recorded any more.
///
/// Every byte must be uniform and independent of the others: the law of the samples rests on it.
pub trait Source {
    /// What can go wrong when bytes are fetched.
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

    /// Starts a record at the next byte.
    fn record(&mut self);

    /// Goes back to the start of the record and ends it. Without a record, nothing happens.
    fn rewind(&mut self);

    /// Ends the record and stays where it is.
    fn release(&mut self);
}

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
}
