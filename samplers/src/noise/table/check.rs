//! The exported checkers decide whether a table is drawn from.

use core::convert::Infallible;
use core::fmt;

use super::build::{Built, Nothing};
use super::{Table, with_cells};
use crate::{Fault, Nat, Natural, Stop, exported};

/// The part of a table that a checker refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// Some block is not looked up by as many selectors as it should be.
    Lookup,
    /// The weights do not lie between certain masses and envelopes, or the blocks leave gaps.
    Blocks,
    /// The weights beyond the last block are too large.
    Tail,
    /// The sizes of the words or of the sequences are not such that a scan stays within 64 bits.
    Sizes,
    /// A checker could not decide, since a number did not fit the memory.
    Undecided(Fault),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lookup => {
                f.write_str("the look-up gives a block another mass than the table says")
            }
            Self::Blocks => f.write_str("the weights of a block are not within its bounds"),
            Self::Tail => {
                f.write_str("the weights beyond the last block are not within their bounds")
            }
            Self::Sizes => {
                f.write_str("the words or the sequences have other sizes than a scan needs")
            }
            Self::Undecided(fault) => write!(f, "a checker could not decide: {fault}"),
        }
    }
}

/// The table, if it passes the exported checkers.
///
/// # Errors
/// The first of them that does not answer `true`.
pub(crate) fn checked(built: Built) -> Result<Table, Refusal> {
    decide(Refusal::Lookup, || lookup::<u128>(&built), || lookup::<Nat>(&built))?;
    decide(Refusal::Blocks, || blocks::<u128>(&built), || blocks::<Nat>(&built))?;
    decide(Refusal::Tail, || tail::<u128>(&built), || tail::<Nat>(&built))?;
    if fits_words(&built.table) { Ok(built.table) } else { Err(Refusal::Sizes) }
}

/// The conditions of `table_scan_words` in `proofs/Claims/`, beside the checkers: the entries of the blocks are words
/// already. Then a scan needs no check for overflow.
fn fits_words(table: &Table) -> bool {
    let most = size_of::<u64>() as u64;
    table.scalars.word_bytes <= most
        && table.scalars.extra_bytes <= most
        && table.certain.len() == table.blocks.len() + 1
}

type Verdict = Result<bool, Stop<Infallible>>;

/// Asks with double words, and where these are too small, with numbers of any size.
fn decide(
    refusal: Refusal,
    words: impl FnOnce() -> Verdict,
    exact: impl FnOnce() -> Verdict,
) -> Result<(), Refusal> {
    let verdict = match words() {
        Err(Stop::Fault(Fault::Capacity)) => exact(),
        verdict => verdict,
    };
    match verdict {
        Ok(true) => Ok(()),
        Ok(false) => Err(refusal),
        Err(Stop::Fault(fault)) => Err(Refusal::Undecided(fault)),
    }
}

fn lookup<N: Natural>(built: &Built) -> Verdict {
    let table = &built.table;
    let numbers = table.scalars.of::<N>();
    with_cells!(table, |complements, entries| exported::table_check_lookup(
        &mut Nothing,
        &numbers.word_bytes,
        &numbers.extra_bytes,
        &numbers.selector_shift,
        &numbers.offset_bits,
        &numbers.cell_bits,
        complements,
        entries,
        &numbers.bias,
        &*table.blocks,
        &*table.certain,
        &*built.homes,
        &*built.runs,
    ))
}

fn blocks<N: Natural>(built: &Built) -> Verdict {
    let table = &built.table;
    let numbers = table.scalars.of::<N>();
    let weight = table.weight.of::<N>().map_err(Stop::Fault)?;
    exported::table_check_blocks(
        &mut Nothing,
        &weight.quadratic,
        &weight.linear,
        &weight.denominator,
        &numbers.unit,
        &numbers.slack,
        &numbers.offset_bits,
        &numbers.bias,
        &*table.blocks,
        &*table.certain,
        &*table.wedges,
        &numbers.tail_start,
        &N::from(built.block_digits),
    )
}

