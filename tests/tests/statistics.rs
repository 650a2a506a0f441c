//! Statistics of about a million samples of each distribution, from fixed seeds.
//!
//! Six statistics of each of eleven distributions are tested, each at `FAMILY / 66`: a sampler without fault fails any of
//! them with probability at most `FAMILY`, were the seeds not fixed. For the Kolmogorov–Smirnov distance that is the bound
//! of Dvoretzky, Kiefer, Wolfowitz and Massart, which holds for every distribution and sample size; the chi-square and the
//! normal distribution are approached as the sample grows.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, FromRng, NoiseDistribution, SingleProcessSource, exported,
};
use verinoise_tests::goodness::{self, Statistic};
use verinoise_tests::samples::{Noise, Table};

/// How often, at most, one test or more fails without a fault.
const FAMILY: f64 = 1e-6;
/// How many samples are taken from each distribution.
const COUNT: usize = 1 << 20;
/// How many samples a cell is to expect, at least.
const CELL: f64 = 5.0;
/// Where there are more values than that, this many cells.
const CELLS: f64 = 64.0;

type Source = SingleProcessSource<FromRng<ChaCha20Rng>>;

fn source(seed: u8) -> Source {
    SingleProcessSource::from_rng(ChaCha20Rng::from_seed([seed; 32]))
}

/// How likely the statistic is at least as extreme as that, without a fault.
fn p_value(statistic: Statistic) -> f64 {
    match statistic {
        Statistic::ChiSquare(sum, freedom) => ChiSquared::new(freedom).expect("two cells").sf(sum),
        Statistic::Distance(distance, count) => {
            (2.0 * (-2.0 * count * distance.powi(2)).exp()).min(1.0)
        }
        Statistic::Normal(z) => 2.0 * Normal::standard().sf(z.abs()),
    }
}

/// All statistics, by name, with their p-values.
fn assess(noise: Noise, samples: &[i64]) -> [(&'static str, Statistic, f64); STATISTICS] {
    let table = Table::new(noise);
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    let count = f64::from(u32::try_from(samples.len()).expect("a million samples"));
    let wide = table.mass(0) * CELLS < 1.0;
    [
        (
            "chi-square",
            goodness::chi_square(&table, &sorted, if wide { count / CELLS } else { CELL }),
        ),
        ("Kolmogorov-Smirnov", goodness::kolmogorov_smirnov(&table, &sorted)),
        ("mean", goodness::mean(&table, samples)),
        ("variance", goodness::variance(&table, samples)),
        ("serial correlation", goodness::serial_correlation(&table, samples)),
        ("serial correlation of squares", goodness::serial_correlation_of_squares(&table, samples)),
    ]
    .map(|(name, statistic)| (name, statistic, p_value(statistic)))
}

const STATISTICS: usize = 6;

/// The p-value below which a single statistic is significant.
fn level() -> f64 {
    let tests = u32::try_from(STATISTICS * NOISES.len()).expect("a few tests");
    FAMILY / f64::from(tests)
}

/// The names of the statistics that speak against the samples.
fn objections(noise: Noise, samples: &[i64]) -> Vec<&'static str> {
    let assessment = assess(noise, samples);
    println!("{noise}: {assessment:?}");
    assessment.into_iter().filter(|(_, _, p)| *p < level()).map(|(name, _, _)| name).collect()
}

fn samples(noise: Noise, seed: u8) -> Vec<i64> {
    let (mut source, mut samples) = (source(seed), vec![0; COUNT]);
    match noise {
        Noise::Gaussian(n, d) => {
            let gaussian = DiscreteGaussian::new(n, d).expect("a positive variance");
            gaussian.try_fill(&mut source, &mut samples).expect("samples that fit");
        }
        Noise::Laplace(n, d) => {
            let laplace = DiscreteLaplace::new(n, d).expect("a positive scale");
            laplace.try_fill(&mut source, &mut samples).expect("samples that fit");
        }
    }
    samples
}

