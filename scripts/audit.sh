# The audit: what is proved, tested and trusted, as data (audit/data.json, which `verinoise audit` shows) and as a page.

# The version of Rocq whose cross-references are checked in.
audited_rocq=8.16

# Writes audit/data.json and TRUST.md below the directory $1, from what is checked in and coqdep.
write_audit() {
  need_rocq
  rocq_sources | xargs coqdep "${rocq_flags[@]}" 2>/dev/null >"$scratch/coqdep"
  # What Git knows, and what it will know.
  git ls-files -co --exclude-standard | LC_ALL=C sort >"$scratch/files"
  # shellcheck disable=SC2046
  collect data "$scratch/coqdep" "$scratch/files" "$1" $(claim_files)
}

check_audit() {
  write_audit "$scratch/audit"
  if ! coqc --version | grep -qF "version $audited_rocq."; then
    # Versions note some of what proofs and patterns refer to in other ways.
    echo "audit/data.json: collected, and not compared; it is written with Coq $audited_rocq"
    return
  fi
  cmp -s "$scratch/audit/audit/data.json" audit/data.json || fail "audit/data.json is out of date; ./check accept writes it"
  diff -u TRUST.md "$scratch/audit/TRUST.md" || fail "TRUST.md is out of date; ./check accept writes it"
  echo "audit/data.json, TRUST.md: unchanged"
}
