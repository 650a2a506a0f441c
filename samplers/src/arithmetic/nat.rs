//! Natural numbers of any size.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;

use num_bigint::BigUint;

use super::{Fault, Int, Natural, Stop, certificate};
use crate::Source;

/// A natural number of any size; below `2^128` it is held inline and nothing is allocated.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nat(Repr);

/// Canonical: `Large` holds no value that `Small` can hold. The order relies on it.
#[expect(
    clippy::derived_hash_with_manual_eq,
    reason = "equality is what would be derived, elsewhere"
)]
#[derive(Clone, Hash)]
enum Repr {
    Small(u128),
    Large(BigUint),
}

impl Ord for Repr {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Small(a), Small(b)) => a.cmp(b),
            _ => self.compare_large(other),
        }
    }
}

impl PartialOrd for Repr {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Repr {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Repr {}

impl Repr {
    /// The comparison where one of the two is large. Compiled into a loop, it would be looked at outside of the
    /// loop whether a number is held inline, before it is known that there is one: memory checkers report that.
    #[cold]
    #[inline(never)]
    fn compare_large(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Small(a), Small(b)) => a.cmp(b),
            (Small(_), Large(_)) => Ordering::Less,
            (Large(_), Small(_)) => Ordering::Greater,
            (Large(a), Large(b)) => a.cmp(b),
        }
    }
}

use Repr::{Large, Small};

impl Nat {
    /// The number 0.
    pub const ZERO: Self = Self(Small(0));

    /// Tells whether the number is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Small(0))
    }

    fn to_large(&self) -> Cow<'_, BigUint> {
        match &self.0 {
            Small(value) => Cow::Owned(BigUint::from(*value)),
            Large(value) => Cow::Borrowed(value),
        }
    }

    /// The number of binary digits.
    fn bits(&self) -> u64 {
        match &self.0 {
            Small(value) => (u128::BITS - value.leading_zeros()).into(),
            Large(value) => value.bits(),
        }
    }
}

/// Room for so many bytes, or a fault where the allocator would end the program.
fn reserve(bytes: usize) -> Result<Vec<u8>, Fault> {
    let mut room = Vec::new();
    room.try_reserve_exact(bytes).map_err(|_| Fault::Memory)?;
    Ok(room)
}

/// Asks whether the memory holds what an operation on these numbers takes, since `num-bigint` ends
/// the program where it does not. The answer is given back at once: another thread may take the
/// memory before the operation does.
#[cold]
pub(crate) fn probe(operands: &[&Nat]) -> Result<(), Fault> {
    probe_bits(operands.iter().fold(0, |bits, nat| bits.saturating_add(nat.bits())))
}

/// As [`probe`], for an operation whose operands, or whose result, have so many binary digits together.
fn probe_bits(bits: u64) -> Result<(), Fault> {
    /// Of an operation: its operands as large numbers, its result, and what it sets aside meanwhile.
    const COPIES: u64 = 8;
    let bytes = (bits / 8).saturating_mul(COPIES).saturating_add(64);
    reserve(usize::try_from(bytes).map_err(|_| Fault::Memory)?).map(drop)
}

impl Natural for Nat {
    type Integer = Int;

    #[inline]
    fn add(&self, other: &Self) -> Result<Self, Fault> {
        if let (Small(a), Small(b)) = (&self.0, &other.0)
            && let Some(sum) = a.checked_add(*b)
        {
            return Ok(Self(Small(sum)));
        }
        probe(&[self, other])?;
        Ok(Self::from(&*self.to_large() + &*other.to_large()))
    }

    #[inline]
    fn mul(&self, other: &Self) -> Result<Self, Fault> {
        if let (Small(a), Small(b)) = (&self.0, &other.0)
            && let Some(product) = a.checked_mul(*b)
        {
            return Ok(Self(Small(product)));
        }
        probe(&[self, other])?;
        Ok(Self::from(&*self.to_large() * &*other.to_large()))
    }

