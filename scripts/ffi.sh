# The C library: its tests, its header, and programs in other languages that use it.

part_ffi() {
  command -v cargo >/dev/null || fail "cargo is missing: install Rust from https://rustup.rs"
  say "ffi: tests"
  cargo test --locked -q -p verinoise-ffi
  no_std_below verinoise-ffi
  ffi_with_sanitizer
  say "ffi: header"
  cargo run --locked -q -p verinoise-ffi --example header | diff ffi/include/verinoise.h - \
    || fail "ffi/include/verinoise.h is out of date: cargo run -p verinoise-ffi --example header > ffi/include/verinoise.h"
  say "ffi: corpus of the fuzzers"
  cargo fmt --manifest-path fuzz/Cargo.toml --check
  cargo clippy --locked -q --manifest-path fuzz/Cargo.toml -- -D warnings
  cargo test --locked -q --manifest-path fuzz/Cargo.toml
  ffi/clients/run
}

# The library's own tests with AddressSanitizer on the Rust side, which takes a nightly compiler.
ffi_with_sanitizer() {
  local target test
  if ! RUSTUP_AUTO_INSTALL=0 rustc +nightly --version >/dev/null 2>&1; then
    echo "no nightly compiler: skipped the tests under AddressSanitizer"
    return
  fi
  say "ffi: tests under AddressSanitizer"
  target=$(rustc +nightly -vV | sed -n 's/^host: //p')
  # What cannot be allocated is to be an error, as everywhere. A test throws away what panics when it is dropped.
  for test in --lib '--test abi'; do
    # shellcheck disable=SC2086
    ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=$([ "$test" = --lib ] && echo 0 || echo 1) \
      RUSTFLAGS=-Zsanitizer=address \
      cargo +nightly test --locked -q -p verinoise-ffi $test --target "$target" --target-dir target/sanitizer
  done
}
