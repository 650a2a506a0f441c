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

# Asks Rocq about every claim in the file $1: a query for each, in which NAME stands for the claim. What it answers to
# a query KIND is written to $scratch/KIND.NAME.out.
query_file() {
  local file=$1 module name query
  shift
  module=$(basename "$file" .v)
  {
    sed -n '/^From/p;/^Local Open Scope/p' "$file"
    echo "From Verinoise Require Import Claims.$module."
    echo 'Set Printing Width 96. Set Printing Depth 100000.'
    for name in $(claims_in "$file"); do
      for query in "$@"; do
        printf 'Redirect "%s.%s" %s.\n' "${query%%:*}" "$name" "${query#*:}Claims.$module.$name"
      done
    done
  } | rocq "query_$module" >/dev/null
}

# The same about every file of claims, as many at once as there are jobs: axioms take minutes.
query_claims() {
  local file
  for file in $(claim_files); do
    while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-2}" ]; do wait -n || true; done
    query_file "$file" "$@" &
  done
  wait
  for file in $(claim_files); do
    local name query
    for name in $(claims_in "$file"); do
      for query in "$@"; do
        [ -e "$scratch/${query%%:*}.$name.out" ] || fail "Rocq does not answer about the claim $name in $file"
      done
    done
  done
}

statements='statement:Check @'
axioms='axioms:Print Assumptions '

# Writes the golden files below the directory $1.
print_golden() {
  local out=$1 name
  mkdir -p "$out/$golden_claims"
  rm -f "$scratch"/{statement,axioms}.*.out
  query_claims "$statements" "$axioms"
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

# Statements and definitions alone: seconds in place of minutes.
check_golden_quickly() {
  local name
  rm -f "$scratch"/{statement,axioms}.*.out
  query_claims "$statements"
  for name in $(claims); do
    sed '/^axiom: /d' "$golden_claims/$name.txt" | diff -u - <(cat "$scratch/statement.$name.out"; echo) \
      || fail "the statement of the claim $name changed"
  done
  print_definitions | diff -u "$golden_definitions" - || fail "a definition that the claims rest on changed"
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
