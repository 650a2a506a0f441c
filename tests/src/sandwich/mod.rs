//! Sandwich tables, built plainly and independently of the library: so small that every word of theirs can be tried.
//!
//! * here: what a table is, and how one is built;
//! * `calls`: the exported functions, of a table;
//! * `rounds`: the masses of all that a round can give.

mod calls;
mod rounds;

use std::cell::RefCell;
use std::collections::HashMap;

use num_bigint::BigInt;

use crate::{Interval, PRECISION};

pub use calls::Part;
pub use rounds::{LOST, PIECES};

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
}
