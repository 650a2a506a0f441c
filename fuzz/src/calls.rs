//! Calls of the C functions, one after the other, on a few handles.

use std::ffi::{CString, c_char, c_void};
use std::ptr;

use verinoise_ffi::*;

/// The rest of the input.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    fn word(&mut self) -> u64 {
        let mut bytes = [0; 8];
        let count = usize::from(self.byte() % 9);
        let taken = self.take(count);
        bytes[..taken.len()].copy_from_slice(taken);
        u64::from_le_bytes(bytes)
    }

    fn text(&mut self) -> CString {
        let count = usize::from(self.byte() % 64);
        let bytes: Vec<u8> = self.take(count).iter().copied().filter(|byte| *byte != 0).collect();
        CString::new(bytes).expect("no zero byte")
    }
}

/// The bytes that a callback gives before it fails.
struct Supply(Vec<u8>);

unsafe extern "C" fn supply(context: *mut c_void, out: *mut u8, length: usize) -> i32 {
    // SAFETY: the context that came with this function, which nobody else uses.
    let left = unsafe { &mut (*context.cast::<Supply>()).0 };
    if left.len() < length {
        return 1;
    }
    let rest = left.split_off(length);
    // SAFETY: the library asks for this many bytes.
    unsafe { out.copy_from_nonoverlapping(left.as_ptr(), length) };
    *left = rest;
    0
}

/// The functions that make a distribution: from two words, and from a text.
type New = unsafe extern "C" fn(u64, u64, *mut *mut Noise) -> Status;
type NewFromString = unsafe extern "C" fn(*const c_char, *mut *mut Noise) -> Status;
const NEW: [(New, NewFromString); 2] =
    [(vn_gaussian_new, vn_gaussian_new_from_string), (vn_laplace_new, vn_laplace_new_from_string)];

/// What was there before, and has to be there still after an error.
const BEFORE: i64 = 0x5555_5555_5555_5555;

fn written(status: Status, changed: bool) {
    assert!(status == Status::Ok || !changed, "{status:?}, and yet something was written");
    assert!(status != Status::InternalError);
}

/// Puts the same noise with a table, which is scanned or not, in the place of the handle, if there is one.
fn prepare(law: &mut *mut Noise, scanned: bool) {
    let new = if scanned { vn_noise_new_scanned } else { vn_noise_new_prepared };
    let mut table = ptr::null_mut();
    // SAFETY: the handle is `NULL` or open.
    let status = unsafe { new(*law, &raw mut table) };
    written(status, !table.is_null());
    if status == Status::Ok {
        // SAFETY: the handle is open, and nobody else uses it.
        assert_eq!(unsafe { vn_noise_free(law) }, Status::Ok);
        *law = table;
    }
}

/// One call, as the input says. `law` is `NULL` or a handle, before and after; a new one is of the
/// distribution that `new` makes.
fn call(
    new: (New, NewFromString),
    operation: u8,
    input: &mut Input,
    law: &mut *mut Noise,
    rng: *const Rng,
) {
    let mut value = BEFORE;
    let mut values = [BEFORE; 20];
    let length = usize::from(input.byte() % 21);
    // SAFETY: handles are `NULL` or open, the arrays have at least `length` elements.
    unsafe {
        match operation {
            0 | 1 => {
                assert_eq!(vn_noise_free(law), Status::Ok);
                assert!(law.is_null());
                let status = if operation == 0 {
                    (new.0)(input.word(), input.word(), law)
                } else {
                    (new.1)(input.text().as_ptr(), law)
                };
                assert_eq!(law.is_null(), status != Status::Ok);
                written(status, !law.is_null());
                if length > 10 {
                    prepare(law, length > 15);
                }
            }
            2 => {
                let status = vn_noise_sample(*law, rng, &raw mut value);
                written(status, value != BEFORE);
            }
            3 => {
                let location = input.word().cast_signed();
                let status = vn_noise_sample_at(*law, rng, location, &raw mut value);
                written(status, value != BEFORE);
            }
            4 => {
                let status = vn_noise_fill(*law, rng, values.as_mut_ptr(), length);
                written(status, values != [BEFORE; 20]);
                assert!(values[length..].iter().all(|value| *value == BEFORE));
            }
            5 => {
                let status = vn_noise_add_to(*law, rng, values.as_mut_ptr(), length);
                written(status, values != [BEFORE; 20]);
                assert!(values[length..].iter().all(|value| *value == BEFORE));
            }
            6 => {
                let status = vn_noise_fill(*law, rng, values.as_mut_ptr(), usize::MAX - length);
                assert!(status == Status::LengthTooLarge || law.is_null() || rng.is_null());
            }
            _ => {
                let (mut size, mut text) = (usize::MAX, [0x55; 20]);
                let (text_at, size_at) = (text.as_mut_ptr().cast(), &raw mut size);
                let status = vn_noise_parameter(*law, text_at, length.min(20), size_at);
                written(status, text != [0x55; 20] || size != usize::MAX);
            }
        }
    }
}

/// Reads the input as a list of calls, at most 200, and makes them. Every call gives a code, and what it
/// must not write it does not write.
pub fn calls(data: &[u8]) {
    let mut input = Input(data);
    let mut laws: [*mut Noise; 2] = [ptr::null_mut(); 2];
    let mut rng: *mut Rng = ptr::null_mut();
    let mut supplied = Supply(Vec::new());
    // The callback's context; nothing else touches it while the generator lives.
    let context = &raw mut supplied;
    for _ in 0..200 {
        if input.0.is_empty() {
            break;
        }
        let operation = input.byte();
        match operation {
            // SAFETY: `rng` is `NULL` or a handle, and the context lives longer than it.
            0..=7 => unsafe {
                assert_eq!(vn_rng_free(&raw mut rng), Status::Ok);
                let status = match operation {
                    0 => vn_rng_new_os(&raw mut rng),
                    1 => vn_rng_new_callback(None, ptr::null_mut(), &raw mut rng),
                    2..=4 => {
                        // At most two blocks.
                        let count = 256 * usize::from(input.byte() % 3);
                        (*context).0 = input.take(count).to_vec();
                        vn_rng_new_callback(Some(supply), context.cast(), &raw mut rng)
                    }
                    _ => {
                        let mut seed = [0; VN_SEED_BYTES];
                        seed[0] = input.byte();
                        vn_rng_new_seeded_for_tests_only(seed.as_ptr(), &raw mut rng)
                    }
                };
                assert_eq!(rng.is_null(), status != Status::Ok);
            },
            8..=254 => {
                let which = usize::from(operation > 135);
                call(NEW[which], operation % 8, &mut input, &mut laws[which], rng);
            }
            255 => {
                let code = input.word().cast_signed();
                assert!(!vn_strerror(i32::try_from(code).unwrap_or(-1)).is_null());
                assert!(!vn_version().is_null());
                assert_eq!(vn_abi_version(), VN_ABI_VERSION);
            }
        }
    }
    // SAFETY: each is `NULL` or a handle.
    unsafe {
        assert_eq!(vn_rng_free(&raw mut rng), Status::Ok);
        for law in &mut laws {
            assert_eq!(vn_noise_free(law), Status::Ok);
        }
    }
}
