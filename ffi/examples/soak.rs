//! Draws very many samples through the C functions, and tests the whole of them.
//!
//!     cargo run --release -p verinoise-ffi --example soak [SAMPLES]
//!
//! Chi-square and Kolmogorov-Smirnov against the closed form, and whether memory grows. The default
//! is a thousand million samples of each distribution.

#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block,
    reason = "calls what C calls, with handles that are open"
)]
#![allow(clippy::cast_precision_loss, reason = "statistics")]
#![allow(clippy::wildcard_imports, reason = "the functions have a prefix")]

use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs, ptr};

use verinoise_ffi::*;

const BATCH: usize = 10_000;
/// Counts are kept for -REACH..=REACH.
const REACH: i64 = 600;
const CELLS: usize = 600;
/// Standard deviations beyond which a statistic is wrong: one run in a million.
const LIMIT: f64 = 5.0;

/// Memory in use, in KiB, where the system says so.
fn memory() -> Option<u64> {
    let pages = fs::read_to_string("/proc/self/statm").ok()?;
    Some(4 * pages.split(' ').nth(1)?.parse::<u64>().ok()?)
}

/// What is expected of a chi-square statistic, in standard deviations (Wilson and Hilferty).
fn deviation(chi_square: f64, freedom: f64) -> f64 {
    let spread = 2.0 / (9.0 * freedom);
    ((chi_square / freedom).cbrt() - (1.0 - spread)) / spread.sqrt()
}

/// The probability that the Kolmogorov-Smirnov statistic is larger; for a discrete law, an upper bound.
fn kolmogorov(statistic: f64) -> f64 {
    let term = |k: f64| (-2.0 * (k * statistic).powi(2)).exp();
    let terms = (1..=50).map(|k| if k % 2 == 1 { term(f64::from(k)) } else { -term(f64::from(k)) });
    (2.0 * terms.sum::<f64>()).clamp(0.0, 1.0)
}

/// Draws, counts, tests. Whether all is well.
fn soak(
    name: &str,
    samples: u64,
    weight: impl Fn(f64) -> f64,
    mut fill: impl FnMut(&mut [i64]) -> Status,
) -> bool {
    let (mut counts, mut outside) = (vec![0_u64; 2 * CELLS + 1], 0_u64);
    let mut batch = vec![0; BATCH];
    let (start, mut before, mut drawn) = (Instant::now(), None, 0);
    while drawn < samples {
        if fill(&mut batch) != Status::Ok {
            println!("{name}: sampling failed after {drawn} samples");
            return false;
        }
        for sample in &batch {
            match usize::try_from(sample + REACH).ok().and_then(|cell| counts.get_mut(cell)) {
                Some(count) => *count += 1,
                None => outside += 1,
            }
        }
        drawn += BATCH as u64;
        // After the first million, everything that is allocated once is there.
        if before.is_none() && drawn >= 1_000_000 {
            before = memory();
        }
    }
    let (after, seconds) = (memory(), start.elapsed().as_secs_f64());

    let weights: Vec<f64> = (-REACH..=REACH).map(|x| weight(x as f64)).collect();
    let (mass, total) = (weights.iter().sum::<f64>(), drawn as f64);
    let (mut chi_square, mut cells, mut kept) = (0.0, 0.0, (0.0, 0.0));
    let (mut below, mut expected_below, mut distance) = (0.0, 0.0, 0.0_f64);
    for (count, weight) in counts.iter().zip(&weights) {
        let expected = total * weight / mass;
        below += *count as f64;
        expected_below += expected;
        distance = distance.max((below - expected_below).abs());
        // Neighbours are merged until ten samples are expected.
        kept = (kept.0 + *count as f64, kept.1 + expected);
        if kept.1 >= 10.0 {
            chi_square += (kept.0 - kept.1).powi(2) / kept.1;
            cells += 1.0;
            kept = (0.0, 0.0);
        }
    }
    // What is left belongs to the last cell; with less than ten expected it counts as one of its own.
    let rest = (kept.0 + outside as f64, kept.1.max(1.0));
    chi_square += (rest.0 - rest.1).powi(2) / rest.1;
    let z = deviation(chi_square, cells);
    let ks = distance / total.sqrt();
    let growth = before.zip(after).map(|(before, after)| after.saturating_sub(before));
    println!(
        "{name}: {drawn} samples in {seconds:.0} s, chi-square {chi_square:.1} at {cells} degrees ({z:+.2} σ), \
         KS {ks:.3} (p >= {:.3}), {outside} outside, memory +{} KiB",
        kolmogorov(ks),
        growth.map_or("?".into(), |growth| growth.to_string())
    );
    z.abs() < LIMIT && kolmogorov(ks) > 1e-6 && outside == 0 && growth.unwrap_or(0) < 1024
}

fn main() -> ExitCode {
    let samples = env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000_000_000);
    let (mut rng, mut gaussian, mut laplace) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    let opened = unsafe {
        vn_rng_new_os(&raw mut rng) == Status::Ok
            && vn_gaussian_new(25, 4, &raw mut gaussian) == Status::Ok
            && vn_laplace_new(10, 1, &raw mut laplace) == Status::Ok
    };
    let good = opened
        && soak(
            "gaussian 25/4",
            samples,
            |x| (-x * x / 12.5).exp(),
            |out| unsafe { vn_noise_fill(gaussian, rng, out.as_mut_ptr(), out.len()) },
        )
        && soak(
            "laplace 10",
            samples,
            |x| (-x.abs() / 10.0).exp(),
            |out| unsafe { vn_noise_fill(laplace, rng, out.as_mut_ptr(), out.len()) },
        );
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
