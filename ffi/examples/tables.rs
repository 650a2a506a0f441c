//! Draws very many samples from prepared distributions, and tests the whole of them.
//!
//!     cargo run --release -p verinoise-ffi --example tables [SAMPLES [rust|scanned]]
//!
//! Every kind of table is there: words of 4, 8, 12 and 16 bytes, blocks of single numbers and of many, cells of three sizes. Chi-square,
//! the first four moments and the correlation of neighbours are compared with those of the closed form. The default is a thousand million
//! samples of each distribution through the C functions. With `rust`, the Rust crate is called. With `scanned`, tables are scanned and
//! not looked up in, which takes a hundred times as long.

#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block,
    reason = "calls what C calls, with handles that are open"
)]
#![allow(clippy::cast_precision_loss, reason = "statistics")]
#![allow(clippy::wildcard_imports, reason = "the functions have a prefix")]

use std::env;
use std::f64::consts::TAU;
use std::ffi::CString;
use std::process::ExitCode;
use std::ptr;
use std::time::Instant;

use verinoise::rng::SystemSource;
use verinoise::{DiscreteGaussian, DiscreteLaplace, NoiseDistribution, Prepared};
use verinoise_ffi::*;

const BATCH: usize = 10_000;
/// Standard deviations beyond which a statistic is wrong: one in a million.
const LIMIT: f64 = 5.0;
/// Samples that a cell of the chi-square is to expect, at least.
const CELL: f64 = 10.0;
/// Up to here, sums over all values take the place of integrals.
const SUMMED: f64 = 65_536.0;

/// A distribution: its standard deviation or its scale.
#[derive(Clone, Copy)]
enum Law {
    Gaussian(f64),
    Laplace(f64),
}

impl Law {
    const fn scale(self) -> f64 {
        let (Self::Gaussian(scale) | Self::Laplace(scale)) = self;
        scale
    }

    fn weight(self, x: f64) -> f64 {
        match self {
            Self::Gaussian(scale) => (-(x / scale).powi(2) / 2.0).exp(),
            Self::Laplace(scale) => (-x.abs() / scale).exp(),
        }
    }

    /// In scales: beyond, there is less than `10^-15` in all.
    const fn reach(self) -> f64 {
        match self {
            Self::Gaussian(_) => 8.5,
            Self::Laplace(_) => 36.0,
        }
    }

