#!/usr/bin/env bash
# Builds the C library and installs it: header, shared and static library, and what pkg-config and CMake need to find it.
set -euo pipefail

usage() {
  cat <<'TXT'
usage: ffi/install.sh [--libdir DIR] PREFIX      install below PREFIX, for instance /usr/local
       ffi/install.sh --uninstall PREFIX         remove what was installed there

  --libdir DIR   where libraries go: a directory below PREFIX, or a full path. Debian and Ubuntu want
                 lib/x86_64-linux-gnu in packages. The default is lib.

Environment: DESTDIR is put before every path that is written to, for packages. CARGO_BUILD_TARGET names a
target to build for; CC, OBJCOPY and AR are then that target's tools.
TXT
}
# What the caller did wrong.
wrong() {
  printf 'install.sh: %s\n\n' "$1" >&2
  usage >&2
  exit 2
}
fail() {
  printf 'install.sh: %s\n' "$1" >&2
  exit 1
}

uninstall='' libdir=lib
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage; exit 0 ;;
    --uninstall) uninstall=yes ;;
    --libdir) [ $# -gt 1 ] || wrong '--libdir takes a directory'; libdir=$2; shift ;;
    --libdir=*) libdir=${1#*=} ;;
    --) shift; break ;;
    -*) wrong "unknown option: $1" ;;
    *) break ;;
  esac
  shift
done
[ $# -eq 1 ] || wrong 'exactly one PREFIX is needed, after the options'
[ -n "$1" ] && [ -n "$libdir" ] || wrong 'an empty path'
for path in "$1" "$libdir" "${DESTDIR:-}"; do
  case $path in
    # pkg-config, CMake and make each give these a meaning of their own, and have no common way to write them.
    *[[:cntrl:]]* | *[\"\$\`\\\;\(\)]*) wrong "a path must not contain control characters or any of \" \$ \` \\ ; ( )" ;;
  esac
done

absolute() { case $1 in /*) printf '%s' "$1" ;; *) printf '%s/%s' "$PWD" "$1" ;; esac; }
trim() { printf '%s' "${1%"${1##*[!/]}"}"; } # without slashes at the end
prefix=$(trim "$(absolute "$1")")
destdir=${DESTDIR:+$(trim "$(absolute "$DESTDIR")")}
case /$libdir/ in */../* | */./*) wrong '--libdir must not contain . or ..' ;; esac
case $libdir in /*) libdir=$(trim "$libdir") ;; *) libdir=$prefix/$(trim "$libdir") ;; esac
# A list of what was installed, relative to the prefix; directories that were made for it end with a slash.
list=$prefix/share/verinoise/installed

remove() {
  local entry entries
  [ -f "$destdir$list" ] || fail "nothing was installed by this script in $destdir${prefix:-/}"
  entries=$(LC_ALL=C sort -r "$destdir$list") # what is in a directory comes before it
  rm -f "$destdir$list"
  while IFS= read -r entry; do
    case $entry in /*) ;; *) entry=$prefix/$entry ;; esac
    case $entry in
      */) rmdir "$destdir$entry" 2>/dev/null || true ;; # unless something else is in it by now
      *) rm -f "$destdir$entry" ;;
    esac
  done <<<"$entries"
  echo "removed verinoise from $destdir${prefix:-/}"
}
if [ -n "$uninstall" ]; then
  remove
  exit 0
fi

