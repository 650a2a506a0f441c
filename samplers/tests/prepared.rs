//! Prepared distributions: batches are single samples in a row, and failures leave everything as it was.

use core::fmt::Debug;

use verinoise::{
    BigInt, Bytes, DiscreteGaussian, DiscreteLaplace, Fault, Noise, NoiseDistribution,
    PrepareError, Prepared, Refusal, ReplaySource, SampleError, SingleProcessSource, Source, Tape,
    TapeEnd,
};

/// The block of bytes that a [`SingleProcessSource`] asks for.
const BLOCK: usize = 256;

fn gaussian(numerator: u128, denominator: u128) -> Noise {
    DiscreteGaussian::new(numerator, denominator).unwrap().into()
}

fn laplace(numerator: u128, denominator: u128) -> Noise {
    DiscreteLaplace::new(numerator, denominator).unwrap().into()
}

/// Distributions of each kind of table, and the bytes of a round.
fn kinds() -> Vec<(Noise, u64)> {
    vec![
        // Almost always 0.
        (gaussian(1, 100), 4),
        // Blocks of single numbers.
        (gaussian(25, 4), 4),
        (laplace(7, 2), 4),
        (gaussian(3600, 1), 4),
        // Wider blocks.
        (gaussian(1_000_000, 1), 4),
        (laplace(1000, 1), 4),
        (gaussian(1 << 40, 7), 8),
        (laplace(1 << 20, 1), 8),
        // Entries of more than 32 bits.
        (gaussian(1 << 52, 1), 8),
        (laplace(1 << 26, 3), 8),
        // A second word for the offset.
        (gaussian(1 << 62, 1), 12),
        (laplace(1 << 31, 1), 12),
        (gaussian(1 << 80, 5), 16),
        (laplace((1 << 45) + 1, 2), 16),
    ]
}

fn prepared_kinds() -> Vec<Prepared<Noise>> {
    kinds().iter().map(|(noise, _)| noise.prepare().unwrap()).collect()
}

/// The `index`-th byte of a sequence without a pattern that matters.
fn byte(index: usize) -> u8 {
    let mixed = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 56).to_le_bytes()[0]
}

fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(byte).collect()
}

/// Gives these bytes, and then fails once for each of the listed calls.
#[derive(Debug)]
struct Given<'a> {
    bytes: &'a [u8],
    next: usize,
    calls: usize,
    fails: &'a [usize],
}

impl<'a> Given<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0, calls: 0, fails: &[] }
    }
}

/// The failure, with the number of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Failure(usize);

impl Bytes for Given<'_> {
    type Error = Failure;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Failure> {
        self.calls += 1;
        if self.fails.contains(&self.calls) {
            return Err(Failure(self.calls));
        }
        let end = self.next + out.len();
        out.copy_from_slice(self.bytes.get(self.next..end).ok_or(Failure(self.calls))?);
        self.next = end;
        Ok(())
    }
}

#[cfg(feature = "os-rng")]
impl verinoise::rng::AfterFork for Given<'_> {
    fn after_fork(&mut self) {}
}

/// The samples that single calls draw, and after each of them the number of bytes that are gone.
fn singles(noise: &impl NoiseDistribution, tape: &[u8], count: usize) -> Vec<(i64, usize)> {
    let mut tape = Tape::new(tape);
    (0..count).map(|_| (noise.try_sample(&mut tape).unwrap(), tape.consumed())).collect()
}

/// The number of bytes that so many samples take.
fn used(singles: &[(i64, usize)], count: usize) -> usize {
    if count == 0 { 0 } else { singles[count - 1].1 }
}

