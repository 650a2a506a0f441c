//! The exported functions, of a table.

use core::convert::Infallible;

use num_bigint::{BigInt, BigUint};
use verinoise::{Fault, Nat, Natural, Source, Stop, exported};

use super::Sandwich;

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

impl Sandwich {
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

    /// `table_sample`, and the same by a scan.
    ///
    /// # Errors
    /// Those of the exported functions.
    pub fn sample<N: Natural, S: Source>(
        &self,
        scan: bool,
        source: &mut S,
    ) -> Result<N::Integer, Stop<S::Error>> {
        if scan {
            return exported::table_scan_sample::<N, S>(
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

    /// `table_shifted`.
    ///
    /// # Errors
    /// Those of the exported function.
    pub fn shifted<N: Natural, S: Source>(
        &self,
        location: &N::Integer,
        source: &mut S,
    ) -> Result<N::Integer, Stop<S::Error>> {
        exported::table_shifted::<N, S>(
            source,
            location,
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

    /// `table_block`.
    ///
    /// # Panics
    /// If a number of any size does not fit.
    #[must_use]
    pub fn block(&self, rank: u64) -> u64 {
        let block = exported::table_block(&mut Nothing, &Nat::from(rank), &*self.wedges);
        u64::try_from(&block.expect("numbers of any size fit")).expect("one of the blocks")
    }

    /// `table_bounds`, of the weight of `size`, its ratio to the weight `2^width` numbers further, and the change of this: each as the
    /// multiples of `2^-bits` below and above.
    ///
    /// # Panics
    /// If a number of any size does not fit.
    #[must_use]
    pub fn bounds(&self, size: u64, width: u64, bits: u64) -> [(BigInt, BigInt); 3] {
        let bounds = exported::table_bounds::<Nat, _>(
            &mut Nothing,
            &self.weight.quadratic.into(),
            &self.weight.linear.into(),
            &self.weight.denominator.into(),
            &size.into(),
            &width.into(),
            &bits.into(),
        );
        let (low, high, ratio_low, ratio_high, change_low, change_high) =
            bounds.expect("numbers of any size fit");
        [(low, high), (ratio_low, ratio_high), (change_low, change_high)]
            .map(|(low, high)| (BigUint::from(low).into(), BigUint::from(high).into()))
    }
}
