//! Prints how many random bytes a sample takes.

fn main() {
    print!("{}", verinoise_benches::bytes::table());
}
