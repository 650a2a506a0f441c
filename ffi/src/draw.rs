//! Samples, one and many, from a source of any kind.

use std::mem;
use std::sync::Arc;

use verinoise::{Noise, NoiseDistribution, ReplaySource, Scanned};
use zeroize::Zeroizing;

use crate::boundary::check_array;
use crate::handle::room;
use crate::random::Generator;
use crate::status::Status;

/// What is behind a handle of noise: it says which sampler draws.
pub(crate) enum Sampler {
    /// The distribution's own.
    Plain(Noise),
    /// A table in which samples are looked up. Handles share it, since a copy would allocate.
    Prepared(Arc<Scanned<Noise>>),
    /// The same table, which is scanned.
    Scanned(Arc<Scanned<Noise>>),
}

impl Sampler {
    pub(crate) fn distribution(&self) -> &Noise {
        match self {
            Self::Plain(noise) => noise,
            Self::Prepared(table) | Self::Scanned(table) => table.prepared().distribution(),
        }
    }

    /// The same noise with a table in which samples are looked up.
    pub(crate) fn prepare(&self) -> Result<Self, Status> {
        self.table().map(Self::Prepared)
    }

    /// The same noise with a table that is scanned.
    pub(crate) fn scan(&self) -> Result<Self, Status> {
        self.table().map(Self::Scanned)
    }

    fn table(&self) -> Result<Arc<Scanned<Noise>>, Status> {
        match self {
            Self::Plain(noise) => {
                room(ROOM_TO_PREPARE)?;
                Ok(Arc::new(noise.prepare()?.scanned()))
            }
            Self::Prepared(table) | Self::Scanned(table) => Ok(Arc::clone(table)),
        }
    }
}

/// More than is allocated while a table is built and checked: the library looks for it first, and then relies on it.
const ROOM_TO_PREPARE: usize = 256 << 10;

/// Evaluates an expression for the sampler that a handle has.
macro_rules! with_sampler {
    ($sampler:expr, |$noise:ident| $body:expr) => {
        match $sampler {
            $crate::draw::Sampler::Plain($noise) => $body,
            $crate::draw::Sampler::Prepared(table) => {
                let $noise = table.prepared();
                $body
            }
            $crate::draw::Sampler::Scanned(table) => {
                let $noise = &**table;
                $body
            }
        }
    };
}
pub(crate) use with_sampler;

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

/// The numbers of a batch on their way to C. They are overwritten by vector instructions: number by number, as
/// [`Zeroizing`] does it, would take longer than to look a sample up in a table.
struct Aside(Vec<i64>);

impl From<Zeroizing<Vec<i64>>> for Aside {
    fn from(mut numbers: Zeroizing<Vec<i64>>) -> Self {
        Self(mem::take(&mut *numbers))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        self.0.fill(0);
        zeroize::optimization_barrier(&*self.0);
    }
}

/// So many samples.
struct Many<'a, D>(&'a D, usize);

impl<D: NoiseDistribution> Draw for Many<'_, D> {
    type Output = Aside;

    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Aside, Status> {
        Ok(self.0.try_samples(source, self.1)?.into())
    }
}

/// One sample around each of the values.
struct ManyAt<'a, D>(&'a D, &'a [i64]);

impl<D: NoiseDistribution> Draw for ManyAt<'_, D> {
    type Output = Aside;

    fn draw<S: ReplaySource>(&self, source: &mut S) -> Result<Aside, Status> {
        Ok(self.0.try_sums(source, self.1)?.into())
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
    unsafe { out.copy_from_nonoverlapping(samples.0.as_ptr(), length) };
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
    unsafe { values.copy_from_nonoverlapping(sums.0.as_ptr(), length) };
    Ok(())
}
