//! Natural numbers from whatever integers a caller has.

use num_bigint::{BigInt, BigUint};

use super::Nat;

/// An integer that may be given where a natural number is expected: every integer type of Rust,
/// [`BigUint`], [`BigInt`] and [`Nat`]. A negative number is not a natural number; the function
/// that is given one returns the error that its documentation names.
pub trait IntoNatural: sealed::Sealed {
    /// The natural number of the same value; `None` if the integer is negative.
    fn into_natural(self) -> Option<Nat>;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! into_natural {
    ($($type:ty: $value:ident => $natural:expr;)*) => {$(
        impl sealed::Sealed for $type {}

        impl IntoNatural for $type {
            #[inline]
            fn into_natural(self) -> Option<Nat> {
                let $value = self;
                $natural
            }
        }
    )*};
}

into_natural! {
    u8: value => Some(value.into());
    u16: value => Some(value.into());
    u32: value => Some(value.into());
    u64: value => Some(value.into());
    u128: value => Some(value.into());
    usize: value => Some(value.into());
    i8: value => u8::try_from(value).ok().map(Nat::from);
    i16: value => u16::try_from(value).ok().map(Nat::from);
    i32: value => u32::try_from(value).ok().map(Nat::from);
    i64: value => u64::try_from(value).ok().map(Nat::from);
    i128: value => u128::try_from(value).ok().map(Nat::from);
    isize: value => usize::try_from(value).ok().map(Nat::from);
    Nat: value => Some(value);
    &Nat: value => Some(value.clone());
    BigUint: value => Some(value.into());
    &BigUint: value => Some(value.clone().into());
    BigInt: value => BigUint::try_from(value).ok().map(Nat::from);
    &BigInt: value => value.to_biguint().map(Nat::from);
}
