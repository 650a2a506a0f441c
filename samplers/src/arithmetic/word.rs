//! Machine words as naturals: exact, or a fault where the result does not fit.

use super::{Fault, Int, Integer, Nat, Natural, Stop, certificate};
use crate::Source;

macro_rules! word {
    ($word:ident, $signed:ident) => {
        impl Natural for $word {
            type Integer = $signed;

            #[inline]
            fn add(&self, other: &Self) -> Result<Self, Fault> {
                self.checked_add(*other).ok_or(Fault::Capacity)
            }

            #[inline]
            fn mul(&self, other: &Self) -> Result<Self, Fault> {
                self.checked_mul(*other).ok_or(Fault::Capacity)
            }

            #[inline]
            fn saturating_sub(&self, other: &Self) -> Self {
                $word::saturating_sub(*self, *other)
            }

            #[inline]
            fn div(&self, other: &Self) -> Result<Self, Fault> {
                let Some(quotient) = self.checked_div(*other) else { return Ok(0) };
                certificate::quotient(self, quotient, other)
            }

            #[inline]
            fn shl(&self, bits: &Self) -> Result<Self, Fault> {
                // What comes back when it is shifted back has lost no digit.
                if *bits < $word::BITS.into() && (*self << *bits) >> *bits == *self {
                    Ok(*self << *bits)
                } else if *self == 0 {
                    Ok(0)
                } else {
                    Err(Fault::Capacity)
                }
            }

            #[inline]
            fn shr(&self, bits: &Self) -> Self {
                if *bits < $word::BITS.into() { *self >> *bits } else { 0 }
            }

            #[inline]
            fn and(&self, other: &Self) -> Self {
                *self & *other
            }

            #[inline]
            fn bit_length(&self) -> Self {
                ($word::BITS - self.leading_zeros()).into()
            }

            #[inline]
            fn isqrt(&self) -> Result<Self, Fault> {
                certificate::root(self, $word::isqrt(*self))
            }

            #[inline]
            fn is_odd(&self) -> bool {
                *self % 2 == 1
            }

            #[inline]
            fn to_usize(&self) -> Option<usize> {
                (*self).try_into().ok()
            }

            #[inline]
            fn from_nat(value: &Nat) -> Result<Self, Fault> {
                value.try_into()
            }

            #[inline]
            fn take<S: Source>(source: &mut S, count: &Self) -> Result<Self, Stop<S::Error>> {
                let count = usize::try_from(*count).map_err(|_| Fault::Capacity)?;
                if count <= size_of::<u64>() {
                    return Ok(source.take_word(count)?.into());
                }
                let mut bytes = [0; size_of::<Self>()];
                source.fill(bytes.get_mut(..count).ok_or(Fault::Capacity)?)?;
                Ok(Self::from_le_bytes(bytes))
            }
        }

        impl Integer for $signed {
            type Natural = $word;

            #[inline]
            fn from_natural(natural: &$word) -> Result<Self, Fault> {
                Self::try_from(*natural).map_err(|_| Fault::Capacity)
            }

            #[inline]
            fn from_int(value: &Int) -> Result<Self, Fault> {
                value.try_into()
            }

            #[inline]
            fn neg(&self) -> Result<Self, Fault> {
                self.checked_neg().ok_or(Fault::Capacity)
            }

            #[inline]
            fn add(&self, other: &Self) -> Result<Self, Fault> {
                self.checked_add(*other).ok_or(Fault::Capacity)
            }

            #[inline]
            fn magnitude(&self) -> $word {
                self.unsigned_abs()
            }
        }
    };
}

word!(u64, i64);
word!(u128, i128);
