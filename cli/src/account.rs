//! `verinoise account`: converts between notions of privacy, without floating-point numbers.
//!
//! Each line is true as printed. Numbers are rounded first, to the safe side, and what is said of them
//! is computed from the rounded numbers.

use std::io::Write;

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::DiscreteGaussian;
use verinoise::privacy::{Delta, Epsilon, Rho};

use crate::arguments::Account;
use crate::distribution::Distribution;
use crate::failure::Failure;
use crate::guarantee::{delta, epsilon, rho, usual_deltas, wrong};
use crate::number::{self, Printed};
use crate::stdout;

/// How often a ρ is lowered in pursuit of one that keeps an ε as printed.
const ATTEMPTS: u32 = 36;

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

/// A line of the answer: its subject, and what is said about it.
type Line = (&'static str, String);

/// What was spent, in all the notions.
fn spending(arguments: &Account) -> Result<Vec<Line>, Failure> {
    let rhos: Vec<Rho> = arguments.rho.iter().map(rho).collect::<Result<_, _>>()?;
    let epsilons: Vec<Epsilon> = arguments.epsilon.iter().map(epsilon).collect::<Result<_, _>>()?;
    let mut lines = Vec::new();
    let mut pure = None;
    if rhos.is_empty() {
        let exact = epsilons.iter().cloned().sum::<Epsilon>();
        let printed = number::exact_or_up(exact.value())?;
        lines.push(("pure DP", format!("ε = {printed}")));
        pure = Some((exact, printed));
    }
    let total: Rho = rhos.iter().cloned().chain(epsilons.iter().map(Epsilon::to_rho)).sum();
    let printed = number::exact_or_up(total.value())?;
    lines.push(("zCDP", format!("ρ = {printed}")));
    let total = rho(printed.value())?;
    let mut kept = Vec::new();
    for delta in deltas(arguments)? {
        let (delta, stated) = stated(&delta)?;
        let by_zcdp = total.epsilon(&delta);
        let least = pure.iter().map(|(_, pure)| pure.value()).fold(by_zcdp.value(), Ord::min);
        let least = number::up(least)?;
        lines.push(("(ε, δ)-DP", format!("ε = {least} at δ = {stated}")));
        kept.push(least);
    }
    if let Some(target) = &arguments.target_epsilon {
        lines.push(at_target(target, &total, pure.as_ref())?);
        kept.insert(0, number::down(target)?);
    }
    if let Some(sensitivity) = arguments.sensitivity {
        let sensitivity = BigUint::from(sensitivity.get());
        let mut variances = Vec::new();
        for rho in &rhos {
            let (line, variance) = gaussian(rho, &sensitivity)?;
            lines.push(line);
            variances.push(variance);
        }
        for epsilon in &epsilons {
            lines.push(laplace(epsilon, &sensitivity)?);
        }
        if let ([variance], []) = (&variances[..], &epsilons[..]) {
            lines.extend(alone(variance, &sensitivity, &kept)?);
        }
    }
    Ok(lines)
}

/// The δ at the ε that is to be kept.
fn at_target(
    target: &Ratio<BigUint>,
    total: &Rho,
    pure: Option<&(Epsilon, Printed)>,
) -> Result<Line, Failure> {
    if let Some((exact, printed)) = pure
        && exact.value() <= target
    {
        return Ok((
            "(ε, δ)-DP",
            format!("no δ is needed: ε = {printed} of pure DP is within the target"),
        ));
    }
    let target = number::down(target)?;
    let least = match total.delta(&epsilon(target.value())?) {
        Some(delta) => number::delta_up(delta.value())?,
        None => None,
    };
    let least = least.map_or_else(|| "no δ below 1".to_owned(), |delta| format!("δ = {delta}"));
    Ok(("(ε, δ)-DP", format!("{least} at ε = {target}")))
}

/// What may be spent within ε and δ.
fn limit(arguments: &Account) -> Result<Vec<Line>, Failure> {
    let Some(target) = &arguments.target_epsilon else {
        return Err(wrong("one of --rho, --epsilon and --target-epsilon is needed"));
    };
    if arguments.delta.is_empty() {
        return Err(wrong("--target-epsilon needs --delta, or what was spent: --rho or --epsilon"));
    }
    let target = number::down(target)?;
    let mut lines = Vec::new();
    for delta in deltas(arguments)? {
        let (delta, stated) = stated(&delta)?;
        let (largest, printed) = largest_rho(&target, &delta)?;
        lines.push(("zCDP", format!("ρ = {printed} gives ε = {target} at δ = {stated}")));
        if let Some(sensitivity) = arguments.sensitivity {
            lines.push(gaussian(&largest, &sensitivity.get().into())?.0);
        }
    }
    Ok(lines)
}

/// A ρ of few digits for which this command itself says no more than the target ε at this δ: the
/// largest there is, or close to it.
fn largest_rho(target: &Printed, delta: &Delta) -> Result<(Rho, Printed), Failure> {
    let limit = Rho::largest(&epsilon(target.value())?, delta);
    let mut printed = number::down(limit.value())?;
    for attempt in 0..ATTEMPTS {
        let candidate = rho(printed.value())?;
        if number::up(candidate.epsilon(delta).value())?.value() <= target.value() {
            return Ok((candidate, printed));
        }
        // Less by one unit of the twelfth digit at least; then by two, four and so on.
        let part =
            printed.value() * (BigUint::from(1_u32) << attempt) / BigUint::from(10_u32).pow(11);
        printed = number::down(&(printed.value() - part))?;
    }
    Err(wrong(format!("no ρ that could be printed keeps ε = {target}")))
}

/// δ as it is printed, which is not above the one that was given: so what is said of it holds for both.
fn stated(given: &Delta) -> Result<(Delta, Printed), Failure> {
    let printed = number::down(given.value())?;
    Ok((delta(printed.value())?, printed))
}

/// The noise for one query, and its σ² as printed: rounded up, if at all, which is more noise.
fn gaussian(rho: &Rho, sensitivity: &BigUint) -> Result<(Line, Printed), Failure> {
    let variance = rho.gaussian_variance(sensitivity).map_err(wrong)?;
    let variance = number::exact_or_up(&variance)?;
    let width = width(&Distribution::gaussian(variance.value().clone())?)?;
    let text = format!("discrete Gaussian, σ² = {variance}; ±{width} with 95 % confidence");
    Ok((("noise", text), variance))
}

/// The noise for one query.
fn laplace(epsilon: &Epsilon, sensitivity: &BigUint) -> Result<Line, Failure> {
    let scale = epsilon.laplace_scale(sensitivity).map_err(wrong)?;
    let scale = number::exact_or_up(&scale)?;
    let width = width(&Distribution::laplace(scale.value().clone())?)?;
    Ok(("noise", format!("discrete Laplace, t = {scale}; ±{width} with 95 % confidence")))
}

/// How far the noise reaches with 95 % confidence.
fn width(noise: &Distribution) -> Result<Printed, Failure> {
    number::exact_or_up(&Ratio::from_integer(noise.half_width_95()?))
}

/// What one query with Gaussian noise gives away at each ε, if it stays the only one.
fn alone(
    variance: &Printed,
    sensitivity: &BigUint,
    kept: &[Printed],
) -> Result<Vec<Line>, Failure> {
    let noise = DiscreteGaussian::from_ratio(variance.value().clone()).map_err(wrong)?;
    let mut lines = Vec::new();
    for asked in kept {
        let delta = noise.delta(sensitivity, &epsilon(asked.value())?).map_err(wrong)?;
        let Some(delta) = delta else { continue };
        if let Some(delta) = number::delta_up(delta.value())? {
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
