//! Sources: each byte once, records that replay, generators that fail.

use core::fmt;

use rand_core::TryRng;
use verinoise::{
    ByteSource, DiscreteGaussian, DiscreteLaplace, Fault, Ratio, SampleError, Source, Stop, Tape,
    TapeEnd,
};

/// The block of bytes that a [`ByteSource`] asks for.
const BLOCK: usize = 256;

/// A generator of a known sequence of bytes that fails at chosen calls.
#[derive(Debug)]
struct Flaky {
    next: u32,
    calls: usize,
    fails: fn(usize) -> bool,
}

/// The failure, with the number of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Failure(usize);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "call {} failed", self.0)
    }
}

impl core::error::Error for Failure {}

impl Flaky {
    fn new(fails: fn(usize) -> bool) -> Self {
        Self { next: 0, calls: 0, fails }
    }
}

/// The `index`-th byte of the sequence.
fn byte(index: u32) -> u8 {
    (index.wrapping_add(1).wrapping_mul(0x9e37_79b9) >> 23).to_le_bytes()[0]
}

fn bytes(range: core::ops::Range<u32>) -> Vec<u8> {
    range.map(byte).collect()
}

impl TryRng for Flaky {
    type Error = Failure;

    fn try_next_u32(&mut self) -> Result<u32, Failure> {
        Err(Failure(usize::MAX))
    }

