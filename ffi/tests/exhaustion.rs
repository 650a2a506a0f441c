//! No memory left: a code, never the end of the program, and nothing is written.

#![cfg(not(miri))]
#![allow(
    unsafe_code,
    clippy::undocumented_unsafe_blocks,
    clippy::multiple_unsafe_ops_per_block,
    reason = "an allocator that fails, and calls of what C calls, with handles that are open"
)]
#![allow(clippy::wildcard_imports, reason = "the functions have a prefix")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::ffi::{CString, c_char, c_void};
use std::ptr;

use verinoise_ffi::*;

/// What the allocator has left for this thread.
#[derive(Clone, Copy)]
enum Left {
    /// All there is.
    Unlimited,
    /// So many allocations; the one after them fails, and all others succeed.
    AllButOne(usize),
    /// So many allocations and no others.
    Allocations(usize),
    /// So many bytes, which come back when they are freed.
    Bytes(usize),
}

thread_local! {
    static LEFT: Cell<Left> = const { Cell::new(Left::Unlimited) };
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

struct Limited;

impl Limited {
    /// Whether this allocation may succeed.
    fn grants(size: usize) -> bool {
        let (granted, left) = match LEFT.get() {
            Left::Unlimited => (true, Left::Unlimited),
            Left::AllButOne(0) => (false, Left::Unlimited),
            Left::AllButOne(count) => (true, Left::AllButOne(count - 1)),
            Left::Allocations(0) => (false, Left::Allocations(0)),
            Left::Allocations(count) => (true, Left::Allocations(count - 1)),
            Left::Bytes(bytes) if bytes < size => (false, Left::Bytes(bytes)),
            Left::Bytes(bytes) => (true, Left::Bytes(bytes - size)),
        };
        LEFT.set(left);
        if !granted {
            FAILED.set(true);
        }
        granted
    }
}

unsafe impl GlobalAlloc for Limited {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if Self::grants(layout.size()) { unsafe { System.alloc(layout) } } else { ptr::null_mut() }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        if let Left::Bytes(bytes) = LEFT.get() {
            LEFT.set(Left::Bytes(bytes + layout.size()));
        }
        unsafe { System.dealloc(memory, layout) };
    }
}

#[global_allocator]
static ALLOCATOR: Limited = Limited;

/// Makes the call with so much left. Gives its answer, and whether an allocation failed.
fn with(left: Left, call: impl FnOnce() -> Status) -> (Status, bool) {
    FAILED.set(false);
    LEFT.set(left);
    let status = call();
    LEFT.set(Left::Unlimited);
    (status, FAILED.get())
}

/// Lets each allocation of the call fail, alone and with all that follow. `call` says what was
/// answered and checks that nothing was written unless it was done.
fn each_allocation(what: &str, expected: Status, call: impl Fn() -> Status) {
    for kind in [Left::AllButOne, Left::Allocations] {
        for count in 0.. {
            assert!(count < 1000, "{what}: too many allocations");
            match with(kind(count), &call) {
                (status, false) => {
                    assert_eq!(status, expected, "{what}, with all the memory it wants");
                    break;
                }
                (status, true) => assert_eq!(
                    status,
                    Status::OutOfMemory,
                    "{what}, when allocation {count} failed"
                ),
            }
        }
    }
}

type New<'a> = dyn Fn(*mut *mut Noise) -> Status + 'a;

/// Makes noise, and frees it.
fn make(new: &New) -> Status {
    let mut noise = ptr::null_mut();
    let status = new(&raw mut noise);
    assert_eq!(noise.is_null(), status != Status::Ok);
    assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
    status
}

fn parse(text: &str) -> *mut Noise {
    let (text, mut noise) = (CString::new(text).expect("no zero byte"), ptr::null_mut());
    let status = unsafe { vn_gaussian_new_from_string(text.as_ptr(), &raw mut noise) };
    assert_eq!(status, Status::Ok);
    noise
}

fn seeded(seed: u8) -> *mut Rng {
    let (seed, mut rng) = ([seed; VN_SEED_BYTES], ptr::null_mut());
    let status = unsafe { vn_rng_new_seeded_for_tests_only(seed.as_ptr(), &raw mut rng) };
    assert_eq!(status, Status::Ok);
    rng
}

