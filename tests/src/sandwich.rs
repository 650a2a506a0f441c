//! Sandwich tables, built plainly and independently of the library: so small that every word of theirs can be tried.

use core::convert::Infallible;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use num_bigint::{BigInt, BigUint};
use num_traits::One;
use verinoise::{Fault, Nat, Natural, Source, Stop, Tape, exported};

use crate::{Interval, Law, Masses, PRECISION};

/// The weight of the magnitude `x` is `exp(-(quadratic x + linear) x / denominator)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Weight {
    /// The coefficient of the square.
    pub quadratic: u64,
    /// The coefficient of the magnitude.
    pub linear: u64,
    /// What both are divided by.
    pub denominator: u64,
}

thread_local! {
    static KNOWN: RefCell<HashMap<(Weight, u64), Interval>> = RefCell::default();
}

impl Weight {
    /// The weight of the magnitude `x`, enclosed.
    #[must_use]
    pub fn at(&self, x: u64) -> Interval {
        let new = |(weight, x): &(Self, u64)| {
            let numerator = (weight.quadratic * x + weight.linear) * x;
            Interval::ratio(&numerator.into(), &weight.denominator.into()).exp_minus()
        };
        KNOWN.with_borrow_mut(|known| known.entry((*self, x)).or_insert_with_key(new).clone())
    }
}

/// How words are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The bytes of a word.
    pub bytes: u64,
    /// The bytes of a second word, for the offset.
    pub extra: u64,
    /// The bits below the selector.
    pub shift: u64,
    /// The bits of the offset.
    pub offset: u64,
}

impl Words {
    /// The number of selectors of each sign.
    #[must_use]
    pub const fn selectors(&self) -> u64 {
        1 << (8 * self.bytes - self.shift - 1)
    }
}

/// A sandwich table with what the checkers are told beside it. The fields are named as in the exported functions.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as in the exported functions")]
pub struct Sandwich {
    pub words: Words,
    pub cell_bits: u64,
    pub complements: Vec<u64>,
    pub entries: Vec<u64>,
    pub weight: Weight,
    pub unit: u64,
    pub slack: u64,
    pub bias: u64,
    pub blocks: Vec<u64>,
    pub certain: Vec<u64>,
    pub wedges: Vec<u64>,
    pub tail_start: u64,
    pub tail_bits: u64,
    pub homes: Vec<u64>,
    pub runs: Vec<u64>,
    pub block_digits: u64,
    pub tail_digits: u64,
}

/// The checker that refuses a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `table_check_lookup`.
    Lookup,
    /// `table_check_blocks`.
    Blocks,
    /// `table_check_tail`.
    Tail,
}

/// A source without bytes: the checkers draw none.
struct Nothing;

impl Source for Nothing {
    type Error = Infallible;

    fn fill(&mut self, _: &mut [u8]) -> Result<(), Stop<Infallible>> {
        Err(Stop::Fault(Fault::Capacity))
    }
}

/// The whole numbers closest to so many times the value, from below and from above.
fn around(value: &Interval, factor: u64) -> (u64, u64) {
    let value = value.multiple(&factor.into());
    let below: BigInt = value.lower() >> PRECISION;
    let above: BigInt = (value.upper() + ((BigInt::from(1) << PRECISION) - 1)) >> PRECISION;
    (below.try_into().expect("a small number"), above.try_into().expect("a small number"))
}

impl Sandwich {
    /// A table of this weight. The blocks have `2^width` numbers each, for the given widths in turn; cells have
    /// `2^cell_bits` selectors each.
    ///
    /// # Panics
    /// If there is no such table.
    #[must_use]
    pub fn new(weight: Weight, words: Words, widths: &[u64], cell_bits: u64) -> Self {
        let tail_start = 1 + widths.iter().map(|width| 1 << width).sum::<u64>();
        let falls = |bits: &u64| {
            let step = 1 << bits;
            let slope = weight.quadratic * (2 * tail_start + step) + weight.linear;
            slope * step * 10 >= 7 * weight.denominator
        };
        let mut table = Self {
            words,
            cell_bits,
            complements: Vec::new(),
            entries: Vec::new(),
            weight,
            unit: words.selectors(),
            slack: 0,
            bias: tail_start,
            blocks: vec![(tail_start << 6) + words.offset],
            certain: Vec::new(),
            wedges: Vec::new(),
            tail_start,
            tail_bits: (0..64).find(falls).expect("a weight that falls"),
            homes: Vec::new(),
            runs: Vec::new(),
            block_digits: 44,
            tail_digits: 44,
        };
        let mut start = 1;
        for width in widths {
            table.blocks.push(((tail_start + start) << 6) + words.offset - width);
            start += 1 << width;
        }
        while !table.set_masses() {
            table.unit -= 1;
        }
        table.set_lookup();
        table
    }

