//! One call of an exported function: on machine words first, and where these are too small, on the
//! same bytes with larger numbers.
//!
//! `ladder_exact` in `proofs/Claims` says that the result is the one that numbers of any size give,
//! on every tape of bytes.

use core::convert::Infallible;

use super::program::Program;
use crate::{Fault, Int, Nat, ReplaySource, Source, Stop};

/// The arguments of a call, in each of the representations that hold them.
pub(crate) trait Arguments<P: Program> {
    /// The arguments as words, if they fit.
    fn words(&self) -> Option<P::Arguments<'_, u64>>;
    /// The arguments as double words, if they fit.
    fn double_words(&self) -> Option<P::Arguments<'_, u128>>;
    /// The arguments as numbers of any size.
    ///
    /// # Errors
    /// [`Fault::Memory`] if the memory does not hold them and the copies that a call makes of them.
    fn exact(&self) -> Result<P::Arguments<'_, Nat>, Fault>;
}

/// A result, in words if these were enough.
#[derive(Debug)]
pub enum Answer<W, X> {
    /// Words were enough.
    Words(W),
    /// Words were too small, and larger numbers gave this.
    Exact(X),
}

/// The answer of a call of `P`.
pub(crate) type AnswerOf<P> = Answer<<P as Program>::Output<u64>, <P as Program>::Output<Nat>>;

/// Calls `P` with the smallest numbers that are large enough.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "the loop of a batch is to have no calls but those of the samplers"
)]
pub(crate) fn call<P, S>(
    arguments: &impl Arguments<P>,
    source: &mut S,
) -> Result<AnswerOf<P>, Stop<S::Error>>
where
    P: Program<Output<u128>: Into<P::Output<Nat>>>,
    S: ReplaySource,
{
    if let Some(words) = arguments.words()
        && let Some(value) = attempt(source, |source| P::run(source, &words))?
    {
        return Ok(Answer::Words(value));
    }
    call_beyond_words(arguments, source).map(Answer::Exact)
}

/// Calls `P` with double words, and where these are too small, with numbers of any size.
#[inline(never)]
fn call_beyond_words<P, S>(
    arguments: &impl Arguments<P>,
    source: &mut S,
) -> Result<P::Output<Nat>, Stop<S::Error>>
where
    P: Program<Output<u128>: Into<P::Output<Nat>>>,
    S: ReplaySource,
{
    climb(
        source,
        |source| match arguments.double_words() {
            Some(words) => P::run(source, &words),
            None => Err(Stop::Fault(Fault::Capacity)),
        },
        |source| P::run(source, &arguments.exact().map_err(Stop::Fault)?),
    )
}

/// Runs `words`, and where it gives up for want of room, `exact` on the same bytes.
pub(crate) fn climb<S, W, X>(
    source: &mut S,
    words: impl FnOnce(&mut Aside<'_, S>) -> Result<W, Stop<Infallible>>,
    exact: impl FnOnce(&mut S) -> Result<X, Stop<S::Error>>,
) -> Result<X, Stop<S::Error>>
where
    S: ReplaySource,
    W: Into<X>,
{
    if let Some(value) = attempt(source, words)? {
        return Ok(value.into());
    }
    let value = exact(source);
    // What was recorded and is read again ends with the sample, if not before.
    source.release();
    value
}

/// Runs `body` while the source records. Where words are too small for it, rewinds and gives
/// `None`.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "the loop of a batch is to have no calls but those of the samplers"
)]
pub(crate) fn attempt<T, S: ReplaySource>(
    source: &mut S,
    body: impl FnOnce(&mut Aside<'_, S>) -> Result<T, Stop<Infallible>>,
) -> Result<Option<T>, Stop<S::Error>> {
    source.record();
    let mut aside = Aside { source, error: None };
    let result = body(&mut aside);
    let Aside { source, error } = aside;
    match result {
        Ok(value) => {
            source.release();
            Ok(Some(value))
        }
        Err(Stop::Fault(fault)) => match error {
            None if fault == Fault::Capacity => {
                source.rewind();
                Ok(None)
            }
            error => {
                source.release();
                Err(error.map_or(Stop::Fault(fault), Stop::Source))
            }
        },
    }
}

/// A source that keeps its error aside and stops the sampler with a fault. The results within a
/// sampler are then those of a source that cannot fail, which saves a tenth of the instructions.
pub(crate) struct Aside<'a, S: Source> {
    source: &'a mut S,
    error: Option<S::Error>,
}

impl<S: ReplaySource> Aside<'_, S> {
    #[cold]
    #[inline(never)]
    fn take_word_across(&mut self, count: usize) -> Result<u64, Stop<Infallible>> {
        self.source.take_word(count).map_err(|stop| self.keep(stop))
    }

    fn keep(&mut self, stop: Stop<S::Error>) -> Stop<Infallible> {
        Stop::Fault(match stop {
            Stop::Source(error) => {
                self.error = Some(error);
                Fault::Capacity
            }
            Stop::Fault(fault) => fault,
        })
    }
}

impl<S: ReplaySource> Source for Aside<'_, S> {
    type Error = Infallible;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Infallible>> {
        self.source.fill(out).map_err(|stop| self.keep(stop))
    }

    #[inline]
    fn take_word(&mut self, count: usize) -> Result<u64, Stop<Infallible>> {
        match self.source.take_ready_word(count) {
            Some(word) => Ok(word),
            None => self.take_word_across(count),
        }
    }
}

/// The centre of the noise.
#[derive(Debug)]
pub enum Location {
    /// A word.
    Word(i64),
    /// An integer of any size.
    Large(Int),
}

impl From<Int> for Location {
    fn from(value: Int) -> Self {
        match i64::try_from(&value) {
            Ok(word) => Self::Word(word),
            Err(_) => Self::Large(value),
        }
    }
}

impl Location {
    pub(crate) fn word(&self) -> Option<i64> {
        match self {
            Self::Word(value) => Some(*value),
            Self::Large(_) => None,
        }
    }

    pub(crate) fn double_word(&self) -> Option<i128> {
        match self {
            Self::Word(value) => Some((*value).into()),
            Self::Large(value) => value.try_into().ok(),
        }
    }

    pub(crate) fn exact(&self) -> Int {
        match self {
            Self::Word(value) => (*value).into(),
            Self::Large(value) => value.clone(),
        }
    }
}
