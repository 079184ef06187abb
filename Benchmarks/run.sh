#!/bin/sh
# `make bench`: every kernel by itself, then networks and files to scores beside rivals.
#
#     Benchmarks/run.sh .build/release/lentigo [options of bench.py]
#
# The rivals are Python packages, in a virtual environment of their own (.peers). Without Python, or
# where they cannot be installed, Lentigo's own figures are printed.
set -eu
lentigo=$1
shift
here=$(dirname "$0")
venv=$here/../.peers
python=$venv/bin/python

install() {
  cmp -s "$here/requirements.txt" "$venv/requirements.txt" && return
  echo "installing the rivals in .peers" >&2
  python3 -m venv "$venv" || return
  if "$python" -m pip install -q --disable-pip-version-check -r "$here/requirements.txt"; then
    cp "$here/requirements.txt" "$venv/"
    return
  fi
  # One that is not made for this machine shall not cost the others. The next run tries again: it may
  # have been the network.
  grep -v '^#' "$here/requirements.txt" | while read -r package; do
    "$python" -m pip install -q --disable-pip-version-check "$package" </dev/null || true
  done
}

row() { # label, then arguments of `lentigo benchmark`
  label=$1
  shift
  # What this processor lacks is refused: it has no row.
  line=$("$lentigo" benchmark --json "$@" 2>/dev/null) || return 0
  milliseconds=$(printf '%s' "$line" | sed 's/.*"median_ms":\([0-9.]*\).*/\1/')
  printf '%-48s %10.3f\n' "$label" "$milliseconds"
}

own_figures() {
  cores=$(getconf _NPROCESSORS_ONLN)
  printf '%-48s %10s\n' 'network with head' 'ms/image'
  for name in mobilenet-v3-small efficientnetv2-b0 resnet50 vgg16; do
    row "$name, 1 core" --architecture "$name"
  done
  for precision in bf16 int8; do
    row "mobilenet-v3-small $precision, 1 core" --precision "$precision"
  done
  for set in scalar sse2 avx2 avx512 neon; do
    export LENTIGO_INSTRUCTION_SET=$set
    row "mobilenet-v3-small, 1 core, $set" --seconds 0.5
  done
  unset LENTIGO_INSTRUCTION_SET
  row "mobilenet-v3-small, $cores cores, batch 32" --threads "$cores" --batch 32
}

"$lentigo" benchmark --kernels
echo

if ! command -v python3 >/dev/null; then
  echo "There is no python3, so no rival can be timed; Lentigo's own figures:" >&2
  own_figures
  exit
fi
install || true
if ! "$python" -c 'import numpy, onnx' 2>/dev/null; then
  echo "numpy and onnx could not be installed in .peers, so no rival can be timed:" >&2
  own_figures
  exit
fi
exec "$python" "$here/bench.py" --lentigo "$lentigo" "$@"
