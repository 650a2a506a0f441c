//! The sources of random bytes that C can choose from.

#![expect(unsafe_code, reason = "functions that C calls, and one of C's that is called")]

use std::ffi::c_void;
use std::fmt;
use std::sync::{Mutex, MutexGuard, TryLockError};

use chacha20::ChaCha20Rng;
use rand_core::{SeedableRng, TryRng};
use verinoise::rng::{AfterFork, ForkSafeSource, SysRng, with_system_source};
use verinoise::{Bytes, FromRng, ReplaySource, SingleProcessSource};

use crate::boundary::{Out, boundary, check};
use crate::draw::Draw;
use crate::handle::{self, Kind};
use crate::status::Status;

/// A source of random bytes.
///
/// A handle can be shared by threads. One of the operating system is never busy: each thread draws
/// from a generator of its own behind it. One with a callback or a seed serves one call at a time,
/// and answers `VN_STATUS_BUSY` to others; in a process that was forked during such a call, it does so
/// for ever.
#[derive(Debug)]
pub struct Rng {
    _opaque: (),
}

impl Kind for Rng {
    type Value = Generator;
    const TAG: u64 = 0x765f_6e67_0052_4e47;
}

/// Writes `length` uniform random bytes to `out`, and answers 0; any other answer is a failure, and
/// the bytes are not used. `context` is the pointer that came with the callback.
///
/// The callback is asked for 256 bytes at a time, ahead of need, and all of them must be written.
/// It may be called from any thread that uses the generator, but never from two at once. It must
/// return: an exception or a `longjmp` out of it is undefined behaviour. It must not free the
/// generator that it serves, nor touch the arrays of the call that asks for the bytes. Bytes that are not uniform
/// and independent give noise of another distribution; samplers may not even return on bytes that
/// are all the same. After a fork, bytes that were fetched and not used are discarded in the child:
/// that the callback then gives other bytes than in the parent is its own affair.
pub type RngFill =
    Option<unsafe extern "C" fn(context: *mut c_void, out: *mut u8, length: usize) -> i32>;

/// The number of bytes of a seed.
pub const VN_SEED_BYTES: usize = 32;

/// The kinds of generators.
pub(crate) enum Generator {
    /// Each thread's own, seeded by the operating system.
    System,
    /// C's own.
    Callback(Box<Mutex<ForkSafeSource<Callback>>>),
    /// From a seed, for tests.
    Seeded(Box<Mutex<SingleProcessSource<FromRng<ChaCha20Rng>>>>),
}

impl Generator {
    /// Draws, again if the process was forked meanwhile.
    #[inline]
    pub(crate) fn draw<D: Draw>(&self, what: &D) -> Result<D::Output, Status> {
        match self {
            Self::System => with_system_source(|source| what.draw(source)),
            Self::Callback(source) => lock(source)?.in_one_process(|source| what.draw(source)),
            Self::Seeded(source) => what.draw(&mut *lock(source)?),
        }
    }
}

/// The source, unless someone else has it. Nobody waits, so that neither a callback that draws nor
/// a process forked while another thread was drawing waits for ever.
fn lock<S: ReplaySource>(source: &Mutex<S>) -> Result<MutexGuard<'_, S>, Status> {
    match source.try_lock() {
        Ok(guard) => Ok(guard),
        Err(TryLockError::WouldBlock) => Err(Status::Busy),
        // A bug in the library ended a sample in the middle. The bytes that it has not read are as
        // good as any.
        Err(TryLockError::Poisoned(poisoned)) => {
            source.clear_poison();
            let mut guard = poisoned.into_inner();
            guard.release();
            Ok(guard)
        }
    }
}

/// A generator of C's.
pub(crate) struct Callback {
    fill: unsafe extern "C" fn(*mut c_void, *mut u8, usize) -> i32,
    context: *mut c_void,
}

// SAFETY: whoever gives the callback promises that it can be called from any thread.
unsafe impl Send for Callback {}

/// The callback reported a failure.
#[derive(Debug)]
pub(crate) struct CallbackFailed;

impl fmt::Display for CallbackFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the callback failed")
    }
}

