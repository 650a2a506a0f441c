//! The random bytes of a run: the operating system's or, for tests, those of a seed.

use std::fmt;
use std::str::FromStr;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use verinoise::rng::SystemSource;
use verinoise::{FromRng, SingleProcessSource};

use crate::say;

/// The random bytes of one run.
#[derive(Debug)]
pub enum Randomness {
    /// Those of the operating system.
    System(SystemSource),
    /// Those of a seed.
    Seeded(SingleProcessSource<FromRng<ChaCha20Rng>>),
}

/// A seed from the command line: 64 hexadecimal digits.
#[derive(Clone, Copy)]
pub struct Seed([u8; 32]);

impl FromStr for Seed {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a seed is 64 hexadecimal digits";
        let mut seed = [0; 32];
        if text.len() != 2 * seed.len() || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(WRONG);
        }
        for (byte, digits) in seed.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = str::from_utf8(digits).map_err(|_| WRONG)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| WRONG)?;
        }
        Ok(Self(seed))
    }
}

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(..)")
    }
}

/// The bytes of the given seed, after a warning; without one, those of the operating system.
pub fn start(seed: Option<Seed>) -> Randomness {
    if let Some(Seed(seed)) = seed {
        say("warning: with --seed the noise is predictable and gives no privacy: for tests only");
        Randomness::Seeded(SingleProcessSource::from_rng(ChaCha20Rng::from_seed(seed)))
    } else {
        Randomness::System(SystemSource::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_64_hexadecimal_digits() {
        let seed: Seed = format!("00fF{}", "0".repeat(60)).parse().expect("a seed");
        assert_eq!(seed.0[..3], [0, 255, 0]);
        for wrong in ["", "00", &"0".repeat(63), &"0".repeat(65), &"g".repeat(64), &"é".repeat(32)]
        {
            assert!(wrong.parse::<Seed>().is_err(), "{wrong}");
        }
        let signed = format!("+0{}", "0".repeat(62));
        assert!(signed.parse::<Seed>().is_err());
    }
}
