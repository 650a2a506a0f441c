//! Certificates: inequalities that show a quotient or a root to be right, whichever way it was computed.
//!
//! The compiler may use properties of correct quotients and roots to delete a check, although the check
//! is there for the case that a quotient or a root is *wrong*. It has done so: the standard library
//! tells it that the root of a word has half its bits, so the check that the square fits went. Each
//! quotient and each root is therefore passed through [`black_box`] first, and what comes out of that
//! is what is checked and returned. `tests/emitted.rs` looks for the checks in optimised code.

use core::hint::black_box;

use crate::{Fault, Natural};

/// The quotient itself, if `quotient * d <= n < (quotient + 1) * d`.
#[inline]
pub(crate) fn quotient<N: Natural>(n: &N, quotient: N, d: &N) -> Result<N, Fault> {
    let quotient = black_box(quotient);
    let product = quotient.mul(d).map_err(|_| Fault::Quotient)?;
    // n < (quotient + 1) * d says that n - quotient * d < d.
    if product <= *n && n.saturating_sub(&product) < *d {
        Ok(quotient)
    } else {
        Err(Fault::Quotient)
    }
}

/// The root itself, if `root^2 <= n < (root + 1)^2`.
#[inline]
pub(crate) fn root<N: Natural>(n: &N, root: N) -> Result<N, Fault> {
    let root = black_box(root);
    // n < (root + 1)^2 says that n - root^2 <= 2 root. A correct root is below half a word, so that
    // neither product overflows.
    let square = root.mul(&root).map_err(|_| Fault::Quotient)?;
    let bound = root.add(&root).map_err(|_| Fault::Quotient)?;
    if square <= *n && n.saturating_sub(&square) <= bound { Ok(root) } else { Err(Fault::Quotient) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Nat;

    /// 1, 2 and 3 and what is close to powers of two, up to the number of bits.
    fn numbers<N: Natural>(bits: u32) -> impl Iterator<Item = N> + Clone {
        (1..bits).flat_map(|bits| {
            let power = (0..bits).try_fold(N::from(1), |power, _| power.add(&power)).expect("fits");
            let one = N::from(1);
            [power.saturating_sub(&one), power.clone(), power.add(&one).expect("fits")]
        })
    }

    fn wrong<N: Natural>(bits: u32) {
        let one = N::from(1);
        let zero = one.saturating_sub(&one);
        for (n, d) in
            numbers::<N>(bits).flat_map(|n| numbers::<N>(bits).map(move |d| (n.clone(), d)))
        {
            let right = n.div(&d).expect("a quotient");
            assert!(quotient(&n, right.clone(), &d).as_ref() == Ok(&right));
            let next = right.add(&one).expect("fits");
            assert!(quotient(&n, next, &d) == Err(Fault::Quotient));
            if right > zero {
                let previous = right.saturating_sub(&one);
                assert!(quotient(&n, previous, &d) == Err(Fault::Quotient));
            }
        }
        for n in numbers::<N>(bits) {
            let found = n.isqrt().expect("a root");
            assert!(root(&n, found.clone()).as_ref() == Ok(&found));
            assert!(root(&n, found.add(&one).expect("fits")) == Err(Fault::Quotient));
            assert!(root(&n, found.saturating_sub(&one)) == Err(Fault::Quotient));
            // So large that it has no square among words.
            assert!(root(&one, n.clone()).is_ok() == (n == one));
        }
    }

    /// In the low 64 bits of the products, this root is right; as a number, its square is far above.
    #[test]
    fn a_root_whose_square_overflows_is_noticed() {
        let (n, wrong) = (18_375_531_340_144_854_109_u64, 13_840_501_771_456_917_624_u64);
        assert!(n - wrong.wrapping_mul(wrong) <= wrong.wrapping_mul(2));
        assert!(root(&n, wrong) == Err(Fault::Quotient));
    }

    #[test]
    fn wrong_results_are_noticed() {
        wrong::<u64>(64);
        wrong::<u128>(128);
        wrong::<Nat>(300);
    }
}
