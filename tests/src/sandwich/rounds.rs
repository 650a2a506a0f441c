//! The masses of all that a round can give.

use std::collections::BTreeMap;

use num_bigint::BigUint;
use num_traits::One;
use verinoise::{Nat, Tape};

use super::{Sandwich, Weight};
use crate::{Interval, Law, Masses, PRECISION};

impl Sandwich {
    /// How many words draw each number, by the certain masses, where 0 says that the round is rare. Nothing, where these are not
    /// whole numbers.
    #[must_use]
    pub fn certain_counts(&self) -> Option<BTreeMap<u64, u64>> {
        // So many words have the same selector.
        let alike = self.word_count() / self.words.selectors() / 2;
        let mut counts = BTreeMap::new();
        for (&(start, width), certain) in self.spans().iter().zip(&self.certain) {
            let share = certain * alike;
            if !share.is_multiple_of(1 << width) {
                return None;
            }
            for size in start..start + (1 << width) {
                *counts.entry(self.bias + size).or_default() += share >> width;
                *counts.entry(self.bias.checked_sub(size)?).or_default() += share >> width;
            }
        }
        let rare = self.certain.get(self.blocks.len())?;
        *counts.entry(0).or_default() += 2 * alike * rare;
        counts.retain(|_, count| *count > 0);
        Some(counts)
    }

    /// How many words draw each number: all of them are tried.
    ///
    /// # Panics
    /// If a draw reads another number of bytes.
    #[must_use]
    pub fn counts(&self, scan: bool) -> BTreeMap<u64, u64> {
        let mut counts = BTreeMap::new();
        for word in 0..self.word_count() {
            *counts.entry(self.drawn(scan, word)).or_default() += 1;
        }
        counts
    }

    fn drawn(&self, scan: bool, word: u64) -> u64 {
        let bytes = word.to_le_bytes();
        let mut tape = Tape::new(&bytes);
        let drawn = if scan { self.scan(&mut tape) } else { self.draw(&mut tape) };
        assert_eq!(tape.consumed() as u64, self.words.bytes + self.words.extra);
        drawn.expect("words are enough")
    }

    fn word_count(&self) -> u64 {
        1 << (8 * (self.words.bytes + self.words.extra))
    }

    /// The masses of what a round gives: the kept values, and [`LOST`] with the rounds that keep none.
    ///
    /// The words are those of [`counts`](Self::counts). In rare rounds all ranks, offsets and signs are tried, and the first [`PIECES`] pieces of the
    /// tail. Coins fall to one side for all words of eight bytes up to some word, which is found to be the right one, but for the
    /// four next to it.
    ///
    /// # Errors
    /// What is not as `proofs/Samplers/Table/Spec.v` has it.
    ///
    /// # Panics
    /// If a round reads fewer bytes than that.
    pub fn round_masses(&self, scan: bool, counts: &BTreeMap<u64, u64>) -> Result<Masses, String> {
        let unit = BigUint::one() << (PRECISION - 8 * (self.words.bytes + self.words.extra));
        let centred = |drawn: u64| drawn.cast_signed() - self.bias.cast_signed();
        let mut parts: Vec<(i64, BigUint)> = Vec::new();
        for (&drawn, &count) in counts {
            if drawn > 0 {
                parts.push((centred(drawn), &unit * count));
            }
        }
        let Some(rare_words) = counts.get(&0) else { return Ok(parts.into_iter().collect()) };
        let word = (0..self.word_count()).find(|word| self.drawn(scan, *word) == 0);
        let word = word.unwrap_or_default().to_le_bytes();
        let bytes = usize::try_from(self.words.bytes + self.words.extra).expect("a few bytes");
        let rare = Rare { table: self, scan, word: &word[..bytes] };
        let rank_mass = unit * rare_words / self.certain[self.blocks.len()];
        rare.explore(&mut |value, mass| parts.push((value, (&rank_mass * mass) >> PRECISION)))?;
        Ok(parts.into_iter().collect())
    }

    /// The law of a round: each value with the probability that it is drawn and kept, and [`LOST`] with the rest.
    #[must_use]
    pub fn round_law(&self) -> Law {
        let unit = BigUint::from(self.unit);
        let selectors = Interval::natural(self.words.selectors());
        let mut kept = Interval::natural(0);
        let mut masses = Vec::new();
        // All other weights together are below what is left unexplored.
        for size in 0..LOST {
            let share = self.weight.at(size.unsigned_abs()).multiple(&unit).over(&selectors);
            for value in if size == 0 { vec![0] } else { vec![-size, size] } {
                kept = kept.plus(&share);
                masses.push((value, share.clone()));
            }
        }
        masses.push((LOST, Interval::natural(1).minus(&kept)));
        Law::finite("a round".into(), masses)
    }
}

/// What counts as the value of a round that keeps none.
pub const LOST: i64 = 200;

/// The pieces of the tail that are looked at, as long as the values are below [`LOST`]. The other ones have the probability
/// `2^-PIECES`.
pub const PIECES: usize = 30;

/// The rare rounds of a table, after one of the words that lead there.
struct Rare<'a> {
    table: &'a Sandwich,
    scan: bool,
    word: &'a [u8],
}

