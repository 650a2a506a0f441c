//! Numbers on all tapes at once.

use core::cmp::Ordering;
use core::fmt;
use std::rc::Rc;

use verinoise::{Fault, Int, Integer, Nat, Natural, Source, Stop, Tape};

use crate::path::Path;

/// A number of an exported sampler that runs on many tapes at once: what it is on each of them.
///
/// Every operation is `T`'s own, value by value. Where the sampler asks a question that the tapes answer differently, the
/// run goes on with those that give one of the answers, and other runs take the rest. So each run stands for a product of
/// sets of bytes, on all of which the sampler goes the same way, and there are few enough of them to visit.
#[derive(Clone)]
pub enum Bunch<T> {
    /// The same number on all tapes.
    One(T),
    /// A number for each value of one word of bytes, given by its index. Those of ruled out values are meaningless.
    Each(usize, Rc<[T]>),
    /// The same for a word of more than two bytes: a function of its value that never falls. Such numbers are only compared,
    /// and taken through operations that never fall either, until few values are left.
    Rising(usize, Rc<dyn Fn(u64) -> T>),
}

use Bunch::{Each, One, Rising};

impl<T: Clone + PartialEq> Bunch<T> {
    /// One number, if it is the same on all remaining tapes.
    fn settled(&self) -> Self {
        let (word, numbers) = match self {
            One(_) => return self.clone(),
            Each(word, numbers) => (word, numbers),
            Rising(word, number) => {
                let (first, last) = Path::range(*word);
                return if first == last { One(number(first)) } else { self.clone() };
            }
        };
        let values = Path::values(*word);
        let first = &numbers[values[0]];
        if values.iter().all(|&value| numbers[value] == *first) {
            One(first.clone())
        } else {
            self.clone()
        }
    }

    /// Decides which number it is.
    fn pinned(&self) -> T {
        match self {
            One(number) => number.clone(),
            Each(word, numbers) => Path::decide(*word, |value| numbers[value].clone()),
            Rising(word, number) => number(Path::pin(*word)),
        }
    }

    /// The number, or the numbers for each value of a word: all that it can be, equally likely.
    pub(crate) fn all(&self) -> Vec<T> {
        match self {
            One(number) => vec![number.clone()],
            Each(word, numbers) => {
                Path::values(*word).iter().map(|&value| numbers[value].clone()).collect()
            }
            Rising(word, number) => vec![number(Path::pin(*word))],
        }
    }

    /// Compares, where a number depends on a long word: the answer to `self < other`, or to `self <= other`.
    fn below(&self, other: &Self, or_equal: bool) -> Option<bool>
    where
        T: Ord,
    {
        match (self.settled(), other.settled()) {
            (Rising(word, number), other) => {
                let other = other.pinned();
                let below = |number| if or_equal { number <= other } else { number < other };
                Some(!Path::decide_from(word, |value| !below(number(value))))
            }
            (number, Rising(word, other)) => {
                let number = number.pinned();
                let above = |other| if or_equal { number <= other } else { number < other };
                Some(Path::decide_from(word, |value| above(other(value))))
            }
            _ => None,
        }
    }

    /// An operation that never falls with the first number, where this depends on a long word. What the second number depends
    /// on is decided first, unless that is a newer long word.
    fn rise(
        &self,
        other: &Self,
        result: impl Fn(&T, &T) -> Result<T, Fault> + 'static,
    ) -> Option<Result<Self, Fault>>
    where
        T: 'static,
    {
        let Rising(word, number) = self.settled() else { return None };
        let other = match other.settled() {
            Rising(newer, _) if newer > word => return None,
            other => other.pinned(),
        };
        let value = move |value| result(&number(value), &other);
        if Path::decide_from(word, |at| value(at).is_err()) {
            return value(Path::range(word).0).err().map(Err);
        }
        Some(Ok(Rising(word, Rc::new(move |at| value(at).expect("less than what fits")))))
    }

    /// A partial function of one word, value by value. Either all remaining values have a result, or none.
    fn each<U: Clone>(
        word: usize,
        result: impl Fn(usize) -> Result<U, Fault>,
    ) -> Result<Bunch<U>, Fault> {
        let values = Path::values(word);
        let mut results = vec![result(values[0]); values[values.len() - 1] + 1];
        for &value in &values[1..] {
            results[value] = result(value);
        }
        if results.iter().any(Result::is_err) {
            Path::decide(word, |value| results[value].as_ref().err().copied())
                .map_or(Ok(()), Err)?;
            return Self::each(word, result);
        }
        Ok(Each(word, results.into_iter().collect::<Result<_, _>>()?))
    }

    fn try_map<U: Clone>(&self, f: impl Fn(&T) -> Result<U, Fault>) -> Result<Bunch<U>, Fault> {
        match self {
            One(number) => f(number).map(One),
            Each(word, numbers) => Self::each(*word, |value| f(&numbers[value])),
            Rising(..) => f(&self.pinned()).map(One),
        }
    }

    fn map<U: Clone>(&self, f: impl Fn(&T) -> U) -> Bunch<U> {
        match self.try_map(|number| Ok(f(number))) {
            Ok(results) => results,
            Err(fault) => unreachable!("{fault}"),
        }
    }

