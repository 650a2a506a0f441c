#!/usr/bin/env bash
# Builds the C library and installs it: header, shared and static library, pkg-config file.
#
#   ffi/install.sh PREFIX        for instance /usr/local; DESTDIR is put before it if set
set -euo pipefail
[ $# -eq 1 ] || { echo 'usage: ffi/install.sh PREFIX' >&2; exit 2; }
prefix=$1
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
root=${DESTDIR:-}$prefix
cd "$(dirname "$0")"

cargo build --release --locked -q -p verinoise-ffi
built=$(cargo metadata --locked --format-version 1 --no-deps | sed -E 's/.*"target_directory":"([^"]*)".*/\1/')/release
version=$(cargo pkgid -p verinoise-ffi | sed -E 's/.*[#@]//')
abi=$(sed -nE 's/^#define VN_ABI_VERSION ([0-9]+)$/\1/p' include/verinoise.h)

install -d "$root/include" "$root/lib/pkgconfig"
install -m 644 include/verinoise.h "$root/include/"
install -m 644 "$built/libverinoise_ffi.a" "$root/lib/libverinoise.a"
if [ -e "$built/libverinoise_ffi.dylib" ]; then
  install -m 755 "$built/libverinoise_ffi.dylib" "$root/lib/libverinoise.$abi.dylib"
  ln -sf "libverinoise.$abi.dylib" "$root/lib/libverinoise.dylib"
else
  install -m 755 "$built/libverinoise_ffi.so" "$root/lib/libverinoise.so.$abi"
  ln -sf "libverinoise.so.$abi" "$root/lib/libverinoise.so"
fi
sed -e "s|@PREFIX@|$prefix|" -e "s|@VERSION@|$version|" verinoise.pc.in >"$root/lib/pkgconfig/verinoise.pc"
echo "installed verinoise $version in $root"
