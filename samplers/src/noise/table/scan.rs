//! Drawing from a table without branches or addresses that depend on the sample.

use super::Table;
use crate::arithmetic::Wrapping;
use crate::noise::ladder::{self, Answer};
use crate::{Fault, Int, Nat, Natural, ReplaySource, Source, Stop, exported};

impl Table {
    /// One sample by a scan of all blocks.
    #[inline]
    pub(crate) fn scan<S: ReplaySource>(
        &self,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        let scanned = ladder::attempt(source, |source| {
            let Wrapping(drawn) = self.scan_once(source)?;
            // The one branch on random bytes: rare rounds.
            if drawn == 0 {
                Err(Stop::Fault(Fault::Capacity))
            } else {
                Ok(self.scalars.centred(drawn))
            }
        })?;
        match scanned {
            Some(value) => Ok(Answer::Words(value)),
            None => self.scan_whole(source),
        }
    }

    /// The scan on words that are not checked for overflow. `table_scan_wrapping` in `proofs/Claims/` says that
    /// this is the scan on numbers of any size, for every table that was let through.
    #[inline(never)]
    fn scan_once<S: Source>(&self, source: &mut S) -> Result<Wrapping, Stop<S::Error>> {
        let numbers = self.scalars.of::<Wrapping>();
        exported::table_scan(
            source,
            &numbers.word_bytes,
            &numbers.extra_bytes,
            &numbers.selector_shift,
            &numbers.offset_bits,
            &numbers.bias,
            &*self.blocks,
            &*self.certain,
        )
    }

    /// The whole sampler, whether its rounds are rare or not.
    #[cold]
    #[inline(never)]
    fn scan_whole<S: ReplaySource>(
        &self,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        if let Some(value) = ladder::attempt(source, |source| self.scan_sample::<u64, _>(source))? {
            return Ok(Answer::Words(value));
        }
        let exact = ladder::climb(
            source,
            |source| self.scan_sample::<u128, _>(source),
            |source| self.scan_sample::<Nat, _>(source),
        )?;
        Ok(Answer::Exact(exact))
    }

    fn scan_sample<N: Natural, S: Source>(
        &self,
        source: &mut S,
    ) -> Result<N::Integer, Stop<S::Error>> {
        let numbers = self.scalars.of::<N>();
        let weight = self.weight.of::<N>().map_err(Stop::Fault)?;
        exported::table_scan_sample(
            source,
            &numbers.word_bytes,
            &numbers.extra_bytes,
            &numbers.selector_shift,
            &numbers.offset_bits,
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
        )
    }
}
