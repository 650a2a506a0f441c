//! The certificates of quotients and roots are in the *optimised* code.
//!
//! They are there for the case that a quotient or a root is wrong. The compiler may assume that it is
//! right, and then deletes a check. No test that runs the code can see that, as no wrong result can be
//! put in at that place. This test compiles a small crate in the release profile, and follows each
//! quotient and root from the place where it is hidden from the optimiser to the comparisons that
//! depend on it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Functions that end in a certificate.
const PROBE: &str = "
use verinoise::{Fault, Natural};

macro_rules! probe {
    ($word:ident, $root:ident, $div:ident) => {
        #[inline(never)]
        pub fn $root(n: $word) -> Result<$word, Fault> {
            Natural::isqrt(&n)
        }

        #[inline(never)]
        pub fn $div(n: $word, d: $word) -> Result<$word, Fault> {
            Natural::div(&n, &d)
        }
    };
}

probe!(u64, probe_root_u64, probe_div_u64);
probe!(u128, probe_root_u128, probe_div_u128);
";

/// Compiles the probe as a user's release build would be, and returns the optimised code of the probe
/// and of this crate.
fn optimised_code() -> String {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emitted");
    let _ = fs::remove_dir_all(folder.join("target/release/deps"));
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let manifest = format!(
        "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         verinoise = {{ path = '{}', default-features = false }}\n\n\
         [profile.release]\ncodegen-units = 1\n\n[workspace]\n",
        crate_folder.display()
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    fs::write(folder.join("src/lib.rs"), PROBE).expect("the probe");
    // The versions that everything else is tested with.
    let lock = crate_folder.join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).expect("the lock file");
    let output = Command::new(env!("CARGO"))
        .args(["build", "--release", "--offline", "--target-dir", "target"])
        .current_dir(&folder)
        .env("RUSTFLAGS", "--emit=llvm-ir -Csymbol-mangling-version=v0")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let wanted = |path: &PathBuf| {
        let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        path.extension() == Some(OsStr::new("ll"))
            && (name.starts_with("probe-") || name.starts_with("verinoise-"))
    };
    let files: Vec<PathBuf> = fs::read_dir(folder.join("target/release/deps"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(wanted)
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
    files.iter().map(|path| fs::read_to_string(path).expect("text")).collect()
}

/// The lines of the one function whose symbol contains all of these parts.
fn body<'a>(code: &'a str, parts: &[&str]) -> Vec<&'a str> {
    let mut found = code.split("\ndefine ").skip(1).filter(|function| {
        let header = function.lines().next().unwrap_or_default();
        parts.iter().all(|part| header.contains(part))
    });
    let function = found.next().unwrap_or_else(|| panic!("no function {parts:?}"));
    assert!(found.next().is_none(), "two functions {parts:?}");
    function.lines().skip(1).take_while(|line| *line != "}").collect()
}

/// The names of values in a line.
fn values(line: &str) -> impl Iterator<Item = &str> {
    let end = |c: char| !c.is_alphanumeric() && !"._-$".contains(c);
    line.split('%').skip(1).filter_map(move |rest| rest.split(end).next())
}

/// The lines that depend on what was read from memory directly after it was hidden.
fn dependants<'a>(body: &[&'a str]) -> Vec<&'a str> {
    let mut tainted = BTreeSet::new();
    let mut hidden = BTreeSet::new();
    let mut lines = Vec::new();
    for &line in body {
        let defined = line.trim_start().strip_prefix('%').and_then(|rest| rest.split(' ').next());
        let uses: Vec<&str> = values(line).skip(usize::from(defined.is_some())).collect();
        if line.contains(" asm sideeffect ") {
            hidden.extend(uses);
            continue;
        }
        let read = line.contains(" load ") && uses.iter().any(|value| hidden.contains(value));
        if read || uses.iter().any(|value| tainted.contains(value)) {
            lines.push(line);
            tainted.extend(defined);
        }
    }
    lines
}

#[test]
fn certificates_are_in_the_optimised_code() {
    let code = optimised_code();
    for word in ["64", "128"] {
        for operation in ["root", "div"] {
            let name = format!("probe_{operation}_u{word}");
            let body = body(&code, &[&name]);
            let lines = dependants(&body);
            let count = |part: &str| lines.iter().filter(|line| line.contains(part)).count();
            let multiplication = format!("call {{ i{word}, i1 }} @llvm.umul.with.overflow.i{word}");
            let text = body.join("\n");
            // The product of the hidden value, which may overflow; that it is not too large, and that
            // it is not too small.
            assert_eq!(count(&multiplication), 1, "{name}: no multiplication is checked\n{text}");
            assert!(count(" icmp ") >= 2, "{name}: two comparisons were expected\n{text}");
        }
    }
    for operation in ["5isqrt", "3div"] {
        let text = body(&code, &["3nat", "3Nat", operation]).join("\n");
        assert!(text.contains(" asm sideeffect "), "{operation}: the value is not hidden\n{text}");
        // The product is computed here, or by a call.
        let product = ["@llvm.umul.with.overflow.i128", "7Natural3mul"];
        assert!(product.iter().any(|part| text.contains(part)), "{operation}: no check\n{text}");
    }
}
