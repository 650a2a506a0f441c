//! What an interrupt does while files are under construction.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::failure::Failure;

/// The temporary files and folders of this process.
static PENDING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The list of temporary files and folders. Whoever holds it will not be interrupted.
pub fn pending() -> MutexGuard<'static, Vec<PathBuf>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remove_pending(pending: &[PathBuf]) {
    for path in pending {
        let _ = fs::remove_file(path).or_else(|_| fs::remove_dir_all(path));
    }
}

/// From now on, a signal that ends the program removes the temporary files first. What the caller of the program ignores, as
/// `nohup` ignores hang-ups, stays ignored.
#[cfg(unix)]
pub fn clean_up_when_interrupted() -> Result<(), Failure> {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let cannot = |error: std::io::Error| Failure::system("watch for interrupts", error);
    let ending =
        [SIGHUP, SIGINT, SIGQUIT, SIGTERM].into_iter().filter(|&number| !is_ignored(number));
    let mut signals = Signals::new(ending).map_err(cannot)?;
    let watch = move || {
        let Some(signal) = signals.forever().next() else { return };
        let pending = pending();
        remove_pending(&pending);
        // Ends the program by this very signal, so that a shell script that called it stops too.
        let _ = emulate_default_handler(signal);
        std::process::exit(128 + signal);
    };
    std::thread::Builder::new().name("interrupts".into()).spawn(watch).map_err(cannot)?;
    // With any handler, a file that grows beyond the limit is an error like a full disk.
    if !is_ignored(SIGXFSZ) {
        signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map_err(cannot)?;
    }
    Ok(())
}

/// From now on an interrupt from the keyboard removes the temporary files first.
#[cfg(not(unix))]
pub fn clean_up_when_interrupted() -> Result<(), Failure> {
    ctrlc::set_handler(|| {
        remove_pending(&pending());
        std::process::exit(130);
    })
    .map_err(|error| Failure::system("watch for interrupts", error))
}

/// Whether this process was started with the signal ignored.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status");
    status
        .ok()
        .and_then(|status| listed_as_ignored(&status, signal))
        .unwrap_or_else(|| survives(signal))
}

/// What Linux says of the process.
#[cfg(unix)]
fn listed_as_ignored(status: &str, signal: i32) -> Option<bool> {
    let digits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    let mask = u64::from_str_radix(digits.trim(), 16).ok()?;
    Some(mask >> (signal - 1) & 1 == 1)
}

/// Whether a shell that this process starts survives the signal: it does just if it has inherited that the signal is ignored.
/// Without a shell the answer is yes, with which the signal is left as it is.
#[cfg(unix)]
fn survives(signal: i32) -> bool {
    use std::process::{Command, Stdio};
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("ulimit -c 0; kill -{signal} $$")]);
    shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    shell.status().map_or(true, |status| status.success())
}

#[cfg(all(test, unix))]
mod tests {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};

    use super::*;

    #[test]
    fn masks() {
        let status = "Name:\tverinoise\nSigBlk:\t0000000000000001\nSigIgn:\t0000000000001001\n";
        assert_eq!(listed_as_ignored(status, SIGHUP), Some(true));
        assert_eq!(listed_as_ignored(status, SIGINT), Some(false));
        assert_eq!(listed_as_ignored("Name:\tverinoise\n", SIGHUP), None);
    }

    /// Both ways to ask agree about the process that runs the tests, whatever it ignores.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_shell_knows_too() {
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ] {
            assert_eq!(is_ignored(signal), survives(signal), "signal {signal}");
        }
    }
}
