//! `RESULTS.md`, from the estimates that criterion leaves behind.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use std::{env, fs};

use serde_json::Value;

use crate::contender::{FILL, OPENDP, OURS, OURS_CHACHA20, PRIO, ROUNDED};
use crate::{Distribution, bytes};

type Result<T> = core::result::Result<T, Box<dyn Error>>;

/// The packages whose versions a reader wants to know.
const PACKAGES: [&str; 7] =
    ["verinoise", "chacha20", "prio", "opendp", "rand_chacha", "rand_distr", "criterion"];
/// How far apart the first and the last measurement of one run can be.
const ONE_RUN: Duration = Duration::from_secs(20 * 60);

/// The median time of one sample, and the bounds of its 95 % confidence interval, in nanoseconds.
struct Estimate {
    median: f64,
    lower: f64,
    upper: f64,
}

/// All results of a run of `cargo bench`.
struct Run {
    /// By group and function.
    estimates: BTreeMap<(String, String), Estimate>,
    /// When the last one was measured.
    end: SystemTime,
}

impl Run {
    fn read(criterion: &Path) -> Result<Self> {
        let mut estimates = BTreeMap::new();
        let (mut start, mut end) = (None::<SystemTime>, None::<SystemTime>);
        for group in directories(criterion)? {
            for function in directories(&group)? {
                let result = function.join("new");
                if !result.join("estimates.json").is_file() {
                    continue;
                }
                let written = fs::metadata(result.join("estimates.json"))?.modified()?;
                start = Some(start.map_or(written, |start| start.min(written)));
                end = Some(end.map_or(written, |end| end.max(written)));
                let (key, estimate) =
                    read(&result).ok_or_else(|| format!("{}: not understood", result.display()))?;
                estimates.insert(key, estimate);
            }
        }
        let (Some(start), Some(end)) = (start, end) else {
            return Err(format!("{}: no results", criterion.display()).into());
        };
        if end.duration_since(start)? > ONE_RUN {
            let criterion = criterion.display();
            let error = format!("{criterion}: results of several runs; delete it and run again");
            return Err(error.into());
        }
        Ok(Self { estimates, end })
    }

    fn median(&self, group: &str, function: &str) -> Option<f64> {
        let key = (group.to_owned(), function.to_owned());
        self.estimates.get(&key).map(|estimate| estimate.median)
    }

    /// How far the confidence intervals reach, relative to the median: the typical one and the widest.
    fn spread(&self) -> (f64, f64) {
        let spread = |e: &Estimate| (e.upper - e.median).max(e.median - e.lower) / e.median;
        let mut spreads: Vec<f64> = self.estimates.values().map(spread).collect();
        spreads.sort_by(f64::total_cmp);
        (spreads[spreads.len() / 2], spreads[spreads.len() - 1])
    }

    fn times(&self) -> String {
        let head = "| distribution | scale | verinoise, ChaCha12 | verinoise, ChaCha20 | \
                    verinoise `try_fill`, ChaCha12 | prio, ChaCha12 | opendp, ChaCha20 | \
                    rounded normal (inexact), ChaCha12 |\n\
                    |---|---:|---:|---:|---:|---:|---:|---:|\n";
        let contenders = [OURS, OURS_CHACHA20, FILL, PRIO, OPENDP, ROUNDED];
        let row = |(distribution, scale, group): (_, _, String)| {
            row(distribution, scale, contenders.map(|contender| self.median(&group, contender)), 0)
        };
        head.to_owned() + &groups().map(row).collect::<String>()
    }

    fn ratios(&self) -> String {
        let head = "| distribution | scale | prio / verinoise | opendp / verinoise | \
                    fastest exact peer / verinoise | verinoise / rounded normal |\n\
                    |---|---:|---:|---:|---:|---:|\n";
        let row = |(distribution, scale, group): (_, _, String)| {
            let ratio = |slow, fast| Some(self.median(&group, slow)? / self.median(&group, fast)?);
            let (prio, opendp) = (ratio(PRIO, OURS), ratio(OPENDP, OURS_CHACHA20));
            let fastest = [prio, opendp].into_iter().flatten().min_by(f64::total_cmp);
            row(distribution, scale, [prio, opendp, fastest, ratio(OURS, ROUNDED)], 0)
        };
        head.to_owned() + &groups().map(row).collect::<String>()
    }
}

/// The name, scale and benchmark group of all that is measured.
fn groups() -> impl Iterator<Item = (&'static str, String, String)> {
    Distribution::ALL.into_iter().flat_map(|distribution| {
        distribution
            .scales()
            .iter()
            .map(move |&scale| (distribution.name(), scale.to_string(), distribution.group(scale)))
    })
}

fn row<const N: usize>(
    distribution: &str,
    scale: String,
    values: [Option<f64>; N],
    digits: usize,
) -> String {
    let cell =
        |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.digits$}"));
    let cells: Vec<String> =
        [distribution.to_owned(), scale].into_iter().chain(values.map(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn directories(path: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.is_dir()).collect())
}

