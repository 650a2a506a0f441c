//! From privacy to noise: exact calibration, and what it means in words.

use std::num::NonZeroU64;

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::privacy::decimal_up;

use crate::approximate::{about, gaussian_deviation, laplace_deviation, three_digits, to_f64};
use crate::arguments::Noise;
use crate::distribution::Distribution;
use crate::failure::Failure;
use crate::guarantee::{epsilon, rho, usual_deltas, wrong};
use crate::number::{self, Printed};

/// The noise that gives the wanted privacy.
#[derive(Debug)]
pub struct Mechanism {
    kind: Kind,
    /// ρ or ε.
    privacy: Printed,
    /// The part of it that is one cell's, if the number of contributions is known.
    share: Printed,
    scope: Scope,
    /// σ² or t.
    parameter: Printed,
    distribution: Distribution,
    /// What the guarantee is in another notion of privacy.
    equivalent: String,
    /// The noise goes further in 5 % of the cells only.
    half_width: BigUint,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Gaussian,
    Laplace,
}

/// What one unit can change.
#[derive(Clone, Debug)]
struct Scope {
    /// What the unit is called.
    unit: String,
    /// By how much it can change a cell.
    sensitivity: NonZeroU64,
    /// How many cells it can change. If that is not said, the privacy is that of one cell.
    contributions: Option<NonZeroU64>,
}

impl Scope {
    fn sensitivity(&self) -> BigUint {
        self.sensitivity.get().into()
    }

    fn cells(&self) -> BigUint {
        self.contributions.map_or(1, NonZeroU64::get).into()
    }
}

impl Mechanism {
    /// The mechanism that the command line asks for.
    pub fn calibrate(arguments: &Noise) -> Result<Self, Failure> {
        let Noise { rho, epsilon, sensitivity, contributions, unit, .. } = arguments;
        let scope =
            Scope { unit: unit.clone(), sensitivity: *sensitivity, contributions: *contributions };
        match (rho, epsilon) {
            (Some(rho), None) => Self::gaussian(rho, scope),
            (None, Some(epsilon)) => Self::laplace(epsilon, scope),
            _ => Err(Failure::Input("exactly one of --rho and --epsilon is needed".into())),
        }
    }

    /// ρ-zCDP: discrete Gaussian noise with σ² = K·Δ²/(2ρ), as a unit moves the table by at most √K·Δ in the ℓ2 norm.
    fn gaussian(privacy: &Ratio<BigUint>, scope: Scope) -> Result<Self, Failure> {
        let rho = rho(privacy)?;
        let square = scope.sensitivity() * scope.sensitivity() * scope.cells();
        let parameter = rho.gaussian_variance_l2(&square).map_err(wrong)?;
        let distribution = Distribution::gaussian(parameter.clone())?;
        let guarantees: Vec<String> = usual_deltas()?
            .iter()
            .map(|delta| {
                let epsilon = rho.epsilon(delta);
                let [epsilon, delta] = [epsilon.value(), delta.value()].map(|x| decimal_up(x, 4));
                format!("ε = {epsilon} at δ = {delta}")
            })
            .collect();
        let equivalent = format!("(ε, δ)-DP with {}, rounded up", guarantees.join("; "));
        let half_width = distribution.half_width_95()?;
        let kind = Kind::Gaussian;
        let share = number::exact(&(privacy / scope.cells()))?;
        let [privacy, parameter] = [number::exact(privacy)?, number::exact(&parameter)?];
        Ok(Self { kind, privacy, share, scope, parameter, distribution, equivalent, half_width })
    }

    /// ε-DP: discrete Laplace noise with scale t = K·Δ/ε, as a unit moves the table by at most K·Δ in the ℓ1 norm.
    fn laplace(privacy: &Ratio<BigUint>, scope: Scope) -> Result<Self, Failure> {
        let epsilon = epsilon(privacy)?;
        let distance = scope.sensitivity() * scope.cells();
        let parameter = epsilon.laplace_scale(&distance).map_err(wrong)?;
        let distribution = Distribution::laplace(parameter.clone())?;
        let least = number::exact(epsilon.to_rho().value())?;
        let equivalent = format!("ρ-zCDP with ρ = min(ε, ε²/2) = {least}");
        let half_width = distribution.half_width_95()?;
        let kind = Kind::Laplace;
        let share = number::exact(&(privacy / scope.cells()))?;
        let [privacy, parameter] = [number::exact(privacy)?, number::exact(&parameter)?];
        Ok(Self { kind, privacy, share, scope, parameter, distribution, equivalent, half_width })
    }

