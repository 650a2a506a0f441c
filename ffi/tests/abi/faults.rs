//! Sources that fail, at every place where they can: nothing is written, and the handles go on.

use std::ffi::c_void;
use std::ptr;

use crate::common::{Api, GAUSSIAN, Handle, LAPLACE, Script, Table, callback, seeded};
use verinoise_ffi::*;

const LENGTH: usize = 300;

/// The callback fails at its first, second, ... call. What was drawn before and after is what an
/// unbroken source gives, less the bytes of the samples that failed.
#[test]
fn a_callback_that_fails() {
    fn check(api: Api, parameter: &str, table: Option<Table>) {
        let mut law = api.parse(parameter).expect("a parameter");
        if let Some(table) = table {
            law = table.of(&law).expect("a table");
        }
        let mut whole = [0; LENGTH];
        let mut script = Script::new(0);
        let rng = callback(&mut script);
        assert_eq!(unsafe { vn_noise_fill(law.0, rng.0, whole.as_mut_ptr(), LENGTH) }, Status::Ok);
        drop(rng);
        let calls = script.calls;
        assert!(calls > 4, "{} {parameter} takes {calls} calls", api.name);

        for fail_at in 1..=calls {
            let mut script = Script::new(fail_at);
            let rng = callback(&mut script);
            let mut out = [7; LENGTH];
            let status = unsafe { vn_noise_fill(law.0, rng.0, out.as_mut_ptr(), LENGTH) };
            assert_eq!((status, out), (Status::RandomnessFailed, [7; LENGTH]));
            assert_eq!(
                unsafe { vn_noise_fill(law.0, rng.0, out.as_mut_ptr(), LENGTH) },
                Status::Ok
            );
            assert_ne!(out, [7; LENGTH]);

            let mut script = Script::new(fail_at);
            let rng = callback(&mut script);
            let mut values = [1000; LENGTH];
            let status = unsafe { vn_noise_add_to(law.0, rng.0, values.as_mut_ptr(), LENGTH) };
            assert_eq!((status, values), (Status::RandomnessFailed, [1000; LENGTH]));

            let mut script = Script::new(fail_at);
            let rng = callback(&mut script);
            let mut failures = 0;
            for (round, expected) in whole.iter().enumerate() {
                let mut sample = 7;
                let status = if round % 2 == 0 {
                    unsafe { vn_noise_sample(law.0, rng.0, &raw mut sample) }
                } else {
                    unsafe { vn_noise_sample_at(law.0, rng.0, 0, &raw mut sample) }
                };
                if status != Status::Ok {
                    assert_eq!((status, sample), (Status::RandomnessFailed, 7));
                    failures += 1;
                } else if failures == 0 {
                    assert_eq!(sample, *expected);
                }
            }
            assert_eq!(failures, 1);
        }

        // Without a failure, adding is filling around the values.
        let mut script = Script::new(0);
        let rng = callback(&mut script);
        let mut values = [1000; LENGTH];
        assert_eq!(
            unsafe { vn_noise_add_to(law.0, rng.0, values.as_mut_ptr(), LENGTH) },
            Status::Ok
        );
        assert_eq!(values, whole.map(|noise| 1000 + noise));
    }
    for parameter in ["1/3", "25/4", "1e6", "1e30"] {
        check(GAUSSIAN, parameter, None);
    }
    for parameter in ["1/3", "10", "1e6", "1e16"] {
        check(LAPLACE, parameter, None);
    }
    for parameter in ["1/3", "25/4", "1e6", "1e28"] {
        for table in Table::ALL {
            check(GAUSSIAN, parameter, Some(table));
        }
    }
    for parameter in ["1/3", "10", "1e6", "1e14"] {
        for table in Table::ALL {
            check(LAPLACE, parameter, Some(table));
        }
    }
}

/// What a callback that draws from its own generator needs to know.
struct Circle {
    rng: *const Rng,
    law: *const Noise,
    answer: Status,
}

unsafe extern "C" fn circular(context: *mut c_void, out: *mut u8, length: usize) -> i32 {
    let circle = unsafe { &mut *context.cast::<Circle>() };
    let mut sample = 0;
    circle.answer = unsafe { vn_noise_sample(circle.law, circle.rng, &raw mut sample) };
    unsafe { out.write_bytes(0x35, length) };
    1
}

#[test]
fn a_callback_that_calls_back() {
    let law = GAUSSIAN.open(25, 4);
    let mut circle = Circle { rng: ptr::null(), law: law.0, answer: Status::Ok };
    let circle = &raw mut circle;
    let mut rng = ptr::null_mut();
    let status = unsafe { vn_rng_new_callback(Some(circular), circle.cast(), &raw mut rng) };
    assert_eq!(status, Status::Ok);
    let rng = Handle(rng, vn_rng_free);
    unsafe { (*circle).rng = rng.0 };
    for _ in 0..3 {
        let mut sample = 7;
        let status = unsafe { vn_noise_sample(law.0, rng.0, &raw mut sample) };
        assert_eq!((status, sample), (Status::RandomnessFailed, 7));
        assert_eq!(unsafe { (*circle).answer }, Status::Busy);
    }
}

/// The samples are those of the Rust crate on the same bytes.
#[test]
fn a_seed_gives_the_samples_of_the_crate() {
    // From the table of stable samples: ChaCha20, seeded with bytes of 42.
    let law = GAUSSIAN.open(25, 4);
    let rng = seeded(42);
    let mut out = [0; 12];
    assert_eq!(unsafe { vn_noise_fill(law.0, rng.0, out.as_mut_ptr(), 12) }, Status::Ok);
    let table = include_str!("../../../samplers/tests/stability.txt");
    let expected = table.lines().find_map(|line| line.strip_prefix("gaussian 25/4 "));
    assert_eq!(expected, Some(&*out.map(|sample| sample.to_string()).join(" ")));
}