/// Draws a batch by each of the methods and compares with single samples; so with what follows the batch.
fn compare<S: ReplaySource<Error: Debug + PartialEq>>(
    noise: &impl NoiseDistribution,
    expected: &[(i64, usize)],
    count: usize,
    source: impl Fn() -> S,
    next: u8,
) {
    let samples: Vec<i64> = expected[..count].iter().map(|(sample, _)| *sample).collect();
    let values: Vec<i64> = (0..).map(|index| index * 1000 - 7).take(count).collect();
    let sums: Vec<i64> = samples.iter().zip(&values).map(|(a, b)| a + b).collect();
    let check = |draw: &dyn Fn(&mut S) -> Vec<i64>, expected: &[i64]| {
        let mut source = source();
        assert!(draw(&mut source) == expected);
        assert_eq!(source.take_word(1), Ok(next.into()), "the byte after {count} samples");
    };
    check(&|source| noise.try_samples(source, count).unwrap().to_vec(), &samples);
    check(&|source| noise.try_sums(source, &values).unwrap().to_vec(), &sums);
    let filled = |source: &mut S| {
        let mut out = vec![77; count];
        noise.try_fill(source, &mut out).unwrap();
        out
    };
    check(&filled, &samples);
    let added = |source: &mut S| {
        let mut values = values.clone();
        noise.try_add_noise(source, &mut values).unwrap();
        values
    };
    check(&added, &sums);
    // A reference is a source as well.
    check(&|mut source| noise.try_samples(&mut source, count).unwrap().to_vec(), &samples);
}

/// Each method on each source: the samples of single draws from the same bytes, and no byte more.
#[test]
fn batches_are_single_samples() {
    let tape = bytes(100_000);
    for noise in prepared_kinds() {
        for start in [0, 1, 3, 250, 253, 255] {
            let tape = &tape[start..];
            let expected = singles(&noise, tape, 4096);
            for count in [0, 1, 63, 64, 65, 4096] {
                let next = tape[used(&expected, count)];
                compare(&noise, &expected, count, || Tape::new(tape), next);
            }
        }
    }
}

#[test]
fn batches_from_sources_that_read_ahead() {
    let tape = bytes(100_000);
    for noise in prepared_kinds() {
        // Words lie across blocks in all ways.
        for start in [0, 1, 3, 250, 253, 255] {
            let expected = singles(&noise, &tape[start..], 4096);
            for count in [0, 1, 63, 64, 65, 4096] {
                let next = tape[start + used(&expected, count)];
                let source = || {
                    let mut source = SingleProcessSource::new(Given::new(&tape));
                    source.fill(&mut vec![0; start]).unwrap();
                    source
                };
                compare(&noise, &expected, count, source, next);
            }
        }
    }
}

#[cfg(feature = "os-rng")]
#[test]
fn batches_from_sources_that_look_for_forks() {
    use verinoise::rng::ForkSafeSource;

    let tape = bytes(100_000);
    for noise in prepared_kinds() {
        for start in [0, 1, 253] {
            let expected = singles(&noise, &tape[start..], 4096);
            for count in [0, 1, 63, 64, 65, 4096] {
                let next = tape[start + used(&expected, count)];
                let source = || {
                    let mut source = ForkSafeSource::new(Given::new(&tape));
                    source.fill(&mut vec![0; start]).unwrap();
                    source
                };
                compare(&noise, &expected, count, source, next);
            }
        }
    }
}

/// The other methods draw the same samples from the same bytes.
#[test]
fn single_samples_agree() {
    let tape = bytes(20_000);
    for noise in prepared_kinds() {
        let mut start = 0;
        for (sample, end) in singles(&noise, &tape, 500) {
            let bytes = &tape[start..end];
            start = end;
            assert_eq!(noise.try_sample_big(&mut Tape::new(bytes)), Ok(sample.into()));
            for location in [0, -1, 1 << 40, i64::MAX, i64::MIN] {
                let sum = location.checked_add(sample).ok_or(SampleError::OutOfRange);
                assert_eq!(noise.try_sample_at(location, &mut Tape::new(bytes)), sum);
                let sum = BigInt::from(location) + sample;
                assert_eq!(noise.try_sample_big_at(location, &mut Tape::new(bytes)), Ok(sum));
            }
            let far = BigInt::from(-1) << 100;
            let sum = &far + sample;
            assert_eq!(noise.try_sample_big_at(far, &mut Tape::new(bytes)), Ok(sum));
            // No byte is left, and none was missing.
            let mut short = Tape::new(&bytes[..bytes.len() - 1]);
            assert_eq!(noise.try_sample(&mut short), Err(SampleError::Source(TapeEnd)));
        }
    }
}