    /// The start and the width of each block.
    #[must_use]
    pub fn spans(&self) -> Vec<(u64, u64)> {
        let span = |code: &u64| {
            ((code >> 6).saturating_sub(self.bias), self.words.offset.saturating_sub(code & 63))
        };
        self.blocks.iter().map(span).collect()
    }

    /// Makes the bounds of the weights as close as whole numbers can be. Whether all of them fit into the selectors.
    pub fn set_masses(&mut self) -> bool {
        (self.certain, self.wedges, self.slack) = (vec![self.unit], vec![0, 0], 0);
        let (mut certain, mut wedge) = (self.unit, 0);
        for &(start, width) in &self.spans()[1..] {
            let scale = self.unit << (width + 1);
            let least = if width == 0 { start } else { start + (1 << width) };
            let floor = around(&self.weight.at(least), scale).0;
            let (reached, envelope) = around(&self.weight.at(start), scale);
            self.slack = self.slack.max(envelope - reached);
            certain += floor;
            wedge += envelope - floor;
            self.certain.push(floor);
            self.wedges.push(wedge);
        }
        let selectors = self.words.selectors();
        self.certain.push(selectors.saturating_sub(certain));
        certain + wedge + 2 <= selectors
    }

    /// Makes an alias table of the certain masses: the largest remainder fills up the smallest one, again and again.
    ///
    /// # Panics
    /// If the masses are not those of all selectors, or there are fewer cells than blocks.
    pub fn set_lookup(&mut self) {
        let size = 1_u64 << self.cell_bits;
        let count = usize::try_from(self.words.selectors() >> self.cell_bits).expect("few cells");
        assert!(count >= self.certain.len(), "too few cells");
        let mut left: Vec<(u64, usize)> = self.certain.iter().copied().zip(0..).collect();
        // Cells that are nobody's home.
        left.resize(count, (0, usize::MAX));
        let mut cells = Vec::new();
        while let Some(least) = (0..left.len()).min_by_key(|index| left[*index].0) {
            let (threshold, first) = left.swap_remove(least);
            if threshold >= size {
                cells.push((first, size, first));
                continue;
            }
            let most = left.iter_mut().max().expect("all selectors have a block");
            most.0 -= size - threshold;
            cells.push((most.1, threshold, first));
        }
        cells.sort_unstable();
        let place = |block| cells.iter().position(|cell| cell.2 == block).expect("a home") as u64;
        self.homes = (0..self.certain.len()).map(place).collect();
        let end = |block| cells.iter().filter(|cell| cell.0 <= block).count() as u64;
        self.runs = (0..self.certain.len()).map(end).collect();
        (self.complements, self.entries) = (Vec::new(), Vec::new());
        let range = 2 * self.words.selectors();
        for negative in [false, true] {
            for &(second, threshold, first) in &cells {
                let start = self.complements.len() as u64 * size;
                self.complements.push(range - start - threshold);
                self.entries.extend([first, second].map(|block| self.entry(block, negative)));
            }
        }
    }

    fn entry(&self, block: usize, negative: bool) -> u64 {
        let Some(&code) = self.blocks.get(block) else { return 63 };
        if !negative {
            return code;
        }
        let width = self.words.offset.saturating_sub(code & 63);
        let last = (code >> 6) + (1 << width) - 1;
        ((2 * self.bias).saturating_sub(last) << 6) + (code & 63)
    }

    /// Every number that the table consists of or the checkers are told, by the name of where it is.
    #[must_use]
    pub fn numbers(&mut self) -> Vec<(&'static str, &mut u64)> {
        let mut numbers = vec![
            ("word_bytes", &mut self.words.bytes),
            ("extra_bytes", &mut self.words.extra),
            ("selector_shift", &mut self.words.shift),
            ("offset_bits", &mut self.words.offset),
            ("cell_bits", &mut self.cell_bits),
            ("quadratic", &mut self.weight.quadratic),
            ("linear", &mut self.weight.linear),
            ("denominator", &mut self.weight.denominator),
            ("unit", &mut self.unit),
            ("slack", &mut self.slack),
            ("bias", &mut self.bias),
            ("tail_start", &mut self.tail_start),
            ("tail_bits", &mut self.tail_bits),
            ("block_digits", &mut self.block_digits),
            ("tail_digits", &mut self.tail_digits),
        ];
        for (name, sequence) in [
            ("complements", &mut self.complements),
            ("entries", &mut self.entries),
            ("blocks", &mut self.blocks),
            ("certain", &mut self.certain),
            ("wedges", &mut self.wedges),
            ("homes", &mut self.homes),
            ("runs", &mut self.runs),
        ] {
            numbers.extend(sequence.iter_mut().map(|number| (name, number)));
        }
        numbers
    }

