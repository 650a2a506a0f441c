//! Distributions that were prepared for many samples.

use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;

use zeroize::Zeroizing;

use super::ladder::{Answer, Location};
use super::scanned::Scanned;
use super::table::{self, Refusal, Table, Weight};
use super::{
    DiscreteGaussian, DiscreteLaplace, Draw, Noise, NoiseDistribution, SampleError, narrow,
};
use crate::{Int, Integer, ReplaySource, Stop};

/// A noise distribution with a table, for many samples of one parameter.
///
/// **Distribution.** Exactly that of the distribution it was prepared from. `gaussian_table_tape` and
/// `laplace_table_tape` in `proofs/Claims/` of the repository say so of
/// [`exported::table_sample`](crate::exported::table_sample), for *every* table that the exported checkers pass:
/// [`table_check_lookup`](crate::exported::table_check_lookup),
/// [`table_check_blocks`](crate::exported::table_check_blocks) and
/// [`table_check_tail`](crate::exported::table_check_tail). They run when the distribution is prepared, so the
/// code that builds the table need not be trusted.
///
/// **Samples.** The same bytes give other samples than those of the distribution it was prepared from. They are a function
/// of the bytes and of the table, and the table is one of the parameter. A table may become another one with
/// a new minor release of this crate, where the changelog says so; methods of the distribution itself never use a table.
///
/// **Cost.** A sample takes a few random bytes and one look-up, most of the time: 4 bytes up to σ or scale 3,000
/// about, 8 up to 2^26, 12 up to 2^32, 16 above; on average, 2 % more at most. A table has at most 32 KiB. To prepare
/// it takes about as long as 50 samples do without one at σ = 1, 200 at σ = 10, and 500 to 1,500 from σ or scale 64 on, so it
/// pays from there on. `benches/RESULTS.md` in the repository has what was measured.
///
/// **Timing.** For tables of blocks of single numbers (σ up to 70 about) a sample executes the same instructions for
/// every value but in rare rounds, whose probability is [`rare_probability`](Self::rare_probability). For larger
/// parameters rare rounds are more frequent at some values than at others. The cell that is looked up depends on the value in any case.
/// Where that can be observed, draw noise in advance, which is what noise allows: it does not depend on the data.
///
/// **Sharing.** A copy shares the table. The table does not change, and threads may use it at once.
///
/// ```
/// use verinoise::{DiscreteGaussian, NoiseDistribution, SingleProcessSource};
/// # use rand_core::SeedableRng;
/// # let rng = chacha20::ChaCha20Rng::from_seed([7; 32]);
///
/// let gaussian = DiscreteGaussian::new(100, 1)?.prepare()?;
/// let mut source = SingleProcessSource::from_rng(rng);
/// let mut noise = [0; 1000];
/// gaussian.try_fill(&mut source, &mut noise)?;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Prepared<D> {
    distribution: D,
    table: Arc<Table>,
}

/// The reason for which there is no table. The distribution can be sampled without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PrepareError {
    /// The terms of the parameter must be below `2^118`, and σ or the scale at most `2^50`: then there is a table. The
    /// exact limits are somewhat larger.
    TooLarge,
    /// The table that was built does not pass the checkers. It is not used.
    Refused(Refusal),
}

impl fmt::Display for PrepareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the parameter is too large for a table"),
            Self::Refused(refusal) => write!(f, "the table was refused: {refusal}"),
        }
    }
}

impl Error for PrepareError {}

impl<D: Clone> Prepared<D> {
    /// The distribution with a table of its weight.
    fn new(distribution: &D, weight: Option<Weight>) -> Result<Self, PrepareError> {
        let built = weight.as_ref().and_then(table::build).ok_or(PrepareError::TooLarge)?;
        let table = table::checked(built).map_err(PrepareError::Refused)?;
        Ok(Self { distribution: distribution.clone(), table: Arc::new(table) })
    }
}

impl<D> Prepared<D> {
    /// The distribution that this was prepared from.
    #[must_use]
    pub const fn distribution(&self) -> &D {
        &self.distribution
    }

    /// The bytes that the table takes in memory.
    #[must_use]
    pub fn table_size(&self) -> usize {
        self.table.size()
    }

    /// The distribution that scans its table, for single releases that somebody may time.
    #[must_use]
    pub const fn scanned(self) -> Scanned<D> {
        Scanned(self)
    }

    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// The random bytes of a round that is not rare.
    #[must_use]
    pub fn round_bytes(&self) -> u64 {
        self.table.scalars.word_bytes + self.table.scalars.extra_bytes
    }

