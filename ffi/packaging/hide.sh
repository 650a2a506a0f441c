#!/usr/bin/env bash
# Makes a static library written in Rust fit for a program that links several of them: of its symbols only those remain visible
# that are named in a file, one a line.
#
#   packaging/hide.sh IN.a OUT.a NAMES
#
# A static library of Rust's has all of Rust's standard library in it with names of its own, such as rust_eh_personality, which
# clash with those in another one. Here the linker joins what the named functions need into one object (-r), and objcopy makes all
# other symbols local. Groups are dissolved first (--force-group-allocation): the linker keeps one of several groups with the same
# name, though local symbols refer to the one that it drops. Bitcode for the optimiser of rustc is of no use in C, and is left out.
#
# CC, OBJCOPY and AR name the tools; OBJCOPY and AR default to those beside a CC such as aarch64-linux-gnu-gcc. Exit status 3 says
# that one of them is missing, or that CC's linker is not for this library or cannot do these things: those of GNU can.
set -euo pipefail
[ $# -eq 3 ] || { echo 'usage: packaging/hide.sh IN.a OUT.a NAMES' >&2; exit 2; }
in=$1 out=$2 names=$3
read -ra cc <<<"${CC:-cc}"

# The tool $1 that belongs to the compiler, or the system's.
beside_cc() {
  local tool=${cc[0]%gcc}$1
  if [ "$tool" != "${cc[0]}$1" ] && command -v "$tool" >/dev/null; then echo "$tool"; else echo "$1"; fi
}
objcopy=${OBJCOPY:-$(beside_cc objcopy)}
ar=${AR:-$(beside_cc ar)}
for tool in "${cc[0]}" "$objcopy" "$ar"; do
  command -v "$tool" >/dev/null || { echo "hide.sh: '$tool' is missing" >&2; exit 3; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
roots=()
while read -r name; do roots+=("-Wl,-u,$name"); done <"$names"
"${cc[@]}" -r -nostdlib -o "$work/joined.o" "${roots[@]}" -Wl,--gc-sections -Wl,--force-group-allocation -Wl,--strip-debug "$in" || exit 3
"$objcopy" --keep-global-symbols="$names" --strip-unneeded --remove-section=.llvmbc --remove-section=.llvmcmd \
  "$work/joined.o" "$work/$(basename "$out" .a).o"
rm -f "$out"
"$ar" rcs "$out" "$work/$(basename "$out" .a).o"
