//! `verinoise noise`: adds noise to a column of a CSV table.

mod explanation;
mod files;
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

use crate::arguments::Noise;
use crate::distribution::Sampler;
use crate::failure::Failure;
use crate::staged;
use crate::{randomness, say, shown};

use files::{Outputs, Plan, Table};
use mechanism::Mechanism;
use output::{Output, Seen};
use points::Points;
use table::Layout;

/// Runs `verinoise noise`.
pub fn run(arguments: &Noise) -> Result<(), Failure> {
    let mechanism = Mechanism::calibrate(arguments)?;
    let plan = Plan::new(arguments)?;
    if let Some(warning) = mechanism.warning()? {
        say(warning);
    }
    let table = Table::open(&arguments.table)?;
    let outputs = plan.start(&table)?;
    let (rows, points) = add_noise(arguments, &mechanism, table, outputs)?;
    say(mechanism.summary(&arguments.column, rows));
    if rows == 0 {
        say("warning: no value got noise: the table has a header and no rows");
    }
    if let Some(path) = &arguments.plot {
        say(format_args!(
            "{} shows true values ({} of {}): for the data's curator only, do not release it",
            shown::path(path),
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
    table: Table,
    outputs: Outputs,
) -> Result<(u64, Points), Failure> {
    let mut sampler = Sampler::new(mechanism.distribution(), randomness::start(arguments.seed));
    let Table { reader, size, id, .. } = table;
    let Outputs { table: sink, mut plot } = outputs;
    let mut output = Output::new(sink);
    let mut points = Points::new();
    let name = arguments.table.name();
    let layout = Layout { name: &name, delimiter: arguments.delimiter, column: &arguments.column };
    let (bar, input) = progress::watch(reader, size, arguments.out_file().is_none());
    let result = table::rewrite(layout, input, &mut output, |value| {
        let noisy = sampler.add_to(value)?;
        if let (Some(_), Some(noisy)) = (&plot, noisy) {
            points.offer((value, noisy));
        }
        Ok(noisy)
    });
    bar.finish_and_clear();
    // The picture is complete before the last rows go out, so that little can go wrong after them.
    let drawn = result.and_then(|()| {
        if let Some(file) = &mut plot {
            file.append(plot::draw(mechanism, &points)?.as_bytes())?;
            file.sync()?;
        }
        Ok(())
    });
    drawn.map_err(|failure| explain(failure, arguments, output.seen()))?;
    let rows = output.values();
    let table = output.finish().map_err(|failure| explain(failure, arguments, Seen::Part))?;
    // The table last: where it is, the plot is.
    let files = plot.into_iter().chain(table).collect();
    let remarks = staged::publish(files, id.as_ref())
        .map_err(|failure| explain(failure, arguments, Seen::All))?;
    remarks.into_iter().for_each(say);
    Ok((rows, points))
}

/// Says what has become of the outputs.
fn explain(failure: Failure, arguments: &Noise, seen: Seen) -> Failure {
    let files: Vec<String> = arguments
        .out_file()
        .into_iter()
        .chain(arguments.plot.as_deref())
        .map(shown::path)
        .collect();
    let unwritten = match &files[..] {
        [] => None,
        [one] => Some(format!("{one} was not written")),
        [one, other, ..] => Some(format!("neither {one} nor {other} was written")),
    };
    let stdout = match (arguments.out_file(), seen) {
        (Some(_), _) => None,
        (None, Seen::Nothing) => Some("nothing was written to stdout"),
        (None, Seen::Part) => Some("the table on stdout is incomplete: do not use it"),
        (None, Seen::All) => Some("the table on stdout is complete"),
    };
    let failure = match (failure, &unwritten) {
        // Without a plot, this is how `| head` ends. With one, the plot is missing.
        (Failure::OutputClosed, None) => return Failure::OutputClosed,
        (Failure::OutputClosed, Some(unwritten)) => {
            let message = "stdout was closed before the table was complete";
            return Failure::System(format!("{message}; {unwritten}"));
        }
        (failure, _) => failure,
    };
    let remarks = stdout.into_iter().chain(unwritten.as_deref());
    remarks.fold(failure, Failure::with_remark)
}
