//! Exact masses of an exported sampler's values.

use core::fmt::Debug;
use std::collections::BTreeMap;

use num_bigint::{BigInt, BigUint};
use num_traits::{One, Zero};
use verinoise::{Natural, Stop};

use crate::path::Path;
use crate::{Bunch, Cut, Guide, Law, PRECISION, Value, fraction};

/// Where an enumeration stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth {
    /// The most bytes on a tape, at most `PRECISION / 8`.
    pub bytes: usize,
    /// A run takes no further byte once its mass is below `2^-halvings`.
    pub halvings: u64,
}

impl Depth {
    /// No byte at all.
    pub const NONE: Self = Self { bytes: 0, halvings: 0 };

    /// All tapes of up to this many bytes.
    #[must_use]
    pub const fn bytes(bytes: usize) -> Self {
        Self { bytes, halvings: PRECISION + 1 }
    }

    /// All runs down to this mass, up to 64 bytes.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a small constant")]
    pub const fn halvings(halvings: u64) -> Self {
        Self { bytes: PRECISION as usize / 8, halvings }
    }
}

/// What an exported sampler returns.
pub trait Outcome {
    /// All that it can be, equally likely, as integers. A number `x` with a truth value counts as `2 x`, and as `2 x + 1` if that
    /// is true.
    ///
    /// # Panics
    /// If it is none of these.
    fn values(&self) -> Vec<i64>;
}

impl Outcome for bool {
    fn values(&self) -> Vec<i64> {
        vec![(*self).into()]
    }
}

impl<T: Clone + PartialEq + Debug> Outcome for Bunch<T> {
    fn values(&self) -> Vec<i64> {
        let value = |number: T| format!("{number:?}").parse().expect("a small number");
        self.all().into_iter().map(value).collect()
    }
}

impl<N: Natural<Integer: Outcome> + Outcome> Outcome for Value<N> {
    fn values(&self) -> Vec<i64> {
        match self {
            Self::Natural(number) => number.values(),
            Self::Integer(number) => number.values(),
            Self::Boolean(value) => value.values(),
            Self::Several(several) => match several.as_slice() {
                [number, Self::Boolean(flag)] => {
                    number.values().iter().map(|value| 2 * value + i64::from(*flag)).collect()
                }
                _ => panic!("{several:?} does not count as an integer"),
            },
            other => panic!("{other:?} is no result"),
        }
    }
}

/// What is known of a sampler after an enumeration: for each value the mass of the tapes that certainly lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masses {
    /// In units of `2^-PRECISION`.
    by_value: BTreeMap<i64, BigUint>,
    runs: usize,
}

/// Runs an exported sampler on all tapes down to `depth`.
///
/// # Panics
/// If the arithmetic faults on some tape.
pub fn enumerate<X: Outcome>(
    depth: Depth,
    sampler: impl Fn(&mut Guide) -> Result<X, Stop<Cut>>,
) -> Masses {
    let mut masses = Masses { by_value: BTreeMap::new(), runs: 0 };
    let mut scripts = vec![Vec::new()];
    while let Some(script) = scripts.pop() {
        Path::begin(depth, script);
        let values = match sampler(&mut Guide) {
            Ok(outcome) => outcome.values(),
            Err(Stop::Source(Cut)) => Vec::new(),
            Err(Stop::Fault(fault)) => panic!("{fault} after {} bytes", Path::end().bytes()),
        };
        let path = Path::end();
        let share = path.mass() / values.len().max(1);
        for value in values {
            *masses.by_value.entry(value).or_default() += &share;
        }
        masses.runs += 1;
        scripts.extend(path.into_others());
    }
    masses
}

/// From the masses of values, each in units of `2^-PRECISION`. What is said of one value several times adds up.
impl FromIterator<(i64, BigUint)> for Masses {
    fn from_iter<I: IntoIterator<Item = (i64, BigUint)>>(parts: I) -> Self {
        let mut masses = Self { by_value: BTreeMap::new(), runs: 0 };
        for (value, mass) in parts {
            *masses.by_value.entry(value).or_default() += mass;
            masses.runs += 1;
        }
        masses
    }
}

impl Masses {
    /// How many runs it took, or of how many parts it is made.
    #[must_use]
    pub const fn runs(&self) -> usize {
        self.runs
    }

    /// The values and their masses, in units of `2^-PRECISION`.
    pub fn iter(&self) -> impl Iterator<Item = (i64, &BigUint)> {
        self.by_value.iter().map(|(value, mass)| (*value, mass))
    }

    /// The mass of the tapes that were not explored to their end, in units of `2^-PRECISION`.
    #[must_use]
    pub fn unexplored(&self) -> BigInt {
        let explored = self.by_value.values().fold(BigUint::zero(), |sum, mass| sum + mass);
        (BigInt::one() << PRECISION) - BigInt::from(explored)
    }

    /// Compares with a closed form: no value has more mass than that, and none lacks more than is unexplored.
    ///
    /// Every value that occurred is compared, and every integer up to 20 from them. All others have too little mass to
    /// matter, or the closed form would be exceeded elsewhere: both sides sum to 1.
    ///
    /// # Errors
    /// The first value that does not fit.
    pub fn compare(&self, law: &Law) -> Result<(), String> {
        let unexplored = self.unexplored();
        if unexplored < BigInt::zero() {
            return Err("the masses sum to more than 1".into());
        }
        let (Some(first), Some(last)) =
            (self.by_value.keys().next(), self.by_value.keys().next_back())
        else {
            return Err("no value occurred".into());
        };
        for value in first - 20..=last + 20 {
            let found = BigInt::from(self.by_value.get(&value).cloned().unwrap_or_default());
            let expected = law.mass(value);
            if found > *expected.upper() || found + &unexplored < *expected.lower() {
                let found = self.by_value.get(&value).cloned().unwrap_or_default();
                return Err(format!(
                    "{value} has mass {:e} to {:e}, not {:e}",
                    fraction(&found.clone().into()),
                    fraction(&(BigInt::from(found) + unexplored)),
                    expected.to_f64()
                ));
            }
        }
        Ok(())
    }
}
