//! Uniform bytes from generators, closures and readers.

use core::fmt;

use rand_core::TryRng;

/// Something that gives uniform bytes: what a [`SingleProcessSource`](crate::SingleProcessSource)
/// reads ahead from.
///
/// Every byte must be uniform and independent of the others: the distribution of the samples rests
/// on it.
pub trait Bytes {
    /// The error of a call that fails.
    type Error;

    /// Fills all of `out` with the next bytes.
    ///
    /// # Errors
    /// The implementation's own. What is then in `out` is not used.
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Self::Error>;
}

impl<B: Bytes + ?Sized> Bytes for &mut B {
    type Error = B::Error;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), B::Error> {
        (**self).fill(out)
    }
}

/// The bytes of a generator of `rand_core` 0.10 or `rand` 0.10: [`TryRng::try_fill_bytes`].
#[derive(Debug)]
pub struct FromRng<R>(pub R);

impl<R: TryRng> Bytes for FromRng<R> {
    type Error = R::Error;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), R::Error> {
        self.0.try_fill_bytes(out)
    }
}

/// The bytes of a generator of `rand_core` 0.9 or `rand` 0.9.
#[cfg(feature = "rand_core_0_9")]
#[derive(Debug)]
pub struct FromRng09<R>(pub R);

#[cfg(feature = "rand_core_0_9")]
impl<R: rand_core_0_9::TryRngCore> Bytes for FromRng09<R> {
    type Error = R::Error;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), R::Error> {
        self.0.try_fill_bytes(out)
    }
}

/// The bytes of a generator of `rand_core` 0.6 or `rand` 0.8.
#[cfg(feature = "rand_core_0_6")]
#[derive(Debug)]
pub struct FromRng06<R>(pub R);

#[cfg(feature = "rand_core_0_6")]
impl<R: rand_core_0_6::RngCore> Bytes for FromRng06<R> {
    type Error = rand_core_0_6::Error;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        self.0.try_fill_bytes(out)
    }
}

/// The bytes that a closure writes.
pub struct FromFn<F>(pub F);

impl<F: FnMut(&mut [u8]) -> Result<(), E>, E> Bytes for FromFn<F> {
    type Error = E;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), E> {
        (self.0)(out)
    }
}

impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FromFn").finish_non_exhaustive()
    }
}

/// The bytes of a reader, such as a device. The end of a file is an error.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct FromReader<R>(pub R);

#[cfg(feature = "std")]
impl<R: std::io::Read> Bytes for FromReader<R> {
    type Error = std::io::Error;

    #[inline]
    fn fill(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        self.0.read_exact(out)
    }
}
