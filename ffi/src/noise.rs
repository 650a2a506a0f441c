//! The C functions of noise, of whichever distribution.

#![expect(unsafe_code, reason = "functions that C calls")]

use std::ffi::c_char;

use crate::boundary::{Out, boundary};
use crate::draw::{self, One, OneAt, Sampler, with_sampler};
use crate::handle::{self, Kind};
use crate::random::Rng;
use crate::status::Status;
use crate::text;

/// A distribution of noise on the integers, with its parameter. A function named after the
/// distribution makes it, such as `vn_gaussian_new`; after that all of them are used alike. The handle also says which
/// sampler is used: that of the distribution, or a table if `vn_noise_new_prepared` or `vn_noise_new_scanned` made it.
///
/// A handle never changes: threads may share it.
#[derive(Debug)]
pub struct Noise {
    _opaque: (),
}

impl Kind for Noise {
    type Value = Sampler;
    const TAG: u64 = 0x765f_6e6e_4f49_5345;
}

/// Makes the same noise with a table, for many samples: exactly the same distribution, 8 to 35 times faster in a batch.
/// The table takes at most 32 KiB and about as long to make as 50 to 1500 samples without it. The new handle
/// goes its own way: `noise` may be freed before it, and stays as it is. A handle with a table passes its table on.
///
/// **Other samples.** From the same bytes, such as those of a seed, a handle with a table draws other samples than one
/// without. A table may become another one with a new minor release, where the changelog says so. Nothing
/// but this function and `vn_noise_new_scanned` makes a handle with a table, and a handle without one never uses any.
///
/// The call fails with `VN_STATUS_NO_TABLE` if the parameter is too large, or with `VN_STATUS_OUT_OF_MEMORY`. There is
/// a table if σ or the scale is at most 2^50, and numerator and denominator are below 2^118.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_new_prepared(
    noise: *const Noise,
    prepared: *mut *mut Noise,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let noise = unsafe { handle::borrow(noise) }?;
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(prepared) }?;
        handle::give(out, noise.prepare()?)
    })
}

/// Makes the same noise with a table that is read from end to end for each sample, for single releases that somebody may
/// time: exactly the same distribution. Neither branches nor addresses depend on a sample, but for two branches: whether
/// the round is rare, and, in `vn_noise_sample_at` and `vn_noise_add_to`, whether the sum fits 64 bits, which the status tells
/// in any case. A rare round takes more time, which depends on the sample. Its probability is below 2^-20 up to
/// σ or scale 20 about, and below 2 % for every parameter.
///
/// A sample takes up to about a microsecond. To draw in batches with `vn_noise_fill` before the data arrive is the faster
/// answer to whoever times calls, where the program allows it. The table, the time to make it
/// and the life of the handle are those of `vn_noise_new_prepared`.
///
/// **Other samples.** From the same bytes, such as those of a seed, the handle draws other samples than one without a table, and
/// than one of `vn_noise_new_prepared`, whose table it may have. They stay the same as long as the table does.
///
/// The call fails with `VN_STATUS_NO_TABLE` if the parameter is too large, or with `VN_STATUS_OUT_OF_MEMORY`. There is
/// a table if σ or the scale is below 2^49, and numerator and denominator are below 2^118; each of them can be scanned.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_new_scanned(
    noise: *const Noise,
    scanned: *mut *mut Noise,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let noise = unsafe { handle::borrow(noise) }?;
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(scanned) }?;
        handle::give(out, noise.scan()?)
    })
}

/// Frees a distribution, and sets `*noise` to `NULL`. If it is `NULL` already, nothing happens.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_free(noise: *mut *mut Noise) -> Status {
    // SAFETY: C promises that the handle is good and nobody else uses it.
    boundary(|| unsafe { handle::free(noise) })
}

/// Writes the distribution's parameter (the variance of a Gaussian, the scale of a Laplace
/// distribution) in lowest terms, such as `25/4` or `25`, with a zero byte behind it to the
/// `capacity` bytes at `buffer`, and its length without that byte to `*length`. With a `capacity`
/// of 0 it writes the length only, and `buffer` may be `NULL`.
///
/// The call fails with `VN_STATUS_BUFFER_TOO_SMALL` unless `capacity` is larger than the length, or
/// with `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_parameter(
    noise: *const Noise,
    buffer: *mut c_char,
    capacity: usize,
    length: *mut usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let noise = unsafe { handle::borrow(noise) }?;
        // SAFETY: C promises that outputs can be written to.
        let length = unsafe { Out::new(length) }?;
        // SAFETY: C promises that the buffer has this capacity.
        unsafe { text::write_parameter(noise.distribution(), buffer, capacity, length) }
    })
}

/// Draws one sample.
///
/// The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY` or
/// `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_sample(
    noise: *const Noise,
    rng: *const Rng,
    sample: *mut i64,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let noise = unsafe { handle::borrow(noise) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(sample) }?;
        out.write(with_sampler!(noise, |noise| generator.draw(&One(noise)))?);
        Ok(())
    })
}

/// Draws one sample and adds it to `location`.
///
/// The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY` or
/// `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_sample_at(
    noise: *const Noise,
    rng: *const Rng,
    location: i64,
    sum: *mut i64,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let noise = unsafe { handle::borrow(noise) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(sum) }?;
        out.write(with_sampler!(noise, |noise| generator.draw(&OneAt(noise, location)))?);
        Ok(())
    })
}

/// Fills an array with independent samples, or, on an error, leaves it as it was.
///
/// The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY`,
/// `VN_STATUS_LENGTH_TOO_LARGE` or `VN_STATUS_OUT_OF_MEMORY`. If `length` is 0, `out` may be
/// `NULL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_fill(
    noise: *const Noise,
    rng: *const Rng,
    out: *mut i64,
    length: usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let noise = unsafe { handle::borrow(noise) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that the array has this length.
        with_sampler!(noise, |noise| unsafe { draw::fill(noise, generator, out, length) })
    })
}

/// Adds an independent sample to each number of an array, or, on an error, leaves all of them as
/// they were. Nobody else may write to the array meanwhile, neither another thread nor the callback.
///
/// The call fails with `VN_STATUS_RANDOMNESS_FAILED`, `VN_STATUS_OUT_OF_RANGE`, `VN_STATUS_BUSY`,
/// `VN_STATUS_LENGTH_TOO_LARGE` or `VN_STATUS_OUT_OF_MEMORY`. If `length` is 0, `values` may be
/// `NULL`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_noise_add_to(
    noise: *const Noise,
    rng: *const Rng,
    values: *mut i64,
    length: usize,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that the handle is good.
        let noise = unsafe { handle::borrow(noise) }?;
        // SAFETY: as above.
        let generator = unsafe { handle::borrow(rng) }?;
        // SAFETY: C promises that the array has this length.
        with_sampler!(noise, |noise| unsafe { draw::add_to(noise, generator, values, length) })
    })
}
