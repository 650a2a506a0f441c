//! The exported functions, called as C calls them.

#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block,
    reason = "every call is one of C's: with handles that are open, and arrays that are that long"
)]
#![allow(clippy::wildcard_imports, reason = "the functions have a prefix")]

mod bad_input;
mod common;
mod faults;
mod prepared;
mod threads;