/// Texts of numbers below 128 bits, and texts of no numbers.
const TEXTS: [(&str, Status); 14] = [
    ("25", Status::Ok),
    ("50/8", Status::Ok),
    ("6.25", Status::Ok),
    (".5", Status::Ok),
    ("625e-2", Status::Ok),
    ("1e38", Status::Ok),
    ("1.5e-37", Status::Ok),
    ("18446744073709551616/3", Status::Ok),
    ("340282366920938463463374607431768211455", Status::Ok),
    ("1/340282366920938463463374607431768211455", Status::Ok),
    ("0", Status::NotPositive),
    ("1/0", Status::ZeroDenominator),
    ("-1", Status::BadNumber),
    ("1e1001", Status::BadNumber),
];

#[test]
fn new_handles() {
    unsafe extern "C" fn never(_: *mut c_void, _: *mut u8, _: usize) -> i32 {
        1
    }
    let make_rng = |new: &dyn Fn(*mut *mut Rng) -> Status| {
        let mut rng = ptr::null_mut();
        let status = new(&raw mut rng);
        assert_eq!(rng.is_null(), status != Status::Ok);
        assert_eq!(unsafe { vn_rng_free(&raw mut rng) }, Status::Ok);
        status
    };
    let seed = [1; VN_SEED_BYTES];
    each_allocation("vn_rng_new_os", Status::Ok, || make_rng(&|rng| unsafe { vn_rng_new_os(rng) }));
    each_allocation("vn_rng_new_callback", Status::Ok, || {
        make_rng(&|rng| unsafe { vn_rng_new_callback(Some(never), ptr::null_mut(), rng) })
    });
    each_allocation("vn_rng_new_seeded_for_tests_only", Status::Ok, || {
        make_rng(&|rng| unsafe { vn_rng_new_seeded_for_tests_only(seed.as_ptr(), rng) })
    });
    each_allocation("vn_gaussian_new", Status::Ok, || {
        make(&|noise| unsafe { vn_gaussian_new(u64::MAX, 7, noise) })
    });
    each_allocation("vn_laplace_new", Status::Ok, || {
        make(&|noise| unsafe { vn_laplace_new(1, u64::MAX, noise) })
    });
    for (text, expected) in TEXTS {
        let text = CString::new(text).expect("no zero byte");
        each_allocation("vn_gaussian_new_from_string", expected, || {
            make(&|noise| unsafe { vn_gaussian_new_from_string(text.as_ptr(), noise) })
        });
        each_allocation("vn_laplace_new_from_string", expected, || {
            make(&|noise| unsafe { vn_laplace_new_from_string(text.as_ptr(), noise) })
        });
    }
}

#[test]
fn parameters() {
    for (text, expected) in TEXTS {
        if expected != Status::Ok {
            continue;
        }
        let mut noise = parse(text);
        each_allocation("the length of a text", Status::Ok, || {
            let mut length = usize::MAX;
            let status = unsafe { vn_noise_parameter(noise, ptr::null_mut(), 0, &raw mut length) };
            assert_eq!(length == usize::MAX, status != Status::Ok);
            status
        });
        each_allocation("vn_noise_parameter", Status::Ok, || {
            let (mut buffer, mut length) = ([0x55_u8; 100], usize::MAX);
            let start = buffer.as_mut_ptr().cast::<c_char>();
            let status = unsafe { vn_noise_parameter(noise, start, 100, &raw mut length) };
            assert_eq!(buffer == [0x55; 100], status != Status::Ok);
            assert_eq!(length == usize::MAX, status != Status::Ok);
            status
        });
        assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
    }
}

