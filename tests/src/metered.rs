//! Numbers that give up.

use core::fmt;
use std::cell::Cell;

use verinoise::{Fault, Int, Integer, Nat, Natural, Source, Stop};

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(0) };
}

/// A run that makes a longer number, by a shift or of random bytes, is given up: one operation on it would take the time of many.
const MOST_BITS: u64 = 1 << 12;

/// A number of the arithmetic `T` that counts operations, see [`metered`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Metered<T>(T);

/// Runs an exported function over [`Metered`] numbers. Nothing, if it takes more than so many operations.
///
/// Outside of its precondition an exported function may never return. Over these numbers it does: once the operations are
/// used up, every operation that may fail does.
pub fn metered<T>(operations: u32, run: impl FnOnce() -> T) -> Option<T> {
    LEFT.set(operations);
    let result = run();
    if LEFT.get() == 0 { None } else { Some(result) }
}

impl<T: fmt::Debug> fmt::Debug for Metered<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Counts an operation.
fn count() -> Result<(), Fault> {
    let left = LEFT.get().saturating_sub(1);
    LEFT.set(left);
    if left == 0 { Err(Fault::Capacity) } else { Ok(()) }
}

/// Counts an operation that makes a number by so many bits, or bytes, longer.
fn count_longer<T: Natural>(by: &T, most: u64) -> Result<(), Fault> {
    if *by > T::from(most) {
        LEFT.set(0);
    }
    count()
}

impl<T: From<u64>> From<u64> for Metered<T> {
    fn from(number: u64) -> Self {
        Self(number.into())
    }
}

impl<T: From<i64>> From<i64> for Metered<T> {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

impl<T: Natural> Natural for Metered<T> {
    type Integer = Metered<T::Integer>;

    fn add(&self, other: &Self) -> Result<Self, Fault> {
        count()?;
        self.0.add(&other.0).map(Self)
    }

    fn mul(&self, other: &Self) -> Result<Self, Fault> {
        count()?;
        self.0.mul(&other.0).map(Self)
    }

    fn saturating_sub(&self, other: &Self) -> Self {
        Self(self.0.saturating_sub(&other.0))
    }

    fn div(&self, other: &Self) -> Result<Self, Fault> {
        count()?;
        self.0.div(&other.0).map(Self)
    }

    fn shl(&self, bits: &Self) -> Result<Self, Fault> {
        count_longer(&bits.0, MOST_BITS)?;
        self.0.shl(&bits.0).map(Self)
    }

    fn shr(&self, bits: &Self) -> Self {
        Self(self.0.shr(&bits.0))
    }

    fn and(&self, other: &Self) -> Self {
        Self(self.0.and(&other.0))
    }

    fn bit_length(&self) -> Self {
        Self(self.0.bit_length())
    }

    fn isqrt(&self) -> Result<Self, Fault> {
        count()?;
        self.0.isqrt().map(Self)
    }

    fn is_odd(&self) -> bool {
        self.0.is_odd()
    }

    fn to_usize(&self) -> Option<usize> {
        self.0.to_usize()
    }

    fn from_nat(value: &Nat) -> Result<Self, Fault> {
        T::from_nat(value).map(Self)
    }

    fn take<S: Source>(source: &mut S, bytes: &Self) -> Result<Self, Stop<S::Error>> {
        count_longer(&bytes.0, MOST_BITS / 8)?;
        T::take(source, &bytes.0).map(Self)
    }
}

impl<I: Integer> Integer for Metered<I> {
    type Natural = Metered<I::Natural>;

    fn from_natural(natural: &Self::Natural) -> Result<Self, Fault> {
        count()?;
        I::from_natural(&natural.0).map(Self)
    }

    fn from_int(value: &Int) -> Result<Self, Fault> {
        I::from_int(value).map(Self)
    }

    fn neg(&self) -> Result<Self, Fault> {
        count()?;
        self.0.neg().map(Self)
    }

    fn add(&self, other: &Self) -> Result<Self, Fault> {
        count()?;
        self.0.add(&other.0).map(Self)
    }

    fn magnitude(&self) -> Self::Natural {
        Metered(self.0.magnitude())
    }
}
