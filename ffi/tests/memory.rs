//! Keys and bytes in store are overwritten when a source is dropped and when its process was forked:
//! the memory where they were is searched.

#![cfg(not(miri))]
#![allow(unsafe_code, reason = "reads memory that no value lives in any more")]

use std::cell::Cell;
use std::convert::Infallible;
use std::mem::MaybeUninit;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng, TryRng};
use verinoise::Source;
use verinoise::rng::{ForkDetector, ReseedingRng, SecureSource};

/// Gives keys of one and the same byte: 1, 2, 3, ...
struct Keys(u8);

impl TryRng for Keys {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("keys are bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("keys are bytes")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.0 += 1;
        out.fill(self.0);
        Ok(())
    }
}

/// A process that forks when it is told to.
#[derive(Default)]
struct Process(Cell<u64>);

impl ForkDetector for Process {
    fn generation(&self) -> u64 {
        self.0.get()
    }
}

type Searched<'a> = SecureSource<&'a Process, ReseedingRng<Keys>>;

/// A source at a place that stays readable when the source is gone.
struct Place<'a>(Box<MaybeUninit<Searched<'a>>>);

impl<'a> Place<'a> {
    fn new(process: &'a Process) -> Self {
        let mut place = Box::new(MaybeUninit::zeroed());
        place.write(SecureSource::new(ReseedingRng::new(Keys(0)), process));
        Self(place)
    }

    fn source(&mut self) -> &mut Searched<'a> {
        // SAFETY: `new` put a source there, and no test asks for it once it is dropped.
        unsafe { self.0.assume_init_mut() }
    }

    fn drop_source(&mut self) {
        // SAFETY: as above; tests do this once.
        unsafe { self.0.assume_init_drop() };
    }

    /// Whether the bytes are anywhere in the place.
    fn has(&self, bytes: &[u8]) -> bool {
        let start = self.0.as_ptr().cast::<u8>();
        // SAFETY: within the place, all of which was zeroed or written.
        let read = |index| unsafe { start.wrapping_add(index).read_volatile() };
        let all: Vec<u8> = (0..size_of::<Searched>()).map(read).collect();
        all.windows(bytes.len()).any(|window| window == bytes)
    }
}

/// A piece of the key of this number, and a piece of the bytes that the source then has in store.
fn secrets(key: u8) -> [Vec<u8>; 2] {
    let mut bytes = [0; 256];
    ChaCha20Rng::from_seed([key; 32]).fill_bytes(&mut bytes);
    [vec![key; 16], bytes[100..116].to_vec()]
}

fn draw(source: &mut Searched) {
    source.fill(&mut [0; 10]).unwrap_or_else(|_| panic!("a source that cannot fail"));
}

#[test]
fn nothing_stays_when_a_source_is_dropped() {
    let process = Process::default();
    let mut place = Place::new(&process);
    draw(place.source());
    assert!(secrets(1).iter().all(|secret| place.has(secret)), "the search finds what is there");
    place.drop_source();
    assert!(!secrets(1).iter().any(|secret| place.has(secret)));
}

#[test]
fn nothing_stays_of_the_parent() {
    let process = Process::default();
    let mut place = Place::new(&process);
    draw(place.source());
    process.0.set(1);
    draw(place.source());
    assert!(!secrets(1).iter().any(|secret| place.has(secret)));
    assert!(secrets(2).iter().all(|secret| place.has(secret)));
    place.drop_source();
}