/// Draws in every way from the generator, whose first use this may be.
fn draw(noise: *const Noise, rng: *const Rng) {
    const BEFORE: i64 = 0x5555_5555_5555_5555;
    let sample = |at: Option<i64>| {
        let mut sample = BEFORE;
        let status = match at {
            None => unsafe { vn_noise_sample(noise, rng, &raw mut sample) },
            Some(at) => unsafe { vn_noise_sample_at(noise, rng, at, &raw mut sample) },
        };
        assert_eq!(sample == BEFORE, status != Status::Ok);
        status
    };
    let batch = |add: bool| {
        let mut values = [BEFORE; 50];
        let start = values.as_mut_ptr();
        let status = if add {
            unsafe { vn_noise_add_to(noise, rng, start, 50) }
        } else {
            unsafe { vn_noise_fill(noise, rng, start, 50) }
        };
        assert_eq!(values == [BEFORE; 50], status != Status::Ok);
        status
    };
    each_allocation("vn_noise_sample", Status::Ok, || sample(None));
    each_allocation("vn_noise_sample_at", Status::Ok, || sample(Some(-1000)));
    each_allocation("vn_noise_fill", Status::Ok, || batch(false));
    each_allocation("vn_noise_add_to", Status::Ok, || batch(true));
}

/// Parameters for which words or double words are enough.
#[test]
fn samples() {
    unsafe extern "C" fn count(context: *mut c_void, out: *mut u8, length: usize) -> i32 {
        let state = unsafe { &mut *context.cast::<u64>() };
        for byte in unsafe { std::slice::from_raw_parts_mut(out, length) } {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = state.to_be_bytes()[0];
        }
        0
    }
    for text in ["25/4", "1/3", "1e6", "1e30"] {
        let (mut noise, mut rng, mut system) = (parse(text), seeded(1), ptr::null_mut());
        draw(noise, rng);
        assert_eq!(unsafe { vn_rng_new_os(&raw mut system) }, Status::Ok);
        draw(noise, system);
        let mut state = 1_u64;
        let (mut callback, context) = (ptr::null_mut(), (&raw mut state).cast());
        let status = unsafe { vn_rng_new_callback(Some(count), context, &raw mut callback) };
        assert_eq!(status, Status::Ok);
        draw(noise, callback);
        for rng in [&mut rng, &mut system, &mut callback] {
            assert_eq!(unsafe { vn_rng_free(rng) }, Status::Ok);
        }
        assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
    }
}

/// The first sample of a thread makes the thread's generator.
#[test]
fn first_samples_of_threads() {
    let (mut noise, mut rng) = (parse("25/4"), ptr::null_mut());
    assert_eq!(unsafe { vn_rng_new_os(&raw mut rng) }, Status::Ok);
    let (noise_at, rng_at) = (noise.expose_provenance(), rng.expose_provenance());
    for kind in [Left::AllButOne, Left::Allocations] {
        let mut answers = Vec::new();
        for count in 0..20 {
            let first = move || {
                let mut sample = 7;
                let noise = ptr::with_exposed_provenance::<Noise>(noise_at);
                let rng = ptr::with_exposed_provenance::<Rng>(rng_at);
                with(kind(count), || unsafe { vn_noise_sample(noise, rng, &raw mut sample) })
            };
            answers.push(std::thread::spawn(first).join().expect("no panic"));
        }
        assert!(answers.contains(&(Status::OutOfMemory, true)), "the first sample needs memory");
        assert_eq!(answers.last(), Some(&(Status::Ok, false)));
        assert!(answers.iter().all(|(status, failed)| match status {
            Status::Ok => !failed,
            status => *status == Status::OutOfMemory && *failed,
        }));
    }
    assert_eq!(unsafe { vn_rng_free(&raw mut rng) }, Status::Ok);
    assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
}

/// Beyond 128 bits the library asks for room first and then relies on it: with any number of bytes
/// left, the answer is a code.
#[test]
fn numbers_beyond_128_bits() {
    let long = format!("{}/3", "7".repeat(990));
    for text in ["1e39", "1e-39", "1e1000", "1e-1000", &long] {
        let text = CString::new(text).expect("no zero byte");
        let refused = each_number_of_bytes(20 << 10, || {
            make(&|noise| unsafe { vn_gaussian_new_from_string(text.as_ptr(), noise) })
        });
        assert!(refused > 100, "{text:?} was read without memory");
        let mut noise = parse(text.to_str().expect("ASCII"));
        let refused = each_number_of_bytes(20 << 10, || {
            let (mut buffer, mut length) = ([0x55_u8; 2100], usize::MAX);
            let start = buffer.as_mut_ptr().cast::<c_char>();
            let status = unsafe { vn_noise_parameter(noise, start, 2100, &raw mut length) };
            assert_eq!(length == usize::MAX, status != Status::Ok);
            status
        });
        assert!(refused > 100, "{text:?} was written without memory");
        assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
    }
    // Variances whose samples fit 64 bits, though not what is computed on the way.
    let about_one = format!("1{0}1/1{0}0", "0".repeat(99));
    for text in ["1e37", "340282366920938463463374607431768211455/70", &about_one] {
        let mut noise = parse(text);
        let mut refused = 0;
        for seed in 0..10 {
            refused += each_number_of_bytes(4 << 10, || {
                let (mut rng, mut sample) = (seeded_unlimited(seed), 7);
                let status = unsafe { vn_noise_sample_at(noise, rng, 0, &raw mut sample) };
                assert_eq!(unsafe { vn_rng_free(&raw mut rng) }, Status::Ok);
                status
            });
        }
        assert!(refused > 0, "samples of {text} take no memory");
        assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
    }
}