    fn try_next_u64(&mut self) -> Result<u64, Failure> {
        Err(Failure(usize::MAX))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Failure> {
        assert_eq!(out.len(), BLOCK);
        self.calls += 1;
        if (self.fails)(self.calls) {
            out.fill(0xee); // what a failing generator leaves behind must not be used
            return Err(Failure(self.calls));
        }
        for slot in out {
            *slot = byte(self.next);
            self.next += 1;
        }
        Ok(())
    }
}

fn read<S: Source>(source: &mut S, count: usize) -> Result<Vec<u8>, Stop<S::Error>> {
    let mut out = vec![0; count];
    source.fill(&mut out)?;
    Ok(out)
}

#[test]
fn every_byte_once_and_in_order() {
    let mut source = ByteSource::new(Flaky::new(|_| false));
    let mut index = 0;
    for round in 0..2000_usize {
        let count = round % 9;
        let word = source.take_word(count).unwrap();
        let mut expected = [0; 8];
        for slot in &mut expected[..count] {
            *slot = byte(index);
            index += 1;
        }
        assert_eq!(word, u64::from_le_bytes(expected));
    }
    let after = index + 1000;
    assert_eq!(read(&mut source, 1000).unwrap(), bytes(index..after));
    assert_eq!(source.take_word(9), Err(Stop::Fault(Fault::Capacity)));
    assert_eq!(source.take_word(1), Ok(byte(after).into()));
}

#[test]
fn a_record_replays_from_any_place() {
    for start in 0..600 {
        for length in [0, 1, 7, 8, 9, 200, BLOCK] {
            let mut source = ByteSource::new(Flaky::new(|_| false));
            read(&mut source, start).unwrap();
            source.record();
            let first = read(&mut source, length).unwrap();
            source.rewind();
            let start = u32::try_from(start).unwrap();
            let again = read(&mut source, 1000).unwrap();
            assert_eq!(first, again[..length]);
            assert_eq!(again, bytes(start..start + 1000));
            source.rewind(); // the record has ended: nothing to go back to
            assert_eq!(read(&mut source, 3).unwrap(), bytes(start + 1000..start + 1003));
        }
    }
}

#[test]
fn a_full_record_is_a_fault_and_nothing_is_lost() {
    for start in 0..2 * BLOCK {
        let mut source = ByteSource::new(Flaky::new(|_| false));
        read(&mut source, start).unwrap();
        source.record();
        let mut count = 0;
        let fault = loop {
            match source.take_word(1) {
                Ok(_) => count += 1,
                Err(fault) => break fault,
            }
        };
        assert_eq!(fault, Stop::Fault(Fault::Capacity));
        assert!((BLOCK..=2 * BLOCK).contains(&count), "{count} bytes in the record");
        if start % BLOCK == 0 {
            assert_eq!(count, 2 * BLOCK, "a record that starts with a block holds two");
        }
        source.rewind();
        let start = u32::try_from(start).unwrap();
        assert_eq!(read(&mut source, 1000).unwrap(), bytes(start..start + 1000));
    }
}

#[test]
fn a_released_record_makes_room() {
    let mut source = ByteSource::new(Flaky::new(|_| false));
    for round in 0..100 {
        source.record();
        assert_eq!(read(&mut source, 200).unwrap(), bytes(round * 200..round * 200 + 200));
        source.release();
    }
    let start = 100 * 200;
    assert_eq!(read(&mut source, 1000).unwrap(), bytes(start..start + 1000));
}

#[test]
fn a_failed_call_loses_no_byte() {
    let mut source = ByteSource::new(Flaky::new(|call| call % 3 == 0));
    let mut index = 0;
    let mut failures = 0;
    while index < 5000 {
        if index % 100 == 0 {
            source.record();
        }
        match source.take_word(1) {
            Ok(word) => {
                assert_eq!(word, byte(index).into());
                index += 1;
            }
            Err(stop) => {
                assert!(matches!(stop, Stop::Source(Failure(_))));
                failures += 1;
            }
        }
    }
    assert_eq!(failures, 9);
}

#[test]
fn a_reference_is_a_source_and_a_generator() {
    let mut source = ByteSource::new(Flaky::new(|_| false));
    let object: &mut dyn Source<Error = Failure> = &mut source;
    let mut reference = object;
    let laplace = DiscreteLaplace::new(Ratio::new(3_u64, 2)).unwrap();
    let first = laplace.try_sample(&mut reference).unwrap();

    let mut generator = Flaky::new(|_| false);
    let mut borrowing = ByteSource::new(&mut generator);
    assert_eq!(laplace.try_sample(&mut borrowing), Ok(first));
    assert_eq!(generator.calls, 1);
    assert_eq!(format!("{source:?}"), "ByteSource { .. }");
    assert_eq!(source.into_inner().calls, 1);
}

/// A source of the known sequence goes back to where its record starts, and only while there is one.
fn goes_back<S: Source>(mut source: S) {
    let word = |range| bytes(range).iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    assert_eq!(source.take_word(3).ok(), Some(word(0..3)));
    source.record();
    assert_eq!(read(&mut source, 5).ok(), Some(bytes(3..8)));
    source.rewind();
    assert_eq!(read(&mut source, 5).ok(), Some(bytes(3..8)));
    source.record();
    assert_eq!(source.take_word(2).ok(), Some(word(8..10)));
    source.release();
    source.rewind();
    assert_eq!(source.take_word(2).ok(), Some(word(10..12)), "the record was released");
}

#[test]
fn records_end() {
    let bytes = bytes(0..30);
    goes_back(Tape::new(&bytes));
    goes_back(ByteSource::new(Flaky::new(|_| false)));
    goes_back(&mut Tape::new(&bytes));
    let mut source = ByteSource::new(Flaky::new(|_| false));
    let object: &mut dyn Source<Error = Failure> = &mut source;
    goes_back(object);
}

#[test]
fn a_tape_ends_where_it_ends() {
    let mut tape = Tape::new(&[1, 2, 3]);
    assert_eq!(tape.take_word(2), Ok(0x0201));
    assert_eq!(tape.take_word(2), Err(Stop::Source(TapeEnd)));
    assert_eq!((tape.consumed(), tape.remaining()), (2, &[3][..]));
    tape.rewind();
    assert_eq!(tape.consumed(), 2);
    tape.record();
    assert_eq!(tape.take_word(1), Ok(3));
    tape.rewind();
    assert_eq!(tape.take_word(1), Ok(3));
    tape.release();
    tape.rewind();
    assert_eq!(tape.consumed(), 3);
}

/// A sample of more bytes than the record holds starts again, with numbers of any size, from the
/// same bytes.
#[test]
fn long_samples() {
    let laplace = DiscreteLaplace::new(Ratio::new(5_u64, 1)).unwrap();
    // The sign is byte 200; to the coins of ratio e^-(1/5), byte 200 is "one more", and bytes 0 and
    // 200 are "no more".
    for length in [10, 250, 255, 256, 257, 500, 511, 512, 513, 2000] {
        for start in [0, 1, 100, 255, 256] {
            let mut tape = vec![200; start];
            tape.extend(core::iter::repeat_n(200, 1 + length));
            tape.extend([0, 200, 33]);
            let mut source = ByteSource::new(Scripted(tape));
            read(&mut source, start).unwrap();
            assert_eq!(laplace.try_sample(&mut source), Ok(i64::try_from(length).unwrap()));
            assert_eq!(source.take_word(1), Ok(33), "the sample took another number of bytes");
        }
    }
}

/// A generator of given bytes, and zeros behind them.
#[derive(Debug)]
struct Scripted(Vec<u8>);

impl TryRng for Scripted {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(0)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(0)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        let later = self.0.split_off(self.0.len().min(out.len()));
        out.fill(0);
        out[..self.0.len()].copy_from_slice(&self.0);
        self.0 = later;
        Ok(())
    }
}

