//! Handles that free themselves, and generators that fail on command.

use std::ffi::c_void;
use std::ptr;

use verinoise_ffi::*;

/// The functions that make one distribution, under common names.
#[derive(Clone, Copy)]
pub struct Api {
    pub name: &'static str,
    pub new: unsafe extern "C" fn(u64, u64, *mut *mut Noise) -> Status,
    pub from_string: unsafe extern "C" fn(*const std::ffi::c_char, *mut *mut Noise) -> Status,
}

pub const GAUSSIAN: Api =
    Api { name: "gaussian", new: vn_gaussian_new, from_string: vn_gaussian_new_from_string };

pub const LAPLACE: Api =
    Api { name: "laplace", new: vn_laplace_new, from_string: vn_laplace_new_from_string };

pub const ALL: [Api; 2] = [GAUSSIAN, LAPLACE];

/// A handle, and the function that frees it.
pub struct Handle<T>(pub *mut T, pub unsafe extern "C" fn(*mut *mut T) -> Status);

impl<T> Handle<T> {
    pub fn get(&self) -> *mut T {
        self.0
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        assert_eq!(unsafe { (self.1)(&raw mut self.0) }, Status::Ok);
        assert!(self.0.is_null());
        assert_eq!(unsafe { (self.1)(&raw mut self.0) }, Status::Ok, "a second time");
    }
}

// SAFETY: the library says that handles can be shared.
unsafe impl<T> Sync for Handle<T> {}

impl Api {
    pub fn open(&self, numerator: u64, denominator: u64) -> Handle<Noise> {
        let mut handle = ptr::null_mut();
        assert_eq!(unsafe { (self.new)(numerator, denominator, &raw mut handle) }, Status::Ok);
        Handle(handle, vn_noise_free)
    }

    pub fn parse(&self, text: &str) -> Result<Handle<Noise>, Status> {
        let text = std::ffi::CString::new(text).expect("no zero byte");
        let mut handle = ptr::null_mut();
        match unsafe { (self.from_string)(text.as_ptr(), &raw mut handle) } {
            Status::Ok => Ok(Handle(handle, vn_noise_free)),
            status => {
                assert!(handle.is_null(), "nothing is written on an error");
                Err(status)
            }
        }
    }
}

/// How a handle uses a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    LookedUp,
    Scanned,
}

impl Table {
    pub const ALL: [Self; 2] = [Self::LookedUp, Self::Scanned];

    /// The function that makes such a handle.
    pub fn function(self) -> unsafe extern "C" fn(*const Noise, *mut *mut Noise) -> Status {
        match self {
            Self::LookedUp => vn_noise_new_prepared,
            Self::Scanned => vn_noise_new_scanned,
        }
    }

    /// The same noise with a table.
    pub fn of(self, noise: &Handle<Noise>) -> Result<Handle<Noise>, Status> {
        let mut handle = ptr::null_mut();
        match unsafe { self.function()(noise.0, &raw mut handle) } {
            Status::Ok => Ok(Handle(handle, vn_noise_free)),
            status => {
                assert!(handle.is_null(), "nothing is written on an error");
                Err(status)
            }
        }
    }
}

/// Without a table, and with one in every way.
pub const SAMPLERS: [Option<Table>; 3] = [None, Some(Table::LookedUp), Some(Table::Scanned)];

pub fn text_of(handle: &Handle<Noise>) -> String {
    let mut length = 0;
    let ask = unsafe { vn_noise_parameter(handle.0, ptr::null_mut(), 0, &raw mut length) };
    assert_eq!(ask, Status::Ok);
    for capacity in 1..=length {
        let (mut small, mut unchanged) = (vec![0x55; capacity], usize::MAX);
        let status = unsafe {
            vn_noise_parameter(handle.0, small.as_mut_ptr().cast(), capacity, &raw mut unchanged)
        };
        assert_eq!((status, unchanged), (Status::BufferTooSmall, usize::MAX));
        assert_eq!(small, vec![0x55_u8; capacity], "nothing is written");
    }
    let mut buffer = vec![0x55_u8; length + 2];
    let status = unsafe {
        vn_noise_parameter(handle.0, buffer.as_mut_ptr().cast(), length + 1, &raw mut length)
    };
    assert_eq!((status, length, buffer[length], buffer[length + 1]), (Status::Ok, length, 0, 0x55));
    String::from_utf8(buffer[..length].to_vec()).expect("ASCII")
}

pub fn system() -> Handle<Rng> {
    let mut rng = ptr::null_mut();
    assert_eq!(unsafe { vn_rng_new_os(&raw mut rng) }, Status::Ok);
    Handle(rng, vn_rng_free)
}

pub fn seeded(seed: u8) -> Handle<Rng> {
    let mut rng = ptr::null_mut();
    let seed = [seed; VN_SEED_BYTES];
    let status = unsafe { vn_rng_new_seeded_for_tests_only(seed.as_ptr(), &raw mut rng) };
    assert_eq!(status, Status::Ok);
    Handle(rng, vn_rng_free)
}

/// A generator of known bytes that fails at the calls of a certain number.
pub struct Script {
    pub state: u64,
    pub calls: u64,
    pub fail_at: u64,
}

impl Script {
    pub fn new(fail_at: u64) -> Self {
        Self { state: 1, calls: 0, fail_at }
    }
}

pub unsafe extern "C" fn scripted(context: *mut c_void, out: *mut u8, length: usize) -> i32 {
    let script = unsafe { &mut *context.cast::<Script>() };
    let out = unsafe { std::slice::from_raw_parts_mut(out, length) };
    script.calls += 1;
    if script.calls == script.fail_at {
        out.fill(0xee);
        return 5;
    }
    for byte in out {
        script.state ^= script.state << 13;
        script.state ^= script.state >> 7;
        script.state ^= script.state << 17;
        *byte = script.state.to_le_bytes()[3];
    }
    0
}

pub fn callback(script: &mut Script) -> Handle<Rng> {
    let mut rng = ptr::null_mut();
    let context = (&raw mut *script).cast();
    assert_eq!(unsafe { vn_rng_new_callback(Some(scripted), context, &raw mut rng) }, Status::Ok);
    Handle(rng, vn_rng_free)
}
