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
mod hints;
mod identity;
mod noise;
mod number;
mod parse;
mod randomness;
mod sample;
mod shown;
mod staged;
mod stdout;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

fn main() -> ExitCode {
    let result = match Arguments::try_parse() {
        Ok(arguments) => run(&arguments.command),
        Err(error) if error.use_stderr() => return refuse(error),
        Err(help) => stdout::print_help(&help),
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

fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::Sample(what) => sample::run(what),
        Command::Noise(what) => noise::run(what),
        Command::Account(what) => account::run(what),
        Command::Audit(what) => audit::run(what),
    }
}

/// Says what is wrong with the command line. The names of files may stand in it, so what a terminal would obey is escaped.
fn refuse(error: clap::Error) -> ExitCode {
    let given: Vec<OsString> = env::args_os().collect();
    let safe = given.iter().map(|text| shown::line(&text.to_string_lossy()));
    let safe: Vec<OsString> = safe.map(OsString::from).collect();
    if safe == given {
        let _ = hints::improve(error, &given).print();
    } else if let Err(error) = Arguments::try_parse_from(&safe) {
        // The same error about the escaped words.
        let _ = hints::improve(error, &safe).print();
    } else {
        say(error.render().to_string().trim_end());
    }
    ExitCode::from(2)
}

/// A message on stderr. A closed stderr is no reason to fail.
fn say(message: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{}", shown::message(&message.to_string()));
}
