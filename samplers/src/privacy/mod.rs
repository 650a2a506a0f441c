//! Privacy accounting: the noise that a guarantee needs, and the guarantee that noise gives.
//!
//! | from | to | |
//! |---|---|---|
//! | ρ, Δ | σ² | [`Rho::gaussian_variance`] |
//! | ε, Δ | t | [`Epsilon::laplace_scale`] |
//! | several ρ, or several ε | their composition | `+`, [`Sum`](core::iter::Sum) |
//! | ε of pure DP | ρ | [`Epsilon::to_rho`] |
//! | ρ, δ | ε | [`Rho::epsilon`] |
//! | ρ, ε | δ | [`Rho::delta`] |
//! | ε, δ | ρ | [`Rho::largest`] |
//! | one Gaussian query, ε | δ | [`DiscreteGaussian::delta`](crate::DiscreteGaussian::delta) |
//! | noise, a risk | how far it reaches | `half_width` of [`DiscreteGaussian`](crate::DiscreteGaussian::half_width) and [`DiscreteLaplace`](crate::DiscreteLaplace::half_width) |
//!
//! Parameters are exact rationals. Where a result is not rational, it is rounded to the safe side: an
//! ε or δ that is promised is never below the true one, a ρ that is allowed never above. These
//! roundings are certified: enclosures of exp and ln by integers, without floating-point numbers.
//!
//! Each function names its theorem, in `proofs/Claims/` of the repository. The theorems are about real numbers; that the functions here compute these to the safe
//! side is tested against references of 60 digits, not proved. Arguments may be of any size; typical
//! ones take a few milliseconds, numbers of a thousand digits a few seconds.
//!
//! ```
//! use verinoise::privacy::{Delta, Rho, decimal_up};
//! use verinoise::{DiscreteGaussian, parse_rational};
//!
//! // Two counts, each with its share of the budget.
//! let (first, second) = (Rho::new(1, 10)?, Rho::new(4, 10)?);
//! let noise = DiscreteGaussian::from_ratio(first.gaussian_variance(1)?)?;
//! assert_eq!(noise.variance(), parse_rational("5")?);
//! // The ε that both together cost at δ = 10^-6.
//! let total = first + second;
//! let delta = Delta::new(1, 1_000_000)?;
//! assert_eq!(decimal_up(total.epsilon(&delta).value(), 4), "5.222");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod bell;
mod confidence;
mod conversion;
mod curve;
mod decimal;
mod elementary;
mod error;
mod interval;
mod parameters;
mod search;
mod tail;

pub use decimal::{decimal_down, decimal_up};
pub use error::PrivacyError;
pub use parameters::{Delta, Epsilon, Rho};
