//! The exported samplers one level at a time.
//!
//! A Gaussian sample takes about ten coins, each of them some bytes: too many tapes to visit. So each file of exported code
//! is compiled here a second time, unchanged, with the functions that it calls from other files replaced by draws from their
//! closed forms. Since a call has no effect but to consume bytes and return, the sampler's law is right if it is right over
//! the closed forms and the called functions have these closed forms, which is tested of each of them in turn.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use num_bigint::BigUint;
use verinoise::{Integer, Natural, Source, Stop, for_each_exported};

use crate::path::Path;
use crate::{PRECISION, Value, closed_form};

/// Values of less probability than `2^-100` are left unexplored.
const HALVINGS: u64 = 100;

/// The longest tape, in bytes.
#[expect(clippy::cast_possible_truncation, reason = "a small constant")]
const TAPE: usize = PRECISION as usize / 8;

type Masses = Rc<[(i64, BigUint)]>;

thread_local! {
    static KNOWN: RefCell<HashMap<(&'static str, Vec<i64>), Masses>> = RefCell::default();
}

fn word<N: Natural>(parameter: &Value<N>) -> i64 {
    parameter
        .number()
        .and_then(|number| number.try_into().ok())
        .expect("a parameter that does not depend on the tape and fits a word")
}

/// Draws from the closed form of this function with these parameters.
fn draw<N: Natural, S: Source>(
    source: &mut S,
    function: &'static str,
    parameters: &[Value<N>],
) -> Result<i64, Stop<S::Error>> {
    let parameters: Vec<i64> = parameters.iter().map(word).collect();
    let masses = KNOWN.with_borrow_mut(|known| {
        let new = |(function, parameters): &(&str, Vec<i64>)| {
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

/// Draws of each kind.
mod draws {
    use super::{Integer, Natural, Source, Stop, Value, draw};

    pub(super) fn natural<N: Natural, S: Source>(
        source: &mut S,
        function: &'static str,
        parameters: &[Value<N>],
    ) -> Result<N, Stop<S::Error>> {
        Ok(N::from(draw(source, function, parameters)?.unsigned_abs()))
    }

    pub(super) fn integer<N: Natural, S: Source>(
        source: &mut S,
        function: &'static str,
        parameters: &[Value<N>],
    ) -> Result<N::Integer, Stop<S::Error>> {
        let value = draw(source, function, parameters)?;
        let size = N::Integer::from_natural(&N::from(value.unsigned_abs()))?;
        Ok(if value < 0 { size.neg()? } else { size })
    }

    pub(super) fn boolean<N: Natural, S: Source>(
        source: &mut S,
        function: &'static str,
        parameters: &[Value<N>],
    ) -> Result<bool, Stop<S::Error>> {
        Ok(draw(source, function, parameters)? == 1)
    }
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
}

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
}

macro_rules! value {
    (natural $parameter:ident) => {
        Value::Natural(N::clone($parameter))
    };
    (integer $parameter:ident) => {
        Value::Integer(N::Integer::clone($parameter))
    };
    (boolean $parameter:ident) => {
        Value::Boolean($parameter)
    };
}

macro_rules! staged {
    ($($module:ident {
        $($name:ident($($parameter:ident: $kind:ident),*) -> $result:ident;)*
    })*) => {
        /// Draws from closed forms, under the names and signatures of the exported functions.
        mod ideal {$(
            pub(super) mod $module {
                use crate::staged::{Natural, Source, Stop, Value, draws};

                $(#[allow(dead_code, reason = "not every function is called from another file")]
                pub fn $name<N: Natural, S: Source>(
                    source: &mut S,
                    $($parameter: borrowed!($kind)),*
                ) -> Result<owned!($result), Stop<S::Error>> {
                    draws::$result(source, stringify!($name), &[$(value!($kind $parameter)),*])
                })*
            }
        )*}

        /// The exported functions, with draws from closed forms for what they call from other files.
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
