//! `RESULTS.md`, from the measurements that criterion leaves behind.

use std::fmt::Write;
use std::path::Path;

use crate::bytes::{self, Bytes};
use crate::contender::{
    FILL, ONE_SHOT, ONE_SHOT_CHACHA20, OPENDP, PREPARE, PREPARED, PREPARED_C, PREPARED_CHACHA20,
    PREPARED_SYSTEM, PRIO, ROUNDED, ROUNDED_CHEAPLY,
};
use crate::goals::Goals;
use crate::results::Run;
pub use crate::surroundings::criterion_directory;
use crate::surroundings::{compiler, date, machine, version};
use crate::{Distribution, Scale};

type Result<T> = core::result::Result<T, Box<dyn std::error::Error>>;

/// The packages whose versions a reader wants to know.
const PACKAGES: [&str; 7] =
    ["verinoise", "chacha20", "prio", "opendp", "rand_chacha", "rand_distr", "criterion"];

/// What stands around the part that `README.md` repeats.
pub const MARKERS: [&str; 2] = ["<!-- performance: begin -->", "<!-- performance: end -->"];

/// All that is known of one distribution and scale.
struct Row<'a> {
    distribution: Distribution,
    scale: Scale,
    group: String,
    bytes: Bytes,
    run: &'a Run,
}

impl Row<'_> {
    fn time(&self, contender: &str) -> Option<f64> {
        self.run.time(&self.group, contender)
    }

    fn ratio(&self, slow: &str, fast: &str) -> Option<f64> {
        Some(self.time(slow)? / self.time(fast)?)
    }

    /// How many times as long the fastest exact peer takes as these samplers, each on the cipher of the peer.
    fn peers(&self, chacha12: &str, chacha20: &str) -> [Option<f64>; 3] {
        let (prio, opendp) = (self.ratio(PRIO, chacha12), self.ratio(OPENDP, chacha20));
        [prio, opendp, [prio, opendp].into_iter().flatten().min_by(f64::total_cmp)]
    }

    fn fastest_peer(&self) -> Option<f64> {
        self.peers(PREPARED, PREPARED_CHACHA20)[2]
    }

    /// The number of samples from which on it takes less time to prepare than not to.
    fn pays_from(&self) -> Option<f64> {
        let saved = self.time(FILL)? - self.time(PREPARED)?;
        (saved > 0.0).then_some(self.time(PREPARE)? / saved)
    }

    fn goals(&self) -> Goals {
        Goals::of(self.distribution, self.scale)
    }
}

/// A table in Markdown, of one line for each distribution and scale.
fn table(rows: &[Row<'_>], head: &[&str], cells: impl Fn(&Row<'_>) -> Vec<String>) -> String {
    let mut text = format!("| distribution | scale | {} |\n|---|---:|", head.join(" | "));
    text.push_str(&"---:|".repeat(head.len()));
    text.push('\n');
    for row in rows {
        let (name, cells) = (row.distribution.name(), cells(row).join(" | "));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {name} | {} | {cells} |", row.scale);
    }
    text
}

fn cell(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
}

fn cells<const N: usize>(values: [Option<f64>; N], digits: usize) -> Vec<String> {
    values.map(|value| cell(value, digits)).into()
}

/// A number with two significant digits.
fn roughly(value: Option<f64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let unit = 10_f64.powf(value.log10().floor() - 1.0).max(1.0);
    format!("{:.0}", (value / unit).round() * unit)
}

