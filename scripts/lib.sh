# Shared by all parts of ./check.

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'check: %s\n' "$*" >&2; exit 1; }

# Installs Debian packages if the command $1 is missing.
need() {
  local command=$1
  shift
  command -v "$command" >/dev/null && return
  if ! command -v apt-get >/dev/null; then
    fail "'$command' is missing: install the equivalent of the Debian packages: $*"
  elif [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  elif sudo -n true 2>/dev/null; then
    sudo apt-get update -qq
    sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  else
    fail "'$command' is missing; as root: apt-get install $*"
  fi
  command -v "$command" >/dev/null || fail "installed $*, but '$command' is still missing"
}

need_rocq() { need coqc coq libcoq-coquelicot; need make make; }

# A temporary directory that goes away when the script ends.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Where the checks are; some of them run in a copy of the tree.
repository=$PWD

# The program that reads the development and what Rocq noted about it.
collect() {
  command -v cargo >/dev/null || fail "cargo is missing: install Rust from https://rustup.rs"
  # The program comes with the data that it writes.
  [ -e "$repository/audit/data.json" ] || echo '{}' >"$repository/audit/data.json"
  cargo run --quiet --locked --manifest-path "$repository/Cargo.toml" -p verinoise-audit --bin collect -- "$@"
}
