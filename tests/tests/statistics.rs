//! Statistics of about a million samples of each distribution, from fixed seeds.
//!
//! Six statistics of each distribution are tested, and four of those that are too wide for a list of their values. Each is tested at
//! `FAMILY` over the number of all of them: a sampler without fault fails any of
//! them with probability at most `FAMILY`, were the seeds not fixed. For the Kolmogorov–Smirnov distance that is the bound
//! of Dvoretzky, Kiefer, Wolfowitz and Massart, which holds for every distribution and sample size; the chi-square and the
//! normal distribution are approached as the sample grows.

use chacha20::ChaCha20Rng;
use rand_core::SeedableRng;
use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, FromRng, Noise as Distribution, NoiseDistribution,
    SingleProcessSource, exported,
};
use verinoise_tests::goodness::{self, Statistic};
use verinoise_tests::samples::{Noise, Table, float};

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
    let tests = STATISTICS * NOISES.len() + WIDE_STATISTICS * WIDE_NOISES.len();
    let tests = u32::try_from(tests).expect("a few tests");
    FAMILY / f64::from(tests)
}

/// The names of the statistics that speak against the samples.
fn objections(noise: Noise, samples: &[i64]) -> Vec<&'static str> {
    let assessment = assess(noise, samples);
    println!("{noise}: {assessment:?}");
    assessment.into_iter().filter(|(_, _, p)| *p < level()).map(|(name, _, _)| name).collect()
}

/// How samples are drawn.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// By the sampler of the distribution.
    Direct,
    /// From a table, in batches.
    Prepared,
    /// From a table that is scanned, one by one.
    Scanned,
}

fn draw(way: Way, noise: Noise, seed: u8) -> Vec<i64> {
    let (mut source, mut samples) = (source(seed), vec![0; COUNT]);
    let noise: Distribution = match noise {
        Noise::Gaussian(n, d) => DiscreteGaussian::new(n, d).expect("a positive variance").into(),
        Noise::Laplace(n, d) => DiscreteLaplace::new(n, d).expect("a positive scale").into(),
    };
    let prepared = || noise.prepare().expect("a table");
    let drawn = match way {
        Way::Direct => noise.try_fill(&mut source, &mut samples),
        Way::Prepared => prepared().try_fill(&mut source, &mut samples),
        Way::Scanned => prepared().scanned().try_fill(&mut source, &mut samples),
    };
    drawn.expect("samples that fit");
    samples
}

fn samples(noise: Noise, seed: u8) -> Vec<i64> {
    draw(Way::Direct, noise, seed)
}

macro_rules! noises {
    ($($test:ident: $way:ident, $noise:expr, $seed:literal;)*) => {
        const NOISES: &[Noise] = &[$($noise),*];

        $(
            #[test]
            fn $test() {
                let samples = draw(Way::$way, $noise, $seed);
                assert_eq!(objections($noise, &samples), Vec::<&str>::new());
            }
        )*
    };
}

noises! {
    gaussian_of_variance_one_quarter: Direct, Noise::Gaussian(1, 4), 1;
    gaussian_of_variance_1: Direct, Noise::Gaussian(1, 1), 2;
    gaussian_of_variance_25_quarters: Direct, Noise::Gaussian(25, 4), 3;
    gaussian_of_variance_10_to_4: Direct, Noise::Gaussian(10_000, 1), 4;
    gaussian_of_variance_10_to_6: Direct, Noise::Gaussian(1_000_000, 1), 5;
    gaussian_of_variance_2_to_40: Direct, Noise::Gaussian(1 << 40, 1), 6;
    laplace_of_scale_one_half: Direct, Noise::Laplace(1, 2), 7;
    laplace_of_scale_1: Direct, Noise::Laplace(1, 1), 8;
    laplace_of_scale_7_halves: Direct, Noise::Laplace(7, 2), 9;
    laplace_of_scale_1000: Direct, Noise::Laplace(1000, 1), 10;
    laplace_of_scale_2_to_20: Direct, Noise::Laplace(1 << 20, 1), 11;
    prepared_gaussian_of_variance_one_quarter: Prepared, Noise::Gaussian(1, 4), 40;
    prepared_gaussian_of_variance_25_quarters: Prepared, Noise::Gaussian(25, 4), 41;
    prepared_gaussian_of_variance_3600: Prepared, Noise::Gaussian(3600, 1), 42;
    prepared_gaussian_of_variance_10_to_6: Prepared, Noise::Gaussian(1_000_000, 1), 43;
    prepared_gaussian_of_variance_2_to_40: Prepared, Noise::Gaussian(1 << 40, 1), 44;
    prepared_laplace_of_scale_7_halves: Prepared, Noise::Laplace(7, 2), 45;
    prepared_laplace_of_scale_1000: Prepared, Noise::Laplace(1000, 1), 46;
    prepared_laplace_of_scale_2_to_20: Prepared, Noise::Laplace(1 << 20, 1), 47;
    scanned_gaussian_of_variance_25_quarters: Scanned, Noise::Gaussian(25, 4), 48;
    scanned_laplace_of_scale_1000: Scanned, Noise::Laplace(1000, 1), 49;
}

