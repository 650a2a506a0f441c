//! A source that draws its bytes from a random number generator.

use core::fmt;

use rand_core::TryRng;

use crate::{Fault, Source, Stop};

/// How many bytes are asked of the generator at a time.
const BLOCK: usize = 256;
/// How many bytes a word has.
const WORD: usize = size_of::<u64>();

/// A random number generator as a [`Source`] of bytes, with a fixed buffer inside.
///
/// **Which bytes.** The source reads the bytes that successive calls of `try_fill_bytes` with
/// 256-byte slices give, from the first to the last, each of them once. Samples are a function of
/// these bytes alone: the same generator state gives the same samples on every platform and in
/// every release.
///
/// **Failures.** An error of the generator is passed on. The bytes that the failed sample had taken
/// by then are not used for another one; the bytes that had been fetched but not taken are kept,
/// and the next request asks the generator again. Whoever repeats a failed sample should know that
/// samples far from the centre take more bytes: if failures are common, and depend on the number of
/// bytes taken, then the samples that come through are no longer exact.
///
/// **Copies.** The source is not `Clone`, and its `Debug` shows no bytes: two copies would give the
/// same noise twice. A process that forks makes such copies; start a new source, with a new
/// generator, in the child.
///
/// ```
/// use chacha20::ChaCha20Rng;
/// use rand_core::SeedableRng;
/// use verinoise::{ByteSource, DiscreteGaussian, Ratio};
///
/// // In production, the seed comes from the operating system.
/// let mut source = ByteSource::new(ChaCha20Rng::from_seed([7; 32]));
/// let gaussian = DiscreteGaussian::new(Ratio::new(25_u64, 4))?;
/// let noise: i64 = gaussian.try_sample(&mut source)?;
/// # let _ = noise;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct ByteSource<R> {
    rng: R,
    /// `buffer[position..filled]` has not been read; a word's length of slack lets words be read
    /// in one piece.
    buffer: [u8; 2 * BLOCK + WORD],
    position: usize,
    filled: usize,
    /// Where the record starts, if there is one; `mark <= position <= filled <= 2 * BLOCK`.
    mark: Option<usize>,
}

impl<R> ByteSource<R> {
    /// A source that draws from `rng`, which may be a generator or a `&mut` reference to one.
    /// Nothing is drawn yet.
    #[must_use]
    pub const fn new(rng: R) -> Self {
        Self { rng, buffer: [0; 2 * BLOCK + WORD], position: 0, filled: 0, mark: None }
    }

    /// The generator. Bytes that were drawn and not read, at most 512, are discarded.
    #[must_use]
    pub fn into_inner(self) -> R {
        self.rng
    }
}

#[cfg(feature = "os-rng")]
impl<R> ByteSource<R> {
    /// Forgets and overwrites all bytes that were drawn, those of a record included, and gives the
    /// generator.
    #[cold]
    #[inline(never)]
    pub(crate) fn discard(&mut self) -> &mut R {
        zeroize::Zeroize::zeroize(&mut self.buffer);
        (self.position, self.filled, self.mark) = (0, 0, None);
        &mut self.rng
    }
}

#[cfg(feature = "os-rng")]
impl ByteSource<getrandom::SysRng> {
    /// A source that draws from the operating system's generator, 256 bytes a call.
    #[must_use]
    pub const fn from_os() -> Self {
        Self::new(getrandom::SysRng)
    }
}

impl<R: TryRng> ByteSource<R> {
    /// Draws one more block behind the record, or in place of everything if nothing is recorded.
    #[cold]
    #[inline(never)]
    fn refill(&mut self) -> Result<(), Stop<R::Error>> {
        let start = self.mark.unwrap_or(self.position);
        let kept = self.filled - start;
        if kept > BLOCK {
            return Err(Stop::Fault(Fault::Capacity));
        }
        self.buffer.copy_within(start..self.filled, 0);
        self.mark = self.mark.map(|_| 0);
        self.position -= start;
        self.filled = kept;
        let block = &mut self.buffer[kept..kept + BLOCK];
        self.rng.try_fill_bytes(block).map_err(Stop::Source)?;
        self.filled += BLOCK;
        Ok(())
    }

    /// [`Source::take_word`] where the buffer does not hold all the bytes.
    #[cold]
    #[inline(never)]
    fn take_word_across(&mut self, count: usize) -> Result<u64, Stop<R::Error>> {
        let mut bytes = [0; WORD];
        let used = bytes.get_mut(..count).ok_or(Stop::Fault(Fault::Capacity))?;
        self.fill(used)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

impl<R: TryRng> Source for ByteSource<R> {
    type Error = R::Error;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<R::Error>> {
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
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<R::Error>> {
        if (1..=WORD).contains(&count)
            && count <= self.filled - self.position
            && let Some(bytes) = self.buffer[self.position..].first_chunk()
        {
            self.position += count;
            Ok(u64::from_le_bytes(*bytes) & (u64::MAX >> (8 * (WORD - count))))
        } else {
            self.take_word_across(count)
        }
    }

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
}

impl<R> fmt::Debug for ByteSource<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteSource").finish_non_exhaustive()
    }
}
