//! Sequences in memory that exported functions read.

use super::{Fault, Int, Integer, Nat, Natural};

/// A sequence of naturals, of integers or of truth values, which is only read.
///
/// It means a list in Rocq. `N` counts its items, and `T` is what an item is given as: `N` itself, its
/// integers, or `bool`. A sequence is a reference, and is passed by value.
///
/// The slices below are sequences over every arithmetic. They hold their items as they are, and an item is
/// only asked to fit the arithmetic when it is read.
///
/// ```
/// use verinoise::{Fault, Nat, Sequence};
///
/// let steps: &[u64] = &[3, 1 << 63, 4];
/// assert_eq!(Sequence::get(steps, &2_u64), Ok(4_u64));
/// assert_eq!(Sequence::get(steps, &Nat::from(3_u64)), Ok(Nat::from(0_u64)));
/// assert_eq!(Sequence::length(steps), Ok(3_u128));
///
/// let sum = Sequence::<u128>::items(steps).sum::<Result<u128, Fault>>();
/// assert_eq!(sum, Ok(7 + (1 << 63)));
/// ```
pub trait Sequence<N: Natural, T = N>: Copy {
    /// The item number `index`, from 0. Outside of the sequence, it is 0 or `false`.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if the item does not fit.
    fn get(self, index: &N) -> Result<T, Fault>;

    /// The number of items.
    ///
    /// # Errors
    /// [`Fault::Capacity`] if the number does not fit.
    fn length(self) -> Result<N, Fault>;

    /// The items in their order, each with the [`Fault::Capacity`] that says that it does not fit.
    fn items(self) -> impl Iterator<Item = Result<T, Fault>>;
}

/// Slices of the first type are sequences that give their items as the second one. `$outside` is what stands
/// outside, `$item` the item.
macro_rules! slices {
    ($($held:ty => $given:ty { $outside:expr, |$item:ident| $value:expr })*) => {$(
        impl<N: Natural> Sequence<N, $given> for &[$held] {
            #[inline]
            fn get(self, index: &N) -> Result<$given, Fault> {
                match index.to_usize().and_then(|index| <[$held]>::get(self, index)) {
                    Some($item) => $value,
                    None => Ok($outside),
                }
            }

            #[inline]
            fn length(self) -> Result<N, Fault> {
                self.len().try_into().map(<N as From<u64>>::from).map_err(|_| Fault::Capacity)
            }

            #[inline]
            fn items(self) -> impl Iterator<Item = Result<$given, Fault>> {
                self.iter().map(|$item| $value)
            }
        }
    )*};
}

slices! {
    bool => bool { false, |item| Ok(*item) }
    u8 => N { 0.into(), |item| Ok(u64::from(*item).into()) }
    u32 => N { 0.into(), |item| Ok(u64::from(*item).into()) }
    u64 => N { 0.into(), |item| Ok((*item).into()) }
    u128 => N { 0.into(), |item| N::from_nat(&(*item).into()) }
    Nat => N { 0.into(), |item| N::from_nat(item) }
    i64 => N::Integer { 0.into(), |item| Ok((*item).into()) }
    i128 => N::Integer { 0.into(), |item| N::Integer::from_int(&(*item).into()) }
    Int => N::Integer { 0.into(), |item| N::Integer::from_int(item) }
}
