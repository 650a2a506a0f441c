//! The C functions of the discrete Laplace distribution.

#![expect(unsafe_code, reason = "functions that C calls")]

use std::ffi::c_char;

use verinoise::DiscreteLaplace;

use crate::boundary::{Out, boundary};
use crate::draw::{self, Distribution, One, OneAt};
use crate::handle::{self, Kind};
use crate::random::Rng;
use crate::status::Status;

/// The discrete Laplace distribution with a certain scale. An integer `x` has
/// probability proportional to `exp(-|x| / t)`, where t is the scale. For a query that one person can
/// change by at most Δ, its noise satisfies pure ε-differential privacy with ε = Δ / t.
///
/// A handle never changes: threads may share it.
#[derive(Debug)]
pub struct Laplace {
    _opaque: (),
}

impl Kind for Laplace {
    type Value = DiscreteLaplace;
    const TAG: u64 = 0x765f_6e67_4c41_504c;
}

/// The distribution with the scale `numerator / denominator` (t), exactly.
///
/// Fails with `VN_STATUS_ZERO_DENOMINATOR` or `VN_STATUS_NOT_POSITIVE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_laplace_new(
    numerator: u64,
    denominator: u64,
    laplace: *mut *mut Laplace,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(laplace) }?;
        handle::give(out, DiscreteLaplace::from_words(numerator, denominator)?);
        Ok(())
    })
}

/// The distribution with the scale that `text` spells (t): `25`, `25/4`, `6.25` or `625e-2`,
/// exactly. There is no sign before the number and no space anywhere.
///
/// Fails with `VN_STATUS_BAD_NUMBER`, `VN_STATUS_ZERO_DENOMINATOR` or `VN_STATUS_NOT_POSITIVE`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_laplace_new_from_string(
    text: *const c_char,
    laplace: *mut *mut Laplace,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(laplace) }?;
        // SAFETY: C promises that a string ends with a zero byte.
        handle::give(out, unsafe { draw::from_text(text) }?);
        Ok(())
    })
}

/// Frees a distribution, and sets `*laplace` to `NULL`. If it is `NULL` already, nothing happens.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_laplace_free(laplace: *mut *mut Laplace) -> Status {
    // SAFETY: C promises that the handle is good and nobody else uses it.
    boundary(|| unsafe { handle::free(laplace) })
}

/// Writes the scale in lowest terms, such as `25/4` or `25`, with a zero byte behind it to the
/// `capacity` bytes at `buffer`, and its length without that byte to `*length`. With a `capacity` of
/// 0 it writes the length only, and `buffer` may be `NULL`.
///
/// Fails with `VN_STATUS_BUFFER_TOO_SMALL` unless `capacity` is larger than the length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_laplace_scale(
    laplace: *const Laplace,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(laplace) }?;
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
pub unsafe extern "C" fn vn_laplace_sample(
    laplace: *const Laplace,
    rng: *const Rng,
    sample: *mut i64,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(laplace) }?;
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
pub unsafe extern "C" fn vn_laplace_sample_at(
    laplace: *const Laplace,
    rng: *const Rng,
    location: i64,
    sum: *mut i64,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(laplace) }?;
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
pub unsafe extern "C" fn vn_laplace_fill(
    laplace: *const Laplace,
    rng: *const Rng,
    out: *mut i64,
    length: usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(laplace) }?;
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
pub unsafe extern "C" fn vn_laplace_add_noise(
    laplace: *const Laplace,
    rng: *const Rng,
    values: *mut i64,
    length: usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let law = unsafe { handle::borrow(laplace) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that the array has this length.
        unsafe { draw::add_noise(law, generator, values, length) }
    })
}
