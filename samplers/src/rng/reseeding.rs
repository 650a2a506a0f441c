//! A generator that is keyed anew from time to time.

use core::fmt;

use chacha20::ChaCha20Rng;
use rand_core::{SeedableRng, TryCryptoRng, TryRng};
use zeroize::{Zeroize, Zeroizing};

/// The largest number of bytes that [`ReseedingRng`] gives with one key: 64 KiB, some thousands of samples.
pub const RESEED_INTERVAL: usize = 1 << 16;

/// `ChaCha20`, keyed by another generator: at first use, and again after [`RESEED_INTERVAL`] bytes.
///
/// An error of the seeding generator is passed on. The bytes asked for are then zero, and the next
/// request tries again. The key is zeroised when it is replaced and when the generator is dropped.
///
/// The generator does not look at forks: inside a [`ForkSafeSource`](super::ForkSafeSource) it is told.
pub struct ReseedingRng<S> {
    seeder: S,
    /// The keyed generator, and how many bytes it may still give.
    keyed: Option<(ChaCha20Rng, usize)>,
}

impl<S> ReseedingRng<S> {
    /// A generator that takes its keys from `seeder`. Nothing is drawn yet.
    #[must_use]
    pub const fn new(seeder: S) -> Self {
        Self { seeder, keyed: None }
    }

    pub(super) fn seeder(&mut self) -> &mut S {
        &mut self.seeder
    }

    /// Forgets the key. The next byte asked for will come from a new one.
    pub fn forget_key(&mut self) {
        self.keyed = None;
    }
}

impl<S: TryRng> ReseedingRng<S> {
    /// Fills `out`, of at most [`RESEED_INTERVAL`] bytes, from one key.
    fn fill_piece(&mut self, out: &mut [u8]) -> Result<(), S::Error> {
        if self.keyed.as_ref().is_none_or(|(_, left)| *left < out.len()) {
            self.keyed = None;
            let mut seed = Zeroizing::new([0; 32]);
            self.seeder.try_fill_bytes(seed.as_mut())?;
            self.keyed = Some((ChaCha20Rng::from_seed(*seed), RESEED_INTERVAL));
        }
        if let Some((rng, left)) = &mut self.keyed {
            *left -= out.len();
            let Ok(()) = rng.try_fill_bytes(out);
        }
        Ok(())
    }

    fn word<const N: usize>(&mut self) -> Result<[u8; N], S::Error> {
        let mut bytes = [0; N];
        self.try_fill_bytes(&mut bytes)?;
        Ok(bytes)
    }
}

impl<S: TryRng> TryRng for ReseedingRng<S> {
    type Error = S::Error;

    fn try_next_u32(&mut self) -> Result<u32, S::Error> {
        self.word().map(u32::from_le_bytes)
    }

    fn try_next_u64(&mut self) -> Result<u64, S::Error> {
        self.word().map(u64::from_le_bytes)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), S::Error> {
        let result = out.chunks_mut(RESEED_INTERVAL).try_for_each(|piece| self.fill_piece(piece));
        if result.is_err() {
            out.zeroize();
        }
        result
    }
}

impl<S: TryCryptoRng> TryCryptoRng for ReseedingRng<S> {}

impl<S> fmt::Debug for ReseedingRng<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReseedingRng").finish_non_exhaustive()
    }
}
