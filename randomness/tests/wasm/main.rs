//! The source for production on WebAssembly, where there are no processes and where to ask for a
//! process number would end the program.
//!
//! `scripts/rust.sh` builds this with a generator of the test's own and runs it in Node.js.

#[cfg(target_arch = "wasm32")]
mod wasm {
    #![allow(unsafe_code, reason = "a function that getrandom calls by its name")]

    use std::sync::atomic::{AtomicU8, Ordering};

    use verinoise::rng::OsError;

    static NEXT: AtomicU8 = AtomicU8::new(1);

    /// Stands for the generator of the machine that WebAssembly runs on: each key differs.
    // SAFETY: this is the function that the crate `getrandom` asks for, with its signature.
    #[unsafe(no_mangle)]
    unsafe extern "Rust" fn __getrandom_v03_custom(
        out: *mut u8,
        length: usize,
    ) -> Result<(), OsError> {
        // SAFETY: the caller gives memory of this length.
        unsafe { out.write_bytes(NEXT.fetch_add(1, Ordering::Relaxed), length) };
        Ok(())
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        use verinoise::rng::{SystemSource, with_system_source};
        use verinoise::{DiscreteGaussian, NoiseDistribution};

        // So wide that equal samples come from equal bytes.
        let gaussian = DiscreteGaussian::new(1_u128 << 114, 1).expect("a positive variance");
        let mut source = SystemSource::new();
        let mut samples = [0; 1000];
        gaussian.try_fill(&mut source, &mut samples).expect("samples");
        let own = with_system_source(|source| gaussian.try_sample(source)).expect("a sample");
        samples.sort_unstable();
        assert!(samples.is_sorted_by(|a, b| a < b) && !samples.contains(&own));
        let process = verinoise_randomness::Process::current();
        assert!(process.is_current() && process == verinoise_randomness::Process::current());
        assert!(!verinoise_randomness::Process::UNKNOWN.is_current());
    }
    #[cfg(not(target_arch = "wasm32"))]
    println!("this test is for WebAssembly");
}
