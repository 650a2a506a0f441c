//! Builds the numbers of a table. Nothing here is trusted: the exported checkers decide about the result.

use alloc::vec;
use alloc::vec::Vec;
use core::convert::Infallible;

use super::alias::Alias;
use super::layout::{Layout, Segment};
use super::weight::Weight;
use super::{Cells, Scalars, Table};
use crate::{Fault, Nat, Source, Stop, exported};

/// The bits of the enclosures of the weights along the blocks.
const BLOCK_DIGITS: u32 = 44;
/// The largest number of cells of each sign.
const MOST_CELLS: usize = 512;
/// The largest numbers of blocks. The second one is for tables whose numbers take more bytes: it is as large as it can be.
const MOST_BLOCKS: [u128; 2] = [480, 330];
/// The largest number of bytes of a table's numbers. What holds them takes less than 256 bytes, how many is the platform's
/// affair: tables are the same everywhere.
const MOST_BYTES: usize = (32 << 10) - 256;
/// The least unit of mass: rounding it down loses less than this part of the selectors.
const LEAST_UNIT: u128 = 256;

/// What is built: a table, and what the checkers are told beside it.
#[derive(Debug)]
pub(crate) struct Built {
    pub(crate) table: Table,
    pub(crate) homes: Vec<u64>,
    pub(crate) runs: Vec<u64>,
    pub(crate) block_digits: u64,
    pub(crate) tail_digits: u64,
}

/// A source that has no bytes: enclosures draw none.
pub(crate) struct Nothing;

impl Source for Nothing {
    type Error = Infallible;

    fn fill(&mut self, _: &mut [u8]) -> Result<(), Stop<Infallible>> {
        Err(Stop::Fault(Fault::Capacity))
    }
}

/// The words of a table: bytes of the word and of a second one, and the most bits of a selector.
#[derive(Clone, Copy)]
struct Words {
    word_bytes: u32,
    extra_bytes: u32,
    most_bits: u32,
    /// How often blocks become twice as wide. Few samples are farther out, and wide blocks take bits of the selector.
    widenings: u32,
}

/// The words that are tried, the fastest ones first. Complements of 32 bits take half the bytes, and all of a rare
/// round stays within 64 bits then. Arithmetic on words wants a selector to be below `2^63`.
const WORDS: [Words; 5] = [
    Words { word_bytes: 4, extra_bytes: 0, most_bits: 32, widenings: 5 },
    Words { word_bytes: 8, extra_bytes: 0, most_bits: 32, widenings: 5 },
    Words { word_bytes: 8, extra_bytes: 0, most_bits: 63, widenings: 6 },
    Words { word_bytes: 8, extra_bytes: 4, most_bits: 63, widenings: 6 },
    Words { word_bytes: 8, extra_bytes: 8, most_bits: 63, widenings: 6 },
];

/// A table of this weight, or `None` if the weight is too wide or its numbers are too large.
pub(crate) fn build(weight: &Weight) -> Option<Built> {
    // Some words have the same layouts, which take most of the time.
    let mut layouts: Vec<(Shape, Option<Layout>)> = Vec::new();
    for words in WORDS {
        // What costs little to ask is asked first.
        if !may_fit(weight, 1 << (words.selector_bits() - 1))? {
            continue;
        }
        for most in MOST_BLOCKS {
            let shape = Shape { tail: words.tail(), most, widenings: words.widenings };
            if !layouts.iter().any(|(known, _)| *known == shape) {
                layouts.push((shape, shape.layout(weight)));
            }
            let layout = layouts.iter().find(|(known, _)| *known == shape);
            let Some((_, Some(layout))) = layout else { continue };
            if let Some(built) = build_on(weight, words, layout)
                && built.table.numbers_size() <= MOST_BYTES
            {
                return Some(built);
            }
        }
    }
    None
}

impl Words {
    /// The most bits of a selector.
    fn selector_bits(self) -> u32 {
        self.most_bits.min(8 * self.word_bytes)
    }

    /// The exponent where the tail starts, in tenths. A selector of so many bits does not see weights below `2^-bits`.
    fn tail(self) -> u128 {
        u128::from(self.selector_bits()) * 7
    }
}

/// What decides about a layout, beside the weight.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    tail: u128,
    most: u128,
    widenings: u32,
}

