//! The cells of a table: an alias table (Walker 1977, in Vose's construction of 1991) whose cells are sorted by
//! their second entry.

use alloc::vec;
use alloc::vec::Vec;

/// A cell: its first `threshold` selectors have the entry `first`, the others have `second`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) threshold: u64,
    pub(crate) first: usize,
    pub(crate) second: usize,
}

/// An alias table of `masses.len()` entries, the last of which is that of the rare rounds.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) cells: Vec<Cell>,
    /// For each entry, the cell whose first entry it is.
    pub(crate) homes: Vec<u64>,
    /// For each entry, the end of the cells whose second entry it is.
    pub(crate) runs: Vec<u64>,
}

impl Alias {
    /// The table of these masses in cells of `size` selectors each. They add up to `count * size`, and `count`
    /// is not below their number.
    pub(crate) fn new(masses: &[u64], count: usize, size: u64) -> Self {
        let last = masses.len() - 1;
        let mut left = masses.to_vec();
        left.resize(count, 0);
        let mut small: Vec<usize> = (0..count).filter(|&entry| left[entry] < size).collect();
        let mut large: Vec<usize> = (0..count).filter(|&entry| left[entry] >= size).collect();
        let whole = |entry: usize| Cell {
            threshold: size,
            first: entry.min(last),
            second: entry.min(last),
        };
        let mut cells: Vec<Cell> = (0..count).map(whole).collect();
        while let (Some(&donor), Some(taker)) = (large.last(), small.pop()) {
            (cells[taker].threshold, cells[taker].second) = (left[taker], donor);
            left[donor] -= size - left[taker];
            if left[donor] < size {
                large.pop();
                small.push(donor);
            }
        }
        Self::sorted(&cells, masses.len())
    }

    fn sorted(unsorted: &[Cell], entries: usize) -> Self {
        let mut order: Vec<usize> = (0..unsorted.len()).collect();
        order.sort_by_key(|&cell| unsorted[cell].second);
        let (mut homes, mut runs) = (vec![0; entries], vec![0; entries]);
        let mut cells = Vec::with_capacity(unsorted.len());
        for (place, &cell) in (0..).zip(&order) {
            cells.push(unsorted[cell]);
            runs[unsorted[cell].second] = place + 1;
            if let Some(home) = homes.get_mut(cell) {
                *home = place;
            }
        }
        let mut end = 0;
        for run in &mut runs {
            end = end.max(*run);
            *run = end;
        }
        Self { cells, homes, runs }
    }
}
