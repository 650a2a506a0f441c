# The Rocq development: build, hygiene, axioms.

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

# Runs Rocq commands (standard input) in the built development.
rocq() {
  cat >"$scratch/query.v"
  (cd "$scratch" && coqc -Q "$OLDPWD/mathlib-lite" MathLite -Q "$OLDPWD/proofs" Verinoise query.v)
}

# The code of all files, without comments, as FILE:LINE:CODE.
rocq_code() {
  rocq_sources | xargs awk '
    FNR == 1 { depth = 0 }
    { code = ""
      for (i = 1; i <= length($0); i++) {
        two = substr($0, i, 2)
        if (two == "(*") { depth++; i++ }
        else if (two == "*)" && depth > 0) { depth--; i++ }
        else if (depth == 0) code = code substr($0, i, 1)
      }
      print FILENAME ":" FNR ":" code }'
}

rocq_hygiene() {
  local found
  rocq_code >"$scratch/code"
  found=$(grep -E ':[[:space:]]*((Local|Global|#\[[a-z]*\]) )?(Axioms?|Parameters?|Conjectures?|Admitted|Abort)\b|\b(admit|give_up)\b|Guard Checking|Universe Checking|Positivity Checking|bypass_check' "$scratch/code" || true)
  [ -z "$found" ] || fail "open proofs or axioms of our own:"$'\n'"$found"
  found=$(grep -E ':[[:space:]]*(Check|Print|Search|SearchAbout|Locate|About|Eval|Compute|Show)\b' "$scratch/code" || true)
  [ -z "$found" ] || fail "leftover commands:"$'\n'"$found"
  found=$(rocq_sources | xargs wc -l | awk '$1 > 1000 && $2 != "total"')
  [ -z "$found" ] || fail "files of more than 1,000 lines:"$'\n'"$found"
}

claims() { sed -nE 's/^(Theorem|Lemma|Corollary) ([A-Za-z0-9_]+).*/\2/p' proofs/Claims.v; }

rocq_axioms() {
  local names used unknown
  names=$(claims)
  [ -n "$names" ] || fail "proofs/Claims.v claims nothing"
  { echo 'From Verinoise Require Claims.'
    for name in $names; do echo "Print Assumptions Claims.$name."; done
  } | rocq >"$scratch/assumptions"
  # An axiom's name opens a line; its type follows, indented where it is long.
  used=$(sed -nE 's/^([A-Za-z_][A-Za-z0-9_.]*)( *:.*)?$/\1/p' "$scratch/assumptions" \
    | grep -vx Axioms | LC_ALL=C sort -u || true)
  unknown=$(grep -vxF "$allowed_axioms" <<<"$used" || true)
  [ -z "$unknown" ] || fail "axioms outside of the allowed ones:"$'\n'"$unknown"
  printf '%s claims; axioms that they rest on:\n%s\n' "$(wc -l <<<"$names")" "$used"
}

part_proofs() {
  say "proofs: build"
  rocq_build
  say "proofs: hygiene and axioms"
  rocq_hygiene
  rocq_axioms
}
