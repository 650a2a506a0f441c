//! The exported functions as types, made from their printed signatures: what the ladder climbs with.

#![allow(non_camel_case_types, reason = "a type has the name of the function that it stands for")]

use crate::{Natural, Source, Stop, exported};

/// An exported function, for numbers of any type.
pub(crate) trait Program {
    /// The arguments: numbers over `N`, and sequences of words.
    type Arguments<'a, N: Natural>;
    /// The result, as a number over `N`.
    type Output<N: Natural>;

    /// Calls the function.
    fn run<N: Natural, S: Source>(
        source: &mut S,
        arguments: &Self::Arguments<'_, N>,
    ) -> Result<Self::Output<N>, Stop<S::Error>>;
}

/// The Rust type of a kind of values.
macro_rules! kind {
    (natural, $number:ident) => { $number };
    (integer, $number:ident) => { $number::Integer };
    (boolean, $number:ident) => { bool };
    (naturals, $number:ident) => { &'a [u64] };
    (integers, $number:ident) => { &'a [i64] };
    (booleans, $number:ident) => { &'a [bool] };
    (($($kind:tt),*), $number:ident) => { ($(kind!($kind, $number)),*) };
}

/// An argument as the function takes it: numbers by reference, Booleans and sequences by value.
macro_rules! pass {
    (natural, $argument:ident) => {
        $argument
    };
    (integer, $argument:ident) => {
        $argument
    };
    ($value:ident, $argument:ident) => {
        *$argument
    };
}

macro_rules! programs {
    ($($module:ident {
        $($function:ident($($argument:ident: $kind:ident),*) -> $result:tt;)*
    })*) => {$($(
        #[doc = concat!("The exported function `", stringify!($function), "`.")]
        #[allow(dead_code, reason = "some functions are called by other exported functions only")]
        pub(crate) enum $function {}

        impl Program for $function {
            type Arguments<'a, N: Natural> = ($(kind!($kind, N),)*);
            type Output<N: Natural> = kind!($result, N);

            #[inline]
            fn run<N: Natural, S: Source>(
                source: &mut S,
                ($($argument,)*): &Self::Arguments<'_, N>,
            ) -> Result<Self::Output<N>, Stop<S::Error>> {
                exported::$function::<N, S>(source, $(pass!($kind, $argument)),*)
            }
        }
    )*)*};
}

crate::for_each_exported!(programs);
