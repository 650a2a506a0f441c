//! Fills arrays from chosen words, for `tests/instructions`, which counts the instructions of each batch.
//!
//!     cargo run --release -p verinoise-tests --example instructions gaussian|laplace|whole NUMERATOR DENOMINATOR
//!
//! Every batch has as many samples, and takes as many bytes. Within one, all samples have one value, or one sign, or magnitudes on
//! one side of the median; so where the number of instructions depended on the value, batches would differ. With `whole`, the
//! Gaussian distribution is not prepared: there the numbers of instructions have to differ, or nothing would be measured.
//! One line is printed for each batch, in the order in which they are filled.

use std::collections::BTreeMap;
use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use verinoise::{
    DiscreteGaussian, DiscreteLaplace, NoiseDistribution, SampleError, SingleProcessSource, Tape,
};

/// Samples of a batch.
const BATCH: usize = 4096;
/// Selectors that are tried, at equal distances and with random bits below: so many of them that each piece of each cell of a
/// table is met, but for pieces below a thousandth of a cell.
const SELECTORS: u32 = 1 << 20;

/// The bytes of a sample by its value, each of them one round that is not rare.
type Rounds = BTreeMap<i64, Vec<Vec<u8>>>;

/// The rounds of four bytes that are not rare. A rare round wants more bytes, and the tape ends.
fn rounds_of_a_word(noise: &impl NoiseDistribution) -> Rounds {
    let (mut rng, mut rounds) = (ChaCha20Rng::from_seed([1; 32]), Rounds::new());
    for selector in 0..SELECTORS {
        let below = u32::MAX / SELECTORS;
        let word = selector * (below + 1) + (rng.next_u32() & below);
        let bytes = word.to_le_bytes();
        match noise.try_sample(&mut Tape::new(&bytes)) {
            Ok(value) => rounds.entry(value).or_default().push(bytes.to_vec()),
            Err(SampleError::Source(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    rounds
}

/// The bytes of samples that take as many as most others, for a distribution that is not prepared.
fn rounds_of_any_length(noise: &impl NoiseDistribution) -> Rounds {
    let (mut rng, mut by_length) = (ChaCha20Rng::from_seed([1; 32]), BTreeMap::<_, Rounds>::new());
    for _ in 0..1 << 16 {
        let mut bytes = vec![0; 256];
        rng.fill_bytes(&mut bytes);
        let mut tape = Tape::new(&bytes);
        let value = noise.try_sample(&mut tape).expect("fewer bytes than that");
        let length = bytes.len() - tape.remaining().len();
        bytes.truncate(length);
        by_length.entry(length).or_default().entry(value).or_default().push(bytes);
    }
    let count = |rounds: &Rounds| rounds.values().map(Vec::len).sum::<usize>();
    by_length.into_values().max_by_key(count).unwrap_or_default()
}

/// Fills the array. The instructions of this function are counted, and of what it calls.
#[inline(never)]
fn counted(noise: &impl NoiseDistribution, bytes: &[u8], out: &mut [i64]) {
    let mut left = bytes;
    let mut source = SingleProcessSource::from_fn(|block: &mut [u8]| {
        let (next, rest) = left.split_at_checked(block.len()).ok_or("no bytes are left")?;
        block.copy_from_slice(next);
        left = rest;
        Ok::<(), &str>(())
    });
    noise.try_fill(&mut source, out).expect("bytes for a batch");
}

/// The batches, by what their values have in common.
fn batches(rounds: &Rounds) -> Vec<(String, Vec<i64>)> {
    let mut magnitudes: Vec<u64> = rounds
        .iter()
        .flat_map(|(value, rounds)| rounds.iter().map(|_| value.unsigned_abs()))
        .collect();
    magnitudes.sort_unstable();
    let median = magnitudes[magnitudes.len() / 2];
    let which = |name: &str, keep: &dyn Fn(i64) -> bool| {
        (name.to_owned(), rounds.keys().copied().filter(|value| keep(*value)).collect())
    };
    let mut batches = vec![
        which("all values", &|_| true),
        which("values below 0", &|value| value < 0),
        which("values above 0", &|value| value > 0),
        which("magnitudes up to the median", &|value| value.unsigned_abs() <= median),
        which("magnitudes above the median", &|value| value.unsigned_abs() > median),
    ];
    batches.extend(rounds.keys().map(|value| (format!("value {value}"), vec![*value])));
    batches.retain(|(_, values)| !values.is_empty());
    batches
}

fn fill_all(noise: &impl NoiseDistribution, rounds: &Rounds) {
    let mut rng = ChaCha20Rng::from_seed([2; 32]);
    let mut batch = |(name, values): (String, Vec<i64>)| {
        let choices: Vec<&Vec<u8>> = values.iter().flat_map(|value| &rounds[value]).collect();
        // Every round once if they are few, and then at random.
        let each = if choices.len() > BATCH { 0 } else { choices.len() };
        let mut bytes = Vec::new();
        for index in 0..BATCH {
            let random = usize::try_from(rng.next_u32()).unwrap_or(0) % choices.len();
            bytes.extend_from_slice(choices[if index < each { index } else { random }]);
        }
        // A source reads ahead by whole blocks.
        bytes.resize(bytes.len().next_multiple_of(256), 0);
        (name, values, bytes)
    };
    let mut all: Vec<_> = batches(rounds).into_iter().map(&mut batch).collect();
    let (_, values, bytes) = all[0].clone();
    all.insert(0, ("to get warm".to_owned(), values, bytes));
    // Between two batches, nothing is allocated that would change the work of the allocator.
    let mut out = vec![0; BATCH];
    for (name, values, bytes) in &all {
        counted(black_box(noise), bytes, &mut out);
        assert!(out.iter().all(|value| values.contains(value)), "{name}: another value");
        println!("{name}");
    }
}

fn run(arguments: &[String]) -> Option<()> {
    let [name, numerator, denominator] = arguments else { return None };
    let (n, d): (u64, u64) = (numerator.parse().ok()?, denominator.parse().ok()?);
    match name.as_str() {
        "gaussian" => {
            let noise = DiscreteGaussian::new(n, d).ok()?.prepare().ok()?;
            fill_all(&noise, &rounds_of_a_word(&noise));
        }
        "laplace" => {
            let noise = DiscreteLaplace::new(n, d).ok()?.prepare().ok()?;
            fill_all(&noise, &rounds_of_a_word(&noise));
        }
        "whole" => {
            let noise = DiscreteGaussian::new(n, d).ok()?;
            fill_all(&noise, &rounds_of_any_length(&noise));
        }
        _ => return None,
    }
    Some(())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if run(&arguments).is_some() {
        ExitCode::SUCCESS
    } else {
        eprintln!("usage: instructions gaussian|laplace|whole NUMERATOR DENOMINATOR");
        ExitCode::from(2)
    }
}
