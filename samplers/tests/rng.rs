//! The source for production: keys that expire, keys that are refused, processes that fork.
//!
//! Processes fork in the tests of `verinoise-randomness` and of the C library.

#![cfg(feature = "os-rng")]

use core::cell::Cell;
use core::fmt;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng, TryRng};
use verinoise::rng::{AfterFork, ForkSafeSource, RESEED_INTERVAL, ReseedingRng, SystemSource};
use verinoise::{
    DiscreteGaussian, FromRng, NoiseDistribution, ReplaySource, SampleError, Source, Stop,
};

/// Gives the keys 0, 1, 2, ... as bytes, and fails at chosen calls.
#[derive(Debug)]
struct Keys<'a> {
    calls: &'a Cell<u8>,
    fails: fn(u8) -> bool,
}

/// The key with this number was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Refused(u8);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "key {} was refused", self.0)
    }
}

impl core::error::Error for Refused {}

impl TryRng for Keys<'_> {
    type Error = Refused;

    fn try_next_u32(&mut self) -> Result<u32, Refused> {
        Err(Refused(u8::MAX))
    }

    fn try_next_u64(&mut self) -> Result<u64, Refused> {
        Err(Refused(u8::MAX))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Refused> {
        assert_eq!(out.len(), 32, "a key has 32 bytes");
        let key = self.calls.get();
        self.calls.set(key + 1);
        out.fill(key);
        if (self.fails)(key) { Err(Refused(key)) } else { Ok(()) }
    }
}

impl AfterFork for Keys<'_> {
    fn after_fork(&mut self) {}
}

/// What comes from the key with this number.
fn stream(key: u8, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    ChaCha20Rng::from_seed([key; 32]).fill_bytes(&mut bytes);
    bytes
}

fn read<S: Source>(source: &mut S, count: usize) -> Result<Vec<u8>, Stop<S::Error>> {
    let mut out = vec![0; count];
    source.fill(&mut out)?;
    Ok(out)
}

#[test]
fn a_key_gives_so_many_bytes_and_no_more() {
    let calls = Cell::new(0);
    let mut rng = ReseedingRng::new(Keys { calls: &calls, fails: |_| false });
    assert_eq!(calls.get(), 0, "nothing is drawn before it is needed");
    let (mut first, mut second) = (vec![0; RESEED_INTERVAL - 8], [0; 256]);
    rng.try_fill_bytes(&mut first).unwrap();
    let word = rng.try_next_u64().unwrap();
    first.extend(word.to_le_bytes());
    assert_eq!((calls.get(), first), (1, stream(0, RESEED_INTERVAL)));
    rng.try_fill_bytes(&mut second).unwrap();
    assert_eq!((calls.get(), &second[..]), (2, &stream(1, 256)[..]));

    // What is left of the key is less than a piece: it is not used up.
    let mut piece = vec![0; RESEED_INTERVAL];
    rng.try_fill_bytes(&mut piece).unwrap();
    assert_eq!((calls.get(), piece), (3, stream(2, RESEED_INTERVAL)));
    let mut long = vec![0; 2 * RESEED_INTERVAL + 4];
    rng.try_fill_bytes(&mut long).unwrap();
    assert_eq!(long[..RESEED_INTERVAL], stream(3, RESEED_INTERVAL));
    assert_eq!(long[2 * RESEED_INTERVAL..], stream(5, 4));
    let word = rng.try_next_u32().unwrap();
    assert_eq!(word.to_le_bytes(), stream(5, 8)[4..]);

    rng.forget_key();
    assert_eq!(rng.try_next_u32().unwrap().to_le_bytes(), stream(6, 4)[..]);
    assert_eq!(format!("{rng:?}"), "ReseedingRng { .. }");
}

