//! Samples, one and many, from a source of any kind.

use verinoise::{NoiseDistribution, ReplaySource};
use zeroize::Zeroizing;

use crate::boundary::check_array;
use crate::random::Generator;
use crate::status::Status;

/// Something to draw from a source of whatever kind.
pub(crate) trait Draw {
    type Output;
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Self::Output, Status>;
}

/// One sample.
pub(crate) struct One<'a, D>(pub(crate) &'a D);

impl<D: NoiseDistribution> Draw for One<'_, D> {
    type Output = i64;

    #[inline]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<i64, Status> {
        Ok(self.0.try_sample(source)?)
    }
}

/// One sample around a location.
pub(crate) struct OneAt<'a, D>(pub(crate) &'a D, pub(crate) i64);

impl<D: NoiseDistribution> Draw for OneAt<'_, D> {
    type Output = i64;

    #[inline]
    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<i64, Status> {
        Ok(self.0.try_sample_at(self.1, source)?)
    }
}

/// So many samples.
struct Many<'a, D>(&'a D, usize);

impl<D: NoiseDistribution> Draw for Many<'_, D> {
    type Output = Zeroizing<Vec<i64>>;

    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Self::Output, Status> {
        Ok(self.0.try_samples(source, self.1)?)
    }
}

/// One sample around each of the values.
struct ManyAt<'a, D>(&'a D, &'a [i64]);

impl<D: NoiseDistribution> Draw for ManyAt<'_, D> {
    type Output = Zeroizing<Vec<i64>>;

    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Self::Output, Status> {
        Ok(self.0.try_sums(source, self.1)?)
    }
}

/// Writes `length` samples to `out`, or nothing.
///
/// # Safety
/// If `out` passes [`check_array`], it must be valid for writes of `length` numbers.
#[expect(unsafe_code, reason = "arrays come from C as pointers")]
pub(crate) unsafe fn fill<D: NoiseDistribution>(
    distribution: &D,
    generator: &Generator,
    out: *mut i64,
    length: usize,
) -> Result<(), Status> {
    check_array(out, length)?;
    if length == 0 {
        return Ok(());
    }
    let samples = generator.draw(&Many(distribution, length))?;
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
pub(crate) unsafe fn add_to<D: NoiseDistribution>(
    distribution: &D,
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
    let sums = generator.draw(&ManyAt(distribution, old))?;
    // SAFETY: the array can be written to, `old` is not used any more, and `sums` is new memory.
    unsafe { values.copy_from_nonoverlapping(sums.as_ptr(), length) };
    Ok(())
}
