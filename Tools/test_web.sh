#!/bin/sh
# Runs the tests of the phone's app: in node, and in Chromium where it is there. Says what is skipped, and
# fails where a test fails. `make wasm` comes first.
#
# PATIENCE=milliseconds is what one step in the browser may take, on a busy machine too.
set -eu

say() { printf 'test-web: %s\n' "$*" >&2; }

cd "$(dirname "$0")/.."
# "v20.11.1", or nothing.
version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
if [ "${version:-0}" -lt 20 ]; then
  say 'skipped: the tests of the web app need node, version 20 or newer'
  exit 0
fi

node Tools/assemble_web.mjs
files=$(echo Tests/Web/*.test.mjs)
if node --input-type=module --eval '
  import { chromiumPath } from "./Tests/Web/browser/chromium.mjs";
  process.exit(chromiumPath() ? 0 : 1);'; then
  files="$files $(echo Tests/Web/browser/*.browser.mjs)"
else
  say 'skipped: the tests in a browser need Chromium; CHROMIUM=path names one'
fi
# One file after another: each starts browsers. No test takes a minute where none is stuck.
# shellcheck disable=SC2086
exec node --test --test-concurrency=1 --test-timeout=300000 \
  --test-reporter=./Tests/Web/reporter.mjs --test-reporter-destination=stdout $files
