//! Drawing from a table: as long as the words say so, a look-up in lent bytes; else the whole sampler on the same
//! bytes.

use core::convert::Infallible;

use super::{Table, with_cells};
use crate::noise::ladder::{self, Answer};
use crate::{Fault, Int, Nat, Natural, ReplaySource, Sequence, Source, Stop, exported};

/// The bytes that are left of those that a source lends.
struct Lent<'a>(&'a [u8]);

impl<'a> Lent<'a> {
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the size of a word is known where a look-up is compiled"
    )]
    fn take_chunk<const N: usize>(&mut self) -> Result<&'a [u8; N], Stop<Infallible>> {
        let (chunk, rest) = self.0.split_first_chunk().ok_or(Stop::Fault(Fault::Capacity))?;
        self.0 = rest;
        Ok(chunk)
    }
}

impl Source for Lent<'_> {
    type Error = Infallible;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Infallible>> {
        let (bytes, rest) =
            self.0.split_at_checked(out.len()).ok_or(Stop::Fault(Fault::Capacity))?;
        out.copy_from_slice(bytes);
        self.0 = rest;
        Ok(())
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the size of a word is known where a look-up is compiled"
    )]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<Infallible>> {
        match count {
            4 => self.take_chunk().map(|bytes| u32::from_le_bytes(*bytes).into()),
            8 => self.take_chunk().map(|bytes| u64::from_le_bytes(*bytes)),
            _ => Err(Stop::Fault(Fault::Capacity)),
        }
    }
}

/// What came of lent bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lending {
    /// The number of samples.
    pub(crate) count: usize,
    /// The number of bytes that they have taken.
    pub(crate) taken: usize,
    /// Tells whether the next round is rare.
    pub(crate) rare: bool,
}

/// The sizes of the words of a table and of both together, known to the compiler.
#[derive(Clone, Copy)]
struct Sizes<const WORD: u64, const EXTRA: u64, const BOTH: usize, const OFFSET: bool>;

impl Table {
    /// Writes samples to `out` as long as `bytes` last and no round is rare.
    #[inline]
    pub(crate) fn draw_lent(&self, bytes: &[u8], out: &mut [i64]) -> Lending {
        let scalars = &self.scalars;
        with_cells!(self, |complements, entries| {
            match (scalars.word_bytes, scalars.extra_bytes, scalars.offset_bits) {
                (4, 0, 0) => {
                    self.draw_sized(Sizes::<4, 0, 4, false>, complements, entries, bytes, out)
                }
                (4, 0, _) => {
                    self.draw_sized(Sizes::<4, 0, 4, true>, complements, entries, bytes, out)
                }
                (8, 0, _) => {
                    self.draw_sized(Sizes::<8, 0, 8, true>, complements, entries, bytes, out)
                }
                (8, 4, _) => {
                    self.draw_sized(Sizes::<8, 4, 12, true>, complements, entries, bytes, out)
                }
                (8, 8, _) => {
                    self.draw_sized(Sizes::<8, 8, 16, true>, complements, entries, bytes, out)
                }
                _ => Lending::default(),
            }
        })
    }

    #[inline(never)]
    fn draw_sized<const WORD: u64, const EXTRA: u64, const BOTH: usize, const OFFSET: bool>(
        &self,
        _: Sizes<WORD, EXTRA, BOTH, OFFSET>,
        complements: impl Sequence<u64>,
        entries: impl Sequence<u64>,
        bytes: &[u8],
        out: &mut [i64],
    ) -> Lending {
        let scalars = self.scalars;
        // The compiler is told what holds for every table: shifts are shorter than a word.
        let selector_shift = scalars.selector_shift.clamp(0, 63);
        let cell_bits = scalars.cell_bits.clamp(0, 63);
        let offset_bits = if OFFSET { scalars.offset_bits } else { 0 };
        let (mut count, mut rare) = (0, false);
        for (value, bytes) in out.iter_mut().zip(bytes.as_chunks::<BOTH>().0) {
            let drawn = exported::table_draw::<u64, _>(
                &mut Lent(bytes),
                &WORD,
                &EXTRA,
                &selector_shift,
                &offset_bits,
                &cell_bits,
                complements,
                entries,
            );
            match drawn {
                Ok(drawn @ 1..) => *value = scalars.centred(drawn),
                Ok(0) => {
                    rare = true;
                    break;
                }
                Err(_) => break,
            }
            count += 1;
        }
        Lending { count, taken: count * BOTH, rare }
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
            None => self.draw_whole(source),
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
    pub(crate) fn draw_whole<S: ReplaySource>(
        &self,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        if let Some(value) = ladder::attempt(source, |source| self.sample::<u64, _>(source))? {
            return Ok(Answer::Words(value));
        }
        let exact = ladder::climb(
            source,
            |source| self.sample::<u128, _>(source),
            |source| self.sample::<Nat, _>(source),
        )?;
        Ok(Answer::Exact(exact))
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