impl std::error::Error for CallbackFailed {}

impl Bytes for Callback {
    type Error = CallbackFailed;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), CallbackFailed> {
        // SAFETY: the pointer is good for that many bytes; the rest the callback has promised.
        match unsafe { (self.fill)(self.context, out.as_mut_ptr(), out.len()) } {
            0 => Ok(()),
            _ => Err(CallbackFailed),
        }
    }
}

impl AfterFork for Callback {
    fn after_fork(&mut self) {}
}

/// Makes a generator of the operating system's randomness, for production: `ChaCha20`, keyed by the
/// operating system and keyed anew every 64 KiB and after a fork. Each thread has its own, so that
/// threads do not wait for each other, and a forked process draws noise of its own, but for the cases
/// that `docs/THREATS.md` names. A copied virtual machine is not noticed. Keys are overwritten when they are replaced and when the thread ends.
///
/// The call fails with `VN_STATUS_RANDOMNESS_FAILED` if the operating system gives no random bytes,
/// or with `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_rng_new_os(rng: *mut *mut Rng) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(rng) }?;
        // A system without randomness should be found out here rather than later.
        let mut probe = [0; 1];
        SysRng.try_fill_bytes(&mut probe).map_err(|_| Status::RandomnessFailed)?;
        handle::give(out, Generator::System)
    })
}

/// Makes a generator that takes its bytes from a callback. `context` is handed to each call, and must
/// be valid until the generator is freed; it may be `NULL`.
///
/// The call fails with `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_rng_new_callback(
    fill: RngFill,
    context: *mut c_void,
    rng: *mut *mut Rng,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(rng) }?;
        let fill = fill.ok_or(Status::NullPointer)?;
        let source = ForkSafeSource::new(Callback { fill, context });
        handle::give(out, Generator::Callback(handle::boxed(Mutex::new(source))?))
    })
}

/// Makes a generator whose bytes are determined by the `VN_SEED_BYTES` bytes of a seed: `ChaCha20`
/// with a zero nonce. **It is for tests only: the noise is predictable and gives no privacy.** The
/// same seed gives the same samples on every platform and in every release, and after a fork in both
/// processes.
///
/// The call fails with `VN_STATUS_OUT_OF_MEMORY`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_rng_new_seeded_for_tests_only(
    seed: *const u8,
    rng: *mut *mut Rng,
) -> Status {
    boundary(|| {
        // SAFETY: C promises that outputs can be written to.
        let out = unsafe { Out::new(rng) }?;
        check(seed)?;
        // SAFETY: C promises a seed of this length.
        let seed = unsafe { seed.cast::<[u8; VN_SEED_BYTES]>().read_unaligned() };
        let source = SingleProcessSource::from_rng(ChaCha20Rng::from_seed(seed));
        handle::give(out, Generator::Seeded(handle::boxed(Mutex::new(source))?))
    })
}

/// Frees a generator, and sets `*rng` to `NULL`. If `*rng` is `NULL` already, nothing happens.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vn_rng_free(rng: *mut *mut Rng) -> Status {
    // SAFETY: C promises that the handle is good and nobody else uses it.
    boundary(|| unsafe { handle::free(rng) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ptr;

    unsafe extern "C" fn count_up(_: *mut c_void, out: *mut u8, length: usize) -> i32 {
        for (index, byte) in (0..length).zip(1..) {
            // SAFETY: within the buffer.
            unsafe { out.wrapping_add(index).write(byte) };
        }
        0
    }

    unsafe extern "C" fn fail(_: *mut c_void, _: *mut u8, _: usize) -> i32 {
        -7
    }

    #[test]
    fn a_callback_gives_bytes() {
        let mut out = [0; 5];
        let mut bytes = Callback { fill: count_up, context: ptr::null_mut() };
        assert!(bytes.fill(&mut out).is_ok());
        assert_eq!(out, [1, 2, 3, 4, 5]);
        let mut bytes = Callback { fill: fail, context: ptr::null_mut() };
        let error = bytes.fill(&mut out).expect_err("a failure");
        assert_eq!(error.to_string(), "the callback failed");
    }
}
