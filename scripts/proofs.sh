# The Rocq development: build and hygiene.

rocq_flags=(-Q mathlib-lite MathLite -Q proofs Verinoise)

# The only axioms allowed: classical reals, functional extensionality, excluded middle.
allowed_axioms='ClassicalDedekindReals.sig_forall_dec
ClassicalDedekindReals.sig_not_dec
FunctionalExtensionality.functional_extensionality_dep
Classical_Prop.classic'

rocq_sources() { find mathlib-lite proofs -name '*.v' | LC_ALL=C sort; }

rocq_build() {
  need_rocq
  rocq_sources | xargs coq_makefile -f _CoqProject -o Makefile.coq 2>/dev/null
  make -s -f Makefile.coq -j "${JOBS:-2}"
}

# Runs Rocq commands (standard input) in the built development, as a file of the name $1 in $scratch.
rocq() {
  local name=${1:-query}
  cat >"$scratch/$name.v"
  (cd "$scratch" && coqc -Q "$OLDPWD/mathlib-lite" MathLite -Q "$OLDPWD/proofs" Verinoise "$name.v")
}

rocq_hygiene() {
  local found start
  rocq_sources | xargs awk -f scripts/rocq.awk >"$scratch/code"
  # Where a sentence may start, and what may stand before its keyword.
  start='^[^:]*:[0-9]+:(.*\.[[:space:]]+)?[[:space:]]*((Local|Global|#\[[^]]*\])[[:space:]]+)*'
  found=$(grep -E "$start(Axioms?|Parameters?|Conjectures?)\b|\b(Admitted|Abort|admit|give_up|bypass_check)\b|(Guard|Universe|Positivity) Checking" "$scratch/code" || true)
  [ -z "$found" ] || fail "open proofs or axioms of our own:"$'\n'"$found"
  found=$(grep -E "$start(Check|Print|Search|SearchAbout|Locate|About|Eval|Compute|Show|Redirect)\b" "$scratch/code" || true)
  [ -z "$found" ] || fail "leftover commands:"$'\n'"$found"
  found=$(rocq_sources | xargs wc -l | awk '$1 > 1000 && $2 != "total"')
  [ -z "$found" ] || fail "files of more than 1,000 lines:"$'\n'"$found"
  for file in mathlib-lite/*.v; do
    grep -q "^| \`$(basename "$file")\`" mathlib-lite/README.md || fail "mathlib-lite/README.md does not list $file"
  done
}

# What the export prints and evaluates; the claims and these are what the rest is there for.
export_roots=(Verinoise.Export.Crate.{printed,function_names} Verinoise.Export.Golden.golden)

# Lemmas and definitions that may stay although neither a claim nor the export needs them, each with its reason.
kept_lemmas=proofs/golden/unreached.txt

# Nothing is in the development but what a claim or the export needs.
check_reached() {
  local found
  # shellcheck disable=SC2046
  found=$(collect unreached $kept_lemmas "${export_roots[@]}" -- $(claim_files)) || fail "see above"
  [ -z "$found" ] || fail "neither a claim nor the export needs these; delete them, claim them, or give the reason to keep them in $kept_lemmas:"$'\n'"$found"
}

# The files of public theorems, in the order in which they are best read, and the theorems in them.
claim_files() {
  printf 'proofs/Claims/%s.v\n' Language Samplers Enclosures NoiseSamplers Tables ScannedTables Export Noise Utility Running Mechanisms Closure Conversions
}
claims_in() { sed -nE 's/^(Theorem|Lemma|Corollary) ([A-Za-z0-9_]+).*/\2/p' "$1"; }
claims() {
  local file
  for file in $(claim_files); do claims_in "$file"; done
}

part_proofs() {
  say "proofs: build"
  rocq_build
  say "proofs: hygiene"
  rocq_hygiene
  check_reached
  say "proofs: claims, definitions, axioms"
  check_golden
  check_axioms
  check_coqchk
}