    /// The probability that a round is rare, as a number of selectors and the number of all of them.
    ///
    /// A round that is not rare ends the sample, so that this is also the probability that there is any rare round on
    /// the way to a sample: what is left of a dependence of branches on the sample where the table is
    /// [scanned](Scanned).
    #[must_use]
    pub fn rare_probability(&self) -> (u64, u64) {
        self.table.rare_probability()
    }
}

macro_rules! preparable {
    ($($distribution:ident)*) => {$(
        impl $distribution {
            /// The distribution with a table, for many samples.
            ///
            /// # Errors
            /// [`PrepareError::TooLarge`] if there is no table of at most 32 KiB, or the parameter's terms are
            /// not below `2^118`; [`PrepareError::Refused`] if the checkers do not pass it.
            pub fn prepare(&self) -> Result<Prepared<Self>, PrepareError> {
                Prepared::new(self, self.weight())
            }
        }
    )*};
}

preparable! { DiscreteGaussian DiscreteLaplace Noise }

impl<D> Draw for Prepared<D> {
    #[inline]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        self.table.draw(source)
    }

    #[inline]
    fn draw_at<S: ReplaySource>(
        &self,
        location: &Location,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        sum(location, self.table.draw(source)?)
    }
}

/// The location plus the noise: in words if it fits, else in numbers of any size.
#[inline]
pub(super) fn sum<E>(
    location: &Location,
    noise: Answer<i64, Int>,
) -> Result<Answer<i64, Int>, Stop<E>> {
    if let (Some(location), Answer::Words(noise)) = (location.word(), &noise)
        && let Some(sum) = location.checked_add(*noise)
    {
        return Ok(Answer::Words(sum));
    }
    let noise = match noise {
        Answer::Words(noise) => noise.into(),
        Answer::Exact(noise) => noise,
    };
    Ok(Answer::Exact(Integer::add(&location.exact(), &noise).map_err(Stop::Fault)?))
}

impl<D> Prepared<D> {
    /// Fills `out` from the first to the last, with samples, or with the sums of samples and the `values`.
    fn draw_all<S: ReplaySource>(
        &self,
        source: &mut S,
        values: Option<&[i64]>,
        out: &mut [i64],
    ) -> Result<(), SampleError<S::Error>> {
        let mut done = 0;
        let least = usize::try_from(self.round_bytes()).unwrap_or_default();
        source.start_batch();
        while let Some(rest) = out.get_mut(done..).filter(|rest| !rest.is_empty()) {
            // The source looks whether the process was forked where a record begins.
            source.record();
            let lending = self.table.draw_lent(source.ready_bytes(least)?, rest);
            source.advance(lending.taken);
            source.release();
            let values = values.and_then(|values| values.get(done..));
            for (sum, value) in rest.iter_mut().take(lending.count).zip(values.unwrap_or_default())
            {
                *sum = sum.checked_add(*value).ok_or(SampleError::OutOfRange)?;
            }
            done += lending.count;
            if let Some(next) = rest.get_mut(lending.count)
                && (lending.rare || lending.count == 0)
            {
                let noise = if lending.rare {
                    self.table.draw_whole(source)?
                } else {
                    self.table.draw(source)?
                };
                let value = values.and_then(|values| values.get(lending.count));
                *next = narrow(sum(&Location::Word(value.copied().unwrap_or(0)), noise)?)?;
                done += 1;
            }
        }
        Ok(())
    }
}

impl<D> NoiseDistribution for Prepared<D> {
    fn try_samples<S: ReplaySource>(
        &self,
        source: &mut S,
        count: usize,
    ) -> Result<Zeroizing<Vec<i64>>, SampleError<S::Error>> {
        let mut samples = Zeroizing::new(zeros(count)?);
        self.draw_all(source, None, &mut samples)?;
        Ok(samples)
    }

    fn try_sums<S: ReplaySource>(
        &self,
        source: &mut S,
        values: &[i64],
    ) -> Result<Zeroizing<Vec<i64>>, SampleError<S::Error>> {
        let mut sums = Zeroizing::new(zeros(values.len())?);
        self.draw_all(source, Some(values), &mut sums)?;
        Ok(sums)
    }

