//! Every exported function: its signature, and calls by name.

use verinoise::{Natural, Source, Stop, exported, for_each_exported};

use crate::staged::over_laws;
use crate::{Kind, Value};

/// The signature of an exported function.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// The kinds of its parameters.
    pub parameters: &'static [Kind],
    /// The kinds of the values of its result, mostly a single one.
    pub results: &'static [Kind],
}

impl Function {
    /// Whether its result counts as an integer, see [`Outcome`](crate::Outcome).
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.results, [_] | [Kind::Natural | Kind::Integer, Kind::Boolean])
    }
}

/// What a function runs with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The exported code of everything that it calls.
    Tapes,
    /// Draws from the closed forms of what it calls, see [`staged`](crate::staged).
    Laws,
}

macro_rules! kind {
    (natural) => {
        Kind::Natural
    };
    (integer) => {
        Kind::Integer
    };
    (boolean) => {
        Kind::Boolean
    };
    (naturals) => {
        Kind::Naturals
    };
    (integers) => {
        Kind::Integers
    };
    (booleans) => {
        Kind::Booleans
    };
}

/// The kinds of a result's values.
macro_rules! kinds {
    (($($kind:ident),*)) => {
        &[$(kind!($kind)),*]
    };
    ($kind:ident) => {
        &[kind!($kind)]
    };
}

/// What makes a [`Value`] of a result.
macro_rules! value {
    (natural) => {
        Value::Natural
    };
    (integer) => {
        Value::Integer
    };
    (boolean) => {
        Value::Boolean
    };
    (($($kind:ident),*)) => {
        value!([] $($kind)*)
    };
    // Each step has a `value` of its own.
    ([$($before:tt)*] $kind:ident $($kinds:ident)*) => {
        value!([$($before)* (value $kind)] $($kinds)*)
    };
    ([$(($value:ident $kind:ident))*]) => {
        |($($value),*)| Value::Several(vec![$(value!($kind)($value)),*])
    };
}

macro_rules! functions {
    ($($module:ident {
        $($name:ident($($parameter:ident: $kind:ident),*) -> $result:tt;)*
    })*) => {
        /// All exported functions.
        pub const FUNCTIONS: &[Function] = &[$($(
            Function {
                name: stringify!($name),
                parameters: &[$(kind!($kind)),*],
                results: kinds!($result),
            },
        )*)*];

        /// What the exported function of this name answers.
        ///
        /// # Errors
        /// The source's error, or a fault of the arithmetic.
        ///
        /// # Panics
        /// If there is no function of this name with these kinds of parameters.
        pub fn call<N: Natural, S: Source>(
            level: Level,
            name: &str,
            parameters: &[Value<N>],
            source: &mut S,
        ) -> Result<Value<N>, Stop<S::Error>> {
            $($(if name == stringify!($name) {
                let [$($parameter),*] = parameters else {
                    panic!("{} parameters for {name}", parameters.len());
                };
                return match level {
                    Level::Tapes => exported::$name::<N, S>(source, $($parameter.$kind()),*),
                    Level::Laws => {
                        over_laws::$module::$name::<N, S>(source, $($parameter.$kind()),*)
                    }
                }
                .map(value!($result));
            })*)*
            panic!("no function is called {name}")
        }
    };
}

for_each_exported!(functions);

/// The exported function of this name.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn function(name: &str) -> &'static Function {
    FUNCTIONS
        .iter()
        .find(|function| function.name == name)
        .unwrap_or_else(|| panic!("no function is called {name}"))
}

#[cfg(test)]
mod tests {
    use super::{FUNCTIONS, function};
    use crate::Kind;

    #[test]
    fn signatures_are_read() {
        assert!(FUNCTIONS.len() >= 12, "{FUNCTIONS:?}");
        let shifted = function("gaussian_shifted");
        assert_eq!(shifted.parameters, [Kind::Integer, Kind::Natural, Kind::Natural]);
        assert_eq!(shifted.results, [Kind::Integer]);
        assert_eq!(function("bernoulli_exp_unit").results, [Kind::Boolean]);
        assert_eq!(function("uniform").parameters, [Kind::Natural]);
    }
}
