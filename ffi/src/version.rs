//! Which library this is.

#![expect(unsafe_code, reason = "functions that C calls by name")]

use std::ffi::c_char;

/// The version of the binary interface, also part of the shared library's name. It changes when a
/// program that was compiled against an older header would misbehave; new functions and new status
/// codes do not change it.
pub const VN_ABI_VERSION: u32 = 1;

/// Gives the version of the library as a static string, such as `"0.1.0"`.
#[unsafe(no_mangle)]
pub extern "C" fn vn_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Gives the `VN_ABI_VERSION` that the library was compiled with. A program that loads the library
/// by name compares it with the one in its header.
#[unsafe(no_mangle)]
pub extern "C" fn vn_abi_version() -> u32 {
    VN_ABI_VERSION
}
