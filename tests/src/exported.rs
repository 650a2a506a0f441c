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
    /// The kind of its result.
    pub result: Kind,
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
}

macro_rules! result {
    (natural $result:expr) => {
        $result.map(Value::Natural)
    };
    (integer $result:expr) => {
        $result.map(Value::Integer)
    };
    (boolean $result:expr) => {
        $result.map(Value::Boolean)
    };
}

macro_rules! functions {
    ($($module:ident {
        $($name:ident($($parameter:ident: $kind:ident),*) -> $result:ident;)*
    })*) => {
        /// All exported functions.
        pub const FUNCTIONS: &[Function] = &[$($(
            Function {
                name: stringify!($name),
                parameters: &[$(kind!($kind)),*],
                result: kind!($result),
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
                    Level::Tapes => {
                        result!($result exported::$name(source, $($parameter.$kind()),*))
                    }
                    Level::Laws => {
                        result!($result over_laws::$module::$name(source, $($parameter.$kind()),*))
                    }
                };
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
        assert_eq!(shifted.result, Kind::Integer);
        assert_eq!(function("bernoulli_exp_unit").result, Kind::Boolean);
        assert_eq!(function("uniform").parameters, [Kind::Natural]);
    }
}
