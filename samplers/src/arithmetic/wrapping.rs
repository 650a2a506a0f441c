//! Words without a check for overflow: for programs of which it is proved that nothing overflows.

use super::{Fault, Int, Integer, Nat, Natural, Stop};
use crate::Source;

/// A word whose operations give the exact result modulo `2^64`, and never a fault.
///
/// `wrapping 64` in `proofs/Lang/Wrapping.v`. Where the checked words would not fault, the result is
/// the exact one (`words_run_wrapping`). A check for overflow is a branch, which programs that hide their data
/// from whoever times them must not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wrapping(pub(crate) u64);

/// An integer modulo `2^64`, from `-2^63` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WrappingInt(i64);

impl From<u64> for Wrapping {
    #[inline]
    fn from(value: u64) -> Self {
        Self(value)
    }
}

impl Natural for Wrapping {
    type Integer = WrappingInt;

    #[inline]
    fn add(&self, other: &Self) -> Result<Self, Fault> {
        Ok(Self(self.0.wrapping_add(other.0)))
    }

    #[inline]
    fn mul(&self, other: &Self) -> Result<Self, Fault> {
        Ok(Self(self.0.wrapping_mul(other.0)))
    }

    #[inline]
    fn saturating_sub(&self, other: &Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    #[inline]
    fn div(&self, other: &Self) -> Result<Self, Fault> {
        self.0.div(&other.0).map(Self)
    }

    #[inline]
    fn shl(&self, bits: &Self) -> Result<Self, Fault> {
        Ok(Self(if bits.0 < 64 { self.0 << bits.0 } else { 0 }))
    }

    #[inline]
    fn shr(&self, bits: &Self) -> Self {
        Self(self.0.shr(&bits.0))
    }

    #[inline]
    fn and(&self, other: &Self) -> Self {
        Self(self.0 & other.0)
    }

    #[inline]
    fn bit_length(&self) -> Self {
        Self(self.0.bit_length())
    }

    #[inline]
    fn isqrt(&self) -> Result<Self, Fault> {
        Natural::isqrt(&self.0).map(Self)
    }

    #[inline]
    fn is_odd(&self) -> bool {
        self.0.is_odd()
    }

    #[inline]
    fn take<S: Source>(source: &mut S, count: &Self) -> Result<Self, Stop<S::Error>> {
        u64::take(source, &count.0).map(Self)
    }

    #[inline]
    fn to_usize(&self) -> Option<usize> {
        self.0.to_usize()
    }

    fn from_nat(value: &Nat) -> Result<Self, Fault> {
        u64::from_nat(value).map(Self)
    }
}

impl From<i64> for WrappingInt {
    #[inline]
    fn from(value: i64) -> Self {
        Self(value)
    }
}

impl Integer for WrappingInt {
    type Natural = Wrapping;

    #[inline]
    fn from_natural(natural: &Wrapping) -> Result<Self, Fault> {
        Ok(Self(natural.0.cast_signed()))
    }

    #[inline]
    fn neg(&self) -> Result<Self, Fault> {
        Ok(Self(self.0.wrapping_neg()))
    }

    #[inline]
    fn add(&self, other: &Self) -> Result<Self, Fault> {
        Ok(Self(self.0.wrapping_add(other.0)))
    }

    #[inline]
    fn magnitude(&self) -> Wrapping {
        Wrapping(self.0.unsigned_abs())
    }

    fn from_int(value: &Int) -> Result<Self, Fault> {
        i64::from_int(value).map(Self)
    }
}
