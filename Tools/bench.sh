#!/bin/sh
# Times the engine alone: every instruction set on one core, then images shared out over all cores.
set -eu
lentigo=$1
cores=$(getconf _NPROCESSORS_ONLN)

row() { # label, then arguments of `lentigo benchmark`
  label=$1
  shift
  # An instruction set that this processor lacks is refused: it has no row.
  line=$("$lentigo" benchmark --json "$@" 2>/dev/null) || return 0
  milliseconds=$(printf '%s' "$line" | sed 's/.*"median_ms":\([0-9.]*\).*/\1/')
  printf '%-44s %10.3f\n' "$label" "$milliseconds"
}

printf '%-44s %10s\n' 'mobilenet-v3-small with head, fp32' 'ms/image'
for set in scalar sse2 avx2 avx512 neon; do
  export LENTIGO_INSTRUCTION_SET=$set
  row "1 core, $set"
done
unset LENTIGO_INSTRUCTION_SET
row "$cores cores, batch 32" --threads "$cores" --batch 32
