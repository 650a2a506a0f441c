//! The samplers that are compared draw from the same distributions.

use verinoise::{DiscreteGaussian, DiscreteLaplace, NoiseDistribution, SingleProcessSource};
use verinoise_benches::peers::Rounded;
use verinoise_benches::{
    ChaCha12Rng, Distribution, SEED, Scale, SeedableRng, c, one_shot, prepared,
};

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
fn ours_prepared() {
    let mut source = SingleProcessSource::from_rng(rng());
    let gaussian = prepared::<DiscreteGaussian>(Distribution::Gaussian.parameter(scale()));
    check(100, || gaussian.try_sample(&mut source).unwrap());
    let laplace = prepared::<DiscreteLaplace>(Distribution::Laplace.parameter(scale()));
    check(200, || laplace.try_sample(&mut source).unwrap());
}

#[test]
fn the_c_library() {
    for (distribution, variance) in [(Distribution::Gaussian, 100), (Distribution::Laplace, 200)] {
        let (library, mut one) = (c::Prepared::new(distribution, scale()), [0]);
        check(variance, || {
            library.fill(&mut one);
            one[0]
        });
    }
}

#[test]
fn rounded() {
    let (mut rng, sampler, mut one) = (rng(), Rounded::new(scale()), [0]);
    check(100, || {
        sampler.fill(&mut rng, &mut one);
        one[0]
    });
    check(100, || {
        sampler.fill_cheaply(&mut rng, &mut one);
        one[0]
    });
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
