//! The C functions that make a distribution of noise.
//!
//! A new distribution adds its two constructors: every other function of the C interface takes it
//! as it is.

#![expect(unsafe_code, reason = "functions that C calls")]

use std::ffi::c_char;

use verinoise::{DiscreteGaussian, DiscreteLaplace, ParameterError};

use crate::boundary::{Out, boundary};
use crate::draw::Sampler;
use crate::handle;
use crate::noise::Noise;
use crate::status::Status;
use crate::text::{self, Terms};

fn gaussian((numerator, denominator): Terms) -> Result<Sampler, ParameterError> {
    Ok(Sampler::Plain(DiscreteGaussian::new(numerator, denominator)?.into()))
}

fn laplace((numerator, denominator): Terms) -> Result<Sampler, ParameterError> {
    Ok(Sampler::Plain(DiscreteLaplace::new(numerator, denominator)?.into()))
}

/// Makes discrete Gaussian noise with the variance parameter `numerator / denominator` (σ²),
/// exactly. An integer `x` has probability proportional to `exp(-x^2 / (2 σ^2))`. For an
/// integer-valued query that one person can change by at most Δ, adding this noise satisfies ρ-zCDP
/// with ρ = Δ² / (2 σ²).
///
/// The call fails with `VN_STATUS_ZERO_DENOMINATOR`, `VN_STATUS_NOT_POSITIVE` or
/// `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_new(
    numerator: u64,
    denominator: u64,
    noise: *mut *mut Noise,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(noise) }?;
        handle::give(out, gaussian(text::ratio(numerator, denominator)?)?)
    })
}

/// Makes discrete Gaussian noise with the variance parameter that `text` spells (σ²): `25`, `25/4`,
/// `6.25` or `625e-2`, exactly. There is no sign before the number and no space anywhere.
///
/// The call fails with `VN_STATUS_BAD_NUMBER`, `VN_STATUS_ZERO_DENOMINATOR`,
/// `VN_STATUS_NOT_POSITIVE` or `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_new_from_string(
    text: *const c_char,
    noise: *mut *mut Noise,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(noise) }?;
        // SAFETY: C promises that a string ends with a zero byte.
        handle::give(out, gaussian(unsafe { text::parse(text) }?)?)
    })
}

/// Makes discrete Laplace noise with the scale `numerator / denominator` (t), exactly. An integer
/// `x` has probability proportional to `exp(-|x| / t)`. For an integer-valued query that one person
/// can change by at most Δ, adding this noise satisfies pure ε-differential privacy with ε = Δ / t.
///
/// The call fails with `VN_STATUS_ZERO_DENOMINATOR`, `VN_STATUS_NOT_POSITIVE` or
/// `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_laplace_new(
    numerator: u64,
    denominator: u64,
    noise: *mut *mut Noise,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(noise) }?;
        handle::give(out, laplace(text::ratio(numerator, denominator)?)?)
    })
}

/// Makes discrete Laplace noise with the scale that `text` spells (t): `25`, `25/4`, `6.25` or
/// `625e-2`, exactly. There is no sign before the number and no space anywhere.
///
/// The call fails with `VN_STATUS_BAD_NUMBER`, `VN_STATUS_ZERO_DENOMINATOR`,
/// `VN_STATUS_NOT_POSITIVE` or `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_laplace_new_from_string(
    text: *const c_char,
    noise: *mut *mut Noise,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(noise) }?;
        // SAFETY: C promises that a string ends with a zero byte.
        handle::give(out, laplace(unsafe { text::parse(text) }?)?)
    })
}
