//! The same seed gives the same samples, on every platform and in every release.
//!
//! `stability.txt` holds the first samples of each distribution from `ChaCha20Rng` seeded with
//! bytes of 42. A change to that file is a breaking change.

use core::fmt::Write;

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, NoiseDistribution, SingleProcessSource, parse_rational,
};

const VECTORS: &str = include_str!("stability.txt");

#[test]
fn samples_are_stable() {
    let mut found = String::new();
    for line in VECTORS.lines() {
        let mut words = line.split(' ');
        let (name, parameter) = (words.next().unwrap(), words.next().unwrap());
        let ratio = parse_rational(parameter).unwrap();
        let mut source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed([42; 32]));
        write!(found, "{name} {parameter}").unwrap();
        for _ in 0..12 {
            let sample = match name {
                "gaussian" => {
                    DiscreteGaussian::from_ratio(ratio.clone()).unwrap().try_sample_big(&mut source)
                }
                _ => {
                    DiscreteLaplace::from_ratio(ratio.clone()).unwrap().try_sample_big(&mut source)
                }
            };
            write!(found, " {}", sample.unwrap()).unwrap();
        }
        found.push('\n');
    }
    assert!(found == VECTORS, "samples have changed; they are now\n{found}");
}