#[test]
fn a_refused_key_is_an_error_and_the_old_one_is_not_used_on() {
    let calls = Cell::new(0);
    let mut rng = ReseedingRng::new(Keys { calls: &calls, fails: |key| matches!(key, 0 | 2 | 3) });
    let mut piece = vec![0xaa; RESEED_INTERVAL];
    for (call, key) in [(1, None), (2, Some(1)), (3, None), (4, None), (5, Some(4))] {
        piece.fill(0xaa);
        let result = rng.try_fill_bytes(&mut piece);
        assert_eq!(calls.get(), call);
        if let Some(key) = key {
            assert_eq!((result, &piece), (Ok(()), &stream(key, RESEED_INTERVAL)));
        } else {
            assert_eq!((result, &piece), (Err(Refused(call - 1)), &vec![0; RESEED_INTERVAL]));
        }
    }

    // Half of a request succeeds: nothing of it is left.
    let mut rng = ReseedingRng::new(Keys { calls: &calls, fails: |key| key == 6 });
    let mut long = vec![0xaa; RESEED_INTERVAL + 1];
    assert_eq!(rng.try_fill_bytes(&mut long), Err(Refused(6)));
    assert_eq!(long, vec![0; RESEED_INTERVAL + 1]);
}

#[test]
fn a_source_without_a_key_fails_and_recovers() {
    let calls = Cell::new(0);
    let gaussian = DiscreteGaussian::new(25, 4).unwrap();
    for _ in 0..20 {
        let keys = Keys { calls: &calls, fails: |key| key % 2 == 0 };
        let mut source = ForkSafeSource::new(FromRng(ReseedingRng::new(keys)));
        let mut out = [5; 10];
        let result = gaussian.try_fill(&mut source, &mut out);
        assert!(matches!(result, Err(SampleError::Source(Refused(_)))));
        assert_eq!(out, [5; 10]);
        assert!(gaussian.try_sample(&mut source).is_ok());
        assert_eq!(calls.get() % 2, 0);
    }
}

#[test]
fn a_source_reads_one_key_after_the_other() {
    let calls = Cell::new(0);
    let keys = Keys { calls: &calls, fails: |_| false };
    let mut source = ForkSafeSource::new(FromRng(ReseedingRng::new(keys)));
    assert_eq!(read(&mut source, RESEED_INTERVAL - 4).unwrap(), stream(0, RESEED_INTERVAL - 4));
    source.record();
    let across = [&stream(0, RESEED_INTERVAL)[RESEED_INTERVAL - 4..], &stream(1, 4)].concat();
    for _ in 0..3 {
        assert_eq!(source.take_word(8).unwrap().to_le_bytes(), across[..]);
        source.rewind();
        source.record();
    }
    source.rewind();
    // A part of the record again, and in pieces.
    source.record();
    assert_eq!(read(&mut source, 3).unwrap(), across[..3]);
    source.rewind();
    assert_eq!(read(&mut source, 5).unwrap(), across[..5]);
    assert_eq!(source.take_word(2).unwrap().to_le_bytes()[..2], across[5..7]);
    assert_eq!(read(&mut source, 20).unwrap(), [&across[7..], &stream(1, 23)[4..]].concat());
    assert_eq!(format!("{source:?}"), "ForkSafeSource { .. }");
}

#[test]
fn the_operating_system_gives_different_keys() {
    let (mut one, mut two) = (SystemSource::new(), SystemSource::default());
    assert_ne!(read(&mut one, 32), read(&mut two, 32));
    assert_eq!(format!("{one:?}"), "SystemSource { .. }");
}

#[cfg(any(feature = "std", feature = "threads"))]
#[test]
fn each_thread_has_a_source() {
    use verinoise::rng::with_system_source;

    // So wide that equal samples come from equal bytes.
    fn draw() -> i64 {
        let gaussian = DiscreteGaussian::new(1_u128 << 114, 1).unwrap();
        with_system_source(|source| gaussian.try_sample(source)).unwrap()
    }
    let here = [draw(), draw()];
    let there = std::thread::spawn(|| [draw(), draw()]).join().unwrap();
    let all: std::collections::HashSet<i64> = here.into_iter().chain(there).collect();
    assert_eq!(all.len(), 4);
}
