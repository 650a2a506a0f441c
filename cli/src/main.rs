//! `verinoise`: exact discrete Gaussian and discrete Laplace noise on the command line.
//!
//! `verinoise sample` prints samples; `verinoise noise` adds noise to a column of a CSV table; `verinoise account` converts
//! between notions of privacy. Noise and conversions come from the crate `verinoise`; this program parses arguments and
//! tables, and explains what it did. `verinoise audit` shows what is proved of that crate, from the data of
//! `verinoise-audit`.

mod account;
mod approximate;
mod arguments;
mod audit;
mod distribution;
mod failure;
mod guarantee;
mod noise;
mod randomness;
mod sample;
mod staged;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Sample(what) => sample::run(&what),
        Command::Noise(what) => noise::run(&what),
        Command::Account(what) => account::run(&what),
        Command::Audit(what) => audit::run(&what),
    };
    match result {
        // The reader of stdout has seen enough, as in `verinoise sample ... | head`: nothing to complain about.
        Ok(()) | Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            say(format_args!("error: {failure}"));
            ExitCode::from(failure.exit_code())
        }
    }
}

/// One line on stderr. A closed stderr is no reason to fail.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