/// One result: group and function, and the time of a sample.
fn read(result: &Path) -> Option<((String, String), Estimate)> {
    let json =
        |name| -> Option<Value> { serde_json::from_slice(&fs::read(result.join(name)).ok()?).ok() };
    let (benchmark, estimates) = (json("benchmark.json")?, json("estimates.json")?);
    let text = |key: &str| Some(benchmark.get(key)?.as_str()?.to_owned());
    let samples = benchmark.pointer("/throughput/Elements").and_then(Value::as_f64).unwrap_or(1.0);
    let nanoseconds = |key| Some(estimates.pointer(key)?.as_f64()? / samples);
    let estimate = Estimate {
        median: nanoseconds("/median/point_estimate")?,
        lower: nanoseconds("/median/confidence_interval/lower_bound")?,
        upper: nanoseconds("/median/confidence_interval/upper_bound")?,
    };
    Some(((text("group_id")?, text("function_id")?), estimate))
}

/// The version of a package in a lock file: the one that this package depends on, or the only one.
fn version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let blocks = |name: &str| {
        let name = format!("name = \"{name}\"");
        lock.split("[[package]]").filter(move |block| block.lines().any(|line| line == name))
    };
    let ours = blocks(env!("CARGO_PKG_NAME")).next()?;
    let (prefix, key) = (format!(" \"{package} "), "version = \"");
    let stated = ours.lines().find_map(|line| line.strip_prefix(&prefix)?.strip_suffix("\","));
    stated.or_else(|| {
        let only = blocks(package).next()?;
        only.lines().find_map(|line| line.strip_prefix(key)?.strip_suffix('"'))
    })
}

/// The day as `YYYY-MM-DD`, UTC.
fn date(time: SystemTime) -> Result<String> {
    let mut day = time.duration_since(SystemTime::UNIX_EPOCH)?.as_secs() / 86_400;
    let mut year = 1970;
    loop {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let february = if leap { 29 } else { 28 };
        let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        for (month, length) in (1..).zip(months) {
            if day < length {
                return Ok(format!("{year}-{month:02}-{:02}", day + 1));
            }
            day -= length;
        }
        year += 1;
    }
}

/// What can be known about the machine without naming it.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, core::num::NonZero::get);
    let virtual_machine =
        fs::read_to_string("/proc/cpuinfo").is_ok_and(|cpu| cpu.contains(" hypervisor"));
    let arch = env::consts::ARCH.replace('_', "-");
    if virtual_machine {
        format!("shared {cores}-core {arch} virtual machine")
    } else {
        format!("{cores}-core {arch} machine")
    }
}

fn compiler() -> Result<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output()?.stdout;
    let version = String::from_utf8(output)?;
    Ok(version.split(" (").next().unwrap_or_default().trim().to_owned())
}

/// Where criterion leaves its results.
#[must_use]
pub fn criterion_directory() -> PathBuf {
    let target = || {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
        env::var_os("CARGO_TARGET_DIR").map_or(here, PathBuf::from)
    };
    env::var_os("CRITERION_HOME").map_or_else(|| target().join("criterion"), PathBuf::from)
}

/// The whole of `RESULTS.md`, from criterion's directory and the text of `Cargo.lock`.
///
/// # Errors
/// If there are no results, or they are not of one run, or the compiler cannot be asked for its version.
pub fn render(criterion: &Path, lock: &str) -> Result<String> {
    let run = Run::read(criterion)?;
    let (typical, widest) = run.spread();
    let (typical, widest) = (100.0 * typical, 100.0 * widest);
    let versions: Vec<String> = PACKAGES
        .iter()
        .map(|package| format!("{package} {}", version(lock, package).unwrap_or("not used")))
        .collect();
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
         ratios are what to look at.\n\n\
         ## Ratios\n\n\
         Within the run below, each exact peer against verinoise on the same stream cipher: prio on ChaCha12, opendp on\n\
         ChaCha20. The rounded normal is not a discrete Gaussian; it shows what exactness costs.\n\
         Expect ratios to move by up to a third from run to run on a shared machine.\n\n\
         {ratios}\n\
         ## Nanoseconds per sample\n\n\
         Processor time, medians. Their 95 % confidence intervals reach {typical:.1} % to either side typically, {widest:.1} % at most.\n\n\
         {times}\n\
         ## Random bytes per sample\n\n\
         On average over a million samples (prio: {peer_samples}). The entropy, in bytes, is what no sampler can go below.\n\
         The generator of opendp cannot be counted.\n\n\
         {bytes}",
        date = date(run.end)?,
        machine = machine(),
        compiler = compiler()?,
        versions = versions.join(", "),
        ratios = run.ratios(),
        times = run.times(),
        peer_samples = bytes::PEER_SAMPLES,
        bytes = bytes::table(),
    )?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{date, version};

    #[test]
    fn dates() {
        let on = |day: u64| date(SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * day + 5));
        assert_eq!(on(0).unwrap(), "1970-01-01");
        assert_eq!(on(11_016).unwrap(), "2000-02-29");
        assert_eq!(on(20_453).unwrap(), "2025-12-31");
    }

    #[test]
    fn versions_in_a_lock_file() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.2\"\n\n\
                    [[package]]\nname = \"b\"\nversion = \"3\"\ndependencies = [\n \"a 1.2\",\n]\n\n\
                    [[package]]\nname = \"a\"\nversion = \"2.0\"\n\n\
                    [[package]]\nname = \"verinoise-benches\"\nversion = \"0.1.0\"\n\
                    dependencies = [\n \"a 2.0\",\n \"b\",\n]\n";
        assert_eq!(version(lock, "a"), Some("2.0"));
        assert_eq!(version(lock, "b"), Some("3"));
        assert_eq!(version(lock, "c"), None);
    }
}