/// Rare rounds of a table of single numbers come up once in millions of samples. Here all of a batch are such.
#[test]
fn batches_of_rare_rounds() {
    let noise = gaussian(3600, 1).prepare().unwrap();
    let rest = bytes(60);
    let mut found = Vec::new();
    for start in (0_u32..).map(|index| index.wrapping_mul(0x9e37_79b9)).take(1 << 24) {
        let start = start.to_le_bytes();
        if noise.try_sample(&mut Tape::new(&start)) != Err(SampleError::Source(TapeEnd)) {
            continue;
        }
        let sample = [&start[..], &rest].concat();
        let mut tape = Tape::new(&sample);
        if noise.try_sample(&mut tape).is_ok() {
            let used = tape.consumed();
            assert!(used > 4);
            found.extend_from_slice(&sample[..used]);
        }
        if found.len() > 1000 {
            break;
        }
    }
    assert!(found.len() > 10, "no rare round");
    let mut tape = Vec::new();
    while tape.len() < 50_000 {
        tape.extend_from_slice(&found);
    }
    let expected = singles(&noise, &tape, 300);
    assert!(expected[299].1 >= 300 * 5);
    for count in [1, 63, 65, 300] {
        let next = tape[used(&expected, count)];
        compare(&noise, &expected, count, || Tape::new(&tape), next);
        let source = || SingleProcessSource::new(Given::new(&tape));
        compare(&noise, &expected, count, source, next);
    }
}

/// A source that ends after each byte in turn: a batch fails, and what was to be filled stays as it was.
#[test]
fn a_batch_is_done_whole_or_not_at_all() {
    let tape = bytes(4000);
    for noise in prepared_kinds() {
        let used = used(&singles(&noise, &tape, 60), 60);
        let before: Vec<i64> = (0..60).collect();
        for length in 0..used {
            let short = || Tape::new(&tape[..length]);
            let failure = SampleError::Source(TapeEnd);
            let mut values = before.clone();
            assert_eq!(noise.try_fill(&mut short(), &mut values), Err(failure));
            assert_eq!(noise.try_add_noise(&mut short(), &mut values), Err(failure));
            assert_eq!(values, before);
            assert_eq!(noise.try_samples(&mut short(), 60).err(), Some(failure));
            assert_eq!(noise.try_sums(&mut short(), &values).err(), Some(failure));
        }
        let mut values = before.clone();
        assert_eq!(noise.try_add_noise(&mut Tape::new(&tape[..used]), &mut values), Ok(()));
    }
}

/// A generator fails at each of its calls in turn. The batch that failed has taken what it has drawn from; the next one goes on from
/// there, with nothing repeated. Where too few bytes for a round are left, no sample has begun to take them.
#[test]
fn a_batch_that_failed_is_not_repeated() {
    let tape = bytes(40_000);
    for noise in prepared_kinds() {
        let samples = singles(&noise, &tape, 1000);
        for call in 1..=used(&samples, 1000).div_ceil(BLOCK) {
            let fails = [call];
            let given = Given { fails: &fails, ..Given::new(&tape) };
            let mut source = SingleProcessSource::new(given);
            let mut values = [5; 1000];
            let failure = SampleError::Source(Failure(call));
            assert_eq!(noise.try_add_noise(&mut source, &mut values), Err(failure));
            assert_eq!(values, [5; 1000]);
            let given = (call - 1) * BLOCK;
            let drawn = used(&samples, samples.partition_point(|(_, used)| *used <= given));
            let begun = given - drawn >= usize::try_from(noise.round_bytes()).unwrap();
            let gone = if begun { given } else { drawn };
            let next = singles(&noise, &tape[gone..], 100);
            let again = noise.try_samples(&mut source, 100).unwrap();
            assert!(again.iter().eq(next.iter().map(|(sample, _)| sample)));
        }
    }
}