    /// The sum of all weights, at most `10^-12` off: for large scales the integral.
    fn total(self) -> f64 {
        let scale = self.scale();
        match self {
            Self::Laplace(_) => 1.0 / (0.5 / scale).tanh(),
            Self::Gaussian(_) if scale > SUMMED => scale * TAU.sqrt(),
            Self::Gaussian(_) => 1.0 + 2.0 * self.sum(1, self.last()),
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below 2^53")]
    fn last(self) -> u64 {
        (self.reach() * self.scale()).ceil() as u64 + 9
    }

    /// The sum of the weights of these values, small ones first.
    fn sum(self, first: u64, last: u64) -> f64 {
        (first..=last).rev().map(|x| self.weight(x as f64)).sum()
    }

    /// The weight of the magnitudes `first..=last`, of one sign.
    fn weight_between(self, first: u64, last: u64) -> f64 {
        let scale = self.scale();
        match self {
            // A geometric series.
            Self::Laplace(_) => {
                let count = (last - first + 1) as f64;
                self.weight(first as f64) * (-count / scale).exp_m1() / (-1.0 / scale).exp_m1()
            }
            Self::Gaussian(_) if scale <= SUMMED => self.sum(first, last),
            // Simpson's rule; the sum is the integral between halves but for one part in the square of the scale.
            Self::Gaussian(_) => {
                let (start, end, steps) = (first as f64 - 0.5, last as f64 + 0.5, 64_u32);
                let step = (end - start) / f64::from(steps);
                let term = |index: u32| {
                    let factor = match index {
                        0 | 64 => 1.0,
                        index if index % 2 == 1 => 4.0,
                        _ => 2.0,
                    };
                    factor * self.weight(start + step * f64::from(index))
                };
                (0..=steps).map(term).sum::<f64>() * step / 3.0
            }
        }
    }

    /// The expected value of `(x / scale)^power`, for an even power up to 8.
    fn moment(self, power: i32) -> f64 {
        let scale = self.scale();
        if scale <= SUMMED {
            let term = |x: u64| (x as f64 / scale).powi(power) * self.weight(x as f64);
            2.0 * (1..=self.last()).rev().map(term).sum::<f64>() / self.total()
        } else {
            // Those of the continuous distribution: the others differ by one part in the square of the scale.
            let (last, step) = match self {
                Self::Gaussian(_) => (power - 1, 2),
                Self::Laplace(_) => (power, 1),
            };
            (1..=last).step_by(step).map(f64::from).product()
        }
    }
}

/// Counts of magnitudes, for each sign, in cells of equal width; zero has one of its own.
struct Cells {
    shift: u32,
    zero: u64,
    sides: [Vec<u64>; 2],
}

impl Cells {
    fn new(law: Law) -> Self {
        let shift = (law.scale().log2() - 4.0).floor().max(0.0);
        let shift = (0..64).find(|bits| f64::from(*bits) >= shift).unwrap_or(0);
        let count = usize::try_from(law.last() >> shift).expect("a few hundred cells") + 1;
        Self { shift, zero: 0, sides: [vec![0; count], vec![0; count]] }
    }

    fn add(&mut self, sample: i64) {
        let Some(magnitude) = sample.unsigned_abs().checked_sub(1) else {
            self.zero += 1;
            return;
        };
        let side = &mut self.sides[usize::from(sample < 0)];
        // The last cell reaches to infinity.
        let cell = usize::try_from(magnitude >> self.shift).unwrap_or(usize::MAX);
        let last = side.len() - 1;
        side[cell.min(last)] += 1;
    }

    /// Pearson's sum and its degrees of freedom.
    fn chi_square(&self, law: Law, samples: f64) -> (f64, f64) {
        let total = law.total();
        let expected = |cell: usize| {
            let first = ((cell as u64) << self.shift) + 1;
            samples * law.weight_between(first, first + (1 << self.shift) - 1) / total
        };
        let [above, below] = &self.sides;
        let below = below.iter().enumerate().map(|(cell, count)| (*count, expected(cell))).rev();
        let above = above.iter().enumerate().map(|(cell, count)| (*count, expected(cell)));
        let (mut sum, mut cells, mut open) = (0.0, 0.0, (0.0, 0.0));
        for (found, expected) in below.chain([(self.zero, samples / total)]).chain(above) {
            // Neighbours are merged until enough samples are expected.
            open = (open.0 + found as f64, open.1 + expected);
            if open.1 >= CELL {
                sum += (open.0 - open.1).powi(2) / open.1;
                cells += 1.0;
                open = (0.0, 0.0);
            }
        }
        // What is left has less than that, and counts as a cell of its own.
        sum += (open.0 - open.1).powi(2) / open.1.max(1.0);
        (sum, cells)
    }
}

/// A number in standard deviations of the chi-square distribution (Wilson and Hilferty).
fn deviation((chi_square, freedom): (f64, f64)) -> f64 {
    let spread = 2.0 / (9.0 * freedom);
    ((chi_square / freedom).cbrt() - (1.0 - spread)) / spread.sqrt()
}

/// Draws, counts, tests. Whether all is well.
fn soak(name: &str, law: Law, samples: u64, mut fill: impl FnMut(&mut [i64]) -> bool) -> bool {
    let (mut cells, mut batch, scale) = (Cells::new(law), vec![0; BATCH], law.scale());
    let (mut powers, mut product, mut drawn) = ([0.0_f64; 4], 0.0_f64, 0);
    let start = Instant::now();
    while drawn < samples {
        if !fill(&mut batch) {
            println!("{name}: sampling failed after {drawn} samples");
            return false;
        }
        // A batch is summed by itself: small numbers are not added to large ones.
        let (mut sums, mut products, mut last) = ([0.0_f64; 4], 0.0, 0.0);
        for sample in &batch {
            cells.add(*sample);
            let y = *sample as f64 / scale;
            let square = y * y;
            for (sum, power) in sums.iter_mut().zip([y, square, square * y, square * square]) {
                *sum += power;
            }
            products += y * last;
            last = y;
        }
        for (sum, part) in powers.iter_mut().zip(sums) {
            *sum += part;
        }
        product += products;
        drawn += BATCH as u64;
    }
    let (seconds, count) = (start.elapsed().as_secs_f64(), drawn as f64);
    // The probability that a sample is not zero.
    let other = 1.0 - 1.0 / law.total();
    if count * other < CELL {
        let found = drawn - cells.zero;
        println!("| {name} | {drawn} | {seconds:.0} s | {found} are not zero | | | | | |");
        return (found as f64) < count * other + CELL;
    }
    let [second, fourth, sixth, eighth] = [2, 4, 6, 8].map(|power| law.moment(power));
    let [sum, squares, cubes, fourths] = powers;
    let chi_square = cells.chi_square(law, count);
    // Within a batch, each sample but the first has one before it.
    let pairs = count / BATCH as f64 * (BATCH - 1) as f64;
    let has_pairs = pairs * other * other >= CELL;
    let statistics = [
        deviation(chi_square),
        sum / (count * second).sqrt(),
        (squares - count * second) / (count * (fourth - second.powi(2))).sqrt(),
        cubes / (count * sixth).sqrt(),
        (fourths - count * fourth) / (count * (eighth - fourth.powi(2))).sqrt(),
        // Where too few neighbours are both not zero, nothing is to be said of them.
        if has_pairs { product / (pairs.sqrt() * second) } else { 0.0 },
    ];
    let [z, mean, variance, third, fourth, correlation] = statistics;
    println!(
        "| {name} | {drawn} | {seconds:.0} s | {:.1} at {} ({z:+.1}) | {mean:+.1} | {variance:+.1} | {third:+.1} | \
         {fourth:+.1} | {correlation:+.1} |",
        chi_square.0, chi_square.1
    );
    statistics.iter().all(|statistic| statistic.abs() < LIMIT)
}

/// What draws from a table.
#[derive(Clone, Copy)]
enum Way {
    C,
    Rust,
    Scanned,
}

/// The prepared distribution of the C library, of this numerator and denominator of the scale. It lasts as long as the program.
fn handle(law: Law, (numerator, denominator): (u64, u64)) -> *const Noise {
    let (mut noise, mut prepared) = (ptr::null_mut(), ptr::null_mut());
    let status = match law {
        Law::Gaussian(_) => {
            let [numerator, denominator] =
                [numerator, denominator].map(|term| u128::from(term).pow(2));
            let variance = CString::new(format!("{numerator}/{denominator}"));
            let variance = variance.expect("no zero byte");
            unsafe { vn_gaussian_new_from_string(variance.as_ptr(), &raw mut noise) }
        }
        Law::Laplace(_) => unsafe { vn_laplace_new(numerator, denominator, &raw mut noise) },
    };
    assert_eq!(status, Status::Ok);
    assert_eq!(unsafe { vn_noise_new_prepared(noise, &raw mut prepared) }, Status::Ok);
    prepared
}

/// Draws and tests.
fn soak_prepared<D: Clone>(
    law: Law,
    (text, scale): (&str, (u64, u64)),
    way: Way,
    samples: u64,
    prepared: &Prepared<D>,
) -> bool {
    let (rare, all) = prepared.rare_probability();
    let name = format!(
        "{}{text} | {} | {} | 2^{:.1}",
        match law {
            Law::Gaussian(_) => "Gaussian, σ = ",
            Law::Laplace(_) => "Laplace, t = ",
        },
        prepared.round_bytes(),
        prepared.table_size(),
        (rare as f64 / all as f64).log2()
    );
    let mut source = SystemSource::new();
    match way {
        Way::C => {
            let (noise, mut rng) = (handle(law, scale), ptr::null_mut());
            assert_eq!(unsafe { vn_rng_new_os(&raw mut rng) }, Status::Ok);
            soak(&name, law, samples, |out| unsafe {
                vn_noise_fill(noise, rng, out.as_mut_ptr(), out.len()) == Status::Ok
            })
        }
        Way::Rust => soak(&name, law, samples, |out| prepared.try_fill(&mut source, out).is_ok()),
        Way::Scanned => {
            let scanned = prepared.clone().scanned();
            soak(&name, law, samples, |out| scanned.try_fill(&mut source, out).is_ok())
        }
    }
}

/// The scales, with their names: numerator and denominator.
const SCALES: [(&str, (u64, u64)); 13] = [
    ("1/10", (1, 10)),
    ("1", (1, 1)),
    ("3", (3, 1)),
    ("10", (10, 1)),
    ("64", (64, 1)),
    ("100", (100, 1)),
    ("2^10", (1 << 10, 1)),
    ("2^15", (1 << 15, 1)),
    ("2^20", (1 << 20, 1)),
    ("2^30", (1 << 30, 1)),
    ("2^40", (1 << 40, 1)),
    ("2^45", (1 << 45, 1)),
    ("2^50", (1 << 50, 1)),
];

/// All distributions. Whether all is well.
fn soak_all(samples: u64, way: Way) -> bool {
    let mut good = true;
    let scales = SCALES.map(|(_, (numerator, denominator))| numerator as f64 / denominator as f64);
    for (named @ (_, (numerator, denominator)), scale) in SCALES.into_iter().zip(scales) {
        let square = |term: u64| u128::from(term).pow(2);
        let gaussian = DiscreteGaussian::new(square(numerator), square(denominator));
        let gaussian = gaussian.expect("a variance").prepare().expect("a table");
        good &= soak_prepared(Law::Gaussian(scale), named, way, samples, &gaussian);
    }
    for (named @ (_, (numerator, denominator)), scale) in SCALES.into_iter().zip(scales) {
        let laplace = DiscreteLaplace::new(numerator, denominator);
        let laplace = laplace.expect("a scale").prepare().expect("a table");
        good &= soak_prepared(Law::Laplace(scale), named, way, samples, &laplace);
    }
    good
}

fn arguments() -> Option<(u64, Way)> {
    let mut arguments = env::args().skip(1);
    let samples = arguments.next().map_or(Ok(1_000_000_000), |count| count.parse()).ok()?;
    let way = match arguments.next().as_deref() {
        None => Way::C,
        Some("rust") => Way::Rust,
        Some("scanned") => Way::Scanned,
        Some(_) => return None,
    };
    (arguments.next().is_none() && samples > 0).then_some((samples, way))
}

fn main() -> ExitCode {
    let Some((samples, way)) = arguments() else {
        eprintln!("usage: tables [SAMPLES [rust|scanned]]");
        return ExitCode::from(2);
    };
    println!(
        "| distribution | bytes a round | table | rare rounds | samples | time | chi-square | mean | variance | third moment | \
         fourth moment | neighbours |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
    );
    if soak_all(samples, way) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
