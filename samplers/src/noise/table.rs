//! Tables for parameters that stay the same: the numbers, and who may use them.
//!
//! A table is built by any means ([`build`]) and becomes a [`Table`] that is drawn from only after the exported
//! checkers have passed it ([`check`]). `proofs/Claims/Tables.v` says that whatever passes them gives exactly
//! the distribution of its weight.

mod alias;
mod build;
mod check;
mod draw;
mod layout;
mod scan;
mod weight;

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::Natural;

pub(crate) use build::build;
pub use check::Refusal;
pub(crate) use check::checked;
pub(crate) use weight::Weight;

/// A table: what `table_sample` in the exported functions takes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) scalars: Scalars,
    pub(crate) weight: Weight,
    pub(crate) cells: Cells,
    pub(crate) blocks: Box<[u64]>,
    pub(crate) certain: Box<[u64]>,
    pub(crate) wedges: Box<[u64]>,
}

/// The single numbers of a table, by their names in the exported functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scalars<N = u64> {
    pub(crate) word_bytes: N,
    pub(crate) extra_bytes: N,
    pub(crate) selector_shift: N,
    pub(crate) offset_bits: N,
    pub(crate) cell_bits: N,
    pub(crate) unit: N,
    pub(crate) slack: N,
    pub(crate) bias: N,
    pub(crate) tail_start: N,
    pub(crate) tail_bits: N,
}

impl Scalars {
    /// The same numbers in another arithmetic.
    fn of<N: Natural>(&self) -> Scalars<N> {
        Scalars {
            word_bytes: self.word_bytes.into(),
            extra_bytes: self.extra_bytes.into(),
            selector_shift: self.selector_shift.into(),
            offset_bits: self.offset_bits.into(),
            cell_bits: self.cell_bits.into(),
            unit: self.unit.into(),
            slack: self.slack.into(),
            bias: self.bias.into(),
            tail_start: self.tail_start.into(),
            tail_bits: self.tail_bits.into(),
        }
    }

    /// The value that a drawn number stands for. Both are below `2^58`.
    #[inline]
    const fn centred(&self, drawn: u64) -> i64 {
        drawn.cast_signed().wrapping_sub(self.bias.cast_signed())
    }
}

/// The cells, in as few bytes as hold them: the smaller they are, the faster they are looked up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cells {
    Small { complements: Box<[u32]>, entries: Box<[u32]> },
    Medium { complements: Box<[u64]>, entries: Box<[u32]> },
    Large { complements: Box<[u64]>, entries: Box<[u64]> },
}

impl Cells {
    fn new(complements: Vec<u64>, entries: Vec<u64>) -> Self {
        match (narrow(&complements), narrow(&entries)) {
            (Some(complements), Some(entries)) => Self::Small { complements, entries },
            (None, Some(entries)) => Self::Medium { complements: complements.into(), entries },
            (_, None) => Self::Large { complements: complements.into(), entries: entries.into() },
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Small { complements, entries } => {
                size_of_val(&**complements) + size_of_val(&**entries)
            }
            Self::Medium { complements, entries } => {
                size_of_val(&**complements) + size_of_val(&**entries)
            }
            Self::Large { complements, entries } => {
                size_of_val(&**complements) + size_of_val(&**entries)
            }
        }
    }
}

/// The numbers in 32 bits each, if they fit.
fn narrow(numbers: &[u64]) -> Option<Box<[u32]>> {
    numbers.iter().map(|number| u32::try_from(*number).ok()).collect()
}

/// Evaluates an expression for the cells as they are held.
macro_rules! with_cells {
    ($table:expr, |$complements:ident, $entries:ident| $body:expr) => {
        match &$table.cells {
            $crate::noise::table::Cells::Small { complements, entries } => {
                let ($complements, $entries) = (&**complements, &**entries);
                $body
            }
            $crate::noise::table::Cells::Medium { complements, entries } => {
                let ($complements, $entries) = (&**complements, &**entries);
                $body
            }
            $crate::noise::table::Cells::Large { complements, entries } => {
                let ($complements, $entries) = (&**complements, &**entries);
                $body
            }
        }
    };
}
use with_cells;

impl Table {
    /// The selectors whose rounds are rare, and all selectors.
    pub(crate) fn rare_probability(&self) -> (u64, u64) {
        (self.certain.last().copied().unwrap_or(0), self.certain.iter().sum())
    }

    /// The bytes that the table takes in memory.
    pub(crate) fn size(&self) -> usize {
        size_of::<Self>() + self.numbers_size()
    }

    /// The bytes of its cells and blocks.
    pub(crate) fn numbers_size(&self) -> usize {
        self.cells.size()
            + [&self.blocks, &self.certain, &self.wedges]
                .map(|numbers| size_of_val(&**numbers))
                .iter()
                .sum::<usize>()
    }
}
