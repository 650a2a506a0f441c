//! Statistics of samples, each with its distribution under the hypothesis that the sampler is right.

use crate::samples::{Table, float};

/// What a sample says about one hypothesis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// Pearson's sum, with so many degrees of freedom.
    ChiSquare(f64, f64),
    /// The greatest distance of the distribution functions, and the number of samples.
    Distance(f64, f64),
    /// A number that is nearly standard normal.
    Normal(f64),
}

/// Pearson's chi-square over cells of consecutive values, the first and the last of which reach to infinity.
///
/// A cell is closed once `cell` samples are expected in it; at the upper end, what is left is added to the last one. Every
/// cell counts, whether samples fell into it or not.
///
/// # Panics
/// If there are not samples enough for a single cell.
#[must_use]
pub fn chi_square(table: &Table, sorted: &[i64], cell: f64) -> Statistic {
    let count = total(sorted);
    let mut cells: Vec<(f64, f64)> = Vec::new();
    let (mut expected, mut found, mut next) = (0.0, 0.0, 0);
    for x in table.support() {
        expected += count * table.mass(x);
        while sorted.get(next).is_some_and(|sample| *sample <= x) {
            found += 1.0;
            next += 1;
        }
        if expected >= cell {
            cells.push((expected, found));
            (expected, found) = (0.0, 0.0);
        }
    }
    found += total(&sorted[next..]);
    let last = cells.last_mut().expect("samples enough for a cell");
    (last.0, last.1) = (last.0 + expected, last.1 + found);
    let sum = cells.iter().map(|(expected, found)| (found - expected).powi(2) / expected).sum();
    Statistic::ChiSquare(sum, total(&cells) - 1.0)
}

/// Kolmogorov's and Smirnov's distance between the sample and the distribution: the greatest over all integers.
#[must_use]
pub fn kolmogorov_smirnov(table: &Table, sorted: &[i64]) -> Statistic {
    let count = total(sorted);
    let (mut below, mut distance, mut found, mut next) = (0.0, 0.0_f64, 0.0, 0);
    for x in table.support() {
        below += table.mass(x);
        while sorted.get(next).is_some_and(|sample| *sample <= x) {
            found += 1.0;
            next += 1;
        }
        distance = distance.max((found / count - below).abs());
    }
    Statistic::Distance(distance, count)
}

/// The mean, which is 0 and has standard error `sqrt(variance / count)`.
#[must_use]
pub fn mean(table: &Table, samples: &[i64]) -> Statistic {
    let sum: f64 = samples.iter().map(|x| float(*x)).sum();
    Statistic::Normal(sum / (total(samples) * table.moment(2)).sqrt())
}

/// The second moment, whose standard error is `sqrt((fourth moment - variance^2) / count)`.
#[must_use]
pub fn variance(table: &Table, samples: &[i64]) -> Statistic {
    let variance = table.moment(2);
    let excess: f64 = samples.iter().map(|x| float(*x).powi(2) - variance).sum();
    let spread = table.moment(4) - variance.powi(2);
    Statistic::Normal(excess / (total(samples) * spread).sqrt())
}

/// The correlation of each sample with the one after it.
#[must_use]
pub fn serial_correlation(table: &Table, samples: &[i64]) -> Statistic {
    let sum: f64 = samples.windows(2).map(|pair| float(pair[0]) * float(pair[1])).sum();
    Statistic::Normal(sum / (total(samples) - 1.0).sqrt() / table.moment(2))
}

/// The correlation of the square of each sample with that of the one after it.
#[must_use]
pub fn serial_correlation_of_squares(table: &Table, samples: &[i64]) -> Statistic {
    let variance = table.moment(2);
    let excess = |x: i64| float(x).powi(2) - variance;
    let sum: f64 = samples.windows(2).map(|pair| excess(pair[0]) * excess(pair[1])).sum();
    let spread = table.moment(4) - variance.powi(2);
    Statistic::Normal(sum / (total(samples) - 1.0).sqrt() / spread)
}

fn total<T>(items: &[T]) -> f64 {
    float(i64::try_from(items.len()).unwrap_or(i64::MAX))
}
