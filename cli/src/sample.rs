//! `verinoise sample`: prints samples, one a line.

use std::io::{BufWriter, Write};

use crate::arguments::{Draws, Sample};
use crate::distribution::{Distribution, Sampler};
use crate::failure::Failure;
use crate::{randomness, stdout};

/// Runs `verinoise sample`.
pub fn run(sample: &Sample) -> Result<(), Failure> {
    let (distribution, draws) = match sample {
        Sample::Gaussian { variance, draws } => (Distribution::gaussian(variance.clone())?, draws),
        Sample::Laplace { scale, draws } => (Distribution::laplace(scale.clone())?, draws),
    };
    print(&distribution, draws)
}

fn print(distribution: &Distribution, draws: &Draws) -> Result<(), Failure> {
    let mut out = BufWriter::new(stdout::lock()?);
    let mut sampler = Sampler::new(distribution, randomness::start(draws.seed));
    for _ in 0..draws.count {
        let value = sampler.sample_at(&draws.location)?;
        writeln!(out, "{value}").map_err(|error| Failure::stdout(&error))?;
    }
    out.flush().map_err(|error| Failure::stdout(&error))
}
