//! Parameters and results of exported functions, in any arithmetic.

use core::fmt;

use num_bigint::BigInt;
use verinoise::{Fault, Int, Integer, Nat, Natural};

use crate::Sequence;

/// What a parameter or a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A natural number.
    Natural,
    /// An integer.
    Integer,
    /// A truth value, which counts as 1 or 0.
    Boolean,
    /// A sequence of natural numbers.
    Naturals,
    /// A sequence of integers.
    Integers,
    /// A sequence of truth values.
    Booleans,
}

/// A parameter or a result outside of any arithmetic, with 1 and 0 for truth values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Datum {
    /// One number.
    Number(BigInt),
    /// The items of a sequence, or the values of a result that has several.
    Numbers(Vec<BigInt>),
}

impl Datum {
    /// The number.
    ///
    /// # Panics
    /// If there are several.
    #[must_use]
    pub fn number(&self) -> &BigInt {
        let Self::Number(number) = self else { panic!("{self:?} is not one number") };
        number
    }

    /// The items of a sequence, each as the number that `number` makes of it.
    ///
    /// # Errors
    /// A fault, if an item does not fit the arithmetic of the sequence.
    pub fn items<N: Natural, T>(
        sequence: impl Sequence<N, T>,
        number: impl Fn(&T) -> BigInt,
    ) -> Result<Self, Fault> {
        let numbers = sequence.items().map(|item| item.map(|item| number(&item)));
        numbers.collect::<Result<_, _>>().map(Self::Numbers)
    }
}

impl From<i64> for Datum {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl<const COUNT: usize> From<[i64; COUNT]> for Datum {
    fn from(numbers: [i64; COUNT]) -> Self {
        Self::Numbers(numbers.map(BigInt::from).into())
    }
}

/// The items of a sequence: words if all of them fit, as the typed samplers give them, or else numbers of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Items<W, X> {
    /// All of them are words.
    Words(Vec<W>),
    /// Some of them are not.
    Exact(Vec<X>),
}

impl<W: for<'a> TryFrom<&'a BigInt>, X> Items<W, X> {
    /// These numbers. Nothing, if one of them is not of the kind.
    fn new(numbers: &[BigInt], exact: fn(&BigInt) -> Option<X>) -> Option<Self> {
        match numbers.iter().map(W::try_from).collect() {
            Ok(words) => Some(Self::Words(words)),
            Err(_) => numbers.iter().map(exact).collect::<Option<_>>().map(Self::Exact),
        }
    }
}

impl<W: fmt::Debug, X: fmt::Debug> Items<W, X> {
    fn numbers(&self) -> Option<Vec<BigInt>> {
        match self {
            Self::Words(items) => items.iter().map(settled).collect(),
            Self::Exact(items) => items.iter().map(settled).collect(),
        }
    }
}

impl<'a, N: Natural, T, W, X> Sequence<N, T> for &'a Items<W, X>
where
    &'a [W]: Sequence<N, T>,
    &'a [X]: Sequence<N, T>,
{
    fn get(self, index: &N) -> Result<T, Fault> {
        match self {
            Items::Words(items) => Sequence::get(items.as_slice(), index),
            Items::Exact(items) => Sequence::get(items.as_slice(), index),
        }
    }

    fn length(self) -> Result<N, Fault> {
        match self {
            Items::Words(items) => Sequence::length(items.as_slice()),
            Items::Exact(items) => Sequence::length(items.as_slice()),
        }
    }

    fn items(self) -> impl Iterator<Item = Result<T, Fault>> {
        // One of the two is empty.
        let (words, exact): (&[W], &[X]) = match self {
            Items::Words(items) => (items, &[]),
            Items::Exact(items) => (&[], items),
        };
        Sequence::items(words).chain(Sequence::items(exact))
    }
}

/// A parameter or a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<N: Natural> {
    /// A natural number.
    Natural(N),
    /// An integer.
    Integer(N::Integer),
    /// A truth value.
    Boolean(bool),
    /// A sequence of natural numbers.
    Naturals(Items<u64, Nat>),
    /// A sequence of integers.
    Integers(Items<i64, Int>),
    /// A sequence of truth values.
    Booleans(Vec<bool>),
    /// A result of several values.
    Several(Vec<Self>),
}

