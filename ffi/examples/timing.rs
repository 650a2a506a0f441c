//! Reports how strongly the time of a single draw depends on the sample.
//!
//!     cargo run --release -p verinoise-ffi --example timing [SAMPLES]
//!
//! As in dudect, times are put into two classes, the slowest hundredth is left out, and Welch's t
//! compares the means: |t| above 4.5 says that the classes differ. The classes here are samples near
//! the centre and samples far from it, divided at the median of the magnitudes. Since rare rounds of a table may be
//! among the slowest hundredth, there is a t without the slowest thousandth only, too. Each sampler is measured: without a table, with one
//! that samples are looked up in, and with one that is scanned.

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

use verinoise::{DiscreteGaussian, DiscreteLaplace, Noise as Law};
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

/// Welch's t between the far and the near half, and the mean times of the halves. The draws are sorted by magnitude.
fn halves(draws: &[(u64, f64)]) -> (f64, f64, f64) {
    // A class ends where the magnitude changes.
    let median = draws[draws.len() / 2].0;
    let border = draws.partition_point(|draw| draw.0 <= median).min(draws.len() - 2);
    let border = if border > draws.len() * 9 / 10 {
        draws.partition_point(|draw| draw.0 < median)
    } else {
        border
    };
    let (near, far) = (times(&draws[..border]), times(&draws[border..]));
    let t = (far.0 - near.0) / (near.1 / near.2 + far.1 / far.2).sqrt();
    (t, near.0, far.0)
}

fn times(draws: &[(u64, f64)]) -> (f64, f64, f64) {
    moments(draws.iter().map(|draw| draw.1))
}

fn report(name: &str, rare: &str, mut draws: Draws) {
    let count = draws.len();
    let mut fastest = |kept| {
        draws.sort_by(|a, b| a.1.total_cmp(&b.1));
        draws.truncate(kept);
        draws.sort_by_key(|draw| draw.0);
        halves(&draws)
    };
    let (t_of_more, ..) = fastest(count / 1000 * 999);
    let (t, near, far) = fastest(count / 100 * 99);
    let (magnitude, all) = (moments(draws.iter().map(|draw| draw.0 as f64)), times(&draws));
    let product = |draw: &(u64, f64)| (draw.0 as f64 - magnitude.0) * (draw.1 - all.0);
    let correlation =
        draws.iter().map(product).sum::<f64>() / (all.2 * (magnitude.1 * all.1).sqrt());
    // Draws of the same magnitude stay together: they are sorted by time.
    let far_out = draws[draws.len() / 100 * 99].0;
    let last = times(&draws[draws.partition_point(|draw| draw.0 < far_out)..]).0;
    println!(
        "| {name} | {rare} | {:.0} ns | {near:.0} ns | {far:.0} ns | {last:.0} ns | {t:+.1} | {t_of_more:+.1} | {correlation:+.3} |",
        all.0
    );
}

/// How a handle draws.
#[derive(Clone, Copy)]
enum Sampler {
    Plain,
    Prepared,
    Scanned,
}

impl Sampler {
    /// A handle like this one.
    fn of(self, plain: *mut Noise) -> *mut Noise {
        let mut table = ptr::null_mut();
        let status = match self {
            Self::Plain => return plain,
            Self::Prepared => unsafe { vn_noise_new_prepared(plain, &raw mut table) },
            Self::Scanned => unsafe { vn_noise_new_scanned(plain, &raw mut table) },
        };
        assert_eq!(status, Status::Ok);
        let mut plain = plain;
        assert_eq!(unsafe { vn_noise_free(&raw mut plain) }, Status::Ok);
        table
    }

    /// The probability of a rare round.
    fn rare(self, law: &Law) -> String {
        match self {
            Self::Plain => String::new(),
            Self::Prepared | Self::Scanned => {
                let (rare, all) = law.prepare().expect("a table").rare_probability();
                format!("2^{:.1}", (rare as f64 / all as f64).log2())
            }
        }
    }
}

/// The scales, with their names.
const SCALES: [(&str, u128); 6] =
    [("1", 1), ("10", 10), ("64", 64), ("1000", 1000), ("2^20", 1 << 20), ("2^40", 1 << 40)];

fn main() {
    let count = env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(2_000_000);
    let mut rng = ptr::null_mut();
    assert_eq!(unsafe { vn_rng_new_os(&raw mut rng) }, Status::Ok);
    println!("{count} draws each; times include about 20 ns for the clock");
    for (heading, sampler) in [
        ("Without a table", Sampler::Plain),
        ("Looked up (`vn_noise_new_prepared`)", Sampler::Prepared),
        ("Scanned (`vn_noise_new_scanned`)", Sampler::Scanned),
    ] {
        println!(
            "\n{heading}:\n\n| distribution | rare rounds | mean | near half | far half | farthest 1 % | Welch's t | of 99.9 % | correlation |"
        );
        println!("|---|---|---|---|---|---|---|---|---|");
        let run = |name: &str, law: &Law, plain: *mut Noise| {
            let mut noise = sampler.of(plain);
            let draws = measure(count, |value| unsafe { vn_noise_sample(noise, rng, value) });
            report(name, &sampler.rare(law), draws);
            assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
        };
        for (name, scale) in SCALES {
            let variance = scale * scale;
            let text = CString::new(variance.to_string()).expect("no zero byte");
            let mut plain = ptr::null_mut();
            let status = unsafe { vn_gaussian_new_from_string(text.as_ptr(), &raw mut plain) };
            assert_eq!(status, Status::Ok);
            let law = DiscreteGaussian::new(variance, 1_u8).expect("a variance").into();
            run(&format!("Gaussian, σ = {name}"), &law, plain);
        }
        for (name, scale) in SCALES {
            let text = CString::new(scale.to_string()).expect("no zero byte");
            let mut plain = ptr::null_mut();
            let status = unsafe { vn_laplace_new_from_string(text.as_ptr(), &raw mut plain) };
            assert_eq!(status, Status::Ok);
            let law = DiscreteLaplace::new(scale, 1_u8).expect("a scale").into();
            run(&format!("Laplace, t = {name}"), &law, plain);
        }
    }
    assert_eq!(unsafe { vn_rng_free(&raw mut rng) }, Status::Ok);
}
