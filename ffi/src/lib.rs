//! The C interface of `verinoise`. C programs read `include/verinoise.h`, which is generated from
//! this crate; `README.md` lists the conventions.
//!
//! `boundary` is what every exported function runs in, `handle` what C's pointers lead to, `random`
//! where bytes come from, `fork` how a forked process is noticed, `draw` what all samplers do.

#![expect(
    clippy::missing_safety_doc,
    reason = "the contract of the C functions is at the top of the header"
)]
#![cfg_attr(test, allow(unsafe_code, reason = "tests call what C calls"))]

mod boundary;
mod draw;
mod fork;
mod gaussian;
mod handle;
mod laplace;
mod random;
mod status;
mod version;

pub use fork::ForkPage;
pub use gaussian::{
    Gaussian, vn_gaussian_add_noise, vn_gaussian_fill, vn_gaussian_free, vn_gaussian_new,
    vn_gaussian_new_from_string, vn_gaussian_sample, vn_gaussian_sample_at, vn_gaussian_variance,
};
pub use laplace::{
    Laplace, vn_laplace_add_noise, vn_laplace_fill, vn_laplace_free, vn_laplace_new,
    vn_laplace_new_from_string, vn_laplace_sample, vn_laplace_sample_at, vn_laplace_scale,
};
pub use random::{
    Rng, RngFill, VN_SEED_BYTES, vn_rng_free, vn_rng_new_callback, vn_rng_new_os,
    vn_rng_new_seeded_for_tests_only,
};
pub use status::{Status, vn_strerror};
pub use version::{VN_ABI_VERSION, vn_abi_version, vn_version};
