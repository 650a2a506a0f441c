//! The closed form of each exported function.

use num_bigint::BigInt;

use crate::{Datum, Law};

/// The law of the exported function of this name, by its closed form. Nothing, if its precondition does not allow these
/// parameters.
///
/// # Panics
/// If there is no closed form for that function and these kinds of parameters, or if a number does not fit a word.
#[must_use]
pub fn closed_form(function: &str, parameters: &[Datum]) -> Option<Law> {
    let word = |number: &BigInt| i64::try_from(number).expect("a parameter that fits a word");
    let (mut numbers, mut sequences) = (Vec::new(), Vec::new());
    for parameter in parameters {
        match parameter {
            Datum::Number(number) => numbers.push(word(number)),
            Datum::Numbers(items) => sequences.push(items.iter().map(word).collect()),
        }
    }
    law(function, &numbers, &sequences)
}

/// The law by the parameters that are numbers, and by those that are sequences.
fn law(function: &str, numbers: &[i64], sequences: &[Vec<i64>]) -> Option<Law> {
    match (function, numbers, sequences) {
        ("uniform", &[bound], []) => Some(Law::uniform(positive(bound)?)),
        ("bernoulli", &[n, d], []) => Some(Law::bernoulli(natural(n)?, positive(d)?)),
        ("bernoulli_exp_unit", &[n, d], []) if n > d => None,
        ("bernoulli_exp" | "bernoulli_exp_unit", &[n, d], []) => {
            Some(Law::bernoulli_exp(natural(n)?, positive(d)?))
        }
        ("geometric" | "geometric_by_trials" | "geometric_by_digits", &[n, d], []) => {
            Some(Law::geometric(positive(n)?, positive(d)?))
        }
        ("laplace", &[n, d], []) => Some(Law::laplace(positive(n)?, positive(d)?)),
        ("gaussian", &[n, d], []) => Some(Law::gaussian(positive(n)?, positive(d)?)),
        // The centre is the variance over the scale of the proposals.
        ("gaussian_by_rejection", &[n, d, scale_n, scale_d, centre_n, centre_d], []) => {
            positive(scale_n.min(scale_d).min(centre_d))?;
            let right = centre_n * scale_n * d == centre_d * n * scale_d;
            law("gaussian", &[n, d], &[]).filter(|_| right)
        }
        ("laplace_shifted", &[location, n, d], []) => {
            Some(law("laplace", &[n, d], &[])?.shifted(location))
        }
        ("gaussian_shifted", &[location, n, d], []) => {
            Some(law("gaussian", &[n, d], &[])?.shifted(location))
        }
        _ => panic!("there is no closed form for {function} of {numbers:?} and {sequences:?}"),
    }
}

fn natural(number: i64) -> Option<u64> {
    u64::try_from(number).ok()
}

fn positive(number: i64) -> Option<u64> {
    natural(number).filter(|number| *number > 0)
}