    #[inline]
    fn saturating_sub(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Small(a), Small(b)) => Self(Small(u128::saturating_sub(*a, *b))),
            (Small(_), Large(_)) => Self::ZERO,
            (Large(_), _) if self <= other => Self::ZERO,
            (Large(a), _) => Self::from(a - &*other.to_large()),
        }
    }

    fn div(&self, other: &Self) -> Result<Self, Fault> {
        if other.is_zero() {
            return Ok(Self::ZERO);
        }
        let quotient = match (&self.0, &other.0) {
            (Small(n), Small(d)) => Self::from(n / d),
            (Small(_), Large(_)) => Self::ZERO,
            (Large(n), _) => {
                probe(&[self, other])?;
                Self::from(n / &*other.to_large())
            }
        };
        certificate::quotient(self, quotient, other)
    }

    #[inline]
    fn shl(&self, bits: &Self) -> Result<Self, Fault> {
        if self.is_zero() {
            return Ok(Self::ZERO);
        }
        if let (Small(value), Small(bits)) = (&self.0, &bits.0)
            && let Ok(shifted) = Natural::shl(value, bits)
        {
            return Ok(Self(Small(shifted)));
        }
        // No number in memory has 2^64 binary digits.
        let bits = u64::try_from(bits).map_err(|_| Fault::Memory)?;
        probe_bits(self.bits().saturating_add(bits))?;
        Ok(Self::from(&*self.to_large() << bits))
    }

    fn shr(&self, bits: &Self) -> Self {
        // No number in memory has 2^64 binary digits.
        let Ok(bits) = u64::try_from(bits) else { return Self::ZERO };
        match &self.0 {
            Small(value) => Self(Small(
                u32::try_from(bits).ok().and_then(|bits| value.checked_shr(bits)).unwrap_or(0),
            )),
            Large(value) => Self::from(value >> bits),
        }
    }

    #[inline]
    fn and(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (Small(a), Small(b)) => Self(Small(a & b)),
            _ => Self::from(&*self.to_large() & &*other.to_large()),
        }
    }

    fn bit_length(&self) -> Self {
        self.bits().into()
    }

    fn isqrt(&self) -> Result<Self, Fault> {
        let root = match &self.0 {
            Small(value) => Self::from(u128::isqrt(*value)),
            Large(value) => {
                probe(&[self])?;
                Self::from(value.sqrt())
            }
        };
        certificate::root(self, root)
    }

    #[inline]
    fn is_odd(&self) -> bool {
        match &self.0 {
            Small(value) => value % 2 == 1,
            Large(value) => value.bit(0),
        }
    }

    #[inline]
    fn to_usize(&self) -> Option<usize> {
        match self.0 {
            Small(value) => value.try_into().ok(),
            Large(_) => None,
        }
    }

    fn from_nat(value: &Self) -> Result<Self, Fault> {
        Ok(value.clone())
    }

    fn take<S: Source>(source: &mut S, count: &Self) -> Result<Self, Stop<S::Error>> {
        // More bytes than an address can count are more than the memory holds.
        let count = u64::try_from(count)
            .ok()
            .and_then(|count| usize::try_from(count).ok())
            .ok_or(Fault::Memory)?;
        if count <= size_of::<u64>() {
            return source.take_word(count).map(Self::from);
        }
        let mut inline = [0; size_of::<u128>()];
        if let Some(bytes) = inline.get_mut(..count) {
            source.fill(bytes)?;
            return Ok(Self(Small(u128::from_le_bytes(inline))));
        }
        // The bytes, and the number that is made of them.
        let mut bytes = reserve(count.saturating_mul(2))?;
        bytes.resize(count, 0);
        source.fill(&mut bytes)?;
        Ok(Self::from(BigUint::from_bytes_le(&bytes)))
    }
}

macro_rules! from_word {
    ($($word:ty),*) => {$(
        impl From<$word> for Nat {
            #[inline]
            fn from(value: $word) -> Self {
                Self(Small(value.into()))
            }
        }
    )*};
}

from_word!(u8, u16, u32, u64, u128);

impl From<usize> for Nat {
    #[inline]
    fn from(value: usize) -> Self {
        Self(Small(value as u128))
    }
}

impl From<BigUint> for Nat {
    fn from(value: BigUint) -> Self {
        match u128::try_from(&value) {
            Ok(value) => Self(Small(value)),
            Err(_) => Self(Large(value)),
        }
    }
}

impl From<Nat> for BigUint {
    fn from(value: Nat) -> Self {
        match value.0 {
            Small(value) => Self::from(value),
            Large(value) => value,
        }
    }
}

impl TryFrom<&Nat> for u64 {
    type Error = Fault;

    #[inline]
    fn try_from(value: &Nat) -> Result<Self, Fault> {
        match value.0 {
            Small(value) => Self::try_from(value).map_err(|_| Fault::Capacity),
            Large(_) => Err(Fault::Capacity),
        }
    }
}

impl TryFrom<&Nat> for u128 {
    type Error = Fault;

    #[inline]
    fn try_from(value: &Nat) -> Result<Self, Fault> {
        match value.0 {
            Small(value) => Ok(value),
            Large(_) => Err(Fault::Capacity),
        }
    }
}

impl fmt::Display for Nat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Small(value) => value.fmt(f),
            Large(value) => value.fmt(f),
        }
    }
}

impl fmt::Debug for Nat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