/// The first sum that does not fit is an error, and all values stay as they were.
#[test]
fn sums_at_the_ends_of_the_range() {
    let tape = bytes(40_000);
    for noise in prepared_kinds() {
        let samples = singles(&noise, &tape, 200);
        let exact =
            |(sample, _): &(i64, usize)| (if *sample > 0 { i64::MAX } else { i64::MIN }) - sample;
        let just: Vec<i64> = samples.iter().map(exact).collect();
        let sums = noise.try_sums(&mut Tape::new(&tape), &just).unwrap();
        assert!(sums.iter().all(|sum| [i64::MIN, i64::MAX].contains(sum)));
        for place in [0, 63, 64, 199].into_iter().filter(|place| samples[*place].0 != 0) {
            let mut values = just.clone();
            values[place] += if samples[place].0 > 0 { 1 } else { -1 };
            let before = values.clone();
            let result = noise.try_add_noise(&mut Tape::new(&tape), &mut values);
            assert_eq!(result, Err(SampleError::OutOfRange));
            assert_eq!(values, before);
        }
    }
}

/// Copies share the table, threads may use it at once, and nothing that is shown depends on samples.
#[test]
fn prepared_distributions_are_shared() {
    fn shared<T: Send + Sync + Clone + Debug + 'static>(_: &T) {}
    let tape = bytes(5000);
    for noise in prepared_kinds() {
        shared(&noise);
        let before = format!("{noise:?}");
        let copy = noise.clone();
        let drawn = copy.try_samples(&mut Tape::new(&tape), 200).unwrap();
        assert_eq!(format!("{noise:?}"), before);
        assert_eq!(format!("{copy:?}"), before);
        assert_eq!(copy.table_size(), noise.table_size());
        let draw = || noise.try_samples(&mut Tape::new(&tape), 200).unwrap();
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..3).map(|_| scope.spawn(draw)).collect();
            for thread in threads {
                assert!(thread.join().unwrap() == drawn);
            }
        });
    }
    let gaussian = DiscreteGaussian::new(50, 8).unwrap();
    let prepared = gaussian.prepare().unwrap();
    assert_eq!(*prepared.distribution(), gaussian);
    shared(&prepared);
}

/// The distribution chosen at run time has the table of the one that it holds.
#[test]
fn noise_is_prepared_as_what_it_holds() {
    let tape = bytes(5000);
    let gaussian = DiscreteGaussian::new(10_000, 3).unwrap();
    let held = Noise::from(gaussian.clone()).prepare().unwrap();
    assert_eq!(singles(&held, &tape, 300), singles(&gaussian.prepare().unwrap(), &tape, 300));
    let laplace = DiscreteLaplace::new(10_000, 3).unwrap();
    let held = Noise::from(laplace.clone()).prepare().unwrap();
    assert_eq!(singles(&held, &tape, 300), singles(&laplace.prepare().unwrap(), &tape, 300));
}

#[test]
fn errors_speak() {
    let too_large = gaussian(1 << 110, 1).prepare().unwrap_err();
    assert_eq!(too_large, PrepareError::TooLarge);
    let refusals = [
        Refusal::Lookup,
        Refusal::Blocks,
        Refusal::Tail,
        Refusal::Sizes,
        Refusal::Undecided(Fault::Memory),
    ];
    let mut messages: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    messages.extend(refusals.map(|refusal| PrepareError::Refused(refusal).to_string()));
    messages.push(too_large.to_string());
    for (index, message) in messages.iter().enumerate() {
        assert!(message.len() > 10 && !messages[..index].contains(message), "{message}");
    }
    assert!(core::error::Error::source(&too_large).is_none());
}
#[test]
fn every_kind_of_table() {
    for (noise, round_bytes) in kinds() {
        let prepared = noise.prepare().unwrap();
        assert_eq!(prepared.round_bytes(), round_bytes, "{noise:?}");
    }
}
