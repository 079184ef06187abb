#!/bin/sh
# Installs the emulators by which the tests run on processors that this machine is not (apt only). The
# tests say that they were skipped where there are none, so nothing here is an error.
set -eu

say() { printf 'setup: %s\n' "$*" >&2; }

[ "$(uname -s)" = Linux ] || exit 0
command -v qemu-aarch64 >/dev/null 2>&1 && command -v qemu-x86_64 >/dev/null 2>&1 && exit 0

without='tests on other processors will be skipped'
command -v apt-get >/dev/null 2>&1 || {
  say "no qemu-user: $without"
  exit 0
}
as_root=
if [ "$(id -u)" -ne 0 ]; then
  # Without a password, or not at all: a test run asks nobody anything.
  sudo -n true 2>/dev/null || {
    say "no qemu-user ($without): sudo apt-get install qemu-user"
    exit 0
  }
  as_root='sudo -n'
fi
say 'installing qemu-user with apt'
$as_root apt-get update -qq || true
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
  qemu-user >/dev/null || say "qemu-user could not be installed: $without"
exit 0
