//! A source that reads ahead from a generator, a closure or a reader.

use core::fmt;

use rand_core::TryRng;

#[cfg(feature = "std")]
use super::FromReader;
#[cfg(feature = "rand_core_0_6")]
use super::FromRng06;
#[cfg(feature = "rand_core_0_9")]
use super::FromRng09;
use super::{Bytes, FromFn, FromRng, Sealed};
use crate::{Fault, ReplaySource, Source, Stop};

/// The number of bytes that are asked for at a time.
const BLOCK: usize = 256;
/// The number of bytes of a word.
const WORD: usize = size_of::<u64>();

/// A source of the caller's bytes, for programs that do not fork.
///
/// **Forks.** The source does not look whether the process was forked: parent and child would draw
/// the same noise, and the difference of two noisy values would be the difference of the true ones.
/// A program that forks makes a new source from new bytes in the child. For production there is
/// [`rng::SystemSource`](crate::rng), with the feature `os-rng`, which does look.
///
/// **Generators.** Releases need a cryptographic generator with a secret seed: whoever predicts the
/// bytes knows the noise. [`from_rng`](Self::from_rng) takes any generator of `rand_core` 0.10, that is, of
/// `rand` 0.10. Generators of `rand_core` 0.9 (`rand` 0.9) and 0.6 (`rand` 0.8) are taken with the
/// features `rand_core_0_9` and `rand_core_0_6`. Closures and readers give bytes as well, and so does
/// any type of your own that is [`Bytes`].
///
/// **Which bytes.** The source reads the bytes that successive calls with 256-byte slices give, from
/// the first to the last, each of them once. Samples are a function of these bytes alone: the same
/// bytes give the same samples on every platform and in every release.
///
/// **Failures.** An error is passed on. The bytes that the failed sample had taken by then are not
/// used for another one; the bytes that had been fetched but not taken are kept, and the next request
/// asks again. Whoever repeats a failed sample should know that samples far from the centre take more
/// bytes: if failures are common, and depend on the number of bytes taken, then the samples that come
/// through are no longer exact.
///
/// **Copies.** The source is not `Clone`, and its `Debug` shows no bytes: two copies would give the
/// same noise twice.
///
/// ```
/// use chacha20::ChaCha20Rng;
/// use rand_core::SeedableRng;
/// use verinoise::{DiscreteGaussian, NoiseDistribution, SingleProcessSource};
///
/// // A seed makes the noise reproducible, which is what tests want and releases must not have.
/// let mut source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed([7; 32]));
/// let gaussian = DiscreteGaussian::new(25, 4)?;
/// let noise: i64 = gaussian.try_sample(&mut source)?;
/// # let _ = noise;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct SingleProcessSource<B> {
    bytes: B,
    /// `buffer[position..filled]` has not been read; a word's length of slack lets words be read
    /// in one piece.
    buffer: [u8; 2 * BLOCK + WORD],
    position: usize,
    filled: usize,
    /// The position up to which words can be read without looking at anything else: `filled`, unless a
    /// `ForkSafeSource` wants to look before the next byte.
    ready: usize,
    /// The position at which the record starts, if there is one; `mark <= position <= filled <= 2 * BLOCK`.
    mark: Option<usize>,
}

impl<B> SingleProcessSource<B> {
    /// A source of these bytes. Nothing is fetched yet.
    #[must_use]
    pub const fn new(bytes: B) -> Self {
        Self { bytes, buffer: [0; 2 * BLOCK + WORD], position: 0, filled: 0, ready: 0, mark: None }
    }

    /// Gives back the giver of the bytes. Bytes that were fetched and not read, at most 512, are discarded.
    #[must_use]
    pub fn into_inner(self) -> B {
        self.bytes
    }
}

impl<R: TryRng> SingleProcessSource<FromRng<R>> {
    /// A source that draws from a generator of `rand_core` 0.10, or from a `&mut` reference to one.
    /// Nothing is drawn yet.
    #[must_use]
    pub const fn from_rng(rng: R) -> Self {
        Self::new(FromRng(rng))
    }
}

#[cfg(feature = "rand_core_0_9")]
impl<R: rand_core_0_9::TryRngCore> SingleProcessSource<FromRng09<R>> {
    /// A source that draws from a generator of `rand_core` 0.9. Nothing is drawn yet.
    #[must_use]
    pub const fn from_rng_0_9(rng: R) -> Self {
        Self::new(FromRng09(rng))
    }
}

#[cfg(feature = "rand_core_0_6")]
impl<R: rand_core_0_6::RngCore> SingleProcessSource<FromRng06<R>> {
    /// A source that draws from a generator of `rand_core` 0.6. Nothing is drawn yet.
    #[must_use]
    pub const fn from_rng_0_6(rng: R) -> Self {
        Self::new(FromRng06(rng))
    }
}

impl<F> SingleProcessSource<FromFn<F>> {
    /// A source of the bytes that a closure writes: it fills all of its slice, or returns an error.
    /// It is not called yet.
    ///
    /// ```
    /// use verinoise::{DiscreteLaplace, NoiseDistribution, SingleProcessSource};
    ///
    /// let mut state = 1_u64;
    /// let mut source = SingleProcessSource::from_fn(|out| {
    ///     for byte in out {
    ///         // Good enough for an example and for nothing else.
    ///         state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    ///         *byte = (state >> 56) as u8;
    ///     }
    ///     Ok::<(), core::convert::Infallible>(())
    /// });
    /// let noise = DiscreteLaplace::new(10, 1)?.try_sample(&mut source)?;
    /// # let _ = noise;
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn from_fn<E>(fill: F) -> Self
    where
        F: FnMut(&mut [u8]) -> Result<(), E>,
    {
        Self::new(FromFn(fill))
    }
}

