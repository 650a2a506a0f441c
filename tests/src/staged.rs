//! The exported samplers one level at a time.
//!
//! A Gaussian sample takes about ten coins, each of them some bytes: too many tapes to visit. So each file of exported code
//! is compiled here a second time, unchanged, with the functions that it calls replaced by draws from their closed forms.
//! Since a call has no effect but to consume bytes and return, the sampler's law is right if it is right over the closed
//! forms and the called functions have these closed forms, which is tested of each of them in turn.

mod ideal;
pub mod over_coins;
pub mod over_geometric;
pub mod over_laplace;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use num_bigint::BigUint;
use verinoise::{Natural, Source, Stop};

use crate::path::Path;
use crate::{Law, PRECISION};

/// Values of less probability than `2^-100` are left unexplored.
const HALVINGS: u64 = 100;

/// A family of laws with two parameters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Family {
    Uniform,
    BernoulliExp,
    Geometric,
    Laplace,
}

impl Family {
    fn law(self, numerator: u64, denominator: u64) -> Law {
        match self {
            // Its only parameter is the first one.
            Self::Uniform => Law::uniform(numerator),
            Self::BernoulliExp => Law::bernoulli_exp(numerator, denominator),
            Self::Geometric => Law::geometric(numerator, denominator),
            Self::Laplace => Law::laplace(numerator, denominator),
        }
    }
}

/// The longest tape, in bytes.
#[expect(clippy::cast_possible_truncation, reason = "a small constant")]
const TAPE: usize = PRECISION as usize / 8;

type Masses = Rc<[(i64, BigUint)]>;

thread_local! {
    static KNOWN: RefCell<HashMap<(Family, u64, u64), Masses>> = RefCell::default();
}

fn word<N: Natural>(number: &N) -> u64 {
    format!("{number:?}")
        .parse()
        .expect("a parameter that does not depend on the tape and fits a word")
}

/// Draws from the law of this family with these parameters.
fn draw<N: Natural, S: Source>(
    source: &mut S,
    family: Family,
    numerator: &N,
    denominator: &N,
) -> Result<i64, Stop<S::Error>> {
    let key = (family, word(numerator), word(denominator));
    let masses = KNOWN.with_borrow_mut(|known| {
        let new = || family.law(key.1, key.2).likely(HALVINGS).into();
        Rc::clone(known.entry(key).or_insert_with(new))
    });
    if let Some(value) = Path::draw(&masses) {
        return Ok(value);
    }
    // More bytes than any tape has: the run is given up.
    source.fill(&mut [0; TAPE + 1])?;
    unreachable!("no tape is that long")
}

fn draw_natural<N: Natural, S: Source>(
    source: &mut S,
    family: Family,
    numerator: &N,
    denominator: &N,
) -> Result<N, Stop<S::Error>> {
    let value = draw(source, family, numerator, denominator)?;
    Ok(N::from(value.unsigned_abs()))
}
