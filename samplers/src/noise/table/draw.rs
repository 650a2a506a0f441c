//! Drawing from a table: as long as the words say so, a look-up in lent bytes; else the whole sampler on the same
//! bytes.

use core::convert::Infallible;

use super::{Table, with_cells};
use crate::noise::ladder::{self, Answer};
use crate::{Fault, Int, Nat, Natural, ReplaySource, Sequence, Source, Stop, exported};

/// Bytes that a source lends.
struct Lent<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl Source for Lent<'_> {
    type Error = Infallible;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Infallible>> {
        let rest = self.bytes.get(self.position..).unwrap_or_default();
        out.copy_from_slice(rest.get(..out.len()).ok_or(Stop::Fault(Fault::Capacity))?);
        self.position += out.len();
        Ok(())
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the size of a word is known where a look-up is compiled"
    )]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<Infallible>> {
        let rest = self.bytes.get(self.position..).unwrap_or_default();
        let word = match count {
            4 => rest.first_chunk().map(|bytes| u32::from_le_bytes(*bytes).into()),
            8 => rest.first_chunk().map(|bytes| u64::from_le_bytes(*bytes)),
            _ => None,
        };
        self.position += count;
        word.ok_or(Stop::Fault(Fault::Capacity))
    }
}

/// The sizes of the words of a table, known to the compiler.
#[derive(Clone, Copy)]
struct Sizes<const WORD: u64, const EXTRA: u64, const OFFSET: bool>;

impl Table {
    /// Writes samples to `out` as long as `bytes` last and no round is rare. Gives their number, and how many bytes
    /// they have taken.
    #[inline]
    pub(crate) fn draw_lent(&self, bytes: &[u8], out: &mut [i64]) -> (usize, usize) {
        let scalars = &self.scalars;
        with_cells!(self, |complements, entries| {
            match (scalars.word_bytes, scalars.extra_bytes, scalars.offset_bits) {
                (4, 0, 0) => {
                    self.draw_sized(Sizes::<4, 0, false>, complements, entries, bytes, out)
                }
                (4, 0, _) => self.draw_sized(Sizes::<4, 0, true>, complements, entries, bytes, out),
                (8, 0, _) => self.draw_sized(Sizes::<8, 0, true>, complements, entries, bytes, out),
                (8, 8, _) => self.draw_sized(Sizes::<8, 8, true>, complements, entries, bytes, out),
                _ => (0, 0),
            }
        })
    }

    #[inline(never)]
    fn draw_sized<const WORD: u64, const EXTRA: u64, const OFFSET: bool>(
        &self,
        _: Sizes<WORD, EXTRA, OFFSET>,
        complements: impl Sequence<u64>,
        entries: impl Sequence<u64>,
        bytes: &[u8],
        out: &mut [i64],
    ) -> (usize, usize) {
        let scalars = self.scalars;
        let offset_bits = if OFFSET { scalars.offset_bits } else { 0 };
        let mut lent = Lent { bytes, position: 0 };
        let (mut count, mut taken) = (0, 0);
        for value in out {
            let drawn = exported::table_draw::<u64, _>(
                &mut lent,
                &WORD,
                &EXTRA,
                &scalars.selector_shift,
                &offset_bits,
                &scalars.cell_bits,
                complements,
                entries,
            );
            match drawn {
                Ok(drawn @ 1..) => *value = scalars.centred(drawn),
                Ok(0) | Err(_) => break,
            }
            count += 1;
            taken = lent.position;
        }
        (count, taken)
    }

    /// One sample.
    #[inline]
    pub(crate) fn draw<S: ReplaySource>(
        &self,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        let looked_up = ladder::attempt(source, |source| match self.look_up(source)? {
            0 => Err(Stop::Fault(Fault::Capacity)),
            drawn => Ok(self.scalars.centred(drawn)),
        })?;
        match looked_up {
            Some(value) => Ok(Answer::Words(value)),
            None => self.draw_whole(source).map(Answer::Exact),
        }
    }

    #[inline]
    fn look_up<S: Source>(&self, source: &mut S) -> Result<u64, Stop<S::Error>> {
        let scalars = &self.scalars;
        with_cells!(self, |complements, entries| exported::table_draw(
            source,
            &scalars.word_bytes,
            &scalars.extra_bytes,
            &scalars.selector_shift,
            &scalars.offset_bits,
            &scalars.cell_bits,
            complements,
            entries,
        ))
    }

    /// The whole sampler: what a sample is, whether its rounds are rare or not.
    #[cold]
    #[inline(never)]
    fn draw_whole<S: ReplaySource>(&self, source: &mut S) -> Result<Int, Stop<S::Error>> {
        ladder::climb(
            source,
            |source| self.sample::<u128, _>(source),
            |source| self.sample::<Nat, _>(source),
        )
    }

    fn sample<N: Natural, S: Source>(&self, source: &mut S) -> Result<N::Integer, Stop<S::Error>> {
        let numbers = self.scalars.of::<N>();
        let weight = self.weight.of::<N>().map_err(Stop::Fault)?;
        with_cells!(self, |complements, entries| exported::table_sample(
            source,
            &numbers.word_bytes,
            &numbers.extra_bytes,
            &numbers.selector_shift,
            &numbers.offset_bits,
            &numbers.cell_bits,
            complements,
            entries,
            &weight.quadratic,
            &weight.linear,
            &weight.denominator,
            &numbers.unit,
            &numbers.slack,
            &numbers.bias,
            &*self.blocks,
            &*self.certain,
            &*self.wedges,
            &numbers.tail_start,
            &numbers.tail_bits,
        ))
    }
}
