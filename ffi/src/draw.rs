//! What the functions of all distributions do.

use num_bigint::BigUint;
use num_rational::Ratio;
use std::ffi::{CStr, c_char};
use verinoise::{DiscreteGaussian, DiscreteLaplace, SampleError, Source, parse_rational};
use zeroize::Zeroizing;

use crate::boundary::{Out, check, check_array};
use crate::random::Generator;
use crate::status::{Status, ratio};

/// A distribution with one rational parameter.
pub(crate) trait Distribution: Sized {
    fn from_words(numerator: u64, denominator: u64) -> Result<Self, Status>;
    fn from_ratio(parameter: Ratio<BigUint>) -> Result<Self, Status>;
    fn parameter(&self) -> Ratio<BigUint>;
    fn sample<S: Source>(&self, source: &mut S) -> Result<i64, SampleError<S::Error>>;
    fn sample_at<S: Source>(
        &self,
        location: i64,
        source: &mut S,
    ) -> Result<i64, SampleError<S::Error>>;
}

macro_rules! distribution {
    ($name:ident, $parameter:ident) => {
        impl Distribution for $name {
            fn from_words(numerator: u64, denominator: u64) -> Result<Self, Status> {
                Ok(Self::new(ratio(numerator, denominator)?)?)
            }
            fn from_ratio(parameter: Ratio<BigUint>) -> Result<Self, Status> {
                Ok(Self::new(parameter)?)
            }
            fn parameter(&self) -> Ratio<BigUint> {
                self.$parameter()
            }
            #[inline]
            fn sample<S: Source>(&self, source: &mut S) -> Result<i64, SampleError<S::Error>> {
                self.try_sample(source)
            }
            #[inline]
            fn sample_at<S: Source>(
                &self,
                location: i64,
                source: &mut S,
            ) -> Result<i64, SampleError<S::Error>> {
                self.try_sample_at(location, source)
            }
        }
    };
}

distribution!(DiscreteGaussian, variance);
distribution!(DiscreteLaplace, scale);

/// Something to draw from a source of whatever kind.
pub(crate) trait Draw {
    type Output;
    fn draw<S: Source>(&self, source: &mut S) -> Result<Self::Output, Status>;
}

/// One sample.
pub(crate) struct One<'a, L>(pub(crate) &'a L);

impl<L: Distribution> Draw for One<'_, L> {
    type Output = i64;

    #[inline]
    fn draw<S: Source>(&self, source: &mut S) -> Result<i64, Status> {
        Ok(self.0.sample(source)?)
    }
}

/// One sample around a location.
pub(crate) struct OneAt<'a, L>(pub(crate) &'a L, pub(crate) i64);

impl<L: Distribution> Draw for OneAt<'_, L> {
    type Output = i64;

    #[inline]
    fn draw<S: Source>(&self, source: &mut S) -> Result<i64, Status> {
        Ok(self.0.sample_at(self.1, source)?)
    }
}

/// So many samples.
struct Many<'a, L>(&'a L, usize);

impl<L: Distribution> Draw for Many<'_, L> {
    type Output = Zeroizing<Vec<i64>>;

    fn draw<S: Source>(&self, source: &mut S) -> Result<Self::Output, Status> {
        let mut samples = room(self.1)?;
        for _ in 0..self.1 {
            samples.push(self.0.sample(source)?);
        }
        Ok(samples)
    }
}

/// One sample around each of the values.
struct ManyAt<'a, L>(&'a L, &'a [i64]);

impl<L: Distribution> Draw for ManyAt<'_, L> {
    type Output = Zeroizing<Vec<i64>>;

    fn draw<S: Source>(&self, source: &mut S) -> Result<Self::Output, Status> {
        let mut sums = room(self.1.len())?;
        for value in self.1 {
            sums.push(self.0.sample_at(*value, source)?);
        }
        Ok(sums)
    }
}

/// Room for so many samples, or an error where the allocator would end the program. What was in it
/// is overwritten before the memory is given back: the noise is as secret as the data.
fn room(count: usize) -> Result<Zeroizing<Vec<i64>>, Status> {
    let mut values = Vec::new();
    values.try_reserve_exact(count).map_err(|_| Status::OutOfMemory)?;
    Ok(Zeroizing::new(values))
}

/// Writes `length` samples to `out`, or nothing.
///
/// # Safety
/// If `out` passes [`check_array`], it must be valid for writes of `length` numbers.
#[expect(unsafe_code, reason = "arrays come from C as pointers")]
pub(crate) unsafe fn fill<L: Distribution>(
    law: &L,
    generator: &Generator,
    out: *mut i64,
    length: usize,
) -> Result<(), Status> {
    check_array(out, length)?;
    if length == 0 {
        return Ok(());
    }
    let samples = generator.draw(&Many(law, length))?;
    // SAFETY: the array can be written to; `samples` is new memory, so the two are apart.
    unsafe { out.copy_from_nonoverlapping(samples.as_ptr(), length) };
    Ok(())
}

/// Adds a sample to each of the `length` numbers, or to none.
///
/// # Safety
/// If `values` passes [`check_array`], it must be valid for reads and writes of `length` numbers,
/// and nobody else may write to them meanwhile.
#[expect(unsafe_code, reason = "arrays come from C as pointers")]
pub(crate) unsafe fn add_noise<L: Distribution>(
    law: &L,
    generator: &Generator,
    values: *mut i64,
    length: usize,
) -> Result<(), Status> {
    check_array(values, length)?;
    if length == 0 {
        return Ok(());
    }
    // SAFETY: the array can be read.
    let old = unsafe { std::slice::from_raw_parts(values, length) };
    let sums = generator.draw(&ManyAt(law, old))?;
    // SAFETY: the array can be written to, `old` is not used any more, and `sums` is new memory.
    unsafe { values.copy_from_nonoverlapping(sums.as_ptr(), length) };
    Ok(())
}

/// The distribution with the parameter that a C string spells.
///
/// # Safety
/// `text` must be `NULL` or lead to a string that ends with a zero byte.
#[expect(unsafe_code, reason = "strings come from C as pointers")]
pub(crate) unsafe fn from_text<L: Distribution>(text: *const c_char) -> Result<L, Status> {
    check(text)?;
    // SAFETY: not `NULL`, so it leads to a string.
    let text = unsafe { CStr::from_ptr(text) };
    let text = text.to_str().map_err(|_| Status::BadNumber)?;
    L::from_ratio(parse_rational(text)?)
}

/// Writes `value` as `25/4` or `25`, with a zero byte behind it, and its length without that byte.
/// With a capacity of 0 it writes the length alone.
///
/// # Safety
/// If `buffer` passes [`check_array`], it must be valid for writes of `capacity` bytes.
#[expect(unsafe_code, reason = "buffers come from C as pointers")]
pub(crate) unsafe fn write_text(
    value: &Ratio<BigUint>,
    buffer: *mut c_char,
    capacity: usize,
    length: Out<usize>,
) -> Result<(), Status> {
    check_array(buffer, capacity)?;
    let text = value.to_string();
    if capacity > 0 {
        if capacity <= text.len() {
            return Err(Status::BufferTooSmall);
        }
        // SAFETY: there is room for the text.
        unsafe { buffer.copy_from_nonoverlapping(text.as_ptr().cast(), text.len()) };
        // SAFETY: and for one more byte.
        unsafe { buffer.wrapping_add(text.len()).write(0) };
    }
    length.write(text.len());
    Ok(())
}