/// All statistics of a distribution so wide that its values, over its scale, are those of the continuous one.
///
/// Chi-square of cells of equal probability, and of the lowest bits; mean and second moment.
fn assess_wide(noise: Noise, samples: &[i64]) -> [(&'static str, Statistic); WIDE_STATISTICS] {
    let (scale, variance, fourth) = match noise {
        Noise::Gaussian(n, d) => (quotient(n, d).sqrt(), 1.0, 3.0),
        Noise::Laplace(n, d) => (quotient(n, d), 2.0, 24.0),
    };
    // The probability of what is below.
    let below = |x: f64| match noise {
        Noise::Gaussian(..) => Normal::standard().cdf(x),
        Noise::Laplace(..) if x < 0.0 => x.exp() / 2.0,
        Noise::Laplace(..) => 1.0 - (-x).exp() / 2.0,
    };
    let count = f64::from(u32::try_from(samples.len()).expect("a million samples"));
    let (mut cells, mut bits) = ([0.0; LOWEST], [0.0; LOWEST]);
    let (mut sum, mut squares) = (0.0, 0.0);
    for &sample in samples {
        let x = float(sample) / scale;
        cells[cell(below(x))] += 1.0;
        bits[usize::try_from(sample & 63).expect("a few bits")] += 1.0;
        sum += x;
        squares += x * x - variance;
    }
    let even = count / CELLS;
    let chi_square = |found: [f64; LOWEST]| {
        let sum = found.iter().map(|found| (found - even).powi(2) / even).sum();
        Statistic::ChiSquare(sum, CELLS - 1.0)
    };
    [
        ("chi-square", chi_square(cells)),
        ("chi-square of the lowest bits", chi_square(bits)),
        ("mean", Statistic::Normal(sum / (count * variance).sqrt())),
        ("variance", Statistic::Normal(squares / (count * (fourth - variance * variance)).sqrt())),
    ]
}

const WIDE_STATISTICS: usize = 4;

/// The number of cells, and of the lowest bits' values.
const LOWEST: usize = 64;

#[expect(clippy::cast_precision_loss, reason = "fifty binary digits are enough")]
fn quotient(n: u64, d: u64) -> f64 {
    n as f64 / d as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 63")]
fn cell(probability: f64) -> usize {
    ((probability * CELLS) as usize).min(LOWEST - 1)
}

fn wide_objections(noise: Noise, samples: &[i64]) -> Vec<&'static str> {
    let assessment =
        assess_wide(noise, samples).map(|(name, statistic)| (name, p_value(statistic)));
    println!("{noise}: {assessment:?}");
    assessment.into_iter().filter(|(_, p)| *p < level()).map(|(name, _)| name).collect()
}

macro_rules! wide_noises {
    ($($test:ident: $noise:expr, $seed:literal;)*) => {
        const WIDE_NOISES: &[Noise] = &[$($noise),*];

        $(
            #[test]
            fn $test() {
                let samples = draw(Way::Prepared, $noise, $seed);
                assert_eq!(wide_objections($noise, &samples), Vec::<&str>::new());
            }
        )*
    };
}

wide_noises! {
    prepared_gaussian_of_variance_2_to_50: Noise::Gaussian(1 << 50, 1), 50;
    prepared_gaussian_of_variance_2_to_60: Noise::Gaussian(1 << 60, 1), 51;
    prepared_gaussian_of_variance_2_to_63: Noise::Gaussian(1 << 63, 1), 52;
    prepared_laplace_of_scale_2_to_25: Noise::Laplace(1 << 25, 1), 53;
    prepared_laplace_of_scale_2_to_32: Noise::Laplace(1 << 32, 1), 54;
    prepared_laplace_of_scale_2_to_48: Noise::Laplace(1 << 48, 1), 55;
}

#[test]
fn faults_of_wide_noise_are_detected() {
    let noise = Noise::Laplace(1 << 32, 1);
    let right = draw(Way::Prepared, noise, 60);
    let objections = |alter: fn(i64) -> i64| {
        let samples: Vec<i64> = right.iter().map(|sample| alter(*sample)).collect();
        wide_objections(noise, &samples)
    };
    assert!(objections(|x| x).is_empty());
    assert!(objections(|x| x & !1).contains(&"chi-square of the lowest bits"));
    assert!(objections(|x| x + (1 << 26)).contains(&"mean"));
    assert!(objections(|x| x + (x >> 7)).contains(&"variance"));
    assert!(objections(|x| if x % 50 == 0 { -x.abs() } else { x }).contains(&"chi-square"));
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
