//! A positive rational parameter, and the calls that it is an argument of.

use num_bigint::BigUint;
use num_rational::Ratio;

use super::ladder::{Arguments, Location};
use super::program::Program;
use crate::arithmetic;
use crate::{Fault, Int, IntoNatural, Nat, ParameterError};

/// A positive rational number, in the smallest representation that holds both terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Parameter {
    Words(u64, u64),
    DoubleWords(u128, u128),
    Large(Nat, Nat),
}

impl Parameter {
    pub(crate) fn new(
        numerator: impl IntoNatural,
        denominator: impl IntoNatural,
    ) -> Result<Self, ParameterError> {
        let denominator = denominator.into_natural().ok_or(ParameterError::NotPositive)?;
        if denominator.is_zero() {
            return Err(ParameterError::ZeroDenominator);
        }
        let numerator = numerator.into_natural().ok_or(ParameterError::NotPositive)?;
        if numerator.is_zero() {
            Err(ParameterError::NotPositive)
        } else if let Some((n, d)) = narrow_both::<u64>(&numerator, &denominator) {
            Ok(Self::Words(n, d))
        } else if let Some((n, d)) = narrow_both::<u128>(&numerator, &denominator) {
            Ok(Self::DoubleWords(n, d))
        } else {
            Ok(Self::Large(numerator, denominator))
        }
    }

    pub(crate) fn to_ratio(&self) -> Ratio<BigUint> {
        let (n, d) = self.to_naturals();
        Ratio::new_raw(n.into(), d.into())
    }

    #[inline]
    fn to_words(&self) -> Option<(u64, u64)> {
        match self {
            Self::Words(n, d) => Some((*n, *d)),
            Self::DoubleWords(..) | Self::Large(..) => None,
        }
    }

    pub(crate) fn to_double_words(&self) -> Option<(u128, u128)> {
        match self {
            Self::Words(n, d) => Some(((*n).into(), (*d).into())),
            Self::DoubleWords(n, d) => Some((*n, *d)),
            Self::Large(..) => None,
        }
    }

    /// The terms for a call with numbers of any size, if the memory holds them.
    fn to_exact(&self) -> Result<(Nat, Nat), Fault> {
        if let Self::Large(n, d) = self {
            arithmetic::probe(&[n, d])?;
        }
        Ok(self.to_naturals())
    }

    fn to_naturals(&self) -> (Nat, Nat) {
        match self {
            Self::Words(n, d) => ((*n).into(), (*d).into()),
            Self::DoubleWords(n, d) => ((*n).into(), (*d).into()),
            Self::Large(n, d) => (n.clone(), d.clone()),
        }
    }
}

/// Both numbers as words, if they fit.
fn narrow_both<'a, W: TryFrom<&'a Nat>>(n: &'a Nat, d: &'a Nat) -> Option<(W, W)> {
    Some((n.try_into().ok()?, d.try_into().ok()?))
}

/// The arguments of a function of the parameter alone.
impl<P> Arguments<P> for Parameter
where
    P: for<'a> Program<
            Arguments<'a, u64> = (u64, u64),
            Arguments<'a, u128> = (u128, u128),
            Arguments<'a, Nat> = (Nat, Nat),
        >,
{
    #[inline]
    fn words(&self) -> Option<(u64, u64)> {
        self.to_words()
    }

    fn double_words(&self) -> Option<(u128, u128)> {
        self.to_double_words()
    }

    fn exact(&self) -> Result<(Nat, Nat), Fault> {
        self.to_exact()
    }
}

/// A location and a parameter: the arguments of a function of both.
pub(crate) struct Located<'a>(pub(crate) &'a Location, pub(crate) &'a Parameter);

impl<P> Arguments<P> for Located<'_>
where
    P: for<'a> Program<
            Arguments<'a, u64> = (i64, u64, u64),
            Arguments<'a, u128> = (i128, u128, u128),
            Arguments<'a, Nat> = (Int, Nat, Nat),
        >,
{
    #[inline]
    fn words(&self) -> Option<(i64, u64, u64)> {
        let (n, d) = self.1.to_words()?;
        Some((self.0.word()?, n, d))
    }

    fn double_words(&self) -> Option<(i128, u128, u128)> {
        let (n, d) = self.1.to_double_words()?;
        Some((self.0.double_word()?, n, d))
    }

    fn exact(&self) -> Result<(Int, Nat, Nat), Fault> {
        let (n, d) = self.1.to_exact()?;
        Ok((self.0.exact(), n, d))
    }
}
