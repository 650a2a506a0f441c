//! Draws a fixed number of samples in a plain loop, for tools that count instructions.
//!
//! Usage: `instructions DISTRIBUTION SCALE SAMPLES [CONTENDER]`

use std::hint::black_box;
use std::process::ExitCode;

use verinoise::rng::SystemSource;
use verinoise::{DiscreteGaussian, DiscreteLaplace, NoiseDistribution, SingleProcessSource};
use verinoise_benches::peers::Rounded;
use verinoise_benches::{
    BATCH, ChaCha12Rng, ChaCha20Rng, Distribution, Noise, SEED, Scale, SeedableRng, built,
    one_shot, prepared,
};

const USAGE: &str = "\
usage: instructions DISTRIBUTION SCALE SAMPLES [CONTENDER]

  DISTRIBUTION  gaussian, laplace
  SCALE         such as 1000, 1/2 or 2^20: the standard deviation, or Laplace's scale
  CONTENDER     one-shot (default), one-shot-chacha20, fill, prepared, prepared-system, prio, opendp, rounded,
                rounded-cheaply; or prepare, which prepares so many times and draws nothing

Batches have 4096 samples: SAMPLES is rounded up to whole ones.";

fn repeat<T>(count: usize, mut draw: impl FnMut() -> T) {
    for _ in 0..count {
        black_box(draw());
    }
}

fn batches(count: usize, mut fill: impl FnMut(&mut [i64])) {
    let mut batch = vec![0; BATCH];
    repeat(count.div_ceil(BATCH), || fill(black_box(&mut batch)));
}

fn ours<X: Noise>(parameter: (u128, u128), count: usize, contender: &str) -> bool {
    let mut source = SingleProcessSource::from_rng(ChaCha12Rng::from_seed(SEED));
    match contender {
        "one-shot" => repeat(count, || one_shot::<X, _>(parameter, &mut source)),
        "one-shot-chacha20" => {
            let mut source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed(SEED));
            repeat(count, || one_shot::<X, _>(parameter, &mut source));
        }
        "fill" => {
            let noise = built::<X>(parameter);
            batches(count, |out| noise.try_fill(&mut source, out).expect("samples of 64 bits"));
        }
        "prepared" => {
            let noise = prepared::<X>(parameter);
            batches(count, |out| noise.try_fill(&mut source, out).expect("samples of 64 bits"));
        }
        "prepared-system" => {
            let (noise, mut source) = (prepared::<X>(parameter), SystemSource::new());
            batches(count, |out| noise.try_fill(&mut source, out).expect("samples of 64 bits"));
        }
        "prepare" => repeat(count, || prepared::<X>(parameter)),
        _ => return false,
    }
    true
}

fn peer(distribution: Distribution, scale: Scale, count: usize, contender: &str) -> bool {
    let mut rng = ChaCha12Rng::from_seed(SEED);
    match contender {
        #[cfg(feature = "prio")]
        "prio" => {
            let sampler = verinoise_benches::peers::prio::Sampler::new(distribution, scale);
            repeat(count, || sampler.sample(&mut rng));
        }
        #[cfg(feature = "opendp")]
        "opendp" => {
            let sampler = verinoise_benches::peers::opendp::Sampler::new(distribution, scale);
            repeat(count, || sampler.sample());
        }
        "rounded" => {
            let sampler = Rounded::new(scale);
            batches(count, |out| sampler.fill(&mut rng, out));
        }
        "rounded-cheaply" => {
            let sampler = Rounded::new(scale);
            batches(count, |out| sampler.fill_cheaply(&mut rng, out));
        }
        _ => return false,
    }
    true
}

fn run(arguments: &[String]) -> Option<()> {
    let ([distribution, scale, count], contender) = (match arguments {
        [first @ .., contender] if first.len() == 3 => (first, contender.as_str()),
        _ => (arguments, "one-shot"),
    }) else {
        return None;
    };
    let distribution = Distribution::parse(distribution)?;
    let scale = Scale::parse(scale)?;
    let count = count.parse().ok()?;
    let parameter = distribution.parameter(scale);
    let known = match distribution {
        Distribution::Gaussian => ours::<DiscreteGaussian>(parameter, count, contender),
        Distribution::Laplace => ours::<DiscreteLaplace>(parameter, count, contender),
    } || peer(distribution, scale, count, contender);
    known.then_some(())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if run(&arguments).is_some() {
        ExitCode::SUCCESS
    } else {
        eprintln!("{USAGE}");
        ExitCode::from(2)
    }
}
