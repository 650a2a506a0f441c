//! Numbers: the operations that exported functions are written in, on machine words and on numbers
//! of any size; and exact parameters from integers and from text.

mod certificate;
mod fault;
mod int;
mod into_natural;
mod nat;
mod natural;
mod rational;
mod sequence;
mod word;
mod wrapping;

pub use fault::{Fault, Stop};
pub use int::Int;
pub use into_natural::IntoNatural;
pub use nat::Nat;
pub(crate) use nat::probe;
pub use natural::{Integer, Natural};
pub(crate) use rational::MAX_EXPONENT;
pub use rational::{ParseRationalError, parse_rational, parse_small_rational};
pub use sequence::Sequence;
pub(crate) use wrapping::Wrapping;
