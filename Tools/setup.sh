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

# A library counts as present when pkg-config finds it: that is also how SwiftPM looks for it.
missing() {
  command -v pkg-config >/dev/null 2>&1 || return 0
  ! pkg-config --exists libturbojpeg libpng
}

missing || exit 0

case "$(uname -s)" in
Darwin)
  command -v brew >/dev/null 2>&1 || {
    say 'Homebrew is needed to install jpeg-turbo and libpng: https://brew.sh'
    exit 1
  }
  say 'installing jpeg-turbo and libpng with brew'
  brew install --quiet pkg-config jpeg-turbo libpng
  ;;
Linux)
  command -v apt-get >/dev/null 2>&1 || {
    say 'install the development packages of libjpeg-turbo (TurboJPEG) and libpng, and pkg-config'
    exit 1
  }
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
      say 'run as root: apt-get install pkg-config libturbojpeg0-dev libpng-dev'
      exit 1
    }
    as_root=sudo
  fi
  say 'installing libturbojpeg0-dev and libpng-dev with apt'
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
    pkg-config libturbojpeg0-dev libpng-dev >/dev/null
  ;;
*)
  say "no recipe for $(uname -s): install libjpeg-turbo, libpng and pkg-config"
  exit 1
  ;;
esac

missing && {
  say 'the libraries are still not found by pkg-config (libturbojpeg, libpng)'
  exit 1
}
exit 0
