//! Reports how strongly the time of a single draw depends on the sample.
//!
//!     cargo run --release -p verinoise-ffi --example timing [SAMPLES]
//!
//! As in dudect, times are put into two classes, the slowest hundredth is left out, and Welch's t
//! compares the means: |t| above 4.5 says that the classes differ. The classes here are samples near
//! the centre and samples far from it, divided at the median of the magnitudes.

#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block,
    reason = "calls what C calls, with handles that are open"
)]
#![allow(clippy::cast_precision_loss, reason = "statistics")]
#![allow(clippy::wildcard_imports, reason = "the functions have a prefix")]

use std::env;
use std::ffi::CString;
use std::ptr;
use std::time::Instant;

use verinoise_ffi::*;

/// Magnitude and nanoseconds of each draw.
type Draws = Vec<(u64, f64)>;

fn measure(count: usize, mut sample: impl FnMut(&mut i64) -> Status) -> Draws {
    let mut draws = Vec::with_capacity(count);
    for _ in 0..count {
        let mut value = 0;
        let start = Instant::now();
        let status = sample(&mut value);
        let time = start.elapsed();
        assert_eq!(status, Status::Ok);
        draws.push((value.unsigned_abs(), time.as_nanos() as f64));
    }
    draws
}

/// Mean, variance and number.
fn moments(times: impl Iterator<Item = f64> + Clone) -> (f64, f64, f64) {
    let count = times.clone().count() as f64;
    let mean = times.clone().sum::<f64>() / count;
    let variance = times.map(|time| (time - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, variance, count)
}

fn report(name: &str, mut draws: Draws) {
    draws.sort_by(|a, b| a.1.total_cmp(&b.1));
    draws.truncate(draws.len() / 100 * 99);
    draws.sort_by_key(|draw| draw.0);
    let time = |part: &[(u64, f64)]| {
        moments(part.iter().map(|draw| draw.1).collect::<Vec<_>>().into_iter())
    };
    // A class ends where the magnitude changes.
    let median = draws[draws.len() / 2].0;
    let border = draws.partition_point(|draw| draw.0 <= median).min(draws.len() - 2);
    let border = if border > draws.len() * 9 / 10 {
        draws.partition_point(|draw| draw.0 < median)
    } else {
        border
    };
    let (near, far) = (time(&draws[..border]), time(&draws[border..]));
    let t = (far.0 - near.0) / (near.1 / near.2 + far.1 / far.2).sqrt();
    let (magnitude, all) = (moments(draws.iter().map(|draw| draw.0 as f64)), time(&draws));
    let product = |draw: &(u64, f64)| (draw.0 as f64 - magnitude.0) * (draw.1 - all.0);
    let correlation =
        draws.iter().map(product).sum::<f64>() / (all.2 * (magnitude.1 * all.1).sqrt());
    let last = time(&draws[draws.len() / 100 * 99..]).0;
    println!(
        "| {name} | {:.0} ns | {:.0} ns | {:.0} ns | {last:.0} ns | {t:+.0} | {correlation:+.3} |",
        all.0, near.0, far.0
    );
}

fn main() {
    let count = env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(2_000_000);
    let mut rng = ptr::null_mut();
    assert_eq!(unsafe { vn_rng_new_os(&raw mut rng) }, Status::Ok);
    println!("{count} draws each; times include about 20 ns for the clock\n");
    println!(
        "| distribution | mean | near half | far half | farthest 1 % | Welch's t | correlation |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, variance) in [
        ("1", "1"),
        ("10", "100"),
        ("1000", "1e6"),
        ("2^20", "1099511627776"),
        ("2^40", "1208925819614629174706176"),
    ] {
        let (text, mut law) = (CString::new(variance).expect("no zero byte"), ptr::null_mut());
        assert_eq!(unsafe { vn_gaussian_new_from_string(text.as_ptr(), &raw mut law) }, Status::Ok);
        let draws = measure(count, |value| unsafe { vn_noise_sample(law, rng, value) });
        report(&format!("Gaussian, σ = {name}"), draws);
        assert_eq!(unsafe { vn_noise_free(&raw mut law) }, Status::Ok);
    }
    for (name, scale) in
        [("1", 1), ("10", 10), ("1000", 1000), ("2^20", 1 << 20), ("2^40", 1 << 40)]
    {
        let mut law = ptr::null_mut();
        assert_eq!(unsafe { vn_laplace_new(scale, 1, &raw mut law) }, Status::Ok);
        let draws = measure(count, |value| unsafe { vn_noise_sample(law, rng, value) });
        report(&format!("Laplace, t = {name}"), draws);
        assert_eq!(unsafe { vn_noise_free(&raw mut law) }, Status::Ok);
    }
    assert_eq!(unsafe { vn_rng_free(&raw mut rng) }, Status::Ok);
}
