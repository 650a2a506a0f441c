# The audit: what is proved, tested and trusted, as data (audit/data.json, which `verinoise audit` shows) and as a page.

# Writes audit/data.json and TRUST.md below the directory $1, from what is checked in and coqdep.
write_audit() {
  command -v cargo >/dev/null || fail "cargo is missing: install Rust from https://rustup.rs"
  need_rocq
  # The program that writes the data is built with the data.
  [ -e audit/data.json ] || echo '{}' >audit/data.json
  rocq_sources | xargs coqdep "${rocq_flags[@]}" 2>/dev/null >"$scratch/coqdep"
  # shellcheck disable=SC2046
  cargo run --quiet --locked -p verinoise-audit --bin collect -- . "$scratch/coqdep" "$1" $(claim_files)
}

check_audit() {
  write_audit "$scratch/audit"
  cmp -s "$scratch/audit/audit/data.json" audit/data.json || fail "audit/data.json is out of date; ./check accept writes it"
  diff -u TRUST.md "$scratch/audit/TRUST.md" || fail "TRUST.md is out of date; ./check accept writes it"
  echo "audit/data.json, TRUST.md: unchanged"
}
