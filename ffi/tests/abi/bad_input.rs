//! A table of everything that C can get wrong and the library can notice: a code, never a crash.

use std::ffi::CStr;
use std::mem::ManuallyDrop;
use std::ptr;

use crate::common::{ALL, Api, GAUSSIAN, LAPLACE, SAMPLERS, Table, seeded, system, text_of};
use verinoise_ffi::*;

#[test]
fn numbers() {
    fn check(api: Api) {
        let long = "1".repeat(1 << 20);
        let longest = "7".repeat(1000);
        let table: [(&str, Result<&str, Status>); 34] = [
            ("25", Ok("25")),
            ("25/4", Ok("25/4")),
            ("50/8", Ok("25/4")),
            ("6.25", Ok("25/4")),
            (".5", Ok("1/2")),
            ("5.", Ok("5")),
            ("625e-2", Ok("25/4")),
            ("1E+3", Ok("1000")),
            ("007", Ok("7")),
            (&longest, Ok(&longest)),
            ("18446744073709551616/3", Ok("18446744073709551616/3")),
            ("", Err(Status::BadNumber)),
            (" 25", Err(Status::BadNumber)),
            ("25 ", Err(Status::BadNumber)),
            ("+25", Err(Status::BadNumber)),
            ("-25", Err(Status::BadNumber)),
            ("25/-4", Err(Status::BadNumber)),
            ("25//4", Err(Status::BadNumber)),
            ("/4", Err(Status::BadNumber)),
            ("25/", Err(Status::BadNumber)),
            ("6,25", Err(Status::BadNumber)),
            ("0x10", Err(Status::BadNumber)),
            ("nan", Err(Status::BadNumber)),
            ("inf", Err(Status::BadNumber)),
            ("1e1001", Err(Status::BadNumber)),
            ("1e-99999999999999999999", Err(Status::BadNumber)),
            ("٢٥", Err(Status::BadNumber)),
            (&long, Err(Status::BadNumber)),
            ("1/0", Err(Status::ZeroDenominator)),
            ("0/0", Err(Status::ZeroDenominator)),
            ("0", Err(Status::NotPositive)),
            ("0/5", Err(Status::NotPositive)),
            ("0.000", Err(Status::NotPositive)),
            ("0e1000", Err(Status::NotPositive)),
        ];
        for (text, expected) in table {
            let found = api.parse(text).map(|handle| text_of(&handle));
            assert_eq!(found, expected.map(str::to_owned), "{} of {text:.40}", api.name);
        }
        for (numerator, denominator, expected) in [
            (0, 0, Status::ZeroDenominator),
            (1, 0, Status::ZeroDenominator),
            (u64::MAX, 0, Status::ZeroDenominator),
            (0, 1, Status::NotPositive),
            (0, u64::MAX, Status::NotPositive),
        ] {
            let mut handle = ptr::null_mut();
            let status = unsafe { (api.new)(numerator, denominator, &raw mut handle) };
            assert_eq!((status, handle.is_null()), (expected, true));
        }
        let widest = api.open(u64::MAX, u64::MAX - 1);
        assert_eq!(text_of(&widest), "18446744073709551615/18446744073709551614");
        let mut handle = ptr::null_mut();
        let status = unsafe { (api.from_string)(c"\xff\xfe".as_ptr(), &raw mut handle) };
        assert_eq!((status, handle.is_null()), (Status::BadNumber, true));
    }
    ALL.into_iter().for_each(check);
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn pointers() {
    fn check(api: Api, table: Option<Table>) {
        let (mut law, rng) = (api.open(25, 4), system());
        if let Some(table) = table {
            law = table.of(&law).expect("a table");
        }
        let null = ptr::null_mut();
        let (mut out, mut length) = (7_i64, 7_usize);
        let mut bytes = [0x55_u8; 8];
        let mut handle: *mut Noise = ptr::null_mut();
        let astray = (&raw mut out).wrapping_byte_add(1);
        let other = rng.0.cast::<Noise>().cast_const();
        let no_rng = law.0.cast::<Rng>().cast_const();
        let (law, rng) = (law.0.cast_const(), rng.0.cast_const());
        for new in Table::ALL.map(Table::function) {
            assert_eq!(unsafe { new(law, ptr::null_mut()) }, Status::NullPointer);
            assert_eq!(unsafe { new(ptr::null(), &raw mut handle) }, Status::NullPointer);
            assert_eq!(unsafe { new(other, &raw mut handle) }, Status::BadPointer);
        }
        for (what, expected, found) in unsafe {
            [
                ("new", Status::NullPointer, (api.new)(1, 1, ptr::null_mut())),
                ("new, before the numbers", Status::NullPointer, (api.new)(0, 0, ptr::null_mut())),
                ("string", Status::NullPointer, (api.from_string)(c"1".as_ptr(), ptr::null_mut())),
                ("string", Status::NullPointer, (api.from_string)(ptr::null(), &raw mut handle)),
                ("free", Status::NullPointer, vn_noise_free(ptr::null_mut())),
                ("free nothing", Status::Ok, vn_noise_free(&raw mut handle)),
                ("sample", Status::NullPointer, vn_noise_sample(ptr::null(), rng, &raw mut out)),
                ("sample", Status::NullPointer, vn_noise_sample(law, ptr::null(), &raw mut out)),
                ("sample", Status::NullPointer, vn_noise_sample(law, rng, null)),
                ("sample astray", Status::BadPointer, vn_noise_sample(law, rng, astray)),
                (
                    "sample of a generator",
                    Status::BadPointer,
                    vn_noise_sample(other, rng, &raw mut out),
                ),
                (
                    "sample from no generator",
                    Status::BadPointer,
                    vn_noise_sample(law, no_rng, &raw mut out),
                ),
                (
                    "handle astray",
                    Status::BadPointer,
                    vn_noise_sample(law.wrapping_byte_add(1), rng, &raw mut out),
                ),
                ("at", Status::NullPointer, vn_noise_sample_at(ptr::null(), rng, 0, &raw mut out)),
                ("at", Status::NullPointer, vn_noise_sample_at(law, ptr::null(), 0, &raw mut out)),
                ("at", Status::NullPointer, vn_noise_sample_at(law, rng, 0, null)),
                ("fill", Status::NullPointer, vn_noise_fill(ptr::null(), rng, &raw mut out, 1)),
                ("fill", Status::NullPointer, vn_noise_fill(law, ptr::null(), &raw mut out, 1)),
                ("fill", Status::NullPointer, vn_noise_fill(law, rng, null, 1)),
                ("fill nothing", Status::Ok, vn_noise_fill(law, rng, null, 0)),
                ("fill astray", Status::BadPointer, vn_noise_fill(law, rng, astray, 1)),
                (
                    "fill far too much",
                    Status::LengthTooLarge,
                    vn_noise_fill(law, rng, &raw mut out, usize::MAX),
                ),
                (
                    "fill too much",
                    Status::LengthTooLarge,
                    vn_noise_fill(law, rng, null, usize::MAX / 16 + 1),
                ),
                (
                    "fill much",
                    Status::OutOfMemory,
                    vn_noise_fill(law, rng, &raw mut out, usize::MAX / 16),
                ),
                (
                    "fill no generator",
                    Status::BadPointer,
                    vn_noise_fill(law, no_rng, &raw mut out, 1),
                ),
                ("add", Status::NullPointer, vn_noise_add_to(ptr::null(), rng, &raw mut out, 1)),
                ("add", Status::NullPointer, vn_noise_add_to(law, ptr::null(), &raw mut out, 1)),
                ("add", Status::NullPointer, vn_noise_add_to(law, rng, null, 1)),
                ("add to nothing", Status::Ok, vn_noise_add_to(law, rng, null, 0)),
                ("add astray", Status::BadPointer, vn_noise_add_to(law, rng, astray, 1)),
                (
                    "add far too much",
                    Status::LengthTooLarge,
                    vn_noise_add_to(law, rng, &raw mut out, usize::MAX),
                ),
                (
                    "add much",
                    Status::OutOfMemory,
                    vn_noise_add_to(law, rng, &raw mut out, usize::MAX / 16),
                ),
                (
                    "text",
                    Status::NullPointer,
                    vn_noise_parameter(ptr::null(), bytes.as_mut_ptr().cast(), 8, &raw mut length),
                ),
                (
                    "text",
                    Status::NullPointer,
                    vn_noise_parameter(law, ptr::null_mut(), 8, &raw mut length),
                ),
                (
                    "text",
                    Status::NullPointer,
                    vn_noise_parameter(law, bytes.as_mut_ptr().cast(), 8, ptr::null_mut()),
                ),
                (
                    "text too long",
                    Status::LengthTooLarge,
                    vn_noise_parameter(law, bytes.as_mut_ptr().cast(), usize::MAX, &raw mut length),
                ),
            ]
        } {
            assert_eq!(found, expected, "{} {what}", api.name);
        }
        assert_eq!((out, length, bytes), (7, 7, [0x55; 8]), "nothing is written");
        assert!(handle.is_null());
    }
    for table in SAMPLERS {
        for api in ALL {
            check(api, table);
        }
    }
}

#[test]
fn generators() {
    let mut rng = ptr::null_mut();
    let seed = [1_u8; VN_SEED_BYTES];
    for (expected, found) in unsafe {
        [
            (Status::NullPointer, vn_rng_new_os(ptr::null_mut())),
            (Status::NullPointer, vn_rng_new_callback(None, ptr::null_mut(), &raw mut rng)),
            (
                Status::NullPointer,
                vn_rng_new_callback(
                    Some(crate::common::scripted),
                    ptr::null_mut(),
                    ptr::null_mut(),
                ),
            ),
            (Status::NullPointer, vn_rng_new_seeded_for_tests_only(ptr::null(), &raw mut rng)),
            (Status::NullPointer, vn_rng_new_seeded_for_tests_only(seed.as_ptr(), ptr::null_mut())),
            (Status::NullPointer, vn_rng_free(ptr::null_mut())),
            (Status::Ok, vn_rng_free(&raw mut rng)),
        ]
    } {
        assert_eq!(found, expected);
    }
    assert!(rng.is_null());
}

/// Handles of one kind are not freed as another, and stay usable after the attempt.
#[test]
fn wrong_kinds_are_not_freed() {
    let (noise, rng) = (GAUSSIAN.open(1, 1), seeded(1));
    let mut wrong: *mut Noise = rng.0.cast();
    assert_eq!(unsafe { vn_noise_free(&raw mut wrong) }, Status::BadPointer);
    assert!(!wrong.is_null());
    let mut wrong: *mut Rng = noise.0.cast();
    assert_eq!(unsafe { vn_rng_free(&raw mut wrong) }, Status::BadPointer);
    let mut sample = 0;
    assert_eq!(unsafe { vn_noise_sample(noise.0, rng.0, &raw mut sample) }, Status::Ok);
}

#[test]
fn a_freed_handle_is_null() {
    // Freed by hand.
    let mut law = ManuallyDrop::new(GAUSSIAN.open(1, 1)).0;
    let mut sample = 7;
    unsafe {
        assert_eq!(vn_noise_free(&raw mut law), Status::Ok);
        assert!(law.is_null());
        assert_eq!(vn_noise_sample(law, system().0, &raw mut sample), Status::NullPointer);
    }
    assert_eq!(sample, 7);
}

#[test]
fn samples_that_do_not_fit() {
    let huge = GAUSSIAN.parse("1e60").expect("a variance");
    let wide = LAPLACE.parse("1e18").expect("a scale");
    let rng = seeded(3);
    let mut out = [7; 20];
    let (mut alone, mut at) = (7, 7);
    unsafe {
        assert_eq!(vn_noise_sample(huge.0, rng.0, &raw mut alone), Status::OutOfRange);
        assert_eq!(vn_noise_sample_at(huge.0, rng.0, 1, &raw mut at), Status::OutOfRange);
        assert_eq!(vn_noise_fill(huge.0, rng.0, out.as_mut_ptr(), 20), Status::OutOfRange);
        let mut edges = [i64::MIN, i64::MAX].repeat(10);
        let status = vn_noise_add_to(wide.0, rng.0, edges.as_mut_ptr(), 20);
        assert_eq!((status, edges), (Status::OutOfRange, [i64::MIN, i64::MAX].repeat(10)));
        assert_eq!(vn_noise_sample(wide.0, rng.0, &raw mut alone), Status::Ok);
    }
    assert_ne!(alone, 7);
    assert_eq!((at, out), (7, [7; 20]));
}

#[test]
fn every_code_has_a_message() {
    let message = |code| unsafe { CStr::from_ptr(vn_strerror(code)) }.to_str().expect("ASCII");
    let messages: Vec<_> = (0..15).map(message).collect();
    for (code, text) in messages.iter().enumerate() {
        assert_ne!(*text, "unknown status", "{code}");
        assert!(!messages[..code].contains(text), "{code} says what another code says");
    }
    for unknown in [-1, 15, i32::MIN, i32::MAX] {
        assert_eq!(message(unknown), "unknown status");
    }
    let version = unsafe { CStr::from_ptr(vn_version()) };
    assert_eq!(version.to_str(), Ok(env!("CARGO_PKG_VERSION")));
    assert_eq!(vn_abi_version(), VN_ABI_VERSION);
}
