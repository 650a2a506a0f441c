//! Writes `RESULTS.md` from the last run of `cargo bench`.

use std::error::Error;
use std::fs;
use std::path::Path;

use verinoise_benches::report::{criterion_directory, render};

fn main() -> Result<(), Box<dyn Error>> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = fs::read_to_string(package.join("../Cargo.lock"))?;
    let results = render(&criterion_directory(), &lock)?;
    fs::write(package.join("RESULTS.md"), results)?;
    println!("benches/RESULTS.md");
    Ok(())
}
