//! The measurements that criterion leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::contender::of_any_round;

type Result<T> = core::result::Result<T, Box<dyn std::error::Error>>;

/// How far apart the first and the last measurement of one run can be.
const ONE_RUN: Duration = Duration::from_secs(20 * 60);

/// The times of one sample, in nanoseconds.
struct Times {
    /// A tenth of the measurements is below. What neighbours on the machine do makes times longer and never shorter.
    low: f64,
    median: f64,
}

impl Times {
    fn of(mut measured: Vec<f64>) -> Option<Self> {
        measured.sort_by(f64::total_cmp);
        let at =
            |tenths: usize| measured.get((measured.len().checked_sub(1)?) * tenths / 10).copied();
        Some(Self { low: at(1)?, median: at(5)? })
    }
}

/// All results of a run of `cargo bench`.
pub struct Run {
    /// By group and function.
    times: BTreeMap<(String, String), Times>,
    /// When the last one was measured.
    pub end: SystemTime,
}

impl Run {
    /// Reads criterion's directory.
    pub fn read(criterion: &Path) -> Result<Self> {
        let mut measured = BTreeMap::new();
        let (mut start, mut end) = (None::<SystemTime>, None::<SystemTime>);
        for group in directories(criterion)? {
            for function in directories(&group)? {
                let result = function.join("new");
                if !result.join("sample.json").is_file() {
                    continue;
                }
                let written = fs::metadata(result.join("sample.json"))?.modified()?;
                start = Some(start.map_or(written, |start| start.min(written)));
                end = Some(end.map_or(written, |end| end.max(written)));
                let (key, read) =
                    read(&result).ok_or_else(|| format!("{}: not understood", result.display()))?;
                measured.entry(key).or_insert_with(Vec::new).extend(read);
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
        let times = measured.into_iter().filter_map(|(key, times)| Some((key, Times::of(times)?)));
        Ok(Self { times: times.collect(), end })
    }

    /// The time of a sample in nanoseconds, if it was measured: the lowest tenth of the measurements is below.
    pub fn time(&self, group: &str, function: &str) -> Option<f64> {
        self.times.get(&(group.to_owned(), function.to_owned())).map(|times| times.low)
    }

    /// How far the medians are above these times, relative to them: the typical one and the farthest.
    pub fn spread(&self) -> (f64, f64) {
        let mut spreads: Vec<f64> =
            self.times.values().map(|times| times.median / times.low - 1.0).collect();
        spreads.sort_by(f64::total_cmp);
        (spreads[spreads.len() / 2], spreads[spreads.len() - 1])
    }
}

fn directories(path: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.is_dir()).collect())
}

/// One result: group and contender, and the times of a sample.
fn read(result: &Path) -> Option<((String, String), Vec<f64>)> {
    let json =
        |name| -> Option<Value> { serde_json::from_slice(&fs::read(result.join(name)).ok()?).ok() };
    let (benchmark, measured) = (json("benchmark.json")?, json("sample.json")?);
    let text = |key: &str| benchmark.get(key)?.as_str();
    let samples = benchmark.pointer("/throughput/Elements").and_then(Value::as_f64).unwrap_or(1.0);
    let numbers = |key: &str| {
        measured.get(key)?.as_array()?.iter().map(Value::as_f64).collect::<Option<Vec<_>>>()
    };
    let (times, iterations) = (numbers("times")?, numbers("iters")?);
    let times = times.iter().zip(&iterations).map(|(time, count)| time / count / samples).collect();
    let contender = of_any_round(text("function_id")?).to_owned();
    Some(((text("group_id")?.to_owned(), contender), times))
}
