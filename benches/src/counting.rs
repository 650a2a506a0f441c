//! A generator that counts.

use rand_core::{Infallible, TryCryptoRng, TryRng};

/// A generator, and how many bytes were taken from it.
#[derive(Debug)]
pub struct Counting<R> {
    rng: R,
    bytes: u64,
}

impl<R> Counting<R> {
    /// Starts to count at 0.
    #[must_use]
    pub const fn new(rng: R) -> Self {
        Self { rng, bytes: 0 }
    }

    /// The bytes taken so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl<R: TryRng<Error = Infallible>> TryRng for Counting<R> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.bytes += 4;
        self.rng.try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.bytes += 8;
        self.rng.try_next_u64()
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        self.bytes += out.len() as u64;
        self.rng.try_fill_bytes(out)
    }
}

impl<R: TryCryptoRng<Error = Infallible>> TryCryptoRng for Counting<R> {}
