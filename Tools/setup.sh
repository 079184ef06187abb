#!/bin/sh
# Installs the system libraries Lentigo links against, if they are missing. Silent when all is there.
set -eu

say() { printf 'setup: %s\n' "$*" >&2; }

if ! command -v swift >/dev/null 2>&1; then
  say 'Swift 6.2 or newer is needed and was not found: install it from https://swift.org/install'
  exit 1
fi

# "Swift version 6.2.1 (...)" or "Apple Swift version 6.2 (...)": the manifest needs 6.2.
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
set -- $version
if [ "${1:-0}" -lt 6 ] || { [ "${1:-0}" -eq 6 ] && [ "${2:-0}" -lt 2 ]; }; then
  say "Swift 6.2 or newer is needed, this is ${1:-?}.${2:-?}: https://swift.org/install"
  exit 1
fi

# libsvm has no pkg-config file.
has_libsvm() {
  for prefix in /usr /usr/local /opt/homebrew; do
    [ -f "$prefix/include/libsvm/svm.h" ] || [ -f "$prefix/include/svm.h" ] && return 0
  done
  return 1
}

# A library counts as present when pkg-config finds it: that is also how SwiftPM looks for it.
missing() {
  command -v pkg-config >/dev/null 2>&1 || return 0
  ! pkg-config --exists libturbojpeg libpng hdf5 libcrypto || ! has_libsvm
}

missing || exit 0

case "$(uname -s)" in
Darwin)
  command -v brew >/dev/null 2>&1 || {
    say 'Homebrew is needed to install jpeg-turbo, libpng, hdf5, libsvm and openssl@3: https://brew.sh'
    exit 1
  }
  say 'installing jpeg-turbo, libpng, hdf5, libsvm and openssl@3 with brew'
  brew install --quiet pkg-config jpeg-turbo libpng hdf5 libsvm openssl@3
  ;;
Linux)
  command -v apt-get >/dev/null 2>&1 || {
    say 'install the development packages of libjpeg-turbo (TurboJPEG), libpng, HDF5, libsvm and OpenSSL, and pkg-config'
    exit 1
  }
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
      say 'run as root: apt-get install pkg-config libturbojpeg0-dev libpng-dev libhdf5-dev libsvm-dev libssl-dev'
      exit 1
    }
    as_root=sudo
  fi
  say 'installing libturbojpeg0-dev, libpng-dev, libhdf5-dev, libsvm-dev and libssl-dev with apt'
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
    pkg-config libturbojpeg0-dev libpng-dev libhdf5-dev libsvm-dev libssl-dev >/dev/null
  ;;
*)
  say "no recipe for $(uname -s): install libjpeg-turbo, libpng, HDF5, libsvm, OpenSSL and pkg-config"
  exit 1
  ;;
esac

missing && {
  say 'the libraries are still not found (libturbojpeg, libpng, hdf5 and libcrypto by pkg-config, svm.h)'
  exit 1
}
exit 0
