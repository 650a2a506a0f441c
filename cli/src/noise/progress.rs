//! How far a run has come, on stderr if someone is looking.

use std::io::{self, IsTerminal, Read};

use indicatif::{ProgressBar, ProgressBarIter, ProgressStyle};

/// Counts the bytes that are read from `input`, out of `size` if that is known.
///
/// Nothing is shown unless stderr is a terminal, nor if the table itself goes to the terminal.
pub fn watch<R: Read>(
    input: R,
    size: Option<u64>,
    table_on_stdout: bool,
) -> (ProgressBar, ProgressBarIter<R>) {
    let bar = if !io::stderr().is_terminal() || table_on_stdout && io::stdout().is_terminal() {
        ProgressBar::hidden()
    } else if let Some(size) = size {
        ProgressBar::new(size).with_style(style(
            "{bytes} of {total_bytes} {wide_bar} {percent} % {bytes_per_sec}, {eta} left",
        ))
    } else {
        ProgressBar::new_spinner().with_style(style("{spinner} {bytes} read, {bytes_per_sec}"))
    };
    let input = bar.wrap_read(input);
    (bar, input)
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
