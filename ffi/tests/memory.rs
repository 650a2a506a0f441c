//! Keys and bytes in store are overwritten when a source is dropped and when its process was forked:
//! the memory where they were is searched.

#![cfg(not(miri))]
#![allow(unsafe_code, reason = "reads memory that no value lives in any more")]

use std::convert::Infallible;
use std::mem::MaybeUninit;

use chacha20::ChaCha20Rng;
use rand_core::{Rng, SeedableRng, TryRng};
use verinoise::rng::{AfterFork, ForkSafeSource, ReseedingRng};
use verinoise::{FromRng, Source};

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

impl AfterFork for Keys {
    fn after_fork(&mut self) {}
}

type Searched = ForkSafeSource<FromRng<ReseedingRng<Keys>>>;

/// A source at a place that stays readable when the source is gone.
struct Place(Box<MaybeUninit<Searched>>);

impl Place {
    fn new() -> Self {
        let mut place = Box::new(MaybeUninit::zeroed());
        place.write(ForkSafeSource::new(FromRng(ReseedingRng::new(Keys(0)))));
        Self(place)
    }

    fn source(&mut self) -> &mut Searched {
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
    let mut place = Place::new();
    draw(place.source());
    assert!(secrets(1).iter().all(|secret| place.has(secret)), "the search finds what is there");
    place.drop_source();
    assert!(!secrets(1).iter().any(|secret| place.has(secret)));
}

#[cfg(unix)]
#[test]
fn nothing_stays_of_the_parent() {
    let mut place = Place::new();
    draw(place.source());
    // SAFETY: the child allocates, which the C library allows after its own `fork`, and leaves.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let inherited = secrets(1).iter().all(|secret| place.has(secret));
        draw(place.source());
        let gone = !secrets(1).iter().any(|secret| place.has(secret));
        let own = secrets(2).iter().all(|secret| place.has(secret));
        let code = if inherited && gone && own { 10 } else { 11 };
        // SAFETY: ends the child without running what belongs to the parent.
        unsafe { libc::_exit(code) }
    }
    assert!(child > 0, "fork failed");
    let mut status = -1;
    // SAFETY: `status` can be written to.
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    assert!(libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 10);
    place.drop_source();
}