    /// Asks the exported checkers.
    ///
    /// # Errors
    /// The first that refuses the table.
    ///
    /// # Panics
    /// If a number of any size does not fit.
    pub fn check(&self) -> Result<(), Part> {
        let number = |number: u64| Nat::from(number);
        let [word_bytes, extra_bytes, shift, offset_bits] =
            [self.words.bytes, self.words.extra, self.words.shift, self.words.offset].map(number);
        let [quadratic, linear, denominator] =
            [self.weight.quadratic, self.weight.linear, self.weight.denominator].map(number);
        let [unit, bias, tail_start] = [self.unit, self.bias, self.tail_start].map(number);
        let lookup = exported::table_check_lookup(
            &mut Nothing,
            &word_bytes,
            &extra_bytes,
            &shift,
            &offset_bits,
            &number(self.cell_bits),
            &*self.complements,
            &*self.entries,
            &bias,
            &*self.blocks,
            &*self.certain,
            &*self.homes,
            &*self.runs,
        );
        if lookup != Ok(true) {
            return Err(Part::Lookup);
        }
        let blocks = exported::table_check_blocks(
            &mut Nothing,
            &quadratic,
            &linear,
            &denominator,
            &unit,
            &number(self.slack),
            &offset_bits,
            &bias,
            &*self.blocks,
            &*self.certain,
            &*self.wedges,
            &tail_start,
            &number(self.block_digits),
        );
        if blocks != Ok(true) {
            return Err(Part::Blocks);
        }
        let tail = exported::table_check_tail(
            &mut Nothing,
            &quadratic,
            &linear,
            &denominator,
            &unit,
            &*self.certain,
            &*self.wedges,
            &tail_start,
            &number(self.tail_bits),
            &number(self.tail_digits),
        );
        if tail == Ok(true) { Ok(()) } else { Err(Part::Tail) }
    }

    /// `table_draw`.
    ///
    /// # Errors
    /// Those of the exported function.
    pub fn draw<N: Natural, S: Source>(&self, source: &mut S) -> Result<N, Stop<S::Error>> {
        exported::table_draw(
            source,
            &self.words.bytes.into(),
            &self.words.extra.into(),
            &self.words.shift.into(),
            &self.words.offset.into(),
            &self.cell_bits.into(),
            &*self.complements,
            &*self.entries,
        )
    }

    /// `table_scan`.
    ///
    /// # Errors
    /// Those of the exported function.
    pub fn scan<N: Natural, S: Source>(&self, source: &mut S) -> Result<N, Stop<S::Error>> {
        exported::table_scan(
            source,
            &self.words.bytes.into(),
            &self.words.extra.into(),
            &self.words.shift.into(),
            &self.words.offset.into(),
            &self.bias.into(),
            &*self.blocks,
            &*self.certain,
        )
    }

    /// `table_round`, and the same by a scan.
    ///
    /// # Errors
    /// Those of the exported functions.
    pub fn round<N: Natural, S: Source>(
        &self,
        scan: bool,
        source: &mut S,
    ) -> Result<(N::Integer, bool), Stop<S::Error>> {
        if scan {
            return exported::table_scan_round::<N, S>(
                source,
                &self.words.bytes.into(),
                &self.words.extra.into(),
                &self.words.shift.into(),
                &self.words.offset.into(),
                &self.weight.quadratic.into(),
                &self.weight.linear.into(),
                &self.weight.denominator.into(),
                &self.unit.into(),
                &self.slack.into(),
                &self.bias.into(),
                &*self.blocks,
                &*self.certain,
                &*self.wedges,
                &self.tail_start.into(),
                &self.tail_bits.into(),
            );
        }
        exported::table_round::<N, S>(
            source,
            &self.words.bytes.into(),
            &self.words.extra.into(),
            &self.words.shift.into(),
            &self.words.offset.into(),
            &self.cell_bits.into(),
            &*self.complements,
            &*self.entries,
            &self.weight.quadratic.into(),
            &self.weight.linear.into(),
            &self.weight.denominator.into(),
            &self.unit.into(),
            &self.slack.into(),
            &self.bias.into(),
            &*self.blocks,
            &*self.certain,
            &*self.wedges,
            &self.tail_start.into(),
            &self.tail_bits.into(),
        )
    }

    /// `table_sample`.
    ///
    /// # Errors
    /// Those of the exported function.
    pub fn sample<N: Natural, S: Source>(
        &self,
        source: &mut S,
    ) -> Result<N::Integer, Stop<S::Error>> {
        exported::table_sample::<N, S>(
            source,
            &self.words.bytes.into(),
            &self.words.extra.into(),
            &self.words.shift.into(),
            &self.words.offset.into(),
            &self.cell_bits.into(),
            &*self.complements,
            &*self.entries,
            &self.weight.quadratic.into(),
            &self.weight.linear.into(),
            &self.weight.denominator.into(),
            &self.unit.into(),
            &self.slack.into(),
            &self.bias.into(),
            &*self.blocks,
            &*self.certain,
            &*self.wedges,
            &self.tail_start.into(),
            &self.tail_bits.into(),
        )
    }

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
