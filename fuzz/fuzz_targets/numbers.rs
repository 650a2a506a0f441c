#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| verinoise_fuzz::numbers(data));
