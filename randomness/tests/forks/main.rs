//! Real forks, in every way, on a kernel that wipes what it is asked to wipe, and on kernels that
//! say so and do not.
//!
//! This is one process, without the threads of a test harness, so that a forked process finds no
//! lock held.

#![allow(unsafe_code, reason = "forks")]

#[cfg(all(target_os = "linux", not(miri)))]
mod kernels;
#[cfg(all(target_os = "linux", not(miri)))]
mod sources;
#[cfg(all(target_os = "linux", not(miri)))]
mod system;

fn main() {
    #[cfg(all(target_os = "linux", not(miri)))]
    {
        kernels::run();
        sources::run();
    }
    #[cfg(not(all(target_os = "linux", not(miri))))]
    println!("forks are tested on Linux");
}