CDPATH='' cd -- "$(dirname -- "$0")"
work=$(mktemp -d)
made=()
done=''
# Directories that were made for nothing go away again.
cleanup() {
  local index
  rm -rf "$work"
  [ -n "$done" ] && return
  for ((index = ${#made[@]} - 1; index >= 0; index--)); do rmdir "$destdir${made[index]}" 2>/dev/null || true; done
}
trap cleanup EXIT

# Makes a directory and its parents, and takes down which were not there.
make_directory() {
  [ -d "$destdir$1" ] && return
  case $1 in */*) if [ -n "${1%/*}" ]; then make_directory "${1%/*}"; fi ;; esac
  mkdir -p "$destdir$1" || fail "cannot make the directory $destdir$1"
  made+=("$1")
}
# Before the work, so that a directory that cannot be written to is found out now.
for directory in include "$libdir" "$libdir/pkgconfig" "$libdir/cmake/verinoise" share/verinoise; do
  case $directory in /*) ;; *) directory=$prefix/$directory ;; esac
  make_directory "$directory"
  [ -w "$destdir$directory" ] || fail "cannot write to $destdir$directory"
done

# Cargo says where it puts what it builds, whatever target and target directory are configured.
cargo build -q --release --locked -p verinoise-ffi --lib --message-format=json-render-diagnostics >"$work/messages" \
  || fail 'cargo could not build the library'
newline=$'\n'
message=$(grep '"reason":"compiler-artifact"' "$work/messages" | grep '"name":"verinoise_ffi"' | tail -1)
message=${message#*\"filenames\":[\"}
message=${message%%\"],*}
static='' shared=''
while IFS= read -r file; do
  case $file in *.a) static=$file ;; *.so | *.dylib) shared=$file ;; esac
done < <(printf '%s\n' "${message//\",\"/$newline}" | sed -E 's/\\(["\\])/\1/g') # as JSON escapes them
[ -n "$static" ] || fail 'cargo built no static library for this target'
[ -n "$shared" ] || fail 'cargo built no shared library for this target'
version=$(cargo pkgid --offline -p verinoise-ffi | sed -E 's/.*[#@]//')
abi=$(sed -nE 's/^#define VN_ABI_VERSION ([0-9]+)$/\1/p' include/verinoise.h)
case $shared in
  *.dylib) link=libverinoise.dylib soname=libverinoise.$abi.dylib ;;
  *) link=libverinoise.so soname=libverinoise.so.$abi ;;
esac

# Names that other libraries in Rust have, too, are hidden in the static library.
grep -oE '\bvn_[a-z0-9_]+\(' include/verinoise.h | tr -d '(' | sort -u >"$work/names"
code=3
case $shared in *.so) code=0; packaging/hide.sh "$static" "$work/libverinoise.a" "$work/names" || code=$? ;; esac
if [ "$code" -eq 3 ]; then
  echo "install.sh: warning: the static library cannot be linked together with other static libraries written in Rust: hiding
their common names takes the objcopy and the linker of GNU binutils, and CC as a compiler for the target. The shared library shows no
such names." >&2
  cp "$static" "$work/libverinoise.a"
elif [ "$code" -ne 0 ]; then
  fail "the names of Rust's standard library could not be hidden in the static library"
fi

# The way from the directory of the libraries to the headers, for CMake, which finds both wherever the tree is moved to.
case $libdir/ in
  "$prefix"/*) up=${libdir#"$prefix"/} && up=$(printf '%s\n' "$up" | sed -E 's#[^/]+#..#g') && include="\${_verinoise_libdir}/$up/include" ;;
  *) include=$prefix/include ;;
esac
cat >"$work/verinoise.pc" <<TXT
prefix=${prefix//\#/\\#}
includedir=\${prefix}/include
libdir=${libdir//\#/\\#}

Name: verinoise
Description: Exact discrete Gaussian and discrete Laplace noise for differential privacy
Version: $version
Cflags: -I"\${includedir}"
Libs: -L"\${libdir}" -lverinoise
Libs.private: -lpthread -lm -ldl
TXT
cat >"$work/verinoise-config.cmake" <<TXT
# find_package(verinoise) gives two targets: verinoise::verinoise, the shared library, and verinoise::static.
get_filename_component(_verinoise_libdir "\${CMAKE_CURRENT_LIST_FILE}" REALPATH)
get_filename_component(_verinoise_libdir "\${_verinoise_libdir}/../../.." ABSOLUTE)
get_filename_component(_verinoise_includedir "$include" ABSOLUTE)
foreach(_verinoise_file "\${_verinoise_libdir}/$soname" "\${_verinoise_libdir}/libverinoise.a" "\${_verinoise_includedir}/verinoise.h")
  if(NOT EXISTS "\${_verinoise_file}")
    set(verinoise_FOUND FALSE)
    set(verinoise_NOT_FOUND_MESSAGE "\${_verinoise_file} is missing")
    return()
  endif()
endforeach()
if(NOT TARGET verinoise::verinoise)
  add_library(verinoise::verinoise SHARED IMPORTED)
  set_target_properties(verinoise::verinoise PROPERTIES
    IMPORTED_LOCATION "\${_verinoise_libdir}/$soname"
    IMPORTED_SONAME "$soname"
    INTERFACE_INCLUDE_DIRECTORIES "\${_verinoise_includedir}")
  add_library(verinoise::static STATIC IMPORTED)
  set_target_properties(verinoise::static PROPERTIES
    IMPORTED_LOCATION "\${_verinoise_libdir}/libverinoise.a"
    IMPORTED_LINK_INTERFACE_LANGUAGES C
    INTERFACE_LINK_LIBRARIES "pthread;m;\${CMAKE_DL_LIBS}"
    INTERFACE_INCLUDE_DIRECTORIES "\${_verinoise_includedir}")
endif()
TXT
cat >"$work/verinoise-config-version.cmake" <<TXT
# As semantic versions have it: the same major version will do, or the same minor one below 1.0, if it is not older.
set(PACKAGE_VERSION "$version")
string(REGEX MATCH "^0\\\\.[0-9]+|^[0-9]+" _verinoise_has "\${PACKAGE_VERSION}")
string(REGEX MATCH "^0\\\\.[0-9]+|^[0-9]+" _verinoise_asked "\${PACKAGE_FIND_VERSION}")
if(PACKAGE_VERSION VERSION_LESS PACKAGE_FIND_VERSION OR NOT _verinoise_has STREQUAL _verinoise_asked)
  set(PACKAGE_VERSION_COMPATIBLE FALSE)
else()
  set(PACKAGE_VERSION_COMPATIBLE TRUE)
  if(PACKAGE_VERSION VERSION_EQUAL PACKAGE_FIND_VERSION)
    set(PACKAGE_VERSION_EXACT TRUE)
  endif()
endif()
TXT

# The list comes first, with what an earlier installation put there: whatever happens now can be removed.
files=("$prefix/include/verinoise.h" "$libdir/libverinoise.a" "$libdir/$soname" "$libdir/$link" "$libdir/pkgconfig/verinoise.pc"
  "$libdir/cmake/verinoise/verinoise-config.cmake" "$libdir/cmake/verinoise/verinoise-config-version.cmake")
{
  if [ -f "$destdir$list" ]; then cat "$destdir$list"; fi
  for path in "${files[@]}"; do printf '%s\n' "${path#"$prefix"/}"; done
  for ((index = 0; index < ${#made[@]}; index++)); do printf '%s/\n' "${made[index]#"$prefix"/}"; done
} | LC_ALL=C sort -u >"$work/installed"
done=yes
install -m 644 "$work/installed" "$destdir$list"
install -m 644 include/verinoise.h "$destdir$prefix/include/"
install -m 644 "$work/libverinoise.a" "$destdir$libdir/"
install -m 755 "$shared" "$destdir$libdir/$soname"
ln -sf "$soname" "$destdir$libdir/$link"
install -m 644 "$work/verinoise.pc" "$destdir$libdir/pkgconfig/"
install -m 644 "$work/verinoise-config.cmake" "$work/verinoise-config-version.cmake" "$destdir$libdir/cmake/verinoise/"
echo "installed verinoise $version in $destdir${prefix:-/}"

# Whether programs find the shared library when they start.
if [ -z "$destdir" ] && [ "$(uname)" = Linux ]; then
  if PATH=$PATH:/usr/sbin:/sbin ldconfig -NXv 2>/dev/null | grep -qF "$libdir:"; then
    echo "run ldconfig as root now: until then programs do not find $soname when they start"
  else
    echo "the loader does not search $libdir: link with -Wl,-rpath,DIRECTORY, or set LD_LIBRARY_PATH, or use the static library"
  fi
fi
