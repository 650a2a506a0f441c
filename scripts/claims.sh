# Golden statements, assumptions and definitions: what an auditor has read may not change unseen.

golden_claims=proofs/golden/claims
golden_definitions=proofs/golden/definitions.txt

# The definitions that the claims' statements rest on, and those that these rest on, as Rocq's own cross-references have it.
# shellcheck disable=SC2046
print_definitions() { collect definitions $(claim_files); }

# An axiom's name opens a line; its type follows, indented where it is long.
axiom_names() {
  sed -nE 's/^([A-Za-z_][A-Za-z0-9_.]*)( *:.*)?$/\1/p' | grep -vx Axioms | LC_ALL=C sort -u || true
}

# Writes statement.NAME.out and axioms.NAME.out for every claim to $scratch.
query_claims() {
  local file module name
  for file in $(claim_files); do
    module=$(basename "$file" .v)
    {
      sed -n '/^From/p;/^Local Open Scope/p' "$file"
      echo "From Verinoise Require Import Claims.$module."
      echo 'Set Printing Width 96. Set Printing Depth 100000.'
      for name in $(claims_in "$file"); do
        echo "Redirect \"statement.$name\" Check @Claims.$module.$name."
        echo "Redirect \"axioms.$name\" Print Assumptions Claims.$module.$name."
      done
    } | rocq >/dev/null
  done
}

# Writes the golden files below the directory $1.
print_golden() {
  local out=$1 name
  mkdir -p "$out/$golden_claims"
  query_claims
  for name in $(claims); do
    { cat "$scratch/statement.$name.out"
      echo
      axiom_names <"$scratch/axioms.$name.out" | sed 's/^/axiom: /'
    } >"$out/$golden_claims/$name.txt"
  done
  print_definitions >"$out/$golden_definitions"
}

check_golden() {
  print_golden "$scratch/golden"
  diff -ru "$golden_claims" "$scratch/golden/$golden_claims" \
    || fail "a claim's statement or axioms changed; if that is meant: ./check accept"
  diff -u "$golden_definitions" "$scratch/golden/$golden_definitions" \
    || fail "a definition that the claims rest on changed; if that is meant: ./check accept"
  echo "$(claims | wc -l) claims, and the definitions that they rest on: unchanged"
}

# No axiom but the allowed ones, by the kernel that built the proofs.
check_axioms() {
  local used unknown
  used=$(cat "$golden_claims"/*.txt | sed -n 's/^axiom: //p' | LC_ALL=C sort -u)
  unknown=$(grep -vxF "$allowed_axioms" <<<"$used" || true)
  [ -z "$unknown" ] || fail "axioms outside of the allowed ones:"$'\n'"$unknown"
  printf 'axioms that the claims rest on:\n%s\n' "$used"
}

# The same by the stand-alone checker, which also re-checks every proof.
check_coqchk() {
  local used unknown modules
  modules=$(claim_files | sed 's|^proofs/Claims/|Verinoise.Claims.|; s|\.v$||')
  # shellcheck disable=SC2086
  coqchk -silent -o "${rocq_flags[@]}" $modules >"$scratch/coqchk" 2>&1 || fail "coqchk: $(tail -20 "$scratch/coqchk")"
  used=$(sed -n '/^\* Axioms:/,/^\*/p' "$scratch/coqchk" | sed -nE 's/^ +(Coq|Corelib|Stdlib)\.(Logic|Reals)\.([A-Za-z0-9_.]+)$/\3/p')
  unknown=$(grep -vxF "$allowed_axioms" <<<"$used" || true)
  [ -n "$used" ] && [ -z "$unknown" ] || fail "coqchk reports other axioms:"$'\n'"$(cat "$scratch/coqchk")"
  [ "$(grep -c '<none>' "$scratch/coqchk")" -eq 3 ] || fail "coqchk reports disabled checks:"$'\n'"$(cat "$scratch/coqchk")"
  printf 'coqchk accepts the development; axioms that it reports:\n%s\n' "$used"
}
