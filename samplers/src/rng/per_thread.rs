//! A source for each thread.

use alloc::collections::TryReserveError;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use std::thread_local;

use super::SystemSource;

thread_local! {
    /// This thread's source. It lies here and nowhere else, so that its keys are not left where it
    /// has been.
    static SOURCE: RefCell<SystemSource> = const { RefCell::new(SystemSource::new()) };
    /// Set once this thread has asked for it. A variable that needs no destructor costs no memory.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// The memory that must be free before a thread first draws, in bytes.
const FREE: usize = 1 << 12;

/// Draws from the thread's own source of the operating system's randomness; and draws again, in the
/// child, if a signal handler forked the process meanwhile.
///
/// Threads do not wait for each other. The key and the bytes in store are overwritten when the
/// thread ends. If `draw` itself calls this function, or a thread that is ending calls it, a new
/// source serves that call. The results of an attempt that is repeated should go nowhere but into
/// the result of `draw`.
///
/// ```
/// use verinoise::rng::with_system_source;
/// use verinoise::{DiscreteGaussian, NoiseDistribution};
///
/// let gaussian = DiscreteGaussian::new(25, 4)?;
/// let noisy_count = with_system_source(|source| gaussian.try_sample_at(1000, source))?;
/// # let _ = noisy_count;
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// # Errors
/// Those of `draw`; and an error made of [`TryReserveError`], such as
/// [`SampleError::OutOfMemory`](crate::SampleError::OutOfMemory), if there is no memory left when a
/// thread calls this for the first time. (The operating system keeps a list of what it does when a
/// thread ends. Some C libraries end the program if they cannot allocate an entry, so memory is
/// looked for before.)
pub fn with_system_source<T, E: From<TryReserveError>>(
    mut draw: impl FnMut(&mut SystemSource) -> Result<T, E>,
) -> Result<T, E> {
    if !ASKED.replace(true) {
        look_for_memory().inspect_err(|_| ASKED.set(false))?;
    }
    let own = SOURCE.try_with(|place| {
        let mut source = place.try_borrow_mut().ok()?;
        Some(source.in_one_process(&mut draw))
    });
    match own {
        Ok(Some(result)) => result,
        _ => draw_from_another(draw),
    }
}

#[cold]
#[inline(never)]
fn draw_from_another<T>(draw: impl FnMut(&mut SystemSource) -> T) -> T {
    SystemSource::new().in_one_process(draw)
}

#[cold]
#[inline(never)]
fn look_for_memory() -> Result<(), TryReserveError> {
    let mut memory = Vec::<u8>::new();
    memory.try_reserve_exact(FREE)?;
    // An allocation that nobody sees would be left out.
    core::hint::black_box(memory);
    Ok(())
}
