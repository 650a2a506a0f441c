//! `verinoise account`: converts between notions of privacy, without floating-point numbers.

use std::io::Write;

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::privacy::{Delta, Epsilon, Rho, decimal_down, decimal_up};
use verinoise::{DiscreteGaussian, parse_rational};

use crate::arguments::Account;
use crate::distribution::Distribution;
use crate::failure::Failure;
use crate::guarantee::{delta, epsilon, rho, usual_deltas, wrong};
use crate::stdout;

/// Significant digits of rounded numbers.
const DIGITS: u32 = 12;

/// Runs `verinoise account`.
pub fn run(arguments: &Account) -> Result<(), Failure> {
    let lines = if arguments.rho.is_empty() && arguments.epsilon.is_empty() {
        limit(arguments)?
    } else {
        spending(arguments)?
    };
    let mut out = stdout::lock()?;
    for (label, text) in lines {
        writeln!(out, "{:<12} {text}", format!("{label}:"))
            .map_err(|error| Failure::stdout(&error))?;
    }
    out.flush().map_err(|error| Failure::stdout(&error))
}

/// A line of the answer: what it is about, and what there is to say.
type Line = (&'static str, String);

/// What was spent, in all the notions.
fn spending(arguments: &Account) -> Result<Vec<Line>, Failure> {
    let rhos: Vec<Rho> = arguments.rho.iter().map(rho).collect::<Result<_, _>>()?;
    let epsilons: Vec<Epsilon> = arguments.epsilon.iter().map(epsilon).collect::<Result<_, _>>()?;
    let pure = rhos.is_empty().then(|| epsilons.iter().cloned().sum::<Epsilon>());
    let total: Rho = rhos.iter().cloned().chain(epsilons.iter().map(Epsilon::to_rho)).sum();
    let mut lines = Vec::new();
    if let Some(pure) = &pure {
        lines.push(("pure DP", format!("ε = {}", short_or_up(pure.value()))));
    }
    lines.push(("zCDP", format!("ρ = {}", short_or_up(total.value()))));
    for delta in deltas(arguments)? {
        let by_zcdp = total.epsilon(&delta);
        let least = pure.iter().fold(&by_zcdp, |least, pure| least.min(pure));
        lines
            .push(("(ε, δ)-DP", format!("ε = {} at δ = {}", up(least.value()), up(delta.value()))));
    }
    if let Some(target) = &arguments.target_epsilon {
        let is_pure = pure.is_some_and(|pure| pure.value() <= target);
        let least = match total.delta(&epsilon(target)?) {
            _ if is_pure => "δ = 0".to_owned(),
            Some(delta) => format!("δ = {}", up(delta.value())),
            None => "no δ below 1".to_owned(),
        };
        lines.push(("(ε, δ)-DP", format!("{least} at ε = {}", up(target))));
    }
    if let Some(sensitivity) = arguments.sensitivity {
        let sensitivity = BigUint::from(sensitivity.get());
        for rho in &rhos {
            lines.push(gaussian(rho, &sensitivity)?);
        }
        for epsilon in &epsilons {
            lines.push(laplace(epsilon, &sensitivity)?);
        }
        if let ([rho], []) = (&rhos[..], &epsilons[..]) {
            lines.extend(alone(rho, &sensitivity, arguments)?);
        }
    }
    Ok(lines)
}

/// What may be spent within ε and δ.
fn limit(arguments: &Account) -> Result<Vec<Line>, Failure> {
    let Some(target) = &arguments.target_epsilon else {
        return Err(wrong("one of --rho, --epsilon and --target-epsilon is needed"));
    };
    if arguments.delta.is_empty() {
        return Err(wrong("--target-epsilon needs --delta, or what was spent: --rho or --epsilon"));
    }
    let mut lines = Vec::new();
    for delta in deltas(arguments)? {
        // What is printed is what the noise is for.
        let printed = decimal_down(Rho::largest(&epsilon(target)?, &delta).value(), DIGITS);
        let largest = rho(&parse_rational(&printed).map_err(wrong)?)?;
        let [target, delta] = [target, delta.value()].map(|value| decimal_down(value, DIGITS));
        lines.push(("zCDP", format!("ρ = {printed} gives ε = {target} at δ = {delta}")));
        if let Some(sensitivity) = arguments.sensitivity {
            lines.push(gaussian(&largest, &sensitivity.get().into())?);
        }
    }
    Ok(lines)
}

/// The noise for one query.
fn gaussian(rho: &Rho, sensitivity: &BigUint) -> Result<Line, Failure> {
    let variance = rho.gaussian_variance(sensitivity).map_err(wrong)?;
    let width = Distribution::gaussian(variance.clone())?.half_width_95()?;
    Ok(("noise", format!("discrete Gaussian, σ² = {variance}; ±{width} with 95 % confidence")))
}

/// The noise for one query.
fn laplace(epsilon: &Epsilon, sensitivity: &BigUint) -> Result<Line, Failure> {
    let scale = epsilon.laplace_scale(sensitivity).map_err(wrong)?;
    let width = Distribution::laplace(scale.clone())?.half_width_95()?;
    Ok(("noise", format!("discrete Laplace, t = {scale}; ±{width} with 95 % confidence")))
}

/// What one query with Gaussian noise gives away if it stays the only one.
fn alone(rho: &Rho, sensitivity: &BigUint, arguments: &Account) -> Result<Vec<Line>, Failure> {
    let variance = rho.gaussian_variance(sensitivity).map_err(wrong)?;
    let noise = DiscreteGaussian::from_ratio(variance).map_err(wrong)?;
    let mut asked = arguments.target_epsilon.clone().into_iter().collect::<Vec<_>>();
    for delta in deltas(arguments)? {
        // The ε that is printed above.
        asked.push(parse_rational(&up(rho.epsilon(&delta).value())).map_err(wrong)?);
    }
    let mut lines = Vec::new();
    for asked in asked {
        if let Some(delta) = noise.delta(sensitivity, &epsilon(&asked)?).map_err(wrong)? {
            let (delta, asked) = (up(delta.value()), up(&asked));
            lines.push((
                "one query",
                format!("δ = {delta} at ε = {asked}, if it stays the only one"),
            ));
        }
    }
    Ok(lines)
}

/// The δ on the command line, or usual ones.
fn deltas(arguments: &Account) -> Result<Vec<Delta>, Failure> {
    if arguments.delta.is_empty() && arguments.target_epsilon.is_none() {
        usual_deltas()
    } else {
        arguments.delta.iter().map(delta).collect()
    }
}

fn up(value: &Ratio<BigUint>) -> String {
    decimal_up(value, DIGITS)
}

/// The number itself if it is short, otherwise rounded up.
fn short_or_up(value: &Ratio<BigUint>) -> String {
    let exact = value.to_string();
    if exact.len() <= 30 { exact } else { up(value) }
}
