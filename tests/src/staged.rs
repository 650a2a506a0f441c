//! The exported samplers one level at a time.
//!
//! A Gaussian sample takes about ten coins, each of them some bytes: too many tapes to visit. So each file of exported code
//! is compiled here a second time, unchanged, with the functions that it calls from other files replaced by draws from their
//! closed forms. Since a call has no effect but to consume bytes and return, the sampler's law is right if it is right over
//! the closed forms and the called functions have these closed forms, which is tested of each of them in turn.

use core::fmt::Debug;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use num_bigint::{BigInt, BigUint};
use verinoise::{Natural, Source, Stop, for_each_exported};

use crate::path::Path;
use crate::value::settled;
use crate::{Datum, PRECISION, closed_form};

/// Values of less probability than `2^-100` are left unexplored.
const HALVINGS: u64 = 100;

/// The longest tape, in bytes.
#[expect(clippy::cast_possible_truncation, reason = "a small constant")]
const TAPE: usize = PRECISION as usize / 8;

type Masses = Rc<[(i64, BigUint)]>;

thread_local! {
    static KNOWN: RefCell<HashMap<(&'static str, Vec<Datum>), Masses>> = RefCell::default();
}

/// The value of a parameter.
fn number(parameter: &impl Debug) -> BigInt {
    settled(parameter).expect("a parameter that does not depend on the tape")
}

/// Draws from the closed form of this function with these parameters.
fn draw<S: Source>(
    source: &mut S,
    function: &'static str,
    parameters: Vec<Datum>,
) -> Result<i64, Stop<S::Error>> {
    let masses = KNOWN.with_borrow_mut(|known| {
        let new = |(function, parameters): &(&str, Vec<Datum>)| {
            let law = closed_form(function, parameters).expect("parameters that are allowed");
            law.likely(HALVINGS).into()
        };
        Rc::clone(known.entry((function, parameters)).or_insert_with_key(new))
    });
    if let Some(value) = Path::draw(&masses) {
        return Ok(value);
    }
    // More bytes than any tape has: the run is given up.
    source.fill(&mut [0; TAPE + 1])?;
    unreachable!("no tape is that long")
}

/// The type of a result.
macro_rules! owned {
    (natural) => {
        N
    };
    (integer) => {
        N::Integer
    };
    (boolean) => {
        bool
    };
    (($($kind:ident),*)) => {
        ($(owned!($kind)),*)
    };
}

/// The type of a parameter.
macro_rules! borrowed {
    (natural) => {
        &N
    };
    (integer) => {
        &N::Integer
    };
    (boolean) => {
        bool
    };
    (naturals) => {
        impl crate::Sequence<N>
    };
    (integers) => {
        impl crate::Sequence<N, N::Integer>
    };
    (booleans) => {
        impl crate::Sequence<N, bool>
    };
}

macro_rules! datum {
    (boolean $parameter:ident) => {
        Datum::Number(u8::from($parameter).into())
    };
    (naturals $parameter:ident) => {
        Datum::items($parameter, number)?
    };
    (integers $parameter:ident) => {
        Datum::items($parameter, number)?
    };
    (booleans $parameter:ident) => {
        Datum::items($parameter, |value| u8::from(*value).into())?
    };
    ($number:ident $parameter:ident) => {
        Datum::Number(number($parameter))
    };
}

/// The number that was drawn, as a result.
macro_rules! drawn {
    (natural $number:expr) => {
        N::from($number.unsigned_abs())
    };
    (integer $number:expr) => {
        N::Integer::from($number)
    };
    (boolean $number:expr) => {
        $number == 1
    };
    (($kind:ident, boolean) $number:expr) => {{
        let number: i64 = $number;
        (drawn!($kind number >> 1), number % 2 != 0)
    }};
}

/// What stands for a call. What does not count as an integer is no draw, but the bounds of a number or the like: it is computed.
macro_rules! ideal {
    (($first:ident, natural $($rest:tt)*) $($call:tt)*) => {
        ideal!(@computed $($call)*)
    };
    (($first:ident, integer $($rest:tt)*) $($call:tt)*) => {
        ideal!(@computed $($call)*)
    };
    (($first:ident, boolean, $($rest:tt)*) $($call:tt)*) => {
        ideal!(@computed $($call)*)
    };
    (@computed $name:ident $source:ident $(($kind:ident $parameter:ident))*) => {
        verinoise::exported::$name::<N, S>($source, $($parameter),*)
    };
    ($result:tt $name:ident $source:ident $(($kind:ident $parameter:ident))*) => {{
        let parameters = vec![$(datum!($kind $parameter)),*];
        Ok(drawn!($result draw($source, stringify!($name), parameters)?))
    }};
}

macro_rules! staged {
    ($($module:ident {
        $($name:ident($($parameter:ident: $kind:ident),*) -> $result:tt;)*
    })*) => {
        /// Draws from closed forms, under the names and signatures of the exported functions.
        mod ideal {$(
            pub(super) mod $module {
                #[allow(unused_imports, reason = "not every kind occurs in every file")]
                use crate::staged::{Datum, Natural, Source, Stop, draw, number};

                $(#[allow(
                    dead_code,
                    clippy::too_many_arguments,
                    reason = "not every function is called from another file; Rocq says what it takes"
                )]
                pub fn $name<N: Natural, S: Source>(
                    source: &mut S,
                    $($parameter: borrowed!($kind)),*
                ) -> Result<owned!($result), Stop<S::Error>> {
                    ideal!($result $name source $(($kind $parameter))*)
                })*
            }
        )*}

        /// The exported functions, with draws from closed forms for what they call from other files.
        #[allow(
            clippy::inline_always,
            clippy::similar_names,
            clippy::too_many_arguments,
            clippy::type_complexity,
            reason = "as in the library"
        )]
        #[path = "../../samplers/src/exported"]
        pub mod over_laws {$(
            #[doc = concat!("The functions of `", stringify!($module), ".rs`.")]
            #[path = "."]
            pub mod $module {
                #[allow(unused_imports, reason = "some files call no other")]
                use crate::staged::ideal::*;

                mod $module;
                pub use self::$module::*;
            }
        )*}
    };
}

for_each_exported!(staged);
