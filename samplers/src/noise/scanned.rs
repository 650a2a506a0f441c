//! Distributions whose samples are hidden from whoever times them.

use super::ladder::{Answer, Location};
use super::prepared::{Prepared, sum};
use super::{Draw, NoiseDistribution};
use crate::{Int, ReplaySource, Stop};

/// A prepared distribution that scans its table: for single releases that somebody may time.
///
/// **Timing.** Neither branches nor addresses depend on the sample, but for one branch: whether the round is rare. Its
/// probability is [`rare_probability`](Prepared::rare_probability), below `2^-20` up to σ or scale 20 about and
/// below 2 % in any case, and in rare rounds the time depends on the sample. The timing of everything outside of this crate is the
/// caller's: adding the sample, its overflow, and writing it. `docs/THREATS.md` in the repository has what was measured, and
/// what a tool that follows undefined bytes through the compiled library found.
///
/// The other answer to an attacker who times draws is to draw noise in batches before the data arrive, which is faster.
///
/// **Distribution.** Exactly that of the distribution it was prepared from: `table_scan_sample_tape` in `proofs/Claims/`. The same
/// bytes give other samples than those of the [`Prepared`] distribution where a round is rare or a sample is negative.
///
/// **Cost.** One to two nanoseconds a block of the table: up to a microsecond a sample.
///
/// ```
/// use verinoise::{DiscreteGaussian, NoiseDistribution, SingleProcessSource};
/// # use rand_core::SeedableRng;
/// # let rng = chacha20::ChaCha20Rng::from_seed([7; 32]);
///
/// let gaussian = DiscreteGaussian::new(100, 1)?.prepare()?.scanned();
/// let mut source = SingleProcessSource::from_rng(rng);
/// let noisy_count = gaussian.try_sample_at(1000, &mut source)?;
/// # let _ = noisy_count;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Scanned<D>(pub(crate) Prepared<D>);

impl<D> Scanned<D> {
    /// The distribution that looks its samples up instead.
    #[must_use]
    pub const fn prepared(&self) -> &Prepared<D> {
        &self.0
    }
}

impl<D> Draw for Scanned<D> {
    #[inline]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        self.0.table().scan(source)
    }

    #[inline]
    fn draw_at<S: ReplaySource>(
        &self,
        location: &Location,
        source: &mut S,
    ) -> Result<Answer<i64, Int>, Stop<S::Error>> {
        sum(location, self.0.table().scan(source)?)
    }
}

impl<D> NoiseDistribution for Scanned<D> {}