impl Shape {
    fn layout(self, weight: &Weight) -> Option<Layout> {
        Layout::finest(weight, self.tail, self.most, self.widenings)
    }
}

fn build_on(weight: &Weight, words: Words, layout: &Layout) -> Option<Built> {
    let word_bits = 8 * words.word_bytes;
    let offset_bits = layout.widest();
    if words.extra_bytes > 0 && offset_bits > 8 * words.extra_bytes {
        return None;
    }
    let selector_shift = if words.extra_bytes == 0 { offset_bits } else { 1 };
    let selector_bits = word_bits.checked_sub(selector_shift)?.min(words.selector_bits());
    let selector_shift = word_bits - selector_bits;
    // The number of selectors of each sign.
    let selectors = 1_u64.checked_shl(selector_bits.checked_sub(1)?)?;
    let block_count = usize::try_from(layout.block_count()).ok()?;
    let cell_count = (block_count + 1).next_power_of_two();
    let cell_bits = (selector_bits - 1).checked_sub(cell_count.trailing_zeros())?;
    if cell_count > MOST_CELLS || !may_fit(weight, selectors)? {
        return None;
    }

    let bounds = enclose(weight, layout)?;
    let masses = Masses::new(&bounds, selectors)?;
    let tail_bits = (0..64).find(|bits| {
        weight.growth(layout.tail_start, 1 << bits).is_none_or(|growth| {
            growth.checked_mul(10).is_none_or(|growth| growth >= 7 * weight.denominator)
        })
    })?;
    let tail_digits = u128::BITS - u128::from(masses.unit).leading_zeros() + tail_bits + 4;

    let codes = Codes::new(&bounds, layout, offset_bits)?;
    let alias = Alias::new(&masses.certain, cell_count, 1 << cell_bits);
    let (complements, entries) = cells(&alias, &codes, selector_bits, cell_bits);
    let table = Table {
        scalars: Scalars {
            word_bytes: words.word_bytes.into(),
            extra_bytes: words.extra_bytes.into(),
            selector_shift: selector_shift.into(),
            offset_bits: offset_bits.into(),
            cell_bits: cell_bits.into(),
            unit: masses.unit,
            slack: masses.slack,
            bias: codes.bias,
            tail_start: codes.bias,
            tail_bits: tail_bits.into(),
        },
        weight: *weight,
        cells: Cells::new(complements, entries),
        blocks: codes.positive.into(),
        certain: masses.certain.into(),
        wedges: masses.wedges.into(),
    };
    Some(Built {
        table,
        homes: alias.homes,
        runs: alias.runs,
        block_digits: BLOCK_DIGITS.into(),
        tail_digits: tail_digits.into(),
    })
}

/// Tells whether the unit of mass may be large enough for so many selectors: the weights add up to at least twice the size where
/// they have fallen to `exp(-1)`, times `1 - exp(-1)`.
fn may_fit(weight: &Weight, selectors: u64) -> Option<bool> {
    Some(u128::from(selectors) / weight.reaching(10)? >= LEAST_UNIT)
}

/// A block, with bounds of the weights of its ends in multiples of `2^-BLOCK_DIGITS`.
struct Bounds {
    start: u128,
    width: u32,
    /// At most the weight of its first number.
    first_low: u128,
    /// At most the weight of its last number.
    last_low: u128,
    /// At least the weight of its first number.
    high: u128,
}

/// The bounds that the checker will find, by the same recurrences.
fn enclose(weight: &Weight, layout: &Layout) -> Option<Vec<Bounds>> {
    let one = 1_u128 << BLOCK_DIGITS;
    let mut bounds = vec![Bounds { start: 0, width: 0, first_low: one, last_low: one, high: one }];
    for &Segment { start, width, count } in &layout.segments {
        let step = 1_u128.checked_shl(width)?;
        let (mut low, mut high) = exp_opp(weight.numerator(start)?, weight.denominator)?;
        let (mut ratio_low, mut ratio_high) =
            exp_opp(weight.growth(start, step)?, weight.denominator)?;
        let change = weight.quadratic.checked_mul(2)?.checked_mul(step.checked_mul(step)?)?;
        let (change_low, change_high) = exp_opp(change, weight.denominator)?;
        for number in 0..count {
            let next_low = low.checked_mul(ratio_low)? >> BLOCK_DIGITS;
            bounds.push(Bounds {
                start: start + (number << width),
                width,
                first_low: low,
                last_low: if width == 0 { low } else { next_low },
                high,
            });
            high = (high.checked_mul(ratio_high)? >> BLOCK_DIGITS) + 1;
            low = next_low;
            ratio_low = (ratio_low * change_low) >> BLOCK_DIGITS;
            ratio_high = ((ratio_high * change_high) >> BLOCK_DIGITS) + 1;
        }
    }
    Some(bounds)
}