/// The library asks for room first and then relies on it: a table takes no more than that, whatever the parameter.
#[test]
fn tables() {
    const ENOUGH: usize = 300 << 10;
    for text in
        ["1/3", "25/4", "1e6", "1e12", "1e20", "123456789012345678901234567/1000003", "1e28"]
    {
        let mut noise = parse(text);
        let mut refused = 0;
        for bytes in (0..=ENOUGH).step_by(20 << 10) {
            let prepare = || make(&|table| unsafe { vn_noise_new_prepared(noise, table) });
            match with(Left::Bytes(bytes), prepare) {
                (status, false) => assert_eq!(status, Status::Ok),
                (status, true) => {
                    assert_eq!(status, Status::OutOfMemory, "{text} with {bytes} bytes");
                    refused += 1;
                }
            }
        }
        assert!((10..15).contains(&refused), "{text}: refused {refused} times");
        // The handle, when the table is there.
        let mut table = ptr::null_mut();
        assert_eq!(unsafe { vn_noise_new_prepared(noise, &raw mut table) }, Status::Ok);
        each_allocation("vn_noise_new_prepared", Status::Ok, || {
            make(&|copy| unsafe { vn_noise_new_prepared(table, copy) })
        });
        each_allocation("vn_noise_new_scanned", Status::Ok, || {
            make(&|scanned| unsafe { vn_noise_new_scanned(table, scanned) })
        });
        let mut rng = seeded(1);
        draw(table, rng);
        let mut scanned = ptr::null_mut();
        assert_eq!(unsafe { vn_noise_new_scanned(table, &raw mut scanned) }, Status::Ok);
        draw(scanned, rng);
        assert_eq!(unsafe { vn_noise_free(&raw mut scanned) }, Status::Ok);
        assert_eq!(unsafe { vn_rng_free(&raw mut rng) }, Status::Ok);
        assert_eq!(unsafe { vn_noise_free(&raw mut table) }, Status::Ok);
        assert_eq!(unsafe { vn_noise_free(&raw mut noise) }, Status::Ok);
    }
    let mut wide = parse("1e38");
    for new in [vn_noise_new_prepared, vn_noise_new_scanned] {
        each_allocation("no table", Status::NoTable, || make(&|table| unsafe { new(wide, table) }));
    }
    assert_eq!(unsafe { vn_noise_free(&raw mut wide) }, Status::Ok);
}

/// A generator that no limit is applied to.
fn seeded_unlimited(seed: u8) -> *mut Rng {
    let left = LEFT.replace(Left::Unlimited);
    let rng = seeded(seed);
    LEFT.set(left);
    rng
}

/// Makes the call with few bytes left, then with more, up to enough. Gives how often there were too
/// few.
fn each_number_of_bytes(enough: usize, call: impl Fn() -> Status) -> usize {
    let mut refused = 0;
    for bytes in (0..=enough).step_by(16) {
        match with(Left::Bytes(bytes), &call) {
            (status, false) => assert_eq!(status, Status::Ok),
            (status, true) => {
                assert_eq!(status, Status::OutOfMemory, "with {bytes} bytes");
                refused += 1;
            }
        }
    }
    assert_eq!(with(Left::Bytes(enough), &call), (Status::Ok, false), "with {enough} bytes");
    refused
}
