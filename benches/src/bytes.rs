//! Random bytes per sample, beside the entropy of the distribution.

use std::fmt::Write;

use verinoise::{DiscreteGaussian, DiscreteLaplace, SingleProcessSource};

use crate::{ChaCha12Rng, Counting, Distribution, Noise, SEED, Scale, SeedableRng, one_shot};

const SAMPLES: u32 = 1_000_000;
/// How many samples of a slower sampler the averages are taken over.
pub const PEER_SAMPLES: u32 = 50_000;

fn rng() -> Counting<ChaCha12Rng> {
    Counting::new(ChaCha12Rng::from_seed(SEED))
}

#[expect(clippy::cast_precision_loss, reason = "a table of one decimal")]
fn per_sample(rng: &Counting<ChaCha12Rng>, samples: u32) -> f64 {
    rng.bytes() as f64 / f64::from(samples)
}

/// Bytes that a one-shot sample takes, on average over a million.
fn ours<X: Noise>(distribution: Distribution, scale: Scale) -> f64 {
    let mut source = SingleProcessSource::from_rng(rng());
    for _ in 0..SAMPLES {
        one_shot::<X, _>(distribution.parameter(scale), &mut source);
    }
    per_sample(&source.into_inner().0, SAMPLES)
}

#[cfg(feature = "prio")]
fn prio(distribution: Distribution, scale: Scale) -> String {
    let mut rng = rng();
    let sampler = crate::peers::prio::Sampler::new(distribution, scale);
    for _ in 0..PEER_SAMPLES {
        sampler.sample(&mut rng);
    }
    format!("{:.1}", per_sample(&rng, PEER_SAMPLES))
}

#[cfg(not(feature = "prio"))]
fn prio(_: Distribution, _: Scale) -> String {
    "–".to_owned()
}

/// The table, in Markdown.
#[must_use]
pub fn table() -> String {
    let mut table = "| distribution | scale | entropy | verinoise | verinoise / entropy | prio |\n\
                     |---|---:|---:|---:|---:|---:|\n"
        .to_owned();
    for distribution in Distribution::ALL {
        for &scale in distribution.scales() {
            let entropy = distribution.entropy(scale);
            let ours = match distribution {
                Distribution::Gaussian => ours::<DiscreteGaussian>(distribution, scale),
                Distribution::Laplace => ours::<DiscreteLaplace>(distribution, scale),
            };
            let name = distribution.name();
            let (factor, prio) = (ours / entropy, prio(distribution, scale));
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "| {name} | {scale} | {entropy:.2} | {ours:.1} | {factor:.1} | {prio} |"
            );
        }
    }
    table
}
