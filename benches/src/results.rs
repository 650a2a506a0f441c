//! The estimates that criterion leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::Value;

type Result<T> = core::result::Result<T, Box<dyn std::error::Error>>;

/// How far apart the first and the last measurement of one run can be.
const ONE_RUN: Duration = Duration::from_secs(20 * 60);

/// The median time of one sample, and the bounds of its 95 % confidence interval, in nanoseconds.
struct Estimate {
    median: f64,
    lower: f64,
    upper: f64,
}

/// All results of a run of `cargo bench`.
pub struct Run {
    /// By group and function.
    estimates: BTreeMap<(String, String), Estimate>,
    /// When the last one was measured.
    pub end: SystemTime,
}

impl Run {
    /// Reads criterion's directory.
    pub fn read(criterion: &Path) -> Result<Self> {
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

    /// The median time of a sample, in nanoseconds, if it was measured.
    pub fn median(&self, group: &str, function: &str) -> Option<f64> {
        let key = (group.to_owned(), function.to_owned());
        self.estimates.get(&key).map(|estimate| estimate.median)
    }

    /// How far the confidence intervals reach, relative to the median: the typical one and the widest.
    pub fn spread(&self) -> (f64, f64) {
        let spread = |e: &Estimate| (e.upper - e.median).max(e.median - e.lower) / e.median;
        let mut spreads: Vec<f64> = self.estimates.values().map(spread).collect();
        spreads.sort_by(f64::total_cmp);
        (spreads[spreads.len() / 2], spreads[spreads.len() - 1])
    }
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
