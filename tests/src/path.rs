//! The decisions of one run over many tapes.
//!
//! A run follows a *script*, the outcomes of its first decisions. From there on it keeps the first outcome of each decision
//! and notes the other ones, as scripts for later runs. Since a sampler sees only its bytes, a script always leads to the
//! same decisions again, and each decision is left by exactly one run per outcome.

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigUint;
use num_traits::One;
use verinoise::{Source, Stop};

use crate::{Depth, PRECISION};

/// The bytes of one request: all the values they still can have.
#[derive(Clone, Debug)]
enum Word {
    /// Each of them: two bytes at most.
    Short(Rc<[usize]>),
    /// The first and the last of them, and all between these: eight bytes at most.
    Long(u64, u64),
}

/// The most values of a long word that are told from each other one by one.
const FEW: u64 = 1 << 8;

impl Word {
    /// How many values it still can have.
    fn count(&self) -> u128 {
        match self {
            Self::Short(values) => values.len() as u128,
            Self::Long(first, last) => u128::from(last - first) + 1,
        }
    }
}

/// One run: the words taken, and how their values were narrowed down.
#[derive(Debug)]
pub(crate) struct Path {
    depth: Depth,
    bytes: usize,
    words: Vec<Word>,
    /// A lower bound for the probability of all that was drawn from laws, in units of `2^-PRECISION`.
    drawn: Option<BigUint>,
    script: Vec<usize>,
    decided: usize,
    others: Vec<Vec<usize>>,
}

thread_local! {
    static PATH: RefCell<Path> = const { RefCell::new(Path::start(Depth::NONE, Vec::new())) };
}

impl Path {
    const fn start(depth: Depth, script: Vec<usize>) -> Self {
        Self {
            depth,
            bytes: 0,
            words: Vec::new(),
            drawn: None,
            script,
            decided: 0,
            others: Vec::new(),
        }
    }

    /// Makes this thread's next run follow `script`.
    pub(crate) fn begin(depth: Depth, script: Vec<usize>) {
        PATH.set(Self::start(depth, script));
    }

    /// The run that has just ended.
    pub(crate) fn end() -> Self {
        PATH.replace(Self::start(Depth::NONE, Vec::new()))
    }

    /// The scripts of the outcomes that this run was the first to leave aside.
    pub(crate) fn into_others(self) -> Vec<Vec<usize>> {
        self.others
    }

    /// How many bytes the tapes of this run have.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    /// The mass of this run, in units of `2^-PRECISION`; rounded down, if anything was drawn from a law.
    pub(crate) fn mass(&self) -> BigUint {
        let tapes = self.words.iter().fold(BigUint::one(), |tapes, word| tapes * word.count());
        let mass = tapes << (PRECISION - 8 * self.bytes as u64);
        match &self.drawn {
            None => mass,
            Some(drawn) => (mass * drawn) >> PRECISION,
        }
    }

    /// Whether the run is to be given up: no room for `count` more bytes, or not enough mass left.
    fn is_deep(&self, count: usize) -> bool {
        let Depth { bytes, halvings } = self.depth;
        self.bytes + count > bytes || self.mass().bits() + halvings <= PRECISION
    }

    /// Decides which of the numbers is drawn, given a lower bound for the mass of each. Those that would leave the run with
    /// too little mass are not considered; `None` if that is all of them.
    pub(crate) fn draw(masses: &[(i64, BigUint)]) -> Option<i64> {
        let (mass, halvings) = PATH.with_borrow(|path| (path.mass(), path.depth.halvings));
        let deep = |drawn: &BigUint| mass.bits() + drawn.bits() + halvings <= 2 * PRECISION;
        let likely: Vec<_> = masses.iter().filter(|(_, drawn)| !deep(drawn)).collect();
        if likely.is_empty() {
            return None;
        }
        let outcome = if likely.len() == 1 { 0 } else { Self::choose(likely.len()) };
        let (number, mass) = likely[outcome];
        PATH.with_borrow_mut(|path| {
            let drawn = path.drawn.take().map_or(mass.clone(), |drawn| (drawn * mass) >> PRECISION);
            path.drawn = Some(drawn);
        });
        Some(*number)
    }

