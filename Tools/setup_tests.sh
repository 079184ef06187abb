#!/bin/sh
# Installs what the tests beside Swift's need (apt only): emulators, by which they run on processors that
# this machine is not, and node and Chromium, in which they run the phone's app. They say that they were
# skipped where there are none, so nothing here is an error.
set -eu

say() { printf 'setup: %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

[ "$(uname -s)" = Linux ] || exit 0
packages=
without=
has qemu-aarch64 && has qemu-x86_64 || {
  packages='qemu-user'
  without='tests on other processors'
}
has node && { has chromium || has chromium-browser || has google-chrome || [ -n "${CHROMIUM:-}" ]; } || {
  packages="$packages nodejs chromium"
  without="${without:+$without and }tests of the web app"
}
[ -n "$packages" ] || exit 0

has apt-get || {
  say "no$packages: $without will be skipped"
  exit 0
}
as_root=
if [ "$(id -u)" -ne 0 ]; then
  # Without a password, or not at all: a test run asks nobody anything.
  sudo -n true 2>/dev/null || {
    say "$without will be skipped: sudo apt-get install $packages"
    exit 0
  }
  as_root='sudo -n'
fi
$as_root apt-get update -qq || true
# One by one: what is installed already stays as it is, and what this system lacks hinders nothing else.
for package in $packages; do
  case $package in
  nodejs) has node && continue ;;
  esac
  say "installing $package with apt"
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
    "$package" >/dev/null || say "$package could not be installed: $without will be skipped"
done
exit 0
