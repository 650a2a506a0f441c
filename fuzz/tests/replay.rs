//! Runs the fuzz targets on the inputs in `corpus/`, without a fuzzer.

use std::fs;
use std::path::Path;

fn replay(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut inputs = 0;
    for entry in fs::read_dir(folder).expect("a corpus") {
        let path = entry.expect("an entry").path();
        let data = fs::read(&path).expect("a file");
        println!("{}", path.display());
        target(&data);
        // Cut short and changed, in case that an input is at the edge of something.
        for length in 0..data.len().min(300) {
            target(&data[..length]);
            let mut changed = data.clone();
            changed[length] ^= 0x10;
            target(&changed);
        }
        inputs += 1;
    }
    assert!(inputs >= 10, "{name} has only {inputs} inputs");
}

#[test]
fn calls() {
    replay("calls", verinoise_fuzz::calls);
}

#[test]
fn numbers() {
    replay("numbers", verinoise_fuzz::numbers);
}

#[test]
fn tables() {
    replay("tables", verinoise_fuzz::tables);
}
