//! What shows that a quotient or a root is right, whichever way it was computed.

use crate::{Fault, Natural};

/// The remainder `n - quotient * d`, if it is at least 0 and below `d`: so the quotient is right.
#[inline]
pub(crate) fn remainder<N: Natural>(n: &N, quotient: &N, d: &N) -> Result<N, Fault> {
    let product = quotient.mul(d).map_err(|_| Fault::Quotient)?;
    let remainder = n.saturating_sub(&product);
    if product <= *n && remainder < *d { Ok(remainder) } else { Err(Fault::Quotient) }
}

/// The root itself, if `root^2 <= n < (root + 1)^2`.
#[inline]
pub(crate) fn root<N: Natural>(n: &N, root: N) -> Result<N, Fault> {
    // n < (root + 1)^2 says that n - root^2 <= 2 root. Roots are below half a word.
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
            let quotient = n.div(&d).expect("a quotient");
            assert!(remainder(&n, &quotient, &d) == n.rem(&d));
            let next = quotient.add(&one).expect("fits");
            assert!(remainder(&n, &next, &d) == Err(Fault::Quotient));
            if quotient > zero {
                let previous = quotient.saturating_sub(&one);
                assert!(remainder(&n, &previous, &d) == Err(Fault::Quotient));
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

    #[test]
    fn wrong_results_are_noticed() {
        wrong::<u64>(64);
        wrong::<u128>(128);
        wrong::<Nat>(300);
    }
}
