//! The C interface of `verinoise`. C programs read `include/verinoise.h`, which is generated from
//! this crate; `README.md` lists the conventions.
//!
//! `boundary` is what every exported function runs in, `handle` what C's pointers lead to, `random`
//! where bytes come from, `distributions` what noise there is, `noise` and `draw` what is done with
//! all of it, `text` how parameters are written.

#![expect(
    clippy::missing_safety_doc,
    reason = "the contract of the C functions is at the top of the header"
)]
#![cfg_attr(test, allow(unsafe_code, reason = "tests call what C calls"))]

mod boundary;
mod distributions;
mod draw;
mod handle;
mod noise;
mod random;
mod status;
mod text;
mod version;

pub use distributions::{
    vn_gaussian_new, vn_gaussian_new_from_string, vn_laplace_new, vn_laplace_new_from_string,
};
pub use noise::{
    Noise, vn_noise_add_to, vn_noise_fill, vn_noise_free, vn_noise_new_prepared,
    vn_noise_new_scanned, vn_noise_parameter, vn_noise_sample, vn_noise_sample_at,
};
pub use random::{
    Rng, RngFill, VN_SEED_BYTES, vn_rng_free, vn_rng_new_callback, vn_rng_new_os,
    vn_rng_new_seeded_for_tests_only,
};
pub use status::{Status, vn_strerror};
pub use version::{VN_ABI_VERSION, vn_abi_version, vn_version};