impl<N: Natural> Value<N> {
    /// This datum in the arithmetic `N`. Nothing, if it is not of the kind or does not fit; items of sequences need not.
    #[must_use]
    pub fn new(kind: Kind, datum: &Datum) -> Option<Self> {
        match (kind, datum) {
            (Kind::Natural, Datum::Number(number)) => {
                N::from_nat(&natural(number)?).ok().map(Self::Natural)
            }
            (Kind::Integer, Datum::Number(number)) => {
                N::Integer::from_int(&integer(number)?).ok().map(Self::Integer)
            }
            (Kind::Boolean, Datum::Number(number)) => boolean(number).map(Self::Boolean),
            (Kind::Naturals, Datum::Numbers(items)) => {
                Items::new(items, natural).map(Self::Naturals)
            }
            (Kind::Integers, Datum::Numbers(items)) => {
                Items::new(items, integer).map(Self::Integers)
            }
            (Kind::Booleans, Datum::Numbers(items)) => {
                items.iter().map(boolean).collect::<Option<_>>().map(Self::Booleans)
            }
            _ => None,
        }
    }

    /// The natural number.
    ///
    /// # Panics
    /// If it is of another kind.
    #[must_use]
    pub fn natural(&self) -> &N {
        let Self::Natural(number) = self else { panic!("{self:?} is not a natural number") };
        number
    }

    /// The integer.
    ///
    /// # Panics
    /// If it is of another kind.
    #[must_use]
    pub fn integer(&self) -> &N::Integer {
        let Self::Integer(number) = self else { panic!("{self:?} is not an integer") };
        number
    }

    /// The truth value.
    ///
    /// # Panics
    /// If it is of another kind.
    #[must_use]
    pub fn boolean(&self) -> bool {
        let Self::Boolean(value) = self else { panic!("{self:?} is not a truth value") };
        *value
    }

    /// The sequence of natural numbers.
    ///
    /// # Panics
    /// If it is of another kind.
    #[must_use]
    pub fn naturals(&self) -> &Items<u64, Nat> {
        let Self::Naturals(items) = self else { panic!("{self:?} are not natural numbers") };
        items
    }

    /// The sequence of integers.
    ///
    /// # Panics
    /// If it is of another kind.
    #[must_use]
    pub fn integers(&self) -> &Items<i64, Int> {
        let Self::Integers(items) = self else { panic!("{self:?} are not integers") };
        items
    }

    /// The sequence of truth values.
    ///
    /// # Panics
    /// If it is of another kind.
    #[must_use]
    pub fn booleans(&self) -> &[bool] {
        let Self::Booleans(items) = self else { panic!("{self:?} are not truth values") };
        items
    }

    /// What it is outside of the arithmetic. Nothing, if it is not the same on all tapes.
    #[must_use]
    pub fn datum(&self) -> Option<Datum> {
        match self {
            Self::Natural(number) => settled(number).map(Datum::Number),
            Self::Integer(number) => settled(number).map(Datum::Number),
            Self::Boolean(value) => Some(Datum::Number(u8::from(*value).into())),
            Self::Naturals(items) => items.numbers().map(Datum::Numbers),
            Self::Integers(items) => items.numbers().map(Datum::Numbers),
            Self::Booleans(items) => {
                Some(Datum::Numbers(items.iter().map(|value| u8::from(*value).into()).collect()))
            }
            Self::Several(values) => {
                let number = |value: &Self| value.datum().map(|datum| datum.number().clone());
                values.iter().map(number).collect::<Option<_>>().map(Datum::Numbers)
            }
        }
    }
}

/// The value of a number. Nothing, if it is not the same on all tapes.
pub(crate) fn settled(number: &impl fmt::Debug) -> Option<BigInt> {
    format!("{number:?}").parse().ok()
}

fn natural(number: &BigInt) -> Option<Nat> {
    number.to_biguint().map(Nat::from)
}

#[expect(clippy::unnecessary_wraps, reason = "as for the other kinds")]
fn integer(number: &BigInt) -> Option<Int> {
    Some(number.clone().into())
}