    /// What to draw from.
    pub const fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// How far the noise goes from 0, but for 5 % of the cells.
    pub const fn half_width(&self) -> &BigUint {
        &self.half_width
    }

    /// The standard deviation of the noise, approximately, in words.
    fn deviation(&self) -> String {
        let parameter = self.parameter.value();
        let deviation = match self.kind {
            Kind::Gaussian => gaussian_deviation(to_f64(parameter)),
            Kind::Laplace => laplace_deviation(to_f64(parameter)),
        };
        if deviation == 0.0 {
            // Its square is less than the least floating-point number, 5e-324.
            return "below 1e-160".to_owned();
        }
        if deviation.is_finite() {
            return format!("about {}", three_digits(deviation));
        }
        let square = match self.kind {
            Kind::Gaussian => parameter.to_integer(),
            Kind::Laplace => (parameter * parameter * BigUint::from(2_u32)).to_integer(),
        };
        format!("about {}", about(&square.sqrt().into()))
    }

    /// A warning if half of the values or more come out as they are.
    pub fn warning(&self) -> Result<Option<String>, Failure> {
        Ok(self.distribution.unchanged()?.map(|percentage| {
            let parameter = match self.kind {
                Kind::Gaussian => format!("σ² = {}", brief(self.parameter.value())),
                Kind::Laplace => format!("t = {}", brief(self.parameter.value())),
            };
            format!(
                "warning: with noise of {parameter}, each value comes out unchanged with a probability of at least {percentage} %"
            )
        }))
    }

    /// What was done to `rows` values of `column`, and what it means.
    pub fn summary(&self, column: &str, rows: u64) -> String {
        let Self { kind, parameter, half_width, .. } = self;
        let name = match kind {
            Kind::Gaussian => "Gaussian",
            Kind::Laplace => "Laplace",
        };
        let deviation = self.deviation();
        let values = if rows == 1 { "value" } else { "values" };
        let exact = if *half_width == BigUint::ZERO {
            ", that is, most values are the true ones"
        } else {
            ""
        };
        format!(
            "\
added discrete {name} noise to {rows} {values} of column {column:?}
  noise:      {} = {parameter} exactly; standard deviation {deviation}
  accuracy:   a noisy value is within ±{half_width} of the true one with 95 % confidence{exact}
{}
  unprotected: the other columns and the set of rows; every further run adds its cost
  negative values are normal; clamping or rounding the output costs no privacy",
            self.formula(),
            self.guarantee()
        )
    }

    /// How σ² or t comes about.
    fn formula(&self) -> String {
        let Self { kind, privacy, scope: Scope { sensitivity, contributions, .. }, .. } = self;
        match (kind, contributions) {
            (Kind::Gaussian, None) => format!("σ² = Δ²/(2ρ) = {sensitivity}²/(2 · {privacy})"),
            (Kind::Gaussian, Some(cells)) => {
                format!("σ² = K·Δ²/(2ρ) = {cells} · {sensitivity}²/(2 · {privacy})")
            }
            (Kind::Laplace, None) => format!("scale t = Δ/ε = {sensitivity}/({privacy})"),
            (Kind::Laplace, Some(cells)) => {
                format!("scale t = K·Δ/ε = {cells} · {sensitivity}/({privacy})")
            }
        }
    }

