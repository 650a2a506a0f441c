//! Another static library written in Rust, which has a standard library of its own in it. It panics and catches the panic, so that
//! unwinding is seen to work beside verinoise.

/// 7, by way of a panic.
#[unsafe(no_mangle)]
pub extern "C" fn other() -> i32 {
    std::panic::set_hook(Box::new(|_| ()));
    let thread = std::thread::spawn(|| std::panic::catch_unwind(|| std::panic::panic_any(7_i32)));
    match thread.join() {
        Ok(Err(payload)) => payload.downcast_ref().copied().unwrap_or(1),
        _ => 2,
    }
}
