//! Draws a fixed number of samples in a plain loop, for tools that count instructions.
//!
//! Usage: `instructions DISTRIBUTION SCALE SAMPLES [CONTENDER]`

use std::hint::black_box;
use std::process::ExitCode;

use verinoise::{DiscreteGaussian, DiscreteLaplace, SingleProcessSource};
use verinoise_benches::peers::Rounded;
use verinoise_benches::{
    BATCH, ChaCha12Rng, ChaCha20Rng, Distribution, Noise, SEED, Scale, SeedableRng, one_shot,
};

const USAGE: &str = "\
usage: instructions DISTRIBUTION SCALE SAMPLES [CONTENDER]

  DISTRIBUTION  gaussian, laplace
  SCALE         such as 1000, 1/2 or 2^20: the standard deviation, or Laplace's scale
  CONTENDER     one-shot (default), one-shot-chacha20, fill, prio, opendp, rounded";

fn repeat<T>(count: usize, mut draw: impl FnMut() -> T) {
    for _ in 0..count {
        black_box(draw());
    }
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
            let noise = X::build(num_rational::Ratio::new(parameter.0, parameter.1));
            let noise = noise.expect("a valid parameter");
            let mut batch = [0; BATCH];
            repeat(count.div_ceil(BATCH), || {
                noise.try_fill(&mut source, &mut batch).expect("samples of 64 bits");
            });
        }
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
        "rounded" if distribution == Distribution::Gaussian => {
            let sampler = Rounded::new(scale);
            repeat(count, || sampler.sample(&mut rng));
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