/// What `README.md` repeats: what a user chooses by.
fn summary(rows: &[Row<'_>]) -> String {
    let head = [
        "prepared, ns",
        "one shot, ns",
        "rounded normal (inexact), ns",
        "prepared / rounded normal",
        "fastest exact peer / prepared",
        "random bytes, prepared",
        "pays from, samples",
    ];
    table(rows, &head, |row| {
        vec![
            cell(row.time(PREPARED), 1),
            cell(row.time(ONE_SHOT), 0),
            cell(row.time(ROUNDED), 1),
            cell(row.ratio(PREPARED, ROUNDED), 2),
            cell(row.fastest_peer(), 0),
            cell(Some(row.bytes.prepared), 1),
            roughly(row.pays_from()),
        ]
    })
}

/// A measured number beside its goal. It is marked where it misses.
fn against(value: Option<f64>, goal: Option<f64>, digits: usize, least: bool) -> String {
    let Some(goal) = goal else { return cell(value, digits) };
    let met = value.is_none_or(|value| if least { value >= goal } else { value <= goal });
    format!("{} ({goal}){}", cell(value, digits), if met { "" } else { " **missed**" })
}

fn goals(rows: &[Row<'_>]) -> String {
    let head = [
        "/ rounded normal",
        "/ cheaply rounded normal",
        "fastest exact peer /",
        "random bytes",
        "table, bytes",
        "to prepare, µs",
    ];
    table(rows, &head, |row| {
        let goals = row.goals();
        let size = u32::try_from(row.bytes.table).map(f64::from).ok();
        let preparation = row.time(PREPARE).map(|nanoseconds| nanoseconds / 1e3);
        vec![
            against(row.ratio(PREPARED, ROUNDED), Some(goals.rounded), 2, false),
            against(row.ratio(PREPARED, ROUNDED_CHEAPLY), goals.rounded_cheaply, 2, false),
            against(row.fastest_peer(), Some(goals.peers), 0, true),
            against(Some(row.bytes.prepared), Some(goals.bytes), 2, false),
            against(size, Some(goals.table), 0, false),
            against(preparation, Some(goals.preparation), 0, false),
        ]
    })
}

fn peers(rows: &[Row<'_>]) -> String {
    let head = [
        "prio / prepared",
        "opendp / prepared",
        "fastest / prepared",
        "prio / one shot",
        "opendp / one shot",
        "fastest / one shot",
    ];
    table(rows, &head, |row| {
        let prepared = row.peers(PREPARED, PREPARED_CHACHA20);
        [prepared, row.peers(ONE_SHOT, ONE_SHOT_CHACHA20)]
            .into_iter()
            .flat_map(|ratios| cells(ratios, 0))
            .collect()
    })
}

fn single_times(rows: &[Row<'_>]) -> String {
    let contenders = [ONE_SHOT, ONE_SHOT_CHACHA20, FILL, PRIO, OPENDP];
    let head = [
        "verinoise, ChaCha12",
        "verinoise, ChaCha20",
        "verinoise `try_fill`, ChaCha12",
        "prio, ChaCha12",
        "opendp, ChaCha20",
    ];
    table(rows, &head, |row| cells(contenders.map(|name| row.time(name)), 0))
}

fn batch_times(rows: &[Row<'_>]) -> String {
    let contenders =
        [PREPARED, PREPARED_CHACHA20, PREPARED_SYSTEM, PREPARED_C, ROUNDED, ROUNDED_CHEAPLY];
    let head = [
        "prepared, ChaCha12",
        "prepared, ChaCha20",
        "prepared, `SystemSource`",
        "prepared, C library",
        "rounded normal (inexact), ChaCha12",
        "cheaply rounded normal (inexact), ChaCha12",
    ];
    table(rows, &head, |row| cells(contenders.map(|name| row.time(name)), 1))
}

/// The whole of `RESULTS.md`, from criterion's directory and the text of `Cargo.lock`.
///
/// # Errors
/// If there are no results, or they are not of one run, or the compiler cannot be asked for its version.
pub fn render(criterion: &Path, lock: &str) -> Result<String> {
    let run = Run::read(criterion)?;
    let counted: Vec<_> = bytes::all().collect();
    let row = |&(distribution, scale, bytes): &(Distribution, Scale, Bytes)| Row {
        distribution,
        scale,
        group: distribution.group(scale),
        bytes,
        run: &run,
    };
    let rows: Vec<Row<'_>> = counted.iter().map(row).collect();
    let (typical, widest) = run.spread();
    let (typical, widest) = (100.0 * typical, 100.0 * widest);
    let versions: Vec<String> = PACKAGES
        .iter()
        .map(|package| format!("{package} {}", version(lock, package).unwrap_or("not used")))
        .collect();
    let (date, machine, compiler) = (date(run.end)?, machine(), compiler()?);
    let [begin, end] = MARKERS;
    let mut text = String::new();
    write!(
        text,
        "<!-- @generated by `cargo run --release -p verinoise-benches --bin report`. Do not edit. -->\n\
         # Results\n\n\
         * Date: {date}\n\
         * Machine: {machine}\n\
         * Compiler: {compiler}, profile `bench`\n\
         * Versions: {versions} (rand_chacha is the generator in opendp)\n\n\
         What each column is given, and how to run this: [README.md](README.md). Other machines give other times; the\n\
         ratios are what to look at, and they move by a tenth from run to run on a shared machine, by more where contenders do not stand\n\
         side by side.\n\n\
         ## In short\n\n\
         {begin}\n\
         Recorded {date} on a {machine}, {compiler}; times of one sample on the generator ChaCha12.\n\n\
         {summary}\
         {end}\n\n\
         A sample is exact but for the rounded normal, which is not a discrete Gaussian and shows what exactness costs. It has the\n\
         scale as its standard deviation, beside Laplace distributions too. *Pays from*: so many samples take as long without a table, by\n\
         `try_fill`, as with one, to prepare it included.\n\n\
         ## Goals\n\n\
         Prepared samples beside the goals that they were written for, which stand in parentheses.\n\n\
         {goals}\n\
         ## Exact peers\n\n\
         Within the run below, each exact peer against verinoise on the same stream cipher: prio on ChaCha12, opendp on\n\
         ChaCha20.\n\n\
         {peers}\n\
         ## Nanoseconds per sample\n\n\
         Processor time; a tenth of criterion's measurements is below, since neighbours on the machine make times longer and never\n\
         shorter. The median is {typical:.0} % above that typically, {widest:.0} % at most.\n\n\
         {single_times}\n\
         Batches of {batch}:\n\n\
         {batch_times}\n\
         ## Random bytes per sample\n\n\
         On average over a million samples (prio: {peer_samples}). The entropy, in bytes, is what no sampler can go below.\n\
         The generator of opendp cannot be counted.\n\n\
         {bytes}",
        versions = versions.join(", "),
        summary = summary(&rows),
        goals = goals(&rows),
        peers = peers(&rows),
        single_times = single_times(&rows),
        batch = crate::BATCH,
        batch_times = batch_times(&rows),
        peer_samples = bytes::PEER_SAMPLES,
        bytes = bytes::table(&counted),
    )?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::{against, roughly};

    #[test]
    fn numbers_that_are_rounded() {
        for (value, text) in [(1234.0, "1200"), (996.0, "1000"), (7.4, "7"), (45_678.0, "46000")] {
            assert_eq!(roughly(Some(value)), text);
        }
        assert_eq!(roughly(None), "–");
    }

    #[test]
    fn goals_that_are_missed() {
        assert_eq!(against(Some(0.5), Some(0.52), 2, false), "0.50 (0.52)");
        assert_eq!(against(Some(0.6), Some(0.52), 2, false), "0.60 (0.52) **missed**");
        assert_eq!(against(Some(199.0), Some(200.0), 0, true), "199 (200) **missed**");
        assert_eq!(against(None, Some(200.0), 0, true), "– (200)");
        assert_eq!(against(Some(1.0), None, 1, false), "1.0");
    }
}
