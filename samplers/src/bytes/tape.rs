//! A source that reads a given sequence of bytes.

use core::error::Error;
use core::fmt;

use super::Sealed;
use crate::{ReplaySource, Source, Stop};

/// A finite sequence of bytes as a [`Source`]: for tests, for reproducing a sample, for enumerating
/// a distribution.
///
/// ```
/// use verinoise::{DiscreteLaplace, NoiseDistribution, Tape};
///
/// let laplace = DiscreteLaplace::new(10, 1)?;
/// let bytes = 0x243f_6a88_85a3_08d3_1319_8a2e_0370_7344_u128.to_be_bytes();
/// let mut tape = Tape::new(&bytes);
/// let first = laplace.try_sample(&mut tape)?;
/// let used = tape.consumed();
///
/// let mut again = Tape::new(&bytes[..used]);
/// assert_eq!(laplace.try_sample(&mut again)?, first);
/// assert!(again.remaining().is_empty());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tape<'a> {
    bytes: &'a [u8],
    position: usize,
    mark: Option<usize>,
}

impl<'a> Tape<'a> {
    /// A tape at its first byte.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0, mark: None }
    }

    /// The number of bytes that have been read.
    #[must_use]
    pub const fn consumed(&self) -> usize {
        self.position
    }

    /// The bytes that have not been read.
    #[must_use]
    pub fn remaining(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }
}

impl Source for Tape<'_> {
    type Error = TapeEnd;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<TapeEnd>> {
        let bytes = self.remaining().get(..out.len()).ok_or(Stop::Source(TapeEnd))?;
        out.copy_from_slice(bytes);
        self.position += bytes.len();
        Ok(())
    }
}

impl Sealed for Tape<'_> {}

impl ReplaySource for Tape<'_> {
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
    fn ready_bytes(&mut self, _: usize) -> Result<&[u8], Stop<TapeEnd>> {
        Ok(self.remaining())
    }

    #[inline]
    fn advance(&mut self, count: usize) {
        self.position += count.min(self.remaining().len());
    }
}

/// More bytes were asked for than the [`Tape`] has left. The request took none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TapeEnd;

impl fmt::Display for TapeEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tape has no more bytes")
    }
}

impl Error for TapeEnd {}