fn tail<N: Natural>(built: &Built) -> Verdict {
    let table = &built.table;
    let numbers = table.scalars.of::<N>();
    let weight = table.weight.of::<N>().map_err(Stop::Fault)?;
    exported::table_check_tail(
        &mut Nothing,
        &weight.quadratic,
        &weight.linear,
        &weight.denominator,
        &numbers.unit,
        &*table.certain,
        &*table.wedges,
        &numbers.tail_start,
        &numbers.tail_bits,
        &N::from(built.tail_digits),
    )
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{Built, Refusal, checked, decide};
    use crate::noise::table::{Cells, Weight, build};
    use crate::{Fault, Stop};

    /// Tables of each kind, none of which has equal bounds everywhere.
    fn tables() -> impl Iterator<Item = Built> {
        let weights = [
            Weight::gaussian((25, 4)).unwrap(),
            Weight::laplace((1000, 1)),
            Weight::gaussian((1 << 40, 7)).unwrap(),
            Weight::laplace((1 << 30, 1)),
            Weight::gaussian((1 << 80, 3)).unwrap(),
            // The checkers take numbers beyond 128 bits.
            Weight::laplace(((1 << 117) + 1, 1 << 80)),
        ];
        weights.into_iter().map(|weight| build(&weight).unwrap())
    }

    fn refusal(plant: impl Fn(&mut Built)) -> Vec<Option<Refusal>> {
        let plant = |mut built| {
            plant(&mut built);
            checked(built).err()
        };
        tables().map(plant).collect()
    }

    /// Each fault is seen by one of the checkers alone.
    #[test]
    fn every_checker_is_asked() {
        assert_eq!(refusal(|_| ()), [None; 6]);
        let complement = refusal(|built| match &mut built.table.cells {
            Cells::Small { complements, .. } => complements[0] -= 1,
            Cells::Medium { complements, .. } | Cells::Large { complements, .. } => {
                complements[0] -= 1;
            }
        });
        assert_eq!(complement, [Some(Refusal::Lookup); 6]);
        let home = refusal(|built| built.homes.swap(0, 1));
        assert_eq!(home, [Some(Refusal::Lookup); 6]);
        let slack = refusal(|built| built.table.scalars.slack -= 1);
        assert_eq!(slack, [Some(Refusal::Blocks); 6]);
        let digits = refusal(|built| built.block_digits = 4);
        assert_eq!(digits, [Some(Refusal::Blocks); 6]);
        let tail = refusal(|built| built.table.scalars.tail_bits = 0);
        assert_eq!(tail[1..], [Some(Refusal::Tail); 5]);
        let digits = refusal(|built| built.tail_digits = 1);
        assert_eq!(digits, [Some(Refusal::Tail); 6]);
        let sizes = refusal(|built| {
            built.table.certain = [&*built.table.certain, &[0]].concat().into();
        });
        assert_eq!(sizes, [Some(Refusal::Sizes); 6]);
    }

    /// What double words cannot decide is decided by numbers of any size, and nothing else is.
    #[test]
    fn larger_numbers_are_asked_where_words_are_too_small() {
        let stop = |fault| Err(Stop::Fault(fault));
        let unasked = || panic!("words were enough");
        assert_eq!(decide(Refusal::Tail, || Ok(true), unasked), Ok(()));
        assert_eq!(decide(Refusal::Tail, || Ok(false), unasked), Err(Refusal::Tail));
        let undecided = |fault| Err(Refusal::Undecided(fault));
        let quotient = decide(Refusal::Tail, || stop(Fault::Quotient), unasked);
        assert_eq!(quotient, undecided(Fault::Quotient));
        let small = || stop(Fault::Capacity);
        assert_eq!(decide(Refusal::Blocks, small, || Ok(true)), Ok(()));
        assert_eq!(decide(Refusal::Blocks, small, || Ok(false)), Err(Refusal::Blocks));
        let memory = decide(Refusal::Blocks, small, || stop(Fault::Memory));
        assert_eq!(memory, undecided(Fault::Memory));
    }
}
