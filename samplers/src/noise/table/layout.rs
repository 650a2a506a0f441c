//! How the blocks of a table are laid out: a choice about speed and memory. Whether a table is right does
//! not depend on it.

use alloc::vec::Vec;

use super::weight::Weight;

/// Blocks of one width that lie side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) start: u128,
    /// Each block has `2^width` numbers.
    pub(crate) width: u32,
    pub(crate) count: u128,
}

/// The blocks of the sizes from 1 to `tail_start - 1`.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) segments: Vec<Segment>,
    pub(crate) tail_start: u128,
}

/// By how many tenths the exponent grows until blocks may be twice as wide. The cost of a block is its wedge,
/// which is proportional to its width and to the slope of the weight; a quarter of the weight makes up for
/// twice the width, twice over.
const DOUBLING: u128 = 14;

/// The least exponent, in tenths, where blocks become wider for the first time. Before that, blocks of twice the width
/// everywhere cost about as much.
const FIRST: u128 = DOUBLING / 2;

impl Layout {
    /// The finest layout of at most `most` blocks, which become twice as wide up to `widenings` times. The tail starts where
    /// the exponent is `tail` tenths.
    pub(crate) fn finest(weight: &Weight, tail: u128, most: u128, widenings: u32) -> Option<Self> {
        // With narrower blocks, not even the widest ones would be few enough.
        let least =
            (weight.reaching(tail)? / most).checked_ilog2().unwrap_or(0).saturating_sub(widenings);
        (least..64).find_map(|width| {
            let layout = |first| {
                Self::widening(weight, width, widenings, first, tail)
                    .filter(|layout| layout.block_count() <= most)
            };
            let mut finest = layout(FIRST)?;
            // The later blocks become wider, the more of them there are.
            let (mut fits, mut exceeds) = (FIRST, tail + 1);
            while exceeds - fits > 1 {
                let first = fits.midpoint(exceeds);
                match layout(first) {
                    Some(layout) => (fits, finest) = (first, layout),
                    None => exceeds = first,
                }
            }
            Some(finest)
        })
    }

    /// Blocks of `2^width` numbers up to an exponent of `first` tenths, and twice as wide ones after each
    /// further step.
    fn widening(
        weight: &Weight,
        width: u32,
        widenings: u32,
        first: u128,
        tail: u128,
    ) -> Option<Self> {
        let end = weight.reaching(tail)?;
        let (mut start, widest, mut width, mut tenths) = (1, width + widenings, width, first);
        let mut segments: Vec<Segment> = Vec::new();
        while start < end {
            let stop = weight.reaching(tenths.min(tail))?;
            if stop > start {
                let count = (stop - start).div_ceil(1_u128.checked_shl(width)?);
                match segments.last_mut().filter(|last| last.width == width) {
                    Some(last) => last.count += count,
                    None => segments.push(Segment { start, width, count }),
                }
                start = count.checked_shl(width)?.checked_add(start)?;
            }
            tenths += DOUBLING;
            width = (width + 1).min(widest);
        }
        Some(Self { segments, tail_start: start })
    }

    /// The number of blocks, with that of zero.
    pub(crate) fn block_count(&self) -> u128 {
        1 + self.segments.iter().map(|segment| segment.count).sum::<u128>()
    }

    /// The largest width.
    pub(crate) fn widest(&self) -> u32 {
        self.segments.iter().map(|segment| segment.width).max().unwrap_or(0)
    }
}