    /// The values that `word` still can have.
    pub(crate) fn values(word: usize) -> Rc<[usize]> {
        PATH.with_borrow(|path| match &path.words[word] {
            Word::Short(values) => Rc::clone(values),
            Word::Long(..) => panic!("a long word has too many values to be listed"),
        })
    }

    /// The first and the last value that the long `word` still can have.
    pub(crate) fn range(word: usize) -> (u64, u64) {
        PATH.with_borrow(|path| match path.words[word] {
            Word::Long(first, last) => (first, last),
            Word::Short(_) => panic!("the values of a short word need not be a range"),
        })
    }

    /// A new word of `count` bytes, which can have any value; its index.
    pub(crate) fn push(count: usize) -> usize {
        PATH.with_borrow_mut(|path| {
            path.bytes += count;
            path.words.push(match count {
                0..=2 => Word::Short((0..1 << (8 * count)).collect()),
                3..=8 => Word::Long(0, u64::MAX >> (64 - 8 * count)),
                _ => panic!("a word of {count} bytes is too long"),
            });
            path.words.len() - 1
        })
    }

    /// Decides a question whose answer depends on `word`: keeps the values with one of the answers, and gives it.
    pub(crate) fn decide<K: PartialEq>(word: usize, answer: impl Fn(usize) -> K) -> K {
        let values = Self::values(word);
        let mut parts: Vec<(K, Vec<usize>)> = Vec::new();
        for &value in &*values {
            let key = answer(value);
            match parts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, values)) => values.push(value),
                None => parts.push((key, vec![value])),
            }
        }
        let outcome = if parts.len() == 1 { 0 } else { Self::choose(parts.len()) };
        let (key, values) = parts.swap_remove(outcome);
        PATH.with_borrow_mut(|path| path.words[word] = Word::Short(values.into()));
        key
    }

    /// Decides a question about the long `word` that only the values from some value on answer with yes, and gives the answer.
    pub(crate) fn decide_from(word: usize, answer: impl Fn(u64) -> bool) -> bool {
        let (first, last) = Self::range(word);
        if answer(first) {
            return true;
        }
        if !answer(last) {
            return false;
        }
        let (mut no, mut yes) = (first, last);
        while yes - no > 1 {
            let middle = no + (yes - no) / 2;
            *(if answer(middle) { &mut yes } else { &mut no }) = middle;
        }
        let parts = [Word::Long(first, no), Word::Long(yes, last)];
        let outcome = Self::choose(2);
        PATH.with_borrow_mut(|path| path.words[word] = parts[outcome].clone());
        outcome == 1
    }

    /// Decides which value the long `word` has, out of a few.
    pub(crate) fn pin(word: usize) -> u64 {
        let (first, last) = Self::range(word);
        assert!(last - first < FEW, "a long word has too many values to be told from each other");
        let values: Vec<u64> = (first..=last).collect();
        let outcome = if values.len() == 1 { 0 } else { Self::choose(values.len()) };
        let value = values[outcome];
        PATH.with_borrow_mut(|path| path.words[word] = Word::Long(value, value));
        value
    }

    /// What the script says, or else the first outcome.
    fn choose(outcomes: usize) -> usize {
        PATH.with_borrow_mut(|path| {
            if path.decided == path.script.len() {
                for other in 1..outcomes {
                    let mut script = path.script.clone();
                    script.push(other);
                    path.others.push(script);
                }
                path.script.push(0);
            }
            path.decided += 1;
            path.script[path.decided - 1]
        })
    }
}

/// The source of a run: it has no bytes of its own, [`Bunch`](crate::Bunch) reads them all at once, but it knows when to
/// give up.
#[derive(Debug)]
pub struct Guide;

/// The run was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut;

impl Source for Guide {
    type Error = Cut;

    fn fill(&mut self, out: &mut [u8]) -> Result<(), Stop<Cut>> {
        let deep = PATH.with_borrow(|path| path.is_deep(out.len()));
        if deep { Err(Stop::Source(Cut)) } else { Ok(()) }
    }
}
