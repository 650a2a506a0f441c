//! Reports what a sample of a batch costs: through the C functions from the operating system's generator, and beside
//! that in Rust.
//!
//!     cargo run --release -p verinoise-ffi --example fill [LENGTH]
//!     valgrind --tool=callgrind target/release/examples/fill COLUMN SIGMA LENGTH BATCHES
//!
//! The second form makes so many batches and does nothing else: the difference of two counts of instructions is
//! that of their batches. Columns are `c`, `c-add`, `c-one`, `c-plain`, `rust` and `rounded`.

#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block,
    reason = "calls what C calls, with handles that are open"
)]
#![allow(clippy::cast_precision_loss, reason = "statistics")]
#![allow(clippy::wildcard_imports, reason = "the functions have a prefix")]

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::ptr;
use std::time::Instant;

use chacha20::ChaCha12Rng;
use rand_core::SeedableRng;
use rand_distr::{Distribution, Normal};
use verinoise::{DiscreteGaussian, NoiseDistribution, SingleProcessSource};
use verinoise_ffi::*;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const COLUMNS: [&str; 6] = ["c", "c-add", "c-one", "c-plain", "rust", "rounded"];
const SIGMAS: [u64; 7] = [1, 4, 16, 64, 1000, 1 << 20, 1 << 40];

/// A way to write a batch.
type Fill = Box<dyn FnMut(&mut [i64])>;

/// Discrete Gaussian noise, and the operating system's generator. They last as long as the program.
fn handles(sigma: u64, prepared: bool) -> (*const Noise, *const Rng) {
    let (mut noise, mut table, mut rng) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    let text = std::ffi::CString::new((u128::from(sigma) * u128::from(sigma)).to_string());
    let text = text.expect("no zero byte");
    unsafe {
        assert_eq!(vn_rng_new_os(&raw mut rng), Status::Ok);
        assert_eq!(vn_gaussian_new_from_string(text.as_ptr(), &raw mut noise), Status::Ok);
        if !prepared {
            return (noise, rng);
        }
        assert_eq!(vn_noise_new_prepared(noise, &raw mut table), Status::Ok);
    }
    (table, rng)
}

fn fill(column: &str, sigma: u64) -> Option<Fill> {
    let (noise, rng) = handles(sigma, column != "c-plain");
    let generator = ChaCha12Rng::from_seed([7; 32]);
    Some(match column {
        "c" | "c-plain" => Box::new(move |out| unsafe {
            assert_eq!(vn_noise_fill(noise, rng, out.as_mut_ptr(), out.len()), Status::Ok);
        }),
        "c-add" => Box::new(move |out| unsafe {
            assert_eq!(vn_noise_add_to(noise, rng, out.as_mut_ptr(), out.len()), Status::Ok);
        }),
        "c-one" => Box::new(move |out| {
            for value in out {
                assert_eq!(unsafe { vn_noise_sample(noise, rng, value) }, Status::Ok);
            }
        }),
        "rust" => {
            let mut source = SingleProcessSource::from_rng(generator);
            let variance = u128::from(sigma) * u128::from(sigma);
            let gaussian = DiscreteGaussian::new(variance, 1).ok()?.prepare().ok()?;
            Box::new(move |out| gaussian.try_fill(&mut source, out).expect("64 bits"))
        }
        "rounded" => {
            let (normal, mut generator) = (Normal::new(0.0, sigma as f64).ok()?, generator);
            #[expect(clippy::cast_possible_truncation, reason = "inexact is what it is")]
            Box::new(move |out| out.fill_with(|| normal.sample(&mut generator).round() as i64))
        }
        _ => return None,
    })
}

/// Nanoseconds a sample: the least of several times.
fn time(fill: &mut Fill, out: &mut [i64]) -> f64 {
    let batches = (1 << 20) / out.len() + 1;
    let mut once = || {
        let start = Instant::now();
        for _ in 0..batches {
            fill(out);
            black_box(&out);
        }
        start.elapsed().as_nanos() as f64 / (batches * out.len()) as f64
    };
    (0..15).map(|_| once()).fold(f64::INFINITY, f64::min)
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [column, sigma, length, batches] = &arguments[..] {
        let mut fill = fill(column, sigma.parse()?).ok_or("no such column")?;
        let mut out = vec![0; length.parse()?];
        for _ in 0..batches.parse()? {
            fill(&mut out);
        }
        return Ok(());
    }
    let length = arguments.first().map_or(Ok(1024), |length| length.parse())?;
    let mut out = vec![0; length];
    println!("nanoseconds a sample, in batches of {length}\n\n| σ | {} |", COLUMNS.join(" | "));
    println!("|---|{}", "---|".repeat(COLUMNS.len()));
    for sigma in SIGMAS {
        print!("| {sigma} |");
        for column in COLUMNS {
            let mut fill = fill(column, sigma).ok_or("no such column")?;
            out.fill(0);
            print!(" {:.2} |", time(&mut fill, &mut out));
        }
        println!();
    }
    Ok(())
}
