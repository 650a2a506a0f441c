//! Where the random bytes come from: the generator `ChaCha20`, seeded by the operating system or, for tests, by the caller.

use std::fmt;
use std::str::FromStr;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use verinoise::{FromRng, SingleProcessSource};

use crate::failure::Failure;
use crate::say;

/// The random bytes of one run.
pub type Randomness = SingleProcessSource<FromRng<ChaCha20Rng>>;

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

/// The generator with the given seed, after a warning; without one, seeded by the operating system.
pub fn start(seed: Option<Seed>) -> Result<Randomness, Failure> {
    let seed = if let Some(Seed(seed)) = seed {
        say("warning: with --seed the noise is predictable and gives no privacy: for tests only");
        seed
    } else {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed)
            .map_err(|error| Failure::system("seed the random number generator", error))?;
        seed
    };
    Ok(SingleProcessSource::from_rng(ChaCha20Rng::from_seed(seed)))
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
