//! The header in the repository is the one that the sources define, and every function is guarded.

#[path = "../examples/header.rs"]
#[allow(dead_code, reason = "the example's `main`")]
mod example;

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

#[test]
fn the_header_is_up_to_date() {
    assert!(
        read("include/verinoise.h") == example::header().expect("a header"),
        "run: cargo run -p verinoise-ffi --example header > ffi/include/verinoise.h"
    );
}

/// A file that exports functions and is not read for the header would export them unseen.
#[test]
fn every_file_that_exports_is_read() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let exports = |path: &Path| read(&path.to_string_lossy()).contains("#[unsafe(no_mangle)]");
    let mut exporting: Vec<String> = fs::read_dir(sources)
        .expect("a directory")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs") && exports(path))
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let mut listed = example::EXPORTING.map(str::to_owned).to_vec();
    exporting.sort_unstable();
    listed.sort_unstable();
    assert_eq!(exporting, listed);
}

/// Each exported function is documented and, if it can fail, does all it does inside `boundary`.
#[test]
fn every_export_has_a_boundary() {
    let header = read("include/verinoise.h");
    let mut functions = 0;
    for file in example::EXPORTING {
        let source = read(&format!("src/{file}.rs"));
        let exports = source.split("#[unsafe(no_mangle)]\n").skip(1);
        assert_eq!(
            exports.clone().count(),
            source.matches("pub unsafe extern \"C\" fn").count()
                + source.matches("pub extern \"C\" fn").count()
        );
        for export in exports {
            functions += 1;
            let (signature, body) = export.split_once(" {\n").expect("a body");
            let name = signature.split(['(', ' ']).find(|word| word.starts_with("vn_"));
            let name = name.expect("a name");
            assert!(header.contains(&format!("{name}(")), "{name} is not in the header");
            let body: String = body.lines().filter(|line| !line.trim().starts_with("//")).collect();
            let guarded = body.trim_start().starts_with("boundary(|| ");
            assert_eq!(guarded, signature.ends_with("-> Status"), "{name}");
        }
    }
    assert_eq!(functions, 3 + 4 + 2 * 2 + 8);
}
