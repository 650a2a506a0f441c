//! Gives the shared library the name under which programs look for it.

use std::env;
use std::fs;
use std::path::Path;

/// The number in the library's file name: `VN_ABI_VERSION`, read from where it is defined.
fn abi_version() -> Option<String> {
    let source = Path::new(&env::var_os("CARGO_MANIFEST_DIR")?).join("src/version.rs");
    let text = fs::read_to_string(source).ok()?;
    let (_, rest) = text.split_once("pub const VN_ABI_VERSION: u32 = ")?;
    rest.split_once(';').map(|(number, _)| number.to_owned())
}

fn main() {
    println!("cargo::rerun-if-changed=src/version.rs");
    let Some(abi) = abi_version() else {
        println!("cargo::error=src/version.rs does not define VN_ABI_VERSION");
        return;
    };
    match env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux" | "android" | "freebsd" | "netbsd" | "openbsd" | "dragonfly" | "illumos") => {
            println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libverinoise.so.{abi}");
        }
        Ok("macos") => {
            println!(
                "cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libverinoise.{abi}.dylib"
            );
        }
        _ => {}
    }
}
