//! Parameters and results of exported functions, in any arithmetic.

use num_bigint::{BigInt, Sign};
use verinoise::{Integer, Natural};

/// What a parameter or a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A natural number.
    Natural,
    /// An integer.
    Integer,
    /// A truth value, which counts as 1 or 0.
    Boolean,
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
}

impl<N: Natural> Value<N> {
    /// This number in the arithmetic `N`. Nothing, if it is not of the kind or does not fit.
    #[must_use]
    pub fn new(kind: Kind, number: &BigInt) -> Option<Self> {
        match kind {
            Kind::Natural if number.sign() == Sign::Minus => None,
            Kind::Natural => natural(number).map(Self::Natural),
            Kind::Integer => integer::<N>(number).map(Self::Integer),
            Kind::Boolean if *number == BigInt::ZERO => Some(Self::Boolean(false)),
            Kind::Boolean if *number == BigInt::from(1) => Some(Self::Boolean(true)),
            Kind::Boolean => None,
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

    /// The number, of any size. Nothing, if it is not the same on all tapes.
    #[must_use]
    pub fn number(&self) -> Option<BigInt> {
        match self {
            Self::Natural(number) => format!("{number:?}").parse().ok(),
            Self::Integer(number) => format!("{number:?}").parse().ok(),
            Self::Boolean(value) => Some(i32::from(*value).into()),
        }
    }
}

/// The magnitude, digit by digit. Nothing, if it does not fit.
fn natural<N: Natural>(number: &BigInt) -> Option<N> {
    let base = N::from(1 << 32);
    number.iter_u32_digits().rev().try_fold(N::from(0), |higher, digit| {
        if higher == N::from(0) {
            return Some(N::from(digit.into()));
        }
        higher.mul(&base).ok()?.add(&N::from(digit.into())).ok()
    })
}

/// A negative number is one less than the negative of a smaller one: the least integer has no positive of its size.
fn integer<N: Natural>(number: &BigInt) -> Option<N::Integer> {
    if number.sign() != Sign::Minus {
        return N::Integer::from_natural(&natural(number)?).ok();
    }
    let above = N::Integer::from_natural(&natural(&(number + 1))?).ok()?.neg().ok()?;
    let minus_one = N::Integer::from_natural(&N::from(1)).ok()?.neg().ok()?;
    above.add(&minus_one).ok()
}

#[cfg(test)]
mod tests {
    use core::fmt::Debug;

    use num_bigint::BigInt;
    use verinoise::{Nat, Natural};

    use super::{Kind, Value};

    fn check<N: Natural>(kind: Kind, number: &(impl Clone + Debug + Into<BigInt>), fits: bool) {
        let number = number.clone().into();
        let value = Value::<N>::new(kind, &number);
        assert_eq!(value.is_some(), fits, "{number} as {kind:?}");
        assert!(value.is_none_or(|value| value.number() == Some(number)));
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
}