    fn try_fill<S: ReplaySource>(
        &self,
        source: &mut S,
        out: &mut [i64],
    ) -> Result<(), SampleError<S::Error>> {
        let mut aside = Aside(zeros(out.len())?);
        self.draw_all(source, None, &mut aside.0)?;
        out.copy_from_slice(&aside.0);
        Ok(())
    }
}

/// Samples that are not yet where they belong. They are overwritten in the end, by vector instructions: writing
/// number by number, as `Zeroizing` does, would take a twentieth of the time of a batch.
struct Aside(Vec<i64>);

impl Drop for Aside {
    fn drop(&mut self) {
        self.0.fill(0);
        zeroize::optimization_barrier(&*self.0);
    }
}

/// So many zeros, if the memory holds them.
fn zeros<E>(count: usize) -> Result<Vec<i64>, SampleError<E>> {
    let mut zeros: Vec<i64> = vec![];
    zeros.try_reserve_exact(count)?;
    zeros.resize(count, 0);
    Ok(zeros)
}

#[cfg(test)]
mod tests {
    use alloc::sync::Arc;
    use alloc::vec::Vec;

    use num_bigint::BigInt;

    use super::Prepared;
    use crate::{DiscreteLaplace, NoiseDistribution, SampleError, Source, Tape};

    /// A distribution whose table has a tail that is kept too often, and the bytes of a rare round that draws a negative number
    /// beyond 64 bits there.
    fn far_out() -> (Prepared<DiscreteLaplace>, Vec<u8>) {
        let mut noise = DiscreteLaplace::new(1_u64 << 49, 1).unwrap().prepare().unwrap();
        // Otherwise the coin would take a thousand bytes, and its last ones minutes.
        Arc::get_mut(&mut noise.table).unwrap().scalars.tail_bits -= 1;
        let table = &noise.table;
        let word = |index: u64| index.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes();
        let mut words = (0..).map(|index| [word(index), [0; 8]].concat());
        let rare = |word: &Vec<u8>| table.draw_lent(word, &mut [0]).rare;
        let mut tape = words.find(rare).unwrap();
        // The first rank of the tail.
        let [ranks, wedges] = [&table.certain, &table.wedges].map(|sums| *sums.last().unwrap());
        let bits = u64::from(u64::BITS - (ranks - 1).leading_zeros());
        let bytes = bytes_of(bits);
        let rank = wedges << (8 * bytes as u64 - bits);
        tape.extend(&rank.to_le_bytes()[..bytes]);
        let steps = usize::try_from((1_u64 << 63) >> table.scalars.tail_bits).unwrap();
        tape.resize(tape.len() + steps, 1);
        // An even byte, the offset, and the sign.
        tape.resize(tape.len() + 1 + bytes_of(table.scalars.tail_bits), 0);
        tape.push(1);
        (noise, tape)
    }

    fn bytes_of(bits: u64) -> usize {
        usize::try_from(bits.div_ceil(8)).unwrap()
    }

    /// Noise that fits no word is an error, unless its sum with the value does: for a batch as for a single sample.
    #[test]
    fn sums_of_noise_that_fits_no_word() {
        let (noise, far) = far_out();
        let near = [7; 16];
        let tape = [&near[..], &far, &near].concat();
        let big = noise.try_sample_big(&mut Tape::new(&far)).unwrap();
        assert!(big < i64::MIN.into(), "{big}");
        let first = noise.try_sample(&mut Tape::new(&near)).unwrap();
        let sum = i64::try_from(&(&big + i64::MAX)).unwrap();
        assert_eq!(noise.try_sample(&mut Tape::new(&far)), Err(SampleError::OutOfRange));
        assert_eq!(noise.try_sample_at(i64::MAX, &mut Tape::new(&far)), Ok(sum));
        let beyond = noise.try_sample_big_at(-1, &mut Tape::new(&far));
        assert_eq!(beyond, Ok(big - BigInt::from(1)));
        let mut source = Tape::new(&tape);
        let sums = noise.try_sums(&mut source, &[1, i64::MAX, 2]).unwrap();
        assert_eq!(**sums, [first + 1, sum, first + 2]);
        assert!(source.take_word(1).is_err());
        let mut values = [1, 0, 2];
        let result = noise.try_add_noise(&mut Tape::new(&tape), &mut values);
        assert_eq!((result, values), (Err(SampleError::OutOfRange), [1, 0, 2]));
        let result = noise.try_fill(&mut Tape::new(&tape), &mut values);
        assert_eq!((result, values), (Err(SampleError::OutOfRange), [1, 0, 2]));
    }
}