fn boolean(number: &BigInt) -> Option<bool> {
    [false, true].into_iter().find(|value| BigInt::from(u8::from(*value)) == *number)
}

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use num_bigint::BigInt;
    use verinoise::{Nat, Natural};

    use super::{Datum, Items, Kind, Value};
    use crate::Sequence;

    fn check<N: Natural>(kind: Kind, number: &(impl Clone + Debug + Into<BigInt>), fits: bool) {
        let number = Datum::Number(number.clone().into());
        let value = Value::<N>::new(kind, &number);
        assert_eq!(value.is_some(), fits, "{number:?} as {kind:?}");
        assert!(value.is_none_or(|value| value.datum() == Some(number)));
    }

    #[test]
    fn numbers_come_back() {
        let large: BigInt = BigInt::from(10).pow(30) * 12_345 - 1;
        for number in [0, 1, 2, u64::MAX / 2, u64::MAX / 2 + 1, u64::MAX] {
            check::<u64>(Kind::Natural, &number, true);
            check::<u64>(Kind::Integer, &number, i64::try_from(number).is_ok());
            check::<u128>(Kind::Integer, &number, true);
            check::<Nat>(Kind::Integer, &number, true);
            check::<Nat>(Kind::Boolean, &number, number <= 1);
        }
        for number in [i64::MIN, i64::MIN + 1, -1] {
            check::<u64>(Kind::Natural, &number, false);
            check::<Nat>(Kind::Natural, &number, false);
            check::<u64>(Kind::Integer, &number, true);
            check::<Nat>(Kind::Integer, &number, true);
        }
        check::<u64>(Kind::Natural, &(BigInt::from(u64::MAX) + 1), false);
        check::<u64>(Kind::Integer, &(BigInt::from(i64::MIN) - 1), false);
        check::<u128>(Kind::Natural, &u128::MAX, true);
        check::<u128>(Kind::Integer, &i128::MIN, true);
        check::<u128>(Kind::Natural, &large, large.bits() <= 128);
        check::<Nat>(Kind::Natural, &large, true);
        check::<Nat>(Kind::Integer, &-large, true);
    }

    #[test]
    fn sequences_come_back() {
        let large: BigInt = BigInt::from(u64::MAX) * 4_u32;
        let small = |items: &[i64]| items.iter().copied().map(BigInt::from).collect::<Vec<_>>();
        // The items, and whether they are natural numbers and truth values.
        let cases = [
            (small(&[]), true, true),
            (small(&[1, 0, 1]), true, true),
            (small(&[1, 2]), true, false),
            (vec![1.into(), large.clone()], true, false),
            (small(&[-1, i64::MIN]), false, false),
            (vec![1.into(), -large], false, false),
        ];
        for (items, naturals, booleans) in cases {
            let datum = Datum::Numbers(items);
            let all = [
                (Kind::Naturals, naturals),
                (Kind::Integers, true),
                (Kind::Booleans, booleans),
                (Kind::Natural, false),
                (Kind::Integer, false),
                (Kind::Boolean, false),
            ];
            for (kind, of_kind) in all {
                let value = Value::<u64>::new(kind, &datum);
                assert_eq!(value.is_some(), of_kind, "{datum:?} as {kind:?}");
                assert!(value.is_none_or(|value| value.datum() == Some(datum.clone())));
            }
        }
        assert!(Value::<Nat>::new(Kind::Naturals, &1.into()).is_none());
    }

    #[test]
    fn items_are_those_of_words_or_of_any_size() {
        let words = Items::Words(vec![1_u64, 2, 3]);
        let exact = Items::Exact([1_u64, 2, 3].map(Nat::from).to_vec());
        for items in [&words, &exact] {
            assert_eq!(Sequence::get(items, &1_u64), Ok(2_u64));
            assert_eq!(Sequence::get(items, &3_u64), Ok(0_u64));
            assert_eq!(Sequence::length(items), Ok(3_u64));
            assert!(Sequence::<u128>::items(items).eq([Ok(1), Ok(2), Ok(3)]));
            let numbers = Datum::items(items, |item: &u128| BigInt::from(*item));
            assert_eq!(numbers, Ok([1, 2, 3].into()));
        }
    }
}
