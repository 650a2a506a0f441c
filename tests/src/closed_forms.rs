//! The closed form of each exported function.

use crate::Law;

/// The law of the exported function of this name, by its closed form. Nothing, if its precondition does not allow these
/// parameters.
///
/// # Panics
/// If there is no closed form for that function and number of parameters.
#[must_use]
pub fn closed_form(function: &str, parameters: &[i64]) -> Option<Law> {
    match (function, parameters) {
        ("uniform", &[bound]) => Some(Law::uniform(positive(bound)?)),
        ("bernoulli", &[n, d]) => Some(Law::bernoulli(natural(n)?, positive(d)?)),
        ("bernoulli_exp_unit", &[n, d]) if n > d => None,
        ("bernoulli_exp" | "bernoulli_exp_unit", &[n, d]) => {
            Some(Law::bernoulli_exp(natural(n)?, positive(d)?))
        }
        ("geometric" | "geometric_by_trials" | "geometric_by_digits", &[n, d]) => {
            Some(Law::geometric(positive(n)?, positive(d)?))
        }
        ("laplace", &[n, d]) => Some(Law::laplace(positive(n)?, positive(d)?)),
        ("gaussian", &[n, d]) => Some(Law::gaussian(positive(n)?, positive(d)?)),
        // The centre is the variance over the scale of the proposals.
        ("gaussian_by_rejection", &[n, d, scale_n, scale_d, centre_n, centre_d]) => {
            positive(scale_n.min(scale_d).min(centre_d))?;
            let right = centre_n * scale_n * d == centre_d * n * scale_d;
            closed_form("gaussian", &[n, d]).filter(|_| right)
        }
        ("laplace_shifted", &[location, n, d]) => {
            Some(closed_form("laplace", &[n, d])?.shifted(location))
        }
        ("gaussian_shifted", &[location, n, d]) => {
            Some(closed_form("gaussian", &[n, d])?.shifted(location))
        }
        _ => panic!("there is no closed form for {function} of {parameters:?}"),
    }
}

fn natural(number: i64) -> Option<u64> {
    u64::try_from(number).ok()
}

fn positive(number: i64) -> Option<u64> {
    natural(number).filter(|number| *number > 0)
}
