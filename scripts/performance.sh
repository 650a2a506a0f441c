# The README's table of performance, which is a part of the recorded results.

# The README as it should be: what benches/RESULTS.md has between the markers, between the same markers.
readme() {
  awk '
    /^<!-- performance: begin -->$/ { inside = 1; if (NR != FNR) { print; printf "%s", table } next }
    /^<!-- performance: end -->$/ { inside = 0; pairs++; if (NR != FNR) print; next }
    NR == FNR { if (inside) table = table $0 "\n"; next }
    !inside
    END { exit pairs != 2 }
  ' benches/RESULTS.md README.md || fail "benches/RESULTS.md and README.md need one pair of markers each"
}

part_readme() {
  say "readme: write the table of performance"
  readme >"$scratch/README.md"
  cp "$scratch/README.md" README.md
  git status --short -- README.md || true
}
