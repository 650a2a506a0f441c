//! The samplers that are compared draw from the same distributions.

use verinoise::{DiscreteGaussian, DiscreteLaplace, SingleProcessSource};
use verinoise_benches::peers::Rounded;
use verinoise_benches::{ChaCha12Rng, Distribution, SEED, Scale, SeedableRng, one_shot};

const SAMPLES: i64 = 20_000;
const SCALE: &str = "10";

fn rng() -> ChaCha12Rng {
    ChaCha12Rng::from_seed(SEED)
}

/// Fails unless the mean square is within 10 % of `variance`: a wrong parameter is off by far more, and a right one by as
/// much in fewer than one of 10^8 runs.
#[track_caller]
fn check(variance: i64, mut draw: impl FnMut() -> i64) {
    let squares: i64 = (0..SAMPLES).map(|_| draw().pow(2)).sum();
    assert!((squares - SAMPLES * variance).abs() < SAMPLES * variance / 10, "{squares}");
}

fn scale() -> Scale {
    Scale::parse(SCALE).unwrap()
}

#[test]
fn ours() {
    let mut source = SingleProcessSource::from_rng(rng());
    let parameter = Distribution::Gaussian.parameter(scale());
    check(100, || one_shot::<DiscreteGaussian, _>(parameter, &mut source));
    let parameter = Distribution::Laplace.parameter(scale());
    check(200, || one_shot::<DiscreteLaplace, _>(parameter, &mut source));
}

#[test]
fn rounded() {
    let (mut rng, sampler) = (rng(), Rounded::new(scale()));
    check(100, || sampler.sample(&mut rng));
}

#[cfg(feature = "prio")]
#[test]
fn prio() {
    use verinoise_benches::peers::prio::Sampler;
    let mut rng = rng();
    for (distribution, variance) in [(Distribution::Gaussian, 100), (Distribution::Laplace, 200)] {
        let sampler = Sampler::new(distribution, scale());
        check(variance, || i64::try_from(sampler.sample(&mut rng)).unwrap());
    }
}

#[cfg(feature = "opendp")]
#[test]
fn opendp() {
    use verinoise_benches::peers::opendp::Sampler;
    for (distribution, variance) in [(Distribution::Gaussian, 100), (Distribution::Laplace, 200)] {
        let sampler = Sampler::new(distribution, scale());
        check(variance, || i64::try_from(sampler.sample()).unwrap());
    }
}