macro_rules! noises {
    ($($test:ident: $noise:expr, $seed:literal;)*) => {
        const NOISES: &[Noise] = &[$($noise),*];

        $(
            #[test]
            fn $test() {
                let samples = samples($noise, $seed);
                assert_eq!(objections($noise, &samples), Vec::<&str>::new());
            }
        )*
    };
}

noises! {
    gaussian_of_variance_one_quarter: Noise::Gaussian(1, 4), 1;
    gaussian_of_variance_1: Noise::Gaussian(1, 1), 2;
    gaussian_of_variance_25_quarters: Noise::Gaussian(25, 4), 3;
    gaussian_of_variance_10_to_4: Noise::Gaussian(10_000, 1), 4;
    gaussian_of_variance_10_to_6: Noise::Gaussian(1_000_000, 1), 5;
    gaussian_of_variance_2_to_40: Noise::Gaussian(1 << 40, 1), 6;
    laplace_of_scale_one_half: Noise::Laplace(1, 2), 7;
    laplace_of_scale_1: Noise::Laplace(1, 1), 8;
    laplace_of_scale_7_halves: Noise::Laplace(7, 2), 9;
    laplace_of_scale_1000: Noise::Laplace(1000, 1), 10;
    laplace_of_scale_2_to_20: Noise::Laplace(1 << 20, 1), 11;
}

/// Where `event` says so, about once in `odds` samples.
fn sometimes(source: &mut Source, odds: u64) -> bool {
    exported::bernoulli(source, &1, &odds).expect("a generator that does not fail")
}

#[test]
fn zero_counted_twice_is_detected() {
    let noise = Noise::Laplace(7, 2);
    let mut source = source(20);
    // The Laplace sampler, but for its rejection of -0.
    let samples: Vec<i64> = (0..COUNT)
        .map(|_| {
            let size = exported::geometric(&mut source, &2_u64, &7).expect("a small number");
            let size = i64::try_from(size).expect("a small number");
            if sometimes(&mut source, 2) { size } else { -size }
        })
        .collect();
    let objections = objections(noise, &samples);
    assert!(objections.contains(&"chi-square") && objections.contains(&"Kolmogorov-Smirnov"));
}

#[test]
fn one_off_in_a_hundred_is_detected() {
    let noise = Noise::Gaussian(1, 1);
    let mut source = source(21);
    let mut samples = samples(noise, 22);
    for sample in &mut samples {
        *sample += i64::from(sometimes(&mut source, 100));
    }
    assert!(objections(noise, &samples).contains(&"mean"));
}

#[test]
fn a_missing_tail_is_detected() {
    let noise = Noise::Gaussian(25, 4);
    let mut samples = samples(noise, 23);
    // Beyond 3.2 standard deviations: the cells there are empty, and the samples in them, about one in a thousand, were moved to the centre.
    for sample in &mut samples {
        if sample.abs() > 8 {
            *sample = 0;
        }
    }
    let objections = objections(noise, &samples);
    assert!(objections.contains(&"chi-square") && !objections.contains(&"Kolmogorov-Smirnov"));
}

#[test]
fn a_scale_off_by_one_percent_is_detected() {
    let samples = samples(Noise::Laplace(1000, 1), 24);
    assert!(objections(Noise::Laplace(1010, 1), &samples).contains(&"variance"));
    let objections = objections(Noise::Laplace(990, 1), &samples);
    assert!(objections.contains(&"chi-square") && objections.contains(&"variance"));
}

#[test]
fn repeated_samples_are_detected() {
    let noise = Noise::Gaussian(1_000_000, 1);
    let mut source = source(25);
    let mut samples = samples(noise, 26);
    for index in 1..samples.len() {
        if sometimes(&mut source, 50) {
            samples[index] = samples[index - 1];
        }
    }
    let objections = objections(noise, &samples);
    assert!(objections.contains(&"serial correlation"));
    assert!(objections.contains(&"serial correlation of squares"));
}
