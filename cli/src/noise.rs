//! `verinoise noise`: adds noise to a column of a CSV table.

mod explanation;
mod format;
mod header;
mod mechanism;
mod output;
mod plot;
mod points;
mod progress;
mod scanner;
mod swallowed;
mod table;
mod tally;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::arguments::{Input, Noise};
use crate::failure::Failure;
use crate::staged::{self, Staged, same_place};
use crate::{randomness, say};

use mechanism::Mechanism;
use output::{Output, Sink};
use points::Points;
use table::Layout;

/// Runs `verinoise noise`.
pub fn run(arguments: &Noise) -> Result<(), Failure> {
    let mechanism = Mechanism::calibrate(arguments)?;
    refuse_clashes(arguments)?;
    let (input, size) = open(&arguments.table)?;
    if arguments.out.is_some() || arguments.plot.is_some() {
        staged::clean_up_when_interrupted()?;
    }
    let sink = match &arguments.out {
        Some(path) => Sink::File(Staged::create(path)?),
        None => Sink::Stdout(io::stdout().lock()),
    };
    let plot = arguments.plot.as_deref().map(Staged::create).transpose()?;
    let (rows, points) = add_noise(arguments, &mechanism, input, size, sink, plot)?;
    say(mechanism.summary(&arguments.column, rows));
    if let Some(path) = &arguments.plot {
        say(format_args!(
            "{} shows true values ({} of {}): for the data's curator only, do not release it",
            path.display(),
            points.kept().len(),
            points.seen()
        ));
    }
    Ok(())
}

/// Copies the table with noise, draws the plot, and publishes both if all has gone well.
fn add_noise(
    arguments: &Noise,
    mechanism: &Mechanism,
    input: Box<dyn Read>,
    size: Option<u64>,
    sink: Sink,
    plot: Option<Staged>,
) -> Result<(u64, Points), Failure> {
    let mut randomness = randomness::start(arguments.seed)?;
    let mut output = Output::new(sink);
    let mut points = Points::new();
    let name = arguments.table.name();
    let layout = Layout { name: &name, delimiter: arguments.delimiter, column: &arguments.column };
    let (bar, input) = progress::watch(input, size, arguments.out.is_none());
    let result = table::rewrite(layout, input, &mut output, |value| {
        let noisy = mechanism.distribution().add_to(value, &mut randomness)?;
        if let (Some(_), Some(noisy)) = (&plot, noisy) {
            points.offer((value, noisy));
        }
        Ok(noisy)
    });
    bar.finish_and_clear();
    let rows = result.map_err(|failure| explain(failure, arguments, output.started()))?;
    let table = output.finish().map_err(|failure| explain(failure, arguments, true))?;
    if let Some(mut file) = plot {
        file.append(plot::draw(mechanism, &points)?.as_bytes())?;
        file.publish()?;
    }
    if let Some(file) = table {
        file.publish()?;
    }
    Ok((rows, points))
}

/// Says what has become of the output.
fn explain(failure: Failure, arguments: &Noise, started: bool) -> Failure {
    match (failure, &arguments.out, &arguments.plot) {
        // Without a plot, this is how `| head` ends. With one, the plot is missing.
        (Failure::OutputClosed, _, Some(plot)) => Failure::System(format!(
            "stdout was closed before the table was complete; {} was not written",
            plot.display()
        )),
        (Failure::OutputClosed, ..) => Failure::OutputClosed,
        (failure, Some(out), _) => {
            failure.with_remark(&format!("{} was not written", out.display()))
        }
        (failure, None, _) if started => {
            failure.with_remark("the table on stdout is incomplete: do not use it")
        }
        (failure, None, _) => failure.with_remark("nothing was written to stdout"),
    }
}

/// The table, and its size if it is a regular file.
fn open(table: &Input) -> Result<(Box<dyn Read>, Option<u64>), Failure> {
    let Some(path) = table.path() else {
        return Ok((Box::new(io::stdin().lock()), None));
    };
    let cannot = |error| Failure::Input(format!("cannot open {}: {error}", path.display()));
    let file = File::open(path).map_err(cannot)?;
    let metadata = file.metadata().map_err(cannot)?;
    if metadata.is_dir() {
        return Err(Failure::Input(format!("{} is a folder, not a table", path.display())));
    }
    Ok((Box::new(file), metadata.is_file().then_some(metadata.len())))
}

/// Refuses to write one file twice, or over the input: true counts that are overwritten are gone, and a repeated command
/// would add noise to noise.
fn refuse_clashes(arguments: &Noise) -> Result<(), Failure> {
    let clash = |a: Option<&Path>, b: Option<&Path>| matches!((a, b), (Some(a), Some(b)) if same_place(a, b));
    let Noise { table, out, plot, .. } = arguments;
    let (table, out, plot) = (table.path(), out.as_deref(), plot.as_deref());
    let message = if clash(table, out) {
        "--out is the input itself; write to another file"
    } else if clash(table, plot) {
        "--plot is the input itself; write to another file"
    } else if clash(out, plot) {
        "--out and --plot are the same file"
    } else {
        return Ok(());
    };
    Err(Failure::Input(message.into()))
}
