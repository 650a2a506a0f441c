//! Random bytes per sample, beside the entropy of the distribution.

use std::fmt::Write;

use verinoise::{DiscreteGaussian, DiscreteLaplace, NoiseDistribution, SingleProcessSource};

use crate::{
    BATCH, ChaCha12Rng, Counting, Distribution, Noise, SEED, Scale, SeedableRng, one_shot, prepared,
};

const SAMPLES: u32 = 1_000_000;
/// How many samples of a slower sampler the averages are taken over.
pub const PEER_SAMPLES: u32 = 50_000;

/// The random bytes of a sample on average, and the bytes of the table that it is looked up in.
#[derive(Clone, Copy, Debug)]
pub struct Bytes {
    /// A sample without a table.
    pub one_shot: f64,
    /// A sample of the prepared distribution.
    pub prepared: f64,
    /// The table.
    pub table: usize,
    /// A sample of `prio`.
    pub prio: Option<f64>,
}

impl Bytes {
    /// Counts.
    #[must_use]
    pub fn of(distribution: Distribution, scale: Scale) -> Self {
        match distribution {
            Distribution::Gaussian => Self::count::<DiscreteGaussian>(distribution, scale),
            Distribution::Laplace => Self::count::<DiscreteLaplace>(distribution, scale),
        }
    }

    fn count<X: Noise>(distribution: Distribution, scale: Scale) -> Self {
        let parameter = distribution.parameter(scale);
        let mut source = SingleProcessSource::from_rng(rng());
        for _ in 0..SAMPLES {
            one_shot::<X, _>(parameter, &mut source);
        }
        let one_shot = per_sample(&source.into_inner().0, SAMPLES);

        let (mut source, mut batch, mut samples) =
            (SingleProcessSource::from_rng(rng()), vec![0; BATCH], 0);
        let prepared = prepared::<X>(parameter);
        while samples < SAMPLES {
            prepared.try_fill(&mut source, &mut batch).expect("samples of 64 bits");
            samples += u32::try_from(BATCH).expect("a small batch");
        }
        let table = prepared.table_size();
        let prepared = per_sample(&source.into_inner().0, samples);
        Self { one_shot, prepared, table, prio: prio(distribution, scale) }
    }
}

fn rng() -> Counting<ChaCha12Rng> {
    Counting::new(ChaCha12Rng::from_seed(SEED))
}

#[expect(clippy::cast_precision_loss, reason = "a table of one decimal")]
fn per_sample(rng: &Counting<ChaCha12Rng>, samples: u32) -> f64 {
    rng.bytes() as f64 / f64::from(samples)
}

#[cfg(feature = "prio")]
#[expect(clippy::unnecessary_wraps, reason = "prio can be left out")]
fn prio(distribution: Distribution, scale: Scale) -> Option<f64> {
    let mut rng = rng();
    let sampler = crate::peers::prio::Sampler::new(distribution, scale);
    for _ in 0..PEER_SAMPLES {
        sampler.sample(&mut rng);
    }
    Some(per_sample(&rng, PEER_SAMPLES))
}

#[cfg(not(feature = "prio"))]
const fn prio(_: Distribution, _: Scale) -> Option<f64> {
    None
}

/// The bytes of all that is measured.
pub fn all() -> impl Iterator<Item = (Distribution, Scale, Bytes)> {
    crate::distribution::all()
        .map(|(distribution, scale)| (distribution, scale, Bytes::of(distribution, scale)))
}

/// The table, in Markdown.
#[must_use]
pub fn table(rows: &[(Distribution, Scale, Bytes)]) -> String {
    let mut table = "| distribution | scale | entropy | verinoise prepared | verinoise | prio |\n\
                     |---|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for (distribution, scale, bytes) in rows {
        let entropy = distribution.entropy(*scale);
        let prio = bytes.prio.map_or_else(|| "–".to_owned(), |prio| format!("{prio:.1}"));
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {} | {scale} | {entropy:.2} | {:.2} | {:.1} | {prio} |",
            distribution.name(),
            bytes.prepared,
            bytes.one_shot
        );
    }
    table
}
