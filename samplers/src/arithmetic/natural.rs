//! The arithmetic that exported samplers are written in.
//!
//! Each operation has the meaning of the operation of the same name on Rocq's `N` and `Z`, and
//! gives **the exact result or a [`Fault`]**. That is all that the exported code asks of it:
//! instantiations that keep this promise give the same answers on the same bytes as exact
//! arithmetic does, whenever they give an answer.

use core::fmt::Debug;

use crate::{Fault, Int, Nat, Source, Stop};

/// A natural number, as in Rocq's `N`: total operations, exact result or fault.
///
/// Beside the faults that a method names, numbers of any size answer [`Fault::Memory`] where the memory
/// does not hold the result.
pub trait Natural: Clone + Ord + Debug + From<u64> {
    /// The integers over these naturals.
    type Integer: Integer<Natural = Self>;

    /// `self + other`.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if the sum does not fit.
    fn add(&self, other: &Self) -> Result<Self, Fault>;

    /// `self * other`.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if the product does not fit.
    fn mul(&self, other: &Self) -> Result<Self, Fault>;

    /// `self - other`, or 0 where `other` is the larger.
    #[must_use]
    fn saturating_sub(&self, other: &Self) -> Self;

    /// The quotient of `self` by `other`, rounded down; 0 where `other` is 0.
    ///
    /// # Errors
    /// [`Fault::Quotient`] if the quotient `q` does not satisfy `q * other <= self < (q + 1) *
    /// other`.
    fn div(&self, other: &Self) -> Result<Self, Fault>;

    /// `self * 2^bits`.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if the product does not fit. 0 fits, however large `bits` is.
    ///
    /// ```
    /// use verinoise::{Fault, Nat, Natural};
    ///
    /// assert_eq!(Natural::shl(&5_u64, &61), Ok(5 << 61));
    /// assert_eq!(Natural::shl(&5_u64, &62), Err(Fault::Capacity));
    /// assert_eq!(Natural::shl(&0_u64, &62), Ok(0));
    /// assert_eq!(Nat::from(5_u64).shl(&Nat::from(62_u64)), Ok(Nat::from(5_u128 << 62)));
    /// ```
    fn shl(&self, bits: &Self) -> Result<Self, Fault>;

    /// `self` divided by `2^bits`, rounded down.
    #[must_use]
    fn shr(&self, bits: &Self) -> Self;

    /// The number whose binary digits are 1 where those of both numbers are.
    ///
    /// ```
    /// use verinoise::Natural;
    ///
    /// assert_eq!(Natural::and(&0b1100_u64, &0b0110), 0b0100);
    /// ```
    #[must_use]
    fn and(&self, other: &Self) -> Self;

    /// The number of binary digits: the least `k` with `self < 2^k`.
    #[must_use]
    fn bit_length(&self) -> Self;

    /// The square root, rounded down.
    ///
    /// # Errors
    /// [`Fault::Quotient`] if the root `r` does not satisfy `r^2 <= self < (r + 1)^2`.
    fn isqrt(&self) -> Result<Self, Fault>;

    /// Tells whether the number is odd.
    #[must_use]
    fn is_odd(&self) -> bool;

    /// The number as the index of an item in memory. None, if it is above all of them.
    #[must_use]
    fn to_usize(&self) -> Option<usize>;

    /// The number of this value.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if it does not fit.
    fn from_nat(value: &Nat) -> Result<Self, Fault>;

    /// The next `count` bytes of the source, the first one least significant.
    ///
    /// # Errors
    /// The source's error, or [`Fault::Capacity`] if `count` bytes do not fit.
    fn take<S: Source>(source: &mut S, count: &Self) -> Result<Self, Stop<S::Error>>;
}

/// An integer, as in Rocq's `Z`: exact result or fault.
pub trait Integer: Clone + Ord + Debug + From<i64> {
    /// The naturals below these integers.
    type Natural: Natural<Integer = Self>;

    /// The integer of the same value.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if it does not fit.
    fn from_natural(natural: &Self::Natural) -> Result<Self, Fault>;

    /// The integer of this value.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if it does not fit.
    fn from_int(value: &Int) -> Result<Self, Fault>;

    /// `-self`.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if it does not fit.
    fn neg(&self) -> Result<Self, Fault>;

    /// `self + other`.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if the sum does not fit.
    fn add(&self, other: &Self) -> Result<Self, Fault>;

    /// The absolute value.
    #[must_use]
    fn magnitude(&self) -> Self::Natural;
}
