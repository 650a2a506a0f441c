//! Integers of any size.

use core::cmp::Ordering;
use core::fmt;

use num_bigint::{BigInt, BigUint, Sign};

use super::{Fault, Integer, Nat, Natural};

/// An integer of any size; below `2^128` in magnitude it is held inline and nothing is allocated.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Int {
    /// Never set for 0.
    negative: bool,
    magnitude: Nat,
}

impl Int {
    fn new(negative: bool, magnitude: Nat) -> Self {
        Self { negative: negative && !magnitude.is_zero(), magnitude }
    }
}

impl Integer for Int {
    type Natural = Nat;

    fn from_natural(natural: &Nat) -> Result<Self, Fault> {
        Ok(Self::new(false, natural.clone()))
    }

    fn from_int(value: &Self) -> Result<Self, Fault> {
        Ok(value.clone())
    }

    fn neg(&self) -> Result<Self, Fault> {
        Ok(Self::new(!self.negative, self.magnitude.clone()))
    }

    fn add(&self, other: &Self) -> Result<Self, Fault> {
        if self.negative == other.negative {
            return Ok(Self::new(self.negative, self.magnitude.add(&other.magnitude)?));
        }
        // One of the two differences is 0.
        let excess = self.magnitude.saturating_sub(&other.magnitude);
        if excess.is_zero() {
            Ok(Self::new(other.negative, other.magnitude.saturating_sub(&self.magnitude)))
        } else {
            Ok(Self::new(self.negative, excess))
        }
    }

    fn magnitude(&self) -> Nat {
        self.magnitude.clone()
    }
}

impl Ord for Int {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.magnitude.cmp(&other.magnitude),
            (true, true) => other.magnitude.cmp(&self.magnitude),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

impl PartialOrd for Int {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        let (sign, magnitude) = value.into_parts();
        Self::new(sign == Sign::Minus, Nat::from(magnitude))
    }
}

impl From<Int> for BigInt {
    fn from(value: Int) -> Self {
        let sign = if value.negative { Sign::Minus } else { Sign::Plus };
        Self::from_biguint(sign, BigUint::from(value.magnitude))
    }
}

macro_rules! word {
    ($word:ident, $signed:ident) => {
        impl From<$signed> for Int {
            #[inline]
            fn from(value: $signed) -> Self {
                Self::new(value < 0, value.unsigned_abs().into())
            }
        }

        impl TryFrom<&Int> for $signed {
            type Error = Fault;

            #[inline]
            fn try_from(value: &Int) -> Result<Self, Fault> {
                let magnitude = $word::try_from(&value.magnitude)?;
                let zero: $signed = 0;
                let signed = if value.negative {
                    zero.checked_sub_unsigned(magnitude)
                } else {
                    magnitude.try_into().ok()
                };
                signed.ok_or(Fault::Capacity)
            }
        }
    };
}

word!(u64, i64);
word!(u128, i128);

impl fmt::Display for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        fmt::Display::fmt(&self.magnitude, f)
    }
}

impl fmt::Debug for Int {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
