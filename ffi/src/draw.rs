//! Samples, one and many, from a source of any kind.

use verinoise::Source;
use zeroize::Zeroizing;

use crate::boundary::check_array;
use crate::distributions::Distribution;
use crate::random::Generator;
use crate::status::Status;

/// Something to draw from a source of whatever kind.
pub(crate) trait Draw {
    type Output;
    fn draw<S: Source>(&self, source: &mut S) -> Result<Self::Output, Status>;
}

/// One sample.
pub(crate) struct One<'a, D>(pub(crate) &'a D);

impl<D: Distribution> Draw for One<'_, D> {
    type Output = i64;

    #[inline]
    fn draw<S: Source>(&self, source: &mut S) -> Result<i64, Status> {
        Ok(self.0.sample(source)?)
    }
}

/// One sample around a location.
pub(crate) struct OneAt<'a, D>(pub(crate) &'a D, pub(crate) i64);

impl<D: Distribution> Draw for OneAt<'_, D> {
    type Output = i64;

    #[inline]
    fn draw<S: Source>(&self, source: &mut S) -> Result<i64, Status> {
        Ok(self.0.sample_at(self.1, source)?)
    }
}

/// So many samples.
struct Many<'a, D>(&'a D, usize);

impl<D: Distribution> Draw for Many<'_, D> {
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
struct ManyAt<'a, D>(&'a D, &'a [i64]);

impl<D: Distribution> Draw for ManyAt<'_, D> {
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
pub(crate) unsafe fn fill<D: Distribution>(
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
pub(crate) unsafe fn add_to<D: Distribution>(
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
