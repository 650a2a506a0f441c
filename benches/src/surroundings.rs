//! What a reader wants to know of a run: day, machine, compiler, versions.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

type Result<T> = core::result::Result<T, Box<dyn std::error::Error>>;

/// The version of a package in a lock file: the one that this package depends on, or the only one.
pub fn version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
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
pub fn date(time: SystemTime) -> Result<String> {
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
pub fn machine() -> String {
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

pub fn compiler() -> Result<String> {
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