impl Rare<'_> {
    /// Runs through all ranks. Reports each value with its mass, in units of `2^-PRECISION`, where each rank has the mass 1.
    fn explore(&self, report: &mut impl FnMut(i64, BigUint)) -> Result<(), String> {
        let table = self.table;
        let last = table.blocks.len();
        let (ranks, wedges) = (table.certain[last], table.wedges[last]);
        for rank in 0..ranks {
            let mut tape = self.word.to_vec();
            tape.extend(uniform_bytes(rank, ranks));
            let one = BigUint::one() << PRECISION;
            if rank < wedges {
                let block = table.wedges[1..].iter().filter(|sum| **sum <= rank).count();
                let (start, width) = table.spans()[block];
                let level = table.certain[block] + rank - table.wedges[block];
                for offset in 0..1 << width {
                    let offer = Offer { size: start + offset, level, bits: width + 1 };
                    let offset = uniform_bytes(offset, 1 << width);
                    self.weigh(&offer, &[&tape[..], &offset].concat(), &(&one >> width), report)?;
                }
            } else if rank < wedges + 2 {
                let bits = table.tail_bits;
                for piece in 0..PIECES as u64 {
                    for offset in 0..1 << bits {
                        let size = table.tail_start + (piece << bits) + offset;
                        if size >= LOST.unsigned_abs() {
                            continue;
                        }
                        let offer = Offer { size, level: 0, bits: piece + bits + 1 };
                        let flips = [vec![1; usize::try_from(piece).expect("few")], vec![0]];
                        let offset = uniform_bytes(offset, 1 << bits);
                        let tape = [&tape[..], &flips.concat(), &offset].concat();
                        self.weigh(&offer, &tape, &(&one >> (piece + 1 + bits)), report)?;
                    }
                }
            } else {
                match self.value(&[&tape[..], &[0]].concat()) {
                    Some((_, false)) => report(LOST, one),
                    other => return Err(format!("rank {rank} gives {other:?}")),
                }
            }
        }
        Ok(())
    }

    /// Weighs both signs of a magnitude, kept or not, after this tape. The tape has the given mass.
    fn weigh(
        &self,
        offer: &Offer,
        tape: &[u8],
        mass: &BigUint,
        report: &mut impl FnMut(i64, BigUint),
    ) -> Result<(), String> {
        let size = offer.size.cast_signed();
        let signs = |word: &[u8]| -> Result<Option<bool>, String> {
            let [positive, negative] =
                [0, 1].map(|sign| self.value(&[tape, word, &[sign]].concat()));
            match (positive, negative) {
                (None, None) => Ok(None),
                (Some((plus, kept)), Some((minus, kept_too)))
                    if kept == kept_too && [plus, minus] == [size, -size] =>
                {
                    Ok(Some(kept))
                }
                other => Err(format!("{other:?} in place of {size} after {tape:?}")),
            }
        };
        // The sides of the coin: kept below the first number, lost from the second one on.
        let (below, from) = match signs(&[])? {
            Some(true) => (1 << 64, 1 << 64),
            Some(false) => (0, 0),
            None => {
                let edge = offer.threshold(&self.table.weight, self.table.unit);
                let (below, from) = (edge.saturating_sub(2), (edge + 2).min(1 << 64));
                for (word, kept) in [(below.checked_sub(1), true), (Some(from), false)] {
                    let Some(Ok(word)) = word.map(u64::try_from) else { continue };
                    let found = signs(&word.to_le_bytes())?;
                    if found != Some(kept) {
                        return Err(format!("the coin shows {found:?} for {word} after {tape:?}"));
                    }
                }
                (below, from)
            }
        };
        let half: BigUint = mass >> 65;
        report(size, &half * below);
        report(-size, &half * below);
        report(LOST, (half * ((1 << 64) - from)) << 1);
        Ok(())
    }

    /// The value of the round on this tape and whether it is kept. Nothing, if the tape is too short.
    fn value(&self, tape: &[u8]) -> Option<(i64, bool)> {
        let mut source = Tape::new(tape);
        let (value, kept) = self.table.round::<Nat, _>(self.scan, &mut source).ok()?;
        assert!(source.remaining().is_empty(), "{tape:?} is longer than needed");
        Some((i64::try_from(&value).expect("a small number"), kept))
    }
}

/// A magnitude that is kept if its weight, times `2^bits` units, is above a uniform number from `level` on.
struct Offer {
    size: u64,
    level: u64,
    bits: u64,
}

impl Offer {
    /// The word from which on the magnitude should be lost, or the one before.
    fn threshold(&self, weight: &Weight, unit: u64) -> u128 {
        let scaled = weight.at(self.size).multiple(&(BigUint::from(unit) << self.bits));
        let chance = scaled.excess_over(&Interval::natural(self.level));
        (chance.lower() >> (PRECISION - 64)).try_into().expect("at most 1")
    }
}

/// The bytes from which `uniform` draws this number below a bound.
fn uniform_bytes(number: u64, bound: u64) -> Vec<u8> {
    let bits = u64::BITS - (bound - 1).leading_zeros();
    let bytes = bits.div_ceil(8);
    let word = number << (8 * bytes - bits);
    word.to_le_bytes()[..bytes as usize].to_vec()
}