    /// A function of two numbers. If they depend on different words, the older word is decided first.
    fn try_zip<U: Clone>(
        &self,
        other: &Self,
        result: impl Fn(&T, &T) -> Result<U, Fault>,
    ) -> Result<Bunch<U>, Fault> {
        match (self.settled(), other.settled()) {
            (One(a), b) => b.try_map(|b| result(&a, b)),
            (a, One(b)) => a.try_map(|a| result(a, &b)),
            (Each(word, a), Each(other, b)) if word == other => {
                Self::each(word, |value| result(&a[value], &b[value]))
            }
            (a @ Rising(..), b) => {
                let a = a.pinned();
                b.try_map(|b| result(&a, b))
            }
            (a, b @ Rising(..)) => {
                let b = b.pinned();
                a.try_map(|a| result(a, &b))
            }
            (a @ Each(older, _), b @ Each(newer, _)) if older < newer => {
                let a = a.pinned();
                b.try_map(|b| result(&a, b))
            }
            (a, b) => {
                let b = b.pinned();
                a.try_map(|a| result(a, &b))
            }
        }
    }

    fn zip<U: Clone + PartialEq>(&self, other: &Self, f: impl Fn(&T, &T) -> U) -> Bunch<U> {
        match self.try_zip(other, |a, b| Ok(f(a, b))) {
            Ok(results) => results,
            Err(fault) => unreachable!("{fault}"),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Bunch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            One(number) => number.fmt(f),
            Each(word, _) | Rising(word, _) => write!(f, "a number for each value of word {word}"),
        }
    }
}

impl<T: Clone + PartialEq> PartialEq for Bunch<T> {
    fn eq(&self, other: &Self) -> bool {
        self.zip(other, T::eq).pinned()
    }
}

impl<T: Clone + Eq> Eq for Bunch<T> {}

impl<T: Clone + Ord> PartialOrd for Bunch<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }

    // Fewer answers than three make fewer runs.
    fn lt(&self, other: &Self) -> bool {
        self.below(other, false).unwrap_or_else(|| self.zip(other, T::lt).pinned())
    }

    fn le(&self, other: &Self) -> bool {
        self.below(other, true).unwrap_or_else(|| self.zip(other, T::le).pinned())
    }

    fn gt(&self, other: &Self) -> bool {
        other < self
    }

    fn ge(&self, other: &Self) -> bool {
        other <= self
    }
}

impl<T: Clone + Ord> Ord for Bunch<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.zip(other, T::cmp).pinned()
    }
}

impl<T: From<u64>> From<u64> for Bunch<T> {
    fn from(number: u64) -> Self {
        One(number.into())
    }
}

impl<T: From<i64>> From<i64> for Bunch<T> {
    fn from(number: i64) -> Self {
        One(number.into())
    }
}

impl<T: Natural<Integer: 'static> + 'static> Natural for Bunch<T> {
    type Integer = Bunch<T::Integer>;

    fn add(&self, other: &Self) -> Result<Self, Fault> {
        self.rise(other, T::add)
            .or_else(|| other.rise(self, T::add))
            .unwrap_or_else(|| self.try_zip(other, T::add))
    }

    fn mul(&self, other: &Self) -> Result<Self, Fault> {
        self.try_zip(other, T::mul)
    }

    fn saturating_sub(&self, other: &Self) -> Self {
        self.zip(other, T::saturating_sub)
    }

    fn div(&self, other: &Self) -> Result<Self, Fault> {
        self.try_zip(other, T::div)
    }

    fn shl(&self, bits: &Self) -> Result<Self, Fault> {
        self.rise(bits, T::shl).unwrap_or_else(|| self.try_zip(bits, T::shl))
    }

    fn shr(&self, bits: &Self) -> Self {
        self.zip(bits, T::shr)
    }

    fn and(&self, other: &Self) -> Self {
        self.zip(other, T::and)
    }

    fn bit_length(&self) -> Self {
        self.map(T::bit_length)
    }

    fn isqrt(&self) -> Result<Self, Fault> {
        self.try_map(T::isqrt)
    }

    fn is_odd(&self) -> bool {
        self.map(T::is_odd).pinned()
    }

    fn to_usize(&self) -> Option<usize> {
        self.map(T::to_usize).pinned()
    }

    fn from_nat(value: &Nat) -> Result<Self, Fault> {
        T::from_nat(value).map(One)
    }

    fn take<S: Source>(source: &mut S, count: &Self) -> Result<Self, Stop<S::Error>> {
        let count = count.pinned();
        let bytes = (0..=8).find(|bytes| T::from(*bytes) == count).ok_or(Fault::Capacity)?;
        let bytes = usize::try_from(bytes).map_err(|_| Fault::Capacity)?;
        source.fill(&mut [0; 8][..bytes])?;
        if bytes > 2 {
            let read = move |value: u64| {
                let tape = value.to_le_bytes();
                T::take(&mut Tape::new(&tape[..bytes]), &count).expect("so many bytes, and a word")
            };
            return Ok(Rising(Path::push(bytes), Rc::new(read)));
        }
        let read = |value: usize| {
            let tape = value.to_le_bytes();
            T::take(&mut Tape::new(&tape[..bytes]), &count).map_err(|_| Fault::Capacity)
        };
        Ok(Self::each(Path::push(bytes), read)?)
    }
}

impl<I: Integer<Natural: 'static> + 'static> Integer for Bunch<I> {
    type Natural = Bunch<I::Natural>;

    fn from_natural(natural: &Self::Natural) -> Result<Self, Fault> {
        natural.try_map(I::from_natural)
    }

    fn from_int(value: &Int) -> Result<Self, Fault> {
        I::from_int(value).map(One)
    }

    fn neg(&self) -> Result<Self, Fault> {
        self.try_map(I::neg)
    }

    fn add(&self, other: &Self) -> Result<Self, Fault> {
        self.try_zip(other, I::add)
    }

    fn magnitude(&self) -> Self::Natural {
        self.map(I::magnitude)
    }
}
