//! From privacy to noise: exact calibration, and what it means in words.

use std::num::NonZeroU64;

use num_bigint::BigUint;
use num_rational::Ratio;
use verinoise::privacy::decimal_up;

use crate::approximate::{gaussian_deviation, laplace_deviation, three_digits, to_f64};
use crate::arguments::Noise;
use crate::distribution::Distribution;
use crate::failure::Failure;
use crate::guarantee::{epsilon, rho, usual_deltas, wrong};

/// The noise that gives a cell of the given sensitivity the wanted privacy.
#[derive(Debug)]
pub struct Mechanism {
    kind: Kind,
    /// ρ or ε.
    privacy: Ratio<BigUint>,
    sensitivity: NonZeroU64,
    /// σ² or t.
    parameter: Ratio<BigUint>,
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

impl Mechanism {
    /// The mechanism that the command line asks for.
    pub fn calibrate(arguments: &Noise) -> Result<Self, Failure> {
        let Noise { rho, epsilon, sensitivity, .. } = arguments;
        match (rho, epsilon) {
            (Some(rho), None) => Self::gaussian(rho.clone(), *sensitivity),
            (None, Some(epsilon)) => Self::laplace(epsilon.clone(), *sensitivity),
            _ => Err(Failure::Input("exactly one of --rho and --epsilon is needed".into())),
        }
    }

    /// ρ-zCDP: discrete Gaussian noise with σ² = Δ²/(2ρ).
    fn gaussian(privacy: Ratio<BigUint>, sensitivity: NonZeroU64) -> Result<Self, Failure> {
        let rho = rho(&privacy)?;
        let parameter = rho.gaussian_variance(&sensitivity.get().into()).map_err(wrong)?;
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
        Ok(Self { kind, privacy, sensitivity, parameter, distribution, equivalent, half_width })
    }

    /// ε-DP: discrete Laplace noise with scale t = Δ/ε.
    fn laplace(privacy: Ratio<BigUint>, sensitivity: NonZeroU64) -> Result<Self, Failure> {
        let epsilon = epsilon(&privacy)?;
        let parameter = epsilon.laplace_scale(&sensitivity.get().into()).map_err(wrong)?;
        let distribution = Distribution::laplace(parameter.clone())?;
        let equivalent = format!("ρ-zCDP with ρ = min(ε, ε²/2) = {}", epsilon.to_rho());
        let half_width = distribution.half_width_95()?;
        let kind = Kind::Laplace;
        Ok(Self { kind, privacy, sensitivity, parameter, distribution, equivalent, half_width })
    }

    /// What to draw from.
    pub const fn distribution(&self) -> &Distribution {
        &self.distribution
    }

    /// How far the noise goes from 0, but for 5 % of the cells.
    pub const fn half_width(&self) -> &BigUint {
        &self.half_width
    }

    /// The standard deviation of the noise, approximately.
    fn deviation(&self) -> f64 {
        match self.kind {
            Kind::Gaussian => gaussian_deviation(to_f64(&self.parameter)),
            Kind::Laplace => laplace_deviation(to_f64(&self.parameter)),
        }
    }

    /// What was done to `rows` values of `column`, and what it means.
    pub fn summary(&self, column: &str, rows: u64) -> String {
        let Self { kind, privacy, sensitivity, parameter, equivalent, half_width, .. } = self;
        let (name, symbol, formula, suffix) = match kind {
            Kind::Gaussian => {
                ("Gaussian", "ρ", format!("σ² = Δ²/(2ρ) = {sensitivity}²/(2 · {privacy})"), "zCDP")
            }
            Kind::Laplace => {
                ("Laplace", "ε", format!("scale t = Δ/ε = {sensitivity}/({privacy})"), "DP")
            }
        };
        let deviation = three_digits(self.deviation());
        let values = if rows == 1 { "value" } else { "values" };
        format!(
            "\
added discrete {name} noise to {rows} {values} of column {column:?}
  noise:      {formula} = {parameter} exactly; standard deviation about {deviation}
  accuracy:   a noisy value is within ±{half_width} of the true one with 95 % confidence
  one cell:   {symbol}-{suffix} with {symbol} = {privacy}, if adding or removing one record changes it by at most \
Δ = {sensitivity}
              this implies {equivalent}
  the table:  the same {symbol} if each record counts in one cell; k times {symbol} if it may count in k cells
  unprotected: the other columns and the set of rows; every further run adds its cost
  negative values are normal; clamping or rounding the output costs no privacy"
        )
    }

    /// One line for the plot.
    pub fn title(&self) -> String {
        let (parameter, privacy) = (brief(&self.parameter), brief(&self.privacy));
        match self.kind {
            Kind::Gaussian => {
                format!(
                    "Discrete Gaussian noise, σ² = {parameter}: ρ-zCDP with ρ = {privacy} per cell"
                )
            }
            Kind::Laplace => {
                format!("Discrete Laplace noise, t = {parameter}: ε-DP with ε = {privacy} per cell")
            }
        }
    }
}

/// The exact value if it is short, otherwise an approximation.
fn brief(value: &Ratio<BigUint>) -> String {
    let exact = value.to_string();
    if exact.len() <= 14 { exact } else { format!("about {}", three_digits(to_f64(value))) }
}

#[cfg(test)]
mod tests {
    use verinoise::parse_rational;

    use super::*;

    fn rational(text: &str) -> Ratio<BigUint> {
        parse_rational(text).expect("a rational")
    }

    #[test]
    fn calibration_is_exact() {
        for (rho, sensitivity, variance) in [
            ("1/10", 1, "5"),
            ("0.1", 1, "5"),
            ("1/2", 3, "9"),
            ("2/7", 5, "175/4"),
            ("1e-30", 1, "5e29"),
            ("1/2", u64::MAX, "340282366920938463426481119284349108225"),
        ] {
            let sensitivity = NonZeroU64::new(sensitivity).expect("positive");
            let mechanism = Mechanism::gaussian(rational(rho), sensitivity).expect("positive");
            assert_eq!(mechanism.parameter, rational(variance), "{rho} {sensitivity}");
        }
        for (epsilon, sensitivity, scale) in
            [("0.1", 1, "10"), ("1/2", 3, "6"), ("3", 7, "7/3"), ("1e-30", 1, "1e30")]
        {
            let sensitivity = NonZeroU64::new(sensitivity).expect("positive");
            let mechanism = Mechanism::laplace(rational(epsilon), sensitivity).expect("positive");
            assert_eq!(mechanism.parameter, rational(scale), "{epsilon} {sensitivity}");
        }
    }

    #[test]
    fn long_numbers_are_abbreviated_in_titles() {
        assert_eq!(brief(&rational("25/4")), "25/4");
        assert_eq!(brief(&rational("1.23456789012345")), "about 1.23");
    }
}