    /// What the noise achieves, for the table if the number of contributions is known, otherwise for one cell.
    fn guarantee(&self) -> String {
        let Self { kind, privacy, share, scope, equivalent, .. } = self;
        let Scope { unit, sensitivity, contributions } = scope;
        let (symbol, notion) = match kind {
            Kind::Gaussian => ("ρ", "ρ-zCDP"),
            Kind::Laplace => ("ε", "ε-DP"),
        };
        match contributions {
            Some(cells) => {
                let plural = if cells.get() == 1 { "cell" } else { "cells, each" };
                format!(
                    "  the table:  {notion} with {symbol} = {privacy} in all, if adding or removing one {unit} changes at most K = {cells} {plural} by at \
most Δ = {sensitivity}
              this implies {equivalent}
  one cell:   {notion} with {symbol} = {share}"
                )
            }
            None => format!(
                "  one cell:   {notion} with {symbol} = {privacy}, if adding or removing one {unit} changes it by at most Δ = {sensitivity}
              this implies {equivalent}
  the table:  the same if the changes that one {unit} makes, up or down, add up to at most Δ = {sensitivity} over all cells;
              if it changes k cells by up to Δ each, the table costs it up to k times {symbol}
              (--contributions K makes the noise for the whole table)"
            ),
        }
    }

    /// One line for the plot.
    pub fn title(&self) -> String {
        let (parameter, privacy) = (brief(self.parameter.value()), brief(self.privacy.value()));
        let scope = match self.scope.contributions {
            Some(_) => "for the table",
            None => "per cell",
        };
        match self.kind {
            Kind::Gaussian => format!(
                "Discrete Gaussian noise, σ² = {parameter}: ρ-zCDP with ρ = {privacy} {scope}"
            ),
            Kind::Laplace => {
                format!("Discrete Laplace noise, t = {parameter}: ε-DP with ε = {privacy} {scope}")
            }
        }
    }
}

/// The exact value if it is short, otherwise an approximation.
fn brief(value: &Ratio<BigUint>) -> String {
    let exact = value.to_string();
    if exact.len() <= 14 { exact } else { format!("about {}", about(value)) }
}

#[cfg(test)]
mod tests {
    use verinoise::parse_rational;

    use super::*;

    fn rational(text: &str) -> Ratio<BigUint> {
        parse_rational(text).expect("a rational")
    }

    fn scope(sensitivity: u64, contributions: Option<u64>) -> Scope {
        let positive = |number| NonZeroU64::new(number).expect("positive");
        Scope {
            unit: "record".to_owned(),
            sensitivity: positive(sensitivity),
            contributions: contributions.map(positive),
        }
    }

    #[test]
    fn calibration_is_exact() {
        for (rho, sensitivity, contributions, variance) in [
            ("1/10", 1, None, "5"),
            ("0.1", 1, Some(1), "5"),
            ("0.1", 1, Some(5), "25"),
            ("1/2", 3, None, "9"),
            ("2/7", 5, None, "175/4"),
            ("2/7", 5, Some(12), "525"),
            ("1e-30", 1, None, "5e29"),
            ("1/2", u64::MAX, None, "340282366920938463426481119284349108225"),
            (
                "1/2",
                1 << 63,
                Some(1 << 63),
                "784637716923335095479473677900958302012794430558004314112",
            ),
        ] {
            let mechanism = Mechanism::gaussian(&rational(rho), scope(sensitivity, contributions));
            let parameter = mechanism.expect("positive").parameter;
            assert_eq!(
                parameter.value(),
                &rational(variance),
                "{rho} {sensitivity} {contributions:?}"
            );
        }
        for (epsilon, sensitivity, contributions, scale) in [
            ("0.1", 1, None, "10"),
            ("0.1", 1, Some(1), "10"),
            ("0.1", 1, Some(5), "50"),
            ("1/2", 3, None, "6"),
            ("3", 7, None, "7/3"),
            ("3", 7, Some(2), "14/3"),
            ("1e-30", 1, None, "1e30"),
            ("1", u64::MAX, Some(u64::MAX), "340282366920938463426481119284349108225"),
        ] {
            let mechanism =
                Mechanism::laplace(&rational(epsilon), scope(sensitivity, contributions));
            let parameter = mechanism.expect("positive").parameter;
            assert_eq!(
                parameter.value(),
                &rational(scale),
                "{epsilon} {sensitivity} {contributions:?}"
            );
        }
    }

    #[test]
    fn long_numbers_are_abbreviated_in_titles() {
        assert_eq!(brief(&rational("25/4")), "25/4");
        assert_eq!(brief(&rational("1.23456789012345")), "about 1.23");
        assert_eq!(brief(&rational("1.5e-501")), "about 1.5e-501");
        assert_eq!(brief(&rational("2e500")), "about 2e500");
    }
}