#[cfg(feature = "std")]
impl<R: std::io::Read> SingleProcessSource<FromReader<R>> {
    /// A source of the bytes of a reader. Nothing is read yet.
    #[must_use]
    pub const fn from_reader(reader: R) -> Self {
        Self::new(FromReader(reader))
    }
}

#[cfg(feature = "os-rng")]
impl<B> SingleProcessSource<B> {
    /// The giver of the bytes.
    pub(crate) const fn bytes(&self) -> &B {
        &self.bytes
    }

    /// The giver of the bytes.
    #[inline]
    pub(crate) const fn bytes_mut(&mut self) -> &mut B {
        &mut self.bytes
    }

    /// Sets whether words can be read without looking at anything else.
    #[inline]
    pub(crate) fn set_ready(&mut self, ready: bool) {
        self.ready = if ready { self.filled } else { self.position };
    }

    /// The number of bytes in the record, if there is one.
    pub(crate) fn recorded(&self) -> Option<usize> {
        self.mark.map(|mark| self.position - mark)
    }

    /// Forgets and overwrites all bytes that were fetched, those of a record included, and gives
    /// their giver.
    #[cold]
    #[inline(never)]
    pub(crate) fn discard(&mut self) -> &mut B {
        zeroize::Zeroize::zeroize(&mut self.buffer);
        (self.position, self.filled, self.ready, self.mark) = (0, 0, 0, None);
        &mut self.bytes
    }
}

impl<B> SingleProcessSource<B> {
    /// The next `count` bytes as a word, if they are ready.
    #[inline]
    pub(crate) fn ready_word(&mut self, count: usize) -> Option<u64> {
        let word = if count > self.ready - self.position {
            None
        } else if count == 1 {
            // Coins take one byte each. Mostly the count is known when this is compiled.
            self.buffer.get(self.position).map(|byte| u64::from(*byte))
        } else if (1..=WORD).contains(&count) {
            let chunk = self.buffer.get(self.position..).and_then(<[u8]>::first_chunk);
            chunk.map(|bytes| u64::from_le_bytes(*bytes) & (u64::MAX >> (8 * (WORD - count))))
        } else {
            None
        };
        word.inspect(|_| self.position += count)
    }
}

impl<B: Bytes> SingleProcessSource<B> {
    /// Fetches one more block behind the record, or in place of everything if nothing is recorded.
    #[cold]
    #[inline(never)]
    fn refill(&mut self) -> Result<(), Stop<B::Error>> {
        let start = self.mark.unwrap_or(self.position);
        let kept = self.filled - start;
        if kept > BLOCK {
            return Err(Stop::Fault(Fault::Capacity));
        }
        self.buffer.copy_within(start..self.filled, 0);
        self.mark = self.mark.map(|_| 0);
        self.position -= start;
        self.filled = kept;
        self.ready = kept;
        let block = &mut self.buffer[kept..kept + BLOCK];
        self.bytes.fill(block).map_err(Stop::Source)?;
        self.filled += BLOCK;
        self.ready = self.filled;
        Ok(())
    }

    /// Fetches a block if fewer bytes than so many have not been read.
    #[inline]
    pub(crate) fn fetch_if_fewer(&mut self, count: usize) -> Result<(), Stop<B::Error>> {
        if self.filled - self.position < count { self.refill() } else { Ok(()) }
    }

    /// [`Source::take_word`] where the bytes are not ready.
    #[cold]
    #[inline(never)]
    pub(crate) fn take_word_across(&mut self, count: usize) -> Result<u64, Stop<B::Error>> {
        let mut bytes = [0; WORD];
        let used = bytes.get_mut(..count).ok_or(Stop::Fault(Fault::Capacity))?;
        self.fill(used)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

impl<B: Bytes> Source for SingleProcessSource<B> {
    type Error = B::Error;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<B::Error>> {
        let mut rest = out;
        while !rest.is_empty() {
            if self.position == self.filled {
                self.refill()?;
            }
            let unread = &self.buffer[self.position..self.filled];
            let count = unread.len().min(rest.len());
            let (now, later) = rest.split_at_mut(count);
            now.copy_from_slice(&unread[..count]);
            self.position += count;
            rest = later;
        }
        Ok(())
    }

    #[inline]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<B::Error>> {
        match self.ready_word(count) {
            Some(word) => Ok(word),
            None => self.take_word_across(count),
        }
    }
}

impl<B> Sealed for SingleProcessSource<B> {}

impl<B: Bytes> ReplaySource for SingleProcessSource<B> {
    #[inline]
    fn record(&mut self) {
        self.mark = Some(self.position);
    }

    #[inline]
    fn rewind(&mut self) {
        if let Some(mark) = self.mark.take() {
            self.position = mark;
        }
    }

    #[inline]
    fn release(&mut self) {
        self.mark = None;
    }

    #[inline]
    fn take_ready_word(&mut self, count: usize) -> Option<u64> {
        self.ready_word(count)
    }

    #[inline]
    fn ready_bytes(&mut self, least: usize) -> Result<&[u8], Stop<B::Error>> {
        self.fetch_if_fewer(least)?;
        Ok(self.buffer.get(self.position..self.ready).unwrap_or_default())
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        self.position += count.min(self.ready - self.position);
    }
}

impl<B> fmt::Debug for SingleProcessSource<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SingleProcessSource").finish_non_exhaustive()
    }
}
