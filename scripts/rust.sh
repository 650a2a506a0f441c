# The Rust workspace. None of this needs Rocq.

part_rust() {
  command -v cargo >/dev/null || fail "cargo is missing: install Rust from https://rustup.rs"
  say "rust: formatting and lints"
  cargo fmt --all --check
  cargo clippy --all-targets --all-features --locked -- -D warnings
  say "rust: tests"
  cargo test --locked
  cargo test --locked -p verinoise --all-features
  say "rust: no std"
  rust_no_std
  rust_on_wasm
  rust_with_miri
}

# The source for production on WebAssembly, where there are neither processes nor, here, an operating system: the test
# brings a generator of its own.
rust_on_wasm() {
  local target=wasm32-unknown-unknown
  if ! command -v node >/dev/null || [ ! -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
    echo "no $target or no Node.js: skipped WebAssembly (rustup target add $target)"
    return
  fi
  say "rust: WebAssembly"
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="node $PWD/randomness/tests/wasm/run.mjs" \
    RUSTFLAGS='--cfg getrandom_backend="custom"' \
    cargo test --locked -q -p verinoise-randomness --target $target --test wasm
}

# Undefined behaviour, looked for by an interpreter: everything that reads bytes, and the C functions.
rust_with_miri() {
  if ! RUSTUP_AUTO_INSTALL=0 cargo +nightly miri --version >/dev/null 2>&1; then
    echo "Miri is not installed: skipped (rustup +nightly component add miri)"
    return
  fi
  say "rust: Miri"
  MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test --locked -p verinoise --features os-rng \
    --test sources --test rng --test stability --test api
  MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test --locked -p verinoise-ffi --test abi
}

# Nothing below the crate may bring in std.
rust_no_std() {
  local features
  cargo build --locked -p verinoise-randomness
  no_std_below verinoise-randomness
  for features in '' os-rng; do
    cargo build --locked -p verinoise --no-default-features --features "$features"
    no_std_below verinoise --no-default-features --features "$features"
  done
}

no_std_below() {
  if cargo tree --locked -p "$@" -e normal,features -f '{p} {f}' | grep -wE 'std'; then
    fail "a dependency of $1 has its std feature on"
  fi
}

# The README's first commands, as a new user would try them, and what is copied into it.
part_docs() {
  say "docs: the README's table of performance"
  readme | diff -u - README.md || fail "README.md does not have the table of benches/RESULTS.md; ./check readme writes it"
  say "docs: the README's main command"
  grep -q -- '--column person_years --rho 1/10 --sensitivity 1' README.md || fail "README.md lost its main command"
  cargo run --release --locked -q -p verinoise-cli -- noise data/randhie_visits_by_health.csv \
    --column person_years --rho 1/10 --sensitivity 1 >"$scratch/noisy.csv"
  [ "$(wc -l <"$scratch/noisy.csv")" -eq "$(wc -l <data/randhie_visits_by_health.csv)" ] || fail "lines were lost"
  head -4 "$scratch/noisy.csv"
}
