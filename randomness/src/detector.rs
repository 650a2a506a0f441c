//! Combines what the system tells about forks, so that no part of it has to be believed alone.

use core::fmt;
use core::marker::PhantomData;
use core::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

/// The number of bytes that are asked to be wiped: a multiple of the size of a page. Processors of the
/// `x86` family have one size; on others it can be as large as this.
pub(crate) const BLOCK: usize =
    if cfg!(any(target_arch = "x86", target_arch = "x86_64")) { 1 << 12 } else { 1 << 16 };

/// The same in words.
const BLOCK_WORDS: usize = BLOCK / size_of::<AtomicU64>();

/// So many words contain an aligned block, wherever they lie.
const WORDS: usize = 2 * BLOCK_WORDS;

/// The index of a word that is 0 for ever: there is no wiped block, or none yet.
const NO_BLOCK: usize = 0;

/// The index of another one: the block was found not to be wiped. A block's own word comes later.
const LYING: usize = 1;

/// The system calls that a [`Detector`] combines.
pub(crate) trait System {
    /// Asks the kernel to wipe the block in every process that is forked from this one, and tells
    /// whether it can be believed to do so. The block is aligned to its length, [`BLOCK`].
    fn wipe_in_children(block: &[AtomicU64]) -> bool;

    /// Registers a handler that calls [`Detector::forget`] in processes forked by the C library.
    /// `false` if the system lacks memory for it.
    fn forget_in_children() -> bool;

    /// The number of this process. It is asked for anew each time.
    fn process_number() -> u32;
}

/// Identifies a process among its ancestors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Larger than that of every ancestor, if the fork was noticed; never 0.
    generation: u64,
    number: u32,
}

impl Stamp {
    /// Of no process: generations are counted from 1.
    pub(crate) const UNKNOWN: Self = Self { generation: u64::MAX, number: 0 };
}

/// Tells the running process from its ancestors.
///
/// The generation of this process lies in a word that is 0 in a process just forked, which then
/// counts on. Two things make it 0: the kernel, which wipes the block that the word lies in
/// however the process was forked, and the handler, if the C library forked it. The process number
/// is compared as well: always, if the kernel is not believed to wipe the block.
///
/// A new detector is all zero, so that a static one has no place in the file. It must not be moved
/// once it is in use. The block is part of it and goes when it goes: there is nothing to unmap when
/// a library is unloaded, or while other threads still run at the end of the program.
///
/// There are no locks: a process forked meanwhile would find them held. Whatever two threads do at
/// once here can be done twice.
pub(crate) struct Detector<S> {
    words: [AtomicU64; WORDS],
    /// The index of the word in the wiped block; [`NO_BLOCK`] or [`LYING`] otherwise.
    place: AtomicUsize,
    /// The word that serves where no block is wiped.
    plain: AtomicU64,
    /// The number of generations that have been counted in this process and in its ancestors.
    counted: AtomicU64,
    /// The handler is registered, and the kernel has been asked.
    prepared: AtomicBool,
    system: PhantomData<fn() -> S>,
}

impl<S> Detector<S> {
    pub(crate) const fn new() -> Self {
        Self {
            words: [const { AtomicU64::new(0) }; WORDS],
            place: AtomicUsize::new(NO_BLOCK),
            plain: AtomicU64::new(0),
            counted: AtomicU64::new(0),
            prepared: AtomicBool::new(false),
            system: PhantomData,
        }
    }

    /// The index of the word in the block, if the block is believed to be wiped.
    fn wiped(&self) -> Option<usize> {
        let place = self.place.load(Ordering::Acquire);
        (place > LYING).then_some(place)
    }

    /// The word that holds the generation.
    fn word(&self) -> &AtomicU64 {
        self.wiped().and_then(|place| self.words.get(place)).unwrap_or(&self.plain)
    }

    /// Called in a process just forked. Safe in signal handlers.
    pub(crate) fn forget(&self) {
        self.word().store(0, Ordering::Release);
    }

    /// The generation of this process, counted if it is new.
    fn generation(&self) -> u64 {
        let word = self.word();
        let generation = word.load(Ordering::Acquire);
        if generation != 0 {
            return generation;
        }
        // Larger than all that this process or an ancestor has used. Threads may race: the first
        // one's number holds. If a signal handler forks right here, both processes may get this
        // number, which nothing was stamped with before.
        let new = 1 + self.counted.fetch_add(1, Ordering::AcqRel);
        match word.compare_exchange(0, new, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => new,
            Err(theirs) => theirs,
        }
    }
}

impl<S: System> Detector<S> {
    /// Tells whether the stamp is of this process.
    #[inline]
    pub(crate) fn is_current(&self, stamp: &Stamp) -> bool {
        // The remainder is for the compiler, which then sees that the index is in range. A stamp
        // never holds the 0 that is read where there is no wiped block.
        let place = self.place.load(Ordering::Acquire) % WORDS;
        self.words[place].load(Ordering::Acquire) == stamp.generation || self.now() == *stamp
    }

    /// The stamp of this process.
    #[cold]
    #[inline(never)]
    pub(crate) fn now(&self) -> Stamp {
        if !self.prepared.load(Ordering::Acquire) {
            self.prepare();
        }
        Stamp { generation: self.generation(), number: S::process_number() }
    }

    /// Stamps anew, and tells whether the stamp was not of this process.
    #[cold]
    #[inline(never)]
    pub(crate) fn renew(&self, stamp: &mut Stamp) -> bool {
        let mut now = self.now();
        if now == *stamp {
            return false;
        }
        if now.generation == stamp.generation && self.wiped().is_some() {
            // Another process, and the block is as it was.
            self.place.store(LYING, Ordering::Release);
            now = self.now();
        }
        *stamp = now;
        true
    }

    /// Finds out what the system can do. Called again until the handler is registered.
    fn prepare(&self) {
        if self.place.load(Ordering::Acquire) == NO_BLOCK {
            let start = self.words.as_ptr().addr();
            let start = (start.next_multiple_of(BLOCK) - start) / size_of::<AtomicU64>();
            let end = start + BLOCK_WORDS;
            if self.words.get(start..end).is_some_and(S::wipe_in_children) {
                self.place.store(end - 1, Ordering::Release);
            }
        }
        if S::forget_in_children() {
            self.prepared.store(true, Ordering::Release);
        }
    }
}

impl<S> fmt::Debug for Detector<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Detector").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
