//! Sources: each byte once, records that replay, generators that fail.

use core::fmt;

use rand_core::TryRng;
use verinoise::{
    Bytes, DiscreteGaussian, DiscreteLaplace, Fault, FromRng, NoiseDistribution, ReplaySource,
    SampleError, SingleProcessSource, Source, Stop, Tape, TapeEnd,
};

/// The block of bytes that a [`SingleProcessSource`] asks for.
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
    let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
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
            let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
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
        let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
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
    let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
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
    let mut source = SingleProcessSource::from_rng(Flaky::new(|call| call % 3 == 0));
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
    let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
    let object: &mut dyn ReplaySource<Error = Failure> = &mut source;
    let mut reference = object;
    let laplace = DiscreteLaplace::new(3, 2).unwrap();
    let first = laplace.try_sample(&mut reference).unwrap();

    let mut generator = Flaky::new(|_| false);
    let mut borrowing = SingleProcessSource::from_rng(&mut generator);
    assert_eq!(laplace.try_sample(&mut borrowing), Ok(first));
    assert_eq!(generator.calls, 1);
    assert_eq!(format!("{source:?}"), "SingleProcessSource { .. }");
    assert_eq!(source.into_inner().0.calls, 1);
}

/// A source of the known sequence goes back to where its record starts, and only while there is one.
fn goes_back<S: ReplaySource>(mut source: S) {
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
    goes_back(SingleProcessSource::from_rng(Flaky::new(|_| false)));
    goes_back(&mut Tape::new(&bytes));
    let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
    let object: &mut dyn ReplaySource<Error = Failure> = &mut source;
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
    let laplace = DiscreteLaplace::new(5, 1).unwrap();
    // The sign is byte 200; to the coins of ratio e^-(1/5), byte 200 is "one more", and bytes 0 and
    // 200 are "no more".
    for length in [10, 250, 255, 256, 257, 500, 511, 512, 513, 2000] {
        for start in [0, 1, 100, 255, 256] {
            let mut tape = vec![200; start];
            tape.extend(core::iter::repeat_n(200, 1 + length));
            tape.extend([0, 200, 33]);
            let mut source = SingleProcessSource::from_rng(Scripted(tape));
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
    let gaussian = DiscreteGaussian::new(1_000_000, 7).unwrap();
    let laplace = DiscreteLaplace::new(10, 3).unwrap();
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
    let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
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
    let gaussian = DiscreteGaussian::new(12345, 2).unwrap();
    let mut source = SingleProcessSource::from_rng(Flaky::new(|call| call % 2 == 0));
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
    let FromRng(generator) = source.into_inner();
    assert_eq!(failed, generator.calls / 2);
    assert_eq!(drawn + failed, 1000);
}

/// Every way to give bytes gives the same bytes.
#[test]
fn bytes_from_everywhere() {
    let laplace = DiscreteLaplace::new(12345, 7).unwrap();
    let expected: Vec<i64> = {
        let mut source = SingleProcessSource::from_rng(Flaky::new(|_| false));
        (0..500).map(|_| laplace.try_sample(&mut source).unwrap()).collect()
    };

    let mut next = 0;
    let mut source = SingleProcessSource::from_fn(|out: &mut [u8]| {
        for slot in out {
            *slot = byte(next);
            next += 1;
        }
        Ok::<(), Failure>(())
    });
    let mut samples = vec![0; 500];
    laplace.try_fill(&mut source, &mut samples).unwrap();
    assert_eq!(samples, expected);

    let mut own = Own(0);
    let mut source = SingleProcessSource::new(&mut own);
    laplace.try_fill(&mut source, &mut samples).unwrap();
    assert_eq!(samples, expected);
}

/// Bytes of a type of the caller's.
struct Own(u32);

impl Bytes for Own {
    type Error = Failure;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Failure> {
        for slot in out {
            *slot = byte(self.0);
            self.0 += 1;
        }
        Ok(())
    }
}

/// A closure's error is the sample's.
#[test]
fn a_closure_fails() {
    let mut calls = 0;
    let mut source = SingleProcessSource::from_fn(|_: &mut [u8]| {
        calls += 1;
        Err::<(), _>(Failure(calls))
    });
    let gaussian = DiscreteGaussian::new(5, 1).unwrap();
    assert_eq!(gaussian.try_sample(&mut source), Err(SampleError::Source(Failure(1))));
    assert_eq!(gaussian.try_sample(&mut source), Err(SampleError::Source(Failure(2))));
}

#[cfg(feature = "std")]
#[test]
fn a_reader_is_read_to_its_end() {
    let laplace = DiscreteLaplace::new(12345, 7).unwrap();
    let file = bytes(0..512);
    let mut source = SingleProcessSource::from_reader(file.as_slice());
    let mut direct = SingleProcessSource::from_rng(Flaky::new(|_| false));
    let mut samples = 0;
    let error = loop {
        match laplace.try_sample(&mut source) {
            Ok(sample) => assert_eq!(laplace.try_sample(&mut direct), Ok(sample)),
            Err(error) => break error,
        }
        samples += 1;
    };
    assert!(samples > 10);
    let SampleError::Source(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof);
}

#[cfg(feature = "rand_core_0_9")]
#[test]
fn generators_of_rand_core_0_9() {
    struct Old(u32);

    impl rand_core_0_9::TryRngCore for Old {
        type Error = Failure;

        fn try_next_u32(&mut self) -> Result<u32, Failure> {
            Err(Failure(usize::MAX))
        }

        fn try_next_u64(&mut self) -> Result<u64, Failure> {
            Err(Failure(usize::MAX))
        }

        fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Failure> {
            Own(0).fill(out)?;
            self.0 += 1;
            if self.0 > 1 { Err(Failure(2)) } else { Ok(()) }
        }
    }

    let mut source = SingleProcessSource::from_rng_0_9(Old(0));
    assert_eq!(read(&mut source, BLOCK), Ok(bytes(0..256)));
    assert_eq!(read(&mut source, 1), Err(Stop::Source(Failure(2))));
}

#[cfg(feature = "rand_core_0_6")]
#[test]
fn generators_of_rand_core_0_6() {
    struct Old(u32);

    impl rand_core_0_6::RngCore for Old {
        fn next_u32(&mut self) -> u32 {
            0
        }

        fn next_u64(&mut self) -> u64 {
            0
        }

        fn fill_bytes(&mut self, out: &mut [u8]) {
            out.fill(0);
        }

        fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), rand_core_0_6::Error> {
            let Ok(()) = Own(0).fill(out) else { unreachable!() };
            self.0 += 1;
            let code = core::num::NonZeroU32::new(rand_core_0_6::Error::CUSTOM_START).unwrap();
            if self.0 > 1 { Err(code.into()) } else { Ok(()) }
        }
    }

    let mut source = SingleProcessSource::from_rng_0_6(Old(0));
    assert_eq!(read(&mut source, BLOCK).unwrap(), bytes(0..256));
    assert!(matches!(read(&mut source, 1), Err(Stop::Source(_))));
}
