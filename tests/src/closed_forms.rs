//! The closed form of each exported function.

use num_bigint::{BigInt, BigUint};
use num_traits::Zero;

use crate::{Datum, Enclosure, Interval, Law};

/// The functions of sandwich tables, which have no closed form here: what they draw depends on all numbers of a table, and means something
/// only if these fit together. `tests/tests/tables.rs` has small tables that do. It runs each of these functions on all words of them, weighs
/// all rare rounds, and compares with the weight that a table is for.
pub const OF_TABLES: &[&str] = &[
    "table_draw",
    "table_block",
    "table_wedge",
    "table_tail",
    "table_rare",
    "table_round",
    "table_sample",
    "table_shifted",
    "table_check_block",
    "table_check_lookup",
    "table_bounds",
    "table_check_blocks",
    "table_check_tail",
    "table_scan",
    "table_scan_round",
    "table_scan_sample",
];

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
        ("exp_exceeds", &[threshold, coefficient, n, d], []) => {
            let [threshold, coefficient, n] = [threshold, coefficient, n].map(natural);
            Some(Law::exp_exceeds(threshold?, coefficient?, n?, positive(d)?))
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

/// What the results of the exported function of this name enclose. Nothing, if its precondition does not allow these parameters.
///
/// # Panics
/// If the function encloses nothing, of these kinds of parameters.
#[must_use]
pub fn enclosed(function: &str, parameters: &[Datum]) -> Option<Enclosure> {
    let natural = |parameter: &Datum| parameter.number().to_biguint().expect("a natural number");
    let parameters: Vec<BigUint> = parameters.iter().map(natural).collect();
    let (factor, n, d, bits) = match (function, parameters.as_slice()) {
        ("exp_opp_fixed", [n, d, _, _, bits])
        | ("exp_opp" | "exp_up" | "exp_opp_cubic", [n, d, bits]) => (1_u8.into(), n, d, bits),
        ("exp_opp_scaled", [coefficient, n, d, bits]) => (coefficient.clone(), n, d, bits),
        _ => panic!("{function} of {parameters:?} encloses nothing"),
    };
    if d.is_zero() {
        return None;
    }
    let ratio = Interval::ratio(n, d);
    let exp = if function == "exp_up" { ratio.exp() } else { ratio.exp_minus() };
    let bits = u64::try_from(bits).expect("few bits");
    let value = exp.multiple(&factor).in_units(bits);
    Some(match function {
        "exp_opp_fixed" => Enclosure::any(value),
        "exp_opp_cubic" if n > d => Enclosure::any(value),
        // A fourth of the cube, and some units of rounding.
        "exp_opp_cubic" => {
            let fourth = ratio.power(3).over(&Interval::natural(4));
            Enclosure::within(value, fourth.in_units(bits).plus(&Interval::natural(8)))
        }
        _ => Enclosure::within(value, Interval::natural(2)),
    })
}

fn natural(number: i64) -> Option<u64> {
    u64::try_from(number).ok()
}

fn positive(number: i64) -> Option<u64> {
    natural(number).filter(|number| *number > 0)
}