/// The exported enclosure, with numbers of any size where double words are too small.
fn exp_opp(numerator: u128, denominator: u128) -> Option<(u128, u128)> {
    let bits = u128::from(BLOCK_DIGITS);
    if let Ok(bounds) = exported::exp_opp(&mut Nothing, &numerator, &denominator, &bits) {
        return Some(bounds);
    }
    let (low, high) = exported::exp_opp::<Nat, _>(
        &mut Nothing,
        &numerator.into(),
        &denominator.into(),
        &bits.into(),
    )
    .ok()?;
    Some((u128::try_from(&low).ok()?, u128::try_from(&high).ok()?))
}

/// The masses of the blocks, in units of which there are as many as selectors of a sign.
struct Masses {
    unit: u64,
    slack: u64,
    certain: Vec<u64>,
    wedges: Vec<u64>,
}

impl Masses {
    fn new(bounds: &[Bounds], selectors: u64) -> Option<Self> {
        let (zero, others) = bounds.split_first()?;
        let mut total = zero.high;
        for block in others {
            total = block.high.checked_mul(2 << block.width)?.checked_add(total)?;
        }
        // Rounding up adds at most 1 to each envelope, and the tail takes 2.
        let room = u128::from(selectors).checked_sub(bounds.len() as u128 + 3)?;
        let unit = room.checked_shl(BLOCK_DIGITS)? / total;
        if unit < LEAST_UNIT {
            return None;
        }
        let (mut certain, mut wedges, mut slack) = (vec![unit.try_into().ok()?], vec![0, 0], 0);
        let mut sum = 0_u64;
        for block in others {
            let scale = unit.checked_mul(2 << block.width)?;
            let floor: u64 =
                (scale.checked_mul(block.last_low)? >> BLOCK_DIGITS).try_into().ok()?;
            let envelope: u64 =
                scale.checked_mul(block.high)?.div_ceil(1 << BLOCK_DIGITS).try_into().ok()?;
            let reached = scale.checked_mul(block.first_low)? >> BLOCK_DIGITS;
            slack = slack.max(envelope - u64::try_from(reached).ok()?);
            sum += envelope - floor;
            certain.push(floor);
            wedges.push(sum);
        }
        certain.push(selectors.checked_sub(certain.iter().sum())?);
        Some(Self { unit: unit.try_into().ok()?, slack, certain, wedges })
    }
}

/// The entries of the blocks: where the values start, with the bias, and six bits that say how many bits of the
/// offset are dropped.
struct Codes {
    bias: u64,
    positive: Vec<u64>,
    negative: Vec<u64>,
}

/// The entry of the rare rounds.
const RARE: u64 = 63;

impl Codes {
    fn new(bounds: &[Bounds], layout: &Layout, offset_bits: u32) -> Option<Self> {
        let bias = u64::try_from(layout.tail_start).ok().filter(|bias| *bias < 1 << 56)?;
        let (mut positive, mut negative) = (Vec::new(), Vec::new());
        for block in bounds {
            let start = u64::try_from(block.start).ok()?;
            let dropped = u64::from(offset_bits - block.width);
            positive.push(((bias + start) << 6) + dropped);
            negative.push(((bias + 1 - start - (1 << block.width)) << 6) + dropped);
        }
        Some(Self { bias, positive, negative })
    }
}

/// The complements and the entries of both halves of the cells.
fn cells(alias: &Alias, codes: &Codes, selector_bits: u32, cell_bits: u32) -> (Vec<u64>, Vec<u64>) {
    let (mut complements, mut entries) = (Vec::new(), Vec::new());
    for codes in [&codes.positive, &codes.negative] {
        for cell in &alias.cells {
            let reached = ((complements.len() as u64) << cell_bits) + cell.threshold;
            complements.push((1 << selector_bits) - reached);
            for entry in [cell.first, cell.second] {
                entries.push(codes.get(entry).copied().unwrap_or(RARE));
            }
        }
    }
    (complements, entries)
}
