#!/bin/sh
# Runs the test command given to it and, where tests fail, names them once more at the end: among the lines
# of a thousand tests that passed, and of those that end after them, nobody finds the one that did not.
set -u

log=$(mktemp "${TMPDIR:-/tmp}/lentigo-tests.XXXXXX") || exit 1
trap 'rm -f "$log" "$log.status"' EXIT
trap 'exit 130' INT TERM HUP

{
  "$@" 2>&1
  echo $? >"$log.status"
} | tee "$log"
status=$(cat "$log.status" 2>/dev/null || echo 1)
if [ "$status" -ne 0 ]; then
  failed=$(grep -A 2 -E '^✘ Test .*(recorded an issue|failed after)|: error: |^error: ' "$log" |
    grep -E '^(✘|↳)|error: ')
  [ -z "$failed" ] || printf '\nThese failed:\n%s\n' "$failed"
fi
exit "$status"
