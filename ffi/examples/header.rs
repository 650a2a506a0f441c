//! Prints `include/verinoise.h`.

use std::error::Error;
use std::path::Path;

/// The files in `src` that export functions, in the order of the header.
pub const EXPORTING: [&str; 5] = ["version", "status", "random", "distributions", "noise"];

/// The header, as the sources define it.
///
/// # Errors
/// If the sources or the configuration cannot be read.
pub fn header() -> Result<String, Box<dyn Error>> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let configuration = cbindgen::Config::from_file(package.join("cbindgen.toml"))?;
    let mut builder = cbindgen::Builder::new().with_config(configuration);
    for file in EXPORTING {
        builder = builder.with_src(package.join(format!("src/{file}.rs")));
    }
    let mut text = Vec::new();
    builder.generate()?.write(&mut text);
    Ok(String::from_utf8(text)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", header()?);
    Ok(())
}
