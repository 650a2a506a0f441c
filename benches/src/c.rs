//! The C library, called as C calls it.

#![expect(unsafe_code, reason = "calls what C calls")]

use std::ffi::CString;
use std::ptr;

use verinoise_ffi::{
    Noise, Rng, Status, vn_gaussian_new_from_string, vn_laplace_new_from_string, vn_noise_fill,
    vn_noise_free, vn_noise_new_prepared, vn_rng_free, vn_rng_new_os,
};

use crate::{Distribution, Scale};

/// A distribution with a table, and the generator of the operating system.
#[derive(Debug)]
pub struct Prepared {
    noise: *mut Noise,
    rng: *mut Rng,
}

impl Prepared {
    /// Prepares.
    ///
    /// # Panics
    /// If there is no table, or no memory left.
    #[must_use]
    pub fn new(distribution: Distribution, scale: Scale) -> Self {
        let (n, d) = distribution.parameter(scale);
        let text = CString::new(format!("{n}/{d}")).expect("no zero byte");
        let make = match distribution {
            Distribution::Gaussian => vn_gaussian_new_from_string,
            Distribution::Laplace => vn_laplace_new_from_string,
        };
        let (mut plain, mut noise, mut rng) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        // SAFETY: the text ends with a zero byte, and the pointer can be written to.
        assert_eq!(unsafe { make(text.as_ptr(), &raw mut plain) }, Status::Ok);
        // SAFETY: the handle is open, and the pointer can be written to.
        assert_eq!(unsafe { vn_noise_new_prepared(plain, &raw mut noise) }, Status::Ok);
        // SAFETY: the handle is open, and nobody else has it.
        assert_eq!(unsafe { vn_noise_free(&raw mut plain) }, Status::Ok);
        // SAFETY: the pointer can be written to.
        assert_eq!(unsafe { vn_rng_new_os(&raw mut rng) }, Status::Ok);
        Self { noise, rng }
    }

    /// Fills.
    ///
    /// # Panics
    /// If the operating system gives no randomness, or a sample does not fit 64 bits.
    pub fn fill(&self, out: &mut [i64]) {
        // SAFETY: the handles are open, and the array has this length.
        let status = unsafe { vn_noise_fill(self.noise, self.rng, out.as_mut_ptr(), out.len()) };
        assert_eq!(status, Status::Ok);
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        // SAFETY: the handle is open, and nobody else has it.
        let _ = unsafe { vn_noise_free(&raw mut self.noise) };
        // SAFETY: as above.
        let _ = unsafe { vn_rng_free(&raw mut self.rng) };
    }
}
