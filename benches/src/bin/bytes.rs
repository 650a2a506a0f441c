//! Prints how many random bytes a sample takes.

use verinoise_benches::bytes;

fn main() {
    let rows: Vec<_> = bytes::all().collect();
    print!("{}", bytes::table(&rows));
}