#[test]
fn fills_are_all_or_nothing() {
    let gaussian = DiscreteGaussian::new(Ratio::new(1_000_000_u64, 7)).unwrap();
    let laplace = DiscreteLaplace::new(Ratio::new(10_u64, 3)).unwrap();
    let tape = bytes(0..3000);
    let mut whole = [0; 50];
    let mut source = Tape::new(&tape);
    gaussian.try_fill(&mut source, &mut whole).unwrap();
    let used = source.consumed();
    for length in 0..used {
        let mut out = [7; 50];
        let result = gaussian.try_fill(&mut Tape::new(&tape[..length]), &mut out);
        assert_eq!(result, Err(SampleError::Source(TapeEnd)));
        assert_eq!(out, [7; 50]);
        let result = laplace.try_add_noise(&mut Tape::new(&tape[..length / 8]), &mut out);
        if result.is_err() {
            assert_eq!(out, [7; 50]);
        }
    }
    let mut noisy = [1000; 50];
    gaussian.try_add_noise(&mut Tape::new(&tape), &mut noisy).unwrap();
    assert_eq!(noisy, whole.map(|noise| 1000 + noise));

    let mut values = [0, i64::MAX, i64::MIN, 0];
    let before = values;
    let mut source = ByteSource::new(Flaky::new(|_| false));
    let results: Vec<_> =
        (0..20).map(|_| laplace.try_add_noise(&mut source, &mut values.clone())).collect();
    assert!(results.contains(&Err(SampleError::OutOfRange)));
    while laplace.try_add_noise(&mut source, &mut values).is_ok() {
        values = before;
    }
    assert_eq!(values, before);
}

/// The generator fails at each of its calls in turn, for good or once.
#[test]
fn samples_after_failures() {
    let gaussian = DiscreteGaussian::new(Ratio::new(12345_u64, 2)).unwrap();
    let mut source = ByteSource::new(Flaky::new(|call| call % 2 == 0));
    let (mut failed, mut drawn) = (0, 0);
    for _ in 0..1000 {
        match gaussian.try_sample(&mut source) {
            Ok(_) => drawn += 1,
            Err(error) => {
                assert!(matches!(error, SampleError::Source(Failure(_))));
                failed += 1;
            }
        }
    }
    let generator = source.into_inner();
    assert_eq!(failed, generator.calls / 2);
    assert_eq!(drawn + failed, 1000);
}
