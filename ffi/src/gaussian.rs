//! The C functions of the discrete Gaussian distribution.

#![expect(unsafe_code, reason = "functions that C calls")]

use std::ffi::c_char;

use verinoise::DiscreteGaussian;

use crate::boundary::{Out, boundary};
use crate::draw::{self, Distribution, One, OneAt};
use crate::handle::{self, Kind};
use crate::random::Rng;
use crate::status::Status;

/// The discrete Gaussian distribution with a certain variance. An integer `x` has
/// probability proportional to `exp(-x^2 / (2 σ^2))`, where σ² is the variance parameter. For a query
/// that one person can change by at most Δ, its noise satisfies ρ-zCDP with ρ = Δ² / (2 σ²).
///
/// A handle never changes: threads may share it.
#[derive(Debug)]
pub struct Gaussian {
    _opaque: (),
}

impl Kind for Gaussian {
    type Value = DiscreteGaussian;
    const TAG: u64 = 0x765f_6e67_4741_5553;
}

/// The distribution with the variance `numerator / denominator` (σ²), exactly.
///
/// Fails with `VN_STATUS_ZERO_DENOMINATOR` or `VN_STATUS_NOT_POSITIVE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_new(
    numerator: u64,
    denominator: u64,
    gaussian: *mut *mut Gaussian,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(gaussian) }?;
        handle::give(out, DiscreteGaussian::from_words(numerator, denominator)?);
        Ok(())
    })
}

/// The distribution with the variance that `text` spells (σ²): `25`, `25/4`, `6.25` or `625e-2`,
/// exactly. There is no sign before the number and no space anywhere.
///
/// Fails with `VN_STATUS_BAD_NUMBER`, `VN_STATUS_ZERO_DENOMINATOR` or `VN_STATUS_NOT_POSITIVE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_new_from_string(
    text: *const c_char,
    gaussian: *mut *mut Gaussian,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(gaussian) }?;
        // SAFETY: C promises that a string ends with a zero byte.
        handle::give(out, unsafe { draw::from_text(text) }?);
        Ok(())
    })
}

/// Frees a distribution, and sets `*gaussian` to `NULL`. If it is `NULL` already, nothing happens.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_free(gaussian: *mut *mut Gaussian) -> Status {
    // SAFETY: C promises that the handle is good and nobody else uses it.
    boundary(|| unsafe { handle::free(gaussian) })
}

/// Writes the variance in lowest terms, such as `25/4` or `25`, with a zero byte behind it to the
/// `capacity` bytes at `buffer`, and its length without that byte to `*length`. With a `capacity` of
/// 0 it writes the length only, and `buffer` may be `NULL`.
///
/// Fails with `VN_STATUS_BUFFER_TOO_SMALL` unless `capacity` is larger than the length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_variance(
    gaussian: *const Gaussian,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(gaussian) }?;
        // SAFETY: C promises that outputs can be written to.
        let length = unsafe { Out::new(length) }?;
        // SAFETY: C promises that the buffer has this capacity.
        unsafe { draw::write_text(&law.parameter(), buffer, capacity, length) }
    })
}

/// Draws one sample.
///
/// Fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE` or `VN_STATUS_BUSY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_sample(
    gaussian: *const Gaussian,
    rng: *const Rng,
    sample: *mut i64,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(gaussian) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(sample) }?;
        out.write(generator.draw(&One(law))?);
        Ok(())
    })
}

/// Draws one sample and adds it to `location`.
///
/// Fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE` or `VN_STATUS_BUSY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_sample_at(
    gaussian: *const Gaussian,
    rng: *const Rng,
    location: i64,
    sum: *mut i64,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(gaussian) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(sum) }?;
        out.write(generator.draw(&OneAt(law, location))?);
        Ok(())
    })
}

/// Fills an array with independent samples, or, on an error, leaves it as it was.
///
/// Fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY`,
/// `VN_STATUS_LENGTH_TOO_LARGE` or `VN_STATUS_OUT_OF_MEMORY`. If `length` is 0, `out` may be `NULL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_fill(
    gaussian: *const Gaussian,
    rng: *const Rng,
    out: *mut i64,
    length: usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(gaussian) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that the array has this length.
        unsafe { draw::fill(law, generator, out, length) }
    })
}

/// Adds an independent sample to each number of an array, or, on an error, leaves all of them as
/// they were. No other thread may write to the array meanwhile.
///
/// Fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY`,
/// `VN_STATUS_LENGTH_TOO_LARGE` or `VN_STATUS_OUT_OF_MEMORY`. If `length` is 0, `values` may be
/// `NULL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_gaussian_add_noise(
    gaussian: *const Gaussian,
    rng: *const Rng,
    values: *mut i64,
    length: usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(gaussian) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that the array has this length.
        unsafe { draw::add_noise(law, generator, values, length) }
    })
}
